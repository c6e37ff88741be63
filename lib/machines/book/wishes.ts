import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'

import type { Dialect } from '../../commands/dialects.js'
import { listBits, Passport, type ListName } from '../../commands/words.js'
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
  groupNamed,
  isOn,
  joined,
  offList,
  onList,
  promptSet,
  unchanged,
  withContact,
  withGroup,
  withoutGroup,
} from '../contacts.js'
import { refuse, told, type Changing, type Errand, type Requested } from '../errand.js'
import type { Intent } from '../intents.js'
import type { Variant } from '../machine.js'
import { callFor } from '../service.js'
import type { Contact, SessionState } from '../state.js'
import { ticketSites } from '../tickets.js'

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
        return { ...what, read: (body) => pipe(what.read(body), E.map(change)) }
      },
      ...(errors.length === 0 ? {} : { excused: { errors, change: change(undefined) } }),
    }
  }

const nothing = (): Changing => unchanged

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
interface Somebody {
  readonly passport: string
  readonly network: number
}

const somebody = (state: SessionState, passport: string): Somebody => {
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

const onto = (who: Somebody, list: 'AL' | 'BL'): Errand =>
  allows({ role: roleOf[list], member: memberOf(who) }, () => changingContact(who, (before) => onList(before, list)))

const offFrom = (who: Somebody, list: 'AL' | 'BL' | 'PL'): Errand =>
  unlists({ role: roleOf[list], member: memberOf(who) }, () => changingContact(who, (before) => offList(before, list)))

/** Tells the notification server of a change. One bit of one contact at a time: Escargot keeps no more (messages.md 4.5). */
const telling =
  (verb: 'ADL' | 'RML', excused: number) =>
  ({ passport, network }: Somebody, ...lists: ReadonlyArray<ListName>): Errand => {
    const payload = writeList({ members: [{ address: passport, lists: listBits(lists), network }] })
    return { _tag: 'Tell', excused: [excused], command: (trid) => ({ _tag: 'Payload', verb, trid, payload }) }
  }

// Already there, and not there: a server that reads the address book, too, may know before it is told.
const listing = telling('ADL', 215)
const unlisting = telling('RML', 216)

// What somebody without a nickname calls himself is in the address book, and not in the answer.
const toForward = (who: Somebody, nickname: string | undefined): Errand => ({
  ...adds({ passport: who.passport, network: who.network, ...(nickname === undefined ? {} : { nickname }) }, (made) =>
    changingContact(who, (before) => ({
      ...onList(before, 'FL'),
      name: nickname === undefined ? before.name : detached(nickname),
      guid: made === undefined ? before.guid : detached(made.id),
      network: who.network,
    })),
  ),
  readsAgain: nickname === undefined,
})

// A contact that is new has its GUID only after the call that makes it.
const toGroup = (who: Somebody, group: string): Errand =>
  puts(
    ({ contacts }) => ({ group, contact: contacts.get(who.passport)?.guid ?? bookId }),
    () => changingContact(who, (before) => ({ ...before, groups: joined(before.groups, group) })),
  )

/** An address that a list can hold: a payload with any other costs the connection (core.md 4.9). */
const isAddress = (passport: string): boolean =>
  Passport.is(passport) && (/^[^@]+@[^@]+$/.test(passport) || passport.startsWith('tel:'))

const badAddress: Requested = E.left({
  _tag: 'BadField',
  problem: { _tag: 'BadField', verb: 'ADL', field: 'passport', expected: 'an address such as bob@example.com' },
})

const badPrompt: Requested = E.left({
  _tag: 'BadField',
  problem: { _tag: 'BadField', verb: 'GTC', field: 'setting', expected: 'A or N' },
})

const addingContact = (state: SessionState, intent: Variant<Intent, 'AddContact'>): Requested => {
  const who = somebody(state, intent.passport)
  const contact = state.contacts.get(who.passport)
  const group = intent.group === undefined ? undefined : groupNamed(state, intent.group)
  if (!isAddress(who.passport)) return badAddress
  if (intent.group !== undefined && group === undefined) return refuse('NoSuchGroup')
  const isThere = isOn('FL', contact)
  if (isThere && group === undefined) return refuse('Already')
  const isDecided = isOn('AL', contact) || isOn('BL', contact)
  return E.right([
    ...(isThere ? [] : [toForward(who, intent.name)]),
    ...(isDecided ? [] : [onto(who, 'AL')]),
    ...(group === undefined ? [] : [toGroup(who, group)]),
    ...(isThere && isDecided ? [] : [listing(who, ...(isThere ? [] : ['FL' as const]), ...(isDecided ? [] : ['AL' as const]))]),
  ])
}

const removing = (state: SessionState, passport: string, inGroup?: string): Requested => {
  const contact = state.contacts.get(passport.toLowerCase())
  if (contact?.guid === undefined || !isOn('FL', contact)) return refuse('NoSuchContact')
  const { guid } = contact
  const who = somebody(state, passport)
  if (inGroup === undefined)
    return E.right([
      deletes({ id: guid }, () => changingContact(who, (before) => offList(before, 'FL'))),
      unlisting(who, 'FL'),
    ])
  const group = groupNamed(state, inGroup)
  if (group === undefined) return refuse('NoSuchGroup')
  const without = (before: Contact): Contact => ({ ...before, groups: before.groups.filter((id) => id !== group) })
  return E.right([takes({ group, contact: guid }, () => changingContact(who, without))])
}

/** From one of allow and block list to the other. */
const moving = (state: SessionState, from: 'AL' | 'BL', to: 'AL' | 'BL', passport: string): Requested => {
  const who = somebody(state, passport)
  const contact = state.contacts.get(who.passport)
  if (!isAddress(who.passport)) return badAddress
  const off = isOn(from, contact)
  const on = !isOn(to, contact)
  return off || on
    ? E.right([
        ...(off ? [offFrom(who, from)] : []),
        ...(on ? [onto(who, to)] : []),
        ...(off ? [unlisting(who, from)] : []),
        ...(on ? [listing(who, to)] : []),
      ])
    : refuse('Already')
}

const addingTo = (state: SessionState, list: ListName, passport: string, missing: Requested): Requested => {
  const who = somebody(state, passport)
  if (!isAddress(who.passport)) return badAddress
  switch (list) {
    case 'FL':
      return E.right([toForward(who, undefined), listing(who, 'FL')])
    case 'AL':
    case 'BL':
      return E.right([onto(who, list), listing(who, list)])
    case 'RL':
      // Who waits for an answer gets it.
      return E.right([
        offFrom(who, 'PL'),
        allows({ role: 'Reverse', member: memberOf(who) }, () => changingContact(who, (before) => offList(before, 'PL'))),
      ])
    case 'PL':
      return missing
  }
}

const removingFrom = (state: SessionState, list: ListName, passport: string, missing: Requested): Requested => {
  const who = somebody(state, passport)
  if (list === 'RL') return missing
  if (!isOn(list, state.contacts.get(who.passport))) return refuse('NoSuchContact')
  if (list === 'FL') return removing(state, passport)
  return E.right([offFrom(who, list), ...(list === 'PL' ? [] : [unlisting(who, list)])])
}

const renaming = (state: SessionState, passport: string, name: string): Requested => {
  const contact = state.contacts.get(passport.toLowerCase())
  // Who writes JavaScript may forget it, and would change nothing.
  if (typeof name !== 'string') return E.left({ _tag: 'NoSuchIntent' })
  if (contact?.guid === undefined) return refuse('NoSuchContact')
  const named = (before: Contact): Contact => ({ ...before, name: detached(name) })
  return E.right([
    updates({ id: contact.guid, nickname: name }, () => changingContact(somebody(state, passport), named)),
  ])
}

const inGroup = (state: SessionState, named: string, errand: (id: string) => Errand): Requested => {
  const group = groupNamed(state, named)
  return group === undefined ? refuse('NoSuchGroup') : E.right([errand(group)])
}

/**
 * What is done from MSNP13 on for an intent about lists, groups or settings: the address book keeps it, the notification
 * server is told. Nothing, for an intent that is about something else.
 *
 * **Source** messages.md 4.4, 4.5
 */
export const wishFor = (state: SessionState, dialect: Dialect, intent: Intent): Requested | undefined => {
  const missing: Requested = E.left({ _tag: 'NotInDialect', dialect })
  switch (intent._tag) {
    case 'AddContact':
      return addingContact(state, intent)
    case 'RemoveContact':
      return removing(state, intent.passport, intent.group)
    case 'Block':
      return moving(state, 'AL', 'BL', intent.passport)
    case 'Allow':
      return moving(state, 'BL', 'AL', intent.passport)
    case 'AddToList':
      return addingTo(state, intent.list, intent.passport, missing)
    case 'RemoveFromList':
      return removingFrom(state, intent.list, intent.passport, missing)
    case 'RenameContact':
      return renaming(state, intent.passport, intent.name)
    case 'SetContactProperty':
      return intent.property._tag === 'DisplayName'
        ? renaming(state, intent.passport, intent.property.name ?? '')
        : missing
    case 'AddGroup':
      return E.right([
        makes({ name: intent.name }, (made) => (view) =>
          made === undefined ? unchanged(view) : withGroup(view, { id: detached(made.id), name: detached(intent.name) }),
        ),
      ])
    case 'RenameGroup':
      return inGroup(state, intent.group, (id) =>
        renames({ id, name: intent.name }, () => (view) => withGroup(view, { id, name: detached(intent.name) })),
      )
    case 'RemoveGroup':
      return inGroup(state, intent.group, (id) => drops({ id }, () => (view) => withoutGroup(view, id)))
    case 'SetPrivacy': {
      const { privacy } = intent
      return E.right([
        told((trid) => ({ _tag: 'Normal', verb: 'BLP', trid, setting: privacy })),
        updates({ id: 'me', privacy }, nothing),
      ])
    }
    case 'SetPrompt':
      if (intent.prompt !== 'A' && intent.prompt !== 'N') return badPrompt
      return E.right([updates({ id: 'me', prompt: intent.prompt }, () => (view) => promptSet(view, intent.prompt))])
    default:
      return undefined
  }
}
