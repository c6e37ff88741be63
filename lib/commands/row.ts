import type { Frame } from '../wire/frame.js'
import { dialectMask, type DialectNumber } from './dialects.js'
import { isOdd, literal, unread, valueOf, type Word } from './word.js'
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
  /** Whether a value can be written. */
  readonly is: (u: unknown) => u is A
  /** The value of the words, which are octet text. */
  readonly read: (words: ReadonlyArray<string>) => A | typeof unread
  /** The words of a value. */
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
 * `since` and `until` are the dialects that it is written in; `also` names those in which it is read besides. A row that is
 * `readOnly` is how some server puts what another row says; it is understood, and never written anew.
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
  readonly readOnly?: true
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
  readonly _tag: 'Misfit'
  readonly position: number
  readonly field: string | undefined
  readonly expected: string
}

/** How a line is held against a row: whether words may be too many or say nothing, and whether its blanks were canonical. */
export interface Leniency {
  readonly tolerant: boolean
  readonly blanks: boolean
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

/** A field as the walk over a row sees it; all steps have one shape, which keeps the walk fast. */
export interface Step {
  readonly kind: 'One' | 'Optional' | 'Rest' | 'Tail' | 'Fixed'
  readonly name: string
  readonly word: Word<Anything>
  readonly zero: Optional<Anything>['zero']
  readonly tail: Tail<Anything> | undefined
  readonly strict: boolean
}

// An io-ts codec has a `_tag` of its own, which no type tells of: what marks a word is what it can do.
const isWord = (kind: Kind): kind is Word<Anything> => 'expected' in kind && 'secret' in kind

const stepOf = (field: Field): Step => {
  const bare = { name: '', zero: undefined, tail: undefined, strict: true }
  if ('_tag' in field) return { ...bare, kind: 'Fixed', word: literal(field.text), strict: field.strict }
  const [name, kind] = field
  if (isWord(kind)) return { ...bare, kind: 'One', name, word: kind }
  if (kind._tag === 'Tail') return { ...bare, kind: 'Tail', name, word: literal(''), tail: kind }
  return { ...bare, kind: kind._tag, name, word: kind.word, zero: kind._tag === 'Optional' ? kind.zero : undefined }
}

/** Every field of a row with its transaction id; the length of a payload is not among them. */
export const stepsOf = (row: Row): ReadonlyArray<Step> => [
  ...(row.class === 'Normal' ? [stepOf(trid)] : []),
  ...row.fields.map(stepOf),
]

/** Whether a walk over a row's fields failed. */
export const isMisfit = (result: AnyCommand | Misfit | string): result is Misfit =>
  typeof result === 'object' && result._tag === 'Misfit'

const misfit = (position: number, field: string | undefined, expected: string): Misfit => ({
  _tag: 'Misfit',
  position,
  field,
  expected,
})

/** Prepares a row: the only walk over a row's fields, in both directions. */
export const planOf = (id: string, row: Row): Plan => ({
  id,
  row,
  dialects: dialectMask(row.since, row.until) | (row.also ?? []).reduce((mask, n) => mask | (1 << n), 0),
  kinds: kindMask(row.on),
  read: readerOf(row),
  write: writerOf(row),
})

const noOctets = new Uint8Array(0)
const noWords: ReadonlyArray<Word<Anything>> = []
const zero = 48

const readerOf = (row: Row): Plan['read'] => {
  const steps = stepsOf(row)
  const { class: tag, verb } = row
  const hasPayload = tag === 'Payload'
  const lengthIsOptional = row.payload?.length === 'optional'

  return (words, frame, { tolerant, blanks }) => {
    // Built key by key: every command of a row has the keys in the same order, and so one hidden class.
    const value: Record<string, unknown> = { _tag: tag, verb }
    let canonical = blanks && frame.end === '\r\n' && row.readOnly !== true
    let position = 1
    let length = words.length

    if (hasPayload) {
      if (frame.payload === undefined) {
        if (!lengthIsOptional) return misfit(length, undefined, 'the length of a payload')
        canonical = false
      } else {
        length--
        const announced = words[length]!
        if (announced === '') return misfit(length, undefined, 'the length of a payload')
        // The framer has read the length already; it is odd only with zeros in front.
        canonical &&= announced.length === 1 || announced.charCodeAt(0) !== zero
      }
    } else if (frame.payload !== undefined && frame.payload.length > 0) return misfit(length, undefined, 'no payload')

    for (let i = 0; i < steps.length; i++) {
      const step = steps[i]!
      const { word } = step
      switch (step.kind) {
        case 'One': {
          if (position >= length) return misfit(position, step.name, word.expected)
          const read = word.read(words[position]!)
          if (read === unread) return misfit(position, step.name, word.expected)
          canonical &&= !isOdd(read)
          value[step.name] = valueOf(read)
          position++
          break
        }
        case 'Fixed': {
          const isThere = position < length && word.is(words[position])
          canonical &&= isThere
          if (!isThere && (step.strict || !tolerant)) return misfit(position, undefined, word.expected)
          if (position < length) position++
          break
        }
        case 'Optional': {
          if (position >= length) {
            canonical &&= step.zero !== 'written'
            break
          }
          const octets = words[position]!
          const read = word.read(octets)
          if (read !== unread) {
            canonical &&= !isOdd(read)
            value[step.name] = valueOf(read)
            position++
          } else if (step.zero !== undefined) {
            position++
            // Left out where it can be: at the end of the line.
            canonical &&= octets === '0' && (step.zero === 'written' || position < length)
          }
          break
        }
        case 'Rest': {
          const values: Array<unknown> = []
          for (; position < length; position++) {
            const read = word.read(words[position]!)
            if (read === unread) return misfit(position, step.name, word.expected)
            canonical &&= !isOdd(read)
            values.push(valueOf(read))
          }
          value[step.name] = values
          break
        }
        case 'Tail': {
          const { read, write, expected } = step.tail!
          const left = words.slice(position, length)
          const result = read(left)
          if (result === unread) return misfit(position, step.name, expected)
          canonical &&= sameWords(write(result), left)
          value[step.name] = result
          position = length
          break
        }
      }
    }

    if (position < length) {
      if (!tolerant) return misfit(position, undefined, 'the end of the line')
      canonical = false
    }
    if (hasPayload) value['payload'] = frame.payload ?? noOctets
    if (!canonical) value['odd'] = frame.line + frame.end
    return value as AnyCommand
  }
}

const sameWords = (some: ReadonlyArray<string>, others: ReadonlyArray<string>): boolean =>
  some.length === others.length && some.every((word, i) => word === others[i])

const writerOf = (row: Row): Plan['write'] => {
  const steps = stepsOf(row)
  const hasPayload = row.class === 'Payload'
  const names = new Set(['_tag', 'verb', 'odd', ...(hasPayload ? ['payload'] : []), ...steps.map(({ name }) => name)])

  return (command) => {
    let line = row.verb
    let position = 1
    let skippedZeros = ''
    let skipped: ReadonlyArray<Word<Anything>> = noWords

    for (let i = 0; i < steps.length; i++, position++) {
      const step = steps[i]!
      const { word, name } = step
      if (step.kind === 'Fixed') {
        line += ' ' + word.expected
        continue
      }
      const value = command[name]
      switch (step.kind) {
        case 'One':
          if (!word.is(value)) return misfit(position, name, word.expected)
          line += ' ' + word.write(value)
          break
        case 'Optional': {
          if (value === undefined) {
            if (step.zero === 'written') line += ' 0'
            else if (step.zero === 'read') skippedZeros += ' 0'
            else skipped = [...skipped, word]
            break
          }
          if (!word.is(value)) return misfit(position, name, word.expected)
          const octets = word.write(value)
          // It would be taken for the one that is left out before it.
          if (skipped.some(({ read }) => read(octets) !== unread)) return misfit(position, name, 'left out, as one before it is')
          line += skippedZeros + ' ' + octets
          skippedZeros = ''
          break
        }
        case 'Rest':
          if (!Array.isArray(value) || !value.every(word.is))
            return misfit(position, name, `a list, each of them ${word.expected}`)
          for (const one of value) line += ' ' + word.write(one)
          break
        case 'Tail':
          if (!step.tail!.is(value)) return misfit(position, name, step.tail!.expected)
          for (const octets of step.tail!.write(value)) line += ' ' + octets
          break
      }
    }
    if (hasPayload) {
      if (!(command.payload instanceof Uint8Array)) return misfit(position, 'payload', 'a Uint8Array')
      line += ' ' + command.payload.length
    }
    for (const name in command) if (!names.has(name) && command[name] !== undefined) return misfit(0, name, 'left out')
    return line
  }
}
