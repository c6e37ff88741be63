import { describe, expect, it } from 'vitest'

import { captureOf } from '../../support/mutator.js'
import { flag, joined, latin1, onEthernet, pcapHeader, pcapRecord, talk, type Sent } from '../../support/pcaps.js'
import { noticesIn, recordsIn, streamsIn, told } from './reading.js'

const client = { host: '192.0.2.1', port: 1037 }
const server = { host: '198.51.100.2', port: 1863 }
const start = Date.UTC(2005, 4, 6)

const { fin, syn, rst, ack } = flag

/** What the client says at a place; the time is in milliseconds since the start. */
const c = (sequence: number, text: string, t = sequence, more: Partial<Sent> = {}): Sent => ({
  t: start + t,
  from: client,
  to: server,
  sequence: sequence >>> 0,
  acknowledged: 500,
  bytes: latin1(text),
  ...more,
})

/** What the server says at a place, and up to where it has heard. */
const s = (sequence: number, text: string, acknowledged: number, t: number, more: Partial<Sent> = {}): Sent => ({
  t: start + t,
  from: server,
  to: client,
  sequence: sequence >>> 0,
  acknowledged: acknowledged >>> 0,
  bytes: latin1(text),
  ...more,
})

const opening = [
  c(99, '', 0, { flags: syn, acknowledged: 0 }),
  s(499, '', 100, 1, { flags: syn | ack }),
  c(100, '', 2, { flags: ack }),
]

const ver = 'VER 1 MSNP8\r\n'

const toldIn = (segments: ReadonlyArray<Sent>): ReadonlyArray<string> => recordsIn(captureOf(segments)).map(told)
const timesIn = (segments: ReadonlyArray<Sent>): ReadonlyArray<readonly [number, string]> =>
  recordsIn(captureOf(segments)).map((record) => [record.t, told(record)])
const clientIn = (segments: ReadonlyArray<Sent>): string | undefined => streamsIn(recordsIn(captureOf(segments)))['0 client']

/** Packets that say nothing, so that time passes, and other packets come: of another connection, which is not told of. */
const meanwhile = (from: number, to: number, count = 20): ReadonlyArray<Sent> =>
  Array.from({ length: count }, (_, i) => ({
    t: start + from + ((to - from) * i) / (count - 1),
    from: { host: '203.0.113.1', port: 4000 },
    to: { host: '203.0.113.2', port: 4001 },
    sequence: 1,
    flags: ack,
  }))

describe('a connection from its beginning', () => {
  it('is dialled, opened, and closed', () => {
    const segments = talk({ client, server, start }, [
      { from: 'client', bytes: latin1(ver) },
      { from: 'server', bytes: latin1(ver) },
    ])
    expect(timesIn(segments)).toEqual([
      [0, '0 dialled 198.51.100.2:1863'],
      [0, '0 opened 192.0.2.1:1037 198.51.100.2:1863'],
      [13, `0 client: ${ver}`],
      [25, `0 server: ${ver}`],
      [39, '0 closed Ended by client'],
    ])
  })

  const closings: ReadonlyArray<readonly [string, ReadonlyArray<Sent>, string]> = [
    ['by the server', [s(500, '', 113, 20, { flags: fin | ack }), c(113, '', 21, { flags: fin | ack })], '0 closed Ended by server'],
    ['with the last word', [c(113, 'OUT\r\n', 20, { flags: fin | ack }), s(500, '', 119, 21, { flags: fin | ack })], '0 closed Ended by client'],
    ['by a reset', [s(500, '', 113, 20, { flags: rst | ack })], '0 closed Reset by server'],
    ['by a reset behind its last word', [c(113, '', 20, { flags: fin | ack }), s(500, '', 114, 21, { flags: rst })], '0 closed Ended by client'],
    ['by one side alone, as far as the capture goes', [c(113, '', 20, { flags: fin | ack })], '0 closed Ended by client'],
  ]
  it.each(closings)('ends %s', (_, end, closed) => {
    const records = toldIn([...opening, c(100, ver, 10), ...end])
    expect(records.at(-1)).toBe(closed)
    expect(records.filter((each) => each.includes('closed'))).toEqual([closed])
  })

  it('may say something with its SYN', () => {
    expect(clientIn([c(99, ver, 0, { flags: syn, acknowledged: 0 }), c(100 + ver.length, 'PNG\r\n')])).toBe(`${ver}PNG\r\n`)
  })

  it('is there where only the answer to the SYN was captured', () => {
    const [, answer] = opening
    expect(toldIn([answer!, c(105, ' MSNP8\r\n', 5), c(100, 'VER 1', 6)])).toEqual([
      '0 dialled 198.51.100.2:1863',
      '0 opened 192.0.2.1:1037 198.51.100.2:1863',
      '0 client: VER 1',
      '0 client:  MSNP8\r\n',
    ])
  })

  it('takes its SYN late, and twice', () => {
    const [first, second] = opening
    expect(toldIn([second!, c(100, ver, 5), first!, first!, second!, c(113, 'PNG\r\n', 6)])).toEqual([
      '0 dialled 198.51.100.2:1863',
      '0 opened 192.0.2.1:1037 198.51.100.2:1863',
      `0 client: ${ver}`,
      '0 client: PNG\r\n',
    ])
    expect(toldIn([c(100, ver, 5), first!]).slice(0, 2)).toEqual([
      '0 dialled 198.51.100.2:1863',
      '0 opened 192.0.2.1:1037 198.51.100.2:1863',
    ])
  })

  it('of another connection between the same ports begins anew', () => {
    const again = (shift: number) => [
      c(99 + shift, '', 100, { flags: syn, acknowledged: 0 }),
      c(100 + shift, ver, 101),
    ]
    const closed = [c(113, '', 20, { flags: fin | ack }), s(500, '', 114, 21, { flags: fin | ack })]
    const first = [...opening, c(100, ver, 10)]
    const two = ['1 dialled 198.51.100.2:1863', '1 opened 192.0.2.1:1037 198.51.100.2:1863', `1 client: ${ver}`]
    expect(toldIn([...first, ...closed, ...again(70000)]).slice(3)).toEqual(['0 closed Ended by client', ...two])
    expect(toldIn([...first, ...again(70000)]).slice(3)).toEqual(['0 closed Other', ...two])
    expect(toldIn([...first, ...again(-50)]).slice(3)).toEqual(['0 closed Other', ...two])
  })

  it('that the server refuses is told of where MSNP should be', () => {
    const knock = (port: number) => [
      c(99, '', 0, { flags: syn, acknowledged: 0, to: { ...server, port } }),
      s(0, '', 100, 3, { flags: rst | ack, from: { ...server, port } }),
    ]
    expect(timesIn(knock(1863))).toEqual([
      [0, '0 dialled 198.51.100.2:1863'],
      [3, '0 closed Refused'],
    ])
    expect(toldIn(knock(80))).toEqual([])
  })
})

describe('bytes', () => {
  const rest = (at: number) => c(at, 'PNG\r\n', 900)
  it.each<readonly [string, ReadonlyArray<Sent>]>([
    ['in order', [c(100, 'VER 1 '), c(106, 'MSNP8\r\n')]],
    ['late', [c(106, 'MSNP8\r\n'), c(100, 'VER 1 ')]],
    ['twice', [c(100, 'VER 1 '), c(100, 'VER 1 '), c(106, 'MSNP8\r\n'), c(106, 'MSNP8\r\n'), c(100, 'VER 1 ')]],
    ['twice while they wait', [c(106, 'MSNP8\r\n'), c(106, 'MSNP8\r\n'), c(100, 'VER 1 ')]],
    ['again, and more', [c(100, 'VER 1 '), c(100, 'VER 1 MSNP8\r\n')]],
    ['again in part, and more', [c(100, 'VER 1 '), c(103, ' 1 MSNP8\r\n')]],
    ['in part while others wait', [c(107, 'SNP8'), c(104, '1 MSNP8\r\n'), c(100, 'VER 1 ')]],
    ['around what waits', [c(107, 'SNP'), c(103, ' 1'), c(100, ver)]],
    ['between what waits', [c(111, '\r\n'), c(105, ' MS'), c(101, 'ER'), c(104, '1 MSNP8\r'), c(100, 'VER 1')]],
    ['with a question whether anybody is there', [c(100, 'VER 1 '), c(105, '\0'), c(106, 'MSNP8\r\n'), c(112, '\0')]],
    ['that come singly', [...ver].map((letter, i) => c(100 + i, letter))],
    ['that come singly, backwards', [...ver].map((letter, i) => c(100 + i, letter)).reverse()],
  ])('%s are said once', (_, segments) => {
    for (const before of [opening, []]) {
      const file = captureOf([...before, ...segments, rest(113)])
      expect(streamsIn(recordsIn(file))).toEqual({ '0 client': `${ver}PNG\r\n` })
      expect(noticesIn(file)).toEqual([])
    }
  })

  it('go on where sequence numbers begin anew', () => {
    const at = 2 ** 32 - 7
    const segments = [c(at - 1, '', 0, { flags: syn }), c(at + 6, 'MSNP8\r\n', 1), c(at, 'VER 1 ', 2), c(at + 13, 'PNG\r\n', 3)]
    expect(clientIn(segments)).toBe(`${ver}PNG\r\n`)
    expect(clientIn(segments.slice(1))).toBe(`${ver}PNG\r\n`)
  })

  it('that were said first count, and the others are a contradiction', () => {
    const cases: ReadonlyArray<readonly [ReadonlyArray<Sent>, string, number]> = [
      [[c(100, ver), c(100, 'VER 2 MSNP9\r\n')], ver, 1],
      [[c(100, ver), c(108, 'XX8\r\nPNG\r\n')], `${ver}PNG\r\n`, 1],
      [[c(106, 'MSNP8\r\n'), c(104, '1 MSNP9\r\n'), c(100, 'VER 1 ')], ver, 1],
      [[c(106, 'MSNP8\r\n'), c(100, 'VER 1 MSNP9\r\nPNG\r\n')], `${ver}PNG\r\n`, 1],
    ]
    for (const [segments, said, at] of cases) {
      const all = [...opening, ...segments]
      const file = captureOf(all)
      expect(clientIn(all)).toBe(said)
      const place = pcapHeader().length + all.slice(0, 3 + at).reduce((sum, each) => sum + pcapRecord()(onEthernet(each)).length, 0)
      expect(noticesIn(file)).toEqual([{ _tag: 'Contradiction', connection: 0, offset: place + 16 + 14 + 40 }])
    }
  })
})

describe('bytes that are missing', () => {
  const before = [...opening, c(100, ver, 10), s(500, ver, 113, 11)]
  const after = c(120, 'PNG\r\n', 20)

  it('are waited for as long as nobody has heard them', () => {
    const late = c(113, 'PNG\r\n\r\n', 20_000)
    expect(timesIn([...before, after, ...meanwhile(30, 10_000), late]).slice(3)).toEqual([
      [11, `0 server: ${ver}`],
      [20_000, '0 client: PNG\r\n\r\n'],
      [20_000, '0 client: PNG\r\n'],
    ])
  })

  it('are given up once the other side has heard them, and others had time to come', () => {
    const segments = [...before, after, s(513, 'QNG 50\r\n', 125, 40), ...meanwhile(50, 400), ...meanwhile(500, 700)]
    expect(timesIn([...segments, c(113, 'PNG\r\n\r\n', 800), c(125, 'OUT\r\n', 900)]).slice(4)).toEqual([
      [20, '0 client: <7>'],
      [20, '0 client: PNG\r\n'],
      [40, '0 server: QNG 50\r\n'],
      [900, '0 client: OUT\r\n'],
    ])
  })

  it('that come within that time are said where they belong', () => {
    const late = c(113, 'PNG\r\n\r\n', 300)
    expect(timesIn([...before, after, s(513, 'QNG 50\r\n', 125, 40), ...meanwhile(50, 290), late]).slice(4)).toEqual([
      [40, '0 server: QNG 50\r\n'],
      [300, '0 client: PNG\r\n\r\n'],
      [300, '0 client: PNG\r\n'],
    ])
  })

  it('are given up after a minute', () => {
    const later = c(125, 'PNG\r\n', 61_000)
    expect(timesIn([...before, after, ...meanwhile(30, 10_000), later]).slice(4)).toEqual([
      [10_000, '0 client: <7>'],
      [10_000, '0 client: PNG\r\n'],
      [61_000, '0 client: PNG\r\n'],
    ].map(([, text], i) => [i < 2 ? expect.any(Number) : 61_000, text]))
  })

  it.each<readonly [string, ReadonlyArray<Sent>]>([
    ['ends', [s(513, '', 113, 30, { flags: fin | ack }), c(125, '', 31, { flags: fin | ack })]],
    ['is reset', [s(513, '', 113, 30, { flags: rst })]],
    ['is replaced', [c(9999, '', 30, { flags: syn })]],
    ['goes beyond the capture', []],
  ])('are given up where the connection %s', (_, end) => {
    expect(toldIn([...before, after, ...end]).slice(4, 6)).toEqual(['0 client: <7>', '0 client: PNG\r\n'])
  })

  it('are given up where only one side was captured', () => {
    const segments = [...opening.slice(0, 1), c(100, ver, 10), after, ...meanwhile(30, 1000)]
    expect(timesIn(segments).slice(3)).toEqual([
      [20, '0 client: <7>'],
      [20, '0 client: PNG\r\n'],
    ])
  })

  it('are given up where too much waits for them', () => {
    const payload = 'x'.repeat(1400)
    const flood = Array.from({ length: 800 }, (_, i) => c(2000 + i * 1400, payload, 20 + i))
    const records = recordsIn(captureOf([...before, ...flood]))
    const place = records.findIndex(({ _tag }) => _tag === 'Missing')
    expect(told(records[place]!)).toBe('0 client: <1887>')
    expect(records[place]!.t).toBeLessThan(800)
    expect(clientIn([...before, ...flood])).toBe(`${ver}<1887>${payload.repeat(800)}`)
  })

  it('at the very end are told of where the end was captured', () => {
    expect(toldIn([...before, c(120, '', 30, { flags: fin | ack }), s(513, '', 121, 31, { flags: fin | ack })]).slice(4)).toEqual([
      '0 client: <7>',
      '0 closed Ended by client',
    ])
  })

  it('do not hold up other connections for long', () => {
    const other = talk({ client: { ...client, port: 1050 }, server, start: start + 30 }, [
      { from: 'client', bytes: latin1(ver) },
      { from: 'server', bytes: latin1(ver), after: 5000 },
    ])
    const file = [...before, after, ...[...other, ...meanwhile(100, 5000)].sort((a, b) => a.t - b.t)]
    const chunks = file.map((segment) => pcapRecord()(onEthernet(segment)))
    const records = recordsIn(pcapHeader(), ...chunks)
    expect(records.map(told).filter((each) => each.startsWith('1'))).toEqual([
      '1 dialled 198.51.100.2:1863',
      '1 opened 192.0.2.1:1050 198.51.100.2:1863',
      `1 client: ${ver}`,
      `1 server: ${ver}`,
      '1 closed Ended by client',
    ])
    expect(records.map(({ t }) => t)).toEqual(records.map(({ t }) => t).sort((a, b) => a - b))
  })
})

describe('a connection that was there before the capture', () => {
  it('begins with the first bytes that were seen, even if they come a little late', () => {
    const segments = [c(106, 'MSNP8\r\n', 2), s(500, ver, 113, 3), c(100, 'VER 1 ', 4), c(113, 'PNG\r\n', 5)]
    expect(toldIn(segments)).toEqual([
      '0 opened 192.0.2.1:1037 198.51.100.2:1863 midway',
      `0 server: ${ver}`,
      '0 client: VER 1 ',
      '0 client: MSNP8\r\n',
      '0 client: PNG\r\n',
    ])
  })
  it('may begin with a question whether anybody is there', () => {
    expect(toldIn([c(99, '\0', 1), c(99, '\0', 2), c(100, ver, 3)]).slice(1)).toEqual([`0 client: ${ver}`])
  })
  it('and took another port in place of it, without a beginning in the capture, is another one after a while', () => {
    const far = 2 ** 30
    expect(toldIn([c(100, ver, 0), ...meanwhile(1, 1000), c(far, ver, 20_000)])).toEqual([
      '0 opened 192.0.2.1:1037 198.51.100.2:1863 midway',
      `0 client: ${ver}`,
      '0 closed Other',
      '1 opened 192.0.2.1:1037 198.51.100.2:1863 midway',
      `1 client: ${ver}`,
    ])
    expect(clientIn([c(100, ver, 0), c(far, 'garbage', 5), c(113, 'PNG\r\n', 10)])).toBe(`${ver}PNG\r\n`)
  })
  it('is forgotten where too many others are open', () => {
    const many = Array.from({ length: 10_002 }, (_, i) => c(100, ver, i / 10, { from: { host: `10.0.${i >> 8}.${i & 255}`, port: 1025 } }))
    const records = recordsIn(joined(captureOf(many)))
    const closed = records.filter(({ _tag }) => _tag === 'Closed').map(told)
    expect(closed).toEqual(['0 closed Other', '1 closed Other'])
  })
})
