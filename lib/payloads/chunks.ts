/** Messages that are too long for one command: how they are cut into pieces, and how pieces are joined. */
import * as O from 'fp-ts/lib/Option.js'

import { Count } from '../commands/words.js'
import { without } from './fields.js'
import { writeMime, type Mime } from './mime.js'
import { Free, namesIn, readRecord, writeRecord, type Table } from './record.js'
import { remembering } from './remember.js'
import { chunkLimit, messageLimit } from './limits.js'

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
 * **Units** bytes: `size` of a piece's body, `limit` of a whole payload.
 */
export interface Cutting {
  readonly id: string
  readonly size?: number
  readonly limit?: number
}

const continues = (byte: number | undefined): boolean => byte !== undefined && (byte & 0xc0) === 0x80

// A piece that ends inside a character of UTF-8 is lost on Escargot. A character has at most three bytes to continue.
const endOfPiece = (body: Uint8Array, end: number): number =>
  [end, end - 1, end - 2, end - 3].find((at) => !continues(body[at])) ?? end

/**
 * The payloads that carry a message: itself if it fits, else its pieces.
 *
 * **Source** messages.md 1.1, 1.13
 */
export const splitBody =
  ({ id, size = chunkLimit, limit = messageLimit }: Cutting) =>
  (mime: Mime): ReadonlyArray<Mime> => {
    const { headers, body } = mime
    if (body.length === 0 || writeMime(mime).length <= limit) return [mime]

    const first = (chunks: number, part: Uint8Array): Mime =>
      writeChunk({ _tag: 'FirstChunk', id, chunks, part: { headers, body: part } })
    const head = writeMime(first(body.length, body.subarray(0, 0))).length
    // Four bytes are the longest character, so each piece has at least one.
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
 * **Units** `bytes` of a joined body, `age` in milliseconds since the first piece; the others are counts.
 */
export interface ChunkLimits {
  readonly chunks: number
  readonly bytes: number
  readonly messages: number
  readonly age: number
}

/** Limits of our own choice (messages.md 1.13). */
export const chunkLimits: ChunkLimits = { chunks: 256, bytes: 131072, messages: 16, age: 60000 }

/**
 * A message of which some pieces have come.
 *
 * **Shapes** `Coming` holds them in the order of their coming. `Whole` was given, and keeps its first piece, to know
 * repeated ones by. `Refused` is over a limit, and keeps none: all of its pieces are given back as they come.
 */
interface Begun {
  readonly phase: 'Coming' | 'Whole' | 'Refused'
  readonly from: string
  readonly id: string
  readonly since: number
  readonly pieces: ReadonlyArray<Chunk>
}

/** The messages of which some pieces have come, the oldest first. */
export type Joining = ReadonlyArray<Begun>

/** Before the first piece. */
export const noChunks: Joining = []

/** A piece, and who sent it. */
export interface SentChunk {
  readonly from: string
  readonly chunk: Chunk
}

/** A piece, who sent it, and when, in milliseconds of any clock. */
export interface ChunkArrived extends SentChunk {
  readonly at: number
}

/** What came of a piece: the message, if this was the last one that it lacked, and the pieces that cannot be joined. */
type Joined = readonly [joining: Joining, whole: O.Option<Mime>, unjoined: ReadonlyArray<SentChunk>]

const indexOf = (chunk: Chunk): number => (chunk._tag === 'FirstChunk' ? 0 : chunk.index)

const firstIn = ({ pieces }: Begun): Extract<Chunk, { readonly _tag: 'FirstChunk' }> | undefined =>
  pieces.find((piece) => piece._tag === 'FirstChunk')

const bytesIn = (pieces: ReadonlyArray<Chunk>): number => pieces.reduce((sum, { part }) => sum + part.body.length, 0)

const isSameBody = (a: Chunk, b: Chunk): boolean =>
  a.part.body.length === b.part.body.length && a.part.body.every((byte, at) => byte === b.part.body[at])

/** Whether a piece is one that has come already, and says nothing new. */
const isRepeated = (begun: Begun, chunk: Chunk): boolean => {
  if (begun.phase === 'Whole' && chunk._tag === 'LaterChunk') return chunk.index < (firstIn(begun)?.chunks ?? 0)
  const before = begun.pieces.find((piece) => indexOf(piece) === indexOf(chunk))
  return before !== undefined && isSameBody(before, chunk)
}

const unjoinedIn = (begun: Begun): ReadonlyArray<SentChunk> =>
  begun.phase === 'Coming' ? begun.pieces.map((chunk) => ({ from: begun.from, chunk })) : []

/** Which one is given up where there are too many: one that is done, or else the oldest of whoever has begun most. */
const spareOf = (joining: Joining): Begun => {
  const done = joining.find(({ phase }) => phase !== 'Coming')
  const countOf = ({ from }: Begun): number => joining.filter((other) => other.from === from).length
  return done ?? joining.reduce((spare, begun) => (countOf(begun) > countOf(spare) ? begun : spare))
}

const bounded = ({ messages }: ChunkLimits, [joining, whole, unjoined]: Joined): Joined => {
  if (joining.length <= messages) return [joining, whole, unjoined]
  const spare = spareOf(joining)
  return [joining.filter((begun) => begun !== spare), whole, [...unjoined, ...unjoinedIn(spare)]]
}

/** A message with one piece more: whole, over a limit, or still on its way. */
const grown = (limits: ChunkLimits, others: Joining, before: Begun, chunk: Chunk): Joined => {
  const { from } = before
  const all: Begun = { ...before, phase: 'Coming', pieces: [...before.pieces, chunk] }
  const first = firstIn(all)
  const isTooMany = Math.max(first?.chunks ?? 0, ...all.pieces.map((piece) => indexOf(piece) + 1)) > limits.chunks
  if (isTooMany || bytesIn(all.pieces) > limits.bytes)
    return [[...others, { ...all, phase: 'Refused', pieces: [] }], O.none, unjoinedIn(all)]
  if (first === undefined) return [[...others, all], O.none, []]
  const own = all.pieces.filter((piece) => indexOf(piece) < first.chunks)
  const strange = all.pieces.filter((piece) => indexOf(piece) >= first.chunks).map((chunk) => ({ from, chunk }))
  if (own.length < first.chunks) return [[...others, { ...all, pieces: own }], O.none, strange]
  const bodies = own.toSorted((a, b) => indexOf(a) - indexOf(b)).map(({ part }) => part.body)
  const whole = { headers: first.part.headers, body: concat(bodies, bytesIn(own)) }
  return [[...others, { ...all, phase: 'Whole', pieces: [first] }], O.some(whole), strange]
}

/**
 * Takes in a piece, and gives the message when all of its pieces have come, in whatever order.
 *
 * **Shapes** a repeated piece changes nothing. What can be joined no more is given back as it came: the pieces of a message
 * that is over a limit, too old, or one too many; a piece that contradicts another.
 *
 * **Source** messages.md 1.13
 */
export const joinChunks =
  (limits: ChunkLimits) =>
  (joining: Joining, { from, at, chunk }: ChunkArrived): Joined => {
    const { id, part } = chunk
    const fresh = joining.filter(({ since }) => at - since < limits.age)
    const aged = joining.filter((begun) => !fresh.includes(begun)).flatMap(unjoinedIn)
    const begun = fresh.find((message) => message.from === from && message.id === id)
    const others = fresh.filter((message) => message !== begun)
    const anew: Begun = { phase: 'Coming', from, id, since: at, pieces: [] }
    const withAged = ([next, whole, unjoined]: Joined): Joined => bounded(limits, [next, whole, [...aged, ...unjoined]])

    if (begun !== undefined && isRepeated(begun, chunk)) return withAged([fresh, O.none, []])
    if (chunk._tag === 'LaterChunk') {
      const isKnown = begun?.pieces.some((piece) => indexOf(piece) === chunk.index) === true
      if (begun?.phase === 'Refused' || isKnown) return withAged([fresh, O.none, [{ from, chunk }]])
      return withAged(grown(limits, others, begun?.phase === 'Coming' ? begun : anew, chunk))
    }
    // Another first piece begins another message.
    const isFirst = begun?.phase === 'Coming' && firstIn(begun) === undefined
    const given = begun === undefined || isFirst ? [] : unjoinedIn(begun)
    const [next, whole, unjoined]: Joined =
      chunk.chunks <= 1 && !isFirst ? [others, O.some(part), []] : grown(limits, others, isFirst ? begun : anew, chunk)
    return withAged([next, whole, [...given, ...unjoined]])
  }

/** The pieces that will not be joined any more, of one sender or of all, and what is left. */
export const unjoinedChunks = (joining: Joining, from?: string): readonly [Joining, ReadonlyArray<SentChunk>] => {
  const isOver = (begun: Begun): boolean => from === undefined || begun.from === from
  return [joining.filter((begun) => !isOver(begun)), joining.filter(isOver).flatMap(unjoinedIn)]
}

const concat = (bodies: ReadonlyArray<Uint8Array>, bytes: number): Uint8Array => {
  const whole = new Uint8Array(bytes)
  let at = 0
  for (const body of bodies) {
    whole.set(body, at)
    at += body.length
  }
  return whole
}
