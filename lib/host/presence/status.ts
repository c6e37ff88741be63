/** A client changes its status (CHG), or its personal message and the data of its endpoint (UUX). */
import type { CapabilityPair } from '../../commands/capabilities.js'
import { inOrder, when } from '../../core/action.js'
import { readPersonal, type Personal } from '../../payloads/personal.js'
import { fail, report, send, type HostAction } from '../action.js'
import type { ClientCommand, SignedInContext } from '../connection.js'
import { expel } from '../disconnect.js'
import { announceMail } from '../messaging/offline.js'
import { sendChallenge } from '../signin/challenge.js'
import type { HostSession } from '../state.js'
import { sendAllInitialPresence, showing } from './presence.js'
import { modifyShownSession, sessionAt } from './sessions.js'

/** The capabilities of a session; before MSNP16 there is one number, and before MSNP8 none. */
const capable = (given: CapabilityPair | number | undefined): Pick<HostSession, 'capabilities' | 'extended'> =>
  typeof given === 'object'
    ? { capabilities: given.client, extended: given.extended }
    : { capabilities: given ?? 0, extended: undefined }

/**
 * Shows oneself in another way. The first time, the answer is who else is there; from MSNP6 on, a challenge too.
 *
 * **Errors** 201 for FLN, which only a server says.
 *
 * **Source** core.md 4.5, 5.1
 */
export const changeStatus = ({ host, link, phase }: SignedInContext, command: ClientCommand<'NS', 'CHG'>): HostAction => {
  const { trid, status } = command
  const { passport } = phase
  if (status === 'FLN') return fail(link, 201, trid)
  const shown = {
    status,
    ...capable('capabilities' in command ? command.capabilities : undefined),
    object: 'object' in command && command.object !== undefined ? command.object : undefined,
  }
  const isFirst = sessionAt(host, link)?.status === undefined
  const { odd: _, ...echo } = command
  return inOrder(
    showing(
      passport,
      inOrder(
        modifyShownSession(link, (session) => ({ ...session, ...shown })),
        send(link, echo),
        when(isFirst, () => inOrder(sendAllInitialPresence(link, passport, trid), announceMail(link, passport))),
      ),
    ),
    report({ _tag: 'StatusChanged', passport, status }),
    when(isFirst, () => sendChallenge(link)),
  )
}

const withPersonal =
  ({ endpoints, privateEndpoints, problem: _, ...data }: Personal) =>
  (session: HostSession): HostSession => {
    // A client that sends the data of an endpoint says nothing of what is shown beside the name, and the other way round.
    const isOfPlace = endpoints.length > 0 || privateEndpoints.length > 0
    const isOfPerson = !isOfPlace || Object.keys(data).length > 0
    const personal = isOfPerson ? { personal: { ...data, endpoints: [], privateEndpoints: [] } } : {}
    if (!session.dialect.has.endpoints) return { ...session, ...personal }
    const capabilities = endpoints[0]?.capabilities
    const [own] = privateEndpoints
    return {
      ...session,
      ...personal,
      ...(capabilities === undefined ? {} : capable(capabilities)),
      ...(own === undefined ? {} : { own }),
    }
  }

/**
 * Sets what is shown beside the name, and from MSNP16 on, what the endpoint can do and is called; whoever sees the account
 * is notified. What is no XML closes the connection.
 *
 * **Source** core.md 4.6; messages.md 2.4
 */
export const setPersonal = ({ host, link, phase }: SignedInContext, { trid, payload }: ClientCommand<'NS', 'UUX'>): HostAction => {
  if (payload.length > host.settings.limits.personal) return expel(link, 'TooLong')
  const personal = readPersonal(payload)
  if (personal.problem !== undefined) return expel(link, 'Unruly')
  return showing(
    phase.passport,
    inOrder(
      modifyShownSession(link, withPersonal(personal)),
      send(link, { _tag: 'Payload', verb: 'UUX', trid, payload: new Uint8Array(0) }),
    ),
  )
}
