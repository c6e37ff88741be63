import { merge, Observable, Subject, Subscription } from 'rxjs'

import { nexusPath } from './auth/passport.js'
import type { ServerKind } from './commands/row.js'
import { bracketed, type Address } from './commands/words.js'
import { interpretHost } from './edges/interpret.js'
import type { InterpretOptions } from './edges/links.js'
import type { Knock, Ports, Visit } from './edges/ports.js'
import { watched } from './edges/tap.js'
import { host } from './host/host.js'
import type { HostNotice } from './host/notice.js'
import type { HostAddresses, HostSettings } from './host/settings.js'
import type { Host } from './host/state.js'
import type { CloseReason, HostEvent } from './machines/effects.js'
import { run } from './streams/run.js'

/** Where a server listens. What is left out is chosen: this machine alone, and ports that are free. */
export interface Places {
  /** The address to listen at; 127.0.0.1, unless told otherwise. */
  readonly host?: string
  /** What clients are told in its place, if it is reached by another name. */
  readonly name?: string
  /** The port that clients are given: of the first dispatch server, or without one of the notification server. */
  readonly port?: number
  readonly switchboardPort?: number
  readonly httpPort?: number
  /** Whether the HTTP side speaks TLS; the ports then need a key and a certificate. */
  readonly https?: boolean
  /** How many dispatch servers stand before the notification server, each of which sends on to the next. */
  readonly redirects?: number
}

/** What a server is told: who has an account, what it allows, and where it listens. */
export type ServerSettings = Omit<HostSettings, 'addresses'> & Places

/**
 * What happens in a server.
 *
 * **Shapes** `Listening` once, when all of its places are open; `first` is the address for clients, `nexus` the URL for
 * those of MSNP8 and later. `NotListening` is the end.
 */
export type ServerEvent =
  | {
      readonly _tag: 'Listening'
      readonly first: Address
      readonly nexus: string
      readonly addresses: HostAddresses
    }
  | { readonly _tag: 'NotListening'; readonly address: Address; readonly reason: CloseReason }
  | HostNotice

type Place =
  | { readonly on: ServerKind; readonly address: Address; readonly heard: Observable<Knock> }
  | { readonly on: 'HTTP'; readonly address: Address; readonly heard: Observable<Visit> }

/** How things stand with the connection that an event is about. */
const standing = ({ connections }: Host, event: HostEvent): string =>
  ('link' in event ? connections.get(event.link)?.phase._tag : undefined) ?? 'Gone'

const watch = watched(standing)

const placesOf = (ports: Ports, settings: ServerSettings): ReadonlyArray<Place> => {
  const { host: at = '127.0.0.1', port = 0, switchboardPort = 0, httpPort = 0, redirects = 0 } = settings
  const place = (on: ServerKind, port: number): Place => {
    const address = { host: at, port }
    return { on, address, heard: ports.listen(address) }
  }
  const http = { host: at, port: httpPort }
  return [
    ...Array.from({ length: redirects }, (_, index) => place('DS', index === 0 ? port : 0)),
    place('NS', redirects === 0 ? port : 0),
    place('SB', switchboardPort),
    { on: 'HTTP', address: http, heard: ports.serve(http) },
  ]
}

/**
 * An MSN server: dispatch servers, a notification server, switchboards, and the HTTP side of Passport. To subscribe is to
 * listen; to unsubscribe closes everything.
 *
 * **Errors** none; a place that cannot be listened at is told by `NotListening`.
 */
export const server =
  (ports: Ports, options: InterpretOptions = {}) =>
  (settings: ServerSettings): Observable<ServerEvent> =>
    new Observable((subscriber) => {
      const places = placesOf(ports, settings)
      const open = new Map<Place, Address>()
      const { interpret, accepted, requested } = interpretHost(ports, options)
      // Who comes before all of the places are open waits for that.
      const early: Array<() => void> = []
      let isOpen = false
      let running = Subscription.EMPTY
      const listening = new Subscription()

      const told = ({ port }: Address): Address => ({ host: settings.name ?? settings.host ?? '127.0.0.1', port })
      const addressesOn = (on: Place['on']): ReadonlyArray<Address> =>
        places.filter((place) => place.on === on).map((place) => told(open.get(place)!))

      const start = (): void => {
        const [notification, switchboard, http] = [
          addressesOn('NS')[0]!,
          addressesOn('SB')[0]!,
          addressesOn('HTTP')[0]!,
        ]
        const dispatch = addressesOn('DS')
        const base = `${settings.https === true ? 'https' : 'http'}://${bracketed(http.host)}:${http.port}`
        const addresses = { dispatch, notification, switchboard, http: base }
        const outside = merge(...heard.map(({ events }) => events))
        running = outside
          .pipe(run(watch(host({ ...settings, addresses }), options.tap), interpret, { _tag: 'Stopping' }))
          .subscribe({
            next: ([, effects]) => {
              for (const effect of effects) if (effect._tag === 'Notify') subscriber.next(effect.event)
            },
            error: (error: unknown) => subscriber.error(error),
          })
        subscriber.next({ _tag: 'Listening', first: dispatch[0] ?? notification, nexus: base + nexusPath, addresses })
        isOpen = true
        early.forEach((come) => come())
      }

      const heard = places.map((place) => {
        const knocks = new Subject<Knock>()
        const visits = new Subject<Visit>()
        const events = place.on === 'HTTP' ? visits.pipe(requested) : knocks.pipe(accepted(place.on))
        const come = (signal: Knock | Visit): void =>
          signal._tag === 'Asked' ? visits.next(signal) : knocks.next(signal)
        const next = (signal: Knock | Visit): void => {
          if (signal._tag === 'Closed') {
            subscriber.next({ _tag: 'NotListening', address: place.address, reason: signal.reason })
            subscriber.complete()
          } else if (signal._tag === 'Listening') {
            open.set(place, signal.address)
            if (open.size === places.length) start()
          } else if (isOpen) come(signal)
          else early.push(() => come(signal))
        }
        return { events, listen: () => (place.heard as Observable<Knock | Visit>).subscribe(next) }
      })
      heard.forEach(({ listen }) => listening.add(listen()))
      // First those who are there are told; then the doors are shut.
      return () => {
        running.unsubscribe()
        listening.unsubscribe()
      }
    })
