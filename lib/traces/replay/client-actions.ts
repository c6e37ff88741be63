/** Which records are a client's actions, which come to it, and their order by kind. */
import type { TraceRecord } from '../format/record.js'

const actions: ReadonlySet<TraceRecord['_tag']> = new Set(['Dialled', 'Asked', 'Abandoned', 'Started', 'Stopped'])
const gifts: ReadonlySet<TraceRecord['_tag']> = new Set(['Opened', 'Missing', 'Answered', 'Elapsed'])

/** Whether a record is something that the client does. What it draws, and that it looks at the clock, changes nothing. */
export const isAction = (record: TraceRecord): boolean =>
  record._tag === 'Said'
    ? record.from === 'client' && record.bytes.length > 0
    : record._tag === 'Closed'
      ? record.by === 'client'
      : actions.has(record._tag)

/** Whether a record is something that comes to the client by itself. */
export const isGiven = (record: TraceRecord): boolean =>
  record._tag === 'Said'
    ? record.from === 'server' && record.bytes.length > 0
    : record._tag === 'Closed'
      ? record.by !== 'client'
      : gifts.has(record._tag)

/** The records of one kind in their order; all before `at` are past. */
export interface RecordQueue {
  readonly indexes: Array<number>
  at: number
}

/** The records of a trace, as a client meets them. */
export interface RecordQueues {
  readonly dials: RecordQueue
  readonly questions: RecordQueue
  readonly starts: RecordQueue
  readonly draws: RecordQueue
  readonly looks: RecordQueue
  /** By exchange, by timer. */
  readonly abandoned: ReadonlyMap<number, number>
  readonly stopped: ReadonlyMap<number, number>
  /** All records of each connection. */
  readonly connections: ReadonlyMap<number, ReadonlyArray<number>>
}

/** Sorts the records of a trace into queues. */
export const queuesOf = (records: ReadonlyArray<TraceRecord>): RecordQueues => {
  const queue = (tag: TraceRecord['_tag']): RecordQueue => ({
    indexes: records.flatMap(({ _tag }, index) => (_tag === tag ? [index] : [])),
    at: 0,
  })
  const abandoned = new Map<number, number>()
  const stopped = new Map<number, number>()
  const connections = new Map<number, Array<number>>()
  records.forEach((record, index) => {
    if (record._tag === 'Abandoned') abandoned.set(record.exchange, index)
    if (record._tag === 'Stopped') stopped.set(record.timer, index)
    if (!('connection' in record)) return
    const known = connections.get(record.connection)
    if (known === undefined) connections.set(record.connection, [index])
    else known.push(index)
  })
  return {
    dials: queue('Dialled'),
    questions: queue('Asked'),
    starts: queue('Started'),
    draws: queue('Drawn'),
    looks: queue('Looked'),
    abandoned,
    stopped,
    connections,
  }
}
