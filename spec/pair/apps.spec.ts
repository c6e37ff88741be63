/** Sessions in the hands of people who use Rx: what they give, what they throw, when they leave, and what they are told. */
import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import { filter, from, ignoreElements, map, merge, NEVER, Observable, of, Subject, take, tap, VirtualTimeScheduler } from 'rxjs'
import { describe, expect, it } from 'vitest'

import {
  client,
  connect,
  isEvent,
  memoryNetwork,
  openConversation,
  ready,
  say,
  sayTo,
  serve,
  server,
  setStatus,
  signOut,
  type App,
  type AppInput,
  type Intent,
  type SessionEvent,
  type SessionState,
} from '../../lib/index.js'
import { event, marbles, virtualServer } from '../../lib/testing/index.js'

const account = { passport: 'alice@example.com', password: 'secret' }
const place = { host: '127.0.0.1', port: 1863 }
const wanted = { ...account, server: place, dialects: ['MSNP7'] } as const

/** A server in memory, and time that passes when it is told to. */
const there = () => {
  const scheduler = new VirtualTimeScheduler()
  const network = memoryNetwork({ scheduler, latency: 5 })
  const running = server(network.ports('server'))({ accounts: [account, { passport: 'bob@example.com', password: 'secret' }], ...place }).subscribe()
  const pass = async (ms = 5_000): Promise<void> => {
    await Promise.resolve()
    scheduler.maxFrames = scheduler.frame + ms
    scheduler.flush()
    await Promise.resolve()
  }
  return { network, scheduler, pass, stop: () => running.unsubscribe() }
}

const nudge = { _tag: 'Nudge' } as const

/** Runs an app, and gives what its session ended with. */
const errorOf = (app: unknown): unknown => {
  const { signIn, pass } = virtualServer()
  signIn('bot', app as AppInput)
  try {
    pass()
  } catch (error) {
    return error
  }
  return undefined
}

describe('what an app emits and is no intent', () => {
  const emitted: ReadonlyArray<readonly [what: unknown, named: RegExp]> = [
    [null, /emitted null/],
    [undefined, /emitted undefined/],
    ['hello', /emitted a string/],
    [7, /emitted a number/],
    [() => 1, /emitted a function/],
    [[setStatus('AWY')], /emitted an array/],
    [of(setStatus('AWY')), /emitted an Observable/],
    [Promise.resolve(setStatus('AWY')), /emitted a Promise/],
    [{ passport: 'a@b', secret: 'hush' }, /without the _tag/],
    [{ _tag: 'toString' }, /"toString"/],
    [{ _tag: '__proto__' }, /"__proto__"/],
  ]
  it.each(emitted)('ends the session with a TypeError that names it: %s', (what, named) => {
    const error = errorOf(() => from([what]))
    expect(error).toBeInstanceOf(TypeError)
    expect(String(error)).toMatch(named)
    expect(String(error)).not.toContain('hush')
  })

  it('is an event, where an app hands on what it only looks at; what drops it is no harm', () => {
    expect(String(errorOf((events: Observable<SessionEvent>) => events.pipe(tap(() => undefined))))).toMatch(/TypeError.*"Connecting"/)
    expect(errorOf((events: Observable<SessionEvent>) => events.pipe(tap(() => undefined), ignoreElements()))).toBeUndefined()
  })

  it.each([undefined, null, 5, 'text'])('is refused as the whole of what an app returns: %s', (what) => {
    expect(errorOf(() => what)).toBeInstanceOf(TypeError)
  })

  it('is refused by the types, where they see it', () => {
    const run = client(memoryNetwork().ports())(wanted)
    // @ts-expect-error console.log makes any of it
    run((events) => events.pipe(tap(console.log)))
    // @ts-expect-error these are events
    run((events) => events.pipe(take(1)))
    run((events) => events.pipe(tap((each) => console.log(each)), ignoreElements()))
    run(() => NEVER)
    run(() => [signOut])
    expect(true).toBe(true)
  })
})

describe('an app that answers its own outcomes within one turn', () => {
  const refusedSay: Intent = { _tag: 'Say', conversation: 'none', message: nudge }
  it.each([1, 2])('ends its session with a RangeError that names the intent, %s for each', (count) => {
    const app: App = (events) =>
      merge(
        events.pipe(filter(isEvent('Ready')), map(() => refusedSay)),
        new Observable<Intent>((to) => events.pipe(filter(isEvent('MessageOutcome'))).subscribe(() => {
          for (let i = 0; i < count; i++) to.next(refusedSay)
        })),
      )
    const error = errorOf(app)
    expect(error).toBeInstanceOf(RangeError)
    expect(String(error)).toContain('Say')
  })

  it('may want ever so much at once', () => {
    const many = Array.from({ length: 20_000 }, () => refusedSay)
    const { signIn, pass } = virtualServer()
    const bot = signIn('bot', (events) => new Observable<Intent>((to) => events.pipe(filter(isEvent('Ready'))).subscribe(() => many.forEach((each) => to.next(each)))))
    pass()
    expect(bot.heard('MessageOutcome')).toHaveLength(20_000)
  })
})

describe('whatever from takes is an app', () => {
  const away = setStatus('AWY')
  const interop = { [(Symbol as { observable?: symbol }).observable ?? '@@observable']: () => ({ subscribe: (to: { next: (value: unknown) => void }) => (to.next(away), { unsubscribe: () => undefined }) }) }
  const apps: ReadonlyArray<readonly [name: string, app: unknown]> = [
    ['an array', () => [away]],
    ['a Promise', () => Promise.resolve(away)],
    ['a generator', function* () { yield away }],
    ['an asynchronous generator', async function* () { yield away }],
    ['an Observable of another copy of RxJS', () => interop],
  ]
  it.each(apps)('%s, in a session and in its double', async (_, app) => {
    const { network, pass, stop } = there()
    const [events, doubled]: [Array<SessionEvent>, Array<SessionEvent>] = [[], []]
    const session = client(network.ports('alice'))(wanted)(app as AppInput).subscribe((each) => events.push(each))
    await pass()
    await pass()
    session.unsubscribe()
    stop()
    const virtual = virtualServer()
    const bot = virtual.signIn('bot', app as AppInput)
    virtual.pass()
    for (let i = 0; i < 5; i++) await Promise.resolve()
    virtual.pass()
    doubled.push(...bot.events)
    for (const all of [events, doubled])
      expect(all.filter(isEvent('IntentOutcome')).map(({ outcome }) => outcome._tag)).toEqual(['Done'])
  })

  it('is given a state when it is called, by marbles, too', () => {
    const seen: Array<SessionState['connection']['_tag']> = []
    const app: App = (events, state) => {
      state.subscribe(({ connection }) => seen.push(connection._tag)).unsubscribe()
      expect(seen).toEqual(['Ready'])
      return events.pipe(map(() => setStatus('AWY')))
    }
    marbles((actual, expected) => expect(actual).toEqual(expected))(({ hot, expectIntents }) => {
      expectIntents(app, hot('-a-|', { a: event('Joined') })).toBe('-x-|', { x: setStatus('AWY') })
    })
    expect(seen).toEqual(['Ready'])
  })
})

describe('every intent that is sent', () => {
  const intents: ReadonlyArray<Intent> = [
    setStatus('AWY'),
    { _tag: 'Ping' },
    sayTo('bob@example.com', 'Hello?'),
    openConversation(['bob@example.com']),
    say('none', 'Hello?'),
    { _tag: 'Synchronise' },
    signOut,
    { _tag: 'AddContact', passport: 'bob@example.com' },
  ]
  const when = fc.constantFrom<SessionEvent['_tag'] | 'At once'>('At once', 'Connecting', 'SignedIn', 'Ready', 'OwnStatus', 'IntentOutcome', 'MessageOutcome', 'Closing', 'Closed')
  const script = fc.array(fc.tuple(when, fc.array(fc.integer({ min: 0, max: intents.length - 1 }), { minLength: 1, maxLength: 4 })), { maxLength: 5 })

  it('has one outcome, or is refused at once, whenever that is', async () => {
    await fc.assert(
      fc.asyncProperty(script, fc.boolean(), async (moments, isLost) => {
        const { network, pass, stop } = there()
        await pass(10)
        const handle = connect(network.ports('alice'))(wanted)
        const accepted = new Map<Intent, number>()
        const send = (tag: string): void => {
          for (const [at, which] of moments)
            if (at === tag)
              for (const each of which) {
                // An object of its own for each, by which its outcome is known.
                const intent = { ...intents[each]! }
                if (E.isRight(handle.send(intent))) accepted.set(intent, 0)
              }
        }
        const used = new Set<string>()
        handle.events.subscribe((each) => {
          if (each._tag === 'IntentOutcome' || each._tag === 'MessageOutcome') {
            const count = accepted.get(each.intent)
            if (count !== undefined) accepted.set(each.intent, count + 1)
          }
          if (used.has(each._tag)) return
          used.add(each._tag)
          send(each._tag)
        })
        send('At once')
        await pass()
        if (isLost) network.cutAll()
        else handle.close()
        await pass(200_000)
        stop()
        // The intents of a session are told back as they were given.
        expect([...accepted].filter(([, count]) => count !== 1)).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  it('is accepted in a handler, where what it needs is only on its way', async () => {
    const { network, pass, stop } = there()
    const handle = connect(network.ports('alice'))(wanted)
    const sent: Array<string> = []
    handle.events.pipe(filter(isEvent('Ready'))).subscribe(() => {
      sent.push(handle.send(openConversation(['bob@example.com'], 'tea'))._tag, handle.send(say('tea', 'Hello?'))._tag)
      handle.close()
      sent.push(handle.send({ _tag: 'Ping' })._tag)
    })
    await pass()
    stop()
    expect(sent).toEqual(['Right', 'Right', 'Left'])
  })

  it('of an app has its outcome before Closed, when the app leaves with more in hand', () => {
    const { signIn, pass } = virtualServer()
    const bot = signIn('bot', (events) => new Observable<Intent>((to) => events.pipe(filter(isEvent('Ready'))).subscribe(() => [signOut, { _tag: 'Ping' } as const, sayTo('a@b', 'x')].forEach((each) => to.next(each)))))
    pass()
    expect(bot.events.slice(-4).map(({ _tag }) => _tag)).toEqual(['IntentOutcome', 'IntentOutcome', 'MessageOutcome', 'Closed'])
  })
})

describe('an app that is left', () => {
  it('at any event is told nothing more, and its events and states complete', () => {
    const whole = virtualServer()
    const all = whole.signIn('bot')
    whole.pass()
    expect(all.events.length).toBeGreaterThan(5)
    for (let at = 1; at <= all.events.length; at++)
      for (const by of ['app', 'subscriber'] as const) {
        const { network, scheduler } = virtualServer()
        const told: Array<string> = []
        const leave = new Subject<void>()
        let seen = 0
        let isLeft = false
        const count = (): void => {
          if (++seen !== at) return
          isLeft = true
          leave.next()
        }
        const app: App = (events, state) => {
          events.subscribe({ next: () => { if (isLeft) told.push('event'); if (by === 'app') count() }, complete: () => told.push('events end') })
          state.subscribe({ next: () => { if (isLeft) told.push('state') }, complete: () => told.push('states end') })
          return NEVER
        }
        const session = client(network.ports('bot'))({ ...wanted, passport: 'bot@example.com', dialects: ['MSNP18'] })(app).subscribe(() => { if (by === 'subscriber') count() })
        if (isLeft) session.unsubscribe()
        leave.subscribe(() => session.unsubscribe())
        scheduler.maxFrames = 10_000
        scheduler.flush()
        if (!isLeft) session.unsubscribe()
        expect([at, by, ...told]).toEqual([at, by, 'events end', 'states end'])
      }
  })

  it('by its own error has the event that caused it told first', () => {
    const { network, scheduler } = virtualServer()
    const seen: Array<string> = []
    client(network.ports('bot'))({ ...wanted, passport: 'bot@example.com' })((events) =>
      events.pipe(filter(isEvent('SignedIn')), map((): Intent => { throw new Error('boom') })),
    ).subscribe({ next: ({ _tag }) => seen.push(_tag), error: (error: unknown) => seen.push(String(error)) })
    scheduler.maxFrames = 10_000
    scheduler.flush()
    expect(seen.slice(-2)).toEqual(['SignedIn', 'Error: boom'])
  })
})

describe('a tap that throws', () => {
  it.each(['PacketSent', 'PacketReceived', 'CommandSent', 'CommandReceived', 'Opened', 'Closed', 'Handled', 'Notified'])('at %s ends its session with what it threw', (tag) => {
    const { network, scheduler } = virtualServer()
    let error: unknown
    const uncaught: Array<unknown> = []
    const note = (problem: unknown): void => void uncaught.push(problem)
    process.on('uncaughtException', note)
    client(network.ports('bot'), { tap: ({ _tag }) => { if (_tag === tag) throw new Error('boom') } })({ ...wanted, passport: 'bot@example.com' })((events) =>
      events.pipe(filter(isEvent('Ready')), map(() => signOut)),
    ).subscribe({ error: (problem: unknown) => (error = problem) })
    scheduler.maxFrames = 20_000
    scheduler.flush()
    process.off('uncaughtException', note)
    expect([String(error), uncaught]).toEqual(['Error: boom', []])
  })
})

describe('a handle', () => {
  it('keeps its last state, tells why it ended, and does so to whoever waits for it to be ready', async () => {
    const { network, pass, stop } = there()
    await pass()
    const handle = connect(network.ports('alice'))({ ...wanted, password: 'wrong' })
    const waiting = ready(handle).catch((error: unknown) => error)
    await pass()
    stop()
    expect(await waiting).toMatchObject({ name: 'SessionEnded', reason: { _tag: 'Refused' } })
    expect(await handle.closed).toMatchObject({ _tag: 'Refused' })
    await expect(ready(handle)).rejects.toMatchObject({ reason: { _tag: 'Refused' } })
    const late: Array<string> = []
    handle.state.subscribe({ next: ({ connection }) => late.push(connection._tag), complete: () => late.push('complete') })
    expect(late).toEqual(['Ended', 'complete'])
  })

  it('is ended by a signal, and does not even dial where that is aborted already', async () => {
    const { network, pass, stop } = there()
    const stopping = new AbortController()
    const handle = connect(network.ports('alice'))({ ...wanted, signal: stopping.signal })
    await pass()
    expect((await ready(handle)).connection._tag).toBe('Ready')
    stopping.abort()
    expect(await handle.closed).toEqual({ _tag: 'SignedOut' })
    const ports = { ...network.ports('alice'), dial: () => { throw new Error('dialled') } }
    const never = connect(ports)({ ...wanted, signal: stopping.signal })
    expect(await never.closed).toEqual({ _tag: 'SignedOut' })
    stop()
  })

  it('and that of a server are disposed of', async () => {
    const network = memoryNetwork()
    const running = serve(network.ports('server'))({ accounts: [account] })
    const { first } = await running.listening
    const handle = connect(network.ports('alice'))({ ...wanted, server: first })
    await ready(handle)
    await handle[Symbol.asyncDispose]()
    expect(await handle.closed).toEqual({ _tag: 'SignedOut' })
    const again = serve(network.ports('server'))({ accounts: [account], port: first.port })
    await expect(again.listening).rejects.toThrow(String(first.port))
    await running[Symbol.asyncDispose]()
    await running.closed
  })
})
