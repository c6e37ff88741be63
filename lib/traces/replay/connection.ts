import type { Scope } from '../../commands/scope.js'
import type { Half } from '../format/direction.js'
import { octetsOf, octetText } from '../../wire/text.js'

/** A connection that is played: what the client says on it in the recording, and how much of that it has said. */
export interface Line {
  readonly half: Half
  said: number
  /** The piece that is to be said next. */
  piece: number
}

/** Octets that differ, on both sides from the beginning of the command that they belong to. */
export interface Sides {
  readonly expected: Uint8Array | undefined
  readonly found: Uint8Array
  readonly scope: Scope
}

/** What was to be said next on a connection, and what is said. */
export const sidesOf = ({ half, said }: Line, found: Uint8Array): Sides => {
  const command = half.commandAt(said)
  const before = octetText(half.octets, Math.min(command?.start ?? said, said), said)
  return { expected: command?.octets, found: octetsOf(before, found), scope: half.talk().scope }
}
