import type * as E from 'fp-ts/lib/Either.js'

import { client } from '../client.js'
import { replay } from '../edges/replay.js'
import type { Played } from '../edges/replay/player.js'
import type { Wanted } from '../machines/settings.js'
import type { Divergence } from '../traces/divergence.js'
import { sessionsIn } from '../traces/sessions.js'
import type { Trace } from '../traces/trace.js'
import { wantedIn } from '../traces/wanted.js'
import { appOf, type Bot } from './bot.js'

/** The settings of the session in a recording, as far as it tells; the password is another one. */
const settingsOf = (trace: Trace): Wanted => {
  const [session] = sessionsIn(trace)
  if (session === undefined) throw new TypeError('nobody signs in in this recording')
  return wantedIn(trace, session)
}

/**
 * Plays a recording to a bot: that it did what was recorded, or where it first did something else. The settings of its
 * session are read from the recording, but for those that are given.
 *
 * **Errors** throws what the app throws or emits as an error; a `TypeError` where nobody signs in.
 */
export const replaying =
  (trace: Trace, wanted: Partial<Wanted> = {}) =>
  (bot: Bot): E.Either<Divergence, Played> => {
    const settings = { ...settingsOf(trace), ...wanted }
    const { ports, play } = replay(trace)
    const problems: Array<unknown> = []
    const session = client(ports)(settings)(appOf(bot, ports)).subscribe({
      error: (problem: unknown) => problems.push(problem),
    })
    const outcome = play(session)
    if (problems.length > 0) throw problems[0]
    return outcome
  }
