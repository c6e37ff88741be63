import * as O from 'fp-ts/lib/Option.js'
import { Map } from 'immutable'

import { answer, productIn } from '../../auth/challenge.js'
import { detail, listed, unread } from '../contacts/arriving.js'
import { toldChanges } from '../addressbook/told.js'
import { nothingBeyond } from '../messaging/state.js'
import { circleTold } from '../circles/circles.js'
import { drawn, networked, noted, spokenInCircle } from '../messaging/hearing.js'
import { entered } from '../circles/join.js'
import { toldByNetwork } from '../messaging/federated.js'
import { heard } from '../services/calls.js'
import { beforeSession } from '../contacts/kept.js'
import { listChanges } from '../contacts/changes.js'
import { ring, tell, transferOf } from '../switchboard/conversations.js'
import { type Comings, type Said, kindOf, subjectOf } from '../../core/effects.js'
import { ended, hangUp, linkOf } from './ending.js'
import { dismissed, lost } from '../connection/ends.js'
import { resume, sentOn, start } from './entry.js'
import { elapsed, failed } from '../requests/failing.js'
import { type Chart, type Charted, type Variant, moving, stay, to } from '../../core/machine.js'
import { conversationIn } from '../names.js'
import { type SessionEffect, notify } from '../events.js'
import { type Session, type SessionInput, type SessionStep, type SignedIn, unexpected } from './online.js'
import { presenceChanges } from '../presence/presence.js'
import { answered, living } from '../connection/pulse.js'
import { changes, changing, noticed, notified, service } from '../requests/replies.js'
import type { SessionSettings } from '../settings.js'
import { shownFirst } from './shown.js'
import type { Lists } from '../contacts/sync.js'
import { ask, finished, pendingFor } from '../requests/transactions.js'
import { unsaid, unsaidSigningIn } from '../requests/unsayable.js'
import { ready, waits, wanted } from './intents.js'

type SessionEvents = Comings<'server', 'NS'> & {
  readonly Wanted: Variant<SessionInput, 'Wanted'>
}

/** The answer to a wish for a switchboard; or we are sent on. */
const transferred = (was: SignedIn, command: Said<'NS', 'XFR'>): SessionStep | undefined => {
  if (command.to === 'NS') return sentOn(was, command)
  const asked = pendingFor(was, command)?.asked
  if (asked?._tag !== 'Transfer' && asked?._tag !== 'Own') return undefined
  const [next, cancel] = finished(was, command.trid)
  if (asked._tag === 'Own') return [next, cancel]
  const [state, effects] = tell(next, asked.conversation, transferOf(command))
  return [state, [...cancel, ...effects]]
}

const challenged = (was: SignedIn, { challenge }: Said<'NS', 'CHL'>): SessionStep | undefined => {
  const { number } = was.dialect
  const product = was.settings.product ?? O.toUndefined(productIn(number))
  if (product === undefined) return undefined
  const payload = new TextEncoder().encode(answer(number)(product)(challenge))
  // Not every server answers QRY (escargot.md 6): whoever challenges again does not want the old answer any more.
  const before = was.pending.findKey(({ verb }) => verb === 'QRY')
  const [free, cancelled] = before === undefined ? [was, []] : finished(was, before)
  const [next, effects] = ask(
    free,
    (trid) => ({ _tag: 'Payload', verb: 'QRY', trid, clientId: product.id, payload }),
    { _tag: 'Own' },
    was.settings.deadlines.reply,
  )
  return [next, [...cancelled, ...effects, notify({ _tag: 'Challenged' })]]
}

const online = {
  ...changes(listChanges),
  ...changes(toldChanges),
  ...changes(presenceChanges),
  UUX: service,
  URL: service,
  SND: service,
  SDC: service,
  FND: service,
  IMS: service,
  GCF: service,
  QRY: service,
  PGD: service,
  SBS: service,
  UUN: service,
  PUT: service,
  DEL: service,
  MSG: stay(noticed),
  NOT: notified,
  IPG: notified,
  PAG: notified,
  UBN: to('Ended')(noted),
  UBM: changing(toldByNetwork),
  FQY: stay(networked),
  NFY: changing(circleTold),
  SDG: stay(spokenInCircle),
  USR: stay(entered),
  Drawn: stay(drawn),
  CHL: stay(challenged),
  QNG: stay(answered),
  RNG: stay((was: SignedIn, command: Said<'NS', 'RNG'>) => ring(was, command)),
  XFR: to('SigningIn')(transferred),
  OUT: to('Ended')((was: SignedIn, command: Said<'NS', 'OUT'>) => hangUp(was, dismissed(command))),
  Elapsed: to('Ended')(elapsed),
  Fetched: stay(heard),
  Unsayable: stay(unsaid),
  Closed: to('Ended')((was: SignedIn, { reason }: SessionEvents['Closed']) => ended(was, lost(reason), [])),
}

const moves = moving<Session, SessionInput, SessionEvents, SessionEffect>({
  kindOf,
  subjectOf,
  moves: {
    SigningIn: { Wanted: waits, Unsayable: to('Ended')(unsaidSigningIn) },
    Synchronising: {
      ...online,
      SYN: to('Ready')(listed),
      LST: to('Ready')(listed),
      LSG: to('Ready')(listed),
      BPR: stay(detail),
      Undecodable: to('Ready')(unread),
      // With the last answer of the address book, or about it, the list is there, too (see `settled`).
      ADL: to('Ready')(online.ADL.step),
      BLP: to('Ready')(online.BLP.step),
      Fetched: to('Ready')(heard),
      Unsayable: to('Ready')(unsaid),
      Elapsed: to('Ready', 'Ended')(elapsed),
      Failure: to('Ready')(failed),
      Wanted: waits,
    },
    Ready: {
      ...online,
      SYN: stay(listed),
      LST: stay(listed),
      LSG: stay(listed),
      BPR: stay(detail),
      Undecodable: stay(unread),
      Failure: stay(failed),
      Wanted: to('Ended')((was, { intent }) => wanted(was, intent)),
    },
    Ended: {},
  },
})

const step = (was: Session, event: SessionInput): SessionStep => {
  if (was._tag === 'Ended') return [was, []]
  const conversation = event._tag === 'Wanted' ? undefined : conversationIn(event)
  if (conversation !== undefined && event._tag !== 'Wanted') return tell(was, conversation, event)
  // What was on its way from a connection that we left.
  if ('link' in event && event.link !== linkOf(was)) return [was, []]

  const state =
    was._tag !== 'SigningIn' && was.keepAlive._tag === 'Waiting' && event._tag === 'Received' ? living(was) : was
  const next =
    (state._tag === 'SigningIn' && event._tag !== 'Wanted' ? resume(state, event) : undefined) ??
    moves.move(state, event)
  if (next !== undefined) return bounded(settled(next))
  return event._tag === 'Received' ? [state, [unexpected(event.command)]] : [state, []]
}

/** The list of an address book is there: see `arriving` for the lists of older dialects. */
const settled = (next: SessionStep): SessionStep => {
  const [state, effects] = next
  return state._tag === 'Synchronising' && state.book?._tag === 'There' ? ready(state, effects) : next
}

const isWithin = ({ limits }: SessionSettings, { contacts, groups }: Lists): boolean =>
  contacts.size <= limits.contacts && groups.size <= limits.groups

/** A server that tells of more than anybody can keep is not to be listened to any longer. */
const bounded = (next: SessionStep): SessionStep => {
  const [state, effects] = next
  if (state._tag !== 'Synchronising' && state._tag !== 'Ready') return next
  const { settings, view, sync } = state
  const isComing = sync?._tag === 'Counting' || sync?._tag === 'Listing'
  if (isWithin(settings, view) && (!isComing || isWithin(settings, sync))) return next
  const [end, more] = hangUp(state, { _tag: 'Broken', problem: 'it tells of more contacts or groups than can be kept' })
  return [end, [...effects, ...more]]
}

// Signing in is a machine of its own.
const signsIn = { to: ['Synchronising', 'Ended'] }
const chart: Chart = { ...moves.chart, SigningIn: { ...moves.chart['SigningIn'], 'sign-in': signsIn } }

/**
 * A session from the first connection to the last: signing in wherever it is sent, the contact list, presence, and
 * conversations.
 *
 * **Shapes** its events are those of connections, timers and requests, and `Wanted` for each intent; what happens goes out
 * as `Notify`.
 */
export const session = (settings: SessionSettings): Charted<Session, SessionInput, SessionEffect> => ({
  init: start(
    {
      settings,
      view: beforeSession(settings),
      trid: 1,
      links: 0,
      visited: [],
      waiting: [],
      boards: Map(),
      shown: shownFirst(settings),
      named: 0,
      place: settings.place.guid,
      renewals: 0,
      called: 0,
      beyond: nothingBeyond,
    },
    { address: settings.server, links: 0, trid: 1, place: settings.place.guid },
  ),
  ...moves,
  chart,
  step,
  move: step,
})
