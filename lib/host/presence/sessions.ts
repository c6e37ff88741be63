/** The sessions of accounts, one for each endpoint, and which of them a new sign-in ends. */
import type { DialectFacts } from '../../commands/dialects.js'
import { modify } from '../../core/action.js'
import type { Name } from '../../core/effects.js'
import type { HostAction } from '../action.js'
import type { Host, HostSession } from '../state.js'

const none: ReadonlyArray<HostSession> = []

/** The sessions of an account, one for each endpoint; the one that has shown something last is the last. */
export const sessionsOf = (host: Host, passport: string): ReadonlyArray<HostSession> => host.sessions.get(passport) ?? none

/** Whether an account is signed in anywhere. */
export const isOnline = (host: Host, passport: string): boolean => host.sessions.has(passport)

/** The session on a connection, if somebody is signed in on it. */
export const sessionAt = (host: Host, link: Name): HostSession | undefined => {
  const phase = host.connections.get(link)?.phase
  return phase?._tag === 'SignedIn'
    ? sessionsOf(host, phase.passport).find((session) => session.link === link)
    : undefined
}

const withSessions = (host: Host, passport: string, sessions: ReadonlyArray<HostSession>): Host => ({
  ...host,
  sessions: sessions.length === 0 ? host.sessions.delete(passport) : host.sessions.set(passport, sessions),
})

const passportAt = (host: Host, link: Name): string | undefined => {
  const phase = host.connections.get(link)?.phase
  return phase?._tag === 'SignedIn' ? phase.passport : undefined
}

/** Changes the session on a connection, if there is one. */
export const modifySession = (link: Name, change: (session: HostSession) => HostSession): HostAction =>
  modify((host) => {
    const passport = passportAt(host, link)
    if (passport === undefined) return host
    const sessions = sessionsOf(host, passport)
    return withSessions(
      host,
      passport,
      sessions.map((session) => (session.link === link ? change(session) : session)),
    )
  })

/** The same for what others see of it: the endpoint that has shown something last stands last among its account's. */
export const modifyShownSession = (link: Name, change: (session: HostSession) => HostSession): HostAction =>
  modify((host) => {
    const passport = passportAt(host, link)
    const session = sessionAt(host, link)
    if (passport === undefined || session === undefined) return host
    const others = sessionsOf(host, passport).filter((other) => other !== session)
    return withSessions(host, passport, [...others, change(session)])
  })

/** A session that has just begun. */
export const newSession = (link: Name, dialect: DialectFacts, endpointId: string | undefined): HostSession => ({
  link,
  dialect,
  endpointId,
  status: undefined,
  capabilities: 0,
  extended: undefined,
  object: undefined,
  personal: undefined,
  own: undefined,
  circles: undefined,
  challenge: undefined,
  synchronised: false,
  listening: true,
  renames: 0,
})

/**
 * The sessions that a new one takes the place of: all of them, unless it has an endpoint of its own; then those at the same
 * endpoint, those without one, and the ones that would be too many.
 *
 * **Source** core.md 10.3
 */
export const displacedSessions = (host: Host, passport: string, endpointId: string | undefined): ReadonlyArray<HostSession> => {
  const sessions = sessionsOf(host, passport)
  if (endpointId === undefined) return sessions
  const others = sessions.filter((session) => session.endpointId !== undefined && session.endpointId !== endpointId)
  const staying = others.slice(Math.max(0, others.length + 1 - host.settings.limits.endpoints))
  return sessions.filter((session) => !staying.includes(session))
}

/** Begins a session. */
export const addSession = (passport: string, session: HostSession): HostAction =>
  modify((host) => withSessions(host, passport, [...sessionsOf(host, passport), session]))

/** Ends the session on a connection. */
export const removeSession = (passport: string, link: Name): HostAction =>
  modify((host) =>
    withSessions(
      host,
      passport,
      sessionsOf(host, passport).filter((session) => session.link !== link),
    ),
  )
