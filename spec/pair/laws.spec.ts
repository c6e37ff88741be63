import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { Observable } from 'rxjs'
import { describe, expect, it, vi } from 'vitest'

import {
  sayTo,
  setName,
  signOut,
  type Dialect,
  type Disturbance,
  type Intent,
  type Ports,
  type TapRecord,
} from '../../lib/index.js'
import { heldFor, nameless, rosterOf } from './roster.js'
import { wiretap, productKeys, secretsIn, spellings, type Wiretap } from './wiretap.js'
import { intents } from './wishes.js'
import { account, addressOf, bytesShown, passwordOf, world, type Somebody, type World } from './world.js'

vi.mock('../../lib/host/host.js', async (load) => (await import('./watch.js')).watching(await load()))

/** So many runs, as many times as LAW_RUNS is more than a thousand. */
const runs = (usual: number) => ({
  numRuns: Math.max(1, Math.round((usual * Number(process.env['LAW_RUNS'] ?? 1000)) / 1000)),
})

const names = ['alice', 'bob', 'carol'] as const
const dialects = fc.constantFrom(...[2, 3, 5, 6, 7, 8, 9, 10, 11, 12].map((number) => `MSNP${number}` as Dialect))

/** Somebody wants something, and then time passes. */
interface Move {
  readonly who: 0 | 1 | 2
  readonly intent: Intent
  readonly ms: number
}

interface Tale {
  readonly dialects: readonly [Dialect, Dialect, Dialect]
  readonly moves: ReadonlyArray<Move>
  readonly latency: number
  readonly disturb: Disturbance
  readonly bytewise: boolean
  readonly seed: number
  /** How long until the first wish: the sign-in may still be under way. */
  readonly patience: number
}

const moves: fc.Arbitrary<Move> = fc.record({
  who: fc.constantFrom(0 as const, 1 as const, 2 as const),
  intent: intents,
  ms: fc.constantFrom(0, 0, 1, 30, 400, 11_000),
})

const tales = (disturb: fc.Arbitrary<Disturbance>): fc.Arbitrary<Tale> =>
  fc.record({
    dialects: fc.tuple(dialects, dialects, dialects),
    moves: fc.array(moves, { maxLength: 25, size: 'max' }),
    latency: fc.constantFrom(0, 5, 150),
    disturb,
    bytewise: fc.boolean(),
    seed: fc.nat({ max: 1000 }),
    patience: fc.constantFrom(0, 20, 500, 20_000),
  })

const calm = fc.record({ cut: fc.constantFrom(0, 0.5, 1), delay: fc.constantFrom(0, 300) })

const byteByByte = (bytes: Uint8Array): ReadonlyArray<Uint8Array> =>
  Array.from(bytes, (_, at) => bytes.subarray(at, at + 1))

const accounts = () => [
  account('alice', {
    contacts: [{ passport: addressOf('bob'), groups: ['Friends'] }, { passport: addressOf('carol') }],
    groups: ['Friends'],
  }),
  account('bob', { contacts: [{ passport: addressOf('alice') }] }),
  account('carol', { contacts: [{ passport: addressOf('bob'), lists: ['BL'] }] }),
  account('dave'),
]

/** One in a tale: the session, what went over its wire, and what was wanted of it. */
interface Teller {
  readonly name: string
  readonly dialect: Dialect
  readonly somebody: Somebody
  readonly tap: Wiretap
  readonly taken: Array<Intent>
  readonly refused: Array<Intent>
}

const begin = async ({ latency, disturb, bytewise, seed, dialects, patience }: Tale) => {
  const there = await world(
    { accounts: accounts() },
    { latency, disturb, seed, ...(bytewise ? { cut: byteByByte } : {}) },
  )
  const tellers = names.map((name, at): Teller => {
    const tap = wiretap(there.network.ports(name))
    const dialect = dialects[at]!
    return { name, dialect, tap, somebody: there.signIn(name, dialect, {}, tap.ports), taken: [], refused: [] }
  })
  await there.pass(patience)
  return { there, tellers }
}

/** Each intent is a value of its own, to know its outcome by. */
const wants = ({ somebody, taken, refused }: Teller, intent: Intent): void => {
  const own = { ...intent }
  const answer = somebody.send(own)
  if (E.isRight(answer)) taken.push(own)
  else refused.push(own)
}

const play = async (there: World, tellers: ReadonlyArray<Teller>, moves: ReadonlyArray<Move>): Promise<void> => {
  for (const { who, intent, ms } of moves) {
    wants(tellers[who]!, intent)
    await there.pass(ms)
  }
}

/** Until every deadline that may be running has passed. */
const quiet = (there: World): Promise<void> => there.pass(400_000)

const outcomesIn = ({ events }: Somebody): ReadonlyArray<Intent> =>
  events.flatMap((event) => (event._tag === 'IntentOutcome' || event._tag === 'MessageOutcome' ? [event.intent] : []))

/** Every intent that was taken has one outcome, and those that were refused have none. */
const eachHasItsOutcome = ({ somebody, taken, refused }: Teller): void => {
  const told = outcomesIn(somebody)
  for (const intent of taken) expect([intent, told.filter((other) => other === intent).length]).toEqual([intent, 1])
  for (const intent of refused) expect(told).not.toContain(intent)
  expect(told).toHaveLength(taken.length)
}

/** Transaction ids rise by at least one with every command on a connection. */
const tridsRise = (records: ReadonlyArray<TapRecord>): void => {
  const last = new Map<string, number>()
  for (const record of records) {
    if (record._tag === 'Opened') last.delete(record.link)
    if (record._tag !== 'CommandSent' || !('trid' in record.command)) continue
    const { trid, verb } = record.command as { readonly trid: number; readonly verb: string }
    expect([verb, trid > (last.get(record.link) ?? 0)]).toEqual([verb, true])
    last.set(record.link, trid)
  }
}

const nothingSecret = (there: World, tellers: ReadonlyArray<Teller>): void => {
  const everything = [
    ...tellers.flatMap(({ somebody: { events, records, states, error } }) => [events, records, states.at(-1), error]),
    there.notices,
    there.records,
  ]
  const text = [...everything.map((each) => JSON.stringify(each) ?? ''), bytesShown(everything)].join('\n')
  const secrets = [
    ...names.flatMap((name) => spellings(passwordOf(name))),
    ...tellers.flatMap(({ tap }) => [...tap.secrets()]),
    ...productKeys,
  ]
  expect(secretsIn(text, secrets)).toEqual([])
  const notices = JSON.stringify(there.notices)
  expect(
    secretsIn(
      notices,
      tellers.flatMap(({ tap }) => [...tap.challenges()]),
    ),
  ).toEqual([])
}

/** Nothing is left in the server of those who have gone. */
const isEmpty = (there: World): void => {
  const { connections, sessions, cookies, tickets, conversations, switchboards: boards } = there.host()
  expect({
    connections: connections.size,
    sessions: sessions.size,
    cookies: cookies.size,
    tickets: tickets.size,
    conversations: conversations.size,
    boards: boards.size,
    timers: [...there.timers()],
  }).toEqual({ connections: 0, sessions: 0, cookies: 0, tickets: 0, conversations: 0, boards: 0, timers: [] })
}

const isOpen = ({ somebody }: Teller): boolean => somebody.now().connection._tag !== 'Ended'

const leave = async (there: World, tellers: ReadonlyArray<Teller>): Promise<void> => {
  for (const teller of tellers) if (isOpen(teller)) wants(teller, signOut)
  await quiet(there)
  for (const { somebody } of tellers) {
    expect([somebody.isOver, somebody.error]).toEqual([true, undefined])
    expect(somebody.of('Closed')).toHaveLength(1)
    expect(somebody.events.at(-1)?._tag).toBe('Closed')
    expect(somebody.now().conversations.size).toBe(0)
  }
}

describe('an intent', () => {
  it('in the turn of the sign-in has its outcome', async () => {
    const there = await world({ accounts: accounts() })
    const somebody = there.signIn('alice', 'MSNP8')
    const early = setName('early')
    expect(somebody.send(early)).toEqual(E.right(early))
    await there.pass()
    expect(somebody.of('IntentOutcome')).toEqual([{ _tag: 'IntentOutcome', intent: early, outcome: { _tag: 'Done' } }])
  })

  const bob = addressOf('bob')
  it.each<readonly [string, ReadonlyArray<Intent>]>([
    ['two that ask for the lists', [{ _tag: 'Synchronise' }, { _tag: 'Synchronise' }]],
    ['a change of the lists, and the lists', [{ _tag: 'Block', passport: bob }, { _tag: 'Synchronise' }]],
    ['a conversation, and the end of it', [sayTo(bob, 'hello'), { _tag: 'Leave', conversation: 'C1' }]],
  ])('of the same turn as another: %s', async (_, both) => {
    for (const dialect of ['MSNP2', 'MSNP7', 'MSNP12'] as const) {
      const there = await world({ accounts: accounts() })
      const somebody = there.signIn('alice', dialect)
      await there.pass()
      for (const intent of both) expect(somebody.send(intent)).toEqual(E.right(intent))
      await quiet(there)
      expect([dialect, outcomesIn(somebody).length, somebody.of('Unexpected')]).toEqual([dialect, 2, []])
    }
  })

  it('under way when the handle is closed has its outcome, and the session its end', async () => {
    const there = await world({ accounts: accounts() })
    const somebody = there.signIn('alice', 'MSNP8')
    await there.pass()
    const late = setName('late')
    expect(somebody.send(late)).toEqual(E.right(late))
    somebody.handle.close()
    await there.pass()
    expect(outcomesIn(somebody)).toContain(late)
    expect(somebody.events.at(-1)).toEqual({ _tag: 'Closed', reason: { _tag: 'SignedOut' } })
    expect(somebody.now().connection._tag).toBe('Ended')
  })
})

describe('three in a quiet network', () => {
  it('whatever they want, get one outcome for each wish, agree with the server, and keep their secrets', async () => {
    await fc.assert(
      fc.asyncProperty(tales(calm), async (tale) => {
        const { there, tellers } = await begin(tale)
        await play(there, tellers, tale.moves)
        await quiet(there)
        for (const teller of tellers) {
          const { somebody, dialect } = teller
          expect(somebody.now().connection._tag).toBe('Ready')
          eachHasItsOutcome(teller)
          tridsRise(somebody.records)
          expect(nameless(rosterOf(somebody.now()))).toEqual(
            nameless(heldFor(there.host(), somebody.passport, dialect)),
          )
          expect(somebody.of('Unexpected')).toEqual([])
        }
        nothingSecret(there, tellers)

        // Who signs in anew sees the same.
        const before = tellers.map(({ somebody }) => nameless(rosterOf(somebody.now())))
        for (const [at, { name, dialect, somebody }] of tellers.entries()) {
          const status = somebody.now().account.status
          const fresh = there.signIn(name, dialect, { status })
          await there.pass(40_000)
          expect(somebody.events.at(-1)).toEqual({
            _tag: 'Closed',
            reason: { _tag: 'Dismissed', because: 'Elsewhere' },
          })
          expect(nameless(rosterOf(fresh.now()))).toEqual(before[at])
          tellers[at] = { ...tellers[at]!, somebody: fresh, taken: [], refused: [] }
        }
        await leave(there, tellers)
        isEmpty(there)
        there.stop()
      }),
      runs(80),
    )
  })
})

const rough = fc.record({
  cut: fc.constantFrom(0, 0.5),
  delay: fc.constantFrom(0, 300),
  disconnect: fc.constantFrom(0.002, 0.01, 0.05),
})

describe('three in a network that loses connections', () => {
  it('come to an end in time, with one outcome for each wish, and leave nothing behind', async () => {
    await fc.assert(
      fc.asyncProperty(tales(rough), fc.option(fc.nat({ max: 25 })), async (tale, cutAt) => {
        const { there, tellers } = await begin(tale)
        await play(there, tellers, tale.moves.slice(0, cutAt ?? undefined))
        if (cutAt !== null) {
          there.network.cutAll()
          await play(there, tellers, tale.moves.slice(cutAt))
        }
        await quiet(there)
        for (const teller of tellers) {
          const { somebody } = teller
          const { connection } = somebody.now()
          if (connection._tag === 'Ended')
            expect(['Lost', 'Unreachable', 'NoTicket', 'NoAnswer', 'Refused']).toContain(connection.reason._tag)
          else {
            expect(connection._tag).toBe('Ready')
            expect(somebody.now().conversations.filter(({ phase }) => phase !== 'Open').size).toBe(0)
          }
          eachHasItsOutcome(teller)
          tridsRise(somebody.records)
        }
        await leave(there, tellers)
        tellers.forEach(eachHasItsOutcome)
        nothingSecret(there, tellers)
        isEmpty(there)
        there.stop()
      }),
      runs(150),
    )
  })
})

/** Ports whose connections break after so many pieces. */
const flaky = (ports: Ports, pieces: number): Ports => ({
  ...ports,
  dial: (address) =>
    new Observable((subscriber) => {
      let left = pieces
      const heard = ports.dial(address).subscribe({
        next: (signal) => {
          if (signal._tag !== 'Bytes' || left-- > 0) return subscriber.next(signal)
          heard.unsubscribe()
          subscriber.next({ _tag: 'Closed', reason: { _tag: 'Reset' } })
          subscriber.complete()
        },
        complete: () => subscriber.complete(),
      })
      return () => heard.unsubscribe()
    }),
})

describe('one whose network is good', () => {
  it('keeps the session, whatever becomes of the others', async () => {
    await fc.assert(
      fc.asyncProperty(tales(calm), fc.nat({ max: 40 }), fc.nat({ max: 40 }), async (tale, one, other) => {
        const { there, tellers } = await begin(tale)
        const good = tellers[0]!
        const sign = (name: string, dialect: Dialect, pieces: number) =>
          there.signIn(name, dialect, {}, flaky(there.network.ports(`${name} flaky`), pieces))
        const bad: ReadonlyArray<Teller> = [
          good,
          { ...tellers[1]!, somebody: sign('bob', tale.dialects[1], one), taken: [], refused: [] },
          { ...tellers[2]!, somebody: sign('carol', tale.dialects[2], other), taken: [], refused: [] },
        ]
        await there.pass()
        await play(there, bad, tale.moves)
        await quiet(there)
        expect(good.somebody.now().connection._tag).toBe('Ready')
        expect(nameless(rosterOf(good.somebody.now()))).toEqual(
          nameless(heldFor(there.host(), good.somebody.passport, good.dialect)),
        )
        bad.forEach(eachHasItsOutcome)
        await leave(there, [...bad, ...tellers.slice(1)])
        isEmpty(there)
        there.stop()
      }),
      runs(60),
    )
  })
})
