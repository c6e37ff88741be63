/** Changes contacts in the address book: ABContactAdd, ABContactDelete and ABContactUpdate. */
import * as O from 'fp-ts/lib/Option.js'
import { identity } from 'fp-ts/lib/function.js'

import { inOrder, nothing, seeing, when } from '../../core/action.js'
import { addContact, deleteContact, updateContact, type ContactChange } from '../../payloads/soap/changes.js'
import { modifySettings, seeingAccount, type HostAction } from '../action.js'
import { bits, contactOf, isOn, bytesOnWire, withContact, type StoredAccount, type StoredContact } from '../lists/accounts.js'
import { addressBookDialect, addressFailure, addressIn, contactGuid, contactOfGuid, wasGuid } from '../lists/contacts.js'
import { editLists, isFull, putOnList, takeOffList, type Caller } from '../lists/edit.js'
import { showing } from '../presence/presence.js'
import type { Host } from '../state.js'
import { servedOperation } from './soap.js'

/** Why somebody cannot be added, as the address book says it. */
const unaddable = (host: Host, account: StoredAccount, passport: string): string | undefined => {
  const problem = O.toUndefined(addressFailure(host, addressBookDialect, passport))
  if (problem !== undefined) return problem === 201 ? 'BadEmailArgument' : 'InvalidPassportUser'
  return isFull(host, account, 'FL') ? 'RequestLimitReached' : undefined
}

const isTooLong = ({ settings }: Host, name: string | undefined): boolean =>
  name !== undefined && bytesOnWire(name) > settings.limits.name

/** What the account calls a contact from now on; by the contact's own name, if the name is empty. */
const withNickname = (passport: string, name: string | undefined): ((account: StoredAccount) => StoredAccount) =>
  name === undefined
    ? identity
    : withContact(passport, (contact) => ({ ...contact, name: name === '' ? undefined : name }))

/** Puts somebody on the forward list who is not there yet, and goes on; `refuse` says why that cannot be. */
export const putOnForwardList = (
  by: Caller,
  passport: string,
  nickname: string | undefined,
  refuse: (error: string) => HostAction,
  then: HostAction,
): HostAction =>
  seeingAccount(by.owner, (account, host) => {
    if (isOn('FL', account, passport)) return then
    const error = unaddable(host, account, passport)
    if (error !== undefined) return refuse(error)
    if (isTooLong(host, nickname)) return refuse('BadArgumentLength')
    return inOrder(putOnList(by, 'FL', passport, { change: withNickname(passport, nickname) }), then)
  })

/**
 * Puts a contact on the forward list; who is there already stays as it is.
 *
 * **Errors** `BadEmailArgument`: no address. `InvalidPassportUser`: nobody's. `RequestLimitReached`: the list is full.
 * `BadArgumentLength`: the name is too long.
 *
 * **Source** messages.md 4.4
 */
export const serveAddContact = servedOperation(addContact, (by, { passport: given, nickname }, { done, refuse }) =>
  seeing((host) => {
    const passport = addressIn(host, given)
    const answering = seeingAccount(by.owner, (next) => {
      const contact = contactOf(next, passport)
      return contact === undefined ? nothing : done({ id: contactGuid(next, contact) })
    })
    return putOnForwardList(by, passport, nickname, refuse, answering)
  }),
)

/** The contact of a GUID that is on the forward list. */
const forwardContact = (account: StoredAccount, guid: string): StoredContact | undefined => {
  const contact = O.toUndefined(contactOfGuid(account, guid))
  return contact !== undefined && contact.lists & bits.FL ? contact : undefined
}

/**
 * Takes a contact off the forward list; who has been taken off already, as by RML, is not missed (corrections.md).
 *
 * **Errors** `ContactDoesNotExist`: nobody ever had this id.
 *
 * **Source** messages.md 4.4
 */
export const serveDeleteContact = servedOperation(deleteContact, (by, { id }, { done, refuse }) =>
  seeingAccount(by.owner, (account) => {
    const contact = forwardContact(account, id)
    if (contact !== undefined) return inOrder(takeOffList(by, 'FL', contact.passport), done({}))
    return wasGuid(account, id) ? done({}) : refuse('ContactDoesNotExist')
  }),
)

/** Changes what an account sets for itself, as far as it is given; everybody sees at once what comes of it. */
const changeOwnSettings = ({ owner }: Caller, { name, privacy, prompt }: ContactChange): HostAction =>
  when(
    name !== undefined || privacy !== undefined || prompt !== undefined,
    () => showing(
      owner,
      modifySettings(owner, (account) => ({
        ...account,
        name: name === undefined ? account.name : name,
        privacy: privacy ?? account.privacy,
        prompt: prompt ?? account.prompt,
      })),
    ),
  )

/**
 * Changes what a contact is called, or takes it off the forward list; or changes what oneself has set.
 *
 * **Errors** `ContactDoesNotExist`; `BadArgumentLength` for a name that is too long, and for oneself an empty one.
 *
 * **Source** messages.md 4.4
 */
export const serveUpdateContact = servedOperation(updateContact, (by, change, { done, refuse }) =>
  seeingAccount(by.owner, (account, host) => {
    const { id, name, nickname, messenger } = change
    if (id === 'me') {
      if (name === '' || isTooLong(host, name)) return refuse('BadArgumentLength')
      return inOrder(changeOwnSettings(by, change), done({}))
    }
    const contact = forwardContact(account, id)
    if (contact === undefined) return refuse('ContactDoesNotExist')
    if (isTooLong(host, nickname)) return refuse('BadArgumentLength')
    const { passport } = contact
    return inOrder(
      when(nickname !== undefined, () => editLists(by, withNickname(passport, nickname))),
      when(messenger === false, () => takeOffList(by, 'FL', passport)),
      done({}),
    )
  }),
)
