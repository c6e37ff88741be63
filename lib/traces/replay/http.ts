/** Answers the HTTP requests of a replayed client out of a recording, and finds the session of each recorded request. */
import * as E from 'fp-ts/lib/Either.js'

import { readAuthorization, writeLogin, writeNexus } from '../../auth/passport.js'
import { pathOf } from '../../auth/services.js'
import { type CloseReason, type HttpRequest, type HttpResponse, isAnswered } from '../../core/effects.js'
import { bodyWithout, headersWithout } from '../../payloads/hiding.js'
import { actionIn } from '../../payloads/soap/operation.js'
import { requestTickets } from '../../payloads/soap/tickets.js'
import type { TraceRecord } from '../format/record.js'
import type { RecordedSession } from '../read/sessions.js'

/** Who signs in over HTTP by an address and a password; nobody, where something else is asked for. */
export const signingIn = ({ headers, body }: HttpRequest): string | undefined => {
  const authorization = readAuthorization(headers)
  if (E.isRight(authorization)) return authorization.right.passport.toLowerCase()
  const asked = body === undefined ? undefined : requestTickets.readRequest(body)
  return asked !== undefined && E.isRight(asked) ? asked.right.head.passport.toLowerCase() : undefined
}

/** A ticket as it stands in a cookie of two halves: the first of them (messages.md 4.6). */
const firstHalf = (ticket: string): string => /^(?:t=)?([^&]*)/.exec(ticket)?.[1] ?? ''

/** The tickets in a message, or what stands in their places. */
const ticketsIn = ({ headers, body }: Pick<HttpResponse, 'headers' | 'body'>): ReadonlyArray<string> => {
  const found: Array<string> = []
  const given = (text: string): string => {
    found.push(firstHalf(text))
    return text
  }
  const finding = { given, computed: (text: string) => text }
  headersWithout(finding, headers)
  if (body !== undefined) bodyWithout(finding, headers, body)
  return found.filter((each) => each !== '')
}

/**
 * Who makes each request, by the number of the exchange: who signs in by it, or whose ticket it holds. Of others nobody can
 * tell.
 */
export const requestersIn = (records: ReadonlyArray<TraceRecord>): ReadonlyMap<number, string> => {
  const askers = new Map<number, string>()
  const owners = new Map<string, string>()
  for (const record of records) {
    if (record._tag === 'Asked') {
      const owner =
        signingIn(record.request) ?? ticketsIn(record.request).flatMap((ticket) => owners.get(ticket) ?? [])[0]
      if (owner !== undefined) askers.set(record.exchange, owner)
    }
    if (record._tag === 'Answered' && isAnswered(record.outcome)) {
      const owner = askers.get(record.exchange)
      if (owner !== undefined) for (const ticket of ticketsIn(record.outcome)) owners.set(ticket, owner)
    }
  }
  return askers
}

/** What comes of a request, and when; nothing, if nothing ever came. */
export interface RecordedAnswer {
  readonly t: number
  readonly outcome: HttpResponse | CloseReason
}

/** A login server that is nowhere. */
const loginServer = 'https://login.invalid/login2.srf'

/** The ticket that a client says that it was given. */
const ticketIn = ({ connections }: RecordedSession): string | undefined =>
  connections
    .flatMap(({ commands }) => commands.spoken)
    .flatMap(({ from, command }) =>
      from === 'client' && command._tag === 'Normal' && command.verb === 'USR' && 'ticket' in command
        ? [command.ticket]
        : [],
    )
    .at(-1)

/** The action that a request to a service names, if it names one. */
const actionOf = ({ headers }: HttpRequest): string | undefined =>
  actionIn(Object.entries(headers).find(([name]) => name.toLowerCase() === 'soapaction')?.[1])?.toLowerCase()

/**
 * The web of a session that was seen from outside. A request is answered as one like it was, of this client and not of
 * another: by path, action and who signs in. Where none was recorded, nexus and login server grant at once what the client
 * used later.
 */
export const recordedAnswers = (
  records: ReadonlyArray<TraceRecord>,
  session: RecordedSession,
): ((request: HttpRequest) => RecordedAnswer | undefined) => {
  const answers = new Map(
    records.flatMap((record) => (record._tag === 'Answered' ? [[record.exchange, record] as const] : [])),
  )
  const asked = records.filter((record) => record._tag === 'Asked')
  const used = new Set<(typeof asked)[number]>()
  const ticket = ticketIn(session) ?? 'ticket'

  const granted = (request: HttpRequest): RecordedAnswer => ({
    t: 0,
    outcome:
      signingIn(request) === undefined
        ? { status: 200, headers: writeNexus(loginServer) }
        : writeLogin({ _tag: 'Granted', ticket }),
  })

  const askers = requestersIn(records)
  const isOurs = ({ exchange }: (typeof asked)[number]): boolean => {
    const asker = askers.get(exchange)
    return asker === undefined || session.passport === undefined || asker === session.passport
  }
  // An account may be in the recording more than once.
  const times = session.connections.flatMap(({ indexes }) => [indexes[0], indexes.at(-1)].map((at) => records[at!]?.t ?? 0))
  const [begins, ends] = [Math.min(...times), Math.max(...times)]
  const isDuring = ({ t }: (typeof asked)[number]): boolean => t >= begins && t <= ends
  const ours = asked.filter(isOurs)
  const inOrder = [...ours.filter(isDuring), ...ours.filter((record) => !isDuring(record))]

  return (request) => {
    const [passport, path, action] = [signingIn(request), pathOf(request.url), actionOf(request)]
    const alike = inOrder.filter(
      ({ request: other }) =>
        pathOf(other.url) === path && actionOf(other) === action && signingIn(other) === passport,
    )
    const like = alike.find((other) => !used.has(other)) ?? alike.at(-1)
    if (like === undefined) return granted(request)
    used.add(like)
    return answers.get(like.exchange)
  }
}
