/** What is wanted of a conversation and waits: invitations and messages, in their order. */
import type { Variant } from '../../core/machine.js'
import { switchboardTimer } from '../names.js'
import { become, repeatedly, type Action } from '../../core/action.js'
import type { SessionEffect } from '../events.js'
import type { MessageOutcome } from '../outcomes.js'
import { after, send, settle, told } from './doing.js'
import { speak } from './messages.js'
import type { Open, Wish } from './state.js'

type Act = Action<Open, SessionEffect>

const call = (state: Open, { passport, intent }: Variant<Wish, 'Invite'>): Act => {
  const { trid } = state
  // One is there oneself already: no server lets anybody in a second time, and some do not even answer.
  if (state.people.has(passport) || passport === state.settings.passport)
    return become(state, ...settle(intent, { _tag: 'Refused', refusal: { _tag: 'Already' } }))
  return become(
    { ...state, trid: trid + 1, calls: [...state.calls, { trid, passport, intent }] },
    send(state, { _tag: 'Normal', verb: 'CAL', trid, passport }),
    after(switchboardTimer(state.link, trid), state.settings.deadlines.join),
  )
}

/** Does the first thing that waits, if it can be done. A message waits for those who were called before it. */
const next = (state: Open): Act | undefined => {
  const [wish, ...wishes] = state.wishes
  if (wish === undefined) return undefined
  const rest = { ...state, wishes }
  if (wish._tag === 'Invite') return call(rest, wish)
  if (state.calls.length > 0) return undefined
  if (!state.people.isEmpty()) return () => speak(rest, wish.intent)
  // Who has left is called once more, as official clients do (official-clients.txt).
  if (!wish.called && state.last !== undefined) {
    const again: Wish = { _tag: 'Invite', passport: state.last, intent: undefined }
    return become({ ...rest, wishes: [again, { ...wish, called: true }, ...wishes] })
  }
  const outcome: MessageOutcome = {
    _tag: 'NobodyThere',
    ...(state.refusal === undefined ? {} : { failure: state.refusal }),
  }
  return become(rest, told(state, wish.intent, outcome))
}

/** Does what waits and can be done: as many may wait as the settings allow. */
export const carryOn: Act = repeatedly(next)
