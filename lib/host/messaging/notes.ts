/** Notes to the endpoints of an account without a switchboard (UUN, UBN). */
import type { Endpoint } from '../../commands/endpoint.js'
import { each, inOrder } from '../../core/action.js'
import { fail, send, type HostAction } from '../action.js'
import type { ClientCommand, SignedInContext } from '../connection.js'
import { expel } from '../disconnect.js'
import { canonical } from '../lists/accounts.js'
import { sessionAt, sessionsOf } from '../presence/sessions.js'
import { isSeenBy } from '../presence/visibility.js'
import type { Host, HostSession } from '../state.js'

/** The kinds of note that sign an endpoint out: from oneself alone (messages.md 5.2). */
const signOut: ReadonlyArray<number> = [4, 8]

/** The endpoints that a note goes to: one that is named, or all; of one's own, not the one that it comes from. */
const endpointsFor = (host: Host, from: HostSession | undefined, to: string, guid: string | undefined) =>
  sessionsOf(host, to).filter(
    (session) =>
      session.link !== from?.link &&
      session.status !== undefined &&
      session.dialect.has.notes &&
      (guid === undefined || session.endpointId === guid.toLowerCase()),
  )

/** Who sends a note: with the endpoint, if it is one to an endpoint (escargot.md 6). */
const senderFor = ({ dialect }: HostSession, passport: string, endpointId: string | undefined): Endpoint =>
  dialect.has.endpoints && endpointId !== undefined ? { passport, guid: endpointId } : { passport }

/**
 * Hands a note on to an account, at all its endpoints or at one of them.
 *
 * **Errors** 201 for one that would sign somebody else out; 217 for who is offline, is hidden, or does not allow it, and
 * for an endpoint that is not there. A note over the limit closes.
 *
 * **Source** messages.md 5.2; core.md 4.10
 */
export const sendNote = ({ host, link, phase }: SignedInContext, command: ClientCommand<'NS', 'UUN'>): HostAction => {
  const { trid, type, payload } = command
  const to = canonical(command.to.passport)
  if (payload.length > host.settings.limits.note) return expel(link, 'TooLong')
  const isOwn = to === phase.passport
  if (!isOwn && signOut.includes(type)) return fail(link, 201, trid)
  const from = sessionAt(host, link)
  const { guid } = command.to
  const endpoints = endpointsFor(host, from, to, guid)
  const isForAllMine = isOwn && guid === undefined
  if (!isForAllMine && (endpoints.length === 0 || !(isOwn || isSeenBy(host, phase.passport, to))))
    return fail(link, 217, trid)
  return inOrder(
    send(link, { _tag: 'Normal', verb: 'UUN', trid, outcome: 'OK' }),
    each(endpoints, (session) =>
      send(session.link, {
        _tag: 'Payload',
        verb: 'UBN',
        sender: senderFor(session, phase.passport, guid === undefined ? undefined : from?.endpointId),
        type,
        payload,
      }),
    ),
  )
}
