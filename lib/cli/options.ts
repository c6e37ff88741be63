/** How the words of a command line, and the JSON that is given on it, are read: each reader gives a value, or says what it should be. */
import { InvalidArgumentError, Option } from 'commander'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'

import { describeSpan, type Dialect, dialectNamed, dialects, spokenDialects } from '../commands/dialects.js'
import { Address } from '../commands/words.js'
import { isHost, settingShapes } from '../payloads/setting.js'
import { leaf } from '../payloads/shape.js'
import { parseJson, soundLength } from '../wire/json.js'

/** A text that is not empty. */
export const SomeText = leaf<string>('a text', (u) => typeof u === 'string' && u !== '')

/** Somebody's address. */
export const PersonAddress = leaf<string>(
  'an address such as bob@example.com',
  (u) => typeof u === 'string' && /^[^\s@]+@[^\s@]+$/.test(u) && !u.includes(';{'),
)

/** Reads JSON. What is told of an error says where it is, and quotes nothing: there may be a password in it. */
export const readJson = (text: string): E.Either<string, unknown> =>
  pipe(
    parseJson(text),
    E.mapLeft(() => {
      const before = text.slice(0, soundLength(text)).split('\n')
      const what = before.join('\n').length === text.length ? 'it ends too early' : 'it cannot be read on'
      return `no JSON: ${what} at line ${before.length}, column ${before.at(-1)!.length + 1}`
    }),
  )

export const [known, spoken] = [describeSpan(dialects), describeSpan(spokenDialects)]

export const dialect = (name: string): Dialect => {
  const facts = dialectNamed(name)
  if (facts === undefined) throw new InvalidArgumentError(`It should be ${known}.`)
  return facts.name
}

/** One more of the dialects that a session and a server can speak. */
const spokenDialect = (name: string, before: ReadonlyArray<Dialect> = []): ReadonlyArray<Dialect> => {
  const facts = dialectNamed(name)
  if (facts === undefined || !spokenDialects.includes(facts)) throw new InvalidArgumentError(`It should be ${spoken}.`)
  return [...before, facts.name]
}

export const oneOrMore = (description: string): Option => new Option('--dialect <name>', description).argParser(spokenDialect)

export const seconds = (text: string): number => {
  const value = Number(text)
  if (!(value > 0 && value <= 1e6)) throw new InvalidArgumentError('It should be a number of seconds.')
  return value
}

const natural =
  (most: number) =>
  (text: string): number => {
    const value = Number(text)
    if (!/^\d+$/.test(text) || value > most) throw new InvalidArgumentError(`It should be a number from 0 to ${most}.`)
    return value
  }

export const aFew = natural(1e6)
export const port = natural(65535)
export const fewRedirects = natural(100)

export const address = (text: string): Address => {
  const read = Address.decode(text)
  // What begins with a dash is the next option: the value was forgotten.
  if (E.isLeft(read) || read.right.port === 0 || text.startsWith('-'))
    throw new InvalidArgumentError('It should be host:port.')
  return read.right
}

/** One more of some values, each read by the same reader. */
export const oneMore =
  <A>(read: (text: string) => A) =>
  (text: string, before: ReadonlyArray<A> = []): ReadonlyArray<A> => [...before, read(text)]

/** The scheme, host and port of a site or of a page. */
export const site = (text: string): string => {
  if (!/^https?:\/\/[^/?#\s@]+\/?$/i.test(text) || !URL.canParse(text)) throw new InvalidArgumentError('It should be scheme, host and port, such as https://example.com.')
  return new URL(text).origin
}

export const passport = (text: string): string => {
  if (!PersonAddress.is(text)) throw new InvalidArgumentError(`It should be ${PersonAddress.name}.`)
  return text
}

/** A host to listen at, or to be named by. */
export const host = (text: string): string => {
  if (!isHost(text)) throw new InvalidArgumentError('It should be the name or the IP address of a host.')
  return text
}

export const url = (text: string): string => {
  if (!settingShapes.url.is(text)) throw new InvalidArgumentError('It should be an http URL.')
  return text
}

/** Something to be done after the sign-in: a text for somebody, or an intent as JSON. */
export type Task =
  | { readonly _tag: 'Text'; readonly passport: string; readonly text: string }
  | { readonly _tag: 'Json'; readonly json: string }

/** One more thing to do after the sign-in; several options share the list, in the order of the command line. */
export const task =
  (tasks: Array<Task>, read: (text: string) => Task) =>
  (text: string): void =>
    void tasks.push(read(text))

export const textTask = (said: string): Task => {
  const [, to = '', text = ''] = /^([^=]*)=(.*)$/s.exec(said) ?? []
  if (!PersonAddress.is(to) || text === '') throw new InvalidArgumentError('It should be ADDRESS=TEXT.')
  return { _tag: 'Text', passport: to, text }
}

export const jsonTask = (json: string): Task => ({ _tag: 'Json', json })

export const statuses = ['NLN', 'BSY', 'IDL', 'BRB', 'AWY', 'PHN', 'LUN', 'HDN'] as const

export const examples = (...lines: ReadonlyArray<string>): string =>
  ['', 'Examples:', ...lines.map((line) => `  ${line}`)].join('\n')
