/**
 * The time of a capture, which begins with its first packet.
 *
 * **Units** `start` in milliseconds since 1970; undefined before the first packet.
 */
export interface Clock {
  start: number | undefined
}

const rounded = (ms: number, digits: number): number => Math.round(ms * digits) / digits

/**
 * Reads the times of one interface, each given as two numbers: `major` times `unit`, plus `minor`, in ticks.
 *
 * Times are taken relative to the interface's first packet: nanoseconds since 1970 are more than a number holds.
 *
 * **Units** gives milliseconds since the start of the capture, exact to the nanosecond.
 */
export const ticker = (clock: Clock, unit: number, ticksPerMs: number, offsetMs = 0) => {
  let firstMajor = 0
  let firstMinor = 0
  let base: number | undefined

  return (major: number, minor: number): number => {
    if (base === undefined) {
      const since1970 = rounded((major * unit + minor) / ticksPerMs + offsetMs, 1e3)
      clock.start ??= since1970
      base = since1970 - clock.start
      firstMajor = major
      firstMinor = minor
    }
    return rounded(base + ((major - firstMajor) * unit + (minor - firstMinor)) / ticksPerMs, 1e6)
  }
}
