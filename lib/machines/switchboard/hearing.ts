import * as O from 'fp-ts/lib/Option.js'

import { chunkLimits, joinChunks } from '../../payloads/chunks.js'
import { messageOf, readMessage, type Message } from '../../payloads/message.js'
import type { Said } from '../effects.js'
import { type SessionEvent, notify } from '../events.js'
import { passportIn } from './people.js'
import type { Open, TalkStep } from './talk.js'

// The limit on messages bounds what is kept; there is no clock here that age could be told by.
const joinPieces = joinChunks(chunkLimits)

const eventOf = (
  speech: { readonly conversation: string; readonly passport: string; readonly name: string },
  message: Message,
): SessionEvent => {
  const { conversation, passport, name } = speech
  if (message._tag === 'Text')
    return { _tag: 'TextReceived', conversation, passport, name, text: message.text, message }
  if (message._tag === 'Typing') return { _tag: 'TypingReceived', conversation, passport, name }
  if (message._tag === 'Nudge') return { _tag: 'NudgeReceived', conversation, passport, name }
  return { _tag: 'MessageReceived', conversation, passport, name, message }
}

/** Somebody says something; of a message in pieces it is told when it is whole. */
export const heard = (was: Open, command: Said<'SB', 'MSG'>): TalkStep => {
  const passport = passportIn(command)
  const speech = { conversation: was.id, passport, name: command.name }
  const message = readMessage(command.payload)
  if (message._tag !== 'FirstChunk' && message._tag !== 'LaterChunk') return [was, [notify(eventOf(speech, message))]]
  const [joining, whole] = joinPieces(was.joining, { from: passport, at: 0, chunk: message })
  return [{ ...was, joining }, O.isNone(whole) ? [] : [notify(eventOf(speech, messageOf(whole.value)))]]
}
