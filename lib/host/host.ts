/** A whole server as one machine: which action answers each event. */
import { describeUnencodable } from '../commands/codec.js'
import type { ServerKind } from '../commands/row.js'
import { each, emit, given, inOrder, modify, nothing, seeing, when } from '../core/action.js'
import {
  kindOf,
  subjectOf,
  type Accepted,
  type Closed,
  type Elapsed,
  type HostEvent,
  type Name,
  type Received,
  type Unsayable,
} from '../core/effects.js'
import { moved, type Chart, type Machine } from '../core/machine.js'
import { secret } from '../payloads/secret.js'
import { after, report, send, takeNonce, type HostAction, type ServerEffect } from './action.js'
import {
  contextOf,
  fromConnection,
  type DispatchContext,
  type NotificationContext,
  type SwitchboardContext,
} from './connection.js'
import { expel, loseConnection, removeConnection } from './disconnect.js'
import { dispatchMoves } from './dispatch.js'
import { answerRequest } from './http.js'
import { notificationMoves } from './notification.js'
import type { HostSettings } from './settings.js'
import { forgetTicket } from './signin/tickets.js'
import { emptyHost, type Host, type HostConnection } from './state.js'
import { expireCookie } from './switchboard/invitations.js'
import { switchboardMoves } from './switchboard/switchboard.js'
import { timerOf, type HostTimer } from './timers.js'
import { passOver, passOverLine } from './undecodable.js'

/** Accepts a connection; one too many is closed at once. */
const accept = ({ link, on, peer, local, at, nonce }: Accepted): HostAction => {
  const connection: HostConnection = { on, peer, local, at, phase: { _tag: 'Fresh' }, unread: 0, silent: 0 }
  return inOrder(
    takeNonce(nonce, at),
    // A name that is in use already is a connection that ended unheard.
    removeConnection(link, { reason: 'Lost' }),
    seeing(({ connections, settings: { limits, deadlines } }) =>
      connections.size >= limits.connections
        ? inOrder(report({ _tag: 'Expelled', link, on, reason: 'Crowded' }), emit({ _tag: 'Close', link }))
        : inOrder(
            modify((now) => ({ ...now, connections: now.connections.set(link, connection) })),
            report({ _tag: 'Connected', link, on, peer }),
            after(timerOf('EntryOver', link), deadlines.entry),
          ),
    ),
  )
}

/** What the table has for an event, by the kind of server that the connection leads to; nothing, where it has no move. */
const moveOf = (host: Host, { on }: HostConnection, link: Name, kind: string, subject: unknown) => {
  const context = contextOf(host, link)
  // A connection goes through the phases of its kind of server and no others, which the compiler cannot tell.
  switch (on) {
    case 'DS':
      return moved(dispatchMoves, context as DispatchContext, kind, subject)
    case 'NS':
      return moved(notificationMoves, context as NotificationContext, kind, subject)
    case 'SB':
      return moved(switchboardMoves, context as SwitchboardContext, kind, subject)
  }
}

/** The same as an action; `otherwise` where the table has no move. */
const answer = (link: Name, kind: string, subject: unknown, otherwise: (connection: HostConnection) => HostAction): HostAction =>
  seeing((host) =>
    given(host.connections.get(link), (connection) => {
      const step = moveOf(host, connection, link, kind, subject)
      return step === undefined ? otherwise(connection) : fromConnection(link)(() => step)
    }),
  )

/** What nobody should say here: before the sign-in it closes, later it is passed over (core.md 10.3). */
const refuseOutOfPlace =
  (link: Name, verb: string) =>
  ({ on, phase }: HostConnection): HostAction =>
    on === 'SB' || phase._tag === 'SignedIn' ? passOver(link, `${verb} is out of place`) : expel(link, 'Unruly')

/** The connection is not silent any more. */
const hear = (link: Name): HostAction =>
  modify((host) => {
    const connection = host.connections.get(link)
    return connection === undefined || connection.silent === 0
      ? host
      : { ...host, connections: host.connections.set(link, { ...connection, silent: 0 }) }
  })

const receive = (event: Received<'client'>): HostAction => {
  const { link, command } = event
  const kind = kindOf(event)
  return inOrder(
    hear(link),
    // Who goes in the middle of a line goes, and breaks no rule.
    command._tag === 'Undecodable' && kind === 'Truncated'
      ? seeing(({ connections }) => when(connections.has(link), () => passOverLine(link, command)))
      : answer(link, kind, subjectOf(event), refuseOutOfPlace(link, kind)),
  )
}

const elapse = (event: Elapsed<HostTimer>): HostAction => {
  const { timer } = event
  if (timer._tag === 'CookieOver') return expireCookie(timer.number)
  if (timer._tag === 'TicketOver') return forgetTicket(timer.number)
  return answer(timer.link, timer._tag, event, () => nothing)
}

/** Says that the server goes down to who is signed in (core.md 2.4), and closes everything. */
const stop: HostAction = seeing(({ connections }) =>
  each(connections.entries(), ([link, { phase }]) =>
    inOrder(
      when(phase._tag === 'SignedIn', () => send(link, { _tag: 'Async', verb: 'OUT', reason: 'SSD' })),
      emit({ _tag: 'Close', link }),
    ),
  ),
)

const end = ({ link, reason }: Closed<Name>): HostAction => loseConnection(link, reason)

/** Reports what could not be written and was left out; nobody else pays for it. */
const reportUnsayable = ({ link, on, problem }: Unsayable<Name>): HostAction =>
  report({ _tag: 'Unsayable', link, on, problem: describeUnencodable(problem) })

const actionFor = (event: HostEvent<HostTimer>): HostAction => {
  switch (event._tag) {
    case 'Accepted':
      return accept(event)
    case 'Received':
      return receive(event)
    case 'Closed':
      return end(event)
    case 'Unsayable':
      return reportUnsayable(event)
    case 'Elapsed':
      return elapse(event)
    case 'Requested':
      return inOrder(takeNonce(event.nonce, event.at), answerRequest(event))
    case 'Stopping':
      return stop
  }
}

/** What a connection goes through, by the kind of server that it leads to: from which the diagrams are made. */
export const hostCharts: Readonly<Record<ServerKind, Chart>> = {
  DS: dispatchMoves,
  NS: notificationMoves,
  SB: switchboardMoves,
}

// Before the first connection nothing is taken from the chain; each connection adds what nobody can guess.
const start = secret('rx-msnp')

/**
 * A whole server as one machine: dispatch servers, a notification server, switchboards, and the login server, for
 * every dialect of `servedDialects`.
 *
 * **Shapes** `init` does nothing. There is no final state: a server ends when nobody runs it any more. What it says of
 * its life is in `HostNotice`.
 */
export const host = (settings: HostSettings): Machine<Host, HostEvent<HostTimer>, ServerEffect> => ({
  init: [emptyHost(start, settings), []],
  step: (state, event) => actionFor(event)(state),
  result: () => undefined,
})
