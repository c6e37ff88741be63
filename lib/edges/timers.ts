/** The timers of an interpreter, by the keys of their names. */
import { Observable, type Subscriber } from 'rxjs'

import type { After, Cancel, Elapsed } from '../core/effects.js'
import { keyOf, type Name } from '../core/keys.js'
import { subscribing } from '../streams/subscribing.js'
import type { Ports } from '../streams/ports.js'

/** The timers of one interpreter, by their names. */
export interface Timers {
  readonly after: <T extends Name>(effect: After<T>) => Observable<Elapsed<T>>
  readonly cancel: (effect: Cancel<Name>) => void
}

/** No timer runs yet. */
export const timers = (ports: Ports): Timers => {
  const running = new Map<string, Subscriber<Elapsed<never>>>()
  const cancel = ({ timer }: Pick<Cancel<Name>, 'timer'>): void => running.get(keyOf(timer))?.complete()
  const after = <T extends Name>({ timer, ms }: After<T>): Observable<Elapsed<T>> =>
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
