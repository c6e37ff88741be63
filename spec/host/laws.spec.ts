import * as E from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { digest } from '../../lib/auth/digest.js'
import { codec } from '../../lib/commands/codec.js'
import { dialects, type Dialect } from '../../lib/commands/dialects.js'
import { isOn } from '../../lib/host/accounts.js'
import type { HostAction } from '../../lib/host/deed.js'
import { host, hostCharts } from '../../lib/host/host.js'
import {
  addContact,
  addGroup,
  addMember,
  addToGroup,
  deleteContact,
  deleteGroup,
  deleteMember,
  removeFromGroup,
  updateContact,
} from '../../lib/payloads/soap/changes.js'
import { findAll } from '../../lib/payloads/soap/book.js'
import { findMembership } from '../../lib/payloads/soap/membership.js'
import { runs } from '../support/arbitrary.js'
import { asking } from './asking.js'
import { among, converse, people, show, signIn, usual, withSessions, type Driver } from './driver.js'

const served = dialects.filter(({ number }) => number <= 18).map(({ name }) => name)

const names = ['alice', 'bob', 'carol'] as const
const passport = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...names, 'dora').map((name) => `${name}@example.com`) },
  { weight: 1, arbitrary: fc.constantFrom('ALICE@Example.com', 'nobody', 'tel:+15551234567', '@', 'x%20@y') },
)
const name = fc.constantFrom('Alice', 'B%20b', 'x'.repeat(400), '%00%0D%0A', '100%', 'Übel', '0')
const list = fc.constantFrom('FL', 'AL', 'BL', 'RL', 'PL', 'XX')
const number = fc.nat({ max: 3 }).map(String)
const guid = fc.constantFrom('d35fe492-0a6e-43d3-97ae-64b3a45919dd', '00000000-0000-0000-0000-000000000001')
const word = fc.oneof(
  passport,
  name,
  list,
  number,
  guid,
  fc.constantFrom('NLN', 'HDN', 'FLN', 'OK', 'MSNP8', 'PHH', 'MFN', 'AL', 'BL', 'A', 'N', 'SB', 'D', 'U'),
)
const verb = fc.constantFrom(
  ...['ADD', 'ADC', 'REM', 'ADG', 'RMG', 'REG', 'REA', 'PRP', 'SBP', 'GTC', 'BLP', 'CHG', 'SYN', 'LST', 'LSG', 'XFR'],
  ...['PNG', 'QRY', 'CHL', 'URL', 'SND', 'SDC', 'FND', 'GCF', 'IMS', 'PAG', 'PGD', 'UUX', 'VER', 'CVR', 'INF', 'USR'],
  ...['OUT', 'CAL', 'ANS', 'MSG', 'ACK', 'ADL', 'RML', 'FQY', 'UUN', 'UUM', 'PUT', 'SDG', 'XYZ', '911', ''],
)
const payload = fc.constantFrom(
  '<Data><PSM>hi</PSM></Data>',
  '<Data',
  'Content-Type: text/plain\r\n\r\nhello',
  'x'.repeat(1665),
  '',
  'd8d8cb2c2043a603d8286a3343143ee1',
  '<ml><d n="example.com"><c n="alice" l="3"/></d></ml>',
  '<ml l="1"/>',
)

/** A line that nobody thought of. */
const wild = fc
  .tuple(verb, fc.nat({ max: 9 }), fc.array(word, { maxLength: 5 }), fc.option(payload))
  .map(
    ([verb, trid, words, payload]) =>
      [verb, ...(verb === 'PNG' || verb === 'OUT' ? [] : [trid]), ...words].join(' ') +
      (payload === null ? '' : ` ${payload.length}\r\n${payload}`),
  )

const property = fc.constantFrom(
  'PHH 1',
  'PHM 555 1',
  'MOB Y',
  'MBE N',
  'MFN',
  'MFN Me',
  'PHW',
  'HSB 1',
  'ZZZ 1',
  'PHHX 1',
)

/** A line that is likely to do something. */
const likely = fc.oneof(
  fc.tuple(list, passport, name).map(([list, passport, name]) => `ADD 1 ${list} ${passport} ${name}`),
  fc.tuple(list, passport, number).map(([list, passport, group]) => `ADD 1 ${list} ${passport} x ${group}`),
  fc.tuple(list, passport).map(([list, passport]) => `REM 1 ${list} ${passport}`),
  fc.tuple(list, passport).map(([list, passport]) => `ADC 1 ${list} N=${passport}`),
  fc.tuple(passport, name).map(([passport, name]) => `ADC 1 FL N=${passport} F=${name}`),
  name.map((name) => `ADG 1 ${name} 0`),
  name.map((name) => `ADG 1 ${name}`),
  number.map((group) => `RMG 1 ${group}`),
  fc.tuple(passport, name).map(([passport, name]) => `REA 1 ${passport} ${name}`),
  property.map((property) => `PRP 1 ${property}`),
  fc
    .constantFrom('NLN', 'BSY', 'HDN', 'AWY')
    .chain((status) => fc.constantFrom('', ' 32').map((caps) => `CHG 1 ${status}${caps}`)),
  fc.constantFrom(
    'BLP 1 AL',
    'BLP 1 BL',
    'GTC 1 A',
    'GTC 1 N',
    'SYN 1 0',
    'SYN 1 0 0',
    'XFR 1 SB',
    'PNG',
    'OUT',
    'IMS 1 OFF',
  ),
  passport.map((passport) => `CAL 1 ${passport}`),
  fc.constantFrom('U', 'N', 'A', 'D').map((ack) => `MSG 1 ${ack} 5\r\nhello`),
)

/** People on lists, as newer dialects have them. */
const members = fc
  .tuple(fc.constantFrom('ADL', 'RML', 'FQY'), fc.constantFrom(...names, 'dora'), fc.constantFrom(1, 2, 3, 4, 5, 7, 8))
  .map(([verb, name, lists]) => {
    const xml = `<ml><d n="example.com"><c n="${name}" l="${lists}" t="1"/></d></ml>`
    return `${verb} 1 ${xml.length}\r\n${xml}`
  })

const asked = fc.tuple(
  fc.constantFrom('Allow', 'Block', 'Reverse', 'Pending'),
  passport,
  name,
  fc.constantFrom('there', 'nowhere'),
)

/** Something that the address book is asked for; who is no contact, and what is no group, has the GUID of nobody. */
const book = asked.map(([role, passport, name, where]) => (driver: Driver, link: string): ReadonlyArray<string> => {
  const ask = asking(driver, link)
  const member = { role, member: { kind: 'Passport', address: passport, network: 1 } } as const
  const read = ask(findAll, {}).answer
  const found = E.isRight(read) && where === 'there' ? read.right : { contacts: [], groups: [] }
  const [contact, group] = [found.contacts[0]?.id ?? nowhere, found.groups[0]?.id ?? nowhere]
  return [
    ask(findMembership, { since: name }),
    ask(addContact, { passport, network: 1, nickname: name }),
    ask(addMember, member),
    ask(addGroup, { name }),
    ask(addToGroup, { group, contact }),
    ask(updateContact, { id: contact, nickname: name }),
    ask(deleteMember, member),
    ask(removeFromGroup, { group, contact }),
    ask(deleteContact, { id: contact }),
    ask(deleteGroup, { id: group }),
  ].flatMap(({ lines }) => lines)
})

const nowhere = '00000000-0000-0000-0000-000000000001'

type Deed = (driver: Driver) => ReadonlyArray<string>

const link = fc.constantFrom(...names, 'alice-sb', 'bob-sb', 'carol-sb', 'new')

const deed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.tuple(link, likely).map(
      ([link, line]) =>
        (driver: Driver) =>
          driver.hear(link, line),
    ),
  },
  {
    weight: 4,
    arbitrary: fc.tuple(link, wild).map(
      ([link, line]) =>
        (driver: Driver) =>
          driver.hear(link, line),
    ),
  },
  {
    weight: 4,
    arbitrary: fc.tuple(link, members).map(
      ([link, line]) =>
        (driver: Driver) =>
          driver.hear(link, line),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.constantFrom(...names), book).map(
      ([link, ask]) =>
        (driver: Driver) =>
          ask(driver, link),
    ),
  },
  { weight: 1, arbitrary: link.map((link) => (driver: Driver) => driver.end(link)) },
  { weight: 1, arbitrary: fc.nat({ max: 200_000 }).map((ms) => (driver: Driver) => driver.pass(ms)) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom(...names), fc.constantFrom(...served))
      .map(([name, dialect]) => (driver: Driver) => [
        ...signIn(driver, name, dialect, { link: name }),
        ...show(driver, name),
      ]),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(...names)
      .map((name) => (driver: Driver) => converse(driver, name, 'alice', 'bob', 'carol')),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('DS', 'NS', 'SB')
      .map((on) => (driver: Driver) => driver.connect('new', { on: on as 'NS' })),
  },
)

const conversation = fc.record({
  dialects: fc.tuple(fc.constantFrom(...served), fc.constantFrom(...served), fc.constantFrom(...served)),
  deeds: fc.array(deed, { maxLength: 60 }),
})

/** Plays a conversation, and gives the server that it leaves. */
const played = ({
  dialects: [alice, bob, carol],
  deeds,
}: {
  readonly dialects: ReadonlyArray<Dialect>
  readonly deeds: ReadonlyArray<Deed>
}) => {
  const driver = withSessions(among({ limits: { unread: 1000, calls: 1000, renames: 1000 } }), {
    alice: alice!,
    bob: bob!,
    carol: carol!,
  })
  for (const name of names) show(driver, name)
  for (const each of deeds) each(driver)
  return driver
}

const some = { numRuns: Math.max(100, Math.floor(runs.numRuns / 5)) }

const ends = (effects: ReadonlyArray<HostAction>): ReadonlyArray<string> =>
  effects.flatMap((effect) => (effect._tag === 'Close' ? [effect.link] : []))

describe('whatever is said', () => {
  // The driver throws where a command cannot be written in the dialect of the connection.
  it('is answered by what can be written, and never by an exception', () => {
    fc.assert(
      fc.property(conversation, (given) => {
        played(given)
      }),
      some,
    )
  })

  it('leaves a server that agrees with itself', () => {
    fc.assert(
      fc.property(conversation, (given) => {
        const { accounts, connections, sessions, conversations, boards, cookies, asked } = played(given).state()
        for (const [passport, places] of sessions) {
          expect(places.length).toBeGreaterThan(0)
          for (const { link } of places)
            expect(connections.get(link)?.phase).toMatchObject({ _tag: 'SignedIn', passport })
        }
        const signedIn = [...connections.values()].filter(({ phase }) => phase._tag === 'SignedIn')
        expect(signedIn.length).toBe([...sessions.values()].flat().length)
        for (const [id, people] of conversations) {
          expect(people.length).toBeGreaterThan(0)
          for (const { link, passport } of people)
            expect(connections.get(link)?.phase).toMatchObject({ _tag: 'Inside', passport, conversation: id })
        }
        const counted = new Map<string, number>()
        const count = (passport: string) => counted.set(passport, (counted.get(passport) ?? 0) + 1)
        for (const people of conversations.values()) for (const { passport } of people) count(passport)
        for (const { passport, conversation } of cookies.values()) if (conversation === undefined) count(passport)
        expect(new Map(boards)).toEqual(counted)
        const cookiesBy = new Map<string, number>()
        for (const { by } of cookies.values()) cookiesBy.set(by, (cookiesBy.get(by) ?? 0) + 1)
        expect(new Map(asked)).toEqual(cookiesBy)
        for (const [owner, { contacts }] of accounts)
          for (const { passport, lists } of contacts) {
            const contact = accounts.get(passport)
            if (contact !== undefined) expect(Boolean(lists & 1)).toBe(isOn('RL', contact, owner))
            expect(lists).not.toBe(0)
          }
      }),
      some,
    )
  })

  it('is told to nobody who has been closed', () => {
    fc.assert(
      fc.property(conversation, (given) => {
        const closed = new Set<string>()
        for (const effect of played(given).effects) {
          if (effect._tag === 'Notify' && effect.event._tag === 'Connected') closed.delete(effect.event.link)
          if (effect._tag === 'Send') expect(closed.has(effect.link)).toBe(false)
          for (const link of ends([effect])) closed.add(link)
        }
      }),
      some,
    )
  })

  it('shows no secret in a notice, nor in the name of a timer', () => {
    fc.assert(
      fc.property(conversation, (given) => {
        const { effects, notices, responses } = played(given)
        const told = effects.flatMap((effect) => (effect._tag === 'Send' ? [effect.command] : []))
        const secrets = [
          ...people.map(({ password }) => password),
          ...told.flatMap((command) => ('cookie' in command ? [command.cookie] : [])),
          ...told.flatMap((command) => ('challenge' in command ? [command.challenge] : [])),
          ...responses.flatMap(({ body }) => /t=\d+\.[0-9a-f]+/.exec(new TextDecoder().decode(body))?.[0] ?? []),
          ...responses.flatMap(
            ({ headers }) => /from-PP='([^']*)'/.exec(String(headers['Authentication-Info']))?.[1] ?? [],
          ),
        ]
        const shown = JSON.stringify([notices, effects.filter(({ _tag }) => _tag === 'After' || _tag === 'Cancel')])
        for (const secret of secrets) expect(shown).not.toContain(secret)
      }),
      some,
    )
  })

  it('shows no password when the server is printed', () => {
    const driver = among({ autoCreate: true })
    signIn(driver, 'alice', 'MSNP12')
    signIn(driver, 'erna', 'MSNP12', { password: 'erna-pw' })
    expect(JSON.stringify(driver.state())).not.toMatch(/-pw/)
  })
})

it('frames that were never cut from a line are as harmless', () => {
  const { decode } = codec({ from: 'client', on: 'NS' })
  const machine = host({ ...usual, accounts: people })
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' }), { maxLength: 10 }), (lines) => {
      const nonce = digest('a')('b')
      const at = { host: 'a', port: 1 }
      const [first] = machine.step(machine.init[0], {
        _tag: 'Accepted',
        link: 'a',
        on: 'NS',
        peer: at,
        local: at,
        at: 0,
        nonce,
      })
      lines.reduce((state, line) => {
        const command = decode({ line, end: '\r\n', payload: undefined })
        const [next] = machine.step(state, { _tag: 'Received', link: 'a', command })
        machine.step(next, { _tag: 'Elapsed', timer: line })
        return next
      }, first)
    }),
    runs,
  )
})

it('every phase that a table leads to has its own row, and is led to', () => {
  for (const chart of Object.values(hostCharts)) {
    const led = new Set(Object.values(chart).flatMap((row) => Object.values(row).flatMap((move) => move?.to ?? [])))
    expect([...led, 'Fresh'].sort()).toEqual(expect.arrayContaining(Object.keys(chart).sort()))
    expect(Object.keys(chart)).toEqual(expect.arrayContaining([...led]))
    expect(chart['Gone']).toEqual({})
  }
})

it('every connection that is told of is told of again when it is gone', () => {
  fc.assert(
    fc.property(conversation, (given) => {
      const driver = played(given)
      const links = (tag: string) =>
        driver.notices.flatMap((notice) => (notice._tag === tag && 'link' in notice ? [notice.link] : []))
      const open = [...driver.state().connections.keys()]
      expect([...links('Disconnected'), ...open].sort()).toEqual([...links('Connected')].sort())
      const alive = [...driver.state().sessions.values()].flat().map(({ link }) => link)
      expect([...links('SignedOut'), ...alive].sort()).toEqual([...links('SignedIn')].sort())
    }),
    some,
  )
})

it('what is gone leaves nothing behind, and no timer runs for it', () => {
  fc.assert(
    fc.property(conversation, (given) => {
      const driver = played(given)
      for (const link of driver.state().connections.keys()) driver.end(link)
      const { connections, sessions, conversations } = driver.state()
      expect([connections.size, sessions.size, conversations.size]).toEqual([0, 0, 0])
      expect([...driver.timers.keys()].filter((timer) => !/^(?:Cookie|Ticket)Over /.test(timer))).toEqual([])
      driver.pass(86_400_000)
      const { cookies, tickets, boards, asked, owned } = driver.state()
      const sizes = [cookies, tickets, boards, asked, owned, driver.timers].map(({ size }) => size)
      expect(sizes).toEqual([0, 0, 0, 0, 0, 0])
    }),
    some,
  )
})
