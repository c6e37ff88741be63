/** The HTTP gateway as a transport: connections whose bytes go in the bodies of HTTP requests and answers. */
import { map, Observable, Subject } from 'rxjs'

import { bracketed, unbracketed, type Address } from '../../commands/words.js'
import { gatewayClient, type GatewayClientEffect, type GatewayClientEvent } from '../../gateway/client.js'
import { checkSettings, given, settingShapes } from '../../payloads/setting.js'
import type { ConnectionEvent, Ports } from '../../streams/ports.js'
import { run } from '../../streams/run.js'
import { subscribing } from '../../streams/subscribing.js'
import { gatewayEffects } from './gateway-effects.js'

/**
 * Which gateway, and how it is asked.
 *
 * **Shapes** `url` is its scheme, host and port; a path is not looked at, as that of all gateways is the same. Without it
 * each server is its own gateway: its host is asked, at port 80.
 *
 * **Units** `interval` is the longest time between two polls, in milliseconds (2,000, as libpurple has it); after something
 * came, it is an eighth of that. `grace` is how long the last bytes may take to go out after the end (2,000). `body` is the
 * longest body of a request (256 KiB), `unread` how much may wait while the gateway does not answer (4 MiB), both in bytes.
 */
export interface GatewaySettings {
  readonly url?: string
  readonly interval?: number
  readonly grace?: number
  readonly body?: number
  readonly unread?: number
}

const shapes = {
  url: settingShapes.url,
  interval: settingShapes.wait,
  grace: settingShapes.time,
  body: settingShapes.most,
  unread: settingShapes.most,
}

const nowhere: Address = { host: '0.0.0.0', port: 0 }

/** The scheme, host and port of the gateway, and its address. */
const gatewayAt = (url: string): { readonly origin: string; readonly peer: Address } => {
  const { origin, hostname, port, protocol } = new URL(url)
  return { origin, peer: { host: unbracketed(hostname), port: Number(port) || (protocol === 'https:' ? 443 : 80) } }
}

/**
 * The same ports, with connections that go through the HTTP gateway: what a client needs where nothing but HTTP gets out.
 * Requests go by `fetch` of these ports, and so through whatever proxy that goes through.
 *
 * **Shapes** a connection is `Opened` in the next turn; the first bytes that are written open the session. Nothing is listened to
 * through a gateway.
 *
 * **Errors** `Closed` gives the reason: `Ended` where the gateway closes the session, `Unauthorized`, `Forbidden` or
 * `Unreachable` for an answer with such a status, `Reset` where the gateway knows the session no more, `Broken` for what is no
 * gateway, else why there was no answer. A setting that can never work is a `TypeError` that names it, thrown at once.
 *
 * **Source** core.md 2.5; libpurple's HTTP method.
 */
export const httpGateway = (settings: GatewaySettings = {}): ((ports: Ports) => Ports) => {
  checkSettings({ optional: shapes }, settings)
  const { url, interval = 2_000, grace = 2_000, body = 256 * 1024, unread = 4 * 2 ** 20 } = given(settings)
  return (ports) => ({
    ...ports,
    dial: ({ host }, on = 'NS') =>
      new Observable<ConnectionEvent>((subscriber) => {
        const { origin, peer } = gatewayAt(url ?? `http://${bracketed(host)}`)
        const server = on === 'SB' ? 'SB' : 'NS'
        const machine = gatewayClient({ origin, server, host, interval, grace, most: Math.max(1, body), unread })
        const usual = gatewayEffects(ports, subscriber)
        const events = new Subject<GatewayClientEvent>()
        const interpret = (effect: GatewayClientEffect): Observable<GatewayClientEvent> =>
          effect._tag === 'Ask'
            ? ports.fetch(effect.request, { keeps: true }).pipe(map((outcome) => ({ _tag: 'Answered', outcome })))
            : usual(effect)
        // Not let go of with the connection: what was written before the end still goes out.
        events.pipe(run(machine, interpret)).subscribe({ error: (error: unknown) => subscriber.error(error) })
        subscriber.add(() => events.next({ _tag: 'Left' }))
        const write = (bytes: Uint8Array): void => events.next({ _tag: 'Written', bytes })
        const link = { write, end: () => subscriber.complete() }
        const opened = (): void => subscriber.next({ _tag: 'Opened', link, local: nowhere, peer })
        // Not in the turn in which it is asked for, as with any other connection.
        subscribing(ports.after(0), subscriber, { next: opened, error: (error) => subscriber.error(error) })
      }),
  })
}
