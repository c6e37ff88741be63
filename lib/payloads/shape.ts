/**
 * Shapes: io-ts codecs of values, which tell where a value is wrong, and have a form in JSON. Intents, settings, traces and the
 * files of the command line are read and checked with them.
 */
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

import { allUnder, describeMisshape, isRecord, misshape, under, type Misshape, type Misshapes } from './misshape.js'

/** What a shape consists of, for generators and documents. */
export type Form =
  | { readonly _tag: 'Leaf' }
  | { readonly _tag: 'OneOf'; readonly allowed: ReadonlyArray<string> }
  | { readonly _tag: 'List'; readonly item: AnyShape }
  | { readonly _tag: 'Object'; readonly required: Shapes; readonly optional: Shapes }
  | { readonly _tag: 'Union'; readonly kinds: ReadonlyMap<string, AnyShape> }

/** An io-ts codec: `is` is for values of a program, `decode` and `encode` for their form in JSON. */
export interface Shape<A> extends t.Type<A, unknown> {
  /** Where a value of a program is wrong; nothing, if it is right. */
  readonly problem: (u: unknown) => Misshape | undefined
  /** Reads the form in JSON, and tells of all mistakes. */
  readonly readAll: (json: unknown) => E.Either<Misshapes, A>
  /** As `readAll`, but tells of the first mistake only. */
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

type Parts<A> = Pick<Shape<A>, 'problem' | 'readAll' | 'form' | 'fallback'> & { readonly write: (value: A) => unknown }

const shape = <A>(expected: string, { problem, readAll, write, form, ...rest }: Parts<A>): Shape<A> =>
  Object.assign(
    new t.Type<A, unknown>(
      expected,
      (u): u is A => problem(u) === undefined,
      (u, context) => {
        const value = readAll(u)
        if (E.isRight(value)) return t.success(value.right)
        return t.failures(value.left.map((each) => ({ value: u, context, message: describeMisshape(each) })))
      },
      write,
    ),
    {
      problem,
      readAll,
      read: (json: unknown) => {
        const value = readAll(json)
        return E.isRight(value) ? value : E.left(value.left[0])
      },
      form,
      ...rest,
    },
  )

const wrong = (expected: string, u: unknown): E.Either<Misshapes, never> => E.left([misshape(expected, u)])

/** A value that is taken whole, and is the same in JSON unless `json` says otherwise. */
export const leaf = <A>(
  expected: string,
  is: (u: unknown) => boolean,
  json: { readonly read?: (u: unknown) => unknown; readonly write?: (value: A) => unknown } = {},
): Shape<A> =>
  shape<A>(expected, {
    problem: (u) => (is(u) ? undefined : misshape(expected, u)),
    readAll: (u) => {
      const value = json.read === undefined ? u : json.read(u)
      return is(value) ? E.right(value as A) : wrong(expected, u)
    },
    write: json.write ?? ((value) => value),
    form: { _tag: 'Leaf' },
  })

/** A value that has another form in JSON; `read` gives it, or says what should be there. */
export const written = <A>(
  expected: string,
  is: (u: unknown) => u is A,
  read: (json: unknown) => E.Either<string, A>,
  write: (value: A) => unknown,
): Shape<A> =>
  shape<A>(expected, {
    problem: (u) => (is(u) ? undefined : misshape(expected, u)),
    readAll: (u) => {
      const value = read(u)
      return E.isRight(value) ? value : wrong(value.left, u)
    },
    write,
    form: { _tag: 'Leaf' },
  })

/** Any text; `expected` says what it stands for. */
export const text = (expected = 'a text'): Shape<string> => leaf(expected, (u) => typeof u === 'string')

/** One of a few texts. */
export const oneOf = <const L extends string>(...allowed: ReadonlyArray<L>): Shape<L> => {
  const among = new Set<unknown>(allowed)
  const expected = allowed.length < 3 ? allowed.join(' or ') : `one of ${allowed.join(', ')}`
  return shape<L>(expected, {
    problem: (u) => (among.has(u) ? undefined : misshape(expected, u)),
    readAll: (u) => (among.has(u) ? E.right(u as L) : wrong(expected, u)),
    write: (value) => value,
    form: { _tag: 'OneOf', allowed },
  })
}

/** The same shape, of which the value may be left out: in JSON this one stands in for it. */
export const withFallback = <A>(inner: Shape<A>, fallback: A): Shape<A> => {
  const { name, problem, readAll, form } = inner
  return shape(name, { problem, readAll, write: (value) => inner.encode(value), form, fallback })
}

/** The same shape, with another form in JSON that is tried first. */
export const withShorthand = <A>(inner: Shape<A>, long: (u: unknown) => A | undefined): Shape<A> => {
  const { name, problem, readAll, form } = inner
  return shape(name, {
    problem,
    readAll: (u) => {
      const value = long(u)
      return value === undefined ? readAll(u) : E.right(value)
    },
    write: (value) => inner.encode(value),
    form,
  })
}

/** One shape or another; `isFirst` tells by the JSON which of them is meant. */
export const either = <A, B>(first: Shape<A>, second: Shape<B>, isFirst: (json: unknown) => boolean): Shape<A | B> =>
  shape<A | B>(first.name, {
    problem: (u) => (first.is(u) ? undefined : second.problem(u)),
    readAll: (u) => (isFirst(u) ? first.readAll(u) : second.readAll(u)),
    write: (value) => (first.is(value) ? first.encode(value) : second.encode(value as B)),
    form: { _tag: 'Leaf' },
  })

const mistakesOr = <A>(mistakes: ReadonlyArray<Misshape>, value: A): E.Either<Misshapes, A> => {
  const [first, ...rest] = mistakes
  return first === undefined ? E.right(value) : E.left([first, ...rest])
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
    readAll: (u) => {
      if (!Array.isArray(u)) return wrong(expected, u)
      const values: Array<A> = []
      const mistakes: Array<Misshape> = []
      for (const [i, each] of u.entries()) {
        const value = item.readAll(each)
        if (E.isLeft(value)) mistakes.push(...allUnder(`[${i}]`, value.left))
        else values.push(value.right)
      }
      return mistakesOr(mistakes, values)
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
 * **Shapes** a field that is `undefined` counts as missing. What else a program's object holds is passed over. JSON may hold
 * nothing else, so that who mistypes a name is told; unless it is `open`: then a later writer may have more to say. Fields are
 * written in the order in which they stand here.
 */
export const object = <R extends Shapes, Q extends Shapes = Record<never, never>>(
  expected: string,
  required: R,
  optional: Q = {} as Q,
  { open = false, named = {} }: { readonly open?: boolean; readonly named?: Readonly<Record<string, string>> } = {},
): Shape<ObjectOf<R, Q>> => {
  const written = new Map(Object.entries(named))
  const nameOf = (name: string): string => written.get(name) ?? name
  const fields = [
    ...Object.entries(required).map(([name, each]) => [name, each, 'fallback' in each] as const),
    ...Object.entries(optional).map(([name, each]) => [name, each, true] as const),
  ]
  const names = new Set(fields.map(([name]) => nameOf(name)))
  const known = [...names].filter((name) => name !== '_tag')
  const mistyped = (name: string): Misshape => ({
    path: `.${name.slice(0, 40)}`,
    expected: `one of the fields ${known.join(', ')}`,
    got: 'another',
    known,
  })
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
    readAll: (u) => {
      if (!isRecord(u)) return wrong(expected, u)
      const mistakes: Array<Misshape> = open ? [] : Object.keys(u).filter((name) => !names.has(name)).map(mistyped)
      const value: Record<string, unknown> = {}
      for (const [name, each, isOptional] of fields) {
        const given = Object.hasOwn(u, nameOf(name)) ? u[nameOf(name)] : undefined
        if (given === undefined && isOptional) {
          if ('fallback' in each) value[name] = each.fallback
          continue
        }
        const read = each.readAll(given)
        if (E.isLeft(read)) mistakes.push(...allUnder(`.${nameOf(name)}`, read.left))
        else value[name] = read.right
      }
      return mistakesOr(mistakes, value as ObjectOf<R, Q>)
    },
    write: (value) => {
      const json: Record<string, unknown> = {}
      for (const [name, each] of fields) {
        const own = (value as Readonly<Record<string, unknown>>)[name]
        if (own !== undefined) json[nameOf(name)] = each.encode(own)
      }
      return json
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

/**
 * A union, which goes by the tag: what is wrong is told of the kind that is meant, not of them all. Where the tag itself is
 * wrong, the union is told to be, or the tag if it `namesTag`.
 */
export const union = <A extends { readonly _tag: string }>(
  expected: string,
  kinds: { readonly [Tag in A['_tag']]: AnyShape },
  { namesTag = false }: { readonly namesTag?: boolean } = {},
): Shape<A> => {
  const byTag = new Map<string, AnyShape>(Object.entries(kinds))
  const tags = oneOf(...Object.keys(kinds)).name
  const kindOf = (u: unknown): AnyShape | undefined => (isRecord(u) ? byTag.get(u['_tag'] as string) : undefined)
  const unknown = (u: unknown): Misshape =>
    namesTag && isRecord(u) ? under('._tag', misshape(tags, u['_tag'])) : misshape(expected, u)
  return shape<A>(expected, {
    problem: (u) => {
      const kind = kindOf(u)
      return kind === undefined ? unknown(u) : kind.problem(u)
    },
    readAll: (u) => {
      const kind = kindOf(u)
      return kind === undefined ? E.left([unknown(u)]) : (kind.readAll(u) as E.Either<Misshapes, A>)
    },
    write: (value) => byTag.get(value._tag)!.encode(value),
    form: { _tag: 'Union', kinds: byTag },
  })
}
