import * as E from 'fp-ts/lib/Either.js'
import * as O from 'fp-ts/lib/Option.js'
import { pipe } from 'fp-ts/lib/function.js'
import { Map } from 'immutable'

import { answer, productIn } from '../auth/challenge.js'
import type { Failure } from '../commands/failure.js'
import type { Undecodable } from '../commands/undecodable.js'
import { beforeSession } from './begin.js'
import { listChanges, withDetail } from './contacts.js'
import { isForConversation, refusalOf, ring, tell, transferOf, want } from './conversations.js'
import { type ClientEvent, type Comings, kindOf, subjectOf, type Said } from './effects.js'
import { ended, failedIntent, hangUp, linkOf, signOut } from './ending.js'
import { dismissed, lost } from './ends.js'
import { resume, sentOn, start } from './entry.js'
import { type Intent, isIntent } from './intents.js'
import { keepAlive } from './keepalive.js'
import { synchronise, synchronised, takeIn, unasked } from './lists.js'
import { type Chart, type Charted, moving, stay, to, type Variant } from './machine.js'
import {
  type Session,
  type SessionEffect,
  type SessionEffects,
  type SessionInput,
  type SessionStep,
  type SignedIn,
  notify,
  unexpected,
} from './online.js'
import { presenceChanges } from './presence.js'
import { answered, stepped, living, ping, pinged } from './pulse.js'
import type { Refusal } from './reasons.js'
import { changes, noticed, notified, reply, service } from './replies.js'
import { type Request, change, requestFor } from './requests.js'
import type { SessionSettings } from './settings.js'
import { sync, type Lists } from './sync.js'
import { ask, cameToNothing, carryOn, finished, outcome, pendingFor, tridIn } from './transactions.js'


type SessionEvents = Comings<'server', 'NS'> & {
  readonly Wanted: Variant<SessionInput, 'Wanted'>
}

/**
 * Why an intent would be refused right away, if so: our own mistake, of which nothing reaches the server.
 *
 * **Shapes** before the contact list is there intents only wait, and are looked at when it is.
 */
export const refusal = (state: Session, intent: Intent): Refusal | undefined => {
  if (state._tag === 'Ended') return { _tag: 'Ended' }
  if (!isIntent(intent)) return { _tag: 'NoSuchIntent' }
  if (intent._tag === 'SignOut') return undefined
  if (state._tag !== 'Ready')
    return state.waiting.length < state.settings.waiting
      ? undefined
      : { _tag: 'TooMuchWaiting', limit: state.settings.waiting }
  if (isForConversation(intent)) return refusalOf(state, intent)
  const { waiting: limit } = state.settings
  if (intent._tag === 'Ping') return state.pings.length < limit ? undefined : { _tag: 'TooMuchWaiting', limit }
  if (intent._tag === 'Synchronise') return undefined
  const request = requestFor(state.view, state.dialect, state.settings, intent)
  return E.isLeft(request) ? request.left : undefined
}

/** The conversation that an event is about; nothing for the events of the notification server. */
const conversationIn = (event: ClientEvent): string | undefined => {
  switch (event._tag) {
    case 'Opened':
    case 'Received':
    case 'Closed':
      return event.link.startsWith('SB ') ? event.link.slice(3) : undefined
    case 'Elapsed':
      return event.timer.startsWith('SB ') ? event.timer.slice(3, event.timer.lastIndexOf(' ')) : undefined
    case 'Fetched':
      return undefined
  }
}

/** The contact list is there, or is not to be had: the account shows itself, and what waited is done. */
const ready = (was: SignedIn, effects: SessionEffects): SessionStep => {
  if (was._tag === 'Ready') return [was, effects]
  const { waiting, address, view } = was
  const now: Variant<Session, 'Ready'> = {
    ...was,
    _tag: 'Ready',
    waiting: [],
    view: { ...view, connection: { _tag: 'Ready', server: address } },
  }
  const { status, object, capabilities } = was.settings
  const [shown, showing] =
    status === undefined
      ? [now, []]
      : ask(now, change(was.dialect, capabilities)(status, object), { _tag: 'Own' }, was.settings.deadlines.reply)
  return waiting.reduce<SessionStep>(
    ([state, before], intent) => {
      const [next, more] = state._tag === 'Ready' ? wanted(state, intent) : [state, []]
      return [next, [...before, ...more]]
    },
    [shown, [...effects, ...showing]],
  )
}

const refused = <S extends Session>(was: S, intent: Intent, refusal: Refusal): readonly [S, SessionEffects] => [
  was,
  [failedIntent(intent, { _tag: 'Refused', refusal })],
]

/** Whether an intent is for the notification server alone. */
const isRequest = (intent: Intent): intent is Request =>
  isIntent(intent) && !isForConversation(intent) && !['SignOut', 'Synchronise', 'Ping'].includes(intent._tag)

const wanted = (was: Variant<Session, 'Ready'>, intent: Intent): SessionStep => {
  const why = isRequest(intent) ? undefined : refusal(was, intent)
  if (why !== undefined) return refused(was, intent, why)
  if (isForConversation(intent)) return want(was, intent)
  if (intent._tag === 'SignOut') return signOut(was, intent)
  if (intent._tag === 'Synchronise') return synchronise(was, [intent], was.settings.deadlines.reply)
  if (intent._tag === 'Ping') return pinged({ ...was, pings: [...was.pings, intent] })
  return pipe(
    requestFor(was.view, was.dialect, was.settings, intent),
    E.match(
      (why) => refused(was, intent, why),
      (commands) => carryOn(was, intent, commands, was.settings.deadlines.reply),
    ),
  )
}

const listed = (was: SignedIn, command: Said<'NS', 'SYN' | 'LST' | 'LSG'>): SessionStep | undefined =>
  progress(was, { _tag: 'Received', link: was.link, command }) ??
  // An answer to a client's own LST or LSG (core.md 4.3), which few servers give.
  ('trid' in command && pendingFor(was, command)?.asked._tag === 'Intent'
    ? reply(was, command, [was.view, []])
    : undefined)

const progress = (was: SignedIn, event: ClientEvent): SessionStep | undefined => {
  const step = takeIn(was, event)
  if (step === undefined) return undefined
  const [state, effects] = step
  if (state._tag !== 'Listed' && state._tag !== 'Current') return [{ ...was, sync: state }, effects]
  const [next, more] = synchronised(was, state)
  return ready(next, [...effects, ...more])
}

/** A line that cannot be read: the contact list may have been waiting for it. */
const unread = (was: SignedIn, command: Undecodable): SessionStep | undefined => {
  const step = progress(was, { _tag: 'Received', link: was.link, command })
  return step === undefined ? undefined : [step[0], [unexpected(command), ...step[1]]]
}

/** A contact's detail, which up to the end of the list belongs to the line before it. */
const detail = (was: SignedIn, command: Said<'NS', 'BPR'>): SessionStep | undefined => {
  const step = progress(was, { _tag: 'Received', link: was.link, command })
  if (step !== undefined) return step
  const last = was.sync?._tag === 'Listed' ? was.sync.last : undefined
  return 'passport' in command || last === undefined
    ? reply(was, command, listChanges.BPR(was.view, command))
    : reply(was, command, withDetail(was.view, last, command.property))
}

const transferred = (was: SignedIn, command: Said<'NS', 'XFR'>): SessionStep | undefined => {
  if (command.to === 'NS') return sentOn(was, command)
  const asked = pendingFor(was, command)?.asked
  if (asked?._tag !== 'Transfer' && asked?._tag !== 'Own') return undefined
  const [next, cancel] = finished(was, command.trid)
  if (asked._tag === 'Own') return [next, cancel]
  const [state, effects] = tell(next, asked.conversation, transferOf(command))
  return [state, [...cancel, ...effects]]
}

/** A request came to nothing. */
const fell = (was: SignedIn, trid: number, because: Failure | undefined): SessionStep | undefined => {
  const { asked, verb } = was.pending.get(trid) ?? {}
  switch (asked?._tag) {
    case undefined:
      return undefined
    case 'Own': {
      const [next, cancel] = finished(was, trid)
      // Who wished for the switchboard has left meanwhile.
      const isOld = because === undefined || verb === 'XFR'
      return [next, isOld ? cancel : [...cancel, notify({ _tag: 'ServerFailed', failure: because })]]
    }
    case 'Intent': {
      const [next, cancel] = finished(was, trid)
      return [next, [...cancel, outcome(asked.intent, cameToNothing(because))]]
    }
    case 'Transfer': {
      const [next, cancel] = finished(was, trid)
      const [state, effects] = tell(next, asked.conversation, transferOf(because))
      return [state, [...cancel, ...effects]]
    }
    case 'Lists': {
      const [next, effects] = unasked({ ...was, sync: undefined }, cameToNothing(because))
      const told: SessionEffects = because === undefined ? [] : [notify({ _tag: 'ServerFailed', failure: because })]
      return ready(next, [...told, ...effects, { _tag: 'Cancel', timer: sync }])
    }
  }
}

const failed = (was: SignedIn, failure: Failure): SessionStep =>
  (failure.trid === undefined ? undefined : fell(was, failure.trid, failure)) ?? [
    was,
    [notify({ _tag: 'ServerFailed', failure })],
  ]

const elapsed = (was: SignedIn, { timer }: SessionEvents['Elapsed']): SessionStep | undefined => {
  if (timer === sync) return hangUp(was, { _tag: 'NoAnswer', to: 'SYN' })
  if (timer === keepAlive) {
    const [next, effects] = stepped(was, { _tag: 'Elapsed', timer })
    return next.keepAlive._tag === 'Dead' ? hangUp(next, { _tag: 'NoAnswer', to: 'PNG' }) : [next, effects]
  }
  // Whatever else the server says, it does not answer.
  if (timer === ping) return [{ ...was, pings: [] }, was.pings.map((intent) => outcome(intent, { _tag: 'TimedOut' }))]
  const trid = tridIn(timer)
  return trid === undefined ? undefined : fell(was, trid, undefined)
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

const waits = to('Ended')((
  was: Variant<Session, 'SigningIn' | 'Synchronising'>,
  { intent }: SessionEvents['Wanted'],
): SessionStep => {
  if (intent._tag === 'SignOut') return signOut(was, intent)
  const why = refusal(was, intent)
  return why === undefined ? [{ ...was, waiting: [...was.waiting, intent] }, []] : refused(was, intent, why)
})

const online = {
  ...changes(listChanges),
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
  MSG: stay(noticed),
  NOT: notified,
  IPG: notified,
  PAG: notified,
  CHL: stay(challenged),
  QNG: stay(answered),
  RNG: stay((was: SignedIn, command: Said<'NS', 'RNG'>) => ring(was, command)),
  XFR: to('SigningIn')(transferred),
  OUT: to('Ended')((was: SignedIn, command: Said<'NS', 'OUT'>) => hangUp(was, dismissed(command))),
  Elapsed: to('Ended')(elapsed),
  Closed: to('Ended')((was: SignedIn, { reason }: SessionEvents['Closed']) => ended(was, lost(reason), [])),
}

const moves = moving<Session, SessionInput, SessionEvents, SessionEffect>({
  kindOf,
  subjectOf,
  moves: {
    SigningIn: { Wanted: waits },
    Synchronising: {
      ...online,
      SYN: to('Ready')(listed),
      LST: to('Ready')(listed),
      LSG: to('Ready')(listed),
      BPR: stay(detail),
      Undecodable: to('Ready')(unread),
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
  if (next !== undefined) return bounded(next)
  return event._tag === 'Received' ? [state, [unexpected(event.command)]] : [state, []]
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
    { settings, view: beforeSession(settings), trid: 1, links: 0, visited: [], waiting: [], boards: Map(), named: 0 },
    { address: settings.server, links: 0, trid: 1 },
  ),
  ...moves,
  chart,
  step,
  move: step,
})
