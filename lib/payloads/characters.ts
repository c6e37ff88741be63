/** Which characters XML can hold, and a text that is made of no others. */

/** The stand-in for a character that XML cannot hold. */
const replacement = 0xfffd

// A plain search is several times as fast as a loop, and most texts are plain.
const unusual = /[^\t\n\x20-\x7e]/

const isSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdfff
const isHigh = (code: number): boolean => code >= 0xd800 && code <= 0xdbff
const isLow = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff

/**
 * Whether XML can hold a character, written as it is or by its number: no control but tab and line ends, no half of a pair.
 *
 * **Units** `code` is a code point.
 */
export const isPossible = (code: number): boolean =>
  code >= 0x20
    ? code <= 0x10ffff && !isSurrogate(code) && code !== 0xfffe && code !== 0xffff
    : code === 9 || code === 10 || code === 13

/** A text that XML can hold, and whether it was one before. */
export interface Sound {
  readonly text: string
  readonly isSound: boolean
}

const textOf = (codes: Uint16Array): string => {
  let text = ''
  // 4096 arguments at a time: a call with too many overflows the stack.
  for (let from = 0; from < codes.length; from += 4096)
    text += Reflect.apply(String.fromCharCode, undefined, codes.subarray(from, from + 4096))
  return text
}

const checked = (text: string, isOneLineEnd: boolean): Sound => {
  const codes = new Uint16Array(text.length)
  let length = 0
  let isSound = true
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (isHigh(code) && isLow(text.charCodeAt(i + 1))) {
      codes[length++] = code
      codes[length++] = text.charCodeAt(++i)
    } else if (code === 13 && isOneLineEnd) {
      codes[length++] = 10
      if (text.charCodeAt(i + 1) === 10) i++
    } else if (isPossible(code)) codes[length++] = code
    else {
      codes[length++] = replacement
      isSound = false
    }
  }
  return { text: textOf(codes.subarray(0, length)), isSound }
}

/** The text with U+FFFD for every character that XML cannot hold. */
export const possible = (text: string): string => (unusual.test(text) ? checked(text, false).text : text)

/** The same, with a line feed for every end of a line, as readers of XML see it. */
export const soundMarkup = (text: string): Sound =>
  unusual.test(text) ? checked(text, true) : { text, isSound: true }
