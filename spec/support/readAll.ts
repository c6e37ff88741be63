import * as O from 'fp-ts/lib/Option.js'

import type { Decoded } from '../../lib/commands/codec.js'
import { decode, decodeEnd, decoder, faultOf, type Reading } from '../../lib/commands/decoder.js'
import type { Side } from '../../lib/commands/row.js'
import type { FrameError } from '../../lib/wire/frame.js'

/** All that comes of some chunks: what was decoded, and what is wrong with the rest. */
export const readAll = (
  from: Side,
  reading: Reading,
  chunks: ReadonlyArray<Uint8Array>,
): readonly [ReadonlyArray<Decoded>, FrameError | undefined] => {
  let state = decoder(reading)
  const all: Array<Decoded> = []
  for (const chunk of chunks) {
    const [next, decoded] = decode(from)(state, chunk)
    state = next
    all.push(...decoded)
  }
  return [[...all, ...decodeEnd(from)(state)], O.toUndefined(faultOf(from)(state))]
}
