import * as O from 'fp-ts/lib/Option.js'

import type { Decoded } from '../commands/codec.js'
import { decode, decodeEnd, decoder, faultOf, type Decoder, type Reading } from '../commands/decoder.js'
import type { Dialect } from '../commands/dialects.js'
import type { Side } from '../commands/row.js'
import { dialectOf, type Scope } from '../commands/scope.js'
import type { FrameError } from '../wire/frame.js'
import type { Heard } from './capture.js'

/** A command in a recording: when, on which connection, said by whom, in which dialect. */
export interface Line {
  readonly at: number
  readonly connection: number
  readonly from: Side
  readonly dialect: Dialect
  readonly decoded: Decoded
}

/** A side of a connection that cannot be read any further. */
export interface Lost {
  readonly at: number
  readonly connection: number
  readonly from: Side
  readonly error: FrameError
}

/** One connection of a recording, being read. */
export interface Listener {
  readonly connection: number
  readonly client: string
  readonly at: number
  readonly decoder: Decoder
}

/** Begins to read the connection of what was heard. A scope that an earlier reading of it taught says what to expect. */
export const listener =
  (reading: Reading, scope?: Scope) =>
  ({ connection, client, at }: Heard): Listener => {
    const fresh = decoder(reading)
    return { connection, client, at, decoder: { ...fresh, scope: scope ?? fresh.scope } }
  }

/** What a piece of a connection adds: commands, and perhaps that no more can be read of one side. */
export interface Addition {
  readonly lines: ReadonlyArray<Line>
  readonly lost: O.Option<Lost>
}

/** The commands in what was heard. */
export const listen = (state: Listener, { at, connection, from, bytes }: Heard): readonly [Listener, Addition] => {
  const [next, commands] = decode(from)(state.decoder, bytes)
  const dialect = dialectOf(next.scope)
  const wasLost = O.isSome(faultOf(from)(state.decoder))
  const lost = wasLost
    ? O.none
    : O.map((error: FrameError): Lost => ({ at, connection, from, error }))(faultOf(from)(next))
  const lines = commands.map((decoded): Line => ({ at, connection, from, dialect, decoded }))
  return [
    { ...state, at, decoder: next },
    { lines, lost },
  ]
}

/** What the sides of a connection had begun to say when the recording ended. */
export const listenToEnd = ({ connection, at, decoder: last }: Listener): ReadonlyArray<Line> =>
  (['client', 'server'] as const).flatMap((from) =>
    decodeEnd(from)(last).map((decoded) => ({ at, connection, from, dialect: dialectOf(last.scope), decoded })),
  )

/**
 * What a first reading teaches of the connections: their kinds of server, and their dialects. What one client speaks on
 * one connection it speaks on the others, as a switchboard never tells.
 */
export const learned = (listeners: ReadonlyArray<Listener>): ReadonlyMap<number, Scope> => {
  const byClient = new Map<string, number>()
  for (const { client, decoder: last } of listeners) {
    const common = byClient.get(client) ?? last.scope.dialects
    byClient.set(client, common & last.scope.dialects || common)
  }
  return new Map(
    listeners.map(({ connection, client, decoder: last }) => {
      const common = byClient.get(client)! & last.scope.dialects
      return [connection, common === 0 ? last.scope : { ...last.scope, dialects: common }]
    }),
  )
}
