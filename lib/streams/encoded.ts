/** The operators that write commands as bytes. */
import * as E from 'fp-ts/lib/Either.js'
import { map, type OperatorFunction } from 'rxjs'

import { codec, type Encodable, encodeIn, type Speech, type Unencodable } from '../commands/codec.js'
import type { DialectNumber } from '../commands/dialects.js'
import type { ServerKind, Side } from '../commands/row.js'
import type { Scope } from '../commands/scope.js'
import { Fault } from './fold.js'

/** A command to be written where this may be said. */
export interface Outgoing {
  readonly scope: Scope
  readonly command: Encodable
}

/** A command with its bytes; or why it cannot be written. */
export type Written<A extends Outgoing = Outgoing> = readonly [outgoing: A, bytes: E.Either<Unencodable, Uint8Array>]

/** Commands of one side into bytes. What cannot be written is a value in the stream, and what follows it is written. */
export const written = <A extends Outgoing>(side: Side): OperatorFunction<A, Written<A>> => {
  const encode = encodeIn(side)
  return map((outgoing) => [outgoing, encode(outgoing.scope, outgoing.command)])
}

/**
 * Commands into bytes, a chunk for each: the inverse of `commands`.
 *
 * **Errors** `Fault`, where a command cannot be written; it and what follows it are not.
 */
export const encoded = <From extends Side, On extends ServerKind = ServerKind, D extends DialectNumber = DialectNumber>(
  speech: Speech<From, On, D>,
): OperatorFunction<Encodable<From, On, D>, Uint8Array> => {
  const { encode } = codec(speech)
  return map((command) => {
    const bytes = encode(command)
    if (E.isLeft(bytes)) throw new Fault(bytes.left)
    return bytes.right
  })
}
