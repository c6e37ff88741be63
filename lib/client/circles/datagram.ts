/** Messages to and from circles, which travel as datagrams. */
import * as E from 'fp-ts/lib/Either.js'

import { valueOf, without, type Fields } from '../../payloads/fields.js'
import { messageOf, mimeOf, type Message } from '../../payloads/message.js'
import { inUtf8, type Mime } from '../../payloads/mime.js'
import { Party, writeRouted } from '../../payloads/routing.js'
import { refuse, says, type PlannedRequests } from '../requests/request.js'
import type { Context, IntentHandlers } from '../requests/handler.js'
import type { Intent } from '../intents/intents.js'
import type { Variant } from '../../core/machine.js'
import type { AccountView } from '../state.js'
import { piecesWithin } from '../messaging/pieces.js'

/** The networks of circles, and of everybody else here (core.md 8.3). */
export const circleNetwork = 9
const here = 1

/** Where something for a circle comes from: this account, at this endpoint. */
export const selfOf = ({ account: { passport } }: AccountView, endpoint: string | undefined): string =>
  Party.encode({ network: here, address: passport, ...(endpoint === undefined ? {} : { epid: endpoint }) })

/**
 * The longest message to a circle, with all that stands around it.
 *
 * **Units** bytes.
 */
export const datagramLimit = 4000

/** A endpoint, to measure with. */
const someEndpoint = '00000000-0000-0000-0000-000000000000'

/** The kinds of message that can be said to a circle, and the headers that say so. */
const kinds = {
  Text: [['Message-Type', 'Text']],
  Nudge: [['Message-Type', 'Nudge']],
  Typing: [
    ['Message-Type', 'Control'],
    ['Message-Subtype', 'Typing'],
  ],
} as const satisfies Readonly<Record<string, Fields>>

type Sayable = Variant<Message, keyof typeof kinds>

const isSayable = (message: Message): message is Sayable => Object.hasOwn(kinds, message._tag)

const others = without('MIME-Version', 'Content-Type')

// Whatever it is, it says that it is text; what it is stands in `Message-Type`.
const partOf = (message: Sayable): Mime => {
  const { headers, body } = mimeOf(message)
  return {
    headers: [
      ['Messaging', '1.0'],
      ['Content-Length', String(body.length)],
      ['Content-Type', inUtf8('Text/plain')],
      ['Content-Transfer-Encoding', '7bit'],
      ...kinds[message._tag],
      ['MIME-Version', '1.0'],
      ...others(headers),
    ],
    body,
  }
}

const unsaid = without('Messaging', 'Content-Length', 'Content-Transfer-Encoding', 'Message-Type', 'Message-Subtype')

/** What the third block of a message says; `from` is who says it. **Source** messages.md 5.3 */
export const messageInCircle = (part: Mime, from: string): Message => {
  const type = valueOf('message-type', part.headers)?.toLowerCase()
  const isTyping = valueOf('message-subtype', part.headers)?.toLowerCase() === 'typing'
  if (type === 'nudge') return { _tag: 'Nudge' }
  return type === 'control' && isTyping
    ? { _tag: 'Typing', user: from }
    : messageOf({ headers: unsaid(part.headers), body: part.body })
}

/** What is said to a circle; only a failure would be answered. */
const sayToCircle = ({ view, endpoint }: Context, intent: Variant<Intent, 'SayToCircle'>): PlannedRequests => {
  const circle = view.circles.get(intent.circle.toLowerCase())
  if (circle === undefined) return refuse('NoSuchCircle')
  const { message } = intent
  if (!isSayable(message))
    return E.left({
      _tag: 'BadField',
      problem: { _tag: 'BadField', verb: 'SDG', field: 'payload', expected: 'a text, typing or a nudge' },
    })
  const to = Party.encode({ network: circleNetwork, address: circle.address, path: 'IM' })
  const writeAt =
    (from: string | undefined) =>
    (some: Sayable): Uint8Array =>
      writeRouted({
        routing: [
          ['Routing', '1.0'],
          ['To', to],
          ['From', selfOf(view, from)],
        ],
        reliability: [
          ['Reliability', '1.0'],
          ['Stream', '0'],
          ['Segment', '0'],
        ],
        part: partOf(some),
      })
  const pieces = piecesWithin<Sayable>(datagramLimit, writeAt(someEndpoint))(message)
  return pieces === undefined
    ? E.left({ _tag: 'TooLong', limit: datagramLimit })
    : E.right(pieces.map((piece) => says({ _tag: 'Payload', verb: 'SDG', payload: writeAt(endpoint)(piece) })))
}

/** The handlers of the intents about circles. **Source** messages.md 5.3 */
export const circleRequests = { SayToCircle: sayToCircle } as const satisfies IntentHandlers
