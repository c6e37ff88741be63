/** Reads and changes the allow, block, reverse and pending lists: FindMembership, AddMember and DeleteMember. */
import * as O from 'fp-ts/lib/Option.js'

import { networkOf, networks } from '../../commands/networks.js'
import type { ListName } from '../../commands/words.js'
import { inOrder, when } from '../../core/action.js'
import { addMember, deleteMember, type MemberChange } from '../../payloads/soap/changes.js'
import { findMembership, type Membership, type Role } from '../../payloads/soap/membership.js'
import { seeingAccount, type HostAction } from '../action.js'
import { bits, contactOf, isOn, removedFrom, type StoredAccount, type StoredContact } from '../lists/accounts.js'
import { deltaSince, lastChange, type ListDelta } from '../lists/changes.js'
import { addressBookDialect, addressFailure, addressIn, contactId } from '../lists/contacts.js'
import { editLists, isFull, putOnList, takeOffList, type Caller } from '../lists/edit.js'
import { bitsFor, nameOf, stampOf } from '../lists/sync.js'
import type { Host } from '../state.js'
import { fullSync, servedOperation } from './soap.js'

/** The list of each role. */
const lists = { Allow: 'AL', Block: 'BL', Reverse: 'RL', Pending: 'PL' } as const satisfies Record<Role, ListName>

const roles = Object.keys(lists) as ReadonlyArray<Role>

const holds = ({ lists: held }: StoredContact, role: Role): boolean => (bitsFor(addressBookDialect, held) & bits[lists[role]]) !== 0

/** The entry of a contact in a role. */
const memberships = (host: Host): ((role: Role, contact: StoredContact) => Membership) => {
  return (role, contact) => {
    const network = networkOf(contact.passport)
    return {
      role,
      id: String(contact.number * roles.length + roles.indexOf(role)),
      kind: network === networks.passport ? 'Passport' : 'Phone',
      address: contact.passport,
      cid: contactId(contact.passport),
      network,
      name: nameOf(host, contact),
      deleted: !holds(contact, role),
    }
  }
}

/** Somebody who is in no list any more. */
const nobody = (passport: string, number: number): StoredContact => ({
  passport,
  number,
  lists: 0,
  groups: 0,
  name: undefined,
})

/** Who has a role; and in what has changed, who has none of them any more. */
const membersIn = (host: Host, account: StoredAccount, delta: ListDelta): ReadonlyArray<Membership> => {
  const membership = memberships(host)
  if (delta._tag === 'All')
    return roles.flatMap((role) =>
      account.contacts.filter((contact) => holds(contact, role)).map((contact) => membership(role, contact)),
    )
  const changed = new Map(
    delta.changes.flatMap(({ passport, number }) =>
      passport === undefined ? [] : [[passport, contactOf(account, passport) ?? nobody(passport, number)] as const],
    ),
  )
  return [...changed.values()].flatMap((contact) => roles.map((role) => membership(role, contact)))
}

/**
 * Who may see an account, and who has it in their lists.
 *
 * **Errors** `FullSyncRequired`, where it is not known what has changed since the time that is asked about.
 *
 * **Source** messages.md 4.3
 */
export const serveMembership = servedOperation(findMembership, ({ owner }, { since }, { done, fault }) =>
  seeingAccount(owner, (account, host) => {
    const delta = deltaSince(host.since, account, since)
    return delta === undefined
      ? fault(...fullSync)
      : done({
          members: membersIn(host, account, delta),
          owner: account.passport,
          lastChange: stampOf(host, lastChange(host.since, account)).text,
        })
  }),
)

/** Whom a change of roles is about: by the id of a membership, or by address. */
const memberIn = (host: Host, account: StoredAccount, { role, member }: MemberChange): string => {
  // Clients read the id as a number (corrections.md): that of the contact, and of the role.
  const id = /^\d{1,15}$/.test(member.id ?? '') ? Number(member.id) : undefined
  const number = id !== undefined && roles[id % roles.length] === role ? Math.floor(id / roles.length) : undefined
  const named = number === undefined ? undefined : account.contacts.find((contact) => contact.number === number)
  return named?.passport ?? addressIn(host, member.address)
}

const isUnknown = (host: Host, account: StoredAccount, passport: string): boolean =>
  contactOf(account, passport) === undefined && O.isSome(addressFailure(host, addressBookDialect, passport))

/** Takes somebody off the pending list, who is on the reverse list alone from then on. */
const decide = (by: Caller, account: StoredAccount, passport: string): HostAction =>
  when(isOn('PL', account, passport), () => editLists(by, removedFrom('PL', passport)))

/**
 * Puts somebody on the allow list or the block list. To put who waits on the reverse list is to accept.
 *
 * **Errors** `UserDoesNotExist`; `RequestLimitReached`, where the list is full.
 *
 * **Source** messages.md 4.4
 */
export const serveAddMember = servedOperation(addMember, (by, change, { done, refuse }) =>
  seeingAccount(by.owner, (account, host) => {
    const list = lists[change.role]
    const passport = memberIn(host, account, change)
    if (isUnknown(host, account, passport)) return refuse('UserDoesNotExist')
    if (list === 'RL') return inOrder(decide(by, account, passport), done({}))
    if (list === 'PL' || isOn(list, account, passport)) return done({})
    if (isFull(host, account, list)) return refuse('RequestLimitReached')
    return inOrder(putOnList(by, list, passport), done({}))
  }),
)

/**
 * Takes somebody off the allow list, the block list or the pending list; who is not on it is not missed there.
 *
 * **Errors** `MemberDoesNotExist`: neither the address nor the id is anybody's.
 *
 * **Source** messages.md 4.4
 */
export const serveDeleteMember = servedOperation(deleteMember, (by, change, { done, refuse }) =>
  seeingAccount(by.owner, (account, host) => {
    const list = lists[change.role]
    const passport = memberIn(host, account, change)
    if (isUnknown(host, account, passport)) return refuse('MemberDoesNotExist')
    if (list === 'PL') return inOrder(decide(by, account, passport), done({}))
    if (list === 'RL' || !isOn(list, account, passport)) return done({})
    return inOrder(takeOffList(by, list, passport), done({}))
  }),
)
