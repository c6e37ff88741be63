/** The steps that requests have in common: outcomes, changes of the contact list, and what is under way. */
import type { Failure } from '../../commands/failure.js'
import type { Undecodable } from '../../commands/undecodable.js'
import { emit, inOrder, modify, within } from '../../core/action.js'
import { changeBy, type ListChange } from '../contacts/listChange.js'
import type { Act, SignedIn } from '../contacts/state.js'
import { notify, notifyAll, type Change, type SessionEffect } from '../events.js'
import type { Intent } from '../intents/intents.js'
import { timers } from '../names.js'
import type { Outcome } from '../outcomes.js'
import { calls, type Out, type Purpose, type Unanswered } from '../session/signals.js'
import type { Call } from '../services/operations.js'
import type { AccountView } from '../state.js'

/** An intent whose outcome is no message's. */
type Answered = Exclude<Intent, { readonly _tag: 'Say' | 'SayTo' }>

/** Reports what became of an intent. */
export const outcome = (intent: Answered, outcome: Outcome): SessionEffect =>
  notify({ _tag: 'IntentOutcome', intent, outcome })

/** How long after a change elsewhere the address book is read again: others may follow (messages.md 5.4). */
const settling = 2000

/** Reads the address book again in a short while. */
export const rereading: SessionEffect = { _tag: 'After', timer: timers.book, ms: settling }

/** The account with another view. Field by field, for the reason that `withContacts` has. */
export const withView = (was: SignedIn, view: AccountView): SignedIn =>
  view === was.view
    ? was
    : {
        _tag: was._tag,
        settings: was.settings,
        view,
        intents: was.intents,
        shown: was.shown,
        messaging: was.messaging,
        on: was.on,
        sync: was.sync,
        listsFor: was.listsFor,
        book: was.book,
        circles: was.circles,
      }

/** A change of what is known of the account, as a transition that reports what is different. */
export const onView: (change: (view: AccountView) => Change) => Act = within(({ view }: SignedIn) => view, withView, notifyAll)

/** Changes the contact list, and reports what is different. */
export const changed = (change: ListChange | undefined, madeId?: string): Act => onView(changeBy(change, madeId))

/** One request more, or less, is under way. */
export const counting = (more: 1 | -1): Act =>
  modify((was) => ({ ...was, intents: { ...was.intents, underway: Math.max(0, was.intents.underway + more) } }))

/** Asks an HTTP service. */
export const calling = (call: Call, purpose: Purpose): Act =>
  inOrder<SignedIn, Out>(counting(1), emit(calls(call, purpose)))

/** What became of a request without a good reply. */
export const cameToNothing = (because: Failure | Undecodable | Unanswered): Outcome => {
  switch (because._tag) {
    case 'Failure':
      return { _tag: 'Failed', failure: because }
    case 'Undecodable':
      return { _tag: 'Unreadable', reason: because.reason }
    case 'Unsayable':
      return { _tag: 'Refused', refusal: { _tag: 'BadField', problem: because.problem } }
    case 'TimedOut':
      return { _tag: 'TimedOut' }
    case 'Closed':
    case 'SentOn':
      return { _tag: 'Closed' }
  }
}
