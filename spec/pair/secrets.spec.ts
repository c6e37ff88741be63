import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it, vi } from 'vitest'

import { nodePorts } from '../../lib/edges/node.js'
import {
  describeEnd,
  describeOutcome,
  memoryNetwork,
  sayTo,
  server,
  setName,
  signOut,
  type Dialect,
  type HostAccount,
  type Ports,
  type ServerEvent,
  type TapRecord,
  type SessionOptions,
} from '../../lib/index.js'
import { writeMessage } from '../../lib/payloads.js'
import { goodServer, scripted } from './meddle.js'
import { watchedOf } from './watch.js'
import { productKeys, secretsIn, spellings, wiretap } from './wiretap.js'
import { addressOf, begin, friends, bytesShown, passwordOf, shown, type Somebody } from './world.js'

vi.mock('../../lib/host/host.js', async (load) => (await import('./watch.js')).watching(await load()))

const bob = addressOf('bob')
const wrong = 'wröng-pa55word!'

const until = async (holds: () => boolean, ms = 5000): Promise<void> => {
  const end = Date.now() + ms
  while (!holds()) {
    if (Date.now() > end) throw new Error(`not within ${ms} ms: ${holds.toString()}`)
    await new Promise((done) => setTimeout(done, 5))
  }
}

const stateOf = (one: Somebody): string => one.now().connection._tag

const isQuiet = (one: Somebody, wanted: number): boolean =>
  one.of('IntentOutcome').length + one.of('MessageOutcome').length === wanted

/** Everything that can be seen of a session: what it told, what it keeps, and what its tap was told. */
const seenOf = (one: Somebody): ReadonlyArray<unknown> => [
  one.events,
  one.states,
  one.records,
  one.error,
  one.handle,
  one.now(),
  ...one.of('Closed').map(({ reason }) => describeEnd(reason)),
  ...[...one.of('IntentOutcome'), ...one.of('MessageOutcome')].map(({ outcome }) => describeOutcome(outcome)),
]

/** Two whole sessions, and three that are refused; all that anybody saw, and all that went over the wire. */
const wholeSessions = async (dialect: Dialect, inner: { readonly server: Ports; readonly client: Ports }) => {
  const tap = wiretap(inner.client)
  const notices: Array<ServerEvent> = []
  const records: Array<TapRecord> = []
  const accounts: ReadonlyArray<HostAccount> = friends('alice', 'bob')
  const running = server(inner.server, { tap: (record) => void records.push(record) })({ accounts, redirects: 1 })
  const listening = running.subscribe((notice) => void notices.push(notice))
  await until(() => notices.length > 0)
  const [open] = notices
  if (open?._tag !== 'Listening') throw new Error('the server does not listen')
  const { first, nexus } = open
  const sign = (name: string, wanted: Partial<SessionOptions> = {}): Somebody =>
    begin(tap.ports, name, { server: first, nexus, dialects: [dialect], ...wanted })

  const [a, b] = [sign('alice'), sign('bob')]
  await until(() => stateOf(a) === 'Ready' && stateOf(b) === 'Ready')
  await until(() => a.of('Challenged').length === Number(Number(dialect.slice(4)) >= 6))
  for (const intent of [
    sayTo(bob, 'hello'),
    setName('Alice Z'),
    { _tag: 'SetStatus', status: 'BSY' },
    { _tag: 'AddGroup', name: 'G' },
    { _tag: 'Ping' },
    { _tag: 'Synchronise' },
  ] as const)
    expect(a.send(intent)).toEqual(E.right(intent))
  await until(() => isQuiet(a, 6))
  expect(b.of('TextReceived')).toHaveLength(1)

  // Who gives a wrong password, or one for nobody; and who is sent away from another place.
  const refused = [sign('alice', { password: wrong }), sign('nobody', { password: wrong })]
  await until(() => refused.every((one) => one.isOver))
  expect(refused.map((one) => stateOf(one))).toEqual(['Ended', 'Ended'])
  const again = sign('bob')
  await until(() => b.isOver && stateOf(again) === 'Ready')
  const host = shown(watchedOf(accounts)!.state)
  a.send(signOut)
  again.send(signOut)
  await until(() => a.isOver && again.isOver && watchedOf(accounts)!.state.connections.size === 0)
  listening.unsubscribe()

  const everything = [...[a, b, again, ...refused].flatMap(seenOf), notices, records, running]
  return {
    text: [shown(...everything), bytesShown(everything), host].join('\n'),
    notices: shown(notices),
    said: tap.said().join('\n'),
    secrets: [...tap.secrets()],
    challenges: [...tap.challenges()],
  }
}

const places: ReadonlyArray<readonly [string, () => { readonly server: Ports; readonly client: Ports }]> = [
  [
    'in memory',
    () => {
      const network = memoryNetwork()
      return { server: network.ports('server'), client: network.ports('client') }
    },
  ],
  ['over TCP', () => ({ server: nodePorts(), client: nodePorts() })],
]

describe.each(places)('whole sessions %s', (_, ports) => {
  it.each(['MSNP7', 'MSNP12'] as const)('in %s give nothing secret away', async (dialect) => {
    const { text, notices, said, secrets, challenges } = await wholeSessions(dialect, ports())
    const passwords = [...['alice', 'bob'].flatMap((name) => spellings(passwordOf(name))), ...spellings(wrong)]

    // That they are found where they are: digests or tickets, cookies, and answers to challenges.
    expect(secrets.length).toBeGreaterThanOrEqual(6)
    expect(challenges.length).toBeGreaterThanOrEqual(6)
    expect(secretsIn(said, secrets)).toEqual(secrets)
    expect(secretsIn(said, passwords).length > 0).toBe(dialect === 'MSNP12')
    expect(text.length).toBeGreaterThan(50_000)
    expect(text).toContain('Alice Z')

    expect(secretsIn(text, passwords)).toEqual([])
    expect(secretsIn(text, secrets)).toEqual([])
    expect(secretsIn(text, productKeys)).toEqual([])
    expect(secretsIn(notices, challenges)).toEqual([])
  })
})

describe("a profile's ticket for web pages", () => {
  it('is shown to nobody who does not ask for it', async () => {
    const ticket = '8eRaVLuQFbOpzX*very5ecretTicket!'
    const network = memoryNetwork()
    const place = scripted(network.ports(), (heard) => {
      goodServer(heard)
      if (heard.words[0] !== 'SYN') return
      const payload = new TextDecoder().decode(
        writeMessage({ _tag: 'Profile', headers: [], mspAuth: { reveal: () => ticket } }),
      )
      heard.say(`MSG Hotmail Hotmail ${payload.length}\r\n${payload}`)
    })
    await new Promise((done) => setTimeout(done, 5))
    const tap = wiretap(network.ports('alice'))
    const a = begin(tap.ports, 'alice', { server: place.address(), dialects: ['MSNP7'] })
    await until(() => a.now().account.profile !== undefined)
    a.send(signOut)
    await until(() => a.isOver)
    expect(tap.said().join('')).toContain(ticket)
    expect(a.now().account.profile?.mspAuth?.reveal()).toBe(ticket)
    const everything = seenOf(a)
    expect(secretsIn([shown(...everything), bytesShown(everything)].join('\n'), [ticket])).toEqual([])
    place.stop()
  })
})

describe('a command that cannot be read', () => {
  it.each([
    'USR 3 MD5 S 989048851.1851137130 5ecretWord\r\n',
    'XFR 8 SB 1.2.3.4:5 CKI 5ecretWord 5ecretWord\r\n',
    'RNG x 1.2.3.4:5 CKI 5ecretWord bob@example.com Bob\r\n',
    'XXX 5ecretWord\r\n',
    'MSG Hotmail Hotmail 5ecretWord\r\n',
  ])('%j tells nothing of its words', async (line) => {
    const network = memoryNetwork()
    const place = scripted(network.ports(), (heard) => {
      goodServer(heard)
      if (heard.words[0] === 'CHG') heard.say(line)
    })
    await new Promise((done) => setTimeout(done, 5))
    const a = begin(network.ports('alice'), 'alice', { server: place.address(), dialects: ['MSNP7'] })
    await until(() => a.of('Unexpected').length > 0 || a.isOver || a.of('Ringing').length > 0)
    a.send(signOut)
    await until(() => a.isOver)
    const everything = seenOf(a)
    expect(secretsIn([shown(...everything), bytesShown(everything)].join('\n'), ['5ecretWord'])).toEqual([])
    place.stop()
  })
})
