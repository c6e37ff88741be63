/** Shapes: io-ts codecs of values that a program hands over, which tell where a value is wrong and have a form in JSON. */
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

import { isBytes } from '../wire/bytes.js'

/**
 * Where a value is not what it should be.
 *
 * **Shapes** `path` leads to it from the whole (`.text`, `[1]`), empty for the whole itself. `expected` finishes the
 * sentence "expected ..."; `got` says what kind of value is there, and never quotes it.
 */
export interface Misshape {
  readonly path: string
  readonly expected: string
  readonly got: string
}

/** What a shape consists of, for generators and documents. */
export type Form =
  | { readonly _tag: 'Leaf' }
  | { readonly _tag: 'List'; readonly item: AnyShape }
  | { readonly _tag: 'Object'; readonly required: Shapes; readonly optional: Shapes }
  | { readonly _tag: 'Union'; readonly kinds: ReadonlyMap<string, AnyShape> }

/** An io-ts codec: `is` is for values of a program, `decode` and `encode` for their form in JSON. */
export interface Shape<A> extends t.Type<A, unknown> {
  /** Where a value of a program is wrong; nothing, if it is right. */
  readonly problem: (u: unknown) => Misshape | undefined
  /** As `decode`, but tells of one mistake only. */
  readonly read: (json: unknown) => E.Either<Misshape, A>
  readonly form: Form
  /** Stands in for a value that is left out. */
  readonly fallback?: A
}

// A table holds shapes of every type at once, which can be both given and asked for their type only by way of `any`.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyShape = Shape<any>

/** Shapes by the names of the fields that have them. */
export type Shapes = Readonly<Record<string, AnyShape>>

/** The type of the values that have a shape. */
export type TypeOf<S extends AnyShape> = S['_A']

/** An object that is no list and no bytes. */
export const isRecord = (u: unknown): u is Readonly<Record<string, unknown>> =>
  typeof u === 'object' && u !== null && !Array.isArray(u) && !isBytes(u)

/** What kind of value something is, in words that quote nothing of it but a tag. */
export const kindOfValue = (u: unknown): string => {
  if (u === undefined || u === null || typeof u === 'boolean' || Number.isNaN(u)) return String(u)
  if (typeof u === 'string') return u === '' ? 'an empty text' : 'another text'
  if (typeof u === 'number') return 'another number'
  if (Array.isArray(u)) return 'a list'
  if (isBytes(u)) return 'bytes'
  if (typeof u !== 'object') return `a ${typeof u}`
  const tag = '_tag' in u ? u._tag : undefined
  return typeof tag === 'string' && /^[A-Za-z]{1,40}$/.test(tag) ? `an object with the _tag ${tag}` : 'an object'
}

const misshape = (expected: string, u: unknown): Misshape => ({ path: '', expected, got: kindOfValue(u) })

const under = (step: string, { path, ...rest }: Misshape): Misshape => ({ path: step + path, ...rest })

/** Says what is wrong, without the name of the whole: `field text: expected a text, got undefined`. */
export const describeMisshape = ({ path, expected, got }: Misshape): string =>
  `${path === '' ? '' : `field ${path.replace(/^\./, '')}: `}expected ${expected}, got ${got}`

const shape = <A>(
  expected: string,
  { problem, read, write, form, ...rest }: Pick<Shape<A>, 'problem' | 'read' | 'form' | 'fallback'> & {
    readonly write: (value: A) => unknown
  },
): Shape<A> =>
  Object.assign(
    new t.Type<A, unknown>(
      expected,
      (u): u is A => problem(u) === undefined,
      (u, context) => {
        const value = read(u)
        return E.isRight(value) ? t.success(value.right) : t.failure(u, context, describeMisshape(value.left))
      },
      write,
    ),
    { problem, read, form, ...rest },
  )

/** A value that is taken whole, and is the same in JSON unless `json` says otherwise. */
export const leaf = <A>(
  expected: string,
  is: (u: unknown) => boolean,
  json: { readonly read?: (u: unknown) => unknown; readonly write?: (value: A) => unknown } = {},
): Shape<A> => {
  const problem = (u: unknown): Misshape | undefined => (is(u) ? undefined : misshape(expected, u))
  return shape<A>(expected, {
    problem,
    read: (u) => {
      const value = json.read?.(u) ?? u
      return is(value) ? E.right(value as A) : E.left(misshape(expected, u))
    },
    write: json.write ?? ((value) => value),
    form: { _tag: 'Leaf' },
  })
}

/** Any text; `expected` says what it stands for. */
export const text = (expected = 'a text'): Shape<string> => leaf(expected, (u) => typeof u === 'string')

/** One of a few texts. */
export const oneOf = <const L extends string>(...allowed: ReadonlyArray<L>): Shape<L> => {
  const among = new Set<unknown>(allowed)
  return leaf(allowed.length === 1 ? allowed[0]! : `one of ${allowed.join(', ')}`, (u) => among.has(u))
}

/** The same shape, of which the value may be left out: in JSON this one stands in for it. */
export const withFallback = <A>(inner: Shape<A>, fallback: A): Shape<A> => {
  const { name, problem, read, form } = inner
  return shape(name, { problem, read, write: (value) => inner.encode(value), form, fallback })
}

/** The same shape, with another form in JSON that is tried first. */
export const withShorthand = <A>(inner: Shape<A>, long: (u: unknown) => A | undefined): Shape<A> => {
  const { name, problem, read, form } = inner
  return shape(name, {
    problem,
    read: (u) => {
      const value = long(u)
      return value === undefined ? read(u) : E.right(value)
    },
    write: (value) => inner.encode(value),
    form,
  })
}

/** Several of a kind. */
export const list = <A>(expected: string, item: Shape<A>): Shape<ReadonlyArray<A>> =>
  shape<ReadonlyArray<A>>(expected, {
    problem: (u) => {
      if (!Array.isArray(u)) return misshape(expected, u)
      for (let i = 0; i < u.length; i++) {
        const wrong = item.problem(u[i])
        if (wrong !== undefined) return under(`[${i}]`, wrong)
      }
      return undefined
    },
    read: (u) => {
      if (!Array.isArray(u)) return E.left(misshape(expected, u))
      const values: Array<A> = []
      for (const [i, each] of u.entries()) {
        const value = item.read(each)
        if (E.isLeft(value)) return E.left(under(`[${i}]`, value.left))
        values.push(value.right)
      }
      return E.right(values)
    },
    write: (values) => values.map((value) => item.encode(value)),
    form: { _tag: 'List', item },
  })

type Flat<A> = { readonly [K in keyof A]: A[K] }

/** The object whose fields have some shapes; those of `Q` may be missing. */
export type ObjectOf<R extends Shapes, Q extends Shapes> = Flat<
  { readonly [K in keyof R]: TypeOf<R[K]> } & { readonly [K in keyof Q]?: TypeOf<Q[K]> }
>

/**
 * An object with some fields.
 *
 * **Shapes** a field that is `undefined` counts as missing. What else a program's object holds is passed over; JSON may hold
 * nothing else, so that who mistypes a name is told.
 */
export const object = <R extends Shapes, Q extends Shapes = Record<never, never>>(
  expected: string,
  required: R,
  optional: Q = {} as Q,
): Shape<ObjectOf<R, Q>> => {
  const fields = [
    ...Object.entries(required).map(([name, each]) => [name, each, 'fallback' in each] as const),
    ...Object.entries(optional).map(([name, each]) => [name, each, true] as const),
  ]
  const names = new Set(fields.map(([name]) => name))
  const known = `one of the fields ${[...names].filter((name) => name !== '_tag').join(', ')}`
  return shape<ObjectOf<R, Q>>(expected, {
    problem: (u) => {
      if (!isRecord(u)) return misshape(expected, u)
      for (const [name, each, isOptional] of fields) {
        const value = u[name]
        if (value === undefined && isOptional) continue
        const wrong = each.problem(value)
        if (wrong !== undefined) return under(`.${name}`, wrong)
      }
      return undefined
    },
    read: (u) => {
      if (!isRecord(u)) return E.left(misshape(expected, u))
      const unknown = Object.keys(u).find((name) => !names.has(name))
      if (unknown !== undefined) return E.left({ path: `.${unknown.slice(0, 40)}`, expected: known, got: 'another' })
      const value: Record<string, unknown> = {}
      for (const [name, each, isOptional] of fields) {
        const given = Object.hasOwn(u, name) ? u[name] : undefined
        if (given === undefined && isOptional) {
          if ('fallback' in each) value[name] = each.fallback
          continue
        }
        const read = each.read(given)
        if (E.isLeft(read)) return E.left(under(`.${name}`, read.left))
        value[name] = read.right
      }
      return E.right(value as ObjectOf<R, Q>)
    },
    write: (value) => {
      const written: Record<string, unknown> = {}
      for (const [name, each] of fields) {
        const own = (value as Readonly<Record<string, unknown>>)[name]
        if (own !== undefined) written[name] = each.encode(own)
      }
      return written
    },
    form: { _tag: 'Object', required, optional },
  })
}

type Missing<A> = { [K in keyof A]-?: object extends Pick<A, K> ? K : never }[keyof A]

/** One kind of a union: an object with a tag. The fields of its type are all named, which the compiler checks. */
export const variant = <A extends { readonly _tag: string }>(
  tag: A['_tag'],
  required: { readonly [K in Exclude<keyof A, Missing<A> | '_tag'>]: AnyShape },
  optional: { readonly [K in Missing<A>]: AnyShape },
): Shape<A> => object(`a ${tag}`, { _tag: oneOf(tag), ...required }, optional) as unknown as Shape<A>

/** A union, which goes by the tag: what is wrong is told of the kind that is meant, not of them all. */
export const union = <A extends { readonly _tag: string }>(
  expected: string,
  kinds: { readonly [Tag in A['_tag']]: AnyShape },
): Shape<A> => {
  const byTag = new Map<string, AnyShape>(Object.entries(kinds))
  const kindOf = (u: unknown): AnyShape | undefined => (isRecord(u) ? byTag.get(u['_tag'] as string) : undefined)
  return shape<A>(expected, {
    problem: (u) => {
      const kind = kindOf(u)
      return kind === undefined ? misshape(expected, u) : kind.problem(u)
    },
    read: (u) => {
      const kind = kindOf(u)
      return kind === undefined ? E.left(misshape(expected, u)) : (kind.read(u) as E.Either<Misshape, A>)
    },
    write: (value) => byTag.get(value._tag)!.encode(value),
    form: { _tag: 'Union', kinds: byTag },
  })
}
