import * as E from 'fp-ts/lib/Either.js'

import { codec } from '../../commands/codec.js'
import { listBits } from '../../commands/words.js'
import type { Failure } from '../../commands/failure.js'
import type { Undecodable } from '../../commands/undecodable.js'
import type { Said } from '../../core/effects.js'
import { notify, type ConversationEnd, type Saying, type SessionEffects } from '../events.js'
import type { Intent } from '../intents/intents.js'
import type { Variant } from '../../core/machine.js'
import { unexpected, type Common, type Pending, type SignedIn } from '../session/online.js'
import type { Refusal } from '../outcomes.js'
import type { Conversation } from '../state.js'
import { conversationOf, switchboard } from './switchboard.js'
import { inviting, opened, rung, type SwitchboardOwner } from './join.js'
import { ackFor, isSendable, payloadLimit } from './messages.js'
import type { Switchboard, SwitchboardEvent, Wish } from './state.js'
import { ask, outcome } from '../requests/transactions.js'

type Change<S> = readonly [S, SessionEffects]

/** How many of the conversations may be others' ideas, so that there is room for our own; and one person's. */
const invited = { share: 0.8, each: 20 }

/** Whether somebody may invite us to one more conversation. */
const hasRoomFor = ({ boards, settings }: Common, passport: string): boolean => {
  const by = passport.toLowerCase()
  const rung = boards.toList().flatMap((board) => (board._tag === 'Over' || board.by === undefined ? [] : [board.by]))
  return rung.size < settings.limits.conversations * invited.share && rung.count((other) => other === by) < invited.each
}

const isSameView = (a: Switchboard | undefined, b: Switchboard): boolean =>
  a !== undefined &&
  a._tag === b._tag &&
  a._tag !== 'Over' &&
  b._tag !== 'Over' &&
  a.people === b.people &&
  a.wishes === b.wishes &&
  (a._tag !== 'Open' || b._tag !== 'Open' || a.calls === b.calls)

const withBoard = <S extends Common>(state: S, id: string, board: Switchboard): S => {
  const before = state.boards.get(id)
  if (before === board) return state
  const over = board._tag === 'Over'
  const boards = over ? state.boards.remove(id) : state.boards.set(id, board)
  if (isSameView(before, board)) return { ...state, boards }
  const { view } = state
  const conversations = over ? view.conversations.remove(id) : view.conversations.set(id, conversationOf(board))
  return { ...state, boards, view: { ...view, conversations } }
}

/** The intents that conversations carry out. */
export type ConversationIntent = Extract<
  Intent,
  { readonly _tag: 'OpenConversation' | 'Invite' | 'Leave' | 'Accept' | 'Decline' | 'Say' | 'SayTo' }
>

/** Whether conversations carry it out. */
export const isForConversation = (intent: Intent): intent is ConversationIntent =>
  Object.hasOwn(forConversations, intent._tag)

const forConversations: Readonly<Record<ConversationIntent['_tag'], true>> = {
  OpenConversation: true,
  Invite: true,
  Leave: true,
  Accept: true,
  Decline: true,
  Say: true,
  SayTo: true,
}

/** The next id that no conversation has. */
const unnamed = ({ boards, named }: Pick<Common, 'boards' | 'named'>): readonly [named: number, id: string] => {
  const id = `C${named + 1}`
  return boards.has(id) ? unnamed({ boards, named: named + 1 }) : [named + 1, id]
}

/** Whether a conversation is with this contact, and with nobody else. */
const isWith = (passport: string, view: Conversation): boolean => {
  const everybody = new Set([...view.people.keys(), ...view.invited, ...(view.by === undefined ? [] : [view.by])])
  return view.phase !== 'Ringing' && everybody.size === 1 && everybody.has(passport)
}

/** The conversation with a contact alone, if there is one. */
const talkWith = ({ view, boards }: Common, passport: string): string | undefined =>
  view.conversations.find((talk) => {
    const board = boards.get(talk.id)
    const last = board === undefined || board._tag === 'Over' ? undefined : board.last
    const isEmpty = talk.people.isEmpty() && talk.invited.length === 0
    return isWith(passport, talk) || (isEmpty && last === passport && talk.phase !== 'Ringing')
  })?.id

const queueOf = (board: Switchboard | undefined): number =>
  board === undefined || board._tag === 'Over'
    ? 0
    : board.wishes.length + (board._tag === 'Open' ? board.underway.size : 0)

/** Why an address cannot be called, if so: it cannot be written. */
const uncallable = (passport: string): Refusal | undefined => {
  const call = encodeCall({ _tag: 'Normal', verb: 'CAL', trid: 1, passport })
  return E.isLeft(call) ? { _tag: 'BadField', problem: call.left } : undefined
}

const { encode: encodeCall } = codec({ from: 'client', on: 'SB' })

/** Why an intent about a conversation cannot be carried out, if so. */
export const refusalOf = (state: SignedIn, intent: ConversationIntent): Refusal | undefined => {
  const { boards, view, dialect } = state
  const { waiting: limit, limits } = state.settings
  const most = limits.conversations
  const full = (id: string): Refusal | undefined =>
    queueOf(boards.get(id)) >= limit ? { _tag: 'TooMuchWaiting', limit } : undefined
  const sendable = (saying: Saying): Refusal | undefined => {
    // The type for pictures and files came with MSNP9 (core.md 6.4).
    if (ackFor(saying) === 'D' && dialect.number < 9) return { _tag: 'NotInDialect', dialect: dialect.name }
    return isSendable(saying.message) ? undefined : { _tag: 'TooLong', limit: payloadLimit }
  }

  switch (intent._tag) {
    case 'OpenConversation':
      if (intent.conversation !== undefined && boards.has(intent.conversation)) return { _tag: 'Already' }
      if (boards.size >= most) return { _tag: 'TooMuchWaiting', limit: most }
      return intent.invite.length > limit
        ? { _tag: 'TooMuchWaiting', limit }
        : intent.invite.map(uncallable).find((why) => why !== undefined)
    case 'SayTo': {
      const id = talkWith(state, intent.passport.toLowerCase())
      if (id === undefined && boards.size >= most) return { _tag: 'TooMuchWaiting', limit: most }
      return uncallable(intent.passport) ?? sendable(intent) ?? (id === undefined ? undefined : full(id))
    }
    case 'Say':
      if (!boards.has(intent.conversation)) return { _tag: 'NoSuchConversation' }
      return sendable(intent) ?? full(intent.conversation)
    case 'Invite':
      if (!boards.has(intent.conversation)) return { _tag: 'NoSuchConversation' }
      return uncallable(intent.passport) ?? full(intent.conversation)
    case 'Leave':
      return boards.has(intent.conversation) ? undefined : { _tag: 'NoSuchConversation' }
    case 'Accept':
    case 'Decline':
      return view.conversations.get(intent.conversation)?.phase === 'Ringing' ? undefined : { _tag: 'NotRinging' }
  }
}

/** Hands an event to a conversation. */
export const tell = <S extends Common>(state: S, id: string, event: SwitchboardEvent): Change<S> => {
  const board = state.boards.get(id)
  if (board === undefined) return [state, []]
  const step = switchboard.move(board, event)
  if (step !== undefined) return step[0] === board ? [state, step[1]] : [withBoard(state, id, step[0]), step[1]]
  return [state, event._tag === 'Received' ? [unexpected(event.command, id)] : []]
}

/** Hands an event to all of them. */
export const tellAll = <S extends Common>(state: S, event: SwitchboardEvent): Change<S> =>
  [...state.boards.keys()].reduce<Change<S>>(
    ([before, effects], id) => {
      const [after, more] = tell(before, id, event)
      return [after, [...effects, ...more]]
    },
    [state, []],
  )

const fromOf = ({ settings, dialect, place, view }: SignedIn): SwitchboardOwner => ({
  settings,
  dialect,
  place,
  elsewhere: view.account.places.size > 1,
})

/** Opens a conversation, with what is wanted of it. */
const open = <S extends SignedIn>(
  state: S,
  wishes: ReadonlyArray<Wish>,
  intent?: Variant<Intent, 'OpenConversation'>,
): Change<S> => {
  const [named, free] = unnamed(state)
  const id = intent?.conversation ?? free
  const board = opened(fromOf(state), id, wishes, intent)
  const next = withBoard({ ...state, named }, id, board)
  const transfer = { _tag: 'Transfer', conversation: id } as const
  return ask(
    next,
    (trid) => ({ _tag: 'Normal', verb: 'XFR', trid, to: 'SB' }),
    transfer,
    state.settings.deadlines.reply,
  )
}

const isWelcome = ({ view, settings }: Common, passport: string): boolean => {
  const lists = view.contacts.get(passport.toLowerCase())?.lists ?? 0
  const isContact = (lists & listBits(['FL'])) !== 0 && (lists & listBits(['BL'])) === 0
  const isOwn = passport.toLowerCase() === settings.passport
  return settings.answering === 'everybody' || (settings.answering === 'contacts' && (isContact || isOwn))
}

/** Somebody invites us. */
export const ring = <S extends SignedIn>(state: S, command: Said<'NS', 'RNG'>): Change<S> | undefined => {
  if (!hasRoomFor(state, command.passport)) return undefined
  const [named, id] = unnamed(state)
  const [board, ringing] = rung(fromOf(state), id, command)
  const next = withBoard({ ...state, named }, id, board)
  if (!isWelcome(state, command.passport)) return [next, ringing]
  const [accepted, effects] = tell(next, id, { _tag: 'Accepted', intent: undefined })
  return [accepted, [...ringing, ...effects]]
}

/** Ends a conversation. The answer to its wish for a switchboard, which may yet come, is nobody's any more. */
const finish = <S extends SignedIn>(state: S, id: string, intent: Variant<Intent, 'Leave' | 'Decline'>): Change<S> => {
  const reason: ConversationEnd = { _tag: intent._tag === 'Leave' ? 'Left' : 'Declined' }
  const pending = state.pending.map((request): Pending => {
    const isWish = request.asked._tag === 'Transfer' && request.asked.conversation === id
    return isWish ? { ...request, asked: { _tag: 'Own' } } : request
  })
  const [next, effects] = tell({ ...state, pending }, id, { _tag: 'Ended', reason })
  return [next, [...effects, outcome(intent, { _tag: 'Done' })]]
}

/** Does what an intent wants, which was found not to be refused. */
export const want = <S extends SignedIn>(state: S, intent: ConversationIntent): Change<S> => {
  switch (intent._tag) {
    case 'OpenConversation':
      return open(
        state,
        intent.invite.map((passport) => inviting(passport)),
        intent,
      )
    case 'Say':
      return tell(state, intent.conversation, { _tag: 'Wanted', wish: { _tag: 'Say', intent, called: false } })
    case 'SayTo': {
      const passport = intent.passport.toLowerCase()
      const id = talkWith(state, passport)
      const wish: Wish = { _tag: 'Say', intent, called: false }
      // Nobody else is where one talks to oneself.
      if (passport === state.settings.passport)
        return [state, [notify({ _tag: 'MessageOutcome', intent, conversation: id, outcome: { _tag: 'NobodyThere' } })]]
      return id === undefined
        ? open(state, [inviting(passport), { ...wish, called: true }])
        : tell(state, id, { _tag: 'Wanted', wish })
    }
    case 'Invite':
      return tell(state, intent.conversation, { _tag: 'Wanted', wish: inviting(intent.passport, intent) })
    case 'Accept':
      return tell(state, intent.conversation, { _tag: 'Accepted', intent })
    case 'Leave':
    case 'Decline':
      return finish(state, intent.conversation, intent)
  }
}

/** What the notification server said to the wish for a switchboard. */
export const transferOf = (reply: Said<'NS', 'XFR'> | Failure | Undecodable | undefined): SwitchboardEvent => {
  if (reply === undefined) return { _tag: 'NotTransferred', reason: { _tag: 'NoAnswer' } }
  if (reply._tag === 'Failure') return { _tag: 'NotTransferred', reason: { _tag: 'Failed', failure: reply } }
  if (reply._tag === 'Undecodable')
    return { _tag: 'NotTransferred', reason: { _tag: 'Unreadable', reason: reply.reason } }
  return 'cookie' in reply
    ? { _tag: 'Transferred', address: reply.address, cookie: reply.cookie }
    : { _tag: 'NotTransferred', reason: { _tag: 'Lost' } }
}
