/** Actions: steps are put together in one way, nothing is lost on it, and nothing is made that is not needed. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import {
  become,
  comparing,
  each,
  emit,
  given,
  inOrder,
  mapEffects,
  modify,
  nothing,
  on,
  seeing,
  when,
  within,
  type Action,
} from '../../lib/core/action.js'
import { runs } from '../support/arbitrary.js'

interface State {
  readonly count: number
  readonly log: ReadonlyArray<string>
}

const begun: State = { count: 0, log: [] }

/** Any action; what it does depends on the state that it finds. */
const action: fc.Arbitrary<Action<State, string>> = fc.oneof(
  fc.constant<Action<State, string>>(nothing),
  fc.array(fc.string({ maxLength: 2 }), { maxLength: 3 }).map((effects) => emit(...effects)),
  fc.nat(9).map((n) => modify(({ count, log }: State) => ({ count: count * 3 + n, log }))),
  fc.nat(9).map((n) => become<State, string>({ count: n, log: ['become'] }, `become ${n}`)),
  fc.string({ maxLength: 2 }).map((word): Action<State, string> => ({ count, log }) => [
    { count: count + 1, log: [...log, word] },
    [`${count}`, word],
  ]),
)
const actions = fc.array(action, { maxLength: 6 })
const state: fc.Arbitrary<State> = fc.record({ count: fc.nat(9), log: fc.array(fc.string({ maxLength: 2 }), { maxLength: 2 }) })

describe('inOrder', () => {
  it('law: is associative, with nothing as identity, however it is nested', () => {
    fc.assert(
      fc.property(action, action, action, state, (f, g, h, was) => {
        const expected = inOrder(f, g, h)(was)
        expect(inOrder(inOrder(f, g), h)(was)).toEqual(expected)
        expect(inOrder(f, inOrder(g, h))(was)).toEqual(expected)
        expect(inOrder<State, string>(nothing, f)(was)).toEqual(f(was))
        expect(inOrder<State, string>(f, nothing)(was)).toEqual(f(was))
        expect(inOrder<State, string>()(was)).toEqual(nothing(was))
      }),
      runs,
    )
  })

  it('law: each action sees what the one before it made, and their effects stand in their order', () => {
    fc.assert(
      fc.property(actions, state, (some, was) => {
        let now = was
        const effects: Array<string> = []
        for (const one of some) {
          const [next, more] = one(now)
          now = next
          effects.push(...more)
        }
        expect(inOrder(...some)(was)).toEqual([now, effects])
        expect(each(some, (one) => one)(was)).toEqual([now, effects])
      }),
      runs,
    )
  })

  it('law: changes nothing that it was given: done again, it does the same', () => {
    fc.assert(
      fc.property(actions, state, (some, was) => {
        const all = inOrder(...some)
        const first = JSON.stringify(all(was))
        all(was)
        inOrder(all, all)(was)
        expect(JSON.stringify(all(was))).toBe(first)
      }),
      runs,
    )
  })

  it('keeps the state that nothing changes, and copies no effects of one alone', () => {
    const one = emit('a', 'b')
    const [now, effects] = inOrder<State, string>(nothing, one, nothing)(begun)
    expect(now).toBe(begun)
    expect(effects).toBe(one(begun)[1])
  })

  it('takes any number of actions and effects, each of which is looked at once', () => {
    let looks = 0
    const counted = (effects: ReadonlyArray<number>): ReadonlyArray<number> =>
      new Proxy(effects, { get: (all, key) => (typeof key === 'string' && /^\d+$/.test(key) ? looks++ : 0, Reflect.get(all, key)) })
    const step = (n: number): Action<number, number> => (count) => [count + 1, counted([n, n])]
    const lookedAt = (length: number): number => {
      looks = 0
      const [count, effects] = each(Array.from({ length }, (_, n) => n), step)(0)
      expect([count, effects.length, effects.at(-1)]).toEqual([length, 2 * length, length - 1])
      return looks
    }
    // Twice as many cost twice as much: what came before is not copied again for each.
    expect(lookedAt(20_000)).toBe(2 * lookedAt(10_000))
    expect(lookedAt(300_000)).toBe(30 * lookedAt(10_000))
  })
})

describe('each', () => {
  it('takes whatever can be gone through, once, and gives the action nothing but the one', () => {
    const seen: Array<ReadonlyArray<unknown>> = []
    const act = (...args: ReadonlyArray<unknown>): Action<State, string> => {
      seen.push(args)
      return emit(String(args[0]))
    }
    expect(each(new Map([['a', 1]]).keys(), act)(begun)).toEqual([begun, ['a']])
    expect(each(new Set(['b', 'c']), act)(begun)).toEqual([begun, ['b', 'c']])
    expect(seen).toEqual([['a'], ['b'], ['c']])
  })
})

describe('when, given, seeing, comparing', () => {
  const never = (): never => {
    throw new Error('was built')
  }

  it('law: when is the action or nothing, and builds it only if it holds', () => {
    fc.assert(
      fc.property(action, state, fc.boolean(), (act, was, holds) => {
        expect(when(holds, () => act)(was)).toEqual(holds ? act(was) : nothing(was))
        expect(when(false, never)(was)).toEqual(nothing(was))
      }),
      runs,
    )
  })

  it('given builds an action of a value that is there, whatever it is', () => {
    for (const value of [0, '', false, null, NaN]) expect(given(value, (it) => emit(it))(begun)).toEqual([begun, [value]])
    expect(given(undefined, never)(begun)).toEqual(nothing(begun))
  })

  it('law: seeing is given the state when its turn comes', () => {
    fc.assert(
      fc.property(action, state, (act, was) => {
        const tell = seeing<State, string>(({ count }) => emit(`saw ${count}`))
        const [now, effects] = act(was)
        expect(inOrder(act, tell)(was)).toEqual([now, [...effects, `saw ${now.count}`]])
      }),
      runs,
    )
  })

  it('law: comparing does the action, and then what is made of before and after, on what is after', () => {
    fc.assert(
      fc.property(action, action, state, (act, then, was) => {
        let seen: ReadonlyArray<State> = []
        const both = comparing(act, (before, after) => {
          seen = [before, after]
          return then
        })
        expect(both(was)).toEqual(inOrder(act, then)(was))
        expect(seen).toEqual([was, act(was)[0]])
        expect(seen[0]).toBe(was)
      }),
      runs,
    )
  })
})

interface Whole {
  readonly part: State
  readonly other: number
}

const onPart = on<Whole, 'part'>('part')
const inPart = within<Whole, State, string>(
  ({ part }) => part,
  (whole, part) => ({ ...whole, part }),
)

describe.each<readonly [string, (action: Action<State, string>) => Action<Whole, string>]>([
  ['on', onPart],
  ['within', inPart],
])('%s', (_, lifted) => {
  it('law: does the action on a part, keeps the rest, and keeps the whole where the part is not changed', () => {
    fc.assert(
      fc.property(action, state, fc.nat(), (act, part, other) => {
        const whole: Whole = { part, other }
        const [now, effects] = lifted(act)(whole)
        const [next, more] = act(part)
        expect([now, effects]).toEqual([{ part: next, other }, more])
        expect(now === whole).toBe(next === part)
      }),
      runs,
    )
  })

  it('law: goes with inOrder and nothing', () => {
    fc.assert(
      fc.property(actions, state, (some, part) => {
        const whole: Whole = { part, other: 1 }
        expect(lifted(inOrder(...some))(whole)).toEqual(inOrder(...some.map(lifted))(whole))
        expect(lifted(nothing)(whole)[0]).toBe(whole)
      }),
      runs,
    )
  })
})

describe('mapEffects', () => {
  it('law: changes the effects and nothing else, and so does within', () => {
    fc.assert(
      fc.property(action, state, (act, part) => {
        const loud = (effects: ReadonlyArray<string>): ReadonlyArray<number> => [...effects.map((effect) => effect.length), -1]
        const [now, effects] = act(part)
        expect(mapEffects(loud)(act)(part)).toEqual([now, loud(effects)])
        const whole: Whole = { part, other: 1 }
        const lifted = within<Whole, State, string, number>(({ part }) => part, (was, part) => ({ ...was, part }), loud)
        expect(lifted(act)(whole)).toEqual([{ part: now, other: 1 }, loud(effects)])
      }),
      runs,
    )
  })
})
