import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as t from 'io-ts'

type Codecs = Readonly<Record<string, t.Decoder<unknown, unknown>>>

/** A codec that checks one thing; `expected` finishes the sentence "it should be ...". */
export const checked = <A>(expected: string, is: (u: unknown) => u is A): t.Type<A, unknown> =>
  new t.Type<A, unknown>(
    expected,
    is,
    (u, context) => (is(u) ? t.success(u) : t.failure(u, context, `should be ${expected}`)),
    (value) => value,
  )

/** A text that is not empty. */
export const SomeText = checked('a text', (u): u is string => typeof u === 'string' && u !== '')

/** Somebody's address. */
export const PersonAddress = checked(
  'an address such as bob@example.com',
  (u): u is string => typeof u === 'string' && /^[^\s@]+@[^\s@]+$/.test(u) && !u.includes(';{'),
)

const isRecord = (u: unknown): u is Readonly<Record<string, unknown>> =>
  typeof u === 'object' && u !== null && !Array.isArray(u)

/**
 * A codec for an object that has some keys, may have others, and has no more: who mistypes a key is told.
 *
 * **Shapes** `what` finishes the sentence "it should be ...".
 */
export const record = <A>(what: string, required: Codecs, optional: Codecs = {}): t.Type<A, unknown> => {
  const known = new Map([...Object.entries(required), ...Object.entries(optional)])
  const validate: t.Validate<unknown, A> = (u, context) => {
    if (!isRecord(u)) return t.failure(u, context, `should be ${what}`)
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
  return new t.Type<A, unknown>(what, isRecord as unknown as (u: unknown) => u is A, validate, (value) => value)
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

const pathOf = (context: t.Context): string =>
  context
    .slice(1)
    .map(({ key }) => (/^\d+$/.test(key) ? `[${key}]` : `.${key}`))
    .join('')
    .replace(/^\./, '')

/** Where something is wrong, and what: `[1].passport: should be an address such as bob@example.com`. */
export const describeError = ({ context, message = 'is wrong' }: t.ValidationError): string => {
  const path = pathOf(context)
  return `${path === '' ? 'it' : `${path}:`} ${message}`
}

const isCut = (message: string, length: number): boolean => {
  const position = /at position (\d+)/.exec(message)?.[1]
  return /end of JSON|Unterminated/.test(message) || Number(position) >= length
}

const isSound = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch (error) {
    return isCut(error instanceof Error ? error.message : '', text.length)
  }
}

/** How much of a text is the beginning of some JSON. */
const soundLength = (text: string): number => {
  let [sound, unsound] = [0, text.length + 1]
  while (unsound - sound > 1) {
    const middle = (sound + unsound) >> 1
    if (isSound(text.slice(0, middle))) sound = middle
    else unsound = middle
  }
  return sound
}

/** Reads JSON. What is told of an error says where it is, and quotes nothing: there may be a password in it. */
export const readJson = (text: string): E.Either<string, unknown> =>
  pipe(
    E.tryCatch(
      () => JSON.parse(text) as unknown,
      () => {
        const before = text.slice(0, soundLength(text)).split('\n')
        const what = before.join('\n').length === text.length ? 'it ends too early' : 'it cannot be read on'
        return `no JSON: ${what} at line ${before.length}, column ${before.at(-1)!.length + 1}`
      },
    ),
  )
