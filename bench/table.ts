/** The figures as lines of a table, which fits a terminal of 80 columns. */
import type { Figure } from './measure.js'

const widths = [29, 22, 15, 7] as const

const row = (...cells: ReadonlyArray<string>): string =>
  cells.map((cell, n) => cell.padEnd(widths[n] ?? 0)).join('').trimEnd()

/** A ratio far below one says more as a fraction. */
const shown = (value: number, unit: string): string =>
  unit === 'ratio' && value < 0.05 ? `1/${Math.round(1 / value)}` : value.toLocaleString('en', { maximumSignificantDigits: 3 })

/** The names of the columns. */
export const heading = row('figure', 'measured', 'bar', 'wish')

/** A figure with its goal, and where that is missed. */
export const lineOf = ({ name, value, unit, least, most, wish, met }: Figure): string => {
  const bar = least ?? most
  return row(
    name,
    unit === 'ratio' ? shown(value, unit) : `${shown(value, unit)} ${unit}`,
    bar === undefined ? '' : `${least === undefined ? 'at most' : 'at least'} ${shown(bar, unit)}`,
    wish === undefined ? '' : shown(wish, unit),
    met === undefined ? '' : met ? '' : 'missed',
  )
}
