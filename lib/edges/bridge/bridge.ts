/** A bridge for pages: WebSockets and requests, passed on to servers of MSNP that speak TCP and HTTP alone. */
import * as http from 'node:http'
import * as https from 'node:https'

import { Observable, Subscription } from 'rxjs'

import { bareUrl } from '../../auth/passport.js'
import type { Address } from '../../commands/words.js'
import type { CloseReason } from '../../core/effects.js'
import type { Ports } from '../../streams/ports.js'
import { corsFor } from '../cors.js'
import { identity, settingsOf, type NodeOptions } from '../settings.js'
import { begin, endsOf } from '../sockets.js'
import type { BridgeEvent, BridgeRefusal } from './events.js'
import { forwarding } from './forwarding.js'
import { joining } from './joining.js'
import { peers } from './peers.js'
import { bridgeSettings, type BridgeSettings } from './settings.js'
import { readBridgeTarget, type BridgeTarget } from './words.js'

/**
 * A bridge for pages: their WebSockets go to servers that speak TCP, their requests to sites that know no CORS, by `dial` and
 * `fetch` of the ports. To subscribe is to listen; to unsubscribe closes everything.
 *
 * **Shapes** closed by default: it goes to the servers and sites that are named, for pages of the origins that are named, and each peer has its
 * limits: see `BridgeSettings`. `options` are those of its own side: with `key` and `cert` it is reached by `https` and `wss`.
 *
 * **Errors** a place that cannot be listened at is told by `NotListening`. A setting that can never work is a `TypeError` that
 * names it, thrown at once.
 */
export const bridge = (ports: Pick<Ports, 'dial' | 'fetch'>, options: NodeOptions = {}) => {
  const node = settingsOf(options)
  return (wanted: BridgeSettings): Observable<BridgeEvent> => {
    const { host, port, limits, ...named } = bridgeSettings(wanted)
    return new Observable((subscriber) => {
      const running = new Subscription()
      const present = peers(limits, Date.now)
      const pages = corsFor(named.origins)
      const tell = (event: BridgeEvent): void => subscriber.next(event)
      const failed = (error: unknown): void => subscriber.error(error)
      const at: Address = { host, port }

      /** Where a request is to go, of a page that may come; or why not. */
      const targetOf = ({ headers, url = '' }: http.IncomingMessage, kind: BridgeTarget['_tag']): BridgeTarget | BridgeRefusal => {
        if (!pages.isNamed(headers.origin)) return [403, 'it comes from a page of an origin that is not named']
        const target = readBridgeTarget(url)
        return target?._tag === kind ? target : [404, 'it names nowhere to go']
      }
      const refusing = (message: http.IncomingMessage, to: string, answer: (status: number) => void) => ([status, problem]: BridgeRefusal): void => {
        answer(status)
        tell({ _tag: 'Refused', peer: endsOf(message.socket, at).peer, to, problem })
      }

      const forward = forwarding({ fetch: ports.fetch, sites: named.sites, body: node.body, running, failed })
      const asked = (message: http.IncomingMessage, response: http.ServerResponse): void => {
        const asking = message.method === 'OPTIONS' ? pages.asking(message.headers) : undefined
        if (asking !== undefined) return void response.writeHead(204, asking).end()
        Object.entries(pages.answered(message.headers) ?? {}).forEach(([name, value]) => response.setHeader(name, value))
        const target = targetOf(message, 'Http')
        const answer = (status: number): void => void response.writeHead(status, { 'Content-Length': 0, Connection: 'close' }).end(() => message.destroy())
        const { peer } = endsOf(message.socket, at)
        if (!('_tag' in target)) return refusing(message, '', answer)(target)
        const to = bareUrl(target.to)
        const refuse = refusing(message, to, answer)
        const admission = present.admit(peer.host)
        if (admission === undefined) return refuse([429, 'its peer has as much as it may have'])
        response.once('close', admission.leave)
        forward({ message, response, to: target.to, admission, refuse, answered: (status) => tell({ _tag: 'Answered', peer, to, status }) })
      }

      const join = joining({ dial: ports.dial, servers: named.servers, limits, node, running, failed, tell })
      const upgraded = (message: http.IncomingMessage, head: Buffer): void => {
        const { socket } = message
        socket.on('error', () => undefined)
        const answer = (status: number): void => void socket.end(`HTTP/1.1 ${status} ${http.STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy())
        const target = targetOf(message, 'Tcp')
        const { peer } = endsOf(socket, at)
        if (!('_tag' in target)) return refusing(message, '', answer)(target)
        const refuse = refusing(message, target.to, answer)
        const admission = present.admit(peer.host)
        if (admission === undefined) return refuse([429, 'its peer has as much as it may have'])
        socket.once('close', admission.leave)
        join({ message, head, peer, to: target.to, admission, refuse })
      }

      const times = { requestTimeout: node.fetchTimeout, headersTimeout: node.fetchTimeout, connectionsCheckingInterval: Math.min(node.fetchTimeout, 5_000) }
      const shown = identity(node)
      const server = shown === undefined ? http.createServer(times, asked) : https.createServer({ ...shown, ...times }, asked)
      server.on('upgrade', (message, _socket, head) => upgraded(message, head))
      server.setTimeout(node.fetchTimeout)
      server.maxConnections = limits.total
      begin<BridgeEvent | { readonly _tag: 'Closed'; readonly reason: CloseReason }>(server, at, {
        get closed() {
          return subscriber.closed
        },
        next: (event: Parameters<typeof tell>[0] | { readonly _tag: 'Closed'; readonly reason: CloseReason }) =>
          tell(event._tag === 'Closed' ? { _tag: 'NotListening', address: at, reason: event.reason } : event),
        complete: () => subscriber.complete(),
      })
      return () => {
        running.unsubscribe()
        server.close()
        const timer = setTimeout(() => server.closeAllConnections(), node.grace).unref()
        server.once('close', () => clearTimeout(timer))
      }
    })
  }
}
