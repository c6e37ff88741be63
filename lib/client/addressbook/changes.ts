/** Requests that change the address book for an intent: calls to its services, and commands that inform the server. */
import { listBits, type ListName } from '../../commands/words.js'
import { writeList } from '../../payloads/list.js'
import { bookId } from '../../payloads/soap/header.js'
import { kindOf, type Role } from '../../payloads/soap/membership.js'
import type { ListChange } from '../contacts/listChange.js'
import { call, type Call } from '../services/operations.js'
import type { AccountView } from '../state.js'
import type { Request } from '../requests/request.js'

type Calling = Extract<Request, { readonly _tag: 'Call' }>

/** A call, what its answer changes, and the failures that mean that it is so already. */
const calling = (call: Call, change: ListChange | undefined, ...errors: ReadonlyArray<string>): Calling => ({
  _tag: 'Call',
  call,
  ...(change === undefined ? {} : { change }),
  ...(errors.length === 0 ? {} : { excused: { errors, ...(change === undefined ? {} : { change }) } }),
})

/** Somebody, and where; who is on no list yet is on the network of this server. */
export interface NetworkPassport {
  readonly passport: string
  readonly network: number
}

/** Who an intent names. */
export const somebody = (state: AccountView, passport: string): NetworkPassport => {
  const key = passport.toLowerCase()
  return { passport: key, network: state.contacts.get(key)?.network ?? 1 }
}

const roleOf = { AL: 'Allow', BL: 'Block', RL: 'Reverse', PL: 'Pending' } as const satisfies Record<string, Role>

const memberOf = ({ passport, network }: NetworkPassport) => {
  const kind = kindOf(network)
  return { kind, address: kind === 'Phone' ? passport.replace(/^tel:/, '') : passport, network }
}

/** Onto the allow or the block list. */
export const onto = (who: NetworkPassport, list: 'AL' | 'BL'): Request =>
  calling(
    call('addMember', { role: roleOf[list], member: memberOf(who) }),
    { _tag: 'OnList', passport: who.passport, list },
    'MemberAlreadyExists',
  )

const deleting = (who: NetworkPassport, list: 'AL' | 'BL' | 'PL'): Call =>
  call('deleteMember', { role: roleOf[list], member: memberOf(who) })

/** Off a list, as far as the services keep it. */
export const offFrom = (who: NetworkPassport, list: 'AL' | 'BL' | 'PL'): Request =>
  calling(deleting(who, list), { _tag: 'OffList', passport: who.passport, list }, 'MemberDoesNotExist')

/** Off a list that the services may keep somebody on without telling: it is no news if they do not. */
export const offPerhaps = (who: NetworkPassport, list: 'AL' | 'BL'): Request => ({
  _tag: 'Call',
  call: deleting(who, list),
  excused: { errors: ['MemberDoesNotExist'], isExpected: true },
})

/** Tells the notification server of a change. One bit of one contact at a time: Escargot keeps no more (messages.md 4.5). */
const telling =
  (verb: 'ADL' | 'RML', excused: number) =>
  ({ passport, network }: NetworkPassport, ...lists: ReadonlyArray<ListName>): Request => {
    const payload = writeList({ members: [{ address: passport, lists: listBits(lists), network }] })
    return { _tag: 'Command', excused: { errors: [excused] }, command: { _tag: 'Payload', verb, payload } }
  }

/** Onto lists. A server that reads the address book may know before it is told: 215 says that it is so already. */
export const listing = telling('ADL', 215)
/** Off a list; 216 says that it is so already. */
export const unlisting = telling('RML', 216)

/** Onto the forward list. What somebody without a nickname calls himself is in the book, and not in the answer. */
export const toForward = ({ passport, network }: NetworkPassport, nickname: string | undefined): Request => ({
  ...calling(
    call('addContact', { passport, network, ...(nickname === undefined ? {} : { nickname }) }),
    { _tag: 'Forward', passport, network, nickname },
    'ContactAlreadyExists',
  ),
  readsAgain: nickname === undefined,
})

/** Into a group. A contact that is new has its GUID only after the call that makes it. */
export const toGroup = ({ passport }: NetworkPassport, group: string): Request => ({
  ...calling(
    call('addToGroup', { group, contact: bookId }),
    { _tag: 'IntoGroup', passport, group },
    'ContactAlreadyExists',
  ),
  guidOf: passport,
})

/** Off the forward list. */
export const offForward = ({ passport }: NetworkPassport, guid: string): Request =>
  calling(call('deleteContact', { id: guid }), { _tag: 'OffList', passport, list: 'FL' }, 'ContactDoesNotExist')

/** Out of one group. */
export const outOf = ({ passport }: NetworkPassport, guid: string, group: string): Request =>
  calling(
    call('removeFromGroup', { group, contact: guid }),
    { _tag: 'OutOfGroup', passport, group },
    'ContactDoesNotExist',
  )

/** Who waits for an answer gets it. */
export const accepted = (who: NetworkPassport): ReadonlyArray<Request> => [
  offFrom(who, 'PL'),
  calling(
    call('addMember', { role: roleOf.RL, member: memberOf(who) }),
    { _tag: 'OffList', passport: who.passport, list: 'PL' },
    'MemberAlreadyExists',
  ),
]

/** A name of one's own for a contact. */
export const nicknamed = ({ passport }: NetworkPassport, guid: string, name: string): Request =>
  calling(call('updateContact', { id: guid, nickname: name }), { _tag: 'Nickname', passport, nickname: name })

/** A setting of the account, beside what the notification server is told of it. */
export const keepingPrivacy = (privacy: 'AL' | 'BL'): Request =>
  calling(call('updateContact', { id: 'me', privacy }), undefined)

/** A setting of the account that only the address book knows. */
export const prompting = (prompt: 'A' | 'N'): Request =>
  calling(call('updateContact', { id: 'me', prompt }), { _tag: 'Prompt', prompt })

/** A group is made. */
export const groupMade = (name: string): Request => calling(call('addGroup', { name }), { _tag: 'Made', name })

/** A group has another name. */
export const groupNamedAs = (id: string, name: string): Request =>
  calling(call('updateGroup', { id, name }), { _tag: 'Group', id, name })

/** A group is no more. */
export const groupGone = (id: string): Request =>
  calling(call('deleteGroup', { id }), { _tag: 'GroupGone', id }, 'GroupDoesNotExist')
