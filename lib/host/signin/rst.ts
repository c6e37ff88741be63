/** The login server of single sign-on, which issues tickets for several sites at once (RST). */
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'

import { ticketSites } from '../../auth/services.js'
import { seeing } from '../../core/action.js'
import type { Requested } from '../../core/effects.js'
import { secret } from '../../payloads/secret.js'
import { writeFault } from '../../payloads/soap/envelope.js'
import { requestTickets, wantsLegacy, type IssuedTickets } from '../../payloads/soap/tickets.js'
import { respond, type HostAction } from '../action.js'
import { answerXml, bodyOf } from '../soap/soap.js'
import type { Host } from '../state.js'
import { checkPassword } from './password.js'
import { issueSsoTicket } from './tickets.js'

// The last moment that every reader can read, for tickets that are good for ever.
const never = '9999-12-31T23:59:59Z'

const textOf = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`

const lifeOf = ({ now, settings: { deadlines } }: Host) => ({
  created: textOf(now),
  expires: deadlines.ssoTicket > 0 ? textOf(now + deadlines.ssoTicket) : never,
})

// Its own faults, too, come with the status 200, and stand where the body should (escargot.md 4).
const fault = ({ exchange }: Requested, code: string, text: string): HostAction =>
  answerXml(exchange, 200, writeFault({ code, text }, 'envelope'))

/**
 * The login server of single sign-on: tickets for an address and its password, one for each service that is asked for.
 * All of them have one text, as at Escargot, and one is as good as another.
 *
 * **Errors** a fault for a wrong password, and who is not known (`FailedAuthentication`), and for what is no such
 * request (`Client`); 503 while too many tickets are out.
 *
 * **Source** core.md 3.4; messages.md 4.1; escargot.md 4
 */
export const issueTickets =
  (write: (answer: IssuedTickets) => Uint8Array) =>
  (asked: Requested): HostAction =>
    seeing((host) =>
      pipe(
        bodyOf(host, asked, 'requestBeforeSignIn'),
        E.chain(requestTickets.readRequest),
        E.match(
          () => fault(asked, 'Client', 'Invalid Request'),
          ({ head, request }) =>
            checkPassword(asked, head, {
              denied: fault(asked, 'FailedAuthentication', 'Authentication Failure'),
              crowded: respond(asked.exchange, { status: 503, headers: {} }),
              granted: (passport) =>
                issueSsoTicket(passport, (ticket, key) =>
                  answerXml(
                    asked.exchange,
                    200,
                    write({
                      tickets: request.tickets.map(({ address, number, policy }) => ({
                        address,
                        ...(wantsLegacy(policy) ? { legacy: true as const } : {}),
                        ...(number === undefined ? {} : { number }),
                        ticket: secret(ticket),
                        ...(address === ticketSites.clear ? { secret: key } : {}),
                        ...lifeOf(host),
                      })),
                    }),
                  ),
                ),
            }),
        ),
      ),
    )
