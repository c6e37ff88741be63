/** The events of a session, as its user receives them. */
import type { Dialect } from '../commands/dialects.js'
import type { Failure } from '../commands/failure.js'
import type { Property } from '../commands/property.js'
import type { Decoded } from '../commands/codec.js'
import { describeReason, type Reason } from '../commands/undecodable.js'
import type { Address, ListName, Status } from '../commands/words.js'
import type { Message } from '../payloads/message.js'
import type { Notification } from '../payloads/notification.js'
import type { Personal } from '../payloads/personal.js'
import type { Profile } from '../payloads/profile.js'
import type { ClientEffect } from '../core/effects.js'
import type { Flat } from '../core/flat.js'
import type { Intent, ServiceReply } from './intents/intents.js'
import type { Variant } from '../core/machine.js'
import type { EndReason, MessageOutcome, Outcome } from './outcomes.js'
import type { Unserved } from './services/service.js'
import type { Circle, Contact, Group, OwnEndpoint, AccountView } from './state.js'

/** The intents that are messages. */
export type Saying = Variant<Intent, 'Say' | 'SayTo'>

/** Who said something, and where. `name` is what the switchboard calls them. */
interface Speech {
  readonly conversation: string
  readonly passport: string
  readonly name: string
}

/**
 * Why a conversation ended.
 *
 * **Shapes** `Left`: we left, or were alone for long. `Declined`: we did not accept. `Failed`: the server would not have
 * it. `Unreadable`: its answer cannot be read. `Lost`: its connection went away. `NoAnswer`: a deadline passed. `SessionEnded`: the whole session did.
 */
export type ConversationEnd =
  | { readonly _tag: 'Left' | 'Declined' | 'Lost' | 'NoAnswer' | 'SessionEnded' }
  | { readonly _tag: 'Failed'; readonly failure: Failure }
  | { readonly _tag: 'Unreadable'; readonly reason: Reason }

/** What happens in a session. */
export type SessionEvent =
  // The connection
  | { readonly _tag: 'Connecting'; readonly address: Address }
  /** Connected; nothing has been said yet. */
  | { readonly _tag: 'Opened'; readonly address: Address }
  /** Sent on to another server. */
  | { readonly _tag: 'Redirected'; readonly address: Address }
  /** From MSNP10 on the name comes later, as `OwnName`. */
  | {
      readonly _tag: 'SignedIn'
      readonly passport: string
      readonly name: string | undefined
      readonly dialect: Dialect
    }
  /** The contact list is there; `changed` tells whether it came anew. Intents are carried out from now on. */
  | { readonly _tag: 'Ready'; readonly contacts: number; readonly groups: number; readonly changed: boolean }
  /**
   * The contact list did not come whole. What came of it counts, what was known before stays, and what comes late counts, too.
   * So many `contacts` and `groups` are missing, and parts of these `lists` (up to MSNP7); without numbers, nobody knows how
   * many.
   */
  | {
      readonly _tag: 'ListIncomplete'
      readonly contacts: number | undefined
      readonly groups: number | undefined
      readonly lists: ReadonlyArray<ListName>
    }
  | { readonly _tag: 'Profile'; readonly profile: Profile }
  /** The server asked for a licence, and got its answer. */
  | { readonly _tag: 'Challenged' }
  /** The server is there; it wants to be asked again in so many seconds. */
  | { readonly _tag: 'Alive'; readonly seconds?: number }
  /** The tickets of the HTTP services were too old, or soon would be; there are new ones (MSNP13 and later). */
  | { readonly _tag: 'TicketsRenewed' }
  /** There are no new tickets; the session goes on with those that it has. */
  | { readonly _tag: 'TicketsFailed'; readonly reason: EndReason }
  /** About to close, because the user signs out: `OUT` is sent next. */
  | { readonly _tag: 'Closing' }
  /**
   * The connection has ended, and the session goes on (`reconnect`): at `retryAt`, in milliseconds since 1970, it signs in again. What
   * was under way has its outcome, conversations have ended, and contacts are offline.
   */
  | { readonly _tag: 'Disconnected'; readonly reason: EndReason; readonly retryAt: number }
  /** Signs in again, for the `attempt`th time in a row. */
  | { readonly _tag: 'Reconnecting'; readonly attempt: number }
  /** The last event. */
  | { readonly _tag: 'Closed'; readonly reason: EndReason }

  // Contacts
  /** A contact is on the list, or changed there: its name, its lists, its groups. */
  | { readonly _tag: 'Contact'; readonly contact: Contact }
  /** A contact is on no list any more. */
  | { readonly _tag: 'ContactRemoved'; readonly passport: string }
  | { readonly _tag: 'Group'; readonly group: Group }
  | { readonly _tag: 'GroupRemoved'; readonly group: Group }
  /** Somebody put me on their list. */
  | { readonly _tag: 'AddedMe'; readonly passport: string; readonly name: string }
  | { readonly _tag: 'RemovedMe'; readonly passport: string }
  | { readonly _tag: 'ContactStatus'; readonly passport: string; readonly name: string; readonly status: Status }
  | { readonly _tag: 'ContactPersonal'; readonly passport: string; readonly personal: Personal }
  | { readonly _tag: 'ContactProperty'; readonly passport: string; readonly property: Property }

  // The account itself
  | { readonly _tag: 'OwnStatus'; readonly status: Status }
  | { readonly _tag: 'OwnName'; readonly name: string }
  | { readonly _tag: 'OwnProperty'; readonly property: Property }
  | { readonly _tag: 'Privacy'; readonly privacy: 'AL' | 'BL' }
  | { readonly _tag: 'Prompt'; readonly prompt: 'A' | 'N' }
  /** The endpoints that the account is signed in at, this one among them (MSNP16 and later). */
  | { readonly _tag: 'OwnEndpoints'; readonly endpoints: ReadonlyArray<OwnEndpoint> }

  // Conversations
  /** Somebody invites me: `Accept` or `Decline`, unless it is answered by the settings. */
  | { readonly _tag: 'Ringing'; readonly conversation: string; readonly passport: string; readonly name: string }
  /** The switchboard is there. */
  | { readonly _tag: 'ConversationStarted'; readonly conversation: string }
  | Flat<{ readonly _tag: 'Joined' } & Speech>
  /** Somebody left; `idle`, if the server took them out because nothing was said. */
  | { readonly _tag: 'Left'; readonly conversation: string; readonly passport: string; readonly idle: boolean }
  | Flat<{ readonly _tag: 'TextReceived'; readonly text: string; readonly message: Message } & Speech>
  | Flat<{ readonly _tag: 'TypingReceived' } & Speech>
  | Flat<{ readonly _tag: 'NudgeReceived' } & Speech>
  /** Any other message: a file offered, a drawing, an emoticon, ... */
  | Flat<{ readonly _tag: 'MessageReceived'; readonly message: Message } & Speech>
  | { readonly _tag: 'ConversationEnded'; readonly conversation: string; readonly reason: ConversationEnd }

  // Beside conversations
  /** What somebody said while this account was offline; `id` is what it is deleted by. */
  | {
      readonly _tag: 'OfflineReceived'
      readonly passport: string
      readonly name: string | undefined
      readonly text: string
      readonly sentAt: string | undefined
      readonly id: string
    }
  /** Somebody on another network, or without a switchboard, says something. */
  | {
      readonly _tag: 'NetworkMessageReceived'
      readonly passport: string
      readonly network: number
      readonly message: Message
    }
  /** A note from somebody, from one of their endpoints if it says so. Types 2, 3 and 10 to 12 are of machines for machines. */
  | {
      readonly _tag: 'NoteReceived'
      readonly passport: string
      readonly guid: string | undefined
      readonly type: number
      readonly payload: Uint8Array
    }
  /** The networks on which an address exists, as far as the server says. */
  | { readonly _tag: 'Networks'; readonly passport: string; readonly networks: ReadonlyArray<number> }
  /** A circle that this account is in, or who is in it. */
  | { readonly _tag: 'Circle'; readonly circle: Circle }
  | {
      readonly _tag: 'CircleStatus'
      readonly circle: string
      readonly passport: string
      readonly name: string
      readonly status: Status
    }
  | { readonly _tag: 'CircleMessage'; readonly circle: string; readonly passport: string; readonly message: Message }

  // What became of intents
  | { readonly _tag: 'IntentOutcome'; readonly intent: Exclude<Intent, Saying>; readonly outcome: Outcome }
  | {
      readonly _tag: 'MessageOutcome'
      readonly intent: Saying
      readonly conversation: string | undefined
      readonly outcome: MessageOutcome
    }
  | { readonly _tag: 'Replied'; readonly intent: Extract<Intent, { readonly _tag: 'Ask' }>; readonly reply: ServiceReply }

  // Notices
  /** Mail, or a word from the server's keeper. */
  | { readonly _tag: 'Notice'; readonly message: Message }
  /** An alert or a page. */
  | { readonly _tag: 'Notification'; readonly notification: Notification }
  /** A numeric failure that answers nothing that was asked. */
  | { readonly _tag: 'ServerFailed'; readonly failure: Failure }
  /** An HTTP service did not do what was asked without an intent: what is known stays (MSNP13 and later). */
  | Flat<{ readonly _tag: 'ServiceFailed' } & Unserved>
  /** A command that nobody asked for, that does not fit here, or that cannot be read. It changed nothing. */
  | { readonly _tag: 'Unexpected'; readonly conversation?: string; readonly problem: string }

/** What a session wants done; what happens in it goes out by `Notify`. */
export type SessionEffect = ClientEffect<SessionEvent>
export type SessionEffects = ReadonlyArray<SessionEffect>

/** Tells the user. */
export const notify = (event: SessionEvent): SessionEffect => ({ _tag: 'Notify', event })

/** Tells the user several things. */
export const notifyAll = (events: ReadonlyArray<SessionEvent>): SessionEffects => events.map(notify)

/** Tells the user of a command that changed nothing. Its words are not told: they may be secret. */
export const unexpected = (command: Decoded<'server'>, conversation?: string): SessionEffect =>
  notify({
    _tag: 'Unexpected',
    ...(conversation === undefined ? {} : { conversation }),
    problem: command._tag === 'Undecodable' ? describeReason(command.reason) : `${command.verb} was not expected`,
  })

/** What a change leads to: the next state, and what is to be told about it. */
export type Change = readonly [state: AccountView, events: ReadonlyArray<SessionEvent>]

/** Picks events by their tag. */
export const isEvent =
  <Tag extends SessionEvent['_tag']>(...tags: ReadonlyArray<Tag>) =>
  (event: SessionEvent): event is Variant<SessionEvent, Tag> =>
    (tags as ReadonlyArray<string>).includes(event._tag)
