import { canonical } from './accounts.js'
import { countingBoard, isPresent, peopleOf } from './conversations.js'
import { after, changingConnection, fail, inOrder, nothing, say, seeing, tell, when, type Deed } from './deed.js'
import { timerOf, type Focus, type Said } from './focus.js'
import { isReachable, isShown } from './presence.js'
import type { Host, Inside, SignedIn } from './state.js'
import { forgettingCookie, hasAskedEnough, makingCookie } from './tickets.js'

/**
 * Gives somebody a switchboard to begin a session on.
 *
 * **Errors** 913 for who is hidden, or has not said a status yet; 714 for who is on too many; 800 for who asks too often.
 *
 * **Source** core.md 2.3; escargot.md 8
 */
export const giveBoard = ({ host, link, phase }: Focus<SignedIn>, { trid }: Said<'NS', 'XFR'>): Deed => {
  const { passport, dialect } = phase
  const { addresses, limits } = host.settings
  const session = host.sessions.get(passport)
  if (session === undefined || !isShown(session)) return fail(link, 913, trid)
  if ((host.boards.get(passport) ?? 0) >= limits.switchboards) return fail(link, 714, trid)
  if (hasAskedEnough(host, passport)) return fail(link, 800, trid)
  return inOrder(
    countingBoard(passport, 1),
    makingCookie({ passport, by: passport, dialect, conversation: undefined }, (cookie) =>
      say(link, { _tag: 'Normal', verb: 'XFR', trid, to: 'SB', address: addresses.switchboard, cookie }),
    ),
  )
}

/** A cookie that nobody has used is good no more. */
export const staleCookie = (number: number): Deed =>
  seeing((host) => {
    const cookie = host.cookies.get(number)
    if (cookie === undefined) return nothing
    return inOrder(
      forgettingCookie(number),
      when(cookie.conversation === undefined, countingBoard(cookie.passport, -1)),
    )
  })

/** Why somebody cannot be invited; the code of the failure (core.md 6.5). */
const uninvitable = (host: Host, { passport, conversation, calls }: Inside, invited: string): number | undefined => {
  const { limits } = host.settings
  if (!invited.includes('@')) return 208
  if (calls >= limits.calls) return 713
  if (invited === passport || isPresent(host, conversation, invited)) return 215
  if (!isReachable(host, passport, invited)) return 217
  if (peopleOf(host, conversation).length >= limits.people) return 712
  return hasAskedEnough(host, passport) ? 800 : undefined
}

/**
 * Invites somebody to the session.
 *
 * **Errors** 208 no address, 215 is there already, 217 is offline, is hidden, does not exist, takes no messages or does not
 * allow it, 712 the session is full, 713 too many invitations at once, 800 too many that nobody has answered.
 *
 * **Source** core.md 6.1, 6.2, 6.5
 */
export const invite = ({ host, link, phase }: Focus<Inside>, command: Said<'SB', 'CAL'>): Deed => {
  const { trid } = command
  const invited = canonical(command.passport)
  const code = uninvitable(host, phase, invited)
  const session = host.sessions.get(invited)
  if (code !== undefined || session === undefined) return fail(link, code ?? 217, trid)

  const { conversation, calls, passport } = phase
  const { addresses, deadlines } = host.settings
  const name = peopleOf(host, conversation).find((person) => person.link === link)?.name ?? passport
  return inOrder(
    changingConnection(link, (connection) => ({ ...connection, phase: { ...phase, calls: calls + 1 } })),
    when(calls === 0, after(timerOf('Calm', link), deadlines.calm)),
    say(link, { _tag: 'Normal', verb: 'CAL', trid, outcome: 'RINGING', sessionId: conversation }),
    makingCookie(
      {
        passport: host.accounts.get(invited)?.passport ?? invited,
        by: passport,
        dialect: session.dialect,
        conversation,
      },
      (cookie) =>
        say(session.link, {
          _tag: 'Async',
          verb: 'RNG',
          sessionId: conversation,
          address: addresses.switchboard,
          cookie,
          passport,
          name,
        }),
    ),
    tell({ _tag: 'Invited', conversation, passport: invited, by: passport }),
  )
}
