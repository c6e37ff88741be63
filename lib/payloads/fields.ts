/** Lists of named texts, such as headers: reading, writing, finding by name. */
import * as O from 'fp-ts/lib/Option.js'
import * as RA from 'fp-ts/lib/ReadonlyArray.js'

import { fromByteText, toByteText } from '../wire/text.js'
import { detached } from './detach.js'
import { rememberingAlike } from './remember.js'

/** A named text: a header, a line of a body, an attribute, an element with nothing but text in it. */
export type Field = readonly [name: string, value: string]

/** Named texts in their order, names in the case that they came in. */
export type Fields = ReadonlyArray<Field>

/** The end of a line inside a payload, as a pattern: CR LF, or a lone LF or CR as some have it (messages.md 1.2). */
export const endOfLine = String.raw`(?:\r\n|\r(?!\n)|\n)`

const lineEnd = new RegExp(endOfLine)
const fold = new RegExp(String.raw`${endOfLine}[ \t]+`, 'g')

const readLine = (line: string): Field | undefined => {
  const colon = line.indexOf(':')
  const name = fromByteText(line.slice(0, Math.max(0, colon))).trim()
  return name === '' ? undefined : [detached(name), detached(fromByteText(line.slice(colon + 1)).trim())]
}

const isThere = (field: Field | undefined): field is Field => field !== undefined

/**
 * Reads lines of `Name: value`, out of a header block or a body.
 *
 * **Shapes** byte text in, text out, which does not hold on to the whole. A line that begins with a blank continues the one
 * before it; a line without a colon says nothing and is passed over.
 *
 * **Source** messages.md 1.2
 */
export const readFields = (bytes: string): Fields =>
  bytes.replace(fold, ' ').split(lineEnd).map(readLine).filter(isThere)

// A line break that came in with a name or a value would begin another header (core.md 10.2).
const oneLine = (text: string): string => text.replace(/[\r\n]+/g, ' ').trim()

const writeLine = ([name, value]: Field): string => {
  const text = oneLine(value)
  return `${oneLine(name.replaceAll(':', ''))}:${text === '' ? '' : ` ${text}`}\r\n`
}

const isSameFields = (some: Fields, others: Fields): boolean =>
  some.length === others.length && some.every(([name, value], at) => name === others[at]![0] && value === others[at]![1])

/**
 * The lines of named texts, as byte text: the inverse of `readFields`.
 *
 * **Shapes** an empty value is written without a blank (`Age:`). Line breaks inside a value become blanks.
 *
 * **Source** messages.md 1.2, core.md 3.8
 */
export const writeFields: (fields: Fields) => string = rememberingAlike(
  (fields: Fields) => toByteText(fields.map(writeLine).join('')),
  isSameFields,
  (fields) => fields.map(([name, value]) => [name, value]),
)

/** Whether a field has a name, in whatever case. */
export const named = (name: string): ((field: Field) => boolean) => {
  const wanted = name.toLowerCase()
  return ([candidate]) => candidate.toLowerCase() === wanted
}

/** The value under a name, given in lower case, if there is one. */
export const valueOf = (wanted: string, fields: Fields): string | undefined => {
  // A loop, since every message of a conversation is looked through several times.
  for (let i = fields.length - 1; i >= 0; i--) {
    const [name, value] = fields[i]!
    if (name.length === wanted.length && name.toLowerCase() === wanted) return value
  }
  return undefined
}

/** The value under a name in whatever case; where there are several, the last (messages.md 1.2). */
export const field = (name: string): ((fields: Fields) => O.Option<string>) => {
  const wanted = name.toLowerCase()
  return (fields) => O.fromNullable(valueOf(wanted, fields))
}

/** The fields but for those of some names. */
export const without = (...names: ReadonlyArray<string>): ((fields: Fields) => Fields) => {
  const unwanted = new Set(names.map((name) => name.toLowerCase()))
  return RA.filter(([name]) => !unwanted.has(name.toLowerCase()))
}

/**
 * Reads `name=value` pairs with semicolons between them.
 *
 * **Shapes** blanks around a pair and quotes around a value are not part of it. What has no `=` is passed over: in a
 * Content-Type the type itself, in a routing header the address.
 *
 * **Source** messages.md 1.2, 1.3
 */
export const readParameters = (text: string): Fields => text.split(';').map(readParameter).filter(isThere)

const readParameter = (part: string): Field | undefined => {
  const equals = part.indexOf('=')
  if (equals < 0) return undefined
  const value = part.slice(equals + 1).trim()
  const isQuoted = value.length > 1 && value.startsWith('"') && value.endsWith('"')
  return [detached(part.slice(0, equals).trim()), detached(isQuoted ? value.slice(1, -1) : value)]
}

/** `name=value` pairs with `; ` between them: the inverse of `readParameters`. */
export const writeParameters = (parameters: Fields): string =>
  parameters.map(([name, value]) => `${name}=${value}`).join('; ')
