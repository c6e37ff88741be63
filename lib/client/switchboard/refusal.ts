/** Why an intent about a conversation cannot be carried out: our own mistake, of which nothing reaches the server. */
import * as E from 'fp-ts/lib/Either.js'

import { codec } from '../../commands/codec.js'
import type { Variant } from '../../core/machine.js'
import { askedTwice } from '../../payloads/remember.js'
import type { Intent } from '../intents/intents.js'
import type { IntentBy } from '../intents/table.js'
import type { Refusal } from '../outcomes.js'
import type { SwitchboardOwner } from '../session/signals.js'
import type { Conversation } from '../state.js'
import { ackFor, isSendable, payloadLimit } from './messages.js'
import type { Conversations, Switchboard } from './state.js'

type Saying = Variant<Intent, 'Say' | 'SayTo'>

/** Whether a conversation is with this contact, and with nobody else. */
const isWith = (passport: string, { phase, participants, invited, by }: Conversation): boolean => {
  if (phase === 'Ringing' || participants.size > 1) return false
  const isThere = participants.has(passport)
  if (participants.size === 1 && !isThere) return false
  if (by !== undefined && by !== passport) return false
  return (isThere || by !== undefined || invited.length > 0) && invited.every((other) => other === passport)
}

/** The conversation with a contact alone, if there is one. */
export const conversationWith = ({ view, living }: Conversations, passport: string): string | undefined =>
  view.find((talk) => {
    const board = living.get(talk.id)?.state
    const last = board === undefined || board._tag === 'Over' ? undefined : board.last
    const isEmpty = talk.participants.isEmpty() && talk.invited.length === 0
    return isWith(passport, talk) || (isEmpty && last === passport && talk.phase !== 'Ringing')
  })?.id

const queueOf = (board: Switchboard | undefined): number =>
  board === undefined || board._tag === 'Over'
    ? 0
    : board.queue.length + (board._tag === 'Open' ? board.underway.size : 0)

/** Why an address cannot be called, if so: it cannot be written. */
const uncallable = (passport: string): Refusal | undefined => {
  const call = encodeCall({ _tag: 'Normal', verb: 'CAL', trid: 1, passport })
  return E.isLeft(call) ? { _tag: 'BadField', problem: call.left } : undefined
}

const { encode: encodeCall } = codec({ from: 'client', on: 'SB' })

const refusalIn = (
  was: Conversations,
  settings: SwitchboardOwner['settings'],
  dialect: SwitchboardOwner['dialect'],
  intent: IntentBy<'conversations'>,
): Refusal | undefined => {
  const { living, view } = was
  const { waiting: limit, limits } = settings
  const most = limits.conversations
  const full = (id: string): Refusal | undefined =>
    queueOf(living.get(id)?.state) >= limit ? { _tag: 'TooMuchWaiting', limit } : undefined
  const sendable = (saying: Saying): Refusal | undefined => {
    // The type for pictures and files came with MSNP9 (core.md 6.4).
    if (ackFor(saying) === 'D' && !dialect.has.dataMessages) return { _tag: 'NotInDialect', dialect: dialect.name }
    return isSendable(saying.message) ? undefined : { _tag: 'TooLong', limit: payloadLimit }
  }

  switch (intent._tag) {
    case 'OpenConversation':
      if (intent.conversation !== undefined && living.has(intent.conversation)) return { _tag: 'Already' }
      if (living.size >= most) return { _tag: 'TooMuchWaiting', limit: most }
      return intent.invite.length > limit
        ? { _tag: 'TooMuchWaiting', limit }
        : intent.invite.map(uncallable).find((why) => why !== undefined)
    case 'SayTo': {
      const id = conversationWith(was, intent.passport.toLowerCase())
      if (id === undefined && living.size >= most) return { _tag: 'TooMuchWaiting', limit: most }
      // Who is there was called, or has called.
      return id === undefined ? (uncallable(intent.passport) ?? sendable(intent)) : (sendable(intent) ?? full(id))
    }
    case 'Say':
      if (!living.has(intent.conversation)) return { _tag: 'NoSuchConversation' }
      return sendable(intent) ?? full(intent.conversation)
    case 'Invite':
      if (!living.has(intent.conversation)) return { _tag: 'NoSuchConversation' }
      return uncallable(intent.passport) ?? full(intent.conversation)
    case 'Leave':
      return living.has(intent.conversation) ? undefined : { _tag: 'NoSuchConversation' }
    case 'Accept':
    case 'Decline':
      return view.get(intent.conversation)?.phase === 'Ringing' ? undefined : { _tag: 'NotRinging' }
  }
}

const refused = askedTwice(refusalIn, (refusal) => refusal === undefined)

/** Why an intent about a conversation cannot be carried out, if so: asked `before` it is wanted, and `now` that it is. */
export const refusalOf =
  (when: keyof typeof refused) =>
  (was: Conversations, { settings, dialect }: SwitchboardOwner, intent: IntentBy<'conversations'>): Refusal | undefined =>
    refused[when](was, settings, dialect, intent)
