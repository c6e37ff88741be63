/** Decodes bytes in the charsets that mails and messages name. */
import { isAscii, byteText } from '../wire/text.js'

// 80 to 9F, where it differs from ISO 8859-1. Node 20 takes the one for the other, so TextDecoder is not asked.
const high = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'

const windows1252 = (bytes: Uint8Array): string =>
  byteText(bytes).replace(/[\x80-\x9f]/g, (byte) => high.charAt(byte.charCodeAt(0) - 0x80))

const decoderOf = (charset: string) => new TextDecoder(charset, { fatal: true, ignoreBOM: true })
const utf8 = decoderOf('utf-8')

const strictly = (charset: string, bytes: Uint8Array): string | undefined => {
  try {
    const decoder = charset.toLowerCase() === 'utf-8' ? utf8 : decoderOf(charset)
    return decoder.encoding === 'windows-1252' ? windows1252(bytes) : decoder.decode(bytes)
  } catch {
    return undefined
  }
}

/**
 * Bytes as text in the charset named, or without a name in UTF-8 or windows-1252; nothing, if it is not known, or if they
 * do not fit.
 */
export const strictText =
  (charset: string | undefined) =>
  (bytes: Uint8Array): string | undefined =>
    charset === undefined ? (strictly('utf-8', bytes) ?? windows1252(bytes)) : strictly(charset, bytes)

/** Most texts are ASCII, which in UTF-8 is the same: to see that takes a fraction of the time that to decode does. */
const asciiIn = (charset: string, bytes: Uint8Array): string | undefined => {
  if (charset !== 'UTF-8' && charset !== 'utf-8') return undefined
  const text = byteText(bytes)
  return isAscii(text) ? text : undefined
}

/**
 * Bytes as text: in the charset named if it is known and fits, else in UTF-8 if they are that, else in windows-1252.
 *
 * **Errors** none: in windows-1252 every byte is a character.
 *
 * **Source** messages.md 1.2
 */
export const decodeText =
  (charset = 'utf-8') =>
  (bytes: Uint8Array): string =>
    asciiIn(charset, bytes) ?? strictly(charset, bytes) ?? strictly('utf-8', bytes) ?? windows1252(bytes)
