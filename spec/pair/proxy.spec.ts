import { NEVER, of, switchMap, timer, type Observable, type SchedulerLike } from 'rxjs'
import { describe, expect, it } from 'vitest'

import {
  memoryNetwork,
  proxy,
  say,
  sayTo,
  signOut,
  textMessage,
  type Address,
  type Dialect,
  type Ports,
  type ProxySettings,
  type SessionEvent,
} from '../../lib/index.js'
import { byteText } from '../../lib/wire/text.js'
import { raw, scripted } from './meddle.js'
import { disorder, spoken, stand, type Standing } from './standing.js'
import { spellings, wiretap, type Wiretap } from './wiretap.js'
import { clock, friends, bytesShown, passing, passwordOf, world, type Somebody, type World } from './world.js'

const settings = { accounts: friends('alice', 'bob', 'carol', 'dan') }
const text = 'Grüße\r\nXFR 9 NS 10.0.0.1:1863 0'

/** A proxy before the server of a world. */
const before = async (there: World, more: Partial<ProxySettings> = {}): Promise<Standing> => {
  const standing = stand(there.network.ports('proxy'), { server: there.first, nexus: there.nexus, ...more })
  await there.pass(0)
  await there.pass(0)
  return standing
}

interface Place {
  readonly server: Address
  readonly nexus: string
}

/** Two friends sign in, one says something, the other answers, and both leave. */
const evening = async (
  there: World,
  dialect: Dialect,
  place: Place,
  [one, other]: readonly [string, string] = ['alice', 'bob'],
) => {
  const bob = there.signIn(other, dialect, { ...place, answering: 'everybody' })
  await there.pass()
  const alice = there.signIn(one, dialect, place)
  await there.pass()
  alice.send(sayTo(bob.passport, textMessage(text)))
  await there.pass()
  bob.send(say(bob.of('TextReceived')[0]?.conversation ?? '', textMessage('RNG')))
  await there.pass()
  alice.send(signOut)
  await there.pass()
  bob.send(signOut)
  await there.pass()
  return [alice, bob] as const
}

const placeOf = (standing: Standing): Place => ({ server: standing.address(), nexus: standing.nexus() })

/** The events of a session, with every address as it would be without a proxy, and no address of the client's own. */
const plainly = (one: Somebody, there: World, standing?: Standing): ReadonlyArray<SessionEvent> => {
  const through = standing?.of('Redirected').map((event) => [event.through.port, event.to] as const) ?? []
  const meant = new Map([
    ...through,
    ...(standing === undefined ? [] : [[standing.address().port, there.first] as const]),
  ])
  return one.events.map((event) => {
    if (event._tag === 'Profile') return { ...event, profile: { ...event.profile, clientPort: 0 } }
    if (event._tag !== 'Connecting' && event._tag !== 'Opened' && event._tag !== 'Redirected') return event
    return { ...event, address: meant.get(event.address.port) ?? event.address }
  })
}

const dialects: ReadonlyArray<Dialect> = ['MSNP2', 'MSNP7', 'MSNP8', 'MSNP12']

describe('two friends with a proxy between them and the server', () => {
  const singly = (bytes: Uint8Array) => Array.from(bytes, (_, i) => bytes.subarray(i, i + 1))

  it.each(
    dialects.flatMap((dialect) => [
      [dialect, 'whole', undefined] as const,
      [dialect, 'byte by byte', singly] as const,
    ]),
  )('hear the same as without it, in %s, %s', async (dialect, _, cut) => {
    const plain = await world(settings)
    const without = await evening(plain, dialect, { server: plain.first, nexus: plain.nexus })
    const there = await world(settings, cut === undefined ? {} : { cut })
    const standing = await before(there)
    const within = await evening(there, dialect, placeOf(standing))
    within.forEach((one, i) => {
      expect(plainly(one, there, standing)).toEqual(plainly(without[i]!, plain))
      expect(one.of('TextReceived').length).toBe(1)
    })
    expect(within[1].of('TextReceived')[0]?.text).toContain('XFR 9 NS 10.0.0.1:1863 0')
  })

  it.each(dialects)('are recorded as though it were not there, in %s', async (dialect) => {
    const there = await world(settings)
    const standing = await before(there)
    await evening(there, dialect, placeOf(standing))
    expect(disorder(standing)).toEqual([])

    const records = standing.records()
    const said = spoken(standing)
    expect(said.filter(({ command }) => command._tag === 'Undecodable')).toEqual([])
    const named = said.flatMap(({ t, from, command }) =>
      from === 'server' && 'address' in command ? [{ t, address: command.address }] : [],
    )
    const dialled = records.flatMap((record) => (record._tag === 'Dialled' ? [record] : []))
    // Dispatch, notification and switchboard servers, each of them twice.
    expect(dialled.length).toBe(6)
    for (const { t, address } of dialled)
      expect([there.first, ...named.filter((each) => each.t <= t).map((each) => each.address)]).toContainEqual(address)
    for (const { address } of named) expect(dialled.map((each) => each.address)).toContainEqual(address)

    for (const { connection, peer } of standing.of('Connected')) {
      const own = records.filter((record) => 'connection' in record && record.connection === connection)
      const { address } = dialled.find((record) => record.connection === connection)!
      expect(own[1]).toMatchObject({ _tag: 'Opened', local: peer, peer: address })
      expect(own.at(-1)).toMatchObject({ _tag: 'Closed', reason: { _tag: 'Ended' } })
      const [over] = standing.of('Disconnected').filter((event) => event.connection === connection)
      expect(own.at(-1)).toMatchObject({ by: over?.by })
      const sum = (from: 'client' | 'server'): number =>
        own.reduce((bytes, each) => bytes + (each._tag === 'Said' && each.from === from ? each.bytes.length : 0), 0)
      expect(over?.bytes).toEqual({ client: sum('client'), server: sum('server') })
      expect(sum('client') * sum('server')).toBeGreaterThan(0)
    }
    expect(standing.of('Missed')).toEqual([])
  })

  it.each(['MSNP8', 'MSNP12'] as const)('get their tickets through it, in %s', async (dialect) => {
    const there = await world(settings)
    const standing = await before(there)
    await evening(there, dialect, placeOf(standing))
    const http = there.nexus.replace(/\/rdr.*/, '')
    const exchanges = standing.records().flatMap((record) => (record._tag === 'Asked' ? [record.request] : []))
    const urls = exchanges.map(({ url }) => url)
    expect(urls).toEqual([there.nexus, expect.stringMatching(`^${http}/`), there.nexus, urls[1]])
    const answers = standing.records().flatMap((record) => (record._tag === 'Answered' ? [record.outcome] : []))
    expect(answers[0]).toMatchObject({ status: 200, headers: { passporturls: expect.stringContaining(`,DALogin=${urls[1]},`) } })
    expect(standing.of('Answered').map(({ exchange, status, url }) => [exchange, status, url])).toEqual(
      urls.map((url, exchange) => [exchange, 200, url]),
    )
  })

  it('leave no secret in the recording', async () => {
    for (const dialect of dialects) {
      const there = await world(settings)
      const standing = await before(there)
      const taps: Array<Wiretap> = []
      const tapped = (name: string): Ports => {
        const tap = wiretap(there.network.ports(name))
        taps.push(tap)
        return tap.ports
      }
      const place = placeOf(standing)
      await evening(
        { ...there, signIn: (name, d, wanted) => there.signIn(name, d, wanted, tapped(name)) },
        dialect,
        place,
      )
      standing.stop()
      const secrets = [
        ...taps.flatMap((tap) => [...tap.secrets()]),
        ...['alice', 'bob'].flatMap((name) => spellings(passwordOf(name))),
      ]
      const seen = bytesShown(standing.recorded) + JSON.stringify(standing.recorded) + JSON.stringify(standing.events)
      expect(secrets.filter((secret) => seen.includes(secret))).toEqual([])
      expect(taps.flatMap((tap) => [...tap.secrets()]).length).toBeGreaterThan(3)
    }
  })
})

it('two pairs of friends use the same gates, at once, and each of them the right ones', async () => {
  const there = await world({ ...settings, redirects: 2 })
  const standing = await before(there)
  const place = placeOf(standing)
  const pairs = await Promise.all([evening(there, 'MSNP12', place), evening(there, 'MSNP7', place, ['carol', 'dan'])])
  for (const one of pairs.flat()) expect(one.of('TextReceived').length).toBe(1)
  const gates = standing.of('Redirected').map(({ on, to, through }) => `${on} ${to.port} ${through.port}`)
  // Four clients go from one dispatch server to the next, to the notification server, and to a switchboard.
  expect(gates.length).toBe(12)
  expect(new Set(gates).size).toBe(3)
  expect(disorder(standing)).toEqual([])
})

// ---------------------------------------------------------------------------------------------------------------------

/** A proxy before a server that answers as a spec says, and clients that call it. */
const alone = async (
  answer: Parameters<typeof scripted>[1],
  more: Partial<ProxySettings> = {},
  opened?: Parameters<typeof scripted>[2],
) => {
  const scheduler = clock()
  const network = memoryNetwork({ latency: 5, scheduler })
  const pass = passing(scheduler)
  const server = scripted(network.ports('server'), answer, opened)
  await pass(0)
  const standing = stand(network.ports('proxy'), { server: server.address(), ...more })
  await pass(0)
  return { network, pass, server, standing, call: (at = standing.address()) => raw(network.ports('client'), at) }
}

const silent = (): void => undefined

describe('what passes a proxy', () => {
  it('is all that both sides say, whatever it is, in order', async () => {
    const noise = byteText(Uint8Array.from({ length: 4096 }, (_, i) => (i * 31 + (i >> 8)) % 256))
    const heard: Array<string> = []
    const { call, pass, standing } = await alone(({ piece, say, end }) => {
      heard.push(piece)
      if (piece.startsWith('BYE')) end()
      else for (let i = 0; i < 100; i++) say(noise)
    })
    const client = call()
    client.say(`${noise}\r\n`)
    await pass()
    client.say('BYE\r\n')
    await pass()
    expect(heard.join('')).toBe(`${noise}\r\nBYE\r\n`)
    const sent = heard.length - 1
    expect(client.heard()).toBe(noise.repeat(100 * sent))
    expect(client.closed()).toEqual({ _tag: 'Ended' })
    expect(standing.of('Disconnected')).toMatchObject([
      { by: 'server', bytes: { client: noise.length + 7, server: 409600 * sent } },
    ])
    expect(disorder(standing)).toEqual([])
  })

  it('comes to the server even from a client that leaves at once', async () => {
    const heard: Array<string> = []
    const { call, pass, standing, server } = await alone(({ piece }) => void heard.push(piece))
    const client = call()
    await pass(11)
    client.say('VER 1 MSNP8\r\nOUT\r\n')
    client.leave()
    await pass()
    expect(heard).toEqual(['VER 1 MSNP8\r\n', 'OUT\r\n'])
    expect(server.open()).toBe(0)
    expect(standing.of('Disconnected')).toMatchObject([{ by: 'client', reason: { _tag: 'Ended' } }])
    expect(standing.records().map(({ _tag }) => _tag)).toEqual(['Dialled', 'Opened', 'Said', 'Closed'])
  })

  it('comes to the client even from a server that dies in the middle of a line', async () => {
    const { call, pass, standing } = await alone(({ say, end }) => {
      say('VER 1 MSNP8\r\nXFR 3 NS 10.0.0')
      end()
    })
    const client = call()
    client.say('VER 1 MSNP8\r\n')
    await pass()
    expect(client.heard()).toBe('VER 1 MSNP8\r\nXFR 3 NS 10.0.0')
    expect(client.closed()).toEqual({ _tag: 'Ended' })
    expect(standing.of('Disconnected')).toMatchObject([{ by: 'server' }])
  })

  it('keeps its order where a line waits for a gate', async () => {
    const lines = 'XFR 0 NS 10.0.0.1:1 0 10.0.0.2:2\r\nQNG 50\r\nRNG 1 10.0.0.3:3 CKI 4 a@example.com A\r\nQNG 51\r\n'
    const { call, pass, standing } = await alone(({ say, end }) => {
      say(lines)
      end()
    })
    const client = call()
    client.say('PNG\r\n')
    await pass()
    const [ns, sb] = standing.of('Redirected').map(({ through }) => through.port)
    const [, first, , last] = client.lines()
    expect(client.lines()[0]).toMatch(new RegExp(`^XFR 0 NS 127\\.0\\.0\\.1:${ns} 0 127\\.0\\.0\\.1:\\d+$`))
    expect([first, last]).toEqual(['QNG 50', 'QNG 51'])
    expect(client.lines()[2]).toBe(`RNG 1 127.0.0.1:${sb} CKI 4 a@example.com A`)
    expect(client.closed()).toEqual({ _tag: 'Ended' })
    const said = standing
      .records()
      .flatMap((record) => (record._tag === 'Said' && record.from === 'server' ? [record] : []))
    expect(said.map(({ bytes }) => byteText(bytes).length).reduce((a, b) => a + b, 0)).toBe(lines.length)
  })
})

describe('when something is not there', () => {
  it('a server that does not listen closes its client, and is told', async () => {
    const { call, pass, standing, server } = await alone(silent)
    server.stop()
    await pass(0)
    const client = call()
    client.say('VER 1 MSNP8\r\n')
    await pass()
    expect(client.heard()).toBe('')
    expect(client.closed()).toEqual({ _tag: 'Ended' })
    expect(standing.of('Disconnected')).toMatchObject([{ by: 'server', reason: { _tag: 'Refused' } }])
    expect(standing.records()).toMatchObject([
      { _tag: 'Dialled', connection: 0, address: server.address() },
      { _tag: 'Closed', connection: 0, reason: { _tag: 'Refused' } },
    ])
    expect(disorder(standing)).toEqual([])
  })

  it('a server that another one names, but is not there, closes whoever is sent to it', async () => {
    const { call, pass, standing } = await alone(({ say }) => say('XFR 3 NS 192.0.2.1:1863 0 127.0.0.1:1\r\n'))
    const client = call()
    client.say('VER 1 MSNP8\r\n')
    await pass()
    const [redirected] = standing.of('Redirected')
    expect(redirected?.to).toEqual({ host: '192.0.2.1', port: 1863 })
    const again = call(redirected?.through)
    await pass()
    expect(again.closed()).toEqual({ _tag: 'Ended' })
    expect(standing.of('Disconnected')).toMatchObject([{ connection: 1, by: 'server', reason: { _tag: 'Refused' } }])
    client.leave()
  })

  it('a client that is gone leaves no connection to the server', async () => {
    const { call, pass, server, standing } = await alone(silent)
    const clients = [call(), call()]
    await pass()
    expect(server.open()).toBe(2)
    clients.forEach(({ leave }) => leave())
    await pass()
    expect(server.open()).toBe(0)
    expect(standing.of('Disconnected').map(({ by }) => by)).toEqual(['client', 'client'])
  })

  it('a network that is cut ends both sides', async () => {
    const { call, pass, server, network, standing } = await alone(silent)
    const client = call()
    await pass()
    network.cutAll()
    await pass()
    expect(client.closed()).toEqual({ _tag: 'Reset' })
    expect(server.open()).toBe(0)
    expect(standing.of('Disconnected')).toMatchObject([{ reason: { _tag: 'Reset' } }])
  })

  it('a client that says much to a server that is not there yet is closed', async () => {
    const scheduler = clock()
    const network = memoryNetwork({ latency: 5, scheduler })
    const pass = passing(scheduler)
    const ports = network.ports('proxy')
    const standing = stand({ ...ports, dial: () => NEVER }, { server: { host: '192.0.2.1', port: 1863 } })
    await pass(0)
    const client = raw(network.ports('client'), standing.address())
    client.say('x'.repeat(2 ** 16))
    await pass()
    expect(client.closed()).toBeUndefined()
    client.say('x')
    await pass()
    expect(client.closed()).toEqual({ _tag: 'Ended' })
    expect(standing.of('Disconnected')).toMatchObject([{ reason: { _tag: 'Unread' } }])
    expect(disorder(standing)).toEqual([])
  })

  it('a server that has one name more than there may be gates is told to the client as it is', async () => {
    const { call, pass, standing } = await alone(
      ({ words, say }) => say(`XFR 3 NS ${words[1]} 0 ${words[2]}\r\nRNG 1 ${words[1]} CKI 2 a@example.com A\r\n`),
      { most: 2 },
    )
    const client = call()
    const lead = async (to: string, current: string): Promise<ReadonlyArray<string>> => {
      const was = client.lines().length
      client.say(`GO ${to} ${current}\r\n`)
      await pass()
      return client.lines().slice(was)
    }
    await pass()
    const own = `127.0.0.1:${standing.of('Connected')[0]!.to.port}`
    const here = `127.0.0.1:${standing.address().port}`
    const [first, second] = await lead('10.0.0.1:1', own)
    const gate = standing.of('Redirected')[0]!.through.port
    expect(first).toBe(`XFR 3 NS 127.0.0.1:${gate} 0 ${here}`)
    expect(second).toBe(`RNG 1 127.0.0.1:${gate} CKI 2 a@example.com A`)
    expect(await lead('10.0.0.2:1', own)).toEqual([
      `XFR 3 NS 10.0.0.2:1 0 ${here}`,
      'RNG 1 10.0.0.2:1 CKI 2 a@example.com A',
    ])
    expect(standing.of('Missed').map(({ to }) => to)).toEqual(['10.0.0.2:1', '10.0.0.2:1'])
    expect(standing.of('Redirected').length).toBe(2)
  })

  it('a place that is taken, or leads nowhere else, is told, and is the end', async () => {
    const { network, pass, server, standing } = await alone(silent)
    const { port } = standing.address()
    const ports = network.ports('proxy 2')
    const nexus = 'https://n.example.com/'
    const good = stand(ports, { server: server.address(), nexus })
    await pass(0)
    await pass(0)
    const httpPort = Number(new URL(good.nexus()).port)
    const bad = [
      stand(ports, { server: server.address(), port }),
      stand(ports, { server: server.address(), nexus, httpPort }),
      stand(ports, { server: { host: 'localhost', port: 7 }, port: 7 }),
      stand(ports, { server: { host: '10.0.0.1', port: 8 }, host: '10.0.0.1', port: 8 }),
    ]
    await pass(0)
    await pass(0)
    for (const { isOver, events } of bad) {
      expect(isOver()).toBe(true)
      expect(events.map(({ _tag }) => _tag)).toEqual(['NotListening'])
    }
    const taken = { _tag: 'Other', problem: 'EADDRINUSE' }
    const itself = { _tag: 'Other', problem: 'it is the server itself' }
    expect(bad.map(({ of }) => of('NotListening')[0])).toMatchObject([
      { address: { host: '127.0.0.1', port }, reason: taken },
      { address: { host: '127.0.0.1', port: httpPort }, reason: taken },
      { address: { host: '127.0.0.1', port: 7 }, reason: itself },
      { address: { host: '10.0.0.1', port: 8 }, reason: itself },
    ])
    expect(good.isOver()).toBe(false)
    const elsewhere = stand(ports, { server: server.address(), host: '10.0.0.5' })
    await pass(0)
    expect(elsewhere.address().host).toBe('10.0.0.5')
    expect(standing.isOver()).toBe(false)
  })
})

describe('what takes its time', () => {
  const later = <A>(scheduler: SchedulerLike, what: Observable<A>): Observable<A> =>
    timer(100, scheduler).pipe(switchMap(() => what))

  /** A proxy whose ports are not what they were, before a server that answers as a spec says. */
  const slowly = async (answer: Parameters<typeof scripted>[1], change: (ports: Ports) => Partial<Ports>) => {
    const scheduler = clock()
    const network = memoryNetwork({ latency: 5, scheduler })
    const pass = passing(scheduler)
    const server = scripted(network.ports('server'), answer)
    await pass(0)
    const ports = network.ports('proxy')
    let isOpen = false
    const changed = change({
      ...ports,
      dial: (address) => later(scheduler, ports.dial(address)),
      listen: (address) => (isOpen ? later(scheduler, ports.listen(address)) : ports.listen(address)),
    })
    const standing = stand({ ...ports, ...changed }, { server: server.address() })
    await pass(0)
    isOpen = true
    return { pass, server, standing, client: raw(network.ports('client'), standing.address()) }
  }

  it('a server that is there only after its client has gone still hears what was said', async () => {
    const heard: Array<string> = []
    const { pass, server, standing, client } = await slowly(
      ({ piece }) => void heard.push(piece),
      ({ dial }) => ({ dial }),
    )
    client.say('VER 1 MSNP8\r\nOUT\r\n')
    await pass(20)
    client.leave()
    await pass()
    expect(heard).toEqual(['VER 1 MSNP8\r\n', 'OUT\r\n'])
    expect(server.open()).toBe(0)
    expect(standing.records().map(({ _tag }) => _tag)).toEqual(['Dialled', 'Opened', 'Said', 'Closed'])
  })

  it('whoever speaks on to a server that has gone is neither heard nor recorded, and goes once', async () => {
    const { pass, standing, client } = await slowly(
      ({ say, end }) => {
        say('XFR 3 NS 10.0.0.1:1 0\r\n')
        end()
      },
      ({ listen }) => ({ listen }),
    )
    client.say('VER 1 MSNP8\r\n')
    await pass(50)
    expect(standing.of('Disconnected').length).toBe(1)
    client.say('PNG\r\n')
    await pass(20)
    client.leave()
    await pass()
    expect(standing.of('Disconnected').length).toBe(1)
    expect(standing.records().map(({ _tag }) => _tag)).toEqual(['Dialled', 'Opened', 'Said', 'Said', 'Closed'])
    expect(disorder(standing)).toEqual([])
  })

  it('a gate that could not be opened once is tried again', async () => {
    let attempts = 0
    const { pass, standing, client } = await slowly(
      ({ say }) => say('XFR 3 NS 10.0.0.1:1 0\r\n'),
      ({ listen }) => ({
        listen: (address) =>
          attempts++ === 1 ? of({ _tag: 'Closed', reason: { _tag: 'Other', problem: 'EMFILE' } }) : listen(address),
      }),
    )
    client.say('VER 1 MSNP8\r\n')
    await pass()
    client.say('VER 2 MSNP8\r\n')
    await pass()
    expect(client.lines()[0]).toBe('XFR 3 NS 10.0.0.1:1 0')
    expect(client.lines()[1]).toMatch(/^XFR 3 NS 127\.0\.0\.1:\d+ 0$/)
    expect(standing.of('Missed').length).toBe(1)
  })
})

describe('a proxy that is stopped', () => {
  it('closes both sides of everything, and all its doors', async () => {
    const { call, pass, server, standing, network } = await alone(({ say }) => say('XFR 3 NS 10.0.0.1:1 0\r\n'))
    const client = call()
    client.say('VER 1 MSNP8\r\n')
    await pass()
    const [gate] = standing.of('Redirected')
    standing.stop()
    await pass()
    expect(client.closed()).toEqual({ _tag: 'Ended' })
    expect(server.open()).toBe(0)
    for (const at of [standing.address(), gate!.through]) {
      const late = raw(network.ports('late'), at)
      await pass()
      expect(late.closed()).toEqual({ _tag: 'Refused' })
    }
    // Nobody ended it, so nothing is said of it.
    expect(standing.records().map(({ _tag }) => _tag)).toEqual(['Dialled', 'Opened', 'Said', 'Said'])
  })

  it('has told its sink that nothing more comes; a sink that fails ends the recording alone', async () => {
    const { network, pass, server } = await alone(({ say }) => say('QNG\r\n'))
    const told: Array<unknown> = []
    const sink = { next: (): void => void told.push('next'), complete: (): void => void told.push('complete') }
    const whole = proxy(network.ports('p1'), sink)({ server: server.address() }).subscribe(() => undefined)
    await pass()
    whole.unsubscribe()
    expect(told).toEqual(['complete'])

    const failures: Array<unknown> = []
    const broken = (): never => {
      throw new Error('the disk is full')
    }
    let address: Address | undefined
    const halved = proxy(network.ports('p2'), broken, { failed: (error) => failures.push(error) })({
      server: server.address(),
    }).subscribe((event) => (address = event._tag === 'Listening' ? event.address : address))
    await pass()
    const client = raw(network.ports('client'), address!)
    client.say('PNG\r\n')
    await pass()
    expect(client.lines()).toEqual(['QNG'])
    expect(failures).toEqual([new Error('the disk is full')])
    halved.unsubscribe()
  })
})
