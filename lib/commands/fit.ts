/** Makes a command in the shape that it has in a dialect, out of more fields than any one shape has. */
import { isBytes } from '../wire/bytes.js'
import { isWithin, type DialectFacts, type DialectNumber } from './dialects.js'
import { kindMask, stepsOf, type AnyCommand, type CommandClass, type ServerKind, type Side, type FieldStep } from './row.js'
import type { Command } from './rows.js'
import { entryNamed } from './verbs.js'

const formsKey: unique symbol = Symbol('forms')

/** Several forms of one value, of which a shape takes the first that it can write. */
export interface Forms<A> {
  readonly [formsKey]: ReadonlyArray<A>
}

/** Offers a value in several forms, such as capabilities as two numbers and as one. */
export const forms = <const A extends ReadonlyArray<unknown>>(...each: A): Forms<Exclude<A[number], undefined>> => ({
  [formsKey]: each as ReadonlyArray<Exclude<A[number], undefined>>,
})

const formsOf = (offered: unknown): ReadonlyArray<unknown> =>
  typeof offered === 'object' && offered !== null && formsKey in offered
    ? (offered as Forms<unknown>)[formsKey]
    : [offered]

type Marks = '_tag' | 'verb' | 'odd'
type KeyOf<C> = C extends unknown ? Exclude<keyof C, Marks> : never
type FieldOf<C, K> = C extends unknown ? (K extends keyof C ? C[K] : undefined) : never
type Always<C> = { readonly [K in KeyOf<C>]: undefined extends FieldOf<C, K> ? never : K }[KeyOf<C>]

/** A value of a field, in one form or in several. */
type Given<A> = A | Forms<A>

/** What can be offered for commands: what every one of them has, and whatever any of them has. */
export type Offer<C> = { readonly [K in Always<C>]: Given<FieldOf<C, K>> } & {
  readonly [K in Exclude<KeyOf<C>, Always<C>>]?: Given<FieldOf<C, K>> | undefined
}

/** The commands of a class and a verb. */
export type Fitted<From extends Side, On extends ServerKind, T extends CommandClass, V extends string> = Extract<
  Command<From, On>,
  { readonly _tag: T; readonly verb: V }
>

/** Makes what one side says on a kind of server. */
export interface Fitting<From extends Side, On extends ServerKind> {
  <T extends Command<From, On>['_tag'], V extends Extract<Command<From, On>, { readonly _tag: T }>['verb']>(
    dialect: DialectFacts,
    tag: T,
    verb: V,
    offer: Offer<Fitted<From, On, T, V>>,
  ): Fitted<From, On, T, V>
}

/** One row, as far as a command is made by it. */
interface Shape {
  readonly steps: ReadonlyArray<FieldStep>
  readonly hasPayload: boolean
}

const shapesOf = (side: Side, kinds: number, dialect: DialectFacts, tag: CommandClass, verb: string): ReadonlyArray<Shape> =>
  (entryNamed(side, verb)?.plans ?? [])
    .filter(({ row, ...plan }) => row.class === tag && isWithin(row, dialect) && (plan.kinds & kinds) !== 0)
    .filter(({ row }) => row.readOnly !== true && row.lastResort !== true)
    .map(({ row }) => ({
      steps: stepsOf(row).filter(({ kind }) => kind !== 'Fixed'),
      hasPayload: row.class === 'Payload',
    }))

const takes = ({ kind, word, tail }: FieldStep, value: unknown): boolean => {
  if (value === undefined) return false
  if (kind === 'Tail') return tail!.is(value)
  return kind === 'Rest' ? Array.isArray(value) && value.every(word.is) : word.is(value)
}

const isObligatory = ({ kind }: FieldStep): boolean => kind !== 'Optional' && kind !== 'Forgiven'

/** A command as a row can make it, and how well: how many of its fields are missing, and how many are there. */
interface Candidate {
  readonly command: AnyCommand
  readonly missing: number
  readonly taken: number
}

const candidate = (tag: CommandClass, verb: string, { steps, hasPayload }: Shape, offer: Readonly<Record<string, unknown>>): Candidate => {
  // Built key by key, as the reader of a row builds it.
  const command: Record<string, unknown> = { _tag: tag, verb }
  let missing = 0
  let taken = 0
  for (const step of steps) {
    const value = formsOf(offer[step.name]).find((form) => takes(step, form))
    if (value !== undefined) {
      command[step.name] = value
      taken++
    } else if (isObligatory(step)) missing++
  }
  if (hasPayload && isBytes(offer['payload'])) command['payload'] = offer['payload']
  return { command: command as unknown as AnyCommand, missing, taken }
}

const isBetter = (one: Candidate, other: Candidate): boolean =>
  one.missing === other.missing ? one.taken > other.taken : one.missing < other.missing

/**
 * Makes the command of a verb in the shape that it has in a dialect.
 *
 * **Shapes** what is offered may be more than any shape has: the row takes the fields that it has, as far as its words
 * can write them, and the rest is dropped. A value may be offered in several `forms`, of which the first that the row can
 * write is taken. Of several rows the one is taken that lacks nothing, and takes most. The cost is linear in the fields of
 * the verb's rows; the rows of a verb in a dialect are looked up once.
 *
 * **Errors** none here: where a field that must be there is missing, or nothing has the verb in the dialect, encoding the
 * command says so, by `BadField` or `NoSuchCommand`.
 */
export const fitted = <From extends Side, On extends ServerKind = ServerKind>(side: From, on?: On): Fitting<From, On> => {
  const kinds = kindMask(on === undefined ? ['DS', 'NS', 'SB'] : [on])
  const known = new Map<string, Map<DialectNumber, ReadonlyArray<Shape>>>()
  const shapesFor = (dialect: DialectFacts, tag: CommandClass, verb: string): ReadonlyArray<Shape> => {
    const key = tag + verb
    let byDialect = known.get(key)
    if (byDialect === undefined) known.set(key, (byDialect = new Map()))
    let shapes = byDialect.get(dialect.number)
    if (shapes === undefined) byDialect.set(dialect.number, (shapes = shapesOf(side, kinds, dialect, tag, verb)))
    return shapes
  }
  const fit = (dialect: DialectFacts, tag: CommandClass, verb: string, offer: Readonly<Record<string, unknown>>): AnyCommand => {
    let best: Candidate | undefined
    for (const shape of shapesFor(dialect, tag, verb)) {
      const each = candidate(tag, verb, shape, offer)
      if (best === undefined || isBetter(each, best)) best = each
    }
    return best?.command ?? { _tag: tag, verb }
  }
  // The rows give the values of the fields, and so the types of the command.
  return fit as unknown as Fitting<From, On>
}
