import type * as E from 'fp-ts/lib/Either.js'
import type { Map } from 'immutable'

import type { Decoded } from '../../commands/codec.js'
import type { DialectFacts } from '../../commands/dialects.js'
import { describeReason } from '../../commands/undecodable.js'
import type { Address } from '../../commands/words.js'
import type { Beyond } from '../messaging/state.js'
import type { Booking } from '../addressbook/booking.js'
import type { ClientEvent, Name } from '../../core/effects.js'
import type { Errand, Excused } from '../requests/request.js'
import { notify, type SessionEffect } from '../events.js'
import type { Intent } from '../intents/intents.js'
import type { Keeping } from '../connection/keepalive.js'
import type { Step, Variant } from '../../core/machine.js'
import type { EndReason } from '../outcomes.js'
import type { Request } from '../requests/requests.js'
import type { Call, ServiceProblem } from '../services/service.js'
import type { SessionSettings } from '../settings.js'
import type { Shown } from './shown.js'
import type { Signin } from '../login/state.js'
import type { SessionState } from '../state.js'
import type { Switchboard } from '../switchboard/state.js'
import type { Sync } from '../contacts/sync.js'
import type { Renewal } from '../login/ticketing.js'
import type { Tickets } from '../login/tickets.js'

/**
 * What waits for the reply to a request: an intent and what is still to be done for it, a conversation, the contact list, or
 * nobody. `Telling` is for the list that we tell the server, `Lists` for the one that it tells us.
 */
export type Asked =
  | {
      readonly _tag: 'Intent'
      readonly intent: Request
      readonly rest: ReadonlyArray<Errand>
      /** The failures that mean that it is so already. */
      readonly excused?: Excused<number>
    }
  | { readonly _tag: 'Transfer'; readonly conversation: string }
  | { readonly _tag: 'Lists'; readonly intents: ReadonlyArray<Variant<Intent, 'Synchronise'>> }
  | { readonly _tag: 'Telling' }
  | { readonly _tag: 'Own' }

/** A request without its reply. */
export interface Pending {
  readonly verb: string
  readonly asked: Asked
}

/** What follows from what came of a call to an HTTP service. */
export type Then<A> = (was: SignedIn, came: E.Either<ServiceProblem, A>) => SessionStep

/**
 * A call to an HTTP service without its answer.
 *
 * **Shapes** `with` is the ticket that it was made with: the one that was there, the one of the sign-in, or the newest one;
 * `Nothing` while that is being asked for. `Queued` waits for others, by its `number`. `waiting` are the intents that come to nothing if the session ends before.
 */
export interface Calling {
  readonly call: Call<unknown>
  readonly number: number
  readonly with: 'Queued' | 'Held' | 'First' | 'Renewed' | 'Nothing'
  readonly waiting: ReadonlyArray<Exclude<Intent, { readonly _tag: 'Say' | 'SayTo' }>>
  readonly then: Then<unknown>
  /** The places that were asked, after the first of which each was sent on to by the one before. */
  readonly visited?: ReadonlyArray<string>
}

/** What a session knows as long as it lasts. */
export interface Common {
  readonly settings: SessionSettings
  readonly view: SessionState
  /** The next transaction id. */
  readonly trid: number
  /** How many connections to notification servers there were. */
  readonly links: number
  /** Where this session has been sent on from, since somebody last answered `PNG`. */
  readonly visited: ReadonlyArray<string>
  /** Intents that wait for the contact list. */
  readonly waiting: ReadonlyArray<Intent>
  readonly boards: Map<string, Switchboard>
  /** What was set, to be said again where a session is sent on to. */
  readonly shown: Shown
  /** How many conversations got their id from us. */
  readonly named: number
  /** The GUID of the place that is signed in at, in lower case; none before MSNP16. */
  readonly place: string | undefined
  /** How often tickets were asked for anew, so that each request has a name of its own. */
  readonly renewals: number
  /** How many calls to HTTP services there were, for the same reason. */
  readonly called: number
  /** What is said beside conversations (MSNP11 and later). */
  readonly beyond: Beyond
}

/** What a session knows once it is signed in. */
export interface Online extends Common {
  readonly address: Address
  readonly link: string
  readonly dialect: DialectFacts
  readonly keepAlive: Keeping
  readonly sync: Sync | undefined
  readonly pending: Map<number, Pending>
  readonly pings: ReadonlyArray<Variant<Intent, 'Ping'>>
  /** Tickets by the address that they are for; none before MSNP13. */
  readonly tickets: Tickets
  /** Tickets are being asked for anew. */
  readonly renewal: Renewal | undefined
  /** Calls to HTTP services that have no answer yet. */
  readonly calls: Map<Name, Calling>
  /** The contact list of an address book, on its way (MSNP13 and later). */
  readonly book: Booking | undefined
}

/**
 * A session, as its machine sees it; `view` is what its user sees.
 *
 * **Shapes** `SigningIn` also when a server sends us on to another, `Synchronising` until the contact list is there the
 * first time.
 */
export type Session =
  | ({ readonly _tag: 'SigningIn'; readonly signin: Signin } & Common)
  | ({ readonly _tag: 'Synchronising' } & Online)
  | ({ readonly _tag: 'Ready' } & Online)
  | { readonly _tag: 'Ended'; readonly view: SessionState; readonly reason: EndReason }

/** A session that is signed in. */
export type SignedIn = Variant<Session, 'Synchronising' | 'Ready'>

/** What comes to a session: from outside, or from its user. */
export type SessionInput = ClientEvent | { readonly _tag: 'Wanted'; readonly intent: Intent }

/** What an event leads to. */
export type SessionStep = Step<Session, SessionEffect>

/** The session with another view. Field by field, for the reason that `withContacts` has. */
export const withView = (was: SignedIn, view: SessionState): SignedIn => ({
  _tag: was._tag,
  settings: was.settings,
  view,
  trid: was.trid,
  links: was.links,
  visited: was.visited,
  waiting: was.waiting,
  boards: was.boards,
  shown: was.shown,
  named: was.named,
  place: was.place,
  renewals: was.renewals,
  called: was.called,
  beyond: was.beyond,
  address: was.address,
  link: was.link,
  dialect: was.dialect,
  keepAlive: was.keepAlive,
  sync: was.sync,
  pending: was.pending,
  pings: was.pings,
  tickets: was.tickets,
  renewal: was.renewal,
  calls: was.calls,
  book: was.book,
})

/** Tells the user of a command that changed nothing. Its words are not told: they may be secret. */
export const unexpected = (command: Decoded<'server'>, conversation?: string): SessionEffect =>
  notify({
    _tag: 'Unexpected',
    ...(conversation === undefined ? {} : { conversation }),
    problem: command._tag === 'Undecodable' ? describeReason(command.reason) : `${command.verb} was not expected`,
  })
