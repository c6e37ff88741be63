/** The bridge over real sockets: whom it takes to which servers, what it refuses, and its bounds. */
import * as http from 'node:http'
import type * as net from 'node:net'

import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'

import { bridge, nodePorts, type BridgeEvent, type BridgeSettings, type NodeOptions } from '../../../lib/edges/node.js'
import { bridgedAddress, bridgedUrl, readBridgeTarget } from '../../../lib/edges/bridge/words.js'
import type { Address, HttpResponse } from '../../../lib/index.js'
import { collected, until } from '../toys.js'
import { freePort, rude, stops } from './places.js'

const origin = 'https://chat.example.com'

const bridging = async (settings: Partial<BridgeSettings>, options: NodeOptions = {}) => {
  const events = collected(bridge(nodePorts(), options)({ origins: [origin], ...settings }))
  stops.push(events.stop)
  await until(() => events.all.length > 0)
  const [first] = events.all
  if (first?._tag !== 'Listening') throw new Error(JSON.stringify(first))
  return { ...events, url: `http://127.0.0.1:${first.address.port}/`, address: first.address }
}

/** A page's WebSocket, with what became of it: the status of a refusal, or the code of its end. */
const page = (url: string, headers: Record<string, string> = { Origin: origin }) => {
  const heard = { text: '', isOpen: false, status: 0, code: 0 }
  const socket = new WebSocket(url, { headers })
    .on('open', () => (heard.isOpen = true))
    .on('message', (data: Buffer) => (heard.text += data.toString('latin1')))
    .on('unexpected-response', (request, { statusCode }) => {
      heard.status = statusCode ?? 0
      request.destroy()
    })
    .on('error', () => undefined)
    .on('close', (code) => (heard.code = code))
  stops.push(() => socket.terminate())
  return { socket, heard }
}

/** A server that answers what it hears by the same in capitals. */
const echoing = () => rude((socket) => socket.on('data', (bytes) => socket.write(bytes.toString('latin1').toUpperCase())).on('end', () => socket.end()))

/** A site, with the requests that it had. */
const site = async (answer: (url: string) => HttpResponse) => {
  const asked: Array<http.IncomingHttpHeaders> = []
  const server = http.createServer((request, response) => {
    asked.push(request.headers)
    const { status, headers, body } = answer(request.url ?? '')
    request.resume().on('end', () => response.writeHead(status, headers as http.OutgoingHttpHeaders).end(body))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  stops.push(() => {
    server.close()
    server.closeAllConnections()
  })
  return { asked, url: `http://127.0.0.1:${(server.address() as net.AddressInfo).port}` }
}

const ask = (url: string, init: RequestInit = {}): Promise<Response> => fetch(url, { ...init, headers: { Origin: origin, ...init.headers } })
const refusals = (events: ReadonlyArray<BridgeEvent>): ReadonlyArray<string> =>
  events.flatMap((event) => (event._tag === 'Refused' ? [event.problem] : []))

describe('the connections of a bridge', () => {
  it('go to a server that is named, of a page that is named, and are counted', async () => {
    const to = await echoing()
    const { url, all } = await bridging({ servers: [to] })
    const { socket, heard } = page(bridgedAddress(url, to))
    await until(() => heard.isOpen)
    socket.send(Buffer.from('ver 1 msnp8\r\n'))
    await until(() => heard.text === 'VER 1 MSNP8\r\n')
    socket.close()
    await until(() => all.at(-1)?._tag === 'Left')
    expect(all.slice(1)).toMatchObject([
      { _tag: 'Joined', connection: 1, to: `127.0.0.1:${to.port}` },
      { _tag: 'Left', connection: 1, reason: { _tag: 'Ended' }, sent: 13, received: 13 },
    ])
  })

  it('go nowhere else, and are of nobody else', async () => {
    const to = await echoing()
    const { url, all } = await bridging({ servers: [to] })
    const gone: Address = { host: '127.0.0.1', port: await freePort() }
    const cases: ReadonlyArray<readonly [string, Record<string, string>, number, string]> = [
      [bridgedAddress(url, to), {}, 403, 'it comes from a page of an origin that is not named'],
      [bridgedAddress(url, to), { Origin: 'https://chat.example.com.evil.example' }, 403, 'it comes from a page of an origin that is not named'],
      [bridgedAddress(url, to), { Origin: 'null' }, 403, 'it comes from a page of an origin that is not named'],
      [bridgedAddress(url, gone), { Origin: origin }, 403, 'the server is not named'],
      [`${bridgedAddress(url, to)}%00`, { Origin: origin }, 403, 'the server is not named'],
      [url.replace('http', 'ws'), { Origin: origin }, 404, 'it names nowhere to go'],
      [bridgedUrl(url, 'http://127.0.0.1/').replace('http', 'ws'), { Origin: origin }, 404, 'it names nowhere to go'],
    ]
    for (const [target, headers, status, problem] of cases) {
      const { heard } = page(target, headers)
      await until(() => heard.status > 0)
      expect([heard.status, refusals(all).at(-1)]).toEqual([status, problem])
    }
    const open = await bridging({ servers: [gone] })
    const { heard } = page(bridgedAddress(open.url, gone))
    await until(() => heard.status > 0)
    expect([heard.status, refusals(open.all)]).toEqual([502, ['nobody listens there']])
  })

  it('are no more at once than a peer may have, and come in again when one is over', async () => {
    const to = await echoing()
    const { url, all } = await bridging({ servers: [to], limits: { connections: 2 } })
    const [first] = [page(bridgedAddress(url, to)), page(bridgedAddress(url, to))]
    await until(() => all.filter(({ _tag }) => _tag === 'Joined').length === 2)
    const third = page(bridgedAddress(url, to))
    await until(() => third.heard.status > 0)
    expect(third.heard.status).toBe(429)
    first!.socket.close()
    await until(() => first!.heard.code > 0)
    const fourth = page(bridgedAddress(url, to))
    await until(() => fourth.heard.isOpen)
  })

  it('end with too many bytes, silence, and age; and with what is no binary message', async () => {
    const to = await echoing()
    const cases: ReadonlyArray<readonly [Partial<BridgeSettings>, string | Buffer, object]> = [
      [{ limits: { bytes: 1000 } }, Buffer.alloc(600), { _tag: 'Forbidden', problem: 'its peer has as many bytes as it may have' }],
      [{ limits: { idle: 1500 } }, Buffer.from('?'), { _tag: 'TimedOut' }],
      [{ limits: { time: 2000 } }, Buffer.from('?'), { _tag: 'TimedOut' }],
      [{}, 'ver 1 msnp8\r\n', { _tag: 'Broken', problem: 'a text message came' }],
      [{}, Buffer.alloc(70_000), { _tag: 'Broken', problem: 'a message is longer than 65536 bytes' }],
    ]
    for (const [settings, said, reason] of cases) {
      const { url, all } = await bridging({ servers: [to], ...settings }, { frame: 65_536 })
      const { socket, heard } = page(bridgedAddress(url, to))
      await until(() => heard.isOpen)
      socket.send(said)
      await until(() => all.at(-1)?._tag === 'Left' && heard.code > 0)
      expect(all.at(-1)).toMatchObject({ _tag: 'Left', reason })
    }
  })

  it('end with their server, and with their bridge', async () => {
    const to = await rude((socket) => socket.once('data', () => socket.end('OUT\r\n')))
    const { url, all, stop } = await bridging({ servers: [to] })
    const one = page(bridgedAddress(url, to))
    await until(() => one.heard.isOpen)
    one.socket.send(Buffer.from('?'))
    await until(() => one.heard.code > 0)
    expect([one.heard.text, one.heard.code, all.at(-1)?._tag]).toEqual(['OUT\r\n', 1000, 'Left'])
    const other = page(bridgedAddress(url, to))
    await until(() => other.heard.isOpen)
    stop()
    await until(() => other.heard.code > 0)
  })
})

describe('the requests of a bridge', () => {
  it('go to a site that is named, without what is the page’s own, and its answer comes back with its status in a header', async () => {
    const { asked, url: to } = await site((url) => ({
      status: url === '/moved' ? 302 : 200,
      headers: { Location: 'https://elsewhere.example/', PassportURLs: 'DALogin=x', 'Set-Cookie': 'a=b', 'Access-Control-Allow-Origin': '*' },
      body: Buffer.from(url),
    }))
    const { url, all } = await bridging({ sites: [to] })
    const answer = await ask(bridgedUrl(url, `${to}/rdr?t=S3cret`), { method: 'POST', body: 'soap', headers: { Authorization: 'Passport1.4 x', Cookie: 'own=1', SOAPAction: 'y' } })
    expect([answer.status, answer.headers.get('x-msnp-status'), await answer.text()]).toEqual([200, '200', '/rdr?t=S3cret'])
    expect([answer.headers.get('passporturls'), answer.headers.get('set-cookie'), answer.headers.get('access-control-allow-origin')]).toEqual(['DALogin=x', null, origin])
    expect(asked[0]).toMatchObject({ authorization: 'Passport1.4 x', soapaction: 'y' })
    expect(asked[0]).not.toHaveProperty('cookie')
    expect(asked[0]).not.toHaveProperty('origin')
    const moved = await ask(bridgedUrl(url, `${to}/moved`))
    expect([moved.status, moved.headers.get('x-msnp-status'), moved.headers.get('location')]).toEqual([200, '302', 'https://elsewhere.example/'])
    expect(JSON.stringify(all)).not.toContain('S3cret')
    expect(all.slice(1)).toMatchObject([{ _tag: 'Answered', status: 200 }, { _tag: 'Answered', status: 302 }])
  })

  it('are let through by a browser that asks beforehand, for pages that are named alone', async () => {
    const { url } = await bridging({ sites: ['http://127.0.0.1:1'] })
    const wanted = { 'Access-Control-Request-Method': 'POST', 'Access-Control-Request-Headers': 'authorization,soapaction' }
    const named = await ask(bridgedUrl(url, 'http://127.0.0.1:1/'), { method: 'OPTIONS', headers: wanted })
    expect([named.status, named.headers.get('access-control-allow-origin'), named.headers.get('access-control-allow-headers')]).toEqual([204, origin, 'authorization,soapaction'])
    const other = await ask(bridgedUrl(url, 'http://127.0.0.1:1/'), { method: 'OPTIONS', headers: { ...wanted, Origin: 'https://evil.example' } })
    expect([other.status, other.headers.get('access-control-allow-origin')]).toEqual([403, null])
  })

  it('are refused otherwise, each with a status and a reason', async () => {
    const big = await site(() => ({ status: 200, headers: {}, body: Buffer.alloc(5000) }))
    const { url, all } = await bridging({ sites: [big.url, 'http://127.0.0.1:1'], limits: { bytes: 6000 } }, { body: 100 })
    const cases: ReadonlyArray<readonly [string, RequestInit, number, string]> = [
      [bridgedUrl(url, `${big.url}/`), { headers: { Origin: 'https://evil.example' } }, 403, 'it comes from a page of an origin that is not named'],
      [bridgedUrl(url, 'http://169.254.169.254/latest'), {}, 403, 'the site is not named'],
      [bridgedUrl(url, `${big.url}@evil.example/`), {}, 403, 'the site is not named'],
      [bridgedUrl(url, 'file:///etc/passwd'), {}, 403, 'the site is not named'],
      [url, {}, 404, 'it names nowhere to go'],
      [bridgedUrl(url, `${big.url}/`), { method: 'DELETE' }, 405, 'it is neither GET nor POST'],
      [bridgedUrl(url, `${big.url}/`), { method: 'POST', body: 'x'.repeat(200) }, 413, 'its body is longer than 100 bytes'],
      [bridgedUrl(url, 'http://127.0.0.1:1/'), {}, 502, 'nobody listens there'],
    ]
    for (const [target, init, status, problem] of cases) {
      const answer = await ask(target, init)
      expect([answer.status, answer.headers.get('x-msnp-status'), refusals(all).at(-1)]).toEqual([status, null, problem])
    }
    expect((await ask(bridgedUrl(url, `${big.url}/`))).status).toBe(200)
    expect((await ask(bridgedUrl(url, `${big.url}/`))).status).toBe(429)
    expect(refusals(all).at(-1)).toBe('its peer has as many bytes as it may have')
  })
})

describe('the URL at a bridge', () => {
  it('says where to go, whatever is in it', () => {
    for (const host of ['ns.example.com', '::1', 'a&to=b#c?d'])
      expect(readBridgeTarget(new URL(bridgedAddress('https://example.com/bridge/', { host, port: 1863 })).href.replace('wss://example.com', ''))).toEqual({
        _tag: 'Tcp',
        to: `${host === '::1' ? '[::1]' : host}:1863`,
      })
    const { pathname, search } = new URL(bridgedUrl('https://example.com', 'https://a.example/b?c=d&to=e'))
    expect(readBridgeTarget(pathname + search)).toEqual({ _tag: 'Http', to: 'https://a.example/b?c=d&to=e' })
    expect(['/tcp', '/?to=x', '//', 'http://[', '/http'].map(readBridgeTarget)).toEqual([undefined, undefined, undefined, undefined, undefined])
  })
})
