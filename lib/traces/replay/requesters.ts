/** Tells whose requests the HTTP requests of a recording are, where several clients are in it. */
import * as E from 'fp-ts/lib/Either.js'

import { readAuthorization } from '../../auth/passport.js'
import { isAnswered, type HttpRequest, type HttpResponse } from '../../core/effects.js'
import { bodyWithout, headersWithout } from '../../payloads/hiding.js'
import { requestTickets } from '../../payloads/soap/tickets.js'
import type { TraceRecord } from '../format/record.js'

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
export const askersIn = (records: ReadonlyArray<TraceRecord>): ReadonlyMap<number, string> => {
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
