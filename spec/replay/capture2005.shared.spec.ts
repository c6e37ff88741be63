import { describe, expect, it } from 'vitest'

import { captureReader } from '../../lib/traces/pcap/reader.js'
import type { TraceRecord } from '../../lib/traces/format/record.js'
import { transcribe } from '../../lib/traces/read/transcript.js'
import { counts, expectSameBytes, expectSameCut, linesOf } from './oracle.js'
import { isThere, recording } from './recorded.js'

const recordsIn = (file: Uint8Array): ReadonlyArray<TraceRecord> => {
  const { read, end } = captureReader()
  const findings = [...read(file), ...end()]
  expect(findings.filter(({ _tag }) => _tag === 'Failed' || _tag === 'Noticed')).toEqual([])
  return findings.flatMap((finding) => (finding._tag === 'Found' ? [finding.record] : []))
}

describe.skipIf(!isThere)('the capture of 2005', () => {
  const records = isThere ? recordsIn(recording('msnp11-2005.pcap')) : []
  const lines = linesOf(records)

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
    const again = transcribe(records).flatMap((entry) => (entry._tag === 'Line' ? [entry] : []))
    expect(new Set(again.map(({ dialect }) => dialect))).toEqual(new Set(['MSNP11']))
    expect(again.map(({ decoded }) => decoded)).toEqual(lines.map(({ decoded }) => decoded))
  })

  it('encodes back to the same bytes, connection by connection', () => {
    expectSameBytes(records)
  })

  it('gives the same commands for any re-cutting of the bytes of each side', () => {
    expectSameCut(records)
  })
})
