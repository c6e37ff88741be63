/** Codecs of what people write for the command line: accounts and intents as JSON, with errors that say where. */
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as t from 'io-ts'

import { checked, isObject, pathOf } from '../traces/format/codecs.js'
import { parseJson, soundLength } from '../wire/json.js'

export { checked }

type Codecs = Readonly<Record<string, t.Decoder<unknown, unknown>>>

/** A text that is not empty. */
export const SomeText = checked('a text', (u): u is string => typeof u === 'string' && u !== '')

/** Somebody's address. */
export const PersonAddress = checked(
  'an address such as bob@example.com',
  (u): u is string => typeof u === 'string' && /^[^\s@]+@[^\s@]+$/.test(u) && !u.includes(';{'),
)

/**
 * A codec for an object that has some keys, may have others, and has no more: who mistypes a key is told.
 *
 * **Shapes** `what` finishes the sentence "it should be ...".
 */
export const record = <A>(what: string, required: Codecs, optional: Codecs = {}): t.Type<A, unknown> => {
  const known = new Map([...Object.entries(required), ...Object.entries(optional)])
  const validate: t.Validate<unknown, A> = (u, context) => {
    if (!isObject(u)) return t.failure(u, context, `should be ${what}`)
    const at = (key: string, codec: t.Decoder<unknown, unknown>) => t.appendContext(context, key, codec, u[key])
    const wrong = (key: string, message: string): t.ValidationError => ({
      value: u[key],
      context: at(key, t.unknown),
      message,
    })
    const read = [...known]
      .filter(([key]) => key in u)
      .map(([key, codec]) => [key, codec.validate(u[key], at(key, codec))] as const)
    const errors = [
      ...Object.keys(required).flatMap((key) => (key in u ? [] : [wrong(key, 'is missing')])),
      ...Object.keys(u).flatMap((key) =>
        known.has(key) ? [] : [wrong(key, `is not known here; there are ${[...known.keys()].join(', ')}`)],
      ),
      ...read.flatMap(([, value]) => (E.isLeft(value) ? value.left : [])),
    ]
    if (errors.length > 0) return t.failures(errors)
    return t.success(
      Object.fromEntries(read.map(([key, value]) => [key, E.isRight(value) ? value.right : undefined])) as A,
    )
  }
  return new t.Type<A, unknown>(what, isObject as unknown as (u: unknown) => u is A, validate, (value) => value)
}

/** A codec for a list. */
export const list = <A>(what: string, codec: t.Type<A, unknown>): t.Type<ReadonlyArray<A>, unknown> => {
  const items = t.readonlyArray(codec)
  return new t.Type(
    what,
    items.is,
    (u, context) => (Array.isArray(u) ? items.validate(u, context) : t.failure(u, context, `should be ${what}`)),
    (value) => value,
  )
}

/** Where something is wrong, and what: `[1].passport: should be an address such as bob@example.com`. */
export const describeError = ({ context, message = 'is wrong' }: t.ValidationError): string => {
  const path = pathOf(context)
  return `${path === '' ? 'it' : `${path}:`} ${message}`
}

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
