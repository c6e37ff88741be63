import { describe, expect, it } from 'vitest'

import { recording } from '../../replay/recorded.js'
import { followed, hasTshark, read } from './following.js'

describe.skipIf(!hasTshark)('reassembled streams are those of tshark', () => {
  it('on the capture of 2005', () => {
    const file = recording('msnp11-2005.pcap')
    expect(read(file)).toEqual(followed(file, 6))
  })
})
