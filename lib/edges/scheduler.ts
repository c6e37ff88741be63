import { Subscription, type SchedulerAction, type SchedulerLike } from 'rxjs'

import type { Ports } from '../streams/ports.js'

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
