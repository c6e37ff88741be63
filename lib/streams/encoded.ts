import * as E from 'fp-ts/lib/Either.js'
import { map, type OperatorFunction } from 'rxjs'

import { codec, type Encodable, type Speech } from '../commands/codec.js'
import type { DialectNumber } from '../commands/dialects.js'
import type { ServerKind, Side } from '../commands/row.js'
import { Fault } from './fault.js'

/**
 * Commands into octets, a chunk for each: the inverse of `commands`.
 *
 * **Errors** `Fault`, where a command cannot be written; it and what follows it are not.
 */
export const encoded = <From extends Side, On extends ServerKind = ServerKind, D extends DialectNumber = DialectNumber>(
  speech: Speech<From, On, D>,
): OperatorFunction<Encodable<From, On, D>, Uint8Array> => {
  const { encode } = codec(speech)
  return map((command) => {
    const octets = encode(command)
    if (E.isLeft(octets)) throw new Fault(octets.left)
    return octets.right
  })
}
