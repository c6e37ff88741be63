import * as O from 'fp-ts/lib/Option.js'
import { identity } from 'fp-ts/lib/function.js'

import { inOrder, nothing, seeing, when } from '../../core/action.js'
import { detached } from '../../payloads/detach.js'
import { addContact, deleteContact, updateContact, type ContactChange } from '../../payloads/soap/changes.js'
import { modifySettings, seeingAccount, type HostAction } from '../action.js'
import { bits, contactOf, isOn, octetsOnWire, withContact, type Account, type Contact } from '../lists/accounts.js'
import { addressBookDialect, addressIn, contactGuid, contactOfGuid, unknown, wasGuid } from '../lists/contacts.js'
import { arranging, isFull, putting, taking, type Change } from '../lists/edit.js'
import { showing } from '../presence/presence.js'
import type { Host } from '../state.js'
import { serving } from './soap.js'

/** Why somebody cannot be added, as the address book says it. */
const unaddable = (host: Host, account: Account, passport: string): string | undefined => {
  const problem = O.toUndefined(unknown(host, addressBookDialect, passport))
  if (problem !== undefined) return problem === 201 ? 'BadEmailArgument' : 'InvalidPassportUser'
  return isFull(host, account, 'FL') ? 'RequestLimitReached' : undefined
}

const isTooLong = ({ settings }: Host, name: string | undefined): boolean =>
  name !== undefined && octetsOnWire(name) > settings.limits.name

/** What the account calls a contact from now on; by the contact's own name, if the name is empty. */
const calling = (passport: string, name: string | undefined): ((account: Account) => Account) =>
  name === undefined
    ? identity
    : withContact(passport, (contact) => ({ ...contact, name: name === '' ? undefined : detached(name) }))

/** Puts somebody on the forward list who is not there yet, and goes on; `refuse` says why that cannot be. */
export const ontoForward = (
  by: Change,
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
    return inOrder(putting(by, 'FL', passport, { change: calling(passport, nickname) }), then)
  })

/**
 * Puts a contact on the forward list; who is there already stays as it is.
 *
 * **Errors** `BadEmailArgument`: no address. `InvalidPassportUser`: nobody's. `RequestLimitReached`: the list is full.
 * `BadArgumentLength`: the name is too long.
 *
 * **Source** messages.md 4.4
 */
export const newContact = serving(addContact, (by, { passport: given, nickname }, { done, refuse }) =>
  seeing((host) => {
    const passport = addressIn(host, given)
    const answering = seeingAccount(by.owner, (next) => {
      const contact = contactOf(next, passport)
      return contact === undefined ? nothing : done({ id: contactGuid(next, contact) })
    })
    return ontoForward(by, passport, nickname, refuse, answering)
  }),
)

/** The contact of a GUID that is on the forward list. */
const forwardContact = (account: Account, guid: string): Contact | undefined => {
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
export const noContact = serving(deleteContact, (by, { id }, { done, refuse }) =>
  seeingAccount(by.owner, (account) => {
    const contact = forwardContact(account, id)
    if (contact !== undefined) return inOrder(taking(by, 'FL', contact.passport), done({}))
    return wasGuid(account, id) ? done({}) : refuse('ContactDoesNotExist')
  }),
)

/** Changes what an account sets for itself, as far as it is given; everybody sees at once what comes of it. */
const setting = ({ owner }: Change, { name, privacy, prompt }: ContactChange): HostAction =>
  when(
    name !== undefined || privacy !== undefined || prompt !== undefined,
    () => showing(
      owner,
      modifySettings(owner, (account) => ({
        ...account,
        name: name === undefined ? account.name : detached(name),
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
export const otherContact = serving(updateContact, (by, change, { done, refuse }) =>
  seeingAccount(by.owner, (account, host) => {
    const { id, name, nickname, messenger } = change
    if (id === 'me') {
      if (name === '' || isTooLong(host, name)) return refuse('BadArgumentLength')
      return inOrder(setting(by, change), done({}))
    }
    const contact = forwardContact(account, id)
    if (contact === undefined) return refuse('ContactDoesNotExist')
    if (isTooLong(host, nickname)) return refuse('BadArgumentLength')
    const { passport } = contact
    return inOrder(
      when(nickname !== undefined, () => arranging(by, calling(passport, nickname))),
      when(messenger === false, () => taking(by, 'FL', passport)),
      done({}),
    )
  }),
)
