import { andThen } from '../services/calls.js'
import type { Drawn, Said } from '../../core/effects.js'
import { signedOutElsewhere } from '../session/ending.js'
import { notify, notifyAll } from '../events.js'
import type { SessionStep, SignedIn } from '../session/online.js'
import { reply } from '../requests/replies.js'
import { carryOn } from '../requests/transactions.js'
import { circleSaid } from '../circles/circles.js'
import { runDrawn } from './offlineStore.js'
import { networksIn } from './federated.js'
import { noteIn } from './notes.js'

/** One note more or less of our own to all places that may come back. */
export const signingOthersOut = <S extends SignedIn>(was: S, more: 1 | -1): S => ({
  ...was,
  beyond: { ...was.beyond, signingOut: Math.max(was.beyond.signingOut + more, 0) },
})

/** A note: it may sign this place out. */
export const noted = (was: SignedIn, command: Said<'NS', 'UBN'>): SessionStep => {
  const meaning = noteIn(was.view, was.place, was.beyond.signingOut, command)
  if (meaning === 'Echo') return [signingOthersOut(was, -1), []]
  if (meaning === 'SignedOut') return signedOutElsewhere(was)
  return [was, meaning === undefined ? [] : [notify(meaning)]]
}

/** On which networks an address exists; the first of several answers ends the request. */
export const networked = (was: SignedIn, command: Said<'NS', 'FQY'>): SessionStep => {
  const events = networksIn(command)
  return reply(was, command, [was.view, events]) ?? [was, notifyAll(events)]
}

/** Somebody says something in a circle; there is no answer to what we say ourselves. */
export const spokenInCircle = (was: SignedIn, command: Said<'NS', 'SDG'>): SessionStep => {
  const event = circleSaid(was.view, command)
  return [was, event === undefined ? [] : [notify(event)]]
}

/** What is drawn for messages to people who are offline is there: those that have waited for it are sent. */
export const drawn = (was: SignedIn, event: Drawn): SessionStep | undefined => {
  const came = runDrawn(was, event)
  if (came === undefined) return undefined
  const [now, waiting] = came
  return waiting.reduce<SessionStep>(
    (before, { intent, errands }) =>
      andThen(before)((next) => carryOn(next, intent, errands, next.settings.deadlines.reply)),
    [now, []],
  )
}
