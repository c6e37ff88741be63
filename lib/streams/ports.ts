/** The ports: everything that a session or a server has of the world, as functions that give Observables. */
import type { Observable } from 'rxjs'

import type { ServerKind } from '../commands/row.js'
import type { Address } from '../commands/words.js'
import type { CloseReason, HttpRequest, HttpResponse } from '../core/effects.js'

/** The way out of a connection. */
export interface Link {
  /** Says bytes, in order. Where the other side does not read for long, the connection ends with `Unread`. */
  readonly write: (bytes: Uint8Array) => void
  /** Closes the connection after what was written. Nothing is heard from it any more. */
  readonly end: () => void
}

/** What is heard of a connection: `Opened` first, `Closed` last; or `Closed` alone, if it could not be opened. */
export type ConnectionEvent =
  | { readonly _tag: 'Opened'; readonly link: Link; readonly local: Address; readonly peer: Address }
  | { readonly _tag: 'Bytes'; readonly bytes: Uint8Array }
  | { readonly _tag: 'Closed'; readonly reason: CloseReason }

/** What is heard of a place that is listened at. */
export type ListenerEvent =
  | { readonly _tag: 'Listening'; readonly address: Address }
  | { readonly _tag: 'Connected'; readonly connection: Observable<ConnectionEvent> }
  | { readonly _tag: 'Closed'; readonly reason: CloseReason }

/** What is heard of a place that HTTP requests come to. */
export type HttpListenerEvent =
  | { readonly _tag: 'Listening'; readonly address: Address }
  | {
      readonly _tag: 'Asked'
      readonly request: HttpRequest
      readonly local: Address
      readonly peer: Address
      /** Answers the request; only the first time. */
      readonly respond: (response: HttpResponse) => void
    }
  | { readonly _tag: 'Closed'; readonly reason: CloseReason }

/**
 * How requests get to their servers, where they do not go straight; ports that send no bytes, such as those in memory, take no
 * notice of it.
 *
 * **Shapes** `proxy` takes requests to `http:` URLs whole, with these headers beside their own. `keeps`: the
 * connection is for many requests of the same session, and kept whatever else there is.
 */
export interface HttpRoute {
  /** Connects in place of the port itself. */
  readonly dial?: Ports['dial']
  readonly proxy?: Address & { readonly headers: HttpRequest['headers'] }
  readonly keeps?: boolean
}

/**
 * All that a session or a server has of the world. None of these Observables ends with an error; each begins when it is
 * subscribed to, and to unsubscribe closes what it opened, after what was written.
 */
export interface Ports {
  /**
   * Connects; the Observable is the connection, which ends with it. `on` is the kind of server, which some transports have to
   * name; without it, a notification server.
   */
  readonly dial: (address: Address, on?: ServerKind) => Observable<ConnectionEvent>
  /** Listens for connections. Port 0 lets the system choose: `Listening` tells. */
  readonly listen: (address: Address) => Observable<ListenerEvent>
  /** Asks an HTTP server once, and completes; where it sends on, that is its answer. */
  readonly fetch: (request: HttpRequest, route?: HttpRoute) => Observable<HttpResponse | CloseReason>
  /** Listens for HTTP requests, as `listen` does for connections. */
  readonly serve: (address: Address) => Observable<HttpListenerEvent>
  /** Emits once, and completes, when so many milliseconds have passed. */
  readonly after: (ms: number) => Observable<unknown>
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** So many bytes that nobody can guess; from ports that replay, the same ones as before. */
  readonly random: (bytes: number) => Uint8Array
}
