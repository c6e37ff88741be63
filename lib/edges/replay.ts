/** Replays recordings to apps that wait for promises, too: each gets a turn of the event loop, which virtual time has none of. */
import type { Unsubscribable } from 'rxjs'

import type { Trace } from '../traces/format/trace.js'
import { playback, type Playback, type ReplayOptions, type ReplayOutcome } from '../traces/replay/playback.js'

/** A recording that can be played, once. */
export interface Replay extends Playback {
  /** As `play`, for an app that waits for promises: it gets a turn after everything that comes to it. */
  readonly playAsync: (session?: Unsubscribable) => Promise<ReplayOutcome>
}

const aTurn = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve))

/**
 * Plays a recording: the same app against its ports gives the same states, events and bytes, at the same moments of a
 * virtual time. Nothing goes over any network.
 *
 * **Shapes** what was recorded at a client's own ports is held against the app as a whole: connections and what is said on
 * them, requests, timers. What was recorded elsewhere holds what was said: an app says the same, and not later. Of several
 * sessions there, one has to be chosen.
 */
export const replay = (trace: Trace, options: ReplayOptions = {}): Replay => {
  const playing = playback(trace, options)
  return {
    ports: playing.ports,
    scheduler: playing.scheduler,
    get parts() {
      return playing.parts
    },
    steps: playing.steps,
    play: playing.play,
    playAsync: async (session) => {
      const steps = playing.steps(session)
      for (;;) {
        await aTurn()
        const step = steps.next()
        if (step.done === true) return step.value
      }
    },
    notices: playing.notices,
  }
}
