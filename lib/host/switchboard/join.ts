/** Who comes onto a switchboard: by the cookie of XFR, which begins a session, or by that of RNG, which joins one. */
import type { Command } from '../../commands/rows.js'
import { inOrder, modify, seeing, when } from '../../core/action.js'
import type { Name } from '../../core/effects.js'
import {
  after,
  cancel,
  modifyConnection,
  report,
  send,
  switchboardCommand,
  type HostAction,
  type ServerCommand,
} from '../action.js'
import type { ClientCommand, ConnectionContext } from '../connection.js'
import { expel, failAndClose } from '../disconnect.js'
import { canonical } from '../lists/accounts.js'
import { sessionsOf } from '../presence/sessions.js'
import { cancelEntryTimer } from '../signin/versions.js'
import type { FreshPhase, HostParticipant, InsidePhase, SwitchboardCookie } from '../state.js'
import { cookieTimer, timerOf } from '../timers.js'
import { cookieOf, forgetCookie } from './cookies.js'
import {
  accountsIn,
  addParticipant,
  announceJoin,
  announceToSelf,
  countSwitchboard,
  isPresent,
  listParticipants,
  participantsOf,
} from './participants.js'

/** Uses up a cookie: it is good for once, whoever shows it (core.md 10.3). */
const useUpCookie = (number: number): HostAction =>
  seeing((host) =>
    inOrder(forgetCookie(number), when(host.settings.deadlines.cookie > 0, () => cancel(cookieTimer(number)))),
  )

const refuse = (link: Name, trid: number, passport: string): HostAction =>
  inOrder(report({ _tag: 'Refused', at: 'SB', passport, reason: 'WrongSecret' }), failAndClose(link, 911, trid))

/** Lets somebody in who has shown a cookie, and says how the others see them. */
const admit = (
  link: Name,
  conversation: string,
  { passport, endpointId, dialect }: SwitchboardCookie,
  action: (participant: HostParticipant) => HostAction,
): HostAction =>
  seeing((host) => {
    const session = sessionsOf(host, passport).find((one) => one.endpointId === endpointId)
    const participant: HostParticipant = {
      link,
      dialect,
      passport,
      endpointId,
      name: host.accounts.get(passport)?.name ?? passport,
      capabilities: session?.capabilities ?? 0,
      extended: session?.extended,
    }
    const phase: InsidePhase = { _tag: 'Inside', dialect, passport, conversation, calls: 0 }
    return inOrder(
      cancelEntryTimer(host, link),
      modifyConnection(link, (connection) => ({ ...connection, phase })),
      addParticipant(conversation, participant),
      action(participant),
      after(timerOf('IdleOver', link), host.settings.deadlines.idle),
    )
  })

type EntryCommand = Extract<Command<'client', 'SB'>, { readonly verb: 'USR' | 'ANS' }>

/** Who wants to enter. Before that no dialect is agreed upon here, and those from MSNP16 on name an endpoint, too. */
const entrant = (command: EntryCommand): string =>
  canonical('endpoint' in command ? command.endpoint.passport : command.passport)

/** Whether a cookie is for who shows it: the account, and the endpoint, if one is named. */
const isCookieFor = ({ passport, endpointId }: SwitchboardCookie, command: EntryCommand): boolean => {
  const guid = 'endpoint' in command ? command.endpoint.guid?.toLowerCase() : undefined
  return passport === entrant(command) && (guid === undefined || guid === endpointId)
}

// An odd number: times it, no two numbers below 2 to the power of 32 become the same one.
const odd = 0x9e3779b1

/** A decimal number for a session that no other one has: the counter is scattered. */
const withConversationId = (action: (conversation: string) => HostAction): HostAction =>
  inOrder(
    modify((host) => ({ ...host, generated: host.generated + 1 })),
    seeing(({ generated }) => action(String(Math.imul(generated, odd) >>> 0))),
  )

const welcome = (trid: number, { dialect, passport, endpointId, name }: HostParticipant): ServerCommand => {
  const endpoint = endpointId === undefined ? { passport } : { passport, guid: endpointId }
  return switchboardCommand(dialect, 'Normal', 'USR', { trid, outcome: 'OK', name, passport, endpoint })
}

/**
 * Enters with the cookie of XFR, and begins a session.
 *
 * **Errors** 911, and the connection closes, for a cookie that is wrong, stale, used or of somebody else.
 *
 * **Source** core.md 6.1, 10.3
 */
export const beginConversation = ({ host, link }: ConnectionContext<FreshPhase>, command: ClientCommand<'SB', 'USR'>): HostAction => {
  const { trid } = command
  const passport = entrant(command)
  const found = cookieOf(host, command.cookie)
  if (found === undefined || found[1].conversation !== undefined) return refuse(link, trid, passport)
  const [number, cookie] = found
  if (!isCookieFor(cookie, command))
    return inOrder(useUpCookie(number), countSwitchboard(cookie.passport, -1), refuse(link, trid, passport))
  return inOrder(
    useUpCookie(number),
    withConversationId((conversation) =>
      admit(link, conversation, cookie, (participant) =>
        inOrder(
          send(link, welcome(trid, participant)),
          report({ _tag: 'ConversationOpened', conversation, passport: cookie.passport }),
        ),
      ),
    ),
  )
}

/**
 * Enters with the cookie of RNG. A session that has ended meanwhile begins anew.
 *
 * **Errors** 911, and the connection closes, for a cookie that is wrong, stale, used or of somebody else; silence and the
 * end for the wrong session; 215 or 712 and the end for who is there already at that endpoint, and where the session is full.
 *
 * **Source** core.md 6.2, 10.3; escargot.md 7
 */
export const joinConversation = ({ host, link }: ConnectionContext<FreshPhase>, command: ClientCommand<'SB', 'ANS'>): HostAction => {
  const { trid } = command
  const passport = entrant(command)
  const found = cookieOf(host, command.cookie)
  if (found === undefined || found[1].conversation === undefined) return refuse(link, trid, passport)
  const [number, cookie] = found
  const { conversation } = found[1]
  if (!isCookieFor(cookie, command)) return inOrder(useUpCookie(number), refuse(link, trid, passport))
  if (command.sessionId !== conversation) return inOrder(useUpCookie(number), expel(link, 'Unruly'))
  const participants = participantsOf(host, conversation)
  const isThere = isPresent(host, conversation, passport)
  if (participants.some((participant) => participant.passport === passport && participant.endpointId === cookie.endpointId))
    return inOrder(useUpCookie(number), failAndClose(link, 215, trid))
  if (!isThere && accountsIn(participants).size >= host.settings.limits.participants)
    return inOrder(useUpCookie(number), failAndClose(link, 712, trid))
  return inOrder(
    useUpCookie(number),
    countSwitchboard(cookie.passport, 1),
    admit(link, conversation, cookie, (participant) =>
      inOrder(
        listParticipants(participant, trid, participants),
        send(link, { _tag: 'Normal', verb: 'ANS', trid, outcome: 'OK' }),
        announceToSelf(participant),
        announceJoin(conversation, participant, !isThere),
        report(
          participants.length === 0
            ? { _tag: 'ConversationOpened', conversation, passport: cookie.passport }
            : { _tag: 'ConversationJoined', conversation, passport: cookie.passport },
        ),
      ),
    ),
  )
}
