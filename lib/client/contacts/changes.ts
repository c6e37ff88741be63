/** What the words of the server change in lists, groups and settings. */

import { persistentMap } from '../../core/persistentMap.js'
import type { Property } from '../../commands/property.js'
import { listBits, type ListName } from '../../commands/words.js'
import type { Said } from '../../core/effects.js'
import type { Change, SessionEvent } from '../events.js'
import { stranger, withNames, type Contact, type Group, type AccountView } from '../state.js'

const told = (contact: Contact): SessionEvent => ({ _tag: 'Contact', contact })

/** The contact on the list as it is now; off the list, if it is on no list any more. */
export const withContact = (state: AccountView, contact: Contact): Change =>
  contact.lists === 0
    ? [
        { ...state, contacts: state.contacts.remove(contact.passport) },
        [{ _tag: 'ContactRemoved', passport: contact.passport }],
      ]
    : [{ ...state, contacts: state.contacts.set(contact.passport, contact) }, [told(contact)]]

/** The contact of an address, whatever its case, or one that was not there before. */
export const contactOf = ({ contacts }: AccountView, passport: string): Contact =>
  contacts.get(passport.toLowerCase()) ?? stranger(passport.toLowerCase())

/** The contact of a GUID, if there is one. */
export const contactWithGuid = ({ contacts }: AccountView, guid: string): Contact | undefined =>
  contacts.find((contact) => contact.guid === guid)

/** A change, and something that is told before it. */
export const withEvent = ([state, events]: Change, event: SessionEvent): Change => [state, [event, ...events]]

/** What changes nothing. */
export const unchanged = (state: AccountView): Change => [state, []]

// The serial of a change is a version only of a list that we have.
// A reply whose serial is not the next one tells that a change was missed: the old version makes the server send all.
const versioned = (state: AccountView, serial: number | undefined): AccountView =>
  serial !== undefined && state.version?._tag === 'Serial' && state.version.serial + 1 === serial
    ? { ...state, version: { _tag: 'Serial', serial } }
    : state

/** Whether a contact is on a list. */
export const isOn = (list: ListName, contact: Contact | undefined): boolean =>
  contact !== undefined && (contact.lists & listBits([list])) !== 0

/** The id of a group, by its id or its name. */
export const groupNamed = ({ groups }: AccountView, idOrName: string): string | undefined =>
  groups.has(idOrName) ? idOrName : groups.find(({ name }) => name === idOrName)?.id

/** A list with an item, once. */
export const joined = <A>(list: ReadonlyArray<A>, item: A): ReadonlyArray<A> =>
  list.includes(item) ? list : [...list, item]

/** A contact on one list more. */
export const onList = (contact: Contact, list: ListName): Contact => ({
  ...contact,
  lists: contact.lists | listBits([list]),
})

/**
 * A contact on one list less. Who is taken off the pending list stays on the reverse list, in whose place it was shown;
 * who is taken off the reverse list is not pending either.
 *
 * **Source** core.md 4.1, escargot.md 6
 */
export const offList = (contact: Contact, list: ListName): Contact => {
  if (list === 'PL') return { ...contact, lists: (contact.lists & ~listBits(['PL'])) | listBits(['RL']) }
  const lists = contact.lists & ~listBits(list === 'RL' ? ['RL', 'PL'] : [list])
  return list === 'FL' ? { ...contact, lists, groups: [], guid: undefined, status: 'FLN' } : { ...contact, lists }
}

const added = (state: AccountView, command: Said<'NS', 'ADD'>): Change => {
  const before = contactOf(state, command.passport)
  const listed = onList(before, command.list)
  const groupId = 'groupId' in command ? command.groupId : undefined
  const groups = groupId === undefined ? before.groups : joined(before.groups, String(groupId))
  const change = withContact(versioned(state, serialIn(command)), {
    ...withNames(listed, { displayName: command.name }),
    groups,
  })
  return command.list === 'RL'
    ? withEvent(change, { _tag: 'AddedMe', passport: before.passport, name: command.name })
    : change
}

const decided = listBits(['FL', 'AL', 'BL'])

/** Who has put us on a list: a stranger is pending until we decide (core.md 4.1). */
export const reversed = (before: Contact): Contact => onList(before, (before.lists & decided) === 0 ? 'PL' : 'RL')

const listedBy = (before: Contact, { _tag, list }: Said<'NS', 'ADC'>): Contact => {
  if (list !== 'RL') return onList(before, list)
  return _tag === 'Async' ? reversed(before) : offList(before, 'PL')
}

const addedContact = (state: AccountView, command: Said<'NS', 'ADC'>): Change => {
  if ('groupGuid' in command) {
    const contact = contactWithGuid(state, command.contactGuid)
    return contact === undefined
      ? unchanged(state)
      : withContact(state, { ...contact, groups: joined(contact.groups, command.groupGuid) })
  }
  const before = contactOf(state, command.passport)
  const displayName = ('name' in command ? command.name : undefined) ?? before.displayName
  const guid = 'contactGuid' in command ? command.contactGuid : before.guid
  const change = withContact(state, { ...withNames(listedBy(before, command), { displayName }), guid })
  return command.list === 'RL' && command._tag === 'Async'
    ? withEvent(change, { _tag: 'AddedMe', passport: before.passport, name: displayName })
    : change
}

const removed = (state: AccountView, command: Said<'NS', 'REM'>): Change => {
  const contact =
    'passport' in command ? contactOf(state, command.passport) : contactWithGuid(state, command.contactGuid)
  const group = 'groupId' in command ? command.groupId : 'groupGuid' in command ? command.groupGuid : undefined
  const next = versioned(state, serialIn(command))
  if (contact === undefined) return unchanged(next)
  const change =
    group === undefined
      ? withContact(next, offList(contact, command.list))
      : withContact(next, { ...contact, groups: contact.groups.filter((id) => id !== String(group)) })
  return command.list === 'RL' ? withEvent(change, { _tag: 'RemovedMe', passport: contact.passport }) : change
}

/** The serial number that a reply carries up to MSNP9. */
const serialIn = (command: object): number | undefined =>
  'serial' in command && typeof command.serial === 'number' ? command.serial : undefined

/** A group that is new, or has a new name. */
export const withGroup = (state: AccountView, group: Group): Change => [
  { ...state, groups: state.groups.set(group.id, group) },
  [{ _tag: 'Group', group }],
]

const groupIdOf = (command: Said<'NS', 'ADG' | 'RMG' | 'REG'>): string =>
  String('groupId' in command ? command.groupId : command.groupGuid)

const grouped = (state: AccountView, command: Said<'NS', 'ADG' | 'REG'>): Change =>
  withGroup(versioned(state, serialIn(command)), { id: groupIdOf(command), name: command.name })

/** A group less, and nobody in it any more. */
export const withoutGroup = (state: AccountView, id: string): Change => {
  const group = state.groups.get(id)
  const without = (contact: Contact): Contact =>
    contact.groups.includes(id) ? { ...contact, groups: contact.groups.filter((other) => other !== id) } : contact
  const next = { ...state, groups: state.groups.remove(id), contacts: state.contacts.map(without) }
  return [next, group === undefined ? [] : [{ _tag: 'GroupRemoved', group }]]
}

const ungrouped = (state: AccountView, command: Said<'NS', 'RMG'>): Change =>
  withoutGroup(versioned(state, serialIn(command)), groupIdOf(command))

const named = (state: AccountView, name: string): Change => [
  { ...state, account: { ...state.account, name } },
  [{ _tag: 'OwnName', name }],
]

const renamed = (state: AccountView, { passport, name, serial }: Said<'NS', 'REA'>): Change => {
  const next = versioned(state, serial)
  if (passport.toLowerCase() === state.account.passport) return named(next, name)
  const contact = next.contacts.get(passport.toLowerCase())
  return contact === undefined ? unchanged(next) : withContact(next, withNames(contact, { nickname: name }))
}

const ownProperty = (state: AccountView, command: Said<'NS', 'PRP'>): Change => {
  const { property } = command
  const next = versioned(state, serialIn(command))
  if (property._tag === 'DisplayName') return named(next, property.name ?? next.account.passport)
  const properties = next.account.properties.set(property.key, property)
  return [{ ...next, account: { ...next.account, properties } }, [{ _tag: 'OwnProperty', property }]]
}

/** A contact with a property that has become known. */
export const withProperty = (contact: Contact, property: Property): Contact => ({
  ...contact,
  properties: (contact.properties ?? persistentMap<string, Property>()).set(property.key, property),
})

const itsProperty = (state: AccountView, contact: Contact | undefined, property: Property): Change => {
  if (contact === undefined) return unchanged(state)
  if (property._tag === 'DisplayName')
    return withContact(state, withNames(contact, { displayName: property.name ?? contact.passport }))
  const { passport } = contact
  const contacts = state.contacts.set(passport, withProperty(contact, property))
  return [{ ...state, contacts }, [{ _tag: 'ContactProperty', passport, property }]]
}

/** The user has set something of a contact: its name is the one that the user gave. */
const givenProperty = (state: AccountView, { contactGuid, property }: Said<'NS', 'SBP'>): Change => {
  const contact = contactWithGuid(state, contactGuid)
  return contact !== undefined && property._tag === 'DisplayName'
    ? withContact(state, withNames(contact, { nickname: property.name ?? '' }))
    : itsProperty(state, contact, property)
}

/** A contact that was put on the list by a name of the user's own. */
export const withNickname = (state: AccountView, passport: string, nickname: string): Change => {
  const contact = state.contacts.get(passport.toLowerCase())
  return contact === undefined || contact.nickname === nickname
    ? unchanged(state)
    : withContact(state, withNames(contact, { nickname }))
}

/** A detail of a contact has become known. */
export const withDetail = (state: AccountView, passport: string, property: Property): Change =>
  itsProperty(state, state.contacts.get(passport.toLowerCase()), property)

// A contact's telephone does not change our list: the serial that comes with it is that of the list all the same.
const contactProperty = (state: AccountView, command: Said<'NS', 'BPR'>): Change =>
  'passport' in command ? withDetail(state, command.passport, command.property) : unchanged(state)

/** Who is let through that is on neither the allow nor the block list. */
export const privacySet = (state: AccountView, privacy: 'AL' | 'BL'): Change => [
  { ...state, account: { ...state.account, privacy } },
  [{ _tag: 'Privacy', privacy }],
]

const withPrivacy = (state: AccountView, command: Said<'NS', 'BLP'>): Change =>
  privacySet(versioned(state, serialIn(command)), command.setting)

/** Whether to ask when somebody adds me. */
export const promptSet = (state: AccountView, prompt: 'A' | 'N'): Change => [
  { ...state, account: { ...state.account, prompt } },
  [{ _tag: 'Prompt', prompt }],
]

const withPrompt = (state: AccountView, command: Said<'NS', 'GTC'>): Change =>
  promptSet(versioned(state, serialIn(command)), command.setting)

/**
 * What the server's words change in lists, groups and settings, by their verb: answers to us, and what others did.
 *
 * **Source** core.md 4.1, 4.4, 4.7, 4.8
 */
export const listChanges = {
  ADD: added,
  ADC: addedContact,
  REM: removed,
  ADG: grouped,
  REG: grouped,
  RMG: ungrouped,
  REA: renamed,
  PRP: ownProperty,
  BPR: contactProperty,
  SBP: givenProperty,
  BLP: withPrivacy,
  GTC: withPrompt,
} as const
