/** Machines of a few lines, alone and put together at random, for the laws of the combinators. */
import fc from 'fast-check'
import { pipe } from 'fp-ts/lib/function.js'

import { andThen, mapResult, onlyHearing, repeating } from '../../lib/core/compose.js'
import type { After, Cancel } from '../../lib/core/effects.js'
import type { Machine } from '../../lib/core/machine.js'
import { announcing, beside, raise, raising, type Raise } from '../../lib/core/parts.js'
import { scoped } from '../../lib/core/scoped.js'

export const kinds = ['a', 'b', 'c', 'd'] as const

/** An event of a toy. Nothing but its kind decides who hears it. */
export type Event = { readonly _tag: (typeof kinds)[number] } | { readonly _tag: 'Elapsed'; readonly timer: string }

export interface Did {
  readonly _tag: 'Did'
  readonly what: string
}

export type Effect = Did | After | Cancel | Raise<Event>

/** How a toy ended, and after how many of the events that it hears. */
export interface Ended {
  readonly _tag: 'A' | 'B'
  readonly seen: number
}

// States differ in nesting, which is no contract: they are as little known here as they are to a user.
export type Toy = Machine<unknown, Event, Effect, Ended>

export const did = (what: string): Did => ({ _tag: 'Did', what })

/** Counts the events that it hears, and ends after so many: with none, it is over at once. It raises and waits as it is told. */
export const counter = (
  name: string,
  of: {
    readonly ends: number
    readonly tag?: 'A' | 'B'
    readonly hears?: ReadonlyArray<string>
    readonly raises?: 'c' | 'd' | undefined
    readonly timer?: string | undefined
  },
): Toy => {
  const { ends, tag = 'A', hears, raises, timer } = of
  const hearing = hears === undefined ? undefined : new Set(hears)
  const machine: Machine<{ readonly seen: number }, Event, Effect, Ended> = {
    init: [
      { seen: 0 },
      [did(`${name} begins`), ...(timer === undefined ? [] : [{ _tag: 'After', timer, ms: 1 } as const])],
    ],
    step: (was, event) => {
      if (was.seen >= ends || hearing?.has(event._tag) === false) return [was, []]
      const seen = was.seen + 1
      return [
        { seen },
        [
          did(`${name} ${event._tag}`),
          // Nobody answers what was raised by raising again, so that it comes to an end.
          ...(raises === undefined || event._tag === 'c' || event._tag === 'd' ? [] : [raise<Event>({ _tag: raises })]),
          ...(seen === ends ? [did(`${name} ends`)] : []),
        ],
      ]
    },
    result: ({ seen }) => (seen >= ends ? { _tag: tag, seen } : undefined),
    ...(hearing === undefined ? {} : { hears: hearing }),
  }
  return machine as Toy
}

/** Done at once, with a result. */
export const done = <R>(result: R): Machine<null, Event, never, R> => ({
  init: [null, []],
  step: (was) => [was, []],
  result: () => result,
})

export interface Run<F, R> {
  /** The effects of each step, the first one's too. */
  readonly effects: ReadonlyArray<ReadonlyArray<F>>
  /** The events that it was given: none after its end. */
  readonly given: number
  readonly result: R | undefined
}

/** What is seen of a machine from outside. Between steps, its state may go through something. */
export const driven = <S, E, F, R>(
  machine: Machine<S, E, F, R>,
  events: ReadonlyArray<E>,
  between: (state: S) => S = (state) => state,
): Run<F, R> => {
  let state = between(machine.init[0])
  const effects = [machine.init[1]]
  for (const event of events) {
    if (machine.result(state) !== undefined) break
    const [next, more] = machine.step(state, event)
    state = between(next)
    effects.push(more)
  }
  return { effects, given: effects.length - 1, result: machine.result(state) }
}

/** All that a machine did, in its order. */
export const deeds = (run: Run<Effect, unknown>): ReadonlyArray<string> =>
  run.effects.flat().flatMap((effect) => (effect._tag === 'Did' ? [effect.what] : []))

/** A state as it is when it was written down and read again. */
export const reread = <S>(state: S): S => JSON.parse(JSON.stringify(state)) as S

const kind = fc.constantFrom(...kinds)
const timer = fc.constantFrom('t1', 't2')
export const tag = fc.constantFrom('A' as const, 'B' as const)

export const events: fc.Arbitrary<ReadonlyArray<Event>> = fc.array(
  fc.oneof(
    { arbitrary: kind.map((_tag): Event => ({ _tag })), weight: 6 },
    { arbitrary: timer.map((timer): Event => ({ _tag: 'Elapsed', timer })), weight: 1 },
  ),
  { maxLength: 16 },
)

const leaf = fc
  .record({
    name: fc.constantFrom('x', 'y', 'z'),
    ends: fc.nat(4),
    tag,
    hears: fc.option(fc.uniqueArray(fc.constantFrom(...kinds, 'Elapsed')), { nil: undefined }),
    raises: fc.option(fc.constantFrom('c' as const, 'd' as const), { nil: undefined }),
    timer: fc.option(timer, { nil: undefined }),
  })
  .map(({ name, hears, ...of }) => counter(name, { ...of, ...(hears === undefined ? {} : { hears }) }))

/** Chooses what comes next by nothing but the result. */
const byResult =
  (some: readonly [Toy, ...ReadonlyArray<Toy>]) =>
  ({ seen }: { readonly seen: number }): Toy =>
    some[seen % some.length]!

/** Again, from a turn to the next one, as often as said. */
export const turns =
  (most: number) =>
  (body: (turn: number) => Toy): Toy =>
    repeating(({ turn }: { readonly turn: number }, result: Ended) =>
      turn < most
        ? { begin: { turn: turn + 1 }, effects: [did(`after turn ${turn}`)] }
        : { end: result, effects: [did('last turn')] },
    )({ turn: 1 }, ({ turn }) => body(turn)) as Toy

/** Any toys, put together in any way. */
export const { tree } = fc.letrec<{ tree: Toy; several: readonly [Toy, Toy] }>((tie) => ({
  several: fc.tuple(tie('tree'), tie('tree')),
  tree: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'toys' },
    leaf,
    fc.tuple(tie('tree'), tie('several')).map(([first, next]) => pipe(first, andThen('A', byResult(next))) as Toy),
    fc.tuple(fc.nat(3), tie('several')).map(([most, some]) => turns(most)((turn) => some[turn % 2]!)),
    fc.tuple(tie('several'), fc.boolean()).map(
      ([[left, right], byKind]) =>
        raising(beside({ left, right: pipe(right, mapResult((result) => result)) }, byKind ? ({ _tag }) => _tag : undefined)) as Toy,
    ),
    fc
      .tuple(tie('tree'), tie('tree'))
      .map(
        ([left, right]) =>
          raising(beside({ left: pipe(left, announcing((): Event => ({ _tag: 'd' }))), right }, ({ _tag }) => _tag)) as Toy,
      ),
    tie('tree').map((toy) => scoped(toy) as Toy),
    tie('tree').map((toy) => raising(toy) as Toy),
    tie('tree').map((toy) => pipe(toy, mapResult(({ _tag, seen }): Ended => ({ _tag: _tag === 'A' ? 'B' : 'A', seen })))),
    tie('tree').map((toy) => pipe(toy, onlyHearing(({ _tag }: Event) => _tag !== 'b'))),
  ),
}))
