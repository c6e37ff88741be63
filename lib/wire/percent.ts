/** Percent-encoding. */
import { fromOctetText, toOctetText } from './text.js'

const escape = /%([0-9a-fA-F]{2})/g

const unescapeOctets = (octets: string): string =>
  octets.replace(escape, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

const digit = (code: number): number => {
  if (code >= 0x30 && code <= 0x39) return code - 0x30
  if (code >= 0x41 && code <= 0x46) return code - 0x37
  return code >= 0x61 && code <= 0x66 ? code - 0x57 : -1
}

/** The octets where every escape is of an ASCII character: nearly always, and several times faster than any other way. */
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
 * What is no escape (`%zz`, a `%` at the end) is kept as it stands, a `+` is a plus, and octets that are not UTF-8 become
 * U+FFFD: never an exception (core.md 1.2).
 */
export const percentDecoded = (octets: string): string =>
  fromOctetText(octets.includes('%') ? (unescapeAscii(octets) ?? unescapeOctets(octets)) : octets)

const hex = (octet: string): string => `%${octet.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`

/** Text with what matches a pattern percent-encoded, as octets of UTF-8; the rest stands as it is. */
export const percentEncoding =
  (mustEscape: RegExp) =>
  (text: string): string =>
    text.replace(mustEscape, (run) => Array.from(toOctetText(run), hex).join(''))
