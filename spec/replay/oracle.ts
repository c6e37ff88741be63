/** What must hold of any recording: every byte of it is read as a command, written back, and read the same however it is cut. */
import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { expect } from 'vitest'

import { encodeIn, type Decoded, type Encodable } from '../../lib/commands/codec.js'
import { decode, decoder, type Decoder } from '../../lib/commands/decoder.js'
import type { Side } from '../../lib/commands/row.js'
import type { TraceRecord } from '../../lib/traces/format/record.js'
import { transcript, type CommandEntry } from '../../lib/traces/read/transcript.js'
import { byteText } from '../../lib/wire/text.js'
import { cuttings, runs } from '../support/arbitrary.js'

const sides = ['client', 'server'] as const
type Said = Extract<TraceRecord, { readonly _tag: 'Said' }>

/** The commands of a recording, which has nothing but commands: none undecodable, no gap, no fault. */
export const linesOf = (records: ReadonlyArray<TraceRecord>): ReadonlyArray<CommandEntry> => {
  const { read, end } = transcript()
  const entries = [...records.flatMap(read), ...end()]
  const lines = entries.flatMap((entry) => (entry._tag === 'Line' ? [entry] : []))
  expect(lines.length).toBe(entries.length)
  expect(lines.filter(({ decoded }) => decoded._tag === 'Undecodable' || 'odd' in decoded)).toEqual([])
  return lines
}

/** How often a side says each verb. */
export const counts = (from: Side, lines: ReadonlyArray<CommandEntry>): Readonly<Record<string, number>> => {
  const verbs = lines
    .filter((line) => line.from === from)
    .map(({ decoded }) => (decoded._tag === 'Undecodable' ? '?' : decoded.verb))
  return Object.fromEntries([...new Set(verbs)].map((verb) => [verb, verbs.filter((each) => each === verb).length]))
}

/** The directions of the connections of a recording, each with all that was said in it. */
const streamsOf = (records: ReadonlyArray<TraceRecord>) => {
  const said = records.filter((record): record is Said => record._tag === 'Said')
  return [...new Set(said.map(({ connection }) => connection))].flatMap((connection) =>
    sides.map((from) => {
      const own = said.filter((each) => each.connection === connection && each.from === from)
      return { connection, from, bytes: new Uint8Array(Buffer.concat(own.map(({ bytes }) => bytes))) }
    }),
  )
}

/** Every connection is encoded back to the same bytes, in the dialect that it speaks by then. */
export const expectSameBytes = (records: ReadonlyArray<TraceRecord>): void => {
  const decoders = new Map<number, Decoder>()
  const written = new Map<string, Array<string>>()
  for (const record of records) {
    if (record._tag !== 'Said') continue
    const { connection, from, bytes } = record
    const [next, decoded] = decode(from)(decoders.get(connection) ?? decoder(), bytes)
    decoders.set(connection, next)
    const key = `${connection} ${from}`
    for (const each of decoded) {
      const encoded = encodeIn(from)(next.scope, each as Encodable)
      if (E.isLeft(encoded)) throw new Error(`${key}: ${JSON.stringify(each)} cannot be written`)
      written.set(key, [...(written.get(key) ?? []), byteText(encoded.right)])
    }
  }
  for (const { connection, from, bytes } of streamsOf(records))
    expect((written.get(`${connection} ${from}`) ?? []).join('')).toBe(byteText(bytes))
}

const connectionCommands =
  (from: Side) =>
  (chunks: ReadonlyArray<Uint8Array>): ReadonlyArray<Decoded> => {
    let reader = decoder()
    return chunks.flatMap((chunk) => {
      const [next, decoded] = decode(from)(reader, chunk)
      reader = next
      return decoded
    })
  }

/** Every side says the same commands, however its bytes are cut. */
export const expectSameCut = (records: ReadonlyArray<TraceRecord>, share = 50): void => {
  const lines = linesOf(records)
  for (const { connection, from, bytes } of streamsOf(records)) {
    const read = connectionCommands(from)
    const whole = read([bytes])
    expect(whole.length).toBe(lines.filter((line) => line.connection === connection && line.from === from).length)
    fc.assert(
      fc.property(cuttings(bytes), (chunks) => {
        expect(read(chunks)).toEqual(whole)
      }),
      { numRuns: Math.ceil(runs.numRuns / share) },
    )
    expect(read(Array.from(bytes, (_, i) => bytes.subarray(i, i + 1)))).toEqual(whole)
  }
}
