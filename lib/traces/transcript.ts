import type { Decoded } from '../commands/codec.js'
import { decode, decodeEnd, decoder, faultOf, type Decoder, type Reading } from '../commands/decoder.js'
import type { Dialect } from '../commands/dialects.js'
import type { Side } from '../commands/row.js'
import { dialectOf, type Scope } from '../commands/scope.js'
import type { FrameError } from '../wire/frame.js'
import * as O from 'fp-ts/lib/Option.js'
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

interface Listener {
  readonly client: string
  readonly decoder: Decoder
  readonly at: number
}

/** A recording being read: one decoder a connection. */
export interface Transcript {
  readonly reading: Reading
  readonly scopes: ReadonlyMap<number, Scope>
  readonly listeners: ReadonlyMap<number, Listener>
}

/** What a piece of a recording adds. */
export interface Addition {
  readonly lines: ReadonlyArray<Line>
  readonly lost: ReadonlyArray<Lost>
}

/** Before the first piece. Scopes that were learned in an earlier reading of the same recording say what to expect. */
export const transcript = (reading: Reading = {}, scopes: ReadonlyMap<number, Scope> = new Map()): Transcript => ({
  reading,
  scopes,
  listeners: new Map(),
})

const begun = ({ reading, scopes }: Transcript, { connection, client }: Heard): Listener => {
  const fresh = decoder(reading)
  return { client, at: 0, decoder: { ...fresh, scope: scopes.get(connection) ?? fresh.scope } }
}

/** The commands in what was heard. */
export const write = (state: Transcript, heard: Heard): readonly [Transcript, Addition] => {
  const { at, connection, from } = heard
  const listener = state.listeners.get(connection) ?? begun(state, heard)
  const [next, decoded] = decode(from)(listener.decoder, heard.bytes)
  const dialect = dialectOf(next.scope)
  const listeners = new Map(state.listeners).set(connection, { ...listener, at, decoder: next })
  const error = O.isSome(faultOf(from)(listener.decoder)) ? O.none : faultOf(from)(next)
  return [
    { ...state, listeners },
    {
      lines: decoded.map((command) => ({ at, connection, from, dialect, decoded: command })),
      lost: O.isSome(error) ? [{ at, connection, from, error: error.value }] : [],
    },
  ]
}

/** What the sides had begun to say when the recording ended. */
export const end = ({ listeners }: Transcript): ReadonlyArray<Line> =>
  [...listeners].flatMap(([connection, { decoder: last, at }]) =>
    (['client', 'server'] as const).flatMap((from) =>
      decodeEnd(from)(last).map((decoded) => ({ at, connection, from, dialect: dialectOf(last.scope), decoded })),
    ),
  )

/**
 * What a first reading teaches of the connections: their kinds of server, and their dialects. What one client speaks on
 * one connection it speaks on the others, as a switchboard never tells.
 */
export const learned = ({ listeners }: Transcript): ReadonlyMap<number, Scope> => {
  const byClient = new Map<string, number>()
  for (const { client, decoder: last } of listeners.values()) {
    const common = byClient.get(client) ?? last.scope.dialects
    byClient.set(client, common & last.scope.dialects || common)
  }
  return new Map(
    [...listeners].map(([connection, { client, decoder: last }]) => {
      const common = byClient.get(client)! & last.scope.dialects
      return [connection, common === 0 ? last.scope : { ...last.scope, dialects: common }]
    }),
  )
}
