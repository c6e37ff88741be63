/** What HTTP services are asked, as plain data, and how each operation is written and read. */
import type * as E from 'fp-ts/lib/Either.js'

import type { Secret } from '../../payloads/secret.js'
import {
  addContact,
  addGroup,
  addMember,
  addToGroup,
  deleteContact,
  deleteGroup,
  deleteMember,
  removeFromGroup,
  updateContact,
  updateGroup,
} from '../../payloads/soap/changes.js'
import { findAll, findContactsPaged } from '../../payloads/soap/book.js'
import type { SoapProblem } from '../../payloads/soap/envelope.js'
import type { AddressBookHead, Scenario } from '../../payloads/soap/header.js'
import { findMembership } from '../../payloads/soap/membership.js'
import { deleteMessages, getMessage, getMetadata } from '../../payloads/soap/offlinemail.js'
import { storeOffline, type StoreHead } from '../../payloads/soap/offlinestore.js'
import type { Operation, Service } from '../../payloads/soap/operation.js'
import { ticketSites } from '../login/tickets.js'

/**
 * An operation as a client uses it: with the ticket for `site`.
 *
 * **Shapes** those that have an `order` share what they read and change: a change waits for all that were asked for before,
 * reading waits for a change. Each goes over a connection of its own, and would overtake others.
 */
interface Served<Q, A> {
  readonly service: Service
  readonly site: string
  readonly action: string | undefined
  readonly order?: 'Reads' | 'Changes'
  readonly write: (request: Q, ticket: Secret) => Uint8Array
  readonly read: (body: Uint8Array | undefined) => E.Either<SoapProblem, A>
}

const served = <Head, Q, A, R>(
  operation: Operation<Head, Q, A>,
  site: string,
  parts: (request: R, ticket: Secret) => readonly [head: Head, request: Q],
  order?: 'Reads' | 'Changes',
): Served<R, A> => ({
  service: operation.service,
  site,
  action: operation.action,
  ...(order === undefined ? {} : { order }),
  write: (request, ticket) => operation.writeRequest(...parts(request, ticket)),
  read: operation.readAnswer,
})

const changes = <Q, A>(operation: Operation<AddressBookHead, Q, A>, scenario: Scenario): Served<Q, A> =>
  served<AddressBookHead, Q, A, Q>(operation, ticketSites.contacts, (request, ticket) => [{ ticket, scenario }, request], 'Changes')

const reads = <Q, A>(operation: Operation<AddressBookHead, Q, A>): Served<Q, A> =>
  served<AddressBookHead, Q, A, Q>(operation, ticketSites.contacts, (request, ticket) => [{ ticket, scenario: 'Initial' }, request], 'Reads')

const mails = <Q, A>(operation: Operation<{ readonly ticket: Secret }, Q, A>): Served<Q, A> =>
  served<{ readonly ticket: Secret }, Q, A, Q>(operation, ticketSites.messenger, (request, ticket) => [{ ticket }, request])

/** A text for the store of offline messages, with what stands in the header of the request. */
export type StoreRequest = Omit<StoreHead, 'ticket'> & { readonly content: string }

const operations = {
  findMembership: reads(findMembership),
  findAll: reads(findAll),
  findContactsPaged: reads(findContactsPaged),
  addContact: changes(addContact, 'ContactSave'),
  deleteContact: changes(deleteContact, 'Timer'),
  updateContact: changes(updateContact, 'ContactSave'),
  addMember: changes(addMember, 'BlockUnblock'),
  deleteMember: changes(deleteMember, 'BlockUnblock'),
  addToGroup: changes(addToGroup, 'GroupSave'),
  removeFromGroup: changes(removeFromGroup, 'GroupSave'),
  addGroup: changes(addGroup, 'GroupSave'),
  updateGroup: changes(updateGroup, 'GroupSave'),
  deleteGroup: changes(deleteGroup, 'GroupSave'),
  getMetadata: mails(getMetadata),
  getMessage: mails(getMessage),
  deleteMessages: mails(deleteMessages),
  storeOffline: served(storeOffline, ticketSites.secure, ({ content, ...head }: StoreRequest, ticket) => [
    { ...head, ticket },
    { content },
  ]),
} as const

type Operations = typeof operations

/** The name of an operation. */
export type OperationName = keyof Operations

/** What an operation is asked. */
export type RequestOf<K extends OperationName> = Parameters<Operations[K]['write']>[0]

/** What an operation is answered. */
export type AnswerOf<K extends OperationName> = Operations[K] extends { readonly read: (body: never) => E.Either<SoapProblem, infer A> } ? A : never

/** A call to an HTTP service. */
export type Call = { readonly [K in OperationName]: { readonly operation: K; readonly request: RequestOf<K> } }[OperationName]

/** A call. */
export const call = <K extends OperationName>(operation: K, request: RequestOf<K>): Call =>
  ({ operation, request }) as unknown as Call

/** How a call is written and read; the request is the one that goes with its operation. */
export const servedBy = ({ operation }: Call): Served<unknown, unknown> =>
  operations[operation] as unknown as Served<unknown, unknown>
