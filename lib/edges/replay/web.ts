import * as E from 'fp-ts/lib/Either.js'

import { readAuthorization, writeLogin, writeNexus } from '../../auth/passport.js'
import { pathOf } from '../../auth/services.js'
import type { CloseReason, HttpRequest, HttpResponse } from '../../machines/effects.js'
import type { TraceRecord } from '../../traces/record.js'
import type { RecordedSession } from '../../traces/sessions.js'

/** What comes of a request, and when; nothing, if nothing ever came. */
export interface WebAnswer {
  readonly t: number
  readonly outcome: HttpResponse | CloseReason
}

/** A login server that is nowhere. */
const loginServer = 'https://login.invalid/login2.srf'

/** The ticket that a client says that it was given. */
const ticketIn = ({ connections }: RecordedSession): string | undefined =>
  connections
    .flatMap(({ talk }) => talk.spoken)
    .flatMap(({ from, command }) =>
      from === 'client' && command._tag === 'Normal' && command.verb === 'USR' && 'ticket' in command
        ? [command.ticket]
        : [],
    )
    .at(-1)

/** Who wants to sign in; nobody, where the login server is asked for. */
const signingIn = ({ headers }: HttpRequest): string | undefined => {
  const authorization = readAuthorization(headers)
  return E.isRight(authorization) ? authorization.right.passport.toLowerCase() : undefined
}

/**
 * The web of a session that was seen from outside. A request is answered as one like it was; where none was recorded, nexus
 * and login server grant at once what the client used later.
 */
export const webOf = (
  records: ReadonlyArray<TraceRecord>,
  session: RecordedSession,
): ((request: HttpRequest) => WebAnswer | undefined) => {
  const answers = new Map(
    records.flatMap((record) => (record._tag === 'Answered' ? [[record.exchange, record] as const] : [])),
  )
  const asked = records.filter((record) => record._tag === 'Asked')
  const used = new Set<(typeof asked)[number]>()
  const ticket = ticketIn(session) ?? 'ticket'

  const granted = (request: HttpRequest): WebAnswer => ({
    t: 0,
    outcome:
      signingIn(request) === undefined
        ? { status: 200, headers: writeNexus(loginServer) }
        : writeLogin({ _tag: 'Granted', ticket }),
  })

  return (request) => {
    const passport = signingIn(request)
    const path = pathOf(request.url)
    const alike = asked.filter((other) => pathOf(other.request.url) === path && signingIn(other.request) === passport)
    const like = alike.find((other) => !used.has(other)) ?? alike.at(-1)
    if (like === undefined) return granted(request)
    used.add(like)
    return answers.get(like.exchange)
  }
}
