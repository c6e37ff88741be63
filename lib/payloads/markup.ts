/** Reads markup into elements, at a cost that is linear in its length, whatever stands in it. */
import * as Th from 'fp-ts/lib/These.js'

import { soundMarkup } from './characters.js'
import { detached } from './detach.js'
import { undoEntities } from './entities.js'
import type { Field, Fields } from './fields.js'

/** An element. `text` is what stands directly in it, without the text of its children. None of it holds on to the whole document. */
export interface XmlElement {
  readonly name: string
  readonly attributes: Fields
  readonly children: ReadonlyArray<XmlElement>
  readonly text: string
}

/**
 * What is wrong with an XML text.
 *
 * **Errors** `NotWellFormed`: it breaks XML's grammar, `reason` says how and where, and quotes nothing of it. `Doctype`: it
 * has a document type, which is not looked at. `TooDeep`: elements below the limit were left out. `TooLong`: nothing was
 * read.
 *
 * **Source** core.md 10.2
 */
export type XmlProblem =
  | { readonly _tag: 'NotWellFormed'; readonly reason: string }
  | { readonly _tag: 'Doctype' }
  | { readonly _tag: 'TooDeep'; readonly limit: number }
  | { readonly _tag: 'TooLong'; readonly characters: number; readonly limit: number }

/** The first element and what stands in it, or why it was not read; or both, where it was read in part. */
export type Xml = Th.These<XmlProblem, XmlElement>

/**
 * How markup is read.
 *
 * **Shapes** with `names`, whatever `<` begins no element of that vocabulary stands for itself. Where it `isLenient`, wrong
 * characters are no problem: those that XML cannot hold, a `<` or `&` that begins nothing, `]]>` in a text, blanks before
 * the beginning. Wrong elements are one.
 *
 * Who reads it again otherwise `stops` at the first problem.
 *
 * **Units** `depth` in elements.
 */
export interface MarkupOptions {
  readonly depth: number
  readonly names?: ReadonlySet<string>
  readonly isLenient?: boolean
  readonly stops?: boolean
}

interface Open {
  readonly name: string
  readonly attributes: Fields
  children: ReadonlyArray<XmlElement>
  text: string
}

const noChildren: ReadonlyArray<XmlElement> = []
const noAttributes: Fields = []

const [blank, begins, continues] = [1, 2, 4]

/** What a character can be, for those of ASCII; all others can be in a name. */
const kinds = new Uint8Array(128)
for (const code of [9, 10, 32]) kinds[code] = blank
for (let code = 0; code < 128; code++)
  if (/[\w:]/.test(String.fromCharCode(code))) kinds[code] = /\d/.test(String.fromCharCode(code)) ? continues : begins | continues
  else if (/[-.]/.test(String.fromCharCode(code))) kinds[code] = continues

const is = (kind: number, code: number): boolean =>
  code < 128 ? (kinds[code]! & kind) !== 0 : kind !== blank && code >= 128

const [mark, slash, equals, greater, bang, query, quote, apostrophe] = [60, 47, 61, 62, 33, 63, 34, 39]

const past = (kind: number, text: string, from: number): number => {
  let at = from
  while (is(kind, text.charCodeAt(at))) at++
  return at
}

/** What `<!` begins, by the character behind it. */
const special: ReadonlyMap<number, string> = new Map(
  ['<!--', '<![CDATA[', '<!DOCTYPE'].map((word) => [word.charCodeAt(2), word]),
)

const isBlank = (text: string): boolean => past(blank, text, 0) === text.length

/** The position of a text, or the end of all. */
const placeOf = (wanted: string, text: string, from: number): number => {
  const at = text.indexOf(wanted, from)
  return at < 0 ? text.length : at
}

/** Where a document type ends; there may be brackets in it, and quotes. */
const pastDoctype = (text: string, from: number): number => {
  let inside = 0
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === quote || code === apostrophe) at = placeOf(text[at]!, text, at + 1)
    else if (code === 91) inside++
    else if (code === 93) inside--
    else if (code === greater && inside <= 0) return at + 1
  }
  return text.length
}

/** A text of little but wrong elements, or of elements within elements, is of no use to anybody: the rest is not read. */
const [mostErrors, mostBelow] = [100, 1000]

/** More names than these are compared by way of a set. */
const few = 8

const hasTwice = (attributes: Fields): boolean => {
  if (attributes.length <= few) {
    for (let at = 1; at < attributes.length; at++)
      for (let before = 0; before < at; before++) if (attributes[before]![0] === attributes[at]![0]) return true
    return false
  }
  const seen = new Set<string>()
  for (const [name] of attributes) {
    if (seen.has(name)) return true
    seen.add(name)
  }
  return false
}

/**
 * Reads markup: namespaces are part of the names; comments and instructions are left out.
 *
 * **Shapes** of two attributes of one name, both are there.
 *
 * **Errors** never thrown. What can be read of broken markup is given beside the problem.
 */
export const parseMarkup =
  ({ depth, names, isLenient = false, stops = false }: MarkupOptions) =>
  (given: string): Xml => {
    const { text, isSound } = soundMarkup(given.startsWith('\ufeff') ? given.slice(1) : given)
    const { length } = text
    // Local, and seen by nobody else.
    const open: Array<Open> = []
    let root: XmlElement | undefined
    let problem: XmlProblem | undefined
    let below = 0

    let errors = 0

    const wrong = (what: string, at: number): void => {
      errors++
      problem ??= { _tag: 'NotWellFormed', reason: `${what} at character ${at}` }
    }
    const flawed = (what: string, at: number): void => {
      if (!isLenient) wrong(what, at)
    }

    const isOver = (): boolean =>
      errors > mostErrors || below > mostBelow || (stops && problem?._tag === 'NotWellFormed')

    const append = (more: string): void => {
      const element = open.at(-1)
      if (element !== undefined && below === 0) element.text += more
    }
    // What is read of a document is kept for long; the document is not.
    const piece = (from: number, to: number): string => detached(text.slice(from, to))
    const close = (element: Open): void => {
      element.text = detached(element.text)
      const parent = open.at(-1)
      if (parent === undefined) root = element
      else if (parent.children === noChildren) parent.children = [element]
      else (parent.children as Array<XmlElement>).push(element)
    }
    const begin = (name: string, attributes: Fields, isEmpty: boolean): void => {
      if (open.length < depth) {
        const element: Open = { name, attributes, children: noChildren, text: '' }
        if (isEmpty) close(element)
        else open.push(element)
        return
      }
      problem ??= { _tag: 'TooDeep', limit: depth }
      if (!isEmpty) below++
    }
    const end = (name: string, at: number): void => {
      if (below > 0) {
        below--
        return
      }
      const index = open.findLastIndex((element) => element.name === name)
      if (index < 0) return wrong('an end without a beginning', at)
      if (index < open.length - 1) wrong('an end within another element', at)
      while (open.length > index) close(open.pop()!)
    }

    const undone = (markup: string, at: number): string => {
      const { text: plain, isGood } = undoEntities(markup)
      if (!isGood) flawed('a & that begins no entity', at)
      return plain
    }
    const valueIn = (markup: string, at: number): string => {
      if (markup.includes('<')) flawed('a < in an attribute', at)
      return undone(markup, at)
    }

    /** Whether `<` begins anything. */
    const isMarkup = (at: number): boolean => {
      const next = text.charCodeAt(at + 1)
      const isEnd = next === slash
      const first = at + (isEnd ? 2 : 1)
      if (is(begins, text.charCodeAt(first))) {
        if (names === undefined) return true
        const last = past(continues, text, first)
        const behind = text.charCodeAt(last)
        return (
          (last === length || is(blank, behind) || behind === slash || behind === greater) &&
          names.has(text.slice(first, last))
        )
      }
      if (names !== undefined) return false
      if (next === query) return is(begins, text.charCodeAt(at + 2))
      const word = next === bang ? special.get(text.charCodeAt(at + 2)) : undefined
      return word !== undefined && text.startsWith(word, at)
    }
    const nextMarkup = (from: number): number => {
      let at = placeOf('<', text, from)
      for (; at < length && !isMarkup(at); at = placeOf('<', text, at + 1)) {
        flawed('a < that begins nothing', at)
        if (isOver()) return length
      }
      return at
    }

    /** Reads a tag, from behind its name; gives the position behind it. */
    const tagFrom = (name: string, from: number): number => {
      const attributes: Array<Field> = []
      const done = (isEmpty: boolean): void => {
        if (problem === undefined && hasTwice(attributes)) wrong('an attribute that is there twice', from)
        begin(name, attributes.length === 0 ? noAttributes : attributes, isEmpty)
      }
      for (let at = from; !isOver(); ) {
        const start = at
        at = past(blank, text, at)
        const code = text.charCodeAt(at)
        if (at >= length) {
          wrong('a tag without an end', from)
          return length
        }
        if (code === greater || (code === slash && text.charCodeAt(at + 1) === greater)) {
          done(code === slash)
          return code === slash ? at + 2 : at + 1
        }
        if (code === mark) {
          wrong('a tag within a tag', at)
          done(false)
          return at
        }
        if (!is(begins, code)) {
          wrong('a character that no tag has', at)
          at++
          continue
        }
        if (at === start) wrong('no blank before an attribute', at)
        const nameEnd = past(continues, text, at)
        const key = piece(at, nameEnd)
        const sign = past(blank, text, nameEnd)
        if (text.charCodeAt(sign) !== equals) {
          wrong('an attribute without a value', at)
          at = nameEnd
          continue
        }
        at = past(blank, text, sign + 1)
        const around = text.charCodeAt(at)
        if (around === quote || around === apostrophe) {
          const close = placeOf(text[at]!, text, at + 1)
          attributes.push([key, detached(valueIn(text.slice(at + 1, close), at + 1))])
          at = close + 1
        } else {
          wrong('an attribute without quotes', at)
          const first = at
          for (let one = text.charCodeAt(at); at < length && !is(blank, one) && one !== greater && one !== mark; )
            one = text.charCodeAt(++at)
          attributes.push([key, detached(undone(text.slice(first, at), first))])
        }
      }
      return length
    }

    const endFrom = (from: number): number => {
      const nameEnd = past(continues, text, from)
      end(text.slice(from, nameEnd), from)
      let at = past(blank, text, nameEnd)
      if (text.charCodeAt(at) !== greater) wrong('an end without its own', from)
      for (let one = text.charCodeAt(at); at < length && one !== greater && one !== mark; ) one = text.charCodeAt(++at)
      return text.charCodeAt(at) === greater ? at + 1 : at
    }

    /** Passes over what ends by a mark of its own. */
    const through = (what: string, mark: string, from: number, at: number): number => {
      const close = placeOf(mark, text, from)
      if (close === length) wrong(`${what} without an end`, at)
      return Math.min(length, close + mark.length)
    }

    const markupAt = (at: number): number => {
      switch (text.charCodeAt(at + 1)) {
        case slash:
          return endFrom(at + 2)
        case query:
          if (at > 0 && /^<\?xml[\s?]/.test(text.slice(at, at + 6))) flawed('a declaration behind the beginning', at)
          return through('an instruction', '?>', at + 2, at)
        case bang:
          if (text.startsWith('<!--', at)) return through('a comment', '-->', at + 4, at)
          if (text.startsWith('<![CDATA[', at)) {
            if (open.length === 0) wrong('a text outside of all elements', at)
            append(text.slice(at + 9, placeOf(']]>', text, at + 9)))
            return through('a CDATA section', ']]>', at + 9, at)
          }
          problem ??= { _tag: 'Doctype' }
          return pastDoctype(text, at + 9)
        default: {
          const nameEnd = past(continues, text, at + 1)
          const name = piece(at + 1, nameEnd)
          const behind = text.charCodeAt(nameEnd)
          const isEmpty = behind === slash && text.charCodeAt(nameEnd + 1) === greater
          // Most have no attributes.
          if (!isEmpty && behind !== greater) return tagFrom(name, nameEnd)
          begin(name, noAttributes, isEmpty)
          return nameEnd + (isEmpty ? 2 : 1)
        }
      }
    }

    if (!isSound) flawed('a character that cannot stand in XML', 0)
    for (let at = 0; at < length && !isOver(); ) {
      const next = nextMarkup(at)
      if (next > at) {
        const between = text.slice(at, next)
        if (open.length > 0) {
          if (between.includes(']]>')) flawed('a ]]> in a text', at)
          append(undone(between, at))
        } else if (!isBlank(between)) wrong('a text outside of all elements', at)
      }
      if (next >= length) break
      if (root !== undefined && is(begins, text.charCodeAt(next + 1))) {
        wrong('more than one element', next)
        break
      }
      at = markupAt(next)
    }
    if (open.length > 0) wrong('an element without an end', length)
    while (open.length > 0) close(open.pop()!)

    if (root === undefined) return Th.left(problem ?? { _tag: 'NotWellFormed', reason: 'no element' })
    return problem === undefined ? Th.right(root) : Th.both(problem, root)
  }
