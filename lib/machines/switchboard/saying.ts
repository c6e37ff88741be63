import { writeMessage, type Message } from '../../payloads/message.js'
import { contentType } from '../../payloads/mime.js'
import { remembering } from '../../payloads/remember.js'
import { cutText } from '../../payloads/text.js'
import { contentTypes } from '../../payloads/types.js'
import type { Saying, SessionEffect, SessionEffects } from '../events.js'
import type { AckType } from '../intents.js'
import { switchboardTimer } from '../names.js'
import type { MessageOutcome } from '../reasons.js'
import { after, send, told } from './doing.js'
import type { Open, TalkStep, Underway } from './talk.js'

/**
 * The longest payload that a switchboard takes; a longer one costs the connection (escargot.md 7).
 *
 * **Units** octets.
 */
export const payloadLimit = 1664

/** The payloads of a message: a text that is too long for one goes out in several. It is asked for before it is said, too. */
const payloadsOf = remembering((message: Message): ReadonlyArray<Uint8Array> => {
  const payload = writeMessage(message)
  if (payload.length <= payloadLimit || message._tag !== 'Text') return [payload]
  const room = payloadLimit - writeMessage({ ...message, text: '' }).length
  return cutText(room)(message.text).map((text) => writeMessage({ ...message, text }))
})

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
  const payloads = payloadsOf(intent.message)
  const numbered = payloads.map((payload, index) => ({
    trid: state.trid + index,
    payload,
  }))
  const said = numbered.flatMap(({ trid, payload }): SessionEffects => [
    send(state, { _tag: 'Payload', verb: 'MSG', trid, ack, payload }),
    ...(ack === 'U' ? [] : [after(switchboardTimer(state.link, trid), state.settings.deadlines.reply)]),
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
  const cancelled = over.map((part): SessionEffect => ({ _tag: 'Cancel', timer: switchboardTimer(was.link, part) }))
  const underway = over.reduce((all, part) => all.remove(part), was.underway)
  const isEnd = !isGood || left.length === 0
  return [{ ...was, underway }, isEnd ? [...cancelled, told(was, message.intent, outcome)] : cancelled]
}
