/** How connections end: by the other side, by the network, or by the server, with all that hung on them. */
import { each, emit, inOrder, modify, nothing, seeing } from '../core/action.js'
import type { CloseReason, Name } from '../core/effects.js'
import { cancel, fail, report, type HostAction } from './action.js'
import type { ClosedBecause, SignedOutBecause } from './notices.js'
import { showing } from './presence/presence.js'
import { removeSession, sessionAt } from './presence/sessions.js'
import type { Host, HostConnection } from './state.js'
import { removeParticipant } from './switchboard/participants.js'
import { timerOf, type TimerKind } from './timers.js'

/** The timers of a connection that may be running. */
const runningTimers = (host: Host, link: Name): ReadonlyArray<TimerKind> => {
  const { connections, settings } = host
  const phase = connections.get(link)?.phase
  switch (phase?._tag) {
    case undefined:
      return []
    case 'Fresh':
    case 'Querying':
    case 'Versioned':
    case 'Introduced':
      return settings.deadlines.entry > 0 ? ['EntryOver'] : []
    case 'Inside':
      return [
        ...(settings.deadlines.idle > 0 ? (['IdleOver'] as const) : []),
        ...(phase.calls > 0 ? (['Calm'] as const) : []),
      ]
    case 'SignedIn': {
      const { ping, answer, challenge } = settings.deadlines
      const session = sessionAt(host, link)
      const isAsked = session?.challenge !== undefined
      const willBeAsked = session?.status !== undefined && phase.dialect.has.challenges && !isAsked
      return [
        ...(ping > 0 ? (['Tick'] as const) : []),
        ...(isAsked && answer > 0 ? (['AnswerOver'] as const) : []),
        ...(willBeAsked && challenge > 0 ? (['ChallengeDue'] as const) : []),
        ...(session !== undefined && session.renames > 0 ? (['Calm'] as const) : []),
      ]
    }
  }
}

/** What hung on a connection, and ends with it. */
const endPhase = (link: Name, phase: HostConnection['phase'], reason: SignedOutBecause, idle: boolean): HostAction => {
  switch (phase._tag) {
    case 'Fresh':
    case 'Querying':
    case 'Versioned':
    case 'Introduced':
      return nothing
    case 'Inside':
      return removeParticipant(link, phase, idle)
    case 'SignedIn':
      return inOrder(
        showing(phase.passport, removeSession(phase.passport, link)),
        report({ _tag: 'SignedOut', link, passport: phase.passport, reason }),
      )
  }
}

/** How a connection ends: `idle` on a switchboard on which nothing was said, `lost` by the network's word. */
interface Disconnection {
  readonly reason: SignedOutBecause
  readonly idle?: boolean
  readonly lost?: CloseReason
}

/** Removes a connection and all that depends on it, and notifies those whom it concerns. */
export const removeConnection = (link: Name, { reason, idle = false, lost }: Disconnection): HostAction =>
  seeing((host) => {
    const connection = host.connections.get(link)
    if (connection === undefined) return nothing
    const { on, phase } = connection
    return inOrder(
      each(runningTimers(host, link), (kind) => cancel(timerOf(kind, link))),
      modify((now) => ({ ...now, connections: now.connections.delete(link) })),
      endPhase(link, phase, reason, idle),
      report({ _tag: 'Disconnected', link, on, ...(lost === undefined ? {} : { reason: lost }) }),
    )
  })

/** Closes a connection, and forgets it. */
export const closeConnection = (link: Name, reason: SignedOutBecause, idle = false): HostAction =>
  inOrder(emit({ _tag: 'Close', link }), removeConnection(link, { reason, idle }))

/** Closes a connection because the other side wants it. */
export const leave = (link: Name): HostAction => closeConnection(link, 'Left')

/** Closes a connection against the other side's will, and reports why. */
export const expel = (link: Name, reason: ClosedBecause): HostAction =>
  seeing((host) => {
    const connection = host.connections.get(link)
    if (connection === undefined) return nothing
    const notice = report({ _tag: 'Expelled', link, on: connection.on, reason })
    return inOrder(notice, closeConnection(link, 'Closed', reason === 'Idle'))
  })

/** Says that something failed, and closes. */
export const failAndClose = (link: Name, code: number, trid: number | undefined): HostAction =>
  inOrder(fail(link, code, trid), closeConnection(link, 'Closed'))

/** What is done when a connection has ended. */
export const loseConnection = (link: Name, reason: CloseReason): HostAction => removeConnection(link, { reason: 'Lost', lost: reason })
