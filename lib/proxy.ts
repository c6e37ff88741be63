/** A proxy between clients and a server, which records what both sides send, as an Observable. */
import * as E from 'fp-ts/lib/Either.js'
import { map, Observable, Subscription, tap } from 'rxjs'

import { Address, bracketed } from './commands/words.js'
import { forward, type ForwardEvent } from './edges/proxy/forward.js'
import { proxyListeners, type ProxyListeners } from './edges/proxy/listeners.js'
import type { Ports } from './streams/ports.js'
import { recorder, type RecorderSettings, type Sink } from './edges/record/recorder.js'
import { relay, type RelayEvent } from './edges/proxy/relay.js'
import type { CloseReason } from './core/effects.js'
import { subscribing } from './streams/subscribing.js'
import type { Destination } from './traces/scrub/reroute.js'
import { addressShape, checkSettings, given, listenShapes, settingShapes } from './payloads/setting.js'

/**
 * What a proxy is told: which server it stands before, and where it listens. What is left out is chosen: this machine
 * alone, and ports that are free.
 *
 * **Shapes** `nexus`: the URL at which clients of MSNP8 and later ask for the login server; without it there is no HTTP
 * side. `most`: for how many servers, and how many login servers, it listens, each at a port of its own (256).
 */
export interface ProxySettings {
  readonly server: Address
  readonly nexus?: string
  readonly host?: string
  /** What clients are told in place of the host, if it is reached by another name. */
  readonly name?: string
  readonly port?: number
  readonly httpPort?: number
  /** Whether the HTTP side speaks TLS; the ports then need a key and a certificate. */
  readonly https?: boolean
  readonly most?: number
}

/** Who is told if the recording has to end before the proxy does. */
export type ProxyOptions = Pick<RecorderSettings, 'failed'>

/**
 * What happens in a proxy.
 *
 * **Shapes** `Listening` once, when clients may come to `address` and `nexus`. `NotListening` is the end. `Redirected`: a
 * client is sent on by the server, and comes to `through`. `Missed`: it is sent to where the proxy cannot stand between.
 */
export type ProxyEvent =
  | { readonly _tag: 'Listening'; readonly address: Address; readonly nexus?: string }
  | { readonly _tag: 'NotListening'; readonly address: Address; readonly reason: CloseReason }
  | RelayEvent
  | {
      readonly _tag: 'Redirected'
      readonly connection: number
      readonly on: Destination
      readonly to: Address
      readonly through: Address
    }
  | ForwardEvent
  | { readonly _tag: 'Missed'; readonly to: string; readonly reason: CloseReason }

const isHere = (host: string): boolean => /^(?:localhost|127(?:\.\d+){3}|::1|0\.0\.0\.0|::)$/i.test(host)

/** Whether a proxy that listens at a place would call itself. */
const isItself = (server: Address, { host, port }: Address): boolean =>
  server.port === port && (server.host === host || (isHere(server.host) && isHere(host)))

const itself: CloseReason = { _tag: 'Other', problem: 'it is the server itself' }

/** The scheme, host and port of a URL in one spelling. */
const originOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : '')
const isOrigin = (origin: string): boolean => origin !== ''
const behindOrigin = (url: string): string => url.replace(/^[a-z]+:\/\/[^/?#]*/i, '')

/**
 * A proxy between any clients and a server, which hands over a recording of what they say. Bytes pass as they are; but
 * wherever the server sends a client, the client comes to the proxy again, which passes it on to there. To subscribe is to
 * listen; to unsubscribe closes everything.
 *
 * **Shapes** the recording is as though there were no proxy: who was dialled is the server that was meant, and what the
 * server said names its own addresses. The connections of all clients are in it.
 *
 * **Errors** a place that cannot be listened at is told by `NotListening`. A setting that can never work is a `TypeError` that
 * names it, thrown at once.
 */
export const proxy =
  (ports: Ports, sink: Sink, options: ProxyOptions = {}) =>
  (wanted: ProxySettings): Observable<ProxyEvent> => {
    checkSettings({ required: { server: addressShape }, optional: { ...listenShapes, nexus: settingShapes.url } }, wanted)
    const { server, nexus, https, ...places } = given(wanted)
    return new Observable((subscriber) => {
      const { host = '127.0.0.1', name = host, port = 0, httpPort = 0, most = 256 } = places
      const running = new Subscription()
      const recording = recorder({ sink, now: ports.now, seenBy: () => 'network', failed: options.failed })
      const tell = (event: ProxyEvent): void => subscriber.next(event)
      const failed = (error: unknown): void => subscriber.error(error)
      const follow = (events: Observable<ProxyEvent>): void => void subscribing(events, running, { next: tell, error: failed })
      const missed = (to: string, reason: CloseReason): void => tell({ _tag: 'Missed', to, reason })
      const deaf = (port: number, reason: CloseReason): void => {
        tell({ _tag: 'NotListening', address: { host, port }, reason })
        subscriber.complete()
      }

      const told = ({ port }: Address): Address => ({ host: name, port })
      const site = ({ port }: Address): string => `${https === true ? 'https' : 'http'}://${bracketed(name)}:${port}`

      const servers: ProxyListeners<Address> = proxyListeners(
        {
          listen: ports.listen,
          host,
          most,
          name: Address.write,
          came: (to, { connection }) => follow(relayed(connection, to)),
          missed: (to, reason) => missed(Address.write(to), reason),
          failed,
        },
        running,
      )
      const switchboards = new Set<string>()
      const relayed = relay({
        dial: (to) => ports.dial(to, switchboards.has(Address.write(to)) ? 'SB' : 'NS'),
        recorder: recording,
        renaming: (connection, addresses, on) => {
          if (on === 'SB') addresses.forEach((each) => switchboards.add(Address.write(each)))
          return servers.toAll(addresses).pipe(
            tap((open) => {
              const [to] = addresses
              const through = open.get(to)
              if (through !== undefined) tell({ _tag: 'Redirected', connection, on, to, through: told(through) })
            }),
            map((open) => (address) => {
              const through = open.get(address)
              return through === undefined ? address : told(through)
            }),
          )
        },
      })

      const sites: ProxyListeners<string> = proxyListeners(
        {
          listen: ports.serve,
          host,
          most,
          name: (origin) => origin,
          came: (origin, visit) => follow(forwarded(visit, origin)),
          missed,
          failed,
        },
        running,
      )
      const forwarded = forward({
        fetch: ports.fetch,
        recorder: recording,
        renaming: (urls) =>
          sites.toAll(urls.map(originOf).filter(isOrigin)).pipe(
            map((open) => (url) => {
              const through = open.get(originOf(url))
              return through === undefined ? url : site(through) + behindOrigin(url)
            }),
          ),
      })

      const listening = (at: Address, web: Address | undefined): void => {
        if (isItself(server, { host, port: at.port })) return deaf(at.port, itself)
        const found = web === undefined ? {} : { nexus: site(web) + behindOrigin(nexus ?? '') }
        tell({ _tag: 'Listening', address: told(at), ...found })
      }
      const open = (web?: Address): void =>
        running.add(
          servers.to(server, port).subscribe(
            E.match(
              (why) => deaf(port, why),
              (at) => listening(at, web),
            ),
          ),
        )
      // The door for clients opens last: whoever comes finds everything there.
      if (nexus === undefined) open()
      else running.add(sites.to(originOf(nexus), httpPort).subscribe(E.match((why) => deaf(httpPort, why), open)))

      return () => {
        running.unsubscribe()
        recording.end()
      }
    })
  }
