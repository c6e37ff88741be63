import { Map } from 'immutable'

import type { DialectFacts } from '../commands/dialects.js'
import type { MsnObject } from '../commands/msnobject.js'
import type { ServerKind } from '../commands/row.js'
import type { Address, Status } from '../commands/words.js'
import type { Name } from '../machines/effects.js'
import type { Personal } from '../payloads/personal.js'
import type { Secret } from '../payloads/secret.js'
import { accountsOf, type Account } from './accounts.js'
import { settled, type HostSettings, type Settled } from './settings.js'

/** Nothing was said yet. */
export interface Fresh {
  readonly _tag: 'Fresh'
}

/** Only the name of the client-version sub-protocol was offered: the client asks for new versions, and goes. */
export interface Querying {
  readonly _tag: 'Querying'
}

/** The dialect is agreed upon. */
export interface Versioned {
  readonly _tag: 'Versioned'
  readonly dialect: DialectFacts
}

/** Somebody has said who wants to sign in; with MD5, `challenge` is to be digested. */
export interface Introduced {
  readonly _tag: 'Introduced'
  readonly dialect: DialectFacts
  readonly passport: string
  readonly challenge: Secret
}

/** Somebody is signed in. */
export interface SignedIn {
  readonly _tag: 'SignedIn'
  readonly dialect: DialectFacts
  readonly passport: string
}

/** Somebody is on a switchboard; `calls` counts quick invitations. */
export interface Inside {
  readonly _tag: 'Inside'
  readonly dialect: DialectFacts
  readonly passport: string
  readonly conversation: string
  readonly calls: number
}

/** The connection is there no more. */
export interface Gone {
  readonly _tag: 'Gone'
}

/** What a connection to a dispatch server goes through. */
export type DispatchPhase = Fresh | Querying | Versioned | Gone

/** What a connection to a notification server goes through. */
export type NotificationPhase = Fresh | Querying | Versioned | Introduced | SignedIn | Gone

/** What a connection to a switchboard goes through. */
export type SwitchboardPhase = Fresh | Inside | Gone

/** What any connection goes through. */
export type Phase = DispatchPhase | NotificationPhase | SwitchboardPhase

/**
 * A connection.
 *
 * **Shapes** `unread` counts lines that could not be read; `silent`, ticks of the clock without a line.
 *
 * **Units** `at` in milliseconds since 1970.
 */
export interface Connection {
  readonly on: ServerKind
  readonly peer: Address
  readonly local: Address
  readonly at: number
  readonly phase: Exclude<Phase, Gone>
  readonly unread: number
  readonly silent: number
}

/**
 * What an account that is signed in shows and is asked. Without a status, it has not said one yet, and nobody sees it.
 *
 * **Shapes** `renames` counts quick changes of name; `listening` is whether it takes messages (IMS).
 */
export interface Session {
  readonly link: Name
  readonly dialect: DialectFacts
  readonly status: Status | undefined
  readonly capabilities: number
  readonly object: MsnObject | undefined
  readonly personal: Personal | undefined
  readonly challenge: string | undefined
  readonly synchronised: boolean
  readonly listening: boolean
  readonly renames: number
}

/**
 * What lets one account into one switchboard, once: to begin a session, or to join one.
 *
 * **Shapes** `by` is the account that has asked for it: the same one, or who invites.
 */
export interface Cookie {
  readonly text: Secret
  readonly passport: string
  readonly by: string
  readonly dialect: DialectFacts
  readonly conversation: string | undefined
}

/** What proves to a notification server that the login server has seen a password. */
export interface Ticket {
  readonly text: Secret
  readonly passport: string
}

/** Somebody on a switchboard, as the others see them. */
export interface Person {
  readonly link: Name
  readonly passport: string
  readonly name: string
  readonly capabilities: number
}

/** A session on a switchboard: its people, in the order of their coming. */
export type Conversation = ReadonlyArray<Person>

/**
 * The whole server.
 *
 * **Shapes** `chain` is what nobody outside can guess, made of every connection's nonce; `drawn` counts what was drawn
 * from it. `now` is the last moment that was told of, and `since` the first. `boards` counts, for each account, the
 * switchboards it is on or may begin; `asked`, the cookies that it has asked for; `owned` has the numbers of its
 * tickets, the oldest first.
 */
export interface Host {
  readonly settings: Settled
  readonly connections: Map<Name, Connection>
  readonly accounts: Map<string, Account>
  readonly sessions: Map<string, Session>
  readonly cookies: Map<number, Cookie>
  readonly tickets: Map<number, Ticket>
  readonly conversations: Map<string, Conversation>
  readonly boards: Map<string, number>
  readonly asked: Map<string, number>
  readonly owned: Map<string, ReadonlyArray<number>>
  readonly chain: Secret
  readonly drawn: number
  readonly now: number
  readonly since: number
}

/** The server before anybody comes. */
export const emptyHost = (chain: Secret, settings: HostSettings): Host => ({
  settings: settled(settings),
  connections: Map(),
  accounts: accountsOf(settings.accounts ?? []),
  sessions: Map(),
  cookies: Map(),
  tickets: Map(),
  conversations: Map(),
  boards: Map(),
  asked: Map(),
  owned: Map(),
  chain,
  drawn: 0,
  now: 0,
  since: 0,
})
