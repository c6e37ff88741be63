/** A contact list that has come, put together with what is known of its contacts. */
import type { SessionEvent } from '../events.js'
import { withNames, type AccountView, type Contact } from '../state.js'
import type { Lists } from './sync.js'

/** A contact as the new list has it, and as he was seen before. */
const seenAs = (before: Contact | undefined, contact: Contact): Contact =>
  before === undefined
    ? contact
    : {
        // Where the user gave a name, the list has that one in place of the contact's own.
        ...(before.nickname === undefined
          ? contact
          : withNames(contact, { displayName: before.displayName, nickname: before.nickname })),
        status: before.status,
        capabilities: before.capabilities,
        object: before.object,
        personal: before.personal,
      }

/** The state with a contact list that has come, and what is different. */
export const adopted = (view: AccountView, lists: Lists): readonly [AccountView, ReadonlyArray<SessionEvent>] => {
  const contacts = lists.contacts.map((contact) => seenAs(view.contacts.get(contact.passport), contact))
  const goneGroups = view.groups.filter((_, id) => !lists.groups.has(id))
  const gone = view.contacts.filter((_, passport) => !contacts.has(passport))
  return [
    { ...view, contacts, groups: lists.groups },
    [
      ...[...goneGroups.values()].map((group): SessionEvent => ({ _tag: 'GroupRemoved', group })),
      ...[...gone.keys()].map((passport): SessionEvent => ({ _tag: 'ContactRemoved', passport })),
      ...[...lists.groups.values()].map((group): SessionEvent => ({ _tag: 'Group', group })),
      ...[...contacts.values()].map((contact): SessionEvent => ({ _tag: 'Contact', contact })),
    ],
  ]
}

/** What has come of a list that is not whole: everybody in it, and nobody less, as more may be missing. */
export const added = (view: AccountView, lists: Lists): readonly [AccountView, ReadonlyArray<SessionEvent>] => {
  const contacts = lists.contacts.map((contact) => {
    const before = view.contacts.get(contact.passport)
    return { ...seenAs(before, contact), lists: contact.lists | (before?.lists ?? 0) }
  })
  return [
    { ...view, contacts: view.contacts.merge(contacts), groups: view.groups.merge(lists.groups) },
    [
      ...[...lists.groups.values()].map((group): SessionEvent => ({ _tag: 'Group', group })),
      ...[...contacts.values()].map((contact): SessionEvent => ({ _tag: 'Contact', contact })),
    ],
  ]
}
