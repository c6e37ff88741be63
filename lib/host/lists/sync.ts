/** The whole contact list for a client that signs in: SYN, LST and LSG up to MSNP12. */
import type { DialectFacts } from '../../commands/dialects.js'
import { networks } from '../../commands/networks.js'
import type { Property } from '../../commands/property.js'
import { stamp, type Stamp } from '../../commands/words.js'
import { each, inOrder, nothing } from '../../core/action.js'
import { fail, notificationCommand, send, type HostAction, type ServerCommand } from '../action.js'
import type { ClientCommand, SignedInContext } from '../connection.js'
import { modifySession } from '../presence/sessions.js'
import type { Host } from '../state.js'
import { allows, bits, groupIds, type StoredAccount, type StoredContact } from './accounts.js'
import { contactGuid, groupGuid } from './contacts.js'

/** Property keys that contacts are sent. */
const shared: ReadonlyArray<string> = ['PHH', 'PHW', 'PHM', 'MOB', 'MBE', 'WWE', 'HSB']

/** What a contact has set, as far as the contact lets the owner of the list know. */
export const propertiesOf = (host: Host, owner: StoredAccount, passport: string): ReadonlyArray<Property> => {
  const contact = host.accounts.get(passport)
  return contact === undefined || !allows(contact, owner.passport)
    ? []
    : contact.properties.filter(({ key }) => shared.includes(key))
}

/** What a contact is called in a list: as the owner calls it, or else as it calls itself. */
export const nameOf = (host: Host, { passport, name }: StoredContact): string =>
  name ?? host.accounts.get(passport)?.name ?? passport

/** The properties that are sent in a dialect: from MSNP10 on, the display name first. */
const ownProperties = (account: StoredAccount, { has }: DialectFacts): ReadonlyArray<Property> => [
  ...(has.displayNameProperty ? [{ _tag: 'DisplayName', key: 'MFN', name: account.name } as const] : []),
  ...(has.properties ? account.properties : []),
]

/** When lists or settings changed last, from MSNP10 on: never before the server was there (core.md 4.2). */
export const stampOf = (host: Host, at: number): Stamp =>
  stamp(new Date(Math.max(host.since, at)).toISOString().replace('Z', '0000-00:00'))

/** The bits of the lists that somebody is on, as a dialect knows them. Who waits on PL is shown there, and not on RL. */
export const bitsFor = ({ has }: DialectFacts, lists: number): number => {
  if (!has.pendingList) return lists & ~bits.PL
  return lists & bits.PL ? lists & ~bits.RL : lists
}

const inOrderOfAddition = (account: StoredAccount): ReadonlyArray<StoredContact> =>
  account.contacts.toSorted((one, other) => one.number - other.number)

/** Each of some entries with its index among them, counted from 1. */
const numberedEntries = <A>(entries: ReadonlyArray<A>) =>
  entries.map((entry, at) => ({ entry, index: at + 1, total: entries.length }))

const listByList = (host: Host, account: StoredAccount, dialect: DialectFacts, trid: number): ReadonlyArray<ServerCommand> => {
  const { serial } = account
  const { has } = dialect
  const head = { _tag: 'Normal', trid, serial } as const
  const list = (name: 'FL' | 'AL' | 'BL' | 'RL'): ReadonlyArray<ServerCommand> => {
    const entries = inOrderOfAddition(account).filter(({ lists }) => lists & bits[name])
    if (entries.length === 0) return [{ ...head, verb: 'LST', list: name }]
    return numberedEntries(entries).flatMap(({ entry, index, total }): ReadonlyArray<ServerCommand> => [
      {
        ...head,
        verb: 'LST',
        list: name,
        index,
        total,
        passport: entry.passport,
        name: nameOf(host, entry),
        ...(has.groups && name === 'FL' ? { groups: groupIds(entry.groups) } : {}),
      },
      ...(has.properties && name === 'FL' ? propertiesOf(host, account, entry.passport) : []).map(
        (property): ServerCommand => ({ _tag: 'Async', verb: 'BPR', serial, passport: entry.passport, property }),
      ),
    ])
  }
  return [
    { ...head, verb: 'SYN' },
    { ...head, verb: 'GTC', setting: account.prompt },
    { ...head, verb: 'BLP', setting: account.privacy },
    ...ownProperties(account, dialect).map((property): ServerCommand => ({ ...head, verb: 'PRP', property })),
    ...(has.groups ? groupsByNumber(account, trid) : []),
    ...(['FL', 'AL', 'BL', 'RL'] as const).flatMap(list),
  ]
}

const groupsByNumber = ({ serial, groups }: StoredAccount, trid: number): ReadonlyArray<ServerCommand> =>
  numberedEntries(groups).map(({ entry: { id, name }, index, total }) => ({
    _tag: 'Normal',
    verb: 'LSG',
    trid,
    serial,
    index,
    total,
    groupId: id,
    name,
  }))

/** The LST of a contact from MSNP8 on. */
const entryOf = (host: Host, account: StoredAccount, dialect: DialectFacts, contact: StoredContact): ServerCommand => {
  const { passport, lists, groups } = contact
  const isForward = (lists & bits.FL) !== 0
  const entry = { passport, lists: bitsFor(dialect, lists), network: networks.passport }
  const name = nameOf(host, contact)
  const listEntry = (more: { readonly name?: string; readonly contactGuid?: string; readonly groups?: ReadonlyArray<number> | ReadonlyArray<string> }) =>
    notificationCommand(dialect, 'Async', 'LST', { ...entry, ...more })
  if (!dialect.has.guids) return listEntry({ name, ...(isForward ? { groups: groupIds(groups) } : {}) })
  if (!isForward) return listEntry({})
  const guids = account.groups
    .filter(({ id }) => id !== 0 && groups & (1 << id))
    .map((group) => groupGuid(account, group))
  return listEntry({ name, contactGuid: contactGuid(account, contact), ...(guids.length === 0 ? {} : { groups: guids }) })
}

const listByContact = (host: Host, account: StoredAccount, dialect: DialectFacts, head: ServerCommand): ReadonlyArray<ServerCommand> => [
  head,
  { _tag: 'Async', verb: 'GTC', setting: account.prompt },
  { _tag: 'Async', verb: 'BLP', setting: account.privacy },
  ...ownProperties(account, dialect).map((property): ServerCommand => ({ _tag: 'Async', verb: 'PRP', property })),
  ...groupsIn(account, dialect).map(
    (group): ServerCommand =>
      notificationCommand(dialect, 'Async', 'LSG', { groupId: group.id, name: group.name, groupGuid: groupGuid(account, group) }),
  ),
  ...inOrderOfAddition(account).flatMap((contact) => [
    entryOf(host, account, dialect, contact),
    ...(contact.lists & bits.FL ? propertiesOf(host, account, contact.passport) : []).map(
      (property): ServerCommand => ({ _tag: 'Async', verb: 'BPR', property }),
    ),
  ]),
]

/** The groups that a dialect knows of: from MSNP10 on there is none that everybody is in. */
const groupsIn = ({ groups }: StoredAccount, { has }: DialectFacts) => (has.groupOfAll ? groups : groups.filter(({ id }) => id !== 0))

type Syn = ClientCommand<'NS', 'SYN'>

const listsFor = (host: Host, account: StoredAccount, dialect: DialectFacts, command: Syn): ReadonlyArray<ServerCommand> => {
  const { trid } = command
  const { serial } = account
  const counts = { contacts: account.contacts.length, groups: groupsIn(account, dialect).length }
  if ('serial' in command) {
    const head = { _tag: 'Normal', verb: 'SYN', trid, serial } as const
    if (command.serial === serial) return [head]
    return dialect.has.countedLists
      ? listByContact(host, account, dialect, { ...head, ...counts })
      : listByList(host, account, dialect, trid)
  }
  const contactsChanged = stampOf(host, account.listsAt)
  const settingsChanged = stampOf(host, account.settingsAt)
  const head = { _tag: 'Normal', verb: 'SYN', trid, contactsChanged, settingsChanged } as const
  const isCurrent =
    command.contactsChanged.text === contactsChanged.text && command.settingsChanged.text === settingsChanged.text
  return isCurrent ? [head] : listByContact(host, account, dialect, { ...head, ...counts })
}

/**
 * The lists and settings of an account; all of them, unless the client has the last ones already.
 *
 * **Source** core.md 4.2, 4.3
 */
export const synchronise = ({ host, link, phase }: SignedInContext, command: Syn): HostAction => {
  const account = host.accounts.get(phase.passport)
  if (account === undefined) return nothing
  return inOrder(
    modifySession(link, (session) => ({ ...session, synchronised: true })),
    each(listsFor(host, account, phase.dialect, command), (line) => send(link, line)),
  )
}

/** One list, as clients could ask for until 2003 (core.md 4.3). */
export const sendList = ({ host, link, phase }: SignedInContext, { trid, list: name }: ClientCommand<'NS', 'LST'>): HostAction => {
  const account = host.accounts.get(phase.passport)
  if (account === undefined) return nothing
  if (name === 'PL') return fail(link, 201, trid)
  const lines = listByList(host, account, phase.dialect, trid)
  return each(
    lines.filter((line) => line.verb === 'LST' && 'list' in line && line.list === name),
    (line) => send(link, line),
  )
}

/** The groups (core.md 4.3). */
export const sendGroups = ({ host, link, phase }: SignedInContext, { trid }: ClientCommand<'NS', 'LSG'>): HostAction => {
  const account = host.accounts.get(phase.passport)
  return account === undefined ? nothing : each(groupsByNumber(account, trid), (line) => send(link, line))
}
