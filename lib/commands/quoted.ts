/** Display names and other texts that are percent-encoded in a line. */
import { percentDecoded, percentEncoding } from '../wire/percent.js'
import { fromByteText, isAscii, toByteText } from '../wire/text.js'
import { canonicalIf, unread, word, type Word } from './word.js'

// The escapes of the official servers (blank and percent sign), controls, and every blank that a peer may split at:
// some of them split at any Unicode white space (core.md 1.2).
// eslint-disable-next-line no-control-regex
const unsafeInNames = /[\x00-\x20%\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+/g
const escapeName = percentEncoding(unsafeInNames)

// Text in which nothing but blanks wants an escape; words in which nothing is one.
const plainButForBlanks = /^[\x20-\x24\x26-\x7e]*$/
const nothingEscaped = /^[\x21-\x24\x26-\x7e]+$/

// Words in which nothing is escaped that need not be, nor left raw that must be; the second tells of the blanks beyond
// ASCII, as bytes of UTF-8.
const canonicalName = /^(?:[\x21-\x24\x26-\x7e\x80-\xff]|%(?:[01][0-9A-F]|20|25|7F))*$/
const rawBlank = /\xc2[\x80-\xa0]|\xe1\x9a\x80|\xe2(?:\x80[\x80-\x8a\xa8\xa9\xaf]|\x81\x9f)|\xe3\x80\x80|\xef\xbb\xbf/

// U+FFFD may stand for bytes that were no UTF-8: only writing it again tells.
const isCanonical = (bytes: string, text: string): boolean =>
  (canonicalName.test(bytes) && (isAscii(bytes) || (!rawBlank.test(bytes) && !text.includes('\ufffd')))) ||
  writeName(text) === bytes

const writeName = (text: string): string =>
  plainButForBlanks.test(text) ? text.replaceAll(' ', '%20') : toByteText(escapeName(text))

/**
 * A name or another free text, percent-encoded.
 *
 * **Shapes** `Bob%20B` on the wire, `Bob B` as a value. Written, only what must be escaped is: controls, `%` and every
 * kind of blank; letters beyond ASCII go out as plain UTF-8, as the official servers did. Empty text cannot be written.
 *
 * **Source** core.md 1.2
 */
export const Quoted: Word<string> = word<string>('Quoted', {
  expected: 'text, percent-encoded',
  is: (u): u is string => typeof u === 'string' && u !== '',
  read: (bytes) => {
    if (nothingEscaped.test(bytes)) return bytes
    if (bytes === '') return unread
    const text = percentDecoded(bytes)
    return canonicalIf(isCanonical(bytes, text), text)
  },
  write: writeName,
})

// What is not well-formed UTF-16 becomes U+FFFD, as it does everywhere else.
const wellFormed = (text: string): string => fromByteText(toByteText(text))

const escapeLeftOver = percentEncoding(/[!'()*]/g)

/** Text with everything but letters, digits and `_.-~` escaped, as MSN objects are (core.md 1.2). */
export const escapeAll = (text: string): string => {
  try {
    // Native, and several times faster; it leaves five characters that are to be escaped too.
    return escapeLeftOver(encodeURIComponent(text))
  } catch {
    return escapeAll(wellFormed(text))
  }
}
