/** Why sessions end, why intents are refused, and what became of them. */
import { describeUnencodable, type Unencodable } from '../commands/codec.js'
import type { Failure } from '../commands/failure.js'
import { describeReason, type Reason } from '../commands/undecodable.js'
import { bracketed, type Address } from '../commands/words.js'
import { describeClose, type CloseReason } from '../core/effects.js'
import { describeIntentProblem, type IntentProblem } from './intents/reading.js'
import { describeUnserved, type Unserved } from './services/service.js'

/**
 * Why a session ended.
 *
 * **Shapes** `SignedOut`: we wanted it. `Unreachable`: no connection. `Lost`: the connection went away. `NoAnswer`: a
 * deadline passed; `to` says what was waited for. `NoCommonDialect`, `NoWayIn`: the server speaks no dialect, or knows no
 * way of signing in, that we offered. `Refused`: the server's numeric failure. `Denied`: the login server refuses address
 * or password; `text` is for people. `NoTicket`: the login server is of no use. `Circle`, `TooManyRedirects`: we were
 * sent around. `Dismissed`: the server's `OUT`; `Elsewhere` means that the account signed in at another place, and that
 * nobody should sign in again by himself. `Broken`: the peer broke the protocol.
 *
 * **Units** `minutes` until the server is back.
 */
export type EndReason =
  | { readonly _tag: 'SignedOut' }
  | { readonly _tag: 'Unreachable'; readonly address: Address; readonly why: CloseReason }
  | { readonly _tag: 'Lost'; readonly why: CloseReason }
  | { readonly _tag: 'NoAnswer'; readonly to: string }
  | { readonly _tag: 'NoCommonDialect'; readonly offered: ReadonlyArray<string> }
  | { readonly _tag: 'NoWayIn'; readonly offered: ReadonlyArray<string> }
  | { readonly _tag: 'Refused'; readonly failure: Failure }
  | { readonly _tag: 'Denied'; readonly text?: string; readonly page?: string }
  | { readonly _tag: 'NoTicket'; readonly problem: string; readonly why?: CloseReason }
  | { readonly _tag: 'RedirectLoop'; readonly address: Address }
  | { readonly _tag: 'TooManyRedirects'; readonly limit: number }
  | { readonly _tag: 'Dismissed'; readonly because: Dismissal; readonly minutes?: number }
  | { readonly _tag: 'Broken'; readonly problem: string }

/** Why a server said `OUT` (core.md 2.4). */
export type Dismissal = 'Elsewhere' | 'GoingDown' | 'TermsOfUse' | 'Migration' | 'Maintenance' | 'Unsaid'

const dismissals: Readonly<Record<Dismissal, string>> = {
  Elsewhere: 'the account signed in at another place',
  GoingDown: 'the server goes down',
  TermsOfUse: 'the terms of use are to be accepted first',
  Migration: 'the contact list is being moved; sign in again',
  Maintenance: 'the server is being maintained',
  Unsaid: 'the server said goodbye',
}

const at = ({ host, port }: Address): string => `${bracketed(host)}:${port}`

const failed = ({ code, meaning }: Failure): string => `${meaning} (${code})`

/** Tells why a session ended, and what to do about it, in one line without secrets. */
export const describeEnd = (reason: EndReason): string => {
  switch (reason._tag) {
    case 'SignedOut':
      return 'signed out'
    case 'Unreachable':
      return `cannot connect to ${at(reason.address)}: ${describeClose(reason.why)}; check host and port`
    case 'Lost':
      return `the connection was lost: ${describeClose(reason.why)}`
    case 'NoAnswer':
      return `no answer to ${reason.to} in time`
    case 'NoCommonDialect':
      return `the server speaks none of ${reason.offered.join(', ')}; offer others`
    case 'NoWayIn':
      return `the server wants to be signed in to by ${reason.offered.join(', ') || 'no known way'}; offer other dialects`
    case 'Refused':
      return `the server refused: ${failed(reason.failure)}${reason.failure.code === 911 ? '; check address and password' : ''}`
    case 'Denied':
      return `wrong address or password${reason.text === undefined ? '' : ` (${reason.text})`}; check both`
    case 'NoTicket':
      return `no ticket from the login server: ${reason.problem}${reason.why === undefined ? '' : `, ${describeClose(reason.why)}`}`
    case 'RedirectLoop':
      return `the servers redirect in a loop: ${at(reason.address)} was visited already`
    case 'TooManyRedirects':
      return `redirected more than ${reason.limit} times; raise the limit if that is meant`
    case 'Dismissed':
      return `${dismissals[reason.because]}${reason.minutes === undefined ? '' : `, for ${reason.minutes} minutes`}`
    case 'Broken':
      return `the server broke the protocol: ${reason.problem}`
  }
}

/**
 * Why an intent is refused before anything is sent: our mistake.
 *
 * **Shapes** `NoSuchIntent`, `BadIntent`: it is no intent, or a field of it is wrong. `NotInDialect`: the dialect has no
 * command for it. `BadField`: a value cannot be written. `Already`: it is so already.
 */
export type Refusal =
  | { readonly _tag: 'Ended' }
  | IntentProblem
  | {
      readonly _tag: 'NoSuchConversation' | 'NoSuchContact' | 'NoSuchGroup' | 'NoSuchCircle' | 'Already' | 'NotRinging'
    }
  | { readonly _tag: 'NotInDialect'; readonly dialect: string }
  | { readonly _tag: 'BadField'; readonly problem: Unencodable }
  | { readonly _tag: 'TooLong'; readonly limit: number }
  | { readonly _tag: 'TooMuchWaiting'; readonly limit: number }

/** Tells why an intent was refused, in one line. */
export const describeRefusal = (refusal: Refusal): string => {
  switch (refusal._tag) {
    case 'Ended':
      return 'the session is over'
    case 'NoSuchIntent':
    case 'BadIntent':
      return describeIntentProblem(refusal)
    case 'NoSuchConversation':
      return 'there is no such conversation'
    case 'NoSuchContact':
      return 'there is no such contact'
    case 'NoSuchGroup':
      return 'there is no such group'
    case 'NoSuchCircle':
      return 'there is no such circle'
    case 'Already':
      return 'it is so already'
    case 'NotRinging':
      return 'nobody waits for an answer there'
    case 'NotInDialect':
      return `${refusal.dialect} has no command for it`
    case 'BadField':
      return describeUnencodable(refusal.problem)
    case 'TooLong':
      return `it is longer than ${refusal.limit} bytes`
    case 'TooMuchWaiting':
      return `${refusal.limit} are waiting already`
  }
}

/**
 * What became of an intent. `Failed`: by the notification server's word; `ServiceFailed`: an HTTP service (MSNP13 and later).
 * `Unreadable`: there was a reply, which cannot be read, so that nobody knows what came of it.
 */
export type Outcome =
  | { readonly _tag: 'Done' }
  | { readonly _tag: 'Refused'; readonly refusal: Refusal }
  | { readonly _tag: 'Failed'; readonly failure: Failure }
  | ({ readonly _tag: 'ServiceFailed' } & Unserved)
  | { readonly _tag: 'Unreadable'; readonly reason: Reason }
  | { readonly _tag: 'TimedOut' }
  | { readonly _tag: 'Closed' }

/**
 * What became of a message.
 *
 * **Shapes** `Acknowledged`: the switchboard took it for everybody who is there. `Sent`: it went out, and no answer was
 * wanted, or none came that says otherwise. `NotDelivered`: the switchboard's `NAK`. `NobodyThere`: nobody came, or
 * everybody left; `failure` says why, if the server did.
 */
export type MessageOutcome =
  | { readonly _tag: 'Acknowledged' }
  | { readonly _tag: 'Sent' }
  | { readonly _tag: 'NotDelivered' }
  | { readonly _tag: 'NobodyThere'; readonly failure?: Failure }
  | Exclude<Outcome, { readonly _tag: 'Done' }>

/** Tells what became of an intent or a message, in a few words. */
export const describeOutcome = (outcome: Outcome | MessageOutcome): string => {
  switch (outcome._tag) {
    case 'Done':
      return 'done'
    case 'Acknowledged':
      return 'arrived'
    case 'Sent':
      return 'sent'
    case 'NotDelivered':
      return 'could not be delivered'
    case 'NobodyThere':
      return `nobody there${outcome.failure === undefined ? '' : `: ${failed(outcome.failure)}`}`
    case 'Refused':
      return describeRefusal(outcome.refusal)
    case 'Failed':
      return failed(outcome.failure)
    case 'ServiceFailed':
      return describeUnserved(outcome)
    case 'Unreadable':
      return `the reply cannot be read: ${describeReason(outcome.reason)}`
    case 'TimedOut':
      return 'no answer in time'
    case 'Closed':
      return 'the connection was closed before an answer came'
  }
}
