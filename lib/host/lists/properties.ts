/** Settings of an account: display name, properties, privacy, and whether it takes messages. */
import * as O from 'fp-ts/lib/Option.js'

import { features, isWithin, type DialectFacts, type DialectSpan } from '../../commands/dialects.js'
import { writeProperty, type Property } from '../../commands/property.js'
import { each, inOrder, nothing, seeing, when } from '../../core/action.js'
import { after, fail, modifyLists, modifySettings, notificationCommand, seeingAccount, send, type HostAction } from '../action.js'
import type { ClientCommand, SignedInContext } from '../connection.js'
import { expel } from '../disconnect.js'
import { showing } from '../presence/presence.js'
import { modifySession, sessionAt } from '../presence/sessions.js'
import { friends } from '../presence/visibility.js'
import { timerOf } from '../timers.js'
import { canonical, isOn, bytesOnWire, withContact, type StoredAccount } from './accounts.js'
import { contactGuid, contactOfGuid } from './contacts.js'

/** The keys that an account may set, and the dialects that have each (core.md 4.4). */
const keys: ReadonlyMap<string, DialectSpan> = new Map<string, DialectSpan>([
  ...['PHH', 'PHW', 'PHM', 'MOB', 'MBE'].map((key) => [key, features.properties] as const),
  ['WWE', { since: 9 }],
  ['MFN', features.displayNameProperty],
  ['HSB', { since: 11 }],
])

const isKnown = (key: string, dialect: DialectFacts): boolean => {
  const span = keys.get(key)
  return span !== undefined && isWithin(span, dialect)
}

const bytesOf = (property: Property): number => writeProperty(property).slice(1).join(' ').length

const isSet = (property: Property): boolean => writeProperty(property).length > 1

const withProperty =
  (property: Property) =>
  (account: StoredAccount): StoredAccount => {
    const others = account.properties.filter(({ key }) => key !== property.key)
    return { ...account, properties: isSet(property) ? [...others, property] : others }
  }

/** Sends what an account has set to those who have it in their lists, and whom it allows. */
const sendPropertyToFriends = (passport: string, property: Property): HostAction =>
  seeing((host) =>
    each(
      friends(host, passport).filter(
        ([, { dialect }]) => dialect.has.toldProperties && isKnown(property.key, dialect),
      ),
      ([{ passport: viewer }, { link, dialect }]) =>
        send(
          link,
          notificationCommand(dialect, 'Async', 'BPR', { serial: host.accounts.get(viewer)?.serial ?? 0, passport, property }),
        ),
    ),
  )

/** Gives an account a new display name, if it is a fit one and not one of too many. */
const setDisplayName = ({ host, link, phase }: SignedInContext, trid: number, name: string, reply: HostAction): HostAction => {
  const { passport } = phase
  const { limits, deadlines } = host.settings
  const renames = sessionAt(host, link)?.renames ?? 0
  if (name === '' || bytesOnWire(name) > limits.name) return fail(link, 209, trid)
  if (renames >= limits.renames) return fail(link, 800, trid)
  return inOrder(
    modifySession(link, (session) => ({ ...session, renames: session.renames + 1 })),
    when(renames === 0, () => after(timerOf('Calm', link), deadlines.calm)),
    showing(
      passport,
      inOrder(
        modifySettings(passport, (account) => ({ ...account, name })),
        reply,
      ),
    ),
  )
}

/** Quick changes of name are forgotten. */
export const forgetRenames = ({ link }: SignedInContext): HostAction => modifySession(link, (session) => ({ ...session, renames: 0 }))

/**
 * Sets a property of one's own, or clears it; from MSNP10 on, the display name too.
 *
 * **Errors** 209 no fit name, 715 no such key in the dialect, 800 too many names; a value over the limit closes.
 *
 * **Source** core.md 4.4; escargot.md 6, 8
 */
export const setProperty = (at: SignedInContext, { trid, property }: ClientCommand<'NS', 'PRP'>): HostAction => {
  const { host, link, phase } = at
  const { passport, dialect } = phase
  const replying = seeingAccount(passport, ({ serial }) =>
    send(link, notificationCommand(dialect, 'Normal', 'PRP', { trid, serial, property })),
  )
  if (!isKnown(property.key, dialect)) return fail(link, 715, trid)
  if (property._tag === 'DisplayName') return setDisplayName(at, trid, property.name ?? '', replying)
  if (bytesOf(property) > host.settings.limits.property) return expel(link, 'TooLong')
  return inOrder(modifySettings(passport, withProperty(property)), replying, sendPropertyToFriends(passport, property))
}

/**
 * Renames oneself, or a contact in one's list (MSNP2 to 9).
 *
 * **Errors** 201 no address, 209 no fit name, 216 nobody in the list, 800 too many names.
 *
 * **Source** core.md 4.4
 */
export const renameAccountOrContact = (at: SignedInContext, command: ClientCommand<'NS', 'REA'>): HostAction => {
  const { host, link, phase } = at
  const { trid, name } = command
  const passport = canonical(command.passport)
  const account = host.accounts.get(phase.passport)
  if (!passport.includes('@')) return fail(link, 201, trid)
  const replying = seeingAccount(phase.passport, ({ serial }) =>
    send(link, { _tag: 'Normal', verb: 'REA', trid, serial, passport, name }),
  )
  if (passport === phase.passport) return setDisplayName(at, trid, name, replying)
  if (account === undefined || !isOn('FL', account, passport)) return fail(link, 216, trid)
  if (bytesOnWire(name) > host.settings.limits.name) return fail(link, 209, trid)
  return inOrder(
    modifyLists(
      phase.passport,
      withContact(passport, (contact) => ({ ...contact, name })),
    ),
    replying,
  )
}

/**
 * Sets what a contact is called (MSNP10 to 12). Other properties of a contact are answered, and not kept.
 *
 * **Errors** 208 no such contact, 209 no fit name.
 *
 * **Source** core.md 4.4, 4.8
 */
export const setContactProperty = ({ host, link, phase }: SignedInContext, command: ClientCommand<'NS', 'SBP'>): HostAction => {
  const { passport } = phase
  const { trid, property } = command
  const account = host.accounts.get(passport)
  if (account === undefined) return nothing
  const contact = O.toUndefined(contactOfGuid(account, command.contactGuid))
  if (contact === undefined) return fail(link, 208, trid)
  if (bytesOf(property) > host.settings.limits.name) return fail(link, 209, trid)
  const name = property._tag === 'DisplayName' && property.name !== undefined ? property.name : undefined
  return inOrder(
    when(
      property._tag === 'DisplayName',
      () => modifyLists(
        passport,
        withContact(contact.passport, (known) => ({ ...known, name })),
      ),
    ),
    send(link, {
      _tag: 'Normal',
      verb: 'SBP',
      trid,
      contactGuid: contactGuid(account, contact),
      property,
    }),
  )
}

/**
 * Whether to be asked when somebody adds the account.
 *
 * **Errors** 218 it is so already (MSNP2 to 9; later the official servers only said it again).
 *
 * **Source** core.md 4.1, 4.4
 */
export const setPrompt = ({ link, phase }: SignedInContext, { trid, setting }: ClientCommand<'NS', 'GTC'>): HostAction => {
  const { passport, dialect } = phase
  return seeingAccount(passport, ({ prompt }) => {
    if (dialect.has.refusedRepeats && prompt === setting) return fail(link, 218, trid)
    return inOrder(
      when(
        prompt !== setting,
        () => modifySettings(passport, (account) => ({ ...account, prompt: setting })),
      ),
      seeingAccount(passport, ({ serial }) =>
        send(link, notificationCommand(dialect, 'Normal', 'GTC', { trid, serial, setting })),
      ),
    )
  })
}

/**
 * How to treat accounts on neither list; they see at once what comes of it.
 *
 * **Errors** 218 it is so already (MSNP2 to 9; later the official servers only said it again).
 *
 * **Source** core.md 4.1, 4.4
 */
export const setPrivacy = ({ link, phase }: SignedInContext, { trid, setting }: ClientCommand<'NS', 'BLP'>): HostAction => {
  const { passport, dialect } = phase
  return seeingAccount(passport, ({ privacy }) => {
    if (dialect.has.refusedRepeats && privacy === setting) return fail(link, 218, trid)
    return showing(
      passport,
      inOrder(
        when(
          privacy !== setting,
          () => modifySettings(passport, (account) => ({ ...account, privacy: setting })),
        ),
        seeingAccount(passport, ({ serial }) =>
          send(link, notificationCommand(dialect, 'Normal', 'BLP', { trid, serial, setting })),
        ),
      ),
    )
  })
}

/** Whether to take messages, for this session (core.md 4.10). */
export const setListening = ({ link }: SignedInContext, { trid, setting }: ClientCommand<'NS', 'IMS'>): HostAction =>
  inOrder(
    modifySession(link, (session) => ({ ...session, listening: setting === 'ON' })),
    send(link, { _tag: 'Normal', verb: 'IMS', trid, serial: 0, setting }),
  )
