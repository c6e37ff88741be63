import * as O from 'fp-ts/lib/Option.js'
import * as RA from 'fp-ts/lib/ReadonlyArray.js'
import { flow, pipe } from 'fp-ts/lib/function.js'

import { fromOctetText, toOctetText } from '../wire/text.js'

/** A named text: a header, a line of a body, an attribute, an element with nothing but text in it. */
export type Field = readonly [name: string, value: string]

/** Named texts in their order, names in the case that they came in. */
export type Fields = ReadonlyArray<Field>

/** The end of a line inside a payload, as a pattern: CR LF, or a lone LF or CR as some have it (messages.md 1.2). */
export const endOfLine = String.raw`(?:\r\n|\r(?!\n)|\n)`

const lineEnd = new RegExp(endOfLine)
const fold = new RegExp(String.raw`${endOfLine}[ \t]+`, 'g')

const readLine = (line: string): O.Option<Field> => {
  const colon = line.indexOf(':')
  const name = fromOctetText(line.slice(0, Math.max(0, colon))).trim()
  return name === '' ? O.none : O.some([name, fromOctetText(line.slice(colon + 1)).trim()])
}

/**
 * Reads lines of `Name: value`, out of a header block or a body.
 *
 * **Shapes** octet text in, text out. A line that begins with a blank continues the one before it; a line without a
 * colon says nothing and is passed over.
 *
 * **Source** messages.md 1.2
 */
export const readFields = (octets: string): Fields =>
  pipe(octets.replace(fold, ' ').split(lineEnd), RA.filterMap(readLine))

// A line break that came in with a name or a value would begin another header (core.md 10.2).
const oneLine = (text: string): string => text.replace(/[\r\n]+/g, ' ').trim()

const writeLine = ([name, value]: Field): string => {
  const text = oneLine(value)
  return `${oneLine(name.replaceAll(':', ''))}:${text === '' ? '' : ` ${text}`}\r\n`
}

/**
 * The lines of named texts, as octet text: the inverse of `readFields`.
 *
 * **Shapes** an empty value is written without a blank (`Age:`). Line breaks inside a value become blanks.
 *
 * **Source** messages.md 1.2, core.md 3.8
 */
export const writeFields = (fields: Fields): string => toOctetText(fields.map(writeLine).join(''))

/** Whether a field has a name, in whatever case. */
export const named = (name: string): ((field: Field) => boolean) => {
  const wanted = name.toLowerCase()
  return ([candidate]) => candidate.toLowerCase() === wanted
}

/** The value under a name in whatever case; where there are several, the last (messages.md 1.2). */
export const field = (name: string): ((fields: Fields) => O.Option<string>) =>
  flow(
    RA.findLast(named(name)),
    O.map(([, value]) => value),
  )

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
export const readParameters = (text: string): Fields =>
  pipe(
    text.split(';'),
    RA.filterMap((part) => {
      const equals = part.indexOf('=')
      if (equals < 0) return O.none
      const value = part.slice(equals + 1).trim()
      return O.some([part.slice(0, equals).trim(), /^"(.*)"$/s.exec(value)?.[1] ?? value] as const)
    }),
  )

/** `name=value` pairs with `; ` between them: the inverse of `readParameters`. */
export const writeParameters = (parameters: Fields): string =>
  parameters.map(([name, value]) => `${name}=${value}`).join('; ')
