import fc from 'fast-check'

import { formatVersion, type TraceHeader, type TraceRecord } from '../../lib/traces/format/record.js'

/** A trace as a whole. */
export interface AnyTrace {
  readonly header: TraceHeader
  readonly records: ReadonlyArray<TraceRecord>
}

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }).map((each) => each.toWellFormed()),
  fc.constantFrom('NLN BSY bob@example.com Bob 0\r\n', '"\\', '\u2028\u2029\u0085\ufeff', '\t', '👩‍🚀 乾杯', '__proto__'),
)

/** Bytes of all kinds: text, half a character, controls, chance. */
export const anyBytes: fc.Arbitrary<Uint8Array> = fc.oneof(
  text.map((each) => new TextEncoder().encode(each)),
  fc.uint8Array({ maxLength: 30 }),
  fc
    .constantFrom('\xc3', '\x00', '\x1b[2J', '\x7f', '\xef\xbb\xbf', '\xed\xa0\x80', '\xc0\x80')
    .map((each) => Uint8Array.from(each, (letter) => letter.charCodeAt(0))),
)

const headers = fc.dictionary(fc.oneof(text, fc.constantFrom('location', '__proto__', 'toString')), text, {
  maxKeys: 3,
  noNullPrototype: true,
})
const address = fc.record({
  host: fc.oneof(fc.ipV4(), fc.ipV6(), fc.domain(), fc.constantFrom('', 'localhost', 'fe80::1%eth0', 'ünlike.example')),
  port: fc.nat({ max: 65535 }),
})
const side = fc.constantFrom('client' as const, 'server' as const)
const reason = fc.oneof(
  fc.record({
    _tag: fc.constantFrom('Ended', 'Refused', 'Unknown', 'Unreachable', 'TimedOut', 'Reset', 'Unread', 'Unauthorized'),
  }),
  fc.record({ _tag: fc.constantFrom('Insecure', 'Broken', 'Unsayable', 'Other'), problem: text }),
)
const maybe = <A>(key: string, arbitrary: fc.Arbitrary<A>) =>
  fc.option(arbitrary, { nil: undefined }).map((value) => (value === undefined ? {} : { [key]: value }))
const body = maybe('body', anyBytes)
const request = fc
  .tuple(fc.record({ method: fc.constantFrom('GET', 'POST'), url: text, headers }), body)
  .map(([bare, more]) => ({ ...bare, ...more }))
const response = fc
  .tuple(
    fc.record({
      status: fc.nat({ max: 999 }),
      headers: fc.oneof(
        headers,
        headers.map((each) => ({ ...each, many: ['a', 'b'] })),
      ),
    }),
    body,
  )
  .map(([bare, more]) => ({ ...bare, ...more }))
const moment = fc.oneof(
  fc.nat({ max: 2e12 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((each) => each + 0),
)

/** What a record is made of, apart from its time and its number. */
const material = fc.record({
  pick: fc.nat(),
  which: fc.nat(),
  skip: fc.constantFrom(0, 0, 0, 0, 3),
  ms: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat({ max: 100_000 }), fc.constant(0.25)),
  bytes: anyBytes,
  side,
  reason,
  request,
  response,
  address,
  other: address,
  moment,
  flag: fc.boolean(),
})
type Material = typeof material extends fc.Arbitrary<infer A> ? A : never

/** Records that follow each other as they do in a recording: what a number stands for is there when it is used. */
const inOrder = (all: ReadonlyArray<Material>): ReadonlyArray<TraceRecord> => {
  const there = {
    dialled: [] as Array<number>,
    open: [] as Array<number>,
    asked: [] as Array<number>,
    started: [] as Array<number>,
  }
  const next = { connection: 0, exchange: 0, timer: 0, place: 0 }
  let t = 0
  return all.map((made): TraceRecord => {
    t += made.ms
    const begin = (kind: keyof typeof next, list?: Array<number>): number => {
      const number = next[kind] + made.skip
      next[kind] = number + 1
      list?.push(number)
      return number
    }
    const take = (list: Array<number>): number => list.splice(made.which % list.length, 1)[0]!
    const one = (list: ReadonlyArray<number>): number => list[made.which % list.length]!
    const { bytes, reason: why, address: local, other: peer, side: from } = made
    const by = made.flag ? { by: from } : {}
    const open = (): number => (there.dialled.length > 0 && made.flag ? take(there.dialled) : begin('connection'))
    const choices: ReadonlyArray<() => object> = [
      () => ({ _tag: 'Dialled', connection: begin('connection', there.dialled), address: local }),
      () => ({ _tag: 'Listened', place: begin('place'), wanted: local, outcome: made.flag ? peer : why }),
      () => {
        const connection = open()
        there.open.push(connection)
        return { _tag: 'Opened', connection, local, peer, ...(made.flag ? {} : { midway: true, place: made.which }) }
      },
      () => ({
        _tag: 'Asked',
        exchange: begin('exchange', there.asked),
        request: made.request,
        ...(made.flag ? { local, peer, place: 0 } : {}),
      }),
      () => ({ _tag: 'Started', timer: begin('timer', there.started), ms: made.moment }),
      () => ({ _tag: 'Drawn', bytes }),
      () => ({ _tag: 'Looked', now: made.moment }),
      ...(there.open.length === 0
        ? []
        : [
            () => ({ _tag: 'Said', connection: one(there.open), from, bytes }),
            () => ({ _tag: 'Said', connection: one(there.open), from, bytes }),
            () => ({
              _tag: 'Missing',
              connection: one(there.open),
              from,
              ...(made.flag ? { bytes: made.which } : {}),
            }),
            () => ({ _tag: 'Closed', connection: take(there.open), reason: why, ...by }),
          ]),
      ...(there.dialled.length === 0
        ? []
        : [() => ({ _tag: 'Closed', connection: take(there.dialled), reason: why, ...by })]),
      ...(there.asked.length === 0
        ? []
        : [
            () => ({ _tag: 'Answered', exchange: take(there.asked), outcome: made.flag ? made.response : why }),
            () => ({ _tag: 'Abandoned', exchange: take(there.asked) }),
          ]),
      ...(there.started.length === 0
        ? []
        : [
            () => ({ _tag: 'Elapsed', timer: take(there.started) }),
            () => ({ _tag: 'Stopped', timer: take(there.started) }),
          ]),
    ]
    return { t, ...choices[made.pick % choices.length]!() } as TraceRecord
  })
}

/** Traces that a recording could have made. */
export const anyTrace: fc.Arbitrary<AnyTrace> = fc.record({
  header: fc
    .tuple(
      fc.record({
        format: fc.constant('rx-msnp trace' as const),
        version: fc.constant(formatVersion),
        start: moment,
        seenBy: fc.constantFrom('client' as const, 'server' as const, 'network' as const),
      }),
      maybe('dialect', fc.constantFrom('MSNP2', 'MSNP12', 'MSNP21')),
    )
    .map(([bare, more]): TraceHeader => ({ ...bare, ...more })),
  records: fc.array(material, { maxLength: 25 }).map(inOrder),
})
