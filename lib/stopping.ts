/** Ways to stop from outside: an `AbortSignal`, and `await using`. */
/// <reference lib="esnext.disposable" preserve="true" />
import { Observable } from 'rxjs'

/** A setting that stops what was begun. */
export interface Stoppable {
  /** Stops as whoever leaves does, once it is aborted. */
  readonly signal?: AbortSignal | undefined
}

/** The key of what `await using` calls; older platforms have no such symbol, and those who add it may do so later. */
export const asyncDispose: typeof Symbol.asyncDispose =
  (Symbol as { readonly asyncDispose?: typeof Symbol.asyncDispose }).asyncDispose ??
  (Symbol.for('Symbol.asyncDispose') as typeof Symbol.asyncDispose)

/** Emits once, when a signal is aborted; at once, if it is already. Without a signal, never. */
export const aborted = (signal: AbortSignal | undefined): Observable<void> =>
  new Observable((subscriber) => {
    // Not by class: the signals of jsdom are not those of Node.
    if (signal === undefined) return undefined
    const stop = (): void => subscriber.next()
    if (signal.aborted) return stop()
    signal.addEventListener('abort', stop, { once: true })
    return () => signal.removeEventListener('abort', stop)
  })
