/** The connections of one interpreter, by name: what stands between the signals of a connection and a machine's events. */
import * as E from 'fp-ts/lib/Either.js'
import type { Observable, Subscription } from 'rxjs'

import { describeUnencodable, type Decoded, type Encodable } from '../commands/codec.js'
import type { Decoder } from '../commands/decoder.js'
import type { Dialect } from '../commands/dialects.js'
import type { ServerKind, Side } from '../commands/row.js'
import { scopeOf, type Scope } from '../commands/scope.js'
import type { Closed, CloseReason, Received, Unsayable } from '../core/effects.js'
import { keyOf, type TaggedName } from '../core/keys.js'
import { decodingSettled, type Settling } from '../streams/commands.js'
import { encoding, type Encoding } from '../streams/encoded.js'
import { Fault, Reading, type Fold, type FoldReader } from '../streams/fold.js'
import type { Link, ConnectionEvent } from '../streams/ports.js'
import { subscribing, type Callbacks, type Parent } from '../streams/subscribing.js'
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

/** What leads to a server of some kind, and what the connection is called. */
export interface Beginning<L> {
  readonly link: L
  readonly on: ServerKind
  readonly signals: Observable<ConnectionEvent>
}

/** Who is told the events of connections: of one, or of many. `complete` is the end of one, however it comes. */
export interface Listener<A> {
  readonly closed: boolean
  readonly next: (event: A) => void
  readonly error: (error: unknown) => void
  readonly complete: () => void
}

/** What comes of a connection: `A` is what is told once it is there. */
export type LinkEvent<Peer extends Side, A, L> = A | Received<Peer> | Closed<L> | Unsayable<L>

/** The connections of one interpreter, by their names: bytes on the one side of it, commands on the other. */
export interface Links<Peer extends Side, A, L extends TaggedName> {
  /** Begins a connection; one of the same name is closed. */
  readonly open: (beginning: Beginning<L>, listener: Listener<LinkEvent<Peer, A, L>>) => void
  /** Lets go of all connections of a listener, who hears no more of them. */
  readonly leave: (listener: Listener<LinkEvent<Peer, A, L>>) => void
  /** Says a command; to a connection that is not there any more, nothing. One that cannot be written is left out and told. */
  readonly send: (link: TaggedName, dialect: Dialect | undefined, command: Encodable) => void
  readonly close: (link: TaggedName) => void
}

/** What the connections of one interpreter have in common. */
interface Common<Peer extends Side, A, L> {
  readonly peer: Peer
  readonly tap: Tap | undefined
  readonly encode: Encoding
  readonly open: Map<string, Connection<Peer, A, L>>
  readonly opened: (link: L, on: ServerKind, opening: OpenedConnection) => A
  readonly decodings: Readonly<Record<ServerKind, Fold<Decoder, Decoded, Settling>>>
}

/** Why what is heard cannot be read on; an error that no port should give is told as it is. */
const unreadable = (error: unknown): CloseReason => {
  return { _tag: error instanceof Fault ? 'Broken' : 'Other', problem: messageOf(error) }
}

const ended: CloseReason = { _tag: 'Ended' }

/**
 * One connection: it hears the signals, reads commands out of them, and writes others. One object, as a server has thousands:
 * each subscription or closure in its place counts.
 */
class Connection<Peer extends Side, A, L> implements Callbacks<ConnectionEvent>, Parent, FoldReader<Decoded>, Settling {
  private readonly reading: Reading<Decoder, Decoded, Connection<Peer, A, L>>
  private source: Subscription | undefined
  private way: Link | undefined
  private reason = ended
  private spoken: Dialect | undefined
  private scope: Scope
  private wasThere = false
  private isOver = false

  constructor(
    private readonly common: Common<Peer, A, L>,
    private readonly key: string,
    private readonly link: L,
    private readonly on: ServerKind,
    readonly listener: Listener<LinkEvent<Peer, A, L>>,
  ) {
    const decoding = common.decodings[on]
    this.scope = decoding.initial.scope
    this.reading = new Reading<Decoder, Decoded, Connection<Peer, A, L>>(decoding, this)
  }

  // What it hears.

  next(signal: ConnectionEvent): void {
    const { common, key, on } = this
    switch (signal._tag) {
      case 'Opened':
        this.way = signal.link
        this.wasThere = true
        common.tap?.({ _tag: 'Opened', link: key, on })
        return this.listener.next(common.opened(this.link, on, signal))
      case 'Bytes':
        common.tap?.({ _tag: 'PacketReceived', link: key, bytes: signal.bytes.length })
        return this.reading.next(signal.bytes)
      case 'Closed':
        this.reason = signal.reason
        this.way = undefined
        return this.reading.complete()
    }
  }

  error(error: unknown): void {
    this.reading.error(error)
  }

  complete(): void {
    this.reading.complete()
  }

  /** A tap that throws ends the session with what it threw. */
  thrown(error: unknown): void {
    if (this.isOver) return
    this.isOver = true
    this.listener.error(error)
    this.release()
  }

  add(source: Subscription): void {
    if (this.isOver) source.unsubscribe()
    else this.source = source
  }

  remove(): void {
    this.source = undefined
  }

  // What it reads.

  get closed(): boolean {
    return this.isOver || this.listener.closed
  }

  /** What we speak settles how the peer is read. */
  settled(): Scope | undefined {
    return this.spoken === undefined ? undefined : this.scope
  }

  take(command: Decoded): void {
    if (this.isOver) return
    const { common, link } = this
    try {
      common.tap?.(commandReceived(this.key, command))
      this.listener.next({ _tag: 'Received', link, command } as unknown as Received<Peer>)
    } catch (error) {
      this.thrown(error)
    }
  }

  fail(error: unknown): void {
    this.end(unreadable(error))
  }

  finish(): void {
    this.end(this.reason)
  }

  private end(reason: CloseReason): void {
    if (this.isOver) return
    const { common, link } = this
    this.way = undefined
    this.forget()
    common.tap?.({ _tag: 'Closed', link: this.key, reason })
    // A server's machine has not heard of a connection that ended before it was there.
    if (this.wasThere || common.peer === 'server') this.listener.next({ _tag: 'Closed', link, reason })
    this.over()
  }

  // What it says.

  send(dialect: Dialect | undefined, command: Encodable): void {
    if (this.way === undefined) return
    const { common, key, link, on } = this
    if (dialect !== undefined && dialect !== this.spoken) {
      this.spoken = dialect
      this.scope = scopeOf({ on, dialect })
    }
    try {
      const bytes = common.encode(this.scope, command)
      if (E.isRight(bytes)) {
        common.tap?.({ _tag: 'CommandSent', link: key, command: withoutSecrets(command) })
        common.tap?.({ _tag: 'PacketSent', link: key, bytes: bytes.right.length })
        return this.way.write(bytes.right)
      }
      // Left out, and told: whoever is at the other end has nothing to do with it, and keeps the connection.
      common.tap?.({ _tag: 'Confused', link: key, problem: describeUnencodable(bytes.left) })
      const trid = 'trid' in command ? { trid: command.trid } : {}
      this.listener.next({ _tag: 'Unsayable', link, on, ...trid, problem: bytes.left } as Unsayable<L>)
    } catch (error) {
      this.thrown(error)
    }
  }

  close(): void {
    this.common.tap?.({ _tag: 'Closed', link: this.key })
    this.way?.end()
    this.over()
  }

  private over(): void {
    if (this.isOver) return
    this.isOver = true
    this.listener.complete()
    this.release()
  }

  /** Nothing more is heard or said. */
  release(): void {
    const { source } = this
    this.isOver = true
    this.way = undefined
    this.source = undefined
    this.forget()
    source?.unsubscribe()
  }

  private forget(): void {
    const { open } = this.common
    if (open.get(this.key) === this) open.delete(this.key)
  }
}

/** No connection is there yet. `peer` is the side that is listened to; the other one is ours. */
export const links = <Peer extends Side, A, L extends TaggedName>(
  peer: Peer,
  { limits = {}, tap }: InterpretOptions,
  opened: (link: L, on: ServerKind, opening: OpenedConnection) => A,
): Links<Peer, A, L> => {
  const open = new Map<string, Connection<Peer, A, L>>()
  const decoding = (on: ServerKind) => decodingSettled(peer, { on, limits })
  const common: Common<Peer, A, L> = {
    peer,
    tap,
    encode: encoding(peer === 'server' ? 'client' : 'server'),
    open,
    opened,
    decodings: { DS: decoding('DS'), NS: decoding('NS'), SB: decoding('SB') },
  }
  return {
    open: ({ link, on, signals }, listener) => {
      const key = keyOf(link)
      const connection = new Connection(common, key, link, on, listener)
      open.get(key)?.close()
      open.set(key, connection)
      subscribing(signals, connection, connection)
    },
    leave: (listener) =>
      open.forEach((connection) => {
        if (connection.listener === listener) connection.release()
      }),
    send: (link, dialect, command) => open.get(keyOf(link))?.send(dialect, command),
    close: (link) => open.get(keyOf(link))?.close(),
  }
}
