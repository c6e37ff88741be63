import * as http from 'node:http'
import * as net from 'node:net'

import { firstValueFrom } from 'rxjs'
import { afterEach, describe, expect, it } from 'vitest'

import { nodePorts } from '../../lib/edges/node.js'
import type { Ports } from '../../lib/streams/ports.js'
import { until } from './toys.js'

const stops: Array<() => void> = []
afterEach(() => stops.splice(0).forEach((stop) => stop()))

const portOf = (server: net.Server): number => (server.address() as net.AddressInfo).port

const listening = async (server: net.Server): Promise<number> => {
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)))
  stops.push(() => server.close())
  return portOf(server)
}

/** An HTTP server, the connections to it that stand, and how many there were. */
const site = async (answer: http.RequestListener = (_, response) => void response.end('there')) => {
  const open = new Set<net.Socket>()
  const seen = { connections: 0, requests: 0 }
  const server = http.createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    seen.requests++
    answer(request, response)
  })
  server.on('connection', (socket: net.Socket) => {
    seen.connections++
    open.add(socket)
    socket.on('error', () => undefined).on('close', () => open.delete(socket))
  })
  const port = await listening(server)
  stops.push(() => server.closeAllConnections())
  return { url: `http://127.0.0.1:${port}/`, open, seen }
}

/** Connects as a session does; the connection stands until it is left. */
const session = async (ports: Ports): Promise<() => void> => {
  const server = net.createServer((socket) => void socket.on('error', () => undefined).resume())
  const port = await listening(server)
  return new Promise((opened) => {
    const connection = ports.dial({ host: '127.0.0.1', port }).subscribe(({ _tag }) => {
      if (_tag === 'Opened') queueMicrotask(() => opened(() => connection.unsubscribe()))
    })
    stops.push(() => connection.unsubscribe())
  })
}

const asking =
  ({ fetch }: Ports, url: string) =>
  (method: 'GET' | 'POST' = 'GET') =>
    firstValueFrom(fetch({ method, url, headers: {}, ...(method === 'POST' ? { body: new Uint8Array([1]) } : {}) }))

/** In less time than the two seconds after which an idle connection is closed anyhow. */
const allClosed = (open: ReadonlySet<net.Socket>): Promise<void> => until(() => open.size === 0, 1_500)

const answered = expect.objectContaining({ status: 200, body: new TextEncoder().encode('there') })

describe('an HTTP connection', () => {
  it('is kept for the next requests of a session', async () => {
    const ports = nodePorts()
    const { url, open, seen } = await site()
    const ask = asking(ports, url)
    await session(ports)
    for (const method of ['GET', 'POST', 'GET'] as const) expect(await ask(method)).toEqual(answered)
    expect(seen).toEqual({ connections: 1, requests: 3 })
    expect(open.size).toBe(1)
  })

  it('is closed with its answer, where there is no session', async () => {
    const { url, open, seen } = await site()
    const ask = asking(nodePorts(), url)
    expect([await ask(), await ask()]).toEqual([answered, answered])
    expect(seen.connections).toBe(2)
    await allClosed(open)
  })

  it('is closed with the last session of its ports', async () => {
    const ports = nodePorts()
    const { url, open } = await site()
    const ask = asking(ports, url)
    const [leaveFirst, leaveLast] = [await session(ports), await session(ports)]
    await ask()
    leaveFirst()
    expect(await ask()).toEqual(answered)
    expect(open.size).toBe(1)
    leaveLast()
    await allClosed(open)
    // What is asked afterwards is answered still, and kept by nobody.
    expect(await ask()).toEqual(answered)
    await allClosed(open)
  })

  it('is closed behind an answer that the last session did not wait for', async () => {
    const ports = nodePorts()
    const { url, open, seen } = await site((_, response) => void setTimeout(() => response.end('there'), 20))
    const leave = await session(ports)
    const answer = asking(ports, url)()
    await until(() => seen.requests === 1)
    leave()
    expect(await answer).toEqual(answered)
    await allClosed(open)
  })

  it('that was closed meanwhile loses nothing but what must not be asked twice', async () => {
    const ports = nodePorts()
    // It hangs up on whoever asks a second time on the same connection.
    const served = new WeakSet<net.Socket>()
    const { url, seen } = await site((request, response) => {
      if (served.has(request.socket)) return void request.socket.destroy()
      served.add(request.socket)
      response.end('there')
    })
    await session(ports)
    const ask = asking(ports, url)
    expect([await ask(), await ask()]).toEqual([answered, answered])
    expect(seen).toEqual({ connections: 2, requests: 3 })
    expect([await ask(), await ask('POST')]).toEqual([answered, { _tag: 'Reset' }])
  })
})
