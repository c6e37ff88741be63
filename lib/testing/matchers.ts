/** Matchers for any test runner: commands sent, events in order, bytes decoded, recordings replayed. */
import * as E from 'fp-ts/lib/Either.js'
import * as O from 'fp-ts/lib/Option.js'

import type { Decoded } from '../commands/codec.js'
import { decode, decodeEnd, decoder, faultOf, type Reading } from '../commands/decoder.js'
import type { Side } from '../commands/row.js'
import type { SessionEvent } from '../client/events.js'
import type { SessionOptions } from '../client/settings.js'
import type { Trace } from '../traces/format/trace.js'
import { describeFrameError } from '../wire/frame.js'
import { bytesOf } from '../wire/text.js'
import type { Bot } from './bot.js'
import { isLike, shownCommand, shownEvent, type Some } from './likeness.js'
import { describeReplay, replaying } from './replaying.js'
import type { Somebody } from './virtual.js'

/** Whether something is so, and what to say if it should be otherwise: what `expect.extend` wants of a matcher. */
export interface Verdict {
  readonly pass: boolean
  /** What is so, and should not; or the other way around. */
  readonly message: () => string
}

/** An event that is wanted: its tag, or some of what it holds. */
export type SomeEvent = SessionEvent['_tag'] | Some<SessionEvent>

/** How bytes are to be read, as `commands` is told. */
export interface ReadAs extends Reading {
  readonly from: Side
}

const listed = (lines: ReadonlyArray<string>): string =>
  lines.length === 0 ? '  nothing' : lines.map((line) => `  ${line}`).join('\n')

const refuse = (matcher: string, what: string): never => {
  throw new TypeError(`${matcher} looks at ${what}`)
}

const hasList = (u: unknown, name: string): boolean =>
  typeof u === 'object' && u !== null && Array.isArray((u as Readonly<Record<string, unknown>>)[name])

const commandsOf = (received: Somebody | ReadonlyArray<Decoded>): ReadonlyArray<Decoded> => {
  if (Array.isArray(received)) return received as ReadonlyArray<Decoded>
  if (hasList(received, 'said')) return (received as Somebody).said
  return refuse('toHaveSaid', 'somebody of a virtual server, or a list of commands')
}

const eventsOf = (received: Somebody | ReadonlyArray<SessionEvent>): ReadonlyArray<SessionEvent> => {
  if (Array.isArray(received)) return received as ReadonlyArray<SessionEvent>
  if (hasList(received, 'events')) return (received as Somebody).events
  return refuse('toHappenInOrder', 'somebody of a virtual server, or a list of events')
}

const toHaveSaid = (received: Somebody | ReadonlyArray<Decoded>, command: Some<Decoded>): Verdict => {
  const said = commandsOf(received)
  const pass = said.some(isLike(command))
  const message = (): string =>
    `${shownCommand(command)} was ${pass ? '' : 'not '}said. What was said:\n${listed(said.map(shownCommand))}`
  return { pass, message }
}

const toHappenInOrder = (
  received: Somebody | ReadonlyArray<SessionEvent>,
  ...wanted: ReadonlyArray<SomeEvent>
): Verdict => {
  const events = eventsOf(received)
  let found = 0
  const lines = events.map((event) => {
    const next = wanted[found]
    const isNext = typeof next === 'string' ? event._tag === next : isLike(next)(event)
    if (isNext) found++
    return `${isNext ? '✓' : ' '} ${shownEvent(event)}`
  })
  const pass = found === wanted.length
  const message = (): string => {
    const all = `What happened:\n${listed(lines)}`
    if (pass) return `${wanted.map(shownEvent).join(', ')} happened in this order. ${all}`
    const [before, missing] = [wanted[found - 1], wanted[found]!]
    return `${shownEvent(missing)} did not happen${before === undefined ? '' : ` after ${shownEvent(before)}`}. ${all}`
  }
  return { pass, message }
}

const toDecodeTo = (
  received: Uint8Array | string | ReadonlyArray<Uint8Array>,
  { from, ...reading }: ReadAs,
  ...wanted: ReadonlyArray<Some<Decoded>>
): Verdict => {
  const chunks = typeof received === 'string' ? [bytesOf(received)] : Array.isArray(received) ? received : [received]
  let state = decoder(reading)
  const found = (chunks as ReadonlyArray<Uint8Array>).flatMap((chunk): ReadonlyArray<Decoded> => {
    const [next, commands] = decode<Side>(from)(state, chunk)
    state = next
    return commands
  })
  const all = [...found, ...decodeEnd(from)(state)]
  const fault = O.toUndefined(faultOf(from)(state))
  const at = Array.from({ length: Math.max(all.length, wanted.length) }).findIndex(
    (_, i) => i >= all.length || i >= wanted.length || !isLike(wanted[i])(all[i]),
  )
  const problem = (): string => {
    const [is, should] = [all[at], wanted[at]]
    if (is === undefined) return `there is no command ${at + 1}; it should be ${shownCommand(should!)}`
    if (should === undefined) return `there is a command ${at + 1}, ${shownCommand(is)}`
    return `command ${at + 1} is ${shownCommand(is)}, and should be ${shownCommand(should)}`
  }
  const pass = at < 0 && fault === undefined
  const message = (): string => {
    const broken = fault === undefined ? '' : `; then it breaks off: ${describeFrameError(fault)}`
    const what = `What it decodes to:\n${listed(all.map(shownCommand))}${broken}`
    if (pass) return `these bytes decode to just that. ${what}`
    return at < 0 ? what : `${problem()}. ${what}`
  }
  return { pass, message }
}

const toReplay = (received: Bot, trace: Trace, wanted: Partial<SessionOptions> = {}): Verdict => {
  const { outcome } = replaying(trace, wanted)(received)
  return { pass: E.isRight(outcome), message: () => describeReplay(outcome) }
}

/**
 * Matchers for `expect.extend(matchers)`, in Vitest, Jest, or whatever takes such an object.
 *
 * **Shapes** each takes what is looked at, and then what `MsnpMatchers` tells.
 *
 * **Errors** a `TypeError` where what is looked at is of the wrong kind.
 */
export const matchers = {
  /** See `MsnpMatchers`. */
  toHaveSaid,
  /** See `MsnpMatchers`. */
  toHappenInOrder,
  /** See `MsnpMatchers`. */
  toDecodeTo,
  /** See `MsnpMatchers`. */
  toReplay,
} as const

/**
 * The matchers, for TypeScript. One line adds them to those of a test runner:
 *
 * **Shapes** `declare module 'vitest' { interface Matchers<T> extends MsnpMatchers {} }`, or with Jest
 * `declare module 'expect' { interface Matchers<R> extends MsnpMatchers<R> {} }`.
 */
export interface MsnpMatchers<R = void> {
  /** Somebody said a command, or it is in a list of commands. What is left out of it may be anything. */
  readonly toHaveSaid: (command: Some<Decoded>) => R
  /** Events happened in this order; others may have come before, between and after. */
  readonly toHappenInOrder: (...events: ReadonlyArray<SomeEvent>) => R
  /** Bytes, whole or in chunks, decode to these commands and no others. */
  readonly toDecodeTo: (reading: ReadAs, ...commands: ReadonlyArray<Some<Decoded>>) => R
  /**
   * A bot does in a recorded session what was recorded, to the byte and the millisecond. The settings of the session are
   * read from the recording, but for those that are given; of several sessions, `passport` names one.
   */
  readonly toReplay: (trace: Trace, wanted?: Partial<SessionOptions>) => R
}

const failed = (message: string): Error => Object.assign(new Error(message), { name: 'AssertionError' })

/**
 * The matchers as assertions, for `node:test`, Mocha, and who has no `expect`: `check(alice).toHappenInOrder('Joined')`.
 *
 * **Errors** throws an error with the message of the matcher.
 */
export const check = (
  received: unknown,
): MsnpMatchers & {
  /** The same, if it is not so. */
  readonly not: MsnpMatchers
} => {
  const asserting = (wanted: boolean): MsnpMatchers => {
    const assert =
      <Rest extends ReadonlyArray<unknown>>(matcher: (received: never, ...rest: Rest) => Verdict) =>
      (...rest: Rest): void => {
        const { pass, message } = matcher(received as never, ...rest)
        if (pass !== wanted) throw failed(message())
      }
    return {
      toHaveSaid: assert(toHaveSaid),
      toHappenInOrder: assert(toHappenInOrder),
      toDecodeTo: assert(toDecodeTo),
      toReplay: assert(toReplay),
    }
  }
  return { ...asserting(true), not: asserting(false) }
}
