/** Which ends of a session are retriable, and how long it waits: a table over every reason, and laws of the waits. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { failureCodes } from '../../lib/commands/failures.js'
import { backoff, isRetriable, retryAfter, type Backoff } from '../../lib/client/connection/retry.js'
import { failure, sessionSettings, type CloseReason, type Dismissal, type EndReason } from '../../lib/index.js'
import { runs } from '../support/arbitrary.js'

const address = { host: 'messenger.example.com', port: 1863 }

const closeReasons: { readonly [Tag in CloseReason['_tag']]: CloseReason } = {
  Ended: { _tag: 'Ended' },
  Refused: { _tag: 'Refused' },
  Unknown: { _tag: 'Unknown' },
  Unreachable: { _tag: 'Unreachable' },
  TimedOut: { _tag: 'TimedOut' },
  Reset: { _tag: 'Reset' },
  Unread: { _tag: 'Unread' },
  Insecure: { _tag: 'Insecure', problem: 'self-signed' },
  Broken: { _tag: 'Broken', problem: 'no line' },
  Unsayable: { _tag: 'Unsayable', problem: 'a name' },
  Unauthorized: { _tag: 'Unauthorized' },
  Forbidden: { _tag: 'Forbidden', problem: '403' },
  Other: { _tag: 'Other', problem: 'EIO' },
}

/** Whether a connection that was lost for a reason is dialled again. */
const lost: { readonly [Tag in CloseReason['_tag']]: boolean } = {
  Ended: true,
  Refused: true,
  Unknown: true,
  Unreachable: true,
  TimedOut: true,
  Reset: true,
  Unread: true,
  Insecure: true,
  Broken: true,
  Unsayable: false,
  Unauthorized: false,
  Forbidden: false,
  Other: true,
}

const dismissed: { readonly [Why in Dismissal]: boolean } = {
  Elsewhere: false,
  GoingDown: true,
  TermsOfUse: false,
  Migration: true,
  Maintenance: true,
  Unsaid: true,
}

/** The failures after which nobody tries again; all others, known or not, may pass. */
const final = [
  200, 201, 203, 204, 205, 206, 208, 209, 511, 540, 710, 718, 719, 726, 731, 733, 911, 917, 920, 923, 924, 926, 927, 929, 930, 931,
  934, 935,
]

type Case = readonly [reason: EndReason, isRetriable: boolean]

/** Every reason that there is, by its tag: one that is new does not compile without a line here. */
const table: { readonly [Tag in EndReason['_tag']]: ReadonlyArray<Case> } = {
  SignedOut: [[{ _tag: 'SignedOut' }, false]],
  Unreachable: Object.values(closeReasons).map((why) => [{ _tag: 'Unreachable', address, why }, lost[why._tag]]),
  Lost: Object.values(closeReasons).map((why) => [{ _tag: 'Lost', why }, lost[why._tag]]),
  NoAnswer: [[{ _tag: 'NoAnswer', to: 'PNG' }, true]],
  NoCommonDialect: [[{ _tag: 'NoCommonDialect', offered: ['MSNP9'] }, false]],
  NoWayIn: [[{ _tag: 'NoWayIn', offered: ['TWN'] }, false]],
  Refused: [...failureCodes, 0, 999, 12345].map((code) => [{ _tag: 'Refused', failure: failure(code) }, !final.includes(code)]),
  Denied: [
    [{ _tag: 'Denied' }, false],
    [{ _tag: 'Denied', text: 'no', page: 'http://a.example.com' }, false],
  ],
  NoTicket: [
    ...Object.values(closeReasons).map((why): Case => [{ _tag: 'NoTicket', problem: 'it does not answer', why }, lost[why._tag]]),
    [{ _tag: 'NoTicket', problem: 'status 503' }, true],
  ],
  RedirectLoop: [[{ _tag: 'RedirectLoop', address }, true]],
  TooManyRedirects: [[{ _tag: 'TooManyRedirects', limit: 10 }, true]],
  Dismissed: (Object.keys(dismissed) as ReadonlyArray<Dismissal>).map((because) => [{ _tag: 'Dismissed', because }, dismissed[because]]),
  Broken: [[{ _tag: 'Broken', problem: 'it is no MSNP' }, true]],
}

const cases = Object.values(table).flat()
const lostReason: EndReason = { _tag: 'Lost', why: { _tag: 'Reset' } }
const away = (minutes: number): EndReason => ({ _tag: 'Dismissed', because: 'Maintenance', minutes })

describe('isRetriable', () => {
  it.each(cases)('%j: %s', (reason, expected) => {
    expect(isRetriable(reason)).toBe(expected)
  })

  it('holds for both kinds of policy: what is not retriable is not tried again', () => {
    for (const [reason, expected] of cases)
      for (const policy of [backoff, () => 5])
        expect(retryAfter(policy, { reason, attempt: 1, random: 0 }) !== undefined).toBe(expected)
  })
})

describe('the waits of a backoff', () => {
  const sure: Backoff = { ...backoff, jitter: 0 }
  const wait = (policy: Backoff, attempt: number, random = 0) => retryAfter(policy, { reason: lostReason, attempt, random })

  it('double from a second to a minute unless told', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 8, 1000].map((attempt) => wait(sure, attempt))).toEqual([
      1000, 2000, 4000, 8000, 16000, 32000, 60000, 60000, 60000,
    ])
    expect(wait(backoff, 1, 0.5)).toBe(750)
    expect(sessionSettings({ passport: 'a@example.com', password: 'x', server: address, reconnect: { max: 5 } }).reconnect).toEqual({
      ...backoff,
      max: 5,
    })
  })

  it('stay within their bounds, whatever the policy and the chance', () => {
    fc.assert(
      fc.property(
        fc.record({
          min: fc.integer({ min: 0, max: 100_000 }),
          max: fc.integer({ min: 1, max: 1_000_000 }),
          factor: fc.double({ min: 1, max: 10, noNaN: true }),
          jitter: fc.double({ min: 0, max: 1, noNaN: true }),
          tries: fc.oneof(fc.nat({ max: 20 }), fc.constant(Infinity)),
        }),
        fc.integer({ min: 1, max: 5000 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (policy, attempt, random) => {
          const ms = wait(policy, attempt, random)
          expect(ms === undefined).toBe(attempt > policy.tries)
          if (ms === undefined) return
          const whole = wait({ ...policy, jitter: 0 }, attempt)!
          expect(whole).toBeLessThanOrEqual(policy.max)
          expect(ms).toBeLessThanOrEqual(whole)
          expect(ms).toBeGreaterThanOrEqual(Math.floor(whole * (1 - policy.jitter)))
          expect(wait({ ...policy, jitter: 0 }, attempt + 1) ?? whole).toBeGreaterThanOrEqual(whole)
        },
      ),
      runs,
    )
  })

  it('are as long as the server says that it is away, for a day at most', () => {
    const ms = (minutes: number) => retryAfter(sure, { reason: away(minutes), attempt: 1, random: 0 })
    expect([0, 1, 5, 1440, 1e9].map(ms)).toEqual([1000, 61_000, 301_000, 86_401_000, 86_401_000])
    expect(retryAfter(() => 7, { reason: away(2), attempt: 3, random: 0.5 })).toBe(120_007)
  })

  it('are those of a function of the user, which may give up', () => {
    const policy = ({ attempt, random }: { readonly attempt: number; readonly random: number }) =>
      attempt > 2 ? undefined : attempt * 100 + random * 10
    const tried = [1, 2, 3].map((attempt) => retryAfter(policy, { reason: lostReason, attempt, random: 0.5 }))
    expect(tried).toEqual([105, 205, undefined])
    expect([-5, NaN].map((ms) => retryAfter(() => ms, { reason: lostReason, attempt: 1, random: 0 }))).toEqual([0, undefined])
  })
})
