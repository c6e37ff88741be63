/** Reads frames as commands and writes commands as bytes, for one side, one kind of server and one dialect. */
import * as E from 'fp-ts/lib/Either.js'

import type { LineRule, PayloadRule } from '../wire/feed.js'
import { write, type Frame } from '../wire/frame.js'
import { bytesPut, lineBytes } from '../wire/scratch.js'
import { byteText } from '../wire/text.js'
import { dialectOf, scopeOf, type Hint, type Scope } from './scope.js'
import { isFailure, readFailure, writeFailure, type Failure } from './failure.js'
import { dialectsIn, type Dialect, type DialectNumber } from './dialects.js'
import { isMisfit, type Leniency, type Misfit, type Plan } from './plan.js'
import type { AnyCommand, ServerKind, Side } from './row.js'
import type { Command } from './rows.js'
import { retry } from './straight.js'
import type { Reason, Undecodable } from './undecodable.js'
import {
  applies,
  entryFor,
  entryNamed,
  failuresCarryPayload,
  isCode,
  looseWordsOf,
  nameMark,
  numberAt,
  plansOf,
  spokenIn,
  bytesAfter,
  bytesAfterPiece,
  wordsOf,
  type VerbEntry,
} from './verbs.js'

/** What comes out of decoding: a command, a numeric failure, or a frame that is neither. */
export type Decoded<
  From extends Side = Side,
  On extends ServerKind = ServerKind,
  D extends DialectNumber = DialectNumber,
> = Command<From, On, D> | (From extends 'server' ? Failure : never) | Undecodable

/** What can be encoded: a command that this side says on this kind of server, or a server's failure. */
export type Encodable<
  From extends Side = Side,
  On extends ServerKind = ServerKind,
  D extends DialectNumber = DialectNumber,
> = Command<From, On, D> | (From extends 'server' ? Failure : never)

/** Why a command cannot be written: our mistake, not the peer's. Nothing of its values is quoted. */
export type Unencodable =
  | { readonly _tag: 'NoSuchCommand'; readonly verb: string; readonly known: string }
  | { readonly _tag: 'BadField'; readonly verb: string; readonly field: string | undefined; readonly expected: string }

/** What is wrong with a command that cannot be written, in one line. */
export const describeUnencodable = (error: Unencodable): string => {
  switch (error._tag) {
    case 'NoSuchCommand':
      return `${error.verb} cannot be said here${error.known === '' ? '' : `, but ${error.known}`}`
    case 'BadField':
      return `${error.verb}: ${error.field ?? 'the command'} should be ${error.expected}`
  }
}

/** Whose speech on which kind of server, in which dialect; what is left out is found out, or may be anything. */
export interface Speech<
  From extends Side = Side,
  On extends ServerKind = ServerKind,
  D extends DialectNumber = DialectNumber,
> extends Hint {
  readonly from: From
  readonly on?: On
  readonly dialect?: Dialect<D>
}

/** Reads and writes the speech of one side. The peer's codec is the same one with `from` turned around. */
export interface Codec<
  From extends Side = Side,
  On extends ServerKind = ServerKind,
  D extends DialectNumber = DialectNumber,
> {
  /** The framer's payload rule. */
  readonly bytesAfter: PayloadRule
  /** Total: whatever the frame is, there is a value. */
  readonly decode: (frame: Frame) => Decoded<From, On, D>
  /** **Errors** `NoSuchCommand` if no row of the dialect has that verb and class, `BadField` if none of them fits. */
  readonly encode: (command: Encodable<From, On, D>) => E.Either<Unencodable, Uint8Array>
}

/** The codec of one side's speech, where kind of server and dialect do not change any more. */
export const codec = <From extends Side, On extends ServerKind = ServerKind, D extends DialectNumber = DialectNumber>(
  speech: Speech<From, On, D>,
): Codec<From, On, D> => {
  const scope = scopeOf(speech)
  const rule = bytesAfterPiece(speech.from)
  const piece: LineRule = (text, start, end) => rule(scope, text, start, end)
  return {
    bytesAfter: Object.assign((line: string) => piece(line, 0, line.length), { piece }),
    decode: (frame) => decodeIn(speech.from)(scope, frame) as Decoded<From, On, D>,
    encode: (command) => encodeIn(speech.from)(scope, command as Encodable),
  }
}

const noScope: Scope = { dialects: 0, kinds: 0 }

/** Reads a frame in a scope; `learn` is told every row that it fits to the letter, of which the first makes the command. */
export const decodeIn = (side: Side) => {
  const read = decodePiece(side)
  return (scope: Scope, { line, end, payload }: Frame, learn?: (plan: Plan) => void): Decoded =>
    read(scope, line, 0, line.length, end, payload, undefined, learn)
}

/**
 * As `decodeIn`, of a frame whose line stands in `text` from `start` to `stop`; where it comes with a chunk, `text` is the
 * byte text of `bytes`. A value holds on to neither.
 */
export const decodePiece = (side: Side) => {
  // The rows of the scope that was asked for last: nearly always the one that is asked for next.
  let spoken = spokenIn(side, noScope)

  return (
    scope: Scope,
    text: string,
    start: number,
    stop: number,
    end: Frame['end'],
    payload: Uint8Array | undefined,
    bytes = lineBytes(text),
    learn?: (plan: Plan) => void,
  ): Decoded => {
    const number = numberAt(side, bytes, start, stop)
    let frame: Frame | undefined
    if (number > 0) {
      if (scope.dialects !== spoken.scope.dialects || scope.kinds !== spoken.scope.kinds) spoken = spokenIn(side, scope)
      const plans = plansOf(spoken, number)
      const isCanonical = end === '\r\n'
      let first: AnyCommand | undefined
      for (let i = 0; i < plans.length; i++) {
        const plan = plans[i]!
        let command = isCanonical ? plan.straight(text, bytes, start + 4, stop, payload) : retry
        if (command === retry) {
          frame ??= { line: byteText(bytes, start, stop), end, payload }
          // A tab is no part of a word: it leaves the line to the tolerant reading.
          if (frame.line.includes('\t')) break
          const read = plan.read(wordsOf(frame.line), frame, strictly)
          command = isMisfit(read) ? undefined : read
        }
        if (command === undefined) continue
        if (learn === undefined) return command as Decoded
        learn(plan)
        first ??= command
      }
      if (first !== undefined) return first as Decoded
    }
    return decodeOdd(side, scope, frame ?? { line: byteText(bytes, start, stop), end, payload })
  }
}

const decodeOdd = (side: Side, scope: Scope, frame: Frame): Decoded => {
  const words = looseWordsOf(frame.line)
  const verb = words[0] ?? ''
  const known = entryFor(side, verb)
  return known === undefined ? withoutRow(side, verb, words, frame) : decodeTolerantly(known, scope, frame)
}

const strictly: Leniency = { unclean: false, tolerant: false, blanks: true }
const strictlyButForBlanks: Leniency = { ...strictly, blanks: false }
const uncleanly: Leniency = { ...strictlyButForBlanks, unclean: true }
const tolerantly: Leniency = { ...uncleanly, tolerant: true }

const blank = 32

/** The words of a line in which an empty one may be a display name: what runs of blanks part, but for those at its ends. */
const wordsWithEmpty = (line: string): ReadonlyArray<string> | undefined => {
  if (line.includes('\t') || !/ (?: |$)/.test(line)) return undefined
  // By hand: a pattern for blanks at the end tries every run of them in between, at each of its blanks.
  let [start, end] = [0, line.length]
  while (line.charCodeAt(start) === blank) start++
  while (end > start + 1 && line.charCodeAt(end - 1) === blank && line.charCodeAt(end - 2) === blank) end--
  return wordsOf(line.slice(start, end))
}

/** The ways to read a line that fits no row to the letter, the least lenient first. */
const attemptsAt = (entry: VerbEntry, line: string): ReadonlyArray<readonly [words: ReadonlyArray<string>, leniency: Leniency]> => {
  const whole = withWholeNames(entry, looseWordsOf(line))
  const withEmpty = wordsWithEmpty(line)
  return [strictlyButForBlanks, uncleanly, tolerantly].flatMap((leniency) => [
    ...(withEmpty === undefined ? [] : [[withEmpty, leniency] as const]),
    [whole, leniency] as const,
  ])
}

const withoutRow = (side: Side, verb: string, words: ReadonlyArray<string>, frame: Frame): Failure | Undecodable => {
  if (verb === '') return { _tag: 'Undecodable', frame, reason: { _tag: 'EmptyLine' } }
  if (side === 'server' && isCode(verb)) return readFailure(words, frame)
  return { _tag: 'Undecodable', frame, reason: unknown(side, verb) }
}

// What fits no row to the letter may fit one if we forgive words that are unclean, too many or say nothing.
const decodeTolerantly = (entry: VerbEntry, scope: Scope, frame: Frame): Decoded => {
  let furthest: Misfit | undefined
  let length = 0
  for (const [words, leniency] of attemptsAt(entry, frame.line)) {
    length = words.length
    for (const plan of entry.plans) {
      if (!applies(plan, scope)) continue
      const result = plan.read(words, frame, leniency)
      if (!isMisfit(result)) return result as Decoded
      if (furthest === undefined || result.position > furthest.position) furthest = result
    }
  }
  const { verb } = entry
  const reason: Reason =
    furthest === undefined
      ? entry.plans.some(({ dialects }) => dialects & scope.dialects)
        ? { _tag: 'Misplaced', verb, known: whereKnown(entry) }
        : { _tag: 'NotInDialect', verb, dialect: dialectOf(scope), known: whereKnown(entry) }
      : { ...furthest, _tag: furthest.position < length ? 'BadWord' : 'MissingWord', verb }
  return { _tag: 'Undecodable', frame, reason }
}

// A raw blank inside a display name in a list: real servers sent it, and clients learned to put the pieces together again
// (core.md 10.1). What ends the name is the contact's id, or if there is none a bare number.
const withWholeNames = (entry: VerbEntry, words: ReadonlyArray<string>): ReadonlyArray<string> => {
  const start = entry.hasMarkedName ? words.findIndex((word) => word.startsWith(nameMark)) : -1
  if (start < 0) return words
  const id = words.findIndex((word, i) => i > start && word.startsWith('C='))
  const number = words.findIndex((word, i) => i > start && /^\d+$/.test(word))
  const end = id > 0 ? id : number > 0 ? number : words.length
  return [...words.slice(0, start), words.slice(start, end).join('%20'), ...words.slice(end)]
}

const unknown = (side: Side, verb: string): Reason => {
  const other = entryFor(side === 'client' ? 'server' : 'client', verb)
  if (other !== undefined) return { _tag: 'Misplaced', verb, known: whereKnown(other) }
  if (/^[A-Z]{3}$/.test(verb)) return { _tag: 'UnknownVerb', verb }
  return { _tag: 'NoVerb' }
}

/** Where a verb is known, for people: `from a client on NS in MSNP10 to MSNP12`. */
const whereKnown = ({ plans }: VerbEntry): string => {
  const froms = new Set(plans.map(({ row }) => row.from))
  const from = froms.has('both') || froms.size > 1 ? 'either side' : `a ${plans[0]!.row.from}`
  const kinds = [...new Set(plans.flatMap(({ row }) => row.on))]
  const among = dialectsIn(plans.reduce((mask, plan) => mask | plan.dialects, 0))
  const span = among.length === 1 ? among[0]!.name : `${among[0]!.name} to ${among.at(-1)!.name}`
  return `by ${from} on ${kinds.join(', ')} in ${span}`
}

/** Writes a command in a scope. */
export const encodeIn =
  (side: Side) =>
  (scope: Scope, command: Encodable): E.Either<Unencodable, Uint8Array> => {
    if (command._tag === 'Failure') return encodeFailure(scope, command)
    const given = command as AnyCommand
    const came = given.odd === undefined ? undefined : asItCame(side, scope, given, given.odd)
    if (came !== undefined) return E.right(write(came))
    const bytes = canonicalBytes(side, scope, given)
    return '_tag' in bytes ? E.left(bytes) : E.right(bytes)
  }

const canonicalBytes = (side: Side, scope: Scope, command: AnyCommand): Uint8Array | Unencodable => {
  const { _tag, verb } = command
  const entry = entryNamed(side, verb)
  const plans = entry?.plans ?? []
  let misfit: Misfit | undefined
  for (let i = 0; i < plans.length; i++) {
    const plan = plans[i]!
    if (plan.row.class !== _tag || !applies(plan, scope) || plan.row.readOnly === true) continue
    // What a program without types may give for no payload is for the row to refuse.
    const bytes = bytesPut(plan.put, command, command.payload ?? undefined)
    if (bytes !== undefined) return bytes
    const line = plan.write(command)
    if (!isMisfit(line)) return write({ line, end: '\r\n', payload: command.payload })
    if (misfit === undefined || misfit.position < line.position) misfit = line
  }
  if (misfit !== undefined) return { _tag: 'BadField', verb, field: misfit.field, expected: misfit.expected }
  const classes = new Set(plans.filter((plan) => applies(plan, scope)).map(({ row }) => row.class))
  return classes.size > 0
    ? { _tag: 'BadField', verb, field: '_tag', expected: [...classes].join(' or ') }
    : { _tag: 'NoSuchCommand', verb, known: entry === undefined ? '' : whereKnown(entry) }
}

/** The line that a command came in, and its end. */
const lineThatCame = (odd: string): Pick<Frame, 'line' | 'end'> => {
  const [, line = '', end = ''] = /^([^\n]*?)(\r?\n|)$/.exec(odd) ?? []
  return { line, end: end as Frame['end'] }
}

// The line that a command came in stands for it only as long as nobody has changed the command since. It may have been
// read in another scope, so any row will do that makes the command of it.
const asItCame = (side: Side, scope: Scope, command: AnyCommand, odd: string): Frame | undefined => {
  const { line, end } = lineThatCame(odd)
  const { payload } = command
  const announced = bytesAfter(side)(scope, line)
  if (Math.max(announced, 0) !== (payload?.length ?? 0)) return undefined

  const came: Frame = { line, end, payload: announced < 0 ? undefined : payload }
  const wanted = dataOf(command)
  const entry = entryNamed(side, command.verb)
  if (entry === undefined) return undefined
  const attempts = attemptsAt(entry, line)
  const means = entry.plans.some((plan) =>
    attempts.some(([words, leniency]) => {
      const meant = plan.read(words, came, leniency)
      return !isMisfit(meant) && dataOf(meant) === wanted
    }),
  )
  return means ? came : undefined
}

// Everything but payload and line, the same for the same command whatever order its fields are in.
const dataOf = ({ payload, odd, ...data }: AnyCommand | Failure): string =>
  JSON.stringify(Object.entries(data).sort(), (_, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  )

const encodeFailure = (scope: Scope, failure: Failure): E.Either<Unencodable, Uint8Array> => {
  const came = failure.odd === undefined ? undefined : failureAsItCame(scope, failure, failure.odd)
  if (came !== undefined) return E.right(write(came))

  const { verb, payload, info } = failure
  const bad = (field: string, expected: string) => E.left<Unencodable>({ _tag: 'BadField', verb, field, expected })
  if (!isFailure(failure)) return bad('code', 'a code of up to three digits, a transaction id, and plain words')
  const carry = failuresCarryPayload(scope)
  if (payload !== undefined && !carry) return bad('payload', 'left out before MSNP13')
  if (payload === undefined && carry && info.length === 1 && /^\d{1,6}$/.test(info[0]!))
    return bad('info', 'something else than one number, which would announce a payload')
  return E.right(write({ line: writeFailure(failure), end: '\r\n', payload }))
}

const failureAsItCame = (scope: Scope, failure: Failure, odd: string): Frame | undefined => {
  const { payload } = failure
  const came = lineThatCame(odd)
  const announced = Math.max(bytesAfter('server')(scope, came.line), 0)
  const meant = readFailure(looseWordsOf(came.line), { ...came, payload })
  const unchanged = announced === (payload?.length ?? 0) && dataOf(meant) === dataOf(failure)
  return unchanged ? { ...came, payload } : undefined
}
