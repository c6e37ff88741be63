import * as E from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { digest } from '../../lib/auth/digest.js'
import { codec } from '../../lib/commands/codec.js'
import { dialects, type Dialect } from '../../lib/commands/dialects.js'
import { isOn } from '../../lib/host/lists/accounts.js'
import { circleTicketOf } from '../../lib/host/circles/members.js'
import type { ServerEffect } from '../../lib/host/action.js'
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
import { servicePaths } from '../../lib/auth/services.js'
import { secret } from '../../lib/payloads/secret.js'
import { findAll } from '../../lib/payloads/soap/book.js'
import { requestTickets } from '../../lib/payloads/soap/tickets.js'
import { findMembership } from '../../lib/payloads/soap/membership.js'
import { runs } from '../support/arbitrary.js'
import { asking } from './soap/asking.js'
import { among, converse, participants, endpointIdOf, show, signIn, usual, withSessions, wordIn, type Driver } from './driver.js'

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
    .chain((status) => fc.constantFrom('', ' 32', ' 32:48 0').map((caps) => `CHG 1 ${status}${caps}`)),
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

const placesOfAlice = ['11111111-2222-3333-4444-555555555555', '99999999-8888-7777-6666-555555555555', endpointIdOf('alice')]

const personal = fc.constantFrom(
  '<Data><PSM>hi</PSM></Data>',
  '<EndpointData><Capabilities>7:8</Capabilities></EndpointData>',
  '<PrivateEndpointData><EpName>DESK</EpName><Idle>true</Idle><State>BSY</State></PrivateEndpointData>',
)

const said = 'Content-Type: text/plain\r\nDest-Agent: client\r\n\r\nhello'

const circle = '00000000-0000-0000-0009-000000000001@live.com'

const routed = (name: string, content: string) =>
  `Routing: 1.0\r\nTo: 9:${circle};path=IM\r\nFrom: 1:${name}@example.com\r\n\r\nReliability: 1.0\r\n\r\n${content}`

/** What dialects from MSNP13 on say of places, to places, to who is offline, and to circles. */
const later = fc.oneof(
  personal.map((text) => `UUX 1 ${text.length}\r\n${text}`),
  fc
    .tuple(passport, fc.constantFrom('', ...placesOfAlice.map((place) => `;{${place}}`)), fc.nat({ max: 8 }))
    .map(([to, place, type]) => `UUN 1 ${to}${place} ${type} 4\r\ngtfo`),
  fc
    .tuple(passport, fc.constantFrom(1, 32), fc.nat({ max: 3 }))
    .map(([to, network, type]) => `UUM 1 ${to} ${network} ${type} ${said.length}\r\n${said}`),
  fc
    .tuple(
      fc.constantFrom('PUT', 'DEL', 'SDG'),
      fc.constantFrom(...names),
      fc.constantFrom('', 'Publication: 1.0\r\n\r\nx'),
    )
    .map(([verb, name, content]) => {
      const text = routed(name, content)
      return `${verb} 1 ${text.length}\r\n${text}`
    }),
)

/** Alice signs in at one place or another. */
const atPlace = fc
  .tuple(
    fc.constantFrom('home', 'work'),
    fc.constantFrom<Dialect>('MSNP15', 'MSNP16', 'MSNP18'),
    fc.constantFrom(...placesOfAlice),
  )
  .map(([link, dialect, place]) => (driver: Driver) => [
    ...signIn(driver, 'alice', dialect, { link, endpointId: place }),
    ...driver.hear(link, dialect === 'MSNP15' ? 'CHG 1 NLN 32' : 'CHG 1 NLN 32:48 0'),
  ])

/** Somebody signs in to the circles, joins the one that all are members of, and speaks there. */
const gathering = fc.constantFrom(...names, 'home').map((link) => (driver: Driver) => {
  const name = link === 'home' ? 'alice' : link
  const ticket = circleTicketOf(driver.state(), `${name}@example.com`)?.reveal() ?? ''
  const text = routed(name, 'Publication: 1.0\r\n\r\n')
  const hello = routed(name, 'Messaging: 1.0\r\n\r\nhello')
  return driver.hear(
    link,
    `USR 1 SHA A ${btoa(ticket)}`,
    `PUT 2 ${text.length}\r\n${text}`,
    `SDG 3 ${hello.length}\r\n${hello}`,
  )
})

/** One of Alice's places goes to a switchboard, calls the others and everybody. */
const calling = fc.constantFrom('home', 'work', 'alice').map((link) => (driver: Driver) => {
  const board = `${link}-sb`
  const cookie = wordIn(driver.hear(link, 'XFR 1 SB'), / XFR /, 5)
  driver.connect(board, { on: 'SB' })
  const rings = driver.hear(
    board,
    `USR 1 alice@example.com ${cookie === '' ? 'none' : cookie}`,
    ...names.map((name) => `CAL 2 ${name}@example.com`),
  )
  return [...names, 'home', 'work'].flatMap((to) => {
    const line = rings.find((each) => each.startsWith(`${to} < RNG `))?.split(' ')
    if (line === undefined || to === link) return []
    const passport = names.find((name) => name === to) ?? 'alice'
    driver.connect(`${to}-sb`, { on: 'SB' })
    return driver.hear(`${to}-sb`, `ANS 1 ${passport}@example.com ${line[6]} ${line[3]}`)
  })
})

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

type Input = (driver: Driver) => ReadonlyArray<string>

const link = fc.constantFrom(...names, 'alice-sb', 'bob-sb', 'carol-sb', 'home', 'work', 'home-sb', 'new')

const input: fc.Arbitrary<Input> = fc.oneof(
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
  {
    weight: 4,
    arbitrary: fc.tuple(link, later).map(
      ([link, line]) =>
        (driver: Driver) =>
          driver.hear(link, line),
    ),
  },
  { weight: 2, arbitrary: atPlace },
  { weight: 1, arbitrary: gathering },
  { weight: 1, arbitrary: calling },
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

const ordinary = fc.record({
  dialects: fc.tuple(fc.constantFrom(...served), fc.constantFrom(...served), fc.constantFrom(...served)),
  inputs: fc.array(input, { maxLength: 60 }),
})

const late = fc.constantFrom<Dialect>('MSNP16', 'MSNP18', 'MSNP18')

/** Somebody goes, and another one says something to them. */
const lastWords = fc.constantFrom(...names).map((name) => (driver: Driver) => {
  const [other] = names.filter((each) => each !== name)
  const line = `UUM 1 ${name}@example.com 1 1 ${said.length}\r\n${said}`
  return [...driver.hear(name, 'OUT'), ...driver.hear(other!, line)]
})

/** A conversation of those who have places, in circles, and with words for who is offline. */
const modern = fc.record({
  dialects: fc.tuple(late, late, late),
  inputs: fc.array(
    fc.oneof(
      { weight: 4, arbitrary: atPlace },
      { weight: 3, arbitrary: gathering },
      { weight: 2, arbitrary: calling },
      { weight: 1, arbitrary: lastWords },
      {
        weight: 6,
        arbitrary: fc.tuple(link, later).map(
          ([link, line]) =>
            (driver: Driver) =>
              driver.hear(link, line),
        ),
      },
      { weight: 4, arbitrary: input },
    ),
    { maxLength: 40, size: 'max' },
  ),
})

const conversation = fc.oneof({ weight: 3, arbitrary: ordinary }, { weight: 1, arbitrary: modern })

/** Plays a conversation, and gives the server that it leaves. */
const played = ({
  dialects: [alice, bob, carol],
  inputs,
}: {
  readonly dialects: ReadonlyArray<Dialect>
  readonly inputs: ReadonlyArray<Input>
}) => {
  const circles = [{ name: 'All', members: names.map((name) => `${name}@example.com`) }]
  const limits = { unread: 1000, calls: 1000, renames: 1000, offlineMessagesPerAccount: 3 }
  const driver = withSessions(among({ limits, circles }), {
    alice: alice!,
    bob: bob!,
    carol: carol!,
  })
  for (const name of names) show(driver, name)
  for (const each of inputs) each(driver)
  return driver
}

const some = { numRuns: Math.max(100, Math.floor(runs.numRuns / 10)) }

const ends = (effects: ReadonlyArray<ServerEffect>): ReadonlyArray<string> =>
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
        const { accounts, connections, sessions, conversations, switchboards: boards, cookies, cookieCounts: asked, offlineMessages: letters } =
          played(given).state()
        for (const { length } of letters.values()) expect(length > 0 && length <= 3).toBe(true)
        for (const [passport, places] of sessions) {
          expect(places.length).toBeGreaterThan(0)
          expect(new Set(places.map(({ endpointId: place }) => place)).size).toBe(places.length)
          for (const { link } of places)
            expect(connections.get(link)?.phase).toMatchObject({ _tag: 'SignedIn', passport })
        }
        const signedIn = [...connections.values()].filter(({ phase }) => phase._tag === 'SignedIn')
        expect(signedIn.length).toBe([...sessions.values()].flat().length)
        for (const [id, participants] of conversations) {
          expect(participants.length).toBeGreaterThan(0)
          expect(new Set(participants.map(({ passport, endpointId: place }) => `${passport} ${place}`)).size).toBe(participants.length)
          for (const { link, passport } of participants)
            expect(connections.get(link)?.phase).toMatchObject({ _tag: 'Inside', passport, conversation: id })
        }
        const counted = new Map<string, number>()
        const count = (passport: string) => counted.set(passport, (counted.get(passport) ?? 0) + 1)
        for (const participants of conversations.values()) for (const { passport } of participants) count(passport)
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

  it('is sent to nobody who has been closed', () => {
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
          ...participants.map(({ password }) => password),
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

const paths = [...Object.values(servicePaths), '/login', '/nexus-mock', '/', '/constructor']

/** Bodies that are nearly what clients say, and bodies that are nothing of the kind. */
const body = fc
  .tuple(
    fc.constantFrom(
      ...[findMembership, findAll].map((operation) =>
        operation.writeRequest({ ticket: secret('t=1.x&p='), scenario: 'Initial' }, {}),
      ),
      requestTickets.writeRequest(
        { passport: 'alice@example.com', password: secret('alice-pw') },
        { tickets: [{ address: 'contacts.msn.com' }] },
      ),
      new Uint8Array(0),
    ),
    fc.array(fc.tuple(fc.nat({ max: 3000 }), fc.uint8Array({ maxLength: 5 })), { maxLength: 3 }),
  )
  .map(([bytes, cuts]) =>
    cuts.reduce(
      (now, [at, more]) => new Uint8Array([...now.slice(0, at), ...more, ...now.slice(at + more.length)]),
      bytes,
    ),
  )

it('every request over HTTP is answered once, whatever is asked', () => {
  const actions = fc.constantFrom(findMembership.action!, findAll.action!, addContact.action!, '', 'x')
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...paths), body, actions), { maxLength: 10 }), (requests) => {
      const driver = withSessions(among(), { alice: 'MSNP18' })
      for (const [path, bytes, SOAPAction] of requests) {
        const before = driver.responses.length
        const { response } = driver.post(path, bytes, { SOAPAction })
        expect(driver.responses.length).toBe(before + 1)
        expect([200, 403, 404, 405, 500]).toContain(response.status)
      }
    }),
    some,
  )
})

/** What a client keeps of its lists, by what each entry is known by. */
interface Kept {
  readonly stamps: readonly [roles: string | undefined, book: string | undefined]
  readonly entries: ReadonlyMap<string, object>
}

/** Reads all lists, or what has changed since they were read; nothing, where all must be read again. */
const read = (driver: Driver, was?: Kept): Kept | undefined => {
  const ask = asking(driver, 'reader')
  const [roles, book] = (was?.stamps ?? []).map((since) => (since === undefined ? {} : { since }))
  const [first, second] = [ask(findMembership, roles ?? {}).answer, ask(findAll, book ?? {}).answer]
  if (E.isLeft(first) || E.isLeft(second)) return undefined
  const entries = new Map(was?.entries)
  const keep = (key: string, entry: { readonly deleted: boolean }) =>
    entry.deleted ? entries.delete(key) : entries.set(key, entry)
  for (const one of first.right.members) keep(`${one.role} ${one.address}`, one)
  for (const one of second.right.contacts) keep(one.id, one)
  for (const one of second.right.groups) keep(one.id, one)
  entries.set('me', second.right.me ?? {})
  return { stamps: [first.right.lastChange, second.right.lastChange], entries }
}

it('what has changed, put to what was read before, is all that there is', () => {
  let times = 0
  fc.assert(
    fc.property(conversation, fc.array(input, { maxLength: 20 }), (given, more) => {
      const driver = played(given)
      signIn(driver, 'alice', 'MSNP15', { link: 'reader' })
      const before = read(driver)
      for (const each of more) each(driver)
      signIn(driver, 'alice', 'MSNP15', { link: 'reader' })
      const [changed, all] = [read(driver, before), read(driver)]
      if (changed === undefined) return
      times++
      // What others call themselves is no part of anybody's lists.
      const isSomebody = (key: string, entry: object) => key !== 'me' && ('passport' in entry || 'address' in entry)
      const unnamed = ({ entries }: Kept) =>
        [...entries]
          .map(([key, entry]) => [key, isSomebody(key, entry) ? { ...entry, name: undefined } : entry] as const)
          .sort(([one], [other]) => (one < other ? -1 : 1))
      expect(unnamed(changed)).toEqual(unnamed(all!))
      expect(changed.stamps).toEqual(all!.stamps)
    }),
    some,
  )
  expect(times).toBeGreaterThan(some.numRuns / 2)
})

it('frames that were never cut from a line are as harmless', () => {
  const { decode } = codec({ from: 'client', on: 'NS' })
  const machine = host({ ...usual, accounts: participants })
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
        machine.step(next, { _tag: 'Elapsed', timer: { _tag: 'Tick', link: line } })
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

it('every connection that is reported is reported again when it is gone', () => {
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
      const { cookies, tickets, switchboards: boards, cookieCounts: asked, ownedTickets: owned } = driver.state()
      const sizes = [cookies, tickets, boards, asked, owned, driver.timers].map(({ size }) => size)
      expect(sizes).toEqual([0, 0, 0, 0, 0, 0])
    }),
    some,
  )
})
