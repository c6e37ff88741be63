/** Transports through proxies: real ones, and some that no program would be. */
import * as http from 'node:http'
import * as net from 'node:net'

import * as E from 'fp-ts/lib/Either.js'
import { filter, firstValueFrom, map, toArray } from 'rxjs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import type { CloseReason } from '../../lib/core/effects.js'
import { httpConnect, nodePorts, socks4a, socks5 } from '../../lib/edges/node.js'
import { replay } from '../../lib/edges/replay.js'
import { connect, httpGateway, isEvent, ready, sayTo, serve, type Ports, type SessionEvent } from '../../lib/index.js'
import { recorded, type Trace } from '../../lib/traces.js'
import { byteText, utf8Bytes } from '../../lib/wire/text.js'
import { taking } from '../replay/studio.js'
import { freePort, isThere, proxyOf, type Program, type ProxySettings } from './proxies.js'

const wrong: Array<unknown> = []
const note = (error: unknown): void => void wrong.push(error)
const stops: Array<() => unknown> = []

beforeEach(() => void process.on('unhandledRejection', note).on('uncaughtException', note).on('warning', note))
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
  process.off('unhandledRejection', note).off('uncaughtException', note).off('warning', note)
  expect(wrong.splice(0)).toEqual([])
})

const login = { name: 'alice', password: 'pr0xy-s3cret' }

const started = async (program: Program, settings: ProxySettings = {}) => {
  const proxy = await proxyOf(program, settings)
  stops.push(proxy.stop)
  return { host: proxy.host, port: proxy.port }
}

/** A plain server: what it does with a connection is up to the spec. */
const listening = (answer: (socket: net.Socket) => void): Promise<{ readonly host: string; readonly port: number }> =>
  new Promise((found) => {
    const sockets = new Set<net.Socket>()
    const server = net.createServer((socket) => {
      sockets.add(socket.on('error', () => undefined))
      answer(socket)
    })
    stops.push(() => {
      server.close()
      sockets.forEach((socket) => socket.destroy())
    })
    server.listen(0, '127.0.0.1', () => found({ host: '127.0.0.1', port: (server.address() as net.AddressInfo).port }))
  })

const echo = () => listening((socket) => socket.pipe(socket))

/** Says something through ports, and hears it again, or why not. */
const echoed = async (ports: Ports, to: { readonly host: string; readonly port: number }, text = 'VER 1 MSNP8 CVR0\r\n') => {
  let heard = ''
  let reason: CloseReason | undefined
  await new Promise<void>((done) => {
    const running = ports.dial(to).subscribe({
      next: (signal) => {
        if (signal._tag === 'Opened') signal.link.write(utf8Bytes(text))
        if (signal._tag === 'Closed') reason = signal.reason
        if (signal._tag === 'Bytes') heard += byteText(signal.bytes)
        if (heard.length < text.length || signal._tag !== 'Bytes') return
        queueMicrotask(() => {
          running.unsubscribe()
          done()
        })
      },
      complete: done,
    })
  })
  return reason ?? heard
}

const nothing: CloseReason = { _tag: 'Refused' }
const long = 'x'.repeat(300_000)

describe.skipIf(!isThere('microsocks'))('microsocks', () => {
  it('connects by SOCKS 5, with and without a password, by address and by name', async () => {
    const there = await echo()
    const open = socks5(await started('microsocks'))(nodePorts())
    expect(await echoed(open, there)).toBe('VER 1 MSNP8 CVR0\r\n')
    expect(await echoed(open, { ...there, host: 'localhost' }, long)).toBe(long)
    expect(await echoed(open, { ...there, port: await freePort() })).toEqual(nothing)

    const closed = await started('microsocks', { login })
    expect(await echoed(socks5({ ...closed, ...login })(nodePorts()), there, long)).toBe(long)
    expect(await echoed(socks5({ ...closed, ...login, password: 'wrong' })(nodePorts()), there)).toEqual({ _tag: 'Unauthorized' })
    expect(await echoed(socks5(closed)(nodePorts()), there)).toEqual({ _tag: 'Unauthorized' })
  })

  it('composes: through one proxy to another, and through that to the server', async () => {
    const there = await echo()
    const [first, second] = [await started('microsocks'), await started('microsocks', { login })]
    expect(await echoed(socks5({ ...second, ...login })(socks5(first)(nodePorts())), there, long)).toBe(long)
  })
})

describe.skipIf(!isThere('dante'))('dante', () => {
  it('connects by SOCKS 4 and 5, and says what it forbids', async () => {
    const there = await echo()
    const proxy = await started('dante', { forbidden: '127.0.6.9' })
    expect(await echoed(socks4a(proxy)(nodePorts()), there, long)).toBe(long)
    expect(await echoed(socks4a({ ...proxy, name: 'alice' })(nodePorts()), there)).toBe('VER 1 MSNP8 CVR0\r\n')
    expect(await echoed(socks5(proxy)(nodePorts()), there, long)).toBe(long)
    expect(await echoed(socks4a(proxy)(nodePorts()), { host: '127.0.6.9', port: 1863 })).toEqual(nothing)
    expect(await echoed(socks5(proxy)(nodePorts()), { host: '127.0.6.9', port: 1863 })).toMatchObject({ _tag: 'Forbidden' })
  })
})

describe.skipIf(!isThere('tinyproxy'))('tinyproxy', () => {
  it('connects by CONNECT, with and without a password, and says what it forbids', async () => {
    const there = await echo()
    const nobody = await freePort()
    const open = httpConnect(await started('tinyproxy', { allowed: [there.port, nobody] }))(nodePorts())
    expect(await echoed(open, there, long)).toBe(long)
    expect(await echoed(open, { ...there, host: 'localhost' })).toBe('VER 1 MSNP8 CVR0\r\n')
    expect(await echoed(open, { ...there, port: 1864 })).toEqual({ _tag: 'Forbidden', problem: 'the proxy answers with status 403' })
    expect(await echoed(open, { ...there, port: nobody })).toEqual({ _tag: 'Unreachable' })

    const closed = await started('tinyproxy', { login, allowed: [there.port] })
    expect(await echoed(httpConnect({ ...closed, ...login })(nodePorts()), there, long)).toBe(long)
    expect(await echoed(httpConnect({ ...closed, ...login, password: 'wrong' })(nodePorts()), there)).toMatchObject({ _tag: expect.stringMatching(/Unauthorized|Forbidden/) as string })
    expect(await echoed(httpConnect(closed)(nodePorts()), there)).toEqual({ _tag: 'Unauthorized' })
  })

  it('takes requests of plain HTTP whole, with the password, on a connection that is kept', async () => {
    const server = http.createServer((request, response) => response.end(`${request.method} ${request.url} ${request.headers['host']} ${request.headers['via']}`))
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    stops.push(() => server.close())
    const { port } = server.address() as net.AddressInfo
    const proxy = await started('tinyproxy', { login })
    const ports = httpConnect({ ...proxy, ...login })(nodePorts())
    for (let i = 0; i < 3; i++) {
      const answer = await firstValueFrom(ports.fetch({ method: 'GET', url: `http://127.0.0.1:${port}/rdr?x=1`, headers: {} }))
      expect(answer).toMatchObject({ status: 200 })
      if ('body' in answer) expect(byteText(answer.body!)).toMatch(new RegExp(`^GET /rdr\\?x=1 127.0.0.1:${port} 1\\.[01] tinyproxy`))
    }
    const without = httpConnect(proxy)(nodePorts())
    expect(await firstValueFrom(without.fetch({ method: 'GET', url: `http://127.0.0.1:${port}/`, headers: {} }))).toMatchObject({ status: 407 })
  })
})

const kinds: ReadonlyArray<readonly [name: string, through: (proxy: { host: string; port: number; timeout?: number }) => (ports: Ports) => Ports]> = [
  ['SOCKS 4a', socks4a],
  ['SOCKS 5', socks5],
  ['SOCKS 5 with a password', (proxy) => socks5({ ...proxy, ...login })],
  ['CONNECT', (proxy) => httpConnect({ ...proxy, ...login })],
]

describe.each(kinds)('a proxy of %s', (kind, through) => {
  const to = { host: 'messenger.example.com', port: 1863 }
  const closedBy = async (answer: (socket: net.Socket) => void, timeout = 5000) => {
    const signals = await firstValueFrom(through({ ...(await listening(answer)), timeout })(nodePorts()).dial(to).pipe(toArray()))
    expect(signals).toHaveLength(1)
    return signals[0]
  }
  const closed = (reason: unknown) => ({ _tag: 'Closed', reason })

  it('that answers nonsense, by one that is told', async () => {
    for (const nonsense of ['\x07\x07\x07\x07\x07\x07\x07\x07\x07', 'SSH-2.0-OpenSSH_9.2\r\n'])
      expect(await closedBy((socket) => socket.once('data', () => socket.write(nonsense)))).toMatchObject(closed({ _tag: expect.stringMatching(/Broken|Unauthorized|Refused/) }))
  })
  it('that hangs before, or in the middle of, its answer', async () => {
    expect(await closedBy(() => undefined, 200)).toEqual(closed({ _tag: 'TimedOut' }))
    const begun = kind === 'CONNECT' ? 'HTTP/1.1 200 OK\r\nX-' : kind === 'SOCKS 4a' ? '\0Z\0' : '\x05'
    expect(await closedBy((socket) => socket.once('data', () => socket.write(begun)), 200)).toEqual(closed({ _tag: 'TimedOut' }))
  })
  it('that closes the connection in the middle', async () => {
    expect(await closedBy((socket) => socket.end())).toEqual(closed({ _tag: 'Ended' }))
    const begun = kind === 'CONNECT' ? 'HTTP/1.1 2' : '\x05'
    expect(await closedBy((socket) => socket.once('data', () => socket.end(begun)))).toEqual(closed({ _tag: 'Ended' }))
  })
  it('that is not there', async () => {
    const proxy = { host: '127.0.0.1', port: await freePort() }
    expect(await firstValueFrom(through(proxy)(nodePorts()).dial(to).pipe(toArray()))).toEqual([closed(nothing)])
    expect(await firstValueFrom(through(proxy)(nodePorts()).fetch({ method: 'GET', url: 'http://a.example.com/', headers: {} }))).toEqual(nothing)
    expect(await firstValueFrom(through(proxy)(nodePorts()).fetch({ method: 'GET', url: 'https://a.example.com/', headers: {} }))).toEqual(nothing)
  })
  it('is not asked for what it cannot be', async () => {
    const ports = through({ host: '127.0.0.1', port: 1 })(nodePorts())
    expect(await firstValueFrom(ports.dial({ host: 'x'.repeat(300), port: 1 }).pipe(toArray()))).toEqual([closed({ _tag: 'Unknown' })])
    expect(await firstValueFrom(ports.dial({ host: 'x', port: 70_000 }).pipe(toArray()))).toEqual([closed({ _tag: 'Other', problem: 'ERR_SOCKET_BAD_PORT' })])
  })
  it('is told where to go by name', async () => {
    const heard: Array<string> = []
    const proxy = await listening((socket) => socket.on('data', (bytes) => {
      heard.push(bytes.toString('latin1'))
      if (kind.startsWith('SOCKS 5')) socket.write(heard.length === 1 ? (kind === 'SOCKS 5' ? '\x05\0' : '\x05\x02') : '\x01\0')
    }))
    const running = through(proxy)(nodePorts()).dial({ host: 'MÜNCHEN.example', port: 1863 }).subscribe()
    const wanted = kind === 'CONNECT' ? 'CONNECT xn--mnchen-3ya.example:1863 HTTP/1.1\r\n' : kind === 'SOCKS 4a' ? '\x04\x01\x07G\0\0\0\x01\0xn--mnchen-3ya.example\0' : '\x05\x01\0\x03\x16xn--mnchen-3ya.example\x07G'
    while (!heard.join('').includes(wanted)) await new Promise((done) => setTimeout(done, 5))
    running.unsubscribe()
  })
  it('is left in the middle of its handshake', async () => {
    let left = 0
    const proxy = await listening((socket) => socket.once('data', () => void 0).once('close', () => left++))
    const running = through(proxy)(nodePorts()).dial(to).subscribe()
    await new Promise((done) => setTimeout(done, 100))
    running.unsubscribe()
    await new Promise((done) => setTimeout(done, 100))
    expect(left).toBe(1)
  })
  it('whose answer comes in pieces, with the first bytes of the server behind it, hands all of them over', async () => {
    const granted = kind === 'CONNECT' ? ['HTTP/1.1 200 OK\r\n\r\n'] : kind === 'SOCKS 4a' ? ['\0Z\0\0\0\0\0\0'] : kind === 'SOCKS 5' ? ['\x05\0', '\x05\0\0\x01\0\0\0\0\0\0'] : ['\x05\x02', '\x01\0', '\x05\0\0\x01\0\0\0\0\0\0']
    const proxy = await listening((socket) => {
      let step = 0
      socket.on('data', () => {
        const answer = granted[step++]
        if (answer === undefined) return
        const last = step === granted.length
        for (const each of answer.slice(0, -1)) socket.write(Buffer.from(each, 'latin1'))
        socket.write(Buffer.from(answer.slice(-1) + (last ? 'hello' : ''), 'latin1'))
        if (last) setTimeout(() => socket.end(', you'), 20)
      })
    })
    const signals = await firstValueFrom(through(proxy)(nodePorts()).dial(to).pipe(toArray()))
    expect(signals.map(({ _tag }) => _tag)).toEqual(expect.arrayContaining(['Opened', 'Bytes', 'Closed']))
    expect(signals[0]).toMatchObject({ _tag: 'Opened', peer: to })
    expect(signals.map((signal) => (signal._tag === 'Bytes' ? byteText(signal.bytes) : '')).join('')).toBe('hello, you')
    expect(signals.at(-1)).toEqual(closed({ _tag: 'Ended' }))
  })
})

describe('an agent of the user', () => {
  it('makes the connections of all requests', async () => {
    const server = http.createServer((_, response) => response.end('hello'))
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    stops.push(() => server.close())
    const url = `http://127.0.0.1:${(server.address() as net.AddressInfo).port}/`
    let made = 0
    const agent = Object.assign(new http.Agent(), {
      createConnection: (options: net.NetConnectOpts) => {
        made++
        return net.createConnection(options)
      },
    })
    const nowhere = { host: '127.0.0.1', port: await freePort() }
    for (const each of [agent, () => agent])
      expect(await firstValueFrom(httpConnect(nowhere)(nodePorts({ agent: each })).fetch({ method: 'GET', url, headers: {} }))).toMatchObject({ status: 200 })
    expect(made).toBe(2)
  })
})

const ways: ReadonlyArray<readonly [name: string, program: Program | undefined, through: (proxy: { host: string; port: number }, http: string) => (ports: Ports) => Ports]> = [
  ['SOCKS 4a', 'dante', (proxy) => socks4a(proxy)],
  ['SOCKS 5', 'microsocks', (proxy) => socks5({ ...proxy, ...login })],
  ['CONNECT', 'tinyproxy', (proxy) => httpConnect({ ...proxy, ...login })],
  ['the HTTP gateway', undefined, (_, url) => httpGateway({ url, interval: 50 })],
  ['the HTTP gateway through an HTTP proxy', 'tinyproxy', (proxy, url) => (ports) => httpGateway({ url, interval: 50 })(httpConnect({ ...proxy, ...login })(ports))],
]

describe('a session over a transport', () => {
  for (const [name, program, through] of ways)
    it.skipIf(program !== undefined && !isThere(program))(`${name} is recorded, without the password of the proxy, and replays equal`, async () => {
      const server = serve(nodePorts())({ accounts: ['alice', 'bob'].map((each) => ({ passport: `${each}@example.com`, password: 'secret', contacts: [{ passport: each === 'bob' ? 'alice@example.com' : 'bob@example.com' }] })) })
      stops.push(() => server.close())
      const { first, nexus, addresses } = await server.listening
      const proxy = program === undefined ? { host: '', port: 1 } : await started(program, { ...(program === 'dante' ? {} : { login }), allowed: [first.port, addresses.switchboard.port] })
      const tape = taking()
      const ports = recorded(through(proxy, addresses.http)(nodePorts()), tape.sink)
      const wanted = { password: 'secret', server: first, nexus, dialects: ['MSNP12'] as const }
      const events: Array<SessionEvent> = []
      const bob = connect(nodePorts())({ ...wanted, passport: 'bob@example.com' })
      stops.push(() => bob.close())
      await ready(bob)
      const alice = connect(ports)({ ...wanted, passport: 'alice@example.com' })
      alice.events.subscribe((event) => events.push(event))
      await ready(alice)
      const heard = firstValueFrom(bob.events.pipe(filter(isEvent('TextReceived')), map(({ text }) => text)))
      alice.send(sayTo('bob@example.com', 'hello'))
      expect(await heard).toBe('hello')
      while (!events.some(({ _tag }) => _tag === 'MessageOutcome')) await new Promise((done) => setTimeout(done, 5))
      alice.close()
      await alice.closed
      ports.end()

      const trace: Trace = tape.trace()
      expect(JSON.stringify(trace.records.map((record) => (record._tag === 'Said' ? byteText(record.bytes) : record)))).not.toContain(login.password)
      const again: Array<SessionEvent> = []
      const recording = replay(trace)
      const session = connect(recording.ports)({ ...wanted, passport: 'alice@example.com' })
      session.events.subscribe((event) => {
        again.push(event)
        if (event._tag === 'Ready') session.send(sayTo('bob@example.com', 'hello'))
        if (event._tag === 'MessageOutcome') session.close()
      })
      await new Promise((done) => setTimeout(done))
      expect(E.isRight(await recording.playAsync())).toBe(true)
      expect(again).toEqual(events)
    })
})
