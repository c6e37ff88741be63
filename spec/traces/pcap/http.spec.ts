import { describe, expect, it } from 'vitest'

import { ordering } from '../../../lib/traces/read/validate.js'
import type { TraceRecord } from '../../../lib/traces/format/record.js'
import { captureOf, recut } from '../../support/mutator.js'
import { latin1, talk, type Sent, type Talk, type Utterance } from '../../support/pcaps.js'
import { recordsIn, streamsIn, told } from './reading.js'

const start = Date.UTC(2005, 4, 6)
const one = { host: '192.0.2.1', port: 1200 }
const two = { host: '198.51.100.2', port: 8080 }

const client = (...lines: ReadonlyArray<string>): Utterance => ({ from: 'client', bytes: latin1(lines.join('\r\n')) })
const server = (...lines: ReadonlyArray<string>): Utterance => ({ from: 'server', bytes: latin1(lines.join('\r\n')) })

const between = (said: ReadonlyArray<Utterance>, more: Partial<Talk> = {}): ReadonlyArray<Sent> =>
  talk({ client: one, server: two, start, ...more }, said)

const recordsOf = (segments: ReadonlyArray<Sent>): ReadonlyArray<TraceRecord> => {
  const records = recordsIn(captureOf(segments))
  const order = ordering()
  expect(records.flatMap((record) => order.problem(record) ?? [])).toEqual([])
  return records
}

const bodies = (records: ReadonlyArray<TraceRecord>): ReadonlyArray<string | undefined> =>
  records.flatMap((record) => {
    const body = record._tag === 'Asked' ? record.request.body : record._tag === 'Answered' && 'status' in record.outcome ? record.outcome.body : null
    return body === null ? [] : [body === undefined ? undefined : Buffer.from(body).toString('latin1')]
  })

describe('exchanges of MSNP', () => {
  it('are told of with all that was said', () => {
    const records = recordsOf(
      between([
        client('GET /rdr/pprdr.asp HTTP/1.1', 'Host: nexus.example.com', 'Cookie: a', 'cookie: b', '', ''),
        server('HTTP/1.1 200 OK', 'PassportURLs: DALogin=login.example.com/login', 'Set-Cookie: a', 'Set-Cookie: b', 'Content-Length: 7', '', '200: OK'),
      ]),
    )
    expect(records).toEqual([
      {
        t: 13,
        _tag: 'Asked',
        exchange: 0,
        request: { method: 'GET', url: 'http://nexus.example.com/rdr/pprdr.asp', headers: { Host: 'nexus.example.com', Cookie: 'a, b' } },
      },
      {
        t: 25,
        _tag: 'Answered',
        exchange: 0,
        outcome: {
          status: 200,
          headers: { PassportURLs: 'DALogin=login.example.com/login', 'Set-Cookie': ['a', 'b'], 'Content-Length': '7' },
          body: latin1('200: OK'),
        },
      },
    ])
  })

  const ok = server('HTTP/1.1 200 OK', 'Content-Length: 0', '', '')
  it.each<readonly [string, ReadonlyArray<string>, Utterance, string]>([
    ['Passport login', ['GET /login HTTP/1.1', 'Host: a', 'Authorization: Passport1.4 OrgVerb=GET,sign-in=a', '', ''], ok, 'http://a/login'],
    ['a nexus elsewhere', ['GET /any HTTP/1.0', 'Host: a', '', ''], server('HTTP/1.0 200 OK', 'passporturls: DALogin=x', 'Content-Length: 0', '', ''), 'http://a/any'],
    ['tickets', ['POST /RST.srf HTTP/1.1', 'Host: a', 'Content-Length: 0', '', ''], ok, 'http://a/RST.srf'],
    ['newer tickets', ['POST /RST2.srf HTTP/1.1', 'Host: a', 'Content-Length: 0', '', ''], ok, 'http://a/RST2.srf'],
    ['the address book', ['POST /abservice/abservice.asmx HTTP/1.1', 'Host: a', 'Content-Length: 0', '', ''], ok, 'http://a/abservice/abservice.asmx'],
    ['membership', ['POST /abservice/SharingService.asmx HTTP/1.1', 'Host: a', 'Content-Length: 0', '', ''], ok, 'http://a/abservice/SharingService.asmx'],
    ['offline messages', ['POST /OimWS/oim.asmx HTTP/1.1', 'Host: a', 'Content-Length: 0', '', ''], ok, 'http://a/OimWS/oim.asmx'],
    ['through a proxy', ['GET http://nexus.example.com/rdr/pprdr.asp HTTP/1.0', '', ''], ok, 'http://nexus.example.com/rdr/pprdr.asp'],
    ['without a host', ['GET /rdr/pprdr.asp HTTP/1.0', '', ''], ok, 'http://198.51.100.2:8080/rdr/pprdr.asp'],
  ])('%s', (_, lines, answer, url) => {
    const method = lines[0]!.split(' ')[0]
    expect(recordsOf(between([client(...lines), answer])).map(told)).toEqual([`0 asked ${method} ${url}`, '0 answered 200'])
  })

  const post = ['POST /RST.srf HTTP/1.1', 'Host: a'] as const
  it.each<readonly [string, Utterance, string | undefined]>([
    ['of a length', server('HTTP/1.1 200 OK', 'Content-Length: 9', '', 'some text'), 'some text'],
    ['in chunks', server('HTTP/1.1 200 OK', 'Transfer-Encoding: chunked', '', '4', 'some', '5;x=y', ' text', '0', 'Trailer: x', '', ''), 'some text'],
    ['up to the end', server('HTTP/1.0 200 OK', '', 'some text'), 'some text'],
    ['of none', server('HTTP/1.1 204 No Content', '', ''), undefined],
    ['behind a first answer', server('HTTP/1.1 100 Continue', '', 'HTTP/1.1 200 OK', 'Content-Length: 9', '', 'some text'), 'some text'],
  ])('answers with a body %s, however they are cut', (_, answer, body) => {
    const said = [client(...post, 'Content-Length: 3', '', 'abc'), answer]
    expect(bodies(recordsOf(between(said)))).toEqual(['abc', body])
    expect(bodies(recordsOf(recut(1)(between(said), 1)))).toEqual(['abc', body])
    expect(bodies(recordsOf(between(said, { begins: false })))).toEqual(['abc', body])
  })

  it('that share a connection with others are told of in order', () => {
    const said = [
      client('HEAD /RST.srf HTTP/1.1', '', 'GET /picture HTTP/1.1', '', ''),
      client('POST /RST.srf HTTP/1.1', 'Content-Length: 3', '', 'one'),
      server('HTTP/1.1 200 OK', 'Content-Length: 999', '', 'HTTP/1.1 200 OK', 'Content-Length: 9', '', 'a picture'),
      server('HTTP/1.1 500 Error', 'Content-Length: 3', '', 'two', ''),
      client('GET /rdr/pprdr.asp HTTP/1.1', '', ''),
    ]
    const records = recordsOf(between(said))
    expect(records.map(told)).toEqual([
      '0 asked POST http://198.51.100.2:8080/RST.srf',
      '0 answered 500',
      '1 asked GET http://198.51.100.2:8080/rdr/pprdr.asp',
      '1 answered Ended',
    ])
    expect(bodies(records)).toEqual(['one', 'two', undefined])
  })

  it('of which a part is missing are not told of as if it were not', () => {
    const long = 'x'.repeat(300)
    const said = [
      client(...post, 'Content-Length: 300', '', long),
      server('HTTP/1.1 200 OK', 'Content-Length: 300', '', long),
      client(...post, 'Content-Length: 3', '', 'abc'),
      server('HTTP/1.1 200 OK', 'Content-Length: 3', '', 'def'),
    ]
    const segments = between(said, { longest: 100 })
    const without = (from: string, nth: number) => {
      const all = segments.filter(({ from: { host }, bytes }) => host === from && (bytes?.length ?? 0) > 0)
      return recordsOf(segments.filter((segment) => segment !== all[nth])).map(told)
    }
    const rest = ['asked POST http://a/RST.srf', 'answered 200']
    expect(without(one.host, 1)).toEqual(rest.map((each) => `0 ${each}`))
    expect(without(one.host, 0)).toEqual(rest.map((each) => `0 ${each}`))
    expect(without(two.host, 1)).toEqual(['0 asked POST http://a/RST.srf', '0 answered Other', ...rest.map((each) => `1 ${each}`)])
    expect(without(two.host, 0)).toEqual([
      '0 asked POST http://a/RST.srf',
      '1 asked POST http://a/RST.srf',
      '0 answered Other',
      '1 answered 200',
    ])
  })

  it('with a body beyond the limit say so', () => {
    const big: Utterance = { from: 'server', bytes: latin1(`HTTP/1.1 200 OK\r\n\r\n${'x'.repeat(0x400001)}`) }
    expect(recordsOf(between([client('GET /rdr/pprdr.asp HTTP/1.1', '', ''), big])).map(told).at(-1)).toBe('0 answered Other')
  })

  it.each<readonly [string, ReadonlyArray<Utterance>]>([
    ['no head', [client('GET /rdr/pprdr.asp'), server('HTTP/1.1 200 OK\r\n\r\n')]],
    ['a head without end', [client('GET /rdr/pprdr.asp HTTP/1.1', `X: ${'x'.repeat(20_000)}`)]],
    ['a length that is none', [client('POST /RST.srf HTTP/1.1', 'Content-Length: -1', '', 'x')]],
    ['an answer to nothing', [server('HTTP/1.1 200 OK', 'Content-Length: 3', '', 'abc')]],
  ])('%s is nothing', (_, said) => {
    expect(recordsOf(between(said))).toEqual([])
  })
  it('chunks that are none end the exchange', () => {
    const said = [client(...post, '', ''), server('HTTP/1.1 200 OK', 'Transfer-Encoding: chunked', '', 'zzz', '')]
    expect(recordsOf(between(said)).map(told)).toEqual(['0 asked POST http://a/RST.srf', '0 answered Other'])
  })
})

const gateway = (query: string, body: string): Utterance =>
  client(`POST /gateway/gateway.dll?${query} HTTP/1.1`, 'Host: gateway.example.com', `Content-Length: ${body.length}`, '', body)
const answered = (headers: string, body: string): Utterance =>
  server('HTTP/1.1 200 OK', `X-MSN-Messenger: ${headers}`, `Content-Length: ${body.length}`, '', body)

describe('a session of the HTTP gateway', () => {
  const first = between([
    gateway('Action=open&Server=NS&IP=messenger.example.com', 'VER 1 MSNP8 CVR0\r\n'),
    answered('SessionID=1.1; GW-IP=198.51.100.2', 'VER 1 MS'),
    gateway('Action=poll&SessionID=1.1', ''),
    answered('SessionID=2.2; GW-IP=198.51.100.2', 'NP8\r\n'),
  ])
  const second = between([gateway('SessionID=2.2', 'CVR 2 x\r\n'), answered('SessionID=2.2; Session=close', 'OUT\r\n')], {
    client: { ...one, port: 1201 },
    start: start + 1000,
  })

  it('is one connection, on however many it goes', () => {
    expect(recordsOf([...first, ...second]).map(told)).toEqual([
      '0 dialled messenger.example.com:1863',
      '0 opened 192.0.2.1:1200 198.51.100.2:8080',
      '0 client: VER 1 MSNP8 CVR0\r\n',
      '0 server: VER 1 MS',
      '0 server: NP8\r\n',
      '0 client: CVR 2 x\r\n',
      '0 server: OUT\r\n',
      '0 closed Ended by server',
    ])
  })
  it('may have begun before the capture', () => {
    expect(recordsOf(second).map(told)).toEqual([
      '0 opened 192.0.2.1:1201 198.51.100.2:8080 midway',
      '0 client: CVR 2 x\r\n',
      '0 server: OUT\r\n',
      '0 closed Ended by server',
    ])
  })
  it('tells what is missing', () => {
    const text = 'NLN NLN bob@example.com Bob\r\n'.repeat(20)
    const segments = between([gateway('SessionID=1', 'CVR 1 x\r\n'), answered('SessionID=1', text), gateway('SessionID=1', 'PNG\r\n')], { longest: 200 })
    const missing = segments.filter(({ from, bytes }) => from.host === two.host && bytes!.length > 0)[1]!
    const streams = streamsIn(recordsOf(segments.filter((segment) => segment !== missing)))
    const head = 200 - Buffer.from(answered('SessionID=1', text).bytes).indexOf('NLN')
    expect(streams).toEqual({
      '0 client': 'CVR 1 x\r\nPNG\r\n',
      '0 server': `${text.slice(0, head)}<200>${text.slice(head + 200)}`,
    })
  })
  it('that is not known is none', () => {
    const refused = server('HTTP/1.1 400 Bad Request', 'Content-Length: 5', '', 'PNG\r\n')
    expect(recordsOf(between([gateway('Action=poll&SessionID=nosuch', ''), refused]))).toEqual([])
    expect(recordsOf(between([client('GET /gateway/gateway.dll?Action=open HTTP/1.1', '', ''), refused]))).toEqual([])
  })
})
