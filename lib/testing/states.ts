/** States of a session with made-up values for all that a test does not name. */

import { persistentMap } from '../core/persistentMap.js'
import { listBits } from '../commands/words.js'
import { session } from '../client/session/session.js'
import { viewOf } from '../client/session/view.js'
import { sessionSettings } from '../client/settings.js'
import {
  stranger,
  type Account,
  type Contact,
  type Conversation,
  type Group,
  type SessionState,
} from '../client/state.js'

/** Somebody on a contact list, of whom only the address has to be said. */
export type SomeContact = Partial<Contact> & Pick<Contact, 'passport'>

/** A conversation, of which only the id has to be said. `participants` are their addresses. */
export type SomeConversation = Pick<Conversation, 'id'> &
  Partial<Omit<Conversation, 'participants'>> & { readonly participants?: ReadonlyArray<string> }

/** What a test wants to be so in a state; the rest is as it is right after the sign-in. */
export type SomeState = Partial<Pick<SessionState, 'connection' | 'dialect' | 'version'>> & {
  readonly account?: Partial<Account>
  readonly contacts?: ReadonlyArray<SomeContact>
  readonly groups?: ReadonlyArray<Group>
  readonly conversations?: ReadonlyArray<SomeConversation>
}

/** A contact on the forward and the allow list, who is online. */
export const contact = (given: SomeContact): Contact => ({
  ...stranger(given.passport),
  displayName: given.name ?? given.passport,
  name: given.nickname ?? given.displayName ?? given.passport,
  lists: listBits(['FL', 'AL']),
  status: 'NLN',
  ...given,
})

const conversation = ({ participants = [], ...given }: SomeConversation): Conversation => ({
  phase: 'Open',
  invited: [],
  ...given,
  participants: persistentMap(participants.map((passport) => [passport.toLowerCase(), { passport, name: passport }])),
})

const server = { host: '127.0.0.1', port: 1863 }

/** How things stand for `bot@example.com`, who is signed in. */
export const sessionState = ({ account, contacts = [], groups = [], conversations = [], ...given }: SomeState = {}) => {
  const [begun] = session(sessionSettings({ passport: 'bot@example.com', password: '', server })).init
  const view = viewOf(begun)
  const state: SessionState = {
    ...view,
    connection: { _tag: 'Ready', server },
    dialect: 'MSNP12',
    ...given,
    account: { ...view.account, status: 'NLN', ...account },
    contacts: persistentMap(contacts.map((each) => [each.passport.toLowerCase(), contact(each)])),
    groups: persistentMap(groups.map((each) => [each.id, each])),
    conversations: persistentMap(conversations.map((each) => [each.id, conversation(each)])),
  }
  return state
}
