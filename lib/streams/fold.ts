import { Observable, type OperatorFunction } from 'rxjs'

import { isBytes } from '../wire/bytes.js'
import type { FrameError } from '../wire/frame.js'
import { Fault } from './fault.js'

/** How a stream is read, chunk by chunk. */
export interface Fold<S, A> {
  readonly initial: S
  readonly feed: (emit: (value: A) => void) => (state: S, chunk: Uint8Array) => S
  readonly end: (state: S) => ReadonlyArray<A>
  readonly fault: (state: S) => FrameError | undefined
}

/**
 * An operator that reads chunks by a fold: what a chunk completes comes out before the next chunk is looked at, in the
 * same turn, even where a subscriber causes that next chunk.
 *
 * **Errors** `Fault`, after everything that was complete before it.
 */
export const folding =
  <S, A>({ initial, feed, end, fault }: Fold<S, A>): OperatorFunction<Uint8Array, A> =>
  (chunks) =>
    new Observable<A>((subscriber) => {
      let state = initial
      let busy = false
      let ending: (() => void) | undefined
      const waiting: Array<Uint8Array> = []

      // A subscriber who has left passes over what the rest of the chunk completes.
      const emit = (value: A): void => subscriber.next(value)
      const read = feed(emit)
      const work = (chunk: Uint8Array): void => {
        state = read(state, chunk)
        const reason = fault(state)
        if (reason !== undefined) subscriber.error(new Fault(reason))
      }
      const finish = (): void => {
        end(state).forEach(emit)
        subscriber.complete()
      }

      // What ends the octets while a chunk is being worked off waits for it, too.
      const whenDone = (end: () => void): void => {
        if (busy) ending = end
        else end()
      }

      return chunks.subscribe({
        next: (chunk) => {
          // Types do not reach a socket with an encoding: it gives strings.
          if (!isBytes(chunk)) return subscriber.error(new TypeError('each chunk must be a Uint8Array'))
          waiting.push(chunk)
          if (busy) return
          busy = true
          for (let first = waiting.shift(); first !== undefined && !subscriber.closed; first = waiting.shift())
            work(first)
          busy = false
          ending?.()
        },
        error: (error: unknown) => whenDone(() => subscriber.error(error)),
        complete: () => whenDone(finish),
      })
    })
