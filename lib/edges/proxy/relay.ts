/** Passes one connection of a client on to the server that it is meant for, and records it. */
import { concatMap, map, Observable, of, Subject, Subscription } from 'rxjs'

import type { Side } from '../../commands/row.js'
import type { Address } from '../../commands/words.js'
import type { CloseReason } from '../../core/effects.js'
import { subscribing } from '../../streams/subscribing.js'
import { passing, type Addresses, type Destination, type Passage, type Rename } from '../../traces/scrub/reroute.js'
import type { Link, Ports, ConnectionEvent } from '../../streams/ports.js'
import type { Recorder } from '../record/recorder.js'

/** What a relay needs: a way to the server, somebody who writes everything down, and other addresses. */
export interface RelaySettings {
  readonly dial: Ports['dial']
  readonly recorder: Recorder
  /** What the client hears in place of the addresses that the server names. */
  readonly renaming: (connection: number, addresses: Addresses, on: Destination) => Observable<Rename>
}

/** What becomes of a client's connection. **Shapes** `by`: who ended it, or could not be reached. */
export type RelayEvent =
  | { readonly _tag: 'Connected'; readonly connection: number; readonly peer: Address; readonly to: Address }
  | {
      readonly _tag: 'Disconnected'
      readonly connection: number
      readonly by: Side
      readonly reason: CloseReason
      readonly bytes: Readonly<Record<Side, number>>
    }

/** How many bytes of a client wait for a server that is not there yet. */
const patience = 2 ** 16

/** Who ended a connection, where it was one of the two and not the network. */
const byWhom = (by: Side, { _tag }: CloseReason): { readonly by?: Side } =>
  _tag === 'Ended' || _tag === 'Reset' ? { by } : {}

/**
 * One client's connection, passed on to the server that it is meant for. What the server says is recorded as it was, and
 * passed on with other addresses. Where one side ends it, the other is ended after all that was said.
 *
 * **Errors** none: whatever goes wrong with one side ends the other.
 */
export const relay =
  ({ dial, recorder, renaming }: RelaySettings) =>
  (client: Observable<ConnectionEvent>, to: Address): Observable<RelayEvent> =>
    new Observable((subscriber) => {
      const server = new Subscription()
      const said = new Subject<Uint8Array>()
      const bytes = { client: 0, server: 0 }
      // What the client says, and how it leaves, before the server is there.
      const early: Array<Uint8Array> = []
      let left: CloseReason | undefined
      let waiting = 0
      let connection = 0
      let far: Link | undefined
      let isOver = false

      const fail = (error: unknown): void => subscriber.error(error)
      const over = (by: Side, reason: CloseReason): void => {
        isOver = true
        recorder.record({ _tag: 'Closed', connection, reason, ...byWhom(by, reason) })
        subscriber.next({ _tag: 'Disconnected', connection, by, reason, bytes })
      }
      const leave = (reason: CloseReason): void => {
        if (!isOver) over('client', reason)
        subscriber.complete()
      }

      const record = (from: Side, chunk: Uint8Array): void => {
        bytes[from] += chunk.length
        // A copy, which nobody changes later.
        recorder.record({ _tag: 'Said', connection, from, bytes: new Uint8Array(chunk) })
      }
      const toServer = (way: Link, chunk: Uint8Array): void => {
        record('client', chunk)
        way.write(chunk)
      }
      const toClient = (passage: Passage): Observable<Uint8Array> =>
        passage._tag === 'Bytes'
          ? of(passage.bytes)
          : renaming(connection, passage.addresses, passage.on).pipe(map(passage.write))

      const hearServer = (peer: Address, signal: ConnectionEvent): void => {
        switch (signal._tag) {
          case 'Opened':
            far = signal.link
            recorder.record({ _tag: 'Opened', connection, local: peer, peer: signal.peer })
            for (const chunk of early.splice(0)) toServer(far, chunk)
            if (left !== undefined) leave(left)
            return
          case 'Bytes':
            record('server', signal.bytes)
            return said.next(signal.bytes)
          case 'Closed':
            over('server', signal.reason)
            said.complete()
        }
      }

      const open = ({ link, peer }: Extract<ConnectionEvent, { readonly _tag: 'Opened' }>): void => {
        connection = recorder.connection()
        recorder.record({ _tag: 'Dialled', connection, address: to })
        subscriber.next({ _tag: 'Connected', connection, peer, to })
        // With all that was said behind it, the end of this closes the client's side.
        const told = said.pipe(passing(), concatMap(toClient))
        subscribing(told, server, { next: link.write, error: fail, complete: () => subscriber.complete() })
        subscribing(dial(to), server, { next: (signal) => hearServer(peer, signal), error: fail })
      }

      const hearClient = (signal: ConnectionEvent): void => {
        switch (signal._tag) {
          case 'Opened':
            return open(signal)
          case 'Bytes':
            if (isOver) return
            if (far !== undefined) return toServer(far, signal.bytes)
            early.push(signal.bytes)
            waiting += signal.bytes.length
            if (waiting > patience) leave({ _tag: 'Unread' })
            return
          case 'Closed':
            if (far === undefined && early.length > 0 && !isOver) left = signal.reason
            else leave(signal.reason)
        }
      }

      subscriber.add(server)
      subscribing(client, subscriber, { next: hearClient, error: fail })
    })
