/** Decodes a stream of bytes into commands, and learns from what goes by which dialect and server it is. */
import * as O from 'fp-ts/lib/Option.js'

import { flush, limitsOf, start, walk, type Emit, type Limits, type PartialFrame } from '../wire/feed.js'
import type { Frame, FrameError } from '../wire/frame.js'
import { decodeIn, decodePiece, type Decoded } from './codec.js'
import type { Plan } from './plan.js'
import type { Side } from './row.js'
import { chosen, isSettled, narrowed, offered, scopeOf, type Hint, type Scope } from './scope.js'
import { bytesAfterPiece } from './verbs.js'

/** How to read a connection: what is known of it, and the longest line and payload to wait for. */
export interface Reading extends Hint {
  readonly limits?: Partial<Limits>
}

/** A connection being read: what is known of it, and what each side has begun to say. */
export interface Decoder {
  readonly limits: Limits
  readonly isFixed: boolean
  readonly scope: Scope
  readonly client: PartialFrame
  readonly server: PartialFrame
}

/** Before the first byte of a connection. A dialect that is told here is believed, whatever `VER` says. */
export const decoder = ({ limits, ...hint }: Reading = {}): Decoder => ({
  limits: limitsOf(limits),
  isFixed: hint.dialect !== undefined,
  scope: scopeOf(hint),
  client: start,
  server: start,
})

/** The decoder with what the command has taught it. */
export const learned = (told: boolean, scope: Scope, command: Decoded): Scope => {
  if (told || command._tag !== 'Normal' || command.verb !== 'VER') return scope
  if ('dialect' in command) return chosen(command.dialect, scope)
  return 'offers' in command ? offered(command.offers, scope) : scope
}

const noScope: Scope = { dialects: 0, kinds: 0 }

const rules = { client: bytesAfterPiece('client'), server: bytesAfterPiece('server') } as const
const readers = { client: decodePiece('client'), server: decodePiece('server') } as const

/** Reads a chunk of one side's bytes; `emit` is given each command that it completes, and what `walk` gives of its frame. */
const decodeChunk = (
  from: Side,
  emit: (command: Decoded, ...frame: Parameters<Emit>) => unknown,
  state: Decoder,
  chunk: Uint8Array,
): Decoder => {
  const { limits, isFixed } = state
  const [rule, read] = [rules[from], readers[from]]
  // Local, and seen by nobody else: a tuple for each frame would cost more than the frame.
  let { scope } = state
  let fitting = noScope
  // What is settled stays so.
  const learn = isSettled(scope)
    ? undefined
    : ({ dialects, kinds }: Plan): void => {
        fitting = { dialects: fitting.dialects | dialects, kinds: fitting.kinds | kinds }
      }
  const take: Emit = (text, start, stop, end, payload, bytes) => {
    fitting = noScope
    const command = read(scope, text, start, stop, end, payload, bytes, learn)
    // Several rows may fit: what none of them allows is ruled out, and nothing else.
    if (learn !== undefined) scope = narrowed(fitting, scope)
    scope = learned(isFixed, scope, command)
    return emit(command, text, start, stop, end, payload)
  }
  const pending = walk(limits, (text, start, stop) => rule(scope, text, start, stop), take)(state[from], chunk)
  // Literals: a copy by way of a computed key costs as much as a command.
  return from === 'client'
    ? { limits, isFixed, scope, client: pending, server: state.server }
    : { limits, isFixed, scope, client: state.client, server: pending }
}

/**
 * Reads a chunk of one side's bytes, and hands over each command that it completes. Where `emit` gives `false`, nobody wants
 * the rest of the chunk: it is passed over.
 */
export const decodeEach =
  (from: Side) =>
  (emit: (command: Decoded) => unknown) =>
  (state: Decoder, chunk: Uint8Array): Decoder =>
    decodeChunk(from, emit, state, chunk)

/** As `decodeEach`, each command with the frame that it came in. */
export const decodeFramed =
  (from: Side) =>
  (emit: (command: Decoded, frame: Frame) => unknown) =>
  (state: Decoder, chunk: Uint8Array): Decoder =>
    decodeChunk(
      from,
      (command, text, start, stop, end, payload) => emit(command, { line: text.slice(start, stop), end, payload }),
      state,
      chunk,
    )

/**
 * The commands that a chunk of one side's bytes completes. Both sides of a connection share what is known of it: the
 * server's `VER` tells how the client is to be read.
 *
 * **Errors** none are thrown; see `faultOf`.
 */
export const decode =
  <From extends Side>(from: From) =>
  (state: Decoder, chunk: Uint8Array): readonly [Decoder, ReadonlyArray<Decoded<From>>] => {
    const commands: Array<Decoded<From>> = []
    // What a side says is what its rows say, which the types of the walk do not tell apart.
    const keep = (command: Decoded): unknown => commands.push(command as Decoded<From>)
    return [decodeEach(from)(keep)(state, chunk), commands]
  }

/**
 * What a side had begun to say when its stream ended. `OUT` needs no end of line, as clients leave it out; anything else
 * is `Truncated`.
 *
 * **Source** core.md 10.1
 */
export const decodeEnd =
  (from: Side) =>
  (state: Decoder): ReadonlyArray<Decoded> =>
    O.match<Frame, ReadonlyArray<Decoded>>(
      () => [],
      (frame) => [
        frame.line === 'OUT'
          ? decodeIn(from)(state.scope, frame)
          : { _tag: 'Undecodable', frame, reason: { _tag: 'Truncated' } },
      ],
    )(flush(state[from]))

/** Why a side's stream cannot be read any further, if that is so. */
export const faultOf =
  (from: Side) =>
  (state: Decoder): O.Option<FrameError> => {
    const pending = state[from]
    return pending._tag === 'Broken' ? O.some(pending.error) : O.none
  }
