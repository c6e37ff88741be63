import type { Frame } from '../wire/frame.js'
import { dialectMask, type DialectNumber } from './dialects.js'
import { unread, type Word } from './word.js'
import { TrId } from './words.js'

/** Who says a command. */
export type Side = 'client' | 'server'

/** The kind of server that a connection leads to: dispatch, notification or switchboard. */
export type ServerKind = 'DS' | 'NS' | 'SB'

/** The class of a command: with a transaction id, without one, or followed by a payload (core.md 1.4). */
export type CommandClass = 'Normal' | 'Async' | 'Payload'

/** A word that may be missing. Where `zero` is set, `0` or what cannot be read also stand for "none". */
export interface Optional<A> {
  readonly _tag: 'Optional'
  readonly word: Word<A>
  readonly zero: 'read' | 'written' | undefined
}

/** All words that are left, each of a kind. */
export interface Rest<A> {
  readonly _tag: 'Rest'
  readonly word: Word<A>
}

/** All words that are left, which make one value together. */
export interface Tail<A> {
  readonly _tag: 'Tail'
  readonly type: string
  readonly expected: string
  readonly is: (u: unknown) => u is A
  readonly read: (words: ReadonlyArray<string>) => A | typeof unread
  readonly write: (value: A) => ReadonlyArray<string>
}

/** A word that says nothing: it is always written; read, another word or none is forgiven, unless it is `strict`. */
export interface Fixed {
  readonly _tag: 'Fixed'
  readonly text: string
  readonly strict: boolean
}

// A row holds words of every type at once, and a codec can be both given and asked for its type only by way of `any`.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Anything = any
type Kind = Word<Anything> | Optional<Anything> | Rest<Anything> | Tail<Anything>

/** A named field of a row, or a fixed word. */
export type Field = readonly [name: string, kind: Kind] | Fixed

/** A word that may be missing. */
export const optional = <A>(word: Word<A>): Optional<A> => ({ _tag: 'Optional', word, zero: undefined })

/** A word that may be missing; `0` and what cannot be read mean the same. Written, it is left out where it can be. */
export const orZero = <A>(word: Word<A>): Optional<A> => ({ _tag: 'Optional', word, zero: 'read' })

/** As `orZero`, but "none" is written `0`. */
export const zeroIfNone = <A>(word: Word<A>): Optional<A> => ({ _tag: 'Optional', word, zero: 'written' })

/** All words that are left. */
export const rest = <A>(word: Word<A>): Rest<A> => ({ _tag: 'Rest', word })

/** All words that are left, as one value. */
export const tail = <A>(tail: Omit<Tail<A>, '_tag'>): Tail<A> => ({ _tag: 'Tail', ...tail })

/** A word that says nothing. */
export const fixed = (text: string): Fixed => ({ _tag: 'Fixed', text, strict: false })

/** A word that says nothing but tells this shape from another. */
export const mark = (text: string): Fixed => ({ _tag: 'Fixed', text, strict: true })

/** The `0` in the place of the transaction id of a command that the server sends unasked (core.md 1.3). */
export const unsolicited = mark('0')

/** The transaction id of a Payload command that has one. */
export const trid = ['trid', TrId] as const

/** What a payload consists of. */
export type PayloadKind = 'mime' | 'xml' | 'text' | 'opaque'

/**
 * All that there is to know of one shape of a command. Types, decoder, encoder, framing, generators, reference and
 * coverage are drawn from it.
 *
 * **Shapes** `fields` are the words behind the verb. A Normal row has a transaction id in front of them, a Payload row a
 * length behind them; neither is listed. `from: 'both'` is a command that is echoed in the shape that it came in.
 * `since` and `until` are the dialects that it is written in; `also` names those in which it is read besides.
 */
export interface Row {
  readonly verb: string
  readonly class: CommandClass
  readonly from: Side | 'both'
  readonly on: ReadonlyArray<ServerKind>
  readonly since: DialectNumber
  readonly until?: DialectNumber
  readonly also?: ReadonlyArray<DialectNumber>
  readonly meaning: string
  readonly source: string
  readonly unconfirmed?: true
  readonly example: string
  readonly fields: ReadonlyArray<Field>
  readonly payload?: { readonly kind: PayloadKind; readonly example: string; readonly length?: 'optional' }
}

/** Declares a row, its types kept to the letter. */
export const command = <const R extends Row>(row: R): R => row

type Named<F> = Extract<F, readonly [string, unknown]>
type ValueOf<K> = K extends { readonly _tag: 'Optional'; readonly word: { readonly _A: infer A } }
  ? A
  : K extends { readonly _tag: 'Rest'; readonly word: { readonly _A: infer A } }
    ? ReadonlyArray<A>
    : K extends { readonly _tag: 'Tail'; readonly write: (value: infer A) => unknown }
      ? A
      : K extends { readonly _A: infer A }
        ? A
        : never
type MayBeMissing<F> = Extract<F, readonly [string, { readonly _tag: 'Optional' }]>

/** The value that a row's command has, each field typed. */
export type CommandOf<R extends Row> = {
  readonly _tag: R['class']
  readonly verb: R['verb']
} & (R['class'] extends 'Normal' ? { readonly trid: number } : unknown) & {
    readonly [F in Exclude<Named<R['fields'][number]>, MayBeMissing<R['fields'][number]>> as F[0]]: ValueOf<F[1]>
  } & {
    readonly [F in MayBeMissing<Named<R['fields'][number]>> as F[0]]?: ValueOf<F[1]>
  } & (R['class'] extends 'Payload' ? { readonly payload: Uint8Array } : unknown) & Oddity

/**
 * What a decoded command keeps of a line that writing would not give again: odd escapes, blanks, a bare LF, words that
 * are too many. It is the whole line, with its end, as octet text; encoding the unchanged command gives it back.
 */
export interface Oddity {
  readonly odd?: string
}

/** Any command, as far as its fields are not known. */
export interface AnyCommand extends Oddity {
  readonly _tag: CommandClass
  readonly verb: string
  readonly trid?: number
  readonly payload?: Uint8Array
  readonly [field: string]: unknown
}

/** Why a frame does not fit a row, and how many of its words did. */
export interface Misfit {
  readonly position: number
  readonly field: string | undefined
  readonly expected: string
}

/** How a line is held against a row: whether its blanks are as they should be, and whether its words may be too many. */
export interface Leniency {
  readonly blanksAreCanonical: boolean
  readonly tolerant: boolean
}

/** A row, prepared: its fields in parallel arrays, its dialects and servers as bits. */
export interface Plan {
  readonly id: string
  readonly row: Row
  readonly dialects: number
  readonly kinds: number
  readonly read: (words: ReadonlyArray<string>, frame: Frame, leniency: Leniency) => AnyCommand | Misfit
  readonly write: (command: AnyCommand) => string | Misfit
}

const kindBit: Readonly<Record<ServerKind, number>> = { DS: 1, NS: 2, SB: 4 }

/** Kinds of servers as bits. */
export const kindMask = (kinds: ReadonlyArray<ServerKind>): number => kinds.reduce((mask, kind) => mask | kindBit[kind], 0)

/** A field as the walk over a row sees it. */
export type Step =
  | Fixed
  | { readonly _tag: 'One'; readonly name: string; readonly word: Word<Anything> }
  | (Optional<Anything> & { readonly name: string })
  | (Rest<Anything> & { readonly name: string })
  | (Tail<Anything> & { readonly name: string })

// An io-ts codec has a `_tag` of its own, which no type tells of: what marks a word is what it can do.
const isWord = (kind: Kind): kind is Word<Anything> => 'canonical' in kind

const stepOf = (field: Field): Step => {
  if ('_tag' in field) return field
  const [name, kind] = field
  return isWord(kind) ? { _tag: 'One', name, word: kind } : { ...kind, name }
}

/** Every field of a row with its transaction id; the length of a payload is not among them. */
export const stepsOf = (row: Row): ReadonlyArray<Step> => [
  ...(row.class === 'Normal' ? [stepOf(trid)] : []),
  ...row.fields.map(stepOf),
]

/** Whether a walk over a row's fields failed. */
export const isMisfit = (result: AnyCommand | Misfit | string): result is Misfit =>
  typeof result === 'object' && !('_tag' in result)

/** Prepares a row: the only walk over a row's fields, in both directions. */
export const planOf = (id: string, row: Row): Plan => {
  const steps = stepsOf(row)
  const hasPayload = row.class === 'Payload'
  const lengthIsOptional = row.payload?.length === 'optional'

  // Every decoded command of a row starts as a copy of this, so that they all have one hidden class.
  const blank: Record<string, unknown> = { _tag: row.class, verb: row.verb }
  for (const step of steps) if (step._tag !== 'Fixed' && step._tag !== 'Optional') blank[step.name] = undefined
  if (hasPayload) blank['payload'] = undefined

  const read: Plan['read'] = (words, frame, { blanksAreCanonical, tolerant }) => {
    const value: Record<string, unknown> = { ...blank }
    let canonical = blanksAreCanonical && frame.end === '\r\n'
    let position = 1
    let length = words.length

    if (hasPayload) {
      if (frame.payload === undefined && !lengthIsOptional)
        return { position: length, field: undefined, expected: 'the length of a payload' }
      value['payload'] = frame.payload ?? noOctets
      if (frame.payload === undefined) canonical = false
      else {
        length--
        canonical &&= words[length] === String(frame.payload.length)
      }
    } else if (frame.payload !== undefined && frame.payload.length > 0)
      return { position: length, field: undefined, expected: 'no payload' }

    for (const step of steps) {
      switch (step._tag) {
        case 'One': {
          if (position >= length) return { position, field: step.name, expected: step.word.expected }
          const octets = words[position]!
          const result = step.word.read(octets)
          if (result === unread) return { position, field: step.name, expected: step.word.expected }
          canonical &&= step.word.canonical(octets, result)
          value[step.name] = result
          position++
          break
        }
        case 'Fixed':
          if (position < length && (words[position] === step.text || (tolerant && !step.strict))) {
            canonical &&= words[position] === step.text
            position++
          } else if (tolerant && !step.strict) canonical = false
          else return { position, field: undefined, expected: step.text }
          break
        case 'Optional': {
          if (position >= length) {
            if (step.zero === 'written') canonical = false
            break
          }
          const octets = words[position]!
          const result = step.word.read(octets)
          if (result !== unread) {
            canonical &&= step.word.canonical(octets, result)
            value[step.name] = result
            position++
          } else if (step.zero !== undefined) {
            canonical &&= step.zero === 'written' && octets === '0'
            position++
          }
          break
        }
        case 'Rest': {
          const results: Array<unknown> = []
          for (; position < length; position++) {
            const octets = words[position]!
            const result = step.word.read(octets)
            if (result === unread) return { position, field: step.name, expected: step.word.expected }
            canonical &&= step.word.canonical(octets, result)
            results.push(result)
          }
          value[step.name] = results
          break
        }
        case 'Tail': {
          const left = words.slice(position, length)
          const result = step.read(left)
          if (result === unread) return { position, field: step.name, expected: step.expected }
          value[step.name] = result
          canonical &&= sameWords(step.write(result), left)
          position = length
          break
        }
      }
    }

    if (position < length) {
      if (!tolerant) return { position, field: undefined, expected: 'the end of the line' }
      canonical = false
    }
    if (!canonical) value['odd'] = frame.line + frame.end
    return value as AnyCommand
  }

  const write: Plan['write'] = (command) => {
    let line = row.verb
    let properties = 2
    let position = 1
    let skippedZeros = ''

    for (const step of steps) {
      if (step._tag === 'Fixed') {
        line += ` ${step.text}`
        position++
        continue
      }
      const value = command[step.name]
      switch (step._tag) {
        case 'One':
          if (!step.word.is(value)) return { position, field: step.name, expected: step.word.expected }
          line += ` ${step.word.write(value)}`
          properties++
          position++
          break
        case 'Optional':
          if (value === undefined) {
            if (step.zero === 'written') line += ' 0'
            else if (step.zero === 'read') skippedZeros += ' 0'
            break
          }
          if (!step.word.is(value)) return { position, field: step.name, expected: step.word.expected }
          line += `${skippedZeros} ${step.word.write(value)}`
          skippedZeros = ''
          properties++
          position++
          break
        case 'Rest':
          if (!Array.isArray(value) || !value.every(step.word.is))
            return { position, field: step.name, expected: `a list, each of them ${step.word.expected}` }
          for (const one of value) line += ` ${step.word.write(one)}`
          properties++
          break
        case 'Tail':
          if (!step.is(value)) return { position, field: step.name, expected: step.expected }
          for (const octets of step.write(value)) line += ` ${octets}`
          properties++
          break
      }
    }
    if (hasPayload) {
      if (!(command.payload instanceof Uint8Array)) return { position, field: 'payload', expected: 'a Uint8Array' }
      line += ` ${command.payload.length}`
      properties++
    }

    let given = 0
    for (const name in command) if (name !== 'odd' && command[name] !== undefined) given++
    return given === properties ? line : { position: 0, field: strangerIn(command), expected: 'no such field' }
  }

  const strangerIn = (command: AnyCommand): string | undefined =>
    Object.keys(command).find(
      (name) =>
        !['_tag', 'verb', 'odd'].includes(name) &&
        !(hasPayload && name === 'payload') &&
        !steps.some((step) => 'name' in step && step.name === name),
    )

  return {
    id,
    row,
    dialects: dialectMask(row.since, row.until) | (row.also ?? []).reduce((mask, n) => mask | (1 << n), 0),
    kinds: kindMask(row.on),
    read,
    write,
  }
}

const noOctets = new Uint8Array(0)

const sameWords = (some: ReadonlyArray<string>, others: ReadonlyArray<string>): boolean =>
  some.length === others.length && some.every((word, i) => word === others[i])
