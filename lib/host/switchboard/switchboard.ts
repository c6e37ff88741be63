import type { Command } from '../../commands/rows.js'
import type { Undecodable } from '../../commands/undecodable.js'
import type { Name } from '../../core/effects.js'
import type { Moves } from '../../core/machine.js'
import { contentType, readMime } from '../../payloads/mime.js'
import { contentTypes } from '../../payloads/types.js'
import { canonical } from '../lists/accounts.js'
import {
  accountsIn,
  countingBoard,
  isPresent,
  joining,
  peopleOf,
  sayToOthers,
  tellJoined,
  tellPresent,
  tellSelf,
} from './participants.js'
import { inOrder, modify, nothing, seeing, when } from '../../core/action.js'
import {
  after,
  cancel,
  modifyConnection,
  report,
  say,
  switchboardCommand,
  type HostAction,
  type ServerCommand,
  type ServerEffect,
} from '../action.js'
import { leading, type Focus, type Happening, type Said, type SwitchboardFocus } from '../connection.js'
import { invite } from './invitations.js'
import { expel, failAndClose, leave } from '../disconnect.js'
import { sessionsOf } from '../presence/sessions.js'
import type { Cookie, Fresh, Inside, Person } from '../state.js'
import { cookieOf, forgettingCookie } from '../signin/tickets.js'
import { cookieTimer, timerOf } from '../timers.js'
import { passOver, passOverLine, wordsOf as wordsOfLine } from '../undecodable.js'
import { entered } from '../signin/versions.js'

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
const begin = ({ host, link }: Focus<Fresh>, command: Said<'SB', 'USR'>): HostAction => {
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
const join = ({ host, link }: Focus<Fresh>, command: Said<'SB', 'ANS'>): HostAction => {
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

const [letterP, digitTwo, toSmall] = [0x70, 0x32, 0x20]

/** Whether `p2p` stands anywhere: to read the headers of every message would cost half of handing it on. */
const mentionsP2p = (octets: Uint8Array): boolean => {
  for (let at = octets.indexOf(digitTwo); at >= 0; at = octets.indexOf(digitTwo, at + 1))
    if (((octets[at - 1] ?? 0) | toSmall) === letterP && ((octets[at + 1] ?? 0) | toSmall) === letterP) return true
  return false
}

/** Whether a message must be sent with the letter D (core.md 6.4). */
const wantsD = (payload: Uint8Array): boolean =>
  mentionsP2p(payload) && contentType(readMime(payload)).type === contentTypes.peerToPeer

/**
 * Hands a message on to everybody else, octet by octet.
 *
 * **Shapes** nothing is answered to U, and to N only a failure. Where nobody else is there, that is a failure.
 *
 * **Errors** NAK where nobody takes it. The connection closes at a payload over the limit, a letter that the dialect does
 * not have, and peer-to-peer content with another letter than D.
 *
 * **Source** core.md 6.4; escargot.md 7
 */
const relay = ({ host, link, phase }: Focus<Inside>, { trid, ack, payload }: Said<'SB', 'MSG'>): HostAction => {
  const { conversation, passport, dialect } = phase
  const octets = payload.length
  if (octets > host.settings.limits.message) return expel(link, 'TooLong')
  if (ack === 'S' || (ack === 'D' && !dialect.has.dataMessages)) return expel(link, 'Unruly')
  if (ack !== 'D' && wantsD(payload)) return expel(link, 'Unruly')

  const people = peopleOf(host, conversation)
  const name = people.find((person) => person.link === link)?.name ?? passport
  const isTaken = people.length > 1 && octets > 0
  const idle = after(timerOf('IdleOver', link), host.settings.deadlines.idle)
  if (!isTaken) return inOrder(when(ack !== 'U', () => say(link, { _tag: 'Normal', verb: 'NAK', trid })), idle)
  return inOrder(
    sayToOthers(conversation, link, (reader) =>
      switchboardCommand(reader.dialect, 'Payload', 'MSG', { passport, endpoint: { passport }, name, payload }),
    ),
    when(ack === 'A' || ack === 'D', () => say(link, { _tag: 'Normal', verb: 'ACK', trid })),
    report({ _tag: 'MessageRelayed', conversation, from: passport, to: people.length - 1, octets }),
    idle,
  )
}

const part = ({ link }: Focus<Fresh | Inside>): HostAction => leave(link)

const tooSlow = ({ link }: Focus<Fresh>): HostAction => expel(link, 'TooSlow')

const idle = ({ link }: Focus<Inside>): HostAction => expel(link, 'Idle')

const enterAgain = ({ link }: Focus<Inside>, { verb }: Said<'SB', 'USR' | 'ANS'>): HostAction =>
  passOver(link, `${verb} by somebody who is there already`)

const calmDown = ({ link, phase }: Focus<Inside>): HostAction =>
  modifyConnection(link, (connection) => ({ ...connection, phase: { ...phase, calls: 0 } }))

/** A broken MSG closes the connection, PNG means nothing here, and all else is passed over (core.md 5.5, 6.4). */
const stumble = ({ link }: Focus<Fresh | Inside>, line: Undecodable): HostAction => {
  const [verb] = wordsOfLine(line)
  if (verb === 'PNG') return nothing
  return verb === 'MSG' ? expel(link, 'Unruly') : passOverLine(link, line)
}

const to = leading<SwitchboardFocus>

/** What happens on a connection to a switchboard. */
export const switchboardMoves: Moves<SwitchboardFocus, Happening<'SB'>, ServerEffect> = {
  Fresh: {
    USR: to('Inside', 'Gone')(begin),
    ANS: to('Inside', 'Gone')(join),
    OUT: to('Gone')(part),
    EntryOver: to('Gone')(tooSlow),
    Undecodable: to('Fresh', 'Gone')(stumble),
  },
  Inside: {
    CAL: to('Inside')(invite),
    MSG: to('Inside', 'Gone')(relay),
    USR: to('Inside', 'Gone')(enterAgain),
    ANS: to('Inside', 'Gone')(enterAgain),
    OUT: to('Gone')(part),
    Calm: to('Inside')(calmDown),
    IdleOver: to('Gone')(idle),
    Undecodable: to('Inside', 'Gone')(stumble),
  },
  Gone: {},
}
