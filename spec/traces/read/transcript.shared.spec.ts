import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'

import { encodeIn, type Encodable } from '../../../lib/commands/codec.js'
import type { Side } from '../../../lib/commands/row.js'
import { anywhere } from '../../../lib/commands/scope.js'
import type { TraceRecord } from '../../../lib/traces/format/record.js'
import { transcribe, type TranscriptEntry, type CommandEntry } from '../../../lib/traces/read/transcript.js'
import { write } from '../../../lib/wire/frame.js'
import { byteText } from '../../../lib/wire/text.js'
import { recording } from '../../replay/recorded.js'
import { runs } from '../../support/arbitrary.js'
import { recordsIn } from '../pcap/reading.js'

const missing = (from: Side, bytes?: number, connection = 0): TraceRecord => ({
  t: 0,
  _tag: 'Missing',
  connection,
  from,
  ...(bytes === undefined ? {} : { bytes }),
})

/** The bytes that an entry stands for; of a gap, how many they are. */
const bytesIn = (entry: TranscriptEntry): string => {
  if (entry._tag === 'Gap') return `<${entry.bytes ?? '?'}>`
  if (entry._tag === 'Lost') return `<${entry.error._tag}>`
  if (entry.decoded._tag === 'Undecodable') return byteText(write(entry.decoded.frame))
  const bytes = encodeIn(entry.from)(anywhere, entry.decoded as Encodable)
  return E.isRight(bytes) ? byteText(bytes.right) : '?'
}

describe('whatever is missing', () => {
  it('all commands of the capture of 2005 that survive are there', () => {
    const records = recordsIn(recording('msnp11-2005.pcap'))
    const speech = records.filter(({ _tag }) => _tag === 'Said')
    const commandsOf = (entries: ReadonlyArray<TranscriptEntry>): ReadonlyArray<CommandEntry> =>
      entries.flatMap((entry) => (entry._tag === 'Line' && entry.decoded._tag !== 'Undecodable' ? [entry] : []))
    const nameOf = (line: CommandEntry): string => `${line.connection} ${line.from} ${line.t} ${bytesIn(line)}`
    const whole = commandsOf(transcribe(records))

    fc.assert(
      fc.property(fc.uniqueArray(fc.nat({ max: speech.length - 1 }), { maxLength: 100 }), (lost) => {
        const dropped = new Set(lost.map((index) => speech[index]))
        const left = records.map((record) =>
          record._tag === 'Said' && dropped.has(record)
            ? { ...missing(record.from, record.bytes.length, record.connection), t: record.t }
            : record,
        )
        const gone = new Set([...dropped].map((record) => record?._tag === 'Said' && `${record.connection} ${record.from} ${record.t}`))
        const survivors = whole.filter(({ connection, from, t }) => !gone.has(`${connection} ${from} ${t}`))
        expect(commandsOf(transcribe(left)).map(nameOf)).toEqual(survivors.map(nameOf))
      }),
      { numRuns: Math.ceil(runs.numRuns / 50) },
    )
  })
})
