import { Map } from 'immutable'

import type { ConversationEnd } from '../events.js'
import { switchboardTimer } from '../names.js'
import { notify, type SessionEffect, type SessionEffects } from '../online.js'
import type { Outcome } from '../reasons.js'
import { send, settle, told } from './doing.js'
import type { Early, Open, TalkStep } from './talk.js'

const outcomeOf = (reason: ConversationEnd): Exclude<Outcome, { readonly _tag: 'Done' }> => {
  switch (reason._tag) {
    case 'Failed':
      return { _tag: 'Failed', failure: reason.failure }
    case 'NoAnswer':
      return { _tag: 'TimedOut' }
    case 'Left':
    case 'Declined':
    case 'Lost':
    case 'SessionEnded':
      return { _tag: 'Closed' }
  }
}

/** Says what became of everything that was wanted, and is over. */
export const over = (state: Early | Open, reason: ConversationEnd): TalkStep => {
  const outcome = outcomeOf(reason)
  const underway = state._tag === 'Open' ? [...state.underway.entries()] : []
  const unanswered = Map(underway.map(([, { intent, last }]) => [last, intent] as const))
  const calls = state._tag === 'Open' ? state.calls : []
  return [
    { _tag: 'Over', id: state.id, link: state.link },
    [
      ...underway.map(([trid]): SessionEffect => ({ _tag: 'Cancel', timer: switchboardTimer(state.link, trid) })),
      ...[...unanswered.values()].map((intent) => told(state, intent, { _tag: 'Closed' })),
      ...calls.flatMap(({ trid, intent }): SessionEffects => [
        { _tag: 'Cancel', timer: switchboardTimer(state.link, trid) },
        ...settle(intent, outcome),
      ]),
      ...state.wishes.flatMap((wish): SessionEffects =>
        wish._tag === 'Say' ? [told(state, wish.intent, outcome)] : settle(wish.intent, outcome),
      ),
      ...settle(state.opening, outcome),
      { _tag: 'Cancel', timer: switchboardTimer(state.link, 'entry') },
      { _tag: 'Cancel', timer: switchboardTimer(state.link, 'alone') },
      notify({ _tag: 'ConversationEnded', conversation: state.id, reason }),
    ],
  ]
}

/** Says goodbye, where there is somebody to say it to, and is over. */
export const leave = (state: Early | Open, reason: ConversationEnd): TalkStep => {
  const [next, effects] = over(state, reason)
  const isInside = state._tag === 'Open' || state._tag === 'Entering'
  const out: SessionEffects = isInside ? [send(state, { _tag: 'Async', verb: 'OUT' })] : []
  const close: SessionEffects = isInside || state._tag === 'Dialling' ? [{ _tag: 'Close', link: state.link }] : []
  return [next, [...out, ...close, ...effects]]
}
