/** Display names and other texts that are percent-encoded in a line. */
import { percentDecoded, percentEncoding } from '../wire/percent.js'
import { textRoom } from '../wire/scratch.js'
import { byteText, fromByteText, isAscii, ownText, toByteText, utf8Text } from '../wire/text.js'
import { canonicalIf, unput, unread, visibleBytes, word, type Put, type Scan, type Word } from './word.js'

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

const [percent, blank] = [0x25, 0x20]
/** Bytes that stand as they are; in ASCII all that are visible, but for the percent sign. */
const asItIs = visibleBytes(/[^%]/)
/** What a digit of an escape is worth; whatever is none, too much. */
export const hexValues = Uint8Array.from({ length: 256 }, (_, byte) => {
  const value = '0123456789ABCDEF'.indexOf(String.fromCharCode(byte))
  return value < 0 ? 0xff : value
})
/** Bytes that are escaped, and no others are. */
const escaped = Uint8Array.from({ length: 256 }, (_, byte) => (byte <= blank || byte === percent || byte === 0x7f ? 1 : 0))

/** Whether blanks beyond ASCII begin as these bytes do, of which the first is beyond it; other characters may. */
const mayBeBlank = (first: number, second: number, third: number): boolean =>
  (first === 0xc2 && second <= 0xa0) ||
  (first === 0xe1 && second === 0x9a) ||
  (first === 0xe2 && second <= 0x81) ||
  (first === 0xe3 && second === 0x80 && third === 0x80) ||
  (first === 0xef && second === 0xbb)

/** The text of a canonical word that holds more than stands for itself. */
const scanEscaped: Scan<string> = (_, bytes, start, end) => {
  if (end - start > textRoom.length) return unread
  // Constants of a module would be loaded anew for every byte.
  const [room, plain, digits, allowed] = [textRoom, asItIs, hexValues, escaped]
  let length = 0
  let all = 0
  for (let i = start; i < end; i++) {
    let byte = bytes[i]!
    if (plain[byte] === 0) {
      if (byte === percent) {
        if (i + 2 >= end) return unread
        byte = digits[bytes[i + 1]!]! * 16 + digits[bytes[i + 2]!]!
        if (allowed[byte] !== 1) return unread
        i += 2
      } else if (byte < 0x80 || mayBeBlank(byte, bytes[i + 1]!, bytes[i + 2]!)) return unread
    }
    all |= byte
    room[length++] = byte
  }
  if (all < 0x80) return byteText(room, 0, length)
  const text = utf8Text(room, 0, length)
  return text.includes('\ufffd') ? unread : text
}

/** Puts text that is ASCII, or holds letters of two or three bytes; what may be a blank beyond ASCII is left to `write`. */
const putName: Put = (value, bytes, at) => {
  if (typeof value !== 'string') return unput
  const table = asItIs
  let end = at
  for (let i = 0; i < value.length; i++) {
    const unit = value.charCodeAt(i)
    if (table[unit] === 1) bytes[end++] = unit
    else if (unit === blank || unit === percent) {
      bytes[end++] = percent
      bytes[end++] = 0x32
      bytes[end++] = unit === blank ? 0x30 : 0x35
    } else if (unit > 0xa0 && unit < 0x800) {
      bytes[end++] = 0xc0 | (unit >> 6)
      bytes[end++] = 0x80 | (unit & 0x3f)
    } else if (unit > 0x3000 && unit < 0xd800) {
      bytes[end++] = 0xe0 | (unit >> 12)
      bytes[end++] = 0x80 | ((unit >> 6) & 0x3f)
      bytes[end++] = 0x80 | (unit & 0x3f)
    } else return unput
  }
  return end > at ? end : unput
}

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
  scan: (text, bytes, start, end) => {
    const table = asItIs
    for (let i = start; i < end; i++) if (table[bytes[i]!] === 0) return scanEscaped(text, bytes, start, end)
    return start < end ? ownText(text, bytes, start, end) : unread
  },
  put: putName,
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
