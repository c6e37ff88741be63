import { describe, expect, it } from 'vitest'

import { spokenDialects } from '../../lib/commands/dialects.js'
import { msnp, said } from './child.js'

interface Told {
  readonly t: number
  readonly who: string
  readonly event: string
  readonly [field: string]: unknown
}

/** What the demonstration prints, and how it ends. */
const demo = async (...dialects: ReadonlyArray<string>) => {
  const { status, lines, err } = await msnp([
    ...['demo', '--json', '--timeout', '60'],
    ...dialects.flatMap((dialect) => ['--dialect', dialect]),
  ])
  return { status, err, told: lines.map((line) => said(line) as unknown as Told) }
}

const expectAll = (
  { status, err, told }: Awaited<ReturnType<typeof demo>>,
  dialects: Readonly<Record<string, string>>,
) => {
  expect(err).toBe('')
  expect(status).toBe(0)
  expect(told.at(-1)).toMatchObject({ who: 'demo', event: 'Summary', dialects, steps: 24, missing: [] })
  const first = told.find(({ event }) => event === 'Listening')!['first']
  for (const [who, other] of [
    ['alice', 'bob'],
    ['bob', 'alice'],
  ] as const) {
    const events = told.filter((line) => line.who === who)
    // What the program says of itself is looked at once more from outside.
    const order = ['Opened', 'Redirected', 'SignedIn', 'Ready', 'ContactStatus', 'Joined', 'TextReceived', 'Closed']
    const places = order.map((name) => events.findIndex(({ event }) => event === name))
    expect(places).not.toContain(-1)
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect(events.find(({ event }) => event === 'Opened')).toMatchObject({ address: first })
    expect(events.find(({ event }) => event === 'SignedIn')).toMatchObject({
      dialect: dialects[who],
      passport: `${who}@example.com`,
    })
    expect(events.find(({ event }) => event === 'Joined')).toMatchObject({ passport: `${other}@example.com` })
    const outcomes = events
      .filter((line) => line.event === 'MessageOutcome')
      .map(({ outcome }) => (outcome as { _tag: string })._tag)
    expect(outcomes.filter((tag) => tag === 'Acknowledged').length).toBe(3)
    expect(events.at(-1)).toMatchObject({ event: 'Closed', reason: { _tag: 'SignedOut' }, text: 'signed out' })
  }
  expect(told.filter(({ event }) => event === 'TextReceived').map(({ text }) => text)).toEqual([
    'Hello Bob! Can you read me?',
    'Every byte of it.',
    'Hey, my window shook!',
    'Off to lunch. Grüße, пока, 乾杯 👋',
    'Enjoy! I am signing out as well.',
  ])
}

describe.concurrent('msnp demo', () => {
  it.each(spokenDialects.map(({ name }) => name))('happens in %s', async (dialect) => {
    expectAll(await demo(dialect), { alice: dialect, bob: dialect })
  })

  it.each([
    ['MSNP8', 'MSNP2'],
    ['MSNP2', 'MSNP12'],
    ['MSNP12', 'MSNP7'],
    ['MSNP18', 'MSNP2'],
    ['MSNP15', 'MSNP7'],
    ['MSNP13', 'MSNP18'],
  ])('happens between %s and %s', async (alice, bob) => {
    expectAll(await demo(alice, bob), { alice, bob })
  })

  it('takes the newest dialect, and prints a timeline with a summary', async () => {
    const { status, lines, out } = await msnp(['demo'])
    expect(status).toBe(0)
    expect(lines[0]).toMatch(/^ \d\.\d{3} {2}server {2}listening: 127\.0\.0\.1:\d+ \(dispatch\)$/)
    expect(out).toMatch(/^ \d\.\d{3} {2}bob {5}Alice <alice@example\.com>: Hello Bob! Can you read me\?$/m)
    expect(lines.at(-1)).toMatch(/^✓ all 24 steps happened: MSNP18, 6 TCP connections, \d\.\d\d s$/)
    // Fits a terminal, and has no colours where it is none.
    expect(lines.filter((line) => line.length > 80)).toEqual([])
    // eslint-disable-next-line no-control-regex
    expect(out).not.toMatch(/\x1b/)
    for (const password of ['wonderland', 'builder']) expect(out).not.toContain(password)
  })

  it('says what did not happen before the time was over', async () => {
    const { status, lines, err } = await msnp(['demo', '--timeout', '0.001'])
    expect(status).toBe(6)
    expect(lines.at(-1)).toMatch(/^✗ [12]\d of 24 steps did not happen/)
    expect(err).toMatch(/^msnp: this did not happen: alice signed out$/m)
  })

  it('ends with 2 for a dialect that it cannot, and for three of them', async () => {
    const bad = await msnp(['demo', '--dialect', 'MSNP19'])
    expect(bad.status).toBe(2)
    expect(bad.err).toContain('It should be MSNP2 to MSNP18.')
    expect((await demo('MSNP2', 'MSNP3', 'MSNP4')).status).toBe(2)
  })
})
