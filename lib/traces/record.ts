import * as t from 'io-ts'

import { dialectNamed, type Dialect } from '../commands/dialects.js'
import { Address } from '../commands/words.js'
import { Octets } from './octets.js'

/** The version of the format that is written, and the newest that is read. */
export const formatVersion = 1

const isDialect = (u: unknown): u is Dialect => typeof u === 'string' && dialectNamed(u)?.name === u

const KnownDialect = new t.Type<Dialect, string, unknown>(
  'Dialect',
  isDialect,
  (input, context) => (isDialect(input) ? t.success(input) : t.failure(input, context, 'should be MSNP2 to MSNP21')),
  (dialect) => dialect,
)

/**
 * The first line of a trace.
 *
 * **Shapes** `seenBy`: whose ports it was recorded at, a client's or a server's, or on the way between them. The timers,
 * random octets and looks at the clock in it are those of a client or a server.
 *
 * **Units** `start` in milliseconds since 1970, to which every `t` is relative.
 */
export const TraceHeader = t.exact(
  t.intersection([
    t.type({
      format: t.literal('rx-msnp trace'),
      version: t.number,
      start: t.number,
      seenBy: t.keyof({ client: null, server: null, network: null }),
    }),
    t.partial({ dialect: KnownDialect }),
  ]),
)
export type TraceHeader = Readonly<t.TypeOf<typeof TraceHeader>>

const Natural = new t.Type<number, number, unknown>(
  'Natural',
  (u): u is number => Number.isSafeInteger(u) && (u as number) >= 0,
  (input, context) =>
    Number.isSafeInteger(input) && (input as number) >= 0
      ? t.success(input as number)
      : t.failure(input, context, 'should be a whole number, 0 or more'),
  (value) => value,
)

const Milliseconds = new t.Type<number, number, unknown>(
  'Milliseconds',
  (u): u is number => typeof u === 'number' && u >= 0 && Number.isFinite(u),
  (input, context) =>
    typeof input === 'number' && input >= 0 && Number.isFinite(input)
      ? t.success(input)
      : t.failure(input, context, 'should be a number of milliseconds, 0 or more'),
  (value) => value,
)

const Side = t.keyof({ client: null, server: null })

const CloseReason = t.union([
  t.strict({
    _tag: t.keyof({
      Ended: null,
      Refused: null,
      Unknown: null,
      Unreachable: null,
      TimedOut: null,
      Reset: null,
      Unread: null,
    }),
  }),
  t.strict({
    _tag: t.keyof({ Insecure: null, Broken: null, Unsayable: null, Other: null }),
    problem: t.string,
  }),
])

const HttpRequest = t.exact(
  t.intersection([
    t.type({
      method: t.keyof({ GET: null, POST: null }),
      url: t.string,
      headers: t.record(t.string, t.string),
    }),
    t.partial({ body: Octets }),
  ]),
)

const HttpResponse = t.exact(
  t.intersection([
    t.type({ status: t.number, headers: t.record(t.string, t.union([t.string, t.readonlyArray(t.string)])) }),
    t.partial({ body: Octets }),
  ]),
)

const kind = <const Tag extends string, P extends t.Props>(_tag: Tag, props: P) =>
  t.strict({ t: Milliseconds, _tag: t.literal(_tag), ...props })

const partly = <const Tag extends string, P extends t.Props, Q extends t.Props>(_tag: Tag, props: P, more: Q) =>
  t.exact(t.intersection([t.type({ t: Milliseconds, _tag: t.literal(_tag), ...props }), t.partial(more)]))

/** Every kind of record, by its tag. */
export const recordKinds = {
  /** A client wants a connection. */
  Dialled: kind('Dialled', { connection: Natural, address: Address }),
  /** A connection is there; `local` is the client's end. Where it was there before the recording began: `midway`. */
  Opened: partly('Opened', { connection: Natural, local: Address, peer: Address }, { midway: t.literal(true) }),
  /** One side says octets. */
  Said: kind('Said', { connection: Natural, from: Side, octets: Octets }),
  /** What one side said here is not in the recording; so many octets of it, if that is known. */
  Missing: partly('Missing', { connection: Natural, from: Side }, { octets: Natural }),
  /** A connection ends, or never began; `by` is who ended it, if that is known. */
  Closed: partly('Closed', { connection: Natural, reason: CloseReason }, { by: Side }),
  /** A client asks an HTTP server. */
  Asked: kind('Asked', { exchange: Natural, request: HttpRequest }),
  /** What the HTTP server answers, or why it does not. */
  Answered: kind('Answered', { exchange: Natural, outcome: t.union([HttpResponse, CloseReason]) }),
  /** Nobody waits for the answer any more. */
  Abandoned: kind('Abandoned', { exchange: Natural }),
  /** A timer of so many milliseconds starts. */
  Started: kind('Started', { timer: Natural, ms: t.number }),
  Elapsed: kind('Elapsed', { timer: Natural }),
  /** A timer is stopped before its time. */
  Stopped: kind('Stopped', { timer: Natural }),
  /** Random octets were drawn. */
  Drawn: kind('Drawn', { octets: Octets }),
  /** The clock was looked at. **Units** milliseconds since 1970. */
  Looked: kind('Looked', { now: t.number }),
} as const

type Kinds = typeof recordKinds

/**
 * One thing that happened in a recording.
 *
 * **Shapes** connections, exchanges and timers are each counted from 0 in the order of their beginning.
 *
 * **Units** `t` in milliseconds since the start of the trace; it never falls from one record to the next.
 */
export type TraceRecord = { readonly [Tag in keyof Kinds]: Readonly<t.TypeOf<Kinds[Tag]>> }[keyof Kinds]

/** What is odd in a recording, but keeps nobody from reading on. **Units** `line` from 1, `offset` in octets. */
export type TraceNotice =
  /** The last line is not whole: whoever wrote it was stopped. */
  | { readonly _tag: 'CutLine'; readonly line: number }
  /** A packet that says something else than the packets before it, at the same place of a connection. */
  | { readonly _tag: 'Contradiction'; readonly offset: number; readonly connection: number }

/** Why a recording cannot be read, or not to its end. **Units** `line` from 1, `offset` in octets. */
export type TraceError =
  | { readonly _tag: 'Empty' }
  | { readonly _tag: 'NoRecording'; readonly found: string }
  | { readonly _tag: 'NewerFormat'; readonly line: number; readonly version: number }
  | { readonly _tag: 'BadHeader' | 'BadRecord'; readonly line: number; readonly problem: string }
  | { readonly _tag: 'UnknownLink'; readonly offset: number; readonly link: number }
  | { readonly _tag: 'BadPacket' | 'BadBlock'; readonly offset: number; readonly problem: string }
  | { readonly _tag: 'Cut'; readonly offset: number; readonly missing: number }

/** What reading a recording gives, in order: `Begun` first, `Failed` last, if at all. */
export type Finding =
  | { readonly _tag: 'Begun'; readonly header: TraceHeader }
  | { readonly _tag: 'Found'; readonly record: TraceRecord }
  | { readonly _tag: 'Noticed'; readonly notice: TraceNotice }
  | { readonly _tag: 'Failed'; readonly error: TraceError }

/**
 * Reads a recording, whatever way it was cut into chunks.
 *
 * **Errors** none are thrown; behind `Failed` nothing more comes.
 */
export interface RecordingReader {
  readonly read: (chunk: Uint8Array) => ReadonlyArray<Finding>
  /** Behind the last chunk. */
  readonly end: () => ReadonlyArray<Finding>
}
