/** Handlers of intents about notes, offline messages and federated networks. */
import * as E from 'fp-ts/lib/Either.js'

import { Passport } from '../../commands/words.js'
import { badAddress, type PlannedRequests } from '../requests/request.js'
import type { IntentHandlers } from '../requests/handler.js'
import { call } from '../services/operations.js'
import { findNetworks, sendOffline, sendToNetwork } from './federated.js'
import { note, signOutAll, signOutOne } from './notes.js'

const store = (to: string, text: string): PlannedRequests =>
  Passport.is(to) ? E.right([{ _tag: 'Store', to, text }]) : badAddress('UUM')

/** The handlers of the intents about messages beside conversations. **Source** core.md 4.9, 4.10; messages.md 4.6, 5 */
export const messagingRequests = {
  SignOutEndpoint: ({ view: { account } }, { guid }) => signOutOne(account.passport, guid),
  SignOutElsewhere: ({ view: { account } }) => signOutAll(account.passport),
  SendNote: (_, { passport, guid, type, payload }) =>
    note({ passport, ...(guid === undefined ? {} : { guid }) }, type, payload),
  SendOffline: ({ dialect }, { passport, text }) =>
    dialect.has.offlineByUum ? sendOffline(passport, text) : store(passport, text),
  DeleteOffline: (_, { ids }) => E.right(ids.length === 0 ? [] : [{ _tag: 'Call', call: call('deleteMessages', { ids }) }]),
  SayToNetwork: (_, intent) => sendToNetwork(intent),
  FindNetworks: (_, { passport }) => findNetworks(passport),
} as const satisfies IntentHandlers
