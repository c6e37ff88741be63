import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'

import { readAuthorization, writeLogin, writeNexus, type Authorization, type LoginAnswer } from '../auth/passport.js'
import type { HttpResponse, Name, Requested } from '../machines/effects.js'
import { secret } from '../payloads/secret.js'
import { detached } from '../payloads/detach.js'
import { canonical, hasPassword, type Credential } from './accounts.js'
import { changing, changingAccountUntouched, doing, inOrder, seeing, tell, type Deed } from './deed.js'
import type { RefusedBecause } from './notice.js'
import { making } from './signin.js'
import { isRoomForTicket, makingTicket } from './tickets.js'

const respond = (exchange: Name, response: HttpResponse): Deed => doing({ _tag: 'Respond', exchange, response })

const html = { 'Content-Type': 'text/html' }

const answering = (exchange: Name, answer: LoginAnswer): Deed => {
  const { status, headers } = writeLogin(answer)
  return respond(exchange, { status, headers: { ...html, ...headers } })
}

const deny = (exchange: Name, passport: string, reason: RefusedBecause): Deed =>
  inOrder(
    tell({ _tag: 'Refused', at: 'HTTP', passport, reason }),
    answering(exchange, { _tag: 'Denied', final: false }),
  )

/** Makes the account if need be; from now on it is known by its password, even if it was by a digest. */
const knowing = (passport: string, credential: Credential): Deed =>
  changingAccountUntouched(passport, (account) =>
    account.credential._tag === 'Password' ? account : { ...account, credential },
  )

const grant = ({ exchange, peer }: Requested, passport: string, credential: Credential): Deed =>
  inOrder(
    knowing(passport, credential),
    makingTicket(passport, (ticket) => answering(exchange, { _tag: 'Granted', ticket })),
    tell({ _tag: 'TicketGranted', passport, peer }),
  )

const judge = (asked: Requested, { passport: given, password }: Authorization): Deed =>
  seeing((host) => {
    const { exchange } = asked
    const passport = canonical(given)
    const crowded = respond(exchange, { status: 503, headers: html })
    const account = host.accounts.get(passport)
    const credential: Credential = { _tag: 'Password', password: secret(detached(password)) }
    // Nobody learns that the server is crowded who could not have had a ticket anyway.
    if (account !== undefined) {
      if (!hasPassword(account, password)) return deny(exchange, passport, 'WrongSecret')
      return isRoomForTicket(host, account.passport) ? grant(asked, account.passport, credential) : crowded
    }
    const made = making(passport, credential)(host)
    if (typeof made === 'string') return deny(exchange, passport, made)
    if (!isRoomForTicket(host, passport)) return crowded
    return inOrder(
      changing((now) => ({ ...now, accounts: made.accounts })),
      tell({ _tag: 'AccountMade', passport }),
      grant(asked, passport, credential),
    )
  })

/**
 * The login server: a ticket for an address and its password.
 *
 * **Errors** 401 for wrong ones, for who is not known, and for a request that does not say who; 503 while too many tickets
 * are out.
 *
 * **Source** core.md 3.3; escargot.md 4
 */
const login = (asked: Requested): Deed =>
  pipe(
    readAuthorization(asked.request.headers),
    E.match(
      () => answering(asked.exchange, { _tag: 'Denied', final: false }),
      (authorization) => judge(asked, authorization),
    ),
  )

/** The nexus: where the login server is. */
const nexus = ({ exchange }: Requested): Deed =>
  seeing(({ settings }) =>
    respond(exchange, { status: 200, headers: { ...html, ...writeNexus(`${settings.addresses.http}/login`) } }),
  )

const pages: Readonly<Record<string, (asked: Requested) => Deed>> = {
  '/rdr/pprdr.asp': nexus,
  '/nexus-mock': nexus,
  '/login': login,
}

const pathOf = (url: string): string => url.replace(/^https?:\/\/[^/]*/i, '').replace(/[?#].*$/s, '')

/**
 * Answers an HTTP request: the nexus and the login server of Passport 1.4.
 *
 * **Shapes** `GET /rdr/pprdr.asp`, `GET /nexus-mock`, `GET /login`; whatever the query.
 *
 * **Errors** 404 for any other page, 405 for any other method.
 */
export const answerRequest = (asked: Requested): Deed => {
  const path = pathOf(asked.request.url)
  const page = Object.hasOwn(pages, path) ? pages[path] : undefined
  if (page === undefined) return respond(asked.exchange, { status: 404, headers: html })
  if (asked.request.method !== 'GET')
    return respond(asked.exchange, { status: 405, headers: { ...html, Allow: 'GET' } })
  return page(asked)
}
