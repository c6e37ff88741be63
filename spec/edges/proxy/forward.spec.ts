import { readFileSync } from 'node:fs'

import { afterAll, describe, expect, it } from 'vitest'

import { nodePorts } from '../../../lib/edges/node.js'
import {
  memoryNetwork,
  type CloseReason,
  type HttpRequest,
  type HttpResponse,
  type Ports,
  type ProxySettings,
} from '../../../lib/index.js'
import { bytesOf } from '../../../lib/wire/text.js'
import { disorder, stand } from '../../pair/standing.js'
import { clock, passing } from '../../pair/world.js'

const server = { host: '192.0.2.1', port: 1863 }

/** HTTP servers in memory by their ports, what each was asked, and a proxy before the first of them. */
const around = async (answers: ReadonlyArray<HttpResponse>, more: Partial<ProxySettings> = {}) => {
  const scheduler = clock()
  const network = memoryNetwork({ latency: 5, scheduler })
  const pass = passing(scheduler)
  const asked: Array<HttpRequest> = []
  answers.forEach((answer, i) =>
    network
      .ports(`site ${i}`)
      .serve({ host: 'localhost', port: 8000 + i })
      .subscribe((visit) => {
        if (visit._tag !== 'Asked') return
        asked.push(visit.request)
        visit.respond(answer)
      }),
  )
  const standing = stand(network.ports('proxy'), { server, nexus: 'http://localhost:8000/rdr/pprdr.asp', ...more })
  await pass(0)
  await pass(0)
  const ask = async (request: Partial<HttpRequest> & { readonly url: string }): Promise<HttpResponse | CloseReason> => {
    const outcomes: Array<HttpResponse | CloseReason> = []
    network
      .ports('client')
      .fetch({ method: 'GET', headers: {}, ...request })
      .subscribe((outcome) => outcomes.push(outcome))
    await pass()
    return outcomes[0]!
  }
  return { standing, ask, asked, pass, network }
}

const names = ({ headers }: HttpResponse): ReadonlyArray<string> => Object.keys(headers)

describe('an HTTP request that a proxy sends on', () => {
  it('arrives as it is, but for what is said to the next computer alone', async () => {
    const { standing, ask, asked } = await around([{ status: 200, headers: {} }])
    const body = bytesOf('\0\xff body')
    const headers = { Authorization: 'Passport1.4 sign-in=a', Connection: 'close', TE: 'gzip', 'X-More': 'y' }
    const url = standing.nexus().replace('pprdr.asp', 'other%20path?query=1&x')
    await ask({ method: 'POST', url, headers, body })
    expect(asked).toEqual([
      {
        method: 'POST',
        url: '/rdr/other%20path?query=1&x',
        headers: { host: 'localhost:8000', authorization: 'Passport1.4 sign-in=a', 'x-more': 'y' },
        body,
      },
    ])
    expect(standing.of('Answered')).toEqual([
      { _tag: 'Answered', exchange: 0, url: 'http://localhost:8000/rdr/other%20path', status: 200 },
    ])
  })

  it('comes back as it is, but for the URLs that lead on', async () => {
    const answer = {
      status: 200,
      headers: {
        PassportURLs: 'DARealm=Passport.Net,DALogin=http://localhost:8001/login?x=1,DAReg=http://localhost:8002/',
        'Content-Type': 'text/html',
        'set-cookie': ['a', 'b'],
        connection: 'close',
      },
      body: bytesOf('http://localhost:8001/'),
    }
    const { standing, ask } = await around([answer, { status: 401, headers: {} }])
    const got = (await ask({ url: standing.nexus() })) as HttpResponse
    const login = /DALogin=([^,]*)/.exec(String(got.headers['passporturls']))![1]!
    expect(login).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/login\?x=1$/)
    expect(got).toEqual({
      ...answer,
      headers: {
        passporturls: `DARealm=Passport.Net,DALogin=${login},DAReg=http://localhost:8002/`,
        'content-type': 'text/html',
        'set-cookie': ['a', 'b'],
      },
    })
    expect(await ask({ url: login })).toMatchObject({ status: 401 })
    const records = standing.records()
    expect(records.map(({ _tag }) => _tag)).toEqual(['Asked', 'Answered', 'Asked', 'Answered'])
    expect(records[0]).toMatchObject({ exchange: 0, request: { url: 'http://localhost:8000/rdr/pprdr.asp' } })
    expect(records[1]).toMatchObject({ outcome: { headers: { passporturls: answer.headers.PassportURLs } } })
    expect(records[2]).toMatchObject({ exchange: 1, request: { url: 'http://localhost:8001/login?x=1' } })
    expect(disorder(standing)).toEqual([])
  })

  it('leads on where it is redirected, and a path of the same server stays', async () => {
    const to = (location: string) => ({ status: 302, headers: { location } })
    const { standing, ask } = await around([to('http://localhost:8001/a?b#c'), to('/other')])
    const first = (await ask({ url: standing.nexus() })) as HttpResponse
    const location = String(first.headers['location'])
    expect(location).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/a\?b#c$/)
    expect(location).not.toContain(new URL(standing.nexus()).port)
    expect(await ask({ url: location })).toMatchObject(to('/other'))
    // The same server has the same door.
    expect(await ask({ url: standing.nexus() })).toMatchObject({ headers: { location } })
  })

  it('is answered by 502 where nobody answers, and the reason is recorded', async () => {
    const { standing, ask } = await around([])
    expect(await ask({ url: standing.nexus() })).toMatchObject({ status: 502 })
    const url = 'http://localhost:8000/rdr/pprdr.asp'
    expect(standing.of('Unanswered')).toEqual([{ _tag: 'Unanswered', exchange: 0, url, reason: { _tag: 'Refused' } }])
    expect(standing.records().at(-1)).toMatchObject({ _tag: 'Answered', exchange: 0, outcome: { _tag: 'Refused' } })
  })

  it('is told another name, another scheme, and what cannot be led through as it is', async () => {
    const answer = {
      status: 302,
      headers: { location: 'https://[', PassportURLs: 'DALogin=login.example.com:8001/l' },
    }
    const named = await around([answer], { name: 'proxy.example.com', https: true })
    expect(named.standing.nexus()).toMatch(/^https:\/\/proxy\.example\.com:\d+\/rdr\/pprdr\.asp$/)
    expect(named.standing.address().host).toBe('proxy.example.com')
    const got = await named.ask({
      url: named.standing.nexus().replace('https://proxy.example.com', 'http://127.0.0.1'),
    })
    expect(got).toMatchObject({
      headers: { location: 'https://[', passporturls: expect.stringMatching(/^DALogin=proxy\.example\.com:\d+\/l$/) },
    })

    const full = await around([{ status: 302, headers: { location: 'http://localhost:8001/' } }], { most: 1 })
    const location = 'http://localhost:8001/'
    expect(await full.ask({ url: full.standing.nexus() })).toMatchObject({ headers: { location } })
    expect(full.standing.of('Missed').map(({ to }) => to)).toEqual(['http://localhost:8001'])
  })
})

describe('over TCP', () => {
  const stops: Array<() => void> = []
  afterAll(() => stops.forEach((stop) => stop()))

  const first = async (ports: Ports, request: HttpRequest): Promise<HttpResponse | CloseReason> =>
    new Promise((done) => ports.fetch(request).subscribe(done))

  it('a body comes whole, the header of the nexus in its case, and no request leads elsewhere', async () => {
    const ports = nodePorts()
    const body = bytesOf('\0\xff body'.repeat(1000))
    const asked: Array<HttpRequest> = []
    const port = await new Promise<number>((done) => {
      const running = ports.serve({ host: '127.0.0.1', port: 0 }).subscribe((visit) => {
        if (visit._tag === 'Listening') done(visit.address.port)
        if (visit._tag !== 'Asked') return
        asked.push(visit.request)
        visit.respond({ status: 200, headers: { PassportURLs: 'DALogin=http://127.0.0.1:1/l' }, body })
      })
      stops.push(() => running.unsubscribe())
    })
    const standing = stand(ports, { server, nexus: `http://127.0.0.1:${port}/rdr/pprdr.asp` })
    stops.push(standing.stop)
    while (standing.of('Listening').length === 0) await new Promise((done) => setTimeout(done, 1))
    const got = await first(ports, { method: 'POST', url: standing.nexus(), headers: { 'x-a': 'b' }, body })
    expect(got).toMatchObject({ status: 200, body })
    expect(names(got as HttpResponse)).toContain('passporturls')
    expect(asked).toMatchObject([{ method: 'POST', url: '/rdr/pprdr.asp', headers: { 'x-a': 'b' }, body }])

    const said = await new Promise<string>((done) => {
      const texts: Array<string> = []
      const address = { host: '127.0.0.1', port: Number(new URL(standing.nexus()).port) }
      ports.dial(address).subscribe((signal) => {
        if (signal._tag === 'Opened') {
          const request = (target: string, more = ''): string => `GET ${target} HTTP/1.1\r\nHost: x\r\n${more}\r\n`
          signal.link.write(bytesOf(request('/') + request('http://x/', 'Connection: close\r\n')))
        }
        if (signal._tag === 'Bytes') texts.push(new TextDecoder().decode(signal.bytes))
        if (signal._tag === 'Closed') done(texts.join(''))
      })
    })
    expect(said).toContain('\r\nPassportURLs: DALogin=http://127.0.0.1:')
    expect(said).toContain('HTTP/1.1 400 ')
    expect(asked.length).toBe(2)
  })

  it('clients ask over https, if the proxy has a certificate', async () => {
    const fixture = (name: string) => readFileSync(new URL(`../fixtures/${name}`, import.meta.url))
    const site = nodePorts()
    const nexus = await new Promise<string>((done) => {
      const serving = site.serve({ host: '127.0.0.1', port: 0 }).subscribe((visit) => {
        if (visit._tag === 'Listening') done(`http://127.0.0.1:${visit.address.port}/rdr/pprdr.asp`)
        if (visit._tag === 'Asked') visit.respond({ status: 302, headers: { location: nexus } })
      })
      stops.push(() => serving.unsubscribe())
    })
    const identity = { key: fixture('localhost.key'), cert: fixture('localhost.crt') }
    const standing = stand(nodePorts(identity), { server, nexus, name: 'localhost', https: true })
    stops.push(standing.stop)
    while (standing.of('Listening').length === 0) await new Promise((done) => setTimeout(done, 1))
    expect(standing.nexus()).toMatch(/^https:\/\/localhost:\d+\/rdr\/pprdr\.asp$/)
    const request = { method: 'GET', url: standing.nexus(), headers: {} } as const
    const got = await first(nodePorts({ ca: fixture('authority.crt') }), request)
    expect(got).toMatchObject({ status: 302, headers: { location: standing.nexus() } })
    expect(await first(nodePorts(), request)).toMatchObject({ _tag: 'Insecure' })
  })
})
