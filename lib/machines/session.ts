import * as E from 'fp-ts/lib/Either.js'
import * as O from 'fp-ts/lib/Option.js'
import { Map } from 'immutable'

import { answer, productIn } from '../auth/challenge.js'
import type { Failure } from '../commands/failure.js'
import type { Command, Verb } from '../commands/rows.js'
import type { Undecodable } from '../commands/undecodable.js'
import { readMessage } from '../payloads/message.js'
import { readNotification } from '../payloads/notification.js'
import { beforeSession } from './begin.js'
import { listChanges, withDetail } from './contacts.js'
import { isForConversation, refusalOf, ring, tell, tellAll, transferOf, want } from './conversations.js'
import { kindOf, subjectOf, type ClientEvent, type Comings } from './effects.js'
import { dismissed, lost } from './ends.js'
import type { Change } from './events.js'
import { isIntent, type Intent } from './intents.js'
import { alive, keepAlive, keepingAlive } from './keepalive.js'
import { synchronise, synchronised, takeIn, unasked, unseen } from './lists.js'
import { moving, stay, to, type Chart, type Charted } from './machine.js'
import {
  notify,
  notifyAll,
  unexpected,
  withView,
  type Common,
  type Session,
  type SessionEffect,
  type SessionEffects,
  type SessionInput,
  type SessionStep,
  type SignedIn,
} from './online.js'
import { presenceChanges } from './presence.js'
import type { EndReason, Outcome, Refusal } from './reasons.js'
import { change, numberOf, requestFor } from './requests.js'
import type { SessionSettings } from './settings.js'
import { astray, placeOf, signin, type Signin, type SigninStart } from './signin.js'
import type { SessionState } from './state.js'
import { sync } from './sync.js'
import { ask, cameToNothing, carryOn, finished, outcome, pendingFor, replied, timerOf, tridIn } from './transactions.js'

type On<V extends Verb> = Extract<Command<'server', 'NS'>, { readonly verb: V }>
type Of<Tag extends Session['_tag']> = Extract<Session, { readonly _tag: Tag }>

type SessionEvents = Comings<'server', 'NS'> & {
  readonly Wanted: Extract<SessionInput, { readonly _tag: 'Wanted' }>
}

/** Tells what became of any intent that came to nothing. */
const failedIntent = (intent: Intent, came: Exclude<Outcome, { readonly _tag: 'Done' }>): SessionEffect =>
  intent._tag === 'Say' || intent._tag === 'SayTo'
    ? notify({
        _tag: 'MessageOutcome',
        intent,
        conversation: intent._tag === 'Say' ? intent.conversation : undefined,
        outcome: came,
      })
    : outcome(intent, came)

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

const commonOf = ({ settings, view, trid, links, visited, waiting, boards, named }: Common): Common => ({
  settings,
  visited,
  view,
  trid,
  links,
  waiting,
  boards,
  named,
})

/** The name of the connection to the notification server, as long as there is one. */
const linkOf = (state: Session): string | undefined =>
  state._tag === 'Ended' || (state._tag === 'SigningIn' && state.signin._tag === 'Failed')
    ? undefined
    : state._tag === 'SigningIn'
      ? (state.signin as Exclude<Signin, { readonly _tag: 'Failed' }>).link
      : state.link

/** The conversation that an event is about; nothing for the events of the notification server. */
const conversationIn = (event: SessionInput): string | undefined => {
  const name =
    event._tag === 'Elapsed' ? event.timer.slice(0, event.timer.lastIndexOf(' ')) : 'link' in event ? event.link : ''
  return name.startsWith('SB ') ? name.slice(3) : undefined
}

const signingIn = (common: Common, state: Signin, effects: SessionEffects): SessionStep => {
  const { view } = common
  switch (state._tag) {
    case 'Failed':
      return ended({ ...common, _tag: 'SigningIn', signin: state }, state.reason, effects)
    case 'SignedIn':
      return signedIn(common, state, effects)
    case 'Dialling':
    case 'Negotiating':
    case 'Naming':
    case 'Asking':
    case 'Introducing':
    case 'Ticketing':
    case 'Proving': {
      const connection = { _tag: 'SigningIn', server: state.address } as const
      return [{ ...common, _tag: 'SigningIn', signin: state, view: { ...view, connection } }, effects]
    }
  }
}

const start = (common: Common, from: SigninStart): SessionStep => {
  const [state, effects] = signin(common.settings, from).init
  return signingIn(common, state, effects)
}

const resume = (was: Of<'SigningIn'>, event: ClientEvent): SessionStep | undefined => {
  const step = signin(was.settings, { address: was.settings.server, links: 0, trid: 1 }).move(was.signin, event)
  return step === undefined ? undefined : signingIn(commonOf(was), step[0], step[1])
}

const signedIn = (
  common: Common,
  state: Extract<Signin, { readonly _tag: 'SignedIn' }>,
  effects: SessionEffects,
): SessionStep => {
  const { address, link, links, visited, trid, dialect, name } = state
  const { view } = common
  const [alive, keeping] = keepingAlive(link, common.settings.deadlines.ping).init
  const connection = { _tag: 'Synchronising', server: address } as const
  const online: Of<'Synchronising'> = {
    ...common,
    _tag: 'Synchronising',
    ...{ address, link, links, visited, trid, dialect },
    view: {
      ...view,
      dialect,
      connection,
      account: { ...view.account, passport: state.passport, name: name ?? view.account.name },
    },
    keepAlive: alive,
    sync: undefined,
    pending: Map(),
    pings: [],
  }
  const [next, asking] = synchronise(online, [], common.settings.deadlines.reply)
  return [next, [...effects, ...keeping, ...asking]]
}

/** Off to another server, or to the beginning; conversations that have their switchboard go on. */
const sentOn = (was: SignedIn, command: Extract<On<'XFR'>, { readonly to: 'NS' }>): SessionStep => {
  const { link, links, settings } = was
  const target = 'address' in command ? command.address : undefined
  const visited = [...was.visited, placeOf(was.address)]
  const reason = astray(settings, visited, target)
  if (reason !== undefined) return hangUp(was, reason)

  const [offline, gone] = unseen(was)
  const [common, parting] = abandoned(offline)
  const { trid } = common
  const timers = [keepAlive, sync, ping, ...[...was.pending.keys()].map(timerOf)]
  const from: SigninStart =
    target === undefined
      ? { address: was.address, links, trid, visited, link }
      : { address: target, links, trid, visited }
  const [state, effects] = start(commonOf(common), from)
  return [
    state,
    [
      ...timers.map((timer): SessionEffect => ({ _tag: 'Cancel', timer })),
      ...closedRequests(was),
      ...parting,
      ...gone,
      ...(target === undefined
        ? []
        : [{ _tag: 'Close', link } as const, notify({ _tag: 'Redirected', address: target })]),
      ...effects,
    ],
  ]
}

/** No switchboard comes any more for those that wait for one. */
const abandoned = (was: SignedIn): readonly [SignedIn, SessionEffects] =>
  [...was.pending.values()].reduce<readonly [SignedIn, SessionEffects]>(
    ([state, before], { asked }) => {
      if (asked._tag !== 'Transfer') return [state, before]
      const event = { _tag: 'NotTransferred', reason: { _tag: 'Lost' } } as const
      const [next, effects] = tell(state, asked.conversation, event)
      return [next, [...before, ...effects]]
    },
    [was, []],
  )

/** Nobody answers any more what was asked. */
const closedRequests = ({ pending, pings }: SignedIn): SessionEffects => [
  ...[...pending.values()].flatMap(({ asked }): SessionEffects => {
    switch (asked._tag) {
      case 'Intent':
        return [outcome(asked.intent, { _tag: 'Closed' })]
      case 'Lists':
        return asked.intents.map((intent) => outcome(intent, { _tag: 'Closed' }))
      case 'Transfer':
      case 'Own':
        return []
    }
  }),
  ...pings.map((intent) => outcome(intent, { _tag: 'Closed' })),
]

/** The end: everything that was wanted is told what became of it. */
const ended = (was: Exclude<Session, Of<'Ended'>>, reason: EndReason, effects: SessionEffects): SessionStep => {
  const [{ view, waiting }, parting] = tellAll<Common>(was, { _tag: 'Ended', reason: { _tag: 'SessionEnded' } })
  return [
    { _tag: 'Ended', reason, view: { ...view, connection: { _tag: 'Ended', reason } } },
    [
      ...effects,
      ...parting,
      ...(was._tag === 'SigningIn' ? [] : closedRequests(was)),
      ...waiting.map((intent) => failedIntent(intent, { _tag: 'Closed' })),
      notify({ _tag: 'Closed', reason }),
    ],
  ]
}

const hangUp = (was: SignedIn, reason: EndReason): SessionStep =>
  ended(was, reason, [{ _tag: 'Close', link: was.link }])

const signOut = (was: Exclude<Session, Of<'Ended'>>, intent: Extract<Intent, { _tag: 'SignOut' }>): SessionStep => {
  const link = linkOf(was)
  const isOpen = was._tag !== 'SigningIn' || was.signin._tag !== 'Dialling'
  const out: SessionEffects =
    link === undefined
      ? []
      : [
          ...(isOpen
            ? [{ _tag: 'Send', link, dialect: was.view.dialect, command: { _tag: 'Async', verb: 'OUT' } } as const]
            : []),
          { _tag: 'Close', link },
        ]
  return ended(was, { _tag: 'SignedOut' }, [notify({ _tag: 'Closing' }), ...out, outcome(intent, { _tag: 'Done' })])
}

/** The contact list is there, or is not to be had: the account shows itself, and what waited is done. */
const ready = (was: SignedIn, effects: SessionEffects): SessionStep => {
  if (was._tag === 'Ready') return [was, effects]
  const { waiting, address, view } = was
  const now: Of<'Ready'> = {
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

const wanted = (was: Of<'Ready'>, intent: Intent): SessionStep => {
  const why = refusal(was, intent)
  if (why !== undefined) return [was, [failedIntent(intent, { _tag: 'Refused', refusal: why })]]
  if (isForConversation(intent)) return want(was, intent)
  if (intent._tag === 'SignOut') return signOut(was, intent)
  if (intent._tag === 'Synchronise') return synchronise(was, [intent], was.settings.deadlines.reply)
  if (intent._tag === 'Ping') return pinged({ ...was, pings: [...was.pings, intent] })
  const request = requestFor(was.view, was.dialect, was.settings, intent)
  return E.isLeft(request) ? [was, []] : carryOn(was, intent, request.right, was.settings.deadlines.reply)
}

/** The timer of those who want a sign of life. */
const ping = 'ping'

/** Asks for a sign of life now, unless one is being waited for. */
const pinged = <S extends SignedIn>(was: S): readonly [S, SessionEffects] => {
  const wait: SessionEffect = { _tag: 'After', timer: ping, ms: was.settings.deadlines.reply }
  if (was.keepAlive._tag !== 'Resting') return [was, [wait]]
  const [next, effects] = kept(was, { _tag: 'Elapsed', timer: keepAlive })
  return [next, [...effects, wait]]
}

const kept = <S extends SignedIn>(was: S, event: ClientEvent): readonly [S, SessionEffects] => {
  const [state, effects] = keepingAlive(was.link, was.settings.deadlines.ping).step(was.keepAlive, event)
  return [{ ...was, keepAlive: state }, effects]
}

const answered = (was: SignedIn, command: On<'QNG'>): SessionStep => {
  const [next, effects] = kept(was, { _tag: 'Received', link: was.link, command })
  const seconds = 'seconds' in command ? command.seconds : undefined
  return [
    // Who is there to be asked has not sent us on: what we visited before was no circle.
    { ...next, pings: [], visited: [] },
    [
      ...effects,
      notify({ _tag: 'Alive', ...(seconds === undefined ? {} : { seconds }) }),
      ...(was.pings.length === 0 ? [] : [{ _tag: 'Cancel', timer: ping } as const]),
      ...was.pings.map((intent) => outcome(intent, { _tag: 'Done' })),
    ],
  ]
}

/** What a reply changes, and who waited for it; nothing where nobody did. */
const reply = (was: SignedIn, command: Command<'server', 'NS'>, [view, events]: Change): SessionStep | undefined => {
  const now = view === was.view ? was : withView(was, view)
  const told = notifyAll(events)
  if (!('trid' in command) || command.verb === 'ILN') return [now, told]
  const asked = pendingFor(was, command)?.asked
  switch (asked?._tag) {
    case undefined:
      return undefined
    case 'Lists':
    case 'Transfer':
      return [now, told]
    case 'Own': {
      const [next, effects] = finished(now, command.trid)
      return [next, [...told, ...effects]]
    }
    case 'Intent': {
      const done = asked.intent._tag === 'SetPersonal' ? withPersonal(now, asked.intent.personal) : now
      const [next, effects] = replied(done, command, asked, was.settings.deadlines.reply)
      return [next, [...told, ...effects]]
    }
  }
}

const withPersonal = (was: SignedIn, personal: SessionState['account']['personal']): SignedIn => ({
  ...was,
  view: { ...was.view, account: { ...was.view.account, personal } },
})

const changing = <C extends Command<'server', 'NS'>>(change: (state: SessionState, command: C) => Change) =>
  stay((was: SignedIn, command: C) => reply(was, command, change(was.view, command)))

const changes = <T extends Readonly<Record<string, (state: SessionState, command: never) => Change>>>(table: T) =>
  Object.fromEntries(Object.entries(table).map(([verb, change]) => [verb, changing(change)])) as {
    readonly [V in keyof T]: ReturnType<typeof changing<Parameters<T[V]>[1]>>
  }

/** What a service answers changes nothing here. */
const service = changing((state) => [state, []])

const listed = (was: SignedIn, command: On<'SYN' | 'LST' | 'LSG'>): SessionStep | undefined =>
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
const detail = (was: SignedIn, command: On<'BPR'>): SessionStep | undefined => {
  const step = progress(was, { _tag: 'Received', link: was.link, command })
  if (step !== undefined) return step
  const last = was.sync?._tag === 'Listed' ? was.sync.last : undefined
  return 'passport' in command || last === undefined
    ? reply(was, command, listChanges.BPR(was.view, command))
    : reply(was, command, withDetail(was.view, last, command.property))
}

const transferred = (was: SignedIn, command: On<'XFR'>): SessionStep | undefined => {
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
    const [next, effects] = kept(was, { _tag: 'Elapsed', timer })
    return next.keepAlive._tag === 'Dead' ? hangUp(next, { _tag: 'NoAnswer', to: 'PNG' }) : [next, effects]
  }
  // Whatever else the server says, it does not answer.
  if (timer === ping) return [{ ...was, pings: [] }, was.pings.map((intent) => outcome(intent, { _tag: 'TimedOut' }))]
  const trid = tridIn(timer)
  return trid === undefined ? undefined : fell(was, trid, undefined)
}

const challenged = (was: SignedIn, { challenge }: On<'CHL'>): SessionStep | undefined => {
  const number = numberOf(was.dialect)
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

const noticed = (was: SignedIn, { payload }: On<'MSG'>): SessionStep => {
  const message = readMessage(payload)
  if (message._tag !== 'Profile') return [was, [notify({ _tag: 'Notice', message })]]
  const { view } = was
  return [
    { ...was, view: { ...view, account: { ...view.account, profile: message } } },
    [notify({ _tag: 'Profile', profile: message })],
  ]
}

const notified = stay((was: SignedIn, { payload }: On<'NOT' | 'IPG' | 'PAG'>): SessionStep => [
  was,
  [notify({ _tag: 'Notification', notification: readNotification(payload) })],
])

const waits = to('Ended')((
  was: Of<'SigningIn' | 'Synchronising'>,
  { intent }: SessionEvents['Wanted'],
): SessionStep => {
  if (intent._tag === 'SignOut') return signOut(was, intent)
  const why = refusal(was, intent)
  return why === undefined
    ? [{ ...was, waiting: [...was.waiting, intent] }, []]
    : [was, [failedIntent(intent, { _tag: 'Refused', refusal: why })]]
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
  RNG: stay((was: SignedIn, command: On<'RNG'>) => ring(was, command)),
  XFR: to('SigningIn')(transferred),
  OUT: to('Ended')((was: SignedIn, command: On<'OUT'>) => hangUp(was, dismissed(command))),
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
  const conversation = conversationIn(event)
  if (conversation !== undefined) return event._tag === 'Wanted' ? [was, []] : tell(was, conversation, event)
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

/** A server that tells of more than anybody can keep is not to be listened to any longer. */
const bounded = (next: SessionStep): SessionStep => {
  const [state, effects] = next
  if (state._tag !== 'Synchronising' && state._tag !== 'Ready') return next
  const { limits } = state.settings
  const coming = state.sync !== undefined && 'contacts' in state.sync ? state.sync : state.view
  const most = (what: 'contacts' | 'groups'): number => Math.max(state.view[what].size, coming[what].size)
  const over = (['contacts', 'groups'] as const).find((what) => most(what) > limits[what])
  if (over === undefined) return next
  const [end, more] = hangUp(state, { _tag: 'Broken', problem: `it tells of more than ${limits[over]} ${over}` })
  return [end, [...effects, ...more]]
}

const living = (was: SignedIn): SignedIn => ({ ...was, keepAlive: alive(was.keepAlive) })

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
