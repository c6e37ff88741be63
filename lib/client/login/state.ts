/** The states of a login, and what each of them knows. */
import type { DialectFacts } from '../../commands/dialects.js'
import type { Address } from '../../commands/words.js'
import type { ClientEffect, Send } from '../../core/effects.js'
import type { SessionEvent } from '../events.js'
import type { Challenge } from './rst.js'
import type { Step, Variant } from '../../core/machine.js'
import { timers } from '../names.js'
import type { EndReason } from '../outcomes.js'
import type { SessionSettings } from '../settings.js'
import type { Ticketing } from './ticketing.js'
import type { Tickets } from './tickets.js'
import type { TaggedName } from '../../core/keys.js'

/** Where a login begins: at a server, the first time or sent on. */
export interface Hop {
  readonly address: Address
  /** How many connections to notification servers there were before. */
  readonly links: number
  /** The next transaction id. */
  readonly trid: number
  /** The GUID of the endpoint that is signed in at, if it has one yet. */
  readonly endpoint?: string | undefined
  /** The connection, if it is open already. */
  readonly link?: TaggedName
  /** The servers that the session was sent on from, as they are written. */
  readonly visited: ReadonlyArray<string>
}

/** What every state of a login knows: its server, its connection, and the next transaction id. */
export interface Way {
  readonly settings: SessionSettings
  readonly address: Address
  /** The connection; each one has a name of its own. */
  readonly link: TaggedName
  readonly links: number
  readonly trid: number
  readonly endpoint: string | undefined
}

/** The server sends the session on to another one; without an address, to the beginning, on the same connection. */
export interface SentOn {
  readonly _tag: 'SentOn'
  readonly to: Address | undefined
  readonly from: Required<Pick<Hop, 'address' | 'links' | 'trid' | 'link'>> & Pick<Hop, 'endpoint'>
  /** Whether the server may be a part of a loop: it has not answered `PNG`. */
  readonly isLoop: boolean
}

/** It has failed; the connection is closed. */
export interface Failed {
  readonly _tag: 'Failed'
  readonly reason: EndReason
}

/** A request is out: its reply carries the transaction id before `trid`. */
export interface Spoken extends Way {
  readonly dialect: DialectFacts
}

/** On the way to tickets for a challenge; requests and timer go by `name`. */
export interface Fetching extends Spoken {
  readonly _tag: 'Ticketing'
  readonly ticketing: Ticketing
  readonly name: TaggedName
  readonly challenge: Challenge
}

/** The tickets are there; bytes are being drawn for the proof that their secret is known. */
export interface Sealing extends Spoken {
  readonly _tag: 'Sealing'
  readonly tickets: Tickets
  readonly challenge: Variant<Challenge, 'SSO'>
  readonly draw: TaggedName
}

/** What is known when the server is asked for the last word: the tickets, if it took any. */
export interface Proven extends Spoken {
  readonly tickets: Tickets
}

/**
 * On the way into an account at one server.
 *
 * **Shapes** `Negotiating` waits for the dialect, `Naming` for the answer to the client's version (MSNP8 and later),
 * `Asking` for the ways of signing in (up to MSNP7), `Introducing` for the challenge, `Ticketing` for tickets, `Sealing` for
 * bytes that nobody can guess (MSNP15 and later), and `Proving` for the last word.
 *
 * **Source** core.md 2.2, 3
 */
export type Signin =
  | ({ readonly _tag: 'Dialling' } & Way)
  | ({ readonly _tag: 'Negotiating' } & Way)
  | ({ readonly _tag: 'Naming' } & Spoken)
  | ({ readonly _tag: 'Asking' } & Spoken)
  | ({ readonly _tag: 'Introducing' } & Spoken)
  | Fetching
  | Sealing
  | ({ readonly _tag: 'Proving' } & Proven)
  | ({ readonly _tag: 'SignedIn'; readonly passport: string; readonly name: string | undefined } & Proven)
  | SentOn
  | Failed

/** What a sign-in wants done. */
export type SigninEffect = ClientEffect<SessionEvent>

/** What an event leads to. */
export type SigninStep = Step<Signin, SigninEffect>

/** A way without what only one of its states knows. */
export const wayOf = ({ settings, address, link, links, trid, endpoint }: Way): Way => ({
  settings,
  address,
  link,
  links,
  trid,
  endpoint,
})

/** Says a command, numbers it, and waits for its reply in another state. */
export const ask =
  <S extends Way>(was: S, dialect: DialectFacts | undefined, command: (trid: number) => Send<'client'>['command']) =>
  (state: (way: S) => Signin): SigninStep => [
    state({ ...was, trid: was.trid + 1 }),
    [
      { _tag: 'Send', link: was.link, dialect: dialect?.name, command: command(was.trid) },
      { _tag: 'After', timer: timers.signIn, ms: was.settings.deadlines.reply },
    ],
  ]

/** Whether a reply answers the last request. */
export const isAnswer = ({ trid }: Way, reply: { readonly trid: number }): boolean => reply.trid === trid - 1

/** It has failed; the connection is closed already. */
export const failed = (reason: EndReason): SigninStep => [
  { _tag: 'Failed', reason },
  [{ _tag: 'Cancel', timer: timers.signIn }],
]

/** It has failed, and closes the connection. */
export const ends = ({ link }: Way, reason: EndReason): SigninStep => [
  { _tag: 'Failed', reason },
  [
    { _tag: 'Close', link },
    { _tag: 'Cancel', timer: timers.signIn },
  ],
]

/** The server does not keep to the protocol. */
export const broken = (was: Way, problem: string): SigninStep => ends(was, { _tag: 'Broken', problem })
