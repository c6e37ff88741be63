/** Finds where the parts of XML text stand, as a parser sees them and however broken it is, for whoever changes some of them. */

/** From one position up to another. **Units** characters */
export interface TextSpan {
  readonly from: number
  readonly to: number
}

/** An attribute; the span is that of its value, without the quotes. */
export interface AttributeSpan extends TextSpan {
  readonly name: string
}

/**
 * A part of XML text.
 *
 * **Shapes** spans of `Text`, `Cdata`, `Comment` and `Other` (instructions, document types) are those of the content, of
 * `Begin`, `End` and `Empty` those of the tag. `Broken` is what begins like a part and is none, up to where the next may begin.
 */
export type Markup =
  | ({ readonly _tag: 'Text' | 'Cdata' | 'Comment' | 'Other' | 'Broken' } & TextSpan)
  | ({
      readonly _tag: 'Begin' | 'Empty'
      readonly name: string
      readonly attributes: ReadonlyArray<AttributeSpan>
    } & TextSpan)
  | ({ readonly _tag: 'End'; readonly name: string } & TextSpan)

const isBlank = (character: string | undefined): boolean =>
  character === ' ' || character === '\t' || character === '\n' || character === '\r'

/** What begins with a mark of its own, and ends with another. */
const fenced = [
  ['<!--', '-->', 'Comment'],
  ['<![CDATA[', ']]>', 'Cdata'],
  ['<?', '?>', 'Other'],
] as const

const startOfName = /[A-Za-z_:\x80-\u{10ffff}]/u
const endOfName = /[\s=/<>]/

/** Where a document type ends: it may hold declarations in brackets. */
const endOfDoctype = (text: string, at: number): number => {
  let depth = 0
  for (let i = at; i < text.length; i++) {
    if (text[i] === '[') depth++
    else if (text[i] === ']') depth--
    else if (text[i] === '>' && depth <= 0) return i
  }
  return -1
}

/** A tag that begins an element; nothing, if it is none. It is left at the first `<`, which cannot stand in one. */
const beginAt = (text: string, start: number): Markup | undefined => {
  let at = start + 1
  const until = (isEnd: (character: string) => boolean): string => {
    const from = at
    while (at < text.length && !isEnd(text[at]!)) at++
    return text.slice(from, at)
  }
  const skip = (): void => {
    while (isBlank(text[at])) at++
  }
  const name = until((each) => endOfName.test(each))
  const attributes: Array<AttributeSpan> = []
  for (;;) {
    skip()
    const next = text[at]
    if (next === undefined || next === '<') return undefined
    if (next === '>') return { _tag: 'Begin', name, attributes, from: start, to: at + 1 }
    if (next === '/' || next === '=') {
      at++
      if (next === '/' && text[at] === '>') return { _tag: 'Empty', name, attributes, from: start, to: at + 1 }
      continue
    }
    const attribute = until((each) => endOfName.test(each))
    skip()
    if (text[at] !== '=') continue
    at++
    skip()
    const quote = text[at]
    const isQuoted = quote === '"' || quote === "'"
    if (isQuoted) at++
    const from = at
    until((each) => each === '<' || (isQuoted ? each === quote : each === '>' || isBlank(each)))
    if (isQuoted && text[at] !== quote) return undefined
    attributes.push({ name: attribute, from, to: at })
    if (isQuoted) at++
  }
}

/** The part that begins with `<` at a position, and where the next begins; nothing, if none begins there. */
const partAt = (text: string, start: number): readonly [Markup, number] | undefined => {
  for (const [opening, ending, _tag] of fenced) {
    if (!text.startsWith(opening, start)) continue
    const end = text.indexOf(ending, start + opening.length)
    if (end < 0) return [{ _tag: 'Broken', from: start, to: text.length }, text.length]
    return [{ _tag, from: start + opening.length, to: end }, end + ending.length]
  }
  if (text.startsWith('<!', start)) {
    const end = endOfDoctype(text, start)
    return end < 0
      ? [{ _tag: 'Broken', from: start, to: text.length }, text.length]
      : [{ _tag: 'Other', from: start + 2, to: end }, end + 1]
  }
  if (text.startsWith('</', start)) {
    let end = start + 2
    while (end < text.length && text[end] !== '>' && text[end] !== '<') end++
    if (text[end] !== '>') return undefined
    return [{ _tag: 'End', name: text.slice(start + 2, end).trimEnd(), from: start, to: end + 1 }, end + 1]
  }
  const begin = startOfName.test(text[start + 1] ?? '') ? beginAt(text, start) : undefined
  return begin === undefined ? undefined : [begin, begin.to]
}

/**
 * Cuts XML text into its parts, each with its position.
 *
 * **Errors** none: whatever the text, it is cut, in a time that grows with its length and no faster.
 */
export const markupOf = (text: string): ReadonlyArray<Markup> => {
  const parts: Array<Markup> = []
  for (let at = 0; at < text.length;) {
    const start = text.indexOf('<', at)
    const plain = start < 0 ? text.length : start
    if (plain > at) parts.push({ _tag: 'Text', from: at, to: plain })
    if (start < 0) break
    const part = partAt(text, start)
    if (part === undefined) {
      const next = text.indexOf('<', start + 1)
      at = next < 0 ? text.length : next
      parts.push({ _tag: 'Broken', from: start, to: at })
    } else {
      parts.push(part[0])
      at = part[1]
    }
  }
  return parts
}

/** The name of an element or an attribute as readers of services take it: without its prefix, in lower case (messages.md 4). */
export const localName = (name: string): string =>
  /^xmlns:/i.test(name) ? 'xmlns' : name.slice(name.lastIndexOf(':') + 1).toLowerCase()

/** Puts other text of the same length in the place of text. */
export type TextChange = (text: string) => string

/** What of an element is to be changed: `whole` is all between its tags, `texts` every text in it, however deep. */
export interface ElementRule {
  readonly extent: 'whole' | 'texts'
  readonly change: TextChange
}

/**
 * What of a document is to be changed.
 *
 * **Shapes** names are local ones. `other` is for texts and values that no rule is for. `isDoubtful` tells of what cannot
 * be read whether something may be in it that is to be changed: then nothing is left of it.
 */
export interface MarkupRules {
  readonly element: (name: string, parent: string) => ElementRule | undefined
  readonly attribute: (name: string, element: string) => TextChange | undefined
  readonly other: TextChange
  readonly isDoubtful: (text: string) => boolean
}

/** Text of which nothing is left but its length and its lines. */
export const crossedOut: TextChange = (text) => text.replace(/[^\r\n]+/g, (run) => 'x'.repeat(run.length))

/** References to characters; not the one before a name in a ticket, `&amp;p=`, which belongs to its text. */
const references = /(&(?:amp(?!;[A-Za-z]+=)|(?!amp;)[A-Za-z]+);)/i

/**
 * Changes the content of an element or an attribute. References to marks stay, or it would be no XML any more; where a
 * character may be spelled in another way than by itself, nothing is left of the whole.
 */
export const changedContent = (change: TextChange, content: string): string => {
  if (content.includes('<') || content.includes('&#')) return crossedOut(content)
  // Readers take no notice of the blanks around it.
  const inner = content.trim()
  const before = content.indexOf(inner)
  const changed = inner.split(references).map((each, i) => (i % 2 === 0 ? change(each) : each))
  return content.slice(0, before) + changed.join('') + content.slice(before + inner.length)
}

/** What is open where a part stands. */
interface OpenElement {
  readonly name: string
  readonly local: string
  readonly change: TextChange | undefined
}

/** The number of the part that ends an element; that behind the last one, if none does. */
const endOf = (parts: ReadonlyArray<Markup>, begin: number, name: string): number => {
  let depth = 0
  for (let i = begin; i < parts.length; i++) {
    const part = parts[i]!
    if (part._tag === 'Begin' && part.name === name) depth++
    if (part._tag === 'End' && part.name === name && --depth === 0) return i
  }
  return parts.length
}

/** XML text with some of it changed; its length stays. */
export const changedMarkup = ({ element, attribute, other, isDoubtful }: MarkupRules, text: string): string => {
  const parts = markupOf(text)
  const out: Array<string> = []
  const open: Array<OpenElement> = []
  const counts = new Map<string, number>()
  let done = 0

  const put = ({ from, to }: TextSpan, change: TextChange): void => {
    if (to <= from) return
    out.push(text.slice(done, from), change(text.slice(from, to)))
    done = to
  }
  const count = (name: string, by: number): void => void counts.set(name, (counts.get(name) ?? 0) + by)
  const close = (name: string): void => {
    if ((counts.get(name) ?? 0) === 0) return
    for (let last = open.pop(); last !== undefined; last = open.pop()) {
      count(last.name, -1)
      if (last.name === name) return
    }
  }

  for (let i = 0; i < parts.length; i++) {
    const part = parts[i]!
    const inherited = open.at(-1)?.change
    switch (part._tag) {
      case 'Text':
        put(part, inherited ?? other)
        break
      case 'Cdata':
      case 'Comment':
      case 'Other':
        if (inherited !== undefined || isDoubtful(text.slice(part.from, part.to))) put(part, crossedOut)
        else if (part._tag === 'Cdata') put(part, other)
        break
      case 'End':
        close(part.name)
        break
      case 'Broken':
        // Nobody can tell where it ends.
        if (inherited !== undefined || isDoubtful(text.slice(part.from, part.to))) {
          put({ from: part.from, to: text.length }, crossedOut)
          i = parts.length
        }
        break
      case 'Begin':
      case 'Empty': {
        const local = localName(part.name)
        const rule = element(local, open.at(-1)?.local ?? '')
        for (const each of part.attributes) {
          put(each, attribute(localName(each.name), local) ?? other)
        }
        if (part._tag === 'Empty') break
        if (rule?.extent === 'whole') {
          const end = endOf(parts, i, part.name)
          put({ from: part.to, to: parts[end]?.from ?? text.length }, rule.change)
          i = end
        } else {
          open.push({ name: part.name, local, change: rule?.change ?? inherited })
          count(part.name, 1)
        }
      }
    }
  }
  out.push(text.slice(done))
  return out.join('')
}
