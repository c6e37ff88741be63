/** The operators that read chunks of bytes by a fold, and the one error that they end with. */
import { Observable, type OperatorFunction } from 'rxjs'

import { describeUnencodable, type Unencodable } from '../commands/codec.js'
import { isBytes } from '../wire/bytes.js'
import { describeFrameError, type FrameError } from '../wire/frame.js'
import { queue } from './queue.js'
import { subscribing } from './subscribing.js'

const describe = (reason: FrameError | Unencodable): string => {
  switch (reason._tag) {
    case 'NoSuchCommand':
    case 'BadField':
      return describeUnencodable(reason)
    case 'LineTooLong':
    case 'BadLength':
    case 'PayloadTooLong':
      return describeFrameError(reason)
  }
}

/** The one error that an Observable of this library ends with: it cannot read its bytes, or write its commands, on. */
export class Fault extends Error {
  override readonly name = 'Fault'
  constructor(readonly reason: FrameError | Unencodable) {
    super(describe(reason))
  }
}

/** How a stream is read, chunk by chunk. Where `emit` gives `false`, nobody listens any more, and reading stops. */
export interface Fold<S, A> {
  readonly initial: S
  readonly feed: (emit: (value: A) => boolean) => (state: S, chunk: Uint8Array) => S
  readonly end: (state: S) => ReadonlyArray<A>
  readonly fault: (state: S) => FrameError | undefined
}

/**
 * An operator that reads chunks by a fold: what a chunk completes comes out before the next chunk is looked at, in the
 * same turn, even where a subscriber causes that next chunk. Who leaves stops the source, and the reading of the chunk.
 *
 * **Errors** `Fault`, after everything that was complete before it; what the fold throws.
 */
export const folding =
  <S, A>({ initial, feed, end, fault }: Fold<S, A>): OperatorFunction<Uint8Array, A> =>
  (chunks) =>
    new Observable<A>((subscriber) => {
      let state = initial
      let busy = false
      let ending: (() => void) | undefined
      const waiting = queue<Uint8Array>()

      const emit = (value: A): boolean => {
        subscriber.next(value)
        return !subscriber.closed
      }
      const read = feed(emit)
      const work = (chunk: Uint8Array): void => {
        try {
          state = read(state, chunk)
        } catch (error) {
          return subscriber.error(error)
        }
        const reason = fault(state)
        if (reason !== undefined) subscriber.error(new Fault(reason))
      }
      const finish = (): void => {
        end(state).forEach(emit)
        subscriber.complete()
      }

      // What ends the bytes while a chunk is being worked off waits for it, too.
      const whenDone = (end: () => void): void => {
        if (busy) ending ??= end
        else end()
      }
      const next = (chunk: Uint8Array): void => {
        // Types do not reach a socket with an encoding: it gives strings.
        if (!isBytes(chunk)) return subscriber.error(new TypeError('each chunk must be a Uint8Array'))
        if (busy) return waiting.push(chunk)
        busy = true
        for (let first: Uint8Array | undefined = chunk; first !== undefined && !subscriber.closed; first = waiting.take())
          work(first)
        busy = false
        ending?.()
      }

      subscribing(chunks, subscriber, {
        next,
        error: (error) => whenDone(() => subscriber.error(error)),
        complete: () => whenDone(finish),
      })
    })
