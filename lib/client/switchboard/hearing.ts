/** Messages received in a conversation, as events. */
import * as O from 'fp-ts/lib/Option.js'

import { chunkLimits, joinChunks, unjoinedChunks, type Joining, type SentChunk } from '../../payloads/chunks.js'
import { messageOf, readMessage, type Message } from '../../payloads/message.js'
import type { Said } from '../../core/effects.js'
import { type SessionEffects, type SessionEvent, notify } from '../events.js'
import { passportIn } from './passport.js'
import type { Entering, Open, Talk } from './state.js'

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

/** Pieces that nothing was made of are told as what came: a message each. */
export const toldUnjoined = ({ id, participants }: Talk, pieces: ReadonlyArray<SentChunk>): SessionEffects =>
  pieces.map(({ from, chunk }) =>
    notify({
      _tag: 'MessageReceived',
      conversation: id,
      passport: from,
      name: participants.get(from)?.name ?? from,
      message: chunk,
    }),
  )

/** Somebody says something; of a message in pieces it is told when it is whole. */
export const heard = <S extends Entering | Open>(was: S, command: Said<'SB', 'MSG'>): readonly [S, SessionEffects] => {
  const passport = passportIn(command)
  const speech = { conversation: was.id, passport, name: command.name }
  const message = readMessage(command.payload)
  if (message._tag !== 'FirstChunk' && message._tag !== 'LaterChunk') return [was, [notify(eventOf(speech, message))]]
  const [joining, whole, pieces] = joinPieces(was.joining, { from: passport, at: 0, chunk: message })
  return [
    { ...was, joining },
    [...(O.isNone(whole) ? [] : [notify(eventOf(speech, messageOf(whole.value)))]), ...toldUnjoined(was, pieces)],
  ]
}

/** Whoever has left says no more: the pieces of a message that lacks some are told. */
export const unfinished = (was: Entering | Open, passport?: string): readonly [joining: Joining, SessionEffects] => {
  const [joining, pieces] = unjoinedChunks(was.joining, passport)
  return [joining, toldUnjoined(was, pieces)]
}
