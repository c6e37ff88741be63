/** What a row is: the shape of one command, from which types, reader and writer are drawn. */
import type { DialectNumber } from './dialects.js'
import { literal, type Secrecy, type unread, type Word } from './word.js'
import { TrId } from './words.js'

/** Who says a command. */
export type Side = 'client' | 'server'

/** The kind of server that a connection leads to: dispatch, notification or switchboard. */
export type ServerKind = 'DS' | 'NS' | 'SB'

/** The class of a command: with a transaction id, without one, or followed by a payload (core.md 1.4). */
export type CommandClass = 'Normal' | 'Async' | 'Payload'

/**
 * A word that may be missing. Where `zero` is set, `0` or what cannot be read also stand for "none"; so does the word
 * `none`, if there is one.
 */
export interface Optional<A> {
  readonly _tag: 'Optional'
  readonly word: Word<A>
  readonly zero: 'read' | 'written' | undefined
  readonly none: string | undefined
}

/** What a word that is not clean still says; nothing, if it says nothing at all. */
export type Unclean<A> = (bytes: string) => { readonly value?: A } | undefined

/**
 * A word that should be there, but of which nothing depends: read leniently it may be missing, or unclean. Written
 * without a value, it is `none`.
 */
export interface Forgiven<A> {
  readonly _tag: 'Forgiven'
  readonly word: Word<A>
  readonly none: string
  readonly unclean: Unclean<A>
}

/** A display name. Where it is `empty`, the address in an earlier field stands in for it (corrections.md). */
export interface DisplayName {
  readonly _tag: 'DisplayName'
  readonly word: Word<string>
  readonly address: string
  readonly empty: string
}

/** All words that are left, each of a kind. */
export interface Rest<A> {
  readonly _tag: 'Rest'
  readonly word: Word<A>
}

/** All words that are left, which make one value together. */
export interface TailField<A> {
  readonly _tag: 'Tail'
  readonly type: string
  /** How many words a value can have. */
  readonly most: number
  readonly expected: string
  /** Whether a value can be written. */
  readonly is: (u: unknown) => u is A
  /** The value of the words, which are byte text. */
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
type Kind = Word<Anything> | Optional<Anything> | Forgiven<Anything> | DisplayName | Rest<Anything> | TailField<Anything>

/** A named field of a row, or a fixed word. */
export type RowField = readonly [name: string, kind: Kind] | Fixed

/** A word that may be missing. */
export const optional = <A>(word: Word<A>): Optional<A> => ({ _tag: 'Optional', word, zero: undefined, none: undefined })

/** A word that may be missing, or say so by another word. */
export const orNone = <A>(none: string, word: Word<A>): Optional<A> => ({ ...optional(word), none })

/** A word that may be missing; `0` and what cannot be read mean the same. Written, it is left out where it can be. */
export const orZero = <A>(word: Word<A>): Optional<A> => ({ ...optional(word), zero: 'read' })

/** As `orZero`, but "none" is written `0`. */
export const zeroIfNone = <A>(word: Word<A>): Optional<A> => ({ ...optional(word), zero: 'written' })

/** A word that should be there; leniently, it may be missing, or so unclean that it says less or nothing. */
export const forgiven = <A>(word: Word<A>, none: string, unclean: Unclean<A> = () => undefined): Forgiven<A> => ({
  _tag: 'Forgiven',
  word,
  none,
  unclean,
})

/** A display name behind a field with an address, which stands in for an empty name. */
export const displayName = (address: string, word: Word<string>, empty = ''): DisplayName => ({
  _tag: 'DisplayName',
  word,
  address,
  empty,
})

/** All words that are left. */
export const rest = <A>(word: Word<A>): Rest<A> => ({ _tag: 'Rest', word })

/** All words that are left, as one value. */
export const tail = <A>(tail: Omit<TailField<A>, '_tag'>): TailField<A> => ({ _tag: 'Tail', ...tail })

/** A word that says nothing. */
export const fixed = (text: string): Fixed => ({ _tag: 'Fixed', text, strict: false })

/** A word that says nothing but tells this shape from another. */
export const mark = (text: string): Fixed => ({ _tag: 'Fixed', text, strict: true })

/** The `0` in the place of the transaction id of a command that the server sends unasked (core.md 1.3). */
export const unsolicited = mark('0')

/** The transaction id of a Payload command that has one. */
export const trid = ['trid', TrId] as const

/**
 * What a payload consists of: a message (`mime`), a message or a publication behind blocks of routing, an XML document (of
 * which member lists and personal messages have kinds of their own), a text that somebody has written, or anything.
 */
export type PayloadKind = 'mime' | 'datagram' | 'publication' | 'xml' | 'list' | 'personal' | 'text' | 'digest' | 'opaque'

/** What a command does for the connection alone: it shows that the peer is alive, or that it leaves. */
export type CommandRole = 'keepAlive' | 'leave'

/**
 * All that there is to know of one shape of a command. Types, decoder, encoder, framing, generators, reference and
 * coverage are drawn from it.
 *
 * **Shapes** `fields` are the words behind the verb. A Normal row has a transaction id in front of them, a Payload row a
 * length behind them; neither is listed. `from: 'both'` is a command that is echoed in the shape that it came in.
 * `since` and `until` are the dialects that it is written in; `also` names those in which it is read besides. A row that is
 * `readOnly` is how some server puts what another row says; it is understood, and never written anew. One that is a `lastResort`
 * is asked only if no row of the verb fits to the letter: its lines are odd, and tell nothing of the dialect. `answers`
 * names the verbs that it answers besides its own. A payload may be `secret` as a whole, as a word may be.
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
  readonly lastResort?: true
  readonly example: string
  readonly fields: ReadonlyArray<RowField>
  readonly payload?: {
    readonly kind: PayloadKind
    readonly example: string
    readonly length?: 'optional'
    readonly secret?: Exclude<Secrecy, false>
  }
  readonly answers?: ReadonlyArray<string>
  readonly role?: CommandRole
}

/** Declares a row, its types kept to the letter. */
export const command = <const R extends Row>(row: R): R => row

type Named<F> = Extract<F, readonly [string, unknown]>
type ValueOf<K> = K extends {
  readonly _tag: 'Optional' | 'Forgiven' | 'DisplayName'
  readonly word: { readonly _A: infer A }
}
  ? A
  : K extends { readonly _tag: 'Rest'; readonly word: { readonly _A: infer A } }
    ? ReadonlyArray<A>
    : K extends { readonly _tag: 'Tail'; readonly write: (value: infer A) => unknown }
      ? A
      : K extends { readonly _A: infer A }
        ? A
        : never
type MayBeMissing<F> = Extract<F, readonly [string, { readonly _tag: 'Optional' | 'Forgiven' }]>

/** The value that a row's command has, each field typed. */
export type CommandOf<R extends Row> = {
  readonly _tag: R['class']
  readonly verb: R['verb']
} & (R['class'] extends 'Normal' ? { readonly trid: number } : unknown) & {
    readonly [F in Exclude<Named<R['fields'][number]>, MayBeMissing<R['fields'][number]>> as F[0]]: ValueOf<F[1]>
  } & {
    readonly [F in MayBeMissing<Named<R['fields'][number]>> as F[0]]?: ValueOf<F[1]>
  } & (R['class'] extends 'Payload' ? { readonly payload: Uint8Array } : unknown) &
  Oddity

/**
 * What a decoded command keeps of a line that writing would not give again: odd escapes, blanks, a bare LF, words that
 * are too many. It is the whole line, with its end, as byte text; encoding the unchanged command gives it back.
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

const kindBit: Readonly<Record<ServerKind, number>> = { DS: 1, NS: 2, SB: 4 }

/** Kinds of servers as bits. */
export const kindMask = (kinds: ReadonlyArray<ServerKind>): number =>
  kinds.reduce((mask, kind) => mask | kindBit[kind], 0)

/** A field as the walk over a row sees it; all steps have one shape, which keeps the walk fast. */
export interface FieldStep {
  readonly kind: 'One' | 'Optional' | 'Forgiven' | 'DisplayName' | 'Rest' | 'Tail' | 'Fixed'
  readonly name: string
  readonly word: Word<Anything>
  readonly zero: Optional<Anything>['zero']
  readonly none: string | undefined
  readonly unclean: Unclean<Anything> | undefined
  readonly address: string
  readonly tail: TailField<Anything> | undefined
  readonly strict: boolean
}

// An io-ts codec has a `_tag` of its own, which no type tells of: what marks a word is what it can do.
const isWord = (kind: Kind): kind is Word<Anything> => 'expected' in kind && 'secret' in kind

const stepOf = (field: RowField): FieldStep => {
  const bare = {
    name: '',
    zero: undefined,
    none: undefined,
    unclean: undefined,
    address: '',
    tail: undefined,
    strict: true,
  }
  if ('_tag' in field) return { ...bare, kind: 'Fixed', word: literal(field.text), strict: field.strict }
  const [name, kind] = field
  if (isWord(kind)) return { ...bare, kind: 'One', name, word: kind }
  if (kind._tag === 'Tail') return { ...bare, kind: 'Tail', name, word: literal(''), tail: kind }
  const { _tag, word } = kind
  switch (_tag) {
    case 'Optional':
      return { ...bare, kind: _tag, name, word, zero: kind.zero, none: kind.none }
    case 'Forgiven':
      return { ...bare, kind: _tag, name, word, none: kind.none, unclean: kind.unclean }
    case 'DisplayName':
      return { ...bare, kind: _tag, name, word, none: kind.empty, address: kind.address }
    case 'Rest':
      return { ...bare, kind: _tag, name, word }
  }
}

/** Every field of a row with its transaction id; the length of a payload is not among them. */
export const stepsOf = (row: Row): ReadonlyArray<FieldStep> => [
  ...(row.class === 'Normal' ? [stepOf(trid)] : []),
  ...row.fields.map(stepOf),
]
