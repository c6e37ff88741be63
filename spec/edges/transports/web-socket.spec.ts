import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'

import { nodePorts, webSocket, type WebSocketSettings } from '../../../lib/edges/node.js'
import type { Address, Ports } from '../../../lib/index.js'
import { loopback, until } from '../toys.js'
import { bare, bytesIn, dialled, endOf, linkIn, listening, rude, stops, textIn } from './places.js'

const pem = (name: string): Buffer => readFileSync(new URL(`../fixtures/${name}`, import.meta.url))
const own = { key: pem('localhost.key'), cert: pem('localhost.crt') }
const ca = pem('authority.crt')

const ports = (settings: WebSocketSettings = {}): Ports => webSocket(settings)(nodePorts())
const isOpen = (all: ReadonlyArray<{ readonly _tag: string }>): boolean => all[0]?._tag === 'Opened'

/** Connected to a listener, both ends. */
const connected = async (settings: WebSocketSettings = {}, options: Parameters<typeof listening>[0] = {}) => {
  const server = await listening(options)
  const client = dialled(ports(settings), server.address)
  await until(() => isOpen(client.all) && isOpen(server.all))
  return { server, client }
}

const key = Buffer.from('the key of a spec').toString('base64').slice(0, 22) + '=='
const acceptOf = (key: string): string => createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64')
const request = (more: ReadonlyArray<string> = [], head = 'GET / HTTP/1.1'): string =>
  [head, 'Host: 127.0.0.1', 'Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13', `Sec-WebSocket-Key: ${key}`, ...more, '', ''].join('\r\n')

/** Bytes as a message, or part of one, as a client sends it; the mask is zero. */
const frame = (payload: Uint8Array, first: number, mask = true): Buffer => {
  const { length } = payload
  const bit = mask ? 0x80 : 0
  const size = length < 126 ? [bit | length] : length < 65536 ? [bit | 126, length >> 8, length & 255] : [bit | 127, 0, 0, 0, 0, length >>> 24, (length >> 16) & 255, (length >> 8) & 255, length & 255]
  return Buffer.concat([Buffer.from([first, ...size, ...(mask ? [0, 0, 0, 0] : [])]), payload])
}
const binary = 0x82
const text = 0x81

describe('a connection over a WebSocket', () => {
  it('is told of at both ends, and carries bytes both ways', async () => {
    const { server, client } = await connected()
    const [near, far] = [client.all[0]!, server.all[0]!]
    if (near._tag !== 'Opened' || far._tag !== 'Opened') throw new Error('not opened')
    expect([near.peer, far.local]).toEqual([server.address, server.address])
    expect(near.local).toEqual(far.peer)
    near.link.write(Buffer.from('VER 1 MSNP8\r\n'))
    await until(() => server.all.length > 1)
    far.link.write(Buffer.from('VER 1 MSNP8 CVR0\r\n'))
    await until(() => client.all.length > 1)
    expect([textIn(server.all), textIn(client.all)]).toEqual(['VER 1 MSNP8\r\n', 'VER 1 MSNP8 CVR0\r\n'])
  })

  it('delivers everything that was written before it is ended, or let go of, at either end', async () => {
    for (const leave of ['client ends', 'client lets go', 'server ends'] as const) {
      const { server, client } = await connected()
      const [from, to] = leave === 'server ends' ? [server, client] : [client, server]
      const link = linkIn(from.all)
      if (leave === 'server ends') {
        // What a connection is shows in its first bytes.
        linkIn(client.all).write(Buffer.from('?'))
        await until(() => server.all.length > 1)
      }
      for (let i = 0; i < 40; i++) link.write(new Uint8Array(2 ** 16 + i))
      if (leave === 'client lets go') client.stop()
      else link.end()
      link.write(Buffer.from('after the end'))
      await until(() => to.all.at(-1)?._tag === 'Closed')
      expect(bytesIn(to.all).length).toBe(40 * 2 ** 16 + (39 * 40) / 2)
      expect(endOf(to.all)).toEqual({ _tag: 'Ended' })
      stops.splice(0).forEach((stop) => stop())
    }
  })

  it('carries what is written, in whatever pieces it is written and read', async () => {
    const { server, client } = await connected()
    const pieces = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(pieces, pieces, async (there, back) => {
        const [heard, answered] = [server.all.length, client.all.length]
        const [out, home] = [Buffer.concat(there), Buffer.concat(back)]
        there.forEach((piece) => linkIn(client.all).write(piece))
        await until(() => bytesIn(server.all.slice(heard)).length >= out.length)
        back.forEach((piece) => linkIn(server.all).write(piece))
        await until(() => bytesIn(client.all.slice(answered)).length >= home.length)
        expect(bytesIn(server.all.slice(heard))).toEqual(out)
        expect(bytesIn(client.all.slice(answered))).toEqual(home)
      }),
      { numRuns: 60 },
    )
  })

  it('is read wherever frames, fragments and packets are cut', async () => {
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 2000 })
    const cuts = fc.array(fc.nat(2200), { maxLength: 12 })
    const cut = (whole: Uint8Array, places: ReadonlyArray<number>): ReadonlyArray<Uint8Array> => {
      const ends = [...places.map((place) => place % (whole.length + 1)), whole.length].sort((a, b) => a - b)
      return ends.map((to, i) => whole.subarray(ends[i - 1] ?? 0, to))
    }
    const server = await listening()
    await fc.assert(
      fc.asyncProperty(bytes, cuts, cuts, async (said, frames, packets) => {
        const before = server.all.length
        // The first frame of a message says so, and the last; those between are its continuation, with pings among them.
        const parts = cut(said, frames)
        const fragments = parts.flatMap((part, i) => [
          frame(part, (i === parts.length - 1 ? 0x80 : 0) | (i === 0 ? 2 : 0)),
          frame(Buffer.from('ping'), 0x89),
        ])
        const { socket, heard } = bare(server.address)
        for (const packet of cut(Buffer.concat([Buffer.from(request()), ...fragments]), packets)) {
          socket.write(packet)
          await new Promise((done) => setImmediate(done))
        }
        await until(() => bytesIn(server.all.slice(before)).length >= said.length)
        expect(bytesIn(server.all.slice(before))).toEqual(Buffer.from(said))
        await until(() => heard.text.includes('\r\n\r\n'))
        expect(heard.text).toMatch(/^HTTP\/1.1 101 /)
        socket.destroy()
        await until(() => server.all.at(-1)?._tag === 'Closed')
      }),
      { numRuns: 60 },
    )
  })

  it('goes over TLS, either its own or that of the ports', async () => {
    const server = await listening({ tls: true, ...own })
    const ways: ReadonlyArray<Ports> = [
      ports({ url: 'wss://{host}:{port}/', ca }),
      ports({ url: `wss://localhost:${server.address.port}/` , ca }),
      webSocket()(nodePorts({ tls: true, ca })),
    ]
    for (const [at, way] of ways.entries()) {
      const client = dialled(way, server.address)
      await until(() => isOpen(client.all))
      linkIn(client.all).write(Buffer.from('PNG\r\n'))
      linkIn(client.all).end()
      await until(() => server.all.filter(({ _tag }) => _tag === 'Closed').length === at + 1)
    }
    expect(textIn(server.all)).toBe('PNG\r\nPNG\r\nPNG\r\n')
    const strangers = dialled(ports({ url: 'wss://{host}:{port}/' }), server.address)
    await until(() => strangers.isOver)
    expect(endOf(strangers.all)).toEqual({ _tag: 'Insecure', problem: 'nobody who is trusted vouches for it' })
  })

  it('stands beside TCP at the same place, unless nobody wants WebSockets there', async () => {
    const server = await listening()
    const clients = [dialled(nodePorts(), server.address), dialled(ports(), server.address)]
    await until(() => clients.every(({ all }) => isOpen(all)))
    clients.forEach(({ all }) => linkIn(all).write(Buffer.from('VER 1 MSNP8\r\n')))
    await until(() => textIn(server.all) === 'VER 1 MSNP8\r\n'.repeat(2))
    const plain = await listening({ webSocket: false })
    bare(plain.address, request())
    await until(() => textIn(plain.all) === request())
  })

  it('ends where the other side does not read for long, at either end', async () => {
    const deaf = await rude((socket) =>
      socket.once('data', (head: Buffer) => {
        const key = /Sec-WebSocket-Key: (.*)\r\n/i.exec(head.toString())![1]!
        socket.pause().write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${acceptOf(key)}\r\n\r\n`)
      }),
    )
    const client = dialled(webSocket({ unread: 2 ** 20 })(nodePorts({ unread: 2 ** 20 })), deaf)
    await until(() => isOpen(client.all))
    for (let i = 0; i < 500; i++) linkIn(client.all).write(new Uint8Array(2 ** 16))
    // The turn that writes hears nothing: it may be about to close the connection itself.
    expect(client.all).toHaveLength(1)
    await until(() => client.isOver)
    expect(endOf(client.all)).toEqual({ _tag: 'Unread' })

    const server = await listening({ unread: 2 ** 20 })
    const { socket } = bare(server.address, request() )
    socket.write(frame(Buffer.from('?'), binary))
    await until(() => server.all.length > 1)
    socket.pause()
    const before = server.all.length
    for (let i = 0; i < 500; i++) linkIn(server.all).write(new Uint8Array(2 ** 16))
    expect(server.all).toHaveLength(before)
    await until(() => server.all.at(-1)?._tag === 'Closed')
    expect(endOf(server.all)).toEqual({ _tag: 'Unread' })
  })

  it('leaves nothing behind', async () => {
    const sockets = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length
    await until(() => sockets() === 0)
    const server = await listening({ grace: 60_000 })
    for (let i = 0; i < 30; i++) {
      const client = dialled(ports({ grace: 60_000 }), server.address)
      if (i % 3 > 0) await until(() => isOpen(client.all))
      if (i % 3 > 1) linkIn(client.all).write(Buffer.from('PNG\r\n'))
      client.stop()
    }
    await until(() => sockets() === 0)
  })

  it('is closed with its listener, in good order', async () => {
    const { server, client } = await connected()
    linkIn(client.all).write(Buffer.from('PNG\r\n'))
    await until(() => server.all.length > 1)
    server.stop()
    await until(() => client.isOver)
    expect(endOf(client.all)).toEqual({ _tag: 'Ended' })
  })
})

describe('what a listener refuses', () => {
  type Case = readonly [what: string, said: string | Buffer, reason: unknown, answer: RegExp]
  const upgraded = (...frames: ReadonlyArray<Buffer>): Buffer => Buffer.concat([Buffer.from(request()), ...frames])
  const closedWith = (code: number): RegExp => new RegExp(`\\r\\n\\r\\n[^]*\\x88[^]*${String.fromCharCode(code >> 8, code & 255).replace(/[^]/g, (c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`)}`)
  const cases: ReadonlyArray<Case> = [
    ['a page of an origin that is not named', request(['Origin: https://evil.example.com']), { _tag: 'Forbidden', problem: 'it comes from a page of an origin that is not named' }, /^HTTP\/1.1 403 /],
    ['a page without an origin, such as a file', request(['Origin: null']), { _tag: 'Forbidden', problem: 'it comes from a page of an origin that is not named' }, /^HTTP\/1.1 403 /],
    ['a sub-protocol that it does not know', request(['Sec-WebSocket-Protocol: mqtt, stomp']), { _tag: 'Broken', problem: 'it offers none of the sub-protocols msnp, binary' }, /^HTTP\/1.1 400 /],
    ['a request that is no upgrade', 'GET /rdr/pprdr.asp HTTP/1.1\r\nHost: x\r\n\r\n', { _tag: 'Broken', problem: 'it asks by HTTP, and for no WebSocket' }, /^HTTP\/1.1 426 [^]*Upgrade: websocket\r\n/],
    ['another upgrade', request().replace('websocket', 'h2c'), { _tag: 'Broken', problem: 'Invalid Upgrade header' }, /^HTTP\/1.1 400 /],
    ['a bad key', request().replace(key, 'short'), { _tag: 'Broken', problem: 'Missing or invalid Sec-WebSocket-Key header' }, /^HTTP\/1.1 400 /],
    ['another version', request().replace('Version: 13', 'Version: 99'), { _tag: 'Broken', problem: 'Missing or invalid Sec-WebSocket-Version header' }, /^HTTP\/1.1 400 /],
    ['what only begins like HTTP', 'GTC 3 A\r\nGTC 4 A\r\n', { _tag: 'Broken', problem: 'it begins like HTTP, and is none' }, /^HTTP\/1.1 400 /],
    ['a head without end', `GET / HTTP/1.1\r\nX: ${'x'.repeat(40_000)}`, { _tag: 'Broken', problem: 'it begins like HTTP, and is none' }, /^HTTP\/1.1 400 /],
    ['a text', upgraded(frame(Buffer.from('VER 1 MSNP8\r\n'), text)), { _tag: 'Broken', problem: 'a text message came' }, closedWith(1003)],
    ['a message that is too long', upgraded(frame(new Uint8Array(70_000), binary)), { _tag: 'Broken', problem: 'a message is longer than 65536 bytes' }, closedWith(1009)],
    ['fragments that are too long together', upgraded(frame(new Uint8Array(60_000), 2), frame(new Uint8Array(60_000), 0x80)), { _tag: 'Broken', problem: 'a message is longer than 65536 bytes' }, closedWith(1009)],
    ['a frame without a mask', upgraded(frame(Buffer.from('VER'), binary, false)), { _tag: 'Broken', problem: 'no message of a WebSocket: WS_ERR_EXPECTED_MASK' }, closedWith(1002)],
    ['a frame of an unknown kind', upgraded(frame(Buffer.from('VER'), 0x83)), { _tag: 'Broken', problem: 'no message of a WebSocket: WS_ERR_INVALID_OPCODE' }, closedWith(1002)],
  ]

  it.each(cases)('%s', async (_what, said, reason, answer) => {
    const server = await listening({ frame: 65_536 })
    const { socket, heard } = bare(server.address)
    socket.write(typeof said === 'string' ? Buffer.from(said, 'latin1') : said)
    await until(() => server.all.at(-1)?._tag === 'Closed')
    expect(endOf(server.all)).toEqual(reason)
    expect(server.all.map(({ _tag }) => _tag)).toEqual(['Opened', 'Closed'])
    await until(() => heard.isOver)
    expect(heard.text).toMatch(answer)
  })

  it('a request without end, after a while, and one that is cut off', async () => {
    const server = await listening({ connectTimeout: 100 })
    const slow = bare(server.address, 'GET / HTTP/1.1\r\nHost: ')
    await until(() => slow.heard.isOver)
    expect(endOf(server.all)).toEqual({ _tag: 'TimedOut' })
    const patient = await listening()
    const { socket } = bare(patient.address, 'GET / HTTP/1.1\r\nHost: ')
    await until(() => patient.all.length > 0)
    await new Promise((done) => setTimeout(done, 20))
    socket.resetAndDestroy()
    await until(() => patient.all.at(-1)?._tag === 'Closed')
    expect(endOf(patient.all)).toEqual({ _tag: 'Reset' })
  })

  it('nothing of what programs ask for, pages of an origin that is named, and sub-protocols that it knows', async () => {
    const server = await listening({ origins: ['https://Chat.example.com'] })
    const asks: ReadonlyArray<readonly [Array<string>, Record<string, string>, string]> = [
      [[], {}, ''],
      [[], { Origin: 'https://chat.example.com' }, ''],
      [['mqtt', 'binary'], {}, 'binary'],
      [['binary', 'msnp'], { Origin: 'https://chat.example.com' }, 'msnp'],
    ]
    for (const [protocols, headers, chosen] of asks) {
      const client = new WebSocket(`ws://127.0.0.1:${server.address.port}/any/path?at=all`, protocols, { headers })
      await new Promise((done, failed) => client.on('open', done).on('error', failed))
      expect(client.protocol).toBe(chosen)
      client.close()
    }
    await until(() => server.all.filter(({ _tag }) => _tag === 'Closed').length === asks.length)
  })
})

describe('what a client is told', () => {
  /** A server that answers the request for a WebSocket by whatever a spec wants. */
  const answering = (answer: (key: string) => string | Buffer, more: Parameters<typeof rude>[0] = () => undefined): Promise<Address> =>
    rude((socket) =>
      socket.once('data', (head: Buffer) => {
        socket.write(answer(/Sec-WebSocket-Key: (.*)\r\n/i.exec(head.toString())![1]!))
        more(socket)
      }),
    )
  const accepted = (key: string, more = ''): string =>
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${acceptOf(key)}\r\n${more}\r\n`
  const then = (...frames: ReadonlyArray<Buffer>) => (key: string): Buffer => Buffer.concat([Buffer.from(accepted(key)), ...frames])
  const status = (code: number) => () => `HTTP/1.1 ${code} No\r\nContent-Length: 6\r\n\r\nsecret`
  const close = (code: number): Buffer => frame(Buffer.from([code >> 8, code & 255]), 0x88, false)

  const cases: ReadonlyArray<readonly [what: string, answer: (key: string) => string | Buffer, reason: object, settings?: WebSocketSettings]> = [
    ['a status 401', status(401), { _tag: 'Unauthorized' }],
    ['a status 403', status(403), { _tag: 'Forbidden', problem: 'it answers with status 403' }],
    ['a status 502', status(502), { _tag: 'Unreachable' }],
    ['a page', status(200), { _tag: 'Broken', problem: 'it is no WebSocket: it answers with status 200' }],
    ['a redirect', () => 'HTTP/1.1 302 Found\r\nLocation: ws://elsewhere.invalid/\r\n\r\n', { _tag: 'Broken', problem: 'it is no WebSocket: it answers with status 302' }],
    ['a wrong key', () => accepted('another'), { _tag: 'Broken', problem: 'it is no WebSocket: Invalid Sec-WebSocket-Accept header' }],
    ['a sub-protocol that nobody offered', (key) => accepted(key, 'Sec-WebSocket-Protocol: mqtt\r\n'), { _tag: 'Broken', problem: 'it is no WebSocket: Server sent a subprotocol but none was requested' }],
    ['another sub-protocol', (key) => accepted(key, 'Sec-WebSocket-Protocol: mqtt\r\n'), { _tag: 'Broken', problem: 'it is no WebSocket: Server sent an invalid subprotocol' }, { protocols: ['msnp'] }],
    ['no sub-protocol', accepted, { _tag: 'Broken', problem: 'it is no WebSocket: Server sent no subprotocol' }, { protocols: ['msnp'] }],
    ['a text', then(frame(Buffer.from('VER'), text, false)), { _tag: 'Broken', problem: 'a text message came' }],
    ['a message that is too long', then(frame(new Uint8Array(70_000), binary, false)), { _tag: 'Broken', problem: 'a message is longer than 65536 bytes' }, { frame: 65_536 }],
    ['a frame with a mask', then(frame(Buffer.from('VER'), binary)), { _tag: 'Broken', problem: 'no message of a WebSocket: WS_ERR_UNEXPECTED_MASK' }],
    ['a close in good order', then(close(1000)), { _tag: 'Ended' }],
    ['that the server goes away', then(close(1001)), { _tag: 'Ended' }],
    ['a close against the policy', then(close(1008)), { _tag: 'Forbidden', problem: 'the WebSocket was closed with code 1008' }],
    ['a close for an error', then(close(1011)), { _tag: 'Other', problem: 'the WebSocket was closed with code 1011' }],
  ]
  it.each(cases.map(([what, ...rest]) => [what, rest] as const))('%s', async (_what, [answer, reason, settings]) => {
    const client = dialled(ports(settings), await answering(answer))
    await until(() => client.isOver)
    expect(endOf(client.all)).toEqual(reason)
    expect(JSON.stringify(client.all)).not.toContain('secret')
  })

  it('that MSNP is spoken there, and no HTTP', async () => {
    const client = dialled(ports(), await answering(() => 'XFR 1 NS 127.0.0.1:1863\r\n'))
    await until(() => client.isOver)
    expect(endOf(client.all)).toMatchObject({ _tag: 'Other', problem: expect.stringMatching(/^HPE_/) as string })
  })

  it('a line that is cut, before and after it is open, and an end without a close', async () => {
    const ways: ReadonlyArray<readonly [Promise<Address>, string]> = [
      [rude((socket) => socket.once('data', () => socket.resetAndDestroy())), 'Reset'],
      [rude((socket) => socket.once('data', () => socket.end())), 'Reset'],
      [answering(accepted, (socket) => setTimeout(() => socket.resetAndDestroy(), 30)), 'Reset'],
      [answering(accepted, (socket) => setTimeout(() => socket.end(), 30)), 'Reset'],
    ]
    for (const [address, reason] of ways) {
      const client = dialled(ports(), await address)
      await until(() => client.isOver)
      expect(endOf(client.all)).toEqual({ _tag: reason })
    }
  })

  it('a server that never answers, one that is not there, and hosts that do not exist', async () => {
    const silent = dialled(ports({ connectTimeout: 100 }), await rude(() => undefined))
    const gone = await listening()
    gone.stop()
    const refused = dialled(ports(), gone.address)
    const unknown = dialled(ports(), { host: 'no-such-host.invalid', port: 1863 })
    const invalid = dialled(ports(), { host: 'a b/?#', port: 1863 })
    await until(() => [silent, refused, unknown, invalid].every(({ isOver }) => isOver))
    expect([silent, refused, unknown, invalid].map(({ all }) => endOf(all))).toEqual([
      { _tag: 'TimedOut' },
      { _tag: 'Refused' },
      { _tag: 'Unknown' },
      { _tag: 'Other', problem: 'ERR_INVALID_URL' },
    ])
  })

  it('a URL for each server, out of which its host cannot lead', async () => {
    const asked: Array<string> = []
    const bridge = await rude((socket) => socket.once('data', (head: Buffer) => {
      asked.push(head.toString().split(' ')[1]!)
      socket.end('HTTP/1.1 404 Not Found\r\n\r\n')
    }))
    const url = `ws://127.0.0.1:${bridge.port}/to?server={host}:{port}`
    for (const host of ['ns.example.com', '::1', 'a&b=c#d/../e']) {
      const client = dialled(ports({ url }), { host, port: 1863 })
      await until(() => client.isOver)
    }
    expect(asked).toEqual(['/to?server=ns.example.com:1863', '/to?server=[::1]:1863', '/to?server=a%26b%3Dc%23d%2F..%2Fe:1863'])
    const fixed = dialled(ports({ url: `ws://127.0.0.1:${bridge.port}/one` }), loopback)
    await until(() => fixed.isOver)
    expect(asked.at(-1)).toBe('/one')
  })
})
