/** How one comes to a switchboard: asked for by XFR, or invited by CAL and RNG. */
import { each, inOrder, nothing, seeing, when } from '../../core/action.js'
import { after, fail, modifyConnection, notificationCommand, report, send, type HostAction } from '../action.js'
import type { ClientCommand, ConnectionContext, SignedInContext } from '../connection.js'
import { canonical } from '../lists/accounts.js'
import { sessionAt } from '../presence/sessions.js'
import { isReachable, ringing } from '../presence/visibility.js'
import type { Host, HostParticipant, HostSession, InsidePhase } from '../state.js'
import { timerOf } from '../timers.js'
import { forgetCookie, hasTooManyCookies, issueCookie } from './cookies.js'
import { accountsIn, announceToSelf, countSwitchboard, isPresent, participantsOf } from './participants.js'

const mayChat = ({ status, dialect }: HostSession): boolean =>
  status !== undefined && (status !== 'HDN' || dialect.has.hiddenChats)

/**
 * Gives somebody a switchboard to begin a session on.
 *
 * **Errors** 913 for who has not said a status yet, and up to MSNP12 for who is hidden; 714 for who is on too many; 800
 * for who asks too often.
 *
 * **Source** core.md 2.3; escargot.md 8
 */
export const transferToSwitchboard = ({ host, link, phase }: SignedInContext, { trid }: ClientCommand<'NS', 'XFR'>): HostAction => {
  const { passport, dialect } = phase
  const { addresses, limits } = host.settings
  const session = sessionAt(host, link)
  if (session === undefined || !mayChat(session)) return fail(link, 913, trid)
  if ((host.switchboards.get(passport) ?? 0) >= limits.switchboards) return fail(link, 714, trid)
  if (hasTooManyCookies(host, passport)) return fail(link, 800, trid)
  return inOrder(
    countSwitchboard(passport, 1),
    issueCookie({ passport, endpointId: session.endpointId, by: passport, dialect, conversation: undefined }, (cookie) =>
      send(
        link,
        notificationCommand(dialect, 'Normal', 'XFR', {
          trid,
          to: 'SB',
          address: addresses.switchboard,
          cookie,
          domain: 'messenger.msn.com',
          flag: '1',
        }),
      ),
    ),
  )
}

/** A cookie that nobody has used is good no more. */
export const expireCookie = (number: number): HostAction =>
  seeing((host) => {
    const cookie = host.cookies.get(number)
    if (cookie === undefined) return nothing
    return inOrder(
      forgetCookie(number),
      when(cookie.conversation === undefined, () => countSwitchboard(cookie.passport, -1)),
    )
  })

/** Why somebody cannot be invited; the code of the failure (core.md 6.5). */
const invitationFailure = (host: Host, { passport, conversation, calls }: InsidePhase, invited: string): number | undefined => {
  const { limits } = host.settings
  if (!invited.includes('@')) return 208
  if (calls >= limits.calls) return 713
  if (invited === passport || isPresent(host, conversation, invited)) return 215
  if (!isReachable(host, passport, invited)) return 217
  if (accountsIn(participantsOf(host, conversation)).size >= limits.participants) return 712
  return hasTooManyCookies(host, passport, ringing(host, invited).length) ? 800 : undefined
}

/** Calls an account at one of its endpoints. */
const sendInvitation = (host: Host, { conversation, passport }: InsidePhase, caller: HostParticipant, invited: string, to: HostSession): HostAction =>
  issueCookie({ passport: invited, endpointId: to.endpointId, by: passport, dialect: to.dialect, conversation }, (cookie) =>
    send(
      to.link,
      notificationCommand(to.dialect, 'Async', 'RNG', {
        sessionId: conversation,
        address: host.settings.addresses.switchboard,
        cookie,
        passport,
        name: caller.name,
        domain: 'messenger.hotmail.com',
        flag: '1',
      }),
    ),
  )

/**
 * Calls one's own other endpoints, which clients do before all else from MSNP16 on; none of them need be there.
 *
 * **Source** core.md 6.3; escargot.md 7
 */
const inviteSelf = (host: Host, phase: InsidePhase, caller: HostParticipant, answering: HostAction): HostAction => {
  const { conversation, passport } = phase
  const present = participantsOf(host, conversation).map(({ endpointId }) => endpointId)
  const others = ringing(host, passport).filter(({ endpointId }) => !present.includes(endpointId))
  const isTooMuch = hasTooManyCookies(host, passport, others.length)
  return inOrder(
    answering,
    announceToSelf(caller),
    each(isTooMuch ? [] : others, (to) => sendInvitation(host, phase, caller, passport, to)),
  )
}

/**
 * Invites somebody to the session, at all their endpoints.
 *
 * **Errors** 208 no address, 215 is there already, 217 is offline, is hidden, does not exist, takes no messages or does not
 * allow it, 712 the session is full, 713 too many invitations at once, 800 too many that nobody has answered.
 *
 * **Source** core.md 6.1, 6.2, 6.5
 */
export const invite = ({ host, link, phase }: ConnectionContext<InsidePhase>, command: ClientCommand<'SB', 'CAL'>): HostAction => {
  const { trid } = command
  const { conversation, calls, passport } = phase
  const invited = canonical(command.passport)
  const participants = participantsOf(host, conversation)
  const caller = participants.find((participant) => participant.link === link)
  if (caller === undefined) return fail(link, 217, trid)
  const answering = inOrder(
    modifyConnection(link, (connection) => ({ ...connection, phase: { ...phase, calls: calls + 1 } })),
    when(calls === 0, () => after(timerOf('Calm', link), host.settings.deadlines.calm)),
    send(link, { _tag: 'Normal', verb: 'CAL', trid, outcome: 'RINGING', sessionId: conversation }),
  )
  const isAlone = participants.every((participant) => participant.passport === passport)
  if (invited === passport && isAlone && caller.dialect.has.endpoints && calls < host.settings.limits.calls)
    return inviteSelf(host, phase, caller, answering)
  const code = invitationFailure(host, phase, invited)
  if (code !== undefined) return fail(link, code, trid)
  const account = host.accounts.get(invited)?.passport ?? invited
  return inOrder(
    answering,
    each(ringing(host, invited), (to) => sendInvitation(host, phase, caller, account, to)),
    report({ _tag: 'Invited', conversation, passport: invited, by: passport }),
  )
}
