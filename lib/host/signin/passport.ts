/** The login server of Passport 1.4, and the nexus that says where it is. */
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'

import { readAuthorization, writeLogin, writeNexus, type LoginAnswer } from '../../auth/passport.js'
import { seeing } from '../../core/action.js'
import type { Name, Requested } from '../../core/effects.js'
import { secret } from '../../payloads/secret.js'
import { respond, type HostAction } from '../action.js'
import { checkPassword } from './password.js'
import { issueTicket } from './tickets.js'

/** Pages are for clients, which look at nothing but headers. */
export const html = { 'Content-Type': 'text/html' }

const answerLogin = (exchange: Name, answer: LoginAnswer): HostAction => {
  const { status, headers } = writeLogin(answer)
  return respond(exchange, { status, headers: { ...html, ...headers } })
}

/**
 * The login server of Passport 1.4: a ticket for an address and its password.
 *
 * **Errors** 401 for wrong ones, for who is not known, and for a request that does not say who; 503 while too many tickets
 * are out.
 *
 * **Source** core.md 3.3; escargot.md 4
 */
export const grantPassportTicket = (asked: Requested): HostAction => {
  const { exchange } = asked
  const denied = answerLogin(exchange, { _tag: 'Denied', final: false })
  return pipe(
    readAuthorization(asked.request.headers),
    E.match(
      () => denied,
      ({ passport, password }) =>
        checkPassword(
          asked,
          { passport, password: secret(password) },
          {
            denied,
            crowded: respond(exchange, { status: 503, headers: html }),
            granted: (owner) => issueTicket(owner, (ticket) => answerLogin(exchange, { _tag: 'Granted', ticket })),
          },
        ),
    ),
  )
}

/** The nexus: where the login server is. */
export const sendNexus = ({ exchange }: Requested): HostAction =>
  seeing(({ settings }) =>
    respond(exchange, { status: 200, headers: { ...html, ...writeNexus(`${settings.addresses.http}/login`) } }),
  )
