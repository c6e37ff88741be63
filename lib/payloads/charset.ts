import * as O from 'fp-ts/lib/Option.js'
import { pipe } from 'fp-ts/lib/function.js'

import { octetText } from '../wire/text.js'

// 80 to 9F, where it differs from ISO 8859-1. Node 20 takes the one for the other, so TextDecoder is not asked.
const high = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'

const windows1252 = (bytes: Uint8Array): string =>
  octetText(bytes).replace(/[\x80-\x9f]/g, (octet) => high.charAt(octet.charCodeAt(0) - 0x80))

const strictly = (charset: string, bytes: Uint8Array): O.Option<string> =>
  O.tryCatch(() => {
    const decoder = new TextDecoder(charset, { fatal: true, ignoreBOM: true })
    return decoder.encoding === 'windows-1252' ? windows1252(bytes) : decoder.decode(bytes)
  })

/**
 * Octets as text: in the charset named if it is known and fits, else in UTF-8 if they are that, else in windows-1252.
 *
 * **Errors** none: in windows-1252 every octet is a character.
 *
 * **Source** messages.md 1.2
 */
export const decodeText =
  (charset = 'utf-8') =>
  (bytes: Uint8Array): string =>
    pipe(
      strictly(charset, bytes),
      O.alt(() => strictly('utf-8', bytes)),
      O.getOrElse(() => windows1252(bytes)),
    )
