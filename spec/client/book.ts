import type { HttpRequest, HttpResponse } from '../../lib/core/effects.js'
import { findAll, findContactsPaged, type AddressBook } from '../../lib/payloads/soap/book.js'
import { findMembership, type Membership, type Memberships } from '../../lib/payloads/soap/membership.js'
import { actionIn } from '../../lib/payloads/soap/operation.js'
import type { Client } from './driver.js'

/** The ids of contacts and groups. */
export const guidOf = {
  bob: '7d4f5204-322a-47a2-90a8-77e72f9711c2',
  carol: '11111111-2222-3333-4444-555555555555',
  friends: 'd35fe492-0a6e-43d3-97ae-64b3a45919dd',
}

const answer = (body: Uint8Array): HttpResponse => ({ status: 200, headers: {}, body })

const member = (role: Membership['role'], name: string, displayName: string): Membership => ({
  role,
  kind: 'Passport',
  address: `${name}@example.com`,
  name: displayName,
  network: 1,
  deleted: false,
})

/** When the lists of most specs last changed. */
export const changedAt = '2008-08-12T00:20:30.307-07:00'

/** The contact list of most specs, as the sharing service tells it. */
export const memberships: Memberships = {
  members: [member('Allow', 'bob', 'Bob B'), member('Reverse', 'bob', 'Bob B'), member('Reverse', 'carol', 'Carol')],
  lastChange: changedAt,
}

/** The contact list of most specs, as the address book tells it. */
export const addressBook: AddressBook = {
  groups: [{ id: guidOf.friends, name: 'Friends', favourite: false, deleted: false }],
  contacts: [
    {
      id: guidOf.bob,
      kind: 'Regular',
      passport: 'bob@example.com',
      network: 1,
      name: 'Bob B',
      messenger: true,
      groups: [guidOf.friends],
      deleted: false,
    },
  ],
  me: { passport: 'alice@example.com', name: 'Alice A', privacy: 'AL', prompt: 'A' },
  lastChange: changedAt,
}

const answers: Readonly<Record<string, () => Uint8Array>> = {
  [findMembership.action!]: () => findMembership.writeAnswer(memberships),
  [findAll.action!]: () => findAll.writeAnswer(addressBook),
  [findContactsPaged.action!]: () => findContactsPaged.writeAnswer(addressBook),
}

/** What is asked for. */
export const actionOf = ({ headers }: HttpRequest): string | undefined => actionIn(headers['SOAPAction'])

/** What the services answer to who reads the contact list; nothing to other questions. */
export const bookAnswer = (request: HttpRequest): HttpResponse | undefined => {
  const body = answers[actionOf(request) ?? '']?.()
  return body && answer(body)
}

/** What a notification server says to a command that a session begins with; nothing to others. */
export const replyOf = (said: string): string | undefined => {
  const [, verb, trid] = /^(\w+) (\d+)/.exec(said) ?? []
  switch (verb) {
    case 'BLP':
    case 'GTC':
    case 'PRP':
      return said
    case 'ADL':
    case 'PUT':
      return `${verb} ${trid} OK`
    case 'UUX':
      return `UUX ${trid} 0`
    case 'USR':
      return / SHA A /.test(said) ? `USR ${trid} OK alice@example.com 0 0` : undefined
    default:
      return undefined
  }
}

/** Answers all that a session asks and says after its sign-in, until its contact list is there. */
export const settles = (client: Client, link = 'NS 1'): void => {
  for (let at = client.said(link).findLastIndex((line) => line.startsWith('USR')) + 1; ;) {
    const request = client.awaited()[0]
    const body = request && bookAnswer(request)
    const line = client.said(link)[at]
    if (body !== undefined) client.getsLate(body)
    else if (line === undefined) return
    else {
      at++
      const reply = replyOf(line)
      if (reply !== undefined) client.hears(link, reply)
    }
  }
}
