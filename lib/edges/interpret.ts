/** Carries out the effects of a client's machine, or of a server's, by ports, and gives the events that come of them. */
import { EMPTY, map, mergeMap, Observable, of, type OperatorFunction } from 'rxjs'

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
import { links, type InterpretOptions, type Links, type Listener } from './links.js'
import type { ConnectionEvent, ListenerEvent, Ports, HttpListenerEvent } from '../streams/ports.js'
import { subscribing } from '../streams/subscribing.js'
import { reportNotice, type Tap } from './debug-log.js'
import { timers, type Timers } from './timers.js'

const opened = (link: TaggedName): ClientEvent => ({ _tag: 'Opened', link })

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
  ({ send, close }: Pick<Links<Side, unknown, TaggedName>, 'send' | 'close'>, { after, cancel }: Timers, tap: Tap | undefined) =>
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
  const connections = links<'server', ClientEvent, TaggedName>('server', options, opened)
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
        const signals = ports.dial(address, on)
        return new Observable((subscriber) => {
          subscriber.add(() => connections.leave(subscriber))
          connections.open({ link, on, signals }, subscriber)
        })
      }
      case 'Fetch':
        reportPacket(tap, 'PacketSent', keyOf(effect.fetch), effect.request)
        return ports.fetch(effect.request).pipe(map((outcome) => fetched(effect.fetch, outcome)))
      case 'Random':
        return of({ _tag: 'RandomBytes', draw: effect.draw, bytes: ports.random(effect.bytes) } as const)
      case 'Look':
        return of({ _tag: 'Looked', now: ports.now() } as const)
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
  const exchanges = new Map<Name, (response: HttpResponse) => void>()
  let count = 0

  const named = (kind: ServerKind | 'HTTP'): Name => `${kind} ${++count}`
  const arrival = () => ({ at: ports.now(), nonce: hexadecimal(ports.random(16)) })

  const connections = links<'client', HostEvent<never>, Name>('client', options, (link, on, { peer, local }) => ({
    _tag: 'Accepted',
    link,
    on,
    peer,
    local,
    ...arrival(),
  }))
  const usual = doing(connections, timers(ports), tap)

  // By hand, as `links`: the same by mergeMap keeps a subscription more for each connection.
  const accepted: HostEdge['accepted'] = (on) => (events) =>
    new Observable((subscriber) => {
      let [open, isOver] = [0, false]
      const settle = (): void => {
        if (isOver && open === 0) subscriber.complete()
      }
      const listener: Listener<HostEvent<never>> = {
        get closed() {
          return subscriber.closed
        },
        next: (event) => subscriber.next(event),
        error: (error) => subscriber.error(error),
        complete: () => {
          open--
          settle()
        },
      }
      const accept = (signals: Observable<ConnectionEvent>): void => {
        open++
        connections.open({ link: named(on), on, signals }, listener)
      }
      subscriber.add(() => connections.leave(listener))
      subscribing(events, subscriber, {
        next: (event) => {
          if (event._tag === 'Connected') accept(event.connection)
        },
        error: listener.error,
        complete: () => {
          isOver = true
          settle()
        },
      })
    })

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
    accepted,
    requested: mergeMap((incoming) => (incoming._tag === 'Asked' ? [request(incoming)] : EMPTY)),
  }
}
