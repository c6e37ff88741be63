/** The conversations of a session, each on a switchboard of its own. They outlive the connection that they were begun on. */

import { persistentMap } from '../../core/persistentMap.js'
import { each, emit, following, inOrder, modify, nothing, seeing, type Action } from '../../core/action.js'
import type { Received, Said } from '../../core/effects.js'
import type { Machine } from '../../core/machine.js'
import { children, type Route } from '../../core/parts.js'
import { notify, unexpected, type ConversationEnd } from '../events.js'
import type { IntentBy } from '../intents/table.js'
import { conversationIn } from '../names.js'
import { outcome } from '../requests/steps.js'
import { failedIntent } from '../session/intents.js'
import { onSwitchboard } from '../session/hears.js'
import { asks, settles, type Asked, type In, type Out, type Signal, type SwitchboardOwner } from '../session/signals.js'
import { inviting } from './join.js'
import { conversationWith, refusalOf } from './refusal.js'
import type { Begun, Conversations, Switchboard, SwitchboardEvent, QueuedIntent } from './state.js'
import { conversationOf, switchboardOf } from './switchboard.js'
import { notTransferred, transferOf } from './transfer.js'

type Act = Action<Conversations, Out>

/** How many of the conversations may be others' ideas, so that there is room for our own; and one person's. */
const invited = { share: 0.8, each: 20 }

/** Whether somebody may invite us to one more conversation. */
const hasRoomFor = ({ living }: Conversations, { settings }: SwitchboardOwner, passport: string): boolean => {
  const by = passport.toLowerCase()
  const rung = [...living.values()].flatMap(({ state }) => (state._tag === 'Over' || state.by === undefined ? [] : [state.by]))
  return (
    rung.length < settings.limits.conversations * invited.share && rung.filter((other) => other === by).length < invited.each
  )
}

/** What comes to one of them, or begins one. */
type Given = Route<string, Begun, SwitchboardEvent>

const living = children<string, Begun, Switchboard, Given, SwitchboardEvent, Out, unknown>(
  (given) => given,
  (id, of) => switchboardOf(id, of),
)

const isSameView = (a: Switchboard | undefined, b: Switchboard): boolean =>
  a !== undefined &&
  a._tag === b._tag &&
  a._tag !== 'Over' &&
  b._tag !== 'Over' &&
  a.participants === b.participants &&
  a.queue === b.queue &&
  (a._tag !== 'Open' || b._tag !== 'Open' || a.calls === b.calls)

const withView = (view: Conversations['view'], id: string, before: Switchboard | undefined, after: Switchboard | undefined) => {
  if (after === undefined || after._tag === 'Over') return view.remove(id)
  return isSameView(before, after) ? view : view.set(id, conversationOf(after))
}

/** Gives something to one conversation, and keeps what the user sees of it. */
const give =
  (id: string, given: Given): Act =>
  (was) =>
    following(
      living.step(was.living, given),
      (now): Act =>
        () => [now === was.living ? was : { living: now, view: withView(was.view, id, was.living.get(id)?.state, now.get(id)?.state), named: was.named }, []],
    )(was)

const tell = (id: string, event: SwitchboardEvent): Act => give(id, { to: id, event })

/** Gives an event to all of them. */
const tellAll = (event: SwitchboardEvent): Act =>
  seeing((was) => each(was.living.keys(), (id) => tell(id, event)))

/** The next id that no conversation has. */
const unnamed = ({ living, named }: Pick<Conversations, 'living' | 'named'>): readonly [named: number, id: string] => {
  const id = `C${named + 1}`
  return living.has(id) ? unnamed({ living, named: named + 1 }) : [named + 1, id]
}

const transfer = (conversation: string): Asked => ({ _tag: 'Transfer', conversation })

/** Opens a conversation, with what is wanted of it. */
const open = (
  owner: SwitchboardOwner,
  queue: ReadonlyArray<QueuedIntent>,
  opening?: Extract<IntentBy<'conversations'>, { readonly _tag: 'OpenConversation' }>,
): Act =>
  seeing((was) => {
    const [named, free] = unnamed(was)
    const id = opening?.conversation ?? free
    return inOrder<Conversations, Out>(
      modify((now) => ({ ...now, named })),
      give(id, { begin: id, of: { _tag: 'Opened', owner, queue, opening } }),
      emit(asks({ _tag: 'Normal', verb: 'XFR', to: 'SB' }, transfer(id), owner.settings.deadlines.reply)),
    )
  })

/** Somebody invites us. */
const ring = ({ owner, invitation, isWelcome }: Extract<Signal, { readonly _tag: 'Rang' }>): Act =>
  seeing((was) => {
    if (!hasRoomFor(was, owner, invitation.passport)) return emit(unexpected(invitation))
    const [named, id] = unnamed(was)
    return inOrder<Conversations, Out>(
      modify((now) => ({ ...now, named })),
      give(id, { begin: id, of: { _tag: 'Rung', owner, invitation } }),
      isWelcome ? tell(id, { _tag: 'Accepted', intent: undefined }) : nothing,
    )
  })

/** Ends a conversation. The answer to its request for a switchboard, which may yet come, is nobody's any more. */
const finish = (intent: Extract<IntentBy<'conversations'>, { readonly _tag: 'Leave' | 'Decline' }>): Act => {
  const { conversation } = intent
  const reason: ConversationEnd = { _tag: intent._tag === 'Leave' ? 'Left' : 'Declined' }
  return inOrder<Conversations, Out>(
    emit(settles(transfer(conversation), 'Disown')),
    tell(conversation, { _tag: 'Ended', reason }),
    emit(outcome(intent, { _tag: 'Done' })),
  )
}

/** Carries out an intent, which was found not to be refused. */
const carryOut = (owner: SwitchboardOwner, intent: IntentBy<'conversations'>): Act => {
  switch (intent._tag) {
    case 'OpenConversation':
      return open(
        owner,
        intent.invite.map((passport) => inviting(passport)),
        intent,
      )
    case 'Say':
      return tell(intent.conversation, { _tag: 'Submitted', queued: { _tag: 'Say', intent, called: false } })
    case 'SayTo':
      return seeing((was) => {
        const passport = intent.passport.toLowerCase()
        const id = conversationWith(was, passport)
        const queued: QueuedIntent = { _tag: 'Say', intent, called: false }
        // Nobody else is where one talks to oneself.
        if (passport === owner.settings.passport)
          return emit(
            notify({ _tag: 'MessageOutcome', intent, conversation: id, outcome: { _tag: 'NobodyThere' } }),
          )
        return id === undefined
          ? open(owner, [inviting(passport), { ...queued, called: true }])
          : tell(id, { _tag: 'Submitted', queued })
      })
    case 'Invite':
      return tell(intent.conversation, { _tag: 'Submitted', queued: inviting(intent.passport, intent) })
    case 'Accept':
      return tell(intent.conversation, { _tag: 'Accepted', intent })
    case 'Leave':
    case 'Decline':
      return finish(intent)
  }
}

const converse = ({ owner, intent }: Extract<Signal, { readonly _tag: 'Conversing' }>): Act =>
  seeing((was) => {
    const refusal = refusalOf('now')(was, owner, intent)
    return refusal === undefined
      ? carryOut(owner, intent)
      : emit(failedIntent(intent, { _tag: 'Refused', refusal }))
  })

/** A reply of the notification server, if it answers the request for a switchboard. */
const replied = ({ answering, reply }: Extract<Signal, { readonly _tag: 'Replied' }>): Act => {
  if (answering?.as._tag !== 'Transfer') return nothing
  return tell(answering.as.conversation, transferOf((reply as Received<'server'>).command as Said<'NS', 'XFR'>))
}

const unanswered = ({ answering: { as }, because }: Extract<Signal, { readonly _tag: 'Unanswered' }>): Act =>
  // With the session they all end, for that reason.
  as._tag === 'Transfer' && because._tag !== 'Closed' ? tell(as.conversation, notTransferred(because)) : nothing

const act = (event: In): Act => {
  const id = conversationIn(event)
  if (id !== undefined) return tell(id, event as SwitchboardEvent)
  if (event._tag === 'Rang') return ring(event)
  if (event._tag === 'Conversing') return converse(event)
  if (event._tag === 'Replied') return replied(event)
  if (event._tag === 'Unanswered') return unanswered(event)
  if (event._tag === 'Dropped') return tellAll({ _tag: 'Ended', reason: { _tag: 'Lost' } })
  return event._tag === 'Over' ? tellAll({ _tag: 'Ended', reason: { _tag: 'SessionEnded' } }) : nothing
}

/** The conversations of a session. */
export const conversations: Machine<Conversations, In, Out, never> = {
  hears: new Set([onSwitchboard, 'Rang', 'Conversing', 'Replied', 'Unanswered', 'Dropped', 'Over']),
  init: [{ living: persistentMap(), view: persistentMap(), named: 0 }, []],
  step: (was, event) => act(event)(was),
  result: () => undefined,
}
