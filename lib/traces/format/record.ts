/** The records of a trace, as io-ts codecs: the format of trace files, and of recordings in general. */
import * as t from 'io-ts'

import { describeSpan, type Dialect, dialectNamed, dialects } from '../../commands/dialects.js'
import type { Side } from '../../commands/row.js'
import { type Address, bracketed } from '../../commands/words.js'
import type { CloseReason, HttpRequest, HttpResponse } from '../../core/effects.js'
import { checked, isObject, Octets, oneOf, shape, tagged } from './codecs.js'

/** The version of the format that is written, and the newest that is read. */
export const formatVersion = 1

const isCount = (u: unknown): u is number => Number.isSafeInteger(u) && (u as number) >= 0

const Count = checked('a whole number, 0 or more', isCount)
const Milliseconds = checked('a number of milliseconds', (u): u is number => Number.isFinite(u))
const Passed = checked(
  'a number of milliseconds, 0 or more',
  (u): u is number => Number.isFinite(u) && (u as number) >= 0,
)
const Text = checked('a text', (u): u is string => typeof u === 'string')
const Yes = checked('true, or not be there', (u): u is true => u === true)
const From: t.Type<Side, Side, unknown> = oneOf('client', 'server')
const KnownDialect = checked(
  describeSpan(dialects),
  (u): u is Dialect => typeof u === 'string' && dialectNamed(u)?.name === u,
)

/**
 * The first line of a trace.
 *
 * **Shapes** `seenBy`: whose ports it was recorded at, a client's or a server's, or on the way between them. The timers,
 * random octets and looks at the clock in it are those of a client or a server.
 *
 * **Units** `start` in milliseconds since 1970, to which every `t` is relative.
 */
export const TraceHeader = shape(
  'an object',
  {
    format: checked('"rx-msnp trace"', (u): u is 'rx-msnp trace' => u === 'rx-msnp trace'),
    version: checked('a whole number, 1 or more', (u): u is number => isCount(u) && u > 0),
    start: Milliseconds,
    seenBy: oneOf('client', 'server', 'network'),
  },
  { dialect: KnownDialect },
)
export type TraceHeader = t.TypeOf<typeof TraceHeader>

const isAddress = (u: unknown): u is Address => isObject(u) && typeof u['host'] === 'string' && isCount(u['port'])
const hostAndPort = /^(?:\[(.*)\]|([^:]*)):(\d+)$/s

/** Host and port as a text. Any host can be written: the ends of a connection may have a zone (`fe80::1%eth0`). */
const Ends = new t.Type<Address, string, unknown>(
  'Address',
  isAddress,
  (u, context) => {
    const [, ipv6, name = '', digits] = (typeof u === 'string' && hostAndPort.exec(u)) || []
    const address = { host: ipv6 ?? name, port: Number(digits) }
    return isAddress(address) ? t.success(address) : t.failure(u, context, 'should be an address, host:port')
  },
  ({ host, port }) => `${bracketed(host)}:${port}`,
)

const PlainReason = shape(
  'a reason',
  { _tag: oneOf('Ended', 'Refused', 'Unknown', 'Unreachable', 'TimedOut', 'Reset', 'Unread') },
  {},
)
const ToldReason = shape('a reason', { _tag: oneOf('Insecure', 'Broken', 'Unsayable', 'Other'), problem: Text }, {})
const Reason = tagged<CloseReason>('the reason of an end', {
  Ended: PlainReason,
  Refused: PlainReason,
  Unknown: PlainReason,
  Unreachable: PlainReason,
  TimedOut: PlainReason,
  Reset: PlainReason,
  Unread: PlainReason,
  Insecure: ToldReason,
  Broken: ToldReason,
  Unsayable: ToldReason,
  Other: ToldReason,
})

const isText = (u: unknown): u is string => typeof u === 'string'
const isTexts = (u: unknown): boolean => isText(u) || (Array.isArray(u) && u.every(isText))

const Request = shape(
  'a request',
  {
    method: oneOf('GET', 'POST'),
    url: Text,
    headers: checked(
      'texts by their names',
      (u): u is HttpRequest['headers'] => isObject(u) && Object.values(u).every(isText),
    ),
  },
  { body: Octets },
)

const Response = shape(
  'an answer',
  {
    status: Count,
    headers: checked(
      'texts, or lists of them, by their names',
      (u): u is HttpResponse['headers'] =>
        isObject(u) && Object.values(u).every((value) => value === undefined || isTexts(value)),
    ),
  },
  { body: Octets },
)

/** What was hoped for, or why it did not come. */
const orReason = <A>(codec: t.Type<A, unknown, unknown>, isHoped: (u: unknown) => boolean) =>
  new t.Type<A | CloseReason, unknown, unknown>(
    codec.name,
    (u): u is A | CloseReason => codec.is(u) || Reason.is(u),
    (u, context) => (isHoped(u) ? codec.validate(u, context) : Reason.validate(u, context)),
    (value) => (codec.is(value) ? codec.encode(value) : Reason.encode(value)),
  )

const hasTag = (u: unknown): boolean => isObject(u) && '_tag' in u

const kind = <const Tag extends string, P extends t.Props, Q extends t.Props>(
  _tag: Tag,
  required: P,
  optional: Q = {} as Q,
) => shape('a record', { t: Passed, _tag: oneOf(_tag), ...required }, optional)

/** Every kind of record, by its tag. */
export const recordKinds = {
  /** A client wants a connection. */
  Dialled: kind('Dialled', { connection: Count, address: Ends }),
  /** A server listens at a place, or cannot; `wanted` may leave the port to the system, by a 0. */
  Listened: kind('Listened', { place: Count, wanted: Ends, outcome: orReason(Ends, isText) }),
  /**
   * A connection is there; `local` is the client's end. `midway` where its opening was not recorded: it was there before, or
   * its TCP handshake was not captured. Of a server's connections, `place` is where it listens for them.
   */
  Opened: kind('Opened', { connection: Count, local: Ends, peer: Ends }, { midway: Yes, place: Count }),
  /** One side says octets. */
  Said: kind('Said', { connection: Count, from: From, octets: Octets }),
  /** What one side said here is not in the recording; so many octets of it, if that is known. */
  Missing: kind('Missing', { connection: Count, from: From }, { octets: Count }),
  /** A connection ends, or never began; `by` is who ended it, if that is known. */
  Closed: kind('Closed', { connection: Count, reason: Reason }, { by: From }),
  /** A client asks an HTTP server; the rest as with `Opened`. */
  Asked: kind('Asked', { exchange: Count, request: Request }, { local: Ends, peer: Ends, place: Count }),
  /** What the HTTP server answers, or why it does not. */
  Answered: kind('Answered', { exchange: Count, outcome: orReason(Response, (u) => !hasTag(u)) }),
  /** Nobody waits for the answer any more. */
  Abandoned: kind('Abandoned', { exchange: Count }),
  /** A timer of so many milliseconds starts. */
  Started: kind('Started', { timer: Count, ms: Milliseconds }),
  Elapsed: kind('Elapsed', { timer: Count }),
  /** A timer is stopped before its time. */
  Stopped: kind('Stopped', { timer: Count }),
  /** Random octets were drawn. */
  Drawn: kind('Drawn', { octets: Octets }),
  /** The clock was looked at. **Units** milliseconds since 1970. */
  Looked: kind('Looked', { now: Milliseconds }),
} as const

type Kinds = typeof recordKinds

/**
 * One thing that happened in a recording.
 *
 * **Shapes** connections, exchanges, timers and places are each counted from 0 in the order of their beginning.
 *
 * **Units** `t` in milliseconds since the start of the trace; it never falls from one record to the next.
 */
export type TraceRecord = { readonly [Tag in keyof Kinds]: t.TypeOf<Kinds[Tag]> }[keyof Kinds]

/** A record as JSON holds it, its kind told by its tag. */
export const TraceRecord: t.Type<TraceRecord, object, unknown> = tagged<TraceRecord>('an object', recordKinds)

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

/** What a recording gives as it is made: `Begun` once, and every record. */
export type Recorded = Extract<Finding, { readonly _tag: 'Begun' | 'Found' }>

/**
 * Reads a recording, whatever way it was cut into chunks.
 *
 * **Errors** none are thrown; behind `Failed` nothing more comes.
 */
export interface RecordingReader {
  /** What a chunk completes. */
  readonly read: (chunk: Uint8Array) => ReadonlyArray<Finding>
  /** Behind the last chunk. */
  readonly end: () => ReadonlyArray<Finding>
}
