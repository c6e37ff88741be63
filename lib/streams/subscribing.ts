/** How operators subscribe to what comes from outside: linked to their subscriber before the first value, and guarded. */
import { Subscriber, type Observable, type Subscription } from 'rxjs'

/** What is done with what comes. `thrown` takes what one of the others throws; `error` does, unless it is given. */
export interface Callbacks<A> {
  readonly next: (value: A) => void
  readonly error: (error: unknown) => void
  readonly complete?: () => void
  readonly thrown?: (error: unknown) => void
}

/**
 * Subscribes in the name of another subscription. Who leaves also stops a source that emits in the turn in which it is
 * subscribed to: the two are linked before, while what `subscribe` returns is there only after the last value.
 *
 * **Errors** what a callback throws ends the subscription and goes to `thrown`: an error of the stream, and never an
 * uncaught exception, or nothing at all.
 */
export const subscribing = <A>(
  source: Observable<A>,
  parent: Pick<Subscription, 'add' | 'remove'>,
  { next, error, complete, thrown = error }: Callbacks<A>,
): Subscription => {
  const fail = (problem: unknown): void => {
    inner.unsubscribe()
    thrown(problem)
  }
  const inner: Subscriber<A> = new Subscriber<A>({
    next: (value) => {
      try {
        next(value)
      } catch (problem) {
        fail(problem)
      }
    },
    error: (problem: unknown) => {
      try {
        error(problem)
      } catch (other) {
        fail(other)
      }
    },
    complete: () => {
      try {
        complete?.()
      } catch (problem) {
        fail(problem)
      }
    },
  })
  parent.add(inner)
  inner.add(() => parent.remove(inner))
  // A source of another copy of RxJS gives back a subscription of its own.
  inner.add(source.subscribe(inner))
  return inner
}
