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
import { added, bits, countOn, removed, withLists, type Account } from './accounts.js'
import { tellBookChanged, tellPeer, tellPeerBookChanged } from './notify.js'

/** The lists that the account itself decides on. */
export type Decided = Exclude<ListName, 'RL' | 'PL'>

const limitOf = ({ settings: { limits } }: Host, list: Decided): number =>
  ({ FL: limits.forward, AL: limits.allow, BL: limits.block })[list]

/** How many more can be put on a list of the account. */
export const roomOn = (host: Host, account: Account, list: Decided): number =>
  Math.max(0, limitOf(host, list) - countOn(list, account))

/** Whether there is no room on a list of the account. */
export const isFull = (host: Host, account: Account, list: Decided): boolean => roomOn(host, account, list) === 0

/** Whose lists are changed, and by whom: the connection, or none, where it was done by other ways. */
export interface Change {
  readonly owner: string
  readonly by: Name | undefined
}

const reverse = ({ passport, name }: Account): Member => ({ address: passport, network: networks.passport, lists: bits.RL, name })

/** That somebody has added an account, in the dialect of who is told. */
const wasAdded =
  (owner: Account) =>
  ({ serial }: Account, { has }: DialectFacts): ServerCommand => {
    const { passport, name } = owner
    if (has.listsBySoap) return { _tag: 'Payload', verb: 'ADL', payload: writeList({ members: [reverse(owner)] }) }
    const added = { _tag: 'Async', list: 'RL', passport, name } as const
    return has.guids ? { ...added, verb: 'ADC' } : { ...added, verb: 'ADD', serial }
  }

/** That somebody has removed an account. */
const wasRemoved =
  (owner: Account) =>
  ({ serial }: Account, dialect: DialectFacts): ServerCommand => {
    const { passport } = owner
    const { name: _, ...member } = reverse(owner)
    return dialect.has.listsBySoap
      ? { _tag: 'Payload', verb: 'RML', payload: writeList({ members: [member] }) }
      : notificationCommand(dialect, 'Async', 'REM', { list: 'RL', serial, passport })
  }

/** Puts one who has added somebody on the reverse list there, and on the pending list too, until it is decided. */
const mirror = (owner: Account, passport: string): HostAction =>
  inOrder(
    modifyLists(
      passport,
      withLists(owner.passport, (lists) => lists | bits.RL | (lists & (bits.FL | bits.AL | bits.BL) ? 0 : bits.PL)),
    ),
    tellPeer(passport, wasAdded(owner)),
    tellPeerBookChanged(passport),
  )

/** Takes one who has removed somebody off the reverse list there. */
const unmirror = (owner: Account, passport: string): HostAction =>
  inOrder(
    modifyLists(
      passport,
      withLists(owner.passport, (lists) => lists & ~(bits.RL | bits.PL)),
    ),
    tellPeer(passport, wasRemoved(owner)),
    tellPeerBookChanged(passport),
  )

/** Changes an account's lists without anybody's seeing more or less by it; its other places are told. */
export const arranging = ({ owner, by }: Change, change: (account: Account) => Account, reply: HostAction = nothing): HostAction =>
  inOrder(modifyLists(owner, change), reply, tellBookChanged(owner, by))

/** What else changes with a list, what is said about it, and what follows from it before others are told. */
export interface Details {
  readonly change?: (account: Account) => Account
  readonly reply?: HostAction
}

/**
 * Puts somebody on a list of an account for good: the reverse list there follows, and what everybody sees.
 *
 * **Shapes** `reply` is done after the change, before anybody else is told.
 */
export const putting = (
  by: Change,
  list: Decided,
  passport: string,
  { change = identity, reply = nothing }: Details = {},
): HostAction => {
  const doing = arranging(by, flow(added(list, passport), change), reply)
  if (list !== 'FL') return showing(by.owner, doing)
  return inOrder(
    doing,
    seeingAccount(by.owner, (account) => mirror(account, passport)),
  )
}

/** Takes somebody off a list of an account for good, likewise. */
export const taking = (by: Change, list: ListName, passport: string, reply: HostAction = nothing): HostAction =>
  showing(
    by.owner,
    inOrder(
      arranging(by, removed(list, passport), reply),
      when(
        list === 'FL',
        () => seeingAccount(by.owner, (account) => unmirror(account, passport)),
      ),
    ),
  )
