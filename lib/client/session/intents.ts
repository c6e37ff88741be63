import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'

import { signingOthersOut } from '../messaging/hearing.js'
import { isForConversation, refusalOf, want } from '../switchboard/conversations.js'
import { failedIntent, signOut } from './ending.js'
import { type Intent, problemOfIntent } from '../intents/intents.js'
import { synchronise } from '../contacts/lists.js'
import { type Variant, to } from '../../core/machine.js'
import type { Unnumbered } from '../requests/request.js'
import type { SessionEffects } from '../events.js'
import type { Session, SessionInput, SessionStep, SignedIn } from './online.js'
import { introducing, tellingOthers } from '../presence/endpoints.js'
import { pinged } from '../connection/pulse.js'
import type { Refusal } from '../outcomes.js'
import { type Request, change, requestFor } from '../requests/requests.js'
import { restoring } from './shown.js'
import { ask, carryOn, outcome } from '../requests/transactions.js'

/**
 * Why an intent would be refused right away, if so: our own mistake, of which nothing reaches the server.
 *
 * **Shapes** before the contact list is there intents only wait, and are looked at when it is.
 */
export const refusal = (state: Session, intent: Intent): Refusal | undefined => {
  if (state._tag === 'Ended') return { _tag: 'Ended' }
  return problemOfIntent(intent) ?? refusalOfSound(state, intent)
}

/** As `refusal`, of an intent that has all that it should have. */
const refusalOfSound = (state: Exclude<Session, Variant<Session, 'Ended'>>, intent: Intent): Refusal | undefined => {
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

const refused = <S extends Session>(was: S, intent: Intent, refusal: Refusal): readonly [S, SessionEffects] => [
  was,
  [failedIntent(intent, { _tag: 'Refused', refusal })],
]

/** Whether an intent is for the notification server alone. */
const isRequest = (intent: Intent): intent is Request =>
  !isForConversation(intent) && !['SignOut', 'Synchronise', 'Ping'].includes(intent._tag)

/** Says what nobody wanted, and nobody is told the outcome of. */
const saysItself = <S extends SignedIn>(was: S, commands: ReadonlyArray<Unnumbered>): readonly [S, SessionEffects] =>
  commands.reduce<readonly [S, SessionEffects]>(
    ([state, before], command) => {
      const [next, more] = ask(state, command, { _tag: 'Own' }, was.settings.deadlines.reply)
      return [next, [...before, ...more]]
    },
    [was, []],
  )

/** Does what an app wants, or says why it cannot be done. */
export const wanted = (was: Variant<Session, 'Ready'>, intent: Intent): SessionStep => {
  const why = problemOfIntent(intent) ?? (isRequest(intent) ? undefined : refusalOfSound(was, intent))
  if (why !== undefined) return refused(was, intent, why)
  if (isForConversation(intent)) return want(was, intent)
  if (intent._tag === 'SignOut') return signOut(was, intent)
  if (intent._tag === 'Synchronise') return synchronise(was, [intent], was.settings.deadlines.reply)
  if (intent._tag === 'Ping') return pinged({ ...was, pings: [...was.pings, intent] })
  return pipe(
    requestFor(was.view, was.dialect, was.settings, intent),
    E.match(
      (why): SessionStep => refused(was, intent, why),
      (errands) => {
        const [now, telling] =
          intent._tag === 'SetStatus'
            ? saysItself(was, tellingOthers(was.dialect, was.settings, intent.status))
            : [was, []]
        const from = intent._tag === 'SignOutElsewhere' ? signingOthersOut(now, 1) : now
        const [next, effects] = carryOn(from, intent, errands, was.settings.deadlines.reply)
        return [next, [...telling, ...effects]]
      },
    ),
  )
}

/** Before the contact list is there, what is wanted waits. */
export const waits = to('Ended')((
  was: Variant<Session, 'SigningIn' | 'Synchronising'>,
  { intent }: Variant<SessionInput, 'Wanted'>,
): SessionStep => {
  const why = refusal(was, intent)
  if (why !== undefined) return refused(was, intent, why)
  return intent._tag === 'SignOut' ? signOut(was, intent) : [{ ...was, waiting: [...was.waiting, intent] }, []]
})

/** What is said of oneself before anybody sees the account, and then its status, if it is to have one. */
const showing = (was: SignedIn): ReadonlyArray<Unnumbered> => {
  const { dialect, settings, shown } = was
  const { status, object } = shown
  return [
    ...introducing(dialect, settings),
    ...restoring(shown, dialect, was.view.account),
    ...(status === undefined
      ? []
      : [...tellingOthers(dialect, settings, status), change(dialect, settings)(status, object)]),
  ]
}

/** What waited for the contact list: the statuses, as far as they can be said, and all else in its order. */
const statusesIn = (
  was: SignedIn,
): readonly [statuses: ReadonlyArray<Variant<Intent, 'SetStatus'>>, others: ReadonlyArray<Intent>] => {
  const isSayable = (intent: Intent): intent is Variant<Intent, 'SetStatus'> =>
    intent._tag === 'SetStatus' && E.isRight(requestFor(was.view, was.dialect, was.settings, intent))
  return [was.waiting.filter(isSayable), was.waiting.filter((intent) => !isSayable(intent))]
}

/**
 * The contact list is there, or is not to be had: the account shows itself, and what waited is done.
 *
 * **Shapes** a status that waited is the first that is said, and of several the last one alone: who wants to be hidden is
 * never seen in between.
 */
export const ready = (was: SignedIn, effects: SessionEffects): SessionStep => {
  if (was._tag === 'Ready') return [was, effects]
  const { address, view, shown } = was
  const [statuses, others] = statusesIn(was)
  const now: Variant<Session, 'Ready'> = {
    ...was,
    _tag: 'Ready',
    waiting: [],
    view: { ...view, connection: { _tag: 'Ready', server: address } },
  }
  const status = statuses.at(-1)
  const overtaken = statuses.slice(0, -1).map((intent) => outcome(intent, { _tag: 'Done' }))
  const unseen = status === undefined ? now : { ...now, shown: { ...shown, status: undefined } }
  const [said, showingSelf] = saysItself(unseen, showing(unseen))
  return [...(status === undefined ? [] : [status]), ...others].reduce<SessionStep>(
    ([state, before], intent) => {
      const [next, more] = state._tag === 'Ready' ? wanted(state, intent) : [state, []]
      return [next, [...before, ...more]]
    },
    [{ ...said, shown }, [...effects, ...showingSelf, ...overtaken]],
  )
}
