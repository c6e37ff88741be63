/** What `msnp decode` shows on terminals, and the wording of what a recording lacks. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import type { TraceRecord } from '../../lib/traces/format/record.js'
import { eventText, eventTextIn } from '../../lib/cli/event-text.js'
import type { SessionEvent } from '../../lib/index.js'
import { bytesOf, utf8Bytes } from '../../lib/wire/text.js'
import { runs } from '../support/arbitrary.js'
import { decoded, traceOf, twoFriends } from './inside.js'

/** Columns of what these specs write. */
const widthOf = (text: string): number =>
  [...text].reduce((sum, character) => sum + (/[字\u{1f44b}]/u.test(character) ? 2 : 1), 0)

describe('msnp decode --timeline', () => {
  it('draws lifelines and arrows', async () => {
    const { status, lines } = await decoded(twoFriends, { timeline: true }, 80)
    expect(status).toBe(0)
    expect(lines.slice(0, 4)).toEqual([
      '    0.000  │           alice@example.com',
      '    0.000  ├──┐        DS 127.0.0.2:1863 opens',
      '    0.001  ├─→│        VER 1 offers=MSNP11,MSNP10,CVR0',
      '    0.017  │←─┤        VER 1 dialect=MSNP11 others=none',
    ])
    expect(lines).toContain('    4.715  ├──┼──┼─→│  │  │  MSG 16 text "Hi Bob! Back already?" │ ack=A')
    expect(lines).toContain('    6.224  │  │  │  │  │←─┤  ACK 32')
    expect(lines.filter((line) => /[→←]/.test(line)).length).toBe(62)
    expect(lines.at(-4)).toBe('    8.985  ├──┘  │  │  │  │  DS closed by the client')
  })

  it.each([80, 60, 200])('fits %d columns', async (columns) => {
    for (const options of [{ timeline: true }, {}]) {
      const { lines } = await decoded(twoFriends, options, columns)
      expect(Math.max(...lines.map((line) => [...line].length))).toBeLessThanOrEqual(columns)
    }
  })

  it('goes whole and without colours to a file or another program, and hides secrets there too', async () => {
    const { lines } = await decoded(twoFriends, { timeline: true })
    // eslint-disable-next-line no-control-regex
    expect(lines.join('\n')).not.toMatch(/\x1b|…/)
    expect(lines.join('\n')).not.toMatch(/t=invented|246503\.1795362421|d8d8cb2c/)
  })

  it('marks gaps, and tells of connections for which there is no room', async () => {
    const local = { host: '10.0.0.1', port: 1024 }
    const many = Array.from({ length: 20 }, (_, connection) => connection)
    const file = traceOf('many.jsonl', [
      ...many.map((connection) => ({ t: 0, _tag: 'Opened', connection, local, peer: { host: '10.0.0.2', port: 1863 } }) as const),
      ...many.map((connection) => ({ t: 1, _tag: 'Missing', connection, from: 'server', bytes: 1 }) as const),
    ])
    const { lines } = await decoded(file, { timeline: true }, 80)
    const gaps = lines.filter((line) => line.includes('1 byte missing'))
    expect(gaps.length).toBe(20)
    expect(gaps.filter((line) => line.includes('┊')).length).toBe(10)
    expect(gaps.filter((line) => line.includes('[server]')).length).toBe(10)
  })
})

describe('a message where there is little room', () => {
  const opened: TraceRecord = { t: 0, _tag: 'Opened', connection: 0, local: { host: '10.0.0.1', port: 1024 }, peer: { host: '10.0.0.2', port: 1863 } }
  const client = (text: string): TraceRecord => ({ t: 0, _tag: 'Said', connection: 0, from: 'client', bytes: bytesOf(text) })
  const server = (text: string): TraceRecord => ({ t: 1, _tag: 'Said', connection: 0, from: 'server', bytes: utf8Bytes(text) })
  const message = (passport: string, name: string, text: string): TraceRecord => {
    const payload = `MIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\n\r\n${text}`
    return server(`MSG ${passport} ${encodeURIComponent(name)} ${utf8Bytes(payload).length}\r\n${payload}`)
  }
  const session = [opened, client('ANS 1 alice@example.com 1.2 17\r\n'), server('ANS 1 OK\r\n')]
  const letters = (most: number) => fc.string({ unit: fc.constantFrom('a', 'b', ' ', '字', '\u{1f44b}', 'é'), maxLength: most })

  it('loses its sender before a word of its text', async () => {
    const file = traceOf('room.jsonl', [...session, message('somebody.with.a.long.address@example.com', 'Some Body', 'See you at nine, behind the cinema')])
    const last = async (columns?: number) => (await decoded(file, {}, columns)).lines.at(-1)!
    expect(await last(80)).toBe('    0.001  0 ← MSG     passport=som… │ text "See you at nine, behind the cinema"')
    expect(await last(110)).toMatch(/passport=somebody.with.a.long.addr[^ ]*… │ text "See you at nine, behind the cinema"$/)
    expect(await last()).toMatch(/passport=somebody.with.a.long.address@example.com name="Some Body" │ text "See/)
  })

  it('has its text whole wherever it fits beside some columns of its sender, and never more than the columns', async () => {
    await fc.assert(
      fc.asyncProperty(letters(120), letters(40), fc.integer({ min: 40, max: 160 }), async (name, text, columns) => {
        const file = traceOf('rooms.jsonl', [...session, message('bob@example.com', `n${name}`, text)])
        const last = (await decoded(file, {}, columns)).lines.at(-1)!
        expect(widthOf(last)).toBeLessThanOrEqual(columns)
        const quoted = `text ${JSON.stringify(text)}`
        if (widthOf(quoted) + 40 <= columns) expect(last.endsWith(quoted)).toBe(true)
      }),
      { numRuns: Math.ceil(runs.numRuns / 4) },
    )
  })

  it('is so in what sessions tell, too', () => {
    const passport = 'somebody.with.a.long.address@example.com'
    const text = { _tag: 'Text', text: 'behind the cinema' } as const
    const events = [
      { _tag: 'TextReceived', conversation: 'c', passport, name: 'n'.repeat(387), message: text },
      { _tag: 'CircleMessage', circle: 'c'.repeat(200), passport, message: text },
      { _tag: 'NetworkMessageReceived', network: 32, passport, message: text },
      { _tag: 'OfflineReceived', passport, name: 'n'.repeat(387), text: text.text },
    ] as unknown as ReadonlyArray<SessionEvent>
    for (const event of events) {
      expect(eventTextIn(50)(event)).toMatch(/…: behind the cinema$/)
      expect(eventTextIn(50)(event).length).toBeLessThanOrEqual(50)
      expect(eventTextIn(undefined)(event)).toBe(eventText(event))
    }
  })
})

describe('a connection whose TCP handshake is not recorded', () => {
  const opened = (connection: number, peer: string, midway: boolean): TraceRecord => ({
    t: connection,
    _tag: 'Opened',
    connection,
    local: { host: '10.0.0.1', port: 1024 + connection },
    peer: { host: peer, port: 1863 },
    ...(midway ? { midway: true } : {}),
  })
  const said = (connection: number, from: 'client' | 'server', text: string): TraceRecord =>
    ({ t: connection, _tag: 'Said', connection, from, bytes: bytesOf(text) })
  const missing: TraceRecord = { t: 1, _tag: 'Missing', connection: 1, from: 'client' }
  const session = [opened(0, '10.0.0.2', true), said(0, 'client', 'PNG\r\n'), said(0, 'server', 'QNG 40\r\n')]
  const ring = (address: string) => said(0, 'server', `RNG 17 ${address}:1863 CKI 1.2 bob@example.com Bob\r\n`)
  const answer = said(1, 'client', 'ANS 1 alice@example.com 1.2 17\r\n')
  const typing = said(1, 'client', 'MSG 7 U 0\r\n')

  it.each<[string, ReadonlyArray<TraceRecord>, string]>([
    ['begins where its client answers an invitation', [ring('10.0.0.9'), opened(1, '10.0.0.3', true), answer], 'SB 1 opens'],
    ['begins where its client was invited there', [ring('10.0.0.3'), opened(1, '10.0.0.3', true), typing], 'SB 1 opens'],
    [
      'begins where its client was sent there',
      [said(0, 'server', 'XFR 5 SB 10.0.0.3:1863 CKI 1.2\r\n'), opened(1, '10.0.0.3', true), said(1, 'client', 'USR 1 alice@example.com 1.2\r\n')],
      'SB 1 opens',
    ],
    ['begins where its client signs in', [opened(1, '10.0.0.3', true), said(1, 'client', 'VER 1 MSNP8\r\n')], 'server opens'],
    ['is open where nothing was said of it', [opened(1, '10.0.0.3', true), typing], 'SB 1 is open'],
    ['is open where something was said before', [opened(1, '10.0.0.3', true), missing, answer], 'SB 1 is open'],
    [
      'is open where another one was meant',
      [ring('10.0.0.3'), opened(1, '10.0.0.3', false), answer, opened(2, '10.0.0.3', true), said(2, 'client', 'MSG 7 U 0\r\n')],
      'SB 2 is open',
    ],
  ])('%s', async (name, records, begins) => {
    const file = traceOf(`${name.replaceAll(' ', '-')}.jsonl`, [...session, ...records])
    const { lines } = await decoded(file, { timeline: true })
    const text = lines.join('\n')
    expect(text).toContain(`${begins}, TCP handshake not recorded: 10.0.0.3:1863`)
    expect(text).toContain('NS is open, TCP handshake not recorded: 10.0.0.2:1863')
    expect(text).not.toContain('before the recording')
    const svg = (await decoded(file, { svg: '-' })).lines.join('\n')
    expect(svg).toContain(`10.0.0.3:1863 ${begins.endsWith('opens') ? 'opens' : 'is open'}, TCP handshake not recorded`)
  })

  it('says so in no other case, and cuts the address where there is little room', async () => {
    expect((await decoded(twoFriends, { timeline: true })).lines.join('\n')).not.toContain('handshake')
    const file = traceOf('narrow.jsonl', [...session, opened(1, '2001:db8:1111:2222:3333:4444:5555:6666', true), answer])
    const { lines } = await decoded(file, { timeline: true }, 72)
    expect(lines.find((line) => line.includes('SB 1'))).toMatch(/SB 1 opens, TCP handshake not recorded: \[?2001.*…$/)
  })
})
