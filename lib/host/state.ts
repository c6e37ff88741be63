/** The state of the server: its connections and their phases, accounts, sessions, tickets, conversations and messages. */
import { Map } from 'immutable'

import type { DialectFacts } from '../commands/dialects.js'
import type { MsnObject } from '../commands/msnobject.js'
import { circleAddress } from '../commands/networks.js'
import type { ServerKind } from '../commands/row.js'
import type { Address, Status } from '../commands/words.js'
import type { Name } from '../core/effects.js'
import type { Personal, PrivateEndpointData } from '../payloads/personal.js'
import type { Secret } from '../payloads/secret.js'
import { accountsOf, canonical, type StoredAccount } from './lists/accounts.js'
import { completeSettings, type CompleteSettings, type HostCircle, type HostSettings } from './settings.js'

/** Nothing was said yet. */
export interface FreshPhase {
  readonly _tag: 'Fresh'
}

/** Only the name of the client-version sub-protocol was offered: the client asks for new versions, and goes. */
export interface QueryingPhase {
  readonly _tag: 'Querying'
}

/** The dialect is agreed upon. */
export interface VersionedPhase {
  readonly _tag: 'Versioned'
  readonly dialect: DialectFacts
}

/** Somebody has said who wants to sign in; with MD5, `challenge` is to be digested. */
export interface IntroducedPhase {
  readonly _tag: 'Introduced'
  readonly dialect: DialectFacts
  readonly passport: string
  readonly challenge: Secret
}

/** Somebody is signed in. */
export interface SignedInPhase {
  readonly _tag: 'SignedIn'
  readonly dialect: DialectFacts
  readonly passport: string
}

/** Somebody is on a switchboard; `calls` counts quick invitations. */
export interface InsidePhase {
  readonly _tag: 'Inside'
  readonly dialect: DialectFacts
  readonly passport: string
  readonly conversation: string
  readonly calls: number
}

/** The connection is there no more. */
export interface GonePhase {
  readonly _tag: 'Gone'
}

/** What a connection to a dispatch server goes through. */
export type DispatchPhase = FreshPhase | QueryingPhase | VersionedPhase | GonePhase

/** What a connection to a notification server goes through. */
export type NotificationPhase = FreshPhase | QueryingPhase | VersionedPhase | IntroducedPhase | SignedInPhase | GonePhase

/** What a connection to a switchboard goes through. */
export type SwitchboardPhase = FreshPhase | InsidePhase | GonePhase

/** What any connection goes through. */
export type Phase = DispatchPhase | NotificationPhase | SwitchboardPhase

/**
 * A connection.
 *
 * **Shapes** `unread` counts lines that could not be read; `silent`, ticks of the clock without a line.
 *
 * **Units** `at` in milliseconds since 1970.
 */
export interface HostConnection {
  readonly on: ServerKind
  readonly peer: Address
  readonly local: Address
  readonly at: number
  readonly phase: Exclude<Phase, GonePhase>
  readonly unread: number
  readonly silent: number
}

/**
 * What an account that is signed in at one endpoint shows and is asked. Without a status, it has not set one yet, and
 * nobody sees it.
 *
 * **Shapes** `endpointId` is its GUID in lower case, from MSNP16 on; `extended`, the second number of the capabilities; `own`,
 * what only the account's other endpoints are sent; `circles`, the addresses of those that it has joined, from the sign-in
 * to the circles on. `renames` counts quick changes of name; `listening` is whether it takes messages (IMS).
 */
export interface HostSession {
  readonly link: Name
  readonly dialect: DialectFacts
  readonly endpointId: string | undefined
  /** The number of the ticket that it was signed in with. */
  readonly ticket?: number
  readonly status: Status | undefined
  readonly capabilities: number
  readonly extended: number | undefined
  readonly object: MsnObject | undefined
  readonly personal: Personal | undefined
  readonly own: PrivateEndpointData | undefined
  readonly circles: ReadonlyArray<string> | undefined
  readonly challenge: string | undefined
  readonly synchronised: boolean
  readonly listening: boolean
  readonly renames: number
}

/**
 * What lets one account into one switchboard, once, at one endpoint: to begin a session, or to join one.
 *
 * **Shapes** `by` is the account that has asked for it: the same one, or who invites.
 */
export interface SwitchboardCookie {
  readonly text: Secret
  readonly passport: string
  readonly endpointId: string | undefined
  readonly by: string
  readonly dialect: DialectFacts
  readonly conversation: string | undefined
}

/**
 * What proves to a notification server, or to an HTTP service, that the login server has seen a password.
 *
 * **Shapes** `secret` is what a blob is made with: Base64 of 24 bytes, with tickets of single sign-on only.
 *
 * **Units** `life` in milliseconds, from its making on; 0 is for ever.
 */
export interface LoginTicket {
  readonly text: Secret
  readonly passport: string
  readonly secret: Secret | undefined
  readonly life: number
}

/** Somebody on a switchboard, at one endpoint, as the others see them. */
export interface HostParticipant {
  readonly link: Name
  readonly dialect: DialectFacts
  readonly passport: string
  readonly endpointId: string | undefined
  readonly name: string
  readonly capabilities: number
  readonly extended: number | undefined
}

/** A session on a switchboard: its participants, in the order in which they came; an account once for each endpoint. */
export type HostConversation = ReadonlyArray<HostParticipant>

/** A circle: a group of accounts that talk to each other by way of the notification server (MSNP18). */
export interface StoredCircle {
  readonly id: string
  readonly address: string
  readonly name: string
  readonly members: ReadonlyArray<string>
}

const circleOf = ({ name, members }: HostCircle, at: number): StoredCircle => {
  const id = `00000000-0000-0000-0009-${(at + 1).toString(16).padStart(12, '0')}`
  return { id, address: circleAddress(id), name, members: [...new Set(members.map(canonical))] }
}

/** The circles that a server begins with, by address. */
const circlesIn = (circles: ReadonlyArray<HostCircle>): Map<string, StoredCircle> =>
  Map(circles.map(circleOf).map((circle) => [circle.address, circle] as const))

/**
 * A message that waits for somebody who was offline.
 *
 * **Shapes** `id` is a GUID in capitals; `run` and `sequence` are the sender's, and say what belongs together.
 *
 * **Units** `at` in milliseconds since 1970.
 */
export interface StoredMessage {
  readonly id: string
  readonly from: string
  readonly name: string
  readonly at: number
  readonly run: string | undefined
  readonly sequence: number
  readonly text: string
}

/**
 * The whole server.
 *
 * **Shapes** `chain` is what nobody outside can guess, made of every connection's nonce; `generated` counts what was made
 * of it. `now` is the last moment that is known, and `since` the first. `switchboards` counts, for each account, the
 * switchboards it is on or may begin; `cookieCounts`, the cookies that it has asked for; `ownedTickets` has the numbers of its
 * tickets, the oldest first.
 */
export interface Host {
  readonly settings: CompleteSettings
  readonly connections: Map<Name, HostConnection>
  readonly accounts: Map<string, StoredAccount>
  readonly sessions: Map<string, ReadonlyArray<HostSession>>
  readonly cookies: Map<number, SwitchboardCookie>
  readonly tickets: Map<number, LoginTicket>
  readonly conversations: Map<string, HostConversation>
  readonly circles: Map<string, StoredCircle>
  readonly offlineMessages: Map<string, ReadonlyArray<StoredMessage>>
  readonly switchboards: Map<string, number>
  readonly cookieCounts: Map<string, number>
  readonly ownedTickets: Map<string, ReadonlyArray<number>>
  readonly chain: Secret
  readonly generated: number
  readonly now: number
  readonly since: number
}

/** The server before anybody comes. */
export const emptyHost = (chain: Secret, settings: HostSettings): Host => ({
  settings: completeSettings(settings),
  connections: Map(),
  accounts: accountsOf(settings.accounts ?? []),
  sessions: Map(),
  cookies: Map(),
  tickets: Map(),
  conversations: Map(),
  circles: circlesIn(settings.circles ?? []),
  offlineMessages: Map(),
  switchboards: Map(),
  cookieCounts: Map(),
  ownedTickets: Map(),
  chain,
  generated: 0,
  now: 0,
  since: 0,
})
