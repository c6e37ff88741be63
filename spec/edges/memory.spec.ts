import fc from 'fast-check'
import { NEVER, toArray, VirtualTimeScheduler } from 'rxjs'
import { TestScheduler } from 'rxjs/testing'
import { describe, expect, it } from 'vitest'

import { interpretClient } from '../../lib/edges/interpret.js'
import { memoryNetwork, type MemoryOptions } from '../../lib/edges/memory.js'
import type { ListenerEvent, Ports, ConnectionEvent, HttpListenerEvent } from '../../lib/streams/ports.js'
import type { ClientEffect, ClientEvent, HostEvent } from '../../lib/core/effects.js'
import { run } from '../../lib/streams/run.js'
import { runs } from '../support/arbitrary.js'
import { collected, connections, host, scribe, send, until } from './toys.js'

const server = { host: 'messenger.example.com', port: 1863 }

const virtual = (options: MemoryOptions = {}) => {
  const scheduler = new VirtualTimeScheduler()
  const network = memoryNetwork({ scheduler, ...options })
  return { scheduler, network, here: network.ports('here'), there: network.ports('there') }
}

const textOf = (signals: ReadonlyArray<ConnectionEvent>): string =>
  signals.map((signal) => (signal._tag === 'Bytes' ? Buffer.from(signal.bytes).toString() : signal._tag)).join(' ')

/** What each end hears, the client having said some words as soon as it could. */
const talk = (options: MemoryOptions, ...words: ReadonlyArray<string>) => {
  const { scheduler, here, there, network } = virtual(options)
  const far: Array<readonly [number, string]> = []
  const near: Array<readonly [number, string]> = []
  const note = (all: Array<readonly [number, string]>) => (signal: ConnectionEvent) => {
    all.push([scheduler.now(), textOf([signal])])
    if (all === near && signal._tag === 'Opened') {
      words.forEach((word) => signal.link.write(Buffer.from(word)))
      signal.link.end()
    }
  }
  const listening = connections(there.listen(server)).subscribe(note(far))
  here.dial(server).subscribe(note(near))
  return { scheduler, network, near, far, listening }
}

describe('a network in memory', () => {
  it('delivers nothing in the turn in which it is sent, and everything to the millisecond', () => {
    const { scheduler, near, far } = talk({ latency: 10 }, 'a', 'b')
    expect([near, far]).toEqual([[], []])
    scheduler.flush()
    expect(near).toEqual([[20, 'Opened']])
    expect(far).toEqual([
      [10, 'Opened'],
      [30, 'a'],
      [30, 'b'],
      [30, 'Closed'],
    ])
  })

  it('runs in the time of marbles', () => {
    new TestScheduler((actual, expected) => expect(actual).toEqual(expected)).run(({ expectObservable }) => {
      const ports = memoryNetwork({ latency: 3 }).ports()
      expectObservable(ports.dial(server)).toBe('6ms (a|)', { a: { _tag: 'Closed', reason: { _tag: 'Refused' } } })
      expectObservable(ports.after(4)).toBe('4ms (a|)', { a: 0 })
    })
  })

  it('runs in real time where nothing is said of it', async () => {
    const network = memoryNetwork()
    const knocks = connections(network.ports().listen(server)).subscribe()
    const heard = collected(network.ports().dial(server))
    await until(() => heard.all.length === 1)
    expect(heard.all[0]).toMatchObject({ _tag: 'Opened' })
    knocks.unsubscribe()
    await until(() => heard.isOver)
    expect(heard.all.at(-1)).toEqual({ _tag: 'Closed', reason: { _tag: 'Ended' } })
  })

  it('refuses where nobody listens, or nobody listens any more', () => {
    const { scheduler, here, there } = virtual()
    there.listen(server).subscribe().unsubscribe()
    const heard = collected(here.dial(server))
    const other = collected(here.dial({ ...server, port: 1 }))
    scheduler.flush()
    for (const { all, isOver } of [heard, other])
      expect([all, isOver]).toEqual([[{ _tag: 'Closed', reason: { _tag: 'Refused' } }], true])
  })

  it('gives a place to one, and a port to whom wants any', () => {
    const { scheduler, there } = virtual()
    const first = collected(there.listen(server))
    const second = collected(there.listen({ ...server, host: 'MESSENGER.example.com' }))
    const any = [1, 2].map(() => collected(there.listen({ host: 'localhost', port: 0 })))
    scheduler.flush()
    expect(first.all).toEqual([{ _tag: 'Listening', address: server }])
    expect(second.all).toEqual([{ _tag: 'Closed', reason: { _tag: 'Other', problem: 'EADDRINUSE' } }])
    const ports = any.map(({ all }) => (all[0] as Extract<ListenerEvent, { _tag: 'Listening' }>).address.port)
    expect(new Set(ports).size).toBe(2)
    expect(ports).not.toContain(0)
  })

  it('finds who listens everywhere', () => {
    const { scheduler, here, there } = virtual()
    collected(connections(there.listen({ host: '0.0.0.0', port: 1863 })))
    const heard = collected(here.dial(server))
    scheduler.flush()
    expect(heard.all).toMatchObject([{ _tag: 'Opened', peer: server }])
  })

  it('does not mind when the bytes that were written are used again', () => {
    const { scheduler, here, there } = virtual()
    const far = collected(connections(there.listen(server)))
    const bytes = Buffer.from('one')
    here.dial(server).subscribe((signal) => {
      if (signal._tag !== 'Opened') return
      signal.link.write(bytes)
      bytes.write('two')
    })
    scheduler.flush()
    expect(textOf(far.all)).toBe('Opened one')
  })

  it('keeps what comes until somebody listens to the connection', () => {
    const { scheduler, here, there } = virtual()
    const knocks = collected(there.listen(server))
    here.dial(server).subscribe((signal) => signal._tag === 'Opened' && signal.link.write(Buffer.from('one')))
    scheduler.flush()
    const heard = collected((knocks.all[1] as Extract<ListenerEvent, { _tag: 'Connected' }>).connection)
    expect(heard.all).toEqual([])
    scheduler.flush()
    expect(textOf(heard.all)).toBe('Opened one')
  })

  it('closes in good order when an end is let go of', () => {
    const { scheduler, here, there } = virtual()
    const far = collected(connections(there.listen(server)))
    const near = collected(here.dial(server))
    scheduler.flush()
    near.stop()
    scheduler.flush()
    expect(far.all.at(-1)).toEqual({ _tag: 'Closed', reason: { _tag: 'Ended' } })
  })

  it('cuts all connections when it is told to', () => {
    const { scheduler, network, here, there } = virtual({ latency: 10 })
    const far = collected(connections(there.listen(server)))
    collected(there.serve({ host: 'nexus', port: 443 }))
    const near = [1, 2].map(() => collected(here.dial(server)))
    const asked = collected(here.fetch({ method: 'GET', url: 'https://nexus/', headers: {} }))
    scheduler.schedule(() => network.cutAll(), 50)
    scheduler.flush()
    const cut = { _tag: 'Closed', reason: { _tag: 'Reset' } }
    expect(near.map(({ all }) => all.at(-1))).toEqual([cut, cut])
    expect(far.all.slice(-2)).toEqual([cut, cut])
    expect(asked.all).toEqual([{ _tag: 'Reset' }])
    const again = collected(here.dial(server))
    scheduler.flush()
    expect(again.all.at(-1)).toMatchObject({ _tag: 'Opened' })
  })

  it('cuts bytes as it is told to', () => {
    const { scheduler, far } = talk({ cut: (bytes) => [bytes.subarray(0, 1), bytes.subarray(1)] }, 'abc', 'de')
    scheduler.flush()
    expect(far.map(([, what]) => what)).toEqual(['Opened', 'a', 'bc', 'd', 'e', 'Closed'])
  })

  it('gives each computer random numbers of its own, the same ones for the same seed', () => {
    const random = (seed: number, name: string) =>
      Buffer.from(memoryNetwork({ seed }).ports(name).random(16)).toString('hex')
    expect(random(1, 'a')).toBe(random(1, 'a'))
    expect(new Set([random(1, 'a'), random(1, 'b'), random(2, 'a'), random(2, 'b')]).size).toBe(4)
    const ports = memoryNetwork().ports()
    expect(ports.random(16)).not.toEqual(ports.random(16))
  })
})

describe('HTTP in memory', () => {
  const visited = (ports: Ports, address = { host: 'nexus.example.com', port: 443 }) => {
    const seen: Array<HttpListenerEvent> = []
    const running = ports.serve(address).subscribe((visit) => {
      seen.push(visit)
      if (visit._tag === 'Asked')
        visit.respond({ status: 200, headers: { PassportURLs: 'x' }, body: Buffer.from(visit.request.url) })
    })
    return { seen, stop: () => running.unsubscribe() }
  }

  it('finds a server by host and port, whatever the scheme', () => {
    const { scheduler, here, there } = virtual({ latency: 5 })
    const { seen } = visited(there)
    const answers = ['https://nexus.example.com/rdr?a=1', 'http://NEXUS.example.com:443/rdr?a=1'].map((url) =>
      collected(here.fetch({ method: 'GET', url, headers: { Authorization: 'x' } })),
    )
    scheduler.flush()
    expect(scheduler.now()).toBe(10)
    for (const { all, isOver } of answers)
      expect([all, isOver]).toEqual([
        [{ status: 200, headers: { passporturls: 'x' }, body: Buffer.from('/rdr?a=1') }],
        true,
      ])
    expect(seen[1]).toMatchObject({
      request: { method: 'GET', url: '/rdr?a=1', headers: { authorization: 'x', host: 'nexus.example.com' } },
      local: { host: 'nexus.example.com', port: 443 },
    })
  })

  it('tells why there is no answer', () => {
    const { scheduler, here, there } = virtual()
    const { stop } = visited(there, { host: 'a', port: 80 })
    const silent = there.serve({ host: 'b', port: 80 }).subscribe()
    const answers = ['http://a:81/', 'nonsense', 'http://b/'].map((url) =>
      collected(here.fetch({ method: 'GET', url, headers: {} })),
    )
    scheduler.flush()
    expect(answers.map(({ all }) => all)).toEqual([
      [{ _tag: 'Refused' }],
      [{ _tag: 'Other', problem: 'ERR_INVALID_URL' }],
      [],
    ])
    silent.unsubscribe()
    stop()
    scheduler.flush()
    expect(answers[2]!.all).toEqual([{ _tag: 'Reset' }])
  })
})

describe('a network that is disturbed', () => {
  type Effect = ClientEffect<unknown>

  /** Everything that a client and a host hear of each other, with the time. */
  const conversation = (options: MemoryOptions, words: number) => {
    const { scheduler, here, there } = virtual(options)
    const { events } = host(there, server)
    const heard: Array<readonly [number, ClientEvent]> = []
    const say = Array.from({ length: words }, () => send<'client'>('a', { _tag: 'Async', verb: 'PNG' }, 'MSNP8'))
    const machine = scribe<ClientEvent, Effect>(
      [{ _tag: 'Dial', link: 'a', address: server, on: 'NS' }],
      (event) => {
        heard.push([scheduler.now(), event])
        return event._tag === 'Opened' ? say : []
      },
      (event) => event._tag === 'Closed',
    )
    let ended = 0
    NEVER.pipe(run(machine, interpretClient(here)), toArray()).subscribe(() => ended++)
    scheduler.flush()
    return { heard, events: events as ReadonlyArray<HostEvent>, ended }
  }

  const disturbances = fc.record({
    seed: fc.nat(),
    latency: fc.nat({ max: 50 }),
    disturb: fc.record({ cut: fc.constantFrom(0, 0.5, 1), delay: fc.nat({ max: 100 }) }),
  })
  const some = { numRuns: Math.max(20, runs.numRuns / 10) }

  it('still brings all, in order, however late and in whatever pieces', () => {
    fc.assert(
      fc.property(disturbances, fc.nat({ max: 20 }), (options, words) => {
        const { heard, events } = conversation(options, words)
        expect(events.map(({ _tag }) => _tag)).toEqual(['Accepted', ...Array.from({ length: words }, () => 'Received')])
        expect(heard.map(([, { _tag }]) => _tag)).toEqual([
          'Opened',
          ...Array.from({ length: words }, () => 'Received'),
        ])
        const times = heard.map(([at]) => at)
        expect(times).toEqual([...times].sort((a, b) => a - b))
      }),
      some,
    )
  })

  it('is disturbed in the same way again, to the millisecond', () => {
    fc.assert(
      fc.property(disturbances, (options) => {
        const lossy = { ...options, disturb: { ...options.disturb, disconnect: 0.1 } }
        expect(conversation(lossy, 8)).toEqual(conversation(lossy, 8))
      }),
      some,
    )
  })

  it('loses connections, which both ends are told of', () => {
    fc.assert(
      fc.property(disturbances, (options) => {
        const { heard, events, ended } = conversation({ ...options, disturb: { ...options.disturb, disconnect: 1 } }, 3)
        expect(heard.at(-1)![1]).toEqual({ _tag: 'Closed', link: 'a', reason: { _tag: 'Reset' } })
        expect(events.at(-1)).toEqual({ _tag: 'Closed', link: 'NS 1', reason: { _tag: 'Reset' } })
        expect(ended).toBe(1)
      }),
      some,
    )
  })
})
