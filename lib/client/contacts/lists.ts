/** The contact list over the connection (up to MSNP12): requested, received line by line, completed. */
import { become, emit, following, inOrder, modify, nothing, seeing, when } from '../../core/action.js'
import type { ClientEvent, Received } from '../../core/effects.js'
import type { Variant } from '../../core/machine.js'
import { stamp, type Serial } from '../../commands/words.js'
import { readBook } from '../addressbook/read.js'
import { notify } from '../events.js'
import type { Intent } from '../intents/intents.js'
import { timers } from '../names.js'
import type { Outcome } from '../outcomes.js'
import type { Unnumbered } from '../requests/request.js'
import { onView, outcome } from '../requests/steps.js'
import { asks, settles, type Asked, type Out } from '../session/signals.js'
import type { ListVersion } from '../state.js'
import { added, adopted } from './adopt.js'
import type { Act, SignedIn } from './state.js'
import { late, listing, missingIn, nothing as noLists, syncing, waitsOn, type Lists, type Sync } from './sync.js'

type Synchronise = Variant<Intent, 'Synchronise'>

const as: Asked = { _tag: 'Lists' }

const none = stamp('0')

const serialIn = (have: ListVersion | undefined): Serial => (have?._tag === 'Serial' ? have.serial : 0)

const question = ({ on }: SignedIn, have: ListVersion | undefined): Unnumbered =>
  on.dialect.has.serials
    ? { _tag: 'Normal', verb: 'SYN', serial: serialIn(have) }
    : {
        _tag: 'Normal',
        verb: 'SYN',
        contactsChanged: have?._tag === 'Stamps' ? have.contactsChanged : none,
        settingsChanged: have?._tag === 'Stamps' ? have.settingsChanged : none,
      }

/** The version that we have, in the terms of the dialect. */
const heldVersion = ({ view, on }: SignedIn): ListVersion | undefined =>
  view.version?._tag === (on.dialect.has.serials ? 'Serial' : 'Stamps') ? view.version : undefined

/** Asks for the contact list; who asks while it is on its way waits for that one. */
export const synchronise = (intents: ReadonlyArray<Synchronise>): Act =>
  seeing((was) => {
    if (was.on.dialect.has.listsBySoap) return readBook(intents)
    if (was.listsFor !== undefined) return become({ ...was, listsFor: [...was.listsFor, ...intents] })
    const have = heldVersion(was)
    const { init } = syncing(was.on.dialect, have, was.settings.deadlines.reply)
    return inOrder<SignedIn, Out>(
      emit(asks(question(was, have), as, undefined, true)),
      following(init, (sync) => modify((now: SignedIn) => ({ ...now, listsFor: intents, sync }))),
    )
  })

/** The contact list is there, or is not to be had: who wanted it gets the outcome. */
const closeLists = (came: Outcome): Act =>
  seeing(({ listsFor }) =>
    listsFor === undefined
      ? nothing
      : inOrder<SignedIn, Out>(
          modify((now) => ({ ...now, listsFor: undefined })),
          emit<Out>(settles(as), ...listsFor.map((intent) => outcome(intent, came))),
        ),
  )

/** The contact list is there: intents are carried out from now on. */
const isReady = (changed: boolean): Act =>
  seeing(({ view: { contacts, groups } }) =>
    emit(notify({ _tag: 'Ready', contacts: contacts.size, groups: groups.size, changed })),
  )

/**
 * The contact list does not come whole: what there is of it counts, and the session goes on. It keeps the version that it
 * had, so that the next one asks for all of it again.
 *
 * **Shapes** `isComing` tells whether the rest may come late.
 */
export const incomplete = (isComing: boolean, came: Outcome): Act =>
  seeing((was) => {
    const { sync } = was
    const missing = sync === undefined ? undefined : missingIn(sync)
    if (sync === undefined || missing === undefined || !('have' in sync)) return closeLists(came)
    const changed = 'contacts' in sync && sync.contacts.size + sync.groups.size > 0
    return inOrder<SignedIn, Out>(
      emit({ _tag: 'Cancel', timer: timers.sync }),
      'contacts' in sync ? onView((view) => added(view, sync)) : nothing,
      modify((now) => ({ ...now, view: { ...now.view, version: sync.have }, sync: late(sync, isComing) })),
      emit(notify({ _tag: 'ListIncomplete', ...missing })),
      when(was._tag !== 'Ready', () => isReady(changed)),
      closeLists(came),
    )
  })

/** What comes late of a list: the contact or the group that a line was about. */
const cameLate = (sync: Variant<Sync, 'Listing' | 'Counting'>, command: Received<'server'>['command']): Act =>
  seeing((was) => {
    const passport = 'passport' in command ? command.passport.toLowerCase() : undefined
    const contact = passport === undefined ? undefined : sync.contacts.get(passport)
    const groups = 'verb' in command && command.verb === 'LSG' ? sync.groups : noLists.groups
    const lists: Lists = {
      contacts: contact === undefined ? noLists.contacts : noLists.contacts.set(contact.passport, contact),
      groups: groups.filter((group, id) => was.view.groups.get(id)?.name !== group.name),
    }
    return inOrder<SignedIn, Out>(
      onView((view) => added(view, lists)),
      modify((now) => ({ ...now, sync })),
    )
  })

/** The contact list is there: the session with it, and nobody waits for it any more. */
const synchronised = (sync: Variant<Sync, 'Listed' | 'Current'>): Act =>
  inOrder<SignedIn, Out>(
    sync._tag === 'Listed' ? onView((view) => adopted(view, sync)) : nothing,
    modify((now) => ({
      ...now,
      // The view has the lists now; what is known besides is whom the last line was about.
      sync: sync._tag === 'Listed' ? { ...sync, ...noLists } : sync,
      view: { ...now.view, version: sync.version ?? now.view.version },
    })),
    isReady(sync._tag === 'Listed'),
    closeLists({ _tag: 'Done' }),
  )

/** Takes what came into a contact list that is on its way, with its end leading on by `ready`; nothing, if it is of no use there. */
export const takeIn = (was: SignedIn, command: Received<'server'>['command'], ready: Act): Act | undefined => {
  if (was.sync === undefined) return undefined
  const event: ClientEvent = { _tag: 'Received', link: was.on.link, command }
  const step = listing.move(was.sync, event)
  if (step === undefined) return undefined
  return following(step, (sync): Act => {
    if ((sync._tag === 'Listing' || sync._tag === 'Counting') && sync.isLate) return cameLate(sync, command)
    if (sync._tag === 'Listed' || sync._tag === 'Current') return inOrder<SignedIn, Out>(synchronised(sync), ready)
    return modify((now) => ({ ...now, sync }))
  })
}

/** The time for a part of the contact list has passed: there is more time, if some of it has come meanwhile. */
export const listTooLate = (was: SignedIn, ready: Act): Act => {
  const more = was.sync === undefined ? undefined : waitsOn(was.sync)
  return more === undefined
    ? inOrder<SignedIn, Out>(incomplete(true, { _tag: 'TimedOut' }), ready)
    : following(more, (sync) => modify((now: SignedIn) => ({ ...now, sync })))
}

/** Whom the last line of a contact list was about, to whom what follows belongs. */
export const lastListed = ({ sync }: SignedIn): string | undefined => (sync?._tag === 'Listed' ? sync.last : undefined)
