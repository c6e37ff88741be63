/** Carries out the effects of a client's machine, or of a server's, by ports, and gives the events that come of them. */
import { EMPTY, filter, map, mergeMap, of, type Observable, type OperatorFunction } from 'rxjs'

import { bareUrl } from '../auth/passport.js'
import type { ServerKind, Side } from '../commands/row.js'
import {
  describeClose,
  isAnswered,
  type After,
  type Cancel,
  type ClientEffect,
  type ClientEvent,
  type Close,
  type Closed,
  type CloseReason,
  type Elapsed,
  type Fetched,
  type HostEffect,
  type HostEvent,
  type HttpRequest,
  type HttpResponse,
  type Name,
  type Notify,
  type Send,
} from '../core/effects.js'
import { keyOf, type TaggedName } from '../core/keys.js'
import { links, type InterpretOptions, type Links } from './links.js'
import type { ListenerEvent, Ports, HttpListenerEvent } from '../streams/ports.js'
import { reportNotice, type Tap } from './debug-log.js'
import { timers, type Timers } from './timers.js'

const opened = (link: TaggedName) => (): ClientEvent => ({ _tag: 'Opened', link })

const head = ({ method, url }: HttpRequest): string => `${method} ${bareUrl(url)}`

const reportPacket = (
  tap: Tap | undefined,
  _tag: 'PacketSent' | 'PacketReceived',
  link: Name,
  what: HttpRequest | HttpResponse,
) =>
  tap?.({
    _tag,
    link,
    bytes: what.body?.length ?? 0,
    head: 'status' in what ? String(what.status) : head(what),
  })

/** What is done for a client's machine and a server's alike; no event comes of any of it but that of a timer. */
const doing =
  <Peer extends Side>({ send, close }: Links<Peer>, { after, cancel }: Timers, tap: Tap | undefined) =>
  <T extends TaggedName>(effect: Send | Close | After<T> | Cancel<T> | Notify<unknown>): Observable<Elapsed<T>> => {
    switch (effect._tag) {
      case 'Send':
        send(effect.link, effect.dialect, effect.command)
        return EMPTY
      case 'Close':
        close(effect.link)
        return EMPTY
      case 'After':
        return after(effect)
      case 'Cancel':
        cancel(effect)
        return EMPTY
      case 'Notify':
        reportNotice(tap, effect.event)
        return EMPTY
    }
  }

/**
 * What a client's machine wants done, done by ports, and what comes of it. What leads to no event is done at once; the
 * rest begins with the subscription.
 *
 * **Shapes** connections and timers are remembered by their names: one call of this for one session, and for each
 * subscription to it anew.
 *
 * **Errors** none: what becomes of a connection is told by `Closed`. `Broken` comes after the commands before the fault.
 */
export const interpretClient = (
  ports: Ports,
  options: InterpretOptions = {},
): ((effect: ClientEffect<unknown>) => Observable<ClientEvent>) => {
  const { tap } = options
  const connections = links('server', options)
  const usual = doing(connections, timers(ports), tap)

  const fetched = (fetch: TaggedName, outcome: HttpResponse | CloseReason): Fetched => {
    if (isAnswered(outcome)) reportPacket(tap, 'PacketReceived', keyOf(fetch), outcome)
    else tap?.({ _tag: 'Confused', link: keyOf(fetch), problem: describeClose(outcome) })
    return { _tag: 'Fetched', fetch, outcome }
  }

  return (effect) => {
    switch (effect._tag) {
      case 'Dial': {
        const { link, on, address } = effect
        return connections.open({ link, on, signals: ports.dial(address, on), opened: opened(link) })
      }
      case 'Fetch':
        reportPacket(tap, 'PacketSent', keyOf(effect.fetch), effect.request)
        return ports.fetch(effect.request).pipe(map((outcome) => fetched(effect.fetch, outcome)))
      case 'Random':
        return of({ _tag: 'RandomBytes', draw: effect.draw, bytes: ports.random(effect.bytes) } as const)
      case 'Send':
      case 'Close':
      case 'After':
      case 'Cancel':
      case 'Notify':
        return usual(effect)
    }
  }
}

/** A server's ways to the world. */
export interface HostEdge {
  /** What a server's machine wants done, done, and what comes of it. */
  readonly interpret: <T extends TaggedName>(effect: HostEffect<unknown, T>) => Observable<HostEvent<T>>
  /** Who connects to a place, and what they say. Where it is listened at, and why not any more, is passed over. */
  readonly accepted: (on: ServerKind) => OperatorFunction<ListenerEvent, HostEvent<never>>
  /** Who asks a place over HTTP. */
  readonly requested: OperatorFunction<HttpListenerEvent, HostEvent<never>>
}

const hexadecimal = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

/**
 * As `interpretClient`, for a server's machine, and what comes to it of those who connect.
 *
 * **Shapes** the connections and requests of a server are counted together: `NS 7`, `SB 8`, `HTTP 9`.
 */
export const interpretHost = (ports: Ports, options: InterpretOptions = {}): HostEdge => {
  const { tap } = options
  const connections = links('client', options)
  const usual = doing(connections, timers(ports), tap)
  const exchanges = new Map<Name, (response: HttpResponse) => void>()
  let count = 0

  const named = (kind: ServerKind | 'HTTP'): Name => `${kind} ${++count}`
  const arrival = () => ({ at: ports.now(), nonce: hexadecimal(ports.random(16)) })

  const accept = (on: ServerKind, signals: Extract<ListenerEvent, { _tag: 'Connected' }>['connection']) => {
    const link = named(on)
    let isThere = false
    return connections
      .open({
        link,
        on,
        signals,
        opened: ({ peer, local }): HostEvent<never> => {
          isThere = true
          return { _tag: 'Accepted', link, on, peer, local, ...arrival() }
        },
        // Nobody knows of a connection that ended before it was there.
      })
      .pipe(filter((event: HostEvent<never> | Closed<Name>) => isThere || event._tag !== 'Closed'))
  }

  const request = (incoming: Extract<HttpListenerEvent, { _tag: 'Asked' }>): HostEvent<never> => {
    const exchange = named('HTTP')
    const { peer, local } = incoming
    exchanges.set(exchange, incoming.respond)
    reportPacket(tap, 'PacketReceived', exchange, incoming.request)
    return { _tag: 'Requested', exchange, request: incoming.request, peer, local, ...arrival() }
  }

  const respond = (exchange: Name, response: HttpResponse): void => {
    const answer = exchanges.get(exchange)
    exchanges.delete(exchange)
    if (answer === undefined) return
    reportPacket(tap, 'PacketSent', exchange, response)
    answer(response)
  }

  return {
    interpret: (effect) => {
      switch (effect._tag) {
        case 'Respond':
          respond(effect.exchange, effect.response)
          return EMPTY
        case 'Send':
        case 'Close':
        case 'After':
        case 'Cancel':
        case 'Notify':
          return usual(effect)
      }
    },
    accepted: (on) => mergeMap((event) => (event._tag === 'Connected' ? accept(on, event.connection) : EMPTY)),
    requested: mergeMap((incoming) => (incoming._tag === 'Asked' ? [request(incoming)] : EMPTY)),
  }
}
