/** The connections of one interpreter, by name: the operators of a connection between its signals and a machine's events. */
import * as E from 'fp-ts/lib/Either.js'
import { Observable, Subscription, type Subscriber } from 'rxjs'

import { describeUnencodable, type Encodable } from '../commands/codec.js'
import type { Dialect } from '../commands/dialects.js'
import type { ServerKind, Side } from '../commands/row.js'
import { scopeOf } from '../commands/scope.js'
import type { Closed, CloseReason, Received, Unsayable } from '../core/effects.js'
import { keyOf, type TaggedName } from '../core/keys.js'
import { commands } from '../streams/commands.js'
import { written, type Outgoing, type Written } from '../streams/encoded.js'
import { Fault } from '../streams/fold.js'
import type { Link, ConnectionEvent } from '../streams/ports.js'
import { subscribing } from '../streams/subscribing.js'
import { messageOf } from '../wire/errors.js'
import type { Limits } from '../wire/feed.js'
import { commandReceived, withoutSecrets, type Tap } from './debug-log.js'

/** What an interpreter can be told: the longest line and payload to wait for, and who is told what goes on. */
export interface InterpretOptions {
  readonly limits?: Partial<Limits>
  readonly tap?: Tap
}

/** A connection that is there: its way out, and who is at its ends. */
export type OpenedConnection = Extract<ConnectionEvent, { readonly _tag: 'Opened' }>

/** How a connection is begun: what leads to the server of which kind, and what is told once it is there. */
export interface Beginning<A, L> {
  readonly link: L
  readonly on: ServerKind
  readonly signals: Observable<ConnectionEvent>
  readonly opened: (opening: OpenedConnection) => A
}

/** The connections of one interpreter, by their names: bytes on the one side of it, commands on the other. */
export interface Links<Peer extends Side> {
  readonly open: <A, L extends TaggedName>(beginning: Beginning<A, L>) => Observable<A | Received<Peer> | Closed<L> | Unsayable<L>>
  /** Says a command; to a connection that is not there any more, nothing. One that cannot be written is left out and told. */
  readonly send: (link: TaggedName, dialect: Dialect | undefined, command: Encodable) => void
  readonly close: (link: TaggedName) => void
}

interface OpenLink {
  readonly send: (dialect: Dialect | undefined, command: Encodable) => void
  readonly close: () => void
  readonly write: (written: Written) => void
  readonly fail: (error: unknown) => void
}

/** A command on its way out. */
interface Sending extends Outgoing {
  readonly talk: OpenLink
}

/** Why what is heard cannot be read on; an error that no port should give is told as it is. */
const unreadable = (error: unknown): CloseReason => {
  return { _tag: error instanceof Fault ? 'Broken' : 'Other', problem: messageOf(error) }
}

/** No connection is there yet. `peer` is the side that is listened to; the other one is ours. */
export const links = <Peer extends Side>(
  peer: Peer,
  { limits = {}, tap }: InterpretOptions,
): Links<Peer> => {
  const talks = new Map<string, OpenLink>()
  // One for all connections: each would hold some kilobytes of its own. A Subject in its place costs as much as writing does.
  let sent: Subscriber<Sending> | undefined
  const sending = new Observable<Sending>((subscriber) => void (sent = subscriber))
  sending.pipe(written<Sending>(peer === 'server' ? 'client' : 'server')).subscribe({
    next: (written) => {
      const { talk } = written[0]
      try {
        talk.write(written)
      } catch (error) {
        talk.fail(error)
      }
    },
    error: (error) => talks.forEach(({ fail }) => fail(error)),
  })

  const open: Links<Peer>['open'] = ({ link, on, signals, opened }) =>
    new Observable((subscriber) => {
      const key = keyOf(link)
      const heard = new Subscription()
      let way: Link | undefined
      let reason: CloseReason = { _tag: 'Ended' }
      let spoken: Dialect | undefined
      let scope = scopeOf({ on })

      // A tap that throws ends the session with what it threw.
      const fail = (error: unknown): void => subscriber.error(error)
      const forget = (): unknown => talks.get(key) === talk && talks.delete(key)

      const closed = (why: CloseReason): void => {
        way = undefined
        forget()
        tap?.({ _tag: 'Closed', link: key, reason: why })
        subscriber.next({ _tag: 'Closed', link, reason: why })
        subscriber.complete()
      }

      const talk: OpenLink = {
        send: (dialect, command) => {
          if (way === undefined) return
          if (dialect !== undefined && dialect !== spoken) {
            spoken = dialect
            scope = scopeOf({ on, dialect })
          }
          sent?.next({ talk, scope, command })
        },
        write: ([{ command }, bytes]) => {
          if (E.isRight(bytes)) {
            tap?.({ _tag: 'CommandSent', link: key, command: withoutSecrets(command) })
            tap?.({ _tag: 'PacketSent', link: key, bytes: bytes.right.length })
            return way?.write(bytes.right)
          }
          // Left out, and told: whoever is at the other end has nothing to do with it, and keeps the connection.
          tap?.({ _tag: 'Confused', link: key, problem: describeUnencodable(bytes.left) })
          const trid = 'trid' in command ? { trid: command.trid } : {}
          subscriber.next({ _tag: 'Unsayable', link, on, ...trid, problem: bytes.left })
        },
        fail,
        close: () => {
          tap?.({ _tag: 'Closed', link: key })
          way?.end()
          subscriber.complete()
        },
      }

      const bytes = new Observable<Uint8Array>((chunks) =>
        subscribing(signals, chunks, {
          next: (signal) => {
            switch (signal._tag) {
              case 'Opened':
                way = signal.link
                tap?.({ _tag: 'Opened', link: key, on })
                return subscriber.next(opened(signal))
              case 'Bytes':
                tap?.({ _tag: 'PacketReceived', link: key, bytes: signal.bytes.length })
                return chunks.next(signal.bytes)
              case 'Closed':
                reason = signal.reason
                way = undefined
                return chunks.complete()
            }
          },
          error: (error) => chunks.error(error),
          complete: () => chunks.complete(),
          thrown: fail,
        }),
      )

      // What we speak settles how the peer is read.
      const incoming = commands<Peer>({ from: peer, on, limits }, () => (spoken === undefined ? undefined : scope))

      talks.get(key)?.close()
      talks.set(key, talk)
      subscriber.add(forget)
      subscriber.add(heard)

      subscribing(bytes.pipe(incoming), heard, {
        next: (command) => {
          tap?.(commandReceived(key, command))
          subscriber.next({ _tag: 'Received', link, command } as unknown as Received<Peer>)
        },
        error: (error) => closed(unreadable(error)),
        complete: () => closed(reason),
        thrown: fail,
      })
    })

  return {
    open,
    send: (link, dialect, command) => talks.get(keyOf(link))?.send(dialect, command),
    close: (link) => talks.get(keyOf(link))?.close(),
  }
}
