/** Replays a recording to a bot, and collects the events of its session. */
import * as E from 'fp-ts/lib/Either.js'

import { client } from '../client.js'
import type { SessionEvent } from '../client/events.js'
import type { SessionOptions } from '../client/settings.js'
import { replay } from '../edges/replay.js'
import { describeDivergence, type Divergence } from '../traces/compare/divergence.js'
import type { Trace } from '../traces/format/trace.js'
import { describeUnplayable, type Unplayable } from '../traces/read/sessions.js'
import type { ReplayOptions, ReplayOutcome } from '../traces/replay/playback.js'
import type { Played } from '../traces/replay/ports.js'
import { appOf, type Bot } from './bot.js'
import { type Timed, type Timeline, timelineOf } from './timeline.js'

/** How a recording was played to somebody, and what happened in the session. */
export interface Replayed {
  readonly outcome: E.Either<Divergence, Played>
  readonly events: ReadonlyArray<Timed<SessionEvent>>
}

// What a client itself recorded is its own session; elsewhere there may be several.
const chosen = ({ header }: Trace, { passport }: Partial<SessionOptions>): ReplayOptions =>
  header.seenBy === 'client' || passport === undefined ? {} : { passport }

const refused = (reason: Unplayable): Error =>
  new Error(`the recording cannot be played: ${describeUnplayable(reason)}`)

/** The outcome of playing a recording that can be played. */
const playable = (outcome: ReplayOutcome): Replayed['outcome'] => {
  if (E.isRight(outcome)) return outcome
  const why = outcome.left
  if (why._tag === 'Diverged') return E.left(why)
  throw refused(why)
}

/**
 * Plays a recording to a bot; without one, to an app that wants what was wanted then. The settings of its session are read
 * from the recording, but for those that are given.
 *
 * **Errors** throws an `Error` that says why a recording cannot be played, and what the app throws or emits as an error.
 */
export const replaying =
  (trace: Trace, wanted: Partial<SessionOptions> = {}) =>
  (bot?: Bot): Replayed => {
    const { ports, play, parts, scheduler } = replay(trace, chosen(trace, wanted))
    const [part] = parts
    if (part === undefined) {
      playable(play())
      throw refused({ _tag: 'Nobody' })
    }
    const events: Array<Timed<SessionEvent>> = []
    const problems: Array<unknown> = []
    const app = bot === undefined ? part.app : appOf(bot, ports)
    const session = client(ports)({ ...part.settings, ...wanted })(app).subscribe({
      next: (event) => events.push([scheduler.now() - trace.header.start, event]),
      error: (problem: unknown) => problems.push(problem),
    })
    const outcome = playable(play(session))
    if (problems.length > 0) throw problems[0]
    return { outcome, events }
  }

/** Tells what came of playing a recording. */
export const describeReplay = (outcome: Replayed['outcome']): string =>
  E.isRight(outcome)
    ? `the app does all that was recorded, in ${outcome.right.records} records`
    : `the app does not do what was recorded. ${describeDivergence(outcome.left)}`

/**
 * What happened in a recorded session, as its app was told it. Of several sessions, `passport` names one.
 *
 * **Errors** throws an `Error` that says why the recording cannot be played, or not to its end.
 */
export const eventsIn = (trace: Trace, wanted: Partial<SessionOptions> = {}): Timeline<SessionEvent> => {
  const { outcome, events } = replaying(trace, wanted)()
  if (E.isLeft(outcome)) throw new Error(describeReplay(outcome))
  return timelineOf(events, trace.records.at(-1)?.t)
}
