/** A session as its user sees it. */

import type { PersistentMap } from '../core/persistentMap.js'
import type { Capabilities } from '../commands/capabilities.js'
import type { Dialect } from '../commands/dialects.js'
import type { MsnObject } from '../commands/msnobject.js'
import type { Property } from '../commands/property.js'
import type { Address, Guid, ListBits, NetworkId, Serial, Stamp, Status } from '../commands/words.js'
import { once } from '../core/compose.js'
import type { Personal } from '../payloads/personal.js'
import type { Profile } from '../payloads/profile.js'
import type { EndReason } from './outcomes.js'

/**
 * Somebody on one of the lists.
 *
 * **Shapes** `lists` is a sum of bits, see `listsOf`; `groups` are ids as they stand in `SessionState.groups`; `status`
 * is `FLN` for who is offline, or does not let us know. `displayName` is what the contact calls itself, as far as is known,
 * `nickname` what the user calls it, if so; `name` is the one to show: the nickname, or else the display name.
 */
export interface Contact {
  readonly passport: string
  readonly name: string
  readonly displayName: string
  readonly nickname: string | undefined
  readonly lists: ListBits
  readonly groups: ReadonlyArray<string>
  readonly status: Status
  readonly guid: Guid | undefined
  readonly network: NetworkId | undefined
  readonly capabilities: Capabilities | undefined
  /** The second number of capabilities (MSNP16 and later). */
  readonly extended: Capabilities | undefined
  readonly object: MsnObject | undefined
  readonly personal: Personal | undefined
  readonly properties: Properties | undefined
}

/** In no group. */
export const noGroups: ReadonlyArray<string> = []

/** Somebody of whom nothing is known yet but the address. */
export const stranger = (passport: string): Contact => ({
  passport,
  name: passport,
  displayName: passport,
  nickname: undefined,
  lists: 0,
  groups: noGroups,
  status: 'FLN',
  guid: undefined,
  network: undefined,
  capabilities: undefined,
  extended: undefined,
  object: undefined,
  personal: undefined,
  properties: undefined,
})

/** A contact with another display name, or another nickname; an empty nickname is none. */
export const withNames = (contact: Contact, names: Partial<Pick<Contact, 'displayName' | 'nickname'>>): Contact => {
  const displayName = names.displayName ?? contact.displayName
  const given = 'nickname' in names ? names.nickname : contact.nickname
  const nickname = given === '' ? undefined : given
  return { ...contact, name: nickname ?? displayName, displayName, nickname }
}

/**
 * The version of a contact list.
 *
 * **Shapes** a serial number up to MSNP9; two stamps up to MSNP12; then when both services last changed it, in their words,
 * which are empty where they did not say.
 */
export type ListVersion =
  | { readonly _tag: 'Serial'; readonly serial: Serial }
  | { readonly _tag: 'Stamps'; readonly contactsChanged: Stamp; readonly settingsChanged: Stamp }
  | { readonly _tag: 'Changes'; readonly membership: string; readonly addressBook: string }

/** Telephone numbers and switches by their key, such as `PHH`. */
export type Properties = PersistentMap<string, Property>

/** A group of contacts: `id` is a number up to MSNP9, a GUID from MSNP10 on. */
export interface Group {
  readonly id: string
  readonly name: string
}

const aloneIn = once(({ id }: Group): ReadonlyArray<string> => [id])

/** The ids of groups as they are there already: those who are in the same one share the list, too. */
export const groupIds = (groups: PersistentMap<string, Group>, ids: ReadonlyArray<string>): ReadonlyArray<string> => {
  if (ids.length === 0) return noGroups
  const only = ids.length === 1 ? groups.get(ids[0]!) : undefined
  return only === undefined ? ids.map((id) => groups.get(id)?.id ?? id) : aloneIn(only)
}

/**
 * An endpoint that the account is signed in at, besides others (MSNP16 and later).
 *
 * **Shapes** `guid` is in lower case; `clientType` is 1 for a computer, 2 for the web, 3 for a mobile.
 *
 * **Source** messages.md 2.4
 */
export interface OwnEndpoint {
  readonly guid: Guid
  readonly name: string | undefined
  readonly idle: boolean | undefined
  readonly clientType: number | undefined
  readonly status: Status | undefined
  readonly capabilities: Capabilities | undefined
  readonly extended: Capabilities | undefined
}

/**
 * A circle that the account is in: a group that talks by way of the notification server (MSNP18).
 *
 * **Shapes** `address` is `00000000-0000-0000-0009-0123456789ab@live.com`; `members` by address, those of whom something is
 * known, with how they are seen there.
 *
 * **Source** messages.md 5.3
 */
export interface Circle {
  readonly address: string
  readonly name: string | undefined
  readonly members: PersistentMap<string, CircleMember>
}

/** Somebody in a circle. */
export interface CircleMember {
  readonly passport: string
  readonly name: string
  readonly status: Status
}

/** The account that is signed in, as its server sees it. */
export interface Account {
  readonly passport: string
  readonly name: string
  readonly status: Status
  /** Who is on neither the allow nor the block list may see and call me (AL), or may not (BL). */
  readonly privacy: 'AL' | 'BL' | undefined
  /** Whether to ask (A) when somebody adds me, or not (N). */
  readonly prompt: 'A' | 'N' | undefined
  readonly personal: Personal
  readonly properties: Properties
  readonly profile: Profile | undefined
  /** The endpoints that it is signed in at, by GUID, this one among them. */
  readonly endpoints: PersistentMap<string, OwnEndpoint>
}

/** Somebody in a conversation. */
export interface Participant {
  readonly passport: string
  readonly name: string
  readonly capabilities?: Capabilities
}

/**
 * A conversation.
 *
 * **Shapes** `Ringing` waits for `Accept` or `Decline`; `Opening` is on its way to a switchboard; in `Open` people are
 * there, or were, or are expected. `invited` are those of whom it is not known yet whether they come.
 */
export interface Conversation {
  readonly id: string
  readonly phase: 'Ringing' | 'Opening' | 'Open'
  readonly participants: PersistentMap<string, Participant>
  readonly invited: ReadonlyArray<string>
  /** Who invited us, if somebody did. */
  readonly by?: string
}

/**
 * Where a session stands.
 *
 * **Shapes** `Disconnected`: it signs in again at `retryAt`, in milliseconds since 1970; nothing in the moment before that is known.
 */
export type Connection =
  | { readonly _tag: 'SigningIn'; readonly server: Address }
  | { readonly _tag: 'Synchronising'; readonly server: Address }
  | { readonly _tag: 'Ready'; readonly server: Address }
  | { readonly _tag: 'Disconnected'; readonly reason: EndReason; readonly retryAt: number | undefined }
  | { readonly _tag: 'Ended'; readonly reason: EndReason }

/** An account as its server tells of it: the contact list, who is seen, and the account itself. */
export interface AccountView {
  readonly dialect: Dialect | undefined
  readonly account: Account
  readonly contacts: PersistentMap<string, Contact>
  readonly groups: PersistentMap<string, Group>
  /** By address. */
  readonly circles: PersistentMap<string, Circle>
  readonly version: ListVersion | undefined
}

/**
 * A session as its user sees it: one immutable value. Contacts are found by their address in lower case, groups and
 * conversations by their id, in the order in which they came.
 */
export interface SessionState extends AccountView {
  readonly connection: Connection
  readonly conversations: PersistentMap<string, Conversation>
}

/**
 * A contact list as it was at the end of an earlier session, to be given back: the server then sends it only if it has
 * changed (core.md 4.2). `keptLists` takes it out of a state. It is plain data, which JSON keeps as it is.
 */
export interface KeptLists {
  readonly version: ListVersion
  readonly contacts: ReadonlyArray<KeptContact>
  readonly groups: ReadonlyArray<Group>
  /** What comes with a list, and with it alone. */
  readonly account: Pick<Account, 'name'> & Partial<Pick<Account, 'privacy' | 'prompt'>> & Detailed
}

/** A contact, without how it was seen. */
export type KeptContact = Pick<Contact, 'passport' | 'name' | 'lists' | 'groups'> &
  Partial<Pick<Contact, 'displayName' | 'nickname' | 'guid' | 'network'>> &
  Detailed

interface Detailed {
  readonly properties: ReadonlyArray<Property>
}

/**
 * The state with other contacts.
 *
 * Field by field: to spread and override takes many times as long, and presence comes by the hundred.
 */
export const withContacts = (state: AccountView, contacts: AccountView['contacts']): AccountView => ({
  dialect: state.dialect,
  account: state.account,
  contacts,
  groups: state.groups,
  circles: state.circles,
  version: state.version,
})
