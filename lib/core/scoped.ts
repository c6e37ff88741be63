/** Timers that live no longer than the machine that started them. */
import { keyOf, type TaggedName } from './keys.js'
import type { Machine, Step, Tagged } from './machine.js'

/** A machine, and the timers that it has running. */
export interface Scoped<S> {
  readonly timers: ReadonlyArray<TaggedName>
  readonly inner: S
}

/** What the timers of some effects are called. */
type TimerOf<F> = F extends { readonly _tag: 'After'; readonly timer: infer T } ? T : never

/** Cancels a timer. */
export interface CancelTimer<T> {
  readonly _tag: 'Cancel'
  readonly timer: T
}

const timerOf = (of: Tagged): TaggedName => (of as Tagged & { readonly timer: TaggedName }).timer

const without = (timers: ReadonlyArray<TaggedName>, gone: TaggedName): ReadonlyArray<TaggedName> => {
  const key = keyOf(gone)
  return timers.some((timer) => keyOf(timer) === key) ? timers.filter((timer) => keyOf(timer) !== key) : timers
}

const started = (timers: ReadonlyArray<TaggedName>, timer: TaggedName): ReadonlyArray<TaggedName> => {
  const key = keyOf(timer)
  return timers.some((other) => keyOf(other) === key) ? timers : [...timers, timer]
}

/** Cancels, at the end of a machine, whatever timers it left running, behind the effects of its last step. */
export const scoped = <S, E extends Tagged, F extends Tagged, R>(
  machine: Machine<S, E, F, R>,
): Machine<Scoped<S>, E, F | CancelTimer<TimerOf<F>>, R> => {
  type Cancels = CancelTimer<TimerOf<F>>
  const after = (timers: ReadonlyArray<TaggedName>, [inner, effects]: Step<S, F>): Step<Scoped<S>, F | Cancels> => {
    let now = timers
    for (const effect of effects)
      if (effect._tag === 'After') now = started(now, timerOf(effect))
      else if (effect._tag === 'Cancel') now = without(now, timerOf(effect))
    if (now.length === 0 || machine.result(inner) === undefined) return [{ timers: now, inner }, effects]
    return [{ timers: [], inner }, [...effects, ...now.map((timer) => ({ _tag: 'Cancel', timer }) as Cancels)]]
  }
  const { hears, ignores } = machine
  return {
    ...(hears === undefined ? {} : { hears: new Set([...hears, 'Elapsed']) }),
    ...(ignores === undefined ? {} : { ignores: new Set([...ignores].filter((kind) => kind !== 'Elapsed')) }),
    init: after([], machine.init),
    step: (was, event) => {
      const timers = event._tag === 'Elapsed' ? without(was.timers, timerOf(event)) : was.timers
      const step = machine.step(was.inner, event)
      return step[0] === was.inner && step[1].length === 0 && timers === was.timers ? [was, step[1]] : after(timers, step)
    },
    result: ({ inner }) => machine.result(inner),
  }
}
