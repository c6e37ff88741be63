/** Changes of an account's lists, and what follows for others: the reverse list, what they see, and who is notified. */
import { flow, identity } from 'fp-ts/lib/function.js'

import type { DialectFacts } from '../../commands/dialects.js'
import { networks } from '../../commands/networks.js'
import type { ListName } from '../../commands/words.js'
import { inOrder, nothing, when } from '../../core/action.js'
import type { Name } from '../../core/effects.js'
import { writeList, type Member } from '../../payloads/list.js'
import { modifyLists, notificationCommand, seeingAccount, type HostAction, type ServerCommand } from '../action.js'
import { showing } from '../presence/presence.js'
import type { Host } from '../state.js'
import { addedTo, bits, countOn, removedFrom, withLists, type StoredAccount } from './accounts.js'
import { notifyEndpoints, notifyOtherEndpoints, notifyPeer } from './notify.js'

/** The lists that the account itself decides on. */
export type SettableList = Exclude<ListName, 'RL' | 'PL'>

const limitOf = ({ settings: { limits } }: Host, list: SettableList): number =>
  ({ FL: limits.forward, AL: limits.allow, BL: limits.block })[list]

/** How many more can be put on a list of the account. */
export const roomOn = (host: Host, account: StoredAccount, list: SettableList): number =>
  Math.max(0, limitOf(host, list) - countOn(list, account))

/** Whether there is no room on a list of the account. */
export const isFull = (host: Host, account: StoredAccount, list: SettableList): boolean => roomOn(host, account, list) === 0

/** Whose lists are changed, and by whom: the connection, or none, where it was done by other ways. */
export interface Caller {
  readonly owner: string
  readonly by: Name | undefined
}

const reverse = ({ passport, name }: StoredAccount): Member => ({ address: passport, network: networks.passport, lists: bits.RL, name })

/** That somebody has added an account, in the dialect of who is notified. */
const addedNotice =
  (owner: StoredAccount) =>
  ({ serial }: StoredAccount, { has }: DialectFacts): ServerCommand => {
    const { passport, name } = owner
    if (has.listsBySoap) return { _tag: 'Payload', verb: 'ADL', payload: writeList({ members: [reverse(owner)] }) }
    const added = { _tag: 'Async', list: 'RL', passport, name } as const
    return has.guids ? { ...added, verb: 'ADC' } : { ...added, verb: 'ADD', serial }
  }

/** That somebody has removed an account. */
const removedNotice =
  (owner: StoredAccount) =>
  ({ serial }: StoredAccount, dialect: DialectFacts): ServerCommand => {
    const { passport } = owner
    const { name: _, ...member } = reverse(owner)
    return dialect.has.listsBySoap
      ? { _tag: 'Payload', verb: 'RML', payload: writeList({ members: [member] }) }
      : notificationCommand(dialect, 'Async', 'REM', { list: 'RL', serial, passport })
  }

/** Puts one who has added somebody on the reverse list there, and on the pending list too, until it is decided. */
const addToReverseList = (owner: StoredAccount, passport: string): HostAction =>
  inOrder(
    modifyLists(
      passport,
      withLists(owner.passport, (lists) => lists | bits.RL | (lists & (bits.FL | bits.AL | bits.BL) ? 0 : bits.PL)),
    ),
    notifyPeer(passport, addedNotice(owner)),
    notifyEndpoints(passport),
  )

/** Takes one who has removed somebody off the reverse list there. */
const removeFromReverseList = (owner: StoredAccount, passport: string): HostAction =>
  inOrder(
    modifyLists(
      passport,
      withLists(owner.passport, (lists) => lists & ~(bits.RL | bits.PL)),
    ),
    notifyPeer(passport, removedNotice(owner)),
    notifyEndpoints(passport),
  )

/** Changes an account's lists where nobody sees more or less by it; its other endpoints are notified. */
export const editLists = ({ owner, by }: Caller, change: (account: StoredAccount) => StoredAccount, reply: HostAction = nothing): HostAction =>
  inOrder(modifyLists(owner, change), reply, notifyOtherEndpoints(owner, by))

/** What else changes with a list, what is said about it, and what follows from it before others are notified. */
export interface EditDetails {
  readonly change?: (account: StoredAccount) => StoredAccount
  readonly reply?: HostAction
}

/**
 * Puts somebody on a list of an account for good: the reverse list there follows, and what everybody sees.
 *
 * **Shapes** `reply` is done after the change, before anybody else is notified.
 */
export const putOnList = (
  by: Caller,
  list: SettableList,
  passport: string,
  { change = identity, reply = nothing }: EditDetails = {},
): HostAction => {
  const doing = editLists(by, flow(addedTo(list, passport), change), reply)
  if (list !== 'FL') return showing(by.owner, doing)
  return inOrder(
    doing,
    seeingAccount(by.owner, (account) => addToReverseList(account, passport)),
  )
}

/** Takes somebody off a list of an account for good, likewise. */
export const takeOffList = (by: Caller, list: ListName, passport: string, reply: HostAction = nothing): HostAction =>
  showing(
    by.owner,
    inOrder(
      editLists(by, removedFrom(list, passport), reply),
      when(
        list === 'FL',
        () => seeingAccount(by.owner, (account) => removeFromReverseList(account, passport)),
      ),
    ),
  )
