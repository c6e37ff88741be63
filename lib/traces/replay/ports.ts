/** Ports behind which a recording is played, and what plays it. */
import type * as E from 'fp-ts/lib/Either.js'
import { Observable, type Subscriber } from 'rxjs'

import type { Address } from '../../commands/words.js'
import type { CloseReason, HttpRequest, HttpResponse } from '../../core/effects.js'
import type { Ports, ConnectionEvent } from '../../streams/ports.js'
import type { Divergence } from '../compare/divergence.js'
import type { Cut } from './inferred-app.js'

/** What is heard of a connection. */
export interface ClientSide {
  readonly opened: (local: Address, peer: Address) => void
  readonly bytes: (bytes: Uint8Array) => void
  readonly closed: (reason: CloseReason) => void
}

/** What can be done with a connection. */
export interface PeerConnection {
  readonly say: (bytes: Uint8Array) => void
  readonly close: () => void
}

/** Whoever stands behind a client's ports and knows what comes of all that it does. Nothing comes in the same turn. */
export interface FakePeer {
  readonly dial: (address: Address, ear: ClientSide) => PeerConnection
  /** Gives the way to abandon it. */
  readonly ask: (request: HttpRequest, answer: (outcome: HttpResponse | CloseReason) => void) => () => void
  /** Gives the way to stop it. */
  readonly start: (ms: number, elapse: () => void) => () => void
  readonly now: () => number
  readonly random: (bytes: number) => Uint8Array
}

/** Something that gives one value, and can be let go before that. */
const single = <A>(begin: (give: (value: A) => void) => () => void): Observable<A> =>
  new Observable((subscriber) => {
    let isOver = false
    const letGo = begin((value) => {
      if (isOver) return
      isOver = true
      subscriber.next(value)
      subscriber.complete()
    })
    return () => {
      if (!isOver) letGo()
      isOver = true
    }
  })

const dialled = (peer: FakePeer, address: Address, subscriber: Subscriber<ConnectionEvent>): (() => void) => {
  let isOver = false
  const close = (): void => {
    if (isOver) return
    isOver = true
    connection.close()
    subscriber.complete()
  }
  const connection = peer.dial(address, {
    opened: (local, peer) => {
      const write = (bytes: Uint8Array): void => {
        if (!isOver) connection.say(bytes)
      }
      if (!isOver) subscriber.next({ _tag: 'Opened', link: { write, end: close }, local, peer })
    },
    bytes: (bytes) => {
      if (!isOver) subscriber.next({ _tag: 'Bytes', bytes })
    },
    closed: (reason) => {
      if (isOver) return
      isOver = true
      subscriber.next({ _tag: 'Closed', reason })
      subscriber.complete()
    },
  })
  return close
}

const noListeners: CloseReason = { _tag: 'Other', problem: 'what is replayed is a client, which nobody connects to' }

const deaf = (): Observable<{ readonly _tag: 'Closed'; readonly reason: CloseReason }> =>
  new Observable((subscriber) => {
    subscriber.next({ _tag: 'Closed', reason: noListeners })
    subscriber.complete()
  })

/** The ports that lead to a peer. */
export const portsOf = (peer: FakePeer): Ports => ({
  dial: (address) => new Observable((subscriber) => dialled(peer, address, subscriber)),
  listen: deaf,
  fetch: (request) => single((give) => peer.ask(request, give)),
  serve: deaf,
  after: (ms) => single((give) => peer.start(ms, () => give(0))),
  now: peer.now,
  random: peer.random,
})

/** That an app did what the recorded one did, to the end. **Units** `ms` milliseconds that were played. */
export interface Played {
  readonly records: number
  readonly ms: number
}

/** Somebody who acts for the app that was recorded. */
export interface PromptedApp {
  /** Is told which command is to be said next, and when. */
  readonly act: (index: number, offset: number) => void
  /** Where something is to be wanted in the middle of what the server says. */
  readonly cut: (index: number) => Cut | undefined
}

/** Plays a trace to whoever uses its peer. */
export interface Player {
  readonly peer: FakePeer
  /** Has somebody act for the recorded app. */
  readonly prompt: (prompted: PromptedApp) => void
  /** Goes through the trace, with a step for each moment at which something comes to the client. */
  readonly play: (leave: () => void) => Generator<undefined, E.Either<Divergence, Played>, undefined>
}
