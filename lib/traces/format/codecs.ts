/** The io-ts codecs that traces, and the files and options of the command line, are read and written with. */
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

import { isBytes } from '../../wire/bytes.js'
import { octetsOf, octetText, utf8Octets } from '../../wire/text.js'

/** A codec that checks one thing; `expected` finishes the sentence "it should be ...". */
export const checked = <A>(expected: string, is: (u: unknown) => u is A): t.Type<A, A, unknown> =>
  new t.Type(
    expected,
    is,
    (u, context) => (is(u) ? t.success(u) : t.failure(u, context, `should be ${expected}`)),
    (value) => value,
  )

/** One of a few texts. */
export const oneOf = <const L extends string>(...allowed: ReadonlyArray<L>): t.Type<L, L, unknown> => {
  const among = new Set<unknown>(allowed)
  const expected = allowed.length < 3 ? allowed.join(' or ') : `one of ${allowed.join(', ')}`
  return checked(expected, (u): u is L => among.has(u))
}

/** An object of JSON, and no list. */
export const isObject = (u: unknown): u is Readonly<Record<string, unknown>> =>
  typeof u === 'object' && u !== null && !Array.isArray(u)

type Codecs = Readonly<Record<string, t.Mixed>>
type Flat<A> = { readonly [K in keyof A]: A[K] }

/** The object that has some keys, and may have some more. */
export type ShapeOf<P extends Codecs, Q extends Codecs> = Flat<
  { readonly [K in keyof P]: t.TypeOf<P[K]> } & { readonly [K in keyof Q]?: t.TypeOf<Q[K]> }
>

/**
 * A codec for an object that has some keys, and may have some more.
 *
 * **Shapes** keys that nobody knows are passed over: a later writer may have more to say. The keys are written in the
 * order in which they stand here. `what` finishes the sentence "it should be ...".
 */
export const shape = <P extends Codecs, Q extends Codecs>(
  what: string,
  required: P,
  optional: Q,
): t.Type<ShapeOf<P, Q>, object, unknown> => {
  const needed = Object.entries<t.Mixed>(required)
  const possible = Object.entries<t.Mixed>(optional)
  const all = [...needed, ...possible]
  const is = (u: unknown): u is ShapeOf<P, Q> =>
    isObject(u) &&
    needed.every(([key, codec]) => codec.is(u[key])) &&
    possible.every(([key, codec]) => u[key] === undefined || codec.is(u[key]))

  const validate: t.Validate<unknown, ShapeOf<P, Q>> = (u, context) => {
    if (!isObject(u)) return t.failure(u, context, `should be ${what}`)
    const value: Record<string, unknown> = {}
    const errors: t.Errors = []
    for (const [key, codec] of all) {
      const given = Object.hasOwn(u, key) ? u[key] : undefined
      if (given === undefined && key in optional) continue
      const read = codec.validate(given, t.appendContext(context, key, codec, given))
      if (E.isLeft(read)) errors.push(...read.left)
      else value[key] = read.right
    }
    return errors.length > 0 ? t.failures(errors) : t.success(value as ShapeOf<P, Q>)
  }

  const encode = (value: ShapeOf<P, Q>): object => {
    const written: Record<string, unknown> = {}
    for (const [key, codec] of all) {
      const own = (value as Readonly<Record<string, unknown>>)[key]
      if (own !== undefined) written[key] = codec.encode(own)
    }
    return written
  }
  return new t.Type(what, is, validate, encode)
}

/** A codec for a union, which goes by the tag: what is wrong is told of the one that is meant, not of them all. */
export const tagged = <A extends { readonly _tag: string }>(
  what: string,
  kinds: Readonly<Record<A['_tag'], t.Mixed>>,
): t.Type<A, object, unknown> => {
  const codecs = new Map<unknown, t.Type<A, object, unknown>>(Object.entries(kinds) as never)
  const tags = oneOf(...Object.keys(kinds))
  const kindOf = (u: unknown) => (isObject(u) ? codecs.get(u['_tag']) : undefined)
  return new t.Type<A, object, unknown>(
    what,
    (u): u is A => kindOf(u)?.is(u) ?? false,
    (u, context) => {
      if (!isObject(u)) return t.failure(u, context, `should be ${what}`)
      const codec = kindOf(u)
      return codec === undefined
        ? t.failure(undefined, t.appendContext(context, '_tag', tags), `should be ${tags.name}`)
        : codec.validate(u, context)
    },
    (value) => codecs.get(value._tag)!.encode(value),
  )
}

/** Where something is: `request.url`, `members[1].name`. */
export const pathOf = (context: t.Context): string =>
  context
    .slice(1)
    .map(({ key }) => (/^\d+$/.test(key) ? `[${key}]` : `.${key}`))
    .join('')
    .replace(/^\./, '')

const readUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** All but what an editor shows as a blank or the end of a line. */
// eslint-disable-next-line no-control-regex
const control = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/

const textOf = (octets: Uint8Array): string | undefined => {
  try {
    const text = readUtf8.decode(octets)
    return control.test(text) ? undefined : text
  } catch {
    return undefined
  }
}

const octetsIn = (base64: string): E.Either<Error, Uint8Array> => E.tryCatch(() => octetsOf(atob(base64)), E.toError)

type Written = string | { readonly base64: string }

/**
 * Octets as they stand in a trace.
 *
 * **Shapes** a string, where they are UTF-8 without controls (tab, CR and LF may be there); else `{ "base64": "..." }`.
 * Every string of octets has one form, and is read from it again. A string with half a surrogate pair stands for none.
 */
export const Octets = new t.Type<Uint8Array, Written, unknown>(
  'Octets',
  isBytes,
  (input, context) => {
    if (typeof input === 'string')
      return input.isWellFormed()
        ? t.success(utf8Octets(input))
        : t.failure(input, context, 'should be a text without half a surrogate pair')
    if (!isObject(input) || typeof input['base64'] !== 'string')
      return t.failure(input, context, 'should be a text, or {"base64": "..."}')
    const octets = octetsIn(input['base64'])
    return E.isLeft(octets) ? t.failure(input, context, 'should be Base64') : t.success(octets.right)
  },
  (octets) => textOf(octets) ?? { base64: btoa(octetText(octets)) },
)
