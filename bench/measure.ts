/** One figure, as `npm run bench` prints it. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  /** What it should be at most, where that is known. */
  readonly most?: number
}

/** Does its work once, and tells how much it was (commands, bytes). */
export type Work = () => number

/** The middle of some numbers. */
export const median = (numbers: ReadonlyArray<number>): number => {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)]!
}

/** Seconds that a piece of work takes for each unit of it. */
export const pace = (work: Work): number => {
  const start = process.hrtime.bigint()
  const amount = work()
  return Number(process.hrtime.bigint() - start) / 1e9 / amount
}

/**
 * How many times as fast one piece of work is as another.
 *
 * The two take turns, and the median of the ratios of neighbours counts: a machine that is slower for a while is slower
 * for both of them.
 */
export const ratio = (work: Work, reference: Work, rounds = 9): number => {
  pace(work)
  pace(reference)
  return median(Array.from({ length: rounds }, () => pace(reference) / pace(work)))
}

/** A figure rounded to three digits, which is more than repeats, and its goal. */
export const figure = (name: string, value: number, unit = 'ratio', most?: number): Figure => ({
  name,
  value: Number(value.toPrecision(3)),
  unit,
  ...(most === undefined ? {} : { most }),
})
