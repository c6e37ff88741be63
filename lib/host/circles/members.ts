/** The members of circles: who has joined which, and the ticket that an account signs in to its circles with. */
import { digest } from '../../auth/digest.js'
import { secret, type Secret } from '../../payloads/secret.js'
import { sessionsOf } from '../presence/sessions.js'
import { isSame } from '../signin/credentials.js'
import type { Host, HostSession, StoredCircle } from '../state.js'

/** The circles that an account is a member of. */
export const circlesOf = (host: Host, passport: string): ReadonlyArray<StoredCircle> =>
  [...host.circles.values()].filter(({ members }) => members.includes(passport))

/** The sessions that have joined a circle. */
export const joinedIn = (host: Host, { address, members }: StoredCircle): ReadonlyArray<readonly [string, HostSession]> =>
  members.flatMap((member) =>
    sessionsOf(host, member)
      .filter(({ circles }) => circles?.includes(address))
      .map((session) => [member, session] as const),
  )

const written = (number: number, digits: string): string =>
  `<?xml version="1.0" encoding="utf-8"?><SignedTicket><Number>${number}</Number><Digest>${digits}</Digest></SignedTicket>`

/** What an account shows to sign in to its circles: made of the newest ticket that it has been given (core.md 3.5). */
export const circleTicketOf = (host: Host, passport: string): Secret | undefined => {
  const number = host.ownedTickets.get(passport)?.at(-1)
  const ticket = number === undefined ? undefined : host.tickets.get(number)
  return number === undefined || ticket === undefined
    ? undefined
    : secret(written(number, digest('circles')(ticket.text.reveal())))
}

/** Whether a text in Base64 is such a ticket of an account. */
export const isCircleTicket = (host: Host, passport: string, given: string): boolean =>
  (host.ownedTickets.get(passport) ?? []).some((number) => {
    const ticket = host.tickets.get(number)
    if (ticket === undefined) return false
    return isSame(given, secret(btoa(written(number, digest('circles')(ticket.text.reveal())))))
  })

/** What a session has joined, with one circle more or less. */
export const withCircle =
  (address: string, isIn: boolean) =>
  (session: HostSession): HostSession => {
    const others = (session.circles ?? []).filter((other) => other !== address)
    return { ...session, circles: isIn ? [...others, address] : others }
  }
