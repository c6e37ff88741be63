/** Tickets, and whom each of them is for. */

import { persistentMap, type PersistentMap } from '../../core/persistentMap.js'
import type { Secret } from '../../payloads/secret.js'

/**
 * Whom a ticket is for: each service wants its own.
 *
 * **Shapes** `clear` is for signing in by SSO, `messenger` for signing in by TWN and for fetching offline messages,
 * `contacts` for the address book, `secure` for sending offline messages.
 *
 * **Source** core.md 3.4, messages.md 4.1
 */
export const ticketSites = {
  clear: 'messengerclear.live.com',
  messenger: 'messenger.msn.com',
  contacts: 'contacts.msn.com',
  secure: 'messengersecure.live.com',
} as const

/**
 * A ticket, and what came with it.
 *
 * **Shapes** `secret` is Base64 of 24 bytes: what a blob is made with. `first` is the ticket that the session was signed
 * in with, if this one is newer: some servers know no other (messages.md 4.2).
 *
 * **Units** `life` milliseconds from its coming; unknown, where nobody said.
 */
export interface HeldTicket {
  readonly ticket: Secret
  readonly secret?: Secret
  readonly life?: number
  readonly first?: Secret
}

/** Tickets by the address that they are for, in lower case. */
export type Tickets = PersistentMap<string, HeldTicket>

/** Nobody has given any. */
export const noTickets: Tickets = persistentMap()

/** The tickets with newer ones in their places. */
export const withNewer = (tickets: Tickets, newer: Tickets): Tickets =>
  tickets.merge(
    newer.map((held, site) => {
      const before = tickets.get(site)
      return before === undefined ? held : { ...held, first: before.first ?? before.ticket }
    }),
  )

/**
 * How long the shortest ticket is good for that can be had anew; nothing, if none is known to end.
 *
 * **Units** milliseconds.
 */
export const shortestLife = (tickets: Tickets): number | undefined => {
  // The one for signing in has done what it was for.
  const lives = [...tickets.remove(ticketSites.clear).values()].flatMap(({ life }) => life ?? [])
  return lives.length === 0 ? undefined : Math.min(...lives)
}
