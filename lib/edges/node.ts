/** The entry `rx-msnp/node`: ports of Node, and what else needs Node. */
import { randomBytes } from 'node:crypto'

import { Observable, type Subscriber, type Unsubscribable } from 'rxjs'

import { fetch, serve } from './http.js'
import { keptConnections } from './kept.js'
import type { Ports } from '../streams/ports.js'
import { settingsOf, type NodeOptions } from './settings.js'
import { dial, listen } from './sockets.js'

export type { NodeOptions, Pem } from './settings.js'
export { httpConnect } from './transports/http-connect.js'
export type { HttpProxySettings } from './transports/http-connect.js'
export type { ProxyServer } from './transports/proxied.js'
export { socks4a, socks5 } from './transports/socks.js'
export type { Socks4aSettings, Socks5Settings } from './transports/socks.js'
export { fileSink } from './record/tracefile.js'
export type { FileSink, FileSinkOptions } from './record/tracefile.js'
export { bridge } from './bridge/bridge.js'
export type { BridgeEvent } from './bridge/events.js'
export type { BridgeLimits, BridgeSettings } from './bridge/settings.js'
export { webSocket } from './transports/web-socket.js'
export type { WebSocketSettings } from './transports/web-socket.js'

/** Ports on Node's sockets, clock and random numbers. */
export const nodePorts = (options: NodeOptions = {}): Ports => {
  const settings = settingsOf(options)
  const kept = keptConnections()
  return {
    dial: dial(settings, kept),
    listen: listen(settings),
    fetch: fetch(settings, kept),
    serve: serve(settings),
    after,
    now: () => Date.now(),
    random: (bytes) => new Uint8Array(randomBytes(bytes)),
  }
}

// Node takes a longer time for no time at all.
const longest = 2 ** 31 - 1

const pass = (subscriber: Subscriber<undefined>): void => {
  subscriber.next(undefined)
  subscriber.complete()
}

// An object: the closures in its place would take twice as much, and a server has some for each connection.
class Waiting implements Unsubscribable {
  private readonly timer: NodeJS.Timeout
  constructor(subscriber: Subscriber<undefined>, ms: number) {
    this.timer = setTimeout(pass, Math.min(ms, longest), subscriber)
  }
  unsubscribe(): void {
    clearTimeout(this.timer)
  }
}

const after = (ms: number): Observable<unknown> => new Observable<undefined>((subscriber) => new Waiting(subscriber, ms))
