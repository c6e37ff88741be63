/** Where intents come in: they wait for the contact list, are refused, or are carried out. */
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'

import { become, each, emit, inOrder, modify, nothing, seeing, when, type Action } from '../../core/action.js'
import type { Variant } from '../../core/machine.js'
import { askedTwice } from '../../payloads/remember.js'
import { synchronise } from '../contacts/lists.js'
import type { Act, ContactList, SignedIn } from '../contacts/state.js'
import { notify, type SessionEffect } from '../events.js'
import { problemOfIntent, type Intent } from '../intents/intents.js'
import { isBy } from '../intents/table.js'
import { signingOthersOut } from '../messaging/notes.js'
import { timers } from '../names.js'
import type { Outcome, Refusal } from '../outcomes.js'
import { introducing, tellingOthers } from '../presence/endpoints.js'
import { carryOn } from '../requests/carryOn.js'
import type { Context, RequestIntent } from '../requests/handler.js'
import type { Unnumbered } from '../requests/request.js'
import { requestFor } from '../requests/requests.js'
import { showStatus } from '../requests/show.js'
import { outcome } from '../requests/steps.js'
import { restoring } from './shown.js'
import { asks, signal, type Out, type SwitchboardOwner } from './signals.js'
import { beginWaiting, endWaiting } from './waiting.js'

const isRequest = isBy('account') as (intent: Intent) => intent is RequestIntent
const isForConversation = isBy('conversations')

/** Reports what became of any intent that came to nothing. */
export const failedIntent = (intent: Intent, came: Exclude<Outcome, { readonly _tag: 'Done' }>): SessionEffect =>
  // What is no intent at all has an outcome, too.
  (intent as Intent | null | undefined)?._tag === 'Say' || (intent as Intent | null | undefined)?._tag === 'SayTo'
    ? notify({
        _tag: 'MessageOutcome',
        intent: intent as Variant<Intent, 'Say' | 'SayTo'>,
        conversation: intent._tag === 'Say' ? intent.conversation : undefined,
        outcome: came,
      })
    : outcome(intent as Exclude<Intent, { readonly _tag: 'Say' | 'SayTo' }>, came)

/** What the handlers of intents may look at. */
export const contextOf = ({ view, on, settings }: SignedIn): Context => ({
  view,
  dialect: on.dialect,
  settings,
  endpoint: on.endpoint,
})

/** What a conversation has to know of the account. */
export const ownerOf = ({ settings, on, view }: SignedIn): SwitchboardOwner => ({
  settings,
  dialect: on.dialect,
  endpoint: on.endpoint,
  elsewhere: view.account.endpoints.size > 1,
})

/** What is wrong with an intent, if anything: asked `before` it is wanted, and `now` that it is. */
export const problem = askedTwice(problemOfIntent, (found) => found === undefined)

/** What is to be done for an intent, asked like that. */
const planned = askedTwice((was: SignedIn, intent: RequestIntent) => requestFor(contextOf(was), intent), E.isRight)

/**
 * Why an intent would be refused right away by the account, if so: our own mistake, of which nothing reaches the server.
 *
 * **Shapes** before the contact list is there intents only wait, and are looked at when it is. Those about conversations are
 * the conversations' to refuse.
 */
export const refusalOf = (was: ContactList, intent: Intent): Refusal | undefined => {
  if (was._tag === 'Ended') return { _tag: 'Ended' }
  if (intent._tag === 'SignOut') return undefined
  const { waiting: limit } = was.settings
  const { waiting, pings } = was.intents
  if (was._tag !== 'Ready') return waiting.length < limit ? undefined : { _tag: 'TooMuchWaiting', limit }
  if (intent._tag === 'Ping') return pings.length < limit ? undefined : { _tag: 'TooMuchWaiting', limit }
  if (!isRequest(intent)) return undefined
  const requested = planned.before(was, intent)
  return E.isLeft(requested) ? requested.left : undefined
}

const refused = (intent: Intent, refusal: Refusal) => emit<Out>(failedIntent(intent, { _tag: 'Refused', refusal }))

/** Has commands said that no intent asked for; their replies are not reported. */
const saysItself = (commands: ReadonlyArray<Unnumbered>): Act =>
  seeing(({ settings }) =>
    each(commands, (command) => emit(asks(command, { _tag: 'Own' }, settings.deadlines.reply))),
  )

const request = (intent: RequestIntent): Act =>
  seeing((was) =>
    pipe(
      planned.now(was, intent),
      E.match(
        (refusal): Act => refused(intent, refusal),
        (requests) =>
          inOrder<SignedIn, Out>(
            when(intent._tag === 'SetStatus', () =>
              saysItself(
                tellingOthers(was.on.dialect, was.settings, (intent as Variant<Intent, 'SetStatus'>).status),
              ),
            ),
            when(intent._tag === 'SignOutElsewhere', () => signingOthersOut(1)),
            carryOn(intent, requests),
          ),
      ),
    ),
  )

const ping = (intent: Variant<Intent, 'Ping'>): Act =>
  inOrder<SignedIn, Out>(
    modify((was) => ({ ...was, intents: { ...was.intents, pings: [...was.intents.pings, intent] } })),
    seeing(({ settings }) =>
      emit<Out>(signal({ _tag: 'Pinging' }), { _tag: 'After', timer: timers.ping, ms: settings.deadlines.reply }),
    ),
  )

/** Carries an intent out, now that the contact list is there, or says why it cannot be done. */
export const carryOut = (intent: Intent): Act =>
  seeing((was) => {
    const refusal = problem.now(intent) ?? (isRequest(intent) ? undefined : refusalOf(was, intent))
    if (refusal !== undefined) return refused(intent, refusal)
    if (isForConversation(intent)) return emit(signal({ _tag: 'Conversing', owner: ownerOf(was), intent }))
    if (intent._tag === 'SignOut')
      return emit(signal({ _tag: 'SigningOut', intent: intent as Variant<Intent, 'SignOut'> }))
    if (intent._tag === 'Synchronise') return synchronise([intent])
    return intent._tag === 'Ping' ? ping(intent) : request(intent)
  })

/** Before the contact list is there, what is wanted waits. */
export const wait = <S extends Exclude<ContactList, { readonly _tag: 'Ended' }>>(intent: Intent): Action<S, Out> =>
  seeing((was) => {
    const refusal = problem.now(intent) ?? refusalOf(was, intent)
    if (refusal !== undefined) return refused(intent, refusal)
    return intent._tag === 'SignOut'
      ? emit(signal({ _tag: 'SigningOut', intent }))
      : beginWaiting([intent])
  })

/** What is said of oneself before anybody sees the account, and then its status, if it is to have one. */
const showing = ({ on: { dialect }, settings, shown, view }: SignedIn): ReadonlyArray<Unnumbered> => {
  const { status, object } = shown
  return [
    ...introducing(dialect, settings),
    ...restoring(shown, dialect, view.account),
    ...(status === undefined
      ? []
      : [...tellingOthers(dialect, settings, status), showStatus(dialect, settings, status, object)]),
  ]
}

/** What waited for the contact list: the statuses, as far as they can be said, and all else in its order. */
const waitingIn = (
  was: SignedIn,
): readonly [statuses: ReadonlyArray<Variant<Intent, 'SetStatus'>>, others: ReadonlyArray<Intent>] => {
  const { waiting } = was.intents
  const isSayable = (intent: Intent): intent is Variant<Intent, 'SetStatus'> =>
    intent._tag === 'SetStatus' && E.isRight(requestFor(contextOf(was), intent))
  return [waiting.filter(isSayable), waiting.filter((intent) => !isSayable(intent))]
}

/**
 * The contact list is there, or is not to be had: the account shows itself, and what waited is carried out.
 *
 * **Shapes** a status that waited is the first that is said, and of several the last one alone: who wants to be hidden is
 * never seen in between.
 */
export const ready: Act = seeing((was) => {
  if (was._tag === 'Ready') return nothing
  const [statuses, others] = waitingIn(was)
  const status = statuses.at(-1)
  const overtaken = statuses.slice(0, -1).map((intent) => outcome(intent, { _tag: 'Done' }))
  const shown = status === undefined ? was.shown : { ...was.shown, status: undefined }
  return inOrder<SignedIn, Out>(
    become<SignedIn>({ ...was, _tag: 'Ready' }),
    endWaiting,
    saysItself(showing({ ...was, shown })),
    emit<Out>(...overtaken),
    emit<Out>(
      ...[...(status === undefined ? [] : [status]), ...others].map((intent) => signal({ _tag: 'Doing', intent })),
    ),
  )
})
