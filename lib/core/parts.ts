/** Machines out of machines, side by side: parts that send each other signals, and children by key. */

import { persistentMap, type Key, type PersistentMap } from './persistentMap.js'
import { withField } from './action.js'
import type { Machine, Step, Tagged } from './machine.js'

// What a machine is made of is taken out of its type again below.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type AnyMachine = Machine<any, any, any, any>
type Parts = Readonly<Record<string, AnyMachine>>

/** The state of a machine. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type StateOf<M> = M extends Machine<infer S, any, any, any> ? S : never
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type EventOf<M> = M extends Machine<any, infer E, any, any> ? E : never
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type EffectOf<M> = M extends Machine<any, any, infer F, any> ? F : never
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type ResultOf<M> = M extends Machine<any, any, any, infer R> ? R : never

/** The states of parts by their names, and the result of the one that ended first. */
export interface PartsState<S, R> {
  readonly parts: S
  readonly ended: R | undefined
}

type PartStates<P extends Parts> = { readonly [K in keyof P]: StateOf<P[K]> }
type AnyOf<P extends Parts> = P[keyof P]

/** One of several machines. */
interface Part {
  readonly name: string
  readonly machine: AnyMachine
}

const none: ReadonlyArray<never> = []

/**
 * Several machines side by side: each is given every event, in the order in which they are named; the first result is that of
 * all, and those behind it are not given the event that led to it.
 *
 * **Shapes** with `kindOf`, which gives the kind of an event, a part that says what it `hears` is given nothing else, and one that
 * says what it `ignores` is given the rest.
 */
export const beside = <P extends Parts>(
  parts: P,
  kindOf?: (event: EventOf<AnyOf<P>>) => string,
): Machine<PartsState<PartStates<P>, ResultOf<AnyOf<P>>>, EventOf<AnyOf<P>>, EffectOf<AnyOf<P>>, ResultOf<AnyOf<P>>> => {
  type S = PartStates<P>
  type F = EffectOf<AnyOf<P>>
  type R = ResultOf<AnyOf<P>>
  const everyone = Object.keys(parts).map((name): Part => ({ name, machine: parts[name]! }))
  const isFor = ({ machine: { hears, ignores } }: Part, kind: string): boolean =>
    hears === undefined ? ignores?.has(kind) !== true : hears.has(kind)
  const byKind = new Map<string, ReadonlyArray<Part>>()
  // Many kinds are heard by the same parts, and share a list of them; a copy has no more room than it needs.
  const lists: Array<ReadonlyArray<Part>> = []
  const listFor = (kind: string): ReadonlyArray<Part> => {
    const some = everyone.filter((part) => isFor(part, kind))
    const known = lists.find((list) => list.length === some.length && list.every((part, at) => part === some[at]))
    if (known !== undefined) return known
    const list = some.slice()
    lists.push(list)
    return list
  }
  const listeners = (event: EventOf<AnyOf<P>>): ReadonlyArray<Part> => {
    if (kindOf === undefined) return everyone
    const kind = kindOf(event)
    let found = byKind.get(kind)
    if (found === undefined) byKind.set(kind, (found = listFor(kind)))
    return found
  }
  const begun = Object.fromEntries(everyone.map(({ name, machine }) => [name, machine.init[0] as unknown])) as S
  const endedAtOnce = everyone
    .map(({ name, machine }) => machine.result(begun[name]) as R | undefined)
    .find((result) => result !== undefined)
  return {
    init: [{ parts: begun, ended: endedAtOnce }, everyone.flatMap(({ machine }) => machine.init[1] as ReadonlyArray<F>)],
    step: (was, event) => {
      if (was.ended !== undefined) return [was, none]
      const asked = listeners(event)
      let now = was.parts
      let ended: R | undefined
      let effects: ReadonlyArray<F> = none
      for (let i = 0; i < asked.length && ended === undefined; i++) {
        const { name, machine } = asked[i]!
        const before = now[name]
        const [state, more] = machine.step(before, event) as Step<S[string], F>
        if (more.length > 0) effects = effects.length === 0 ? more : [...effects, ...more]
        if (state === before) continue
        now = withField(now, name, state)
        ended = machine.result(state) as R | undefined
      }
      return [now === was.parts ? was : { parts: now, ended }, effects]
    },
    result: ({ ended }) => ended,
  }
}

/** A child: what it was begun with, and its state. */
export interface Child<B, S> {
  readonly of: B
  readonly state: S
}

/** What becomes of an event among children: one is begun, one is given an event, or all are (where `to` is `undefined`). */
export type Route<K, B, E> =
  | { readonly begin: K; readonly of: B }
  | { readonly to: K | undefined; readonly event: E }

/**
 * Children by key, each a machine of its own. A child that is over is removed; its result is dropped.
 *
 * **Shapes** `route` says whom an event is for, and nothing where it is for none; an event for a key that nobody lives by is
 * dropped. Where it is for all, they get it in the order in which they were begun. What `child` makes depends on `key` and `of`
 * alone, and `of` is an object.
 *
 * **Errors** a `TypeError` that names the key, if a second child is begun by the key of one that lives.
 */
export const children = <K extends Key, B extends object, S, E, E2, F, R>(
  route: (event: E, living: PersistentMap<K, Child<B, S>>) => Route<K, B, E2> | undefined,
  child: (key: K, of: B) => Machine<S, E2, F, R>,
): Machine<PersistentMap<K, Child<B, S>>, E, F, never> => {
  type Living = PersistentMap<K, Child<B, S>>
  // Two children may share what they were begun with: whose machine it is stands beside it.
  const made = new WeakMap<B, { readonly key: K; readonly machine: Machine<S, E2, F, R> }>()
  const machineOf = (key: K, of: B): Machine<S, E2, F, R> => {
    const known = made.get(of)
    if (known !== undefined && Object.is(known.key, key)) return known.machine
    const machine = child(key, of)
    made.set(of, { key, machine })
    return machine
  }
  const put = (living: Living, key: K, of: B, machine: Machine<S, E2, F, R>, state: S): Living =>
    machine.result(state) === undefined ? living.set(key, { of, state }) : living.remove(key)
  const give = (living: Living, key: K, event: E2): Step<Living, F> => {
    const one = living.get(key)
    if (one === undefined) return [living, none]
    const machine = machineOf(key, one.of)
    const [state, effects] = machine.step(one.state, event)
    return [state === one.state ? living : put(living, key, one.of, machine, state), effects]
  }
  return {
    init: [persistentMap(), none],
    step: (was, event) => {
      const way = route(event, was)
      if (way === undefined) return [was, none]
      if ('begin' in way) {
        if (was.has(way.begin)) throw new TypeError(`children: a second child is begun by the key ${String(way.begin)}`)
        const machine = machineOf(way.begin, way.of)
        return [put(was, way.begin, way.of, machine, machine.init[0]), machine.init[1]]
      }
      if (way.to !== undefined) return give(was, way.to, way.event)
      const effects: Array<F> = []
      let now = was
      for (const key of was.keys()) {
        const [next, more] = give(now, key, way.event)
        now = next
        for (const effect of more) effects.push(effect)
      }
      return [now, effects]
    },
    result: () => undefined,
  }
}

/** An effect that comes back as an event of the same machine, within the same step. */
export interface Raise<E> {
  readonly _tag: 'Raise'
  readonly event: E
}

/** Raises an event: everybody side by side hears it, after the present one. */
export const raise = <E>(event: E): Raise<E> => ({ _tag: 'Raise', event })

/** So many events, each raised in answer to the one before it, are taken for an endless exchange. */
const deepest = 1000

const isRaise = (effect: Tagged): boolean => effect._tag === 'Raise'

const raisesAny = (effects: ReadonlyArray<Tagged>): boolean => {
  for (let i = 0; i < effects.length; i++) if (isRaise(effects[i]!)) return true
  return false
}

const tagOf = (event: unknown): string =>
  typeof event === 'object' && event !== null && '_tag' in event ? String(event._tag) : typeof event

const lastTags = (events: ReadonlyArray<unknown>): string => [...new Set(events.slice(-12).map(tagOf))].join(', ')

/**
 * Gives what a machine raises back to it, in the same step: this is how parts side by side talk. Without `Raise` it changes
 * nothing.
 *
 * **Shapes** an event is raised when everybody has heard the present one. Its effects stand where the `Raise` stood, and what it
 * raises itself comes before whatever was raised behind it.
 *
 * What is raised when the machine is over is dropped: nobody is left to hear it.
 *
 * **Errors** a `RangeError` that names the events, where parts answer each other without end.
 */
export const raising = <S, E, F extends Tagged, R>(
  machine: Machine<S, E, F, R>,
): Machine<S, E, Exclude<F, { readonly _tag: 'Raise' }>, R> => {
  type G = Exclude<F, { readonly _tag: 'Raise' }>
  const settle = (begun: Step<S, F>): Step<S, G> => {
    if (!raisesAny(begun[1])) return begun as unknown as Step<S, G>
    const effects: Array<G> = []
    let state = begun[0]
    const chain: Array<E> = []
    const hear = (some: ReadonlyArray<F>): void => {
      for (const effect of some)
        if (!isRaise(effect)) effects.push(effect as G)
        else if (machine.result(state) === undefined) {
          chain.push((effect as unknown as Raise<E>).event)
          if (chain.length > deepest)
            throw new RangeError(`raising: parts answer each other without end, by ${lastTags(chain)}`)
          const [next, more] = machine.step(state, chain.at(-1)!)
          state = next
          hear(more)
          chain.pop()
        }
    }
    hear(begun[1])
    return [state, effects]
  }
  return { ...machine, init: settle(machine.init), step: (was, event) => settle(machine.step(was, event)) }
}

/**
 * A machine whose end is an event for the others: it raises what `event` makes of its result, once, behind its last effects.
 * It has no result of its own, and changes no more.
 */
export const announcing =
  <R, E2>(event: (result: R) => E2) =>
  <S, E, F>(machine: Machine<S, E, F, R>): Machine<S, E, F | Raise<E2>, never> => {
    const announced = (step: Step<S, F>): Step<S, F | Raise<E2>> => {
      const result = machine.result(step[0])
      return result === undefined ? step : [step[0], [...step[1], raise(event(result))]]
    }
    return {
      ...machine,
      init: announced(machine.init),
      step: (was, event) => {
        if (machine.result(was) !== undefined) return [was, none]
        const step = machine.step(was, event)
        return step[0] === was ? step : announced(step)
      },
      result: () => undefined,
    }
  }
