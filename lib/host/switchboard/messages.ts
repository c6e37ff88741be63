/** The messages of a switchboard: each is relayed to everybody else on it. */
import { inOrder, when } from '../../core/action.js'
import { contentType, readMime } from '../../payloads/mime.js'
import { contentTypes } from '../../payloads/types.js'
import { after, report, send, switchboardCommand, type HostAction } from '../action.js'
import type { ClientCommand, ConnectionContext } from '../connection.js'
import { expel } from '../disconnect.js'
import type { InsidePhase } from '../state.js'
import { timerOf } from '../timers.js'
import { participantsOf, sendToOthers } from './participants.js'

const [letterP, digitTwo, toSmall] = [0x70, 0x32, 0x20]

/** Whether `p2p` stands anywhere: to read the headers of every message would cost half of handing it on. */
const mentionsP2p = (bytes: Uint8Array): boolean => {
  for (let at = bytes.indexOf(digitTwo); at >= 0; at = bytes.indexOf(digitTwo, at + 1))
    if (((bytes[at - 1] ?? 0) | toSmall) === letterP && ((bytes[at + 1] ?? 0) | toSmall) === letterP) return true
  return false
}

/** Whether a message must be sent with the letter D (core.md 6.4). */
const wantsD = (payload: Uint8Array): boolean =>
  mentionsP2p(payload) && contentType(readMime(payload)).type === contentTypes.peerToPeer

/**
 * Hands a message on to everybody else, byte by byte.
 *
 * **Shapes** nothing is answered to U, and to N only a failure. Where nobody else is there, that is a failure.
 *
 * **Errors** NAK where nobody takes it. The connection closes at a payload over the limit, a letter that the dialect does
 * not have, and peer-to-peer content with another letter than D.
 *
 * **Source** core.md 6.4; escargot.md 7
 */
export const relayMessage = ({ host, link, phase }: ConnectionContext<InsidePhase>, { trid, ack, payload }: ClientCommand<'SB', 'MSG'>): HostAction => {
  const { conversation, passport, dialect } = phase
  const bytes = payload.length
  if (bytes > host.settings.limits.message) return expel(link, 'TooLong')
  if (ack === 'S' || (ack === 'D' && !dialect.has.dataMessages)) return expel(link, 'Unruly')
  if (ack !== 'D' && wantsD(payload)) return expel(link, 'Unruly')

  const participants = participantsOf(host, conversation)
  const name = participants.find((participant) => participant.link === link)?.name ?? passport
  const isTaken = participants.length > 1 && bytes > 0
  const idle = after(timerOf('IdleOver', link), host.settings.deadlines.idle)
  if (!isTaken) return inOrder(when(ack !== 'U', () => send(link, { _tag: 'Normal', verb: 'NAK', trid })), idle)
  return inOrder(
    sendToOthers(conversation, link, (dialect) =>
      switchboardCommand(dialect, 'Payload', 'MSG', { passport, endpoint: { passport }, name, payload }),
    ),
    when(ack === 'A' || ack === 'D', () => send(link, { _tag: 'Normal', verb: 'ACK', trid })),
    report({ _tag: 'MessageRelayed', conversation, from: passport, to: participants.length - 1, bytes }),
    idle,
  )
}
