/** Notes: short messages through the notification server, between endpoints and accounts. */
import * as E from 'fp-ts/lib/Either.js'

import type { Endpoint } from '../../commands/endpoint.js'
import type { Said } from '../../core/effects.js'
import { modify } from '../../core/action.js'
import type { Act } from '../contacts/state.js'
import { one, type PlannedRequests } from '../requests/request.js'
import type { SessionEvent } from '../events.js'
import type { AccountView } from '../state.js'

/** The kinds of note that sign a endpoint out (core.md 4.10). */
const signOut: ReadonlyArray<number> = [4, 8]

/** What stands in them: for one endpoint, and for all others. */
const words = { one: 'goawyplzthxbye', all: 'gtfo' } as const

/**
 * The longest note, in bytes: a longer one costs the connection to a server that knows no better.
 *
 * **Units** bytes.
 */
export const noteLimit = 4000

/** What is said for a note. **Source** core.md 4.10 */
export const note = (to: Endpoint, type: number, payload: Uint8Array): PlannedRequests =>
  payload.length > noteLimit
    ? E.left({ _tag: 'TooLong', limit: noteLimit })
    : one({ _tag: 'Payload', verb: 'UUN', to, type, payload })

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

/** Signs one endpoint of an account out. **Source** messages.md 5.2 */
export const signOutOne = (passport: string, guid: string): PlannedRequests =>
  note({ passport, guid: guid.toLowerCase() }, signOut[0]!, bytes(words.one))

/** Signs all other endpoints of an account out. **Source** messages.md 5.2 */
export const signOutAll = (passport: string): PlannedRequests => note({ passport }, signOut[0]!, bytes(words.all))

/**
 * What a note means: that this endpoint is signed out by another one of the account, our own note come back, something to be
 * told, or nothing. Nobody else may sign it out.
 *
 * **Shapes** `signingOut` is how many of our own notes to all endpoints may still come back. Escargot gives them to the sender
 * too, and names no endpoint in them: such a one is ours as long as one of ours is out.
 *
 * **Source** messages.md 5.2; corrections.md
 */
export const noteIn = (
  { account }: AccountView,
  endpoint: string | undefined,
  signingOut: number,
  { sender, type, payload }: Said<'NS', 'UBN'>,
): 'SignedOut' | 'Echo' | SessionEvent | undefined => {
  const passport = sender.passport.toLowerCase()
  const guid = sender.guid?.toLowerCase()
  if (!signOut.includes(type)) return { _tag: 'NoteReceived', passport, guid, type, payload }
  // A server that hands us our own note back does not mean us.
  const isOther = passport === account.passport && (guid === undefined || guid !== endpoint)
  const text = new TextDecoder().decode(payload).trim()
  if (isOther && guid === undefined && text === words.all && signingOut > 0) return 'Echo'
  return isOther && (text === words.one || text === words.all) ? 'SignedOut' : undefined
}

/** One note more or less of our own to all endpoints that may come back. */
export const signingOthersOut = (more: 1 | -1): Act =>
  modify((was) => ({
    ...was,
    messaging: { ...was.messaging, signingOut: Math.max(was.messaging.signingOut + more, 0) },
  }))
