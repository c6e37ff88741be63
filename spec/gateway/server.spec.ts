/** The server's side of a gateway session: which requests it takes, and what it answers. */
import { describe, expect, it } from 'vitest'

import type { CloseReason } from '../../lib/core/effects.js'
import { gatewayHost, type GatewayHostEffect, type GatewayHostEvent } from '../../lib/gateway/server.js'
import { byteText, utf8Bytes } from '../../lib/wire/text.js'
import { stepping } from './line.js'

const settings = { session: '954547325', gateway: '10.0.0.9', idle: 60_000, unread: 10 }

const scene = () => {
  const log: Array<string> = []
  const ends: Array<CloseReason> = []
  const session = stepping<ReturnType<typeof gatewayHost>['init'][0], GatewayHostEvent, GatewayHostEffect, unknown>(
    gatewayHost(settings),
    (effect) => {
      if (effect._tag === 'Heard') log.push(`heard ${byteText(effect.bytes)}`)
      if (effect._tag === 'Ended') ends.push(effect.reason)
      if (effect._tag !== 'Answer') return
      const { status, headers, body = utf8Bytes('') } = effect.response
      const told = String(headers['X-MSN-Messenger'] ?? '').replace(/954547325|; GW-IP=10.0.0.9/g, '')
      log.push(`${effect.exchange}: ${[status, told, byteText(body)].filter((each) => each !== '').join(' ')}`)
    },
  )
  return {
    ...session,
    ends,
    /** What was done since somebody looked. */
    done: () => log.splice(0),
    send: (exchange: string, id: string | undefined, text: string) =>
      session.give({ _tag: 'Asked', exchange, id, body: utf8Bytes(text), lifespan: 0 }),
    poll: (exchange: string, id: string, lifespan = 0) =>
      session.give({ _tag: 'Asked', exchange, id, body: utf8Bytes(''), lifespan }),
    write: (text: string) => session.give({ _tag: 'Written', bytes: utf8Bytes(text) }),
    hangUp: () => session.give({ _tag: 'HungUp' }),
  }
}

const opened = () => {
  const session = scene()
  session.send('a', undefined, 'VER')
  session.write('ver')
  session.pass('answer')
  expect(session.done()).toEqual(['heard VER', 'a: 200 SessionID=.1 ver'])
  return session
}

describe('the server of a gateway', () => {
  it('hears the commands of a request, and answers in the next turn with all that was written by then', () => {
    const session = opened()
    session.send('b', '954547325.1', 'CVR')
    session.write('cvr')
    session.write('more')
    expect(session.done()).toEqual(['heard CVR'])
    session.pass('answer')
    expect(session.done()).toEqual(['b: 200 SessionID=.2 cvrmore'])
    session.write('later')
    session.poll('c', '954547325.2')
    expect(session.done()).toEqual(['c: 200 SessionID=.3 later'])
    session.poll('d', '954547325.3')
    expect(session.done()).toEqual(['d: 200 SessionID=.4'])
  })

  it('takes the commands of an id once, and no id that it never gave', () => {
    const session = opened()
    session.send('b', '954547325.1', 'CVR')
    session.pass('answer')
    session.done()
    const bad = ['954547325.1', '954547325.3', '954547325.0', '954547325.', '954547325', '1.2', '954547325.1e0']
    for (const id of bad) session.send('x', id, 'again')
    session.send('x', undefined, 'again')
    expect(session.done()).toEqual(Array.from({ length: bad.length + 1 }, () => 'x: 400'))
    session.send('c', '954547325.2', 'USR')
    expect(session.done()).toEqual(['heard USR'])
  })

  it('keeps a poll that may be kept until there is something to give, or another request comes', () => {
    const session = opened()
    session.poll('b', '954547325.1', 3000)
    expect([session.done(), session.timers.get('answer')]).toEqual([[], 3000])
    session.write('MSG')
    session.write('MSG')
    expect(session.timers.get('answer')).toBe(0)
    session.pass('answer')
    expect(session.done()).toEqual(['b: 200 SessionID=.2 MSGMSG'])
    session.poll('c', '954547325.2', 1e6)
    expect(session.timers.get('answer')).toBe(30_000)
    session.send('d', '954547325.2', 'PNG')
    expect(session.done()).toEqual(['c: 200 SessionID=.3', 'heard PNG'])
  })

  it('tells the client of the end with the answer that waits, or with the next one', () => {
    const session = opened()
    session.send('b', '954547325.1', 'OUT')
    session.write('OUT')
    session.hangUp()
    expect(session.done()).toEqual(['heard OUT', 'b: 200 SessionID=.2; Session=close OUT'])
    expect([session.isOver(), session.timers.size]).toEqual([true, 0])

    const silent = opened()
    silent.write('OUT OTH')
    silent.hangUp()
    expect([silent.done(), silent.isOver()]).toEqual([[], false])
    silent.send('b', '954547325.1', 'PNG')
    expect(silent.done()).toEqual(['b: 200 SessionID=.2; Session=close OUT OTH'])
    expect(silent.isOver()).toBe(true)
  })

  it('gives up a client that is silent, or does not come for what waits', () => {
    const silent = opened()
    expect(silent.timers.get('idle')).toBe(60_000)
    silent.pass('idle')
    expect([silent.ends, silent.isOver()]).toEqual([[{ _tag: 'TimedOut' }], true])

    const slow = opened()
    for (const text of ['01234567890', 'x']) slow.write(text)
    expect([slow.ends, slow.isOver()]).toEqual([[{ _tag: 'Unread' }], true])

    const gone = opened()
    gone.hangUp()
    gone.pass('idle')
    expect([gone.ends, gone.isOver()]).toEqual([[], true])
  })
})
