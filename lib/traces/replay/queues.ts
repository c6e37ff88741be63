import type { TraceRecord } from '../format/record.js'

/** The records of one kind in their order; all before `at` are past. */
export interface Lane {
  readonly indexes: Array<number>
  at: number
}

/** The records of a trace, as a client meets them. */
export interface Lanes {
  readonly dials: Lane
  readonly questions: Lane
  readonly starts: Lane
  readonly draws: Lane
  readonly looks: Lane
  /** By exchange, by timer. */
  readonly abandoned: ReadonlyMap<number, number>
  readonly stopped: ReadonlyMap<number, number>
  /** All records of each connection. */
  readonly connections: ReadonlyMap<number, ReadonlyArray<number>>
}

/** Sorts the records of a trace into lanes. */
export const lanesOf = (records: ReadonlyArray<TraceRecord>): Lanes => {
  const lane = (tag: TraceRecord['_tag']): Lane => ({
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
    dials: lane('Dialled'),
    questions: lane('Asked'),
    starts: lane('Started'),
    draws: lane('Drawn'),
    looks: lane('Looked'),
    abandoned,
    stopped,
    connections,
  }
}
