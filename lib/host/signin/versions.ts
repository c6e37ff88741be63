/** What comes before a sign-in: the dialect is agreed on, and versions of the client are recommended (VER, CVR, INF). */
import { dialectNamed } from '../../commands/dialects.js'
import type { Undecodable } from '../../commands/undecodable.js'
import { inOrder, when } from '../../core/action.js'
import type { Name } from '../../core/effects.js'
import { cancel, fail, modifyConnection, send, type HostAction } from '../action.js'
import type { ClientCommand, ConnectionContext } from '../connection.js'
import { closeConnection, expel, failAndClose, leave } from '../disconnect.js'
import type {
  FreshPhase,
  GonePhase,
  Host,
  IntroducedPhase,
  NotificationPhase,
  QueryingPhase,
  SignedInPhase,
  VersionedPhase,
} from '../state.js'
import { timerOf } from '../timers.js'
import { passOverLine, tridOf, wordsOf } from '../undecodable.js'

/** Whatever a connection to a dispatch or notification server goes through, before its end. */
type BeforeEnd = ConnectionContext<Exclude<NotificationPhase, GonePhase>>

/** The first of the offered dialects that is served (core.md 3.1). */
const chooseDialect = ({ settings }: Host, offers: ReadonlyArray<string>): ReturnType<typeof dialectNamed> =>
  offers.map(dialectNamed).find((dialect) => dialect !== undefined && settings.dialects.includes(dialect.name))

/**
 * Agrees on a dialect. The order that counts is the client's.
 *
 * **Source** core.md 3.1
 */
export const agreeOnDialect = ({ host, link }: ConnectionContext<FreshPhase>, { trid, offers }: ClientCommand<'NS', 'VER'>): HostAction => {
  const dialect = chooseDialect(host, offers)
  if (dialect !== undefined)
    return inOrder(
      modifyConnection(link, (connection) => ({ ...connection, phase: { _tag: 'Versioned', dialect } })),
      send(link, { _tag: 'Normal', verb: 'VER', trid, dialect: dialect.name, others: [] }),
    )
  if (offers.length > 0 && offers.every((name) => name === 'CVR0'))
    return inOrder(
      modifyConnection(link, (connection) => ({ ...connection, phase: { _tag: 'Querying' } })),
      send(link, { _tag: 'Normal', verb: 'VER', trid, dialect: 'CVR0', others: [] }),
    )
  return inOrder(send(link, { _tag: 'Normal', verb: 'VER', trid, none: '0' }), expel(link, 'NoDialect'))
}

/** There is nothing to agree on twice (core.md 3.7). */
export const refuseVersion = ({ link }: BeforeEnd, { trid }: ClientCommand<'NS', 'VER'>): HostAction => failAndClose(link, 715, trid)

/** The client's own version is the recommended one, as Escargot has it (escargot.md 2). */
const versionsOf = ({ settings }: Host, version: string) => ({
  recommended: version,
  alsoRecommended: version,
  minimum: version,
  downloadUrl: settings.addresses.http,
  infoUrl: settings.addresses.http,
})

/** Sends a client which version of it is recommended (core.md 3.1). */
export const recommendVersion = ({ host, link }: BeforeEnd, { trid, clientVersion }: ClientCommand<'NS', 'CVR'>): HostAction =>
  send(link, { _tag: 'Normal', verb: 'CVR', trid, ...versionsOf(host, clientVersion) })

/** The same for a client that only wants to know, and goes (core.md 3.1). */
export const recommendVersionAndClose = ({ host, link }: ConnectionContext<QueryingPhase>, { trid, clientVersion }: ClientCommand<'NS', 'CVQ'>): HostAction =>
  inOrder(send(link, { _tag: 'Normal', verb: 'CVQ', trid, ...versionsOf(host, clientVersion) }), closeConnection(link, 'Closed'))

/** The one way of signing in before MSNP8 (core.md 3.2). */
export const listPackages = ({ link }: ConnectionContext<VersionedPhase | IntroducedPhase>, { trid }: ClientCommand<'NS', 'INF'>): HostAction =>
  send(link, { _tag: 'Normal', verb: 'INF', trid, packages: ['MD5'] })

/** The client goes, with whatever words (core.md 10.1). */
export const signOut = ({ link }: BeforeEnd): HostAction => leave(link)

/** Nobody signed in in time. */
export const expelSlow = ({ link }: ConnectionContext<FreshPhase | QueryingPhase | VersionedPhase | IntroducedPhase>): HostAction => expel(link, 'TooSlow')

/** Not to be waited for any more. */
export const cancelEntryTimer = (host: Host, link: Name): HostAction =>
  when(host.settings.deadlines.entry > 0, () => cancel(timerOf('EntryOver', link)))

const packages: ReadonlyArray<string> = ['MD5', 'TWN', 'SSO', 'CTP']

/**
 * What is not understood before somebody has signed in: the connection is closed, as official servers and Escargot do.
 *
 * **Errors** 710 for CVR with words missing, and the connection stays; 911 for a security package that nobody knows, and
 * for a proof of single sign-on that is none.
 *
 * **Source** core.md 3.7, 10.3; escargot.md 2
 */
export const refuseUndecodable = ({ link }: ConnectionContext<Exclude<NotificationPhase, SignedInPhase | GonePhase>>, line: Undecodable): HostAction => {
  if (line.reason._tag === 'EmptyLine') return passOverLine(link, line)
  const [verb, , method, step] = wordsOf(line)
  const trid = tridOf(line)
  if (trid !== undefined && verb === 'CVR') return inOrder(fail(link, 710, trid), passOverLine(link, line))
  if (trid !== undefined && verb === 'USR' && method !== undefined && !packages.includes(method))
    return failAndClose(link, 911, trid)
  if (trid !== undefined && verb === 'USR' && method === 'SSO' && step === 'S' && line.reason._tag === 'BadWord')
    return failAndClose(link, 911, trid)
  return expel(link, 'Unruly')
}
