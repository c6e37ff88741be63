/** Percent-encoding. */
import { fromByteText, toByteText } from './text.js'

const escape = /%([0-9a-fA-F]{2})/g

const unescapeBytes = (bytes: string): string =>
  bytes.replace(escape, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

const digit = (code: number): number => {
  if (code >= 0x30 && code <= 0x39) return code - 0x30
  if (code >= 0x41 && code <= 0x46) return code - 0x37
  return code >= 0x61 && code <= 0x66 ? code - 0x57 : -1
}

/** The bytes where every escape is of an ASCII character: nearly always, and several times faster than any other way. */
const unescapeAscii = (bytes: string): string | undefined => {
  let text = ''
  let start = 0
  for (let at = bytes.indexOf('%'); at >= 0; at = bytes.indexOf('%', start)) {
    const high = digit(bytes.charCodeAt(at + 1))
    const low = digit(bytes.charCodeAt(at + 2))
    if (high < 0 || high > 7 || low < 0) return undefined
    text += bytes.slice(start, at) + String.fromCharCode(high * 16 + low)
    start = at + 3
  }
  return text + bytes.slice(start)
}

/**
 * Byte text with its percent escapes undone, as text.
 *
 * What is no escape (`%zz`, a `%` at the end) is kept as it stands, a `+` is a plus, and bytes that are not UTF-8 become
 * U+FFFD: never an exception (core.md 1.2).
 */
export const percentDecoded = (bytes: string): string =>
  fromByteText(bytes.includes('%') ? (unescapeAscii(bytes) ?? unescapeBytes(bytes)) : bytes)

const hex = (byte: string): string => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`

/** Text with what matches a pattern percent-encoded, as bytes of UTF-8; the rest stands as it is. */
export const percentEncoding =
  (mustEscape: RegExp) =>
  (text: string): string =>
    text.replace(mustEscape, (run) => Array.from(toByteText(run), hex).join(''))
