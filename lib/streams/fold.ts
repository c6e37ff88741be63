/** The operators that read chunks of bytes by a fold, and the one error that they end with. */
import { Observable, type OperatorFunction, type Subscriber } from 'rxjs'

import { describeUnencodable, type Unencodable } from '../commands/codec.js'
import { isBytes } from '../wire/bytes.js'
import { describeFrameError, type FrameError } from '../wire/frame.js'
import { queue, type Queue } from './queue.js'
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

/**
 * How a stream is read, chunk by chunk. Where `emit` gives `false`, nobody listens any more, and reading stops. `reader` is
 * who it is read for: one fold may serve many.
 */
export interface Fold<S, A, R = unknown> {
  readonly initial: S
  readonly feed: (emit: (value: A) => boolean, reader: R) => (state: S, chunk: Uint8Array) => S
  readonly end: (state: S) => ReadonlyArray<A>
  readonly fault: (state: S) => FrameError | undefined
}

/** Who chunks are read for: they take what the chunks complete, and hear how it ends. One that is closed wants no more. */
export interface FoldReader<A> {
  readonly closed: boolean
  readonly take: (value: A) => void
  readonly fail: (error: unknown) => void
  readonly finish: () => void
}

/**
 * Chunks being read by a fold: what a chunk completes comes out before the next chunk is looked at, in the same turn, even
 * where the reader causes that next chunk. A reader that is closed stops the reading of the chunk.
 *
 * **Errors** the reader's: `Fault`, after everything that was complete before it; what the fold throws.
 */
export class Reading<S, A, R extends FoldReader<A>> {
  private state: S
  private busy = false
  private waiting: Queue<Uint8Array> | undefined
  private ending: (() => void) | undefined

  constructor(
    private readonly fold: Fold<S, A, R>,
    private readonly reader: R,
  ) {
    this.state = fold.initial
  }

  next(chunk: Uint8Array): void {
    // Types do not reach a socket with an encoding: it gives strings.
    if (!isBytes(chunk)) return this.reader.fail(new TypeError('each chunk must be a Uint8Array'))
    if (this.busy) return (this.waiting ??= queue()).push(chunk)
    this.busy = true
    for (let first: Uint8Array | undefined = chunk; first !== undefined && !this.reader.closed; first = this.waiting?.take())
      this.work(first)
    this.busy = false
    this.ending?.()
  }

  error(error: unknown): void {
    this.whenDone(() => this.reader.fail(error))
  }

  complete(): void {
    this.whenDone(() => {
      for (const value of this.fold.end(this.state)) this.reader.take(value)
      this.reader.finish()
    })
  }

  private work(chunk: Uint8Array): void {
    const { fold, reader } = this
    const emit = (value: A): boolean => {
      reader.take(value)
      return !reader.closed
    }
    try {
      this.state = fold.feed(emit, reader)(this.state, chunk)
    } catch (error) {
      return reader.fail(error)
    }
    const reason = fold.fault(this.state)
    if (reason !== undefined) reader.fail(new Fault(reason))
  }

  // What ends the bytes while a chunk is being worked off waits for it, too.
  private whenDone(end: () => void): void {
    if (this.busy) this.ending ??= end
    else end()
  }
}

const readerOf = <A>(subscriber: Subscriber<A>): FoldReader<A> => ({
  get closed() {
    return subscriber.closed
  },
  take: (value) => subscriber.next(value),
  fail: (error) => subscriber.error(error),
  finish: () => subscriber.complete(),
})

/** An operator that reads chunks by a fold, as `Reading` does. Who leaves stops the source, and the reading of the chunk. */
export const folding =
  <S, A>(fold: Fold<S, A>): OperatorFunction<Uint8Array, A> =>
  (chunks) =>
    new Observable<A>((subscriber) => void subscribing(chunks, subscriber, new Reading(fold, readerOf(subscriber))))
