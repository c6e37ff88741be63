/** Finds out what kind of connection a capture holds, and hands it on: MSNP, HTTP, or neither. */
import { byteText } from '../../wire/text.js'
import type { Emitter } from './emit.js'
import { judge, judgeAtLast, msnpPort, noEvidence, type ConnectionKind } from './evidence.js'
import { exchangesOf } from './exchanges.js'
import { addressOf, type End, type Flow, other } from './flows.js'
import type { GatewaySessions } from './gateway.js'
import { type ConnectionListener, msnpListener, emitOpened, emitRefused } from './listener.js'
import type { Overhear } from './positions/watch.js'
import type { ConnectionEnd } from './streams.js'

/** So much is held back of a connection, at most, until it is known what kind it is. */
const mostBytes = 4096
const mostPieces = 256

/** What happened before it was known what kind of connection it is. */
type Early =
  | { readonly _tag: 'Said'; readonly end: End; readonly bytes: Uint8Array; readonly t: number }
  | { readonly _tag: 'Missing'; readonly end: End; readonly bytes: number; readonly t: number }
  | { readonly _tag: 'Contradicted'; readonly end: End; readonly offset: number; readonly t: number }

const repeated = (listener: ConnectionListener, early: Early): void => {
  switch (early._tag) {
    case 'Said':
      return listener.said(early.end, early.bytes, early.t)
    case 'Missing':
      return listener.missing(early.end, early.bytes, early.t)
    case 'Contradicted':
      return listener.contradicted(early.end, early.offset, early.t)
  }
}

/** Hears nothing. */
const deaf: ConnectionListener = {
  said: () => undefined,
  missing: () => undefined,
  contradicted: () => undefined,
  finished: () => undefined,
  left: () => undefined,
  over: () => undefined,
}

/**
 * Listens to a connection until it is known what kind it is, and hands it on then: to who tells what is said on it, to who
 * reads HTTP, or to nobody.
 */
export const recognising = (
  out: Emitter,
  gateway: GatewaySessions,
  flow: Flow<ConnectionListener>,
  overhear: Overhear,
): ConnectionListener => {
  const evidence = noEvidence()
  const early: Array<Early> = []
  let bytesHeld = 0

  const listenerFor = ({ kind, client }: { readonly kind: 'MSNP' | 'HTTP'; readonly client: End }): ConnectionListener => {
    const [local, peer] = [addressOf(flow, client), addressOf(flow, other(client))]
    if (kind === 'HTTP') return exchangesOf(out, gateway, { local, peer }, client)
    const line = emitOpened(out, flow.since, { local, peer, dialled: flow.isWhole ? peer : undefined })
    return msnpListener(out, line, client)
  }

  const decide = (verdict: ConnectionKind): ConnectionListener | undefined => {
    if (verdict === undefined) return undefined
    flow.verdict = verdict === 'Neither' ? 'Dropped' : 'Kept'
    const listener = verdict === 'Neither' ? deaf : overhear(flow, verdict, listenerFor(verdict))
    flow.state = listener
    for (const each of early) repeated(listener, each)
    return listener
  }

  /** A client that connects to the port of MSNP, and is refused. */
  const emitIfRefused = (ending: ConnectionEnd, t: number): void => {
    const { client } = flow
    if (client === undefined || ending !== 'Reset') return
    const server = other(client)
    if (flow.ports[server] === msnpPort && !flow.halves[server].hasBegun)
      emitRefused(out, flow.since, addressOf(flow, server), t)
  }

  return {
    said: (end, bytes, t) => {
      // A copy: whatever else came with it is not to be held.
      early.push({ _tag: 'Said', end, bytes: new Uint8Array(bytes), t })
      bytesHeld += bytes.length
      const verdict = judge(evidence, flow, end, byteText(bytes, 0, Math.min(bytes.length, mostBytes)))
      const isTooMuch = bytesHeld > mostBytes || early.length > mostPieces
      decide(verdict ?? (isTooMuch ? judgeAtLast(evidence, flow) : undefined))
    },
    missing: (end, bytes, t) => {
      early.push({ _tag: 'Missing', end, bytes, t })
      evidence.isHoled[end] ||= evidence.texts[end] === ''
      if (early.length > mostPieces) decide(judgeAtLast(evidence, flow))
    },
    contradicted: (end, offset, t) => {
      if (early.length < mostPieces) early.push({ _tag: 'Contradicted', end, offset, t })
    },
    finished: () => undefined,
    left: () => decide(judgeAtLast(evidence, flow))?.left(),
    over: (by, ending, t) => {
      if (early.length === 0) emitIfRefused(ending, t)
      decide(judgeAtLast(evidence, flow))?.over(by, ending, t)
    },
  }
}
