import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'

import { listBits, type ListName } from '../../commands/words.js'
import { detached } from '../../payloads/detach.js'
import { writeList } from '../../payloads/list.js'
import {
  addContact,
  addGroup,
  addMember,
  addToGroup,
  deleteContact,
  deleteGroup,
  deleteMember,
  removeFromGroup,
  updateContact,
  updateGroup,
} from '../../payloads/soap/changes.js'
import { bookId, type BookHead, type Scenario } from '../../payloads/soap/header.js'
import { kindOf, type Role } from '../../payloads/soap/membership.js'
import type { Operation } from '../../payloads/soap/operation.js'
import {
  contactOf,
  joined,
  offList,
  onList,
  promptSet,
  unchanged,
  withContact,
  withGroup,
  withoutGroup,
} from '../contacts/changes.js'
import type { Changing, Errand } from '../requests/request.js'
import type { Variant } from '../../core/machine.js'
import { callFor } from '../services/service.js'
import { withNames, type Contact, type SessionState } from '../state.js'
import { ticketSites } from '../login/tickets.js'

type Asking<Q> = Q | ((state: SessionState) => Q)

/** A call to address book or sharing service, and what its answer changes. */
const calling =
  <Q, A>(operation: Operation<BookHead, Q, A>, scenario: Scenario, ...errors: ReadonlyArray<string>) =>
  (request: Asking<Q>, change: (answer: A | undefined) => Changing): Variant<Errand, 'Call'> => {
    const call = callFor(operation, ticketSites.contacts, (ticket) => ({ ticket, scenario }))
    return {
      _tag: 'Call',
      call: (state) => {
        const what = call(typeof request === 'function' ? (request as (state: SessionState) => Q)(state) : request)
        return { ...what, order: 'Changes', read: (body) => pipe(what.read(body), E.map(change)) }
      },
      ...(errors.length === 0 ? {} : { excused: { errors, change: change(undefined) } }),
    }
  }

const adds = calling(addContact, 'ContactSave', 'ContactAlreadyExists')
const deletes = calling(deleteContact, 'Timer', 'ContactDoesNotExist')
const updates = calling(updateContact, 'ContactSave')
const allows = calling(addMember, 'BlockUnblock', 'MemberAlreadyExists')
const unlists = calling(deleteMember, 'BlockUnblock', 'MemberDoesNotExist')
const puts = calling(addToGroup, 'GroupSave', 'ContactAlreadyExists')
const takes = calling(removeFromGroup, 'GroupSave', 'ContactDoesNotExist')
const makes = calling(addGroup, 'GroupSave')
const renames = calling(updateGroup, 'GroupSave')
const drops = calling(deleteGroup, 'GroupSave', 'GroupDoesNotExist')

/** Somebody, and where; who is on no list yet is on the network of this server. */
export interface Somebody {
  readonly passport: string
  readonly network: number
}

/** Who an intent names. */
export const somebody = (state: SessionState, passport: string): Somebody => {
  const key = passport.toLowerCase()
  return { passport: key, network: state.contacts.get(key)?.network ?? 1 }
}

const changingContact =
  ({ passport }: Somebody, change: (before: Contact) => Contact): Changing =>
  (state) =>
    withContact(state, change(contactOf(state, passport)))

const roleOf = { AL: 'Allow', BL: 'Block', RL: 'Reverse', PL: 'Pending' } as const satisfies Record<string, Role>

const memberOf = ({ passport, network }: Somebody) => {
  const kind = kindOf(network)
  return { kind, address: kind === 'Phone' ? passport.replace(/^tel:/, '') : passport, network }
}

/** Onto the allow or the block list. */
export const onto = (who: Somebody, list: 'AL' | 'BL'): Errand =>
  allows({ role: roleOf[list], member: memberOf(who) }, () => changingContact(who, (before) => onList(before, list)))

/** Off a list, as far as the services keep it. */
export const offFrom = (who: Somebody, list: 'AL' | 'BL' | 'PL'): Errand =>
  unlists({ role: roleOf[list], member: memberOf(who) }, () => changingContact(who, (before) => offList(before, list)))

/** Off a list that the services may keep somebody on without telling: it is no news if they do not. */
export const offPerhaps = (who: Somebody, list: 'AL' | 'BL'): Errand => {
  const errors = ['MemberDoesNotExist']
  const { call } = unlists({ role: roleOf[list], member: memberOf(who) }, () => unchanged)
  return { _tag: 'Call', call, excused: { errors, isExpected: true } }
}

/** Tells the notification server of a change. One bit of one contact at a time: Escargot keeps no more (messages.md 4.5). */
const telling =
  (verb: 'ADL' | 'RML', excused: number) =>
  ({ passport, network }: Somebody, ...lists: ReadonlyArray<ListName>): Errand => {
    const payload = writeList({ members: [{ address: passport, lists: listBits(lists), network }] })
    return { _tag: 'Tell', excused: { errors: [excused] }, command: (trid) => ({ _tag: 'Payload', verb, trid, payload }) }
  }

/** Onto lists. A server that reads the address book may know before it is told: 215 says that it is so already. */
export const listing = telling('ADL', 215)
/** Off a list; 216 says that it is so already. */
export const unlisting = telling('RML', 216)

/** Onto the forward list. What somebody without a nickname calls himself is in the book, and not in the answer. */
export const toForward = (who: Somebody, nickname: string | undefined): Errand => ({
  ...adds({ passport: who.passport, network: who.network, ...(nickname === undefined ? {} : { nickname }) }, (made) =>
    changingContact(who, (before) => ({
      ...(nickname === undefined
        ? onList(before, 'FL')
        : withNames(onList(before, 'FL'), { nickname: detached(nickname) })),
      guid: made === undefined ? before.guid : detached(made.id),
      network: who.network,
    })),
  ),
  readsAgain: nickname === undefined,
})

/** Into a group. A contact that is new has its GUID only after the call that makes it. */
export const toGroup = (who: Somebody, group: string): Errand =>
  puts(
    ({ contacts }) => ({ group, contact: contacts.get(who.passport)?.guid ?? bookId }),
    () => changingContact(who, (before) => ({ ...before, groups: joined(before.groups, group) })),
  )

/** Off the forward list. */
export const offForward = (who: Somebody, guid: string): Errand =>
  deletes({ id: guid }, () => changingContact(who, (before) => offList(before, 'FL')))

/** Out of one group. */
export const outOf = (who: Somebody, guid: string, group: string): Errand =>
  takes({ group, contact: guid }, () =>
    changingContact(who, (before) => ({ ...before, groups: before.groups.filter((id) => id !== group) })),
  )

/** Who waits for an answer gets it. */
export const accepted = (who: Somebody): ReadonlyArray<Errand> => [
  offFrom(who, 'PL'),
  allows({ role: roleOf.RL, member: memberOf(who) }, () => changingContact(who, (before) => offList(before, 'PL'))),
]

/** A name of one's own for a contact. */
export const nicknamed = (who: Somebody, guid: string, name: string): Errand =>
  updates({ id: guid, nickname: name }, () =>
    changingContact(who, (before) => withNames(before, { nickname: detached(name) })),
  )

/** A setting of the account, beside what the notification server is told of it. */
export const keepingPrivacy = (privacy: 'AL' | 'BL'): Errand => updates({ id: 'me', privacy }, () => unchanged)

/** A setting of the account that only the address book knows. */
export const prompting = (prompt: 'A' | 'N'): Errand =>
  updates({ id: 'me', prompt }, () => (state) => promptSet(state, prompt))

/** A group is made. */
export const groupMade = (name: string): Errand =>
  makes(
    { name },
    (made) => (state) =>
      made === undefined ? unchanged(state) : withGroup(state, { id: detached(made.id), name: detached(name) }),
  )

/** A group has another name. */
export const groupNamedAs = (id: string, name: string): Errand =>
  renames({ id, name }, () => (state) => withGroup(state, { id, name: detached(name) }))

/** A group is no more. */
export const groupGone = (id: string): Errand => drops({ id }, () => (state) => withoutGroup(state, id))
