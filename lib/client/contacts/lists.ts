import { stamp, type Serial } from '../../commands/words.js'
import { readBook } from '../addressbook/read.js'
import type { ClientEvent } from '../../core/effects.js'
import type { Unnumbered } from '../requests/request.js'
import { type SessionEvent, notify, notifyAll, type SessionEffects } from '../events.js'
import type { Intent } from '../intents/intents.js'
import type { Variant } from '../../core/machine.js'
import type { Common, SessionStep, SignedIn } from '../session/online.js'
import { timers } from '../names.js'
import { offline } from '../presence/presence.js'
import { withNames, type Contact, type ListVersion, type AccountView } from '../state.js'
import { late, listing, missingIn, nothing, syncing, type Lists, type Sync } from './sync.js'
import { ask, finished, outcome } from '../requests/transactions.js'

type Synchronise = Variant<Intent, 'Synchronise'>

const none = stamp('0')

const serialIn = (have: ListVersion | undefined): Serial => (have?._tag === 'Serial' ? have.serial : 0)

const asking =
  (old: boolean, have: ListVersion | undefined): Unnumbered =>
  (trid) =>
    old
      ? { _tag: 'Normal', verb: 'SYN', trid, serial: serialIn(have) }
      : {
          _tag: 'Normal',
          verb: 'SYN',
          trid,
          contactsChanged: have?._tag === 'Stamps' ? have.contactsChanged : none,
          settingsChanged: have?._tag === 'Stamps' ? have.settingsChanged : none,
        }

/** The version that we have, in the terms of the dialect. */
const heldVersion = ({ view, dialect }: SignedIn): ListVersion | undefined =>
  view.version?._tag === (dialect.number < 10 ? 'Serial' : 'Stamps') ? view.version : undefined

/** The request for the contact list that has no end yet. */
const underway = ({ pending }: SignedIn): readonly [trid: number, intents: ReadonlyArray<Synchronise>] | undefined => {
  const entry = pending.findEntry(({ asked }) => asked._tag === 'Lists')
  return entry?.[1].asked._tag === 'Lists' ? [entry[0], entry[1].asked.intents] : undefined
}

/**
 * Asks for the contact list; who asks while it is on its way waits for that one.
 *
 * **Units** `ms` milliseconds that it has to come in.
 */
export const synchronise = (state: SignedIn, intents: ReadonlyArray<Synchronise>, ms: number): SessionStep => {
  if (state.dialect.number >= 13) return readBook(state, intents)
  const before = underway(state)
  if (before !== undefined) {
    const asked = { _tag: 'Lists', intents: [...before[1], ...intents] } as const
    return [{ ...state, pending: state.pending.set(before[0], { verb: 'SYN', asked }) }, []]
  }
  const have = heldVersion(state)
  const [next, said] = ask(state, asking(state.dialect.number < 10, have), { _tag: 'Lists', intents }, undefined)
  const [sync, waiting] = syncing(state.dialect, have, state.trid, ms).init
  return [{ ...next, sync }, [...said, ...waiting]]
}

/** Hands an event to a contact list that is on its way; nothing, if it is of no use there. */
export const takeIn = (state: SignedIn, event: ClientEvent): readonly [Sync, SessionEffects] | undefined =>
  state.sync === undefined ? undefined : listing.move(state.sync, event)

/** A contact as the new list has it, and as he was seen before. */
const seenAs = (before: Contact | undefined, contact: Contact): Contact =>
  before === undefined
    ? contact
    : {
        // Where the user gave a name, the list has that one in place of the contact's own.
        ...(before.nickname === undefined
          ? contact
          : withNames(contact, { displayName: before.displayName, nickname: before.nickname })),
        status: before.status,
        capabilities: before.capabilities,
        object: before.object,
        personal: before.personal,
      }

/** The state with a contact list that has come, and what is different. */
const adopted = (view: AccountView, lists: Lists): readonly [AccountView, ReadonlyArray<SessionEvent>] => {
  const contacts = lists.contacts.map((contact) => seenAs(view.contacts.get(contact.passport), contact))
  const goneGroups = view.groups.filter((_, id) => !lists.groups.has(id))
  const gone = view.contacts.filter((_, passport) => !contacts.has(passport))
  return [
    { ...view, contacts, groups: lists.groups },
    [
      ...[...goneGroups.values()].map((group): SessionEvent => ({ _tag: 'GroupRemoved', group })),
      ...[...gone.keys()].map((passport): SessionEvent => ({ _tag: 'ContactRemoved', passport })),
      ...[...lists.groups.values()].map((group): SessionEvent => ({ _tag: 'Group', group })),
      ...[...contacts.values()].map((contact): SessionEvent => ({ _tag: 'Contact', contact })),
    ],
  ]
}

/** What has come of a list that is not whole: everybody in it, and nobody less, as more may be missing. */
const added = (view: AccountView, lists: Lists): readonly [AccountView, ReadonlyArray<SessionEvent>] => {
  const contacts = lists.contacts.map((contact) => {
    const before = view.contacts.get(contact.passport)
    return { ...seenAs(before, contact), lists: contact.lists | (before?.lists ?? 0) }
  })
  return [
    { ...view, contacts: view.contacts.merge(contacts), groups: view.groups.merge(lists.groups) },
    [
      ...[...lists.groups.values()].map((group): SessionEvent => ({ _tag: 'Group', group })),
      ...[...contacts.values()].map((contact): SessionEvent => ({ _tag: 'Contact', contact })),
    ],
  ]
}

/**
 * The contact list does not come whole: what there is of it counts, and the session goes on. It keeps the version that it
 * had, so that the next one asks for all of it again.
 *
 * **Shapes** `isComing` tells whether the rest may come late.
 */
export const incomplete = <S extends SignedIn>(
  state: S,
  isComing: boolean,
  came: Parameters<typeof outcome>[1],
): readonly [S, SessionEffects] => {
  const { sync } = state
  const missing = sync === undefined ? undefined : missingIn(sync)
  if (sync === undefined || missing === undefined || !('have' in sync)) return unasked(state, came)
  const [view, events] = 'contacts' in sync ? added(state.view, sync) : [state.view, []]
  const { size: contacts } = view.contacts
  const { size: groups } = view.groups
  const [next, effects] = unasked({ ...state, view: { ...view, version: sync.have }, sync: late(sync, isComing) }, came)
  return [
    next,
    [
      { _tag: 'Cancel', timer: timers.sync },
      ...notifyAll(events),
      notify({ _tag: 'ListIncomplete', ...missing }),
      ...(state._tag === 'Ready'
        ? []
        : [notify({ _tag: 'Ready', contacts, groups, changed: events.length > 0 } as const)]),
      ...effects,
    ],
  ]
}

/** What comes late of a list: the contact or the group that a line was about. */
export const cameLate = <S extends SignedIn>(
  state: S,
  sync: Variant<Sync, 'Listing' | 'Counting'>,
  event: ClientEvent,
): readonly [S, SessionEffects] => {
  const command = event._tag === 'Received' ? event.command : undefined
  const passport = command !== undefined && 'passport' in command ? command.passport.toLowerCase() : undefined
  const contact = passport === undefined ? undefined : sync.contacts.get(passport)
  const groups = command !== undefined && 'verb' in command && command.verb === 'LSG' ? sync.groups : nothing.groups
  const lists: Lists = {
    contacts: contact === undefined ? nothing.contacts : nothing.contacts.set(contact.passport, contact),
    groups: groups.filter((group, id) => state.view.groups.get(id)?.name !== group.name),
  }
  const [view, events] = added(state.view, lists)
  return [{ ...state, sync, view }, notifyAll(events)]
}

/** The contact list is there: the session with it, and nobody waits for it any more. */
export const synchronised = <S extends SignedIn>(
  state: S,
  sync: Variant<Sync, 'Listed' | 'Current'>,
): readonly [S, SessionEffects] => {
  const { version } = sync
  const [view, events] = sync._tag === 'Listed' ? adopted(state.view, sync) : [state.view, []]
  const ready = (view: AccountView): SessionEvent => ({
    _tag: 'Ready',
    contacts: view.contacts.size,
    groups: view.groups.size,
    changed: sync._tag === 'Listed',
  })
  // The view has the lists now; what is known besides is whom the last line was about.
  const taken = sync._tag === 'Listed' ? { ...sync, ...nothing } : sync
  const [next, effects] = unasked(
    { ...state, sync: taken, view: { ...view, version: version ?? view.version } },
    { _tag: 'Done' },
  )
  return [next, [...notifyAll(events), notify(ready(view)), ...effects]]
}

/** Whoever wanted the contact list is told. */
export const unasked = <S extends SignedIn>(
  state: S,
  came: Parameters<typeof outcome>[1],
): readonly [S, SessionEffects] => {
  const asked = underway(state)
  if (asked === undefined) return [state, []]
  const [trid, intents] = asked
  const [next] = finished(state, trid)
  return [next, intents.map((intent) => outcome(intent, came))]
}

/** Everybody is offline until the next server says otherwise. */
export const unseen = <S extends Common>(was: S): readonly [S, SessionEffects] => {
  const { view } = was
  const online = view.contacts.filter(({ status }) => status !== 'FLN')
  return [
    { ...was, view: { ...view, contacts: view.contacts.merge(online.map(offline)) } },
    notifyAll(
      [...online.values()].map(({ passport, name }) => ({ _tag: 'ContactStatus', passport, name, status: 'FLN' })),
    ),
  ]
}
