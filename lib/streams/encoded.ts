/** The operators that write commands as bytes. */
import * as E from 'fp-ts/lib/Either.js'
import { map, type OperatorFunction } from 'rxjs'

import { codec, type Encodable, encodeIn, type Speech, type Unencodable } from '../commands/codec.js'
import type { DialectNumber } from '../commands/dialects.js'
import type { ServerKind, Side } from '../commands/row.js'
import type { Scope } from '../commands/scope.js'
import { Fault } from './fold.js'

/** Writes a command where it may be said; or tells why it cannot be written. */
export type Encoding = (scope: Scope, command: Encodable) => E.Either<Unencodable, Uint8Array>

// What goes to many is at most two commands for each dialect. Of a long one most bytes are its payload, which is only copied.
const remembered = 32
const longest = 4096

/** The same encoding, which writes a command once that is said to many, as long as what comes between is little. */
const onceForMany = (encode: Encoding): Encoding => {
  const recent: Array<{ readonly command: Encodable; readonly scope: Scope; readonly bytes: ReturnType<Encoding> }> = []
  let oldest = 0
  return (scope, command) => {
    for (let i = 0; i < recent.length; i++) {
      const one = recent[i]!
      if (one.command === command && one.scope.dialects === scope.dialects && one.scope.kinds === scope.kinds) return one.bytes
    }
    const bytes = encode(scope, command)
    if (E.isLeft(bytes) || bytes.right.length > longest) return bytes
    recent[oldest] = { command, scope, bytes }
    oldest = (oldest + 1) % remembered
    return bytes
  }
}

/** Writes the commands of one side. What a server says to many in one dialect, the same command for all, has the same bytes for all. */
export const encoding = (side: Side): Encoding => (side === 'server' ? onceForMany(encodeIn(side)) : encodeIn(side))

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
