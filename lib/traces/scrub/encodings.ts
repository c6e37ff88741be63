/** Changes text character by character, each spelled in the way of the one in whose place it stands. */
import { bytesOf, byteText, utf8Bytes } from '../../wire/text.js'

/** A character as it is spelled: as bytes, each of them perhaps percent-encoded; or as an entity of XML. */
interface Unit {
  readonly character: string
  readonly spelled: string
}

const pieces = /%[\da-fA-F]{2}|&(?:[a-zA-Z]+|#\d+|#x[\da-fA-F]+);|[^]/g
const readUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

const marks: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** The character that a reference of XML stands for; nothing, if nobody knows, or for what is no character. */
const referenced = (piece: string): string | undefined => {
  const [, hex, decimal, name] = /^&(?:#x([\da-f]+)|#(\d+)|(amp|lt|gt|quot|apos));$/i.exec(piece) ?? []
  if (name !== undefined) return marks[name.toLowerCase()]
  const code = hex !== undefined ? Number.parseInt(hex, 16) : Number(decimal)
  return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : undefined
}

/** A reference to a character as long as another reference; one to an X, if there is too little room. */
const referenceTo = (character: string, like: string): string => {
  const [, opening = '', digits = ''] = /^(&#x?)([\da-f]+);$/i.exec(like) ?? []
  if (opening === '') return like
  const spell = (code: number): string => code.toString(opening.length === 3 ? 16 : 10).padStart(digits.length, '0')
  const wanted = spell(character.codePointAt(0)!)
  const fitting = wanted.length === digits.length ? wanted : spell(0x58)
  return fitting.length === digits.length ? `${opening}${fitting};` : like
}

const byteOf = (piece: string): number =>
  piece.length === 1 ? piece.charCodeAt(0) : piece.startsWith('%') ? Number.parseInt(piece.slice(1), 16) : -1

/** How many bytes a character has that begins so; nothing, if none does. */
const lengthOf = (first: number): number =>
  first < 0xc2 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 1

const characterOf = (bytes: ReadonlyArray<number>): string | undefined => {
  try {
    return readUtf8.decode(new Uint8Array(bytes))
  } catch {
    return undefined
  }
}

/** What stands for an byte that is no character, and for an entity. */
const strange = '\ufffd'

const unitsOf = (text: string): ReadonlyArray<Unit> => {
  const all = text.match(pieces) ?? []
  const units: Array<Unit> = []
  for (let at = 0; at < all.length;) {
    const reference = all[at]!.startsWith('&') && all[at]!.length > 1 ? referenced(all[at]!) : undefined
    if (reference !== undefined) {
      units.push({ character: reference, spelled: all[at]! })
      at++
      continue
    }
    const length = lengthOf(byteOf(all[at]!))
    const bytes = all.slice(at, at + length).map(byteOf)
    const character = bytes.includes(-1) || bytes.length < length ? undefined : characterOf(bytes)
    const taken = character === undefined ? 1 : length
    units.push({ character: character ?? strange, spelled: all.slice(at, at + taken).join('') })
    at += taken
  }
  return units
}

const hex = (byte: number, like: string): string => {
  const digits = byte.toString(16).padStart(2, '0')
  return `%${/[a-f]/.test(like) ? digits : digits.toUpperCase()}`
}

const spelledAs = (character: string, { character: before, spelled }: Unit): string => {
  if (character !== before && before !== strange && spelled.startsWith('&') && spelled.length > 1)
    return referenceTo(character, spelled)
  const bytes = utf8Bytes(character)
  if (character === before || before === strange || bytes.length !== utf8Bytes(before).length) return spelled
  const all = spelled.match(pieces)!
  return Array.from(bytes, (byte, i) =>
    all[i]!.length === 1 ? String.fromCharCode(byte) : hex(byte, all[i]!),
  ).join('')
}

/**
 * Byte text with other characters, each spelled as the one in whose place it stands: percent-encoded or not.
 *
 * **Shapes** `change` is given the characters, U+FFFD for what is none, and gives as many; one that has not as many bytes
 * as the one before is not taken.
 */
export const respelled = (
  change: (characters: ReadonlyArray<string>) => ReadonlyArray<string>,
  text: string,
): string => {
  const units = unitsOf(text)
  const characters = change(units.map(({ character }) => character))
  return units.map((unit, i) => spelledAs(characters[i]!, unit)).join('')
}

/** The bytes in Base64 with other bytes of the same length; what is no Base64 stays. */
export const inBase64 = (change: (bytes: string) => string, base64: string): string => {
  try {
    const before = atob(base64)
    const after = btoa(change(before))
    return after.length === base64.length ? after : base64
  } catch {
    return base64
  }
}

/** Bytes changed as byte text. */
export const changed = (change: (text: string) => string, bytes: Uint8Array): Uint8Array => {
  const before = byteText(bytes)
  const after = change(before)
  return after === before ? bytes : bytesOf(after)
}
