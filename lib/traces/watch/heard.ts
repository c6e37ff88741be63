/** The events of a recording that is watched: commands of both sides, responses of HTTP services, ends of connections. */
import type { Reading } from '../../commands/decoder.js'
import type { Dialect } from '../../commands/dialects.js'
import type { ServerKind } from '../../commands/row.js'
import type { Command } from '../../commands/rows.js'
import type { Closed, CloseReason, HttpRequest, HttpResponse, Received } from '../../core/effects.js'
import type { TraceRecord } from '../format/record.js'
import { transcribed, type CommandEntry, type TranscriptEntry } from '../read/transcript.js'

/** When something is heard, and on which connection. **Units** `t` in milliseconds since the start of the recording. */
export interface At {
  readonly t: number
  readonly connection: number
}

/** What is known of a connection by then. */
export interface Where extends At {
  readonly link: string
  readonly on: ServerKind | undefined
  readonly dialect: Dialect
}

/** What a client says: an event, too, for whoever watches it. */
export interface Overheard extends Where {
  readonly _tag: 'Overheard'
  readonly command: Command<'client'>
}

/** A request to an HTTP service, and what came of it. */
export interface Exchanged {
  readonly _tag: 'Exchanged'
  readonly t: number
  readonly request: HttpRequest
  readonly outcome: HttpResponse | CloseReason
}

/** What is heard of a recording. */
export type Heard = Overheard | (Received<'server'> & Where) | (Closed<string> & At) | Exchanged

/** What is heard by a command; nothing by what a client says that cannot be read. */
export const heardBy = ({ t, connection, from, on, dialect, decoded }: CommandEntry): Heard | undefined => {
  const where = { t, connection, link: String(connection), on, dialect }
  if (from === 'server') return { ...where, _tag: 'Received', command: decoded as Received<'server'>['command'] }
  if (decoded._tag === 'Undecodable' || decoded._tag === 'Failure') return undefined
  return { ...where, _tag: 'Overheard', command: decoded as Command<'client'> }
}

/** Hears what records tell besides commands; it keeps the requests that have no answer yet. */
export const hearing = (): ((record: TraceRecord) => Heard | undefined) => {
  const asked = new Map<number, Extract<TraceRecord, { readonly _tag: 'Asked' }>>()
  return (record) => {
    if (record._tag === 'Closed') {
      const { t, connection, reason } = record
      return { _tag: 'Closed', t, connection, link: String(connection), reason }
    }
    if (record._tag === 'Asked') asked.set(record.exchange, record)
    if (record._tag !== 'Answered' && record._tag !== 'Abandoned') return undefined
    const question = asked.get(record.exchange)
    asked.delete(record.exchange)
    if (question === undefined || record._tag === 'Abandoned') return undefined
    return { _tag: 'Exchanged', t: record.t, request: question.request, outcome: record.outcome }
  }
}

const toList = (heard: Heard | undefined): ReadonlyArray<Heard> => (heard === undefined ? [] : [heard])

const ofEntries = (entries: ReadonlyArray<TranscriptEntry>): ReadonlyArray<Heard> =>
  entries.flatMap((entry) => (entry._tag === 'Line' ? toList(heardBy(entry)) : []))

/** All that is heard of a recording that is there as a whole, in its order. */
export const heardIn = (records: Iterable<TraceRecord>, reading: Reading = {}): ReadonlyArray<Heard> => {
  const hear = hearing()
  const [read, rest] = transcribed(records, reading)
  return [
    // What was begun on a connection is told before its end.
    ...read.flatMap(({ record, entries }) => [...ofEntries(entries), ...toList(hear(record))]),
    ...ofEntries(rest),
  ]
}
