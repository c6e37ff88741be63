/** `msnp replay`: what it finds equal, different or broken, and how it ends. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, it } from 'vitest'

import { describeFollowing } from '../../lib/traces/replay/match.js'
import { describeDivergence } from '../../lib/traces/compare/divergence.js'
import { utf8Bytes } from '../../lib/wire/text.js'

import { fileOf, msnp, said } from './child.js'

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

it('ends with 4 where a session that is led differs, and tells each difference', async () => {
  const recorded = readFileSync('examples/recordings/echo.jsonl', 'utf8')
  // This client answers another invitation than the one that came.
  const other = recorded.replace(/("ANS 1 bot@example\.com \S+) \d+/, '$1 17')
  expect(other).not.toBe(recorded)
  const file = fileOf('other.jsonl', other)
  const { status, lines, err } = await msnp(['replay', file, '--follow'])
  expect(status).toBe(4)
  expect(lines.at(-1)).toMatch(/^line \d+: ANS 1 bot@example\.com ••• \d+ in place of ANS 1 bot@example\.com ••• 17$/)
  expect(lines.join('\n')).not.toContain('✓ replayed')
  expect(err).toMatch(/^msnp: replayed \d+ records, \d+ events, 1 difference\n$/)

  const json = await msnp(['replay', file, '--follow', '--json'])
  expect(json.status).toBe(4)
  expect(said(json.lines.at(-1)!)).toMatchObject({ event: 'Replayed', differences: [lines.at(-1)] })

  const same = await msnp(['replay', 'examples/recordings/echo.jsonl', '--follow'])
  expect([same.status, same.lines.at(-1)]).toEqual([0, expect.stringMatching(/^✓ replayed .* 0 differences$/) as string])
})

it('says where another client did something else, and that a session from the middle cannot be replayed', async () => {
  const { status, err } = await msnp(['replay', 'examples/recordings/two-friends.pcap'])
  expect(status).toBe(4)
  expect(err).toContain('recorded one says USR 13 alice@example.com •••')
  expect(err).toContain('it was not recorded by the client itself: --follow leads a session through it')
  expect(err).toContain('cannot be replayed without its sign-in')
})

it('does not call a trace with a broken line equal', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'msnp-'))
  const file = join(folder, 'broken.jsonl')
  writeFileSync(file, `${readFileSync('examples/recordings/echo.jsonl', 'utf8').trimEnd()}\n{"t": nonsense}\n{"t": 1}\n`)
  const { status, lines, err } = await msnp(['replay', file])
  expect(status).toBe(3)
  expect(lines.join('\n')).not.toContain('✓ replayed')
  expect(err).toContain('equal to the recording as far as it can be read')
  rmSync(folder, { recursive: true })
})

it('says so where what differs is hidden', () => {
  const command = (ticket: string) => utf8Bytes(`USR 7 TWN S ${ticket}\r\n`)
  const notice = { _tag: 'Otherwise', index: 5, expected: command('t=1'), found: command('t=2') } as const
  expect(describeFollowing(notice as never)).toMatch(/^line 7: USR .* differs from the recording in what is hidden$/)
  expect(
    describeDivergence({
      _tag: 'Diverged',
      index: 5,
      t: 0,
      expected: { t: 0, _tag: 'Said', connection: 1, from: 'client', bytes: command('t=1') },
      found: { t: 0, _tag: 'Said', connection: 1, from: 'client', bytes: command('t=2') },
    }),
  ).toMatch(/they differ in what is hidden, from byte 15 on$/)
})
