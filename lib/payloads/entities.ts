/** The entities of XML: the five that are always there, and numbers. */
import { isPossible } from './characters.js'

const named: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
])

/** The longest name, with the `;` behind it. */
const longest = 5

/** The small letters that names begin with. */
const firsts = new Set([...named.keys()].map((name) => name.charCodeAt(0)))

const isDigit = (code: number): boolean => code >= 48 && code <= 57
const isHex = (code: number): boolean => isDigit(code) || ((code | 32) >= 97 && (code | 32) <= 102)
const valueOf = (code: number): number => (isDigit(code) ? code - 48 : (code | 32) - 87)
const isMarkX = (code: number): boolean => (code | 32) === 120

const beyond = 0x110000

/** What an entity stands for, where it ends, and whether it is written as it should be. */
interface Entity {
  readonly character: string
  readonly end: number
  readonly isGood: boolean
}

const number = (text: string, at: number): Entity | undefined => {
  const hex = isMarkX(text.charCodeAt(at + 2))
  const first = at + (hex ? 3 : 2)
  let end = first
  let code = 0
  for (; (hex ? isHex : isDigit)(text.charCodeAt(end)); end++)
    code = Math.min(beyond, code * (hex ? 16 : 10) + valueOf(text.charCodeAt(end)))
  if (end === first || text[end] !== ';') return undefined
  return isPossible(code)
    ? { character: String.fromCodePoint(code), end: end + 1, isGood: text[at + 2] !== 'X' }
    : { character: '\ufffd', end: end + 1, isGood: false }
}

const name = (text: string, at: number): Entity | undefined => {
  if (!firsts.has(text.charCodeAt(at + 1) | 32)) return undefined
  // A search for the end would go through the whole text, for every mark.
  const length = text.slice(at + 1, at + 1 + longest).indexOf(';')
  const word = length < 0 ? '' : text.slice(at + 1, at + 1 + length)
  const character = named.get(word.toLowerCase())
  return character === undefined
    ? undefined
    : { character, end: at + length + 2, isGood: named.get(word) !== undefined }
}

/** A text without its entities, and whether all of them, and every `&`, were written as they should be. */
export interface Undone {
  readonly text: string
  readonly isGood: boolean
}

/**
 * The text that markup stands for.
 *
 * **Shapes** `&AMP;` and `&#X41;`, which services write, are what they were meant to be (corrections.md). A number that
 * XML cannot hold becomes U+FFFD. A `&` that begins no entity stands for itself.
 */
export const undoEntities = (markup: string): Undone => {
  let at = markup.indexOf('&')
  if (at < 0) return { text: markup, isGood: true }
  const parts: Array<string> = []
  let from = 0
  let isGood = true
  while (at >= 0) {
    const entity = (markup[at + 1] === '#' ? number : name)(markup, at)
    isGood &&= entity?.isGood === true
    if (entity !== undefined) {
      parts.push(markup.slice(from, at), entity.character)
      from = entity.end
    }
    at = markup.indexOf('&', entity?.end ?? at + 1)
  }
  return { text: parts.length === 0 ? markup : parts.join('') + markup.slice(from), isGood }
}
