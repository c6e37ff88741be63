/** The client's side of a gateway session: what it asks, in which order, and what it makes of answers. */
import { describe, expect, it } from 'vitest'

import type { CloseReason, HttpResponse } from '../../lib/core/effects.js'
import { clientSettings, line } from './line.js'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

const answer = (header: string, body = ''): HttpResponse => ({
  status: 200,
  headers: header === '' ? {} : { 'x-msn-messenger': header },
  body: bytes(body),
})

/** A session whose answers a spec makes up. */
const scene = (settings: Partial<typeof clientSettings> | Readonly<Record<string, number>> = {}) => {
  const { client, heard, ends, asked, hears } = line({ ...clientSettings, ...settings })
  return {
    ...client,
    hears,
    write: (text: string) => client.give({ _tag: 'Written', bytes: bytes(text) }),
    leave: () => client.give({ _tag: 'Left' }),
    asked: () => asked.map(({ url, body }) => `${url.replace(/^.*gateway\.dll/, '')} ${new TextDecoder().decode(body)}`),
    urls: () => asked.map(({ url }) => url),
    heard: heard.client.all,
    ends: ends.client,
  }
}

const opened = (header = 'SessionID=1.1; GW-IP=gateway.example.com') => {
  const session = scene()
  session.write('VER')
  session.hears(answer(header))
  return session
}

describe('the client of a gateway', () => {
  it('opens a session with the first bytes, and sends one request at a time by the newest id', () => {
    const session = scene()
    expect(session.asked()).toEqual([])
    session.write('VER')
    session.write('CVR')
    session.write('USR')
    expect(session.asked()).toEqual(['?Action=open&Server=NS&IP=messenger.example.com VER'])
    session.hears(answer('SessionID=1.1; GW-IP=10.0.0.9', 'ver'))
    expect(session.asked().slice(1)).toEqual(['?SessionID=1.1 CVRUSR'])
    expect(session.urls()[1]).toBe('http://10.0.0.9/gateway/gateway.dll?SessionID=1.1')
    session.hears(answer('SessionID=1.2'))
    expect(session.pass('poll')).toBe(true)
    expect(session.asked().slice(2)).toEqual(['?Action=poll&SessionID=1.2 '])
    expect(session.urls()[2]).toContain('http://10.0.0.9/')
    expect(session.heard()).toBe('ver')
  })

  it('cuts what is long, and ends with a reason where too much waits', () => {
    const session = scene({ most: 4, unread: 10 })
    session.write('0123456789')
    expect(session.asked()).toEqual(['?Action=open&Server=NS&IP=messenger.example.com 0123'])
    session.hears(answer('SessionID=1'))
    session.hears(answer('SessionID=1'))
    expect(session.asked().slice(1)).toEqual(['?SessionID=1 4567', '?SessionID=1 89'])
    for (const text of ['01234567890', 'x']) session.write(text)
    expect(session.ends).toEqual([{ _tag: 'Unread' }])
    expect(session.isOver()).toBe(true)
  })

  it('polls soon after something came, and then less and less, up to the interval', () => {
    const session = opened()
    const rests: Array<number | undefined> = []
    for (let i = 0; i < 6; i++) {
      rests.push(session.timers.get('poll'))
      session.pass('poll')
      session.hears(answer('SessionID=1.1', i === 4 ? 'MSG' : ''))
    }
    expect(rests).toEqual([500, 1000, 2000, 2000, 2000, 250])
  })

  it.each<readonly [what: string, outcome: HttpResponse | CloseReason, reason: CloseReason]>([
    ['a proxy before it wants a password', { status: 407, headers: {} }, { _tag: 'Unauthorized' }],
    ['it forbids it', { status: 403, headers: {} }, { _tag: 'Forbidden', problem: 'it answers with status 403' }],
    ['it cannot be reached', { status: 502, headers: {} }, { _tag: 'Unreachable' }],
    ['it sends us on', { status: 302, headers: {} }, { _tag: 'Broken', problem: 'it answers with status 302' }],
    ['it is no gateway', answer('', '<html>'), { _tag: 'Broken', problem: 'it is no gateway' }],
    ['nobody listens', { _tag: 'Refused' }, { _tag: 'Refused' }],
  ])('tells, of the first answer, that %s', (_, outcome, reason) => {
    const session = scene()
    session.write('VER')
    session.hears(outcome)
    expect([session.ends, session.heard(), session.asked().length]).toEqual([[reason], '', 1])
  })

  it.each<readonly [what: string, outcome: HttpResponse | CloseReason, reason: CloseReason]>([
    ['the session is known no more', { status: 400, headers: {} }, { _tag: 'Reset' }],
    ['it is gone', { status: 502, headers: {} }, { _tag: 'Unreachable' }],
    ['a proxy wants a password by now', { status: 407, headers: {} }, { _tag: 'Unauthorized' }],
    [
      'it answers for another session',
      answer('SessionID=2.2', 'MSG'),
      { _tag: 'Broken', problem: 'the gateway answers for another session' },
    ],
    ['it closes the session', answer('SessionID=1.2; Session=close', 'OUT'), { _tag: 'Ended' }],
    ['it does not answer in time', { _tag: 'TimedOut' }, { _tag: 'TimedOut' }],
  ])('tells, of a later answer, that %s, and sends nothing again', (_, outcome, reason) => {
    const session = opened()
    session.write('PNG')
    session.write('waits')
    session.hears(outcome)
    expect(session.ends).toEqual([reason])
    expect(session.asked()).toHaveLength(2)
    expect(session.heard()).toBe(reason._tag === 'Ended' ? 'OUT' : '')
  })

  it('goes where the gateway says, and nowhere by what is no host', () => {
    const cases: ReadonlyArray<readonly [origin: string, gateway: string, next: string]> = [
      ['http://a.example.com', '10.0.0.9', 'http://10.0.0.9'],
      ['http://a.example.com:8080', '10.0.0.9', 'http://10.0.0.9:8080'],
      ['https://a.example.com:8080', 'b.example.com:99', 'https://b.example.com:99'],
      ['http://a.example.com', '[::1]:99', 'http://[::1]:99'],
      ['http://a.example.com', 'b/../c', 'http://a.example.com'],
      ['http://a.example.com', 'user@b', 'http://a.example.com'],
    ]
    for (const [origin, gateway, next] of cases) {
      const { client, asked, hears } = line({ ...clientSettings, origin })
      client.give({ _tag: 'Written', bytes: bytes('VER') })
      hears(answer(`SessionID=1; GW-IP=${gateway}`))
      client.pass('poll')
      expect(asked.at(-1)!.url.replace(/\/gateway\/.*/, '')).toBe(next)
    }
  })

  it('sends, after the user has left, what was written before, hears nothing more, and does not take for ever', () => {
    const session = scene()
    session.write('VER')
    session.write('OUT')
    session.leave()
    session.write('late')
    session.hears(answer('SessionID=1.1', 'ver'))
    expect(session.asked().slice(1)).toEqual(['?SessionID=1.1 OUT'])
    expect([session.isOver(), session.timers.get('grace')]).toEqual([false, 2000])
    session.pass('grace')
    expect([session.isOver(), session.heard(), session.ends]).toEqual([true, '', []])

    const fresh = scene()
    fresh.leave()
    expect([fresh.isOver(), fresh.asked()]).toEqual([true, []])
    const resting = opened()
    resting.leave()
    expect([resting.isOver(), resting.asked().length, resting.timers.size]).toEqual([true, 1, 0])
  })
})
