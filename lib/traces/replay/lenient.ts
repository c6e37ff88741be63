/** Plays what was seen of a session from outside: commands have to be the same, and may come a little earlier. */
import * as E from 'fp-ts/lib/Either.js'

import type { Decoded } from '../../commands/codec.js'
import { hasRole } from '../../commands/facts.js'
import type { Address } from '../../commands/words.js'
import { seededRandom } from '../../streams/random.js'
import { type Divergence, isSameAddress } from '../compare/divergence.js'
import type { TraceRecord } from '../format/record.js'
import type { Trace } from '../format/trace.js'
import type { RecordedConnection } from '../read/connections.js'
import type { RecordedSession } from '../read/sessions.js'
import { isAction, isGiven } from './client-actions.js'
import type { VirtualClock } from './clock.js'
import { recordedAnswers } from './http.js'
import type { ConnectionMatcher } from './match.js'
import type { ClientSide, PeerConnection, Player, PromptedApp, FakePeer } from './ports.js'

const nothing = (): void => undefined
const nobody: PeerConnection = { say: nothing, close: nothing }

/** How long a recording waits for a client: the clocks of those who saw it do not agree to the millisecond. */
const patience = 1000

/** A connection that was dialled. */
interface DialledConnection {
  readonly ear: ClientSide
  readonly matching: ConnectionMatcher
  isClosed: boolean
}

/** How a client is held against the recorded one. One that is led need not do what that one did. */
export interface LenientOptions {
  readonly isLed: boolean
  /** On each connection; `answer` says something to the client. */
  readonly match: (connection: RecordedConnection, answer: (bytes: Uint8Array) => void) => ConnectionMatcher
}

/**
 * Plays what was seen of a session from outside: by its server, or on the way. Nothing is known there of timers and randomness;
 * the client has its own, in virtual time. It may do a little earlier what it did then, as nothing takes its time on the
 * way; what is said to it waits until it has said what led to it.
 */
export const lenient = (
  { records }: Trace,
  session: RecordedSession,
  clock: VirtualClock,
  { isLed, match }: LenientOptions,
): Player => {
  const seeded = seededRandom('replay')
  const web = recordedAnswers(records, session)
  const connections = new Map(session.connections.map((connection) => [connection.number, connection]))
  const undialled = new Map(connections)
  const calls = new Map<number, DialledConnection>()
  const mine = records.flatMap((record, index) =>
    'connection' in record && connections.has(record.connection) ? [index] : [],
  )
  const end = records[mine.at(-1) ?? 0]?.t ?? 0
  let prompted: PromptedApp | undefined
  let divergence: Divergence | undefined
  let isOver = false

  const differ = (found: TraceRecord | undefined, index: number | undefined, sides: object = {}): void => {
    const expected = index === undefined ? undefined : records[index]
    const t = found?.t ?? expected?.t ?? clock.now()
    const next = mine.find((each) => records[each]!.t >= t) ?? records.length
    divergence ??= { _tag: 'Diverged', index: index ?? next, t, expected, found, ...sides }
    isOver = true
  }

  /** Whether what is done now would be in the recording; behind its last moments nobody knows. */
  const isCovered = (connection?: number): boolean => {
    const until = clock.now() + patience
    const indexes = connection === undefined ? mine : (connections.get(connection)?.indexes ?? [])
    return indexes.some((index) => records[index]!._tag !== 'Closed' && records[index]!.t > until)
  }

  /** The connection that a client dials: the next one to this address, or else the next one. */
  const next = (address: Address): RecordedConnection | undefined => {
    const all = [...undialled.values()]
    return all.find((each) => each.address !== undefined && isSameAddress(each.address, address)) ?? all[0]
  }

  const dialled = (connection: RecordedConnection, ear: ClientSide): PeerConnection => {
    const { number } = connection
    undialled.delete(number)
    const answer = (bytes: Uint8Array): void =>
      void clock.scheduler.schedule(() => {
        if (!isOver && !call.isClosed) ear.bytes(bytes)
      })
    const call: DialledConnection = { ear, matching: match(connection, answer), isClosed: false }
    calls.set(number, call)
    return {
      say: (bytes) => {
        const sides = isOver ? undefined : call.matching.say(bytes)
        if (sides === undefined || (sides.index === undefined && !isCovered(number))) return
        const { index, expected, found, scope } = sides
        const record = index === undefined ? undefined : records[index]
        const shown =
          record?._tag === 'Said' && expected !== undefined ? { expected: { ...record, bytes: expected } } : {}
        differ({ t: clock.now(), _tag: 'Said', connection: number, from: 'client', bytes: found }, index, {
          scope,
          ...shown,
        })
      },
      close: () => (call.isClosed = true),
    }
  }

  const peer: FakePeer = {
    dial: (address, ear) => {
      const connection = isOver ? undefined : next(address)
      if (connection !== undefined) return dialled(connection, ear)
      if (!isOver && !isLed && isCovered())
        differ({ t: clock.now(), _tag: 'Dialled', connection: connections.size, address }, undefined)
      return nobody
    },
    ask: (request, answer) => {
      const answered = web(request)
      if (isOver || answered === undefined) return nothing
      const delay = Math.max(0, answered.t - clock.now())
      const waiting = clock.scheduler.schedule(() => answer(answered.outcome), delay)
      return () => waiting.unsubscribe()
    },
    start: (ms, elapse) => {
      const waiting = clock.scheduler.schedule(() => {
        if (!isOver) elapse()
      }, ms)
      return () => waiting.unsubscribe()
    },
    now: () => clock.scheduler.now(),
    random: seeded.bytes,
  }

  /** What has to be done before a record can come to the client, if it is not done. */
  const missing = (index: number): number | undefined => {
    const record = records[index]!
    if (!('connection' in record)) return undefined
    const call = calls.get(record.connection)
    if (call === undefined) return isLed ? undefined : connections.get(record.connection)?.indexes[0]
    return record._tag === 'Opened' || call.isClosed ? undefined : call.matching.missing(index)
  }

  const give = (index: number): void => {
    const record = records[index]!
    const call = 'connection' in record ? calls.get(record.connection) : undefined
    if (call === undefined || call.isClosed) return
    if (record._tag === 'Opened') call.ear.opened(record.local, record.peer)
    if (record._tag === 'Closed') {
      call.isClosed = true
      call.ear.closed(record.reason)
    }
    if (record._tag !== 'Said') return
    const cut = prompted?.cut(index)
    for (const bytes of call.matching.hear(index, record.bytes)) {
      if (cut !== undefined && !isLed && call.matching.unsaid(cut.index, 0) === cut.offset) {
        call.ear.bytes(bytes.subarray(0, cut.at))
        prompted?.act(cut.index, cut.offset)
        call.ear.bytes(bytes.subarray(cut.at))
      } else call.ear.bytes(bytes)
    }
  }

  /** Whether the client signs out there. */
  const isParting = ({ on, commands }: RecordedConnection, offset: number): boolean =>
    on === 'NS' &&
    commands.spoken.some(({ from, start, command }) => from === 'client' && start === offset && isOut(command))

  /** Has somebody do what was done here, at its time. */
  const prompt = (index: number, leave: () => void): void => {
    const record = records[index]!
    clock.upTo(record.t)
    const connection = 'connection' in record ? connections.get(record.connection) : undefined
    const call = connection === undefined ? undefined : calls.get(connection.number)
    const done = prompted?.act ?? nothing
    if (isOver || connection === undefined) return
    clock.goTo(record.t)
    if (record._tag === 'Dialled' && call === undefined) done(index, 0)
    if (call === undefined || call.isClosed) return
    if (record._tag === 'Closed') {
      if (connection.on === 'NS' && prompted === undefined) leave()
      done(index, 0)
    }
    if (record._tag !== 'Said') return
    for (let from = 0; !isOver;) {
      const offset = call.matching.unsaid(index, from)
      if (offset === undefined) return
      if (prompted === undefined && isParting(connection, offset)) leave()
      done(index, offset)
      call.matching.pass(index, offset)
      from = offset + 1
    }
  }

  /** Gives a client that is late some time. */
  const wait = function* (late: () => number | undefined) {
    const until = clock.now() + patience
    for (let t = clock.now() + 1; t <= until && !isOver && late() !== undefined; t++) {
      clock.upTo(t)
      clock.goTo(t)
      yield undefined
    }
    const index = isOver ? undefined : late()
    if (index !== undefined) differ(undefined, index)
  }

  /** What was done in the recording, and was not done to the end. */
  const undone = (): number | undefined => {
    if (isLed) return undefined
    const unsaid = [...calls.values()].flatMap((call) => call.matching.missing(Infinity) ?? [])
    const uncalled = [...undialled.values()].flatMap(({ indexes }) => indexes[0] ?? [])
    return [...unsaid, ...uncalled].sort((a, b) => a - b)[0]
  }

  return {
    peer,
    prompt: (who) => (prompted = who),
    play: function* (leave) {
      for (const index of mine) {
        const record = records[index]!
        if (isAction(record)) prompt(index, leave)
        if (!isGiven(record) || isOver) continue
        if (record._tag === 'Missing') differ(undefined, index)
        clock.upTo(record.t)
        clock.goTo(record.t)
        yield* wait(() => missing(index))
        if (!isOver) give(index)
        yield undefined
      }
      clock.upTo(end)
      clock.goTo(end)
      yield* wait(undone)
      if (!isOver) for (const { matching } of calls.values()) matching.end()
      isOver = true
      return divergence === undefined ? E.right({ records: mine.length, ms: end }) : E.left(divergence)
    },
  }
}

const isOut = (command: Decoded): boolean => hasRole('leave', 'client', command)
