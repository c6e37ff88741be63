/** WebSockets of pages, joined to servers that speak TCP. */
import type { IncomingMessage } from 'node:http'

import { Subscription } from 'rxjs'
import { WebSocketServer } from 'ws'

import { Address } from '../../commands/words.js'
import { describeClose, type CloseReason } from '../../core/effects.js'
import type { ConnectionEvent, Link, Ports } from '../../streams/ports.js'
import { subscribing } from '../../streams/subscribing.js'
import type { Settings } from '../settings.js'
import type { Messages } from '../transports/messages.js'
import { knownProtocols } from '../transports/sub-protocols.js'
import { hearWebSocket, wsOptions } from '../transports/ws.js'
import type { BridgeEvent, BridgeRefusal } from './events.js'
import type { PeerShare } from './peers.js'
import type { BridgeLimits } from './settings.js'

/** What joining needs. */
export interface JoiningSettings {
  readonly dial: Ports['dial']
  readonly servers: ReadonlyArray<Address>
  readonly limits: Pick<BridgeLimits, 'idle' | 'time'>
  readonly node: Settings
  readonly running: Subscription
  readonly failed: (error: unknown) => void
  readonly tell: (event: Extract<BridgeEvent, { readonly _tag: 'Joined' | 'Left' }>) => void
}

/** The request for a WebSocket, of a page that may come. */
export interface Joined {
  readonly message: IncomingMessage
  readonly head: Buffer
  readonly peer: Address
  readonly to: string
  readonly admission: PeerShare
  readonly refuse: (refusal: BridgeRefusal) => void
}

const addressIn = (text: string): Address | undefined => {
  const read = Address.decode(text)
  return read._tag === 'Right' ? read.right : undefined
}

const nameOf = (address: Address): string => Address.write(address).toLowerCase()

/** Joins WebSockets to servers: that of a page opens once its server is there. */
export const joining = ({ dial, servers, limits, node, running, failed, tell }: JoiningSettings) => {
  const named = new Set(servers.map(nameOf))
  const sockets = new WebSocketServer({
    ...wsOptions(node),
    noServer: true,
    clientTracking: false,
    handleProtocols: (offered) => knownProtocols.find((name) => offered.has(name)) ?? false,
  })
  let count = 0

  return ({ message, head, peer, to, admission, refuse }: Joined): void => {
    const address = addressIn(to)
    if (address === undefined || !named.has(nameOf(address))) return refuse([403, 'the server is not named'])
    const connection = ++count
    const both = new Subscription()
    const bytes = { sent: 0, received: 0 }
    let page: Messages | undefined
    let idle: ReturnType<typeof setTimeout> | undefined

    const leave = (reason: CloseReason): void => {
      if (both.closed) return
      if (page === undefined) refuse([502, describeClose(reason)])
      else tell({ _tag: 'Left', connection, reason, ...bytes })
      both.unsubscribe()
    }
    const lost = (): void => leave({ _tag: 'Reset' })
    const stir = (): void => {
      clearTimeout(idle)
      idle = setTimeout(() => leave({ _tag: 'TimedOut' }), limits.idle).unref()
    }
    /** Counts bytes of either side, and passes them on, unless they are too many. */
    const pass = (way: keyof typeof bytes, chunk: Uint8Array, write: (bytes: Uint8Array) => void): void => {
      if (!admission.pass(chunk.length)) return leave({ _tag: 'Forbidden', problem: 'its peer has as many bytes as it may have' })
      bytes[way] += chunk.length
      stir()
      write(chunk)
    }
    const open = (link: Link): void =>
      sockets.handleUpgrade(message, message.socket, head, (socket) => {
        // From here on the WebSocket tells how it ends.
        message.socket.off('close', lost)
        tell({ _tag: 'Joined', connection, peer, to })
        const heard = (chunk: Uint8Array): void => pass('sent', chunk, link.write)
        page = hearWebSocket(socket, node, { bytes: heard, closed: leave })
        both.add(page.leave)
      })
    const next = (signal: ConnectionEvent): void => {
      if (signal._tag === 'Opened') open(signal.link)
      else if (signal._tag === 'Closed') leave(signal.reason)
      else pass('received', signal.bytes, (chunk) => page?.write(chunk))
    }

    const most = setTimeout(() => leave({ _tag: 'TimedOut' }), Math.min(limits.time, 2 ** 31 - 1)).unref()
    both.add(() => {
      clearTimeout(most)
      clearTimeout(idle)
      running.remove(both)
    })
    running.add(both)
    message.socket.once('close', lost)
    stir()
    subscribing(dial(address), both, { next, error: failed })
  }
}
