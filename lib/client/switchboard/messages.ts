/** How messages go out on a switchboard, and what becomes of them. */
import { md5Of } from '../../auth/digest.js'
import { Capability } from '../../commands/capabilities.js'
import { mimeOf, writeMessage, type Message } from '../../payloads/message.js'
import { contentType } from '../../payloads/mime.js'
import { remembering } from '../../payloads/remember.js'
import { cutText, type TextMessage } from '../../payloads/text.js'
import { contentTypes } from '../../payloads/types.js'
import type { Saying, SessionEffect, SessionEffects } from '../events.js'
import type { AckType } from '../intents/intents.js'
import { guidOf } from '../guid.js'
import { answerTimer } from '../names.js'
import type { MessageOutcome } from '../outcomes.js'
import { after, send, told } from './doing.js'
import type { Open, TalkStep, Underway } from './state.js'

/**
 * The longest payload that a switchboard takes; a longer one costs the connection (escargot.md 7).
 *
 * **Units** bytes.
 */
export const payloadLimit = 1664

/** More pieces than this are not joined by everybody (messages.md 1.13). */
const mostPieces = 64

const partsWithin = (room: number, message: TextMessage): ReadonlyArray<string> => cutText(room)(message.text)

/** The payloads of a message: a text that is too long for one goes out in several. It is asked for before it is said, too. */
const payloadsOf = remembering((message: Message): ReadonlyArray<Uint8Array> => {
  const payload = writeMessage(message)
  if (payload.length <= payloadLimit || message._tag !== 'Text') return [payload]
  const room = payloadLimit - writeMessage({ ...message, text: '' }).length
  return partsWithin(room, message).map((text) => writeMessage({ ...message, text }))
})

/** Whether all who are there read messages in pieces, as they say themselves (MSNP12 and later). */
const allJoin = ({ participants }: Open): boolean =>
  participants.every(({ capabilities = 0 }) => (capabilities & Capability.MultiPacket) !== 0)

/** A number for a message that nobody else gives to another one: of who says what, where, and after how many others. */
const messageIdOf = ({ settings, id, trid }: Open, text: string): string =>
  `{${guidOf(md5Of(`${settings.passport} ${id} ${trid} ${text}`)).toUpperCase()}}`

/**
 * A long text as pieces of one message, cut as if each were a message of its own.
 *
 * **Source** messages.md 1.13
 */
const chunksOf = (state: Open, message: TextMessage): ReadonlyArray<Uint8Array> => {
  const id = messageIdOf(state, message.text)
  const first = (chunks: number, text: string): Uint8Array =>
    writeMessage({ _tag: 'FirstChunk', id, chunks, part: mimeOf({ ...message, text }) })
  const parts = partsWithin(payloadLimit - first(9999, '').length, message)
  return parts.map((text, index) =>
    index === 0
      ? first(parts.length, text)
      : writeMessage({
          _tag: 'LaterChunk',
          id,
          index,
          part: { headers: [], body: mimeOf({ ...message, text }).body },
        }),
  )
}

/** What goes out: pieces that receivers join, if all of them can, and else several messages. */
const payloadsFor = (state: Open, message: Message): ReadonlyArray<Uint8Array> => {
  const payloads = payloadsOf(message)
  const isJoined = payloads.length > 1 && message._tag === 'Text' && allJoin(state)
  const chunks = isJoined ? chunksOf(state, message) : []
  return chunks.length > 1 && chunks.length <= mostPieces ? chunks : payloads
}

/** Whether a message can be sent at all. */
export const isSendable = (message: Message): boolean =>
  payloadsOf(message).every(({ length }) => length <= payloadLimit)

/**
 * How a switchboard is to answer a message that does not say so: a typing notice never, any other in any case. Peer-to-peer
 * content goes out with D whatever it says: any other letter costs the connection.
 *
 * **Source** core.md 6.4; p2p-corrections.md
 */
export const ackFor = ({ message, ack }: Saying): AckType => {
  if (message._tag === 'Other' && contentType(message.mime).type === contentTypes.peerToPeer) return 'D'
  return ack ?? (message._tag === 'Typing' ? 'U' : 'A')
}

/** Says a message, in as many parts as it takes. */
export const speak = (state: Open, intent: Saying): readonly [Open, SessionEffects] => {
  const ack = ackFor(intent)
  const payloads = payloadsFor(state, intent.message)
  const numbered = payloads.map((payload, index) => ({
    trid: state.trid + index,
    payload,
  }))
  const said = numbered.flatMap(({ trid, payload }): SessionEffects => [
    send(state, { _tag: 'Payload', verb: 'MSG', trid, ack, payload }),
    ...(ack === 'U' ? [] : [after(answerTimer(state.id, trid), state.settings.deadlines.reply)]),
  ])
  const underway =
    ack === 'U'
      ? state.underway
      : numbered.reduce(
          (all, { trid }) => all.set(trid, { intent, ack, first: state.trid, last: state.trid + payloads.length - 1 }),
          state.underway,
        )
  return [
    { ...state, trid: state.trid + payloads.length, underway },
    ack === 'U' ? [...said, told(state, intent, { _tag: 'Sent' })] : said,
  ]
}

const partsOf = ({ first, last }: Underway): ReadonlyArray<number> =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index)

/** A part of a message has its answer: one that fails is as good as all of them, the last one that is missing is the end. */
export const answered = (was: Open, trid: number, outcome: MessageOutcome): TalkStep | undefined => {
  const message = was.underway.get(trid)
  if (message === undefined) return undefined
  const isGood = outcome._tag === 'Acknowledged' || outcome._tag === 'Sent'
  const left = partsOf(message).filter((part) => part !== trid && was.underway.has(part))
  const over = isGood ? [trid] : [trid, ...left]
  const cancelled = over.map((part): SessionEffect => ({ _tag: 'Cancel', timer: answerTimer(was.id, part) }))
  const underway = over.reduce((all, part) => all.remove(part), was.underway)
  const isEnd = !isGood || left.length === 0
  return [{ ...was, underway }, isEnd ? [...cancelled, told(was, message.intent, outcome)] : cancelled]
}
