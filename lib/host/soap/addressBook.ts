/** Reads the address book: ABFindAll and ABFindContactsPaged. */
import { networkOf } from '../../commands/networks.js'
import { findAll, findContactsPaged, type AddressBook, type AddressBookContact, type AddressBookGroup } from '../../payloads/soap/book.js'
import { seeingAccount } from '../action.js'
import { circleTicketOf, circlesOf } from '../circles/members.js'
import { bits, contactOf, contactsOn, type StoredAccount, type StoredContact, type StoredGroup } from '../lists/accounts.js'
import { deltaSince, lastChange, type LoggedChange, type ListDelta } from '../lists/changes.js'
import { contactGuid, contactGuids, contactId, groupGuid, groupGuids } from '../lists/contacts.js'
import { stampOf } from '../lists/sync.js'
import type { Host } from '../state.js'
import { fullSync, servedOperation } from './soap.js'

/** The groups that an address book has: that with the id 0 is none (core.md 4.8). */
const groupsOf = ({ groups }: StoredAccount): ReadonlyArray<StoredGroup> => groups.filter(({ id }) => id !== 0)

/** The entries of an account's contacts. */
const contactEntries = (host: Host, account: StoredAccount): ((contact: StoredContact) => AddressBookContact) => {
  const guid = contactGuids(account)
  const guidOfGroup = groupGuids(account)
  const groups = groupsOf(account).map((group) => [1 << group.id, guidOfGroup(group)] as const)
  return (contact) => ({
    id: guid(contact),
    kind: 'Regular',
    passport: contact.passport,
    network: networkOf(contact.passport),
    name: host.accounts.get(contact.passport)?.name ?? contact.passport,
    ...(contact.name === undefined ? {} : { nickname: contact.name }),
    messenger: true,
    groups: groups.flatMap(([bit, id]) => (contact.groups & bit ? [id] : [])),
    deleted: false,
    cid: contactId(contact.passport),
  })
}

/** A contact that is on the forward list no more, or not by this GUID. */
const formerContact = (account: StoredAccount, passport: string, number: number): AddressBookContact => ({
  id: contactGuid(account, { number }),
  kind: 'Regular',
  passport,
  network: networkOf(passport),
  messenger: false,
  groups: [],
  deleted: true,
})

/** A group; without a name, one that is there no more. */
const groupEntry = (account: StoredAccount, { number }: Pick<StoredGroup, 'number'>, name?: string): AddressBookGroup => ({
  id: groupGuid(account, { number }),
  name: name ?? '',
  favourite: false,
  deleted: name === undefined,
})

/** Who was removed stands before who was added: it may be the same address, by another GUID. */
const removedFirst = <A extends { readonly deleted: boolean }>(entries: ReadonlyArray<A>): ReadonlyArray<A> =>
  entries.toSorted((one, other) => Number(other.deleted) - Number(one.deleted))

const contactsChanged = (host: Host, account: StoredAccount, changes: ReadonlyArray<LoggedChange>): ReadonlyArray<AddressBookContact> => {
  const entry = contactEntries(host, account)
  return removedFirst(
    changes.flatMap(({ passport, number }) => {
      if (passport === undefined) return []
      const contact = contactOf(account, passport)
      const isThere = contact?.number === number && (contact.lists & bits.FL) !== 0
      return [isThere ? entry(contact) : formerContact(account, passport, number)]
    }),
  )
}

const groupsChanged = (account: StoredAccount, changes: ReadonlyArray<LoggedChange>): ReadonlyArray<AddressBookGroup> =>
  removedFirst(
    changes.flatMap(({ passport, number }) => {
      const group = groupsOf(account).find((each) => each.number === number)
      return passport === undefined ? [groupEntry(account, { number }, group?.name)] : []
    }),
  )

// No contact has the number 0.
const ownGuid = (account: StoredAccount): string => contactGuid(account, { number: 0 })

const entriesIn = (host: Host, account: StoredAccount, delta: ListDelta): Pick<AddressBook, 'groups' | 'contacts'> =>
  delta._tag === 'All'
    ? {
        groups: groupsOf(account).map((group) => groupEntry(account, group, group.name)),
        contacts: contactsOn('FL', account).map(contactEntries(host, account)),
      }
    : {
        groups: groupsChanged(account, delta.changes),
        contacts: contactsChanged(host, account, delta.changes),
      }

const addressBookOf = (host: Host, account: StoredAccount, delta: ListDelta): AddressBook => {
  const { passport, name, privacy, prompt } = account
  return {
    ...entriesIn(host, account, delta),
    me: { id: ownGuid(account), passport, name, cid: contactId(passport), privacy, prompt },
    lastChange: stampOf(host, lastChange(host.since, account)).text,
  }
}

const servedAddressBook = (operation: typeof findAll, more: (host: Host, account: StoredAccount) => Partial<AddressBook>) =>
  servedOperation(operation, ({ owner }, { since }, { done, fault }) =>
    seeingAccount(owner, (account, host) => {
      const delta = deltaSince(host.since, account, since)
      return delta === undefined
        ? fault(...fullSync)
        : done({ ...addressBookOf(host, account, delta), ...more(host, account) })
    }),
  )

/**
 * The contacts and groups of an account, and its settings; or of contacts and groups those that have changed.
 *
 * **Errors** `FullSyncRequired`, where it is not known what has changed since the time that is asked about.
 *
 * **Source** messages.md 4.3
 */
export const serveAddressBook = servedAddressBook(findAll, () => ({}))

/** The same for MSNP16 and later, with the circles that the account is in (messages.md 4.3, 5.3). */
export const servePagedAddressBook = servedAddressBook(findContactsPaged, (host, { passport }) => {
  const circleTicket = circleTicketOf(host, passport)
  return {
    circles: circlesOf(host, passport).map(({ id, name }) => ({ id, name })),
    ...(circleTicket === undefined ? {} : { circleTicket }),
  }
})
