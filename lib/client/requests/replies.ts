/** What replies mean: for the contact list, for the intents that they answer, and for what was asked without any. */
import type { Failure } from '../../commands/failure.js'
import type { Command } from '../../commands/rows.js'
import type { Undecodable } from '../../commands/undecodable.js'
import { emit, inOrder, mapEffects, modify, nothing, when } from '../../core/action.js'
import { entered, notEntered } from '../circles/join.js'
import { uploaded } from '../addressbook/read.js'
import { withNickname } from '../contacts/changes.js'
import { incomplete } from '../contacts/lists.js'
import type { Act, SignedIn } from '../contacts/state.js'
import { notify, type Change, type SessionEvent } from '../events.js'
import type { ServiceReply } from '../intents/intents.js'
import { signingOthersOut } from '../messaging/notes.js'
import { isRepeatable, withSet } from '../session/shown.js'
import { beginWaiting } from '../session/waiting.js'
import type { AnsweredRequest, Asked, Out, Unanswered } from '../session/signals.js'
import type { AccountView } from '../state.js'
import { carryOn } from './carryOn.js'
import type { RequestIntent } from './handler.js'
import { isLastReply } from './lastReply.js'
import { cameToNothing, changed, counting, onView, outcome } from './steps.js'

type Reply = Command<'server', 'NS'>

/** Whether a reply says what the address book has said already. */
const isSameAccount = ({ account: was }: AccountView, { account: now }: AccountView): boolean =>
  was.privacy === now.privacy && was.name === now.name

/** A change that is reported only if it says something new. */
const quietly =
  (change: (view: AccountView) => Change) =>
  (before: AccountView): Change =>
    mapEffects<SessionEvent, SessionEvent>((events) => (isSameAccount(before, change(before)[0]) ? [] : events))(change)(before)

/** What an intent has set is known from now on, and said again wherever the session is sent on to. */
const withShown = (intent: RequestIntent): Act =>
  modify((was) => {
    const shown = withSet(was.shown, intent)
    if (shown === was.shown) return was
    const { view } = was
    return intent._tag === 'SetPersonal'
      ? { ...was, shown, view: { ...view, account: { ...view.account, personal: intent.personal } } }
      : { ...was, shown }
  })

/** A contact that was put on the list by a name of the user's own has it. */
const named = (intent: RequestIntent, reply: Reply): Act => {
    const isAdded = intent._tag === 'AddContact' && 'list' in reply && reply.list === 'FL'
    if (!isAdded || intent.name === undefined) return nothing
    const { name, passport } = intent
    return onView((view) => withNickname(view, passport, name))
}

const answeredIntent = ({ intent, rest }: Extract<Asked, { readonly _tag: 'Intent' }>, reply: Reply): Act =>
  inOrder<SignedIn, Out>(
    named(intent, reply),
    withShown(intent),
    // It has the verb of the request, or it would be no reply to it.
    intent._tag === 'Ask' ? emit(notify({ _tag: 'Replied', intent, reply: reply as ServiceReply })) : nothing,
    when(isLastReply(reply), () => inOrder<SignedIn, Out>(counting(-1), carryOn(intent, rest))),
  )

/** What a reply changes, and who waited for it; nothing where nobody did. */
export const reply = (
  command: Reply,
  answering: AnsweredRequest | undefined,
  change: (view: AccountView) => Change,
): Act | undefined => {
  const changes = onView(change)
  if (!('trid' in command) || command.verb === 'ILN') return changes
  const as = answering?.as
  switch (as?._tag) {
    case undefined:
    case 'Silent':
      return undefined
    case 'Lists':
    case 'Transfer':
    case 'Own':
    case 'Challenge':
      return changes
    case 'Circles':
      return inOrder<SignedIn, Out>(changes, entered)
    case 'Upload':
      return inOrder<SignedIn, Out>(onView(quietly(change)), uploaded)
    case 'Intent':
      return inOrder<SignedIn, Out>(changes, answeredIntent(as, command))
  }
}

/** An intent is asked again wherever the session goes on, if that does no harm; any other has come to nothing. */
const unansweredIntent = (intent: RequestIntent, because: Unanswered): Act => {
  switch (because._tag) {
    case 'SentOn':
      // Whoever wants to be hidden is not seen because a reply was lost.
      return isRepeatable(intent)
        ? beginWaiting([intent])
        : emit(outcome(intent, cameToNothing(because)))
    case 'Closed':
      return modify((was) => ({ ...was, intents: { ...was.intents, abandoned: [...was.intents.abandoned, intent] } }))
    case 'TimedOut':
    case 'Unsayable':
      return emit(outcome(intent, cameToNothing(because)))
  }
}

const failedIntent = (
  { intent, rest, excused }: Extract<Asked, { readonly _tag: 'Intent' }>,
  because: Failure | Undecodable,
): Act => {
  if (because._tag === 'Failure' && excused?.errors.includes(because.code) === true)
    return inOrder<SignedIn, Out>(changed(excused.change), carryOn(intent, rest))
  return inOrder<SignedIn, Out>(
    // A note that was refused does not come back.
    when(because._tag === 'Failure' && intent._tag === 'SignOutElsewhere', () => signingOthersOut(-1)),
    emit(outcome(intent, cameToNothing(because))),
  )
}

const serverFailed = (because: Failure | Undecodable | Unanswered): Act =>
  because._tag === 'Failure' ? emit(notify({ _tag: 'ServerFailed', failure: because })) : nothing

/**
 * A request has come to nothing: a numeric failure, a reply that cannot be read, or none at all. With the end of the contact list
 * the account is `ready`.
 */
export const cameToNone = ({ as, verb }: AnsweredRequest, because: Failure | Undecodable | Unanswered, ready: Act): Act => {
  const isGone = because._tag === 'Closed' || because._tag === 'SentOn'
  switch (as._tag) {
    case 'Silent':
    case 'Transfer':
      return nothing
    case 'Own':
    case 'Challenge':
      // Who wanted the switchboard has left meanwhile.
      return verb === 'XFR' ? nothing : serverFailed(because)
    case 'Circles':
      return inOrder<SignedIn, Out>(notEntered, serverFailed(because))
    case 'Upload':
      // It costs nothing of the list.
      return isGone ? nothing : inOrder<SignedIn, Out>(serverFailed(because), uploaded)
    case 'Lists':
      // What was announced in words that cannot be read may come all the same.
      return isGone
        ? nothing
        : inOrder<SignedIn, Out>(
            incomplete(because._tag === 'Undecodable', cameToNothing(because)),
            serverFailed(because),
            ready,
          )
    case 'Intent':
      return inOrder<SignedIn, Out>(
        counting(-1),
        because._tag === 'Failure' || because._tag === 'Undecodable'
          ? failedIntent(as, because)
          : unansweredIntent(as.intent, because),
      )
  }
}
