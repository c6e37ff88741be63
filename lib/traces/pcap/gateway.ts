/** The sessions of the HTTP gateway, as connections like others. */
import type { Side } from '../../commands/row.js'
import type { Address } from '../../commands/words.js'
import { gatewayHeader, readGatewayHeader, readGatewayQuery } from '../../gateway/words.js'
import type { Emitter } from './emit.js'
import { headerIn, type HttpHead } from './http.js'
import { type EmittedConnection, emitClosed, emitMissing, emitOpened, emitSaid } from './listener.js'

/** A session of the HTTP gateway: a connection whose bytes go in the bodies of requests and answers. */
export interface GatewaySession {
  /** Nothing as long as nothing was said, where it was there before the capture. */
  line: EmittedConnection | undefined
  readonly ends: RequestEnds
  id: string | undefined
  isOver: boolean
}

/** The ends of the connection that a request came on. */
export interface RequestEnds {
  readonly local: Address
  readonly peer: Address
}

/** The port of MSNP, which the gateway goes to on behalf of its clients. */
const port = 1863
const mostSessions = 10_000

/** The sessions of all gateways in a capture. */
export const gatewaySessions = (out: Emitter) => {
  const byId = new Map<string, GatewaySession>()

  const named = (session: GatewaySession, id: string): void => {
    if (session.id !== undefined) byId.delete(session.id)
    session.id = id
    byId.set(id, session)
    if (byId.size <= mostSessions) return
    const [oldest] = byId.values()
    if (oldest !== undefined) close(oldest, 0, { _tag: 'Other', problem: 'it was silent for long' })
  }

  const close = (session: GatewaySession, t: number, reason: Parameters<typeof emitClosed>[3]): void => {
    if (session.id !== undefined) byId.delete(session.id)
    if (session.isOver) return
    session.isOver = true
    if (session.line !== undefined)
      emitClosed(out, session.line, reason._tag === 'Ended' ? 'server' : undefined, reason, t)
  }

  return {
    /** The session that a request belongs to; nothing if it belongs to none. */
    asked: (target: string, ends: RequestEnds, t: number): GatewaySession | undefined => {
      const query = readGatewayQuery(target)
      const opens = query?._tag === 'Open'
      const id = opens ? undefined : query?.id
      const known = id === undefined ? undefined : byId.get(id)
      if (known !== undefined || query === undefined) return known
      const dialled = { host: opens && query.host !== '' ? query.host : ends.peer.host, port }
      const line = opens ? emitOpened(out, t, { ...ends, dialled }) : undefined
      const session: GatewaySession = { line, ends, id: undefined, isOver: false }
      if (id !== undefined) named(session, id)
      return session
    },
    /** An answer: the session may have another name from now on. */
    answered: (session: GatewaySession, headers: HttpHead['headers']): 'Goes on' | 'Ends' => {
      const { id, isOver } = readGatewayHeader(headerIn(headers, gatewayHeader))
      if (id !== undefined) named(session, id)
      return isOver ? 'Ends' : 'Goes on'
    },
    ended: (session: GatewaySession, t: number): void => close(session, t, { _tag: 'Ended' }),
    said: (session: GatewaySession, from: Side, bytes: Uint8Array, t: number): void => {
      if (session.isOver) return
      session.line ??= emitOpened(out, t, session.ends)
      emitSaid(out, session.line, from, bytes, t)
    },
    missing: (session: GatewaySession, from: Side, bytes: number | undefined, t: number): void => {
      if (!session.isOver && session.line !== undefined) emitMissing(out, session.line, from, bytes, t)
    },
  }
}

export type GatewaySessions = ReturnType<typeof gatewaySessions>
