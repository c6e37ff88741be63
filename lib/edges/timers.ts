/** The timers of ports, by name for machines, and as a scheduler for RxJS. */
import { Observable, type SchedulerAction, type SchedulerLike, type Subscriber, Subscription, type Unsubscribable } from 'rxjs'

import type { After, Cancel, Elapsed } from '../core/effects.js'
import { keyOf, type TaggedName } from '../core/keys.js'
import type { Ports } from '../streams/ports.js'
import { subscribing, type Callbacks, type Parent } from '../streams/subscribing.js'

/** The timers of one interpreter, by their names. */
export interface Timers {
  readonly after: <T extends TaggedName>(effect: After<T>) => Observable<Elapsed<T>>
  readonly cancel: (effect: Cancel<TaggedName>) => void
}

type Running = Map<string, { readonly cancel: () => void }>

// One object for a timer: a server has some for each connection.
class Timer<T extends TaggedName> implements Callbacks<unknown>, Parent, Unsubscribable {
  private source: Subscription | undefined

  constructor(
    private readonly running: Running,
    private readonly key: string,
    private readonly timer: T,
    private readonly subscriber: Subscriber<Elapsed<T>>,
  ) {}

  next(): void {
    // Its name is free before anybody hears of it: the answer may be the same timer again.
    this.forget()
    this.subscriber.next({ _tag: 'Elapsed', timer: this.timer })
    this.subscriber.complete()
  }

  error(error: unknown): void {
    this.subscriber.error(error)
  }

  cancel(): void {
    this.subscriber.complete()
  }

  add(source: Subscription): void {
    if (this.subscriber.closed) source.unsubscribe()
    else this.source = source
  }

  remove(): void {
    this.source = undefined
  }

  unsubscribe(): void {
    this.forget()
    this.source?.unsubscribe()
  }

  private forget(): void {
    if (this.running.get(this.key) === this) this.running.delete(this.key)
  }
}

/** No timer runs yet. */
export const timers = (ports: Ports): Timers => {
  const running: Running = new Map()
  const cancel = ({ timer }: Pick<Cancel<TaggedName>, 'timer'>): void => running.get(keyOf(timer))?.cancel()
  const after = <T extends TaggedName>({ timer, ms }: After<T>): Observable<Elapsed<T>> =>
    new Observable((subscriber) => {
      const key = keyOf(timer)
      running.get(key)?.cancel()
      const own = new Timer(running, key, timer, subscriber)
      running.set(key, own)
      subscriber.add(own)
      subscribing(ports.after(ms), own, own)
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
