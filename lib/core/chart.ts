/** Draws the charts of machines, and joins those of machines that follow one another. */
import type { Chart } from './machine.js'

interface Arrow {
  readonly from: string
  readonly to: string
  readonly kinds: ReadonlyArray<string>
}

const arrowsOf = (chart: Chart): ReadonlyArray<Arrow> => {
  const arrows = Object.entries(chart).flatMap(([from, row]) =>
    Object.entries(row).flatMap(([kind, move]) =>
      (move === undefined || move.to.length === 0 ? [from] : move.to).map((to) => ({ from, to, kind })),
    ),
  )
  const places = [...new Set(arrows.map(({ from, to }) => `${from} ${to}`))]
  return places.map((place) => {
    const between = arrows.filter(({ from, to }) => `${from} ${to}` === place)
    const { from, to } = between[0]!
    return { from, to, kinds: [...new Set(between.map(({ kind }) => kind))].sort() }
  })
}

/** At most so many kinds on one arrow; where more lead the same way, their number says enough. */
const most = 6

const label = (kinds: ReadonlyArray<string>): string =>
  kinds.length <= most ? kinds.join(', ') : `${kinds.slice(0, most).join(', ')} and ${kinds.length - most} more`

/**
 * Draws a machine from its table, as a state diagram in the language of Mermaid: each arrow with the kinds of event that
 * lead that way. What leads from a state to itself stands beside the drawing: see `selfMoves`.
 */
export const diagram = (chart: Chart): string => {
  const arrows = arrowsOf(chart)
  const [first] = Object.keys(chart)
  const finals = Object.entries(chart).filter(([, row]) => Object.keys(row).length === 0)
  return [
    'stateDiagram-v2',
    ...(first === undefined ? [] : [`  [*] --> ${first}`]),
    ...arrows
      .filter(({ from, to }) => from !== to)
      .map(({ from, to, kinds }) => `  ${from} --> ${to}: ${label(kinds)}`),
    ...finals.map(([state]) => `  ${state} --> [*]`),
  ].join('\n')
}

/** The kinds of event that each state answers without being left. */
export const selfMoves = (chart: Chart): ReadonlyArray<readonly [state: string, kinds: ReadonlyArray<string>]> =>
  arrowsOf(chart)
    .filter(({ from, to }) => from === to)
    .map(({ from, kinds }) => [from, kinds])
