/** How operators subscribe to what comes from outside: linked to their subscriber before the first value, and guarded. */
import { Subscriber, Subscription, type Observable, type TeardownLogic, type Unsubscribable } from 'rxjs'

/** What is done with what comes. `thrown` takes what one of the others throws; `error` does, unless it is given. */
export interface Callbacks<A> {
  readonly next: (value: A) => void
  readonly error: (error: unknown) => void
  readonly complete?: () => void
  readonly thrown?: (error: unknown) => void
}

/** In whose name something is subscribed to: another subscription, or who else lets go of it. */
export interface Parent {
  readonly add: (child: Subscription) => void
  readonly remove: (child: Subscription) => void
}

type Alone = Unsubscribable | (() => void)

/** Whether it is a teardown that need not know whose it is. */
const isAlone = (teardown: Exclude<TeardownLogic, void>): teardown is Alone => !(teardown instanceof Subscription)

// A class: of what is there for each connection and timer, closures would be the most.
class Guarded<A> extends Subscriber<A> {
  // Nearly always there is one thing to let go of, the source, and an array for it would have room for seventeen.
  private only: Alone | null | undefined

  constructor(
    private readonly callbacks: Callbacks<A>,
    private readonly parent: Parent,
  ) {
    super()
  }

  override add(teardown: TeardownLogic): void {
    if (teardown === undefined || teardown === this) return
    if (this.only === undefined && isAlone(teardown)) this.only = teardown
    else {
      // From the second one on they are where they always are, in their order.
      const { only } = this
      this.only = null
      super.add(only ?? undefined)
      super.add(teardown)
    }
  }

  override remove(teardown: Exclude<TeardownLogic, void>): void {
    if (this.only === teardown) this.only = undefined
    else super.remove(teardown)
  }

  override unsubscribe(): void {
    if (this.closed) return
    const { only } = this
    this.only = null
    // A parent of another copy of RxJS knows nothing of its children.
    this.parent.remove(this)
    super.unsubscribe()
    if (typeof only === 'function') only()
    else only?.unsubscribe()
  }

  protected override _next(value: A): void {
    try {
      this.callbacks.next(value)
    } catch (problem) {
      this.fail(problem)
    }
  }

  protected override _error(error: unknown): void {
    try {
      this.callbacks.error(error)
    } catch (problem) {
      this.fail(problem)
    } finally {
      this.unsubscribe()
    }
  }

  protected override _complete(): void {
    try {
      this.callbacks.complete?.()
    } catch (problem) {
      this.fail(problem)
    } finally {
      this.unsubscribe()
    }
  }

  private fail(problem: unknown): void {
    this.unsubscribe()
    if (this.callbacks.thrown === undefined) this.callbacks.error(problem)
    else this.callbacks.thrown(problem)
  }
}

/**
 * Subscribes in the name of another subscription. Who leaves also stops a source that emits in the turn in which it is
 * subscribed to: the two are linked before, while what `subscribe` returns is there only after the last value.
 *
 * **Errors** what a callback throws ends the subscription and goes to `thrown`: an error of the stream, and never an
 * uncaught exception, or nothing at all.
 */
export const subscribing = <A>(source: Observable<A>, parent: Parent, callbacks: Callbacks<A>): Subscription => {
  const inner = new Guarded(callbacks, parent)
  parent.add(inner)
  // A source of another copy of RxJS gives back a subscription of its own.
  inner.add(source.subscribe(inner))
  return inner
}
