import { readFileSync } from 'node:fs'

import { describe, expect, it } from 'vitest'

import { all, captureOf, duplicated, overlapped, recut, type Mutation } from '../../support/mutator.js'
import { chance, flag, talk, type Sent, type Utterance } from '../../support/pcaps.js'
import { followed, hasTshark, read } from './following.js'

const connections = 8

/** Some conversations side by side, each with a beginning and an end. */
const conversations = (seed: number): ReadonlyArray<Sent> => {
  const random = chance(seed)
  const below = (most: number): number => Math.floor(random() * most)
  const talks = Array.from({ length: connections }, (_, n) => {
    const said = Array.from({ length: 20 }, (): Utterance => {
      const bytes = Uint8Array.from({ length: 1 + below(600) }, () => below(256))
      return { from: random() < 0.5 ? 'client' : 'server', bytes, after: below(200) }
    })
    return talk(
      {
        client: { host: `192.0.2.${n + 1}`, port: 1025 + n },
        server: { host: '198.51.100.1', port: 1863 },
        start: 1_116_000_000_000 + below(2000),
        // Close to where sequence numbers begin anew.
        sequences: [2 ** 32 - 1 - below(3000), below(2 ** 32)],
        longest: 100 + below(400),
      },
      said,
    )
  })
  return talks.flat().sort((a, b) => a.t - b.t)
}

/**
 * Packets that one end sends in a row change places, and no others: what is confirmed and has not come yet is missing to
 * tshark, and here it is waited for.
 */
const shuffledInBursts: Mutation = (segments, seed) => {
  const random = chance(seed)
  const bursts = new Map<string, number>()
  const last = new Map<string, string>()
  const placed = segments.map((segment, i) => {
    const { from, to, flags = 0 } = segment
    const connection = [from, to].map(({ host, port }) => `${host}:${port}`).sort().join()
    const isPlain = (flags & (flag.syn | flag.fin)) === 0 && last.get(connection) === from.host
    last.set(connection, from.host)
    if (!isPlain) bursts.set(connection, i)
    return { segment, burst: `${connection} ${bursts.get(connection)}`, order: isPlain ? random() : 0 }
  })
  // Of each burst, the places stay and what stands there changes.
  const byBurst = new Map<string, Array<(typeof placed)[number]>>()
  for (const each of placed) byBurst.set(each.burst, [...(byBurst.get(each.burst) ?? []), each])
  for (const each of byBurst.values()) each.sort((a, b) => a.order - b.order)
  return placed.map(({ burst, segment: { t } }) => ({ ...byBurst.get(burst)!.shift()!.segment, t }))
}

const withLosses: Mutation = (segments, seed) => {
  const random = chance(seed)
  return segments.filter(({ bytes }) => (bytes?.length ?? 0) === 0 || random() > 0.05)
}

describe.skipIf(!hasTshark)('reassembled streams are those of tshark', () => {
  it('on the capture of two friends', () => {
    const file = readFileSync(new URL('../../../examples/recordings/two-friends.pcap', import.meta.url))
    expect(read(file)).toEqual(followed(file, 4))
  })

  const mutations: Readonly<Record<string, Mutation>> = {
    'as they are': (same) => same,
    'with packets that come twice': duplicated(0.3, 20),
    'with packets that come late': shuffledInBursts,
    'cut anywhere': recut(80),
    'with packets that overlap': all(recut(80), overlapped(40)),
    'with all of it': all(recut(200), overlapped(40), duplicated(0.3, 6), shuffledInBursts),
    'with packets that are missing': withLosses,
  }
  it.each(Object.entries(mutations))('on made conversations %s', (_, mutation) => {
    const file = captureOf(mutation(conversations(7), 7))
    expect(read(file)).toEqual(followed(file, connections))
  })
})
