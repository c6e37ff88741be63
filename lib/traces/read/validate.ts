import type { TraceRecord } from '../format/record.js'

/** What can begin and end: those of one kind that are there, and the first number that none of them has had. */
interface Lives {
  readonly there: Map<number, 'Begun' | 'Open'>
  next: number
}

/** How far the numbers of a trace have gone, and its time. */
export interface Progress {
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
  readonly progress: () => Progress
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
