import fc from 'fast-check'
import { type Observable, of, Subject, take, throwError } from 'rxjs'
import { TestScheduler } from 'rxjs/testing'
import { describe, expect, it } from 'vitest'

import { codec, encodeIn, type Encodable } from '../../lib/commands/codec.js'
import type { Command } from '../../lib/commands/rows.js'
import { scopeOf } from '../../lib/commands/scope.js'
import { commands } from '../../lib/streams/commands.js'
import { encoded, encoding } from '../../lib/streams/encoded.js'
import { Fault } from '../../lib/streams/fold.js'
import { frames } from '../../lib/streams/frames.js'
import { ofFailure, ofVerb } from '../../lib/streams/ofVerb.js'
import { bytesOf, byteText } from '../../lib/wire/text.js'

const marbles = (test: Parameters<TestScheduler['run']>[0]): void => {
  new TestScheduler((actual, expected) => {
    expect(actual).toEqual(expected)
  }).run(test)
}

const speech = { from: 'server', on: 'NS', dialect: 'MSNP8' } as const

/** What comes out in the same turn. */
const collect = <A>(source: Observable<A>): ReadonlyArray<A | string> => {
  const seen: Array<A | string> = []
  source.subscribe({
    next: (value) => seen.push(value),
    error: (error: unknown) => seen.push(error instanceof Fault ? `Fault: ${error.reason._tag}` : String(error)),
    complete: () => seen.push('complete'),
  })
  return seen
}

const fln = (passport: string) => ({ _tag: 'Async', verb: 'FLN', passport })
const qng = { _tag: 'Async', verb: 'QNG' }

describe('commands', () => {
  it('come out when their last byte comes, and end with the bytes', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const chunks = {
        a: bytesOf('FLN a@'),
        b: bytesOf('b\r\nFLN c@d\r\nQN'),
        c: bytesOf('G\r'),
        d: bytesOf('\n'),
      }
      const bytes = cold('-a-b----c-d|', chunks)
      const expected = '   ---(xy)---z|'
      expectObservable(bytes.pipe(commands(speech))).toBe(expected, { x: fln('a@b'), y: fln('c@d'), z: qng })
      expectSubscriptions(bytes.subscriptions).toBe('^----------!')
    })
  })

  it('stop listening when nobody listens any more', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const bytes = cold('-a-b-a-b-', { a: bytesOf('FLN a@b\r\n'), b: bytesOf('QNG\r\n') })
      expectObservable(bytes.pipe(commands(speech), take(2))).toBe('-x-(y|)', { x: fln('a@b'), y: qng })
      expectSubscriptions(bytes.subscriptions).toBe('^--!')
    })
  })

  it('end with a fault after everything that was complete before it', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const bytes = cold('-a-b-a-', { a: bytesOf('QNG\r\n'), b: bytesOf('FLN a@b\r\nMSG a b x\r\nQNG\r\n') })
      const fault = new Fault({ _tag: 'BadLength', at: 14, verb: 'MSG' })
      expectObservable(bytes.pipe(commands(speech))).toBe('-x-(y#)', { x: qng, y: fln('a@b') }, fault)
      expectSubscriptions(bytes.subscriptions).toBe('^--!')
    })
  })

  it('hand an error of the source on', () => {
    marbles(({ cold, expectObservable }) => {
      const bytes = cold('-a-#', { a: bytesOf('QNG\r\nFLN') }, new Error('reset'))
      expectObservable(bytes.pipe(commands(speech))).toBe('-x-#', { x: qng }, new Error('reset'))
    })
  })

  it('come in the same turn, all of a chunk, the truncated rest at the end', () => {
    expect(collect(of(bytesOf('QNG\r\nFLN a@b\r\nFL')).pipe(commands(speech)))).toEqual([
      qng,
      fln('a@b'),
      { _tag: 'Undecodable', reason: { _tag: 'Truncated' }, frame: { line: 'FL', end: '', payload: undefined } },
      'complete',
    ])
  })

  it('share nothing between two subscriptions', () => {
    const bytes = new Subject<Uint8Array>()
    const read = bytes.pipe(commands(speech))
    const first = collect(read)
    bytes.next(bytesOf('FLN a@'))
    const second = collect(read)
    bytes.next(bytesOf('b\r\nQNG\r\n'))
    expect(first).toEqual([fln('a@b'), qng])
    expect(second).toMatchObject([{ _tag: 'Undecodable' }, qng])
  })

  it('keep their order where a subscriber causes the next chunk', () => {
    const bytes = new Subject<Uint8Array>()
    const seen: Array<string> = []
    bytes.pipe(commands(speech), ofVerb('FLN')).subscribe(({ passport }) => {
      seen.push(passport)
      if (passport === 'a@b') bytes.next(bytesOf('FLN e@f\r\n'))
    })
    bytes.next(bytesOf('FLN a@b\r\nFLN c@d\r\n'))
    expect(seen).toEqual(['a@b', 'c@d', 'e@f'])
  })

  it('come to their end only after the chunk in which a subscriber ends the bytes', () => {
    for (const end of [(bytes: Subject<Uint8Array>) => bytes.complete(), (bytes: Subject<Uint8Array>) => bytes.error(new Error('reset'))]) {
      const bytes = new Subject<Uint8Array>()
      const seen: Array<string> = []
      bytes.pipe(commands(speech)).subscribe({
        next: () => {
          if (seen.push('command') === 1) end(bytes)
        },
        complete: () => seen.push('end'),
        error: () => seen.push('end'),
      })
      bytes.next(bytesOf('QNG\r\nQNG\r\nQNG\r\n'))
      expect(seen).toEqual(['command', 'command', 'command', 'end'])
    }
  })

  it('refuse chunks that are no bytes, as a socket with an encoding gives them', () => {
    expect(collect(of('QNG\r\n' as unknown as Uint8Array).pipe(commands(speech)))).toEqual(['TypeError: each chunk must be a Uint8Array'])
  })

  it('decode no further in a chunk than somebody listens', () => {
    expect(collect(of(bytesOf('QNG\r\nMSG a b x\r\n')).pipe(commands(speech), take(1)))).toEqual([qng, 'complete'])
  })
})

describe('frames', () => {
  it('are cut by the rule of a codec', () => {
    expect(collect(of(bytesOf('NOT 2\r\nhiQNG\r\n')).pipe(frames(codec(speech))))).toEqual([
      { line: 'NOT 2', end: '\r\n', payload: bytesOf('hi') },
      { line: 'QNG', end: '\r\n', payload: undefined },
      'complete',
    ])
  })
  it('are refused over the limits', () => {
    const limits = { payload: 1, line: 6 }
    expect(collect(of(bytesOf('NOT 2\r\nhi')).pipe(frames({ ...codec(speech), limits })))).toEqual(['Fault: PayloadTooLong'])
    expect(collect(of(bytesOf('FLN a@bc')).pipe(frames({ ...codec(speech), limits })))).toEqual(['Fault: LineTooLong'])
  })
})

describe('ofVerb and ofFailure', () => {
  const bytes = of(bytesOf('QNG\r\nFLN a@b\r\n911 4\r\nXYZ\r\n800 5\r\n'))

  it('pass commands by their verbs', () => {
    expect(collect(bytes.pipe(commands(speech), ofVerb('FLN', 'QNG')))).toEqual([qng, fln('a@b'), 'complete'])
  })
  it('pass failures by their codes, or all of them', () => {
    const failures = (...codes: ReadonlyArray<number>) =>
      collect(bytes.pipe(commands(speech), ofFailure(...codes))).map((each) => (typeof each === 'string' ? each : each.code))
    expect(failures(800)).toEqual([800, 'complete'])
    expect(failures()).toEqual([911, 800, 'complete'])
  })
})

describe('encoded', () => {
  const nln: Command<'server', 'NS'> = { _tag: 'Async', verb: 'NLN', status: 'NLN', passport: 'a@b', name: 'A B', capabilities: 0 }

  it('is the inverse of commands', () => {
    const chunks = collect(of(nln, nln).pipe(encoded(speech)))
    expect(chunks.map((chunk) => (typeof chunk === 'string' ? chunk : byteText(chunk)))).toEqual([
      'NLN NLN a@b A%20B 0\r\n',
      'NLN NLN a@b A%20B 0\r\n',
      'complete',
    ])
    expect(collect(of(nln).pipe(encoded(speech), commands(speech)))).toEqual([nln, 'complete'])
  })
  it('ends with a fault where a command cannot be written', () => {
    expect(collect(of(nln, { ...nln, passport: 'a b' }, nln).pipe(encoded(speech)))).toMatchObject([{}, 'Fault: BadField'])
  })
  it('hands an error of the source on', () => {
    expect(collect(throwError(() => new Error('gone')).pipe(encoded(speech)))).toEqual(['Error: gone'])
  })
})

describe('the encoding of a server', () => {
  const line = (n: number): Encodable<'server'> => ({ _tag: 'Async', verb: 'NLN', status: 'NLN', passport: `a${n}@b`, name: 'A', capabilities: 0 })
  const scopes = [scopeOf({ on: 'NS', dialect: 'MSNP8' }), scopeOf({ on: 'NS', dialect: 'MSNP7' }), scopeOf({ on: 'SB', dialect: 'MSNP8' })]

  it('gives what is said to many the same bytes, however the commands alternate', () => {
    const encode = encoding('server')
    const some = Array.from({ length: 8 }, (_, n) => line(n))
    const said = [...some, ...some, ...some].map((command) => encode({ ...scopes[0]! }, command))
    expect(new Set(said).size).toBe(some.length)
  })
  it('gives each command the bytes that it has in its own scope', () => {
    const some = Array.from({ length: 50 }, (_, n) => line(n))
    fc.assert(
      fc.property(fc.array(fc.record({ scope: fc.constantFrom(...scopes), command: fc.constantFrom(...some) })), (said) => {
        const encode = encoding('server')
        for (const { scope, command } of said) expect(encode(scope, command)).toEqual(encodeIn('server')(scope, command))
      }),
    )
  })
})
