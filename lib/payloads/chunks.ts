import * as O from 'fp-ts/lib/Option.js'

import { Count } from '../commands/words.js'
import { without, type Fields } from './fields.js'
import { writeMime, type Mime } from './mime.js'
import { Free, namesIn, readRecord, writeRecord, type Table } from './record.js'
import { remembering } from './remember.js'

const headers = { id: ['Message-ID', Free], chunks: ['Chunks', Count], index: ['Chunk', Count] } satisfies Table

const readOwn = remembering(readRecord(headers))
const beyondOwn = without(...namesIn(headers))

/**
 * A piece of a message that was too long for one command.
 *
 * **Shapes** `id` is the same in all of them. The first has the message's headers and says how many `chunks` there are;
 * `index` counts the others from 1. `part` is without the headers that stand here.
 *
 * **Source** messages.md 1.13
 */
export type Chunk =
  | { readonly _tag: 'FirstChunk'; readonly id: string; readonly chunks: number; readonly part: Mime }
  | { readonly _tag: 'LaterChunk'; readonly id: string; readonly index: number; readonly part: Mime }

/** Reads a payload as a piece of a message, if it is one. */
export const readChunk = (mime: Mime): O.Option<Chunk> => {
  const { id, chunks, index = 0 } = readOwn(mime.headers)
  if (id === undefined) return O.none
  const part = { headers: beyondOwn(mime.headers), body: mime.body }
  if (index > 0) return O.some({ _tag: 'LaterChunk', id, index, part })
  return chunks === undefined ? O.none : O.some({ _tag: 'FirstChunk', id, chunks, part })
}

/** The payload of a piece. */
export const writeChunk = ({ part, ...own }: Chunk): Mime => ({
  headers: [...part.headers, ...writeRecord(headers)(own)],
  body: part.body,
})

/**
 * How a message is cut.
 *
 * **Shapes** `id` must be new for every message, a GUID in braces.
 *
 * **Units** octets: `size` of a piece's body, `limit` of a whole payload.
 */
export interface Cutting {
  readonly id: string
  readonly size?: number
  readonly limit?: number
}

const continues = (octet: number | undefined): boolean => octet !== undefined && (octet & 0xc0) === 0x80

// A piece that ends inside a character of UTF-8 is lost on Escargot. A character has at most three octets to continue.
const endOfPiece = (body: Uint8Array, end: number): number =>
  [end, end - 1, end - 2, end - 3].find((at) => !continues(body[at])) ?? end

/**
 * The payloads that carry a message: itself if it fits, else its pieces.
 *
 * **Source** messages.md 1.1, 1.13
 */
export const splitBody =
  ({ id, size = 1202, limit = 1664 }: Cutting) =>
  (mime: Mime): ReadonlyArray<Mime> => {
    const { headers, body } = mime
    if (body.length === 0 || writeMime(mime).length <= limit) return [mime]

    const first = (chunks: number, part: Uint8Array): Mime =>
      writeChunk({ _tag: 'FirstChunk', id, chunks, part: { headers, body: part } })
    const head = writeMime(first(body.length, body.subarray(0, 0))).length
    // Four octets are the longest character, so each piece has at least one.
    const room = Math.max(4, Math.min(size, limit - head))

    const pieces: Array<Uint8Array> = []
    for (let start = 0; start < body.length;) {
      const end = endOfPiece(body, Math.min(start + room, body.length))
      pieces.push(body.subarray(start, end))
      start = end
    }
    return pieces.map((part, index) =>
      index === 0
        ? first(pieces.length, part)
        : writeChunk({ _tag: 'LaterChunk', id, index, part: { headers: [], body: part } }),
    )
  }

/**
 * How much is kept while pieces come in.
 *
 * **Units** `octets` of a joined body, `age` in milliseconds since the first piece; the others are counts.
 */
export interface ChunkLimits {
  readonly chunks: number
  readonly octets: number
  readonly messages: number
  readonly age: number
}

/** Limits of our own choice (messages.md 1.13). */
export const chunkLimits: ChunkLimits = { chunks: 64, octets: 131072, messages: 16, age: 60000 }

interface Begun {
  readonly from: string
  readonly id: string
  readonly chunks: number
  readonly since: number
  readonly headers: Fields
  readonly bodies: ReadonlyArray<Uint8Array>
  readonly octets: number
}

/** The messages of which some pieces have come, the oldest first. */
export type Joining = ReadonlyArray<Begun>

/** Before the first piece. */
export const noChunks: Joining = []

/** A piece, who sent it, and when, in milliseconds of any clock. */
export interface ChunkArrived {
  readonly from: string
  readonly at: number
  readonly chunk: Chunk
}

/**
 * Takes in a piece, and gives the message when its last one has come.
 *
 * **Errors** a piece out of order, or one over a limit, drops what came of its message; one whose message was not begun
 * is passed over.
 *
 * **Source** messages.md 1.13
 */
export const joinChunks =
  (limits: ChunkLimits) =>
  (joining: Joining, { from, at, chunk }: ChunkArrived): readonly [Joining, O.Option<Mime>] => {
    const { id, part } = chunk
    const fresh = joining.filter(({ since }) => at - since < limits.age)
    const begun = fresh.find((message) => message.from === from && message.id === id)
    const others = fresh.filter((message) => message !== begun)
    const octets = part.body.length + (chunk._tag === 'LaterChunk' && begun !== undefined ? begun.octets : 0)
    if (octets > limits.octets) return [others, O.none]

    if (chunk._tag === 'FirstChunk') {
      if (chunk.chunks <= 1) return [others, O.some(part)]
      if (chunk.chunks > limits.chunks) return [others, O.none]
      const { headers, body } = part
      const message = { from, id, chunks: chunk.chunks, since: at, headers, bodies: [body], octets }
      return [[...others, message].slice(-limits.messages), O.none]
    }
    if (begun === undefined || chunk.index !== begun.bodies.length) return [others, O.none]
    const bodies = [...begun.bodies, part.body]
    return bodies.length < begun.chunks
      ? [fresh.map((message) => (message === begun ? { ...begun, bodies, octets } : message)), O.none]
      : [others, O.some({ headers: begun.headers, body: concat(bodies, octets) })]
  }

const concat = (bodies: ReadonlyArray<Uint8Array>, octets: number): Uint8Array => {
  const whole = new Uint8Array(octets)
  let at = 0
  for (const body of bodies) {
    whole.set(body, at)
    at += body.length
  }
  return whole
}
