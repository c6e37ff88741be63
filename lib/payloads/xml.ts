import * as O from 'fp-ts/lib/Option.js'
import * as Th from 'fp-ts/lib/These.js'
import { pipe } from 'fp-ts/lib/function.js'
import { SaxesParser } from 'saxes'

import { field, type Field, type Fields } from './fields.js'

/** An element. `text` is what stands directly in it, without the text of its children. */
export interface XmlElement {
  readonly name: string
  readonly attributes: Fields
  readonly children: ReadonlyArray<XmlElement>
  readonly text: string
}

/**
 * What is wrong with an XML text.
 *
 * **Errors** `NotWellFormed`: it breaks XML's grammar, `reason` says where; after a hundred errors, the rest is not
 * read. `Doctype`: it has a document type, which is not looked at. `TooDeep`: elements below the limit were left out.
 * `TooLong`: nothing was read.
 *
 * **Source** core.md 10.2
 */
export type XmlProblem =
  | { readonly _tag: 'NotWellFormed'; readonly reason: string }
  | { readonly _tag: 'Doctype' }
  | { readonly _tag: 'TooDeep'; readonly limit: number }
  | { readonly _tag: 'TooLong'; readonly characters: number; readonly limit: number }

/**
 * How an XML text is read.
 *
 * **Shapes** `names` is the vocabulary of a document that may be broken: if it is, it is read again, and whatever `<`
 * begins no such element, and whatever `&` no entity, stands for itself.
 *
 * **Units** `length` in characters, `depth` in elements.
 */
export interface XmlOptions {
  readonly names?: ReadonlyArray<string>
  readonly length?: number
  readonly depth?: number
}

/** The first element and what stands in it, or why it was not read; or both, where it was read in part. */
export type Xml = Th.These<XmlProblem, XmlElement>

// Controls and lone surrogates cannot stand in XML, not even as entities.
const impossible = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu
// A plain search is several times as fast as one by code points, and most texts are plain.
const unusual = /[^\t\n\r\x20-\x7e]/
const possible = (text: string): string => (unusual.test(text) ? text.replace(impossible, '\ufffd') : text)
const unsound = 'a character that cannot stand in XML'

// An error costs far more than a character, so a text of little else is given up, at the end of a piece. Whatever is
// open at the end is an error, so that what only nests is given up as well.
const mostErrors = 100
const mostBelow = 1000
const piece = 1024

interface Open {
  readonly name: string
  readonly attributes: Fields
  readonly children: Array<XmlElement>
  text: string
}

const parse = (text: string, limit: number): Xml => {
  const sound = possible(text)
  const parser = new SaxesParser({ defaultXMLVersion: '1.0', forceXMLVersion: true })
  const open: Array<Open> = []
  let root: XmlElement | undefined
  let problem: XmlProblem | undefined = sound === text ? undefined : { _tag: 'NotWellFormed', reason: unsound }
  let below = 0
  let errors = 0

  const close = (): void => {
    const element = open.pop()
    const parent = open.at(-1)
    if (element !== undefined && parent !== undefined) parent.children.push(element)
    else root ??= element
  }
  const append = (more: string): void => {
    const element = open.at(-1)
    if (element !== undefined && below === 0) element.text += more
  }

  parser.on('error', ({ message }) => {
    errors++
    problem ??= { _tag: 'NotWellFormed', reason: message }
  })
  parser.on('doctype', () => (problem ??= { _tag: 'Doctype' }))
  parser.on('text', append)
  parser.on('cdata', append)
  parser.on('opentag', ({ name, attributes }) => {
    if (open.length < limit) open.push({ name, attributes: Object.entries(attributes), children: [], text: '' })
    else {
      below++
      problem ??= { _tag: 'TooDeep', limit }
    }
  })
  parser.on('closetag', () => (below > 0 ? below-- : close()))
  for (let at = 0; at < sound.length && errors < mostErrors && below < mostBelow; at += piece)
    parser.write(sound.slice(at, at + piece))
  parser.close()
  while (open.length > 0) close()

  if (root === undefined) return Th.left(problem ?? { _tag: 'NotWellFormed', reason: 'no element' })
  return problem === undefined ? Th.right(root) : Th.both(problem, root)
}

const numbered = /&#(?:x([\da-f]+)|(\d+));/gi
const strayMark = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/gi

const isPossible = (code: number): boolean => code <= 0x10ffff && possible(String.fromCodePoint(code)) !== '\ufffd'

/**
 * The text with U+FFFD for every character that XML cannot hold, written as it is or by its number, with `&amp;` for
 * whatever `&` begins no entity, and without blanks before it. Its elements are left as they are.
 */
export const mendCharacters = (text: string): string =>
  possible(text)
    .trimStart()
    .replace(strayMark, '&amp;')
    .replace(numbered, (whole, hex?: string, decimal?: string) =>
      isPossible(hex === undefined ? Number.parseInt(decimal ?? '', 10) : Number.parseInt(hex, 16)) ? whole : '\ufffd',
    )

const mend = (names: ReadonlyArray<string>): ((text: string) => string) => {
  const stray = new RegExp(
    `<(?!/?(?:${names.join('|')})(?:[\\s/>]|$))|&(?!(?:amp|lt|gt|quot|apos|#\\d{1,7}|#x[\\da-fA-F]{1,6});)`,
    'g',
  )
  return (text) => text.replace(stray, escape)
}

/**
 * Reads XML text: the five predefined entities and numeric ones, no others; namespaces are part of the names.
 *
 * **Errors** never thrown: see `XmlProblem`. What can be read of a broken text is given beside the problem.
 *
 * **Source** core.md 4.6, 10.2
 */
export const readXml =
  ({ names = [], length = 65536, depth = 32 }: XmlOptions = {}) =>
  (text: string): Xml => {
    if (text.length > length) return Th.left({ _tag: 'TooLong', characters: text.length, limit: length })
    const first = parse(text, depth)
    const problem = O.toUndefined(Th.getLeft(first))
    if (problem?._tag !== 'NotWellFormed' || names.length === 0) return first
    return pipe(
      Th.getRight(parse(mend(names)(text), depth)),
      O.alt(() => Th.getRight(first)),
      O.match(
        () => Th.left(problem),
        (root) => Th.both(problem, root),
      ),
    )
  }

/** The element that was read; an empty one without a name, where there is none. */
export const rootIn = (xml: Xml): XmlElement =>
  pipe(
    xml,
    Th.getRight,
    O.getOrElse((): XmlElement => ({ name: '', attributes: [], children: [], text: '' })),
  )

/** The problem, as a property of what was made out of the XML. */
export const problemIn = (xml: Xml): { readonly problem?: XmlProblem } =>
  pipe(
    xml,
    Th.getLeft,
    O.match(
      () => ({}),
      (problem) => ({ problem }),
    ),
  )

/** The first child of a name. */
export const child =
  (name: string) =>
  ({ children }: XmlElement): O.Option<XmlElement> =>
    O.fromNullable(children.find((candidate) => candidate.name === name))

/** The children of a name. */
export const childrenNamed =
  (name: string) =>
  ({ children }: XmlElement): ReadonlyArray<XmlElement> =>
    children.filter((candidate) => candidate.name === name)

/** The value of an attribute. */
export const attribute =
  (name: string) =>
  ({ attributes }: XmlElement): O.Option<string> =>
    field(name)(attributes)

/** The children as named texts. */
export const leaves = ({ children }: XmlElement): Fields => children.map(({ name, text }): Field => [name, text])

const marks: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // Readers would take these for other white space.
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
}

const isPlain = (text: string): boolean => !/[^ !#-%'-;=?-~]/.test(text)

/** Text as it is written in an element or between an attribute's double quotes; what XML cannot hold becomes U+FFFD. */
export const escape = (text: string): string =>
  isPlain(text) ? text : possible(text).replace(/[&<>"\t\n\r]/g, (mark) => marks[mark] ?? mark)

const begin = (name: string, attributes: Fields): string => {
  let markup = `<${name}`
  for (const [key, value] of attributes) markup += ` ${key}="${escape(value)}"`
  return markup
}

/** The markup of an element around markup. */
export const tag =
  (name: string, attributes: Fields = []) =>
  (content: string): string =>
    `${begin(name, attributes)}>${content}</${name}>`

/** The markup of an element with nothing in it. */
export const emptyTag = (name: string, attributes: Fields): string => `${begin(name, attributes)}/>`

/** The markup of elements with nothing but text in them. */
export const writeLeaves = (fields: Fields): string => fields.map(([name, text]) => tag(name)(escape(text))).join('')
