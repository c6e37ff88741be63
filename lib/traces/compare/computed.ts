import type { Decoded } from '../../commands/codec.js'
import { computedFields } from '../../commands/reference.js'
import { octetText } from '../../wire/text.js'

/**
 * Where in the octets of a client's command something stands that is computed from a secret: from and up to which octet.
 * Who does not know the secret cannot say the same.
 */
export const computedIn = (
  command: Decoded,
  octets: Uint8Array,
): ReadonlyArray<readonly [from: number, to: number]> => {
  if (command._tag === 'Undecodable' || command._tag === 'Failure') return []
  if (command._tag === 'Payload' && command.verb === 'QRY')
    return [[octets.length - command.payload.length, octets.length]]
  const line = octetText(octets)
  return Object.entries(command).flatMap(([name, word]) => {
    const at = computedFields.has(name) && typeof word === 'string' ? line.lastIndexOf(` ${word}`) + 1 : 0
    return at === 0 ? [] : [[at, at + (word as string).length] as const]
  })
}
