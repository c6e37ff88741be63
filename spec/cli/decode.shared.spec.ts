import { describe, expect, it } from 'vitest'

import { recordingPath } from '../replay/recorded.js'
import { decoded } from './inside.js'

const json = (lines: ReadonlyArray<string>): ReadonlyArray<Readonly<Record<string, unknown>>> =>
  lines.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>)

describe('msnp decode', () => {
  it('knows the dialect of the capture of 2005 from its first line on', async () => {
    const { lines } = await decoded(recordingPath('msnp11-2005.pcap'), { json: true })
    expect(lines.length).toBe(364)
    expect(new Set(json(lines).map(({ dialect }) => dialect))).toEqual(new Set(['MSNP11']))
  })

  it.each([80, 60, 200])('fits %d columns with it', async (columns) => {
    for (const options of [{ timeline: true }, {}]) {
      const { lines } = await decoded(recordingPath('msnp11-2005.pcap'), options, columns)
      expect(Math.max(...lines.map((line) => [...line].length))).toBeLessThanOrEqual(columns)
    }
  })
})
