import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import * as names from '../../lib/client/names.js'
import type { TaggedName } from '../../lib/core/keys.js'
import { dialectNamed, type Dialect } from '../../lib/commands/dialects.js'
import { signOut, type Intent } from '../../lib/client/intents/intents.js'
import { keepingAlive } from '../../lib/client/connection/keepalive.js'
import type { Chart } from '../../lib/core/machine.js'
import type { SessionInput } from '../../lib/client/session/signals.js'
import type { Session } from '../../lib/client/session/session.js'
import { contactList } from '../../lib/client/contacts/contactList.js'
import { phaseOf, viewOf } from '../../lib/client/session/view.js'
import { session } from '../../lib/client/session/session.js'
import { spoken } from '../../lib/client/settings.js'
import { signin } from '../../lib/client/login/login.js'
import { switchboard } from '../../lib/client/switchboard/switchboard.js'
import { syncing } from '../../lib/client/contacts/sync.js'
import { ticketing } from '../../lib/client/login/ticketing.js'
import { runs } from '../support/arbitrary.js'
import { answers, closings, commandsFrom, failures, intents, undecodables } from './arbitrary.js'
import { bookAnswer, replyOf } from './book.js'
import {
  binarySecret,
  drive,
  listFor,
  password,
  settingsOf,
  shownIn,
  signIn,
  ticket,
  tridOf,
  welcomes,
  type Client,
} from './driver.js'
import { calledByBob, emptyIn, reply, ring, transfer, withBob } from './talks.js'

const numberOf = (dialect: Dialect): number => Number(dialect.slice(4))

/** The events that may come to a client now, on the connections and of the timers that it knows. */
type Move = (client: Client) => SessionInput | undefined

const nth = <A>(all: ReadonlyArray<A>, at: number): A | undefined =>
  all.length === 0 ? undefined : all[at % all.length]

const places = fc.nat({ max: 5 })

/** The transaction id of a command, as a server would say it: often that of something that was asked. */
const answering = (client: Client, link: string, command: object, back: number): object => {
  if (!('trid' in command)) return command
  return { ...command, trid: Math.max(1, tridOf(client, link) - back) }
}

const linkOf = (client: Client, kind: 'NS' | 'SB', at: number): string | undefined =>
  nth(
    client.links().filter((link) => link.startsWith(kind)),
    at,
  )

const received = (kind: 'NS' | 'SB', dialect: Dialect): fc.Arbitrary<Move> =>
  fc
    .record({
      command: fc.oneof(
        { arbitrary: commandsFrom(kind, dialect), weight: 8 },
        { arbitrary: failures, weight: 1 },
        undecodables,
      ),
      at: places,
      back: fc.nat({ max: 3 }),
      exact: fc.boolean(),
    })
    .map(({ command, at, back, exact }) => (client) => {
      const link = linkOf(client, kind, at)
      if (link === undefined) return undefined
      const told = exact ? answering(client, link, command, back) : command
      return { _tag: 'Received', link, command: told as typeof command }
    })

/** What a server that means well would say to the last command. */
const proper = (dialect: Dialect) => (kind: 'NS' | 'SB') => (at: number) => (client: Client) => {
  const link = linkOf(client, kind, at)
  if (link === undefined) return
  if (client.said(link).length === 0) return void client.opens(link)
  const last = client.said(link).at(-1)!
  if (kind === 'SB') {
    if (/^(?:USR|ANS|CAL)/.test(last)) client.hears(link, reply(client, link))
    if (/^CAL/.test(last)) client.hears(link, `JOI ${last.split(' ')[2]} Somebody`)
    if (/^MSG \d+ [AD]/.test(last)) client.hears(link, `ACK ${last.split(' ')[1]}`)
    return
  }
  const [asked] = client.awaited()
  const answer = asked && bookAnswer(asked)
  const said = replyOf(last)
  if (client.at() === 'Synchronising' && numberOf(dialect) < 13)
    client.hears(link, ...listFor(numberOf(dialect), tridOf(client, link)))
  else if (answer !== undefined) client.getsLate(answer)
  else if (/^XFR/.test(last)) client.hears(link, transfer(client, link))
  else if (/^CHG/.test(last)) client.hears(link, last)
  else if (said !== undefined) client.hears(link, said)
  else if (!signsIn(client, dialect, link)) client.hears(link, ring())
}

/** One step of a sign-in, if somebody signs in. */
const signsIn = (client: Client, dialect: Dialect, link: string): boolean => {
  const was = client.state()
  // Somebody may have given up on what is asked for.
  const isAsking = client.at() !== 'Ticketing' || client.awaited().length > 0
  if (isAsking && (client.at() !== 'Sealing' || client.drawing.length > 0)) welcomes(client, dialect, link)
  return client.state() !== was
}

const escaped = (text: string): string => text.replace(/\W/g, String.raw`\$&`)
const secrets = new RegExp([password, ticket, binarySecret].map(escaped).join('|'))

type Act = (client: Client) => unknown

const acts = (dialect: Dialect): fc.Arbitrary<Act> => {
  const feeding = (moves: fc.Arbitrary<Move>): fc.Arbitrary<Act> =>
    moves.map((move) => (client) => {
      const event = move(client)
      if (event !== undefined) client.feed(event)
    })
  return fc.oneof(
    { arbitrary: feeding(received('NS', dialect)), weight: 6 },
    { arbitrary: feeding(received('SB', dialect)), weight: 4 },
    {
      arbitrary: intents.map(
        (intent): Act =>
          (client) =>
            client.wants(intent),
      ),
      weight: 8,
    },
    {
      arbitrary: fc
        .tuple(fc.constantFrom('NS', 'SB') as fc.Arbitrary<'NS' | 'SB'>, places)
        .map(([kind, at]) => proper(dialect)(kind)(at)),
      weight: 8,
    },
    {
      arbitrary: places.map(
        (at): Act =>
          (client) =>
            void (nth(client.links(), at) && client.opens(nth(client.links(), at)!)),
      ),
      weight: 2,
    },
    {
      arbitrary: places.map(
        (at): Act =>
          (client) =>
            void (nth([...client.timers.keys()], at) && client.elapses(nth([...client.timers.keys()], at)!)),
      ),
      weight: 1,
    },
    {
      arbitrary: fc.tuple(places, closings).map(
        ([at, reason]): Act =>
          (client) =>
            void (linkOf(client, 'SB', at) && client.loses(linkOf(client, 'SB', at)!, reason)),
      ),
      weight: 1,
    },
    {
      arbitrary: answers.map(
        (outcome): Act =>
          (client) =>
            void (client.awaited().length > 0 && client.gets(outcome)),
      ),
      weight: 1,
    },
    {
      arbitrary: fc.uint8Array({ maxLength: 32 }).map(
        (bytes): Act =>
          (client) =>
            void (client.drawing.length > 0 && client.draws(bytes)),
      ),
      weight: 1,
    },
    {
      arbitrary: fc.constant<Act>(
        (client) => linkOf(client, 'NS', 0) && client.hears(linkOf(client, 'NS', 0)!, 'XFR 0 NS 10.0.0.5:1863'),
      ),
      weight: 1,
    },
  )
}

const starts: ReadonlyArray<readonly [string, (dialect: Dialect) => Client]> = [
  ['the beginning', (dialect) => drive(settingsOf({ dialects: [dialect] }))],
  ['the beginning, with bytes that come late', (dialect) => drive(settingsOf({ dialects: [dialect] }), true)],
  [
    'the contact list',
    (dialect) => {
      const client = drive(settingsOf({ dialects: [dialect] }))
      signIn(client, dialect)
      return client
    },
  ],
  ['a ready session', (dialect) => shownIn(dialect)],
  ['a conversation', (dialect) => withBob(dialect)],
  ['a conversation of somebody else', (dialect) => calledByBob(dialect)],
  ['an empty conversation, nobody answered', (dialect) => emptyIn(dialect, { answering: 'nobody' })],
]

describe('whatever comes', () => {
  const begun = fc.constantFrom(...starts)
  const some = { numRuns: Math.max(100, Math.floor(runs.numRuns / 10)) }

  // The driver throws where a machine does what none may; see there.
  it.each(spoken)('in %s, every intent has one outcome at the end, and nothing follows', (dialect) => {
    fc.assert(
      fc.property(begun, fc.array(acts(dialect), { maxLength: 40 }), ([, start], all) => {
        const client = start(dialect)
        const wanted: Array<Intent> = []
        const watching: Client = {
          ...client,
          wants: (...intents) => {
            if (client.end() !== undefined) return []
            // Each one is an intent of its own, even if it is the same.
            const own = intents.map((intent) => ({ ...intent }))
            wanted.push(...own)
            return client.wants(...own)
          },
        }
        for (const act of all) act(watching)
        expect(JSON.stringify(client.state())).not.toMatch(secrets)
        if (client.end() === undefined) watching.wants(signOut)
        expect(client.end()).toBeDefined()
        expect(wanted.filter((intent) => client.outcomeOf(intent) === undefined)).toEqual([])
        expect(client.told('Closed')).toHaveLength(1)
        expect(client.events.at(-1)?._tag).toBe('Closed')
        expect(client.links()).toEqual([])
        expect(client.view().conversations.size).toBe(0)
        const ended = client.state()
        expect(session(client.settings).step(ended, { _tag: 'Elapsed', timer: 'Sync' })).toEqual([ended, []])
      }),
      some,
    )
  })

  it.each(spoken)('in %s, what is seen is what its parts are', (dialect) => {
    fc.assert(
      fc.property(begun, fc.array(acts(dialect), { maxLength: 25 }), ([, start], all) => {
        const client = start(dialect)
        for (const act of all) {
          act(client)
          const state = client.state()
          const { contacts, groups, conversations } = viewOf(state)
          for (const [key, { passport }] of contacts)
            if (key !== passport || key !== key.toLowerCase()) throw new Error(key)
          for (const [key, { id }] of groups) if (key !== id) throw new Error(key)
          for (const [key, { id }] of conversations) if (key !== id) throw new Error(key)
          if (phaseOf(state) !== 'Ended') {
            expect([...conversations.keys()].sort()).toEqual([...state.parts.conversations.living.keys()].sort())
            expect([...state.parts.conversations.living.values()].every(({ state: { _tag } }) => _tag !== 'Over')).toBe(true)
          }
          // What waits for a reply has its time, and no time is kept for what is not waited for.
          const { line } = state.parts
          if (line._tag === 'Turn' && line.state._tag === 'Next') {
            const kept = [...client.timers.keys()]
              .filter((timer) => timer.startsWith('Reply '))
              .map((timer) => Number(timer.slice(6)))
            const waiting = [...line.state.state.inner.pending.entries()]
              .filter(([, { as }]) => as._tag !== 'Lists')
              .map(([trid]) => trid)
            expect(kept.sort()).toEqual(waiting.sort())
            expect(client.timers.has('KeepAlive')).toBe(true)
          }
        }
      }),
      some,
    )
  })
})

describe('every state and every kind of event', () => {
  /** Sessions of all kinds, to be fed anything. */
  const sessions = (dialect: Dialect): ReadonlyArray<Session> => starts.map(([, start]) => start(dialect).state())

  it.each(spoken)('gives a step, in %s', (dialect) => {
    const { step } = session(settingsOf({ dialects: [dialect] }))
    const timers = fc.constantFrom<TaggedName>(
      ...Object.values(names.timers),
      names.ticketName(1, 4),
      names.proofDraw(4),
      names.runDraw,
      names.renewalName(0),
      names.callName(0),
      names.replyTimer(7),
      names.switchboardTimer('C1', 'Entry'),
      names.switchboardTimer('C1', 'Alone'),
      names.answerTimer('C1', 2),
      names.answerTimer('', -1),
      { _tag: 'Unheard' },
      '',
    )
    const [first, second] = [names.notificationLink(1), names.notificationLink(2)]
    const [known, unknown] = [names.switchboardLink('C1'), names.switchboardLink('C9')]
    const links = fc.constantFrom<TaggedName>(first, second, known, unknown, '')
    const words = (kind: 'NS' | 'SB', link: TaggedName): fc.Arbitrary<SessionInput> =>
      fc.record({
        _tag: fc.constant('Received'),
        link: fc.constant(link),
        command: fc.oneof({ arbitrary: commandsFrom(kind, dialect), weight: 8 }, failures, undecodables),
      })
    const events: fc.Arbitrary<SessionInput> = fc.oneof(
      { arbitrary: words('NS', first), weight: 6 },
      { arbitrary: words('SB', known), weight: 4 },
      words('NS', second),
      words('SB', unknown),
      fc.record({ _tag: fc.constant('Opened'), link: links }),
      fc.record({ _tag: fc.constant('Closed'), link: links, reason: closings }),
      fc.record({ _tag: fc.constant('Elapsed'), timer: timers }),
      fc.record({ _tag: fc.constant('Fetched'), fetch: timers, outcome: answers }),
      fc.record({ _tag: fc.constant('RandomBytes'), draw: timers, bytes: fc.uint8Array({ maxLength: 32 }) }),
      fc.record({ _tag: fc.constant('Submitted'), intent: intents }),
    )
    const states = sessions(dialect)
    fc.assert(
      fc.property(fc.constantFrom(...states), events, (state, event) => {
        const [next, effects] = step(state, event)
        expect(typeof phaseOf(next)).toBe('string')
        expect(Array.isArray(effects)).toBe(true)
      }),
      runs,
    )
  })
})

describe('the charts', () => {
  const settings = settingsOf()
  const charts: ReadonlyArray<readonly [string, Chart, ReadonlyArray<string>]> = [
    ['contact list', contactList(settings).chart, ['Ended']],
    ['signin', signin(settings, { address: settings.server, links: 0, trid: 1 }).chart, ['SignedIn', 'SentOn', 'Failed']],
    ['ticket', ticketing(settings)('ticket', { _tag: 'Passport', challenge: 'ct=1' }).chart, ['Granted', 'NotGranted']],
    ['sync', syncing(dialectNamed('MSNP8'), undefined, 1).chart, ['Listed', 'Current']],
    ['keep-alive', keepingAlive('NS 1', 1).chart, ['Dead']],
    ['switchboard', switchboard.chart, ['Over']],
  ]

  it.each(charts)('of %s has final states where nothing leads on', (_, chart, finals) => {
    expect(Object.keys(chart).filter((tag) => Object.keys(chart[tag]!).length === 0)).toEqual(finals)
  })

  it.each(charts)('of %s leads only to states that are there', (_, chart) => {
    const tags = Object.keys(chart)
    for (const row of Object.values(chart))
      for (const move of Object.values(row)) for (const tag of move!.to) expect(tags).toContain(tag)
  })

  it.each(charts)('of %s leads everywhere, but to where it begins', (name, chart) => {
    const begins: Readonly<Record<string, ReadonlyArray<string>>> = {
      'contact list': ['Away'],
      signin: ['Dialling'],
      ticket: ['AtNexus', 'AtIssuer'],
      sync: ['Asked'],
      'keep-alive': ['Resting'],
      switchboard: ['Ringing', 'Awaiting'],
    }
    const reached = new Set(begins[name])
    for (let grows = true; grows;) {
      const { size } = reached
      for (const tag of [...reached])
        for (const move of Object.values(chart[tag] ?? {})) for (const to of move!.to) reached.add(to)
      grows = reached.size > size
    }
    expect([...reached].sort()).toEqual(Object.keys(chart).sort())
  })
})
