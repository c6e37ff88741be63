/** The timers of ports, by name for machines, and as a scheduler for RxJS. */
import { Observable, type SchedulerAction, type SchedulerLike, type Subscriber, Subscription } from 'rxjs'

import type { After, Cancel, Elapsed } from '../core/effects.js'
import { keyOf, type TaggedName } from '../core/keys.js'
import type { Ports } from '../streams/ports.js'
import { subscribing } from '../streams/subscribing.js'

/** The timers of one interpreter, by their names. */
export interface Timers {
  readonly after: <T extends TaggedName>(effect: After<T>) => Observable<Elapsed<T>>
  readonly cancel: (effect: Cancel<TaggedName>) => void
}

/** No timer runs yet. */
export const timers = (ports: Ports): Timers => {
  const running = new Map<string, Subscriber<Elapsed<never>>>()
  const cancel = ({ timer }: Pick<Cancel<TaggedName>, 'timer'>): void => running.get(keyOf(timer))?.complete()
  const after = <T extends TaggedName>({ timer, ms }: After<T>): Observable<Elapsed<T>> =>
    new Observable((subscriber) => {
      const key = keyOf(timer)
      cancel({ timer })
      running.set(key, subscriber)
      subscriber.add(() => running.get(key) === subscriber && running.delete(key))
      const next = (): void => {
        // Its name is free before anybody hears of it: the answer may be the same timer again.
        running.delete(key)
        subscriber.next({ _tag: 'Elapsed', timer })
        subscriber.complete()
      }
      subscribing(ports.after(ms), subscriber, { next, error: (error) => subscriber.error(error) })
    })
  return { after, cancel }
}

type Work<T> = (this: SchedulerAction<T>, state?: T) => void

/** Something to be done once, and again for as long as it asks for that. */
const acting = <T>({ after }: Ports, work: Work<T>): SchedulerAction<T> => {
  let waiting = Subscription.EMPTY

  const perform = (state?: T): void => {
    const before = waiting
    try {
      work.call(action, state)
    } catch (error) {
      action.unsubscribe()
      throw error
    }
    if (waiting === before) action.unsubscribe()
  }
  const action: SchedulerAction<T> = Object.assign(new Subscription(() => waiting.unsubscribe()), {
    schedule: (state?: T, delay = 0): Subscription => {
      if (action.closed) return action
      waiting.unsubscribe()
      waiting = after(delay).subscribe(() => perform(state))
      return action
    },
  })
  return action
}

/**
 * A scheduler on the clock and the timers of ports: what an app does by `timer(1000, schedulerOf(ports))` or
 * `delay(1000, schedulerOf(ports))` is recorded with the rest of a session, and replayed with it.
 *
 * **Units** milliseconds.
 */
export const schedulerOf = (ports: Ports): SchedulerLike => ({
  now: () => ports.now(),
  schedule: <T>(work: (this: SchedulerAction<T>, state: T) => void, delay = 0, state?: T): Subscription =>
    acting<T>(ports, work as Work<T>).schedule(state, delay),
})
