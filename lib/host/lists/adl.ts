/** The list commands of MSNP13 and later: ADL, RML and FQY, which name many accounts at once. */
import * as O from 'fp-ts/lib/Option.js'

import { networkOf, networks } from '../../commands/networks.js'
import { listsOf } from '../../commands/words.js'
import { each, inOrder, when } from '../../core/action.js'
import { readList, writeList, type Member, type MemberList } from '../../payloads/list.js'
import { fail, seeingAccount, send, type HostAction } from '../action.js'
import { areCircles, listCircles } from '../circles/membership.js'
import type { ClientCommand, SignedInContext } from '../connection.js'
import { failAndClose } from '../disconnect.js'
import { sendInitialPresence } from '../presence/presence.js'
import type { Host } from '../state.js'
import { bits, contactOf, isOn, type StoredAccount } from './accounts.js'
import { addressBookDialect, addressFailure, addressIn } from './contacts.js'
import { putOnList, roomOn, takeOffList, type SettableList } from './edit.js'

/** The lists that a client may name (core.md 4.9). */
const settableLists: ReadonlyArray<SettableList> = ['FL', 'AL', 'BL']

const settableBits = settableLists.reduce((sum, list) => sum | bits[list], 0)

/** The lists that are meant of somebody. */
const listsIn = ({ lists = 0 }: Member): ReadonlyArray<SettableList> =>
  listsOf(lists & settableBits).filter((list) => list !== 'RL' && list !== 'PL')

const isForbidden = ({ lists = 0 }: Member): boolean => (lists & ~settableBits) !== 0

/** Why a payload is refused as a whole, and the connection closed; the code. */
const listFailure = ({ members, problem }: MemberList): number | undefined => {
  if (problem !== undefined) return problem._tag === 'EmptyDomain' ? 240 : 241
  return members.some(isForbidden) ? 241 : undefined
}

/** Somebody by the address that accounts are known by. */
interface ListedAddress {
  readonly passport: string
  readonly lists: ReadonlyArray<SettableList>
}

const listedAddress = (host: Host, member: Member): ListedAddress => ({
  passport: addressIn(host, member.address),
  lists: listsIn(member),
})

/** Why somebody cannot be on a list, whichever; the code. */
const unlistable = (host: Host, account: StoredAccount, { address, network }: Member): number | undefined => {
  const passport = addressIn(host, address)
  if (network === networks.circle) return 933
  if (network !== undefined && network !== networkOf(passport)) return 204
  if (contactOf(account, passport) !== undefined) return undefined
  return O.isSome(addressFailure(host, addressBookDialect, passport)) ? 208 : undefined
}

/** Whether those who are new on a list are more than there is room for. */
const isOver = (host: Host, account: StoredAccount, addresses: ReadonlyArray<ListedAddress>, list: SettableList): boolean => {
  const more = addresses.filter(({ passport, lists }) => lists.includes(list) && !isOn(list, account, passport))
  return new Set(more.map(({ passport }) => passport)).size > roomOn(host, account, list)
}

/** Checks a whole list before anything of it is done: either all of it is, or nothing. */
const checkList = (
  { link, phase }: SignedInContext,
  { verb, trid }: ClientCommand<'NS', 'ADL' | 'RML'>,
  list: MemberList,
  action: (addresses: ReadonlyArray<ListedAddress>) => HostAction,
): HostAction => {
  const code = listFailure(list)
  if (code !== undefined) return failAndClose(link, code, trid)
  // The lists as they are at the sign-in: the server knows them already, and its own count.
  if (verb === 'ADL' && list.level !== undefined && list.level & bits.FL) return action([])
  return seeingAccount(phase.passport, (account, host) => {
    const problem = list.members
      .map((member) => unlistable(host, account, member))
      .find((problem) => problem !== undefined)
    return problem === undefined ? action(list.members.map((member) => listedAddress(host, member))) : fail(link, problem, trid)
  })
}

/**
 * Puts somebody on lists, or says which lists there are at the sign-in. Who is on a list already stays there: clients ask
 * the address book first. The presence of those who are put on the forward list is sent before the answer, as at Escargot.
 *
 * **Errors** 204 another network, 208 no such account, 210 the list is full, 933 a circle; 240 an empty domain and 241
 * no XML, or lists that are not a client's to decide on: both close.
 *
 * **Source** core.md 4.9; messages.md 4.5; escargot.md 6
 */
export const addToLists = (at: SignedInContext, command: ClientCommand<'NS', 'ADL'>): HostAction => {
  const list = readList(command.payload)
  return areCircles(list.members) ? listCircles(at, command.trid, list.members) : addPeople(at, command, list)
}

const addPeople = (at: SignedInContext, command: ClientCommand<'NS', 'ADL'>, list: MemberList): HostAction =>
  checkList(at, command, list, (addresses) => {
    const { link, phase } = at
    const { trid } = command
    const { passport: owner } = phase
    const by = { owner, by: link }
    const adding = each(addresses, ({ passport, lists }) =>
      inOrder(
        each(lists, (list) =>
          seeingAccount(owner, (account) => when(!isOn(list, account, passport), () => putOnList(by, list, passport))),
        ),
        when(lists.includes('FL'), () => sendInitialPresence(link, trid, passport)),
      ),
    )
    return seeingAccount(owner, (account, host) =>
      settableLists.some((list) => isOver(host, account, addresses, list))
        ? fail(link, 210, trid)
        : inOrder(adding, send(link, { _tag: 'Normal', verb: 'ADL', trid, outcome: 'OK' })),
    )
  })

/**
 * Takes somebody off lists; who is not on them is not missed there.
 *
 * **Errors** as `tellLists`.
 *
 * **Source** core.md 4.9; messages.md 4.5
 */
export const removeFromLists = (at: SignedInContext, command: ClientCommand<'NS', 'RML'>): HostAction =>
  checkList(at, command, readList(command.payload), (addresses) => {
    const { link, phase } = at
    const { trid } = command
    const by = { owner: phase.passport, by: link }
    return inOrder(
      each(addresses, ({ passport, lists }) =>
        each(lists, (list) =>
          seeingAccount(by.owner, (account) => when(isOn(list, account, passport), () => takeOffList(by, list, passport))),
        ),
      ),
      send(link, { _tag: 'Normal', verb: 'RML', trid, outcome: 'OK' }),
    )
  })

/**
 * Says on which network an address exists: there is but one, and the telephones.
 *
 * **Errors** 208 nobody of those is there; 240 and 241 as `tellLists`, and 241 for nobody at all.
 *
 * **Source** core.md 4.9; messages.md 4.5
 */
export const lookUpNetworks = ({ host, link }: SignedInContext, { trid, payload }: ClientCommand<'NS', 'FQY'>): HostAction => {
  const list = readList(payload)
  const code = listFailure(list) ?? (list.members.length === 0 ? 241 : undefined)
  if (code !== undefined) return failAndClose(link, code, trid)
  const members = list.members
    .filter(({ address }) => O.isNone(addressFailure(host, addressBookDialect, addressIn(host, address))))
    .map(({ address }) => ({ address, network: networkOf(address) }))
  return members.length === 0
    ? fail(link, 208, trid)
    : send(link, { _tag: 'Payload', verb: 'FQY', trid, payload: writeList({ members }) })
}
