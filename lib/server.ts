import { concat, defer, mergeMap, of, type Observable } from 'rxjs'

import type { Address } from './commands/words.js'
import { interpretHost } from './edges/interpret.js'
import type { InterpretOptions } from './edges/links.js'
import { listening } from './edges/listening.js'
import { placesOf, whereabouts, type Places } from './edges/places.js'
import type { Ports } from './edges/ports.js'
import { watched } from './edges/tap.js'
import { host } from './host/host.js'
import type { HostNotice } from './host/notice.js'
import type { HostAddresses, HostSettings } from './host/settings.js'
import type { Host } from './host/state.js'
import type { CloseReason, HostEffect, HostEvent } from './machines/effects.js'
import { run } from './streams/run.js'
import { hostShapes } from './host/settings.js'
import { checkSettings, given, placeShapes } from './payloads/setting.js'

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

/** How things stand with the connection that an event is about. */
const standing = ({ connections }: Host, event: HostEvent): string =>
  ('link' in event ? connections.get(event.link)?.phase._tag : undefined) ?? 'Gone'

const watch = watched(standing)

const notices = (effects: ReadonlyArray<HostEffect<HostNotice>>): ReadonlyArray<HostNotice> =>
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
  (wanted: ServerSettings): Observable<ServerEvent> => {
    checkSettings({ optional: { ...hostShapes, ...placeShapes } }, wanted)
    const settings = given(wanted)
    return defer(() => {
      const edge = interpretHost(ports, options)
      return listening(ports, edge)(placesOf(settings))<ServerEvent>((open, outside) => {
        const found = whereabouts(settings, open)
        const machine = watch(host({ ...settings, addresses: found.addresses }), options.tap)
        return concat(
          of<ServerEvent>({ _tag: 'Listening', ...found }),
          outside.pipe(
            run(machine, edge.interpret, { _tag: 'Stopping' }),
            mergeMap(([, effects]) => notices(effects)),
          ),
        )
      })
    })
  }
