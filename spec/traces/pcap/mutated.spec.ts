import { readFileSync } from 'node:fs'

import { describe } from 'vitest'

import { describeMutations } from './mutations.js'

describe('the capture of two friends', () => {
  describeMutations(readFileSync(new URL('../../../examples/recordings/two-friends.pcap', import.meta.url)), 62, 4)
})
