/** What is wrong with a value: where, what should be there, what is; and the ways to say so. */
import { isBytes } from '../wire/bytes.js'

/**
 * Where a value is not what it should be.
 *
 * **Shapes** `path` leads to it from the whole (`.text`, `[1]`), empty for the whole itself. `expected` finishes the
 * sentence "expected ..."; `got` says what kind of value is there, and never quotes it. `known` are the names of the fields
 * that there are, where one has a name that is none of them.
 */
export interface Misshape {
  readonly path: string
  readonly expected: string
  readonly got: string
  readonly known?: ReadonlyArray<string>
}

/** Everything that is wrong with a value: one thing at least. */
export type Misshapes = readonly [Misshape, ...ReadonlyArray<Misshape>]

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

/** A value that is wrong as a whole. */
export const misshape = (expected: string, u: unknown): Misshape => ({ path: '', expected, got: kindOfValue(u) })

/** The same, seen from what holds the value. */
export const under = (step: string, { path, ...rest }: Misshape): Misshape => ({ path: step + path, ...rest })

/** The same of all of them. */
export const allUnder = (step: string, [first, ...rest]: Misshapes): Misshapes => [
  under(step, first),
  ...rest.map((each) => under(step, each)),
]

/** Says what is wrong, without the name of the whole: `field text: expected a text, got undefined`. */
export const describeMisshape = ({ path, expected, got }: Misshape): string =>
  `${path === '' ? '' : `field ${bare(path)}: `}expected ${expected}, got ${got}`

const bare = (path: string): string => path.replace(/^\./, '')

/** Says what should be where: `reason.problem should be a text`, or `it should be an object`. */
export const describeShould = ({ path, expected }: Misshape): string =>
  `${path === '' ? 'it' : bare(path)} should be ${expected}`

/** Says what is wrong and where, for who has written a file: `[2].password: is missing`. */
export const describeInFile = ({ path, expected, got, known }: Misshape): string => {
  const what =
    known !== undefined
      ? `is not known here; there are ${known.join(', ')}`
      : got === 'undefined'
        ? 'is missing'
        : `should be ${expected}`
  return path === '' ? `it ${what}` : `${bare(path)}: ${what}`
}
