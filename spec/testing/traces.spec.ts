import { readFileSync } from 'node:fs'

import fc from 'fast-check'
import { concatAll, filter, map, toArray } from 'rxjs'
import { TestScheduler } from 'rxjs/testing'
import { describe, expect, it } from 'vitest'

import type { Untimed } from '../../lib/edges/record/recorder.js'
import { commands, isEvent, bytesOf, say, type App, utf8Bytes } from '../../lib/index.js'
import {
  commandsIn,
  dialogue,
  eventsIn,
  fromTrace,
  marbles,
  matchers,
  bytesIn,
  readTrace,
  toTrace,
  wire,
  writeTrace,
} from '../../lib/testing/index.js'
import { happeningIn, timelineOf, type Timed } from '../../lib/testing/timeline.js'
import type { TraceHeader, TraceRecord } from '../../lib/traces/format/record.js'
import { runs } from '../support/arbitrary.js'

expect.extend(matchers)

const marble = marbles((actual, expected) => expect(actual).toEqual(expected))

/** The timeline as the `TestScheduler` of rxjs tells it. */
const played = <A>({ marbles, values }: { marbles: string; values: Readonly<Record<string, ReadonlyArray<A>>> }) => {
  const happened: Array<Timed<A>> = []
  let end: number | undefined
  marble(({ hot, scheduler }) => {
    hot(marbles, values)
      .pipe(concatAll())
      .subscribe({ next: (what) => happened.push([scheduler.now(), what]), complete: () => (end = scheduler.now()) })
  })
  return { happened, end }
}

const address = { host: '127.0.0.1', port: 1863 }
const header: TraceHeader = { format: 'rx-msnp trace', version: 1, start: 1_114_282_664_000, seenBy: 'client' }

const happening: fc.Arbitrary<Untimed> = fc.oneof(
  fc.record({
    _tag: fc.constant('Said' as const),
    connection: fc.nat({ max: 2 }),
    from: fc.constantFrom('client' as const, 'server' as const),
    bytes: fc.uint8Array({ maxLength: 8 }),
  }),
  fc.record({ _tag: fc.constant('Dialled' as const), connection: fc.nat({ max: 2 }), address: fc.constant(address) }),
  fc.record({ _tag: fc.constant('Elapsed' as const), timer: fc.nat({ max: 5 }) }),
  fc.record({ _tag: fc.constant('Drawn' as const), bytes: fc.uint8Array({ maxLength: 8 }) }),
)

const gap = fc.oneof(
  fc.constant(0),
  fc.nat({ max: 9 }),
  fc.nat({ max: 70_000 }),
  fc.double({ min: 0, max: 3, noNaN: true }),
)

const records: fc.Arbitrary<ReadonlyArray<TraceRecord>> = fc
  .array(fc.tuple(gap, happening), { maxLength: 80 })
  .map((some) => {
    let t = 0
    return some.map(([ms, what]) => ({ ...what, t: (t += ms) }) as TraceRecord)
  })

const toTheMillisecond = (all: ReadonlyArray<TraceRecord>) =>
  all.map((record) => ({ ...record, t: Math.floor(record.t) }))

describe('a time line', () => {
  it('has a marble for each millisecond in which something happened', () => {
    const timed = [
      [0, 1],
      [1, 2],
      [1.9, 3],
      [8, 4],
      [15, 5],
      [15, 6],
    ] as const
    expect(timelineOf(timed)).toEqual({
      marbles: 'ab 6ms c 6ms (d|)',
      values: { a: [1], b: [2, 3], c: [4], d: [5, 6] },
    })
    expect(timelineOf([[3, 'x']], 5)).toEqual({ marbles: '---a-|', values: { a: ['x'] } })
    expect(timelineOf([[30, 'x']], 50)).toEqual({ marbles: '30ms a 19ms |', values: { a: ['x'] } })
    expect(timelineOf([])).toEqual({ marbles: '|', values: {} })
  })

  it('is played by rxjs as it happened, to the millisecond, and read back as it was', () => {
    const things = fc.array(fc.tuple(gap, fc.string()), { maxLength: 60 }).map((some) => {
      let t = 0
      return some.map(([ms, what]): Timed<string> => [(t += ms), what])
    })
    fc.assert(
      fc.property(things, fc.nat({ max: 100 }), (all, more) => {
        const happened = all.map(([ms, what]) => [Math.floor(ms), what])
        const end = Math.floor((all.at(-1)?.[0] ?? 0) + more)
        const timeline = timelineOf(all, end)
        expect(played(timeline)).toEqual({ happened, end })
        expect(happeningIn(timeline.marbles, timeline.values)).toEqual({ happened, end })
      }),
      { numRuns: Math.min(runs.numRuns, 200) },
    )
  })

  it('has as many marbles as there are names for', () => {
    const many = Array.from({ length: 500 }, (_, index): Timed<number> => [index * 20, index])
    const { marbles, values } = timelineOf(many)
    expect(Object.keys(values)).toHaveLength(500)
    expect(happeningIn(marbles, values).happened).toEqual(many)
    const names = timelineOf(Array.from({ length: 62_052 }, (_, index): Timed<number> => [index, index]))
    expect(new Set(Object.keys(names.values)).size).toBe(62_052)
    expect(() => timelineOf(Array.from({ length: 62_053 }, (_, index): Timed<number> => [index, index]))).toThrow(
      new RangeError('a diagram has at most 62052 marbles; cut the recording before it becomes one'),
    )
  })

  it('is read within a test of marbles, too, and leaves it as it was', () => {
    marble(({ hot, expectObservable }) => {
      expect(happeningIn('--a', { a: 1 })).toEqual({ happened: [[2, 1]], end: undefined })
      expectObservable(hot('--a|').pipe(map((a) => a))).toBe('--a|')
    })
    expect(happeningIn('- 11ms -(ab|)', { a: [1, 2], b: 3 })).toEqual({
      happened: [
        [13, 1],
        [13, 2],
        [13, 3],
      ],
      end: 13,
    })
    expect(TestScheduler.frameTimeFactor).toBe(10)
  })

  it('names the marble that stands for nothing', () => {
    expect(() => happeningIn(' --a-b', { a: 1 })).toThrow(new TypeError('the marble "b" of "--a-b" stands for nothing'))
  })
})

describe('a trace', () => {
  it('is the same after it was marbles, to the millisecond', () => {
    fc.assert(
      fc.property(records, (all) => {
        const there = fromTrace({ header, records: all })
        expect(toTrace(there)).toEqual({ header, records: toTheMillisecond(all) })
        expect(fromTrace(toTrace(there))).toEqual(there)
      }),
      { numRuns: Math.min(runs.numRuns, 300) },
    )
  })

  it('is made of marbles, one or several records each', () => {
    const dialled: Untimed = { _tag: 'Dialled', connection: 0, address }
    const trace = toTrace({
      marbles: '--a 20ms b|',
      values: {
        a: dialled,
        b: [
          { _tag: 'Elapsed', timer: 1 },
          { _tag: 'Drawn', bytes: bytesOf('x') },
        ],
      },
    })
    expect(trace).toEqual({
      header: { ...header, start: 0, seenBy: 'network' },
      records: [
        { t: 2, ...dialled },
        { t: 23, _tag: 'Elapsed', timer: 1 },
        { t: 23, _tag: 'Drawn', bytes: bytesOf('x') },
      ],
    })
    expect(toTrace({ header: { seenBy: 'server', dialect: 'MSNP8' }, marbles: '', values: {} })).toEqual({
      header: { ...header, start: 0, seenBy: 'server', dialect: 'MSNP8' },
      records: [],
    })
  })
})

const talk = dialogue({
  client: '  ----a----------c---------------',
  server: '  ---------b----------d-----(ef)|',
  values: {
    a: wire`VER 1 MSNP8 CVR0`,
    b: wire`VER 1 MSNP8 CVR0`,
    c: wire`CVR 2 0x0409 winnt 5.1 i386 MSNMSGR 6.0.0602 MSMSGS bot@example.com`,
    d: utf8Bytes('QNG\r\nNLN BSY bob@exa'),
    e: utf8Bytes('mple.com Bob 0\r\n'),
    f: wire`QNG`,
  },
})

describe('a dialogue', () => {
  it('is a trace of one connection', () => {
    const peer = address
    expect(talk.records.slice(0, 4)).toEqual([
      { t: 0, _tag: 'Dialled', connection: 0, address },
      { t: 0, _tag: 'Opened', connection: 0, local: { host: '127.0.0.1', port: 49_152 }, peer },
      { t: 4, _tag: 'Said', connection: 0, from: 'client', bytes: wire`VER 1 MSNP8 CVR0` },
      { t: 9, _tag: 'Said', connection: 0, from: 'server', bytes: wire`VER 1 MSNP8 CVR0` },
    ])
    expect(talk.records.at(-1)).toEqual({
      t: 30,
      _tag: 'Closed',
      connection: 0,
      by: 'server',
      reason: { _tag: 'Ended' },
    })
    expect(talk.header).toEqual({ ...header, start: 0, seenBy: 'network' })
  })

  it('ends with who hangs up first; nothing comes after it', () => {
    const values = { a: wire`OUT`, b: wire`QNG` }
    const tags = (client: string, server: string): ReadonlyArray<string> =>
      dialogue({ client, server, values, address: { host: 'ns.example.com', port: 1 } }).records.map(
        (record) =>
          `${record.t} ${record._tag}${'from' in record ? ` ${record.from}` : ''}${'by' in record ? ` ${record.by}` : ''}`,
      )
    expect(tags('-a|', '-b-b|')).toEqual(['0 Dialled', '0 Opened', '1 Said client', '1 Said server', '2 Closed client'])
    expect(tags('-a', '-b|').at(-1)).toBe('2 Closed server')
    expect(tags('-a', '-b').at(-1)).toBe('1 Said server')
  })

  it('gives the bytes of each side back', () => {
    const { marbles, values } = bytesIn({ from: 'client' })(talk)
    expect(marbles).toBe('----a 10ms b 14ms |')
    expect(Object.values(values).flat()).toEqual([wire`VER 1 MSNP8 CVR0`, expect.any(Uint8Array)])
    expect(bytesIn({ from: 'server', connection: 1 })(talk)).toEqual({ marbles: '30ms |', values: {} })
  })

  it('gives the commands of each side, when they are whole, read in the dialect that was chosen', () => {
    const { marbles, values } = commandsIn({ from: 'server', on: 'NS' })(talk)
    expect(marbles).toBe('9ms a 10ms b-----c---|')
    const { a, b, c } = values
    expect([a, b, c].map((each) => each!.map((command) => ('verb' in command ? command.verb : command._tag)))).toEqual([
      ['VER'],
      ['QNG'],
      ['NLN', 'QNG'],
    ])
    expect(c![0]).toMatchObject({ passport: 'bob@example.com', status: 'BSY', capabilities: 0 })
  })

  it('gives what the operators read of it', () => {
    const read = Object.values(commandsIn({ from: 'server', on: 'NS' })(talk).values).flat()
    marble(({ hot, expectObservable }) => {
      const { marbles, values } = bytesIn({ from: 'server' })(talk)
      const told = hot(marbles, values).pipe(concatAll(), commands({ from: 'server', on: 'NS' }), toArray())
      expectObservable(told).toBe('30ms (a|)', { a: read })
    })
  })
})

const here = new URL('../../examples/recordings/', import.meta.url)

describe('a recording in a file', () => {
  const files = [
    ['a trace', new URL('echo.jsonl', here)],
    ['a capture', new URL('two-friends.pcap', here)],
  ] as const

  for (const [name, file] of files)
    it(`is the same after it was marbles: ${name}`, () => {
      const trace = readTrace(readFileSync(file))
      expect(trace.records.length).toBeGreaterThan(50)
      expect(toTrace(fromTrace(trace))).toEqual({ ...trace, records: toTheMillisecond(trace.records) })
      const said = trace.records.filter((record) => record._tag === 'Said' && record.connection === 1)
      const sides = (['client', 'server'] as const).flatMap(
        (from) => played(bytesIn({ from, connection: 1 })(trace)).happened,
      )
      expect(sides).toHaveLength(said.length)
    })

  it('is the same after it was text', () => {
    const text = readFileSync(new URL('echo.jsonl', here), 'utf8').replaceAll('\r\n', '\n')
    expect(writeTrace(readTrace(text))).toBe(text)
    expect(readTrace(writeTrace(talk))).toEqual(talk)
  })

  it('is refused where it is none, or not to its end', () => {
    expect(() => readTrace('')).toThrow(/empty/)
    expect(() => readTrace('PNG\r\n')).toThrow(/./)
    const [header, first] = writeTrace(talk).split('\n')
    expect(() => readTrace(`${header}\n${first}\n{"t":-1}\n`)).toThrow(/line 3/)
  })
})

describe('the events of a recorded session', () => {
  const trace = readTrace(readFileSync(new URL('echo.jsonl', here)))

  it('are those that its app was told, when it was', () => {
    const { marbles, values } = eventsIn(trace)
    const { happened, end } = happeningIn(marbles, values)
    const told = happened.map(([, event]) => event)
    expect(told).toHappenInOrder('SignedIn', 'Ready', { _tag: 'TextReceived', text: 'Hello?' }, 'Alive')
    const last = happened.findLast(([, event]) => event._tag === 'TextReceived')
    const said = trace.records.findLast(
      (record) => record._tag === 'Said' && record.from === 'server' && record.bytes.length > 20,
    )
    expect(last).toEqual([said!.t, expect.objectContaining({ text: 'Is anybody there? ✈' })])
    expect(end).toBe(trace.records.at(-1)!.t)
  })

  it('are marbles for a bot', () => {
    const echo: App = (events) =>
      events.pipe(
        filter(isEvent('TextReceived')),
        map(({ conversation, text }) => say(conversation, text)),
      )
    const { marbles, values } = eventsIn(trace)
    const texts = happeningIn(marbles, values).happened.filter(([, { _tag }]) => _tag === 'TextReceived')
    const [[first], [second]] = texts as unknown as readonly [Timed<unknown>, Timed<unknown>]
    const intents = ` ${first}ms x ${second - first - 1}ms y ${trace.records.at(-1)!.t - second - 1}ms |`
    marble(({ hot, expectIntents }) => {
      const events = hot(marbles, values).pipe(concatAll())
      expectIntents(echo, events).toBe(intents, { x: say('C1', 'Hello?'), y: say('C1', 'Is anybody there? ✈') })
    })
  })

  it('are refused where it cannot be played', () => {
    const problem = 'the recording cannot be played: there is no such session in the recording'
    expect(() => eventsIn({ ...trace, records: [] })).toThrow(new Error(problem))
    const without = { ...trace, records: trace.records.filter((_, index) => index !== 10) }
    expect(() => eventsIn(without)).toThrow(/^the app does not do what was recorded/)
  })
})
