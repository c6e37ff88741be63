/** Transitions as values: the one way in which steps are put together out of smaller ones. */
import type { Step } from './machine.js'

/** A state transition: from a state to the next one, and the effects to run. */
export type Action<S, F> = (state: S) => Step<S, F>

const none: ReadonlyArray<never> = []

/** Changes nothing. */
export const nothing = <S>(state: S): Step<S, never> => [state, none]

/** Runs effects; the state stays. */
export const emit =
  <F>(...effects: ReadonlyArray<F>) =>
  <S>(state: S): Step<S, F> => [state, effects]

/** Changes the state, and runs no effect. */
export const modify =
  <S>(change: (state: S) => NoInfer<S>) =>
  (state: S): Step<S, never> => [change(state), none]

/** The next state, whatever the one before was, and effects. */
export const become =
  <S, F = never>(next: NoInfer<S>, ...effects: ReadonlyArray<F>) =>
  (_: S): Step<S, F> => [next, effects]

const allOf =
  <S, F>(actions: ReadonlyArray<Action<S, F>>): Action<S, F> =>
  (state) => {
    let now = state
    let effects: ReadonlyArray<F> = none
    let own: Array<F> | undefined
    for (const action of actions) {
      const [next, more] = action(now)
      now = next
      if (more.length === 0) continue
      // Copied only where there are effects of two.
      if (effects.length === 0) effects = more
      else {
        if (own === undefined) effects = own = [...effects]
        for (const effect of more) own.push(effect)
      }
    }
    return [now, effects]
  }

/** One action after the other, each on the state that the one before has made; their effects in this order. */
export const inOrder = <S, F>(...actions: ReadonlyArray<Action<S, F>>): Action<S, F> => allOf(actions)

/** The same action for each of some, in their order; it is made of all of them before the first is done. */
export const each = <A, S, F>(some: Iterable<A>, action: (one: A) => Action<S, F>): Action<S, F> =>
  allOf(Array.from(some, (one) => action(one)))

/** An action that depends on the state when its turn comes. */
export const seeing =
  <S, F>(action: (state: S) => Action<S, F>): Action<S, F> =>
  (state) =>
    action(state)(state)

/** An action, if something holds; it is not built otherwise. */
export const when = <S, F>(holds: boolean, action: () => Action<S, F>): Action<S, F> => (holds ? action() : nothing)

/** An action for what may not be there. */
export const given = <A, S, F>(value: A | undefined, action: (value: A) => Action<S, F>): Action<S, F> =>
  value === undefined ? nothing : action(value)

/** The same data with another value of a field. */
export const withField = <S, K extends keyof S>(data: S, key: K, value: S[K]): S => {
  // A computed key in a literal takes half as long again.
  const copy = { ...data }
  copy[key] = value
  return copy
}

/** An action on a part of the state, as an action on the whole. */
export const on =
  <S, K extends keyof S>(key: K) =>
  <F>(action: Action<S[K], F>): Action<S, F> =>
  (state) => {
    const [part, effects] = action(state[key])
    return [part === state[key] ? state : withField(state, key, part), effects]
  }

/** An action, then one that is made of the state before and after it: for what is to be told of the difference. */
export const comparing =
  <S, F>(action: Action<S, F>, then: (before: S, after: S) => Action<S, F>): Action<S, F> =>
  (before) =>
    inOrder<S, F>(action, (after) => then(before, after)(after))(before)

/** Actions one after the other, each made of the state that the one before has made, until there is none. */
export const repeatedly =
  <S, F>(next: (state: S) => Action<S, F> | undefined): Action<S, F> =>
  (state) => {
    const effects: Array<F> = []
    let now = state
    for (let action = next(now); action !== undefined; action = next(now)) {
      const [after, more] = action(now)
      now = after
      for (const effect of more) effects.push(effect)
    }
    return [now, effects]
  }

/** The same transition with other effects. */
export const mapEffects =
  <F, G>(change: (effects: ReadonlyArray<F>) => ReadonlyArray<G>) =>
  <S>(action: Action<S, F>): Action<S, G> =>
  (state) => {
    const [next, effects] = action(state)
    return [next, change(effects)]
  }

/**
 * A step of a machine inside another state: `get` takes its state out, `put` puts the next one back, `effects` makes its effects those of the
 * whole.
 */
export const within =
  <S, T, F, G = F>(
    get: (state: S) => T,
    put: (state: S, part: T) => S,
    effects: (effects: ReadonlyArray<F>) => ReadonlyArray<G> = (same) => same as unknown as ReadonlyArray<G>,
  ) =>
  (action: Action<T, F>): Action<S, G> =>
  (state) => {
    const part = get(state)
    const [next, more] = action(part)
    return [next === part ? state : put(state, next), effects(more)]
  }

/** The effects of a step of a child, and then an action on the whole that is made of the child's next state. */
export const following =
  <A, S, F>([child, effects]: Step<A, F>, then: (child: A) => Action<S, F>): Action<S, F> =>
  (state) => {
    const [next, more] = then(child)(state)
    return [next, effects.length === 0 ? more : more.length === 0 ? effects : [...effects, ...more]]
  }
