import type { Line } from '../traces/transcript.js'
import { colours, cutTo, harmless } from './output.js'

const arrows = { client: '→', server: '←' } as const

const painted = ({ from, decoded }: Line): ((text: string) => string) => {
  if (decoded._tag === 'Undecodable' || decoded._tag === 'Failure') return colours.red
  return from === 'client' ? colours.cyan : colours.green
}

const seconds = (at: number): string => at.toFixed(3).padStart(9)

/** A line of the timeline: when, on which connection, by whom, the verb and its transaction id, and what it says. */
export const row = (line: Line, description: string, width: number | undefined): string => {
  const { at, connection, from, decoded } = line
  const verb = decoded._tag === 'Undecodable' ? '???' : decoded.verb
  const trid = decoded._tag !== 'Undecodable' && 'trid' in decoded ? String(decoded.trid) : ''
  const where = `${seconds(at)} ${String(connection).padStart(2)}`
  const what = `${arrows[from]} ${verb}`
  const number = trid.padStart(3)
  // Colours take no room on the screen: what is cut is cut before they come in.
  const room = width === undefined ? undefined : width - [where, what, number, ''].join(' ').length
  return [colours.dim(where), painted(line)(what), colours.dim(number), cutTo(room)(harmless(description))]
    .join(' ')
    .trimEnd()
}
