/** Messages to and from other networks, through the notification server. */
import * as E from 'fp-ts/lib/Either.js'

import { NetworkId, Passport } from '../../commands/words.js'
import { listLimit, readList, writeList } from '../../payloads/list.js'
import { mimeOf, readMessage, writeMessage, type Message } from '../../payloads/message.js'
import { writeMime } from '../../payloads/mime.js'
import type { Said } from '../../core/effects.js'
import { badAddress, one, says, type PlannedRequests } from '../requests/request.js'
import type { Change, SessionEvent } from '../events.js'
import type { Intent } from '../intents/intents.js'
import type { Variant } from '../../core/machine.js'
import type { AccountView } from '../state.js'
import { piecesWithin } from './pieces.js'

/** What the kinds of message are called (messages.md 5.1). */
const types = { Text: 1, Typing: 2, Nudge: 3 } as const

const isSayable = (message: Message): message is Variant<Message, keyof typeof types> =>
  Object.hasOwn(types, message._tag)

/** The networks that telephones and everybody here are on (core.md 8.3). */
const [here, mobile] = [1, 4]

/**
 * The longest message, as on a switchboard.
 *
 * **Units** bytes.
 */
export const messageLimit = 1664

/** A message, with the header that says what kind of program it is for. */
const forAgent =
  (agent: string | undefined) =>
  (message: Message): Uint8Array => {
    if (agent === undefined) return writeMessage(message)
    const { headers, body } = mimeOf(message)
    return writeMime({ headers: [...headers, ['Dest-Agent', agent]], body })
  }

const saying = (
  to: { readonly passport: string; readonly network: number },
  message: Message,
  agent?: string,
): PlannedRequests => {
  if (!isSayable(message))
    return E.left({
      _tag: 'BadField',
      problem: { _tag: 'BadField', verb: 'UUM', field: 'type', expected: 'a text, typing or a nudge' },
    })
  const write = forAgent(agent)
  const pieces = piecesWithin<Message>(messageLimit, write)(message)
  const type = types[message._tag]
  return pieces === undefined
    ? E.left({ _tag: 'TooLong', limit: messageLimit })
    : E.right(
        pieces.map((piece) =>
          says({ _tag: 'Payload', verb: 'UUM', ...to, type, payload: write(piece) }),
        ),
      )
}

/** What is said to somebody on another network; only a failure would be answered. **Source** messages.md 5.1 */
export const sendToNetwork = ({
  passport,
  network,
  message,
}: Pick<Variant<Intent, 'SayToNetwork'>, 'passport' | 'network' | 'message'>): PlannedRequests =>
  saying({ passport, network }, message, network === mobile ? 'mobile' : undefined)

/** What is said to somebody who is offline, from MSNP18 on. **Source** messages.md 4.6 */
export const sendOffline = (passport: string, text: string): PlannedRequests =>
  saying({ passport, network: here }, { _tag: 'Text', text, headers: [] }, 'client')

/** The server is asked on which networks an address exists. **Source** core.md 4.9 */
export const findNetworks = (passport: string): PlannedRequests => {
  const payload = writeList({ level: 2, members: [{ address: passport }] })
  const isAddress = Passport.is(passport) && /^[^@]+@[^@]+$/.test(passport) && payload.length <= listLimit
  return isAddress ? one({ _tag: 'Payload', verb: 'FQY', payload }) : badAddress('FQY')
}

/** On which networks an address exists; all that was said of it in one answer. */
export const networksIn = ({ payload }: Said<'NS', 'FQY'>): ReadonlyArray<SessionEvent> => {
  const { members } = readList(payload)
  const addresses = [...new Set(members.map(({ address }) => address.toLowerCase()))]
  return addresses.map((passport) => ({
    _tag: 'Networks',
    passport,
    networks: members.flatMap(({ address, network }) =>
      address.toLowerCase() === passport && NetworkId.is(network) ? [network] : [],
    ),
  }))
}

/** A message of a kind that its number says, even if the server leaves the rest out. */
const messageIn = (type: number, from: string, payload: Uint8Array): Message => {
  const message = readMessage(payload)
  if (type === types.Typing && message._tag === 'Text') return { _tag: 'Typing', user: from }
  return type === types.Nudge && message._tag === 'Text' ? { _tag: 'Nudge' } : message
}

/** Somebody on another network says something. **Source** messages.md 5.1 */
export const federatedSaid = (state: AccountView, command: Said<'NS', 'UBM'>): Change => {
  const { network, type, payload } = command
  const passport = command.passport.toLowerCase()
  return [state, [{ _tag: 'NetworkMessageReceived', passport, network, message: messageIn(type, passport, payload) }]]
}
