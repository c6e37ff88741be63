import * as O from 'fp-ts/lib/Option.js'
import { flow, identity, pipe } from 'fp-ts/lib/function.js'

import type { ListName } from '../commands/words.js'
import {
  added,
  bits,
  canonical,
  contactGuid,
  contactOfGuid,
  countOn,
  groupGuid,
  groupOfGuid,
  groupOfId,
  isOn,
  kept,
  removed,
  withContact,
  withLists,
  type Account,
  type Contact,
} from './accounts.js'
import {
  changingLists,
  each,
  fail,
  inOrder,
  nothing,
  say,
  seeingAccount,
  when,
  type Deed,
  type ServerCommand,
} from './deed.js'
import type { Focus, Said } from './focus.js'
import { showing, tellInitial } from './presence.js'
import type { Host, SignedIn } from './state.js'
import { nameOf, propertiesOf } from './sync.js'

type At = Focus<SignedIn>

/** A telephone in a contact list, which is nobody's account (core.md 4.8). */
const isTelephone = (number: number, passport: string): boolean => number >= 11 && passport.startsWith('tel:')

const limitOf = ({ settings: { limits } }: Host, list: 'FL' | 'AL' | 'BL'): number =>
  ({ FL: limits.forward, AL: limits.allow, BL: limits.block })[list]

const opposite = { AL: 'BL', BL: 'AL', FL: undefined } as const

/** Why somebody cannot be put on a list, or found on one; the code of the failure (core.md 4.7, 4.8; escargot.md 8). */
const unknown = (host: Host, number: number, passport: string): O.Option<number> => {
  if (isTelephone(number, passport)) return O.none
  if (!passport.includes('@')) return O.some(201)
  return host.accounts.has(passport) ? O.none : O.some(number < 10 ? 205 : 208)
}

const unaddable = (host: Host, account: Account, list: 'FL' | 'AL' | 'BL', passport: string): O.Option<number> => {
  const other = opposite[list]
  if (isOn(list, account, passport)) return O.some(215)
  if (other !== undefined && isOn(other, account, passport)) return O.some(219)
  return countOn(list, account) >= limitOf(host, list) ? O.some(210) : O.none
}

/** Tells somebody of one who has added or removed them, if they are online; in their own dialect. */
const tellPeer = (passport: string, command: (peer: Account, number: number) => ServerCommand): Deed =>
  seeingAccount(passport, (peer, host) => {
    const session = host.sessions.get(passport)
    return session === undefined ? nothing : say(session.link, command(peer, session.dialect.number))
  })

/** Puts one who has added somebody on the reverse list there, and on the pending list too, until it is decided. */
const mirror = (owner: Account, passport: string): Deed =>
  inOrder(
    changingLists(
      passport,
      withLists(owner.passport, (lists) => lists | bits.RL | (lists & (bits.FL | bits.AL | bits.BL) ? 0 : bits.PL)),
    ),
    tellPeer(passport, ({ serial }, number) => {
      const told = { _tag: 'Async', list: 'RL', passport: owner.passport, name: owner.name } as const
      return number < 10 ? { ...told, verb: 'ADD', serial } : { ...told, verb: 'ADC' }
    }),
  )

/** Takes one who has removed somebody off the reverse list there. */
const unmirror = (owner: Account, passport: string): Deed =>
  inOrder(
    changingLists(
      passport,
      withLists(owner.passport, (lists) => lists & ~(bits.RL | bits.PL)),
    ),
    tellPeer(passport, ({ serial }, number) => {
      const told = { _tag: 'Async', verb: 'REM', list: 'RL', passport: owner.passport } as const
      return number < 10 ? { ...told, serial } : told
    }),
  )

/** What follows when somebody has been put on the forward list: what they have set, and how they are. */
const introduceContact = ({ link, phase }: At, trid: number, passport: string): Deed =>
  inOrder(
    seeingAccount(phase.passport, (account, host) =>
      each(phase.dialect.number < 5 ? [] : propertiesOf(host, account, passport), (property) =>
        say(link, {
          _tag: 'Async',
          verb: 'BPR',
          ...(phase.dialect.number < 10 ? { serial: account.serial } : {}),
          passport,
          property,
        }),
      ),
    ),
    tellInitial(phase.passport, trid, passport),
  )

/** Puts somebody on a list for good, and says what is to be said about it. */
const put = (
  at: At,
  trid: number,
  list: 'FL' | 'AL' | 'BL',
  passport: string,
  reply: (account: Account, contact: Contact) => ServerCommand,
  change: (account: Account) => Account = identity,
): Deed => {
  const { link, phase } = at
  // Before MSNP10 nobody knows of the pending list: to allow or to block is to decide.
  const decided = phase.dialect.number < 10 && list !== 'FL' ? removed('PL', passport) : identity<Account>
  const replying = seeingAccount(phase.passport, (account) => {
    const contact = account.contacts.get(passport)
    return contact === undefined ? nothing : say(link, reply(account, contact))
  })
  const doing = inOrder(changingLists(phase.passport, flow(added(list, passport), decided, change)), replying)
  if (list !== 'FL') return showing(phase.passport, doing)
  return inOrder(
    doing,
    introduceContact(at, trid, passport),
    seeingAccount(phase.passport, (account) => mirror(account, passport)),
  )
}

const failing =
  (link: string, trid: number) =>
  (code: number): Deed =>
    fail(link, code, trid)

/** Puts a contact into a group, as 2 to the power of its id. */
const intoGroup = (passport: string, id: number) =>
  withContact(passport, (contact) => ({ ...contact, groups: contact.groups | (1 << id) }))

const outOfGroup = (passport: string, id: number) =>
  withContact(passport, (contact) => ({ ...contact, groups: contact.groups & ~(1 << id) }))

const isIn = ({ groups }: Contact, id: number): boolean => ((groups === 0 ? 1 : groups) & (1 << id)) !== 0

/**
 * Puts somebody on a list, or a contact into one more group (MSNP2 to 9).
 *
 * **Errors** 201 no address, 205 no such account, 210 the list is full, 215 on the list already, 219 on the opposite list,
 * 224 no such group.
 *
 * **Source** core.md 4.7
 */
export const add = (at: At, command: Said<'NS', 'ADD'>): Deed => {
  const { host, link, phase } = at
  const { trid, list } = command
  const account = host.accounts.get(phase.passport)
  if (account === undefined) return nothing
  const given = canonical(command.passport)
  // The account's own text is kept, and not a piece of the line.
  const passport = host.accounts.get(given)?.passport ?? given
  const contact = account.contacts.get(passport)
  const groupId = list === 'FL' && phase.dialect.number >= 7 ? command.groupId : undefined
  // The name that the list has from now on, whatever the client called the contact.
  const reply = ({ serial }: Account, contact: Contact): ServerCommand => ({
    _tag: 'Normal',
    verb: 'ADD',
    trid,
    list,
    serial,
    passport,
    name: nameOf(host, contact),
    ...(groupId === undefined ? {} : { groupId }),
  })
  const grouped = groupId === undefined ? identity<Account> : intoGroup(passport, groupId)
  const noGroup = groupId !== undefined && O.isNone(groupOfId(account, groupId)) ? O.some(224) : O.none
  const isRegrouped =
    groupId !== undefined && contact !== undefined && isOn('FL', account, passport) && !isIn(contact, groupId)
  return pipe(
    unknown(host, phase.dialect.number, passport),
    O.alt(() => noGroup),
    O.alt(() => (isRegrouped ? O.none : unaddable(host, account, list, passport))),
    O.match(
      () =>
        isRegrouped
          ? inOrder(
              changingLists(phase.passport, grouped),
              seeingAccount(phase.passport, (next) => say(link, reply(next, contact))),
            )
          : put(at, trid, list, passport, reply, grouped),
      failing(link, trid),
    ),
  )
}

const addForward = (at: At, trid: number, given: string, name: string | undefined): Deed => {
  const { host, link, phase } = at
  const account = host.accounts.get(phase.passport)
  if (account === undefined) return nothing
  const address = canonical(given)
  const passport = host.accounts.get(address)?.passport ?? kept(address)
  const named =
    name !== undefined && isTelephone(phase.dialect.number, passport)
      ? withContact(passport, (contact) => ({ ...contact, name: kept(name) }))
      : identity<Account>
  return pipe(
    unknown(host, phase.dialect.number, passport),
    O.alt(() => unaddable(host, account, 'FL', passport)),
    O.match(
      () =>
        put(
          at,
          trid,
          'FL',
          passport,
          (next, contact) => ({
            _tag: 'Normal',
            verb: 'ADC',
            trid,
            list: 'FL',
            passport,
            name: nameOf(host, contact),
            contactGuid: contactGuid(next, contact),
          }),
          named,
        ),
      failing(link, trid),
    ),
  )
}

const addOther = (at: At, trid: number, list: 'AL' | 'BL', given: string): Deed => {
  const { host, link, phase } = at
  const account = host.accounts.get(phase.passport)
  if (account === undefined) return nothing
  const address = canonical(given)
  const passport = host.accounts.get(address)?.passport ?? kept(address)
  return pipe(
    unknown(host, phase.dialect.number, passport),
    O.alt(() => unaddable(host, account, list, passport)),
    O.match(
      () => put(at, trid, list, passport, () => ({ _tag: 'Normal', verb: 'ADC', trid, list, passport })),
      failing(link, trid),
    ),
  )
}

/** Accepts somebody who waits on the pending list, and is on the reverse list from then on alone. */
const accept = ({ host, link, phase }: At, trid: number, given: string): Deed => {
  const account = host.accounts.get(phase.passport)
  const passport = canonical(given)
  if (account === undefined) return nothing
  if (!isOn('RL', account, passport)) return fail(link, 216, trid)
  if (!isOn('PL', account, passport)) return fail(link, 215, trid)
  return inOrder(
    changingLists(phase.passport, removed('PL', passport)),
    say(link, { _tag: 'Normal', verb: 'ADC', trid, list: 'RL', passport }),
  )
}

const addToGroup = ({ host, link, phase }: At, trid: number, guid: string, group: string): Deed => {
  const account = host.accounts.get(phase.passport)
  if (account === undefined) return nothing
  const contact = O.toUndefined(contactOfGuid(account, guid))
  const into = O.toUndefined(groupOfGuid(account, group))
  if (contact === undefined || !(contact.lists & bits.FL)) return fail(link, 208, trid)
  if (into === undefined) return fail(link, 224, trid)
  if (contact.groups & (1 << into.id)) return fail(link, 215, trid)
  return inOrder(
    changingLists(phase.passport, intoGroup(contact.passport, into.id)),
    say(link, {
      _tag: 'Normal',
      verb: 'ADC',
      trid,
      list: 'FL',
      contactGuid: contactGuid(account, contact),
      groupGuid: groupGuid(account, into),
    }),
  )
}

/**
 * Puts somebody on a list, or a contact into a group (MSNP10 to 12).
 *
 * **Errors** 201 no address, 208 no such account or contact, 210 the list is full, 215 there already, 216 has not added
 * this account, 219 on the opposite list, 224 no such group.
 *
 * **Source** core.md 4.8
 */
export const addContact = (at: At, command: Said<'NS', 'ADC'>): Deed => {
  const { trid } = command
  if ('groupGuid' in command) return addToGroup(at, trid, command.contactGuid, command.groupGuid)
  switch (command.list) {
    case 'FL':
      return addForward(at, trid, command.passport, command.name)
    case 'AL':
    case 'BL':
      return addOther(at, trid, command.list, command.passport)
    case 'RL':
      return accept(at, trid, command.passport)
  }
}

/** Takes somebody off a list for good, and says what is to be said about it. */
const take = (
  { link, phase }: At,
  list: ListName,
  passport: string,
  reply: (account: Account) => ServerCommand,
): Deed =>
  showing(
    phase.passport,
    inOrder(
      changingLists(phase.passport, removed(list, passport)),
      seeingAccount(phase.passport, (account) =>
        inOrder(say(link, reply(account)), when(list === 'FL', unmirror(account, passport))),
      ),
    ),
  )

/** Takes a contact out of one group; it stays on the forward list. */
const takeOutOfGroup = (
  { link, phase }: At,
  { passport }: Contact,
  id: number,
  reply: (account: Account) => ServerCommand,
): Deed =>
  inOrder(
    changingLists(phase.passport, outOfGroup(passport, id)),
    seeingAccount(phase.passport, (account) => say(link, reply(account))),
  )

const remove2 = (
  at: At,
  account: Account,
  command: Exclude<Said<'NS', 'REM'>, { readonly contactGuid: string }>,
): Deed => {
  const { host, link, phase } = at
  const { trid, list } = command
  const passport = canonical(command.passport)
  const contact = account.contacts.get(passport)
  const named = 'groupId' in command ? command.groupId : undefined
  const groupId = list === 'FL' && phase.dialect.number >= 7 ? named : undefined
  const reply = ({ serial }: Account): ServerCommand => ({
    _tag: 'Normal',
    verb: 'REM',
    trid,
    list,
    serial,
    passport,
    ...(groupId === undefined ? {} : { groupId }),
  })
  if (contact === undefined) {
    const code = O.getOrElse(() => 216)(unknown(host, phase.dialect.number, passport))
    return fail(link, code, trid)
  }
  if (!(contact.lists & bits[list])) return fail(link, 216, trid)
  if (groupId === undefined) return take(at, list, passport, reply)
  if (O.isNone(groupOfId(account, groupId))) return fail(link, 224, trid)
  return isIn(contact, groupId) ? takeOutOfGroup(at, contact, groupId, reply) : fail(link, 225, trid)
}

const removeForward = (at: At, account: Account, trid: number, guid: string, group: string | undefined): Deed => {
  const { link } = at
  const contact = O.toUndefined(contactOfGuid(account, guid))
  if (contact === undefined) return fail(link, 208, trid)
  if (!(contact.lists & bits.FL)) return fail(link, 216, trid)
  const reply = { _tag: 'Normal', verb: 'REM', trid, list: 'FL', contactGuid: contactGuid(account, contact) } as const
  if (group === undefined) return take(at, 'FL', contact.passport, () => reply)
  const outOf = O.toUndefined(groupOfGuid(account, group))
  if (outOf === undefined) return fail(link, 224, trid)
  if (!(contact.groups & (1 << outOf.id))) return fail(link, 225, trid)
  return takeOutOfGroup(at, contact, outOf.id, () => ({ ...reply, groupGuid: groupGuid(account, outOf) }))
}

const removeOther = (at: At, account: Account, trid: number, list: 'AL' | 'BL' | 'PL', given: string): Deed => {
  const passport = canonical(given)
  const contact = account.contacts.get(passport)
  if (contact === undefined) return fail(at.link, 208, trid)
  // Official clients say REM PL after the ADC RL that has taken him off that list already.
  const isTaken = list === 'PL' && isOn('RL', account, passport)
  if (!(contact.lists & bits[list]) && !isTaken) return fail(at.link, 216, trid)
  return take(at, list, passport, () => ({ _tag: 'Normal', verb: 'REM', trid, list, passport }))
}

/**
 * Takes somebody off a list, or out of a group.
 *
 * **Errors** 201 no address (MSNP2 to 9), 205 no such account (MSNP2 to 9), 208 in no list at all (MSNP10 to 12), 216 not
 * on that list, 224 no such group, 225 not in that group.
 *
 * **Source** core.md 4.7, 4.8; escargot.md 8
 */
export const remove = (at: At, command: Said<'NS', 'REM'>): Deed => {
  const account = at.host.accounts.get(at.phase.passport)
  if (account === undefined) return nothing
  if ('contactGuid' in command) return removeForward(at, account, command.trid, command.contactGuid, command.groupGuid)
  if (at.phase.dialect.number < 10) return remove2(at, account, command)
  return command.list === 'FL' ? nothing : removeOther(at, account, command.trid, command.list, command.passport)
}
