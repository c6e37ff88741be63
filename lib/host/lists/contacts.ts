/** How accounts, contacts and groups are named: addresses, networks, GUIDs and numbers. */
import * as O from 'fp-ts/lib/Option.js'
import { pipe } from 'fp-ts/lib/function.js'

import { digest } from '../../auth/digest.js'
import { dialectNamed, type DialectFacts } from '../../commands/dialects.js'
import { isTelephone as isTelephoneAddress } from '../../commands/networks.js'
import type { Host } from '../state.js'
import { canonical, type StoredAccount, type StoredContact, type StoredGroup } from './accounts.js'

/** An address as accounts are known by: the account's own text, if there is such an account. */
export const addressIn = (host: Host, given: string): string => {
  const address = canonical(given)
  return host.accounts.get(address)?.passport ?? address
}

/** A telephone in a contact list, which is nobody's account (core.md 4.8). */
export const isTelephone = ({ has }: DialectFacts, passport: string): boolean => has.telephones && isTelephoneAddress(passport)

/** What holds of the lists where no dialect is spoken: who speaks SOAP speaks this dialect, or a later one. */
export const addressBookDialect = dialectNamed('MSNP13')

/** Why somebody cannot be put on a list, or found on one; the code of the failure (core.md 4.7, 4.8; escargot.md 8). */
export const addressFailure = (host: Host, dialect: DialectFacts, passport: string): O.Option<number> => {
  if (isTelephone(dialect, passport)) return O.none
  if (!passport.includes('@')) return O.some(201)
  return host.accounts.has(passport) ? O.none : O.some(dialect.has.failure208 ? 208 : 205)
}

/** Whether a contact is in a group; who is in none is in the one with the id 0. */
export const isInGroup = ({ groups }: StoredContact, id: number): boolean => ((groups === 0 ? 1 : groups) & (1 << id)) !== 0

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
export const contactGuids = ({ passport }: StoredAccount): ((contact: Pick<StoredContact, 'number'>) => string) =>
  guidsFrom(`contact of ${passport}`)

/** The GUID of a contact. */
export const contactGuid = (account: StoredAccount, contact: Pick<StoredContact, 'number'>): string =>
  contactGuids(account)(contact)

/** The GUIDs of an account's groups, from MSNP10 on. */
export const groupGuids = ({ passport }: StoredAccount): ((group: Pick<StoredGroup, 'number'>) => string) =>
  guidsFrom(`group of ${passport}`)

/** The GUID of a group. */
export const groupGuid = (account: StoredAccount, group: Pick<StoredGroup, 'number'>): string => groupGuids(account)(group)

const numberIn = (guid: string): number => Number.parseInt(guid.slice(-12), 16)

/** The contact of a GUID. */
export const contactOfGuid = (account: StoredAccount, guid: string): O.Option<StoredContact> =>
  pipe(
    O.fromNullable(account.contacts.find(({ number }) => number === numberIn(guid))),
    O.filter((contact) => contactGuid(account, contact) === guid.toLowerCase()),
  )

/** Whether a contact of the account has, or once had, a GUID. */
export const wasGuid = (account: StoredAccount, guid: string): boolean => {
  const number = numberIn(guid)
  return number > 0 && number <= account.numbered && contactGuid(account, { number }) === guid.toLowerCase()
}

/** The group of a GUID; the group that nobody sees has none. */
export const groupOfGuid = (account: StoredAccount, guid: string): O.Option<StoredGroup> =>
  pipe(
    O.fromNullable(account.groups.find(({ id, number }) => id !== 0 && number === numberIn(guid))),
    O.filter((group) => groupGuid(account, group) === guid.toLowerCase()),
  )

/** A number below 2 to the power of 32 out of a text: FNV-1a, since a whole list of contacts is numbered at once. */
const hash = (text: string, start: number): number => {
  let sum = start
  for (let at = 0; at < text.length; at++) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193)
  return sum >>> 0
}

/** The number that services know an account by, below 2 to the power of 63; whoever has the address can work it out. */
export const contactId = (passport: string): string =>
  `${hash(passport, 0x811c9dc5) >>> 3}${String(hash(passport, 0x01234567)).padStart(10, '0')}`

/** The same as two halves, as notices have it. */
export const passportIdOf = (passport: string): string => {
  const digits = digest('passport id')(passport)
  return `0x${digits.slice(0, 8)}:0x${digits.slice(8, 16)}`
}
