/** Invitations and messages that wait for their switchboard, in order. */
import type { Variant } from '../../core/machine.js'
import { answerTimer } from '../names.js'
import { become, repeatedly, type Action } from '../../core/action.js'
import type { SessionEffect } from '../events.js'
import type { MessageOutcome } from '../outcomes.js'
import { after, send, settle, told } from './doing.js'
import { speak } from './messages.js'
import type { Open, QueuedIntent } from './state.js'

type Act = Action<Open, SessionEffect>

const call = (state: Open, { passport, intent }: Variant<QueuedIntent, 'Invite'>): Act => {
  const { trid } = state
  // One is there oneself already: no server lets anybody in a second time, and some do not even answer.
  if (state.participants.has(passport) || passport === state.settings.passport)
    return become(state, ...settle(intent, { _tag: 'Refused', refusal: { _tag: 'Already' } }))
  return become(
    { ...state, trid: trid + 1, calls: [...state.calls, { trid, passport, intent }] },
    send(state, { _tag: 'Normal', verb: 'CAL', trid, passport }),
    after(answerTimer(state.id, trid), state.settings.deadlines.join),
  )
}

/** Does the first thing that waits, if it can be done. A message waits for those who were called before it. */
const next = (state: Open): Act | undefined => {
  const [queued, ...queue] = state.queue
  if (queued === undefined) return undefined
  const rest = { ...state, queue }
  if (queued._tag === 'Invite') return call(rest, queued)
  if (state.calls.length > 0) return undefined
  if (!state.participants.isEmpty()) return () => speak(rest, queued.intent)
  // Who has left is called once more, as official clients do (official-clients.txt).
  if (!queued.called && state.last !== undefined) {
    const again: QueuedIntent = { _tag: 'Invite', passport: state.last, intent: undefined }
    return become({ ...rest, queue: [again, { ...queued, called: true }, ...queue] })
  }
  const outcome: MessageOutcome = {
    _tag: 'NobodyThere',
    ...(state.refusal === undefined ? {} : { failure: state.refusal }),
  }
  return become(rest, told(state, queued.intent, outcome))
}

/** Does what waits and can be done: as many may wait as the settings allow. */
export const carryOn: Act = repeatedly(next)
