import * as O from 'fp-ts/lib/Option.js'
import type { OperatorFunction } from 'rxjs'

import type { Decoded } from '../commands/codec.js'
import { decode, decodeEnd, decoder, faultOf, type Decoder, type Reading } from '../commands/decoder.js'
import type { ServerKind, Side } from '../commands/row.js'
import { folding } from './fold.js'

/** Whose octets they are, and what is known of the connection. */
export interface Listening<From extends Side, On extends ServerKind> extends Reading {
  readonly from: From
  readonly on?: On
}

/**
 * Chunks of octets into typed commands.
 *
 * The dialect is learned from the `VER` that goes by, unless it is told; before that, and where a stream begins in the
 * middle, whatever fits some dialect is read. What cannot be read is a value in the stream, with its octets.
 *
 * **Errors** `Fault`, where the place of the next command cannot be known.
 */
export const commands = <From extends Side, On extends ServerKind = ServerKind>(
  listening: Listening<From, On>,
): OperatorFunction<Uint8Array, Decoded<From, On>> => {
  const { from } = listening
  return folding<Decoder, Decoded<From, On>>({
    initial: decoder(listening),
    feed: decode(from) as unknown as (
      state: Decoder,
      chunk: Uint8Array,
    ) => readonly [Decoder, ReadonlyArray<Decoded<From, On>>],
    end: (state) => decodeEnd(from)(state) as ReadonlyArray<Decoded<From, On>>,
    fault: (state) => O.toUndefined(faultOf(from)(state)),
  })
}
