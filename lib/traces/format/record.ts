/** The records of a trace, as io-ts codecs: the format of trace files, and of recordings in general. */
import * as E from 'fp-ts/lib/Either.js'

import { describeSpan, type Dialect, dialectNamed, dialects } from '../../commands/dialects.js'
import type { Side } from '../../commands/row.js'
import { type Address, bracketed } from '../../commands/words.js'
import type { CloseReason, HttpRequest, HttpResponse } from '../../core/effects.js'
import { isRecord } from '../../payloads/misshape.js'
import { either, leaf, object, oneOf, text, union, written, type Shape, type Shapes, type TypeOf } from '../../payloads/shape.js'
import { isBytes } from '../../wire/bytes.js'
import { fromBase64, toBase64, utf8Bytes } from '../../wire/text.js'

/** The version of the format that is written, and the newest that is read. */
export const formatVersion = 1

const isCount = (u: unknown): u is number => Number.isSafeInteger(u) && (u as number) >= 0

const count = leaf<number>('a whole number, 0 or more', isCount)
const milliseconds = leaf<number>('a number of milliseconds', Number.isFinite)
const passed = leaf<number>('a number of milliseconds, 0 or more', (u) => Number.isFinite(u) && (u as number) >= 0)
const yes = leaf<true>('true, or not be there', (u) => u === true)
const from: Shape<Side> = oneOf('client', 'server')
const dialect = leaf<Dialect>(describeSpan(dialects), (u) => typeof u === 'string' && dialectNamed(u)?.name === u)

const readUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** All but what an editor shows as a blank or the end of a line. */
// eslint-disable-next-line no-control-regex
const control = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/

const textOf = (bytes: Uint8Array): string | undefined => {
  try {
    const plain = readUtf8.decode(bytes)
    return control.test(plain) ? undefined : plain
  } catch {
    return undefined
  }
}

const readBytes = (json: unknown): E.Either<string, Uint8Array> => {
  if (typeof json === 'string')
    return json.isWellFormed() ? E.right(utf8Bytes(json)) : E.left('a text without half a surrogate pair')
  if (!isRecord(json) || typeof json['base64'] !== 'string') return E.left('a text, or {"base64": "..."}')
  return E.fromNullable('Base64')(fromBase64(json['base64']))
}

/**
 * Bytes as they stand in a trace.
 *
 * **Shapes** a string, where they are UTF-8 without controls (tab, CR and LF may be there); else `{ "base64": "..." }`.
 * Every string of bytes has one form, and is read from it again. A string with half a surrogate pair stands for none.
 */
export const Bytes = written('Bytes', isBytes, readBytes, (bytes) => textOf(bytes) ?? { base64: toBase64(bytes) })

/**
 * The first line of a trace.
 *
 * **Shapes** `seenBy`: whose ports it was recorded at, a client's or a server's, or on the way between them. The timers,
 * random bytes and looks at the clock in it are those of a client or a server.
 *
 * **Units** `start` in milliseconds since 1970, to which every `t` is relative.
 */
export const TraceHeader = object(
  'an object',
  {
    format: leaf<'rx-msnp trace'>('"rx-msnp trace"', (u) => u === 'rx-msnp trace'),
    version: leaf<number>('a whole number, 1 or more', (u) => isCount(u) && u > 0),
    start: milliseconds,
    seenBy: oneOf('client', 'server', 'network'),
  },
  { dialect },
  { open: true },
)
export type TraceHeader = TypeOf<typeof TraceHeader>

const isAddress = (u: unknown): u is Address => isRecord(u) && typeof u['host'] === 'string' && isCount(u['port'])
const hostAndPort = /^(?:\[(.*)\]|([^:]*)):(\d+)$/s

/** Host and port as a text. Any host can be written: the ends of a connection may have a zone (`fe80::1%eth0`). */
const end = written(
  'an address',
  isAddress,
  (json) => {
    const [, ipv6, name = '', digits] = (typeof json === 'string' && hostAndPort.exec(json)) || []
    return E.fromPredicate(isAddress, () => 'an address, host:port')({ host: ipv6 ?? name, port: Number(digits) })
  },
  ({ host, port }) => `${bracketed(host)}:${port}`,
)

const plainReason = object(
  'a reason',
  { _tag: oneOf('Ended', 'Refused', 'Unknown', 'Unreachable', 'TimedOut', 'Reset', 'Unread', 'Unauthorized') },
  {},
  { open: true },
)
const toldReason = object(
  'a reason',
  { _tag: oneOf('Insecure', 'Broken', 'Unsayable', 'Forbidden', 'Other'), problem: text() },
  {},
  { open: true },
)
const reason = union<CloseReason>(
  'the reason of an end',
  {
    Ended: plainReason,
    Refused: plainReason,
    Unknown: plainReason,
    Unreachable: plainReason,
    TimedOut: plainReason,
    Reset: plainReason,
    Unread: plainReason,
    Unauthorized: plainReason,
    Insecure: toldReason,
    Broken: toldReason,
    Unsayable: toldReason,
    Forbidden: toldReason,
    Other: toldReason,
  },
  { namesTag: true },
)

const isText = (u: unknown): u is string => typeof u === 'string'
const isTexts = (u: unknown): boolean => isText(u) || (Array.isArray(u) && u.every(isText))

const request = object(
  'a request',
  {
    method: oneOf('GET', 'POST'),
    url: text(),
    headers: leaf<HttpRequest['headers']>(
      'texts by their names',
      (u) => isRecord(u) && Object.values(u).every(isText),
    ),
  },
  { body: Bytes },
  { open: true },
)

const response = object(
  'an answer',
  {
    status: count,
    headers: leaf<HttpResponse['headers']>(
      'texts, or lists of them, by their names',
      (u) => isRecord(u) && Object.values(u).every((value) => value === undefined || isTexts(value)),
    ),
  },
  { body: Bytes },
  { open: true },
)

const hasTag = (u: unknown): boolean => isRecord(u) && '_tag' in u

/** What files call a field by another name. */
const inFiles = { bytes: 'octets' }

const kind = <const Tag extends string, P extends Shapes, Q extends Shapes = Record<never, never>>(
  _tag: Tag,
  required: P,
  optional: Q = {} as Q,
) => object('a record', { t: passed, _tag: oneOf(_tag), ...required }, optional, { open: true, named: inFiles })

/** Every kind of record, by its tag. */
export const recordKinds = {
  /** A client wants a connection. */
  Dialled: kind('Dialled', { connection: count, address: end }),
  /** A server listens at a place, or cannot; `wanted` may leave the port to the system, by a 0. */
  Listened: kind('Listened', { place: count, wanted: end, outcome: either(end, reason, isText) }),
  /**
   * A connection is there; `local` is the client's end. `midway` where its opening was not recorded: it was there before, or
   * its TCP handshake was not captured. Of a server's connections, `place` is where it listens for them.
   */
  Opened: kind('Opened', { connection: count, local: end, peer: end }, { midway: yes, place: count }),
  /** One side says bytes. */
  Said: kind('Said', { connection: count, from, bytes: Bytes }),
  /** What one side said here is not in the recording; so many bytes of it, if that is known. */
  Missing: kind('Missing', { connection: count, from }, { bytes: count }),
  /** A connection ends, or never began; `by` is who ended it, if that is known. */
  Closed: kind('Closed', { connection: count, reason }, { by: from }),
  /** A client asks an HTTP server; the rest as with `Opened`. */
  Asked: kind('Asked', { exchange: count, request }, { local: end, peer: end, place: count }),
  /** What the HTTP server answers, or why it does not. */
  Answered: kind('Answered', { exchange: count, outcome: either(response, reason, (u) => !hasTag(u)) }),
  /** Nobody waits for the answer any more. */
  Abandoned: kind('Abandoned', { exchange: count }),
  /** A timer of so many milliseconds starts. */
  Started: kind('Started', { timer: count, ms: milliseconds }),
  Elapsed: kind('Elapsed', { timer: count }),
  /** A timer is stopped before its time. */
  Stopped: kind('Stopped', { timer: count }),
  /** Random bytes were drawn. */
  Drawn: kind('Drawn', { bytes: Bytes }),
  /** The clock was looked at. **Units** milliseconds since 1970. */
  Looked: kind('Looked', { now: milliseconds }),
} as const

type Kinds = typeof recordKinds

/**
 * One thing that happened in a recording.
 *
 * **Shapes** connections, exchanges, timers and places are each counted from 0 in the order of their beginning.
 *
 * **Units** `t` in milliseconds since the start of the trace; it never falls from one record to the next.
 */
export type TraceRecord = { readonly [Tag in keyof Kinds]: TypeOf<Kinds[Tag]> }[keyof Kinds]

/** A record as JSON holds it, its kind told by its tag. */
export const TraceRecord: Shape<TraceRecord> = union<TraceRecord>('an object', recordKinds, { namesTag: true })

/** What is odd in a recording, but keeps nobody from reading on. **Units** `line` from 1, `offset` in bytes. */
export type TraceNotice =
  /** The last line is not whole: whoever wrote it was stopped. */
  | { readonly _tag: 'CutLine'; readonly line: number }
  /** A packet that says something else than the packets before it, at the same place of a connection. */
  | { readonly _tag: 'Contradiction'; readonly offset: number; readonly connection: number }

/** Why a recording cannot be read, or not to its end. **Units** `line` from 1, `offset` in bytes. */
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
