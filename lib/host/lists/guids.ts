import * as O from 'fp-ts/lib/Option.js'
import { pipe } from 'fp-ts/lib/function.js'

import { digest } from '../../auth/digest.js'
import type { Account, Contact, Group } from './accounts.js'

/** All but the last part of the GUIDs that are made of a text. */
const guidStart = (seed: string): string => {
  const digits = digest(seed)('rx-msnp')
  return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), ''].join('-')
}

const guidsFrom = (seed: string): ((one: { readonly number: number }) => string) => {
  const start = guidStart(seed)
  return ({ number }) => start + number.toString(16).padStart(12, '0')
}

/** The GUIDs of an account's contacts, from MSNP10 on; only the account itself ever sees them. */
export const contactGuids = ({ passport }: Account): ((contact: Pick<Contact, 'number'>) => string) =>
  guidsFrom(`contact of ${passport}`)

/** The GUID of a contact. */
export const contactGuid = (account: Account, contact: Pick<Contact, 'number'>): string =>
  contactGuids(account)(contact)

/** The GUIDs of an account's groups, from MSNP10 on. */
export const groupGuids = ({ passport }: Account): ((group: Pick<Group, 'number'>) => string) =>
  guidsFrom(`group of ${passport}`)

/** The GUID of a group. */
export const groupGuid = (account: Account, group: Pick<Group, 'number'>): string => groupGuids(account)(group)

const numberIn = (guid: string): number => Number.parseInt(guid.slice(-12), 16)

/** The contact of a GUID. */
export const contactOfGuid = (account: Account, guid: string): O.Option<Contact> =>
  pipe(
    O.fromNullable(account.contacts.find(({ number }) => number === numberIn(guid))),
    O.filter((contact) => contactGuid(account, contact) === guid.toLowerCase()),
  )

/** Whether a contact of the account has, or once had, a GUID. */
export const wasGuid = (account: Account, guid: string): boolean => {
  const number = numberIn(guid)
  return number > 0 && number <= account.numbered && contactGuid(account, { number }) === guid.toLowerCase()
}

/** The group of a GUID; the group that nobody sees has none. */
export const groupOfGuid = (account: Account, guid: string): O.Option<Group> =>
  pipe(
    O.fromNullable(account.groups.find(({ id, number }) => id !== 0 && number === numberIn(guid))),
    O.filter((group) => groupGuid(account, group) === guid.toLowerCase()),
  )
