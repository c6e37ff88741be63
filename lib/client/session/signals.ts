/** The signals between the parts of a session. */
import type * as E from 'fp-ts/lib/Either.js'

import type { Unencodable } from '../../commands/codec.js'
import type { DialectFacts } from '../../commands/dialects.js'
import type { Address } from '../../commands/words.js'
import type { ClientEffect, ClientEvent, Received, Said } from '../../core/effects.js'
import { raise, type Raise } from '../../core/parts.js'
import type { SessionEvent } from '../events.js'
import type { Intent } from '../intents/intents.js'
import type { IntentBy } from '../intents/table.js'
import type { HeldMessage, StoredText } from '../messaging/state.js'
import type { EndReason } from '../outcomes.js'
import type { RequestIntent } from '../requests/handler.js'
import type { Excused, Request, Unnumbered } from '../requests/request.js'
import type { ListChange } from '../contacts/listChange.js'
import type { Call } from '../services/operations.js'
import type { ServiceProblem } from '../services/service.js'
import type { SessionSettings } from '../settings.js'
import type { Tickets } from '../login/tickets.js'
import type { TaggedName } from '../../core/keys.js'

/** What is known of a connection that the account is signed in on. */
export interface Online {
  readonly settings: SessionSettings
  readonly link: TaggedName
  /** How many connections to notification servers there were, this one among them. */
  readonly links: number
  readonly address: Address
  readonly dialect: DialectFacts
  /** The next transaction id. */
  readonly trid: number
  readonly passport: string
  readonly name: string | undefined
  /** The GUID of the endpoint that is signed in at (MSNP16 and later). */
  readonly endpoint: string | undefined
  readonly tickets: Tickets
}

/**
 * What a command asked for: an intent and what is still to be done for it, a switchboard, the contact list, or nothing that
 * anybody waits for (`Own`). What is `Silent` is answered only if it fails, and then as if nobody had asked. `Upload` is for the list that the client tells the server, `Lists` for the one that the server tells.
 */
export type Asked =
  | {
      readonly _tag: 'Intent'
      readonly intent: RequestIntent
      readonly rest: ReadonlyArray<Request>
      /** The failures that mean that it is so already. */
      readonly excused?: Excused<number>
    }
  | { readonly _tag: 'Transfer'; readonly conversation: string }
  | { readonly _tag: 'Lists' | 'Upload' | 'Circles' | 'Challenge' | 'Own' | 'Silent' }

/**
 * A command that is to get a transaction id, and what its reply is for.
 *
 * **Units** `ms` until nobody waits for the reply any more; without it, somebody else keeps the time. With `isKept` the request
 * stays pending after its first reply, until it is `Settled`.
 */
export interface Ask {
  readonly _tag: 'Ask'
  readonly command: Unnumbered
  readonly as: Asked
  readonly ms?: number
  readonly isKept?: boolean
}

/** A pending request is over (`Drop`), or its reply is nobody's any more (`Disown`). The request is found by what it asked for. */
export interface Settle {
  readonly _tag: 'Settle'
  readonly as: Asked
  readonly how: 'Drop' | 'Disown'
}

/** What a reply answers; nothing, if it answers nothing that is pending. */
export interface AnsweredRequest {
  readonly as: Asked
  readonly verb: string
}

/** What a call to an HTTP service is for. `isFull`: everything was asked for, not only what has changed. */
export type Purpose =
  | {
      readonly _tag: 'Intent'
      readonly intent: RequestIntent
      readonly rest: ReadonlyArray<Request>
      readonly change?: ListChange
      readonly excused?: Excused<string> & { readonly isExpected?: boolean }
      readonly readsAgain?: boolean
    }
  | { readonly _tag: 'Memberships' | 'AddressBook'; readonly isFull: boolean }
  | { readonly _tag: 'OfflineList' | 'OfflineDeletion' }
  | { readonly _tag: 'OfflineMessage'; readonly about: HeldMessage }
  | {
      readonly _tag: 'Store'
      readonly text: StoredText
      readonly intent: RequestIntent
      readonly rest: ReadonlyArray<Request>
      readonly isSecond: boolean
    }

/** What came of a call. */
export type Came<A> = E.Either<ServiceProblem, A>

/** What a conversation has to know of the session that it belongs to. */
export interface SwitchboardOwner {
  readonly settings: SessionSettings
  readonly dialect: DialectFacts
  /** The GUID of the endpoint that we speak from (MSNP16 and later). */
  readonly endpoint: string | undefined
  /** Whether our account is signed in at other endpoints, which are to be called first. */
  readonly elsewhere: boolean
}

/** Why a request has no reply. `SentOn`: the session goes on at another server. */
export type Unanswered =
  | { readonly _tag: 'TimedOut' | 'Closed' | 'SentOn' }
  | { readonly _tag: 'Unsayable'; readonly problem: Unencodable }

/** What the parts of a session say to each other. */
export type Signal =
  /** A connection is signed in. */
  | { readonly _tag: 'Online'; readonly on: Online }
  /** The connection is left for another one. */
  | { readonly _tag: 'Leaving' }
  /** The connection is lost, and another one follows later: the session goes on, and its conversations end. */
  | { readonly _tag: 'Dropped' }
  /** There is no connection any more. */
  | { readonly _tag: 'Over'; readonly reason: EndReason }
  /** Somebody asks on the connection. */
  | { readonly _tag: 'Asking'; readonly ask: Ask }
  | { readonly _tag: 'Settled'; readonly settle: Settle }
  /** A command with a transaction id has come. */
  | { readonly _tag: 'Replied'; readonly answering: AnsweredRequest | undefined; readonly reply: Received<'server'> }
  | { readonly _tag: 'Unanswered'; readonly answering: AnsweredRequest; readonly because: Unanswered }
  /** Somebody asks an HTTP service; what comes of it is `Called`, and then calls that waited may begin (`Released`). */
  | { readonly _tag: 'Calling'; readonly call: Call; readonly purpose: Purpose }
  | { readonly _tag: 'Called'; readonly call: Call; readonly purpose: Purpose; readonly came: Came<unknown> }
  | { readonly _tag: 'Released' }
  /** What is wanted is to be done now. */
  | { readonly _tag: 'Doing'; readonly intent: Intent }
  /** A sign of life is to be asked for now. */
  | { readonly _tag: 'Pinging' }
  /** The session is to end: because its user signs out, or because something is wrong. */
  | { readonly _tag: 'SigningOut'; readonly intent: Extract<Intent, { readonly _tag: 'SignOut' }> }
  | { readonly _tag: 'HangingUp'; readonly reason: EndReason; readonly saysGoodbye: boolean }
  /** Somebody invites us; an invitation of who is welcome is accepted at once. */
  | {
      readonly _tag: 'Rang'
      readonly owner: SwitchboardOwner
      readonly invitation: Said<'NS', 'RNG'>
      readonly isWelcome: boolean
    }
  /** An intent about a conversation is to be carried out. */
  | { readonly _tag: 'Conversing'; readonly owner: SwitchboardOwner; readonly intent: IntentBy<'conversations'> }

/** What comes to a session: from outside, or from its user. */
export type SessionInput =
  | ClientEvent
  | { readonly _tag: 'Submitted'; readonly intent: Intent }
  /** Whether there is a network. */
  | { readonly _tag: 'Network'; readonly isThere: boolean }

/** What comes to a part of a session: from outside, from the user, or from another part. */
export type In = SessionInput | Signal

/** What a part of a session wants done. */
export type Out = ClientEffect<SessionEvent> | Raise<Signal>

/** Somebody invites us to a switchboard. */
export type Rang = Extract<Signal, { readonly _tag: 'Rang' }>

/** The user signs out: what a session is left by. */
export const leaveSession: In = { _tag: 'SigningOut', intent: { _tag: 'SignOut' } }

/** Raises a signal. */
export const signal = (signal: Signal): Raise<Signal> => raise(signal)

/** Has a command said on the connection, under the next transaction id. */
export const asks = (command: Unnumbered, as: Asked, ms?: number, isKept = false): Raise<Signal> =>
  raise({
    _tag: 'Asking',
    ask: { _tag: 'Ask', command, as, ...(ms === undefined ? {} : { ms }), ...(isKept ? { isKept } : {}) },
  })

/** A pending request is over, or its reply is nobody's. */
export const settles = (as: Asked, how: Settle['how'] = 'Drop'): Raise<Signal> =>
  raise({ _tag: 'Settled', settle: { _tag: 'Settle', as, how } })

/** Asks an HTTP service. */
export const calls = (call: Call, purpose: Purpose): Raise<Signal> => raise({ _tag: 'Calling', call, purpose })
