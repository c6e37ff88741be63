/** What a network may do to the packets of a capture must change nothing of what is read from it. */
import { expect, it } from 'vitest'

import { decode, decoder, type Decoder } from '../../../lib/commands/decoder.js'
import { ordering } from '../../../lib/traces/read/validate.js'
import type { TraceRecord } from '../../../lib/traces/format/record.js'
import { all, captureOf, dropped, duplicated, overlapped, recut, segmentsIn, shuffled, streamOf, type Mutation } from '../../support/mutator.js'
import { recordsIn, streamsIn } from './reading.js'

const seeds = Number(process.env['LAW_RUNS'] ?? 1000) / 100

const connectionCommands = (records: ReadonlyArray<TraceRecord>): number => {
  const decoders = new Map<number, Decoder>()
  let commands = 0
  for (const record of records) {
    if (record._tag !== 'Said') continue
    const [next, decoded] = decode(record.from)(decoders.get(record.connection) ?? decoder(), record.bytes)
    decoders.set(record.connection, next)
    commands += decoded.filter(({ _tag }) => _tag !== 'Undecodable').length
  }
  return commands
}

const disorders = (records: ReadonlyArray<TraceRecord>): ReadonlyArray<string> => {
  const check = ordering()
  return records.flatMap((record) => check.problem(record) ?? [])
}

const streamsByText = (records: ReadonlyArray<TraceRecord>): ReadonlyArray<string> => Object.values(streamsIn(records)).sort()

/**
 * Mutates a capture of so many commands and connections in every way that a network has. If its connections have neither
 * beginnings nor ends, packets are dropped, too: all that tells of a gap then is what is said behind it.
 */
export const describeMutations = (file: Uint8Array, commands: number, connections: number, isMidway = false): void => {
  const segments = segmentsIn(file)
  const whole = recordsIn(file)

  it('has its commands and connections', () => {
    expect(connectionCommands(whole)).toBe(commands)
    expect(whole.filter(({ _tag }) => _tag === 'Opened').length).toBe(connections)
    expect(disorders(whole)).toEqual([])
  })

  const mutations: Readonly<Record<string, Mutation>> = {
    'written anew': (same) => same,
    shuffled: shuffled(12),
    duplicated: duplicated(0.5, 30),
    'cut anywhere': recut(40),
    overlapped: overlapped(60),
    'cut and overlapped': all(recut(50), overlapped(60)),
    'all of it': all(recut(200), overlapped(60), duplicated(0.3, 10), shuffled(8)),
  }
  it.each(Object.entries(mutations))('%s says the same', (_, mutation) => {
    for (let seed = 1; seed <= seeds; seed++) {
      const records = recordsIn(captureOf(mutation(segments, seed)))
      expect(streamsByText(records)).toEqual(streamsByText(whole))
      expect(connectionCommands(records)).toBe(commands)
      expect(disorders(records)).toEqual([])
    }
  })

  it('cut into bytes says the same', () => {
    const some = segments.slice(0, 60)
    const records = recordsIn(captureOf(recut(1)(some, 1)))
    expect(streamsByText(records)).toEqual(streamsByText(recordsIn(captureOf(some))))
  })

  if (isMidway)
    it('with packets dropped says the rest, and tells how much is missing', () => {
    for (let seed = 1; seed <= seeds; seed++) {
      const left = new Set(dropped(0.1)(segments, seed))
      const expected = new Map<string, string>()
      const gaps = new Map<string, number>()
      for (const segment of segments) {
        const key = streamOf(segment)
        const gap = gaps.get(key) ?? 0
        if (!left.has(segment)) gaps.set(key, gap + segment.bytes!.length)
        else {
          const said = expected.get(key)
          const text = Buffer.from(segment.bytes!).toString('latin1')
          expected.set(key, (said ?? '') + (gap > 0 && said !== undefined ? `<${gap}>` : '') + text)
          gaps.set(key, 0)
        }
      }
      const records = recordsIn(captureOf([...left]))
      expect(streamsByText(records)).toEqual([...expected.values()].sort())
      expect(disorders(records)).toEqual([])
    }
  })
}
