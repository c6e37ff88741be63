/** The MSN object in a line: a description of a picture or another piece of data, in escaped XML. */
import { escapeAll, hexValues } from './quoted.js'
import { percentDecoded } from '../wire/percent.js'
import { textRoom } from '../wire/scratch.js'
import { byteText, bytesOf } from '../wire/text.js'
import { canonicalIf, putNumber, unput, unread, word, type Put, type Scan, type Word } from './word.js'

/**
 * What describes a picture, an emoticon or another thing that can be fetched from its creator.
 *
 * **Shapes** the attributes of `<msnobj .../>`, their XML entities undone. `friendly`, `sha1d` and `sha1c` are Base64.
 * `more` holds attributes that have no field of their own (`stamp`, `contenttype`, ...), in their order.
 *
 * **Units** `size` in bytes.
 *
 * **Source** messages.md 2.1
 */
export interface MsnObject {
  readonly creator: string
  readonly size: number
  readonly type: number
  readonly location: string
  readonly friendly: string
  readonly sha1d: string
  readonly sha1c?: string
  readonly more?: ReadonlyArray<readonly [name: string, value: string]>
}

const entities: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
])

/** Whether a number is that of a character; half of a surrogate pair is none. */
const isCharacter = (code: number): boolean => code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)

const unescapeXml = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w+));/g, (whole, hex, decimal, name: string) => {
        const code = hex === undefined ? Number(decimal) : Number.parseInt(hex as string, 16)
        return Number.isNaN(code)
          ? (entities.get(name) ?? whole)
          : isCharacter(code)
            ? String.fromCodePoint(code)
            : whole
      })
    : text

const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escapeXml = (text: string): string =>
  /[&<>"]/.test(text) ? text.replace(/[&<>"]/g, (mark) => marks[mark]!) : text

// One empty element with attributes: too little for an XML parser on a path as hot as presence.
const element = /^\s*<msnobj\b([^<]*?)\/?>(?:\s*<\/msnobj>)?[\s\0]*$/i
const attribute = /\s*([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/y

const attributesOf = (inside: string): Map<string, string> | undefined => {
  const found = new Map<string, string>()
  attribute.lastIndex = 0
  let end = 0
  for (let match = attribute.exec(inside); match; match = attribute.exec(inside)) {
    found.set(match[1]!, unescapeXml(match[2] ?? match[3]!))
    end = attribute.lastIndex
  }
  return /^\s*$/.test(inside.slice(end)) ? found : undefined
}

const known = ['Creator', 'Size', 'Type', 'Location', 'Friendly', 'SHA1D', 'SHA1C'] as const

const numberOf = (text = ''): number => (/^\d{1,15}$/.test(text) ? Number(text) : 0)

/** Reads the XML text of an object; what is no object, or names none (`<msnobj/>`), gives nothing. */
export const readMsnObject = (xml: string): MsnObject | undefined => {
  const inside = element.exec(xml)?.[1]
  const found = inside === undefined ? undefined : attributesOf(inside)
  if (found === undefined || !found.has('Creator') || !found.has('SHA1D')) return undefined

  const [creator, size, type, location, friendly, sha1d, sha1c] = known.map((name) => found.get(name))
  for (const name of known) found.delete(name)
  return {
    creator: creator!,
    size: numberOf(size),
    type: numberOf(type),
    location: location ?? '',
    friendly: friendly ?? '',
    sha1d: sha1d!,
    ...(sha1c === undefined ? {} : { sha1c }),
    ...(found.size === 0 ? {} : { more: [...found] }),
  }
}

/** The XML text of an object, its attributes in the order of clients 6.0 to 8.5. */
export const writeMsnObject = ({
  creator,
  size,
  type,
  location,
  friendly,
  sha1d,
  sha1c,
  more = [],
}: MsnObject): string => {
  const rest = more.length === 0 ? '' : more.map(([name, value]) => ` ${name}="${escapeXml(value)}"`).join('')
  return (
    `<msnobj Creator="${escapeXml(creator)}" Size="${size}" Type="${type}" Location="${escapeXml(location)}"` +
    ` Friendly="${escapeXml(friendly)}" SHA1D="${escapeXml(sha1d)}"` +
    (sha1c === undefined ? '' : ` SHA1C="${escapeXml(sha1c)}"`) +
    `${rest}/>`
  )
}

// Any name that is read, so that an object can be handed on whatever its creator wrote into it.
const attributeName = /^(?!(?:Creator|Size|Type|Location|Friendly|SHA1D|SHA1C)$)[\w:.-]+$/

const isMsnObject = (u: unknown): u is MsnObject => {
  if (typeof u !== 'object' || u === null) return false
  const { creator, size, type, location, friendly, sha1d, sha1c, more } = u as Partial<MsnObject>
  return (
    [creator, location, friendly, sha1d, sha1c === undefined ? '' : sha1c].every((text) => typeof text === 'string') &&
    [size, type].every((number) => typeof number === 'number' && numberOf(String(number)) === number) &&
    (more === undefined ||
      (Array.isArray(more) &&
        more.length > 0 &&
        more.every((pair) => Array.isArray(pair)) &&
        more.every(([name, value]) => typeof name === 'string' && attributeName.test(name) && typeof value === 'string') &&
        new Set(more.map(([name]) => name)).size === more.length))
  )
}

// What stands between the values of an object as it is written: presence is full of them, and to cut a word there costs
// a third of unescaping and reading the whole. The last attribute may be missing.
const quote = '%22'
const [opening = '', ...between] = known.map((name, i) => `${i === 0 ? '%3Cmsnobj' : ''}%20${name}%3D`)
const closing = '%2F%3E'
const number = /^(?:0|[1-9]\d{0,14})$/

// In a canonical word all that is not a letter, a digit or one of `_.-~` is escaped, nothing else is, in capitals; and
// none of the escapes is one of `&`, with which an XML entity begins, of `<` or `>`, which are written as entities, or of
// bytes beyond ASCII. What opens and closes the object is looked at before.
const notPlain = /[^\w.~%-]|%(?![01][0-9A-F]|2[0-57-9A-CF]|3[ABDF]|40|5[B-E]|60|7[B-DF])/

const readInOrder = (bytes: string): MsnObject | undefined => {
  const parts = bytes.split(quote)
  const last = parts.length - 1
  if ((last !== 12 && last !== 14) || parts[0] !== opening || parts[last] !== closing) return undefined
  for (let i = 2; i < last; i += 2) if (parts[i] !== between[i / 2 - 1]) return undefined
  const [, creator, , size, , type, , location, , friendly, , sha1d, , sha1c] = parts
  const inside = bytes.slice(opening.length, -closing.length)
  if (!number.test(size!) || !number.test(type!) || notPlain.test(inside)) return undefined
  const object = {
    creator: percentDecoded(creator!),
    size: Number(size),
    type: Number(type),
    location: percentDecoded(location!),
    friendly: percentDecoded(friendly!),
    sha1d: percentDecoded(sha1d!),
  }
  return last === 12 ? object : { ...object, sha1c: percentDecoded(sha1c!) }
}

/** What stands in front of each value, one behind the other; where each of them begins; and what stands behind the last. */
const pieces = known.map((_, i) => (i === 0 ? opening : quote + between[i - 1]!) + quote)
const pieceBytes = bytesOf(pieces.join(''))
const pieceStarts = pieces.map((_, i) => pieces.slice(0, i).join('').length).concat(pieceBytes.length)
const lastPiece = bytesOf(quote + closing)

const [itself, escaped] = [1, 2] as const
const percent = 0x25
/** How a byte of a value is written; not at all what XML writes as an entity, which is for `read` and `write`. */
const kinds = Uint8Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte)
  return byte > 0x7f || /[&<>"]/.test(character) ? 0 : /[\w.~-]/.test(character) ? itself : escaped
})

/** Where each value ends among all of them. */
const ends = new Int32Array(known.length)

/** Unescapes the values into `textRoom`, one behind the other, their ends into `ends`; gives how many there are, or none. */
const unescapeValues = (bytes: Uint8Array, start: number, end: number): number => {
  if (end - start > textRoom.length) return 0
  // Constants of a module would be loaded anew for every byte.
  const [room, hex, kind, fixed] = [textRoom, hexValues, kinds, pieceBytes]
  let length = 0
  let count = 0
  let at = start
  for (; count < known.length; count++) {
    const first = pieceStarts[count]!
    const next = pieceStarts[count + 1]!
    let piece = first
    while (piece < next && bytes[at + piece - first] === fixed[piece]) piece++
    if (piece < next) break
    at += next - first
    while (at < end) {
      let byte = bytes[at]!
      if (kind[byte] === itself) at++
      else {
        if (byte !== percent) break
        byte = hex[bytes[at + 1]!]! * 16 + hex[bytes[at + 2]!]!
        if (kind[byte] !== escaped) break
        at += 3
      }
      room[length++] = byte
    }
    ends[count] = length
  }
  // What a piece or an escape took from behind the end is found here.
  if (end - at !== lastPiece.length) return 0
  for (let i = 0; i < lastPiece.length; i++) if (bytes[at + i] !== lastPiece[i]) return 0
  return count
}

/** A number of at most fifteen digits, of the bytes in `textRoom`; -1 if it is none, or not as it is written. */
const numberIn = (start: number, end: number): number => {
  if (start >= end || end - start > 15 || (end - start > 1 && textRoom[start] === 48)) return -1
  let value = 0
  for (let i = start; i < end; i++) {
    const digit = textRoom[i]! - 48
    if (digit < 0 || digit > 9) return -1
    value = value * 10 + digit
  }
  return value
}

/** An object in the common way of writing it: presence is full of them. */
const scanObject: Scan<MsnObject> = (_, bytes, start, end) => {
  const count = unescapeValues(bytes, start, end)
  if (count < known.length - 1) return unread
  const [a, b, c, d, e, f] = [ends[0]!, ends[1]!, ends[2]!, ends[3]!, ends[4]!, ends[5]!]
  const size = numberIn(a, b)
  const type = numberIn(b, c)
  if (size < 0 || type < 0) return unread
  // One conversion, then slices of it: of the own word, and no more.
  const text = byteText(textRoom, 0, count === known.length ? ends[6] : f)
  const [creator, location, friendly, sha1d] = [text.slice(0, a), text.slice(c, d), text.slice(d, e), text.slice(e, f)]
  return count === known.length
    ? { creator, size, type, location, friendly, sha1d, sha1c: text.slice(f) }
    : { creator, size, type, location, friendly, sha1d }
}

const putPiece = (index: number, bytes: Uint8Array, at: number): number => {
  const fixed = pieceBytes
  const first = pieceStarts[index]!
  const next = pieceStarts[index + 1]!
  for (let i = first; i < next; i++) bytes[at + i - first] = fixed[i]!
  return at + next - first
}

const upperHex = bytesOf('0123456789ABCDEF')

/** Puts a piece, and the value behind it. */
const putValue = (index: number, value: unknown, bytes: Uint8Array, at: number): number => {
  if (at < 0 || typeof value !== 'string') return unput
  const [kind, hex] = [kinds, upperHex]
  let end = putPiece(index, bytes, at)
  for (let i = 0; i < value.length; i++) {
    const unit = value.charCodeAt(i)
    if (kind[unit] === itself) bytes[end++] = unit
    else if (kind[unit] === escaped) {
      bytes[end++] = percent
      bytes[end++] = hex[unit >> 4]!
      bytes[end++] = hex[unit & 15]!
    } else return unput
  }
  return end
}

const largest = 999_999_999_999_999

const putSize = (index: number, value: unknown, bytes: Uint8Array, at: number): number =>
  at >= 0 && typeof value === 'number' && value >= 0 && value <= largest && Number.isInteger(value)
    ? putNumber(value, bytes, putPiece(index, bytes, at))
    : unput

const putObject: Put = (value, bytes, at) => {
  if (typeof value !== 'object' || value === null) return unput
  const { creator, size, type, location, friendly, sha1d, sha1c, more } = value as Partial<MsnObject>
  if (more !== undefined) return unput
  let end = putSize(2, type, bytes, putSize(1, size, bytes, putValue(0, creator, bytes, at)))
  end = putValue(5, sha1d, bytes, putValue(4, friendly, bytes, putValue(3, location, bytes, end)))
  if (sha1c !== undefined) end = putValue(6, sha1c, bytes, end)
  if (end < 0) return unput
  for (let i = 0; i < lastPiece.length; i++) bytes[end + i] = lastPiece[i]!
  return end + lastPiece.length
}

/**
 * An MSN object as one word, everything in it but letters, digits and `_.-~` percent-encoded.
 *
 * **Source** core.md 4.5, messages.md 2.3
 */
export const MsnObjectWord: Word<MsnObject> = word<MsnObject>('MsnObject', {
  expected: 'an MSN object, percent-encoded',
  is: isMsnObject,
  read: (bytes) => {
    const inOrder = readInOrder(bytes)
    if (inOrder !== undefined) return inOrder
    const object = readMsnObject(percentDecoded(bytes))
    return object === undefined ? unread : canonicalIf(writeWord(object) === bytes, object)
  },
  write: (object) => writeWord(object),
  scan: scanObject,
  put: putObject,
})

const writeWord = (object: MsnObject): string => escapeAll(writeMsnObject(object))
