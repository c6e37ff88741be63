import { describeUnencodable } from '../commands/codec.js'
import type { ServerKind } from '../commands/row.js'
import type { Accepted, Closed, Elapsed, HostEffect, HostEvent, Name, Received, Unsayable } from '../core/effects.js'
import { kindOf, subjectOf } from '../core/effects.js'
import { moved, type Chart, type Machine, type Step } from '../core/machine.js'
import { secret } from '../payloads/secret.js'
import { after, changing, doing, each, inOrder, noticing, say, tell, when, type Deed, type HostAction } from './action.js'
import { dispatchMoves } from './dispatch.js'
import { focused, timerOf, type DispatchFocus, type NotificationFocus, type SwitchboardFocus } from './connection.js'
import { staleCookie } from './switchboard/invitations.js'
import { expel, gone, lost } from './disconnect.js'
import type { HostNotice } from './notices.js'
import { notificationMoves } from './notification.js'
import { answerRequest } from './http.js'
import type { HostSettings } from './settings.js'
import { emptyHost, type Connection, type Host } from './state.js'
import { switchboardMoves } from './switchboard/switchboard.js'
import { forgettingTicket } from './signin/tickets.js'
import { passOver, passOverLine } from './undecodable.js'

/** Somebody connects; one too many is closed at once. */
const accept = ({ link, on, peer, local, at, nonce }: Accepted): Deed => {
  const connection: Connection = { on, peer, local, at, phase: { _tag: 'Fresh' }, unread: 0, silent: 0 }
  // A name that is in use already is a connection that ended unheard.
  return inOrder(noticing(nonce, at), gone(link, { reason: 'Lost' }), (host) => {
    if (host.connections.size >= host.settings.limits.connections)
      return inOrder(tell({ _tag: 'Expelled', link, on, reason: 'Crowded' }), doing({ _tag: 'Close', link }))(host)
    return inOrder(
      changing((now) => ({ ...now, connections: now.connections.set(link, connection) })),
      tell({ _tag: 'Connected', link, on, peer }),
      after(timerOf('EntryOver', link), host.settings.deadlines.entry),
    )(host)
  })
}

/** Looks the event up in the table of the kind of server that the connection leads to. */
const answered = (host: Host, { on }: Connection, link: Name, kind: string, subject: unknown) => {
  const focus = focused(host, link)
  // A connection goes through the phases of its kind of server and no others, which the compiler cannot tell.
  switch (on) {
    case 'DS':
      return moved(dispatchMoves, focus as DispatchFocus, kind, subject)
    case 'NS':
      return moved(notificationMoves, focus as NotificationFocus, kind, subject)
    case 'SB':
      return moved(switchboardMoves, focus as SwitchboardFocus, kind, subject)
  }
}

/** What nobody should say here: before the sign-in it closes, later it is passed over (core.md 10.3). */
const outOfPlace = ({ on, phase }: Connection, link: Name, verb: string): Deed =>
  on === 'SB' || phase._tag === 'SignedIn' ? passOver(link, `${verb} is out of place`) : expel(link, 'Unruly')

const heard = (host: Host, connection: Connection, link: Name): Host =>
  connection.silent === 0 ? host : { ...host, connections: host.connections.set(link, { ...connection, silent: 0 }) }

const receive =
  (event: Received<'client'>): Deed =>
  (host) => {
    const { link } = event
    const connection = host.connections.get(link)
    if (connection === undefined) return [host, []]
    const kind = kindOf(event)
    const listening = heard(host, connection, link)
    // Who goes in the middle of a line goes, and breaks no rule.
    if (event.command._tag === 'Undecodable' && kind === 'Truncated') return passOverLine(link, event.command)(listening)
    const step = answered(listening, connection, link, kind, subjectOf(event))
    return step === undefined ? outOfPlace(connection, link, kind)(listening) : [step[0].host, step[1]]
  }

const number = (name: string): number => (/^\d{1,15}$/.test(name) ? Number(name) : Number.NaN)

/** A timer is named by its kind, a space, and what it is for. */
const elapse =
  (event: Elapsed): Deed =>
  (host) => {
    const { timer } = event
    const space = timer.indexOf(' ')
    const kind = timer.slice(0, Math.max(space, 0))
    const name = timer.slice(space + 1)
    if (kind === 'CookieOver') return staleCookie(number(name))(host)
    if (kind === 'TicketOver') return forgettingTicket(number(name))(host)
    const connection = host.connections.get(name)
    const step = connection === undefined ? undefined : answered(host, connection, name, kind, event)
    return step === undefined ? [host, []] : [step[0].host, step[1]]
  }

/** Says that the server goes down to who is signed in (core.md 2.4), and closes everything. */
const stop: Deed = (host) =>
  inOrder(
    each(host.connections.entries(), ([link, { phase }]) =>
      inOrder(
        when(phase._tag === 'SignedIn', say(link, { _tag: 'Async', verb: 'OUT', reason: 'SSD' })),
        doing({ _tag: 'Close', link }),
      ),
    ),
  )(host)

const end = ({ link, reason }: Closed): Deed => lost(link, reason)

/** What could not be written was left out: the keeper is told, and nobody else pays for it. */
const unsayable = ({ link, on, problem }: Unsayable): Deed =>
  tell({ _tag: 'Unsayable', link, on, problem: describeUnencodable(problem) })

const deedFor = (event: HostEvent): Deed => {
  switch (event._tag) {
    case 'Accepted':
      return accept(event)
    case 'Received':
      return receive(event)
    case 'Closed':
      return end(event)
    case 'Unsayable':
      return unsayable(event)
    case 'Elapsed':
      return elapse(event)
    case 'Requested':
      return inOrder(noticing(event.nonce, event.at), answerRequest(event))
    case 'Stopping':
      return stop
  }
}

/** What a connection goes through, by the kind of server that it leads to: what diagrams are drawn from. */
export const hostCharts: Readonly<Record<ServerKind, Chart>> = {
  DS: dispatchMoves,
  NS: notificationMoves,
  SB: switchboardMoves,
}

// Before the first connection nothing is drawn from the chain; each one adds what nobody can guess.
const start = secret('rx-msnp')

/**
 * A whole server as one machine: dispatch servers, a notification server, switchboards, and the login server, for
 * every dialect of `servedDialects`.
 *
 * **Shapes** `init` does nothing. There is no final state: a server ends when nobody runs it any more. What it says of
 * its life is in `HostNotice`.
 */
export const host = (settings: HostSettings): Machine<Host, HostEvent, HostEffect<HostNotice>> => ({
  init: [emptyHost(start, settings), []],
  step: (state, event): Step<Host, HostAction> => deedFor(event)(state),
  result: () => undefined,
})
