import { describe, expect, it } from 'vitest'

import { describeEnd, type EndReason } from '../../lib/client/outcomes.js'
import type { CloseReason, HttpResponse } from '../../lib/core/effects.js'
import { drive, granted, nexusAnswer, password, settingsOf, ticket, type Client } from './driver.js'

const challenge = 'lc=1033,id=507,tw=40,ru=http%3A%2F%2Fmessenger%2Emsn%2Ecom,ct=1062764229,kpp=1,kv=5'
const nexus = 'https://messenger.example.com/rdr/pprdr.asp'

/** A client that has asked the nexus. */
const atNexus = (wanted: Parameters<typeof settingsOf>[0] = {}): Client => {
  const client = drive(settingsOf({ dialects: ['MSNP8'], ...wanted }))
  client.opens('NS 1')
  client.hears('NS 1', 'VER 1 MSNP8', 'CVR 2 6.0.0602 6.0.0602 1.0.0000 http://a.example.com http://b.example.com')
  client.hears('NS 1', `USR 3 TWN S ${challenge}`)
  return client
}

/** A client that has asked the login server. */
const atLogin = (): Client => {
  const client = atNexus()
  client.gets(nexusAnswer)
  return client
}

const urls = (login: string): HttpResponse => ({ status: 200, headers: { PassportURLs: login } })
const passport = (words: string, status = 401, more: HttpResponse['headers'] = {}): HttpResponse => ({
  status,
  headers: { [status === 401 ? 'WWW-Authenticate' : 'Authentication-Info']: `Passport1.4 ${words}`, ...more },
})
const redirect = (location: string): HttpResponse => passport('da-status=redir', 302, { Location: location })

const closings: ReadonlyArray<CloseReason> = [
  { _tag: 'Ended' },
  { _tag: 'Refused' },
  { _tag: 'Unknown' },
  { _tag: 'Unreachable' },
  { _tag: 'TimedOut' },
  { _tag: 'Reset' },
  { _tag: 'Insecure', problem: 'self-signed certificate' },
  { _tag: 'Other', problem: 'EPROTO' },
]

describe('the nexus', () => {
  it.each([
    ['DALogin=login.example.com/login2.srf', 'https://login.example.com/login2.srf'],
    ['DALogin=https://login.example.com/login2.srf', 'https://login.example.com/login2.srf'],
    [
      'DARealm=Passport.Net,DALogin=login.example.com/login2.srf,DAReg=https://reg.example.com/',
      'https://login.example.com/login2.srf',
    ],
    ['DALogin=http://127.0.0.1:8081/login', 'http://127.0.0.1:8081/login'],
    ['DALogin=http://localhost:8081/login', 'http://localhost:8081/login'],
    ['DALogin=http://[::1]:8081/login', 'http://[::1]:8081/login'],
  ])('%s leads to %s', (header, url) => {
    const client = atNexus()
    expect(client.gets(urls(header))).toEqual([`fetch GET ${url}`])
    expect(client.at()).toBe('Ticketing')
  })

  it.each([
    'DALogin=http://login.example.com/login2.srf',
    'DALogin=http://127.0.0.1.example.com/login',
    'DALogin=http://localhost.example.com/login',
    'DALogin=http://localhost@example.com/login',
    'DALogin=HTTP://login.example.com/',
    'DALogin=ftp://login.example.com/login',
    'DALogin=http://2130706433/',
    'DALogin=',
    'DARealm=Passport.Net',
    '',
  ])('%j leads nowhere, and no password goes anywhere', (header) => {
    const client = atNexus()
    expect(client.gets(urls(header))).toEqual(['close NS 1'])
    expect(client.end()?._tag).toBe('NoTicket')
    expect(client.fetches.map(({ url }) => url)).toEqual([nexus])
  })

  it('is asked where the settings say, and told nothing of the account', () => {
    const client = atNexus({ nexus: 'https://nexus.example.com/rdr' })
    expect(client.fetches).toEqual([{ method: 'GET', url: 'https://nexus.example.com/rdr', headers: {} }])
  })

  it.each(closings)('does not answer: %j', (why) => {
    const client = atNexus()
    expect(client.gets(why)).toEqual(['close NS 1'])
    expect(client.end()).toEqual({ _tag: 'NoTicket', problem: `the nexus ${nexus} does not answer`, why })
  })

  it.each([200, 302, 404, 500, 503])('answers %i without its header', (status) => {
    const client = atNexus()
    client.gets({ status, headers: {} })
    expect(client.end()?._tag).toBe('NoTicket')
  })
})

describe('the login server', () => {
  it('grants a ticket, which is handed on', () => {
    const client = atLogin()
    expect(client.gets(granted)).toEqual([`NS 1 > USR 4 TWN S ${ticket}`])
    expect(client.timers.has('Ticket 4')).toBe(false)
  })

  it('is told address, password and challenge, in a header only', () => {
    const request = atLogin().fetches.at(-1)!
    expect(request.url).toBe('https://login.example.com/login2.srf')
    expect(request.method).toBe('GET')
    expect(request.body).toBeUndefined()
    expect(request.headers['Authorization']).toBe(
      `Passport1.4 OrgVerb=GET,OrgURL=http%3A%2F%2Fmessenger%2Emsn%2Ecom,sign-in=alice%40example%2Ecom,pwd=S3cret%25pass%20word,${challenge}`,
    )
    expect(request.url).not.toContain(encodeURIComponent(password))
  })

  it.each([
    [passport('da-status=failed'), { _tag: 'Denied' }],
    [passport('da-status=failed-noretry'), { _tag: 'Denied' }],
    [
      passport(
        'da-status=failed,srealm=Passport.NET,ts=-3,prompt,cburl=http%3A%2F%2Fhelp.example.com,cbtxt=Wrong%20password',
      ),
      { _tag: 'Denied', text: 'Wrong password' },
    ],
    [{ status: 401, headers: {} }, { _tag: 'Denied' }],
    [{ status: 200, headers: {} }, { _tag: 'NoTicket' }],
    [passport('da-status=success', 200), { _tag: 'NoTicket' }],
    [{ status: 500, headers: {} }, { _tag: 'NoTicket' }],
    [{ status: 404, headers: {} }, { _tag: 'NoTicket' }],
    [{ status: 503, headers: {} }, { _tag: 'NoTicket' }],
  ] satisfies ReadonlyArray<readonly [HttpResponse, object]>)('%j grants none', (response, reason) => {
    const client = atLogin()
    expect(client.gets(response)).toEqual(['close NS 1'])
    expect(client.end()).toMatchObject(reason)
    expect(describeEnd(client.end() as EndReason)).not.toContain('\n')
    expect(client.timers).toEqual(new Map())
  })

  it.each(closings)('does not answer: %j', (why) => {
    const client = atLogin()
    expect(client.gets(why)).toEqual(['close NS 1'])
    expect(client.end()).toEqual({ _tag: 'NoTicket', problem: 'the login server does not answer', why })
  })

  it('may send on, and is told all of it again there', () => {
    const client = atLogin()
    expect(client.gets(redirect('https://login2.example.com/ppsecure'))).toEqual([
      'fetch GET https://login2.example.com/ppsecure',
    ])
    expect(client.fetches.at(-1)?.headers).toEqual(client.fetches.at(-2)?.headers)
    expect(client.gets(granted)).toEqual([`NS 1 > USR 4 TWN S ${ticket}`])
  })

  it.each([
    'http://login.example.com/ppsecure',
    'http://127.0.0.1.example.com/',
    'http://localhost@evil.example.com/',
    'ftp://x/',
    '//evil.example.com/login',
    '',
  ])('may not send on to %j', (location) => {
    const client = atLogin()
    client.gets(redirect(location))
    expect(client.end()?._tag).toBe('NoTicket')
    expect(client.fetches).toHaveLength(2)
  })

  it('may send on five times, and no more', () => {
    const client = atLogin()
    for (let hop = 1; hop <= 5; hop++) client.gets(redirect(`https://login${hop}.example.com/`))
    expect(client.end()).toBeUndefined()
    expect(client.gets(redirect('https://login6.example.com/'))).toEqual(['close NS 1'])
    expect(client.end()).toMatchObject({ _tag: 'NoTicket' })
    expect(client.fetches).toHaveLength(7)
  })

  it('has its time, and each server has it anew', () => {
    const client = atNexus()
    client.waits(29_000)
    client.gets(nexusAnswer)
    client.waits(29_000)
    client.gets(redirect('https://login2.example.com/'))
    client.waits(29_000)
    expect(client.end()).toBeUndefined()
    client.waits(1_000)
    expect(client.end()).toEqual({ _tag: 'NoAnswer', to: 'the request for a ticket' })
  })

  it('is not asked again where its ticket is refused', () => {
    const client = atLogin()
    client.gets(granted)
    client.hears('NS 1', '911 4')
    expect(client.end()).toMatchObject({ _tag: 'Refused', failure: { code: 911 } })
    expect(client.fetches).toHaveLength(2)
  })
})

it.each([
  ['before it was asked', (client: Client) => client.feed({ _tag: 'Fetched', fetch: 'another', outcome: granted })],
])('an answer that nobody asked for changes nothing %s', (_, feed) => {
  const client = drive(settingsOf({ dialects: ['MSNP8'] }))
  client.opens('NS 1')
  expect(feed(client)).toEqual([])
  expect(client.at()).toBe('Negotiating')
  const login = atLogin()
  expect(feed(login)).toEqual([])
  expect(login.at()).toBe('Ticketing')
})
