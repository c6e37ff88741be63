/** What a client asks of the services of the address book, in the words of the codecs. */
import { expect } from 'vitest'

import type { Dialect } from '../../lib/commands/dialects.js'
import type { KeptLists } from '../../lib/client/state.js'
import type { secret } from '../../lib/payloads/secret.js'
import { findAll, findContactsPaged } from '../../lib/payloads/soap/book.js'
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
} from '../../lib/payloads/soap/changes.js'
import { findMembership } from '../../lib/payloads/soap/membership.js'
import type { Operation } from '../../lib/payloads/soap/operation.js'
import { actionOf } from './book.js'
import { drive, settingsOf, signIn, ticket, type Client } from './driver.js'

type AnyOperation = Operation<never, never, never>

const operations = [
  findMembership,
  findAll,
  findContactsPaged,
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
] as unknown as ReadonlyArray<AnyOperation>

/** What the oldest request without an answer asks: `ABContactDelete {"id":"..."}`. */
export const question = (client: Client): string | undefined => {
  const request = client.awaited()[0]
  if (request === undefined) return undefined
  const operation = operations.find(({ action }) => action === actionOf(request))
  const read = operation?.readRequest(request.body)
  if (read?._tag !== 'Right') return `${request.method} ${request.url}`
  const { head, request: asked } = read.right as {
    readonly head: { ticket: ReturnType<typeof secret> }
    request: object
  }
  expect(head.ticket.reveal()).toBe(ticket)
  return `${operation!.name} ${JSON.stringify(asked)}`
}

/** Signs in as far as both services have been asked. */
export const reading = (dialect: Dialect, lists?: KeptLists): Client => {
  const client = drive(settingsOf({ dialects: [dialect], ...(lists === undefined ? {} : { lists }) }))
  signIn(client, dialect)
  return client
}
