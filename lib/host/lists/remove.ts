/** Takes an account off a list, or a contact out of a group: REM up to MSNP12. */
import * as O from 'fp-ts/lib/Option.js'

import type { ListName } from '../../commands/words.js'
import { inOrder, nothing } from '../../core/action.js'
import { fail, modifyLists, seeingAccount, send, type HostAction, type ServerCommand } from '../action.js'
import type { ClientCommand, SignedInContext } from '../connection.js'
import { bits, canonical, contactOf, groupOfId, isOn, withContact, type StoredAccount, type StoredContact } from './accounts.js'
import { addressFailure, contactGuid, contactOfGuid, groupGuid, groupOfGuid, isInGroup } from './contacts.js'
import { takeOffList } from './edit.js'

const withoutGroupOf = (passport: string, id: number) =>
  withContact(passport, (contact) => ({ ...contact, groups: contact.groups & ~(1 << id) }))

/** Takes somebody off a list for good, and says what is to be said about it. */
const removeAndReply = (
  { link, phase }: SignedInContext,
  list: ListName,
  passport: string,
  reply: (account: StoredAccount) => ServerCommand,
): HostAction =>
  takeOffList(
    { owner: phase.passport, by: link },
    list,
    passport,
    seeingAccount(phase.passport, (account) => send(link, reply(account))),
  )

/** Takes a contact out of one group; it stays on the forward list. */
const removeFromGroup = (
  { link, phase }: SignedInContext,
  { passport }: StoredContact,
  id: number,
  reply: (account: StoredAccount) => ServerCommand,
): HostAction =>
  inOrder(
    modifyLists(phase.passport, withoutGroupOf(passport, id)),
    seeingAccount(phase.passport, (account) => send(link, reply(account))),
  )

/** Takes somebody off a list who is named by address, a contact too (MSNP2 to 9). */
const removeByAddress = (
  at: SignedInContext,
  account: StoredAccount,
  command: Exclude<ClientCommand<'NS', 'REM'>, { readonly contactGuid: string }>,
): HostAction => {
  const { host, link, phase } = at
  const { trid, list } = command
  const passport = canonical(command.passport)
  const contact = contactOf(account, passport)
  const named = 'groupId' in command ? command.groupId : undefined
  const groupId = list === 'FL' && phase.dialect.has.groups ? named : undefined
  const reply = ({ serial }: StoredAccount): ServerCommand => ({
    _tag: 'Normal',
    verb: 'REM',
    trid,
    list,
    serial,
    passport,
    ...(groupId === undefined ? {} : { groupId }),
  })
  if (contact === undefined) {
    const code = O.getOrElse(() => 216)(addressFailure(host, phase.dialect, passport))
    return fail(link, code, trid)
  }
  if (!(contact.lists & bits[list])) return fail(link, 216, trid)
  if (groupId === undefined) return removeAndReply(at, list, passport, reply)
  if (O.isNone(groupOfId(account, groupId))) return fail(link, 224, trid)
  return isInGroup(contact, groupId) ? removeFromGroup(at, contact, groupId, reply) : fail(link, 225, trid)
}

/** Takes a contact off the forward list, or out of a group, who is named by GUID (MSNP10 to 12). */
const removeByGuid = (
  at: SignedInContext,
  account: StoredAccount,
  { trid, contactGuid: guid, groupGuid: group }: Extract<ClientCommand<'NS', 'REM'>, { readonly contactGuid: string }>,
): HostAction => {
  const { link } = at
  const contact = O.toUndefined(contactOfGuid(account, guid))
  if (contact === undefined) return fail(link, 208, trid)
  if (!(contact.lists & bits.FL)) return fail(link, 216, trid)
  const reply = { _tag: 'Normal', verb: 'REM', trid, list: 'FL', contactGuid: contactGuid(account, contact) } as const
  if (group === undefined) return removeAndReply(at, 'FL', contact.passport, () => reply)
  const outOf = O.toUndefined(groupOfGuid(account, group))
  if (outOf === undefined) return fail(link, 224, trid)
  if (!(contact.groups & (1 << outOf.id))) return fail(link, 225, trid)
  return removeFromGroup(at, contact, outOf.id, () => ({ ...reply, groupGuid: groupGuid(account, outOf) }))
}

/** Takes somebody off any other list (MSNP10 to 12). */
const removeOther = (at: SignedInContext, account: StoredAccount, trid: number, list: 'AL' | 'BL' | 'PL', given: string): HostAction => {
  const passport = canonical(given)
  const contact = contactOf(account, passport)
  if (contact === undefined) return fail(at.link, 208, trid)
  // Official clients say REM PL after the ADC RL that has taken him off that list already.
  const isTaken = list === 'PL' && isOn('RL', account, passport)
  if (!(contact.lists & bits[list]) && !isTaken) return fail(at.link, 216, trid)
  return removeAndReply(at, list, passport, () => ({ _tag: 'Normal', verb: 'REM', trid, list, passport }))
}

/**
 * Takes somebody off a list, or out of a group.
 *
 * **Errors** 201 no address (MSNP2 to 9), 205 no such account (MSNP2 to 9), 208 in no list at all (MSNP10 to 12), 216 not
 * on that list, 224 no such group, 225 not in that group.
 *
 * **Source** core.md 4.7, 4.8; escargot.md 8
 */
export const removeFromList = (at: SignedInContext, command: ClientCommand<'NS', 'REM'>): HostAction => {
  const account = at.host.accounts.get(at.phase.passport)
  if (account === undefined) return nothing
  if ('contactGuid' in command) return removeByGuid(at, account, command)
  if (!at.phase.dialect.has.guids) return removeByAddress(at, account, command)
  return command.list === 'FL' ? nothing : removeOther(at, account, command.trid, command.list, command.passport)
}
