import * as E from 'fp-ts/lib/Either.js'

import type { HttpRequest, HttpResponse } from '../../lib/core/effects.js'
import { ticketSites } from '../../lib/client/login/tickets.js'
import { readList } from '../../lib/payloads/list.js'
import { secret } from '../../lib/payloads/secret.js'
import { findAll, findContactsPaged, type AddressBook } from '../../lib/payloads/soap/book.js'
import * as changes from '../../lib/payloads/soap/changes.js'
import { writeFault } from '../../lib/payloads/soap/envelope.js'
import { findMembership, type Membership } from '../../lib/payloads/soap/membership.js'
import { actionIn } from '../../lib/payloads/soap/operation.js'
import { requestTickets } from '../../lib/payloads/soap/tickets.js'
import { bytesOf } from '../../lib/wire/text.js'
import { saidIn } from './dialogue.js'
import { exchanges } from './exchanges.js'

const ok = (body: Uint8Array): HttpResponse => ({ status: 200, headers: {}, body })

const guidOf = (passport: string): string =>
  `00000000-1111-4222-8333-${Array.from(passport, (each) => each.charCodeAt(0).toString(16))
    .join('')
    .slice(0, 12)
    .padStart(12, '0')}`

/** The list that a recorded client told its server at the sign-in: all that is known of what it had read. */
const initial = (file: string, name: string) =>
  saidIn(file, `NS ${name}`, 'client')
    .filter(({ line, payload }) => line.startsWith('ADL ') && payload.includes('<ml l="1"'))
    .flatMap(({ payload }) => readList(bytesOf(payload)).members)

const roles = [
  [2, 'Allow'],
  [4, 'Block'],
] as const

const tickets = (file: string, name: string): HttpResponse => {
  const recorded = exchanges(file).find(({ path, request }) => {
    const asked = path.startsWith('/RST') ? requestTickets.readRequest(request) : undefined
    return asked !== undefined && E.isRight(asked) && asked.right.head.passport === `${name}@example.com`
  })
  if (recorded !== undefined) return ok(recorded.answer)
  // Up to MSNP14 the recorded client went to the login server, and ours goes where its other tickets are.
  const issued = [ticketSites.messenger, ticketSites.contacts].map((address) => ({ address, ticket: secret('t=x&p=') }))
  return ok(requestTickets.writeAnswer({ tickets: issued }))
}

/**
 * What the HTTP services said to one person of a recorded conversation, or would have said: the tickets as recorded, the
 * lists as the client told them to its server afterwards, and to each change that it was done.
 */
export const services =
  (file: string, name: string, own: string) =>
  ({ url, headers, body }: HttpRequest): HttpResponse => {
    if (/\/RST2?\.srf$/.test(url)) return tickets(file, name)
    const action = actionIn(headers['SOAPAction'])
    const members = initial(file, name)
    const book: AddressBook = {
      groups: [],
      contacts: members
        .filter(({ lists = 0 }) => lists & 1)
        .map(({ address }) => ({
          id: guidOf(address),
          kind: 'Regular',
          passport: address,
          network: 1,
          messenger: true,
          groups: [],
          deleted: false,
        })),
      me: { passport: `${name}@example.com`, name: own, privacy: 'AL', prompt: 'A' },
      lastChange: '2026-11-22T16:08:24Z',
    }
    const known: ReadonlyArray<Membership> = members.flatMap(({ address, lists = 0 }) =>
      roles.flatMap(([bit, role]) =>
        lists & bit ? [{ role, kind: 'Passport' as const, address, network: 1, deleted: false }] : [],
      ),
    )
    switch (action) {
      case findMembership.action:
        return ok(findMembership.writeAnswer({ members: known, lastChange: '2026-11-22T16:08:24Z' }))
      case findAll.action:
        return ok(findAll.writeAnswer(book))
      case findContactsPaged.action:
        return ok(findContactsPaged.writeAnswer(book))
      case changes.addContact.action: {
        const asked = changes.addContact.readRequest(body)
        // Whom the notification server does not know, the address book does not either (messages.md 4.4).
        if (E.isRight(asked) && asked.right.request.passport.startsWith('nobody@'))
          return { status: 500, headers: {}, body: writeFault({ code: 'Client', error: 'InvalidPassportUser' }) }
        return ok(changes.addContact.writeAnswer({ id: guidOf(E.isRight(asked) ? asked.right.request.passport : '') }))
      }
      default: {
        const operation = Object.values(changes).find((each) => each.action === action)
        return operation === undefined
          ? { status: 500, headers: {} }
          : ok((operation.writeAnswer as (done: object) => Uint8Array)({}))
      }
    }
  }
