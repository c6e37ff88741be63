import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'

import { encodeIn, type Decoded, type Encodable } from '../../lib/commands/codec.js'
import { decode, decoder } from '../../lib/commands/decoder.js'
import type { Side } from '../../lib/commands/row.js'
import { anywhere } from '../../lib/commands/scope.js'
import { captureReader } from '../../lib/traces/capture/reader.js'
import type { TraceRecord } from '../../lib/traces/record.js'
import { transcribe, transcript, type Entry, type Line } from '../../lib/traces/transcript.js'
import { cuttings, runs } from '../support/arbitrary.js'
import { isThere, recording } from './recorded.js'

const recordsIn = (file: Uint8Array): ReadonlyArray<TraceRecord> => {
  const { read, end } = captureReader()
  const findings = [...read(file), ...end()]
  expect(findings.filter(({ _tag }) => _tag === 'Failed' || _tag === 'Noticed')).toEqual([])
  return findings.flatMap((finding) => (finding._tag === 'Found' ? [finding.record] : []))
}

const linesOf = (entries: ReadonlyArray<Entry>): ReadonlyArray<Line> => {
  const lines = entries.flatMap((entry) => (entry._tag === 'Line' ? [entry] : []))
  expect(lines.length).toBe(entries.length)
  return lines
}

const readOnce = (records: ReadonlyArray<TraceRecord>): ReadonlyArray<Line> => {
  const { read, end } = transcript()
  return linesOf([...records.flatMap(read), ...end()])
}

const counts = (from: Side, lines: ReadonlyArray<Line>): Readonly<Record<string, number>> => {
  const verbs = lines
    .filter((line) => line.from === from)
    .map(({ decoded }) => (decoded._tag === 'Undecodable' ? '?' : decoded.verb))
  return Object.fromEntries([...new Set(verbs)].map((verb) => [verb, verbs.filter((each) => each === verb).length]))
}

describe.skipIf(!isThere)('the capture of 2005', () => {
  const records = isThere ? recordsIn(recording('msnp11-2005.pcap')) : []
  const heard = records.flatMap((record) => (record._tag === 'Said' ? [record] : []))
  const lines = readOnce(records)

  it('has 364 commands on six connections over 1,978 seconds, none undecodable', () => {
    expect(lines.length).toBe(364)
    expect(lines.filter(({ decoded }) => decoded._tag === 'Undecodable' || 'odd' in decoded)).toEqual([])
    expect([...new Set(lines.map(({ connection }) => connection))]).toEqual([0, 1, 2, 3, 4, 5])
    expect(Math.floor(lines.at(-1)!.t / 1000)).toBe(1978)
  })

  it('has the counts that its description gives', () => {
    expect(counts('client', lines)).toEqual({ MSG: 136, PNG: 40, OUT: 5, ANS: 3, CAL: 2, XFR: 1, USR: 1 })
    expect(counts('server', lines)).toEqual({
      MSG: 108,
      QNG: 40,
      NLN: 10,
      RNG: 3,
      IRO: 3,
      ANS: 3,
      CAL: 2,
      JOI: 2,
      BYE: 2,
      UBX: 1,
      XFR: 1,
      USR: 1,
    })
  })

  it('is of MSNP11 on all connections, as a second reading knows from the first line on', () => {
    const again = linesOf(transcribe(records))
    expect(new Set(again.map(({ dialect }) => dialect))).toEqual(new Set(['MSNP11']))
    expect(again.map(({ decoded }) => decoded)).toEqual(lines.map(({ decoded }) => decoded))
  })

  it('encodes back to the same octets, connection by connection', () => {
    for (const connection of [0, 1, 2, 3, 4, 5])
      for (const from of ['client', 'server'] as const) {
        const of = <A extends { readonly connection: number; readonly from: Side }>(all: ReadonlyArray<A>) =>
          all.filter((each) => each.connection === connection && each.from === from)
        const encoded = of(lines).map(({ decoded }) => encodeIn(from)(anywhere, decoded as Encodable))
        expect(encoded.filter(E.isLeft)).toEqual([])
        const octets = encoded.flatMap((each) => (E.isRight(each) ? [each.right] : []))
        expect(Buffer.concat(octets).equals(Buffer.concat(of(heard).map(({ octets }) => octets)))).toBe(true)
      }
  })

  it('gives the same commands for any re-cutting of the octets of each side', () => {
    for (const connection of [0, 1, 2, 3, 4, 5])
      for (const from of ['client', 'server'] as const) {
        const side = heard.filter((each) => each.connection === connection && each.from === from)
        const octets = new Uint8Array(Buffer.concat(side.map(({ octets }) => octets)))
        const commandsIn = (chunks: ReadonlyArray<Uint8Array>): ReadonlyArray<Decoded> => {
          let reader = decoder()
          return chunks.flatMap((chunk) => {
            const [next, decoded] = decode(from)(reader, chunk)
            reader = next
            return decoded
          })
        }
        const whole = commandsIn([octets])
        expect(whole.length).toBe(lines.filter((line) => line.connection === connection && line.from === from).length)
        fc.assert(
          fc.property(cuttings(octets), (chunks) => {
            expect(commandsIn(chunks)).toEqual(whole)
          }),
          { numRuns: Math.ceil(runs.numRuns / 50) },
        )
        expect(commandsIn(Array.from(octets, (_, i) => octets.subarray(i, i + 1)))).toEqual(whole)
      }
  })
})
