/** A whole server as an Observable, and as a handle. */
import { concat, defer, mergeMap, of, Subject, Subscription, takeUntil, type Observable } from 'rxjs'

import { Address } from './commands/words.js'
import { interpretHost } from './edges/interpret.js'
import type { InterpretOptions } from './edges/links.js'
import { listening } from './edges/listening.js'
import { listenAddressesOf, serverAddresses, type ListenSettings } from './edges/listen-addresses.js'
import type { Ports } from './streams/ports.js'
import { watched } from './edges/debug-log.js'
import type { ServerEffect } from './host/action.js'
import { host } from './host/host.js'
import type { HostNotice } from './host/notices.js'
import type { HostAddresses, HostSettings } from './host/settings.js'
import type { Host } from './host/state.js'
import type { HostTimer } from './host/timers.js'
import { describeClose, type CloseReason, type HostEvent } from './core/effects.js'
import { aborted, asyncDispose, type Stoppable } from './stopping.js'
import { run } from './streams/run.js'
import { hostShapes } from './host/settings.js'
import { checkSettings, given, listenShapes } from './payloads/setting.js'

/**
 * What a server is told: who has an account, what it allows, and where it listens. `signal`, once aborted, closes
 * everything.
 */
export type ServerSettings = Omit<HostSettings, 'addresses'> & ListenSettings & Stoppable

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

/** How things stand with the connection that an event is about. */
const standing = ({ connections }: Host, event: HostEvent<HostTimer>): string =>
  ('link' in event ? connections.get(event.link)?.phase._tag : undefined) ?? 'Gone'

const watch = watched(standing)

const notices = (effects: ReadonlyArray<ServerEffect>): ReadonlyArray<HostNotice> =>
  effects.flatMap((effect) => (effect._tag === 'Notify' ? [effect.event] : []))

/**
 * An MSN server: dispatch servers, a notification server, switchboards, and the HTTP side of Passport. To subscribe is to
 * listen; to unsubscribe closes everything.
 *
 * **Errors** a place that cannot be listened at is told by `NotListening`. A setting that can never work is a `TypeError` that
 * names it, thrown at once.
 */
export const server =
  (ports: Ports, options: InterpretOptions = {}) =>
  ({ signal, ...wanted }: ServerSettings): Observable<ServerEvent> => {
    checkSettings({ optional: { ...hostShapes, ...listenShapes } }, wanted)
    const settings = given(wanted)
    return defer(() => {
      const edge = interpretHost(ports, options)
      return listening(ports, edge)(listenAddressesOf(settings))<ServerEvent>((open, outside) => {
        const found = serverAddresses(settings, open)
        const machine = watch(host({ ...settings, addresses: found.addresses }), options.tap)
        return concat(
          of<ServerEvent>({ _tag: 'Listening', ...found }),
          outside.pipe(
            run(machine, edge.interpret, { _tag: 'Stopping' }),
            mergeMap(([, effects]) => notices(effects)),
          ),
        )
      })
    }).pipe(takeUntil(aborted(signal)))
  }

/** Where a server listens. */
export type Listening = Omit<Extract<ServerEvent, { readonly _tag: 'Listening' }>, '_tag'>

/** A server in the hands of somebody who is not at home in Rx. */
export interface ServerHandle {
  /** What happens, from the next turn on; completes when the server is closed. */
  readonly events: Observable<ServerEvent>
  /** Where it listens. **Errors** rejects with an `Error` that names the place that it cannot listen at. */
  readonly listening: Promise<Listening>
  /** Tells those who are signed in, and closes everything. */
  readonly close: () => void
  /** Is fulfilled when the server is closed. **Errors** rejects with an error of the server, such as that of a `tap`. */
  readonly closed: Promise<void>
  /** Closes: what `await using` does. */
  readonly [Symbol.asyncDispose]: () => Promise<void>
}

/** Starts a server, and gives a handle. It begins in the next turn, so that whoever subscribes at once misses nothing. */
export const serve =
  (ports: Ports, options: InterpretOptions = {}) =>
  (settings: ServerSettings): ServerHandle => {
    const served = server(ports, options)(settings)
    const events = new Subject<ServerEvent>()
    const running = new Subscription()
    const listening = new Promise<Listening>((resolve, reject) => {
      const refuse = (why: string): void => reject(new Error(why))
      events.subscribe({
        next: (event) => {
          if (event._tag === 'Listening') resolve(event)
          if (event._tag === 'NotListening')
            refuse(`cannot listen at ${Address.write(event.address)}: ${describeClose(event.reason)}`)
        },
        error: reject,
        complete: () => refuse('the server was closed before it listened'),
      })
    })
    const closed = new Promise<void>((resolve, reject) => events.subscribe({ error: reject, complete: resolve }))
    // Nobody has to look at them.
    listening.catch(() => undefined)
    closed.catch(() => undefined)
    queueMicrotask(() => {
      if (!running.closed) running.add(served.subscribe(events))
    })
    const close = (): void => {
      running.unsubscribe()
      events.complete()
    }
    return {
      events: events.asObservable(),
      listening,
      close,
      closed,
      [asyncDispose]: () => {
        close()
        return closed.catch(() => undefined)
      },
    }
  }
