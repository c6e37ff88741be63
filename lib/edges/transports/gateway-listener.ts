/** The server's side of the HTTP gateway: requests of its clients, as connections like others. */
import { EMPTY, Observable, Subject, type Subscription } from 'rxjs'

import { bracketed } from '../../commands/words.js'
import { gatewayHost, notTaken, type GatewayHostEffect, type GatewayHostEvent } from '../../gateway/server.js'
import { isForGateway, isHostAndPort, partsOfId, readGatewayQuery, type GatewayServer } from '../../gateway/words.js'
import type { HttpListenerEvent, ListenerEvent, ConnectionEvent, Ports } from '../../streams/ports.js'
import { run } from '../../streams/run.js'
import { gatewayEffects } from './gateway-effects.js'

type Incoming = Extract<HttpListenerEvent, { readonly _tag: 'Asked' }>

/** Who comes through the gateway of one server. */
export interface GatewayListener {
  /** Takes a request to the gateway, and answers it; `false` for one that goes elsewhere. */
  readonly take: (incoming: Incoming) => boolean
  /** Those who come to a kind of server. */
  readonly connected: (on: GatewayServer) => Observable<ListenerEvent>
}

/** How long a client may be silent, in milliseconds; how much may wait for it, in bytes; how many sessions there may be. */
const limits = { idle: 60_000, unread: 4 * 2 ** 20, sessions: 10_000 }

const digitsOf = (bytes: Uint8Array): string =>
  bytes.reduce((number, byte) => number * 256n + BigInt(byte), 0n).toString()

/** Where a client is told to go on: where it has come to, as it calls that itself. */
const gatewayOf = ({ request, local }: Incoming): string => {
  const host = request.headers['host'] ?? ''
  return isHostAndPort(host) ? host : `${bracketed(local.host)}:${local.port}`
}

/** The gateway of a server, to which nobody has come yet; its sessions end with `until`. */
export const gatewayListener = (ports: Ports, until: Subscription): GatewayListener => {
  const sessions = new Map<string, (event: GatewayHostEvent) => void>()
  const exchanges = new Map<string, Incoming['respond']>()
  const arrivals = { NS: new Subject<ListenerEvent>(), SB: new Subject<ListenerEvent>() }
  let count = 0

  const open = (incoming: Incoming, on: GatewayServer): ((event: GatewayHostEvent) => void) => {
    const session = digitsOf(ports.random(8))
    const events = new Subject<GatewayHostEvent>()
    const give = (event: GatewayHostEvent): void => events.next(event)

    const connection = new Observable<ConnectionEvent>((subscriber) => {
      const usual = gatewayEffects(ports, subscriber)
      const interpret = (effect: GatewayHostEffect): Observable<GatewayHostEvent> => {
        if (effect._tag !== 'Answer') return usual(effect)
        exchanges.get(effect.exchange)?.(effect.response)
        exchanges.delete(effect.exchange)
        return EMPTY
      }
      const machine = gatewayHost({ session, gateway: gatewayOf(incoming), ...limits })
      sessions.set(session, give)
      // Not let go of with the connection: what was written before the end goes out with the next answer.
      const running = events.pipe(run(machine, interpret)).subscribe({ error: (error: unknown) => subscriber.error(error) })
      until.add(running)
      running.add(() => {
        until.remove(running)
        sessions.delete(session)
      })
      subscriber.add(() => give({ _tag: 'HungUp' }))
      const link = { write: (bytes: Uint8Array) => give({ _tag: 'Written', bytes }), end: () => subscriber.complete() }
      subscriber.next({ _tag: 'Opened', link, local: incoming.local, peer: incoming.peer })
    })
    arrivals[on].next({ _tag: 'Connected', connection })
    return give
  }

  return {
    connected: (on) => arrivals[on],
    take: (incoming) => {
      const { request, respond } = incoming
      if (!isForGateway(request.url)) return false
      if (request.method !== 'POST') {
        respond({ status: 405, headers: { Allow: 'POST' } })
        return true
      }
      const query = readGatewayQuery(request.url)
      const isOpening = query?._tag === 'Open'
      if (isOpening && sessions.size >= limits.sessions) {
        respond({ status: 503, headers: {} })
        return true
      }
      const give = isOpening
        ? open(incoming, query.server)
        : query && sessions.get(partsOfId(query.id)[0])
      if (give === undefined) {
        respond(notTaken)
        return true
      }
      const exchange = String(count++)
      exchanges.set(exchange, respond)
      give({
        _tag: 'Asked',
        exchange,
        id: isOpening ? undefined : query?.id,
        body: request.body ?? new Uint8Array(0),
        lifespan: query?._tag === 'Poll' ? query.lifespan : 0,
      })
      return true
    },
  }
}
