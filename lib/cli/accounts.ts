import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

import { wholeFile } from '../edges/files.js'
import type { HostAccount, HostContact } from '../index.js'
import { checked, describeError, list, PersonAddress, readJson, record, SomeText } from './codecs.js'

const names = list('a list of names', SomeText)

const ContactList = checked('AL, BL or FL', (u): u is 'AL' | 'BL' | 'FL' => u === 'AL' || u === 'BL' || u === 'FL')

const WholeContact = record<HostContact>(
  'an address, or {"passport": ...}',
  { passport: PersonAddress },
  { name: SomeText, groups: names, lists: list('a list of AL, BL and FL', ContactList) },
)

/** A contact, of which the address may stand alone. */
const Contact = new t.Type<HostContact, unknown>(
  WholeContact.name,
  WholeContact.is,
  (u, context) => WholeContact.validate(typeof u === 'string' ? { passport: u } : u, context),
  (value) => value,
)

const Account = record<HostAccount>(
  '{"passport": ..., "password": ...}',
  { passport: PersonAddress, password: SomeText },
  { name: SomeText, contacts: list('a list of contacts', Contact), groups: names },
)

const Accounts = list('a list of accounts', Account)

/** Accounts, and groups of contacts, that are named twice or not at all. */
const contradictions = (accounts: ReadonlyArray<HostAccount>): ReadonlyArray<string> => {
  const addresses = accounts.map(({ passport }) => passport.toLowerCase())
  return accounts.flatMap(({ groups = [], contacts = [] }, index) => {
    const first = addresses.indexOf(addresses[index]!)
    const twice = first === index ? [] : [`[${index}].passport: is that of [${first}] already`]
    const unknown = contacts.flatMap(({ groups: own = [] }, at) =>
      own
        .filter((name) => !groups.includes(name))
        .map(() => `[${index}].contacts[${at}].groups: names a group that [${index}].groups does not`),
    )
    return [...twice, ...unknown]
  })
}

/**
 * The accounts in a file: a JSON array of `{passport, password, name?, contacts?, groups?}`.
 *
 * **Errors** what is wrong, a line each, with its place; never a value from the file, which may be a password.
 */
export const readAccounts = (file: string): E.Either<ReadonlyArray<string>, ReadonlyArray<HostAccount>> => {
  const octets = wholeFile(file)
  if (E.isLeft(octets)) return E.left([octets.left])
  const json = readJson(octets.right.toString('utf8').replace(/^\ufeff/, ''))
  if (E.isLeft(json)) return E.left([`${file}: ${json.left}`])
  const accounts = Accounts.decode(json.right)
  if (E.isLeft(accounts)) return E.left(accounts.left.map((error) => `${file}: ${describeError(error)}`))
  const wrong = contradictions(accounts.right)
  return wrong.length === 0 ? accounts : E.left(wrong.map((what) => `${file}: ${what}`))
}
