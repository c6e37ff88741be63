/** What the account's part of a session knows: the contact list, who is seen, and what is being asked about them. */
import type { Action } from '../../core/action.js'
import type { Variant } from '../../core/machine.js'
import type { Booking } from '../addressbook/state.js'
import type { CirclesJoined } from '../circles/state.js'
import type { Intent } from '../intents/intents.js'
import type { Messaging } from '../messaging/state.js'
import type { EndReason } from '../outcomes.js'
import type { RequestIntent } from '../requests/handler.js'
import type { Shown } from '../session/shown.js'
import type { Online, Out } from '../session/signals.js'
import type { SessionSettings } from '../settings.js'
import type { AccountView } from '../state.js'
import type { Sync } from './sync.js'

/**
 * The intents that have no outcome yet.
 *
 * **Shapes** `waiting` wait for the contact list, and `timed` are those of them that do so for a time, by the number of their timer;
 * `waited` is how many did; `pings` for a sign of life; `abandoned` were asked on a connection that is gone.
 * `underway`: how many requests, of intents and of our own, have no answer yet.
 */
export interface OpenIntents {
  readonly waiting: ReadonlyArray<Intent>
  readonly timed: ReadonlyArray<{ readonly number: number; readonly intent: Intent }>
  readonly waited: number
  readonly pings: ReadonlyArray<Variant<Intent, 'Ping'>>
  readonly abandoned: ReadonlyArray<RequestIntent>
  readonly underway: number
}

/** What outlives a connection. */
interface Lasting {
  readonly settings: SessionSettings
  readonly view: AccountView
  readonly intents: OpenIntents
  /** What was set, to be said again where a session is sent on to. */
  readonly shown: Shown
  readonly messaging: Messaging
}

/** What is known as long as the account is signed in on a connection. */
interface Connected extends Lasting {
  readonly on: Online
  /** The contact list on its way over the connection (up to MSNP12). */
  readonly sync: Sync | undefined
  /** Who asked for it; nothing, if nobody waits for one. */
  readonly listsFor: ReadonlyArray<Variant<Intent, 'Synchronise'>> | undefined
  /** The contact list of an address book, on its way (MSNP13 and later). */
  readonly book: Booking | undefined
  readonly circles: CirclesJoined
}

/**
 * The account's part of a session.
 *
 * **Shapes** `Away` while it is not signed in; `Synchronising` until the contact list is there the first time on a connection.
 */
export type ContactList =
  | ({ readonly _tag: 'Away' } & Lasting)
  | ({ readonly _tag: 'Synchronising' } & Connected)
  | ({ readonly _tag: 'Ready' } & Connected)
  | { readonly _tag: 'Ended'; readonly view: AccountView; readonly reason: EndReason }

/** The account, signed in. */
export type SignedIn = Variant<ContactList, 'Synchronising' | 'Ready'>

/** A transition of the account that is signed in. */
export type Act = Action<SignedIn, Out>
