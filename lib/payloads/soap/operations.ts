/** All SOAP operations by name. */
import { findAll, findContactsPaged } from './book.js'
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
} from './changes.js'
import { findMembership } from './membership.js'
import { deleteMessages, getMessage, getMetadata } from './offlinemail.js'
import { storeOffline } from './offlinestore.js'
import { requestTickets } from './tickets.js'

/**
 * All that the HTTP services of MSNP13 and later can be asked: each operation writes and reads its request and its answer.
 *
 * **Source** messages.md 4
 */
export const soap = {
  requestTickets,
  findMembership,
  findAll,
  findContactsPaged,
  addContact,
  updateContact,
  deleteContact,
  addMember,
  deleteMember,
  addGroup,
  updateGroup,
  deleteGroup,
  addToGroup,
  removeFromGroup,
  getMetadata,
  getMessage,
  deleteMessages,
  storeOffline,
} as const
