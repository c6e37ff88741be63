/** HTTP as real clients demand it of a server: names in their usual capitals, and connections that are kept. */
import * as net from 'node:net'

import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'

import type { HttpResponse } from '../../lib/core/effects.js'
import { headerName, inUsualCapitals } from '../../lib/edges/http.js'
import { type NodeOptions, nodePorts } from '../../lib/edges/node.js'
import { bytesOf } from '../../lib/wire/text.js'
import { loopback } from './toys.js'

const stops: Array<() => void> = []
afterEach(() => stops.splice(0).forEach((stop) => stop()))

/** The port of a server that gives everybody the same answer. */
const served = (response: HttpResponse, options: NodeOptions = {}): Promise<number> =>
  new Promise((listening) => {
    const running = nodePorts(options)
      .serve(loopback)
      .subscribe((visit) => {
        if (visit._tag === 'Listening') listening(visit.address.port)
        if (visit._tag === 'Asked') visit.respond(response)
      })
    stops.push(() => running.unsubscribe())
  })

/** What stands on the wire after some requests on one connection, until it is closed. */
const heard = (port: number, requests: string): Promise<string> =>
  new Promise((done) => {
    const texts: Array<string> = []
    const socket = net.connect(port, '127.0.0.1', () => socket.write(requests))
    socket.on('data', (chunk) => texts.push(chunk.toString('latin1'))).on('close', () => done(texts.join('')))
    stops.push(() => socket.destroy())
  })

const last = 'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'

const nameOn = (line: string): string => line.slice(0, line.indexOf(':'))

const linesOf = (text: string): ReadonlyArray<string> => text.slice(0, text.indexOf('\r\n\r\n')).split('\r\n').slice(1)

describe('the name of a header', () => {
  it.each([
    ['content-length', 'Content-Length'],
    ['set-cookie', 'Set-Cookie'],
    ['passporturls', 'PassportURLs'],
    ['www-authenticate', 'WWW-Authenticate'],
    ['authentication-info', 'Authentication-Info'],
    ['soapaction', 'SOAPAction'],
    ['x-msn-messenger', 'X-MSN-Messenger'],
    ['PassportURLs', 'PassportURLs'],
    ['x-1a', 'X-1a'],
    ['', ''],
    ['__proto__', '__Proto__'],
  ])('%j is written as %j', (name, usual) => expect(headerName(name)).toBe(usual))

  it('is the same header, and what is usual stays', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z\d!#$%&'*+.^_`|~-]*$/), (name) => {
        expect(headerName(name).toLowerCase()).toBe(name.toLowerCase())
        expect(headerName(headerName(name))).toBe(headerName(name))
      }),
    )
  })

  it('is that of `Object.prototype` as any other', () => {
    const headers = JSON.parse('{"__proto__":"a","constructor":"b","toString":"c"}') as Record<string, string>
    expect(Object.entries(inUsualCapitals(headers))).toEqual([
      ['__Proto__', 'a'],
      ['Constructor', 'b'],
      ['toString', 'c'],
    ])
  })
})

describe('an answer over HTTP', () => {
  it.each([
    ['with a body', { status: 200, headers: { 'content-type': 'text/xml', 'set-cookie': ['a', 'b'] }, body: bytesOf('x') }],
    ['without one', { status: 404, headers: { passporturls: 'DALogin=x' } }],
    ['with a header that cannot be written', { status: 200, headers: { bad: 'a\r\nb' } }],
  ] as const)('%s has no header in lower case alone', async (_, response) => {
    const lines = linesOf(await heard(await served(response), last))
    expect(lines.length).toBeGreaterThan(0)
    expect(lines.map(nameOn).filter((name) => name !== headerName(name) || !/[A-Z]/.test(name))).toEqual([])
  })

  it('says how long it is, where a client would wait for the end of the connection', async () => {
    const lines = linesOf(await heard(await served({ status: 200, headers: {}, body: bytesOf('four') }), last))
    expect(lines).toContain('Content-Length: 4')
  })

  it('refuses in the usual capitals too', async () => {
    const port = await served({ status: 200, headers: {} }, { body: 1 })
    expect(await heard(port, 'PUT / HTTP/1.1\r\nHost: x\r\n\r\n')).toContain('\r\nConnection: close\r\n')
  })

  it('leaves the connection open for 120 s, or as long as is said', async () => {
    const get = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n'
    const port = await served({ status: 200, headers: {} })
    expect(await heard(port, get + last)).toContain('\r\nKeep-Alive: timeout=120\r\n')
    const brief = await served({ status: 200, headers: {} }, { keepAlive: 50 })
    // Nobody asks for the end of this one: it comes by itself.
    expect(await heard(brief, get)).toContain('HTTP/1.1 200 OK')
  })
})

describe('a request over HTTP', () => {
  it('has its names in the usual capitals', async () => {
    const said = new Promise<string>((done) => {
      const server = net.createServer((socket) =>
        socket.once('data', (chunk) => {
          done(chunk.toString('latin1'))
          socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')
        }),
      )
      stops.push(() => server.close())
      server.listen(0, '127.0.0.1', () => {
        const { port } = server.address() as net.AddressInfo
        const headers = { soapaction: '"x"', 'content-type': 'text/xml' }
        nodePorts().fetch({ method: 'POST', url: `http://127.0.0.1:${port}/`, headers, body: bytesOf('x') }).subscribe()
      })
    })
    const names = linesOf(await said).map(nameOn)
    expect(names).toEqual(expect.arrayContaining(['SOAPAction', 'Content-Type', 'Content-Length', 'Host']))
    expect(names.filter((name) => !/[A-Z]/.test(name))).toEqual([])
  })
})
