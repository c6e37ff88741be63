/** Draws the charts of machines, and joins those of machines that follow one another. */
import { completion, finalsOf, type Chart } from './machine.js'

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

const label = (kinds: ReadonlyArray<string>): string => {
  if (kinds.length > most) return `: ${kinds.slice(0, most).join(', ')} and ${kinds.length - most} more`
  return kinds[0] === completion ? '' : `: ${kinds.join(', ')}`
}

const firstOf = (chart: Chart): string | undefined => Object.keys(chart)[0]

/**
 * Draws a machine from its table, as a state diagram in the language of Mermaid: each arrow with the kinds of event that
 * lead that way. What leads from a state to itself stands beside the drawing: see `selfMoves`.
 */
export const diagram = (chart: Chart): string => {
  const arrows = arrowsOf(chart)
  const first = firstOf(chart)
  return [
    'stateDiagram-v2',
    ...(first === undefined ? [] : [`  [*] --> ${first}`]),
    ...arrows
      .filter(({ from, to }) => from !== to)
      .map(({ from, to, kinds }) => `  ${from} --> ${to}${label(kinds)}`),
    ...finalsOf(chart).map((state) => `  ${state} --> [*]`),
  ].join('\n')
}

/** The kinds of event that each state answers without being left. */
export const selfMoves = (chart: Chart): ReadonlyArray<readonly [state: string, kinds: ReadonlyArray<string>]> =>
  arrowsOf(chart)
    .filter(({ from, to }) => from === to)
    .map(({ from, kinds }) => [from, kinds])

/** What the states of charts are called in one chart: the first of a name has it, and others have it with a number that is free. */
const ownNames = (charts: ReadonlyArray<Chart>): ReadonlyMap<Chart, ReadonlyMap<string, string>> => {
  const given = new Set(charts.flatMap((chart) => Object.keys(chart)))
  const taken = new Set<string>()
  const take = (state: string): string => {
    let name = state
    for (let number = 2; taken.has(name) || (name !== state && given.has(name)); number++) name = `${state}${number}`
    taken.add(name)
    return name
  }
  return new Map(charts.map((chart) => [chart, new Map(Object.keys(chart).map((state) => [state, take(state)]))]))
}

/**
 * The chart of machines that follow one another (`andThen`, `repeating`): those of all of them, and for each final state that leads
 * on a transition without an event to the first state of the chart that it leads to.
 *
 * **Shapes** a chart that several states lead to stands there once; one that leads to `first` itself begins it again. States of the
 * same name are kept apart: of two that are called `Failed`, the later one is `Failed2`.
 *
 * **Errors** a `TypeError` for a state that is not a final one of the first chart, and for a chart without states.
 */
export const joinCharts = (first: Chart, next: Readonly<Record<string, Chart>>): Chart => {
  const finals = finalsOf(first)
  const charts = [...new Set([first, ...Object.values(next)])]
  const names = ownNames(charts)
  const joined = charts.flatMap((chart) => {
    const own = names.get(chart)!
    return Object.entries(chart).map(([state, row]) => {
      const moves = Object.entries(row).map(([kind, move]) => [kind, { to: (move?.to ?? []).map((to) => own.get(to) ?? to) }] as const)
      return [own.get(state)!, Object.fromEntries(moves)] as const
    })
  })
  const leadOn = Object.entries(next).map(([state, chart]) => {
    if (!finals.includes(state))
      throw new TypeError(`joinCharts: ${state} is no final state of the first chart; there are ${finals.join(', ') || 'none'}`)
    const begin = firstOf(chart)
    if (begin === undefined) throw new TypeError(`joinCharts: the chart that ${state} leads to has no states`)
    return [state, { [completion]: { to: [names.get(chart)!.get(begin)!] } }] as const
  })
  return Object.fromEntries([...joined, ...leadOn])
}
