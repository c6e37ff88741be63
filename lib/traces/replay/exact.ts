/** Plays a trace that was recorded at a client's own ports: everything has to be the same, timers too. */
import * as E from 'fp-ts/lib/Either.js'

import { seededRandom } from '../../streams/random.js'
import { isSameAddress, isSameRequest } from '../compare/divergence.js'
import { clientDirection } from '../format/direction.js'
import type { TraceRecord } from '../format/record.js'
import type { Trace } from '../format/trace.js'
import { isAction, queuesOf } from './client-actions.js'
import type { VirtualClock } from './clock.js'
import { expectedActions } from './expected-actions.js'
import type { PlayedConnection } from './match.js'
import type { ClientSide, PeerConnection, Player, PromptedApp, FakePeer } from './ports.js'

const nothing = (): void => undefined
const nobody: PeerConnection = { say: nothing, close: nothing }

/**
 * Plays a trace that was recorded at a client's own ports, and so holds all that the client had of the world. What comes
 * to the client comes in the order of the file; between two such records it does what stands there, all of it and nothing
 * else. Each kind of deed, and each connection, is held against its own records in their order.
 */
export const exact = ({ records }: Trace, clock: VirtualClock): Player => {
  const lanes = queuesOf(records)
  const chance = seededRandom('replay')
  const lines = new Map<number, PlayedConnection & { readonly ear: ClientSide }>()
  const answers = new Map<number, Parameters<FakePeer['ask']>[1]>()
  const timers = new Map<number, () => void>()
  let prompted: PromptedApp | undefined
  let isOver = false

  // An app's own timers are unknown to who acts for it.
  const isPassedOver = ({ _tag }: TraceRecord): boolean =>
    prompted !== undefined && (_tag === 'Started' || _tag === 'Stopped')
  const deeds = expectedActions(records, lines, isPassedOver)
  const isDeaf = (): boolean => isOver || deeds.divergence() !== undefined

  const connected = (connection: number, ear: ClientSide): PeerConnection => {
    const line = { half: clientDirection(records, lanes.connections.get(connection) ?? []), ear, said: 0, piece: 0 }
    lines.set(connection, line)
    return {
      say: (octets) => {
        if (!isDeaf()) deeds.say(connection, line, octets, clock.now())
      },
      close: () => {
        if (isDeaf()) return
        deeds.close(line, { t: clock.now(), _tag: 'Closed', connection, reason: { _tag: 'Ended' }, by: 'client' })
      },
    }
  }

  const peer: FakePeer = {
    dial: (address, ear) => {
      if (isDeaf()) return nobody
      const found = { t: clock.now(), _tag: 'Dialled', connection: lanes.dials.at, address } as const
      const record = deeds.take<'Dialled'>(lanes.dials, found, (record) => isSameAddress(record.address, address))
      return record === undefined ? nobody : connected(record.connection, ear)
    },
    ask: (request, answer) => {
      if (isDeaf()) return nothing
      const found = { t: clock.now(), _tag: 'Asked', exchange: lanes.questions.at, request } as const
      const record = deeds.take<'Asked'>(lanes.questions, found, (record) => isSameRequest(record.request, request))
      if (record === undefined) return nothing
      const { exchange } = record
      answers.set(exchange, answer)
      return () => {
        if (!isDeaf()) deeds.takeAt(lanes.abandoned.get(exchange), { t: clock.now(), _tag: 'Abandoned', exchange })
      }
    },
    start: (ms, elapse) => {
      if (isDeaf()) return nothing
      const found = { t: clock.now(), _tag: 'Started', timer: lanes.starts.at, ms } as const
      const lane = prompted === undefined ? lanes.starts : deeds.ahead(lanes.starts, ms)
      const record = lane && deeds.take<'Started'>(lane, found, (record) => record.ms === ms)
      if (record === undefined) return nothing
      const { timer } = record
      timers.set(timer, elapse)
      return () => {
        if (!isDeaf()) deeds.takeAt(lanes.stopped.get(timer), { t: clock.now(), _tag: 'Stopped', timer })
      }
    },
    now: () => (isDeaf() ? undefined : deeds.see<'Looked'>(lanes.looks)?.now) ?? clock.scheduler.now(),
    random: (octets) => {
      const drawn = isDeaf() ? undefined : deeds.see<'Drawn'>(lanes.draws)?.octets
      return drawn?.length === octets ? drawn.slice() : chance.octets(octets)
    },
  }

  const hear = (index: number, connection: number, octets: Uint8Array): void => {
    const line = lines.get(connection)
    const cut = prompted?.cut(index)
    if (cut !== undefined && line?.said === cut.place) {
      line.ear.octets(octets.subarray(0, cut.at))
      prompted?.act(cut.index, cut.place)
      line.ear.octets(octets.subarray(cut.at))
    } else line?.ear.octets(octets)
  }

  /** Gives the client a record. What is for something that it never began, nobody hears. */
  const give = (index: number): void => {
    const record = records[index]!
    switch (record._tag) {
      case 'Opened':
        return lines.get(record.connection)?.ear.opened(record.local, record.peer)
      case 'Said':
        return hear(index, record.connection, record.octets)
      case 'Closed':
        return lines.get(record.connection)?.ear.closed(record.reason)
      case 'Answered':
        return answers.get(record.exchange)?.(record.outcome)
      case 'Elapsed':
        return timers.get(record.timer)?.()
      case 'Missing':
        return deeds.differ(undefined, index)
      case 'Dialled':
      case 'Asked':
      case 'Abandoned':
      case 'Started':
      case 'Stopped':
      case 'Drawn':
      case 'Looked':
      case 'Listened':
        return undefined
    }
  }

  /** Has somebody do what was done here, at its time. */
  const prompt = (index: number): void => {
    const record = records[index]!
    if (prompted === undefined || deeds.isDone(index) || !isAction(record)) return
    clock.upTo(record.t)
    if (deeds.isDone(index)) return
    clock.goTo(record.t)
    const line = record._tag === 'Said' ? lines.get(record.connection) : undefined
    for (let before = -1, place = line?.said ?? 0; place > before && !deeds.isDone(index) && !isDeaf();) {
      prompted.act(index, place)
      before = place
      place = line?.said ?? 0
    }
  }

  /** What should have been done is done, or late. */
  const isUpToDate = (): boolean => {
    const missing = deeds.undone()
    if (missing !== undefined) deeds.differ(undefined, missing)
    return missing === undefined
  }

  /** Behind the last record that comes to the client: what it does still, it does by itself, or because it is let go. */
  const conclude = (leave: () => void): void => {
    for (let next = deeds.undone(); next !== undefined; next = deeds.undone()) {
      const { t } = records[next]!
      clock.upTo(t)
      if (deeds.undone() !== next) continue
      clock.goTo(t)
      return leave()
    }
  }

  return {
    peer,
    prompt: (who) => (prompted = who),
    play: function* (leave) {
      let index = 0
      for (;;) {
        const edge = deeds.edge()
        for (; index < edge && !isDeaf(); index++) prompt(index)
        if (isDeaf() || edge === records.length) break
        const { t } = records[edge]!
        clock.before(t)
        // Of what is due at the same moment the file tells which was first.
        if (deeds.undone() !== undefined) clock.upTo(t)
        if (isDeaf() || !isUpToDate()) break
        deeds.goOn()
        clock.goTo(t)
        give(edge)
        index = edge + 1
        yield undefined
      }
      if (!isDeaf()) {
        conclude(leave)
        yield undefined
        if (!isDeaf()) isUpToDate()
      }
      isOver = true
      const divergence = deeds.divergence()
      const ms = records.at(-1)?.t ?? 0
      return divergence === undefined ? E.right({ records: records.length, ms }) : E.left(divergence)
    },
  }
}
