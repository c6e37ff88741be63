import type { Side } from '../../commands/row.js'
import type { CloseReason } from '../../core/effects.js'
import type { End } from './flows.js'
import type { Outlet } from './emit.js'
import type { Ending } from './streams.js'
import { tellClosed, tellContradiction, tellMissing, tellSaid, type Line } from './telling.js'

/** Listens to one connection. */
export interface Listener {
  readonly said: (end: End, octets: Uint8Array, t: number) => void
  readonly missing: (end: End, octets: number, t: number) => void
  /** A packet, whose payload stands at `offset` in the file, says something else than was said there before. */
  readonly contradicted: (end: End, offset: number, t: number) => void
  readonly finished: (end: End, t: number) => void
  /** The capture ends, and the connection does not. */
  readonly left: () => void
  readonly over: (by: End | undefined, ending: Ending, t: number) => void
}

/** Whose end it is. */
export const sideOf = (client: End, end: End): Side => (end === client ? 'client' : 'server')

/** Why a connection ended, as a record says it. */
export const reasonOf = (ending: Ending): CloseReason => {
  switch (ending) {
    case 'Ended':
    case 'Reset':
      return { _tag: ending }
    case 'Replaced':
      return { _tag: 'Other', problem: 'another connection took its place' }
    case 'Forgotten':
      return { _tag: 'Other', problem: 'it was silent for long, and too many others were open' }
  }
}

/** Tells what is said on a connection of MSNP. */
export const telling = (out: Outlet, line: Line, client: End): Listener => ({
  said: (end, octets, t) => tellSaid(out, line, sideOf(client, end), octets, t),
  missing: (end, octets, t) => tellMissing(out, line, sideOf(client, end), octets, t),
  contradicted: (_, offset, t) => tellContradiction(out, line, offset, t),
  finished: () => undefined,
  left: () => undefined,
  over: (by, ending, t) =>
    tellClosed(out, line, by === undefined ? undefined : sideOf(client, by), reasonOf(ending), t),
})
