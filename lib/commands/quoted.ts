import { fromOctetText, toOctetText } from '../wire/text.js'
import { unread, word, type Word } from './word.js'

// Latin-1 letters are octets of UTF-8 here, so anything beyond ASCII needs a closer look than an ASCII word does.
const ascii = /^[\x21-\x7e]*$/
const escape = /%([0-9a-fA-F]{2})/g

const unescapeOctets = (octets: string): string =>
  octets.replace(escape, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

/**
 * Octet text with its percent escapes undone, as text.
 *
 * What is no escape (`%zz`, a `%` at the end) is kept as it stands, and octets that are not UTF-8 become U+FFFD: never
 * an exception (core.md 1.2).
 */
export const unescapeWord = (octets: string): string => {
  if (!octets.includes('%')) return fromOctetText(octets)
  if (ascii.test(octets)) {
    try {
      // Native, and several times faster; it refuses just what the line below takes care of.
      return decodeURIComponent(octets)
    } catch {
      return fromOctetText(unescapeOctets(octets))
    }
  }
  return fromOctetText(unescapeOctets(octets))
}

const hex = (octet: number): string => `%${octet.toString(16).toUpperCase().padStart(2, '0')}`

const escapeWith =
  (mustEscape: RegExp) =>
  (text: string): string =>
    text.replace(mustEscape, (run) => Array.from(toOctetText(run), (octet) => hex(octet.charCodeAt(0))).join(''))

// The escapes of the official servers (blank and percent sign), controls, and every blank that a peer may split at:
// some of them split at any Unicode white space (core.md 1.2).
// eslint-disable-next-line no-control-regex
const unsafeInNames = /[\x00-\x20%\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+/g
// eslint-disable-next-line no-control-regex
const anyUnsafeInNames = /[\x00-\x20%\x7f-\uffff]/
const escapeName = escapeWith(unsafeInNames)

// ASCII words that writing would give again. Escapes of anything but these are read, and not written.
const canonicalName = /^(?:[\x21-\x24\x26-\x7e]|%(?:[01][0-9A-F]|20|25|7F))*$/

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
  read: (octets) => (octets === '' ? unread : unescapeWord(octets)),
  write: (text) => (anyUnsafeInNames.test(text) ? toOctetText(escapeName(text)) : text),
  canonical: (octets, text) => canonicalName.test(octets) || toOctetText(escapeName(text)) === octets,
})

/** Text with everything but letters, digits and `_.-~` escaped, as MSN objects are (core.md 1.2). */
export const escapeAll = escapeWith(/[^A-Za-z0-9_.~-]+/g)
