import { octetsOf, octetText, utf8Octets } from '../wire/text.js'

/** A character as it is spelled: as octets, each of them perhaps percent-encoded; or as an entity of XML. */
interface Unit {
  readonly character: string
  readonly spelled: string
}

const pieces = /%[\da-fA-F]{2}|&(?:[a-zA-Z]+|#\d+|#x[\da-fA-F]+);|[^]/g
const readUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

const octetOf = (piece: string): number =>
  piece.length === 1 ? piece.charCodeAt(0) : piece.startsWith('%') ? Number.parseInt(piece.slice(1), 16) : -1

/** How many octets a character has that begins so; nothing, if none does. */
const lengthOf = (first: number): number =>
  first < 0xc2 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 1

const characterOf = (octets: ReadonlyArray<number>): string | undefined => {
  try {
    return readUtf8.decode(new Uint8Array(octets))
  } catch {
    return undefined
  }
}

/** What stands for an octet that is no character, and for an entity. */
const strange = '\ufffd'

const unitsOf = (text: string): ReadonlyArray<Unit> => {
  const all = text.match(pieces) ?? []
  const units: Array<Unit> = []
  for (let at = 0; at < all.length;) {
    const length = lengthOf(octetOf(all[at]!))
    const octets = all.slice(at, at + length).map(octetOf)
    const character = octets.includes(-1) || octets.length < length ? undefined : characterOf(octets)
    const taken = character === undefined ? 1 : length
    units.push({ character: character ?? strange, spelled: all.slice(at, at + taken).join('') })
    at += taken
  }
  return units
}

const hex = (octet: number, like: string): string => {
  const digits = octet.toString(16).padStart(2, '0')
  return `%${/[a-f]/.test(like) ? digits : digits.toUpperCase()}`
}

const spelledAs = (character: string, { character: before, spelled }: Unit): string => {
  const octets = utf8Octets(character)
  if (character === before || before === strange || octets.length !== utf8Octets(before).length) return spelled
  const all = spelled.match(pieces)!
  return Array.from(octets, (octet, i) =>
    all[i]!.length === 1 ? String.fromCharCode(octet) : hex(octet, all[i]!),
  ).join('')
}

/**
 * Octet text with other characters, each spelled as the one in whose place it stands: percent-encoded or not.
 *
 * **Shapes** `change` is given the characters, U+FFFD for what is none, and gives as many; one that has not as many octets
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

/** The octets in Base64 with other octets of the same length; what is no Base64 stays. */
export const inBase64 = (change: (octets: string) => string, base64: string): string => {
  try {
    const before = atob(base64)
    const after = btoa(change(before))
    return after.length === base64.length ? after : base64
  } catch {
    return base64
  }
}

/** Octets changed as octet text. */
export const changed = (change: (text: string) => string, octets: Uint8Array): Uint8Array => {
  const before = octetText(octets)
  const after = change(before)
  return after === before ? octets : octetsOf(after)
}
