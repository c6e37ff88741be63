/** Handlers of intents about lists, groups and settings where the address book keeps them (MSNP13 and later). */
import * as E from 'fp-ts/lib/Either.js'

import { Passport, type ListName } from '../../commands/words.js'
import { groupNamed, isOn } from '../contacts/changes.js'
import { badAddress, refuse, tells, type Request, type PlannedRequests } from '../requests/request.js'
import type { Intent } from '../intents/intents.js'
import type { Variant } from '../../core/machine.js'
import type { Context, IntentHandlers } from '../requests/handler.js'
import type { AccountView } from '../state.js'
import {
  accepted,
  groupGone,
  groupMade,
  groupNamedAs,
  keepingPrivacy,
  listing,
  nicknamed,
  offForward,
  offFrom,
  offPerhaps,
  onto,
  outOf,
  prompting,
  somebody,
  toForward,
  toGroup,
  unlisting,
} from './changes.js'

/** An address that a list can hold: a payload with any other costs the connection (core.md 4.9). */
const isAddress = (passport: string): boolean =>
  Passport.is(passport) && (/^[^@]+@[^@]+$/.test(passport) || passport.startsWith('tel:'))

const addingContact = (state: AccountView, intent: Variant<Intent, 'AddContact'>): PlannedRequests => {
  const who = somebody(state, intent.passport)
  const contact = state.contacts.get(who.passport)
  const group = intent.group === undefined ? undefined : groupNamed(state, intent.group)
  if (!isAddress(who.passport)) return badAddress('ADL')
  if (intent.group !== undefined && group === undefined) return refuse('NoSuchGroup')
  const isThere = isOn('FL', contact)
  if (isThere && group === undefined) return refuse('Already')
  // Who is blocked is not allowed because nobody could read so: the service itself allows who is new.
  const isDecided = state.version === undefined || isOn('AL', contact) || isOn('BL', contact)
  return E.right([
    ...(isThere ? [] : [toForward(who, intent.name)]),
    ...(isDecided ? [] : [onto(who, 'AL')]),
    ...(group === undefined ? [] : [toGroup(who, group)]),
    ...(isThere && isDecided
      ? []
      : [listing(who, ...(isThere ? [] : ['FL' as const]), ...(isDecided ? [] : ['AL' as const]))]),
  ])
}

const removing = (state: AccountView, passport: string, inGroup?: string): PlannedRequests => {
  const contact = state.contacts.get(passport.toLowerCase())
  if (contact?.guid === undefined || !isOn('FL', contact)) return refuse('NoSuchContact')
  const { guid } = contact
  const who = somebody(state, passport)
  if (inGroup === undefined) return E.right([offForward(who, guid), unlisting(who, 'FL')])
  const group = groupNamed(state, inGroup)
  if (group === undefined) return refuse('NoSuchGroup')
  return E.right([outOf(who, guid, group)])
}

/**
 * From one of allow and block list to the other.
 *
 * **Shapes** Escargot does not tell on which of them a pending contact is: where neither is known, the other one is deleted in
 * any case, or the contact would be on both.
 *
 * **Source** corrections.md
 */
const moving = (state: AccountView, from: 'AL' | 'BL', to: 'AL' | 'BL', passport: string): PlannedRequests => {
  const who = somebody(state, passport)
  const contact = state.contacts.get(who.passport)
  if (!isAddress(who.passport)) return badAddress('ADL')
  const off = isOn(from, contact)
  const on = !isOn(to, contact)
  return off || on
    ? E.right([
        off ? offFrom(who, from) : offPerhaps(who, from),
        ...(on ? [onto(who, to)] : []),
        ...(off ? [unlisting(who, from)] : []),
        ...(on ? [listing(who, to)] : []),
      ])
    : refuse('Already')
}

const addingTo = (state: AccountView, list: ListName, passport: string, missing: PlannedRequests): PlannedRequests => {
  const who = somebody(state, passport)
  if (!isAddress(who.passport)) return badAddress('ADL')
  switch (list) {
    case 'FL':
      return E.right([toForward(who, undefined), listing(who, 'FL')])
    case 'AL':
    case 'BL':
      return E.right([onto(who, list), listing(who, list)])
    case 'RL':
      // Only who waits for an answer can be given one.
      return isOn('PL', state.contacts.get(who.passport)) ? E.right(accepted(who)) : refuse('NoSuchContact')
    case 'PL':
      return missing
  }
}

const removingFrom = (state: AccountView, list: ListName, passport: string, missing: PlannedRequests): PlannedRequests => {
  const who = somebody(state, passport)
  if (list === 'RL') return missing
  if (!isOn(list, state.contacts.get(who.passport))) return refuse('NoSuchContact')
  if (list === 'FL') return removing(state, passport)
  return E.right([offFrom(who, list), ...(list === 'PL' ? [] : [unlisting(who, list)])])
}

const renaming = (state: AccountView, passport: string, name: string): PlannedRequests => {
  const contact = state.contacts.get(passport.toLowerCase())
  if (contact?.guid === undefined) return refuse('NoSuchContact')
  return E.right([nicknamed(somebody(state, passport), contact.guid, name)])
}

const inGroup = (state: AccountView, named: string, request: (id: string) => Request): PlannedRequests => {
  const group = groupNamed(state, named)
  return group === undefined ? refuse('NoSuchGroup') : E.right([request(group)])
}

const missing = ({ dialect }: Context): PlannedRequests => E.left({ _tag: 'NotInDialect', dialect: dialect.name })

/**
 * The handlers of the intents about lists, groups and settings from MSNP13 on: the address book keeps them, the notification
 * server is told.
 *
 * **Source** messages.md 4.4, 4.5
 */
export const addressBookRequests = {
  AddContact: ({ view }, intent) => addingContact(view, intent),
  RemoveContact: ({ view }, { passport, group }) => removing(view, passport, group),
  Block: ({ view }, { passport }) => moving(view, 'AL', 'BL', passport),
  Allow: ({ view }, { passport }) => moving(view, 'BL', 'AL', passport),
  AddToList: (context, { list, passport }) => addingTo(context.view, list, passport, missing(context)),
  RemoveFromList: (context, { list, passport }) => removingFrom(context.view, list, passport, missing(context)),
  RenameContact: ({ view }, { passport, name }) => renaming(view, passport, name),
  SetContactProperty: (context, { passport, property }) =>
    property._tag === 'DisplayName' ? renaming(context.view, passport, property.name ?? '') : missing(context),
  AddGroup: (_, { name }) => E.right([groupMade(name)]),
  RenameGroup: ({ view }, { group, name }) => inGroup(view, group, (id) => groupNamedAs(id, name)),
  RemoveGroup: ({ view }, { group }) => inGroup(view, group, groupGone),
  SetPrivacy: (_, { privacy }) =>
    E.right([tells({ _tag: 'Normal', verb: 'BLP', setting: privacy }), keepingPrivacy(privacy)]),
  SetPrompt: (_, { prompt }) => E.right([prompting(prompt)]),
} as const satisfies IntentHandlers
