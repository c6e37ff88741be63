import { escapeAll } from './quoted.js'
import { percentDecoded } from '../wire/percent.js'
import { canonicalIf, unread, word, type Word } from './word.js'

/**
 * What describes a picture, an emoticon or another thing that can be fetched from its creator.
 *
 * **Shapes** the attributes of `<msnobj .../>`, their XML entities undone. `friendly`, `sha1d` and `sha1c` are Base64.
 * `more` holds attributes that have no field of their own (`stamp`, `contenttype`, ...), in their order.
 *
 * **Units** `size` in octets.
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

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const unescapeXml = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w+));/g, (whole, hex, decimal, name: string) => {
        const code = hex === undefined ? Number(decimal) : Number.parseInt(hex as string, 16)
        return Number.isNaN(code) ? (entities[name] ?? whole) : code <= 0x10ffff ? String.fromCodePoint(code) : whole
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

/** Reads the XML text of an object; what is no object, or names none (`<msnobj/>`), gives nothing. */
export const readMsnObject = (xml: string): MsnObject | undefined => {
  const inside = element.exec(xml)?.[1]
  const found = inside === undefined ? undefined : attributesOf(inside)
  if (found === undefined || !found.has('Creator') || !found.has('SHA1D')) return undefined

  const [creator, size, type, location, friendly, sha1d, sha1c] = known.map((name) => found.get(name))
  for (const name of known) found.delete(name)
  return {
    creator: creator!,
    size: Number(size ?? 0) || 0,
    type: Number(type ?? 0) || 0,
    location: location ?? '',
    friendly: friendly ?? '',
    sha1d: sha1d!,
    ...(sha1c === undefined ? {} : { sha1c }),
    ...(found.size === 0 ? {} : { more: [...found] }),
  }
}

/** The XML text of an object, its attributes in the order of clients 6.0 to 8.5. */
export const writeMsnObject = ({ creator, size, type, location, friendly, sha1d, sha1c, more = [] }: MsnObject): string => {
  const rest = more.length === 0 ? '' : more.map(([name, value]) => ` ${name}="${escapeXml(value)}"`).join('')
  return (
    `<msnobj Creator="${escapeXml(creator)}" Size="${size}" Type="${type}" Location="${escapeXml(location)}"` +
    ` Friendly="${escapeXml(friendly)}" SHA1D="${escapeXml(sha1d)}"` +
    (sha1c === undefined ? '' : ` SHA1C="${escapeXml(sha1c)}"`) +
    `${rest}/>`
  )
}

const attributeName = /^(?!(?:Creator|Size|Type|Location|Friendly|SHA1D|SHA1C)$)[A-Za-z_][\w.-]*$/

const isMsnObject = (u: unknown): u is MsnObject => {
  if (typeof u !== 'object' || u === null) return false
  const { creator, size, type, location, friendly, sha1d, sha1c, more } = u as Partial<MsnObject>
  return (
    [creator, location, friendly, sha1d, sha1c ?? ''].every((text) => typeof text === 'string') &&
    [size, type].every((number) => Number.isSafeInteger(number) && number! >= 0) &&
    (more === undefined ||
      (Array.isArray(more) &&
        more.length > 0 &&
        more.every(([name, value]) => attributeName.test(name as string) && typeof value === 'string')))
  )
}

// The XML of an object as it is written: presence is full of them, and one match costs a third of the tolerant reading.
const text = '([^"&<]*)'
const count = '(0|[1-9]\\d{0,14})'
const inOrder = new RegExp(
  `^<msnobj Creator="${text}" Size="${count}" Type="${count}" Location="${text}" Friendly="${text}" SHA1D="${text}"` +
    `(?: SHA1C="${text}")?/>$`,
)

const readInOrder = (xml: string): MsnObject | undefined => {
  const match = inOrder.exec(xml)
  if (match === null) return undefined
  const [, creator, size, type, location, friendly, sha1d, sha1c] = match
  const object = {
    creator: creator!,
    size: Number(size),
    type: Number(type),
    location: location!,
    friendly: friendly!,
    sha1d: sha1d!,
  }
  return sha1c === undefined ? object : { ...object, sha1c }
}

/**
 * An MSN object as one word, everything in it but letters, digits and `_.-~` percent-encoded.
 *
 * **Source** core.md 4.5, messages.md 2.3
 */
export const MsnObjectWord: Word<MsnObject> = word<MsnObject>('MsnObject', {
  expected: 'an MSN object, percent-encoded',
  is: isMsnObject,
  read: (octets) => {
    const xml = percentDecoded(octets)
    const object = readInOrder(xml)
    if (object !== undefined) return canonicalIf(escapeAll(xml) === octets, object)
    const other = readMsnObject(xml)
    return other === undefined ? unread : canonicalIf(writeWord(other) === octets, other)
  },
  write: (object) => writeWord(object),
})

const writeWord = (object: MsnObject): string => escapeAll(writeMsnObject(object))
