/** The commands of one connection in a recording, each with the records that its bytes stand in. */
import type { Decoded } from '../../commands/codec.js'
import { decodeFramed, decodeEnd, decoder } from '../../commands/decoder.js'
import { computedFields, payloadSecrecy } from '../../commands/facts.js'
import type { Side } from '../../commands/row.js'
import type { Hint, Scope } from '../../commands/scope.js'
import { write } from '../../wire/frame.js'
import { byteText } from '../../wire/text.js'
import type { TraceRecord } from './record.js'

/**
 * A command in a trace.
 *
 * **Shapes** `first` and `last` are the indexes of the records that its first and its last byte stand in.
 *
 * **Units** `start` is the place of its first byte in all that this side says on the connection.
 */
export interface RecordedCommand {
  readonly from: Side
  readonly first: number
  readonly last: number
  readonly start: number
  readonly bytes: Uint8Array
  readonly command: Decoded
}

/** What was said on one connection, and what the bytes of it have taught of the connection. */
export interface ConnectionCommands {
  readonly spoken: ReadonlyArray<RecordedCommand>
  readonly scope: Scope
}

interface Half {
  /** Bytes said, and bytes read as commands. */
  said: number
  read: number
  /** The record in which the command begins that is not whole yet. */
  first: number
}

/** The commands of one connection; `indexes` are those of its records. A trace that was changed by hand may hold anything. */
export const connectionCommands = (records: ReadonlyArray<TraceRecord>, indexes: ReadonlyArray<number>, hint: Hint = {}): ConnectionCommands => {
  const spoken: Array<RecordedCommand> = []
  const halves: Record<Side, Half> = {
    client: { said: 0, read: 0, first: 0 },
    server: { said: 0, read: 0, first: 0 },
  }
  let state = decoder(hint)
  let last = indexes[0] ?? 0

  const take = (from: Side, command: Decoded, bytes: Uint8Array): void => {
    const half = halves[from]
    spoken.push({ from, first: half.first, last, start: half.read, bytes, command })
    half.read += bytes.length
    half.first = last
  }

  for (const index of indexes) {
    const record = records[index]
    if (record?._tag !== 'Said') continue
    const { from, bytes } = record
    const half = halves[from]
    if (half.read === half.said) half.first = index
    last = index
    half.said += bytes.length
    state = decodeFramed(from)((command, frame) => take(from, command, write(frame)))(state, bytes)
  }
  for (const from of ['client', 'server'] as const)
    for (const command of decodeEnd(from)(state))
      take(
        from,
        command,
        command._tag === 'Undecodable'
          ? write(command.frame)
          : write({ line: command.verb, end: '', payload: undefined }),
      )
  return { spoken, scope: state.scope }
}

/**
 * Where in the bytes of a client's command something stands that is computed from a secret: from and up to which byte.
 * Who does not know the secret cannot say the same.
 */
export const computedIn = (
  command: Decoded,
  bytes: Uint8Array,
): ReadonlyArray<readonly [from: number, to: number]> => {
  if (command._tag === 'Undecodable' || command._tag === 'Failure') return []
  if (command._tag === 'Payload' && payloadSecrecy(command.verb) === 'computed')
    return [[bytes.length - command.payload.length, bytes.length]]
  const line = byteText(bytes)
  return Object.entries(command).flatMap(([name, word]) => {
    const at = computedFields.has(name) && typeof word === 'string' ? line.lastIndexOf(` ${word}`) + 1 : 0
    return at === 0 ? [] : [[at, at + (word as string).length] as const]
  })
}
