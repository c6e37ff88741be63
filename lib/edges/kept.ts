/** HTTP connections that are kept for the next request, and closed with the sessions that they were opened for. */
import * as http from 'node:http'
import * as https from 'node:https'
import type { Socket } from 'node:net'

/** The HTTP connections of some ports. */
export interface KeptConnections {
  /** A connection of a session begins. */
  readonly hold: () => void
  /** A connection of a session has ended. With the last of them the idle HTTP connections are closed. */
  readonly release: () => void
  /** Who keeps the connection of a request. */
  readonly agentFor: (protocol: string) => http.Agent
}

/** Shorter than servers wait for a further request: one that goes out as they close would be lost. */
const idle = 2_000

const close = ({ freeSockets }: http.Agent): void =>
  Object.values(freeSockets).forEach((sockets) => sockets?.forEach((socket) => socket.destroy()))

/**
 * No connection yet. The sessions of the same ports share them; where there is no session, none is kept.
 *
 * **Units** an idle one is closed after two seconds at most, and does not keep the process alive.
 */
export const keptConnections = (): KeptConnections => {
  let held = 0
  const keeping = <A extends http.Agent>(agent: A): A => {
    const { keepSocketAlive } = agent
    return Object.assign(agent, { keepSocketAlive: (socket: Socket) => held > 0 && keepSocketAlive.call(agent, socket) })
  }
  const plain = keeping(new http.Agent({ keepAlive: true, timeout: idle }))
  const secure = keeping(new https.Agent({ keepAlive: true, timeout: idle }))
  return {
    hold: () => {
      held++
    },
    release: () => {
      held--
      if (held === 0) [plain, secure].forEach(close)
    },
    agentFor: (protocol) => (protocol === 'https:' ? secure : plain),
  }
}
