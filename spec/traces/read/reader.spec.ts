import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { recordingReader } from '../../../lib/traces.js'
import { headerLine, recordLine, traceReader } from '../../../lib/traces/format/jsonl.js'
import type { Finding, RecordingReader, TraceError } from '../../../lib/traces/format/record.js'
import { describeTraceError } from '../../../lib/traces/format/trace.js'
import { captureReader } from '../../../lib/traces/pcap/reader.js'
import { cuttings, runs } from '../../support/arbitrary.js'
import { anyTrace } from '../../support/traces.js'

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
const findingsIn = ({ read, end }: RecordingReader, chunks: Iterable<Uint8Array>): ReadonlyArray<Finding> => [
  ...Array.from(chunks, read).flat(),
  ...end(),
]
const singly = (bytes: Uint8Array): ReadonlyArray<Uint8Array> => Array.from(bytes, (byte) => Uint8Array.of(byte))

const capture = new Uint8Array(
  readFileSync(fileURLToPath(new URL('../../../examples/recordings/two-friends.pcap', import.meta.url))),
)
const head = headerLine({ format: 'rx-msnp trace', version: 1, start: 0, seenBy: 'client' })

describe('a recording of any kind', () => {
  it('is read as a trace, if it is one, however it is cut', () => {
    const fileOf = anyTrace.map(({ header, records }) => headerLine(header) + records.map(recordLine).join(''))
    const begin = fc.constantFrom('', '\ufeff', '\n', '\r\n', ' \t', '\n\n\n\n')
    const files = fc.tuple(begin, fileOf).map((parts) => bytesOf(parts.join('')))
    fc.assert(
      fc.property(
        files.chain((bytes) => fc.tuple(fc.constant(bytes), cuttings(bytes))),
        ([bytes, chunks]) => {
          const expected = findingsIn(traceReader(), [bytes])
          expect(expected[0]?._tag).toBe('Begun')
          expect(findingsIn(recordingReader(), chunks)).toEqual(expected)
        },
      ),
      { numRuns: Math.ceil(runs.numRuns / 10) },
    )
  })

  it('is read as a capture, if it is one, however it is cut', () => {
    const expected = findingsIn(captureReader(), [capture])
    expect(expected.length).toBeGreaterThan(20)
    expect(findingsIn(recordingReader(), [capture])).toEqual(expected)
    expect(findingsIn(recordingReader(), singly(capture))).toEqual(expected)
  })

  it.each([
    [[0xa1, 0xb2, 0xc3, 0xd4]],
    [[0xd4, 0xc3, 0xb2, 0xa1]],
    [[0xa1, 0xb2, 0x3c, 0x4d]],
    [[0x4d, 0x3c, 0xb2, 0xa1]],
    [[0x0a, 0x0d, 0x0d, 0x0a]],
  ])('is a capture that was cut, if all there is of it is %j', (magic) => {
    const bytes = Uint8Array.from(magic)
    const found = findingsIn(recordingReader(), singly(bytes))
    expect(found).toEqual(findingsIn(captureReader(), [bytes]))
    expect(found.at(-1)).toMatchObject({ _tag: 'Failed', error: { _tag: 'Cut' } })
  })

  const errorIn = (bytes: Uint8Array): TraceError | undefined => {
    const whole = findingsIn(recordingReader(), [bytes])
    expect(findingsIn(recordingReader(), singly(bytes))).toEqual(whole)
    const last = whole.at(-1)
    return last?._tag === 'Failed' ? last.error : undefined
  }
  const told = (bytes: ReadonlyArray<number> | string): string =>
    describeTraceError(errorIn(typeof bytes === 'string' ? bytesOf(bytes) : Uint8Array.from(bytes))!)

  it('is nothing, if there is nothing', () => {
    expect(errorIn(new Uint8Array())).toEqual({ _tag: 'Empty' })
    for (const blank of ['\n', '\r\n', ' ', '\n\n\n\n\n', '\ufeff', '\ufeff\n'])
      expect(errorIn(bytesOf(blank))).toEqual({ _tag: 'Empty' })
  })

  it.each([
    ['VER 1 MSNP8 CVR0\r\n', '56 45 52 20 ("VER ")'],
    ['no', '6e 6f ("no")'],
    [[0x1f, 0x8b, 8, 0, 0, 0], '1f 8b 08 00 (gzip: unpack it first)'],
    [[0xff, 0xfe, 0x7b, 0], 'ff fe 7b 00 (UTF-16: save it as UTF-8)'],
    [[0xef, 0xbb, 0x7b, 0], 'ef bb 7b 00'],
    [[0xa1, 0xb2, 0xc3], 'a1 b2 c3'],
    [[0, 0, 0, 0, 0], '00 00 00 00'],
  ])('is none, if it begins with %j', (bytes, found) => {
    expect(told(bytes)).toBe(`no recording: it begins with ${found}, not as a trace, a pcap or a pcapng file does`)
  })

  it('is a trace with an error, if it begins as one and is none', () => {
    expect(told('{"a":1}\n')).toBe('line 1: no header of a trace: format should be "rx-msnp trace"')
    expect(told(`${head}{}\n${head}`)).toMatch(/^line 2: _tag should be one of /)
  })

  it('ends in values, whatever it is', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.constantFrom('', '{', head, '\n', '\xa1'), (bytes, begin) => {
        const { read, end } = recordingReader()
        const findings = [...read(bytesOf(begin)), ...read(bytes), ...end(), ...read(bytes), ...end()]
        const at = findings.findIndex(({ _tag }) => _tag === 'Failed')
        expect(at < 0 || at === findings.length - 1).toBe(true)
      }),
      runs,
    )
  })
})
