import { Observable, type Subscriber } from 'rxjs'

import type { After, Cancel, Elapsed } from '../core/effects.js'
import { subscribing } from '../streams/subscribing.js'
import type { Ports } from '../streams/ports.js'

/** The timers of one interpreter, by their names. */
export interface Timers {
  readonly after: (effect: After) => Observable<Elapsed>
  readonly cancel: (effect: Cancel) => void
}

/** No timer runs yet. */
export const timers = (ports: Ports): Timers => {
  const running = new Map<string, Subscriber<Elapsed>>()
  const cancel = ({ timer }: Pick<Cancel, 'timer'>): void => running.get(timer)?.complete()
  const after = ({ timer, ms }: After): Observable<Elapsed> =>
    new Observable((subscriber) => {
      cancel({ timer })
      running.set(timer, subscriber)
      subscriber.add(() => running.get(timer) === subscriber && running.delete(timer))
      const next = (): void => {
        // Its name is free before anybody hears of it: the answer may be the same timer again.
        running.delete(timer)
        subscriber.next({ _tag: 'Elapsed', timer })
        subscriber.complete()
      }
      subscribing(ports.after(ms), subscriber, { next, error: (error) => subscriber.error(error) })
    })
  return { after, cancel }
}
