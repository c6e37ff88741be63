import * as O from 'fp-ts/lib/Option.js'

import { writeProperty, type Property } from '../../commands/property.js'
import { detached } from '../../payloads/detach.js'
import { canonical, isOn, octetsOnWire, withContact, type Account } from './accounts.js'
import { each, inOrder, nothing, seeing, when } from '../../core/action.js'
import { after, fail, modifyLists, modifySettings, say, seeingAccount, type HostAction } from '../action.js'
import type { Focus, Said } from '../connection.js'
import { timerOf } from '../timers.js'
import { contactGuid, contactOfGuid } from './guids.js'
import { expel } from '../disconnect.js'
import { friends, showing } from '../presence/presence.js'
import { changingSession, sessionAt } from '../presence/sessions.js'
import type { SignedIn } from '../state.js'

type At = Focus<SignedIn>

/** The keys that an account may set, and the dialect that each begins with (core.md 4.4). */
const since: Readonly<Record<string, number>> = { PHH: 5, PHW: 5, PHM: 5, MOB: 5, MBE: 5, WWE: 9, MFN: 10, HSB: 11 }

const isKnown = (key: string, number: number): boolean => number >= (since[key] ?? Number.POSITIVE_INFINITY)

const octetsOf = (property: Property): number => writeProperty(property).slice(1).join(' ').length

const isSet = (property: Property): boolean => writeProperty(property).length > 1

/** The property with texts of its own. */
const keptProperty = (property: Property): Property => {
  switch (property._tag) {
    case 'Phone':
      return property.number === undefined
        ? property
        : { ...property, number: { ...property.number, text: detached(property.number.text) } }
    case 'OtherProperty':
      return property.value === undefined ? property : { ...property, value: detached(property.value) }
    case 'Switch':
    case 'DisplayName':
      return property
  }
}

const withProperty =
  (property: Property) =>
  (account: Account): Account => {
    const others = account.properties.filter(({ key }) => key !== property.key)
    return { ...account, properties: isSet(property) ? [...others, keptProperty(property)] : others }
  }

/** The last dialect that is told what others set; later ones read it in the address book (core.md 4.4). */
const toldUntil = 12

/** Tells those who have an account in their lists, and whom it allows, what it has set. */
const tellFriends = (passport: string, property: Property): HostAction =>
  seeing((host) =>
    each(
      friends(host, passport).filter(
        ([
          ,
          {
            dialect: { number },
          },
        ]) => number <= toldUntil && isKnown(property.key, number),
      ),
      ([{ passport: viewer }, { link, dialect }]) =>
        say(link, {
          _tag: 'Async',
          verb: 'BPR',
          ...(dialect.number < 10 ? { serial: host.accounts.get(viewer)?.serial ?? 0 } : {}),
          passport,
          property,
        }),
    ),
  )

/** Gives an account a new display name, if it is a fit one and not one of too many. */
const rename = ({ host, link, phase }: At, trid: number, name: string, reply: HostAction): HostAction => {
  const { passport } = phase
  const { limits, deadlines } = host.settings
  const renames = sessionAt(host, link)?.renames ?? 0
  if (name === '' || octetsOnWire(name) > limits.name) return fail(link, 209, trid)
  if (renames >= limits.renames) return fail(link, 800, trid)
  return inOrder(
    changingSession(link, (session) => ({ ...session, renames: session.renames + 1 })),
    when(renames === 0, () => after(timerOf('Calm', link), deadlines.calm)),
    showing(
      passport,
      inOrder(
        modifySettings(passport, (account) => ({ ...account, name: detached(name) })),
        reply,
      ),
    ),
  )
}

/** Quick changes of name are forgotten. */
export const calmDown = ({ link }: At): HostAction => changingSession(link, (session) => ({ ...session, renames: 0 }))

/**
 * Sets a property of one's own, or clears it; from MSNP10 on, the display name too.
 *
 * **Errors** 209 no fit name, 715 no such key in the dialect, 800 too many names; a value over the limit closes.
 *
 * **Source** core.md 4.4; escargot.md 6, 8
 */
export const setProperty = (at: At, { trid, property }: Said<'NS', 'PRP'>): HostAction => {
  const { host, link, phase } = at
  const { passport, dialect } = phase
  const replying = seeingAccount(passport, ({ serial }) =>
    say(link, { _tag: 'Normal', verb: 'PRP', trid, ...(dialect.number < 10 ? { serial } : {}), property }),
  )
  if (!isKnown(property.key, dialect.number)) return fail(link, 715, trid)
  if (property._tag === 'DisplayName') return rename(at, trid, property.name ?? '', replying)
  if (octetsOf(property) > host.settings.limits.property) return expel(link, 'TooLong')
  return inOrder(modifySettings(passport, withProperty(property)), replying, tellFriends(passport, property))
}

/**
 * Renames oneself, or a contact in one's list (MSNP2 to 9).
 *
 * **Errors** 201 no address, 209 no fit name, 216 nobody in the list, 800 too many names.
 *
 * **Source** core.md 4.4
 */
export const renameSomebody = (at: At, command: Said<'NS', 'REA'>): HostAction => {
  const { host, link, phase } = at
  const { trid, name } = command
  const passport = canonical(command.passport)
  const account = host.accounts.get(phase.passport)
  if (!passport.includes('@')) return fail(link, 201, trid)
  const replying = seeingAccount(phase.passport, ({ serial }) =>
    say(link, { _tag: 'Normal', verb: 'REA', trid, serial, passport, name }),
  )
  if (passport === phase.passport) return rename(at, trid, name, replying)
  if (account === undefined || !isOn('FL', account, passport)) return fail(link, 216, trid)
  if (octetsOnWire(name) > host.settings.limits.name) return fail(link, 209, trid)
  return inOrder(
    modifyLists(
      phase.passport,
      withContact(passport, (contact) => ({ ...contact, name: detached(name) })),
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
export const setContactProperty = ({ host, link, phase }: At, command: Said<'NS', 'SBP'>): HostAction => {
  const { passport } = phase
  const { trid, property } = command
  const account = host.accounts.get(passport)
  if (account === undefined) return nothing
  const contact = O.toUndefined(contactOfGuid(account, command.contactGuid))
  if (contact === undefined) return fail(link, 208, trid)
  if (octetsOf(property) > host.settings.limits.name) return fail(link, 209, trid)
  const name = property._tag === 'DisplayName' && property.name !== undefined ? detached(property.name) : undefined
  return inOrder(
    when(
      property._tag === 'DisplayName',
      () => modifyLists(
        passport,
        withContact(contact.passport, (known) => ({ ...known, name })),
      ),
    ),
    say(link, {
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
export const setPrompt = ({ link, phase }: At, { trid, setting }: Said<'NS', 'GTC'>): HostAction => {
  const { passport, dialect } = phase
  return seeingAccount(passport, ({ prompt }) => {
    if (dialect.number < 10 && prompt === setting) return fail(link, 218, trid)
    return inOrder(
      when(
        prompt !== setting,
        () => modifySettings(passport, (account) => ({ ...account, prompt: setting })),
      ),
      seeingAccount(passport, ({ serial }) =>
        say(link, { _tag: 'Normal', verb: 'GTC', trid, ...(dialect.number < 10 ? { serial } : {}), setting }),
      ),
    )
  })
}

/**
 * How to treat people on neither list; they see at once what comes of it.
 *
 * **Errors** 218 it is so already (MSNP2 to 9; later the official servers only said it again).
 *
 * **Source** core.md 4.1, 4.4
 */
export const setPrivacy = ({ link, phase }: At, { trid, setting }: Said<'NS', 'BLP'>): HostAction => {
  const { passport, dialect } = phase
  return seeingAccount(passport, ({ privacy }) => {
    if (dialect.number < 10 && privacy === setting) return fail(link, 218, trid)
    return showing(
      passport,
      inOrder(
        when(
          privacy !== setting,
          () => modifySettings(passport, (account) => ({ ...account, privacy: setting })),
        ),
        seeingAccount(passport, ({ serial }) =>
          say(link, { _tag: 'Normal', verb: 'BLP', trid, ...(dialect.number < 10 ? { serial } : {}), setting }),
        ),
      ),
    )
  })
}

/** Whether to take messages, for this session (core.md 4.10). */
export const setListening = ({ link }: At, { trid, setting }: Said<'NS', 'IMS'>): HostAction =>
  inOrder(
    changingSession(link, (session) => ({ ...session, listening: setting === 'ON' })),
    say(link, { _tag: 'Normal', verb: 'IMS', trid, serial: 0, setting }),
  )
