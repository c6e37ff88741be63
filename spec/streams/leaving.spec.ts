/** Who leaves an operator stops its source, and what a callback of a user throws is an error of the stream. */
import type { Observable} from 'rxjs';
import { concat, from, NEVER, of, skipWhile, Subject, Subscription, take, throwError } from 'rxjs'
import { describe, expect, it } from 'vitest'

import { interpretClient } from '../../lib/edges/interpret.js'
import type { Ports } from '../../lib/streams/ports.js'
import { commands } from '../../lib/streams/commands.js'
import { frames } from '../../lib/streams/frames.js'
import { run } from '../../lib/streams/run.js'
import { noPayload } from '../../lib/wire/feed.js'
import { bytesOf } from '../../lib/wire/text.js'

const speech = { from: 'server', on: 'NS', dialect: 'MSNP8' } as const
const counting = { init: [0, []], step: (n: number) => [n + 1, []] as const, result: () => undefined } as const

/** A source that emits for ever in the turn of its subscription; it throws where nobody stops it. */
const endless = function* <A>(value: A, pulled: { count: number }): Generator<A> {
  for (;;) {
    if (++pulled.count > 10_000) throw new Error('nobody stopped it')
    yield value
  }
}

const line = bytesOf('QNG\r\n')
const operators: ReadonlyArray<readonly [name: string, read: (source: Observable<unknown>) => Observable<unknown>]> = [
  ['commands', (source) => (source as Observable<Uint8Array>).pipe(commands(speech))],
  ['frames', (source) => (source as Observable<Uint8Array>).pipe(frames({ bytesAfter: () => noPayload }))],
  ['run', (source) => source.pipe(run<number, unknown, never>(counting, () => NEVER))],
]

/** How a stream ends, in the same turn. */
const endOf = (source: Observable<unknown>): string => {
  let end = 'open'
  source.subscribe({ error: (error: unknown) => (end = String(error)), complete: () => (end = 'complete') })
  return end
}

describe('a source that emits at once and without end', () => {
  it.each(operators)('is stopped by who leaves %s, after what was wanted and no more', (_, read) => {
    for (const wanted of [1, 2, 7]) {
      const pulled = { count: 0 }
      expect(endOf(read(from(endless(line, pulled))).pipe(take(wanted)))).toBe('complete')
      expect(pulled.count).toBeLessThanOrEqual(wanted)
    }
  })

  it.each(operators)('is let go of by %s in the middle, where a subscriber leaves with the value', (_, read) => {
    const source = new Subject<unknown>()
    const subscription = new Subscription()
    subscription.add(read(source).pipe(skipWhile((value) => Array.isArray(value) && value[0] === 0)).subscribe(() => subscription.unsubscribe()))
    source.next(line)
    expect(source.observed).toBe(false)
  })
})

describe('a chunk', () => {
  it('is read no further than somebody listens', () => {
    let asked = 0
    const bytesAfter = (): number => {
      asked++
      return noPayload
    }
    endOf(of(bytesOf('QNG\r\n'.repeat(1000))).pipe(frames({ bytesAfter }), take(3)))
    expect(asked).toBe(3)
  })
})

describe('a callback that throws', () => {
  const boom = (): never => {
    throw new Error('boom')
  }

  it('ends the stream with what it threw, after what came before it: the rule of payloads', () => {
    const seen: Array<string> = []
    const rule = (text: string): number => (text === 'BAD' ? boom() : noPayload)
    const source = new Subject<Uint8Array>()
    source.pipe(frames({ bytesAfter: rule })).subscribe({
      next: (frame) => seen.push(frame.line),
      error: (error: unknown) => seen.push(String(error)),
    })
    source.next(bytesOf('ONE\r\nBAD\r\nTWO\r\n'))
    source.next(bytesOf('TWO\r\n'))
    expect(seen).toEqual(['ONE', 'Error: boom'])
    expect(source.observed).toBe(false)
  })

  it('ends the stream with what it threw: a port whose timer fails', () => {
    const ports = { after: () => throwError(() => new Error('no clock')) } as unknown as Ports
    expect(endOf(interpretClient(ports)({ _tag: 'After', timer: 'x', ms: 1 }))).toBe('Error: no clock')
  })

  it('of the outside comes behind the step that caused it, and the events before it', () => {
    const outside = new Subject<string>()
    const seen: Array<unknown> = []
    const letters = { init: ['', []], step: (s: string, e: string) => [s + e, []] as const, result: () => undefined } as const
    outside.pipe(run<string, string, never>(letters, () => NEVER)).subscribe({
      next: ([state]) => {
        seen.push(state)
        if (state === 'a') {
          outside.next('b')
          outside.error(new Error('boom'))
        }
      },
      error: (error: unknown) => seen.push(String(error)),
    })
    outside.next('a')
    expect(seen).toEqual(['', 'a', 'ab', 'Error: boom'])
  })
})

describe('events that come all at once', () => {
  /** Nanoseconds for each of so many events that wait behind one step. */
  const pace = (count: number): number => {
    const outside = new Subject<number>()
    let last = 0
    outside.pipe(run<number, number, never>(counting, () => NEVER)).subscribe(([n]) => {
      last = n
      if (n === 1) for (let i = 0; i < count; i++) outside.next(i)
    })
    const start = process.hrtime.bigint()
    outside.next(0)
    const spent = Number(process.hrtime.bigint() - start)
    expect(last).toBe(count + 1)
    return spent / count
  }

  it('cost the same each, however many wait', () => {
    pace(20_000)
    const [few, many] = [20_000, 320_000].map((count) => Math.min(pace(count), pace(count), pace(count)))
    // A queue that shifts takes sixteen times as long for each.
    expect(many! / few!).toBeLessThan(5)
  })

  it('come in order, those of a source that emits at once before what effects answer', () => {
    const diary = { init: ['', ['S']], step: (s: string, e: string) => [s + e, []] as const, result: () => undefined } as const
    const seen: Array<string> = []
    concat(of('a', 'b'), NEVER)
      .pipe(run<string, string, string>(diary, () => of('x')))
      .subscribe(([state]) => seen.push(state))
    expect(seen).toEqual(['', 'a', 'ab', 'abx'])
  })
})
