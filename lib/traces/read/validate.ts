/** Checks that the records of a trace follow one another as they can; and goes on behind the last of them. */
import type { Recorded, TraceHeader, TraceRecord } from '../format/record.js'

/** What can begin and end: those of one kind that are there, and the first number that none of them has had. */
interface Lives {
  readonly there: Map<number, 'Begun' | 'Open'>
  next: number
}

/** How far the numbers of a trace have gone, and its time. */
export interface TraceProgress {
  readonly t: number
  readonly connection: number
  readonly exchange: number
  readonly timer: number
  readonly place: number
}

/** Looks at the records of a trace one after the other. */
export interface Ordering {
  /** What is wrong with a record at its place, if anything is. */
  readonly problem: (record: TraceRecord) => string | undefined
  readonly progress: () => TraceProgress
}

/**
 * The order that the records of a trace are in: `t` never falls, and nothing is heard of a connection, an exchange or a
 * timer before it begins and after it ends. New ones have higher numbers than those before them.
 */
export const ordering = (): Ordering => {
  const lives = (): Lives => ({ there: new Map(), next: 0 })
  const [connections, exchanges, timers] = [lives(), lives(), lives()]
  let [last, places] = [0, 0]

  const began = (what: string, life: Lives, number: number): string | undefined => {
    if (number < life.next) return `${what} should be ${life.next} or more, as it begins here`
    life.there.set(number, 'Begun')
    life.next = number + 1
    return undefined
  }
  const missing = (what: string, { next }: Lives, number: number): string =>
    `${what} should be one that is there: ${number} ${number < next ? 'is over' : 'never began'}`
  const ended = (what: string, lives: Lives, number: number): string | undefined =>
    lives.there.delete(number) ? undefined : missing(what, lives, number)

  const inOrder = (record: TraceRecord): string | undefined => {
    switch (record._tag) {
      case 'Listened':
        places = Math.max(places, record.place + 1)
        return undefined
      case 'Dialled':
        return began('connection', connections, record.connection)
      case 'Opened': {
        const { connection } = record
        const life = connections.there.get(connection)
        if (life === 'Open') return `connection should be another one: ${connection} is open already`
        const problem = life === undefined ? began('connection', connections, connection) : undefined
        if (problem === undefined) connections.there.set(connection, 'Open')
        return problem
      }
      case 'Said':
      case 'Missing': {
        const life = connections.there.get(record.connection)
        if (life === 'Open') return undefined
        return life === 'Begun'
          ? `connection should be one that is there: ${record.connection} is not open yet`
          : missing('connection', connections, record.connection)
      }
      case 'Closed':
        return ended('connection', connections, record.connection)
      case 'Asked':
        return began('exchange', exchanges, record.exchange)
      case 'Answered':
      case 'Abandoned':
        return ended('exchange', exchanges, record.exchange)
      case 'Started':
        return began('timer', timers, record.timer)
      case 'Elapsed':
      case 'Stopped':
        return ended('timer', timers, record.timer)
      case 'Drawn':
      case 'Looked':
        return undefined
    }
  }

  return {
    problem: (record) => {
      if (record.t < last) return `t should be ${last} or more: it never falls`
      last = record.t
      return inOrder(record)
    },
    progress: () => ({
      t: last,
      connection: connections.next,
      exchange: exchanges.next,
      timer: timers.next,
      place: places,
    }),
  }
}

/** Where a trace ended: its header, and how far its time and its numbers had gone. */
export interface TraceEnd {
  readonly header: TraceHeader
  readonly progress: TraceProgress
}

const numbers = ['connection', 'exchange', 'timer', 'place'] as const

/**
 * A recording that goes on behind a trace that was there before: its times count from the start of that trace, and its
 * numbers from those that were used. It has no header of its own.
 *
 * **Errors** throws where the two were not recorded at ports of the same kind.
 */
export const continuing = ({ header, progress }: TraceEnd): ((finding: Recorded) => TraceRecord | undefined) => {
  let shift = 0
  return (finding) => {
    if (finding._tag === 'Begun') {
      const { seenBy, start } = finding.header
      if (seenBy !== header.seenBy)
        throw new Error(`the trace was recorded at the ports of a ${header.seenBy}, and these are those of a ${seenBy}`)
      shift = start - header.start
      return undefined
    }
    const { record } = finding
    const counted = numbers.flatMap((key) =>
      key in record ? [[key, (record as Partial<TraceProgress>)[key]! + progress[key]] as const] : [],
    )
    return { ...record, ...Object.fromEntries(counted), t: Math.max(progress.t, record.t + shift) }
  }
}
