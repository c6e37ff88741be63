/** The way to tickets: Passport 1.4 up to MSNP12, the service of tickets from MSNP13 on. */
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'

import { persistentMap } from '../../core/persistentMap.js'
import {
  bareUrl,
  isUnheard,
  readLogin,
  readNexus,
  writeAuthorization,
  type LoginAnswer,
  type LoginProblem,
  type NexusProblem,
} from '../../auth/passport.js'
import { secret } from '../../payloads/secret.js'
import { isAnswered, kindOf, subjectOf, type ClientEvent, type Elapsed, type Fetched } from '../../core/effects.js'
import type { After, Fetch, HttpRequest, HttpResponse } from '../../core/effects.js'
import { inTheClear, issued, orderRequest, type Order } from './rst.js'
import { moving, to, type Charted, type Step, type Variant } from '../../core/machine.js'
import type { EndReason } from '../outcomes.js'
import { hopLimit, isRedirect, redirectOf } from '../services/redirects.js'
import type { SessionSettings } from '../settings.js'
import { ticketSites, type Tickets } from './tickets.js'
import type { TaggedName } from '../../core/keys.js'

/** What is asked for: a ticket by Passport 1.4 for the text of `USR 3 TWN S`, or tickets of the service that issues them. */
export type TicketsNeeded = { readonly _tag: 'Passport'; readonly challenge: string } | ({ readonly _tag: 'Order' } & Order)

/**
 * On the way to tickets: the nexus says where to sign in, and the login server gives the ticket, or sends on (MSNP8 to 12).
 * From MSNP13 on one service gives all tickets, or sends on.
 *
 * **Source** core.md 3.3, 3.4
 */
export type Ticketing =
  | { readonly _tag: 'AtNexus'; readonly visited: ReadonlyArray<string> }
  | { readonly _tag: 'AtLogin'; readonly hops: number }
  | { readonly _tag: 'AtIssuer'; readonly hops: number; readonly url: string }
  | { readonly _tag: 'Granted'; readonly tickets: Tickets }
  | { readonly _tag: 'NotGranted'; readonly reason: EndReason }

/** Tickets are being asked for anew; requests and timer go by `name`. */
export interface Renewal {
  readonly name: TaggedName
  readonly ticketing: Ticketing
}

interface TicketEvents {
  readonly Fetched: Fetched
  readonly Elapsed: Elapsed
}

type TicketEffect = Fetch | After
type TicketStep = Step<Ticketing, TicketEffect>

const notGranted = (reason: EndReason): TicketStep => [{ _tag: 'NotGranted', reason }, []]

const useless = (problem: string): TicketStep => notGranted({ _tag: 'NoTicket', problem })

const astray = (): TicketStep => useless('it sends from one place to another')

const tooLate = (): TicketStep => notGranted({ _tag: 'NoAnswer', to: 'the request for a ticket' })

const describe = (problem: NexusProblem | LoginProblem): string => {
  switch (problem._tag) {
    case 'NoLoginServer':
      return 'the nexus names no login server; check the setting nexus'
    case 'NotHttps':
      return 'nexus and login server are to be asked by https, unless they are on this machine'
    case 'NoTicket':
      return 'the login server grants none'
    case 'Unavailable':
      return `the login server is not available (status ${problem.status})`
  }
}

/** Reads an answer, or tells that there was none. */
const answered =
  <A>(who: string, read: (response: HttpResponse) => E.Either<NexusProblem | LoginProblem, A>) =>
  ({ outcome }: Fetched, then: (answer: A) => TicketStep): TicketStep =>
    isAnswered(outcome)
      ? pipe(
          read(outcome),
          E.match((problem) => useless(describe(problem)), then),
        )
      : notGranted({ _tag: 'NoTicket', problem: `${who} does not answer`, why: outcome })

const loginSaid = answered('the login server', readLogin)

const denied = ({ text, page }: Variant<LoginAnswer, 'Denied'>): TicketStep =>
  notGranted({
    _tag: 'Denied',
    ...(text === undefined ? {} : { text }),
    ...(page === undefined ? {} : { page }),
  })

/** Fetches tickets. Requests and timer are called by `name`; who is done cancels the timer. */
export const ticketing =
  (settings: SessionSettings) =>
  (name: TaggedName, needed: TicketsNeeded): Charted<Ticketing, ClientEvent, TicketEffect> => {
    const {
      passport,
      password,
      services: { nexus },
      deadlines,
    } = settings
    const ask = (request: HttpRequest): ReadonlyArray<TicketEffect> => [
      { _tag: 'Fetch', fetch: name, request },
      { _tag: 'After', timer: name, ms: deadlines.fetch },
    ]
    const get = (url: string, headers: Readonly<Record<string, string>>): ReadonlyArray<TicketEffect> =>
      ask({ method: 'GET', url, headers })

    const challenge = needed._tag === 'Passport' ? needed.challenge : ''
    const signIn = (url: string, hops: number): TicketStep => [
      { _tag: 'AtLogin', hops },
      get(url, {
        ...writeAuthorization({ passport, password: password.reveal(), challenge }),
        'User-Agent': 'MSMSGS',
        'Cache-Control': 'no-cache',
      }),
    ]
    const nexusSaid = answered(`the nexus ${bareUrl(nexus)}`, ({ headers }) => readNexus(headers))
    const decided =
      (hops: number) =>
      (answer: LoginAnswer): TicketStep => {
        switch (answer._tag) {
          case 'Granted':
            return [{ _tag: 'Granted', tickets: persistentMap([[ticketSites.messenger, { ticket: secret(answer.ticket) }]]) }, []]
          case 'Denied':
            return denied(answer)
          case 'Redirected':
            return hops < hopLimit ? signIn(answer.location, hops + 1) : astray()
        }
      }

    // Who could change its answer would be sent the password.
    const atNexus = (): TicketStep =>
      isUnheard(nexus) ? nexusAt(nexus, []) : useless(describe({ _tag: 'NotHttps' }))
    const nexusAt = (url: string, before: ReadonlyArray<string>): TicketStep => [
      { _tag: 'AtNexus', visited: [...before, url] },
      get(url, {}),
    ]
    const nexusAnswered = ({ visited }: Variant<Ticketing, 'AtNexus'>, fetched: Fetched): TicketStep =>
      isAnswered(fetched.outcome) && isRedirect(fetched.outcome)
        ? pipe(
            redirectOf(fetched.outcome, visited),
            E.match(
              (problem) => useless(`the nexus is of no use: ${problem}`),
              (url) => nexusAt(url, visited),
            ),
          )
        : nexusSaid(fetched, (url) => signIn(url, 0))

    const order = (from: Order, url: string, hops: number): TicketStep =>
      isUnheard(url) ? [{ _tag: 'AtIssuer', hops, url }, ask(orderRequest(settings, from, url))] : useless(inTheClear)
    const issuerSaid = ({ hops, url }: Variant<Ticketing, 'AtIssuer'>, fetched: Fetched): TicketStep | undefined => {
      if (needed._tag !== 'Order') return undefined
      const came = issued(settings, needed, url)(fetched)
      if (came._tag !== 'Redirected') return [came, []]
      return hops < hopLimit ? order(needed, came.url, hops + 1) : astray()
    }

    return {
      init: needed._tag === 'Passport' ? atNexus() : order(needed, needed.url, 0),
      ...moving<Ticketing, ClientEvent, TicketEvents, TicketEffect>({
        kindOf,
        subjectOf,
        moves: {
          AtNexus: {
            Fetched: to('AtNexus', 'AtLogin', 'NotGranted')(nexusAnswered),
            Elapsed: to('NotGranted')(tooLate),
          },
          AtLogin: {
            Fetched: to('AtLogin', 'Granted', 'NotGranted')(({ hops }, fetched) => loginSaid(fetched, decided(hops))),
            Elapsed: to('NotGranted')(tooLate),
          },
          AtIssuer: {
            Fetched: to('AtIssuer', 'Granted', 'NotGranted')(issuerSaid),
            Elapsed: to('NotGranted')(tooLate),
          },
          Granted: {},
          NotGranted: {},
        },
      }),
    }
  }
