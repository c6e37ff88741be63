import type { Decoded } from '../../commands/codec.js'
import type { Dialect } from '../../commands/dialects.js'
import type { ServerKind, Side } from '../../commands/row.js'
import type { FrameError } from '../../wire/frame.js'

/**
 * A command in a recording: when, on which connection, said by whom, in which dialect.
 *
 * **Shapes** `on` is the kind of server, where it is known by then. As long as a client only offers dialects, it is the
 * newest of them.
 *
 * **Units** `t` in milliseconds since the start of the recording.
 */
export interface Line {
  readonly _tag: 'Line'
  readonly t: number
  readonly connection: number
  readonly from: Side
  readonly on: ServerKind | undefined
  readonly dialect: Dialect
  readonly decoded: Decoded
}

/** A side of a connection that cannot be read any further, or not before a gap. */
export interface Lost {
  readonly _tag: 'Lost'
  readonly t: number
  readonly connection: number
  readonly from: Side
  readonly error: FrameError
}

/** What a side says here is not in the recording; so many octets of it, if that is known. */
export interface Gap {
  readonly _tag: 'Gap'
  readonly t: number
  readonly connection: number
  readonly from: Side
  readonly octets: number | undefined
}

/** What there is to tell of what was said in a recording. */
export type Entry = Line | Lost | Gap
