/** How an entry of a recording looks on a line of a terminal: its colour, its verb, its time. */
import type { Entry } from '../traces/read/transcript.js'
import { colours } from './output.js'
import { describe } from './rendering.js'

const arrows = { client: '→', server: '←' } as const

/** The colour of an entry: whose it is, or that it is trouble. */
export const paintOf = (entry: Entry): ((text: string) => string) => {
  if (entry._tag === 'Gap') return colours.yellow
  if (entry._tag === 'Lost') return colours.red
  const { from, decoded } = entry
  if (decoded._tag === 'Undecodable' || decoded._tag === 'Failure') return colours.red
  return from === 'client' ? colours.cyan : colours.green
}

/** The verb of a command, or what stands in its place. */
export const titleOf = (entry: Entry): string => {
  if (entry._tag === 'Gap') return '···'
  return entry._tag === 'Lost' || entry.decoded._tag === 'Undecodable' ? '???' : entry.decoded.verb
}

/** The transaction id of a command, if it has one. */
export const tridOf = (entry: Entry): string =>
  entry._tag === 'Line' && entry.decoded._tag !== 'Undecodable' && 'trid' in entry.decoded
    ? String(entry.decoded.trid ?? '')
    : ''

/** Milliseconds as seconds, in a column. */
export const secondsText = (t: number): string => (t / 1000).toFixed(3).padStart(9)

/** A line of the timeline: when, on which connection, by whom, the verb and its transaction id, and what it says. */
export const row = (entry: Entry, width: number | undefined): string => {
  const { t, connection, from } = entry
  const where = `${secondsText(t)} ${String(connection).padStart(2)}`
  const what = `${arrows[from]} ${titleOf(entry)}`
  const number = tridOf(entry).padStart(3)
  // Colours take no room on the screen: what is cut is cut before they come in.
  const room = width === undefined ? undefined : width - [where, what, number, ''].join(' ').length
  return [colours.dim(where), paintOf(entry)(what), colours.dim(number), describe(entry, room)]
    .join(' ')
    .trimEnd()
}
