/** What is known of the HTTP services of a session: tickets, and the calls that have no answer yet. */

import type { PersistentMap } from '../../core/persistentMap.js'
import type { Renewal } from '../login/ticketing.js'
import type { Tickets } from '../login/tickets.js'
import type { Online, Purpose } from '../session/signals.js'
import type { Call } from './operations.js'

/**
 * A call to an HTTP service without its answer.
 *
 * **Shapes** `with` is the ticket that it was made with: the one that was there, the one of the sign-in, or the newest one;
 * `Nothing` while that is being asked for. `Queued` waits for others, by its `number`. `visited` are the addresses that were
 * asked, after the first of which each was sent on to by the one before.
 */
export interface Calling {
  readonly call: Call
  readonly number: number
  readonly with: 'Queued' | 'Held' | 'First' | 'Renewed' | 'Nothing'
  readonly purpose: Purpose
  readonly visited: ReadonlyArray<string>
}

/** The HTTP services of a session; `on` is the connection that it is signed in on, if there is one. */
export interface ServicesState {
  readonly on: Online | undefined
  /** Tickets by the address that they are for; none before MSNP13. */
  readonly tickets: Tickets
  /** Tickets are being asked for anew. */
  readonly renewal: Renewal | undefined
  /** Calls that have no answer yet, by their numbers. */
  readonly calls: PersistentMap<number, Calling>
  /** How often tickets were asked for anew, so that each request has a name of its own. */
  readonly renewals: number
  /** How many calls there were, for the same reason. */
  readonly called: number
}

/** The services of a session that is signed in. */
export interface Connected extends ServicesState {
  readonly on: Online
}
