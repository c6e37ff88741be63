/** Takes secrets, and on request names and texts, out of a recording, record by record. */
import * as O from 'fp-ts/lib/Option.js'

import type { Decoded } from '../../commands/codec.js'
import { decodeFramed, decoder, faultOf, type Decoder } from '../../commands/decoder.js'
import type { Side } from '../../commands/row.js'
import { isAnswered, type HttpRequest, type HttpResponse } from '../../core/effects.js'
import { start, type Limits } from '../../wire/feed.js'
import { write, type Frame } from '../../wire/frame.js'
import { append, joinedBytes, nothing, bytesHeld, type Held } from '../../wire/held.js'
import { isForGateway } from '../../gateway/words.js'
import { aliases } from './aliases.js'
import { gatewayConnections } from './gateway.js'
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

/** A record that waits. **Shapes** `said` is what it says on a side of a connection: where that ends, and the same record with clean bytes. */
interface Waiting {
  readonly record: TraceRecord
  readonly said?: Said
}

interface Said {
  readonly half: Half
  readonly bytes: Uint8Array
  readonly end: number
  readonly cleaned: (bytes: Uint8Array) => TraceRecord
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
  const newConnection = (): Connection => ({ decoder: decoder({ limits }), client: newHalf(), server: newHalf() })
  const gateway = gatewayConnections(newConnection, known.of)
  let waiting: Array<Waiting> = []
  let bytesWaiting = 0
  let isServer = false

  const connectionOf = (number: number): Connection => {
    const there = connections.get(number) ?? newConnection()
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
    const bytes = waiting.flatMap(({ said }) => (said?.half === half && said.end > half.clean ? [said.bytes] : []))
    const all = joinedBytes(bytes)
    return all.subarray(all.length - (half.heard - half.clean))
  }

  /** Lets go of what is there of a command, with all crossed out that may be a secret; of no command, with all. */
  const giveUp = (half: Half, isLost = false): void => {
    const rest = restOf(half)
    if (rest.length === 0) return
    if (isLost) half.ready.push(wholly(rest))
    else {
      // What its beginning tells holds for the rest of it.
      half.begun = append(half.begun, rest)
      half.ready.push(crossedOut(bytesHeld(half.begun), isForPeople).subarray(half.gone))
    }
    half.clean += rest.length
    half.gone += rest.length
  }

  const isLost = (connection: Connection, from: Side): boolean => O.isSome(faultOf(from)(connection.decoder))

  /** Something is said on a connection, by a record that waits until all of it is clean. */
  const hear = (connection: Connection, from: Side, record: TraceRecord, bytes: Uint8Array, put: Said['cleaned']): void => {
    const half = connection[from]
    half.heard += bytes.length
    const emit = (command: Decoded, frame: Frame): void =>
      add(half, write(disguised.frame(from, command, clean(command, frame))))
    connection.decoder = decodeFramed(from)(emit)(connection.decoder, bytes)
    bytesWaiting += bytes.length
    waiting.push({ record, said: { half, bytes, end: half.heard, cleaned: put } })
    // Nobody knows any more where commands begin.
    if (isLost(connection, from)) giveUp(half, true)
  }

  /** So many clean bytes. */
  const taken = (half: Half, length: number): Uint8Array => {
    const all = joinedBytes(half.ready)
    half.ready = all.length > length ? [all.subarray(length)] : []
    return all.slice(0, length)
  }

  const release = (): ReadonlyArray<TraceRecord> => {
    let count = 0
    while (count < waiting.length && (waiting[count]!.said?.half.clean ?? Infinity) >= (waiting[count]!.said?.end ?? 0)) count++
    const free = waiting.slice(0, count)
    waiting = waiting.slice(count)
    return free.map(({ record, said }) => {
      if (said === undefined) return record
      bytesWaiting -= said.bytes.length
      return said.cleaned(taken(said.half, said.bytes.length))
    })
  }

  const over = (connection: Connection | undefined): void => {
    if (connection !== undefined) [connection.client, connection.server].forEach((half) => giveUp(half))
  }

  const isPatient = (now: number): boolean =>
    waiting.length <= patience.records && bytesWaiting <= patience.bytes && now - waiting[0]!.record.t <= patience.ms

  const released = (now: number): ReadonlyArray<TraceRecord> => {
    const free = [...release()]
    while (waiting.length > 0 && !isPatient(now)) {
      giveUp(waiting[0]!.said!.half)
      free.push(...release())
    }
    return free
  }

  /** A request or an answer, of which the body is said on a connection, if it goes through the gateway. */
  const exchanged = <M extends HttpRequest | HttpResponse>(
    connection: Connection | undefined,
    from: Side,
    { body, ...head }: M,
    put: (message: M) => TraceRecord,
    whole: (message: M) => M,
  ): void => {
    if (connection === undefined || body === undefined || body.length === 0)
      return void waiting.push({ record: put(whole({ ...head, ...(body === undefined ? {} : { body }) } as M)) })
    const told = whole(head as M)
    hear(connection, from, put(told), body, (clean) => put({ ...told, body: clean }))
  }
  const wholeRequest = (request: HttpRequest): HttpRequest => disguised.request(cleanRequest(request))
  const wholeResponse = (response: HttpResponse): HttpResponse => disguised.response(cleanResponse(response))

  const wait = (record: TraceRecord): void => {
    switch (record._tag) {
      case 'Said': {
        const { connection, from, bytes } = record
        return hear(connectionOf(connection), from, record, bytes, (bytes) => ({ ...record, bytes }))
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
        over(connections.get(record.connection))
        connections.delete(record.connection)
        break
      }
      case 'Asked': {
        const isOurs = isForGateway(record.request.url)
        const { connection, request } = isOurs ? gateway.asked(record.exchange, record.request) : { connection: undefined, ...record }
        return exchanged(connection, 'client', request, (told) => ({ ...record, request: told }), wholeRequest)
      }
      case 'Answered': {
        const { outcome, exchange } = record
        if (!isAnswered(outcome)) {
          gateway.dropped(exchange)
          break
        }
        const ours = gateway.answered(exchange, outcome)
        exchanged(ours?.connection, 'server', ours?.response ?? outcome, (told) => ({ ...record, outcome: told }), wholeResponse)
        if (ours?.isOver === true) over(ours.connection)
        return
      }
      case 'Abandoned':
        gateway.dropped(record.exchange)
        break
      case 'Drawn': {
        const bytes = isServer ? known.bytes(record.bytes.length) : record.bytes
        return void waiting.push({ record: { ...record, bytes } })
      }
      case 'Listened':
        isServer = true
        break
      case 'Dialled':
      case 'Opened':
      case 'Started':
      case 'Elapsed':
      case 'Stopped':
      case 'Looked':
        break
    }
    waiting.push({ record })
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
