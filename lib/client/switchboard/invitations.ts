/** Switchboards for who puts a session together by himself: invitations as notices, and the machines that answer them. */
import { inOrder } from '../../core/action.js'
import type { Notify } from '../../core/effects.js'
import type { Machine } from '../../core/machine.js'
import { textMessage } from '../../payloads/text.js'
import type { SessionEffect } from '../events.js'
import type { In, Rang } from '../session/signals.js'
import type { Over, Switchboard, SwitchboardEvent } from './state.js'
import { switchboardOf } from './switchboard.js'

/** A part of a session that reports who invites it, so that somebody else may answer. */
export const invitations: Machine<null, In, Notify<Rang>, never> = {
  hears: new Set(['Rang']),
  init: [null, []],
  step: (was, event) => [was, event._tag === 'Rang' ? [{ _tag: 'Notify', event }] : []],
  result: () => undefined,
}

/** The switchboard that somebody invites us to, which is entered at once. Its conversation is named after the session there. */
export const acceptedSwitchboard = ({
  owner,
  invitation,
}: Rang): Machine<Switchboard, SwitchboardEvent, SessionEffect, Over> => {
  const machine = switchboardOf(invitation.sessionId, { _tag: 'Rung', owner, invitation })
  const accept = (was: Switchboard) => machine.step(was, { _tag: 'Accepted', intent: undefined })
  return { ...machine, init: inOrder<Switchboard, SessionEffect>(() => machine.init, accept)(machine.init[0]) }
}

/** Says a text on a switchboard. */
export const sayOn = (conversation: string, text: string): SwitchboardEvent => ({
  _tag: 'Submitted',
  queued: { _tag: 'Say', intent: { _tag: 'Say', conversation, message: textMessage(text) }, called: false },
})

/** Leaves a switchboard. */
export const leaveSwitchboard: SwitchboardEvent = { _tag: 'Ended', reason: { _tag: 'Left' } }
