/** Reads a recording as commands, and gaps between them, each with time, side and dialect. */
import type { Decoded } from '../../commands/codec.js'
import type { Reading } from '../../commands/decoder.js'
import { type Dialect, dialectsIn } from '../../commands/dialects.js'
import { kindMask, type ServerKind, type Side } from '../../commands/row.js'
import { dialectOf, type Scope } from '../../commands/scope.js'
import type { FrameError } from '../../wire/frame.js'
import { knownDialects } from '../format/dialects.js'
import type { TraceRecord } from '../format/record.js'
import { connectionReader, type ConnectionReader } from './direction-reader.js'

/**
 * A command in a recording: when, on which connection, said by whom, in which dialect.
 *
 * **Shapes** `on` is the kind of server, where it is known by then. As long as a client only offers dialects, it is the
 * newest of them.
 *
 * **Units** `t` in milliseconds since the start of the recording.
 */
export interface CommandEntry {
  readonly _tag: 'Line'
  readonly t: number
  readonly connection: number
  readonly from: Side
  readonly on: ServerKind | undefined
  readonly dialect: Dialect
  readonly decoded: Decoded
}

/** A side of a connection that cannot be read any further, or not before a gap. */
export interface LostEntry {
  readonly _tag: 'Lost'
  readonly t: number
  readonly connection: number
  readonly from: Side
  readonly error: FrameError
}

/** What a side says here is not in the recording; so many bytes of it, if that is known. */
export interface GapEntry {
  readonly _tag: 'Gap'
  readonly t: number
  readonly connection: number
  readonly from: Side
  readonly bytes: number | undefined
}

/** What there is to tell of what was said in a recording. */
export type TranscriptEntry = CommandEntry | LostEntry | GapEntry


/** A recording, read as commands, record by record. Nothing is kept of a connection that is closed. */
export interface Transcript {
  readonly read: (record: TraceRecord) => ReadonlyArray<TranscriptEntry>
  /** What was begun on the connections that are open. */
  readonly end: () => ReadonlyArray<TranscriptEntry>
  /** What is known of a connection that is open. */
  readonly scope: (connection: number) => Scope | undefined
  /** Whether more should be known before a record is read: its connection was there before the recording. */
  readonly doubts: (record: TraceRecord) => boolean
  /** Tells what is known of a connection from elsewhere. */
  readonly teach: (connection: number, scope: Scope) => void
}

interface Connection {
  readonly number: number
  readonly host: string
  readonly isMidway: boolean
  readonly listener: ConnectionReader
  t: number
  passport: string | undefined
  /** Whether its client offers dialects, once it has said anything. */
  negotiates: boolean | undefined
  /** How often anything had been learned when it was last looked at what this client speaks. */
  recalled: number
  known: Known | undefined
}

/** What a scope says in words. */
interface Known {
  readonly scope: Scope
  readonly dialect: Dialect
  readonly on: ServerKind | undefined
}

const nothing: ReadonlyArray<TranscriptEntry> = []
const capitalV = 86

const isSingle = (dialects: number): boolean => (dialects & (dialects - 1)) === 0

const kinds: Readonly<Record<number, ServerKind>> = Object.fromEntries(
  (['DS', 'NS', 'SB'] as const).map((kind) => [kindMask([kind]), kind]),
)

/** What is known of a connection by now. Its words are kept: they cost as much as a command. */
const knownOf = (connection: Connection): Known => {
  const scope = connection.listener.scope()
  if (connection.known?.scope === scope) return connection.known
  const { dialects, kinds: among } = scope
  const dialect = connection.negotiates === true ? dialectsIn(dialects).at(-1)!.name : dialectOf(scope)
  return (connection.known = { scope, dialect, on: kinds[among] })
}

/** Whose connection it is, if a command tells. */
export const passportIn = (command: Decoded): string | undefined => {
  if (command._tag === 'Undecodable' || (command.verb !== 'USR' && command.verb !== 'ANS')) return undefined
  if ('passport' in command && typeof command.passport === 'string') return command.passport.toLowerCase()
  return 'endpoint' in command ? command.endpoint.passport.toLowerCase() : undefined
}

/**
 * Reads what is recorded as commands.
 *
 * **Shapes** what somebody speaks on one connection they speak on the others, as a switchboard never tells. Around a gap,
 * the half of a command before it is `Truncated`, and whatever stands between it and the next command `Headless`.
 *
 * **Errors** none are thrown; `Lost` where framing is lost.
 */
export const transcript = (reading: Reading = {}): Transcript => {
  const connections = new Map<number, Connection>()
  const { spokenBy, learn, lessons } = knownDialects()
  let midway = 0

  const begin = (number: number, t: number, host: string, isMidway: boolean): Connection => {
    // One literal: what is spread into another object with more keys has a hidden class of its own, and each look at it is slow.
    const connection: Connection = {
      number,
      host,
      isMidway,
      listener: connectionReader(reading, isMidway),
      t,
      passport: undefined,
      negotiates: undefined,
      recalled: -1,
      known: undefined,
    }
    connections.set(number, connection)
    if (isMidway) midway++
    return connection
  }

  /** Rules out what is known not to be spoken, if anything was learned since the last time. */
  const recall = (connection: Connection): void => {
    if (connection.recalled === lessons()) return
    const { host, passport, negotiates, listener: heard } = connection
    connection.recalled = lessons()
    if (negotiates !== true && !isSingle(heard.scope().dialects))
      heard.narrow({ dialects: spokenBy(host, passport), kinds: 0 })
  }

  /** What was decoded, with what is known of the connection by then. */
  const told = (connection: Connection, from: Side, decoded: ReadonlyArray<Decoded>): ReadonlyArray<TranscriptEntry> => {
    if (decoded.length === 0) return nothing
    const { number, t } = connection
    const { dialect, on } = knownOf(connection)
    const lines: Array<CommandEntry> = []
    for (const each of decoded) lines.push({ _tag: 'Line', t, connection: number, from, on, dialect, decoded: each })
    return lines
  }

  const hear = (connection: Connection, from: Side, bytes: Uint8Array): ReadonlyArray<TranscriptEntry> => {
    const { number, t, isMidway, listener: heard } = connection
    if (heard.fault(from) !== undefined) return nothing
    if (from === 'client' && bytes.length > 0) connection.negotiates ??= !isMidway && bytes[0] === capitalV
    recall(connection)
    const before = heard.scope()
    const decoded = heard.hear(from, bytes)
    if (from === 'client' && connection.passport === undefined)
      for (const command of decoded) {
        connection.passport ??= passportIn(command)
        if (connection.passport !== undefined) connection.recalled = -1
      }
    if (heard.scope() !== before) {
      learn(connection.host, connection.passport, heard.scope().dialects)
      // What was ruled out before may be allowed again by what it says itself.
      connection.recalled = -1
    }
    const error = heard.fault(from)
    const lines = told(connection, from, decoded)
    return error === undefined ? lines : [...lines, { _tag: 'Lost', t, connection: number, from, error }]
  }

  const miss = (connection: Connection, from: Side, bytes: number | undefined): ReadonlyArray<TranscriptEntry> => {
    const { number, t, listener: heard } = connection
    return [...told(connection, from, heard.miss(from, bytes)), { _tag: 'Gap', t, connection: number, from, bytes }]
  }

  const ended = (connection: Connection): ReadonlyArray<TranscriptEntry> =>
    (['client', 'server'] as const).flatMap((from) => told(connection, from, connection.listener.end(from)))

  const close = (number: number, t: number): ReadonlyArray<TranscriptEntry> => {
    const connection = connections.get(number)
    if (connection === undefined) return nothing
    connections.delete(number)
    if (connection.isMidway) midway--
    connection.t = t
    return ended(connection)
  }

  const known = (number: number, t: number): Connection => {
    const connection = connections.get(number) ?? begin(number, t, '', false)
    connection.t = t
    return connection
  }

  return {
    read: (record) => {
      if (record._tag === 'Opened') begin(record.connection, record.t, record.local.host, record.midway === true)
      else if (record._tag === 'Said') return hear(known(record.connection, record.t), record.from, record.bytes)
      else if (record._tag === 'Missing') return miss(known(record.connection, record.t), record.from, record.bytes)
      else if (record._tag === 'Closed') return close(record.connection, record.t)
      return nothing
    },
    end: () => [...connections.values()].flatMap(ended),
    scope: (number) => {
      const connection = connections.get(number)
      if (connection !== undefined) recall(connection)
      return connection?.listener.scope()
    },
    doubts: (record) => {
      if (midway === 0 || record._tag !== 'Said') return false
      const connection = connections.get(record.connection)
      if (connection?.isMidway !== true) return false
      recall(connection)
      return !isSingle(connection.listener.scope().dialects)
    },
    teach: (number, scope) => {
      const connection = connections.get(number)
      if (connection === undefined) return
      connection.listener.narrow(scope)
      learn(connection.host, connection.passport, connection.listener.scope().dialects)
    },
  }
}

/** A record, and the commands that it completes. */
export interface ReadRecord {
  readonly record: TraceRecord
  readonly entries: ReadonlyArray<TranscriptEntry>
}

/**
 * A recording that is there as a whole, record by record, and what was begun and never completed: it is read twice, as the
 * dialects may be told late.
 */
export const transcribed = (
  records: Iterable<TraceRecord>,
  reading: Reading = {},
): readonly [read: ReadonlyArray<ReadRecord>, rest: ReadonlyArray<TranscriptEntry>] => {
  const all = [...records]
  const first = transcript(reading)
  // What is closed may still be told of by another connection of the same client.
  for (const record of all) if (record._tag !== 'Closed') first.read(record)

  const { read, doubts, teach, end } = transcript(reading)
  const each = all.map((record): ReadRecord => {
    const scope = doubts(record) && 'connection' in record ? first.scope(record.connection) : undefined
    if (scope !== undefined && 'connection' in record) teach(record.connection, scope)
    return { record, entries: read(record) }
  })
  return [each, end()]
}

/** The commands in a recording that is there as a whole. */
export const transcribe = (records: Iterable<TraceRecord>, reading: Reading = {}): ReadonlyArray<TranscriptEntry> => {
  const [read, rest] = transcribed(records, reading)
  return [...read.flatMap(({ entries }) => entries), ...rest]
}
