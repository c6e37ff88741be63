/** What a session does about a command that could not be written, and was left out. */
import { describeUnencodable } from '../../commands/codec.js'
import type { Unsayable } from '../../core/effects.js'
import { notify, type SessionEffect } from '../events.js'
import { resume } from '../session/entry.js'
import { fell } from './failing.js'
import type { Variant } from '../../core/machine.js'
import type { Session, SessionStep, SignedIn } from '../session/online.js'
import { finished, outcome } from './transactions.js'

/** A sign-in cannot go on without it: it ends. */
export const unsaidSigningIn = (was: Variant<Session, 'SigningIn'>, event: Unsayable): SessionStep | undefined => {
  const { link } = event
  const problem = describeUnencodable(event.problem)
  const end = resume(was, { _tag: 'Closed', link, reason: { _tag: 'Unsayable', problem } })
  return end && [end[0], [{ _tag: 'Close', link }, ...end[1]]]
}

/** A session goes on: whoever waits for an answer is told that none comes. */
export const unsaid = (was: SignedIn, event: Unsayable): SessionStep => {
  const { trid, problem } = event
  const told: SessionEffect = notify({ _tag: 'Unexpected', problem: describeUnencodable(problem) })
  const asked = trid === undefined ? undefined : was.pending.get(trid)?.asked
  if (trid === undefined || asked === undefined) return [was, [told]]
  if (asked._tag !== 'Intent') {
    const [next, effects] = fell(was, trid, undefined) ?? [was, []]
    return [next, [told, ...effects]]
  }
  const [next, cancel] = finished(was, trid)
  return [next, [...cancel, outcome(asked.intent, { _tag: 'Refused', refusal: { _tag: 'BadField', problem } })]]
}
