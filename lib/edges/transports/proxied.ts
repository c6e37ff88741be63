/** Connections through a proxy: to the proxy, a handshake, and then as if there were none. */
import type { Duplex } from 'node:stream'
import { domainToASCII } from 'node:url'

import { Observable } from 'rxjs'

import { unbracketed, type Address } from '../../commands/words.js'
import type { CloseReason, HttpRequest } from '../../core/effects.js'
import { settingShapes } from '../../payloads/setting.js'
import type { ConnectionEvent, HttpRoute, Link, Ports } from '../../streams/ports.js'
import { subscribing } from '../../streams/subscribing.js'
import { duplexOver } from './duplex.js'

/** Where a proxy is. **Units** `timeout`, how long its handshake may take, in milliseconds (15,000). */
export interface ProxyServer {
  readonly host: string
  readonly port: number
  readonly timeout?: number
}

/** The settings that proxies of all kinds have. */
export const proxyShapes = { host: settingShapes.host, port: settingShapes.port }
export const timeoutShape = { timeout: settingShapes.wait }

/**
 * Asks a proxy for a connection. `settle` is called once: with why there is none, or with nothing, and what came behind the
 * handshake already.
 */
export type Handshake = (
  stream: Duplex,
  to: Address,
  settle: (reason: CloseReason | undefined, early?: Uint8Array) => void,
) => void

/** The most that a name can have in a handshake, in bytes. */
export const longest = 255

const isPort = (port: number): boolean => Number.isInteger(port) && port > 0 && port < 2 ** 16

/** The host as a handshake can name it; nothing, if it cannot. */
const nameOf = (host: string): string | undefined => {
  const bare = unbracketed(host)
  const name = bare.includes(':') ? bare : domainToASCII(bare)
  return name === '' || name.length > longest ? undefined : name
}

/** The same ports, whose connections and HTTP requests go another way; a request that has its own way keeps it. */
export const goingBy = (ports: Ports, dial: Ports['dial'], routeOf: (request: HttpRequest) => HttpRoute = () => ({ dial })): Ports => ({
  ...ports,
  dial,
  fetch: (request, route) => ports.fetch(request, route?.dial === undefined ? { ...route, ...routeOf(request) } : route),
})

/** Connects through a proxy. What the proxy says against it is the reason of `Closed`. */
export const dialThrough =
  ({ timeout = 15_000, ...proxy }: ProxyServer, handshake: Handshake, { dial, after }: Ports): Ports['dial'] =>
  ({ host, port }, on) =>
    new Observable<ConnectionEvent>((subscriber) => {
      let isThrough = false
      let stream: Duplex | undefined

      const end = (reason: CloseReason): void => {
        subscriber.next({ _tag: 'Closed', reason })
        subscriber.complete()
      }
      const fail = (error: unknown): void => subscriber.error(error)
      const name = nameOf(host)
      if (!isPort(port)) return end({ _tag: 'Other', problem: 'ERR_SOCKET_BAD_PORT' })
      if (name === undefined) return end({ _tag: 'Unknown' })
      const to = { host: name, port }

      /** From now on nothing but what both sides say: the stream is left aside. */
      const passThrough = (opened: Duplex, link: Link, local: Address, early: Uint8Array | undefined): void => {
        const rest: Array<Uint8Array> = early === undefined || early.length === 0 ? [] : [early]
        opened.on('data', (bytes: Uint8Array) => rest.push(bytes))
        // The library hands over, in a turn of its own, what came behind the handshake.
        setImmediate(() => {
          if (subscriber.closed) return
          opened.read()
          isThrough = true
          subscriber.next({ _tag: 'Opened', link, local, peer: to })
          for (const bytes of rest) if (!subscriber.closed) subscriber.next({ _tag: 'Bytes', bytes })
          if (last !== undefined && !subscriber.closed) end(last)
        })
      }

      let last: CloseReason | undefined
      const begin = ({ link, local }: Extract<ConnectionEvent, { readonly _tag: 'Opened' }>): void => {
        const opened = (stream = duplexOver(link))
        const waiting = subscribing(after(timeout), subscriber, { next: () => end({ _tag: 'TimedOut' }), error: fail })
        let isSettled = false
        handshake(opened, to, (reason, early) => {
          if (isSettled || subscriber.closed) return
          isSettled = true
          waiting.unsubscribe()
          if (reason === undefined) passThrough(opened, link, local, early)
          else end(reason)
        })
      }

      const closed = (reason: CloseReason): void => {
        if (isThrough) return end(reason)
        last = reason
        // What it said before is looked at first: it may tell more.
        setImmediate(() => {
          if (!isThrough && !subscriber.closed) setImmediate(() => subscriber.closed || end(reason))
        })
      }

      subscriber.add(() => void (isThrough || stream?.destroy()))
      subscribing(dial(proxy, on), subscriber, {
        next: (signal) => {
          switch (signal._tag) {
            case 'Opened':
              return begin(signal)
            case 'Bytes':
              return isThrough ? subscriber.next(signal) : void stream?.push(signal.bytes)
            case 'Closed':
              return stream === undefined ? end(signal.reason) : closed(signal.reason)
          }
        },
        error: fail,
        complete: () => void (isThrough && subscriber.complete()),
      })
    })
