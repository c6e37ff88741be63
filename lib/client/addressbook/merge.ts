/** The halves of an address book, put together with what was known before. */
import * as E from 'fp-ts/lib/Either.js'

import { persistentMap, type PersistentMap } from '../../core/persistentMap.js'
import { listBits, type ListBits } from '../../commands/words.js'
import type { AddressBook, AddressBookContact, AddressBookGroup, Me } from '../../payloads/soap/book.js'
import type { Membership, Memberships, Role } from '../../payloads/soap/membership.js'
import type { SessionEvent } from '../events.js'
import { groupIds, noGroups, stranger, withNames, type Account, type Contact, type Group, type AccountView } from '../state.js'
import type { Part, Parts } from './state.js'

/** The list that a role stands for (messages.md 4.5). */
export const bitOf: Readonly<Record<Role, ListBits>> = {
  Allow: listBits(['AL']),
  Block: listBits(['BL']),
  Reverse: listBits(['RL']),
  Pending: listBits(['PL']),
}

const forward = listBits(['FL'])
const roles = listBits(['AL', 'BL', 'RL', 'PL'])

type Contacts = AccountView['contacts']
type Groups = AccountView['groups']

const answerIn = <A>(part: Part<A> | undefined): A | undefined =>
  part !== undefined && E.isRight(part.came) ? part.came.right : undefined

/** What is to be had of a part: everything, what has changed, or nothing. */
const fullIn = <A>(part: Part<A> | undefined): boolean => part?.isFull === true && E.isRight(part.came)

/** The address of a member, as contacts have it: that of a telephone begins with `tel:`. */
const addressOf = ({ kind, address }: Membership): string =>
  (kind === 'Phone' && !address.startsWith('tel:') ? `tel:${address}` : address).toLowerCase()

/** Those that something has come of, besides all that were there: to change the map once for each is many times as fast. */
interface Drafts {
  readonly base: Contacts
  readonly drafts: Map<string, Contact>
}

const draftOf = ({ base, drafts }: Drafts, address: string): Contact | undefined =>
  drafts.get(address) ?? base.get(address)

const contactIn = (all: Drafts, address: string): Contact => draftOf(all, address) ?? stranger(address)

const takeMember = (all: Drafts, member: Membership): void => {
  // Circles are no contacts: they have rosters of their own (messages.md 5.3).
  if (member.kind === 'Circle') return
  const before = contactIn(all, addressOf(member))
  const bit = bitOf[member.role]
  const isUnnamed = before.displayName === before.passport
  all.drafts.set(before.passport, {
    ...(isUnnamed && member.name !== undefined ? withNames(before, { displayName: member.name }) : before),
    lists: member.deleted ? before.lists & ~bit : before.lists | bit,
    network: before.network ?? member.network,
  })
}

const isSeen = ({ status }: Contact): boolean => status !== 'FLN'

/** Who is seen calls itself as it does now; the book has what it did when it was written. */
const displayNameOf = (before: Contact, { name }: AddressBookContact): string =>
  isSeen(before) || name === undefined ? before.displayName : name

const off = (contact: Contact): Contact => ({
  ...contact,
  lists: contact.lists & ~forward,
  groups: noGroups,
  guid: undefined,
})

/** Who is no contact any more, of whom there may be nothing left but the id. */
const takeOff = (all: Drafts, { passport, id }: AddressBookContact): void => {
  const before = passport === undefined ? all.base.find(({ guid }) => guid === id) : draftOf(all, passport)
  if (before !== undefined) all.drafts.set(before.passport, off(draftOf(all, before.passport) ?? before))
}

const takeContact = (all: Drafts, groups: Groups, contact: AddressBookContact): void => {
  const { passport, id } = contact
  if (contact.deleted || !contact.messenger) return takeOff(all, contact)
  if (passport === undefined) return
  const before = contactIn(all, passport)
  all.drafts.set(before.passport, {
    ...withNames(before, {
      displayName: displayNameOf(before, contact),
      nickname: contact.nickname,
    }),
    lists: before.lists | forward,
    groups: groupIds(groups, contact.groups),
    guid: id,
    network: contact.network,
  })
}

const withGroups = (before: Groups, groups: ReadonlyArray<AddressBookGroup>, isFull: boolean): Groups => {
  let all: Groups = isFull ? persistentMap() : before
  for (const { id, name, deleted } of groups) all = deleted ? all.remove(id) : all.set(id, { id, name })
  return all
}

/** Who waits for an answer is not on the reverse list yet, as in older dialects (core.md 4.1). */
const settled = (contact: Contact): Contact => {
  const { lists } = contact
  return lists & bitOf.Pending && lists & bitOf.Reverse ? { ...contact, lists: lists & ~bitOf.Reverse } : contact
}

const isSame = (a: Contact, b: Contact): boolean =>
  a.lists === b.lists &&
  a.displayName === b.displayName &&
  a.nickname === b.nickname &&
  a.guid === b.guid &&
  a.network === b.network &&
  a.groups.length === b.groups.length &&
  a.groups.every((group, i) => group === b.groups[i])

/** Everybody without what a full list tells anew. */
const emptied = (contacts: Contacts, isFullBook: boolean, isFullMembers: boolean): Contacts => {
  const gone = (isFullBook ? forward : 0) | (isFullMembers ? roles : 0)
  if (gone === 0) return contacts
  return contacts.map((contact) => ({
    ...contact,
    lists: contact.lists & ~gone,
    groups: isFullBook ? noGroups : contact.groups,
    guid: isFullBook ? undefined : contact.guid,
  }))
}

const withoutGroups = (contacts: Contacts, groups: Groups): Contacts =>
  contacts.map((contact) =>
    contact.groups.every((id) => groups.has(id))
      ? contact
      : { ...contact, groups: contact.groups.filter((id) => groups.has(id)) },
  )

/** What has come, put together with what was known. */
const contactsOf = (
  { contacts: before }: AccountView,
  groups: Groups,
  members: Memberships | undefined,
  book: AddressBook | undefined,
  parts: Parts,
): Contacts => {
  const base = emptied(before, fullIn(parts.book), fullIn(parts.members))
  const all: Drafts = { base, drafts: new Map() }
  for (const member of members?.members ?? []) takeMember(all, member)
  for (const contact of book?.contacts ?? []) if (contact.kind !== 'Circle') takeContact(all, groups, contact)
  const filled = base.merge(all.drafts)
  const isShorter = book?.groups.some(({ deleted }) => deleted) === true
  const merged = isShorter ? withoutGroups(filled, groups) : filled
  const now = merged.map((contact, passport) => {
    const [is, was] = [settled(contact), before.get(passport)]
    return was !== undefined && isSame(was, is) ? was : is
  })
  return now.filter(({ lists }) => lists !== 0)
}

/** What the owner's entry says; what was never set stays as it is known. */
const accountOf = (account: Account, me: Me | undefined): Account =>
  me === undefined
    ? account
    : {
        ...account,
        name: me.name ?? account.name,
        privacy: me.privacy ?? account.privacy,
        prompt: me.prompt ?? account.prompt,
      }

const settingsTold = (was: Account, now: Account, isQuiet: boolean): ReadonlyArray<SessionEvent> => {
  const { name, privacy, prompt } = now
  return [
    ...(prompt === undefined || (isQuiet && prompt === was.prompt) ? [] : [{ _tag: 'Prompt', prompt } as const]),
    ...(privacy === undefined || (isQuiet && privacy === was.privacy) ? [] : [{ _tag: 'Privacy', privacy } as const]),
    ...(name === was.name ? [] : [{ _tag: 'OwnName', name } as const]),
  ]
}

const isSameGroup = (a: Group | undefined, b: Group): boolean => a !== undefined && a.name === b.name

const goneIn = <A>(before: PersistentMap<string, A>, now: PersistentMap<string, A>): ReadonlyArray<A> =>
  [...before].flatMap(([key, one]) => (now.has(key) ? [] : [one]))

/** A contact list with what has come. */
export interface Adopted {
  readonly view: AccountView
  readonly events: ReadonlyArray<SessionEvent>
  /** Whether anything came that was not there before. */
  readonly changed: boolean
}

/**
 * Puts together who may see me, my contacts and groups, and what was known before: one entry for each address. What did not
 * come stays as it was. Where the whole list came, all of it is told, unless it is asked for quietly.
 *
 * **Source** messages.md 4.3, 4.5
 */
export const adopt = (was: AccountView, parts: Parts, isQuiet: boolean): Adopted => {
  const members = answerIn(parts.members)
  const book = answerIn(parts.book)
  const groups = withGroups(was.groups, book?.groups ?? [], fullIn(parts.book))
  const contacts = contactsOf(was, groups, members, book, parts)
  const account = accountOf(was.account, book?.me)
  const tellsAll = !isQuiet && (fullIn(parts.book) || fullIn(parts.members))
  const different = [
    ...goneIn(was.groups, groups).map((group): SessionEvent => ({ _tag: 'GroupRemoved', group })),
    ...goneIn(was.contacts, contacts).map(({ passport }): SessionEvent => ({ _tag: 'ContactRemoved', passport })),
    ...[...groups.values()].flatMap((group): ReadonlyArray<SessionEvent> =>
      !tellsAll && isSameGroup(was.groups.get(group.id), group) ? [] : [{ _tag: 'Group', group }],
    ),
    ...[...contacts.values()].flatMap((contact): ReadonlyArray<SessionEvent> =>
      !tellsAll && was.contacts.get(contact.passport) === contact ? [] : [{ _tag: 'Contact', contact }],
    ),
  ]
  return {
    view: { ...was, contacts, groups, account },
    events: [...settingsTold(was.account, account, isQuiet), ...different],
    changed: tellsAll || different.length > 0,
  }
}
