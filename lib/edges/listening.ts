/** Opens all listeners of a server before it begins to serve. */
import { merge, Observable, Subject, Subscription } from 'rxjs'

import type { Address } from '../commands/words.js'
import type { CloseReason, HostEvent } from '../core/effects.js'
import { subscribing } from '../streams/subscribing.js'
import type { HostEdge } from './interpret.js'
import { gatewayListener } from './transports/gateway-listener.js'
import type { ListenAddress } from './listen-addresses.js'
import type { ListenerEvent, Ports, HttpListenerEvent } from '../streams/ports.js'

/** A place cannot be listened at, or not any more. */
export interface NotListening {
  readonly _tag: 'NotListening'
  readonly address: Address
  readonly reason: CloseReason
}

/** What a server does once all of its addresses are open: `outside` is who comes there, and what they say. */
export type Serving<A> = (open: ReadonlyArray<ListenAddress>, outside: Observable<HostEvent<never>>) => Observable<A>

/**
 * Listens at some addresses, and serves once all of them are open: who comes before waits for that. Requests to the HTTP
 * gateway are connections to the notification server and to switchboards.
 *
 * **Shapes** `NotListening` is the end. To unsubscribe ends the serving first, so that those who are there can be told;
 * then the listeners are shut.
 */
export const listening =
  (ports: Ports, { accepted, requested }: HostEdge) =>
  (addresses: ReadonlyArray<ListenAddress>) =>
  <A>(serving: Serving<A>): Observable<A | NotListening> =>
    new Observable((subscriber) => {
      const open = new Map<ListenAddress, Address>()
      const early: Array<() => void> = []
      let isServing = false
      const running = new Subscription()
      const listeners = new Subscription()
      const sessions = new Subscription()
      const gateway = gatewayListener(ports, sessions)
      const throughGateway = (['NS', 'SB'] as const).map((on) => gateway.connected(on).pipe(accepted(on)))

      const fail = (error: unknown): void => subscriber.error(error)

      const serve = (): void => {
        const served = serving(
          addresses.map((place) => ({ ...place, address: open.get(place)! })),
          merge(...entrances.map(({ events }) => events), ...throughGateway),
        )
        subscribing(served, running, { next: (value) => subscriber.next(value), error: fail })
        isServing = true
        early.forEach((come) => come())
      }

      const entrances = addresses.map((place) => {
        const { on, address } = place
        const connections = new Subject<ListenerEvent>()
        const requests = new Subject<HttpListenerEvent>()
        const come = (signal: ListenerEvent | HttpListenerEvent): void => {
          if (signal._tag !== 'Asked') connections.next(signal)
          else if (!gateway.take(signal)) requests.next(signal)
        }
        const next = (signal: ListenerEvent | HttpListenerEvent): void => {
          if (signal._tag === 'Closed') {
            subscriber.next({ _tag: 'NotListening', address, reason: signal.reason })
            subscriber.complete()
          } else if (signal._tag === 'Listening') {
            open.set(place, signal.address)
            if (open.size === addresses.length) serve()
          } else if (isServing) come(signal)
          else early.push(() => come(signal))
        }
        const signals: Observable<ListenerEvent | HttpListenerEvent> = on === 'HTTP' ? ports.serve(address) : ports.listen(address)
        return {
          events: on === 'HTTP' ? requests.pipe(requested) : connections.pipe(accepted(on)),
          listen: () => subscribing(signals, listeners, { next, error: fail }),
        }
      })
      for (const { listen } of entrances) listen()

      return () => {
        running.unsubscribe()
        sessions.unsubscribe()
        listeners.unsubscribe()
      }
    })
