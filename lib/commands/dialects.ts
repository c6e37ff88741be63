type Numbers = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21]

/** The dialects of MSNP that this library knows, by number. */
export type DialectNumber = Numbers[number]

/** The name of a dialect, as `VER` negotiates it. */
export type Dialect<D extends DialectNumber = DialectNumber> = `MSNP${D}`

type From<Since, All extends ReadonlyArray<unknown> = Numbers> = All extends [infer First, ...infer Later]
  ? First extends Since
    ? All[number]
    : From<Since, Later>
  : never

type To<Until, All extends ReadonlyArray<unknown> = Numbers, Seen = never> = All extends [infer First, ...infer Later]
  ? First extends Until
    ? Seen | First
    : To<Until, Later, Seen | First>
  : never

/** The numbers of the dialects from `Since` to `Until`. */
export type Span<Since, Until> = From<Since> & To<Until>

/** The way of signing in: by an MD5 digest, by a Passport 1.4 ticket, by single sign-on (core.md 3.2 to 3.4). */
export type SecurityPackage = 'MD5' | 'TWN' | 'SSO'

/** What else changes with the dialect, besides the rows. */
export interface DialectFacts {
  readonly number: DialectNumber
  readonly name: Dialect
  readonly securityPackage: SecurityPackage
  /** Whether a numeric failure can carry a payload (core.md 1.6). */
  readonly failurePayloads: boolean
  /** The official client that spoke it, as far as that is known (core.md 2.6). */
  readonly client?: string
}

const clients: Readonly<Partial<Record<DialectNumber, string>>> = {
  2: '1.0',
  3: '2.0',
  4: '2.2',
  5: '3.0',
  7: '4.5 to 4.7',
  8: '5.0',
  9: '6.0',
  10: '6.1, 6.2',
  11: '7.0',
  12: '7.5',
  13: '8.0 beta',
  14: '8.0',
  15: '8.1, 8.5',
  18: '2009',
  21: '2011, 2012',
}

const oldest = 2
const newest = 21

/** The newest dialect that sessions and servers speak themselves; later ones are read and written, and no more. */
const newestSpoken = 18

/** The numbers of the dialects that sessions and servers speak. */
export type SpokenNumber = Span<typeof oldest, typeof newestSpoken>

const factsOf = (number: DialectNumber): DialectFacts => ({
  number,
  name: `MSNP${number}`,
  securityPackage: number < 8 ? 'MD5' : number < 15 ? 'TWN' : 'SSO',
  failurePayloads: number >= 13,
  ...(clients[number] === undefined ? {} : { client: clients[number] }),
})

/** Every dialect, oldest first. */
export const dialects: ReadonlyArray<DialectFacts> = Array.from({ length: newest - oldest + 1 }, (_, i) =>
  factsOf((i + oldest) as DialectNumber),
)

/** The dialects that sessions and servers speak, oldest first. */
export const spokenDialects: ReadonlyArray<DialectFacts> = dialects.filter(({ number }) => number <= newestSpoken)

/** The newest of them. */
export const newestSpokenDialect = `MSNP${newestSpoken}` as const

/** The names of the first and the last of some dialects. */
export const describeSpan = (some: ReadonlyArray<DialectFacts>): string => `${some[0]?.name} to ${some.at(-1)?.name}`

const byName: ReadonlyMap<string, DialectFacts> = new Map(dialects.map((facts) => [facts.name, facts]))

interface DialectNamed {
  (name: Dialect): DialectFacts
  (name: string): DialectFacts | undefined
}

/** The facts of a dialect by its name, in any case; nothing if there is no such dialect. */
export const dialectNamed = ((name) => byName.get(name.toUpperCase())) as DialectNamed

/** The dialects from `since` to `until` as a set of bits: bit n stands for MSNPn. */
export const dialectMask = (since: DialectNumber, until: DialectNumber = newest): number =>
  dialects.reduce((mask, { number }) => (number >= since && number <= until ? mask | (1 << number) : mask), 0)

/** The set of all dialects. */
export const allDialects = dialectMask(oldest)

/** The dialects in a set, oldest first. */
export const dialectsIn = (mask: number): ReadonlyArray<DialectFacts> =>
  dialects.filter(({ number }) => mask & (1 << number))
