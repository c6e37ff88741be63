import { Map } from 'immutable'

import { sentBeyond } from '../messaging/state.js'
import { tell } from '../switchboard/conversations.js'
import type { ClientEvent, Said } from '../../core/effects.js'
import { closedRequests, ended, hangUp, openIntents } from './ending.js'
import { keepingAlive } from '../connection/keepalive.js'
import { synchronise, unseen } from '../contacts/lists.js'
import type { Variant } from '../../core/machine.js'
import { requestTimer, timers } from '../names.js'
import { type SessionEffect, type SessionEffects, notify } from '../events.js'
import type { Common, Session, SessionStep, SignedIn } from './online.js'
import { renewalTimers, renewingLater } from '../services/renewal.js'
import { isRepeatable, stillOwn } from './shown.js'
import { type SigninStart, signin, signingIn } from '../login/login.js'
import { astray, placeOf } from '../login/redirect.js'
import { hasPlaces, type Signin } from '../login/state.js'

const commonOf = ({
  settings,
  view,
  trid,
  links,
  visited,
  waiting,
  boards,
  shown,
  named,
  place,
  renewals,
  called,
  beyond,
}: Common): Common => ({
  settings,
  visited,
  view,
  trid,
  links,
  waiting,
  boards,
  shown,
  named,
  place,
  renewals,
  called,
  beyond,
})

/** The session, as far as its sign-in has come. */
const asFar = (common: Common, state: Signin, effects: SessionEffects): SessionStep => {
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
    case 'Sealing':
    case 'Proving': {
      const connection = { _tag: 'SigningIn', server: state.address } as const
      return [{ ...common, _tag: 'SigningIn', signin: state, view: { ...view, connection } }, effects]
    }
  }
}

/** Begins a sign-in. */
export const start = (common: Common, from: SigninStart): SessionStep => {
  const [state, effects] = signin(common.settings, from).init
  return asFar(common, state, effects)
}

/** Goes on with a sign-in; nothing, if an event is none of its business. */
export const resume = (was: Variant<Session, 'SigningIn'>, event: ClientEvent): SessionStep | undefined => {
  const step = signingIn.move(was.signin, event)
  return step === undefined ? undefined : asFar(commonOf(was), step[0], step[1])
}

const signedIn = (common: Common, state: Variant<Signin, 'SignedIn'>, effects: SessionEffects): SessionStep => {
  const { address, link, links, visited, trid, dialect, name, place, tickets } = state
  const { view } = common
  const [resting, keeping] = keepingAlive(link, common.settings.deadlines.ping).init
  const connection = { _tag: 'Synchronising', server: address } as const
  const online: Variant<Session, 'Synchronising'> = {
    ...common,
    _tag: 'Synchronising',
    ...{ address, link, links, visited, trid, dialect, tickets },
    place: hasPlaces(dialect) ? place : undefined,
    view: {
      ...view,
      dialect: dialect.name,
      connection,
      account: { ...view.account, passport: state.passport, name: name ?? view.account.name },
    },
    keepAlive: resting,
    sync: undefined,
    pending: Map(),
    pings: [],
    renewal: undefined,
    calls: Map(),
    book: undefined,
  }
  const [next, asking] = synchronise(online, [], common.settings.deadlines.reply)
  return [next, [...effects, ...keeping, ...renewingLater(online), ...asking]]
}

/** Off to another server, or to the beginning; conversations that have their switchboard go on. */
export const sentOn = (was: SignedIn, command: Extract<Said<'NS', 'XFR'>, { readonly to: 'NS' }>): SessionStep => {
  const { link, links, settings } = was
  const target = 'address' in command ? command.address : undefined
  const visited = [...was.visited, placeOf(was.address)]
  const reason = astray(settings, visited, target)
  if (reason !== undefined) return hangUp(was, reason)

  const [offline, gone] = unseen(was)
  const [common, parting] = abandoned(offline)
  const { trid, view } = common
  const place = common.place ?? settings.place.guid
  const running = [
    timers.keepAlive,
    timers.sync,
    timers.ping,
    timers.book,
    ...renewalTimers(was),
    ...was.calls.keys(),
    ...[...was.pending.keys()].map(requestTimer),
  ]
  const from: SigninStart =
    target === undefined
      ? { address: was.address, links, trid, visited, place, link }
      : { address: target, links, trid, visited, place }
  const [state, effects] = start(
    commonOf({
      ...common,
      beyond: sentBeyond(common.beyond),
      shown: stillOwn(common.shown, view.account),
      // Whoever wants to be hidden is not seen because a reply was lost.
      waiting: [...openIntents(was).filter(isRepeatable), ...common.waiting],
    }),
    from,
  )
  return [
    state,
    [
      ...running.map((timer): SessionEffect => ({ _tag: 'Cancel', timer })),
      ...closedRequests(was, isRepeatable),
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
