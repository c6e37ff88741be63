/** The sessions in a recording, each with its connections; and why one cannot be replayed. */
import { spoken } from '../../client/settings.js'
import type { Dialect } from '../../commands/dialects.js'
import type { Trace } from '../format/trace.js'
import { connectionsIn, type RecordedConnection } from './connections.js'

/**
 * A client's session in a trace, which may hold several.
 *
 * **Shapes** `connections` are in the order of their beginning. One that is not `isWhole` begins in the middle.
 */
export interface RecordedSession {
  readonly passport: string | undefined
  readonly dialect: Dialect | undefined
  readonly isWhole: boolean
  readonly connections: ReadonlyArray<RecordedConnection>
}

interface Group {
  readonly connections: Array<RecordedConnection>
}

const isSame = <A>(a: A | undefined, b: A | undefined): boolean => a === undefined || b === undefined || a === b

const isAt = ({ address }: RecordedConnection, sentOn: RecordedConnection['sentOn']): boolean =>
  sentOn !== undefined &&
  address !== undefined &&
  address.host.toLowerCase() === sentOn.host.toLowerCase() &&
  address.port === sentOn.port

/** Whether a session goes on with a connection to the next notification server. */
const goesOn = ({ connections }: Group, next: RecordedConnection): boolean => {
  const last = connections.findLast(({ on }) => on === 'NS')
  return (
    last !== undefined &&
    isAt(next, last.sentOn) &&
    isSame(last.passport, next.passport) &&
    isSame(last.host, next.host)
  )
}

const passportIn = ({ connections }: Group): string | undefined =>
  connections.find(({ passport }) => passport !== undefined)?.passport

/** Whose switchboard it is: whoever was given the cookie; or who has the address, or the computer. */
const ownerOf = (groups: ReadonlyArray<Group>, switchboard: RecordedConnection): Group | undefined =>
  groups.find(({ connections }) =>
    connections.some(({ cookies }) => switchboard.cookie !== undefined && cookies.has(switchboard.cookie)),
  ) ??
  groups.findLast((group) => switchboard.passport !== undefined && passportIn(group) === switchboard.passport) ??
  groups.find(
    ({ connections }) =>
      switchboard.passport === undefined && connections.some(({ host }) => host !== undefined && host === switchboard.host),
  )

/** The sessions in a trace, in the order in which they sign in: who signs in again begins another one. */
export const sessionsIn = ({ records }: Trace): ReadonlyArray<RecordedSession> => {
  const all = connectionsIn(records)
  const groups: Array<Group> = []
  const into = (group: Group | undefined, connection: RecordedConnection): void => {
    if (group === undefined) groups.push({ connections: [connection] })
    else group.connections.push(connection)
  }
  for (const connection of all)
    if (connection.on === 'NS')
      into(
        groups.find((group) => goesOn(group, connection)),
        connection,
      )
  for (const connection of all) if (connection.on === 'SB') into(ownerOf(groups, connection), connection)
  return groups.map((group) => {
    const connections = [...group.connections].sort((a, b) => a.number - b.number)
    const first = connections.find(({ on }) => on === 'NS')
    return {
      passport: passportIn(group),
      dialect: connections.findLast(({ dialect }) => dialect !== undefined)?.dialect,
      isWhole:
        first !== undefined &&
        connections.every(({ isWhole }) => isWhole) &&
        first.commands.spoken[0]?.command._tag === 'Normal' &&
        first.commands.spoken[0].command.verb === 'VER',
      connections,
    }
  })
}

/**
 * Why a recording cannot be replayed.
 *
 * **Shapes** `Nobody`: no client's session is in it, or none of that name. `Several`: it is not said which of some.
 * `Midway`: the session was under way already when the recording began. `Unspoken`: no session speaks its dialect.
 */
export type Unplayable =
  | { readonly _tag: 'Nobody' }
  | { readonly _tag: 'Several'; readonly passports: ReadonlyArray<string> }
  | { readonly _tag: 'Midway'; readonly passport: string | undefined }
  | { readonly _tag: 'Unspoken'; readonly dialect: Dialect }

/** Why a session cannot be replayed by itself, if so. */
export const unplayable = ({ passport, dialect, isWhole }: RecordedSession): Unplayable | undefined => {
  if (!isWhole) return { _tag: 'Midway', passport }
  return dialect !== undefined && !spoken.includes(dialect) ? { _tag: 'Unspoken', dialect } : undefined
}

/** Tells why a recording cannot be replayed, and what to do about it. */
export const describeUnplayable = (reason: Unplayable): string => {
  switch (reason._tag) {
    case 'Nobody':
      return 'there is no such session in the recording'
    case 'Several':
      return `there are several sessions in the recording: choose one of ${reason.passports.join(', ')}`
    case 'Midway':
      return `the session${reason.passport === undefined ? '' : ` of ${reason.passport}`} was under way when the recording began, and cannot be replayed without its sign-in: decode it`
    case 'Unspoken':
      return `the session speaks ${reason.dialect}, and can be decoded; sessions of it cannot be played yet`
  }
}
