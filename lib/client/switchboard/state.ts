/** The states of a conversation, and what each of them knows. */

import type { PersistentMap } from '../../core/persistentMap.js'
import type { DialectFacts } from '../../commands/dialects.js'
import type { Failure } from '../../commands/failure.js'
import type { Address } from '../../commands/words.js'
import type { Joining } from '../../payloads/chunks.js'
import type { ClientEvent, Comings, Said } from '../../core/effects.js'
import type { ConversationEnd, Saying, SessionEffect } from '../events.js'
import type { AckType, Intent } from '../intents/intents.js'
import type { Step, Variant } from '../../core/machine.js'
import type { SessionSettings } from '../settings.js'
import type { Child } from '../../core/parts.js'
import type { SwitchboardOwner } from '../session/signals.js'
import type { SwitchboardLink } from '../names.js'
import type { Conversation, Participant } from '../state.js'

/** Something that is wanted of a conversation, and waits until it can be done. */
export type QueuedIntent =
  | {
      readonly _tag: 'Invite'
      readonly passport: string
      readonly intent: Variant<Intent, 'Invite'> | undefined
    }
  | { readonly _tag: 'Say'; readonly intent: Saying; readonly called: boolean }

/** Somebody who was called, and has not come yet. */
export interface PendingCall {
  readonly trid: number
  readonly passport: string
  readonly intent: Variant<Intent, 'Invite'> | undefined
}

/** A message that went out, and is not answered yet. A long text has several parts, numbered from `first` to `last`. */
export interface Underway {
  readonly intent: Saying
  readonly ack: AckType
  readonly first: number
  readonly last: number
}

/** What every state of a conversation knows. */
export interface Talk {
  readonly settings: SessionSettings
  readonly id: string
  /** The name of its connection. */
  readonly link: SwitchboardLink
  readonly dialect: DialectFacts
  /** The GUID of the endpoint that we speak from (MSNP16 and later). */
  readonly endpoint: string | undefined
  /** Whether our account is signed in at other endpoints, which are to be called first. */
  readonly elsewhere: boolean
  readonly trid: number
  readonly participants: PersistentMap<string, Participant>
  readonly queue: ReadonlyArray<QueuedIntent>
  /** Who invited us, if somebody did. */
  readonly by: string | undefined
  /** Whom to call again if nobody is there any more. */
  readonly last: string | undefined
  /** The intent that opened it, as long as it has no outcome. */
  readonly opening: Variant<Intent, 'OpenConversation' | 'Accept'> | undefined
}

/** How one gets in: by a cookie of one's own, or as an answer to an invitation. */
export type Entry =
  | { readonly _tag: 'Enter'; readonly cookie: string }
  | { readonly _tag: 'Answer'; readonly cookie: string; readonly sessionId: string }

/** Somebody invites us, and waits for our answer. */
export interface Ringing extends Talk {
  readonly _tag: 'Ringing'
  readonly address: Address
  readonly entry: Entry
}

/** The notification server is asked for a switchboard. */
export interface Awaiting extends Talk {
  readonly _tag: 'Awaiting'
}

/** The connection is being opened. */
export interface Dialling extends Talk {
  readonly _tag: 'Dialling'
  readonly entry: Entry
}

/**
 * What is heard on a switchboard, as soon as the cookie was shown: anybody may come, go and speak before the reply to it.
 *
 * **Shapes** `joining`: messages of which some pieces have come. `rosterLeft`: how many lines of the roster are still to
 * come, nothing before the first of them. `departed`: who has left until then.
 *
 * **Source** corrections.md
 */
interface Heard {
  readonly joining: Joining
  readonly rosterLeft: number | undefined
  readonly departed: ReadonlyArray<string>
}

/** The cookie was shown; `isHost` tells whether the session is one that we begin. */
export interface Entering extends Talk, Heard {
  readonly _tag: 'Entering'
  readonly isHost: boolean
}

/**
 * We are in: `calls` are those who were called, and `underway` the messages that wait for an answer. `ownCall` is the
 * number of the call of our own other endpoints, whatever comes of it.
 */
export interface Open extends Talk, Heard {
  readonly _tag: 'Open'
  readonly ownCall: number | undefined
  readonly calls: ReadonlyArray<PendingCall>
  readonly underway: PersistentMap<number, Underway>
  /** Why the last one who was called did not come. */
  readonly refusal: Failure | undefined
}

/** It has ended. */
export interface Over {
  readonly _tag: 'Over'
  readonly id: string
  readonly link: SwitchboardLink
}

/** A conversation on its way to its switchboard. */
export type Early = Ringing | Awaiting | Dialling | Entering

/**
 * A conversation on a switchboard.
 *
 * **Shapes** What is wanted before it is `Open` waits in `queue`, in its order: nothing is said before the reply that
 * allows it.
 *
 * **Source** core.md 6
 */
export type Switchboard = Early | Open | Over

/** What comes to a conversation besides the events of its connection. */
export type SwitchboardEvent =
  | ClientEvent
  | { readonly _tag: 'Transferred'; readonly address: Address; readonly cookie: string }
  | { readonly _tag: 'NotTransferred'; readonly reason: ConversationEnd }
  | { readonly _tag: 'Submitted'; readonly queued: QueuedIntent }
  | { readonly _tag: 'Accepted'; readonly intent: Variant<Intent, 'Accept'> | undefined }
  | { readonly _tag: 'Ended'; readonly reason: ConversationEnd }

/** The same by its kind. */
export type SwitchboardEvents = Comings<'server', 'SB'> & {
  readonly [Tag in 'Transferred' | 'NotTransferred' | 'Submitted' | 'Accepted' | 'Ended']: Variant<SwitchboardEvent, Tag>
}

/** How a conversation begins: opened by us, with what is wanted of it, or by an invitation. */
export type Begun =
  | {
      readonly _tag: 'Opened'
      readonly owner: SwitchboardOwner
      readonly queue: ReadonlyArray<QueuedIntent>
      readonly opening: Variant<Intent, 'OpenConversation'> | undefined
    }
  | { readonly _tag: 'Rung'; readonly owner: SwitchboardOwner; readonly invitation: Said<'NS', 'RNG'> }

/** The conversations of a session: their switchboards, what the user sees of them, and how many got their id from us. */
export interface Conversations {
  readonly living: PersistentMap<string, Child<Begun, Switchboard>>
  readonly view: PersistentMap<string, Conversation>
  readonly named: number
}

/** What an event leads to. */
export type TalkStep = Step<Switchboard, SessionEffect>
