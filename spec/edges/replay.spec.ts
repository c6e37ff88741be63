import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { delay, filter, map, merge } from 'rxjs'
import { describe, expect, it } from 'vitest'

import { replay } from '../../lib/edges/replay.js'
import { schedulerOf } from '../../lib/edges/timers.js'
import {
  type App,
  client,
  connect,
  type Dialect,
  type Intent,
  isEvent,
  type Ports,
  say,
  sayTo,
  setStatus,
  type SessionOptions,
} from '../../lib/index.js'
import { describeDivergence } from '../../lib/traces/compare/divergence.js'
import type { TraceRecord } from '../../lib/traces/format/record.js'
import type { Trace } from '../../lib/traces/format/trace.js'
import type { ReplayedSession, ReplayOptions, ReplayOutcome } from '../../lib/traces/replay/playback.js'
import { byteText, utf8Bytes } from '../../lib/wire/text.js'
import { intents } from '../pair/wishes.js'
import { alice, attending, bob, evening, open, type Take } from '../replay/studio.js'

type Playing = (ports: Ports) => App

/** So many runs, as many times as LAW_RUNS is more than a thousand. */
const runs = (usual: number) => ({
  numRuns: Math.max(1, Math.round((usual * Number(process.env['LAW_RUNS'] ?? 1000)) / 1000)),
})

const again = ({ trace, wanted }: Take, app: Playing, more: Partial<SessionOptions> = {}) => {
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
  it.each(['MSNP2', 'MSNP7', 'MSNP8', 'MSNP12', 'MSNP13', 'MSNP15', 'MSNP16', 'MSNP18'] as const)(
    'of Alice and Bob in %s is replayed, and equal',
    (dialect) => {
      const [hers, his] = evening([dialect, dialect])
      isEqual(hers, alice())
      isEqual(his, bob)
      expect(hers.seen.events.map(([, { _tag }]) => _tag)).toContain('TextReceived')
      expect(his.seen.said.join('')).toContain('You said: Gr')
    },
  )

  it('of any session over a bad network is replayed, and equal', () => {
    const dialect = fc.integer({ min: 2, max: 18 }).map((number) => `MSNP${number}` as Dialect)
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

  it('is played to a handle, which begins in a turn of its own', async () => {
    const [, his] = evening(['MSNP12', 'MSNP12'])
    const recording = replay(his.trace)
    const handle = connect(recording.ports)(his.wanted)
    const tags: Array<string> = []
    handle.events.subscribe((event) => {
      tags.push(event._tag)
      if (event._tag === 'TextReceived') handle.send(say(event.conversation, `You said: ${event.text}`))
    })
    expect(await recording.playAsync()).toEqual(whole(his.trace))
    expect(tags).toEqual(his.seen.events.map(([, { _tag }]) => _tag))
  })

  it('is played in steps, between which anybody may wait', async () => {
    const [hers] = evening(['MSNP12', 'MSNP12'])
    const heardIn = (recording: ReturnType<typeof replay>): ReadonlyArray<string> => {
      const tags: Array<string> = []
      const [part] = recording.parts
      client(recording.ports)(part!.settings)(part!.app).subscribe(({ _tag }) => tags.push(_tag))
      return tags
    }
    const [atOnce, slowly] = [replay(hers.trace), replay(hers.trace)]
    const [expected, tags] = [heardIn(atOnce), heardIn(slowly)]
    const outcome = atOnce.play()
    const counts: Array<number> = []
    const steps = slowly.steps()
    let step = steps.next()
    for (; step.done !== true; step = steps.next()) {
      counts.push(tags.length)
      await Promise.resolve()
    }
    expect([step.value, outcome]).toEqual([whole(hers.trace), whole(hers.trace)])
    expect(tags).toEqual(expected)
    expect(new Set(counts).size).toBeGreaterThan(5)
    expect(slowly.play()).toEqual(step.value)
  })
})

describe('an app that was changed', () => {
  const [hers] = evening(['MSNP12', 'MSNP12'])
  const like = (change: (intent: Intent) => Intent): Playing => {
    const before = alice()
    return (ports) => (events, state) => before(ports)(events, state).pipe(map(change))
  }
  const told = (app: Playing, more: Partial<SessionOptions> = {}): string => report(again(hers, app, more).outcome)

  it('diverges at another text', () => {
    expect(told(alice(['Hello Bob', 'How are they?']))).toMatch(
      /^line \d+, 0\.700 s: the app says MSG 4 A 136 "How are they\?" on connection 2, where the recorded one says MSG 4 A 135 "How are you\?" on connection 2: they differ from byte 11 on$/,
    )
  })

  it('diverges at another status', () => {
    const app = like((intent) => (intent._tag === 'SetStatus' ? setStatus('BSY') : intent))
    expect(told(app)).toMatch(/says CHG 12 BSY .* recorded one says CHG 12 AWY .*: they differ from byte 8 on$/)
  })

  it('diverges where it wants something more', () => {
    const before = alice()
    const app: Playing = (ports) => (events, state) =>
      merge(
        before(ports)(events, state),
        events.pipe(
          filter(isEvent('Joined')),
          map(() => sayTo('carol@example.com', 'Are you there, too?')),
        ),
      )
    expect(told(app)).toMatch(/the app says XFR 12 SB on connection 1, where the recorded one does nothing more$/)
  })

  it('diverges where it does not want something, at the record that is missing', () => {
    const before = alice()
    const app: Playing = (ports) => (events, state) =>
      before(ports)(events, state).pipe(filter(({ _tag }) => _tag !== 'SetStatus'))
    const { outcome } = again(hers, app)
    expect(report(outcome)).toMatch(/the app lets it pass, where the recorded one says CHG 12 AWY/)
    const index = E.isLeft(outcome) && outcome.left._tag === 'Diverged' ? outcome.left.index : -1
    expect(hers.trace.records[index]).toMatchObject({ _tag: 'Said', from: 'client', connection: 1 })
  })

  it('diverges where it is late, on a clock of its own or on that of its ports', () => {
    const before = alice()
    const recording = replay(hers.trace)
    const app: Playing = (ports) => (events, state) => before(ports)(events, state).pipe(delay(3, recording.scheduler))
    attending(recording.ports, () => 0, hers.wanted, app)
    expect(report(recording.play())).toMatch(/says XFR 11 SB on connection 1, where the recorded one does, 3 ms later$/)
    const other: Playing = (ports) => (events, state) => before(ports)(events, state).pipe(delay(3, schedulerOf(ports)))
    expect(told(other)).toMatch(/starts a timer of 3 ms, where the recorded one starts a timer of 60000 ms$/)
  })

  it('diverges in another dialect, at another server, with another nexus, under another name', () => {
    expect(told(alice(), { dialects: ['MSNP11'] })).toMatch(/says VER 1 MSNP11 CVR0 .* byte 12 on$/)
    expect(told(alice(), { server: { host: '127.0.0.1', port: 1999 } })).toMatch(/^line 2, .*dials 127.0.0.1:1999/)
    expect(told(alice(), { nexus: 'http://127.0.0.1:1/rdr/pprdr.asp' })).toMatch(/asks GET http:\/\/127.0.0.1:1\/rdr/)
    expect(told(alice(), { passport: 'eve@example.com' })).toMatch(/says CVR 2 .* eve@example.com/)
  })

  it('does not diverge by another password, nor shows any secret', () => {
    expect(again(hers, alice(), { password: 'another one' }).outcome).toEqual(whole(hers.trace))
    const records = hers.trace.records.filter((record) => record._tag !== 'Answered')
    const recording = replay({ ...hers.trace, records })
    const { session } = attending(recording.ports, () => 0, hers.wanted, alice())
    expect(report(recording.play(session))).toMatch(
      /lets it pass, where the recorded one asks GET .*login|says USR 7 TWN S •••/,
    )
  })
})

describe.each(['MSNP13', 'MSNP15', 'MSNP16', 'MSNP18'] as const)(
  'a recording in %s, with tickets by SOAP',
  (dialect) => {
    const [hers] = evening([dialect, dialect])

    it('holds no password, ticket or proof', () => {
      const recorded = hers.trace.records
        .flatMap((record) => {
          if (record._tag === 'Said') return [byteText(record.bytes)]
          if (record._tag === 'Asked') return [byteText(record.request.body ?? new Uint8Array(0))]
          return record._tag === 'Answered' && 'body' in record.outcome ? [byteText(record.outcome.body!)] : []
        })
        .join('\n')
      const told = /^USR \d+ (?:TWN|SSO) S (?:t=)?(\S+?)(?:&p=)?(?: (\S+)|\r?$)/m.exec(hers.seen.said.join(''))
      const [, ticket, proof] = told ?? []
      expect(ticket).toMatch(/^\d+\.[\da-f]{32}$/)
      expect(recorded).not.toContain(ticket)
      expect(recorded).not.toContain(proof ?? 'ä-pässwörd')
      expect(recorded).not.toContain(byteText(utf8Bytes(hers.wanted.password as string)))
      expect(recorded).toContain('RequestMultipleSecurityTokens')
    })

    it('is played with another password, too', () => {
      expect(again(hers, alice(), { password: 'another one' }).outcome).toEqual(whole(hers.trace))
    })
  },
)

describe('a trace that was changed', () => {
  it('is played to some outcome, whatever was dropped, swapped or edited', () => {
    const [hers] = evening(['MSNP9', 'MSNP9'], {}, [alice(), bob], 140_000)
    const { records } = hers.trace
    const place = fc.nat({ max: records.length - 1 })
    type Change = (all: ReadonlyArray<TraceRecord>) => ReadonlyArray<TraceRecord>
    const change: fc.Arbitrary<Change> = fc.oneof(
      place.map(
        (at): Change =>
          (all) =>
            all.filter((_, index) => index !== at),
      ),
      place.map(
        (at): Change =>
          (all) =>
            all.slice(0, at),
      ),
      fc.tuple(place, place).map(
        ([a, b]): Change =>
          (all) =>
            all.with(a % all.length, all[b % all.length]!),
      ),
      fc.tuple(place, fc.uint8Array({ maxLength: 40 })).map(
        ([at, bytes]): Change =>
          (all) =>
            all.map((record, index) => (index === at && record._tag === 'Said' ? { ...record, bytes } : record)),
      ),
      fc.tuple(place, fc.nat({ max: 3 })).map(
        ([at, number]): Change =>
          (all) =>
            all.map((record, index) =>
              index === at && 'connection' in record ? { ...record, connection: number } : record,
            ),
      ),
    )
    fc.assert(
      fc.property(
        fc.array(change, { minLength: 1, maxLength: 4 }),
        fc.constantFrom({}, { client: 0 }, { client: 0, follow: true }),
        (changes, options) => {
          const changed = changes.reduce((all, each) => (all.length === 0 ? all : each(all)), records)
          const own = replay({ ...hers.trace, records: changed }, options)
          const { session } = attending(own.ports, () => 0, hers.wanted, alice())
          expect(['Left', 'Right']).toContain(own.play(session)._tag)
          const acted = replay({ ...hers.trace, records: changed }, options)
          for (const { settings, app } of acted.parts)
            attending(
              acted.ports,
              () => 0,
              settings,
              () => app,
            )
          expect(report(acted.play())).not.toContain('undefined')
        },
      ),
      runs(60),
    )
  })
})

describe('a recording without its app', () => {
  const acted = (take: Take, trace: Trace, options: ReplayOptions = {}) => {
    const recording = replay(trace, options)
    const [{ settings, app }] = recording.parts as [ReplayedSession]
    const { seen } = attending(
      recording.ports,
      () => recording.scheduler.now(),
      settings,
      () => app,
    )
    const tags = (all: Take['seen']): ReadonlyArray<string> =>
      all.events.flatMap(([t, { _tag }]) => (/Outcome$|^Replied$/.test(_tag) ? [] : [`${t} ${_tag}`]))
    expect(report(recording.play())).toBe('no divergence')
    return {
      ours: tags(seen),
      theirs: tags(take.seen),
      notices: recording.notices(),
      said: [seen.said, take.seen.said] as const,
    }
  }
  /** What somebody on the way would have seen. */
  const fromAfar = ({ header, records }: Trace): Trace => ({
    header: { ...header, seenBy: 'network' },
    records: records.filter(({ _tag }) => !['Started', 'Stopped', 'Elapsed', 'Asked', 'Answered'].includes(_tag)),
  })

  it.each([2, 5, 7, 8, 10, 12, 13, 15, 16, 18] as const)('says and hears the same: MSNP%i', (number) => {
    for (const take of evening([`MSNP${number}`, `MSNP${number}`])) {
      const { ours, theirs, said } = acted(take, take.trace)
      expect(ours).toEqual(theirs)
      expect(open(said[0])).toEqual(open(said[1]))
    }
  })

  it.each([2, 7, 8, 12] as const)(
    'does so from what was seen on the way, without timers and requests: MSNP%i',
    (number) => {
      for (const take of evening([`MSNP${number}`, `MSNP${number}`])) {
        const { said } = acted(take, fromAfar(take.trace))
        expect(open(said[0])).toEqual(open(said[1]))
        expect(acted(take, fromAfar(take.trace), { follow: true }).notices).toEqual([])
      }
    },
  )
})
