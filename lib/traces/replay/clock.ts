/** Virtual time that is advanced by hand. */
import { VirtualTimeScheduler } from 'rxjs'

/**
 * Virtual time that goes on only when it is told to.
 *
 * **Units** moments in milliseconds since the start.
 */
export interface VirtualClock {
  readonly scheduler: VirtualTimeScheduler
  readonly now: () => number
  /** Does what was scheduled for an earlier moment. */
  readonly before: (t: number) => void
  /** Does what was scheduled up to a moment, and for it. */
  readonly upTo: (t: number) => void
  /** Goes on to a moment, if that is not past. */
  readonly goTo: (t: number) => void
}

/** Less than a clock of milliseconds since 1970 can tell apart. */
const instant = 0.001

/** A clock that stands at its start. **Units** `start` in milliseconds since 1970. */
export const virtualClock = (start: number): VirtualClock => {
  const scheduler = new VirtualTimeScheduler()
  scheduler.frame = start
  const now = (): number => scheduler.frame - start
  const upTo = (t: number): void => {
    scheduler.maxFrames = start + t
    scheduler.flush()
  }
  return {
    scheduler,
    now,
    upTo,
    before: (t) => upTo(t - instant),
    goTo: (t) => {
      scheduler.frame = Math.max(scheduler.frame, start + t)
    },
  }
}
