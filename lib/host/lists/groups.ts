/** Adds, removes and renames groups: ADG, RMG and REG. */
import * as E from 'fp-ts/lib/Either.js'
import * as O from 'fp-ts/lib/Option.js'
import { pipe } from 'fp-ts/lib/function.js'

import { Quoted } from '../../commands/quoted.js'
import { inOrder } from '../../core/action.js'
import { fail, modifyLists, notificationCommand, seeingAccount, send, type HostAction } from '../action.js'
import type { ClientCommand, SignedInContext } from '../connection.js'
import type { Host } from '../state.js'
import { groupOfId, bytesOnWire, withGroup, type StoredAccount, type StoredGroup } from './accounts.js'
import { groupGuid, groupOfGuid } from './contacts.js'

/** Why a group cannot have a name; the code of the failure. */
export const groupNameFailure = ({ settings }: Host, account: StoredAccount, name: string): number | undefined => {
  if (bytesOnWire(name) > settings.limits.groupName) return 229
  return account.groups.some((group) => group.name === name) ? 228 : undefined
}

/**
 * Makes a group.
 *
 * **Errors** 223 too many groups, 228 there is one of that name, 229 the name is too long.
 *
 * **Source** core.md 4.7, 4.8
 */
export const addGroup = ({ host, link, phase }: SignedInContext, { trid, name }: ClientCommand<'NS', 'ADG'>): HostAction => {
  const { passport, dialect } = phase
  return seeingAccount(passport, (account) => {
    // The group that is always there is none of MSNP10 to 12.
    const count = account.groups.length - (dialect.has.groupOfAll ? 0 : 1)
    if (count >= host.settings.limits.groups) return fail(link, 223, trid)
    const code = groupNameFailure(host, account, name)
    if (code !== undefined) return fail(link, code, trid)
    return inOrder(
      modifyLists(passport, withGroup(name)),
      seeingAccount(passport, (next) => {
        const group = next.groups.at(-1)!
        const numbers = { serial: next.serial, groupId: group.id, groupGuid: groupGuid(next, group) }
        return send(link, notificationCommand(dialect, 'Normal', 'ADG', { trid, name, ...numbers }))
      }),
    )
  })
}

// Client 7.0 names a group that it made a moment ago, and escapes the name twice (core.md 4.8).
const groupNamed = (account: StoredAccount, text: string): O.Option<StoredGroup> => {
  const names = [text, E.getOrElse(() => text)(Quoted.decode(text))]
  return O.fromNullable(account.groups.find(({ id, name }) => id !== 0 && names.includes(name)))
}

/** The account without a group; who was in it stays. */
export const withoutGroup =
  (id: number) =>
  (account: StoredAccount): StoredAccount => ({
    ...account,
    groups: account.groups.filter((group) => group.id !== id),
    contacts: account.contacts.map((contact) =>
      contact.groups & (1 << id) ? { ...contact, groups: contact.groups & ~(1 << id) } : contact,
    ),
  })

/**
 * Removes a group. Up to MSNP9 it must be empty; from MSNP10 on its contacts are in it no more, and stay in the list.
 *
 * **Errors** 224 no such group, 227 somebody is in it (MSNP7 to 9), 230 the group 0, which is always there (MSNP7 to 9).
 *
 * **Source** core.md 4.7, 4.8
 */
export const removeGroup = ({ link, phase }: SignedInContext, command: ClientCommand<'NS', 'RMG'>): HostAction => {
  const { passport } = phase
  const { trid } = command
  return seeingAccount(passport, (account) => {
    if ('groupId' in command) {
      const { groupId } = command
      if (groupId === 0) return fail(link, 230, trid)
      if (O.isNone(groupOfId(account, groupId))) return fail(link, 224, trid)
      if (account.contacts.some(({ groups }) => (groups & (1 << groupId)) !== 0)) return fail(link, 227, trid)
      return inOrder(
        modifyLists(passport, withoutGroup(groupId)),
        seeingAccount(passport, ({ serial }) => send(link, { _tag: 'Normal', verb: 'RMG', trid, serial, groupId })),
      )
    }
    return pipe(
      groupOfGuid(account, command.group),
      O.alt(() => groupNamed(account, command.group)),
      O.match(
        () => fail(link, 224, trid),
        (group) =>
          inOrder(
            modifyLists(passport, withoutGroup(group.id)),
            send(link, { _tag: 'Normal', verb: 'RMG', trid, groupGuid: groupGuid(account, group) }),
          ),
      ),
    )
  })
}

/** The account with a group of another name. */
export const withGroupRenamed =
  (id: number, name: string) =>
  (account: StoredAccount): StoredAccount => ({
    ...account,
    groups: account.groups.map((group) => (group.id === id ? { ...group, name } : group)),
  })

/**
 * Renames a group.
 *
 * **Errors** 224 no such group, 228 there is one of that name, 229 the name is too long.
 *
 * **Source** core.md 4.7, 4.8
 */
export const renameGroup = ({ host, link, phase }: SignedInContext, command: ClientCommand<'NS', 'REG'>): HostAction => {
  const { passport } = phase
  const { trid, name } = command
  return seeingAccount(passport, (account) => {
    const group = O.toUndefined(
      'groupId' in command ? groupOfId(account, command.groupId) : groupOfGuid(account, command.groupGuid),
    )
    if (group === undefined) return fail(link, 224, trid)
    const code = groupNameFailure(host, account, name)
    if (code !== undefined) return fail(link, code, trid)
    return inOrder(
      modifyLists(passport, withGroupRenamed(group.id, name)),
      seeingAccount(passport, ({ serial }) => {
        const done = { _tag: 'Normal', verb: 'REG', trid, name } as const
        return 'groupId' in command
          ? send(link, { ...done, serial, groupId: command.groupId })
          : send(link, { ...done, groupGuid: command.groupGuid })
      }),
    )
  })
}
