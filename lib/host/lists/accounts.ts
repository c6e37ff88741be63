/** Accounts with their contact lists, groups and settings, as the server keeps them. */
import * as O from 'fp-ts/lib/Option.js'
import { pipe } from 'fp-ts/lib/function.js'
import { Map } from 'immutable'

import type { Property } from '../../commands/property.js'
import { Quoted } from '../../commands/quoted.js'
import { listBits, type ListName } from '../../commands/words.js'
import { secret } from '../../payloads/secret.js'
import { mostGroups } from '../limits.js'
import type { HostAccount } from '../settings.js'
import type { Credential } from '../signin/credentials.js'
import { emptyChangeLog, recordChanges, type ChangeLog } from './changes.js'
import { excluding, including, lookup, rosterOf, type Roster } from './roster.js'

/**
 * Somebody in an account's lists.
 *
 * **Shapes** `lists` is a sum of list bits, `groups` one of 2 to the power of group ids; without its bit, the contact is
 * in no group. `number` makes the GUID. `name` is what the account calls the contact, if not by the contact's own name.
 */
export interface StoredContact {
  readonly passport: string
  readonly lists: number
  readonly groups: number
  readonly number: number
  readonly name: string | undefined
}

/** A group: `id` as MSNP7 to 9 have it, `number` makes the GUID of MSNP10 to 12. */
export interface StoredGroup {
  readonly id: number
  readonly number: number
  readonly name: string
}

/**
 * An account, and its address book.
 *
 * **Shapes** the group with the id 0 is always there; from MSNP10 on nobody sees it. `serial` rises with every change,
 * `numbered` with every contact and group. `name` is empty where the account has none of its own.
 *
 * **Units** `listsAt` and `settingsAt` in milliseconds since 1970: the last changes.
 */
export interface StoredAccount {
  readonly passport: string
  readonly credential: Credential
  readonly name: string
  readonly contacts: Roster<StoredContact>
  readonly groups: ReadonlyArray<StoredGroup>
  readonly privacy: 'AL' | 'BL'
  readonly prompt: 'A' | 'N'
  readonly properties: ReadonlyArray<Property>
  readonly serial: number
  readonly numbered: number
  readonly listsAt: number
  readonly settingsAt: number
  readonly changeLog: ChangeLog
}

/** The bit of each list in a sum of them. */
export const bits: Readonly<Record<ListName, number>> = {
  FL: listBits(['FL']),
  AL: listBits(['AL']),
  BL: listBits(['BL']),
  RL: listBits(['RL']),
  PL: listBits(['PL']),
}

/** An address as accounts are known by: in lower case (core.md 1.2). */
export const canonical = (passport: string): string => passport.toLowerCase()

/** The bytes that a text takes on the wire. */
export const bytesOnWire = (text: string): number => Quoted.write(text).length

const defaultGroup: StoredGroup = { id: 0, number: 0, name: 'Other Contacts' }

/** An account without contacts. */
export const accountOf = (passport: string, credential: Credential): StoredAccount => ({
  passport,
  credential,
  name: passport,
  contacts: [],
  groups: [defaultGroup],
  privacy: 'AL',
  prompt: 'A',
  properties: [],
  serial: 1,
  numbered: 0,
  listsAt: 0,
  settingsAt: 0,
  changeLog: emptyChangeLog,
})

/** Somebody in the account's lists. */
export const contactOf = ({ contacts }: StoredAccount, passport: string): StoredContact | undefined => lookup(contacts, passport)

/** The bits of the lists of the account that somebody is on. */
const listsOf = (account: StoredAccount, passport: string): number => contactOf(account, passport)?.lists ?? 0

/** Whether somebody is on a list of the account. */
export const isOn = (list: ListName, account: StoredAccount, passport: string): boolean =>
  (listsOf(account, passport) & bits[list]) !== 0

/** The account after a change of its lists or settings: the serial number rises, and so does the stamp of what changed. */
export const touched =
  (stamp: 'listsAt' | 'settingsAt') =>
  (now: number, before: StoredAccount) =>
  (account: StoredAccount): StoredAccount => {
    // Later than whatever changed last, or who has read it all by then would miss this.
    const at = Math.max(now, account.listsAt + 1, account.settingsAt + 1)
    return {
      ...account,
      serial: account.serial + 1,
      [stamp]: at,
      changeLog: recordChanges(at, before, account)(account.changeLog),
    }
  }

/** How many are on a list of the account. */
export const countOn = (list: ListName, account: StoredAccount): number => contactsOn(list, account).length

/** Who is on a list of the account, in the order of their addresses. */
export const contactsOn = (list: ListName, account: StoredAccount): ReadonlyArray<StoredContact> =>
  account.contacts.filter(({ lists }) => (lists & bits[list]) !== 0)

/** Whether an account lets those see it and call it who are on some of its lists; on both, they are blocked. */
export const allowsOn = ({ privacy }: StoredAccount, lists: number): boolean => {
  if (lists & bits.BL) return false
  return (lists & bits.AL) !== 0 || privacy === 'AL'
}

/** Whether an account lets somebody see it and call it (core.md 4.1, 10.1). */
export const allows = (account: StoredAccount, passport: string): boolean => allowsOn(account, listsOf(account, passport))

/** The account with somebody on more lists, or fewer; who is on none and in no group is forgotten. */
export const withLists =
  (passport: string, change: (lists: number) => number) =>
  (account: StoredAccount): StoredAccount => {
    const known = contactOf(account, passport)
    const lists = change(known?.lists ?? 0)
    if (lists === 0) return { ...account, contacts: excluding(account.contacts, passport) }
    if (known !== undefined) {
      // Off the forward list, nothing of it is left: neither group nor name.
      const rest = lists & bits.FL ? {} : { groups: 0, name: undefined }
      return { ...account, contacts: including(account.contacts, { ...known, lists, ...rest }) }
    }
    const number = account.numbered + 1
    const contact: StoredContact = { passport, lists, groups: 0, number, name: undefined }
    return { ...account, numbered: number, contacts: including(account.contacts, contact) }
  }

/** The account with somebody on a list. */
export const addedTo = (list: ListName, passport: string) => withLists(passport, (lists) => lists | bits[list])

/** The account with somebody taken off a list. */
export const removedFrom = (list: ListName, passport: string) => withLists(passport, (lists) => lists & ~bits[list])

/** The account with a contact changed. */
export const withContact =
  (passport: string, change: (contact: StoredContact) => StoredContact) =>
  (account: StoredAccount): StoredAccount => {
    const contact = contactOf(account, passport)
    return contact === undefined ? account : { ...account, contacts: including(account.contacts, change(contact)) }
  }

/** The ids in a sum of 2 to the power of group ids; 0 where there is none, as MSNP7 to 9 want it. */
export const groupIds = (groups: number): ReadonlyArray<number> => {
  const ids = Array.from({ length: mostGroups + 1 }, (_, id) => id).filter((id) => groups & (1 << id))
  return ids.length === 0 ? [0] : ids
}

/** The group of an id. */
export const groupOfId = (account: StoredAccount, id: number): O.Option<StoredGroup> =>
  O.fromNullable(account.groups.find((group) => group.id === id))

/** The account with one more group, whose id is the lowest that is free, and which stands last. */
export const withGroup =
  (name: string) =>
  (account: StoredAccount): StoredAccount => {
    const taken = new Set(account.groups.map(({ id }) => id))
    const id = Array.from({ length: account.groups.length + 1 }, (_, each) => each).find((each) => !taken.has(each))!
    const number = account.numbered + 1
    return { ...account, numbered: number, groups: [...account.groups, { id, number, name }] }
  }

const accountFrom = ({ passport, password, ...given }: HostAccount): StoredAccount => {
  const address = canonical(passport)
  const empty = accountOf(address, { _tag: 'Password', password: secret(password) })
  const grouped = [
    ...new Set([...(given.groups ?? []), ...(given.contacts ?? []).flatMap(({ groups = [] }) => groups)]),
  ]
    .slice(0, mostGroups)
    .reduce((account, name) => withGroup(name)(account), empty)
  const idOf = (name: string): number => grouped.groups.find((group) => group.name === name)?.id ?? 0
  const listing = (given.contacts ?? []).reduce((account, { passport, lists = ['FL', 'AL'], groups = [], name }) => {
    const contact = canonical(passport)
    const sum = groups.reduce((all, group) => all | (1 << idOf(group)), 0) & ~1
    return pipe(
      account,
      withLists(contact, (before) => before | listBits(lists)),
      withContact(contact, (known) => ({ ...known, groups: known.lists & bits.FL ? sum : 0, name })),
    )
  }, grouped)
  return {
    ...listing,
    name: given.name === undefined || given.name === '' ? empty.name : given.name,
    privacy: given.privacy ?? 'AL',
    prompt: given.prompt ?? 'A',
    properties: given.properties ?? [],
    serial: given.serial ?? 1,
  }
}

/** The account with some who have it on their forward lists, all at once: thousands may have. */
const withFollowers =
  (passports: ReadonlyArray<string>) =>
  (account: StoredAccount): StoredAccount => {
    const followers = new Set(passports)
    const known = account.contacts.map((contact) =>
      followers.delete(contact.passport) ? { ...contact, lists: contact.lists | bits.RL } : contact,
    )
    const others = Array.from(followers, (passport, at): StoredContact => {
      const number = account.numbered + 1 + at
      return { passport, lists: bits.RL, groups: 0, number, name: undefined }
    })
    return { ...account, numbered: account.numbered + others.length, contacts: rosterOf([...known, ...others]) }
  }

/** The accounts with everybody on the reverse list of whom they have on their forward list. */
const mirrored = (accounts: Map<string, StoredAccount>): Map<string, StoredAccount> => {
  const followers: Record<string, Array<string>> = Object.create(null)
  for (const owner of accounts.values())
    for (const { passport } of contactsOn('FL', owner)) (followers[passport] ??= []).push(owner.passport)
  return accounts.map((account) => withFollowers(followers[account.passport] ?? [])(account))
}

/** The accounts that a server begins with, by address. */
export const accountsOf = (accounts: ReadonlyArray<HostAccount>): Map<string, StoredAccount> =>
  mirrored(Map(accounts.map((account) => [canonical(account.passport), accountFrom(account)] as const)))

/** The accounts with one more, which is on the reverse lists that it should be on. */
export const withAccount = (accounts: Map<string, StoredAccount>, account: StoredAccount): Map<string, StoredAccount> => {
  const owners = [...accounts.values()].filter((owner) => isOn('FL', owner, account.passport))
  return accounts.set(account.passport, withFollowers(owners.map(({ passport }) => passport))(account))
}
