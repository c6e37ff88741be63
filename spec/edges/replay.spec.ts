import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { delay, filter, map, merge, mergeMap, timer } from 'rxjs'
import { describe, expect, it } from 'vitest'

import { replay, type ReplayOutcome } from '../../lib/edges/replay.js'
import { schedulerOf } from '../../lib/edges/scheduler.js'
import {
  connect,
  isEvent,
  sayTo,
  setStatus,
  type App,
  type Dialect,
  type Intent,
  type Ports,
  type SessionEvent,
  type Wanted,
} from '../../lib/index.js'
import { describeDivergence } from '../../lib/traces/divergence.js'
import type { TraceRecord } from '../../lib/traces/record.js'
import type { Trace } from '../../lib/traces/trace.js'
import { intents } from '../pair/wishes.js'
import { alice, attending, bob, evening, open, type Take } from '../replay/studio.js'

type Playing = (ports: Ports) => App

/** So many runs, as many times as LAW_RUNS is more than a thousand. */
const runs = (usual: number) => ({
  numRuns: Math.max(1, Math.round((usual * Number(process.env['LAW_RUNS'] ?? 1000)) / 1000)),
})

const again = ({ trace, wanted }: Take, app: Playing, more: Partial<Wanted> = {}) => {
  const recording = replay(trace)
  const { seen, session } = attending(recording.ports, () => recording.scheduler.now(), { ...wanted, ...more }, app)
  return { seen, outcome: recording.play(session) }
}

const whole = ({ records }: Trace): ReplayOutcome => E.right({ records: records.length, ms: records.at(-1)!.t })

/** Replays somebody's evening, and finds it equal: events, states, what was said, and all moments. */
const isEqual = (take: Take, app: Playing): void => {
  const { seen, outcome } = again(take, app)
  expect(outcome).toEqual(whole(take.trace))
  expect(seen.events).toEqual(take.seen.events)
  expect(seen.states).toEqual(take.seen.states)
  expect(open(seen.said)).toEqual(open(take.seen.said))
}

const report = (outcome: ReplayOutcome): string =>
  E.isLeft(outcome) && outcome.left._tag === 'Diverged' ? describeDivergence(outcome.left) : 'no divergence'

describe('a recording', () => {
  it.each(['MSNP2', 'MSNP7', 'MSNP8', 'MSNP12'] as const)('of Alice and Bob in %s is replayed, and equal', (dialect) => {
    const [hers, his] = evening([dialect, dialect])
    isEqual(hers, alice())
    isEqual(his, bob)
    expect(hers.seen.events.map(([, { _tag }]) => _tag)).toContain('TextReceived')
    expect(his.seen.said.join('')).toContain('You said: Gr')
  })

  it('of any session over a bad network is replayed, and equal', () => {
    const dialect = fc.integer({ min: 2, max: 12 }).map((number) => `MSNP${number}` as Dialect)
    const wishes = fc.array(fc.record({ ms: fc.integer({ min: 0, max: 90_000 }), intent: intents }), { maxLength: 12 })
    const wishing =
      (wishes: ReadonlyArray<{ readonly ms: number; readonly intent: Intent }>): Playing =>
      (ports) =>
      (events, state) =>
        merge(bob()(events, state), ...wishes.map(({ ms, intent }) => ports.after(ms).pipe(map(() => intent))))
    fc.assert(
      fc.property(
        fc.tuple(dialect, dialect),
        fc.tuple(wishes, wishes),
        fc.record({
          cut: fc.constantFrom(0, 0.5, 1),
          delay: fc.constantFrom(0, 40, 700),
          disconnect: fc.constantFrom(0, 0, 0.01, 0.1),
        }),
        fc.nat({ max: 1000 }),
        (dialects, [hers, his], disturb, seed) => {
          const apps = [wishing(hers), wishing(his)] as const
          const takes = evening(dialects, { disturb, seed }, apps, 150_000)
          takes.forEach((take, at) => isEqual(take, apps[at]!))
        },
      ),
      runs(15),
    )
  })
})
