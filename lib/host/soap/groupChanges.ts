/** Changes groups in the address book: they are added, renamed, deleted, and contacts are put into them. */
import * as O from 'fp-ts/lib/Option.js'

import { inOrder, when } from '../../core/action.js'
import {
  addGroup,
  addToGroup,
  deleteGroup,
  removeFromGroup,
  updateGroup,
  type GroupAddition,
} from '../../payloads/soap/changes.js'
import { seeingAccount, type HostAction } from '../action.js'
import {
  bits,
  contactOf,
  withContact,
  withGroup,
  type StoredAccount,
  type StoredContact,
  type StoredGroup,
} from '../lists/accounts.js'
import { addressIn, contactGuid, contactOfGuid, groupGuid, groupOfGuid } from '../lists/contacts.js'
import { editLists, type Caller } from '../lists/edit.js'
import { groupNameFailure, withGroupRenamed, withoutGroup } from '../lists/groups.js'
import type { Host } from '../state.js'
import { putOnForwardList } from './contactChanges.js'
import { servedOperation, type SoapReply } from './soap.js'

/** Why a group cannot have a name, as the address book says it. */
const badName = (host: Host, account: StoredAccount, name: string): string | undefined => {
  const code = groupNameFailure(host, account, name)
  return code === undefined ? undefined : code === 229 ? 'BadArgumentLength' : 'GroupAlreadyExists'
}

const groupOf = (account: StoredAccount, guid: string): StoredGroup | undefined => O.toUndefined(groupOfGuid(account, guid))

/**
 * Makes a group.
 *
 * **Errors** `RequestLimitReached`: there are too many. `GroupAlreadyExists`: there is one of that name.
 * `BadArgumentLength`: the name is too long.
 *
 * **Source** messages.md 4.2, 4.4
 */
export const serveAddGroup = servedOperation(addGroup, (by, { name }, { done, refuse }) =>
  seeingAccount(by.owner, (account, host) => {
    // The group that is always there is none of an address book.
    if (account.groups.length - 1 >= host.settings.limits.groups) return refuse('RequestLimitReached')
    const error = badName(host, account, name)
    if (error !== undefined) return refuse(error)
    return inOrder(
      editLists(by, withGroup(name)),
      seeingAccount(by.owner, (next) => done({ id: groupGuid(next, next.groups.at(-1)!) })),
    )
  }),
)

/** Renames a group: `GroupDoesNotExist`, and what `newGroup` refuses of a name; its own name is fit (messages.md 4.4). */
export const serveUpdateGroup = servedOperation(updateGroup, (by, { id, name }, { done, refuse }) =>
  seeingAccount(by.owner, (account, host) => {
    const group = groupOf(account, id)
    if (group === undefined) return refuse('GroupDoesNotExist')
    if (group.name === name) return done({})
    const error = badName(host, account, name)
    return error === undefined ? inOrder(editLists(by, withGroupRenamed(group.id, name)), done({})) : refuse(error)
  }),
)

/** Removes a group, whoever is in it: `GroupDoesNotExist` (messages.md 4.4). */
export const serveDeleteGroup = servedOperation(deleteGroup, (by, { id }, { done, refuse }) =>
  seeingAccount(by.owner, (account) => {
    const group = groupOf(account, id)
    return group === undefined ? refuse('GroupDoesNotExist') : inOrder(editLists(by, withoutGroup(group.id)), done({}))
  }),
)

/** Which contact is meant to be in which group, or why there is no such thing. */
const groupAndContact = (host: Host, account: StoredAccount, asked: GroupAddition): readonly [StoredGroup, StoredContact] | string => {
  const into = groupOf(account, asked.group)
  const who =
    'contact' in asked
      ? O.toUndefined(contactOfGuid(account, asked.contact))
      : contactOf(account, addressIn(host, asked.passport))
  if (into === undefined) return 'GroupDoesNotExist'
  return who === undefined || !(who.lists & bits.FL) ? 'ContactDoesNotExist' : [into, who]
}

const regroup =
  <A>(
    change: (groups: number, bit: number) => number,
    answer: (account: StoredAccount, contact: StoredContact) => A,
  ): ((by: Caller, asked: GroupAddition, reply: SoapReply<A>) => HostAction) =>
  (by, asked, { done, refuse }) =>
    seeingAccount(by.owner, (account, host) => {
      const found = groupAndContact(host, account, asked)
      if (typeof found === 'string') return refuse(found)
      const [{ id }, who] = found
      const { passport, groups } = who
      const next = change(groups, 1 << id)
      const regrouped = withContact(passport, (contact) => ({ ...contact, groups: next }))
      return inOrder(when(next !== groups, () => editLists(by, regrouped)), done(answer(account, who)))
    })

const putIntoGroup = regroup(
  (groups, bit) => groups | bit,
  (account, contact) => ({ id: contactGuid(account, contact) }),
)

/**
 * Puts a contact into a group; it may be there already. Who is named by the address need not be a contact yet: libpurple adds
 * somebody to a group without adding them first.
 *
 * **Errors** `GroupDoesNotExist`, `ContactDoesNotExist`, and what `newContact` refuses.
 *
 * **Source** messages.md 4.4; corrections.md
 */
export const serveAddToGroup = servedOperation(addToGroup, (by, asked, reply) =>
  seeingAccount(by.owner, (account, host) =>
    'contact' in asked || groupOf(account, asked.group) === undefined
      ? putIntoGroup(by, asked, reply)
      : putOnForwardList(by, addressIn(host, asked.passport), undefined, reply.refuse, putIntoGroup(by, asked, reply)),
  ),
)

/** Takes a contact out of a group, likewise. */
export const serveRemoveFromGroup = servedOperation(
  removeFromGroup,
  regroup(
    (groups, bit) => groups & ~bit,
    () => ({}),
  ),
)
