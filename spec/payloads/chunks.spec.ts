import * as O from 'fp-ts/lib/Option.js'
import { describe, expect, it } from 'vitest'

import {
  chunkLimits,
  joinChunks,
  noChunks,
  readChunk,
  splitBody,
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
  chunks.reduce(
    ([joining], chunk) => joinChunks(limits)(joining, { from: 'bob@example.com', at: 0, chunk }),
    [noChunks, O.none] as ReturnType<ReturnType<typeof joinChunks>>,
  )

const ink = typed('image/gif')(new Uint8Array(2500).fill(0x41))

describe('splitBody', () => {
  // Test vector 5, and the headers of messages.md 1.13.
  it('cuts 2500 octets into 1202, 1202 and 96', () => {
    const pieces = splitBody({ id })(ink)
    expect(pieces.map(({ body }) => body.length)).toEqual([1202, 1202, 96])
    expect(pieces.map(({ headers }) => headers)).toEqual([
      [['MIME-Version', '1.0'], ['Content-Type', 'image/gif'], ['Message-ID', id], ['Chunks', '3']],
      [['Message-ID', id], ['Chunk', '1']],
      [['Message-ID', id], ['Chunk', '2']],
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

  it('gives the message with its last piece, and keeps nothing', () => {
    expect(joinAll(pieces.slice(0, 2))[1]).toEqual(O.none)
    const [joining, message] = joinAll(pieces)
    expect(joining).toEqual([])
    expect(O.isSome(message) && shown(writeMime(message.value))).toBe(shown(writeMime(ink)))
  })
  it('gives a message of a single piece at once', () => {
    const alone: Chunk = { _tag: 'FirstChunk', id, chunks: 1, part: ink }
    expect(joinAll([alone])).toEqual([[], O.some(ink)])
  })
  it.each<[string, ReadonlyArray<number>]>([
    ['a gap', [0, 2]],
    ['a piece twice', [0, 1, 1]],
    ['no beginning', [1, 2]],
  ])('drops a message with %s', (_, order) => {
    expect(joinAll(order.map((index) => pieces[index]!))).toEqual([[], O.none])
  })
  it('begins again with a first piece', () => {
    expect(O.isSome(joinAll([0, 1, 0, 1, 2].map((index) => pieces[index]!))[1])).toBe(true)
  })
  it('keeps senders apart', () => {
    const [first, second] = pieces
    const [one] = joinChunks(chunkLimits)(noChunks, { from: 'bob', at: 0, chunk: first! })
    const [both] = joinChunks(chunkLimits)(one, { from: 'carol', at: 0, chunk: first! })
    const [after] = joinChunks(chunkLimits)(both, { from: 'bob', at: 0, chunk: second! })
    expect(after.map(({ from, bodies }) => [from, bodies.length])).toEqual([['bob', 2], ['carol', 1]])
  })
  it('forgets what is too old', () => {
    const [begun] = joinChunks(chunkLimits)(noChunks, { from: 'bob', at: 1000, chunk: pieces[0]! })
    const arrived = { from: 'bob', chunk: pieces[1]! }
    expect(joinChunks(chunkLimits)(begun, { ...arrived, at: 60999 })[0].length).toBe(1)
    expect(joinChunks(chunkLimits)(begun, { ...arrived, at: 61000 })[0].length).toBe(0)
  })
  it.each<[string, Partial<ChunkLimits>]>([
    ['pieces', { chunks: 2 }],
    ['octets', { octets: 2499 }],
  ])('drops a message of too many %s', (_, limit) => {
    expect(joinAll(pieces, { ...chunkLimits, ...limit })).toEqual([[], O.none])
  })
  it('keeps so many messages and no more, the newest', () => {
    const firsts = ['a', 'b', 'c'].map((each) => ({ ...pieces[0]!, id: each }))
    const [joining] = joinAll(firsts, { ...chunkLimits, messages: 2 })
    expect(joining.map((begun) => begun.id)).toEqual(['b', 'c'])
  })
})
