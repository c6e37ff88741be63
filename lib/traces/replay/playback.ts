/** Plays a recording to an app, in virtual time and without a network, and compares what it does. */
import * as E from 'fp-ts/lib/Either.js'
import type { Observable, Unsubscribable, VirtualTimeScheduler } from 'rxjs'

import type { SessionEvent } from '../../client/events.js'
import type { Intent } from '../../client/intents/intents.js'
import type { SessionOptions } from '../../client/settings.js'
import type { SessionState } from '../../client/state.js'
import type { Ports } from '../../streams/ports.js'
import type { Divergence } from '../compare/divergence.js'
import type { Trace } from '../format/trace.js'
import { type RecordedSession, sessionsIn, unplayable, type Unplayable } from '../read/sessions.js'
import { type VirtualClock, virtualClock } from './clock.js'
import { exact } from './exact.js'
import { inferredApp } from './inferred-app.js'
import { lenient } from './lenient.js'
import { matchLed, type FollowingNotice, matchExactly } from './match.js'
import { type Played, type Player, portsOf, type PromptedApp } from './ports.js'
import { settingsIn } from './settings.js'

/**
 * Which session of a recording is replayed, and how.
 *
 * **Shapes** `passport` names one of the clients, `client` the number of a session, from 0. With `follow` the app need not
 * say the same as the recorded client: it is led through the conversation, and `notices` tells what was different.
 */
export interface ReplayOptions {
  readonly passport?: string
  readonly client?: number
  readonly follow?: boolean
}

/** The session of a recording, with an app that wants what the recorded client wanted, and settings to do it with. */
export interface ReplayedSession {
  readonly session: RecordedSession
  readonly settings: SessionOptions
  /** Wants what the recorded client wanted, when it did. */
  readonly app: (events: Observable<SessionEvent>, state: Observable<SessionState>) => Observable<Intent>
  /** When it begins. **Units** milliseconds since the start of the recording. */
  readonly begins: number
}

/** How a recording ended to be played. */
export type ReplayOutcome = E.Either<Divergence | Unplayable, Played>

/** A recording that can be played, once, in virtual time. */
export interface Playback {
  /** What the recorded client had of the world. */
  readonly ports: Ports
  /** The virtual time in which it is played; it begins when the recording began. */
  readonly scheduler: VirtualTimeScheduler
  /** The sessions that are played. */
  readonly parts: ReadonlyArray<ReplayedSession>
  /**
   * Plays the recording to its end, or to where the app does something else than was recorded. A session that is given is
   * let go where the recorded client was.
   */
  readonly play: (session?: Unsubscribable) => ReplayOutcome
  /** As `play`, a step for each moment at which something comes to the client: whoever takes the steps may wait between them. */
  readonly steps: (session?: Unsubscribable) => Generator<undefined, ReplayOutcome, undefined>
  /** What was different so far, where an app is led. */
  readonly notices: () => ReadonlyArray<FollowingNotice>
}

const chosen = (all: ReadonlyArray<RecordedSession>, { passport, client }: ReplayOptions) => {
  const among = passport === undefined ? all : all.filter((session) => session.passport === passport.toLowerCase())
  return client === undefined ? among : among.slice(client, client + 1)
}

const nobody: Player = {
  peer: {
    dial: () => ({ say: () => undefined, close: () => undefined }),
    ask: () => () => undefined,
    start: () => () => undefined,
    now: () => 0,
    random: (bytes) => new Uint8Array(bytes),
  },
  prompt: () => undefined,
  // eslint-disable-next-line require-yield
  play: function* () {
    return E.right({ records: 0, ms: 0 })
  },
}

/** The one session that is played of a recording that was made outside of its client; or why none can be. */
const single = (sessions: ReadonlyArray<RecordedSession>): E.Either<Unplayable, RecordedSession> => {
  const [first, ...others] = sessions
  if (first === undefined) return E.left({ _tag: 'Nobody' })
  const passports = sessions.map(({ passport }) => passport ?? 'somebody')
  if (others.length > 0) return E.left({ _tag: 'Several', passports })
  const problem = unplayable(first)
  return problem === undefined ? E.right(first) : E.left(problem)
}

const partOf = (trace: Trace, session: RecordedSession, prompt: Player['prompt']): ReplayedSession => {
  const wanted = settingsIn(trace, session)
  const inferred = inferredApp(trace, session, wanted)
  const first = session.connections.find(({ on }) => on === 'NS')?.indexes[0]
  return {
    session,
    settings: wanted,
    app: (events, state) => {
      prompt(inferred)
      return inferred.app(events, state)
    },
    begins: (first === undefined ? undefined : trace.records[first]?.t) ?? 0,
  }
}

type Playable = E.Either<
  Unplayable,
  { readonly sessions: ReadonlyArray<RecordedSession> | undefined; readonly player: Player }
>

/** Plays it from outside: the one session that is meant. */
const fromOutside = (
  trace: Trace,
  clock: VirtualClock,
  options: ReplayOptions,
  notice: (notice: FollowingNotice) => void,
): Playable => {
  const session = single(chosen(sessionsIn(trace), options))
  if (E.isLeft(session)) return session
  const { dialect } = session.right
  const isNear = (index: number): boolean => (trace.records[index]?.t ?? 0) < clock.now() + 2000
  const isLed = options.follow === true
  return E.right({
    sessions: [session.right],
    player: lenient(trace, session.right, clock, {
      isLed,
      match: (connection, answer) =>
        isLed ? matchLed(connection, { dialect, notice, answer, isNear }) : matchExactly(trace.records, connection),
    }),
  })
}

/** A recording, ready to be played; `replay` says how. */
export const playback = (trace: Trace, options: ReplayOptions = {}): Playback => {
  const clock = virtualClock(trace.header.start)
  const notices: Array<FollowingNotice> = []
  const { passport, client, follow } = options
  const isExact = trace.header.seenBy === 'client' && passport === undefined && client === undefined && follow !== true
  const playable: Playable = isExact
    ? E.right({ sessions: undefined, player: exact(trace, clock) })
    : fromOutside(trace, clock, options, (notice) => notices.push(notice))
  const { player, sessions } = E.isRight(playable) ? playable.right : { player: nobody, sessions: [] }
  const prompted: Array<PromptedApp> = []
  const prompt: Player['prompt'] = (who) => {
    prompted.push(who)
    player.prompt({
      act: (index, place) => prompted.forEach(({ act }) => act(index, place)),
      cut: (index) => prompted.map(({ cut }) => cut(index)).find((cut) => cut !== undefined),
    })
  }
  let parts: ReadonlyArray<ReplayedSession> | undefined
  let outcome: ReplayOutcome | undefined = E.isLeft(playable) ? playable : undefined
  const steps: Playback['steps'] = function* (session) {
    return (outcome ??= yield* player.play(() => session?.unsubscribe()))
  }

  return {
    ports: portsOf(player.peer),
    scheduler: clock.scheduler,
    get parts() {
      return (parts ??= (sessions ?? sessionsIn(trace)).map((session) => partOf(trace, session, prompt)))
    },
    steps,
    play: (session) => {
      const playing = steps(session)
      for (;;) {
        const step = playing.next()
        if (step.done === true) return step.value
      }
    },
    notices: () => notices,
  }
}
