/** What the words of the server change in who is seen. */
import type { Capabilities, CapabilityPair } from '../../commands/capabilities.js'
import type { MsnObject } from '../../commands/msnobject.js'
import { noPersonal, readPersonal, type Personal } from '../../payloads/personal.js'
import { orInCircle } from '../circles/circles.js'
import type { Said } from '../../core/effects.js'
import type { Change } from '../events.js'
import { isAboutSelf, withEndpoints } from './endpoints.js'
import { withContacts, type Contact, type AccountView } from '../state.js'

const unchanged = (state: AccountView): Change => [state, []]

type Presence = Said<'NS', 'ILN' | 'NLN' | 'FLN' | 'UBX'>

/** The address in a command about somebody's presence; who is on no list of ours is none of our business. */
export const aboutOf = (command: Presence): string =>
  ('passport' in command ? command.passport : command.contact.passport).toLowerCase()

/** Whether it tells of somebody by way of a circle, which says nothing of a contact. */
export const isByCircle = (command: Presence): boolean => 'contact' in command && command.contact.via !== undefined

/** Capabilities as one number, or from MSNP16 on as two. */
const first = (capabilities: Capabilities | CapabilityPair): Capabilities =>
  typeof capabilities === 'number' ? capabilities : capabilities.client
const second = (capabilities: Capabilities | CapabilityPair): Capabilities | undefined =>
  typeof capabilities === 'number' ? undefined : capabilities.extended

/** How a contact is seen. One literal, so that all contacts have one shape: this is the busiest of all changes. */
const seenAs = (
  contact: Contact,
  seen: Pick<Contact, 'displayName' | 'status' | 'capabilities' | 'extended' | 'object' | 'personal'>,
): Contact => ({
  passport: contact.passport,
  name: contact.nickname ?? seen.displayName,
  displayName: seen.displayName,
  nickname: contact.nickname,
  lists: contact.lists,
  groups: contact.groups,
  status: seen.status,
  guid: contact.guid,
  network: contact.network,
  capabilities: seen.capabilities,
  extended: seen.extended,
  object: seen.object,
  personal: seen.personal,
  properties: contact.properties,
})

/** Whether two descriptions of a picture say the same. */
const isSameObject = (one: MsnObject | undefined, other: MsnObject | undefined): boolean =>
  one === other || (one !== undefined && other !== undefined && JSON.stringify(one) === JSON.stringify(other))

/** Whether a contact is seen as before: Escargot says each status of MSNP16 and later twice (corrections.md). */
const isSeenAlike = (was: Contact, is: Contact): boolean =>
  was.status === is.status &&
  was.displayName === is.displayName &&
  was.capabilities === is.capabilities &&
  was.extended === is.extended &&
  isSameObject(was.object, is.object)

const withContact = (state: AccountView, was: Contact, contact: Contact): Change => {
  const seenSo = withContacts(state, state.contacts.set(contact.passport, contact))
  if (isSeenAlike(was, contact)) return [contact.personal === was.personal ? state : seenSo, []]
  const { passport, name, status } = contact
  return [seenSo, [{ _tag: 'ContactStatus', passport, name, status }]]
}

const seen = (state: AccountView, command: Said<'NS', 'ILN' | 'NLN'>): Change => {
  const passport = aboutOf(command)
  const contact = state.contacts.get(passport)
  if (contact === undefined || isAboutSelf(state, passport)) return unchanged(state)
  const { status } = command
  const displayName = command.name
  const said = 'capabilities' in command ? command.capabilities : undefined
  const capabilities = said === undefined ? undefined : first(said)
  const extended = said === undefined ? undefined : second(said)
  const object = 'object' in command ? command.object : undefined
  const { personal } = contact
  return withContact(state, contact, seenAs(contact, { displayName, status, capabilities, extended, object, personal }))
}

const gone = (state: AccountView, command: Said<'NS', 'FLN'>): Change => {
  const passport = aboutOf(command)
  const contact = state.contacts.get(passport)
  return contact === undefined || isAboutSelf(state, passport) ? unchanged(state) : withContact(state, contact, offline(contact))
}

/** A contact as nobody sees him. */
export const offline = (contact: Contact): Contact =>
  seenAs(contact, {
    displayName: contact.displayName,
    status: 'FLN',
    capabilities: undefined,
    extended: undefined,
    object: undefined,
    personal: undefined,
  })

/** What is kept of what a contact shows: of a single endpoint nothing is to be said that the contact does not have itself. */
const kept = (personal: Personal): Personal =>
  personal.endpoints.length === 1 ? { ...personal, endpoints: noPersonal.endpoints } : personal

const shown = (state: AccountView, command: Said<'NS', 'UBX'>): Change => {
  const passport = aboutOf(command)
  if (isAboutSelf(state, passport)) return withEndpoints(state, readPersonal(command.payload))
  const contact = state.contacts.get(passport)
  if (contact === undefined || isByCircle(command)) return unchanged(state)
  const personal = readPersonal(command.payload)
  return [
    withContacts(state, state.contacts.set(passport, { ...contact, personal: kept(personal) })),
    [{ _tag: 'ContactPersonal', passport, personal }],
  ]
}

const changed = (state: AccountView, { status }: Said<'NS', 'CHG'>): Change => [
  { ...state, account: { ...state.account, status } },
  [{ _tag: 'OwnStatus', status }],
]

/**
 * What the server's words change in who is seen, by their verb.
 *
 * **Source** core.md 4.5, 4.6
 */
export const presenceChanges = {
  ILN: orInCircle(seen),
  NLN: orInCircle(seen),
  FLN: orInCircle(gone),
  UBX: shown,
  CHG: changed,
} as const
