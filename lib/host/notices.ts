/** The notices that a server emits. */
import type { Dialect } from '../commands/dialects.js'
import type { ServerKind } from '../commands/row.js'
import type { Address, Status } from '../commands/words.js'
import type { CloseReason, Name } from '../core/effects.js'

/** Why somebody was not let in. */
export type RefusedBecause = 'UnknownAccount' | 'WrongSecret' | 'NoAddress' | 'OtherPackage' | 'TooManyAccounts'

/**
 * Why the server closed a connection of itself.
 *
 * **Shapes** `Crowded`: there were too many. `TooSlow`: nobody signed in on it in time. `Silent`: nothing came for too
 * long. `Idle`: nothing was said on a switchboard for too long. `Unanswered`, `WrongAnswer`: the challenge. `Unruly`: a
 * command that no client says here, or a broken one. `TooMuchUnread`: too many such. `TooLong`: a payload over the limit.
 * `NoDialect`: none in common.
 */
export type ClosedBecause =
  | 'Crowded'
  | 'TooSlow'
  | 'Silent'
  | 'Idle'
  | 'Unanswered'
  | 'WrongAnswer'
  | 'Unruly'
  | 'TooMuchUnread'
  | 'TooLong'
  | 'NoDialect'

/** Why an account is signed in no more. `Left` says OUT; `Lost` is the network's word; `Elsewhere`, another sign-in. */
export type SignedOutBecause = 'Left' | 'Lost' | 'Elsewhere' | 'Closed'

/**
 * What the server reports. No password, ticket, cookie, digest or challenge is in any of it, and nothing of
 * what users say to each other.
 *
 * **Shapes** `link` is the name of the connection. In `Unexpected`, `problem` quotes nothing of the line but its verb.
 */
export type HostNotice =
  /** Somebody connected. */
  | { readonly _tag: 'Connected'; readonly link: Name; readonly on: ServerKind; readonly peer: Address }
  /** A connection is gone; with a reason, if it was the other side or the network that ended it. */
  | { readonly _tag: 'Disconnected'; readonly link: Name; readonly on: ServerKind; readonly reason?: CloseReason }
  /** The server closed a connection by itself. */
  | { readonly _tag: 'Expelled'; readonly link: Name; readonly on: ServerKind; readonly reason: ClosedBecause }
  /** A dispatch server sent somebody on. */
  | { readonly _tag: 'Redirected'; readonly link: Name; readonly passport: string; readonly to: Address }
  /** The login server gave a ticket. */
  | { readonly _tag: 'TicketGranted'; readonly passport: string; readonly peer: Address }
  /** An account was made on the fly. */
  | { readonly _tag: 'AccountMade'; readonly passport: string }
  /** Somebody signed in. */
  | {
      readonly _tag: 'SignedIn'
      readonly link: Name
      readonly passport: string
      readonly dialect: Dialect
      readonly peer: Address
    }
  /** Somebody is signed in no more. */
  | { readonly _tag: 'SignedOut'; readonly link: Name; readonly passport: string; readonly reason: SignedOutBecause }
  /** Somebody was not let in: to a session (`NS`), to a switchboard (`SB`), or by the login server (`HTTP`). */
  | {
      readonly _tag: 'Refused'
      readonly at: 'NS' | 'SB' | 'HTTP'
      readonly passport: string
      readonly reason: RefusedBecause
    }
  /** An account shows itself in another way; HDN is for this server's eyes only. */
  | { readonly _tag: 'StatusChanged'; readonly passport: string; readonly status: Status }
  /** A switchboard session began, with one person on it. */
  | { readonly _tag: 'ConversationOpened'; readonly conversation: string; readonly passport: string }
  /** Somebody was invited to a switchboard session. */
  | {
      readonly _tag: 'Invited'
      readonly conversation: string
      readonly passport: string
      readonly by: string
    }
  /** Somebody joined a switchboard session. */
  | { readonly _tag: 'ConversationJoined'; readonly conversation: string; readonly passport: string }
  /** Somebody left a switchboard session. */
  | { readonly _tag: 'ConversationLeft'; readonly conversation: string; readonly passport: string }
  /** The last one left a switchboard session. */
  | { readonly _tag: 'ConversationClosed'; readonly conversation: string }
  /** A message went to so many others. Units: `bytes`. */
  | {
      readonly _tag: 'MessageRelayed'
      readonly conversation: string
      readonly from: string
      readonly to: number
      readonly bytes: number
    }
  /** A message waits for somebody who was offline. */
  | { readonly _tag: 'OfflineMessageKept'; readonly from: string; readonly to: string }
  /**
   * A command for somebody could not be written, mostly for what another one has said: it was left out, and costs nobody
   * anything. `problem` quotes nothing of its values.
   */
  | { readonly _tag: 'Unsayable'; readonly link: Name; readonly on: ServerKind; readonly problem: string }
  /** A line could not be read, or was out of place. */
  | { readonly _tag: 'Unexpected'; readonly link: Name; readonly on: ServerKind; readonly problem: string }
