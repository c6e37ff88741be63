/** The MSN object in a line: a description of a picture or another piece of data, in escaped XML. */
import { escapeAll } from './quoted.js'
import { percentDecoded } from '../wire/percent.js'
import { canonicalIf, unread, word, type Word } from './word.js'

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
    [creator, location, friendly, sha1d, sha1c ?? ''].every((text) => typeof text === 'string') &&
    [size, type].every((number) => typeof number === 'number' && numberOf(String(number)) === number) &&
    (more === undefined ||
      (Array.isArray(more) &&
        more.length > 0 &&
        more.every((pair) => Array.isArray(pair)) &&
        more.every(([name, value]) => attributeName.test(name as string) && typeof value === 'string') &&
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
})

const writeWord = (object: MsnObject): string => escapeAll(writeMsnObject(object))
