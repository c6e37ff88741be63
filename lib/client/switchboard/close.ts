/** How a conversation ends, and the outcomes of its pending intents. */

import { persistentMap } from '../../core/persistentMap.js'
import { type ConversationEnd, notify, type SessionEffect, type SessionEffects } from '../events.js'
import { answerTimer, switchboardTimer } from '../names.js'
import type { MessageOutcome, Outcome } from '../outcomes.js'
import { send, settle, told } from './doing.js'
import { unfinished } from './hearing.js'
import { emit, inOrder } from '../../core/action.js'
import type { Early, Open, Switchboard, TalkStep, Underway } from './state.js'

const outcomeOf = (reason: ConversationEnd): Exclude<Outcome, { readonly _tag: 'Done' }> => {
  switch (reason._tag) {
    case 'Failed':
      return { _tag: 'Failed', failure: reason.failure }
    case 'Unreadable':
      return reason
    case 'NoAnswer':
      return { _tag: 'TimedOut' }
    case 'Left':
    case 'Declined':
    case 'Lost':
    case 'SessionEnded':
      return { _tag: 'Closed' }
  }
}

/**
 * What became of a message that has no answer yet. To one that is only answered if it fails, silence is good news, as long
 * as the connection stands: what was said on it goes out before it closes.
 *
 * **Source** core.md 6.4, 6.6
 */
const unansweredOutcome = ({ ack }: Underway, reason: ConversationEnd): MessageOutcome =>
  ack === 'N' && reason._tag !== 'Lost' ? { _tag: 'Sent' } : { _tag: 'Closed' }

/** Says what became of everything that was wanted, and is over. */
export const over = (state: Early | Open, reason: ConversationEnd): TalkStep => {
  const outcome = outcomeOf(reason)
  const underway = state._tag === 'Open' ? [...state.underway.entries()] : []
  // By the number of its last part, a message is told of once.
  const unanswered = persistentMap(underway.map(([, message]) => [message.last, message] as const))
  const calls = state._tag === 'Open' ? state.calls : []
  return [
    { _tag: 'Over', id: state.id, link: state.link },
    [
      ...(state._tag === 'Open' || state._tag === 'Entering' ? unfinished(state)[1] : []),
      ...underway.map(([trid]): SessionEffect => ({ _tag: 'Cancel', timer: answerTimer(state.id, trid) })),
      ...[...unanswered.values()].map((message) => told(state, message.intent, unansweredOutcome(message, reason))),
      ...calls.flatMap(({ trid, intent }): SessionEffects => [
        { _tag: 'Cancel', timer: answerTimer(state.id, trid) },
        ...settle(intent, outcome),
      ]),
      ...state.queue.flatMap((queued): SessionEffects =>
        queued._tag === 'Say' ? [told(state, queued.intent, outcome)] : settle(queued.intent, outcome),
      ),
      ...settle(state.opening, outcome),
      { _tag: 'Cancel', timer: switchboardTimer(state.id, 'Entry') },
      { _tag: 'Cancel', timer: switchboardTimer(state.id, 'Alone') },
      notify({ _tag: 'ConversationEnded', conversation: state.id, reason }),
    ],
  ]
}

/** Says goodbye, where there is somebody to say it to, and is over. */
export const leave = (state: Early | Open, reason: ConversationEnd): TalkStep => {
  const isInside = state._tag === 'Open' || state._tag === 'Entering'
  const out: SessionEffects = isInside ? [send(state, { _tag: 'Async', verb: 'OUT' })] : []
  const close: SessionEffects = isInside || state._tag === 'Dialling' ? [{ _tag: 'Close', link: state.link }] : []
  return inOrder<Switchboard, SessionEffect>(emit(...out, ...close), () => over(state, reason))(state)
}
