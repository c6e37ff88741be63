/** What an app is, and how what it emits becomes intents. */
import { defer, from, map, type Observable, type ObservableInput, type ObservedValueOf } from 'rxjs'

import type { SessionEvent } from './client/events.js'
import { isIntentNamed } from './client/intents/reading.js'
import type { Intent } from './client/intents/intents.js'
import type { SessionState } from './client/state.js'

/**
 * A program for a session: from what happens and how things stand to what is wanted.
 *
 * **Shapes** both Observables are hot; `state` begins with the present one. They complete when the session ends, and when its
 * user leaves it. An app that completes wants nothing more; the session goes on.
 *
 * **Errors** what an app throws or emits as an error ends its session, after the event that it answered; so does a
 * `TypeError` for what is emitted and is no intent.
 */
export type App = (events: Observable<SessionEvent>, state: Observable<SessionState>) => Observable<Intent>

/**
 * What a session takes for an app: an app, or what gives anything else that `from` of RxJS takes, such as an Observable of
 * another copy of RxJS, an array, a Promise, a generator.
 */
export type AppInput = (events: Observable<SessionEvent>, state: Observable<SessionState>) => ObservableInput<Intent>

/** Nothing more than the type; or what no app is, for one that emits `any`, which would pass for intents. */
export type EmitsIntents<F extends AppInput> = 0 extends 1 & ObservedValueOf<ReturnType<F>>
  ? { readonly 'an app emits intents, and not any: a callback such as console.log makes any of it': never }
  : unknown

const longest = 60

const named = (u: unknown): string => {
  if (u === null || u === undefined) return String(u)
  if (typeof u === 'function') return 'a function'
  if (typeof u !== 'object') return `a ${typeof u}`
  if (Array.isArray(u)) return 'an array (concatMap or from flattens it)'
  const { _tag, subscribe, then } = u as Readonly<Record<string, unknown>>
  if (typeof subscribe === 'function') return 'an Observable (mergeMap flattens it)'
  if (typeof then === 'function') return 'a Promise (concatMap flattens it)'
  // A tag is all that is told: the rest of it may be secret.
  return typeof _tag === 'string'
    ? `something tagged ${JSON.stringify(_tag.slice(0, longest))}, which is no intent (ignoreElements drops what is only looked at)`
    : 'an object without the _tag of an intent'
}

const sound = (u: unknown): Intent => {
  if (isIntentNamed(u)) return u as Intent
  throw new TypeError(`an app emits intents, and this one emitted ${named(u)}`)
}

const returned = (u: unknown): ObservableInput<unknown> => {
  if ((typeof u === 'object' && u !== null) || typeof u === 'function') return u as ObservableInput<unknown>
  throw new TypeError(`an app returns an Observable of intents, or an array, a Promise, a generator; this one returned ${named(u)}`)
}

/**
 * What an app wants, from when it is subscribed to.
 *
 * **Errors** those of the app; a `TypeError` that names what is emitted, or returned, and cannot be wanted.
 */
export const intentsOf = (
  app: AppInput,
  events: Observable<SessionEvent>,
  state: Observable<SessionState>,
): Observable<Intent> => defer(() => from(returned(app(events, state)))).pipe(map(sound))
