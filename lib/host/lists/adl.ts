import * as O from 'fp-ts/lib/Option.js'

import { networkOf, networks } from '../../commands/networks.js'
import { listsOf } from '../../commands/words.js'
import { each, inOrder, when } from '../../core/action.js'
import { readList, writeList, type Member, type MemberList } from '../../payloads/list.js'
import { fail, say, seeingAccount, type HostAction } from '../action.js'
import { areCircles, listCircles } from '../circles/membership.js'
import type { Focus, Said } from '../connection.js'
import { failAndClose } from '../disconnect.js'
import { tellInitial } from '../presence/presence.js'
import type { Host, SignedIn } from '../state.js'
import { bits, contactOf, isOn, type Account } from './accounts.js'
import { addressBookDialect, addressIn, unknown } from './contacts.js'
import { putting, roomOn, taking, type Decided } from './edit.js'

type At = Focus<SignedIn>

/** The lists that a client may name (core.md 4.9). */
const decided: ReadonlyArray<Decided> = ['FL', 'AL', 'BL']

const decidable = decided.reduce((sum, list) => sum | bits[list], 0)

/** The lists that are meant of somebody. */
const listsIn = ({ lists = 0 }: Member): ReadonlyArray<Decided> =>
  listsOf(lists & decidable).filter((list) => list !== 'RL' && list !== 'PL')

const isForbidden = ({ lists = 0 }: Member): boolean => (lists & ~decidable) !== 0

/** Why a payload is refused as a whole, and the connection closed; the code. */
const broken = ({ members, problem }: MemberList): number | undefined => {
  if (problem !== undefined) return problem._tag === 'EmptyDomain' ? 240 : 241
  return members.some(isForbidden) ? 241 : undefined
}

/** Somebody by the address that accounts are known by. */
interface Meant {
  readonly passport: string
  readonly lists: ReadonlyArray<Decided>
}

const meantBy = (host: Host, member: Member): Meant => ({
  passport: addressIn(host, member.address),
  lists: listsIn(member),
})

/** Why somebody cannot be on a list, whichever; the code. */
const unlistable = (host: Host, account: Account, { address, network }: Member): number | undefined => {
  const passport = addressIn(host, address)
  if (network === networks.circle) return 933
  if (network !== undefined && network !== networkOf(passport)) return 204
  if (contactOf(account, passport) !== undefined) return undefined
  return O.isSome(unknown(host, addressBookDialect, passport)) ? 208 : undefined
}

/** Whether those who are new on a list are more than there is room for. */
const isOver = (host: Host, account: Account, people: ReadonlyArray<Meant>, list: Decided): boolean => {
  const more = people.filter(({ passport, lists }) => lists.includes(list) && !isOn(list, account, passport))
  return new Set(more.map(({ passport }) => passport)).size > roomOn(host, account, list)
}

/** Checks a whole list before anything of it is done: either all of it is, or nothing. */
const checked = (
  { link, phase }: At,
  { verb, trid }: Said<'NS', 'ADL' | 'RML'>,
  list: MemberList,
  deed: (people: ReadonlyArray<Meant>) => HostAction,
): HostAction => {
  const code = broken(list)
  if (code !== undefined) return failAndClose(link, code, trid)
  // The lists as they are at the sign-in: the server knows them already, and its own count.
  if (verb === 'ADL' && list.level !== undefined && list.level & bits.FL) return deed([])
  return seeingAccount(phase.passport, (account, host) => {
    const problem = list.members
      .map((member) => unlistable(host, account, member))
      .find((problem) => problem !== undefined)
    return problem === undefined ? deed(list.members.map((member) => meantBy(host, member))) : fail(link, problem, trid)
  })
}

/**
 * Puts somebody on lists, or says which lists there are at the sign-in. Who is on a list already stays there: clients ask
 * the address book first. How those are who are put on the forward list is told before the answer, as at Escargot.
 *
 * **Errors** 204 another network, 208 no such account, 210 the list is full, 933 a circle; 240 an empty domain and 241
 * no XML, or lists that are not a client's to decide on: both close.
 *
 * **Source** core.md 4.9; messages.md 4.5; escargot.md 6
 */
export const tellLists = (at: At, command: Said<'NS', 'ADL'>): HostAction => {
  const list = readList(command.payload)
  return areCircles(list.members) ? listCircles(at, command.trid, list.members) : tellPeople(at, command, list)
}

const tellPeople = (at: At, command: Said<'NS', 'ADL'>, list: MemberList): HostAction =>
  checked(at, command, list, (people) => {
    const { link, phase } = at
    const { trid } = command
    const { passport: owner } = phase
    const by = { owner, by: link }
    const adding = each(people, ({ passport, lists }) =>
      inOrder(
        each(lists, (list) =>
          seeingAccount(owner, (account) => when(!isOn(list, account, passport), () => putting(by, list, passport))),
        ),
        when(lists.includes('FL'), () => tellInitial(link, trid, passport)),
      ),
    )
    return seeingAccount(owner, (account, host) =>
      decided.some((list) => isOver(host, account, people, list))
        ? fail(link, 210, trid)
        : inOrder(adding, say(link, { _tag: 'Normal', verb: 'ADL', trid, outcome: 'OK' })),
    )
  })

/**
 * Takes somebody off lists; who is not on them is not missed there.
 *
 * **Errors** as `tellLists`.
 *
 * **Source** core.md 4.9; messages.md 4.5
 */
export const takeOffLists = (at: At, command: Said<'NS', 'RML'>): HostAction =>
  checked(at, command, readList(command.payload), (people) => {
    const { link, phase } = at
    const { trid } = command
    const by = { owner: phase.passport, by: link }
    return inOrder(
      each(people, ({ passport, lists }) =>
        each(lists, (list) =>
          seeingAccount(by.owner, (account) => when(isOn(list, account, passport), () => taking(by, list, passport))),
        ),
      ),
      say(link, { _tag: 'Normal', verb: 'RML', trid, outcome: 'OK' }),
    )
  })

/**
 * Says on which network an address exists: there is but one, and the telephones.
 *
 * **Errors** 208 nobody of those is there; 240 and 241 as `tellLists`, and 241 for nobody at all.
 *
 * **Source** core.md 4.9; messages.md 4.5
 */
export const findNetworks = ({ host, link }: At, { trid, payload }: Said<'NS', 'FQY'>): HostAction => {
  const list = readList(payload)
  const code = broken(list) ?? (list.members.length === 0 ? 241 : undefined)
  if (code !== undefined) return failAndClose(link, code, trid)
  const members = list.members
    .filter(({ address }) => O.isNone(unknown(host, addressBookDialect, addressIn(host, address))))
    .map(({ address }) => ({ address, network: networkOf(address) }))
  return members.length === 0
    ? fail(link, 208, trid)
    : say(link, { _tag: 'Payload', verb: 'FQY', trid, payload: writeList({ members }) })
}
