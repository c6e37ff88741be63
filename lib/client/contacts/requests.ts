/** Handlers of intents about contacts and groups, up to MSNP12. */
import * as E from 'fp-ts/lib/Either.js'

import type { DialectFacts } from '../../commands/dialects.js'
import type { ListName } from '../../commands/words.js'
import type { Intent } from '../intents/intents.js'
import { one, refuse, tells, type Excused, type Request, type PlannedRequests, type Unnumbered } from '../requests/request.js'
import type { Context, IntentHandlers } from '../requests/handler.js'
import type { AccountView, Contact } from '../state.js'
import { groupNamed, isOn } from './changes.js'

// The row of a list says which lists it takes; a command for another one cannot be written, and is refused.
const adding = (dialect: DialectFacts, list: ListName, passport: string, name: string, group?: string): Unnumbered => {
  if (dialect.has.guids)
    return (
      list === 'FL'
        ? { _tag: 'Normal', verb: 'ADC', list, passport, name }
        : { _tag: 'Normal', verb: 'ADC', list, passport }
    ) as Unnumbered
  const groupId = group === undefined ? {} : { groupId: Number(group) }
  return { _tag: 'Normal', verb: 'ADD', list, passport, name, ...groupId } as Unnumbered
}

// Who is not on a list is not to be had: Escargot says 216 of a contact, and 205 or 208 once it is on no list at all.
const isOff = [205, 208, 216]

/** Puts somebody on a list; 215 says that they are on it already. */
const putting = (list: ListName, passport: string, command: Unnumbered): Request =>
  tells(command, { errors: [215], change: { _tag: 'OnList', passport, list } })

/** Into a group. A contact that is new has its GUID only after the reply that puts it on the list. */
const intoGroup = (passport: string, groupGuid: string): Request => ({
  _tag: 'Command',
  command: { _tag: 'Normal', verb: 'ADC', list: 'FL', contactGuid: '', groupGuid } as Unnumbered,
  guidOf: passport,
  excused: { errors: [215], change: { _tag: 'IntoGroup', passport, group: groupGuid } },
})

/** Takes somebody off a list, or out of a group; whoever is not there any more is gone, as was wanted. */
const taking = (list: ListName, { passport }: Contact, command: Unnumbered): Request =>
  tells(command, { errors: isOff, change: { _tag: 'OffKnownList', passport, list } })

const removing = (dialect: DialectFacts, list: ListName, contact: Contact, group?: string): Unnumbered | undefined => {
  const { passport, guid } = contact
  const head = { _tag: 'Normal', verb: 'REM', list } as const
  if (!dialect.has.guids)
    return { ...head, passport, ...(group === undefined ? {} : { groupId: Number(group) }) } as Unnumbered
  if (list !== 'FL') return { ...head, passport } as Unnumbered
  if (guid === undefined) return undefined
  return { ...head, contactGuid: guid, ...(group === undefined ? {} : { groupGuid: group }) } as Unnumbered
}

const addContact = ({ view, dialect }: Context, intent: Extract<Intent, { readonly _tag: 'AddContact' }>): PlannedRequests => {
  const passport = intent.passport.toLowerCase()
  const contact = view.contacts.get(passport)
  const name = intent.name ?? contact?.name ?? passport
  const group = intent.group === undefined ? undefined : groupNamed(view, intent.group)
  if (intent.group !== undefined && group === undefined) return refuse('NoSuchGroup')

  const isThere = isOn('FL', contact)
  if (isThere && group === undefined) return refuse('Already')
  const allow = isOn('AL', contact) || isOn('BL', contact) ? [] : [adding(dialect, 'AL', passport, name)]
  const forward = isThere && dialect.has.guids ? [] : [adding(dialect, 'FL', passport, name, group)]
  return E.right([
    ...allow.map((command) => putting('AL', passport, command)),
    ...forward.map((command) => putting('FL', passport, command)),
    ...(group !== undefined && dialect.has.guids ? [intoGroup(passport, group)] : []),
  ])
}

const removeContact = ({ view, dialect }: Context, list: ListName, passport: string, inGroup?: string): PlannedRequests => {
  const contact = view.contacts.get(passport.toLowerCase())
  if (contact === undefined || !isOn(list, contact)) return refuse('NoSuchContact')
  const group = inGroup === undefined ? undefined : groupNamed(view, inGroup)
  if (inGroup !== undefined && group === undefined) return refuse('NoSuchGroup')
  const command = removing(dialect, list, contact, group)
  return command === undefined ? refuse('NoSuchContact') : E.right([taking(list, contact, command)])
}

/** From one of allow and block list to the other. */
const moveBetween = ({ view, dialect }: Context, from: ListName, onto: ListName, who: string): PlannedRequests => {
  const passport = who.toLowerCase()
  const contact = view.contacts.get(passport)
  const off = contact !== undefined && isOn(from, contact) ? removing(dialect, from, contact) : undefined
  const on = isOn(onto, contact) ? undefined : adding(dialect, onto, passport, contact?.name ?? passport)
  const requests = [
    ...(off === undefined ? [] : [taking(from, contact!, off)]),
    ...(on === undefined ? [] : [putting(onto, passport, on)]),
  ]
  return requests.length === 0 ? refuse('Already') : E.right(requests)
}

/** To one list. Who is not pending can be accepted by nobody: Escargot closes the connection (corrections.md). */
const addToList = ({ view, dialect }: Context, list: ListName, passport: string): PlannedRequests =>
  list === 'RL' && dialect.has.pendingList && !isOn('PL', view.contacts.get(passport))
    ? refuse('NoSuchContact')
    : E.right([putting(list, passport, adding(dialect, list, passport, passport))])

/** A command about a group, by its id or its name. */
const aboutGroup = (
  { view }: Context,
  named: string,
  command: (group: string) => Unnumbered,
  excused?: (group: string) => Excused<number>,
): PlannedRequests => {
  const group = groupNamed(view, named)
  return group === undefined ? refuse('NoSuchGroup') : one(command(group), excused?.(group))
}

const ofContact = (view: AccountView, passport: string, command: (contact: Contact) => PlannedRequests): PlannedRequests => {
  const contact = view.contacts.get(passport.toLowerCase())
  return contact === undefined ? refuse('NoSuchContact') : command(contact)
}

/**
 * The handlers of the intents about contacts and groups.
 *
 * **Source** core.md 4.4, 4.7, 4.8
 */
export const contactRequests = {
  AddContact: addContact,
  RemoveContact: (context, { passport, group }) => removeContact(context, 'FL', passport, group),
  Block: (context, { passport }) => moveBetween(context, 'AL', 'BL', passport),
  Allow: (context, { passport }) => moveBetween(context, 'BL', 'AL', passport),
  AddToList: (context, { list, passport }) => addToList(context, list, passport.toLowerCase()),
  RemoveFromList: (context, { list, passport }) => removeContact(context, list, passport),
  RenameContact: ({ view, dialect }, { passport: who, name }) =>
    ofContact(view, who, ({ passport, guid }) => {
      if (!dialect.has.displayNameProperty) return one({ _tag: 'Normal', verb: 'REA', passport, name })
      if (guid === undefined) return refuse('NoSuchContact')
      const property = { _tag: 'DisplayName', key: 'MFN', name } as const
      return one({ _tag: 'Normal', verb: 'SBP', contactGuid: guid, property })
    }),
  SetContactProperty: ({ view }, { passport, property }) =>
    ofContact(view, passport, ({ guid }) =>
      guid === undefined ? refuse('NoSuchContact') : one({ _tag: 'Normal', verb: 'SBP', contactGuid: guid, property }),
    ),
  AddGroup: (_, { name }) => one({ _tag: 'Normal', verb: 'ADG', name } as Unnumbered),
  RemoveGroup: (context, intent) =>
    aboutGroup(
      context,
      intent.group,
      (group) =>
        (context.dialect.has.guids
          ? { _tag: 'Normal', verb: 'RMG', group }
          : { _tag: 'Normal', verb: 'RMG', groupId: Number(group) }) as Unnumbered,
      // Group 0, which is there always, is none that could be removed.
      (group) => ({ errors: group === '0' ? [] : [224], change: { _tag: 'GroupGone', id: group } }),
    ),
  RenameGroup: (context, { group: named, name }) =>
    aboutGroup(
      context,
      named,
      (group) =>
        (context.dialect.has.guids
          ? { _tag: 'Normal', verb: 'REG', groupGuid: group, name }
          : { _tag: 'Normal', verb: 'REG', groupId: Number(group), name }) as Unnumbered,
    ),
} as const satisfies IntentHandlers
