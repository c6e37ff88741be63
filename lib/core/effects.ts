/** What machines hear and what they ask for: the events and effects of both sides, as plain data. */
import type { Dialect } from '../commands/dialects.js'
import type { Decoded, Encodable, Unencodable } from '../commands/codec.js'
import type { Failure } from '../commands/failure.js'
import type { ServerKind, Side } from '../commands/row.js'
import type { Command, Verb } from '../commands/rows.js'
import type { Undecodable } from '../commands/undecodable.js'
import type { TaggedName } from './keys.js'
import type { Tagged } from './machine.js'
import type { Address } from '../commands/words.js'

/** The name of a connection or a request that came in to a server. */
export type Name = string

/** What a link is called by a machine of one side: a client's names its own, a server's has those that came in. */
type LinkOf<At extends Side> = 'client' extends At ? TaggedName : Name
type Other<A extends Side> = A extends 'client' ? 'server' : 'client'

/** Open a connection. What comes of it is told by `Opened`, or else by `Closed`. */
export interface Dial {
  readonly _tag: 'Dial'
  readonly link: TaggedName
  readonly address: Address
  readonly on: ServerKind
}

/** Say a command. The dialect, once it is known, is the one that the connection speaks from now on. */
export interface Send<From extends Side = Side> {
  readonly _tag: 'Send'
  readonly link: LinkOf<From>
  readonly dialect: Dialect | undefined
  readonly command: Encodable<From>
}

/** Close a connection, after what was said on it has gone out. No event comes from it any more, not even `Closed`. */
export interface Close<L = TaggedName> {
  readonly _tag: 'Close'
  readonly link: L
}

/**
 * Tell when a time has passed, by `Elapsed`; a timer of that name that runs already is replaced.
 *
 * **Units** milliseconds.
 */
export interface After<T = TaggedName> {
  readonly _tag: 'After'
  readonly timer: T
  readonly ms: number
}

/** Forget a timer, if it runs. */
export interface Cancel<T = TaggedName> {
  readonly _tag: 'Cancel'
  readonly timer: T
}

/** A request to an HTTP server. Its headers may hold a password: it is shown to nobody. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Uint8Array
}

/** What an HTTP server answered. */
export interface HttpResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string | ReadonlyArray<string> | undefined>>
  readonly body?: Uint8Array
}

/** Ask an HTTP server. `Fetched` brings the answer, or why there is none. */
export interface Fetch {
  readonly _tag: 'Fetch'
  readonly fetch: TaggedName
  readonly request: HttpRequest
}

/**
 * Draw bytes that nobody can guess. `Drawn` brings them.
 *
 * **Units** bytes.
 */
export interface Random {
  readonly _tag: 'Random'
  readonly draw: TaggedName
  readonly bytes: number
}

/** Look at the clock. `Looked` tells the time. */
export interface Look {
  readonly _tag: 'Look'
}

/** Answer an HTTP request that came as `Requested`. */
export interface Respond {
  readonly _tag: 'Respond'
  readonly exchange: Name
  readonly response: HttpResponse
}

/** Tell the machine's user. */
export interface Notify<N> {
  readonly _tag: 'Notify'
  readonly event: N
}

/**
 * Why a connection ended, or never began.
 *
 * **Shapes** `Ended`: the peer closed it in good order. `Refused`: nobody listens there. `Unknown`: there is no such host.
 * `Unreachable`, `TimedOut`, `Reset`: the network's word. `Insecure`: the certificate is not to be trusted; `problem` says
 * why. `Broken`: what the peer said cannot be cut into commands. `Unread`: the peer does not read what it is told.
 * `Unsayable`: a command cannot be written without which there is no going on. `Unauthorized`: a proxy wants a name and a
 * password, or others than it was given. `Forbidden`: a proxy or a gateway does not let us through; `problem` is its word.
 * `Other`: `problem` is the system's code.
 */
export type CloseReason =
  | { readonly _tag: 'Ended' | 'Refused' | 'Unknown' | 'Unreachable' | 'TimedOut' | 'Reset' | 'Unread' | 'Unauthorized' }
  | { readonly _tag: 'Insecure' | 'Broken' | 'Unsayable' | 'Forbidden' | 'Other'; readonly problem: string }

/** Tells why a connection ended, in a few words. */
export const describeClose = (reason: CloseReason): string => {
  switch (reason._tag) {
    case 'Ended':
      return 'it was closed by the other side'
    case 'Refused':
      return 'nobody listens there'
    case 'Unknown':
      return 'there is no such host'
    case 'Unreachable':
      return 'it cannot be reached'
    case 'TimedOut':
      return 'it did not answer in time'
    case 'Reset':
      return 'it was cut off'
    case 'Unread':
      return 'the other side does not read'
    case 'Insecure':
      return `its certificate is not to be trusted (${reason.problem})`
    case 'Broken':
      return `what it says cannot be read on: ${reason.problem}`
    case 'Unsayable':
      return `a command cannot be written: ${reason.problem}`
    case 'Unauthorized':
      return 'the proxy wants a name and a password, or others than it was given'
    case 'Forbidden':
      return `we are not let through: ${reason.problem}`
    case 'Other':
      return reason.problem
  }
}

/** A connection that was dialled is there. */
export interface Opened {
  readonly _tag: 'Opened'
  readonly link: TaggedName
}

/** A command came. */
export interface Received<From extends Side = Side> {
  readonly _tag: 'Received'
  readonly link: LinkOf<Other<From>>
  readonly command: Decoded<From>
}

/** A connection ended, or could not be opened. */
export interface Closed<L = TaggedName> {
  readonly _tag: 'Closed'
  readonly link: L
  readonly reason: CloseReason
}

/**
 * A command cannot be written: it was left out, and the connection stands. `trid` is its transaction id, if it has one.
 * Nothing of its values is in `problem`.
 */
export interface Unsayable<L = TaggedName> {
  readonly _tag: 'Unsayable'
  readonly link: L
  readonly on: ServerKind
  readonly trid?: number
  readonly problem: Unencodable
}

/** A timer's time has passed. */
export interface Elapsed<T = TaggedName> {
  readonly _tag: 'Elapsed'
  readonly timer: T
}

/** What came of a request: an answer, or why there is none. */
export interface Fetched {
  readonly _tag: 'Fetched'
  readonly fetch: TaggedName
  readonly outcome: HttpResponse | CloseReason
}

/** The bytes that were drawn; what is made of them may be secret. */
export interface RandomBytes {
  readonly _tag: 'RandomBytes'
  readonly draw: TaggedName
  readonly bytes: Uint8Array
}

/**
 * What the clock shows.
 *
 * **Units** milliseconds since 1970.
 */
export interface Looked {
  readonly _tag: 'Looked'
  readonly now: number
}

/** Whether a request was answered, with whatever status. */
export const isAnswered = (outcome: HttpResponse | CloseReason): outcome is HttpResponse => 'status' in outcome

/**
 * Somebody has connected.
 *
 * **Shapes** `local` is where they dialled, as they see it; `nonce` is 32 hexadecimal digits that nobody can guess, new
 * for every connection.
 *
 * **Units** `at` in milliseconds since 1970.
 */
export interface Accepted {
  readonly _tag: 'Accepted'
  readonly link: Name
  readonly on: ServerKind
  readonly peer: Address
  readonly local: Address
  readonly at: number
  readonly nonce: string
}

/** Somebody asks the HTTP server; `request.url` is the path with its query. See `Accepted` for the rest. */
export interface Requested {
  readonly _tag: 'Requested'
  readonly exchange: Name
  readonly request: HttpRequest
  readonly peer: Address
  readonly local: Address
  readonly at: number
  readonly nonce: string
}

/** The server is about to be stopped. */
export interface Stopping {
  readonly _tag: 'Stopping'
}

/** What a client's machine may want done. */
export type ClientEffect<N> = Dial | Send<'client'> | Close | After | Cancel | Fetch | Random | Look | Notify<N>

/** What comes to a client's machine from outside, besides what its user wants. */
export type ClientEvent = Opened | Received<'server'> | Closed | Unsayable | Elapsed | Fetched | RandomBytes | Looked

/** What a server's machine may want done; `T` are its timers. */
export type HostEffect<N, T = TaggedName> =
  | Send<'server'>
  | Close<Name>
  | After<T>
  | Cancel<T>
  | Respond
  | Notify<N>

/** What comes to a server's machine; `T` are its timers. */
export type HostEvent<T = TaggedName> =
  | Accepted
  | Received<'client'>
  | Closed<Name>
  | Unsayable<Name>
  | Elapsed<T>
  | Requested
  | Stopping

const isReceived = (event: Tagged): event is Received => event._tag === 'Received'

/**
 * The kind of what came to a machine: the verb of a command, `Failure`, `Undecodable`, `Truncated`, or the tag of the event.
 *
 * What the end of a connection cut off is `Truncated`, and no machine has a move for it: half a line answers nothing, not
 * even by its transaction id, which may be half of one. The end itself comes right behind it.
 */
export const kindOf = (event: Tagged): string => {
  if (!isReceived(event)) return event._tag
  const { command } = event
  if (command._tag === 'Undecodable') return command.reason._tag === 'Truncated' ? 'Truncated' : 'Undecodable'
  return command._tag === 'Failure' ? command._tag : command.verb
}

/** What came: the command, or the event itself. */
export const subjectOf = (event: Tagged): unknown => (isReceived(event) ? event.command : event)

/** What a kind of server says by a verb. */
export type Said<On extends ServerKind, V extends Verb> = Extract<Command<'server', On>, { readonly verb: V }>

type ByTag<A extends { readonly _tag: string }> = { readonly [Tag in A['_tag']]: Extract<A, { readonly _tag: Tag }> }

type ByVerb<C extends { readonly verb: string }> = { readonly [V in C['verb']]: Extract<C, { readonly verb: V }> }

/** What comes to a machine on a kind of server, by its kind. */
export type Comings<From extends Side, On extends ServerKind> = ByVerb<Command<From, On>> &
  ByTag<Exclude<From extends 'server' ? ClientEvent : HostEvent, { readonly _tag: 'Received' }>> & {
    readonly Failure: Failure
    readonly Undecodable: Undecodable
  }
