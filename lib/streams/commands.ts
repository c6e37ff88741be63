/** The operators that read chunks of bytes as commands. */
import * as O from 'fp-ts/lib/Option.js'
import type { OperatorFunction } from 'rxjs'

import type { Decoded } from '../commands/codec.js'
import { decodeEach, decodeEnd, decodeFramed, decoder, faultOf, type Decoder, type Reading } from '../commands/decoder.js'
import type { Dialect, DialectNumber } from '../commands/dialects.js'
import type { ServerKind, Side } from '../commands/row.js'
import { isSettled, type Scope } from '../commands/scope.js'
import type { Frame } from '../wire/frame.js'
import { folding, type Fold } from './fold.js'

/** Whose bytes they are, and what is known of the connection. */
export interface CommandStream<From extends Side, On extends ServerKind, D extends DialectNumber> extends Reading {
  readonly from: From
  readonly on?: On
  readonly dialect?: Dialect<D>
}

const lineFeed = 10

/** Who settles the scope of a connection by what is answered on it; nothing, as long as that is open. */
export interface Settling {
  readonly settled: () => Scope | undefined
}

/**
 * Reads as `read` does, in the scope that the other side of the connection has settled meanwhile. Until the scope is
 * settled it reads a line at a time: what is sent in answer to one line settles how the next is read.
 */
const inSettledScope =
  (read: ReturnType<typeof decodeEach>): Fold<Decoder, Decoded, Settling>['feed'] =>
  (emit, reader) => {
    let goesOn = true
    const each = read((value) => (goesOn = emit(value)))
    const known = (state: Decoder): Decoder => {
      const scope = reader.settled()
      return scope === undefined || state.scope === scope ? state : { ...state, isFixed: true, scope }
    }
    return (before, chunk) => {
      let state = known(before)
      let rest = chunk
      while (goesOn && !isSettled(state.scope) && rest.length > 0) {
        const end = rest.indexOf(lineFeed) + 1 || rest.length
        state = known(each(state, rest.subarray(0, end)))
        rest = rest.subarray(end)
      }
      return rest.length === 0 || !goesOn ? state : each(state, rest)
    }
  }

/** How the commands of one side are read. */
const decoding = (from: Side, reading: Reading): Fold<Decoder, Decoded> => ({
  initial: decoder(reading),
  feed: decodeEach(from),
  end: decodeEnd(from),
  fault: (state) => O.toUndefined(faultOf(from)(state)),
})

/** The same for any number of connections, each in the scope that is settled on it. */
export const decodingSettled = (from: Side, reading: Reading): Fold<Decoder, Decoded, Settling> => ({
  ...decoding(from, reading),
  feed: inSettledScope(decodeEach(from)),
})

const settledBy = (settling: Settling, fold: Fold<Decoder, Decoded, Settling>): Fold<Decoder, Decoded> => ({
  ...fold,
  feed: (emit) => fold.feed(emit, settling),
})

/**
 * Chunks of bytes into typed commands.
 *
 * The dialect is learned from the `VER` that goes by, unless it is told; before that, and where a stream begins in the
 * middle, whatever fits some dialect is read. What cannot be read is a value in the stream, with its bytes. `settled`
 * gives the scope that whoever answers on the connection has settled by now, if it has.
 *
 * **Errors** `Fault`, where the place of the next command cannot be known.
 */
export const commands = <
  From extends Side,
  On extends ServerKind = ServerKind,
  D extends DialectNumber = DialectNumber,
>(
  listening: CommandStream<From, On, D>,
  settled?: () => Scope | undefined,
): OperatorFunction<Uint8Array, Decoded<From, On, D>> =>
  // What a side says where and in which dialect is what its rows say: the types of the decoder do not tell it apart.
  folding(
    settled === undefined
      ? decoding(listening.from, listening)
      : settledBy({ settled }, decodingSettled(listening.from, listening)),
  ) as unknown as OperatorFunction<Uint8Array, Decoded<From, On, D>>

/** As `commands`, each with the frame that it came in; what the stream ends in the middle of is left out. */
export const framedCommands = <From extends Side>(
  listening: CommandStream<From, ServerKind, DialectNumber>,
): OperatorFunction<Uint8Array, readonly [command: Decoded<From>, frame: Frame]> => {
  const { from } = listening
  return folding<Decoder, readonly [Decoded<From>, Frame]>({
    ...decoding(from, listening),
    feed: (emit) => decodeFramed(from)((command, frame) => emit([command as Decoded<From>, frame])),
    end: () => [],
  })
}
