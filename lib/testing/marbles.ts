/** Marble tests of apps, on the `TestScheduler` of RxJS. */
import { BehaviorSubject, Observable, observeOn, of, Subject, type SchedulerLike } from 'rxjs'
import { TestScheduler, type RunHelpers } from 'rxjs/testing'

import { intentsOf, type AppInput } from '../app.js'
import type { SessionEvent } from '../client/events.js'
import type { Intent } from '../client/intents/intents.js'
import type { SessionState } from '../client/state.js'
import { sessionState } from './states.js'

/** Fails where two values are not equal: the deep equality of whatever test runner there is. */
export type AssertEqual = (actual: unknown, expected: unknown) => unknown

/**
 * How marbles are run.
 *
 * **Units** `limit` in milliseconds of virtual time, an hour unless told: an app that waits and waits again is stopped then.
 */
export interface MarbleOptions {
  readonly limit?: number
}

/** What a marble test has at hand: the helpers of the `TestScheduler` of rxjs, and those for apps. */
export interface MarbleHelpers extends RunHelpers {
  /** For what takes a scheduler. All of rxjs's own timers are virtual already. */
  readonly scheduler: TestScheduler
  /**
   * Runs an app as a session does, and compares what it wants. The end of the events is the end of the session: what the
   * app still wants then, nobody hears. Without states the app is signed in, with nobody on its lists.
   */
  readonly expectIntents: (
    app: AppInput,
    events: Observable<SessionEvent>,
    state?: Observable<SessionState>,
  ) => {
    /** Compares it with marbles, and the intents that they stand for. */
    readonly toBe: (marbles: string, values?: Readonly<Record<string, Intent>>, error?: unknown) => void
  }
}

const anHour = 3_600_000

/** What an app wants while some events happen, and things stand so: an app in the place where a session has it. */
const wantedBy = (
  scheduler: SchedulerLike,
  app: AppInput,
  events: Observable<SessionEvent>,
  states: Observable<SessionState>,
): Observable<Intent> =>
  new Observable((subscriber) => {
    const happening = new Subject<SessionEvent>()
    let state: BehaviorSubject<SessionState> | undefined
    let first: SessionState | undefined
    let isOver = false
    const error = (problem: unknown): void => subscriber.error(problem)
    const next = (intent: Intent): void => void (isOver || subscriber.next(intent))
    const end = (): void => {
      isOver = true
      happening.complete()
      state?.complete()
      subscriber.complete()
    }
    // A session has a state when it calls its app: the one of the first moment, or that of who is signed in.
    const begin = (): void => {
      state = new BehaviorSubject(first ?? sessionState())
      // That the app completes ends nothing.
      subscriber.add(intentsOf(app, happening.asObservable(), state.asObservable()).subscribe({ next, error }))
    }
    const stand = (now: SessionState): void => {
      if (state === undefined) first = now
      else if (now !== state.value) state.next(now)
    }
    subscriber.add(states.subscribe({ next: stand, error }))
    if (first === undefined) subscriber.add(scheduler.schedule(begin))
    else begin()
    subscriber.add(events.subscribe({ next: (event) => happening.next(event), error, complete: end }))
  })

/**
 * Runs marble tests on rxjs's `TestScheduler`, compared by the deep equality of any test runner.
 *
 * **Shapes** marbles are those of rxjs: a frame is a millisecond, blanks are for the eye, `20ms ` lets time pass.
 *
 * **Errors** those of `assertEqual`.
 */
export const marbles =
  (assertEqual: AssertEqual, { limit = anHour }: MarbleOptions = {}) =>
  <A>(test: (helpers: MarbleHelpers) => A): A => {
    const scheduler = new TestScheduler((actual, expected) => void assertEqual(actual, expected))
    return scheduler.run((helpers) => {
      scheduler.maxFrames = limit
      const expectIntents: MarbleHelpers['expectIntents'] = (app, events, state = of(sessionState())) =>
        // What happens waits for the end of its millisecond: how things stand then is known before.
        helpers.expectObservable(wantedBy(scheduler, app, events.pipe(observeOn(scheduler)), state))
      return test({ ...helpers, scheduler, expectIntents })
    })
  }
