/** Machines side by side and by key, and what they raise: everybody hears what is theirs, once and in order. */
import fc from 'fast-check'
import { pipe } from 'fp-ts/lib/function.js'
import { describe, expect, it } from 'vitest'

import { persistentMap, type PersistentMap } from '../../lib/core/persistentMap.js'
import type { Machine } from '../../lib/core/machine.js'
import { announcing, beside, children, raise, raising, type Child, type Raise, type Route } from '../../lib/core/parts.js'
import { runs } from '../support/arbitrary.js'
import { counter, deeds, did, driven, events, kinds, reread, tree, type Did, type Effect, type Ended, type Event, type Toy } from './toys.js'

const a: Event = { _tag: 'a' }
const kindOf = ({ _tag }: { readonly _tag: string }): string => _tag
const deaf = ({ init, step, result }: Toy): Toy => ({ init, step, result })

describe('beside', () => {
  it('law: gives every event to everybody, in the order of names, until the first result', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 4 }), events, (ends, all) => {
        const names = ends.map((_, index) => `p${index}`)
        const parts = Object.fromEntries(ends.map((each, index) => [names[index]!, counter(names[index]!, { ends: each })]))
        const run = driven(beside(parts), all)
        const first = Math.min(...ends)
        const who = ends.indexOf(first)
        const heard = all.slice(0, first).map(({ _tag }) => _tag)
        // With its result the first one ends all: those behind it do not hear the event that did it.
        const hearing = (at: number) => (at === first - 1 ? names.slice(0, who + 1) : names)
        expect(deeds(run)).toEqual([
          ...names.map((name) => `${name} begins`),
          ...heard.flatMap((kind, at) => [
            ...hearing(at).map((name) => `${name} ${kind}`),
            ...(at === first - 1 ? [`${names[who]} ends`] : []),
          ]),
        ])
        expect(run.result).toEqual(heard.length === first ? { _tag: 'A', seen: first } : undefined)
      }),
      runs,
    )
  })

  it('law: is the same whether parts say what they hear or not', () => {
    fc.assert(
      fc.property(tree, tree, tree, events, (x, y, z, all) => {
        const expected = driven(beside({ x: deaf(x), y: deaf(y), z: deaf(z) }), all)
        expect(driven(beside({ x, y, z }), all)).toEqual(expected)
        expect(driven(beside({ x, y, z }, kindOf), all)).toEqual(expected)
      }),
      runs,
    )
  })

  it('law: of one part is that part', () => {
    fc.assert(
      fc.property(tree, events, (x, all) => {
        expect(driven(beside({ x }, kindOf), all)).toEqual(driven(x, all))
      }),
      runs,
    )
  })

  it('asks nobody who does not hear', () => {
    const bomb: Toy = { ...counter('x', { ends: 9, hears: ['b'] }), step: () => { throw new Error('asked') } }
    const { init, step } = beside({ bomb, x: counter('x', { ends: 9 }) }, kindOf)
    expect(step(init[0], a)[1]).toEqual([did('x a')])
    expect(() => step(init[0], { _tag: 'b' })).toThrow('asked')
  })

  it('asks nobody who ignores', () => {
    const bomb: Toy = { ...counter('x', { ends: 9 }), ignores: new Set(['a']), step: () => { throw new Error('asked') } }
    const { init, step } = beside({ bomb, x: counter('x', { ends: 9 }) }, kindOf)
    expect(step(init[0], a)[1]).toEqual([did('x a')])
    expect(() => step(init[0], { _tag: 'b' })).toThrow('asked')
  })

  it('law: who ignores what it does not hear does the same as who says what it hears', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...kinds)), tree, events, (heard, y, all) => {
        const x = counter('x', { ends: 3, hears: heard })
        const ignoring: Toy = { ...deaf(x), ignores: new Set(kinds.filter((kind) => !heard.includes(kind))) }
        expect(driven(beside({ x: ignoring, y }, kindOf), all)).toEqual(driven(beside({ x, y }, kindOf), all))
      }),
      runs,
    )
  })

  it('keeps the state that an event does not change, and the states of the other parts', () => {
    const [x, y] = [counter('x', { ends: 9, hears: ['a'] }), counter('y', { ends: 9, hears: ['b'] })]
    const { init, step } = beside({ x, y })
    expect(step(init[0], { _tag: 'c' })[0]).toBe(init[0])
    const [next] = step(init[0], a)
    expect(next.parts.y).toBe(init[0].parts.y)
    expect(next.parts.x).not.toBe(init[0].parts.x)
  })
})

/** An event that says what hearing it raises. */
interface Rumour {
  readonly _tag: 'Rumour'
  readonly id: number
  readonly raises: ReadonlyArray<Rumour>
}

const { rumour } = fc.letrec<{ rumour: Rumour }>((tie) => ({
  rumour: fc.record({
    _tag: fc.constant('Rumour' as const),
    id: fc.nat(99),
    raises: fc.oneof({ maxDepth: 4 }, fc.constant([]), fc.array(tie('rumour'), { maxLength: 3 })),
  }),
}))

/** Each with its own effects around what it raises. */
const gossip = (name: string, isRaising: boolean): Machine<ReadonlyArray<number>, Rumour, Did | Raise<Rumour>> => ({
  init: [[], []],
  step: (was, { id, raises }) => [
    [...was, id],
    [did(`${name} heard ${id}`), ...(isRaising ? raises.flatMap((each) => [raise(each), did(`${name} told ${each.id}`)]) : [])],
  ],
  result: () => undefined,
})

describe('raising', () => {
  it('law: what is raised is heard by everybody, after the event that raised it and in its place; no other effect is lost or moved', () => {
    fc.assert(
      fc.property(fc.array(rumour, { maxLength: 4 }), (all) => {
        const { init, step } = raising(beside({ x: gossip('x', true), y: gossip('y', false) }))
        let state = init[0]
        for (const one of all) {
          // Effects stand where they were made; everybody has heard an event before what it raises.
          const told = ({ id, raises }: Rumour): ReadonlyArray<string> => [
            `x heard ${id}`,
            ...raises.flatMap((each) => [...told(each), `x told ${each.id}`]),
            `y heard ${id}`,
          ]
          const heard = ({ id, raises }: Rumour): ReadonlyArray<number> => [id, ...raises.flatMap(heard)]
          const before = state.parts
          const [next, effects] = step(state, one)
          expect(effects.map(({ what }) => what)).toEqual(told(one))
          for (const part of ['x', 'y'] as const) expect(next.parts[part]).toEqual([...before[part], ...heard(one)])
          state = next
        }
      }),
      runs,
    )
  })

  it('law: is the identity for who raises nothing, and twice is once', () => {
    fc.assert(
      fc.property(tree, events, (toy, all) => {
        const quiet = raising(toy) as Toy
        const run = driven(quiet, all)
        expect(run.effects.flat().filter(({ _tag }) => _tag === 'Raise')).toEqual([])
        expect(driven(raising(quiet), all)).toEqual(run)
        const machine = counter('x', { ends: 3 })
        expect(driven(raising(machine), all)).toEqual(driven(machine, all))
      }),
      runs,
    )
  })

  it('goes on with what the first step raises', () => {
    const first: Machine<number, Event, Effect> = {
      init: [0, [raise<Event>(a), did('begins')]],
      step: (n, { _tag }) => [n + 1, [did(`heard ${_tag}`)]],
      result: () => undefined,
    }
    expect(raising(first).init).toEqual([1, [did('heard a'), did('begins')]])
  })

  it('gives nothing that is raised to a machine that is over', () => {
    const toy = counter('x', { ends: 1, raises: 'c' })
    const [state, effects] = raising(toy).step(toy.init[0], a)
    expect(effects).toEqual([did('x a'), did('x ends')])
    expect(toy.result(state)).toEqual({ _tag: 'A', seen: 1 })
  })

  type Ball = { readonly _tag: 'Ping' | 'Pong' | 'Burst' | 'Nothing' }
  const player = (hears: Ball['_tag'], ...answers: ReadonlyArray<Ball['_tag']>): Machine<null, Ball, Raise<Ball>> => ({
    init: [null, []],
    step: (was, { _tag }) => [was, _tag === hears ? answers.map((each) => raise({ _tag: each })) : []],
    result: () => undefined,
  })

  it.each([
    ['one after the other', ['Pong'], ['Ping']],
    ['two after one', ['Pong', 'Pong'], ['Ping', 'Ping']],
  ] as const)('names those who answer each other without end, %s', (_, pong, ping) => {
    const { init, step } = raising(beside({ x: player('Ping', ...pong), y: player('Pong', ...ping) }))
    expect(step(init[0], { _tag: 'Nothing' })).toEqual([init[0], []])
    const play = () => step(init[0], { _tag: 'Ping' })
    expect(play).toThrow(RangeError)
    expect(play).toThrow(/^raising: .*Ping/)
    expect(play).toThrow(/^raising: .*Pong/)
  })

  it('does not take many events that one step raises for that', () => {
    const balls = Array.from({ length: 250_000 }, () => raise<Ball>({ _tag: 'Nothing' }))
    const burst: Machine<null, Ball, Raise<Ball>> = {
      init: [null, []],
      step: (was, { _tag }) => [was, _tag === 'Burst' ? balls : []],
      result: () => undefined,
    }
    const counting: Machine<number, Ball, never> = {
      init: [0, []],
      step: (n) => [n + 1, []],
      result: () => undefined,
    }
    const { init, step } = raising(beside({ burst, counting }))
    expect(step(init[0], { _tag: 'Burst' })[0].parts.counting).toBe(250_001)
  })
})

describe('announcing', () => {
  const told = announcing((result: Ended): Event => ({ _tag: result._tag === 'A' ? 'c' : 'd' }))

  it('law: raises the end once, behind the last effects, and then is silent', () => {
    fc.assert(
      fc.property(tree, events, (toy, all) => {
        const announced = pipe(toy, told)
        const alone = driven(toy, all)
        const { effects, result } = driven(announced, all)
        const { result: end, given } = alone
        const expected = alone.effects.flat()
        expect(effects.slice(0, given + 1).flat()).toEqual(
          end === undefined ? expected : [...expected, raise({ _tag: end._tag === 'A' ? 'c' : 'd' })],
        )
        expect(effects.slice(given + 1).flat()).toEqual([])
        expect(effects).toHaveLength(all.length + 1)
        expect(result).toBeUndefined()
      }),
      runs,
    )
  })

  it('says so at once where the machine is over at once, and only then', () => {
    const { init, step } = pipe(counter('x', { ends: 0 }), told)
    expect(init[1]).toEqual([did('x begins'), raise({ _tag: 'c' })])
    expect(step(init[0], a)).toEqual([init[0], []])
  })

  it('asks nothing of a machine that is over', () => {
    const restless: Machine<number, Event, Did, Ended> = {
      init: [0, []],
      step: (n) => [n + 1, [did(`step ${n + 1}`)]],
      // It is over, and goes on if it is asked.
      result: (n) => (n === 1 ? { _tag: 'A', seen: 1 } : undefined),
    }
    const run = driven(pipe(restless, told), [a, a, a])
    expect(run.effects).toEqual([[], [did('step 1'), raise({ _tag: 'c' })], [], []])
  })
})

type Key = 'k1' | 'k2' | 'k3' | 'k4'
type Way = Route<Key, { readonly toy: number }, Event> | undefined
type Living = PersistentMap<Key, Child<{ readonly toy: number }, unknown>>

const key = fc.constantFrom<Key>('k1', 'k2', 'k3', 'k4')
const way: fc.Arbitrary<Way> = fc.oneof(
  fc.record({ begin: key, of: fc.record({ toy: fc.nat(3) }) }),
  fc.record({ to: key, event: fc.constantFrom<Event>(a, { _tag: 'b' }) }),
  fc.record({ to: fc.constant(undefined), event: fc.constantFrom<Event>(a, { _tag: 'c' }) }),
  fc.constant(undefined),
)
const ways = fc.array(way, { maxLength: 24 })

/** A toy whose effects say whose they are. */
const owned = (key: Key, toy: Toy): Machine<unknown, Event, Did, Ended> => {
  const own = (effects: ReadonlyArray<Effect>) => effects.map((effect) => did(`${key}: ${JSON.stringify(effect)}`))
  return {
    init: [toy.init[0], own(toy.init[1])],
    step: (was, event) => {
      const [next, effects] = toy.step(was, event)
      return [next, own(effects)]
    },
    result: toy.result,
  }
}

const nursery = (toys: ReadonlyArray<Toy>) =>
  children(
    (way: Way, living) => (way !== undefined && 'begin' in way && living.has(way.begin) ? undefined : way),
    (key: Key, { toy }: { readonly toy: number }) => owned(key, toys[toy]!),
  )

describe('children', () => {
  it('law: each lives as it would alone; who is over is let go; all are told in the order in which they were begun', () => {
    fc.assert(
      fc.property(fc.array(tree, { minLength: 4, maxLength: 4 }), ways, (toys, all) => {
        const { init, step } = nursery(toys)
        let [living] = init
        let model: ReadonlyArray<readonly [Key, Machine<unknown, Event, Did, Ended>, unknown]> = []
        for (const way of all) {
          const expected: Array<Did> = []
          if (way !== undefined && 'begin' in way) {
            if (!model.some(([key]) => key === way.begin)) {
              const machine = owned(way.begin, toys[way.of.toy]!)
              expected.push(...machine.init[1])
              model = [...model, [way.begin, machine, machine.init[0]]]
            }
          } else if (way !== undefined)
            model = model.map(([key, machine, state]) => {
              if (way.to !== undefined && way.to !== key) return [key, machine, state]
              const [next, effects] = machine.step(state, way.event)
              expected.push(...effects)
              return [key, machine, next]
            })
          model = model.filter(([, machine, state]) => machine.result(state) === undefined)
          const [next, effects] = step(living, way)
          living = next
          expect(effects).toEqual(expected)
          expect([...living].map(([key, { state }]) => [key, state])).toEqual(model.map(([key, , state]) => [key, state]))
        }
      }),
      runs,
    )
  })

  it('law: an event for one changes no other', () => {
    fc.assert(
      fc.property(fc.array(tree, { minLength: 4, maxLength: 4 }), ways, (toys, all) => {
        const { init, step } = nursery(toys)
        let [living] = init
        for (const way of all) {
          const before = living
          living = step(before, way)[0]
          const who = way === undefined ? undefined : 'begin' in way ? way.begin : way.to
          if (way === undefined) expect(living).toBe(before)
          else if (who !== undefined)
            for (const [key, child] of before) if (key !== who) expect(living.get(key)).toBe(child)
        }
      }),
      runs,
    )
  })

  it('law: a state that is written as JSON and read back steps on alike', () => {
    fc.assert(
      fc.property(fc.array(tree, { minLength: 4, maxLength: 4 }), ways, (toys, all) => {
        const machine = nursery(toys)
        const between = (living: Living): Living => persistentMap(reread([...living]))
        expect(driven(machine, all, (living) => between(living as Living))).toEqual(driven(machine, all))
      }),
      runs,
    )
  })

  it('lets nobody be made of what another one was begun with: two may share it', () => {
    const shared = { toy: 0 }
    const { init, step } = nursery([counter('x', { ends: 9 })])
    const begun = (['k1', 'k2'] as const).reduce((living, begin) => step(living, { begin, of: shared })[0], init[0])
    expect(step(begun, { to: 'k2', event: a })[1]).toEqual([did(`k2: ${JSON.stringify(did('x a'))}`)])
    expect(step(begun, { to: undefined, event: a })[1].map(({ what }) => what.slice(0, 2))).toEqual(['k1', 'k2'])
  })

  it('keeps the order of many, of whom some went', () => {
    const machine = children(
      (way: Route<string, object, Event>) => way,
      (key) => ({ ...done1(key), result: (n: number) => (n > 0 && Number(key) % 3 === 0 ? 'over' : undefined) }),
    )
    const numbers = Array.from({ length: 40 }, (_, n) => `${n}`)
    const begun = numbers.reduce((living, begin) => machine.step(living, { begin, of: {} })[0], machine.init[0])
    const [left, effects] = machine.step(begun, { to: undefined, event: a })
    expect(effects).toEqual(numbers)
    expect(machine.step(left, { to: undefined, event: a })[1]).toEqual(numbers.filter((n) => Number(n) % 3 !== 0))
  })

  it.each<readonly [string | number, string]>([
    ['C 1', 'C 1'],
    ['__proto__', '__proto__'],
    [7, '7'],
  ])('throws where a second one is begun by the key of one that lives, and names it: %s', (begin, named) => {
    const { init, step } = children(
      (way: Route<string | number, object, Event>) => way,
      () => counter('x', { ends: 1 }),
    )
    const [one] = step(init[0], { begin, of: {} })
    expect(() => step(one, { begin, of: {} })).toThrow(TypeError)
    expect(() => step(one, { begin, of: {} })).toThrow(`a second child is begun by the key ${named}`)
    const [none] = step(one, { to: begin, event: a })
    expect(none.size).toBe(0)
    expect(step(none, { begin, of: {} })[0].size).toBe(1)
  })
})

/** Says its name at every event. */
const done1 = (name: string): Machine<number, Event, string> => ({
  init: [0, []],
  step: (n) => [n + 1, [name]],
  result: () => undefined,
})
