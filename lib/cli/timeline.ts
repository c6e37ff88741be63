import type { Line } from '../traces/transcript.js'
import { colours } from './output.js'

const arrows = { client: '→', server: '←' } as const

const painted = ({ from, decoded }: Line): ((text: string) => string) => {
  if (decoded._tag === 'Undecodable' || decoded._tag === 'Failure') return colours.red
  return from === 'client' ? colours.cyan : colours.green
}

const seconds = (at: number): string => at.toFixed(3).padStart(9)

/** A line of the timeline: when, on which connection, by whom, the verb and its transaction id, and what it says. */
export const row = (line: Line, description: string): string => {
  const { at, connection, from, decoded } = line
  const verb = decoded._tag === 'Undecodable' ? '???' : decoded.verb
  const trid = decoded._tag !== 'Undecodable' && 'trid' in decoded ? String(decoded.trid) : ''
  const paint = painted(line)
  return `${colours.dim(`${seconds(at)} ${String(connection).padStart(2)}`)} ${paint(`${arrows[from]} ${verb}`)} ${colours.dim(trid.padStart(3))} ${description}`
}
