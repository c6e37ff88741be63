/** Texts that are longer than a message may be, cut. */
import type { Message } from '../../payloads/message.js'
import { cutText, type TextMessage } from '../../payloads/text.js'

/** A character takes up to four bytes. */
const leastRoom = 4

/**
 * A message within a limit: a text that is longer is cut. Nothing, where it cannot be made to fit.
 *
 * **Units** `limit` in bytes.
 */
export const piecesWithin =
  <M extends Message>(limit: number, write: (message: M | TextMessage) => Uint8Array) =>
  (message: M): ReadonlyArray<M | TextMessage> | undefined => {
    if (write(message).length <= limit) return [message]
    if (message._tag !== 'Text') return undefined
    const withText = (text: string): TextMessage => ({ ...message, text })
    // A length that is written in digits grows with the text.
    const room = limit - write(withText('')).length - String(limit).length
    return room < leastRoom ? undefined : cutText(room)(message.text).map(withText)
  }
