import { fromOctetText, isAscii, toOctetText } from '../wire/text.js'
import { canonicalIf, unread, word, type Word } from './word.js'

const escape = /%([0-9a-fA-F]{2})/g

const unescapeOctets = (octets: string): string =>
  octets.replace(escape, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

const digit = (code: number): number =>
  code >= 0x30 && code <= 0x39 ? code - 0x30 : code >= 0x41 && code <= 0x46 ? code - 55 : code >= 0x61 && code <= 0x66 ? code - 87 : -1

/** The text where every escape is one of an ASCII character: nearly always, and several times faster than any other way. */
const unescapeAscii = (octets: string): string | undefined => {
  let text = ''
  let start = 0
  for (let at = octets.indexOf('%'); at >= 0; at = octets.indexOf('%', start)) {
    const high = digit(octets.charCodeAt(at + 1))
    const low = digit(octets.charCodeAt(at + 2))
    if (high < 0 || high > 7 || low < 0) return undefined
    text += octets.slice(start, at) + String.fromCharCode(high * 16 + low)
    start = at + 3
  }
  return text + octets.slice(start)
}

/**
 * Octet text with its percent escapes undone, as text.
 *
 * What is no escape (`%zz`, a `%` at the end) is kept as it stands, and octets that are not UTF-8 become U+FFFD: never
 * an exception (core.md 1.2).
 */
export const unescapeWord = (octets: string): string => {
  if (!octets.includes('%')) return fromOctetText(octets)
  return fromOctetText(unescapeAscii(octets) ?? unescapeOctets(octets))
}

const hex = (octet: number): string => `%${octet.toString(16).toUpperCase().padStart(2, '0')}`

const escapeRun = (run: string): string => Array.from(toOctetText(run), (octet) => hex(octet.charCodeAt(0))).join('')

// The escapes of the official servers (blank and percent sign), controls, and every blank that a peer may split at:
// some of them split at any Unicode white space (core.md 1.2).
// eslint-disable-next-line no-control-regex
const unsafeInNames = /[\x00-\x20%\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+/g
const escapeName = (text: string): string => text.replace(unsafeInNames, escapeRun)

// Text in which nothing but blanks wants an escape; words in which nothing is one.
const plainButForBlanks = /^[\x20-\x24\x26-\x7e]*$/
const nothingEscaped = /^[\x21-\x24\x26-\x7e]+$/

// Words in which nothing is escaped that need not be, nor left raw that must be; the second tells of the blanks beyond
// ASCII, as octets of UTF-8.
const canonicalName = /^(?:[\x21-\x24\x26-\x7e\x80-\xff]|%(?:[01][0-9A-F]|20|25|7F))*$/
const rawBlank =
  /\xc2[\x80-\xa0]|\xe1\x9a\x80|\xe2(?:\x80[\x80-\x8a\xa8\xa9\xaf]|\x81\x9f)|\xe3\x80\x80|\xef\xbb\xbf/

// U+FFFD may stand for octets that were no UTF-8: only writing it again tells.
const isCanonical = (octets: string, text: string): boolean =>
  (canonicalName.test(octets) && (isAscii(octets) || (!rawBlank.test(octets) && !text.includes('\ufffd')))) ||
  writeName(text) === octets

const writeName = (text: string): string =>
  plainButForBlanks.test(text) ? text.replaceAll(' ', '%20') : toOctetText(escapeName(text))

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
  read: (octets) => {
    if (nothingEscaped.test(octets)) return octets
    if (octets === '') return unread
    const text = unescapeWord(octets)
    return canonicalIf(isCanonical(octets, text), text)
  },
  write: writeName,
})

// What is not well-formed UTF-16 becomes U+FFFD, as it does everywhere else.
const wellFormed = (text: string): string => fromOctetText(toOctetText(text))

/** Text with everything but letters, digits and `_.-~` escaped, as MSN objects are (core.md 1.2). */
export const escapeAll = (text: string): string => {
  try {
    return encodeURIComponent(text).replace(/[!'()*]/g, escapeRun)
  } catch {
    return escapeAll(wellFormed(text))
  }
}
