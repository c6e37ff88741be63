import { tellAll } from '../switchboard/conversations.js'
import type { Intent } from '../intents/intents.js'
import type { Variant } from '../../core/machine.js'
import { type Saying, type SessionEffect, type SessionEffects, notify } from '../events.js'
import type { Common, Session, SessionStep, SignedIn } from './online.js'
import type { EndReason, Outcome } from '../outcomes.js'
import type { Signin } from '../login/state.js'
import { outcome } from '../requests/transactions.js'

/** An intent whose outcome is no message's. */
type Answered = Exclude<Intent, Saying>

/** Tells what became of any intent that came to nothing. */
export const failedIntent = (intent: Intent, came: Exclude<Outcome, { readonly _tag: 'Done' }>): SessionEffect =>
  isSaying(intent)
    ? notify({
        _tag: 'MessageOutcome',
        intent,
        conversation: intent._tag === 'Say' ? intent.conversation : undefined,
        outcome: came,
      })
    : outcome(intent, came)

// What is no intent at all has an outcome, too.
const isSaying = (intent: Intent | null | undefined): intent is Variant<Intent, 'Say' | 'SayTo'> =>
  intent?._tag === 'Say' || intent?._tag === 'SayTo'

/** The name of the connection to the notification server, as long as there is one. */
export const linkOf = (state: Session): string | undefined =>
  state._tag === 'Ended' || (state._tag === 'SigningIn' && state.signin._tag === 'Failed')
    ? undefined
    : state._tag === 'SigningIn'
      ? (state.signin as Exclude<Signin, { readonly _tag: 'Failed' }>).link
      : state.link

/** The intents that have no outcome yet, of those that were carried out: the oldest first. */
export const openIntents = ({ pending, pings, calls, book, beyond }: SignedIn): ReadonlyArray<Answered> => [
  ...[...pending]
    .sort(([one], [other]) => one - other)
    .flatMap(([, { asked }]): ReadonlyArray<Answered> => {
      switch (asked._tag) {
        case 'Intent':
          return [asked.intent]
        case 'Lists':
          return asked.intents
        case 'Transfer':
        case 'Telling':
        case 'Own':
          return []
      }
    }),
  ...[...calls.values()].flatMap(({ waiting }) => waiting),
  ...beyond.keeping.waiting.map(({ intent }) => intent),
  ...(book !== undefined && 'intents' in book ? book.intents : []),
  ...pings,
]

/** Nobody answers any more what was asked, but for what is kept to be asked again. */
export const closedRequests = (was: SignedIn, isKept: (intent: Intent) => boolean = () => false): SessionEffects =>
  openIntents(was)
    .filter((intent) => !isKept(intent))
    .map((intent) => outcome(intent, { _tag: 'Closed' }))

/** The end: everything that was wanted is told what became of it. */
export const ended = (
  was: Exclude<Session, Variant<Session, 'Ended'>>,
  reason: EndReason,
  effects: SessionEffects,
): SessionStep => {
  const [{ view, waiting }, parting] = tellAll<Common>(was, { _tag: 'Ended', reason: { _tag: 'SessionEnded' } })
  return [
    { _tag: 'Ended', reason, view: { ...view, connection: { _tag: 'Ended', reason } } },
    [
      ...effects,
      ...parting,
      ...(was._tag === 'SigningIn' ? [] : closedRequests(was)),
      ...waiting.map((intent) => failedIntent(intent, { _tag: 'Closed' })),
      notify({ _tag: 'Closed', reason }),
    ],
  ]
}

/** Closes the connection to the notification server; that is the end. */
export const hangUp = (was: SignedIn, reason: EndReason): SessionStep =>
  ended(was, reason, [{ _tag: 'Close', link: was.link }])

/** Another place of the account wants this one to leave: it says goodbye; that is the end (messages.md 5.2). */
export const signedOutElsewhere = (was: SignedIn): SessionStep =>
  ended(was, { _tag: 'Dismissed', because: 'Elsewhere' }, [
    { _tag: 'Send', link: was.link, dialect: was.view.dialect, command: { _tag: 'Async', verb: 'OUT' } },
    { _tag: 'Close', link: was.link },
  ])

/** Says goodbye, where there is somebody to say it to; that is the end. */
export const signOut = (
  was: Exclude<Session, Variant<Session, 'Ended'>>,
  intent: Variant<Intent, 'SignOut'>,
): SessionStep => {
  const link = linkOf(was)
  const isOpen = was._tag !== 'SigningIn' || was.signin._tag !== 'Dialling'
  const out: SessionEffects =
    link === undefined
      ? []
      : [
          ...(isOpen
            ? [{ _tag: 'Send', link, dialect: was.view.dialect, command: { _tag: 'Async', verb: 'OUT' } } as const]
            : []),
          { _tag: 'Close', link },
        ]
  return ended(was, { _tag: 'SignedOut' }, [notify({ _tag: 'Closing' }), ...out, outcome(intent, { _tag: 'Done' })])
}
