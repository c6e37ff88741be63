import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'

import { encodeIn } from '../../commands/codec.js'
import type { DialectFacts } from '../../commands/dialects.js'
import type { Command } from '../../commands/rows.js'
import { scopeOf } from '../../commands/scope.js'
import type { ListName, Status } from '../../commands/words.js'
import type { MsnObject } from '../../commands/msnobject.js'
import { writePersonal, type Personal } from '../../payloads/personal.js'
import { beyondFor, isBeyond } from '../messaging/requests.js'
import { wishFor } from '../addressbook/requests.js'
import {
  contactOf,
  groupNamed,
  isOn,
  joined,
  offList,
  onList,
  privacySet,
  promptSet,
  unchanged,
  withContact,
  withoutGroup,
} from '../contacts/changes.js'
import { one, refuse, told, type Errand, type Excused, type Requested, type Unnumbered } from './request.js'
import { capabilitiesIn } from '../generation.js'
import type { Intent } from '../intents/intents.js'
import { sinceOf } from '../intents/reading.js'
import type { Variant } from '../../core/machine.js'
import type { Refusal } from '../outcomes.js'
import type { SessionSettings } from '../settings.js'
import type { Contact, AccountView } from '../state.js'

/** The intents that are requests to the notification server. */
export type Request = Exclude<
  Intent,
  {
    readonly _tag:
      | 'Synchronise'
      | 'Ping'
      | 'OpenConversation'
      | 'Invite'
      | 'Leave'
      | 'Accept'
      | 'Decline'
      | 'Say'
      | 'SayTo'
      | 'SignOut'
  }
>

/** Shows oneself in a status. What a client can do is said from MSNP8 on, its picture from MSNP9 on (core.md 4.5). */
export const change =
  (dialect: DialectFacts, settings: SessionSettings) =>
  (status: Status, object: MsnObject | undefined): Unnumbered =>
  (trid) => {
    const { number } = dialect
    if (number < 8) return { _tag: 'Normal', verb: 'CHG', trid, status }
    const pair = capabilitiesIn(dialect, settings)
    if (number >= 16) return { _tag: 'Normal', verb: 'CHG', trid, status, capabilities: pair, object }
    const capabilities = pair.client
    return number < 9 || object === undefined
      ? { _tag: 'Normal', verb: 'CHG', trid, status, capabilities }
      : { _tag: 'Normal', verb: 'CHG', trid, status, capabilities, object }
  }

/** Shows a text beside the name (core.md 4.6). */
export const personal =
  (dialect: DialectFacts, what: Personal): Unnumbered =>
  ({ _tag: 'Payload', verb: 'UUX', payload: writePersonal(dialect.number)(what) })

/** Shows oneself under a name (core.md 4.7, 4.8). */
export const rename = ({ number }: DialectFacts, passport: string, name: string): Unnumbered =>
  number >= 10
    ? ({ _tag: 'Normal', verb: 'PRP', property: { _tag: 'DisplayName', key: 'MFN', name } })
    : ({ _tag: 'Normal', verb: 'REA', passport, name })

const adding = (dialect: DialectFacts, list: ListName, passport: string, name: string, group?: string): Unnumbered => {
  if (dialect.number >= 10)
    return list === 'FL'
      ? ({ _tag: 'Normal', verb: 'ADC', list, passport, name })
      : ({ _tag: 'Normal', verb: 'ADC', list: list as 'AL' | 'BL' | 'RL', passport })
  return (trid) => ({
    _tag: 'Normal',
    verb: 'ADD',
    trid,
    list: list as 'FL' | 'AL' | 'BL',
    passport,
    name,
    ...(group === undefined ? {} : { groupId: Number(group) }),
  })
}

// Who is not on a list is not to be had: Escargot says 216 of a contact, and 205 or 208 once it is on no list at all.
const isOff = [205, 208, 216]

/** Puts somebody on a list; 215 says that they are on it already. */
const putting = (list: ListName, passport: string, command: Unnumbered): Errand =>
  told(command, { errors: [215], change: (view) => withContact(view, onList(contactOf(view, passport), list)) })

const noGuid = '00000000-0000-0000-0000-000000000000'

// A contact that is new has its GUID only after the reply that puts it on the list.
const toGroup =
  (passport: string, groupGuid: string): Unnumbered =>
  (trid, { contacts }) => ({
    _tag: 'Normal',
    verb: 'ADC',
    trid,
    list: 'FL',
    contactGuid: contacts.get(passport)?.guid ?? noGuid,
    groupGuid,
  })

const inside = (contact: Contact, group: string): Contact => ({ ...contact, groups: joined(contact.groups, group) })

/** Takes somebody off a list, or out of a group; whoever is not there any more is gone, as was wanted. */
const taking = (list: ListName, { passport }: Contact, command: Unnumbered): Errand =>
  told(command, {
    errors: isOff,
    change: (view) => {
      const contact = view.contacts.get(passport)
      return contact === undefined ? unchanged(view) : withContact(view, offList(contact, list))
    },
  })

const removing = (dialect: DialectFacts, list: ListName, contact: Contact, group?: string): Unnumbered | undefined => {
  const { passport, guid } = contact
  if (dialect.number < 10)
    return (trid) => ({
      _tag: 'Normal',
      verb: 'REM',
      trid,
      list: list as 'FL' | 'AL' | 'BL',
      passport,
      ...(group === undefined ? {} : { groupId: Number(group) }),
    })
  if (list !== 'FL')
    return ({ _tag: 'Normal', verb: 'REM', list: list as 'AL' | 'BL' | 'PL', passport })
  if (guid === undefined) return undefined
  return ({
    _tag: 'Normal',
    verb: 'REM',
    list,
    contactGuid: guid,
    ...(group === undefined ? {} : { groupGuid: group }),
  })
}

const addingContact = (
  state: AccountView,
  dialect: DialectFacts,
  intent: Variant<Request, 'AddContact'>,
): Requested => {
  const passport = intent.passport.toLowerCase()
  const contact = state.contacts.get(passport)
  const name = intent.name ?? contact?.name ?? passport
  const group = intent.group === undefined ? undefined : groupNamed(state, intent.group)
  if (intent.group !== undefined && group === undefined) return refuse('NoSuchGroup')

  const isThere = isOn('FL', contact)
  if (isThere && group === undefined) return refuse('Already')
  const allow = isOn('AL', contact) || isOn('BL', contact) ? [] : [adding(dialect, 'AL', passport, name)]
  const forward = isThere && dialect.number >= 10 ? [] : [adding(dialect, 'FL', passport, name, group)]
  const inGroup = group !== undefined && dialect.number >= 10 ? [toGroup(passport, group)] : []
  return E.right([
    ...allow.map((command) => putting('AL', passport, command)),
    ...forward.map((command) => putting('FL', passport, command)),
    ...inGroup.map((command) =>
      told(command, { errors: [215], change: (view) => withContact(view, inside(contactOf(view, passport), group!)) }),
    ),
  ])
}

const removingContact = (
  state: AccountView,
  dialect: DialectFacts,
  list: ListName,
  passport: string,
  inGroup?: string,
): Requested => {
  const contact = state.contacts.get(passport.toLowerCase())
  if (!isOn(list, contact)) return refuse('NoSuchContact')
  const group = inGroup === undefined ? undefined : groupNamed(state, inGroup)
  if (inGroup !== undefined && group === undefined) return refuse('NoSuchGroup')
  const command = removing(dialect, list, contact!, group)
  return command === undefined ? refuse('NoSuchContact') : E.right([taking(list, contact!, command)])
}

/** From one of allow and block list to the other. */
const moving = (state: AccountView, dialect: DialectFacts, from: ListName, onto: ListName, who: string): Requested => {
  const passport = who.toLowerCase()
  const contact = state.contacts.get(passport)
  const off = isOn(from, contact) ? removing(dialect, from, contact!) : undefined
  const on = isOn(onto, contact) ? undefined : adding(dialect, onto, passport, contact?.name ?? passport)
  const errands = [
    ...(off === undefined ? [] : [taking(from, contact!, off)]),
    ...(on === undefined ? [] : [putting(onto, passport, on)]),
  ]
  return errands.length === 0 ? refuse('Already') : E.right(errands)
}

/** To one list. Who is not pending can be accepted by nobody: Escargot closes the connection (corrections.md). */
const addingTo = (state: AccountView, dialect: DialectFacts, list: ListName, passport: string): Requested =>
  list === 'RL' && dialect.number >= 10 && !isOn('PL', state.contacts.get(passport))
    ? refuse('NoSuchContact')
    : E.right([putting(list, passport, adding(dialect, list, passport, passport))])

const inGroup = (
  state: AccountView,
  named: string,
  command: (group: string) => Unnumbered,
  excused?: (group: string) => Excused<number>,
): Requested => {
  const group = groupNamed(state, named)
  return group === undefined ? refuse('NoSuchGroup') : one(command(group), excused?.(group))
}

const ofContact = (state: AccountView, passport: string, command: (contact: Contact) => Requested): Requested => {
  const contact = state.contacts.get(passport.toLowerCase())
  return contact === undefined ? refuse('NoSuchContact') : command(contact)
}

const setting = (state: AccountView, dialect: DialectFacts, settings: SessionSettings, intent: Request): Requested => {
  const { number } = dialect
  const missing: Requested = E.left({ _tag: 'NotInDialect', dialect: dialect.name })
  if (number < sinceOf(intent)) return missing
  const wish = number < 13 ? undefined : wishFor(state, dialect.name, intent)
  if (wish !== undefined) return wish
  if (isBeyond(intent)) return beyondFor(state, dialect, intent)
  switch (intent._tag) {
    case 'SetStatus':
      return one(change(dialect, settings)(intent.status, intent.object))
    case 'SetName':
      return one(rename(dialect, state.account.passport, intent.name))
    case 'SetPersonal':
      return one(personal(dialect, intent.personal))
    case 'SetProperty':
      return one(({ _tag: 'Normal', verb: 'PRP', property: intent.property }))
    case 'SetPrivacy':
      return one(({ _tag: 'Normal', verb: 'BLP', setting: intent.privacy }), {
        errors: [218],
        change: (view) => privacySet(view, intent.privacy),
      })
    case 'SetPrompt':
      return one(({ _tag: 'Normal', verb: 'GTC', setting: intent.prompt }), {
        errors: [218],
        change: (view) => promptSet(view, intent.prompt),
      })
    case 'AddContact':
      return addingContact(state, dialect, intent)
    case 'RemoveContact':
      return removingContact(state, dialect, 'FL', intent.passport, intent.group)
    case 'Block':
      return moving(state, dialect, 'AL', 'BL', intent.passport)
    case 'Allow':
      return moving(state, dialect, 'BL', 'AL', intent.passport)
    case 'AddToList':
      return addingTo(state, dialect, intent.list, intent.passport.toLowerCase())
    case 'RemoveFromList':
      return removingContact(state, dialect, intent.list, intent.passport)
    case 'RenameContact':
      return ofContact(state, intent.passport, ({ passport, guid }) => {
        const { name } = intent
        if (number < 10) return one(({ _tag: 'Normal', verb: 'REA', passport, name }))
        if (guid === undefined) return refuse('NoSuchContact')
        const property = { _tag: 'DisplayName', key: 'MFN', name } as const
        return one(({ _tag: 'Normal', verb: 'SBP', contactGuid: guid, property }))
      })
    case 'SetContactProperty':
      return ofContact(state, intent.passport, ({ guid }) => {
        const { property } = intent
        if (guid === undefined) return refuse('NoSuchContact')
        return one(({ _tag: 'Normal', verb: 'SBP', contactGuid: guid, property }))
      })
    case 'AddGroup':
      return one(({ _tag: 'Normal', verb: 'ADG', name: intent.name }))
    case 'RemoveGroup':
      return inGroup(
        state,
        intent.group,
        (group) =>
          number < 10
            ? ({ _tag: 'Normal', verb: 'RMG', groupId: Number(group) })
            : ({ _tag: 'Normal', verb: 'RMG', group }),
        // Group 0, which is there always, is none that could be removed.
        (group) => ({ errors: group === '0' ? [] : [224], change: (view) => withoutGroup(view, group) }),
      )
    case 'RenameGroup':
      return inGroup(state, intent.group, (group) =>
        number < 10
          ? ({ _tag: 'Normal', verb: 'REG', groupId: Number(group), name: intent.name })
          : ({ _tag: 'Normal', verb: 'REG', groupGuid: group, name: intent.name }),
      )
    case 'Ask':
      return one(({ ...intent.question, trid }))
  }
}

/** What is to be done for an intent, all of whose commands can be written; or why nothing is. */
export const requestFor = (
  state: AccountView,
  dialect: DialectFacts,
  settings: SessionSettings,
  intent: Request,
): Requested => {
  const encode = encodeIn('client')
  const scope = scopeOf({ on: 'NS', dialect: dialect.name })
  const writable = (errand: Errand): E.Either<Refusal, Errand> =>
    errand._tag === 'Call' || errand._tag === 'Keep'
      ? E.right(errand)
      : pipe(
          encode(scope, errand.command(1, state, undefined)),
          E.bimap(
            (problem): Refusal => ({ _tag: 'BadField', problem }),
            () => errand,
          ),
        )
  return pipe(setting(state, dialect, settings, intent), E.chain(E.traverseArray(writable)))
}

/** Whether this reply to a question is the last one. */
export const isLastReply = (reply: Command<'server', 'NS'>): boolean =>
  'index' in reply && 'total' in reply ? reply.index >= reply.total : true
