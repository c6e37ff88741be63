/** Whether a session that has ended is to sign in again, and after how long. */
import type { CloseReason } from '../../core/effects.js'
import type { EndReason } from '../outcomes.js'

/**
 * How long a session waits before it signs in again.
 *
 * **Shapes** the first wait is `min`, each further one `factor` times as long, up to `max`. `jitter`, from 0 to 1, is the part of
 * each wait that is left to chance, so that many clients of one server do not come back at the same moment. `tries` is how often
 * it tries in a row; a connection on which the account was signed in for `max` begins the count anew.
 *
 * **Units** `min` and `max` in milliseconds.
 */
export interface Backoff {
  /** The first wait; 1,000 unless told. */
  readonly min: number
  /** The longest wait; 60,000 unless told. */
  readonly max: number
  /** How much longer each wait is than the one before; 2 unless told. */
  readonly factor: number
  /** The part of a wait that is random; 0.5 unless told: a wait is between half and all of what it could be. */
  readonly jitter: number
  /** How often in a row; without end unless told. */
  readonly tries: number
}

/**
 * A session that has ended, for who decides when it signs in again.
 *
 * **Shapes** `attempt` counts from 1; `random` is from 0 up to 1, without 1, and comes through the ports.
 */
export interface FailedAttempt {
  readonly reason: EndReason
  readonly attempt: number
  readonly random: number
}

/**
 * When a session signs in again: plain data, or a function that gives milliseconds, or `undefined` for not at all.
 *
 * **Shapes** the function is asked only where `isRetriable` holds. It is a part of the machine: the same for the same, without a
 * clock or chance of its own.
 */
export type ReconnectPolicy = Backoff | ((failed: FailedAttempt) => number | undefined)

/** What holds where nothing is said. */
export const backoff: Backoff = { min: 1_000, max: 60_000, factor: 2, jitter: 0.5, tries: Infinity }

/** Failures that the same account and the same client would get again (core.md 7). */
const final: ReadonlySet<number> = new Set([
  200, 201, 203, 204, 205, 206, 208, 209, 511, 540, 710, 718, 719, 726, 731, 733, 911, 917, 920, 923, 924, 926, 927, 929, 930, 931,
  934, 935,
])

/** Whether a connection that ended so may be had later: not where a proxy refuses us, or where we cannot say what is needed. */
const mayPass = ({ _tag }: CloseReason): boolean => _tag !== 'Unsayable' && _tag !== 'Unauthorized' && _tag !== 'Forbidden'

/**
 * Whether the same account may sign in again by itself after its session has ended for a reason.
 *
 * **Shapes** never after the user has left, after the account has signed in at another place (both would sign each other out for
 * ever), with a password that is wrong, or where only a user can do something about it. Whatever may pass is retriable: a lost
 * connection, a server that does not answer, goes down, is busy or breaks the protocol.
 */
export const isRetriable = (reason: EndReason): boolean => {
  switch (reason._tag) {
    case 'SignedOut':
    case 'NoCommonDialect':
    case 'NoWayIn':
    case 'Denied':
      return false
    case 'Lost':
    case 'Unreachable':
      return mayPass(reason.why)
    case 'NoTicket':
      return reason.why === undefined || mayPass(reason.why)
    case 'Refused':
      return !final.has(reason.failure.code)
    case 'Dismissed':
      return reason.because !== 'Elsewhere' && reason.because !== 'TermsOfUse'
    case 'NoAnswer':
    case 'RedirectLoop':
    case 'TooManyRedirects':
    case 'Broken':
      return true
  }
}

/** The longest time that a server may keep a session away. **Units** milliseconds. */
const longest = 86_400_000

/** How long a server wants to be left alone, if it says so. **Units** milliseconds. */
export const askedToWait = (reason: EndReason): number =>
  reason._tag === 'Dismissed' && reason.minutes !== undefined ? Math.min(reason.minutes * 60_000, longest) : 0

const waits = ({ min, max, factor, jitter, tries }: Backoff, { attempt, random }: FailedAttempt): number | undefined =>
  attempt > tries ? undefined : Math.min(max, min * Math.min(factor ** (attempt - 1), Number.MAX_VALUE)) * (1 - jitter * random)

/**
 * How long to wait before the next attempt; nothing, if there is to be none. A server that says for how many minutes it is away
 * (`OUT`) is left alone for as long, but for a day at most.
 *
 * **Units** milliseconds.
 */
export const retryAfter = (policy: ReconnectPolicy, failed: FailedAttempt): number | undefined => {
  if (!isRetriable(failed.reason)) return undefined
  const ms = typeof policy === 'function' ? policy(failed) : waits(policy, failed)
  return ms === undefined || Number.isNaN(ms) ? undefined : Math.round(Math.max(0, ms) + askedToWait(failed.reason))
}

/** How long a connection has to stand until it is a good one: the attempts before it do not count any more. **Units** milliseconds. */
export const stableAfter = (policy: ReconnectPolicy): number => (typeof policy === 'function' ? backoff.max : policy.max)
