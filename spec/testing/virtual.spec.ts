import { delay, filter, map, merge, NEVER, tap, timer } from 'rxjs'
import { describe, expect, it } from 'vitest'

import {
  client,
  isEvent,
  say,
  sayTo,
  setStatus,
  signOut,
  type App,
  type Ports,
  type SessionEvent,
} from '../../lib/index.js'
import { friends, marbles, virtualServer, type Somebody } from '../../lib/testing/index.js'

const echo: App = (events) =>
  events.pipe(
    filter(isEvent('TextReceived')),
    map(({ conversation, text }) => say(conversation, text)),
  )

const textsOf = (somebody: Somebody): ReadonlyArray<string> => somebody.heard('TextReceived').map(({ text }) => text)

describe('a virtual server', () => {
  it('lets a bot and somebody meet, and time pass at once', () => {
    const { signIn, pass, scheduler, notices } = virtualServer()
    const bot = signIn('bot', echo)
    const alice = signIn('Alice')
    pass()
    alice.send(sayTo(bot.passport, 'Hello?'))
    pass(1_000)
    expect(textsOf(alice)).toEqual(['Hello?'])
    expect(textsOf(bot)).toEqual(['Hello?'])
    expect([bot.passport, alice.passport]).toEqual(['bot@example.com', 'alice@example.com'])
    expect(scheduler.now()).toBe(11_000)
    expect(notices[0]?._tag).toBe('Listening')
  })

  it('does nothing until time passes', () => {
    const { signIn, pass } = virtualServer()
    const bot = signIn('bot')
    expect(bot.events.map(({ _tag }) => _tag)).toEqual(['Connecting'])
    expect(bot.now().connection._tag).toBe('SigningIn')
    pass()
    expect(bot.now().connection._tag).toBe('Ready')
    expect(bot.states[0]!.connection._tag).toBe('SigningIn')
    expect(bot.states.at(-1)).toBe(bot.now())
  })

  it('has the accounts that it is given, with their passwords, and nobody else', () => {
    const { signIn, pass } = virtualServer({ accounts: friends('Alice', 'Bob'), redirects: 2 })
    const [alice, bob, eve] = [signIn('Alice'), signIn('Bob', undefined, { dialects: ['MSNP7'] }), signIn('eve')]
    const liar = signIn('bob', undefined, { password: 'wrong', deadlines: { reply: 1_000 } })
    pass()
    expect(alice.heard('ContactStatus').map(({ name, status }) => [name, status])).toContainEqual(['Bob', 'NLN'])
    expect(alice.heard('SignedIn')[0]?.dialect).toBe('MSNP18')
    expect(bob.heard('SignedIn')[0]?.dialect).toBe('MSNP7')
    expect(alice.heard('Redirected')).toHaveLength(2)
    expect(eve.heard('Closed')[0]?.reason._tag).toBe('Denied')
    expect(liar.heard('Closed')[0]?.reason._tag).toBe('Denied')
  })

  it('has passwords of any kind, for addresses of any case', () => {
    const account = { passport: 'Carol@Example.org', password: 'pässwörd' }
    const { signIn, pass } = virtualServer({ accounts: [account] })
    const carol = signIn('Carol@Example.org')
    pass()
    expect(carol.heard('SignedIn')).toHaveLength(1)
  })

  it('tells what was said, without secrets', () => {
    const { signIn, pass } = virtualServer()
    const bot = signIn('bot', undefined, { dialects: ['MSNP7'] })
    bot.send(setStatus('BSY'))
    pass()
    const verbs = bot.said.map((command) => (command._tag === 'Undecodable' ? '?' : command.verb))
    expect(verbs).toEqual(['VER', 'INF', 'USR', 'USR', 'SYN', 'CHG', 'QRY'])
    expect(bot.said[3]).toMatchObject({ verb: 'USR', digest: '•••' })
    expect(bot.heard('OwnStatus', 'IntentOutcome').map(({ _tag }) => _tag)).toEqual(['OwnStatus', 'IntentOutcome'])
  })

  it('lets people go: with the last event, or at once', () => {
    const { signIn, pass, stop } = virtualServer({ accounts: friends('alice', 'bob', 'carol') })
    const [alice, bob, carol] = [signIn('alice'), signIn('bob'), signIn('carol')]
    pass()
    alice.send(signOut)
    bob.leave()
    pass()
    expect(alice.heard('Closed')).toHaveLength(1)
    expect(alice.now().connection._tag).toBe('Ended')
    expect(bob.heard('Closed')).toHaveLength(0)
    const gone = carol.heard('ContactStatus').filter(({ status }) => status === 'FLN')
    expect(gone.map(({ passport }) => passport).sort()).toEqual(['alice@example.com', 'bob@example.com'])
    stop()
    pass()
    expect(carol.heard('Closed')).toHaveLength(1)
  })

  it('throws what an app throws or emits as an error, when time passes', () => {
    const failing: App = (events) =>
      events.pipe(
        filter(isEvent('Ready')),
        map(() => {
          throw new Error('no')
        }),
      )
    const { signIn, pass } = virtualServer()
    signIn('bot', failing)
    expect(() => pass()).toThrow(new Error('no'))
    pass()
    signIn('other', () => {
      throw new Error('never')
    })
    expect(() => pass(0)).toThrow(new Error('never'))
  })

  it('begins at a time, and gives its clock to a bot with a timer', () => {
    const start = Date.UTC(2005, 3, 23)
    const { signIn, pass, scheduler } = virtualServer({ start })
    const late: App = (events, state) => echo(events, state).pipe(delay(30_000, scheduler))
    const bot = signIn('bot', late)
    const times: Array<number> = []
    const alice: App = (events) =>
      merge(
        timer(10_000, scheduler).pipe(map(() => sayTo(bot.passport, 'Hello?'))),
        events.pipe(
          filter(isEvent('TextReceived')),
          tap(() => times.push(scheduler.now() - start)),
          map(() => signOut),
        ),
      )
    signIn('alice', alice)
    pass(39_000)
    expect(times).toEqual([])
    pass(2_000)
    expect(times).toEqual([40_320])
    expect(scheduler.now()).toBe(start + 41_000)
  })

  it('records everybody, until the recording is asked for', () => {
    const { signIn, pass } = virtualServer()
    const bot = signIn('bot')
    pass()
    const trace = bot.trace()
    expect(trace.header.seenBy).toBe('client')
    expect(trace.records[0]).toMatchObject({ t: 0, _tag: 'Dialled' })
    const { length } = trace.records
    bot.send(setStatus('AWY'))
    pass()
    expect(bot.now().account.status).toBe('AWY')
    expect(bot.trace().records).toHaveLength(length)
  })

  it('has a network as bad as it is told to be, and lets somebody stand between', () => {
    const dials: Array<number> = []
    const through = (ports: Ports): Ports => ({
      ...ports,
      dial: (address) => {
        dials.push(address.port)
        return ports.dial(address)
      },
    })
    const { signIn, pass, network } = virtualServer({ disturb: { cut: 1, delay: 50 }, seed: 7, latency: 1 })
    const bot = signIn('bot', echo, { through })
    pass()
    expect(bot.now().connection._tag).toBe('Ready')
    expect(dials).toEqual([1863])
    network.cutAll()
    pass()
    expect(bot.heard('Closed')[0]?.reason).toEqual({ _tag: 'Lost', why: { _tag: 'Reset' } })
  })

  it('keeps time by marbles, if these drive it', () => {
    marbles((actual, expected) => expect(actual).toEqual(expected))(({ cold, scheduler, expectObservable }) => {
      const { signIn, network } = virtualServer({ scheduler })
      signIn('bot', echo)
      const alice: App = () => cold('10s a', { a: sayTo('bot@example.com', 'Hello?') })
      const wanted = { passport: 'alice@example.com', password: 'secret', server: { host: '127.0.0.1', port: 1863 } }
      const nexus = 'http://127.0.0.1:1864/rdr/pprdr.asp'
      const answers = client(network.ports('alice'))({ ...wanted, nexus })(alice).pipe(
        filter(isEvent('TextReceived')),
        map(({ text }) => text),
      )
      expectObservable(merge(answers, NEVER), '^ 20s !').toBe('10320ms h', { h: 'Hello?' })
    })
  })

  it('is the same again for the same seed', () => {
    const evening = (seed: number): ReadonlyArray<SessionEvent> => {
      const { signIn, pass } = virtualServer({
        accounts: friends('alice', 'bob'),
        seed,
        disturb: { cut: 0.5, delay: 40 },
      })
      const [alice] = [signIn('alice'), signIn('bob', echo)]
      pass()
      alice.send(sayTo('bob@example.com', 'Hello?'))
      pass()
      return alice.events
    }
    expect(evening(1)).toEqual(evening(1))
  })
})
