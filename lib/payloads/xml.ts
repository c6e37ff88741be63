/** Reads XML texts as trees, walks them, and writes markup. */
import * as O from 'fp-ts/lib/Option.js'
import * as Th from 'fp-ts/lib/These.js'
import { pipe } from 'fp-ts/lib/function.js'

import { utf8Of } from '../wire/text.js'
import { possible } from './characters.js'
import { field, type Field, type Fields } from './fields.js'
import { parseMarkup, type Xml, type XmlElement, type XmlProblem } from './markup.js'

export type { Xml, XmlElement, XmlProblem } from './markup.js'

/**
 * How an XML text is read.
 *
 * **Shapes** `names` is the vocabulary of a document that may be broken: if it is, it is read again, and whatever `<`
 * begins no such element, and whatever `&` no entity, stands for itself. Where it `isLenient`, wrong characters are no
 * problem, and only wrong elements are one.
 *
 * **Units** `length` in characters, `depth` in elements.
 */
export interface XmlOptions {
  readonly names?: ReadonlyArray<string>
  readonly length?: number
  readonly depth?: number
  readonly isLenient?: boolean
}

const bounded =
  (limit: number, read: (text: string) => Xml) =>
  (text: string): Xml =>
    text.length > limit ? Th.left({ _tag: 'TooLong', characters: text.length, limit }) : read(text)

/**
 * Reads XML text: the five predefined entities and numeric ones, no others; namespaces are part of the names.
 *
 * **Errors** never thrown: see `XmlProblem`. What can be read of a broken text is given beside the problem.
 *
 * **Source** core.md 4.6, 10.2; corrections.md
 */
export const readXml = ({
  names = [],
  length = 65536,
  depth = 32,
  isLenient = false,
}: XmlOptions = {}): ((text: string) => Xml) => {
  const parse = parseMarkup({ depth, isLenient })
  if (names.length === 0) return bounded(length, parse)
  const parseWhole = parseMarkup({ depth, isLenient, stops: true })
  const parseNames = parseMarkup({ depth, isLenient, names: new Set(names) })
  return bounded(length, (text) => {
    const whole = parseWhole(text)
    const problem = O.toUndefined(Th.getLeft(whole))
    if (problem?._tag !== 'NotWellFormed') return whole
    return pipe(
      Th.getRight(parseNames(text)),
      O.alt(() => Th.getRight(parse(text))),
      O.match(
        () => Th.left(problem),
        (root) => Th.both(problem, root),
      ),
    )
  })
}

/** The element that was read; an empty one without a name, where there is none. */
export const rootIn = (xml: Xml): XmlElement =>
  pipe(
    xml,
    Th.getRight,
    O.getOrElse((): XmlElement => ({ name: '', attributes: [], children: [], text: '' })),
  )

const readBeginning = readXml({ isLenient: true })

/** The root of a document of which the first bytes are there; what they cut off is left out. */
export const rootOfBeginning = (bytes: Uint8Array): XmlElement => rootIn(readBeginning(utf8Of(bytes)))

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
