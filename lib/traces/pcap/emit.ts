/** Sorts the records that connections give by time, and numbers connections and exchanges. */
import type { Finding } from '../format/record.js'

type Emitted = Extract<Finding, { readonly _tag: 'Found' | 'Noticed' }>

/** A connection or an exchange, which has its number once something of it is told. */
export interface RecordNumber {
  readonly kind: 'connection' | 'exchange'
  number: number | undefined
}

interface Draft {
  readonly t: number
  readonly whose: RecordNumber
  readonly told: Emitted
}

/** What is told, sorted by time. */
export interface Emitter {
  /** Tells something; its time and its number are filled in when it is its turn. */
  readonly put: (t: number, whose: RecordNumber, told: Emitted) => void
  /** Hands over what is older than this. */
  readonly settle: (horizon: number, emit: (told: Emitted) => void) => void
}

type Fillable = { t?: number; connection?: number; exchange?: number }

/** So much is sorted at most; what comes later still gets the time of what was told before it. */
const most = 4096

/**
 * Sorts what is told by time, so that nothing has to wait for a connection that is not known yet. Times do not fall, and
 * connections and exchanges have their numbers in the order in which they are told of.
 */
export const emitter = (): Emitter => {
  const drafts: Array<Draft> = []
  const counts = { connection: 0, exchange: 0 }
  let now = 0

  const filled = ({ t, whose, told }: Draft): Emitted => {
    const number = (whose.number ??= counts[whose.kind]++)
    if (t > now) now = t
    // Nobody else has seen it yet, and there are too many to make each of them twice.
    if (told._tag === 'Found') {
      const record = told.record as Fillable
      record.t = now
      record[whose.kind] = number
    } else (told.notice as Fillable).connection = number
    return told
  }

  return {
    put: (t, whose, told) => {
      const draft = { t, whose, told }
      let place = drafts.length
      while (place > 0 && drafts[place - 1]!.t > t) place--
      if (place === drafts.length) drafts.push(draft)
      else drafts.splice(place, 0, draft)
    },
    settle: (horizon, emit) => {
      let ready = 0
      const tooMany = drafts.length > most ? drafts.length / 2 : 0
      while (ready < drafts.length && (drafts[ready]!.t < horizon || ready < tooMany)) emit(filled(drafts[ready++]!))
      if (ready === drafts.length) drafts.length = 0
      else if (ready > 0) drafts.splice(0, ready)
    },
  }
}
