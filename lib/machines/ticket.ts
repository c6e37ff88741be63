import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'

import {
  bareUrl,
  isUnheard,
  readLogin,
  readNexus,
  writeAuthorization,
  type LoginAnswer,
  type LoginProblem,
  type NexusProblem,
} from '../auth/passport.js'
import { secret, type Secret } from '../payloads/secret.js'
import { isAnswered, kindOf, subjectOf, type ClientEvent, type Elapsed, type Fetched } from './effects.js'
import type { After, Fetch, HttpResponse } from './effects.js'
import { moving, to, type Charted, type Step, type Variant } from './machine.js'
import type { EndReason } from './reasons.js'
import type { SessionSettings } from './settings.js'

/**
 * On the way to a Passport ticket: the nexus says where to sign in, and the login server gives the ticket, or sends on.
 *
 * **Source** core.md 3.3
 */
export type Ticketing =
  | { readonly _tag: 'AtNexus' }
  | { readonly _tag: 'AtLogin'; readonly hops: number }
  | { readonly _tag: 'Granted'; readonly ticket: Secret }
  | { readonly _tag: 'NotGranted'; readonly reason: EndReason }

interface TicketEvents {
  readonly Fetched: Fetched
  readonly Elapsed: Elapsed
}

type TicketEffect = Fetch | After
type TicketStep = Step<Ticketing, TicketEffect>

/** How often a login server may send on to another; more would be no use to anybody. */
const hopLimit = 5

const notGranted = (reason: EndReason): TicketStep => [{ _tag: 'NotGranted', reason }, []]

const useless = (problem: string): TicketStep => notGranted({ _tag: 'NoTicket', problem })

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

/** Fetches a ticket for the text of `USR 3 TWN S`. Requests and timer are called by `name`; who is done cancels the timer. */
export const ticketing =
  ({ passport, password, nexus, deadlines }: SessionSettings) =>
  (name: string, challenge: string): Charted<Ticketing, ClientEvent, TicketEffect> => {
    const get = (url: string, headers: Readonly<Record<string, string>>): ReadonlyArray<TicketEffect> => [
      { _tag: 'Fetch', fetch: name, request: { method: 'GET', url, headers } },
      { _tag: 'After', timer: name, ms: deadlines.fetch },
    ]
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
            return [{ _tag: 'Granted', ticket: secret(answer.ticket) }, []]
          case 'Denied':
            return denied(answer)
          case 'Redirected':
            return hops < hopLimit ? signIn(answer.location, hops + 1) : useless('it sends from one place to another')
        }
      }

    return {
      // Who could change its answer would be sent the password.
      init: isUnheard(nexus) ? [{ _tag: 'AtNexus' }, get(nexus, {})] : useless(describe({ _tag: 'NotHttps' })),
      ...moving<Ticketing, ClientEvent, TicketEvents, TicketEffect>({
        kindOf,
        subjectOf,
        moves: {
          AtNexus: {
            Fetched: to('AtLogin', 'NotGranted')((_, fetched) => nexusSaid(fetched, (url) => signIn(url, 0))),
            Elapsed: to('NotGranted')(tooLate),
          },
          AtLogin: {
            Fetched: to('AtLogin', 'Granted', 'NotGranted')(({ hops }, fetched) => loginSaid(fetched, decided(hops))),
            Elapsed: to('NotGranted')(tooLate),
          },
          Granted: {},
          NotGranted: {},
        },
      }),
    }
  }
