/** HTTP connections that are kept for the next request, and closed with the sessions that they were opened for. */
import * as http from 'node:http'
import * as https from 'node:https'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import * as tls from 'node:tls'

import type { HttpRoute, Ports } from '../streams/ports.js'
import { closedBy } from './closed.js'
import { duplexOver } from './transports/duplex.js'

/** The HTTP connections of some ports. */
export interface KeptConnections {
  /** A connection of a session begins. */
  readonly hold: () => void
  /** A connection of a session has ended. With the last of them the idle HTTP connections are closed. */
  readonly release: () => void
  /** Who keeps the connection of a request, by the way that it goes. */
  readonly agentFor: (protocol: string, route?: HttpRoute) => http.Agent
}

/** Shorter than servers wait for a further request: one that goes out as they close would be lost. */
const idle = 2_000
/** Longer than any pause of who asks again and again. */
const idleBetween = 4_000

interface Agents {
  readonly 'http:': http.Agent
  readonly 'https:': https.Agent
}

const close = (agents: Agents): void =>
  Object.values(agents).forEach(({ freeSockets }: http.Agent) =>
    Object.values(freeSockets).forEach((sockets) => sockets?.forEach((socket) => socket.destroy())),
  )

/**
 * No connection yet. The sessions of the same ports share them; where there is no session, none is kept.
 *
 * **Units** an idle one is closed after two seconds at most, or four between requests that are many, and does not keep the
 * process alive.
 */
export const keptConnections = (): KeptConnections => {
  let held = 0
  const keeping = <A extends http.Agent>(agent: A): A => {
    const { keepSocketAlive } = agent
    return Object.assign(agent, { keepSocketAlive: (socket: Socket) => held > 0 && keepSocketAlive.call(agent, socket) })
  }
  const agents = (timeout: number): Agents => ({
    'http:': new http.Agent({ keepAlive: true, timeout }),
    'https:': new https.Agent({ keepAlive: true, timeout }),
  })
  const usual = agents(idle)
  const straight = { 'http:': keeping(usual['http:']), 'https:': keeping(usual['https:']) }
  const forMany = agents(idleBetween)
  const routed = new WeakMap<Ports['dial'], Agents>()
  const by = (dial: Ports['dial']): Agents => {
    const known = routed.get(dial)
    if (known !== undefined) return known
    const made = agents(idleBetween)
    for (const each of Object.values(made)) Object.assign(each, { createConnection: connecting(dial, each === made['https:']) })
    routed.set(dial, made)
    return made
  }
  return {
    hold: () => {
      held++
    },
    release: () => {
      held--
      if (held === 0) close(straight)
    },
    agentFor: (protocol, { dial, keeps = false } = {}) => {
      const own = dial === undefined ? (keeps ? forMany : straight) : by(dial)
      return own[protocol === 'https:' ? 'https:' : 'http:']
    },
  }
}

/** What an agent of Node calls for a new connection. */
const connecting =
  (dial: Ports['dial'], isSecure: boolean) =>
  ({ host, port, ...options }: tls.ConnectionOptions, done: (error: Error | null, stream?: Duplex) => void): void => {
    let stream: Duplex | undefined
    const heard = dial({ host: host ?? '', port: Number(port) }).subscribe((signal) => {
      switch (signal._tag) {
        case 'Opened':
          stream = duplexOver({ ...signal.link, end: () => heard.unsubscribe() })
          return done(null, isSecure ? tls.connect({ ...options, path: undefined, socket: stream }) : stream)
        case 'Bytes':
          return void stream?.push(signal.bytes)
        case 'Closed':
          if (stream === undefined) return done(closedBy(signal.reason))
          if (signal.reason._tag === 'Ended') stream.push(null)
          else stream.destroy(closedBy(signal.reason))
      }
    })
  }
