import * as E from 'fp-ts/lib/Either.js'
import { BehaviorSubject, concat, distinctUntilChanged, map, Observable, Subject } from 'rxjs'

import { interpretClient } from './edges/interpret.js'
import type { InterpretOptions } from './edges/links.js'
import type { Ports } from './edges/ports.js'
import { watched } from './edges/tap.js'
import type { SessionEvent } from './machines/events.js'
import { signOut, type Intent } from './machines/intents.js'
import type { Session, SessionInput } from './machines/online.js'
import type { Refusal } from './machines/reasons.js'
import { session } from './machines/session.js'
import { sessionSettings, type SessionSettings, type Wanted } from './machines/settings.js'
import type { SessionState } from './machines/state.js'
import { refusal } from './machines/wanting.js'
import { run } from './streams/run.js'

/**
 * A program for a session: from what happens and how things stand to what is wanted.
 *
 * **Shapes** both Observables are hot; `state` begins with the present one. An app that completes wants nothing more; the
 * session goes on.
 */
export type App = (events: Observable<SessionEvent>, state: Observable<SessionState>) => Observable<Intent>

const watch = watched(({ _tag }: Session, _: SessionInput) => _tag)

const wanting = (intent: Intent): SessionInput => ({ _tag: 'Wanted', intent })

/**
 * Runs an app in a session. To subscribe is to sign in; to unsubscribe is to say `OUT` and close every connection. Two
 * subscriptions are two sessions.
 *
 * **Shapes** emits what happens in the session, `Closed` last, with the reason.
 *
 * **Errors** those that the app throws or emits.
 */
export const client =
  (ports: Ports, options: InterpretOptions = {}) =>
  (wanted: Wanted) => {
    const settings = sessionSettings(wanted)
    return (app: App): Observable<SessionEvent> => living(ports, options)(settings, app, () => undefined)
  }

/** As `client`, for somebody who wants to see every step of the machine, too. */
const living =
  (ports: Ports, options: InterpretOptions) =>
  (settings: SessionSettings, app: App, seen: (session: Session) => void): Observable<SessionEvent> =>
    new Observable((subscriber) => {
      const machine = watch(session(settings), options.tap)
      const events = new Subject<SessionEvent>()
      const state = new BehaviorSubject<SessionState>(machine.init[0].view)
      const intents = app(events.asObservable(), state.pipe(distinctUntilChanged()))
      return intents.pipe(map(wanting), run(machine, interpretClient(ports, options), wanting(signOut))).subscribe({
        next: ([now, effects]) => {
          seen(now)
          if (now.view !== state.value) state.next(now.view)
          for (const effect of effects)
            if (effect._tag === 'Notify') {
              events.next(effect.event)
              subscriber.next(effect.event)
            }
        },
        error: (error: unknown) => subscriber.error(error),
        complete: () => {
          events.complete()
          state.complete()
          subscriber.complete()
        },
      })
    })

/** A session in the hands of somebody who is not at home in Rx. */
export interface Handle {
  /** What happens; completes after `Closed`. */
  readonly events: Observable<SessionEvent>
  /** How things stand, now and after every change. */
  readonly state: Observable<SessionState>
  /** How things stand now. */
  readonly now: () => SessionState
  /** **Errors** a refusal, if the intent makes no sense; then nothing of it reaches the server. */
  readonly send: (intent: Intent) => E.Either<Refusal, Intent>
  /** Says `OUT`, and closes every connection; `Closed` tells of it. */
  readonly close: () => void
}

/** Signs in, and gives a handle. It begins in the next turn, so that whoever subscribes at once misses nothing. */
export const connect =
  (ports: Ports, options: InterpretOptions = {}) =>
  (wanted: Wanted): Handle => {
    const settings = sessionSettings(wanted)
    const early: Array<Intent> = []
    const intents = new Subject<Intent>()
    const events = new Subject<SessionEvent>()
    let [present] = session(settings).init
    const state = new BehaviorSubject(present.view)
    const app: App = () => concat(early, intents)
    const sessions = living(ports, options)(settings, app, (now) => {
      present = now
      if (now.view !== state.value) state.next(now.view)
    })
    let isRunning = false
    queueMicrotask(() => {
      isRunning = true
      sessions.subscribe(events)
      events.subscribe({ complete: () => state.complete(), error: (error: unknown) => state.error(error) })
    })
    const send = (intent: Intent): E.Either<Refusal, Intent> => {
      const refused = refusal(present, intent)
      if (refused !== undefined) return E.left(refused)
      if (isRunning) intents.next(intent)
      else early.push(intent)
      return E.right(intent)
    }
    return {
      events: events.asObservable(),
      state: state.asObservable(),
      now: () => present.view,
      send,
      close: () => void send(signOut),
    }
  }
