/** What a figure of the bench is, what it should be, and how the time of a piece of work is taken. */

/** What a value should be: at least or at most its bar, and beyond it the wish. */
export interface Goal {
  readonly least?: number
  readonly most?: number
  readonly wish?: number
}

/** A value of the bench. */
export interface Figure extends Goal {
  readonly name: string
  readonly value: number
  readonly unit: string
  /** Whether the bar is reached, where there is one. */
  readonly met?: boolean
}

/** What is known of a figure before it is measured. */
export interface Declared extends Goal {
  readonly unit: string
}

type Values<Name extends string> = Readonly<Partial<Record<Name, number>>>

/** Figures that are measured together, declared by name. One that cannot be measured here has no value. */
export interface Measurement {
  readonly figures: Readonly<Record<string, Declared>>
  readonly measure: () => Values<string> | Promise<Values<string>>
}

/** Figures that are measured together. */
export const together = <Name extends string>(
  figures: Readonly<Record<Name, Declared>>,
  measure: () => Values<Name> | Promise<Values<Name>>,
): Measurement => ({ figures, measure })

/** A figure that is measured alone. */
export const alone = (name: string, declared: Declared, measure: () => number | Promise<number>): Measurement => ({
  figures: { [name]: declared },
  measure: async () => ({ [name]: await measure() }),
})

const goal = (bound: 'least' | 'most') => (unit: string, bar: number, wish?: number): Declared =>
  wish === undefined ? { unit, [bound]: bar } : { unit, [bound]: bar, wish }

/** A figure that should not be less than its bar. */
export const atLeast = goal('least')

/** A figure that should not be more than its bar. */
export const atMost = goal('most')

/** The figures of a measurement, those of these names, each with its value to three digits: more than that does not repeat. */
export const figuresOf = async (
  { figures, measure }: Measurement,
  isWanted: (name: string) => boolean,
): Promise<ReadonlyArray<Figure>> => {
  const values = await measure()
  return Object.entries(figures).flatMap(([name, { unit, ...goal }]) => {
    const measured = values[name]
    if (measured === undefined || !isWanted(name)) return []
    const value = Number(measured.toPrecision(3))
    const { least, most } = goal
    const met = least === undefined ? (most === undefined ? undefined : value <= most) : value >= least
    return [{ name, value, unit, ...goal, ...(met === undefined ? {} : { met }) }]
  })
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
