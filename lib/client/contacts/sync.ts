/** How a contact list comes over the notification server (up to MSNP12). */

import { persistentMap, type PersistentMap } from '../../core/persistentMap.js'
import type { DialectFacts } from '../../commands/dialects.js'
import type { Property } from '../../commands/property.js'
import type { Undecodable } from '../../commands/undecodable.js'
import { listBits, type ListName } from '../../commands/words.js'
import { withProperty } from './changes.js'
import { kindOf, subjectOf, type After, type Cancel, type ClientEvent, type Comings, type Said } from '../../core/effects.js'
import { moving, stay, to, type Charted, type Step, type Variant } from '../../core/machine.js'
import { timers } from '../names.js'
import { groupIds, stranger, withNames, type Contact, type Group, type ListVersion } from '../state.js'

/** What has come of the lists. */
export interface Lists {
  readonly contacts: PersistentMap<string, Contact>
  readonly groups: PersistentMap<string, Group>
}

/**
 * The contact list on its way.
 *
 * **Shapes** `Asked` waits for the answer to SYN, which says whether the version is the one that we `have`; `Listing` for
 * the lists one by one (up to MSNP7), `Counting` for as many contacts and groups as were announced (MSNP8 and later).
 * `left`: how many were missing when time was last taken. `isLate`: nobody waits for the rest any more, which counts as it
 * comes. Without a `version`, its announcement could not be read.
 * `Listed` holds them; `Current` means that the list we have is the server's. What follows a contact's line belongs to the
 * contact: `last`.
 *
 * **Source** core.md 4.3
 */
export type Sync =
  | {
      readonly _tag: 'Asked'
      readonly dialect: DialectFacts
      readonly have: ListVersion | undefined
      readonly ms: number
    }
  | ({
      readonly _tag: 'Listing'
      readonly version: ListVersion | undefined
      readonly missing: ReadonlyArray<ListName>
      readonly lines: number
    } & Coming)
  | ({
      readonly _tag: 'Counting'
      readonly version: ListVersion | undefined
      readonly contactsLeft: number
      readonly groupsLeft: number
      readonly last: string | undefined
    } & Coming)
  | ({ readonly _tag: 'Listed'; readonly version: ListVersion | undefined; readonly last: string | undefined } & Lists)
  | { readonly _tag: 'Current'; readonly version: ListVersion }

interface Coming extends Lists {
  /** The version that we had. */
  readonly have: ListVersion | undefined
  readonly ms: number
  readonly left: number
  readonly isLate: boolean
}

type SyncEffect = After | Cancel
type SyncStep = Step<Sync, SyncEffect>

const done: ReadonlyArray<SyncEffect> = [{ _tag: 'Cancel', timer: timers.sync }]

const everyList: ReadonlyArray<ListName> = ['FL', 'AL', 'BL', 'RL']

/** Before the first line. */
export const nothing: Lists = { contacts: persistentMap(), groups: persistentMap() }

const sameVersion = (a: ListVersion, b: ListVersion): boolean =>
  a._tag === 'Serial'
    ? b._tag === 'Serial' && a.serial === b.serial
    : a._tag === 'Stamps' &&
      b._tag === 'Stamps' &&
      a.contactsChanged.text === b.contactsChanged.text &&
      a.settingsChanged.text === b.settingsChanged.text

const listed = ({ version, contacts, groups }: Variant<Sync, 'Listing' | 'Counting'>, last?: string): SyncStep => [
  { _tag: 'Listed', version, contacts, groups, last },
  done,
]

const counted = (state: Variant<Sync, 'Counting'>): SyncStep =>
  state.contactsLeft <= 0 && state.groupsLeft <= 0 ? listed(state, state.last) : [state, []]

/** The list of up to MSNP7: a line for each list that somebody is on. */
const line = (state: Variant<Sync, 'Listing'>, command: Said<'NS', 'LST'>): SyncStep | undefined => {
  if (!('list' in command)) return undefined
  const { list } = command
  const isLast = !('index' in command) || command.index >= command.total
  const missing = isLast ? state.missing.filter((other) => other !== list) : state.missing
  const contacts = 'passport' in command ? withLine(state, command) : state.contacts
  const next = { ...state, missing, contacts, lines: state.lines + 1 }
  return missing.length === 0 ? listed(next) : [next, []]
}

type OldLine = Extract<Said<'NS', 'LST'>, { readonly list: ListName; readonly passport: string }>

const withLine = (state: Lists, { list, passport, name, groups }: OldLine): PersistentMap<string, Contact> => {
  const { contacts } = state
  const key = passport.toLowerCase()
  const before = contacts.get(key) ?? withNames(stranger(key), { displayName: name })
  const itsGroups = groups === undefined ? before.groups : groupIds(state.groups, groups.map(String))
  return contacts.set(before.passport, { ...before, lists: before.lists | listBits([list]), groups: itsGroups })
}

/** The list from MSNP8 on: a line for each person. */
const contact = (state: Variant<Sync, 'Counting'>, command: Said<'NS', 'LST'>): SyncStep | undefined => {
  if (!('lists' in command)) return undefined
  // Somebody on no list: of an empty name, whose blanks run together, the next word has taken the place.
  if (command.lists === 0) return counted({ ...state, contactsLeft: state.contactsLeft - 1 })
  const passport = command.passport.toLowerCase()
  const someone = stranger(passport)
  const { name, groups } = command
  const guid = 'contactGuid' in command ? command.contactGuid : undefined
  const next: Contact = {
    ...withNames(someone, { displayName: name === undefined ? passport : name }),
    lists: command.lists,
    groups: groups === undefined ? someone.groups : groupIds(state.groups, groups.map(String)),
    guid,
    network: 'network' in command ? command.network : undefined,
  }
  return counted({
    ...state,
    contacts: state.contacts.set(passport, next),
    contactsLeft: state.contactsLeft - 1,
    last: passport,
  })
}

const groupOf = (command: Said<'NS', 'LSG'>): Group => ({
  id: String('groupId' in command ? command.groupId : command.groupGuid),
  name: command.name,
})

const withGroup = <S extends Lists>(state: S, command: Said<'NS', 'LSG'>): S => {
  const group = groupOf(command)
  return { ...state, groups: state.groups.set(group.id, group) }
}

const withDetail = <S extends Lists>(state: S, passport: string | undefined, property: Property): S => {
  const about = passport === undefined ? undefined : state.contacts.get(passport)
  return about === undefined
    ? state
    : { ...state, contacts: state.contacts.set(about.passport, withProperty(about, property)) }
}

const wait = (ms: number): ReadonlyArray<SyncEffect> => [{ _tag: 'After', timer: timers.sync, ms }]

const answered = (
  { dialect, have, ms }: Variant<Sync, 'Asked'>,
  reply: Said<'NS', 'SYN'>,
): SyncStep | undefined => {
  const version: ListVersion =
    'serial' in reply
      ? { _tag: 'Serial', serial: reply.serial }
      : { _tag: 'Stamps', contactsChanged: reply.contactsChanged, settingsChanged: reply.settingsChanged }
  if ('contacts' in reply) {
    const { contacts: contactsLeft, groups: groupsLeft } = reply
    const counting: Variant<Sync, 'Counting'> = {
      _tag: 'Counting',
      version,
      contactsLeft,
      groupsLeft,
      last: undefined,
      ...nothing,
      have,
      ms,
      left: contactsLeft + groupsLeft,
      isLate: false,
    }
    return contactsLeft + groupsLeft > 0 ? [counting, wait(ms)] : counted(counting)
  }
  // Who has no list asks for what comes after 0; a server that is at 0 has nothing to tell.
  return dialect.has.countedLists || sameVersion(have ?? { _tag: 'Serial', serial: 0 }, version)
    ? [{ _tag: 'Current', version }, done]
    : [
        { _tag: 'Listing', version, missing: everyList, lines: 0, ...nothing, have, ms, left: 0, isLate: false },
        wait(ms),
      ]
}

/** More than any list has: how many there are is not known. */
const countless = Number.MAX_SAFE_INTEGER

/** What may come of a list whose announcement cannot be read: it has no end that anybody could wait for. */
const unannounced = ({ dialect, have, ms }: Variant<Sync, 'Asked'>): Variant<Sync, 'Listing' | 'Counting'> => {
  const coming = { ...nothing, version: undefined, have, ms, left: 0, isLate: true }
  return !dialect.has.countedLists
    ? { _tag: 'Listing', missing: everyList, lines: 0, ...coming }
    : { _tag: 'Counting', contactsLeft: countless, groupsLeft: countless, last: undefined, ...coming }
}

/** What is missing of a list that is not whole. */
export interface Missing {
  readonly contacts: number | undefined
  readonly groups: number | undefined
  readonly lists: ReadonlyArray<ListName>
}

const knownCount = (left: number): number | undefined => (left >= countless / 2 ? undefined : Math.max(0, left))

/** What a list lacks so far; nothing, if it is whole, or nobody waits for it any more. */
export const missingIn = (sync: Sync): Missing | undefined => {
  switch (sync._tag) {
    case 'Asked':
      return { contacts: undefined, groups: undefined, lists: !sync.dialect.has.countedLists ? everyList : [] }
    case 'Listing':
      return { contacts: undefined, groups: undefined, lists: sync.missing }
    case 'Counting':
      return { contacts: knownCount(sync.contactsLeft), groups: knownCount(sync.groupsLeft), lists: [] }
    case 'Listed':
    case 'Current':
      return undefined
  }
}

/** Nobody waits for the rest any more: `isComing` tells whether it may come all the same. */
export const late = (sync: Sync, isComing: boolean): Sync | undefined => {
  if (!isComing || sync._tag === 'Listed' || sync._tag === 'Current') return undefined
  return sync._tag === 'Asked' ? unannounced(sync) : { ...sync, isLate: true }
}

const leftIn = (sync: Variant<Sync, 'Listing' | 'Counting'>): number =>
  sync._tag === 'Listing' ? -sync.lines : sync.contactsLeft + sync.groupsLeft

/** The time for a part of a list has passed: there is more time, if some of it has come meanwhile. */
export const waitsOn = (sync: Sync): SyncStep | undefined => {
  if (sync._tag !== 'Listing' && sync._tag !== 'Counting') return undefined
  const left = leftIn(sync)
  return left < sync.left ? [{ ...sync, left }, wait(sync.ms)] : undefined
}

const about = (state: Variant<Sync, 'Listing'>, command: Said<'NS', 'BPR'>): SyncStep | undefined =>
  'passport' in command ? [withDetail(state, command.passport.toLowerCase(), command.property), []] : undefined

const aboutLast = (state: Variant<Sync, 'Counting'>, command: Said<'NS', 'BPR'>): SyncStep | undefined =>
  'passport' in command ? undefined : [withDetail(state, state.last, command.property), []]

/**
 * A line that cannot be read counts all the same (core.md 10.1): the list is short of one, and has an end.
 *
 * **Source** up to MSNP7 `LST trid list serial index total ...`; from MSNP8 on one line for each contact and group.
 */
const unread = (state: Variant<Sync, 'Listing'>, { frame }: Undecodable): SyncStep | undefined => {
  const [verb, , list, , index, total] = frame.line.split(' ')
  if (verb !== 'LST' || index !== total) return undefined
  const missing = state.missing.filter((other) => other !== list)
  return missing.length === 0 ? listed({ ...state, missing }) : [{ ...state, missing }, []]
}

const uncounted = (state: Variant<Sync, 'Counting'>, { frame }: Undecodable): SyncStep | undefined => {
  if (frame.line.startsWith('LST ')) return counted({ ...state, contactsLeft: state.contactsLeft - 1 })
  return frame.line.startsWith('LSG ') ? counted({ ...state, groupsLeft: state.groupsLeft - 1 }) : undefined
}

/** How a contact list comes. */
export const listing = moving<Sync, ClientEvent, Comings<'server', 'NS'>, SyncEffect>({
  kindOf,
  subjectOf,
  moves: {
    Asked: { SYN: to('Listing', 'Counting', 'Listed', 'Current')(answered) },
    Listing: {
      LST: to('Listing', 'Listed')(line),
      LSG: stay((state, command) => [withGroup(state, command), []]),
      BPR: stay(about),
      Undecodable: to('Listing', 'Listed')(unread),
    },
    Counting: {
      LST: to('Counting', 'Listed')(contact),
      LSG: to(
        'Counting',
        'Listed',
      )((state, command) => counted(withGroup({ ...state, groupsLeft: state.groupsLeft - 1 }, command))),
      BPR: stay(aboutLast),
      Undecodable: to('Counting', 'Listed')(uncounted),
    },
    Listed: {},
    Current: {},
  },
})

/** Takes in a contact list that was asked for by `SYN`. `have` is the version that we have already. */
export const syncing = (
  dialect: DialectFacts,
  have: ListVersion | undefined,
  ms: number,
): Charted<Sync, ClientEvent, SyncEffect> => ({
  init: [{ _tag: 'Asked', dialect, have, ms }, wait(ms)],
  ...listing,
})
