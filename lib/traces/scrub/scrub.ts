/** Takes secrets, and on request names and texts, out of a recording, record by record. */
import * as O from 'fp-ts/lib/Option.js'

import type { Decoded } from '../../commands/codec.js'
import { decodeEach, decoder, faultOf, type Decoder } from '../../commands/decoder.js'
import type { Side } from '../../commands/row.js'
import { isAnswered } from '../../core/effects.js'
import { start, type Limits } from '../../wire/feed.js'
import { write, type Frame } from '../../wire/frame.js'
import { append, joinedBytes, nothing, bytesHeld, type Held } from '../../wire/held.js'
import { aliases } from './aliases.js'
import { disguise, type ScrubOptions } from './payloads.js'
import type { TraceRecord } from '../format/record.js'
import { crossedOut, frameWithout, requestWithout, responseWithout, wholly } from './secrets.js'

export type { ScrubOptions }

/**
 * Takes the secrets out of a recording, record by record.
 *
 * **Shapes** the same records, in the same order, with the same times and as many bytes. A record waits for the rest of
 * a command that is only partly there, and so do all behind it, but not for long.
 */
export interface Scrubbing {
  /** The records that need not wait any longer. */
  readonly record: (record: TraceRecord) => ReadonlyArray<TraceRecord>
  /** Behind the last record: what waited. */
  readonly end: () => ReadonlyArray<TraceRecord>
}

type Said = Extract<TraceRecord, { readonly _tag: 'Said' }>

/** One side of a connection. **Units** bytes since its beginning. */
interface Half {
  /** What of it was heard, and how far that is clean. */
  heard: number
  clean: number
  /** What of the command that is under way was let go, crossed out, before its end was there; and how much that is. */
  begun: Held
  gone: number
  /** Clean bytes that are not in a record again yet. */
  ready: Array<Uint8Array>
}

interface Connection {
  decoder: Decoder
  readonly client: Half
  readonly server: Half
}

interface Waiting {
  readonly record: TraceRecord
  readonly half: Half | undefined
  /** Where on its side what it says ends. */
  readonly end: number
}

// Above what any client takes: who is cut off here is heard in full all the same, but crossed out.
const limits: Limits = { line: 0x10000, payload: 0x1000000 }

/** How long records wait for one. **Units** records, bytes, milliseconds. */
const patience = { records: 1000, bytes: 0x400000, ms: 2000 }

const newHalf = (): Half => ({ heard: 0, clean: 0, begun: nothing, gone: 0, ready: [] })

/**
 * Nothing was heard yet. Passwords, tickets, cookies and answers to challenges get another text of the same length in
 * their places: the same one for the same secret wherever it stands, so that what belongs together still does. What a
 * server draws by lot is replaced, too, as its tickets grow from that. On request so are people, and what they say.
 *
 * **Errors** none: where nobody can tell what bytes mean, all that may be a secret is crossed out.
 */
export const scrubbing = (options: ScrubOptions = {}): Scrubbing => {
  const known = aliases()
  const [clean, cleanRequest, cleanResponse] = [frameWithout(known), requestWithout(known), responseWithout(known)]
  const disguised = disguise(options)
  const isForPeople = Object.values(options).includes(true)
  const connections = new Map<number, Connection>()
  let waiting: Array<Waiting> = []
  let bytesWaiting = 0
  let isServer = false

  const connectionOf = (number: number): Connection => {
    const there = connections.get(number) ?? { decoder: decoder({ limits }), client: newHalf(), server: newHalf() }
    connections.set(number, there)
    return there
  }

  const add = (half: Half, bytes: Uint8Array): void => {
    half.ready.push(half.gone === 0 ? bytes : bytes.subarray(half.gone))
    half.clean += bytes.length - half.gone
    half.gone = 0
    half.begun = nothing
  }

  /** What of a side is heard and not clean yet. */
  const restOf = (half: Half): Uint8Array => {
    const said = waiting.flatMap((each) =>
      each.half === half && each.end > half.clean ? [(each.record as Said).bytes] : [],
    )
    const all = joinedBytes(said)
    return all.subarray(all.length - (half.heard - half.clean))
  }

  /** Lets go of what is there of a command, with all crossed out that may be a secret; of no command, with all. */
  const giveUp = (half: Half, isLost = false): void => {
    const rest = restOf(half)
    if (rest.length === 0) return
    if (isLost) half.ready.push(wholly(rest))
    else {
      // What its beginning tells holds for the rest of it.
      half.begun = append(half.begun, rest, 0, rest.length)
      half.ready.push(crossedOut(bytesHeld(half.begun), isForPeople).subarray(half.gone))
    }
    half.clean += rest.length
    half.gone += rest.length
  }

  const hear = ({ connection: number, from, bytes }: Said): Half => {
    const connection = connectionOf(number)
    const half = connection[from]
    half.heard += bytes.length
    const emit = (command: Decoded, frame: Frame): void =>
      add(half, write(disguised.frame(from, command, clean(command, frame))))
    connection.decoder = decodeEach(from)(emit)(connection.decoder, bytes)
    return half
  }

  const isLost = (number: number, from: Side): boolean => {
    const connection = connections.get(number)
    return connection !== undefined && O.isSome(faultOf(from)(connection.decoder))
  }

  /** The record with clean bytes, as many as it had. */
  const cleaned = (record: Said, half: Half): Said => {
    const all = joinedBytes(half.ready)
    const { length } = record.bytes
    half.ready = all.length > length ? [all.subarray(length)] : []
    return { ...record, bytes: all.slice(0, length) }
  }

  const release = (): ReadonlyArray<TraceRecord> => {
    let count = 0
    while (count < waiting.length && (waiting[count]!.half?.clean ?? Infinity) >= waiting[count]!.end) count++
    const free = waiting.slice(0, count)
    waiting = waiting.slice(count)
    return free.map(({ record, half }) => {
      if (half === undefined || record._tag !== 'Said') return record
      bytesWaiting -= record.bytes.length
      return cleaned(record, half)
    })
  }

  const isPatient = (now: number): boolean =>
    waiting.length <= patience.records && bytesWaiting <= patience.bytes && now - waiting[0]!.record.t <= patience.ms

  const released = (now: number): ReadonlyArray<TraceRecord> => {
    const free = [...release()]
    while (waiting.length > 0 && !isPatient(now)) {
      giveUp(waiting[0]!.half!)
      free.push(...release())
    }
    return free
  }

  const wait = (record: TraceRecord): void => {
    switch (record._tag) {
      case 'Said': {
        const half = hear(record)
        bytesWaiting += record.bytes.length
        waiting.push({ record, half, end: half.heard })
        // Nobody knows any more where commands begin.
        if (isLost(record.connection, record.from)) giveUp(half, true)
        return
      }
      case 'Missing': {
        const connection = connectionOf(record.connection)
        const half = connection[record.from]
        giveUp(half)
        half.gone = 0
        half.begun = nothing
        connection.decoder = { ...connection.decoder, [record.from]: start }
        break
      }
      case 'Closed': {
        const connection = connections.get(record.connection)
        if (connection !== undefined) [connection.client, connection.server].forEach((half) => giveUp(half))
        connections.delete(record.connection)
        break
      }
      case 'Asked':
        return void waiting.push({
          record: { ...record, request: disguised.request(cleanRequest(record.request)) },
          half: undefined,
          end: 0,
        })
      case 'Answered': {
        const { outcome } = record
        const told = isAnswered(outcome) ? disguised.response(cleanResponse(outcome)) : outcome
        return void waiting.push({ record: { ...record, outcome: told }, half: undefined, end: 0 })
      }
      case 'Drawn': {
        const bytes = isServer ? known.bytes(record.bytes.length) : record.bytes
        return void waiting.push({ record: { ...record, bytes }, half: undefined, end: 0 })
      }
      case 'Listened':
        isServer = true
        break
      case 'Dialled':
      case 'Opened':
      case 'Abandoned':
      case 'Started':
      case 'Elapsed':
      case 'Stopped':
      case 'Looked':
        break
    }
    waiting.push({ record, half: undefined, end: 0 })
  }

  return {
    record: (record) => {
      wait(record)
      return released(record.t)
    },
    end: () => {
      for (const { client, server } of connections.values()) [client, server].forEach((half) => giveUp(half))
      return release()
    },
  }
}
