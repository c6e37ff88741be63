/** Messages through the notification server (UUM, UBM), which are kept for recipients that are offline. */
import { networks } from '../../commands/networks.js'
import { each, nothing, seeing } from '../../core/action.js'
import { readMime } from '../../payloads/mime.js'
import { readText } from '../../payloads/text.js'
import { fail, send, type HostAction } from '../action.js'
import type { ClientCommand, SignedInContext } from '../connection.js'
import { expel } from '../disconnect.js'
import { canonical } from '../lists/accounts.js'
import { sessionsOf } from '../presence/sessions.js'
import { isSeenBy } from '../presence/visibility.js'
import { mayStore, storeMessage } from './offline.js'

const network = networks.passport

/** A text, of the kinds of message; the others are typing and a nudge. */
const text = 1

/**
 * Hands a message on by way of the notification server; for who is offline, a text is kept (MSNP18). Success is silent.
 *
 * **Errors** 217 for a text to who is offline, or does not allow it; 509 for other networks, since there is none to hand it
 * on to. A message over the limit closes.
 *
 * **Source** messages.md 4.6, 5.1; core.md 4.10
 */
export const sendFederatedMessage = ({ host, link, phase }: SignedInContext, command: ClientCommand<'NS', 'UUM'>): HostAction => {
  const { trid, type, payload } = command
  const { passport, dialect } = phase
  if (payload.length > host.settings.limits.message) return expel(link, 'TooLong')
  if (command.network !== network) return fail(link, 509, trid)
  const to = canonical(command.passport)
  const isOnline = isSeenBy(host, passport, to)
  const endpoints = sessionsOf(host, to).filter(
    ({ status, dialect: { has } }) => status !== undefined && has.federatedMessages,
  )
  if (isOnline && endpoints.length > 0)
    return each(endpoints, (session) =>
      send(session.link, { _tag: 'Payload', verb: 'UBM', passport, network, to, toNetwork: network, type, payload }),
    )
  if (type !== text) return nothing
  if (isOnline || !dialect.has.offlineByUum || !mayStore(host, passport, to)) return fail(link, 217, trid)
  return seeing(({ accounts }) =>
    storeMessage(to, {
      from: passport,
      name: accounts.get(passport)?.name ?? passport,
      text: readText(readMime(payload)).text,
      run: undefined,
      sequence: 1,
    }),
  )
}
