import { describe } from 'vitest'

import { recording } from '../../replay/recorded.js'
import { describeMutations } from './mutations.js'

describe('the capture of 2005', () => {
  describeMutations(recording('msnp11-2005.pcap'), 364, 6, true)
})
