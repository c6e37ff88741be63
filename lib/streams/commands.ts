import * as O from 'fp-ts/lib/Option.js'
import type { OperatorFunction } from 'rxjs'

import type { Decoded } from '../commands/codec.js'
import { decodeEach, decodeEnd, decoder, faultOf, type Decoder, type Reading } from '../commands/decoder.js'
import type { Dialect, DialectNumber } from '../commands/dialects.js'
import type { ServerKind, Side } from '../commands/row.js'
import { folding } from './fold.js'

/** Whose octets they are, and what is known of the connection. */
export interface Listening<From extends Side, On extends ServerKind, D extends DialectNumber> extends Reading {
  readonly from: From
  readonly on?: On
  readonly dialect?: Dialect<D>
}

/**
 * Chunks of octets into typed commands.
 *
 * The dialect is learned from the `VER` that goes by, unless it is told; before that, and where a stream begins in the
 * middle, whatever fits some dialect is read. What cannot be read is a value in the stream, with its octets.
 *
 * **Errors** `Fault`, where the place of the next command cannot be known.
 */
export const commands = <
  From extends Side,
  On extends ServerKind = ServerKind,
  D extends DialectNumber = DialectNumber,
>(
  listening: Listening<From, On, D>,
): OperatorFunction<Uint8Array, Decoded<From, On, D>> => {
  const { from } = listening
  const operator = folding<Decoder, Decoded>({
    initial: decoder(listening),
    feed: decodeEach(from),
    end: decodeEnd(from),
    fault: (state) => O.toUndefined(faultOf(from)(state)),
  })
  // What a side says where and in which dialect is what its rows say: the types of the decoder do not tell it apart.
  return operator as unknown as OperatorFunction<Uint8Array, Decoded<From, On, D>>
}
