/** The operator that cuts chunks of bytes into frames. */
import * as O from 'fp-ts/lib/Option.js'
import type { OperatorFunction } from 'rxjs'

import { flush, limitsOf, start, walkFrames, type Limits, type PayloadRule, type PartialFrame } from '../wire/feed.js'
import type { Frame } from '../wire/frame.js'
import { folding } from './fold.js'

/** How frames are cut: which lines announce a payload, and the longest line and payload to wait for. */
export interface Framing {
  readonly bytesAfter: PayloadRule
  readonly limits?: Partial<Limits>
}

/**
 * Chunks of bytes into frames, the same ones however the bytes are cut.
 *
 * **Shapes** a stream that stops in the middle of a frame ends with what there is of it.
 *
 * **Errors** `Fault`, where the place of the next frame cannot be known.
 */
export const frames = ({ bytesAfter, limits }: Framing): OperatorFunction<Uint8Array, Frame> => {
  const known = limitsOf(limits)
  return folding<PartialFrame, Frame>({
    initial: start,
    feed: (emit) => walkFrames(known, bytesAfter, emit),
    end: (pending) =>
      O.match<Frame, ReadonlyArray<Frame>>(
        () => [],
        (frame) => [frame],
      )(flush(pending)),
    fault: (pending) => (pending._tag === 'Broken' ? pending.error : undefined),
  })
}
