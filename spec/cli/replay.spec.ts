import { expect, it } from 'vitest'

import { msnp } from './child.js'

it('replays a trace, and finds it equal', async () => {
  const { status, lines } = await msnp(['replay', 'examples/recordings/echo.jsonl'])
  expect(status).toBe(0)
  expect(lines.at(-1)).toMatch(/^✓ replayed \d+ records, \d+ events, equal to the recording$/)
})

it('follows a capture of another client, and tells what was different', async () => {
  const { status, lines, err } = await msnp([
    'replay',
    'examples/recordings/two-friends.pcap',
    '--follow',
    '--passport',
    'alice@example.com',
  ])
  expect([status, err]).toEqual([0, ''])
  expect(lines.at(-1)).toMatch(/0 differences$/)
})

it('says where another client did something else, and that a session from the middle cannot be replayed', async () => {
  const { status, err } = await msnp(['replay', 'examples/recordings/two-friends.pcap'])
  expect(status).toBe(4)
  expect(err).toContain('recorded one says USR 13 alice@example.com •••')
  expect(err).toContain('cannot be replayed without its sign-in')
})
