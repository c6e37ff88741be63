/** A contact list that outlives a session: kept, and given back to the next one. */

import { persistentMap } from '../../core/persistentMap.js'
import type { Property } from '../../commands/property.js'
import { noPersonal } from '../../payloads/personal.js'
import type { SessionSettings } from '../settings.js'
import {
  stranger,
  type Contact,
  type KeptContact,
  type KeptLists,
  type Properties,
  type AccountView,
} from '../state.js'

/** The contact list of a session, to be kept for the next one; nothing, if it has none yet. */
export const keptLists = ({ version, contacts, groups, account }: AccountView): KeptLists | undefined => {
  const { name, privacy, prompt, properties } = account
  return version === undefined
    ? undefined
    : {
        version,
        contacts: [...contacts.values()].map(keptContact),
        groups: [...groups.values()],
        account: { name, privacy, prompt, properties: [...properties.values()] },
      }
}

const keptContact = ({
  passport,
  name,
  displayName,
  nickname,
  lists,
  groups,
  guid,
  network,
  properties,
}: Contact): KeptContact => ({
  passport,
  name,
  displayName,
  nickname,
  lists,
  groups,
  guid,
  network,
  properties: [...(properties?.values() ?? [])],
})

const byKey = (properties: ReadonlyArray<Property>): Properties =>
  persistentMap(properties.map((property) => [property.key, property]))

const contactOf = ({ properties, ...kept }: KeptContact): Contact => ({
  ...stranger(kept.passport),
  displayName: kept.name,
  ...kept,
  properties: properties.length === 0 ? undefined : byKey(properties),
})

/** The state before the first connection. */
export const beforeSession = ({ passport, lists }: SessionSettings): AccountView => ({
  dialect: undefined,
  account: {
    passport,
    name: passport,
    status: 'FLN',
    privacy: undefined,
    prompt: undefined,
    personal: noPersonal,
    properties: persistentMap(),
    profile: undefined,
    endpoints: persistentMap(),
    ...(lists === undefined ? {} : { ...lists.account, properties: byKey(lists.account.properties) }),
  },
  contacts: persistentMap((lists?.contacts ?? []).map((contact) => [contact.passport, contactOf(contact)])),
  groups: persistentMap((lists?.groups ?? []).map((group) => [group.id, group])),
  circles: persistentMap(),
  version: lists?.version,
})
