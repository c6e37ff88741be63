/** A client's bytes on one connection of a recording, and how much of a chunk is the same. */
import { append, nothing, bytesHeld } from '../../wire/held.js'
import { computedIn, type RecordedCommand, type ConnectionCommands, connectionCommands } from './command.js'
import type { TraceRecord } from './record.js'

/** A record of what a client says, and where it ends in all that it says. */
export interface Piece {
  readonly index: number
  readonly end: number
}

/** What a client says on one connection of a trace, from the first byte to the last. */
export interface Direction {
  readonly bytes: Uint8Array
  readonly pieces: ReadonlyArray<Piece>
  /** The record in which the client closes the connection, if it does. */
  readonly close: number | undefined
  /** How many bytes of a chunk are as recorded, from an offset on; what follows from a secret counts as the same. */
  readonly same: (offset: number, chunk: Uint8Array) => number
  readonly talk: () => ConnectionCommands
  /** The command that an byte belongs to. */
  readonly commandAt: (offset: number) => RecordedCommand | undefined
}

/** Whether an byte can stand in a word, so that it does not change how commands are cut. */
const isWordy = (byte: number): boolean => byte > 32 && byte < 127

/** A client's half of a connection; `indexes` are those of the connection's records. */
export const clientDirection = (records: ReadonlyArray<TraceRecord>, indexes: ReadonlyArray<number>): Direction => {
  const pieces: Array<Piece> = []
  let held = nothing
  let close: number | undefined
  for (const index of indexes) {
    const record = records[index]!
    if (record._tag === 'Closed' && record.by === 'client') close ??= index
    if (record._tag !== 'Said' || record.from !== 'client' || record.bytes.length === 0) continue
    held = append(held, record.bytes)
    pieces.push({ index, end: held.length })
  }
  const bytes = bytesHeld(held)
  let read: ConnectionCommands | undefined
  let computed: Uint8Array | undefined
  const talk = (): ConnectionCommands => (read ??= connectionCommands(records, indexes))

  /** Marks the bytes that nobody can say who does not know the password. */
  const mask = (): Uint8Array => {
    if (computed !== undefined) return computed
    computed = new Uint8Array(bytes.length)
    for (const { from, start, bytes: line, command } of talk().spoken)
      if (from === 'client')
        for (const [first, end] of computedIn(command, line)) computed.fill(1, start + first, start + end)
    return computed
  }

  return {
    bytes,
    pieces,
    close,
    same: (offset, chunk) => {
      const room = Math.min(chunk.length, bytes.length - offset)
      let at = 0
      while (at < room && (chunk[at] === bytes[offset + at] || (isWordy(chunk[at]!) && mask()[offset + at] === 1))) at++
      return at
    },
    talk,
    commandAt: (offset) =>
      talk().spoken.find(
        ({ from, start, bytes: { length } }) => from === 'client' && offset >= start && offset < start + length,
      ),
  }
}
