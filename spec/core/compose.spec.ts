/** Sequence and repetition: they are what they are said to be, whatever machines they are made of. */
import fc from 'fast-check'
import { pipe } from 'fp-ts/lib/function.js'
import { describe, expect, it } from 'vitest'

import { andThen, mapResult, once, onlyHearing, repeating } from '../../lib/core/compose.js'
import type { Machine } from '../../lib/core/machine.js'
import { runs } from '../support/arbitrary.js'
import { counter, deeds, did, done, driven, events, reread, tag, tree, turns, type Ended, type Event } from './toys.js'

const three = fc.tuple(tree, tree, tree)
const a: Event = { _tag: 'a' }

describe('andThen', () => {
  it('law: is associative, as seen from outside', () => {
    fc.assert(
      fc.property(tree, three, three, events, (first, seconds, thirds, all) => {
        const second = ({ seen }: Ended) => seconds[seen % 3]!
        const third = ({ seen }: Ended) => thirds[seen % 3]!
        const left = pipe(first, andThen('A', second), andThen('A', third))
        const right = pipe(
          first,
          andThen('A', (result) => pipe(second(result), andThen('A', third))),
        )
        expect(driven(left, all)).toEqual(driven(right, all))
      }),
      runs,
    )
  })

  it('law: has what is done at once as its identity, left and right', () => {
    fc.assert(
      fc.property(tree, three, tag, fc.nat(9), events, (toy, some, _tag, seen, all) => {
        const next = (result: Ended) => some[result.seen % 3]!
        const result: Ended = { _tag: 'A', seen }
        expect(driven(pipe(done(result), andThen('A', next)), all)).toEqual(driven(next(result), all))
        expect(driven(pipe(toy, andThen(_tag, done)), all)).toEqual(driven(toy, all))
      }),
      runs,
    )
  })

  it('law: each event reaches one of the two, the one that ends the first is not given to the second, which begins once', () => {
    fc.assert(
      fc.property(fc.nat(4), fc.nat(4), events, (one, two, all) => {
        const begun: Array<Ended> = []
        const machine = pipe(
          counter('1', { ends: one }),
          andThen('A', (result) => {
            begun.push(result)
            return counter('2', { ends: two })
          }),
        )
        const run = driven(machine, all)
        const heard = all.slice(0, run.given).map(({ _tag }) => _tag)
        const isOn = heard.length >= one
        const expected = [
          '1 begins',
          ...heard.slice(0, one).map((kind) => `1 ${kind}`),
          ...(isOn && one > 0 ? ['1 ends'] : []),
          ...(isOn ? ['2 begins'] : []),
          ...heard.slice(one).map((kind) => `2 ${kind}`),
          ...(isOn && two > 0 && heard.length === one + two ? ['2 ends'] : []),
        ]
        expect(deeds(run)).toEqual(expected)
        expect(run.given).toBe(Math.min(all.length, one + two))
        expect(begun).toEqual(isOn ? [{ _tag: 'A', seen: one }] : [])
      }),
      runs,
    )
  })

  it('ends the first and begins the second in one step', () => {
    const machine = pipe(counter('1', { ends: 1 }), andThen('A', () => counter('2', { ends: 1 })))
    expect(machine.step(machine.init[0], a)[1]).toEqual(['1 a', '1 ends', '2 begins'].map(did))
  })

  it('has the other results of the first as its own', () => {
    const machine = pipe(counter('1', { ends: 1, tag: 'B' }), andThen('A', () => counter('2', { ends: 1 })))
    expect(driven(machine, [a, a])).toMatchObject({ given: 1, result: { _tag: 'B', seen: 1 } })
  })

  it('keeps the state that an event does not change', () => {
    const deaf = counter('x', { ends: 1, hears: [] })
    const before = pipe(deaf, andThen('A', () => deaf))
    const after = pipe(done({ _tag: 'A' as const }), andThen('A', () => deaf))
    for (const { init, step } of [before, after]) expect(step(init[0] as never, a)[0]).toBe(init[0])
  })
})

describe('repeating', () => {
  it('law: begins each turn with what the last one led to, gives each event to one turn, and ends', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3), { minLength: 1, maxLength: 5 }), events, (lengths, all) => {
        const machine = turns(lengths.length)((turn) => counter(`${turn}`, { ends: lengths[turn - 1]! }))
        const run = driven(machine, all)
        const heard = all.slice(0, run.given).map(({ _tag }) => _tag)
        const expected: Array<string> = []
        let at = 0
        for (const [index, length] of lengths.entries()) {
          const turn = index + 1
          const own = heard.slice(at, at + length)
          at += length
          expected.push(`${turn} begins`, ...own.map((kind) => `${turn} ${kind}`))
          if (own.length < length) break
          if (length > 0) expected.push(`${turn} ends`)
          expected.push(turn === lengths.length ? 'last turn' : `after turn ${turn}`)
        }
        expect(deeds(run)).toEqual(expected)
        const all3 = lengths.reduce((sum, length) => sum + length, 0)
        expect(run.given).toBe(Math.min(all.length, all3))
        expect(run.result).toEqual(all.length >= all3 ? { _tag: 'A', seen: lengths.at(-1) } : undefined)
      }),
      runs,
    )
  })

  it('law: one turn and no more is the body', () => {
    fc.assert(
      fc.property(tree, events, (toy, all) => {
        const once = repeating((_: object, end: Ended) => ({ end, effects: [] }))({}, () => toy)
        expect(driven(once, all)).toEqual(driven(toy, all))
      }),
      runs,
    )
  })

  const counting = (most: number) =>
    repeating(({ n }: { readonly n: number }, end: { readonly n: number }) =>
      n < most ? { begin: { n: n + 1 }, effects: [n] } : { end, effects: [n] },
    )({ n: 1 }, done)

  it('goes through many turns that are over at once in one step', () => {
    const [state, effects] = counting(50_000).init
    expect(state).toEqual({ _tag: 'Over', result: { n: 50_000 } })
    expect(effects).toHaveLength(50_000)
  })

  it('throws where turns are over at once without end', () => {
    expect(() => counting(Infinity)).toThrow(RangeError)
    expect(() => counting(Infinity)).toThrow(/^repeating: .* turns .* within one step/)
  })

  it('takes any number of effects', () => {
    const many = Array.from({ length: 300_000 }, (_, n) => n)
    const body: Machine<number, null, number, 'end'> = {
      init: [0, many],
      step: (n) => [n + 1, many],
      result: (n) => (n > 0 ? 'end' : undefined),
    }
    const machine = repeating((_: object, end: 'end') => ({ end, effects: many }))({}, () => body)
    expect(machine.step(machine.init[0], null)[1]).toHaveLength(600_000)
  })

  it('stays over', () => {
    const machine = turns(1)(() => counter('x', { ends: 0 }))
    expect(machine.step(machine.init[0], a)).toEqual([machine.init[0], []])
    expect(machine.step(machine.init[0], a)[0]).toBe(machine.init[0])
  })
})

describe('mapResult and onlyHearing', () => {
  it('law: mapResult composes, and changes nothing else', () => {
    fc.assert(
      fc.property(tree, events, (toy, all) => {
        const more = ({ seen }: { readonly seen: number }) => ({ seen: seen + 1 })
        const twice = ({ seen }: { readonly seen: number }) => ({ seen: seen * 2 })
        expect(driven(pipe(toy, mapResult(more), mapResult(twice)), all)).toEqual(
          driven(pipe(toy, mapResult((result) => twice(more(result)))), all),
        )
        expect(driven(pipe(toy, mapResult((result) => result)), all)).toEqual(driven(toy, all))
      }),
      runs,
    )
  })

  it('law: onlyHearing is the machine without the other events', () => {
    fc.assert(
      fc.property(tree, events, (toy, all) => {
        const isHeard = ({ _tag }: Event) => _tag !== 'a'
        const some = driven(pipe(toy, onlyHearing(isHeard)), all)
        const alone = driven(toy, all.filter(isHeard))
        expect([some.effects.flat(), some.result]).toEqual([alone.effects.flat(), alone.result])
      }),
      runs,
    )
  })
})

describe('whatever is put together', () => {
  it('law: is a function of its events: again from the beginning, or from a state that was written as JSON and read, it does the same', () => {
    fc.assert(
      fc.property(tree, events, (toy, all) => {
        const expected = driven(toy, all)
        expect(driven(toy, all)).toEqual(expected)
        expect(driven(toy, all, reread)).toEqual(expected)
      }),
      runs,
    )
  })

  it('law: an event of a kind that it does not hear changes nothing', () => {
    fc.assert(
      fc.property(tree, events, (toy, all) => {
        let state = toy.init[0]
        for (const event of all) {
          if (toy.result(state) !== undefined) break
          const [next, effects] = toy.step(state, event)
          if (toy.hears?.has(event._tag) === false) expect([next, effects]).toEqual([state, []])
          state = next
        }
      }),
      runs,
    )
  })
})

describe('once', () => {
  it('makes what belongs to a value once, for whatever values in whatever order', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(4)), (order) => {
        const values = Array.from({ length: 5 }, (_, n) => ({ n }))
        let made = 0
        const of = once(({ n }: { readonly n: number }) => {
          made++
          return { n }
        })
        const first = new Map<number, object>()
        for (const n of order) {
          const it = of(values[n]!)
          expect(it).toEqual({ n })
          expect(first.get(n) ?? it).toBe(it)
          first.set(n, it)
        }
        expect(made).toBe(first.size)
      }),
      runs,
    )
  })
})
