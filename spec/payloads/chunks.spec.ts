/** How messages are cut into pieces, and how pieces are joined. */
import * as O from 'fp-ts/lib/Option.js'
import { describe, expect, it } from 'vitest'

import {
  chunkLimits,
  joinChunks,
  noChunks,
  readChunk,
  splitBody,
  unjoinedChunks,
  writeChunk,
  type Chunk,
  type ChunkLimits,
} from '../../lib/payloads/chunks.js'
import { messageOf } from '../../lib/payloads/message.js'
import { readMime, typed, writeMime, type Mime } from '../../lib/payloads/mime.js'
import { payload, shown } from './fixture.js'

const id = '{7D1E4A90-55C2-4B7B-8E0A-91C3D2F4A6B8}'

const chunkIn = (mime: Mime): Chunk => {
  const chunk = readChunk(mime)
  if (O.isNone(chunk)) throw new Error('no chunk')
  return chunk.value
}

const joinAll = (chunks: ReadonlyArray<Chunk>, limits: ChunkLimits = chunkLimits) =>
  chunks.reduce(([joining], chunk) => joinChunks(limits)(joining, { from: 'bob@example.com', at: 0, chunk }), [
    noChunks,
    O.none,
    [],
  ] as ReturnType<ReturnType<typeof joinChunks>>)

const ink = typed('image/gif')(new Uint8Array(2500).fill(0x41))

describe('splitBody', () => {
  // Test vector 5, and the headers of messages.md 1.13.
  it('cuts 2500 bytes into 1202, 1202 and 96', () => {
    const pieces = splitBody({ id })(ink)
    expect(pieces.map(({ body }) => body.length)).toEqual([1202, 1202, 96])
    expect(pieces.map(({ headers }) => headers)).toEqual([
      [
        ['MIME-Version', '1.0'],
        ['Content-Type', 'image/gif'],
        ['Message-ID', id],
        ['Chunks', '3'],
      ],
      [
        ['Message-ID', id],
        ['Chunk', '1'],
      ],
      [
        ['Message-ID', id],
        ['Chunk', '2'],
      ],
    ])
  })
  it('leaves alone what fits', () => {
    const most = 1664 - writeMime(typed('image/gif')(payload(''))).length
    const fits = typed('image/gif')(new Uint8Array(most))
    const over = typed('image/gif')(new Uint8Array(most + 1))
    expect(splitBody({ id })(fits)).toEqual([fits])
    expect(splitBody({ id })(over).length).toBe(2)
  })
  it('makes no payload longer than the limit, however long the headers', () => {
    const long = typed('image/gif', [['X-Long', 'x'.repeat(900)]])(new Uint8Array(3000))
    const pieces = splitBody({ id })(long)
    expect(pieces.length).toBeGreaterThan(1)
    expect(pieces.every((piece) => writeMime(piece).length <= 1664)).toBe(true)
  })
  it('cuts between characters', () => {
    const text = typed('text/plain')(payload('€'.repeat(1000)))
    const pieces = splitBody({ id })(text)
    expect(pieces.map(({ body }) => body.length)).toEqual([1200, 1200, 600])
    expect(pieces.map(({ body }) => shown(body)).join('')).toBe('€'.repeat(1000))
  })
  it('cuts where it must in what is no text', () => {
    const pieces = splitBody({ id })(typed('x/y')(new Uint8Array(2500).fill(0x80)))
    expect(pieces.map(({ body }) => body.length)).toEqual([1202, 1202, 96])
  })
})

describe('readChunk', () => {
  it('tells the first piece from a later one', () => {
    const [first, second] = splitBody({ id })(ink).map(chunkIn)
    expect(first).toMatchObject({ _tag: 'FirstChunk', id, chunks: 3, part: { headers: ink.headers } })
    expect(second).toMatchObject({ _tag: 'LaterChunk', id, index: 1, part: { headers: [] } })
  })
  it('takes no other message for one', () => {
    expect(readChunk(ink)).toEqual(O.none)
    expect(readChunk(typed('text/plain', [['Message-ID', id]])(payload('x')))).toEqual(O.none)
    expect(readChunk(typed('text/plain', [['Chunks', '2']])(payload('x')))).toEqual(O.none)
  })
  it('comes before the type: a later piece is no text', () => {
    const later = readMime(payload(`Message-ID: ${id}`, 'Chunk: 1', '', 'x'))
    const message = messageOf(later)
    expect(message).toMatchObject({ _tag: 'LaterChunk', index: 1 })
    expect(shown(writeMime(writeChunk(chunkIn(later))))).toBe(shown(writeMime(later)))
  })
})

describe('joinChunks', () => {
  const pieces = splitBody({ id })(ink).map(chunkIn)
  const indexes = (unjoined: ReadonlyArray<{ readonly chunk: Chunk }>): ReadonlyArray<number> =>
    unjoined.map(({ chunk }) => (chunk._tag === 'FirstChunk' ? 0 : chunk.index))
  const isInk = (message: O.Option<Mime>): boolean =>
    O.isSome(message) && shown(writeMime(message.value)) === shown(writeMime(ink))

  it('gives a message of a single piece at once', () => {
    const alone: Chunk = { _tag: 'FirstChunk', id, chunks: 1, part: ink }
    expect(joinAll([alone])).toEqual([[], O.some(ink), []])
  })
  it.each([[[0, 1, 2]], [[2, 1, 0]], [[1, 0, 2]], [[0, 1, 1, 2]], [[0, 0, 2, 2, 1]]])(
    'gives the message with its last piece, in the order %j',
    (order) => {
      const chunks = order.map((index) => pieces[index]!)
      expect(joinAll(chunks.slice(0, -1))[1]).toEqual(O.none)
      const [, message, unjoined] = joinAll(chunks)
      expect(isInk(message)).toBe(true)
      expect(unjoined).toEqual([])
    },
  )
  it.each([0, 1, 2])('gives it once, though piece %i comes again', (again) => {
    const [joining, message, dropped] = joinAll([...pieces, pieces[again]!])
    expect([O.isNone(message), dropped, unjoinedChunks(joining)[1]]).toEqual([true, [], []])
  })
  it('gives back what lacks a piece at the end', () => {
    const [joining] = joinAll([pieces[0]!, pieces[2]!])
    expect(indexes(unjoinedChunks(joining)[1])).toEqual([0, 2])
    expect(unjoinedChunks(joining, 'carol@example.com')[1]).toEqual([])
    expect(unjoinedChunks(joining, 'bob@example.com')[0]).toEqual([])
  })
  it('begins again with another first piece, and gives back the pieces of the one before', () => {
    const other: Chunk = { _tag: 'FirstChunk', id, chunks: 2, part: typed('image/gif')(Uint8Array.of(1)) }
    const [joining, , dropped] = joinAll([pieces[0]!, pieces[1]!, other])
    expect(indexes(dropped)).toEqual([0, 1])
    expect(unjoinedChunks(joining)[1]).toEqual([{ from: 'bob@example.com', chunk: other }])
  })
  it('gives back a piece that contradicts another, and one that is beyond the end', () => {
    const strange = { ...pieces[1]!, part: { headers: [], body: Uint8Array.of(1) } }
    const beyond: Chunk = { _tag: 'LaterChunk', id, index: 3, part: { headers: [], body: Uint8Array.of(2) } }
    const [joining, , dropped] = joinAll([pieces[0]!, pieces[1]!, strange])
    expect(dropped.map(({ chunk }) => chunk)).toEqual([strange])
    expect(isInk(joinChunks(chunkLimits)(joining, { from: 'bob@example.com', at: 0, chunk: pieces[2]! })[1])).toBe(true)
    expect(joinAll([beyond, pieces[0]!])[2].map(({ chunk }) => chunk)).toEqual([beyond])
    expect(joinAll([pieces[0]!, beyond])[2].map(({ chunk }) => chunk)).toEqual([beyond])
  })
  it('keeps senders apart', () => {
    const [first, second] = pieces
    const [one] = joinChunks(chunkLimits)(noChunks, { from: 'bob', at: 0, chunk: first! })
    const [both] = joinChunks(chunkLimits)(one, { from: 'carol', at: 0, chunk: first! })
    const [after] = joinChunks(chunkLimits)(both, { from: 'bob', at: 0, chunk: second! })
    expect(unjoinedChunks(after, 'bob')[1]).toHaveLength(2)
    expect(unjoinedChunks(after, 'carol')[1]).toHaveLength(1)
  })
  it('gives back what is too old', () => {
    const [begun] = joinChunks(chunkLimits)(noChunks, { from: 'bob', at: 1000, chunk: pieces[0]! })
    const arrived = { from: 'bob', chunk: pieces[1]! }
    expect(joinChunks(chunkLimits)(begun, { ...arrived, at: 60999 })[2]).toEqual([])
    expect(indexes(joinChunks(chunkLimits)(begun, { ...arrived, at: 61000 })[2])).toEqual([0])
  })
  it.each<[string, Partial<ChunkLimits>]>([
    ['pieces', { chunks: 2 }],
    ['bytes', { bytes: 2499 }],
  ])('gives back a message of too many %s, and each piece that comes after', (_, limit) => {
    const limits = { ...chunkLimits, ...limit }
    const all = pieces.map((_, at) => joinAll(pieces.slice(0, at + 1), limits))
    expect(all.flatMap(([, , dropped]) => indexes(dropped))).toEqual([0, 1, 2])
    expect(joinAll([...pieces, pieces[1]!], limits)[2]).toHaveLength(1)
  })
  it('keeps so many messages and no more: what it gives up is given back', () => {
    const firsts = ['a', 'b', 'c'].map((each) => ({ ...pieces[0]!, id: each }))
    const [joining, , dropped] = joinAll(firsts, { ...chunkLimits, messages: 2 })
    expect(unjoinedChunks(joining)[1].map(({ chunk }) => chunk.id)).toEqual(['b', 'c'])
    expect(dropped.map(({ chunk }) => chunk.id)).toEqual(['a'])
  })
  it('gives up a message of whoever has begun most, and none of another sender', () => {
    const limits = { ...chunkLimits, messages: 4 }
    const [ours] = joinChunks(limits)(noChunks, { from: 'carol', at: 0, chunk: pieces[0]! })
    const flooded = Array.from({ length: 50 }, (_, at) => ({ ...pieces[0]!, id: `${at}` })).reduce(
      (joining, chunk) => joinChunks(limits)(joining, { from: 'bob', at: 0, chunk })[0],
      ours,
    )
    expect(unjoinedChunks(flooded, 'carol')[1]).toHaveLength(1)
  })
})
