/** A session as an Observable, and as a handle. */
import * as E from 'fp-ts/lib/Either.js'
import { BehaviorSubject, defer, filter, firstValueFrom, from, map, merge, Observable, of, Subject, throwError, type ObservableInput } from 'rxjs'

import { intentsOf, type App, type AppInput, type EmitsIntents } from './app.js'
import { interpretClient } from './edges/interpret.js'
import type { InterpretOptions } from './edges/links.js'
import type { Ports } from './streams/ports.js'
import { reportNotice, watched } from './edges/debug-log.js'
import { failedIntent } from './client/session/intents.js'
import type { SessionEvent } from './client/events.js'
import { problemOfIntent, signOut, type Intent } from './client/intents/intents.js'
import type { In, SessionInput } from './client/session/signals.js'
import { describeEnd, type EndReason, type Refusal } from './client/outcomes.js'
import { session, type Session } from './client/session/session.js'
import { sessionSettings, type SessionSettings, type SessionOptions } from './client/settings.js'
import type { SessionState } from './client/state.js'
import { phaseOf, refusal, viewOf } from './client/session/view.js'
import { aborted, asyncDispose, type Stoppable } from './stopping.js'
import { run } from './streams/run.js'
import { subscribing } from './streams/subscribing.js'

/** What a session is told from outside: to end, and whether there is a network. */
interface Outside extends Stoppable {
  /**
   * Whether there is a network, for a session that connects again (`reconnect`): a browser's `online` and `offline`, or `true` when a
   * computer wakes. Without a network no attempt is made; with `true` the next one begins at once, and a connection that stands is
   * asked for a sign of life.
   */
  readonly online?: ObservableInput<boolean> | undefined
}

/** The settings of a session, and a signal that ends it as `signOut` does. */
export type ClientSettings = SessionOptions & Outside

const watch = watched((state: Session, _: In) => phaseOf(state))

const wanting = (intent: Intent): SessionInput => ({ _tag: 'Submitted', intent })

/**
 * Runs an app in a session. To subscribe is to sign in; to unsubscribe is to say `OUT` and close every connection. Two
 * subscriptions are two sessions.
 *
 * **Shapes** emits what happens in the session, `Closed` last, with the reason. `signal`, once aborted, signs out; if it is
 * aborted already, `Closed` is all that happens. With `reconnect`, the session outlives its connections: `Disconnected` and
 * `Reconnecting` tell of that, and `Closed` comes when it is not to go on.
 *
 * **Errors** those that the app, or `online`, throws or emits, and those of a `tap`; a `TypeError` for what the app emits and is no intent; a
 * `RangeError` for an app that goes on answering its own outcomes within one turn.
 */
export const client =
  (ports: Ports, options: InterpretOptions = {}) =>
  ({ signal, online, ...wanted }: ClientSettings) => {
    const settings = sessionSettings(wanted)
    return <F extends AppInput>(app: F & EmitsIntents<F>): Observable<SessionEvent> =>
      living(ports, options, { signal, online })(settings, app, unseen)
  }

/** Who wants to see every step of the machine, too. */
interface Watching {
  /** A step begins: what is known of the session is about to be old. */
  readonly stepping: () => void
  readonly stepped: (session: Session) => void
  /** The events of a step were told. */
  readonly told: () => void
}

const unseen: Watching = { stepping: () => undefined, stepped: () => undefined, told: () => undefined }

/** How many intents may answer outcomes of the same turn: an app that answers each of its own would go on for ever. */
const mostAnswers = 10_000

/** Refuses an app that answers the outcomes of its own intents without end, before anything else can happen. */
const bounding = () => {
  let answers = 0
  const reset = (): void => {
    answers = 0
  }
  return {
    reset,
    count: ({ _tag }: Intent): void => {
      // A loop within one turn lets no microtask run.
      if (++answers === 1) void Promise.resolve().then(reset)
      if (answers > mostAnswers)
        throw new RangeError(
          `the app answers what comes of its own intents without end: ${mostAnswers} times in one turn, the last time by ${_tag}`,
        )
    },
  }
}

/** What nobody is told of any more, where the last thing of it is to be had by whoever comes late. */
const lasting = <A>(subject: BehaviorSubject<A>, ended: () => boolean): Observable<A> =>
  defer(() => {
    if (!ended()) return subject
    return subject.hasError ? throwError(() => subject.thrownError as unknown) : of(subject.value)
  })

/** Whether there is a network, as what a session hears. */
const networkIn = (online: ObservableInput<boolean>): Observable<SessionInput> =>
  from(online).pipe(map((isThere) => ({ _tag: 'Network', isThere })))

/** As `client`, for somebody who wants to see every step of the machine, too. */
const living =
  (ports: Ports, options: InterpretOptions, { signal, online }: Outside) =>
  (settings: SessionSettings, app: AppInput, watching: Watching): Observable<SessionEvent> =>
    new Observable((subscriber) => {
      const machine = watch(session(settings), options.tap)
      if (signal?.aborted === true) {
        const [ended, effects] = session(settings).step(machine.init[0], wanting(signOut))
        watching.stepped(ended)
        for (const effect of effects)
          if (effect._tag === 'Notify' && effect.event._tag === 'Closed') subscriber.next(effect.event)
        return subscriber.complete()
      }

      const events = new Subject<SessionEvent>()
      const state = new BehaviorSubject<SessionState>(viewOf(machine.init[0]))
      // What the app wants and the machine has not seen yet, in this order.
      const asked = new Set<In>()
      const answers = bounding()
      let cause: In['_tag'] | undefined
      let isTelling = false
      let isOver = false

      const step: typeof machine.step = (was, input) => {
        cause = input._tag
        if (input._tag === 'Submitted') asked.delete(input)
        else if (input._tag !== 'RandomBytes') answers.reset()
        watching.stepping()
        return machine.step(was, input)
      }
      const ask = (intent: Intent): SessionInput => {
        if (isTelling && (cause === 'Submitted' || cause === 'RandomBytes')) answers.count(intent)
        const input = wanting(intent)
        asked.add(input)
        return input
      }

      const tell = (event: SessionEvent): void => {
        if (!subscriber.closed) events.next(event)
        subscriber.next(event)
      }
      const leave = (): void => {
        isOver = true
        events.complete()
        state.complete()
      }
      // Whatever was wanted in time has its outcome; the end of the session is the last that is told.
      const end = (closed: SessionEvent): void => {
        cause = 'Submitted'
        for (const input of asked) {
          asked.delete(input)
          if (input._tag !== 'Submitted') continue
          const failed = failedIntent(input.intent, { _tag: 'Closed' })
          if (failed._tag !== 'Notify') continue
          reportNotice(options.tap, failed.event)
          tell(failed.event)
        }
        tell(closed)
      }

      const next = ([now, effects]: ReturnType<typeof machine.step>): void => {
        watching.stepped(now)
        isTelling = true
        const view = viewOf(now, state.value)
        if (view !== state.value) state.next(view)
        for (const effect of effects) {
          if (effect._tag !== 'Notify') continue
          if (effect.event._tag === 'Closed') end(effect.event)
          else tell(effect.event)
        }
        isTelling = false
        watching.told()
      }

      const intents = intentsOf(app, events.asObservable(), lasting(state, () => isOver))
      const stopped = aborted(signal).pipe(map(() => signOut))
      const wanted = merge(stopped, intents).pipe(map(ask))
      const steps = (online === undefined ? wanted : merge(wanted, networkIn(online))).pipe(
        run({ ...machine, step }, interpretClient(ports, options), wanting(signOut)),
      )
      // Last of all: the session is left, its connections are closed, and then its app hears of it.
      const left = subscribing(steps, subscriber, {
        next,
        error: (error) => {
          leave()
          subscriber.error(error)
        },
        complete: () => {
          leave()
          subscriber.complete()
        },
      })
      left.add(leave)
    })

/** A session in the hands of somebody who is not at home in Rx. */
export interface Handle {
  /** What happens; completes after `Closed`. */
  readonly events: Observable<SessionEvent>
  /** How things stand, now and after every change; the last state is there for whoever comes after the end. */
  readonly state: Observable<SessionState>
  /** How things stand now. */
  readonly now: () => SessionState
  /**
   * Wants something. What is sent while something happens, in a handler of `events` or `state`, is looked at behind it.
   *
   * **Errors** a refusal, if the intent makes no sense, or the session is over; then nothing of it reaches the server. What is
   * not refused has one outcome.
   */
  readonly send: (intent: Intent) => E.Either<Refusal, Intent>
  /** Says `OUT`, and closes every connection; `Closed` tells of it. */
  readonly close: () => void
  /** Why the session ended, once it did. **Errors** rejects with an error of the session, such as that of a `tap`. */
  readonly closed: Promise<EndReason>
  /** Closes, and waits for the end: what `await using` does. */
  readonly [Symbol.asyncDispose]: () => Promise<void>
}

/** Signs in, and gives a handle. It begins in the next turn, so that whoever subscribes at once misses nothing. */
export const connect =
  (ports: Ports, options: InterpretOptions = {}) =>
  ({ signal, online, ...wanted }: ClientSettings): Handle => {
    const settings = sessionSettings(wanted)
    const early: Array<Intent> = []
    const intents = new Subject<Intent>()
    const events = new Subject<SessionEvent>()
    let [present] = session(settings).init
    const state = new BehaviorSubject(viewOf(present))
    let isRunning = false
    // While a step is under way, nobody knows how things stand after it.
    let isUnderWay = false
    let isLeaving = false
    let isOver = false

    // The first of the early ones begins the session: what is sent in answer to that is heard already.
    const app: App = () => merge(intents, early)
    const sessions = living(ports, options, { signal, online })(settings, app, {
      stepping: () => {
        isUnderWay = true
      },
      stepped: (now) => {
        present = now
        const view = viewOf(now, state.value)
        if (view !== state.value) state.next(view)
      },
      told: () => {
        isUnderWay = false
      },
    })
    const over = (): void => {
      isOver = true
    }
    const closed = new Promise<EndReason>((resolve, reject) => {
      events.subscribe({
        next: (event) => {
          if (event._tag === 'Closed') resolve(event.reason)
        },
        error: (error: unknown) => {
          over()
          state.error(error)
          reject(error)
        },
        complete: () => {
          over()
          state.complete()
        },
      })
    })
    // Nobody has to look at it.
    closed.catch(over)

    queueMicrotask(() => {
      isRunning = true
      isUnderWay = true
      sessions.subscribe(events)
    })
    const refusalOf = (intent: Intent): Refusal | undefined => {
      if (isLeaving || isOver || phaseOf(present) === 'Ended') return { _tag: 'Ended' }
      return isUnderWay ? problemOfIntent(intent) : refusal(present, intent)
    }
    const send = (intent: Intent): E.Either<Refusal, Intent> => {
      const refused = refusalOf(intent)
      if (refused !== undefined) return E.left(refused)
      if (intent._tag === 'SignOut') isLeaving = true
      if (isRunning) intents.next(intent)
      else early.push(intent)
      return E.right(intent)
    }
    const close = (): void => void send(signOut)
    return {
      events: events.asObservable(),
      state: lasting(state, () => isOver),
      now: () => viewOf(present, state.value),
      send,
      close,
      closed,
      [asyncDispose]: () => {
        close()
        return closed.then(
          () => undefined,
          () => undefined,
        )
      },
    }
  }

/** The session ended before it was what somebody waited for. */
const sessionEnded = (reason: EndReason): Error =>
  Object.assign(new Error(`the session has ended: ${describeEnd(reason)}`), { name: 'SessionEnded', reason })

/**
 * Waits until a session is ready: it is signed in, and its contact list is there.
 *
 * **Errors** rejects with an `Error` named `SessionEnded` if the session ends before; its `reason` says why, and its message
 * says so in words.
 */
export const ready = ({ state }: Pick<Handle, 'state'>): Promise<SessionState> =>
  firstValueFrom(
    state.pipe(
      map((now) => {
        if (now.connection._tag === 'Ended') throw sessionEnded(now.connection.reason)
        return now
      }),
      filter(({ connection }) => connection._tag === 'Ready'),
    ),
  )
