import { readFileSync } from 'node:fs'
import * as net from 'node:net'

import { firstValueFrom, NEVER, tap, toArray } from 'rxjs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { interpretClient } from '../../lib/edges/interpret.js'
import { nodePorts, type NodeOptions } from '../../lib/edges/node.js'
import type { ListenerEvent, Link, ConnectionEvent, HttpListenerEvent } from '../../lib/streams/ports.js'
import type { ClientEffect, ClientEvent, HttpResponse } from '../../lib/core/effects.js'
import { run } from '../../lib/streams/run.js'
import { collected, connections, host, loopback, politely, scribe, send, until } from './toys.js'

const pem = (name: string): Buffer => readFileSync(new URL(`fixtures/${name}`, import.meta.url))
const own = { key: pem('localhost.key'), cert: pem('localhost.crt') }
const elsewhere = { key: pem('elsewhere.key'), cert: pem('elsewhere.crt') }
const ca = pem('authority.crt')

const wrong: Array<unknown> = []
const note = (error: unknown): void => void wrong.push(error)
const stops: Array<() => void> = []

beforeEach(() => void process.on('unhandledRejection', note).on('uncaughtException', note).on('warning', note))
afterEach(() => {
  stops.splice(0).forEach((stop) => stop())
  process.off('unhandledRejection', note).off('uncaughtException', note).off('warning', note)
  expect(wrong.splice(0)).toEqual([])
})

/** A plain server to be rude with: what it does with a connection is up to the spec. */
const rude = (answer: (socket: net.Socket) => void): Promise<number> =>
  new Promise((listening) => {
    const sockets = new Set<net.Socket>()
    const server = net.createServer({ allowHalfOpen: true }, (socket) => {
      sockets.add(socket.on('error', () => undefined))
      answer(socket)
    })
    server.listen(0, '127.0.0.1', () => listening((server.address() as net.AddressInfo).port))
    stops.push(() => {
      server.close()
      sockets.forEach((socket) => socket.destroy())
    })
  })

const at = (port: number, host = '127.0.0.1') => ({ host, port })

const heardFrom = async (port: number, options: NodeOptions = {}, host = '127.0.0.1') => {
  const heard = await firstValueFrom(nodePorts(options).dial(at(port, host)).pipe(toArray()))
  return heard.at(-1)
}

/** A place to listen at, and all that is heard there. */
const listening = async (options: NodeOptions = {}) => {
  const knocks: Array<ListenerEvent> = []
  const heard = collected(
    connections(
      nodePorts(options)
        .listen(loopback)
        .pipe(tap((knock) => knocks.push(knock))),
    ),
  )
  stops.push(heard.stop)
  await until(() => knocks.length > 0)
  const [first] = knocks
  if (first?._tag !== 'Listening') throw new Error(JSON.stringify(first))
  return { ...heard, knocks, address: first.address }
}

const linkIn = (signals: ReadonlyArray<ConnectionEvent>): Link => {
  const opened = signals.find((signal) => signal._tag === 'Opened')
  if (opened === undefined) throw new Error('not opened')
  return opened.link
}
const bytesIn = (signals: ReadonlyArray<ConnectionEvent>): number =>
  signals.reduce((sum, signal) => sum + (signal._tag === 'Bytes' ? signal.bytes.length : 0), 0)
const textIn = (signals: ReadonlyArray<ConnectionEvent>): string =>
  Buffer.concat(signals.flatMap((signal) => (signal._tag === 'Bytes' ? [signal.bytes] : []))).toString('latin1')

describe('a connection that is not there', () => {
  const closed = (reason: unknown) => ({ _tag: 'Closed', reason })

  it('is refused where nobody listens', async () => {
    const port = await new Promise<number>((done) => {
      const server = net.createServer().listen(0, '127.0.0.1', () => {
        const { port } = server.address() as net.AddressInfo
        server.close(() => done(port))
      })
    })
    expect(await heardFrom(port)).toEqual(closed({ _tag: 'Refused' }))
    expect(await heardFrom(port, {}, 'localhost')).toEqual(closed({ _tag: 'Refused' }))
    expect(await heardFrom(port, { tls: true })).toEqual(closed({ _tag: 'Refused' }))
  })
  it('is unknown where there is no such host', async () => {
    expect(await heardFrom(1863, {}, 'no-such-host.invalid')).toEqual(closed({ _tag: 'Unknown' }))
  })
  it('times out where nothing answers', async () => {
    const port = await rude(() => undefined)
    // It takes the connection, but never answers the greeting of TLS.
    expect(await heardFrom(port, { tls: true, connectTimeout: 50 })).toEqual(closed({ _tag: 'TimedOut' }))
  })
  it('tells the code of what has no name, and throws nothing', async () => {
    expect(await heardFrom(70_000)).toEqual(closed({ _tag: 'Other', problem: 'ERR_SOCKET_BAD_PORT' }))
    const taken = await listening()
    const again = await firstValueFrom(nodePorts().listen(taken.address).pipe(toArray()))
    expect(again).toEqual([closed({ _tag: 'Other', problem: 'EADDRINUSE' })])
    const nowhere = await firstValueFrom(nodePorts().listen(at(70_000)).pipe(toArray()))
    expect(nowhere).toEqual([closed({ _tag: 'Other', problem: 'ERR_SOCKET_BAD_PORT' })])
  })
})

describe('a connection', () => {
  it('is told of at both ends, by the port that the system chose', async () => {
    const server = await listening()
    expect(server.address.port).toBeGreaterThan(0)
    const dialled = collected(nodePorts().dial(server.address))
    await until(() => server.all.length > 0 && dialled.all.length > 0)
    const [near, far] = [dialled.all[0]!, server.all[0]!]
    if (near._tag !== 'Opened' || far._tag !== 'Opened') throw new Error('not opened')
    expect([near.peer, far.local]).toEqual([server.address, server.address])
    expect(near.local).toEqual(far.peer)
    dialled.stop()
  })

  it('that the peer resets is Reset, after what came before', async () => {
    const port = await rude((socket) => {
      socket.write('QNG\r\n', () => setTimeout(() => socket.resetAndDestroy(), 20))
    })
    const heard = await firstValueFrom(nodePorts().dial(at(port)).pipe(toArray()))
    expect(textIn(heard)).toBe('QNG\r\n')
    expect(heard.at(-1)).toEqual({ _tag: 'Closed', reason: { _tag: 'Reset' } })
  })

  it('that the peer ends is Ended, though the peer may still listen', async () => {
    const port = await rude((socket) => socket.end('OUT OTH\r\n'))
    const heard = await firstValueFrom(nodePorts().dial(at(port)).pipe(toArray()))
    expect(heard.map(({ _tag }) => _tag)).toEqual(['Opened', 'Bytes', 'Closed'])
    expect(heard.at(-1)).toEqual({ _tag: 'Closed', reason: { _tag: 'Ended' } })
  })

  it('delivers everything that was written before it is ended, or let go of', async () => {
    for (const leave of ['end', 'stop'] as const) {
      const server = await listening()
      const dialled = collected(nodePorts().dial(server.address))
      await until(() => dialled.all.length > 0)
      const link = linkIn(dialled.all)
      for (let i = 0; i < 40; i++) link.write(new Uint8Array(2 ** 16))
      if (leave === 'end') link.end()
      else dialled.stop()
      await until(() => server.all.at(-1)?._tag === 'Closed')
      expect(bytesIn(server.all)).toBe(40 * 2 ** 16)
      expect(server.all.at(-1)).toEqual({ _tag: 'Closed', reason: { _tag: 'Ended' } })
      expect(dialled.all.map(({ _tag }) => _tag)).toEqual(['Opened'])
    }
  })

  it('is written to by nobody after its end', async () => {
    const server = await listening()
    const dialled = collected(nodePorts().dial(server.address))
    await until(() => dialled.all.length > 0)
    const link = linkIn(dialled.all)
    link.write(Buffer.from('one'))
    link.end()
    link.write(Buffer.from('two'))
    link.end()
    await until(() => server.all.at(-1)?._tag === 'Closed')
    expect(textIn(server.all)).toBe('one')
  })

  it('ends where the peer does not read for long, and the limit is passed', async () => {
    const port = await rude((socket) => socket.pause())
    const dialled = collected(nodePorts({ unread: 2 ** 20 }).dial(at(port)))
    await until(() => dialled.all.length > 0)
    const link = linkIn(dialled.all)
    for (let i = 0; i < 500; i++) link.write(new Uint8Array(2 ** 16))
    // The turn that writes hears nothing: it may be about to close the connection itself.
    expect(dialled.all).toHaveLength(1)
    await until(() => dialled.isOver)
    expect(dialled.all.at(-1)).toEqual({ _tag: 'Closed', reason: { _tag: 'Unread' } })
  })

  it('does not wait for ever for a peer that does not read before it goes', async () => {
    let bytes = 0
    let gone = false
    const port = await rude((socket) => {
      socket
        .pause()
        .on('data', (chunk) => (bytes += chunk.length))
        .on('end', () => (gone = true))
      setTimeout(() => socket.resume(), 400)
    })
    const dialled = collected(nodePorts({ grace: 100, unread: 2 ** 26 }).dial(at(port)))
    await until(() => dialled.all.length > 0)
    linkIn(dialled.all).write(new Uint8Array(2 ** 25))
    dialled.stop()
    await until(() => gone)
    expect(bytes).toBeLessThan(2 ** 25)
  })

  it('can be let go of before it is there', async () => {
    const port = await rude(() => undefined)
    for (const tls of [false, true]) collected(nodePorts({ tls }).dial(at(port))).stop()
    collected(nodePorts().dial(at(1, 'no-such-host.invalid'))).stop()
    await new Promise((done) => setTimeout(done, 50))
  })
})

describe('a place that is listened at', () => {
  it('takes many connections, and closes them when nobody listens any more', async () => {
    const server = await listening()
    const dialled = Array.from({ length: 200 }, () => collected(nodePorts().dial(server.address)))
    await until(() => dialled.every(({ all }) => all.length === 1) && server.all.length === 200)
    server.stop()
    await until(() => dialled.every(({ isOver }) => isOver))
    expect(new Set(dialled.map(({ all }) => JSON.stringify(all.at(-1))))).toEqual(
      new Set(['{"_tag":"Closed","reason":{"_tag":"Ended"}}']),
    )
    expect(await heardFrom(server.address.port)).toEqual({ _tag: 'Closed', reason: { _tag: 'Refused' } })
  })

  it('can be let go of before it is there, by its name too', async () => {
    collected(nodePorts().listen({ host: 'localhost', port: 0 })).stop()
    collected(nodePorts().listen(loopback)).stop()
    await new Promise((done) => setTimeout(done, 50))
  })

  it('keeps what comes until somebody listens to the connection', async () => {
    const knocks = collected(nodePorts().listen(loopback))
    stops.push(knocks.stop)
    await until(() => knocks.all.length > 0)
    const [first] = knocks.all
    const dialled = collected(nodePorts().dial((first as Extract<ListenerEvent, { _tag: 'Listening' }>).address))
    await until(() => dialled.all.length > 0 && knocks.all.length > 1)
    linkIn(dialled.all).write(Buffer.from('PNG\r\n'))
    await new Promise((done) => setTimeout(done, 30))
    const heard = collected((knocks.all[1] as Extract<ListenerEvent, { _tag: 'Connected' }>).connection)
    await until(() => heard.all.length > 1)
    expect(textIn(heard.all)).toBe('PNG\r\n')
    dialled.stop()
  })

  it('reads to its end what it lets go of unheard, and waits no longer than for that', async () => {
    const sockets = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length
    for (const leave of ['unheard', 'at once'] as const) {
      await until(() => sockets() === 0)
      const knocks = collected(nodePorts({ grace: 60_000 }).listen(loopback))
      stops.push(knocks.stop)
      await until(() => knocks.all.length > 0)
      const [first] = knocks.all
      const peer = net.connect((first as Extract<ListenerEvent, { _tag: 'Listening' }>).address)
      const heard: Array<string> = []
      peer.on('data', (bytes) => void heard.push(bytes.toString()))
      for (const event of ['error', 'end'] as const) peer.on(event, () => void heard.push(event))
      stops.push(() => peer.destroy())
      // More than Node reads by itself: with input left unread the system would cut the peer off.
      await new Promise<void>((done) => peer.write(new Uint8Array(2 ** 19), () => done()))
      await until(() => knocks.all.length > 1)
      if (leave === 'at once')
        (knocks.all[1] as Extract<ListenerEvent, { _tag: 'Connected' }>).connection.subscribe((signal) => {
          if (signal._tag !== 'Opened') return
          signal.link.write(Buffer.from('OUT'))
          signal.link.end()
        })
      knocks.stop()
      await until(() => sockets() === 0)
      expect(heard).toEqual(leave === 'unheard' ? ['end'] : ['OUT', 'end'])
    }
  })

  it('leaves nothing behind of what it lets go of', async () => {
    const sockets = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length
    await until(() => sockets() === 0)
    const server = await listening()
    const port = await rude((socket) => socket.resume().on('end', () => socket.end()))
    for (let i = 0; i < 30; i++) {
      const one = collected(nodePorts().dial(i % 2 === 0 ? server.address : at(port)))
      await until(() => one.all.length > 0)
      one.stop()
    }
    await until(() => sockets() === 0)
  })
})

describe('TLS', () => {
  it('is spoken with whom the own authority vouches for', async () => {
    const server = await listening({ tls: true, ...own })
    for (const host of ['127.0.0.1', 'localhost']) {
      const dialled = collected(nodePorts({ tls: true, ca }).dial(at(server.address.port, host)))
      await until(() => dialled.all.length > 0)
      linkIn(dialled.all).write(Buffer.from('PNG\r\n'))
      linkIn(dialled.all).end()
    }
    await until(() => server.all.filter(({ _tag }) => _tag === 'Closed').length === 2)
    expect(textIn(server.all)).toBe('PNG\r\nPNG\r\n')
  })

  it('is not spoken with strangers, and the reason is told in plain words', async () => {
    const closed = (problem: string) => ({ _tag: 'Closed', reason: { _tag: 'Insecure', problem } })
    const { address } = await listening({ tls: true, ...own })
    expect(await heardFrom(address.port, { tls: true })).toEqual(closed('nobody who is trusted vouches for it'))
    const other = await listening({ tls: true, ...elsewhere })
    expect(await heardFrom(other.address.port, { tls: true, ca }, 'localhost')).toEqual(
      closed('it was made for another host'),
    )
    const plain = await rude((socket) => socket.write('VER 1 0\r\n'))
    expect(await heardFrom(plain, { tls: true, ca })).toMatchObject({ reason: { _tag: 'Insecure' } })
  })

  it('is listened for in peace, whatever connects', async () => {
    const server = await listening({ tls: true, ...own, connectTimeout: 100, grace: 100 })
    expect(await heardFrom(server.address.port)).toMatchObject({ _tag: 'Closed' })
    const socket = net.connect(server.address.port, '127.0.0.1', () => socket.write('this is no TLS\r\n'))
    await new Promise((done) =>
      socket
        .resume()
        .on('error', () => undefined)
        .on('close', done),
    )
    const mute = collected(nodePorts().dial(server.address))
    await until(() => mute.all.length > 0)
    server.stop()
    await until(() => mute.isOver)
    expect(server.all).toEqual([])
  })
})

describe('HTTP', () => {
  /** A site that answers by a function. */
  const site = async (answer: (visit: Extract<HttpListenerEvent, { _tag: 'Asked' }>) => void, options: NodeOptions = {}) => {
    const visits = collected(nodePorts(options).serve(loopback))
    stops.push(visits.stop)
    await until(() => visits.all.length > 0)
    const [first] = visits.all
    if (first?._tag !== 'Listening') throw new Error(JSON.stringify(first))
    let seen = 1
    const timer = setInterval(() => {
      for (; seen < visits.all.length; seen++) {
        const visit = visits.all[seen]!
        if (visit._tag === 'Asked') answer(visit)
      }
    }, 1)
    stops.push(() => clearInterval(timer))
    return { visits: visits.all, stop: visits.stop, port: first.address.port }
  }
  const get = (url: string, options: NodeOptions = {}, headers: Record<string, string> = {}) =>
    firstValueFrom(nodePorts(options).fetch({ method: 'GET', url, headers }))
  const post = (url: string, body: Uint8Array, options: NodeOptions = {}) =>
    firstValueFrom(nodePorts(options).fetch({ method: 'POST', url, headers: { 'Content-Type': 'text/xml' }, body }))
  const bodyOf = (outcome: unknown): string => Buffer.from((outcome as HttpResponse).body ?? []).toString()

  it('is asked and answered, over TLS or without it', async () => {
    for (const [scheme, options] of [
      ['http', {}],
      ['https', own],
    ] as const) {
      const { port, visits } = await site(({ request, respond }) => {
        respond({
          status: 200,
          headers: { 'X-Two': ['a', 'b'], 'X-None': undefined },
          body: request.body ?? new Uint8Array(),
        })
      }, options)
      const outcome = await post(`${scheme}://localhost:${port}/rdr/x.asp?a=1`, Buffer.from('<soap/>'), { ca })
      expect(outcome).toMatchObject({ status: 200, headers: { 'x-two': 'a, b' } })
      expect(bodyOf(outcome)).toBe('<soap/>')
      expect(visits[1]).toMatchObject({
        _tag: 'Asked',
        request: { method: 'POST', url: '/rdr/x.asp?a=1', headers: { 'content-type': 'text/xml' } },
        local: { port },
      })
    }
  })

  it('follows no redirection by itself', async () => {
    const { port } = await site(({ respond }) => respond({ status: 302, headers: { Location: 'http://localhost:1/' } }))
    expect(await get(`http://127.0.0.1:${port}/`)).toMatchObject({
      status: 302,
      headers: { location: 'http://localhost:1/' },
    })
  })

  it('tells why there is no answer', async () => {
    const { port } = await site(() => undefined, own)
    expect(await get(`https://localhost:${port}/`)).toEqual({
      _tag: 'Insecure',
      problem: 'nobody who is trusted vouches for it',
    })
    expect(await get(`https://localhost:${port}/`, { ca, fetchTimeout: 50 })).toEqual({ _tag: 'TimedOut' })
    expect(await get('http://127.0.0.1:1/')).toEqual({ _tag: 'Refused' })
    expect(await get('http://no-such-host.invalid/')).toEqual({ _tag: 'Unknown' })
    expect(await get('nonsense')).toEqual({ _tag: 'Other', problem: 'ERR_INVALID_URL' })
    expect(await get('ftp://127.0.0.1/')).toEqual({ _tag: 'Other', problem: 'ERR_INVALID_PROTOCOL' })
    expect(await get('http://127.0.0.1:1/', {}, { A: 'b\r\nc' })).toEqual({
      _tag: 'Other',
      problem: 'ERR_INVALID_CHAR',
    })
    const cutter = await rude((socket) =>
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf')),
    )
    expect(await get(`http://127.0.0.1:${cutter}/`)).toEqual({ _tag: 'Reset' })
    const babbler = await rude((socket) => socket.end('QNG\r\n'))
    expect(await get(`http://127.0.0.1:${babbler}/`)).toMatchObject({ _tag: 'Other' })
  })

  it('takes no body that is longer than the limit, either way', async () => {
    const { port } = await site(({ respond }) => respond({ status: 200, headers: {}, body: new Uint8Array(2001) }), {
      body: 1000,
    })
    expect(await post(`http://127.0.0.1:${port}/`, new Uint8Array(1001))).toMatchObject({ status: 413 })
    expect(await get(`http://127.0.0.1:${port}/`, { answer: 2000 })).toEqual({
      _tag: 'Other',
      problem: 'it answers more than 2000 bytes',
    })
    expect(await get(`http://127.0.0.1:${port}/`, { answer: 2001 })).toMatchObject({ status: 200 })
  })

  it('refuses other methods, and headers of our own that cannot be written', async () => {
    const { port } = await site(({ respond }) => respond({ status: 200, headers: { bad: 'a\r\nb' } }))
    expect(await get(`http://127.0.0.1:${port}/`)).toMatchObject({ status: 500 })
    const answer = await fetch(`http://127.0.0.1:${port}/`, { method: 'PUT', body: 'x' })
    expect(answer.status).toBe(405)
  })

  it('answers who is gone, and a second time, in peace', async () => {
    const { port } = await site(({ respond }) => {
      respond({ status: 200, headers: {} })
      respond({ status: 500, headers: {} })
    })
    expect(await get(`http://127.0.0.1:${port}/`)).toMatchObject({ status: 200 })
    const slow = await site(({ respond }) => void setTimeout(() => respond({ status: 200, headers: {} }), 50))
    expect(await get(`http://127.0.0.1:${slow.port}/`, { fetchTimeout: 20 })).toEqual({ _tag: 'TimedOut' })
    await new Promise((done) => setTimeout(done, 80))
  })
})

describe('a peer that behaves badly', () => {
  type Effect = ClientEffect<unknown>

  /** How a client's connection ends. */
  const end = async (port: number, options: NodeOptions = {}, effects: ReadonlyArray<Effect> = []) => {
    const machine = scribe<ClientEvent, Effect>(
      [{ _tag: 'Dial', link: 'a', address: at(port), on: 'NS' }],
      (event) => (event._tag === 'Opened' ? effects : []),
      (event) => event._tag === 'Closed',
    )
    const steps = await firstValueFrom(NEVER.pipe(run(machine, interpretClient(nodePorts(options))), toArray()))
    return steps.at(-1)![0]
  }

  it('and sends half a command and closes: the half is told, then the end', async () => {
    const port = await rude((socket) => socket.end('QNG\r\nNLN NLN al'))
    expect((await end(port)).slice(1)).toMatchObject([
      { command: { verb: 'QNG' } },
      { command: { _tag: 'Undecodable', reason: { _tag: 'Truncated' } } },
      { _tag: 'Closed', reason: { _tag: 'Ended' } },
    ])
  })

  it('and sends 10 MB without the end of a line: the connection is broken', async () => {
    const port = await rude((socket) => socket.end(Buffer.alloc(10_000_000, 'A')))
    expect((await end(port)).at(-1)).toMatchObject({ _tag: 'Closed', reason: { _tag: 'Broken' } })
  })

  it('and never reads: the connection ends as unread', async () => {
    const port = await rude((socket) => socket.pause())
    const text = Buffer.alloc(60_000, 'x')
    const message = { _tag: 'Payload', verb: 'QRY', trid: 1, clientId: 'x', payload: text } as const
    const flood = Array.from({ length: 400 }, () => send<'client'>('a', message, 'MSNP8'))
    expect((await end(port, { unread: 2 ** 20 }, flood)).at(-1)).toEqual({
      _tag: 'Closed',
      link: 'a',
      reason: { _tag: 'Unread' },
    })
  })

  it('is survived by a host, which goes on with the others', async () => {
    const one = host(nodePorts(), loopback, politely)
    stops.push(one.stop)
    const { port } = await one.address
    const say = (text: string | Buffer, after: (socket: net.Socket) => void) => {
      const socket = net.connect(port, '127.0.0.1', () => socket.write(text, () => after(socket)))
      socket.on('error', () => undefined)
      stops.push(() => socket.destroy())
      return socket
    }
    say('PNG\r\nPN', (socket) => socket.destroy())
    say(Buffer.alloc(10_000_000, 'A'), () => undefined)
    say('MSG 1 U nonsense\r\n', () => undefined)
    say('', (socket) => socket.resetAndDestroy())
    await until(() => one.events.filter(({ _tag }) => _tag === 'Closed').length === 4)
    let answered = ''
    say('VER 1 MSNP8 CVR0\r\nPNG\r\n', () => undefined).on('data', (bytes) => (answered += String(bytes)))
    await until(() => answered === 'VER 1 MSNP8\r\nQNG\r\n')
  })
})
