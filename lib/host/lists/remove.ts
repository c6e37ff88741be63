import * as O from 'fp-ts/lib/Option.js'

import type { ListName } from '../../commands/words.js'
import { inOrder, nothing } from '../../core/action.js'
import { fail, modifyLists, say, seeingAccount, type HostAction, type ServerCommand } from '../action.js'
import type { Focus, Said } from '../connection.js'
import type { SignedIn } from '../state.js'
import { bits, canonical, contactOf, groupOfId, isOn, withContact, type Account, type Contact } from './accounts.js'
import { contactGuid, contactOfGuid, groupGuid, groupOfGuid, isIn, unknown } from './contacts.js'
import { taking } from './edit.js'

type At = Focus<SignedIn>

const outOfGroup = (passport: string, id: number) =>
  withContact(passport, (contact) => ({ ...contact, groups: contact.groups & ~(1 << id) }))

/** Takes somebody off a list for good, and says what is to be said about it. */
const take = (
  { link, phase }: At,
  list: ListName,
  passport: string,
  reply: (account: Account) => ServerCommand,
): HostAction =>
  taking(
    { owner: phase.passport, by: link },
    list,
    passport,
    seeingAccount(phase.passport, (account) => say(link, reply(account))),
  )

/** Takes a contact out of one group; it stays on the forward list. */
const takeOutOfGroup = (
  { link, phase }: At,
  { passport }: Contact,
  id: number,
  reply: (account: Account) => ServerCommand,
): HostAction =>
  inOrder(
    modifyLists(phase.passport, outOfGroup(passport, id)),
    seeingAccount(phase.passport, (account) => say(link, reply(account))),
  )

/** Takes somebody off a list who is named by address, a contact too (MSNP2 to 9). */
const removeByAddress = (
  at: At,
  account: Account,
  command: Exclude<Said<'NS', 'REM'>, { readonly contactGuid: string }>,
): HostAction => {
  const { host, link, phase } = at
  const { trid, list } = command
  const passport = canonical(command.passport)
  const contact = contactOf(account, passport)
  const named = 'groupId' in command ? command.groupId : undefined
  const groupId = list === 'FL' && phase.dialect.has.groups ? named : undefined
  const reply = ({ serial }: Account): ServerCommand => ({
    _tag: 'Normal',
    verb: 'REM',
    trid,
    list,
    serial,
    passport,
    ...(groupId === undefined ? {} : { groupId }),
  })
  if (contact === undefined) {
    const code = O.getOrElse(() => 216)(unknown(host, phase.dialect, passport))
    return fail(link, code, trid)
  }
  if (!(contact.lists & bits[list])) return fail(link, 216, trid)
  if (groupId === undefined) return take(at, list, passport, reply)
  if (O.isNone(groupOfId(account, groupId))) return fail(link, 224, trid)
  return isIn(contact, groupId) ? takeOutOfGroup(at, contact, groupId, reply) : fail(link, 225, trid)
}

/** Takes a contact off the forward list, or out of a group, who is named by GUID (MSNP10 to 12). */
const removeByGuid = (
  at: At,
  account: Account,
  { trid, contactGuid: guid, groupGuid: group }: Extract<Said<'NS', 'REM'>, { readonly contactGuid: string }>,
): HostAction => {
  const { link } = at
  const contact = O.toUndefined(contactOfGuid(account, guid))
  if (contact === undefined) return fail(link, 208, trid)
  if (!(contact.lists & bits.FL)) return fail(link, 216, trid)
  const reply = { _tag: 'Normal', verb: 'REM', trid, list: 'FL', contactGuid: contactGuid(account, contact) } as const
  if (group === undefined) return take(at, 'FL', contact.passport, () => reply)
  const outOf = O.toUndefined(groupOfGuid(account, group))
  if (outOf === undefined) return fail(link, 224, trid)
  if (!(contact.groups & (1 << outOf.id))) return fail(link, 225, trid)
  return takeOutOfGroup(at, contact, outOf.id, () => ({ ...reply, groupGuid: groupGuid(account, outOf) }))
}

/** Takes somebody off any other list (MSNP10 to 12). */
const removeOther = (at: At, account: Account, trid: number, list: 'AL' | 'BL' | 'PL', given: string): HostAction => {
  const passport = canonical(given)
  const contact = contactOf(account, passport)
  if (contact === undefined) return fail(at.link, 208, trid)
  // Official clients say REM PL after the ADC RL that has taken him off that list already.
  const isTaken = list === 'PL' && isOn('RL', account, passport)
  if (!(contact.lists & bits[list]) && !isTaken) return fail(at.link, 216, trid)
  return take(at, list, passport, () => ({ _tag: 'Normal', verb: 'REM', trid, list, passport }))
}

/**
 * Takes somebody off a list, or out of a group.
 *
 * **Errors** 201 no address (MSNP2 to 9), 205 no such account (MSNP2 to 9), 208 in no list at all (MSNP10 to 12), 216 not
 * on that list, 224 no such group, 225 not in that group.
 *
 * **Source** core.md 4.7, 4.8; escargot.md 8
 */
export const remove = (at: At, command: Said<'NS', 'REM'>): HostAction => {
  const account = at.host.accounts.get(at.phase.passport)
  if (account === undefined) return nothing
  if ('contactGuid' in command) return removeByGuid(at, account, command)
  if (!at.phase.dialect.has.guids) return removeByAddress(at, account, command)
  return command.list === 'FL' ? nothing : removeOther(at, account, command.trid, command.list, command.passport)
}
