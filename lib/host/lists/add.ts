import * as O from 'fp-ts/lib/Option.js'
import { flow, identity, pipe } from 'fp-ts/lib/function.js'

import { each, inOrder, nothing, when } from '../../core/action.js'
import type { Name } from '../../core/effects.js'
import { detached } from '../../payloads/detach.js'
import { fail, modifyLists, notificationCommand, say, seeingAccount, type HostAction, type ServerCommand } from '../action.js'
import type { Focus, Said } from '../connection.js'
import { tellInitial } from '../presence/presence.js'
import type { Host, SignedIn } from '../state.js'
import { bits, canonical, contactOf, groupOfId, isOn, removed, withContact, type Account, type Contact } from './accounts.js'
import { addressIn, contactGuid, contactOfGuid, groupGuid, groupOfGuid, isIn, isTelephone, unknown } from './contacts.js'
import { isFull, putting, type Decided } from './edit.js'
import { nameOf, propertiesOf } from './sync.js'

type At = Focus<SignedIn>

const opposite = { AL: 'BL', BL: 'AL', FL: undefined } as const

/** Why somebody cannot be put on a list of the account; the code of the failure. */
const unaddable = (host: Host, account: Account, list: Decided, passport: string): O.Option<number> => {
  const other = opposite[list]
  if (isOn(list, account, passport)) return O.some(215)
  if (other !== undefined && isOn(other, account, passport)) return O.some(219)
  return isFull(host, account, list) ? O.some(210) : O.none
}

/** What follows when somebody has been put on the forward list: what they have set, and how they are. */
const introduceContact = ({ link, phase }: At, trid: number, passport: string): HostAction =>
  inOrder(
    seeingAccount(phase.passport, (account, host) =>
      each(phase.dialect.has.properties ? propertiesOf(host, account, passport) : [], (property) =>
        say(link, notificationCommand(phase.dialect, 'Async', 'BPR', { serial: account.serial, passport, property })),
      ),
    ),
    tellInitial(link, trid, passport),
  )

/** Who is put on which list, what else changes with it, and what is said about it. */
interface Addition {
  readonly trid: number
  readonly list: Decided
  readonly passport: string
  readonly reply: (account: Account, contact: Contact) => ServerCommand
  readonly change?: (account: Account) => Account
}

/** Puts somebody on a list for good, and says what is to be said about it. */
const put = (at: At, { trid, list, passport, reply, change = identity }: Addition): HostAction => {
  const { link, phase } = at
  // Before MSNP10 nobody knows of the pending list: to allow or to block is to decide.
  const decided = !phase.dialect.has.pendingList && list !== 'FL' ? removed('PL', passport) : identity<Account>
  const replying = seeingAccount(phase.passport, (account) => {
    const contact = contactOf(account, passport)
    return contact === undefined ? nothing : say(link, reply(account, contact))
  })
  const introducing = when(list === 'FL', () => introduceContact(at, trid, passport))
  return putting({ owner: phase.passport, by: link }, list, passport, {
    change: flow(decided, change),
    reply: inOrder(replying, introducing),
  })
}

const failing =
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
export const add = (at: At, command: Said<'NS', 'ADD'>): HostAction => {
  const { host, link, phase } = at
  const { trid, list } = command
  const account = host.accounts.get(phase.passport)
  if (account === undefined) return nothing
  const passport = addressIn(host, command.passport)
  const contact = contactOf(account, passport)
  const groupId = list === 'FL' && phase.dialect.has.groups ? command.groupId : undefined
  // The name that the list has from now on, whatever the client called the contact.
  const reply = ({ serial }: Account, contact: Contact): ServerCommand => ({
    _tag: 'Normal',
    verb: 'ADD',
    trid,
    list,
    serial,
    passport,
    name: nameOf(host, contact),
    ...(groupId === undefined ? {} : { groupId }),
  })
  const grouped = groupId === undefined ? identity<Account> : intoGroup(passport, groupId)
  const noGroup = groupId !== undefined && O.isNone(groupOfId(account, groupId)) ? O.some(224) : O.none
  const isRegrouped =
    groupId !== undefined && contact !== undefined && isOn('FL', account, passport) && !isIn(contact, groupId)
  return pipe(
    unknown(host, phase.dialect, passport),
    O.alt(() => noGroup),
    O.alt(() => (isRegrouped ? O.none : unaddable(host, account, list, passport))),
    O.match(
      () =>
        isRegrouped
          ? inOrder(
              modifyLists(phase.passport, grouped),
              seeingAccount(phase.passport, (next) => say(link, reply(next, contact))),
            )
          : put(at, { trid, list, passport, reply, change: grouped }),
      failing(link, trid),
    ),
  )
}

const addForward = (at: At, trid: number, given: string, name: string | undefined): HostAction => {
  const { host, link, phase } = at
  const account = host.accounts.get(phase.passport)
  if (account === undefined) return nothing
  const passport = addressIn(host, given)
  const named =
    name !== undefined && isTelephone(phase.dialect, passport)
      ? withContact(passport, (contact) => ({ ...contact, name: detached(name) }))
      : identity<Account>
  return pipe(
    unknown(host, phase.dialect, passport),
    O.alt(() => unaddable(host, account, 'FL', passport)),
    O.match(
      () =>
        put(at, {
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
      failing(link, trid),
    ),
  )
}

const addOther = (at: At, trid: number, list: 'AL' | 'BL', given: string): HostAction => {
  const { host, link, phase } = at
  const account = host.accounts.get(phase.passport)
  if (account === undefined) return nothing
  const passport = addressIn(host, given)
  return pipe(
    unknown(host, phase.dialect, passport),
    O.alt(() => unaddable(host, account, list, passport)),
    O.match(
      () => put(at, { trid, list, passport, reply: () => ({ _tag: 'Normal', verb: 'ADC', trid, list, passport }) }),
      failing(link, trid),
    ),
  )
}

/** Accepts somebody who waits on the pending list, and is on the reverse list from then on alone. */
const accept = ({ host, link, phase }: At, trid: number, given: string): HostAction => {
  const account = host.accounts.get(phase.passport)
  const passport = canonical(given)
  if (account === undefined) return nothing
  if (!isOn('RL', account, passport)) return fail(link, 216, trid)
  if (!isOn('PL', account, passport)) return fail(link, 215, trid)
  return inOrder(
    modifyLists(phase.passport, removed('PL', passport)),
    say(link, { _tag: 'Normal', verb: 'ADC', trid, list: 'RL', passport }),
  )
}

const addToGroup = ({ host, link, phase }: At, trid: number, guid: string, group: string): HostAction => {
  const account = host.accounts.get(phase.passport)
  if (account === undefined) return nothing
  const contact = O.toUndefined(contactOfGuid(account, guid))
  const into = O.toUndefined(groupOfGuid(account, group))
  if (contact === undefined || !(contact.lists & bits.FL)) return fail(link, 208, trid)
  if (into === undefined) return fail(link, 224, trid)
  if (contact.groups & (1 << into.id)) return fail(link, 215, trid)
  return inOrder(
    modifyLists(phase.passport, intoGroup(contact.passport, into.id)),
    say(link, {
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
export const addContact = (at: At, command: Said<'NS', 'ADC'>): HostAction => {
  const { trid } = command
  if ('groupGuid' in command) return addToGroup(at, trid, command.contactGuid, command.groupGuid)
  switch (command.list) {
    case 'FL':
      return addForward(at, trid, command.passport, command.name)
    case 'AL':
    case 'BL':
      return addOther(at, trid, command.list, command.passport)
    case 'RL':
      return accept(at, trid, command.passport)
  }
}
