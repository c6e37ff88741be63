/** Who comes onto a switchboard: by the cookie of XFR, which begins a session, or by that of RNG, which joins one. */
import type { Command } from '../../commands/rows.js'
import { inOrder, modify, seeing, when } from '../../core/action.js'
import type { Name } from '../../core/effects.js'
import {
  after,
  cancel,
  modifyConnection,
  report,
  say,
  switchboardCommand,
  type HostAction,
  type ServerCommand,
} from '../action.js'
import type { Focus, Said } from '../connection.js'
import { expel, failAndClose } from '../disconnect.js'
import { canonical } from '../lists/accounts.js'
import { sessionsOf } from '../presence/sessions.js'
import { entered } from '../signin/versions.js'
import type { Cookie, Fresh, Inside, Person } from '../state.js'
import { cookieTimer, timerOf } from '../timers.js'
import { cookieOf, forgettingCookie } from './cookies.js'
import { accountsIn, countingBoard, isPresent, joining, peopleOf, tellJoined, tellPresent, tellSelf } from './participants.js'

/** Uses up a cookie: it is good for once, whoever shows it (core.md 10.3). */
const usingUp = (number: number): HostAction =>
  seeing((host) =>
    inOrder(forgettingCookie(number), when(host.settings.deadlines.cookie > 0, () => cancel(cookieTimer(number)))),
  )

const refuse = (link: Name, trid: number, passport: string): HostAction =>
  inOrder(report({ _tag: 'Refused', at: 'SB', passport, reason: 'WrongSecret' }), failAndClose(link, 911, trid))

/** Lets somebody in who has shown a cookie, and says how the others see them. */
const admit = (
  link: Name,
  conversation: string,
  { passport, place, dialect }: Cookie,
  deed: (person: Person) => HostAction,
): HostAction =>
  seeing((host) => {
    const session = sessionsOf(host, passport).find((one) => one.place === place)
    const person: Person = {
      link,
      dialect,
      passport,
      place,
      name: host.accounts.get(passport)?.name ?? passport,
      capabilities: session?.capabilities ?? 0,
      extended: session?.extended,
    }
    const phase: Inside = { _tag: 'Inside', dialect, passport, conversation, calls: 0 }
    return inOrder(
      entered(host, link),
      modifyConnection(link, (connection) => ({ ...connection, phase })),
      joining(conversation, person),
      deed(person),
      after(timerOf('IdleOver', link), host.settings.deadlines.idle),
    )
  })

type Entry = Extract<Command<'client', 'SB'>, { readonly verb: 'USR' | 'ANS' }>

/** Who wants to enter. Before that no dialect is agreed upon here, and those from MSNP16 on name a place, too. */
const entrant = (command: Entry): string =>
  canonical('endpoint' in command ? command.endpoint.passport : command.passport)

/** Whether a cookie is for who shows it: the account, and the place, if one is named. */
const isFor = ({ passport, place }: Cookie, command: Entry): boolean => {
  const guid = 'endpoint' in command ? command.endpoint.guid?.toLowerCase() : undefined
  return passport === entrant(command) && (guid === undefined || guid === place)
}

// An odd number: times it, no two numbers below 2 to the power of 32 become the same one.
const odd = 0x9e3779b1

/** A decimal number for a session that no other one has: what was drawn is counted, and the count is scattered. */
const numbering = (action: (conversation: string) => HostAction): HostAction =>
  inOrder(
    modify((host) => ({ ...host, drawn: host.drawn + 1 })),
    seeing(({ drawn }) => action(String(Math.imul(drawn, odd) >>> 0))),
  )

const welcome = (trid: number, { dialect, passport, place, name }: Person): ServerCommand => {
  const endpoint = place === undefined ? { passport } : { passport, guid: place }
  return switchboardCommand(dialect, 'Normal', 'USR', { trid, outcome: 'OK', name, passport, endpoint })
}

/**
 * Enters with the cookie of XFR, and begins a session.
 *
 * **Errors** 911, and the connection closes, for a cookie that is wrong, stale, used or of somebody else.
 *
 * **Source** core.md 6.1, 10.3
 */
export const begin = ({ host, link }: Focus<Fresh>, command: Said<'SB', 'USR'>): HostAction => {
  const { trid } = command
  const passport = entrant(command)
  const found = cookieOf(host, command.cookie)
  if (found === undefined || found[1].conversation !== undefined) return refuse(link, trid, passport)
  const [number, cookie] = found
  if (!isFor(cookie, command))
    return inOrder(usingUp(number), countingBoard(cookie.passport, -1), refuse(link, trid, passport))
  return inOrder(
    usingUp(number),
    numbering((conversation) =>
      admit(link, conversation, cookie, (person) =>
        inOrder(
          say(link, welcome(trid, person)),
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
 * end for the wrong session; 215 or 712 and the end for who is there already at that place, and where the session is full.
 *
 * **Source** core.md 6.2, 10.3; escargot.md 7
 */
export const join = ({ host, link }: Focus<Fresh>, command: Said<'SB', 'ANS'>): HostAction => {
  const { trid } = command
  const passport = entrant(command)
  const found = cookieOf(host, command.cookie)
  if (found === undefined || found[1].conversation === undefined) return refuse(link, trid, passport)
  const [number, cookie] = found
  const { conversation } = found[1]
  if (!isFor(cookie, command)) return inOrder(usingUp(number), refuse(link, trid, passport))
  if (command.sessionId !== conversation) return inOrder(usingUp(number), expel(link, 'Unruly'))
  const people = peopleOf(host, conversation)
  const isThere = isPresent(host, conversation, passport)
  if (people.some((person) => person.passport === passport && person.place === cookie.place))
    return inOrder(usingUp(number), failAndClose(link, 215, trid))
  if (!isThere && accountsIn(people).size >= host.settings.limits.people)
    return inOrder(usingUp(number), failAndClose(link, 712, trid))
  return inOrder(
    usingUp(number),
    countingBoard(cookie.passport, 1),
    admit(link, conversation, cookie, (person) =>
      inOrder(
        tellPresent(person, trid, people),
        say(link, { _tag: 'Normal', verb: 'ANS', trid, outcome: 'OK' }),
        tellSelf(person),
        tellJoined(conversation, person, !isThere),
        report(
          people.length === 0
            ? { _tag: 'ConversationOpened', conversation, passport: cookie.passport }
            : { _tag: 'ConversationJoined', conversation, passport: cookie.passport },
        ),
      ),
    ),
  )
}
