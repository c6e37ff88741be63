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
 * else. Each kind of action, and each connection, is held against its own records in their order.
 */
export const exact = ({ records }: Trace, clock: VirtualClock): Player => {
  const queues = queuesOf(records)
  const seeded = seededRandom('replay')
  const played = new Map<number, PlayedConnection & { readonly ear: ClientSide }>()
  const answers = new Map<number, Parameters<FakePeer['ask']>[1]>()
  const timers = new Map<number, () => void>()
  let prompted: PromptedApp | undefined
  let isOver = false

  // An app's own timers are unknown to who acts for it.
  const isPassedOver = ({ _tag }: TraceRecord): boolean =>
    prompted !== undefined && (_tag === 'Started' || _tag === 'Stopped')
  const actions = expectedActions(records, played, isPassedOver)
  const isDeaf = (): boolean => isOver || actions.divergence() !== undefined

  const connected = (connection: number, ear: ClientSide): PeerConnection => {
    const own = { half: clientDirection(records, queues.connections.get(connection) ?? []), ear, said: 0, piece: 0 }
    played.set(connection, own)
    return {
      say: (bytes) => {
        if (!isDeaf()) actions.say(connection, own, bytes, clock.now())
      },
      close: () => {
        if (isDeaf()) return
        actions.close(own, { t: clock.now(), _tag: 'Closed', connection, reason: { _tag: 'Ended' }, by: 'client' })
      },
    }
  }

  const peer: FakePeer = {
    dial: (address, ear) => {
      if (isDeaf()) return nobody
      const found = { t: clock.now(), _tag: 'Dialled', connection: queues.dials.at, address } as const
      const record = actions.take<'Dialled'>(queues.dials, found, (record) => isSameAddress(record.address, address))
      return record === undefined ? nobody : connected(record.connection, ear)
    },
    ask: (request, answer) => {
      if (isDeaf()) return nothing
      const found = { t: clock.now(), _tag: 'Asked', exchange: queues.questions.at, request } as const
      const record = actions.take<'Asked'>(queues.questions, found, (record) => isSameRequest(record.request, request))
      if (record === undefined) return nothing
      const { exchange } = record
      answers.set(exchange, answer)
      return () => {
        if (!isDeaf()) actions.takeAt(queues.abandoned.get(exchange), { t: clock.now(), _tag: 'Abandoned', exchange })
      }
    },
    start: (ms, elapse) => {
      if (isDeaf()) return nothing
      const found = { t: clock.now(), _tag: 'Started', timer: queues.starts.at, ms } as const
      const queue = prompted === undefined ? queues.starts : actions.ahead(queues.starts, ms)
      const record = queue && actions.take<'Started'>(queue, found, (record) => record.ms === ms)
      if (record === undefined) return nothing
      const { timer } = record
      timers.set(timer, elapse)
      return () => {
        if (!isDeaf()) actions.takeAt(queues.stopped.get(timer), { t: clock.now(), _tag: 'Stopped', timer })
      }
    },
    now: () => (isDeaf() ? undefined : actions.see<'Looked'>(queues.looks)?.now) ?? clock.scheduler.now(),
    random: (bytes) => {
      const randomBytes = isDeaf() ? undefined : actions.see<'Drawn'>(queues.draws)?.bytes
      return randomBytes?.length === bytes ? randomBytes.slice() : seeded.bytes(bytes)
    },
  }

  const hear = (index: number, connection: number, bytes: Uint8Array): void => {
    const own = played.get(connection)
    const cut = prompted?.cut(index)
    if (cut !== undefined && own?.said === cut.offset) {
      own.ear.bytes(bytes.subarray(0, cut.at))
      prompted?.act(cut.index, cut.offset)
      own.ear.bytes(bytes.subarray(cut.at))
    } else own?.ear.bytes(bytes)
  }

  /** Gives the client a record. What is for something that it never began, nobody hears. */
  const give = (index: number): void => {
    const record = records[index]!
    switch (record._tag) {
      case 'Opened':
        return played.get(record.connection)?.ear.opened(record.local, record.peer)
      case 'Said':
        return hear(index, record.connection, record.bytes)
      case 'Closed':
        return played.get(record.connection)?.ear.closed(record.reason)
      case 'Answered':
        return answers.get(record.exchange)?.(record.outcome)
      case 'Elapsed':
        return timers.get(record.timer)?.()
      case 'Missing':
        return actions.differ(undefined, index)
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
    if (prompted === undefined || actions.isDone(index) || !isAction(record)) return
    clock.upTo(record.t)
    if (actions.isDone(index)) return
    clock.goTo(record.t)
    const own = record._tag === 'Said' ? played.get(record.connection) : undefined
    for (let before = -1, offset = own?.said ?? 0; offset > before && !actions.isDone(index) && !isDeaf();) {
      prompted.act(index, offset)
      before = offset
      offset = own?.said ?? 0
    }
  }

  /** What should have been done is done, or late. */
  const isUpToDate = (): boolean => {
    const missing = actions.undone()
    if (missing !== undefined) actions.differ(undefined, missing)
    return missing === undefined
  }

  /** Behind the last record that comes to the client: what it does still, it does by itself, or because it is let go. */
  const conclude = (leave: () => void): void => {
    for (let next = actions.undone(); next !== undefined; next = actions.undone()) {
      const { t } = records[next]!
      clock.upTo(t)
      if (actions.undone() !== next) continue
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
        const edge = actions.edge()
        for (; index < edge && !isDeaf(); index++) prompt(index)
        if (isDeaf() || edge === records.length) break
        const { t } = records[edge]!
        clock.before(t)
        // Of what is due at the same moment the file tells which was first.
        if (actions.undone() !== undefined) clock.upTo(t)
        if (isDeaf() || !isUpToDate()) break
        actions.goOn()
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
      const divergence = actions.divergence()
      const ms = records.at(-1)?.t ?? 0
      return divergence === undefined ? E.right({ records: records.length, ms }) : E.left(divergence)
    },
  }
}
