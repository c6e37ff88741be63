/** Machines out of machines, side by side: parts that talk by raised events, and children by key. */
import { Map as Keyed } from 'immutable'

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
export interface Side<S, R> {
  readonly parts: S
  readonly ended: R | undefined
}

type PartStates<P extends Parts> = { readonly [K in keyof P]: StateOf<P[K]> }
type AnyOf<P extends Parts> = P[keyof P]

const none: ReadonlyArray<never> = []

/**
 * Several machines side by side: each is given every event, in the order of their names; the first result is that of all.
 *
 * **Shapes** a part that says what it `hears` is spared the kinds of event that it has no move for; `kindOf` gives the kind of an event.
 */
export const beside = <P extends Parts>(
  parts: P,
  kindOf?: (event: EventOf<AnyOf<P>>) => string,
): Machine<Side<PartStates<P>, ResultOf<AnyOf<P>>>, EventOf<AnyOf<P>>, EffectOf<AnyOf<P>>, ResultOf<AnyOf<P>>> => {
  type S = PartStates<P>
  type F = EffectOf<AnyOf<P>>
  type R = ResultOf<AnyOf<P>>
  const names = Object.keys(parts)
  const machines = names.map((name) => parts[name]!)
  const everyone = names.map((_, index) => index)
  const byKind = new Map<string, ReadonlyArray<number>>()
  const listeners = (event: EventOf<AnyOf<P>>): ReadonlyArray<number> => {
    if (kindOf === undefined) return everyone
    const kind = kindOf(event)
    let found = byKind.get(kind)
    if (found === undefined) {
      found = everyone.filter((index) => machines[index]!.hears?.has(kind) ?? true)
      byKind.set(kind, found)
    }
    return found
  }
  const resultOf = (index: number, state: unknown): R | undefined => machines[index]!.result(state) as R | undefined
  const begun = Object.fromEntries(names.map((name, index) => [name, machines[index]!.init[0]])) as S
  const endedAtOnce = everyone.map((index) => resultOf(index, begun[names[index]!])).find((result) => result !== undefined)
  return {
    init: [{ parts: begun, ended: endedAtOnce }, machines.flatMap(({ init }) => init[1] as ReadonlyArray<F>)],
    step: (was, event) => {
      let now = was.parts
      let ended = was.ended
      let effects: ReadonlyArray<F> = none
      for (const index of listeners(event)) {
        if (ended !== undefined) break
        const name = names[index]!
        const [state, more] = machines[index]!.step(now[name], event) as Step<S[string], F>
        if (state !== now[name]) {
          now = { ...now, [name]: state }
          ended = resultOf(index, state)
        }
        if (more.length > 0) effects = effects.length === 0 ? more : [...effects, ...more]
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

/** What becomes of an event among children: one is begun, one is given an event, or all are (`to` is nothing). */
export type Route<K, B, E> =
  | { readonly begin: K; readonly of: B }
  | { readonly to: K | undefined; readonly event: E }

/**
 * Children by key, each a machine of its own; one that is over is let go.
 *
 * **Shapes** `route` says whom an event is for, and nothing where it is for none. What `child` makes depends on `of` alone, and
 * `of` is an object.
 *
 * **Errors** a `TypeError` that names the key, if a second child is begun by the key of one that lives.
 */
export const children = <K, B extends object, S, E, E2, F, R>(
  route: (event: E, living: Keyed<K, Child<B, S>>) => Route<K, B, E2> | undefined,
  child: (key: K, of: B) => Machine<S, E2, F, R>,
): Machine<Keyed<K, Child<B, S>>, E, F, never> => {
  type Living = Keyed<K, Child<B, S>>
  const made = new WeakMap<B, Machine<S, E2, F, R>>()
  const machineOf = (key: K, of: B): Machine<S, E2, F, R> => {
    const known = made.get(of) ?? child(key, of)
    made.set(of, known)
    return known
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
    init: [Keyed(), none],
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

/** More than any step of ours raises in answer to each other: machines that answer each other without end are found out. */
const deepest = 1000

const isRaise = (effect: Tagged): boolean => effect._tag === 'Raise'

const tagOf = (event: unknown): string =>
  typeof event === 'object' && event !== null && '_tag' in event ? String(event._tag) : typeof event

/**
 * Gives what a machine raises back to it, in the same step: this is how parts side by side talk. Without `Raise` it changes
 * nothing.
 *
 * **Shapes** an event is raised when everybody has heard the present one. Its effects stand where the `Raise` stood, and what it
 * raises itself comes before whatever was raised behind it.
 *
 * **Errors** a `RangeError` that names the event, where parts answer each other without end.
 */
export const raising = <S, E, F extends Tagged, R>(
  machine: Machine<S, E, F, R>,
): Machine<S, E, Exclude<F, { readonly _tag: 'Raise' }>, R> => {
  type G = Exclude<F, { readonly _tag: 'Raise' }>
  const settle = (begun: Step<S, F>): Step<S, G> => {
    if (!begun[1].some(isRaise)) return begun as unknown as Step<S, G>
    const effects: Array<G> = []
    let state = begun[0]
    const run = (some: ReadonlyArray<F>, depth: number): void => {
      for (const effect of some)
        if (!isRaise(effect)) effects.push(effect as G)
        else if (machine.result(state) === undefined) {
          const { event } = effect as unknown as Raise<E>
          if (depth >= deepest)
            throw new RangeError(`raising: parts answer each other without end, the last time by ${tagOf(event)}`)
          const [next, more] = machine.step(state, event)
          state = next
          run(more, depth + 1)
        }
    }
    run(begun[1], 0)
    return [state, effects]
  }
  return { ...machine, init: settle(machine.init), step: (was, event) => settle(machine.step(was, event)) }
}

/**
 * A machine whose end is an event for the others: it raises what `event` makes of its result, once, behind its last effects,
 * and has no result of its own.
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
        const step = machine.step(was, event)
        return machine.result(was) === undefined ? announced(step) : step
      },
      result: () => undefined,
    }
  }
