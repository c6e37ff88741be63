/** Machines out of machines, one after the other: sequence, repetition, and what is made of a result. */
import type { Machine, Step, Tagged } from './machine.js'

/** Those of a union that have a tag. */
export type Of<R, Tag> = Extract<R, { readonly _tag: Tag }>

/** The state of a sequence: that of the first machine, or that of the next one and the result `of` which it was made. */
export type Sequence<S1, A, S2> =
  | { readonly _tag: 'First'; readonly state: S1 }
  | { readonly _tag: 'Next'; readonly of: A; readonly state: S2 }

/** What a tag is compared with: how the first machine ends must be known, as it is in `pipe`. */
type KnownEnd<R extends Tagged> = string extends R['_tag'] ? 'andThen stands behind its first machine, in pipe' : unknown

/** What is made of a value, made once for each; the last one is found first. */
export const once = <A extends object, B>(make: (a: A) => B): ((a: A) => B) => {
  const made = new WeakMap<A, B>()
  let last: A | undefined
  let its: B | undefined
  return (a) => {
    if (a === last) return its as B
    let b = made.get(a)
    if (b === undefined) made.set(a, (b = make(a)))
    last = a
    return (its = b)
  }
}

/**
 * Goes on with another machine where the first one ends with a result of a tag; its other results are those of the whole.
 *
 * **Shapes** the effects of the last step of the first come before the first effects of the next, in one step: no event can come
 * between. The event that ends the first is not given to the next. What `next` makes depends on the result alone.
 *
 * **Errors** a tag that the first never ends with, a first machine without an end, and a first machine that is not given by
 * `pipe`, do not compile.
 */
export const andThen =
  <R1 extends Tagged, Tag extends R1['_tag'], S2, E2, F2, R2>(
    tag: Tag,
    next: (result: NoInfer<Of<R1, Tag>>) => Machine<S2, E2, F2, R2>,
  ) =>
  <S1, E1, F1>(
    first: Machine<S1, E1, F1, R1> & KnownEnd<R1>,
  ): Machine<Sequence<S1, Of<R1, Tag>, S2>, E1 & E2, F1 | F2, Exclude<R1, { readonly _tag: Tag }> | R2> => {
    type A = Of<R1, Tag> & object
    type S = Sequence<S1, A, S2>
    const machineOf = once(next as (a: A) => Machine<S2, E2, F2, R2>)
    const leadsOn = (result: R1 | undefined): result is R1 & A => result !== undefined && result._tag === tag
    const enter = ([state, effects]: Step<S1, F1>): Step<S, F1 | F2> => {
      const of = first.result(state)
      if (!leadsOn(of)) return [{ _tag: 'First', state }, effects]
      const [begun, more] = machineOf(of).init
      return [{ _tag: 'Next', of, state: begun }, more.length === 0 ? effects : [...effects, ...more]]
    }
    return {
      init: enter(first.init),
      step: (was, event) => {
        if (was._tag === 'First') {
          const step = first.step(was.state, event)
          return step[0] === was.state ? [was, step[1]] : enter(step)
        }
        const [state, effects] = machineOf(was.of as A).step(was.state, event)
        return [state === was.state ? was : { _tag: 'Next', of: was.of, state }, effects]
      },
      result: (now) => {
        if (now._tag === 'Next') return machineOf(now.of as A).result(now.state)
        const result = first.result(now.state)
        return leadsOn(result) ? undefined : (result as Exclude<R1, { readonly _tag: Tag }> | undefined)
      },
    }
  }

/** The state of a repetition: a turn, with what it was begun with, or the end. */
export type Turn<A, S, X> =
  | { readonly _tag: 'Turn'; readonly at: A; readonly state: S }
  | { readonly _tag: 'Over'; readonly result: X }

/** What comes after a turn: another one, or the end. The effects come first, and close what the turn leaves open. */
export type Again<A, F, X> =
  | { readonly begin: A; readonly effects: ReadonlyArray<F> }
  | { readonly end: X; readonly effects: ReadonlyArray<F> }

/** So many turns within one step are taken for an endless repetition. */
const mostTurns = 100_000

/**
 * Runs a machine again and again, each time begun with what `again` makes of the last result, until that is the end. The event
 * that ends a turn is not given to the next one. What `body` makes depends on what it is begun with alone.
 *
 * **Errors** a `RangeError`, where turns that are over at once follow each other without end.
 */
export const repeating =
  <A extends object, R, F2, X>(again: (at: A, result: R) => Again<A, F2, X>) =>
  <S, E, F>(first: A, body: (at: A) => Machine<S, E, F, R>): Machine<Turn<A, S, X>, E, F | F2, X> => {
    const machineOf = once(body)
    // A turn is over. A loop: the next one may be over at once.
    const goOn = (from: A, result: R, last: ReadonlyArray<F>): Step<Turn<A, S, X>, F | F2> => {
      const effects: Array<F | F2> = [...last]
      let at = from
      let of = result
      for (let turns = 0; turns < mostTurns; turns++) {
        const next = again(at, of)
        for (const effect of next.effects) effects.push(effect)
        if ('end' in next) return [{ _tag: 'Over', result: next.end }, effects]
        at = next.begin
        const machine = machineOf(at)
        const [state, more] = machine.init
        for (const effect of more) effects.push(effect)
        const ended = machine.result(state)
        if (ended === undefined) return [{ _tag: 'Turn', at, state }, effects]
        of = ended
      }
      throw new RangeError(`repeating: ${mostTurns} turns were over at once, within one step; again() must come to an end`)
    }
    const after = (at: A, result: R | undefined, [state, effects]: Step<S, F>): Step<Turn<A, S, X>, F | F2> =>
      result === undefined ? [{ _tag: 'Turn', at, state }, effects] : goOn(at, result, effects)
    const { init, result } = machineOf(first)
    return {
      init: after(first, result(init[0]), init),
      step: (was, event) => {
        if (was._tag === 'Over') return [was, []]
        const machine = machineOf(was.at)
        const step = machine.step(was.state, event)
        return step[0] === was.state ? [was, step[1]] : after(was.at, machine.result(step[0]), step)
      },
      result: (now) => (now._tag === 'Over' ? now.result : undefined),
    }
  }

/** The same machine with another result. */
export const mapResult =
  <R, R2>(change: (result: R) => R2) =>
  <S, E, F>(machine: Machine<S, E, F, R>): Machine<S, E, F, R2> => ({
    ...machine,
    result: (state) => {
      const result = machine.result(state)
      return result === undefined ? undefined : change(result)
    },
  })

/** Gives a machine only some of its events; the others change nothing. */
export const onlyHearing =
  <E>(hears: (event: E) => boolean) =>
  <S, F, R>(machine: Machine<S, E, F, R>): Machine<S, E, F, R> => ({
    ...machine,
    step: (was, event) => (hears(event) ? machine.step(was, event) : [was, []]),
  })
