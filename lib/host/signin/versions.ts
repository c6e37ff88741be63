import { dialectNamed } from '../../commands/dialects.js'
import type { Undecodable } from '../../commands/undecodable.js'
import { inOrder, when } from '../../core/action.js'
import type { Name } from '../../core/effects.js'
import { cancel, fail, modifyConnection, say, type HostAction } from '../action.js'
import type { Focus, Said } from '../connection.js'
import { closing, expel, failAndClose, leave } from '../disconnect.js'
import type { Fresh, Gone, Host, Introduced, NotificationPhase, Querying, SignedIn, Versioned } from '../state.js'
import { timerOf } from '../timers.js'
import { passOverLine, tridOf, wordsOf } from '../undecodable.js'

/** Whatever a connection to a dispatch or notification server goes through, before its end. */
type Any = Focus<Exclude<NotificationPhase, Gone>>

/** The first of the offered dialects that is served (core.md 3.1). */
const choose = ({ settings }: Host, offers: ReadonlyArray<string>): ReturnType<typeof dialectNamed> =>
  offers.map(dialectNamed).find((dialect) => dialect !== undefined && settings.dialects.includes(dialect.name))

/**
 * Agrees on a dialect. The order that counts is the client's.
 *
 * **Source** core.md 3.1
 */
export const agree = ({ host, link }: Focus<Fresh>, { trid, offers }: Said<'NS', 'VER'>): HostAction => {
  const dialect = choose(host, offers)
  if (dialect !== undefined)
    return inOrder(
      modifyConnection(link, (connection) => ({ ...connection, phase: { _tag: 'Versioned', dialect } })),
      say(link, { _tag: 'Normal', verb: 'VER', trid, dialect: dialect.name, others: [] }),
    )
  if (offers.length > 0 && offers.every((name) => name === 'CVR0'))
    return inOrder(
      modifyConnection(link, (connection) => ({ ...connection, phase: { _tag: 'Querying' } })),
      say(link, { _tag: 'Normal', verb: 'VER', trid, dialect: 'CVR0', others: [] }),
    )
  return inOrder(say(link, { _tag: 'Normal', verb: 'VER', trid, none: '0' }), expel(link, 'NoDialect'))
}

/** There is nothing to agree on twice (core.md 3.7). */
export const agreeAgain = ({ link }: Any, { trid }: Said<'NS', 'VER'>): HostAction => failAndClose(link, 715, trid)

/** The client's own version is the recommended one, as Escargot has it (escargot.md 2). */
const versionsOf = ({ settings }: Host, version: string) => ({
  recommended: version,
  alsoRecommended: version,
  minimum: version,
  downloadUrl: settings.addresses.http,
  infoUrl: settings.addresses.http,
})

/** Tells a client which version of it is recommended (core.md 3.1). */
export const recommend = ({ host, link }: Any, { trid, clientVersion }: Said<'NS', 'CVR'>): HostAction =>
  say(link, { _tag: 'Normal', verb: 'CVR', trid, ...versionsOf(host, clientVersion) })

/** The same for a client that only wants to know, and goes (core.md 3.1). */
export const recommendAndClose = ({ host, link }: Focus<Querying>, { trid, clientVersion }: Said<'NS', 'CVQ'>): HostAction =>
  inOrder(say(link, { _tag: 'Normal', verb: 'CVQ', trid, ...versionsOf(host, clientVersion) }), closing(link, 'Closed'))

/** The one way of signing in before MSNP8 (core.md 3.2). */
export const inform = ({ link }: Focus<Versioned | Introduced>, { trid }: Said<'NS', 'INF'>): HostAction =>
  say(link, { _tag: 'Normal', verb: 'INF', trid, packages: ['MD5'] })

/** The client goes, with whatever words (core.md 10.1). */
export const part = ({ link }: Any): HostAction => leave(link)

/** Nobody signed in in time. */
export const tooSlow = ({ link }: Focus<Fresh | Querying | Versioned | Introduced>): HostAction => expel(link, 'TooSlow')

/** Not to be waited for any more. */
export const entered = (host: Host, link: Name): HostAction =>
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
export const stumble = ({ link }: Focus<Exclude<NotificationPhase, SignedIn | Gone>>, line: Undecodable): HostAction => {
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
