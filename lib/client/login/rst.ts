/** Tickets by RST: what the service of tickets is asked, and what its answer means. */
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'

import { persistentMap } from '../../core/persistentMap.js'
import { bareUrl, isUnheard } from '../../auth/passport.js'
import type { DialectFacts } from '../../commands/dialects.js'
import { Ticket } from '../../commands/words.js'
import { describeSoapProblem, type SoapFault, type SoapProblem } from '../../payloads/soap/envelope.js'
import { requestTickets, type IssuedTicket, type TicketRequest } from '../../payloads/soap/tickets.js'
import { isAnswered, type Fetched, type HttpRequest } from '../../core/effects.js'
import type { EndReason } from '../outcomes.js'
import { isRedirect, redirectOf } from '../services/redirects.js'
import type { SessionSettings } from '../settings.js'
import { ticketSites, type HeldTicket, type Tickets } from './tickets.js'

/** What the server wants to be proved: by a Passport ticket, or by a ticket and its secret (core.md 3.3, 3.4). */
export type Challenge =
  | { readonly _tag: 'TWN'; readonly challenge: string }
  | { readonly _tag: 'SSO'; readonly policy: string; readonly nonce: string }

/** Tickets that are wanted, and where; of no use without the one that `needs` names, with a secret if it must have one. */
export interface Order {
  readonly url: string
  readonly requests: ReadonlyArray<TicketRequest>
  readonly needs: string
  readonly isSecret: boolean
}

const bookRequests: ReadonlyArray<TicketRequest> = [
  { address: ticketSites.contacts, policy: 'MBI' },
  { address: ticketSites.secure, policy: 'MBI_SSL' },
]

const serviceOf = ({ services }: SessionSettings, { has }: DialectFacts): string =>
  has.ticketService2 ? services.tickets2 : services.tickets

/**
 * What is asked for at a sign-in.
 *
 * **Shapes** the challenge of TWN is the policy of its ticket, as a query: `?ct=1&rver=1`.
 *
 * **Source** core.md 3.4, messages.md 4.1
 */
export const signInOrder = (settings: SessionSettings, dialect: DialectFacts, challenge: Challenge): Order => {
  const url = serviceOf(settings, dialect)
  const { clear, messenger } = ticketSites
  if (challenge._tag === 'TWN') {
    const policy = `?${challenge.challenge.replaceAll(',', '&')}`
    return { url, requests: [{ address: messenger, policy }, ...bookRequests], needs: messenger, isSecret: false }
  }
  const requests = [
    { address: clear, policy: challenge.policy },
    { address: messenger, policy: '?id=507' },
    ...bookRequests,
  ]
  return { url, requests, needs: clear, isSecret: true }
}

/** What is asked for anew in a session: a sign-in has a challenge of its own, and asks for its own ticket. */
export const renewalOrder = (settings: SessionSettings, dialect: DialectFacts): Order => ({
  url: serviceOf(settings, dialect),
  requests: [{ address: ticketSites.messenger, policy: '?id=507' }, ...bookRequests],
  needs: ticketSites.contacts,
  isSecret: false,
})

/** The request for tickets; the password is in its body. */
export const orderRequest = ({ passport, password }: SessionSettings, { requests }: Order, url: string): HttpRequest => ({
  method: 'POST',
  url,
  headers: { 'Content-Type': 'text/xml; charset=utf-8' },
  body: requestTickets.writeRequest({ passport, password }, { tickets: requests }),
})

/** What came of a request for tickets. */
export type Issued =
  | { readonly _tag: 'Granted'; readonly tickets: Tickets }
  | { readonly _tag: 'Redirected'; readonly url: string }
  | { readonly _tag: 'NotGranted'; readonly reason: EndReason }

const refused = (problem: string): Issued => ({ _tag: 'NotGranted', reason: { _tag: 'NoTicket', problem } })

/** The password would go over the wire in the clear. */
export const inTheClear = 'the service of tickets is to be asked by https, unless it is on this machine'

/** What a service says for people; not, if it repeats the password. */
const wordsOf = ({ text }: SoapFault, { password }: SessionSettings): string | undefined =>
  text === undefined || text === '' || text.includes(password.reveal()) ? undefined : text.slice(0, 200)

const faulty = (fault: SoapFault, settings: SessionSettings): Issued => {
  const text = wordsOf(fault, settings)
  if (fault.code === 'FailedAuthentication')
    return { _tag: 'NotGranted', reason: { _tag: 'Denied', ...(text === undefined ? {} : { text }) } }
  if (fault.redirect !== undefined)
    return isUnheard(fault.redirect) ? { _tag: 'Redirected', url: fault.redirect } : refused(inTheClear)
  return refused(`the service of tickets refuses${text === undefined ? '' : `: ${text}`}`)
}

const lifeOf = ({ created, expires }: IssuedTicket): number | undefined => {
  const life = Date.parse(expires ?? '') - Date.parse(created ?? '')
  return life > 0 ? life : undefined
}

const heldOf = (issued: IssuedTicket): HeldTicket => {
  const life = lifeOf(issued)
  return {
    ticket: issued.ticket,
    ...(issued.secret === undefined ? {} : { secret: issued.secret }),
    ...(life === undefined ? {} : { life }),
  }
}

const given =
  ({ needs, isSecret }: Order) =>
  (issued: ReadonlyArray<IssuedTicket>): Issued => {
    const usable = issued.filter(({ ticket }) => Ticket.is(ticket.reveal()))
    const tickets: Tickets = persistentMap(usable.map((one) => [one.address.toLowerCase(), heldOf(one)]))
    const needed = tickets.get(needs)
    if (needed === undefined) return refused(`the service of tickets gives none for ${needs}`)
    return isSecret && needed.secret === undefined
      ? refused(`the service of tickets gives no secret with the ticket for ${needs}; its policy may be unknown there`)
      : { _tag: 'Granted', tickets }
  }

const unread = (problem: SoapProblem, status: number, settings: SessionSettings): Issued => {
  if (problem._tag === 'Fault') return faulty(problem.fault, settings)
  return refused(
    status === 200
      ? `the answer of the service of tickets cannot be used: ${describeSoapProblem(problem)}`
      : `the service of tickets answers with status ${status}`,
  )
}

/**
 * Reads what came of a request for tickets.
 *
 * **Shapes** a fault counts whatever the status: Escargot sends it with 200, others with 500 (escargot.md 3).
 */
export const issued =
  (settings: SessionSettings, order: Order, url: string) =>
  ({ outcome }: Fetched): Issued => {
    if (!isAnswered(outcome)) {
      const problem = `the service of tickets ${bareUrl(url)} does not answer`
      return { _tag: 'NotGranted', reason: { _tag: 'NoTicket', problem, why: outcome } }
    }
      if (isRedirect(outcome))
      return pipe(
        // By 303 an answer would be fetched from there, and nobody has kept one.
        outcome.status === 303 ? E.left('it sends on to an answer elsewhere') : redirectOf(outcome, [url]),
        E.match(
          (problem) => refused(`the service of tickets is of no use: ${problem}`),
          (to): Issued => ({ _tag: 'Redirected', url: to }),
        ),
      )
    const { status, body } = outcome
    return pipe(
      requestTickets.readAnswer(body),
      E.match(
        (problem) => unread(problem, status, settings),
        ({ tickets }) => given(order)(tickets),
      ),
    )
  }
