/** Puts an account on a list, or a contact into a group: ADD up to MSNP9, ADC from MSNP10 to 12. */
import * as O from 'fp-ts/lib/Option.js'
import { flow, identity, pipe } from 'fp-ts/lib/function.js'

import { each, inOrder, nothing, when } from '../../core/action.js'
import type { Name } from '../../core/effects.js'
import { fail, modifyLists, notificationCommand, seeingAccount, send, type HostAction, type ServerCommand } from '../action.js'
import type { ClientCommand, SignedInContext } from '../connection.js'
import { sendInitialPresence } from '../presence/presence.js'
import type { Host } from '../state.js'
import {
  bits,
  canonical,
  contactOf,
  groupOfId,
  isOn,
  removedFrom,
  withContact,
  type StoredAccount,
  type StoredContact,
} from './accounts.js'
import {
  addressFailure,
  addressIn,
  contactGuid,
  contactOfGuid,
  groupGuid,
  groupOfGuid,
  isInGroup,
  isTelephone,
} from './contacts.js'
import { isFull, putOnList, type SettableList } from './edit.js'
import { nameOf, propertiesOf } from './sync.js'

const opposite = { AL: 'BL', BL: 'AL', FL: undefined } as const

/** Why somebody cannot be put on a list of the account; the code of the failure. */
const unaddable = (host: Host, account: StoredAccount, list: SettableList, passport: string): O.Option<number> => {
  const other = opposite[list]
  if (isOn(list, account, passport)) return O.some(215)
  if (other !== undefined && isOn(other, account, passport)) return O.some(219)
  return isFull(host, account, list) ? O.some(210) : O.none
}

/** What follows when somebody has been put on the forward list: what they have set, and how they are. */
const introduceContact = ({ link, phase }: SignedInContext, trid: number, passport: string): HostAction =>
  inOrder(
    seeingAccount(phase.passport, (account, host) =>
      each(phase.dialect.has.properties ? propertiesOf(host, account, passport) : [], (property) =>
        send(link, notificationCommand(phase.dialect, 'Async', 'BPR', { serial: account.serial, passport, property })),
      ),
    ),
    sendInitialPresence(link, trid, passport),
  )

/** Who is put on which list, what else changes with it, and what is said about it. */
interface Addition {
  readonly trid: number
  readonly list: SettableList
  readonly passport: string
  readonly reply: (account: StoredAccount, contact: StoredContact) => ServerCommand
  readonly change?: (account: StoredAccount) => StoredAccount
}

/** Puts somebody on a list for good, and says what is to be said about it. */
const putAndReply = (at: SignedInContext, { trid, list, passport, reply, change = identity }: Addition): HostAction => {
  const { link, phase } = at
  // Before MSNP10 nobody knows of the pending list: to allow or to block is to decide.
  const decided = !phase.dialect.has.pendingList && list !== 'FL' ? removedFrom('PL', passport) : identity<StoredAccount>
  const replying = seeingAccount(phase.passport, (account) => {
    const contact = contactOf(account, passport)
    return contact === undefined ? nothing : send(link, reply(account, contact))
  })
  const introducing = when(list === 'FL', () => introduceContact(at, trid, passport))
  return putOnList({ owner: phase.passport, by: link }, list, passport, {
    change: flow(decided, change),
    reply: inOrder(replying, introducing),
  })
}

const failWith =
  (link: Name, trid: number) =>
  (code: number): HostAction =>
    fail(link, code, trid)

/** Puts a contact into a group, as 2 to the power of its id. */
const intoGroup = (passport: string, id: number) =>
  withContact(passport, (contact) => ({ ...contact, groups: contact.groups | (1 << id) }))

/**
 * Puts somebody on a list, or a contact into one more group (MSNP2 to 9).
 *
 * **Errors** 201 no address, 205 no such account, 210 the list is full, 215 on the list already, 219 on the opposite list,
 * 224 no such group.
 *
 * **Source** core.md 4.7
 */
export const addToList = (at: SignedInContext, command: ClientCommand<'NS', 'ADD'>): HostAction => {
  const { host, link, phase } = at
  const { trid, list } = command
  const account = host.accounts.get(phase.passport)
  if (account === undefined) return nothing
  const passport = addressIn(host, command.passport)
  const contact = contactOf(account, passport)
  const groupId = list === 'FL' && phase.dialect.has.groups ? command.groupId : undefined
  // The name that the list has from now on, whatever the client called the contact.
  const reply = ({ serial }: StoredAccount, contact: StoredContact): ServerCommand => ({
    _tag: 'Normal',
    verb: 'ADD',
    trid,
    list,
    serial,
    passport,
    name: nameOf(host, contact),
    ...(groupId === undefined ? {} : { groupId }),
  })
  const grouped = groupId === undefined ? identity<StoredAccount> : intoGroup(passport, groupId)
  const noGroup = groupId !== undefined && O.isNone(groupOfId(account, groupId)) ? O.some(224) : O.none
  const isRegrouped =
    groupId !== undefined && contact !== undefined && isOn('FL', account, passport) && !isInGroup(contact, groupId)
  return pipe(
    addressFailure(host, phase.dialect, passport),
    O.alt(() => noGroup),
    O.alt(() => (isRegrouped ? O.none : unaddable(host, account, list, passport))),
    O.match(
      () =>
        isRegrouped
          ? inOrder(
              modifyLists(phase.passport, grouped),
              seeingAccount(phase.passport, (next) => send(link, reply(next, contact))),
            )
          : putAndReply(at, { trid, list, passport, reply, change: grouped }),
      failWith(link, trid),
    ),
  )
}

const addToForwardList = (at: SignedInContext, trid: number, given: string, name: string | undefined): HostAction => {
  const { host, link, phase } = at
  const account = host.accounts.get(phase.passport)
  if (account === undefined) return nothing
  const passport = addressIn(host, given)
  const named =
    name !== undefined && isTelephone(phase.dialect, passport)
      ? withContact(passport, (contact) => ({ ...contact, name }))
      : identity<StoredAccount>
  return pipe(
    addressFailure(host, phase.dialect, passport),
    O.alt(() => unaddable(host, account, 'FL', passport)),
    O.match(
      () =>
        putAndReply(at, {
          trid,
          list: 'FL',
          passport,
          reply: (next, contact) => ({
            _tag: 'Normal',
            verb: 'ADC',
            trid,
            list: 'FL',
            passport,
            name: nameOf(host, contact),
            contactGuid: contactGuid(next, contact),
          }),
          change: named,
        }),
      failWith(link, trid),
    ),
  )
}

const addToOtherList = (at: SignedInContext, trid: number, list: 'AL' | 'BL', given: string): HostAction => {
  const { host, link, phase } = at
  const account = host.accounts.get(phase.passport)
  if (account === undefined) return nothing
  const passport = addressIn(host, given)
  return pipe(
    addressFailure(host, phase.dialect, passport),
    O.alt(() => unaddable(host, account, list, passport)),
    O.match(
      () => putAndReply(at, { trid, list, passport, reply: () => ({ _tag: 'Normal', verb: 'ADC', trid, list, passport }) }),
      failWith(link, trid),
    ),
  )
}

/** Accepts somebody who waits on the pending list, and is on the reverse list from then on alone. */
const acceptPending = ({ host, link, phase }: SignedInContext, trid: number, given: string): HostAction => {
  const account = host.accounts.get(phase.passport)
  const passport = canonical(given)
  if (account === undefined) return nothing
  if (!isOn('RL', account, passport)) return fail(link, 216, trid)
  if (!isOn('PL', account, passport)) return fail(link, 215, trid)
  return inOrder(
    modifyLists(phase.passport, removedFrom('PL', passport)),
    send(link, { _tag: 'Normal', verb: 'ADC', trid, list: 'RL', passport }),
  )
}

const addToGroup = ({ host, link, phase }: SignedInContext, trid: number, guid: string, group: string): HostAction => {
  const account = host.accounts.get(phase.passport)
  if (account === undefined) return nothing
  const contact = O.toUndefined(contactOfGuid(account, guid))
  const into = O.toUndefined(groupOfGuid(account, group))
  if (contact === undefined || !(contact.lists & bits.FL)) return fail(link, 208, trid)
  if (into === undefined) return fail(link, 224, trid)
  if (contact.groups & (1 << into.id)) return fail(link, 215, trid)
  return inOrder(
    modifyLists(phase.passport, intoGroup(contact.passport, into.id)),
    send(link, {
      _tag: 'Normal',
      verb: 'ADC',
      trid,
      list: 'FL',
      contactGuid: contactGuid(account, contact),
      groupGuid: groupGuid(account, into),
    }),
  )
}

/**
 * Puts somebody on a list, or a contact into a group (MSNP10 to 12).
 *
 * **Errors** 201 no address, 208 no such account or contact, 210 the list is full, 215 there already, 216 has not added
 * this account, 219 on the opposite list, 224 no such group.
 *
 * **Source** core.md 4.8
 */
export const addContact = (at: SignedInContext, command: ClientCommand<'NS', 'ADC'>): HostAction => {
  const { trid } = command
  if ('groupGuid' in command) return addToGroup(at, trid, command.contactGuid, command.groupGuid)
  switch (command.list) {
    case 'FL':
      return addToForwardList(at, trid, command.passport, command.name)
    case 'AL':
    case 'BL':
      return addToOtherList(at, trid, command.list, command.passport)
    case 'RL':
      return acceptPending(at, trid, command.passport)
  }
}
