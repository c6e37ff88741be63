/** The sequence diagrams of the recorded traffic. */
import { describe, expect, it } from 'vitest'

import { recordingPath } from '../replay/recorded.js'
import { arrows, drawn } from './drawing.js'

describe('msnp decode --svg', () => {
  it('draws the capture of 2005', async () => {
    const all = await drawn(recordingPath('msnp11-2005.pcap'), '2005.svg')
    expect(arrows(all)).toBe(364)
  })
})
