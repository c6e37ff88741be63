import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import * as O from 'fp-ts/lib/Option.js'
import * as RA from 'fp-ts/lib/ReadonlyArray.js'
import { describe, expect, it } from 'vitest'

import { encodeIn, type Decoded, type Encodable } from '../../lib/commands/codec.js'
import { decode, decoder } from '../../lib/commands/decoder.js'
import type { Side } from '../../lib/commands/row.js'
import { anywhere } from '../../lib/commands/scope.js'
import { hearing, type Heard } from '../../lib/traces/capture.js'
import { endOfPcap, pcapReader, readPcap } from '../../lib/traces/pcap.js'
import { learned, listen, listener, type Line, type Listener } from '../../lib/traces/transcript.js'
import { cuttings, runs } from '../support/arbitrary.js'
import { isThere, recording } from './recorded.js'

const heardIn = (file: Uint8Array): ReadonlyArray<Heard> => {
  const [reader, packets] = readPcap(pcapReader, file)
  expect(E.chain(endOfPcap)(reader)).toEqual(E.right(undefined))
  return RA.filterMap(hearing())(packets)
}

const read = (heard: ReadonlyArray<Heard>, scopes?: ReturnType<typeof learned>) => {
  const listeners = new Map<number, Listener>()
  const lines = heard.flatMap((piece): ReadonlyArray<Line> => {
    const state = listeners.get(piece.connection) ?? listener({}, scopes?.get(piece.connection))(piece)
    const [next, addition] = listen(state, piece)
    expect(addition.lost).toEqual(O.none)
    listeners.set(piece.connection, next)
    return addition.lines
  })
  return { listeners: [...listeners.values()], lines }
}

const counts = (from: Side, lines: ReadonlyArray<Line>): Readonly<Record<string, number>> => {
  const verbs = lines.filter((line) => line.from === from).map(({ decoded }) => (decoded._tag === 'Undecodable' ? '?' : decoded.verb))
  return Object.fromEntries([...new Set(verbs)].map((verb) => [verb, verbs.filter((each) => each === verb).length]))
}

describe.skipIf(!isThere)('the capture of 2005', () => {
  const heard = isThere ? heardIn(recording('msnp11-2005.pcap')) : []
  const { listeners, lines } = read(heard)

  it('has 364 commands on six connections over 1,978 seconds, none undecodable', () => {
    expect(lines.length).toBe(364)
    expect(lines.filter(({ decoded }) => decoded._tag === 'Undecodable' || 'odd' in decoded)).toEqual([])
    expect([...new Set(lines.map(({ connection }) => connection))]).toEqual([0, 1, 2, 3, 4, 5])
    expect(Math.floor(lines.at(-1)!.at)).toBe(1978)
  })

  it('has the counts that its description gives', () => {
    expect(counts('client', lines)).toEqual({ MSG: 136, PNG: 40, OUT: 5, ANS: 3, CAL: 2, XFR: 1, USR: 1 })
    expect(counts('server', lines)).toEqual({
      MSG: 108, QNG: 40, NLN: 10, RNG: 3, IRO: 3, ANS: 3, CAL: 2, JOI: 2, BYE: 2, UBX: 1, XFR: 1, USR: 1,
    })
  })

  it('is of MSNP11 on all connections, as a second reading knows from the first line on', () => {
    const again = read(heard, learned(listeners)).lines
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
        expect(Buffer.concat(octets).equals(Buffer.concat(of(heard).map(({ bytes }) => bytes)))).toBe(true)
      }
  })

  it('gives the same commands for any re-cutting of the octets of each side', () => {
    for (const connection of [0, 1, 2, 3, 4, 5])
      for (const from of ['client', 'server'] as const) {
        const side = heard.filter((each) => each.connection === connection && each.from === from)
        const octets = new Uint8Array(Buffer.concat(side.map(({ bytes }) => bytes)))
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
