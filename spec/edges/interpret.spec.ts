import { firstValueFrom, NEVER, of, Subject, toArray, VirtualTimeScheduler } from 'rxjs'
import { afterEach, describe, expect, it } from 'vitest'

import type { Encodable } from '../../lib/commands/codec.js'
import { interpretClient, interpretHost } from '../../lib/edges/interpret.js'
import type { InterpretOptions } from '../../lib/edges/links.js'
import { memoryNetwork } from '../../lib/edges/memory.js'
import { nodePorts } from '../../lib/edges/node.js'
import type { Ports, ConnectionEvent, HttpListenerEvent } from '../../lib/streams/ports.js'
import { watched, type TapRecord } from '../../lib/edges/debug-log.js'
import type { ClientEffect, ClientEvent, Dial, HostEvent } from '../../lib/core/effects.js'
import type { Machine } from '../../lib/core/machine.js'
import { run } from '../../lib/streams/run.js'
import { close, heldPorts, host, loopback, politely, scribe, send, until, type Host } from './toys.js'

type Effect = ClientEffect<unknown>

const dial = (link: string, host = link): Dial => ({ _tag: 'Dial', link, address: { host, port: 1863 }, on: 'NS' })
const ver: Encodable<'client'> = { _tag: 'Normal', verb: 'VER', trid: 1, offers: ['MSNP8', 'CVR0'] }
const png: Encodable<'client'> = { _tag: 'Async', verb: 'PNG' }
const out: Encodable<'client'> = { _tag: 'Async', verb: 'OUT' }

/** A client over held ports: what it is told to do, and the events that come of it. */
const client = (options: InterpretOptions = {}, answer: (event: ClientEvent) => ReadonlyArray<Effect> = () => []) => {
  const held = heldPorts()
  const events: Array<ClientEvent> = []
  const wanted = new Subject<{ readonly _tag: 'Do'; readonly effects: ReadonlyArray<Effect> }>()
  type Event = ClientEvent | { readonly _tag: 'Do'; readonly effects: ReadonlyArray<Effect> }
  const machine = scribe<Event, Effect>([], (event) => {
    if (event._tag === 'Do') return event.effects
    events.push(event)
    return answer(event)
  })
  const running = wanted.pipe(run(machine, interpretClient(held.ports, options))).subscribe()
  return {
    ...held,
    events,
    make: (...effects: ReadonlyArray<Effect>) => wanted.next({ _tag: 'Do', effects }),
    leave: () => running.unsubscribe(),
  }
}

const qng = { _tag: 'Received', link: 'a', command: { _tag: 'Async', verb: 'QNG' } }

describe('a connection', () => {
  it('is dialled, says and hears commands, and tells of its end', () => {
    const { events, written, make, open, hear, lose } = client()
    make(dial('a'))
    expect(events).toEqual([])
    open()
    make(send('a', ver), send('a', png, 'MSNP8'))
    expect(written).toEqual(['VER 1 MSNP8 CVR0\r\n', 'PNG\r\n'])
    hear('QN')
    hear('G\r\nQNG\r\nXX')
    lose({ _tag: 'Reset' })
    expect(events).toEqual([
      { _tag: 'Opened', link: 'a' },
      qng,
      qng,
      { _tag: 'Received', link: 'a', command: expect.objectContaining({ reason: { _tag: 'Truncated' } }) },
      { _tag: 'Closed', link: 'a', reason: { _tag: 'Reset' } },
    ])
  })

  it('that cannot be opened tells why', () => {
    const { events, make, lose } = client()
    make(dial('a'))
    lose({ _tag: 'Refused' })
    expect(events).toEqual([{ _tag: 'Closed', link: 'a', reason: { _tag: 'Refused' } }])
  })

  it('that breaks the framing ends, after the commands before it', () => {
    const { events, ends, make, open, hear } = client()
    make(dial('a'))
    open()
    hear('QNG\r\nMSG a b x\r\nQNG\r\n')
    hear('QNG\r\n')
    expect(events.slice(1)).toEqual([
      qng,
      { _tag: 'Closed', link: 'a', reason: { _tag: 'Broken', problem: expect.stringContaining('MSG at offset 5') } },
    ])
    expect(ends).toEqual(['let go of a'])
  })

  it('holds to the limits', () => {
    const { events, make, open, hear } = client({ limits: { line: 10 } })
    make(dial('a'))
    open()
    hear('QNG 12345678')
    expect(events[1]).toMatchObject({ reason: { _tag: 'Broken' } })
  })

  it('that was closed tells nothing more, and lets go of the port', () => {
    const { events, ends, written, make, open, hear } = client({}, (event) =>
      event._tag === 'Received' ? [send('a', out), close('a'), send('a', png)] : [],
    )
    make(dial('a'))
    open()
    hear('QNG\r\nQNG\r\nQNG\r\n')
    expect(events).toHaveLength(2)
    expect(written).toEqual(['OUT\r\n'])
    expect(ends.sort()).toEqual(['end', 'let go of a'])
    make(send('a', png), close('a'), close('nobody'), send('nobody', png))
    expect(written).toEqual(['OUT\r\n'])
  })

  it('can be dialled again by the same name, which replaces the one before', () => {
    const { events, ends, written, make, open, hear } = client()
    make(dial('a', 'first'))
    make(dial('a', 'second'))
    expect(ends).toEqual(['let go of first'])
    open(1)
    make(send('a', png, 'MSNP8'))
    hear('QNG\r\n', 1)
    expect([events.length, written.length]).toEqual([2, 1])
  })

  it('can be dialled again in answer to its end', () => {
    const { dialled, ends, make, open, lose } = client({}, (event) => (event._tag === 'Closed' ? [dial('a')] : []))
    make(dial('a'))
    open()
    lose({ _tag: 'Reset' })
    expect(dialled).toHaveLength(2)
    open(1)
    expect(ends).toEqual(['let go of a'])
  })

  it('is let go of when the user leaves', () => {
    const { ends, make, leave } = client()
    make(dial('a'), dial('b'))
    leave()
    expect(ends).toEqual(['let go of a', 'let go of b'])
  })

  it('leaves a command out that cannot be written, tells of it, and goes on', () => {
    const { events, ends, written, make, open } = client()
    make(dial('a'))
    open()
    const bad = { ...ver, offers: ['two words'] } as Encodable<'client'>
    make(send('a', bad), send('a', png))
    expect(written).toEqual(['PNG\r\n'])
    expect(ends).toEqual([])
    expect(events.slice(1)).toEqual([
      {
        _tag: 'Unsayable',
        link: 'a',
        on: 'NS',
        trid: 1,
        problem: expect.objectContaining({ _tag: 'BadField', verb: 'VER', field: 'offers' }) as unknown,
      },
    ])
    expect(JSON.stringify(events[1])).not.toContain('two words')
  })

  it('tells of a command that cannot be written where the same step closes it, too', () => {
    const { events, ends, make, open } = client()
    make(dial('a'))
    open()
    make(send('a', { ...ver, offers: ['two words'] } as Encodable<'client'>), close('a'))
    expect(ends).toEqual(['end', 'let go of a'])
    expect(events.slice(0, 2).map(({ _tag }) => _tag)).toEqual(['Opened', 'Unsayable'])
  })
})

describe('the dialect', () => {
  const offer = 'VER 1 MSNP18 MSNP8 CVR0\r\n'
  const later = 'CHG 2 NLN 0\r\nCHG 3 NLN 0\r\n'

  /** What a host hears that chooses MSNP18 in the middle of what is said. */
  const heard = (...chunks: ReadonlyArray<string>) => {
    const edge = interpretHost(heldPorts().ports)
    const events: Array<HostEvent> = []
    const signals = new Subject<ConnectionEvent>()
    const knocks = of({ _tag: 'Connected', connection: signals } as const)
    const answer = (event: HostEvent) => {
      events.push(event)
      return politely(event)
    }
    knocks.pipe(edge.accepted('NS'), run(scribe([], answer), edge.interpret)).subscribe()
    signals.next({
      _tag: 'Opened',
      link: { write: () => undefined, end: () => undefined },
      local: loopback,
      peer: loopback,
    })
    for (const chunk of chunks) signals.next({ _tag: 'Bytes', bytes: Buffer.from(chunk) })
    return events.slice(1)
  }

  it('that is spoken from now on holds for the rest of the chunk that it was answered in', () => {
    const whole = heard(offer + later)
    expect(whole).toHaveLength(3)
    expect(whole[1]).toMatchObject({ command: { verb: 'CHG', capabilities: { client: 0 } } })
    expect(whole).toEqual(heard(offer, later))
    expect(whole).toEqual(heard(...(offer + later).split('')))
  })

  it('is the one in which commands are written', () => {
    const { written, events, make, open } = client()
    make(dial('a'))
    open()
    const chg = {
      _tag: 'Normal',
      verb: 'CHG',
      trid: 2,
      status: 'NLN',
      capabilities: { client: 1, extended: 2 },
    } as Encodable<'client'>
    make(send('a', chg, 'MSNP18'), send('a', { ...chg, trid: 3 } as Encodable<'client'>))
    expect(written).toEqual(['CHG 2 NLN 1:2 0\r\n', 'CHG 3 NLN 1:2 0\r\n'])
    make(send('a', chg, 'MSNP2'))
    expect(events.at(-1)).toMatchObject({ _tag: 'Unsayable', trid: 2 })
  })
})

describe('a timer', () => {
  const after = (timer: string, ms: number): Effect => ({ _tag: 'After', timer, ms })

  it('elapses once, and is replaced or cancelled by its name', () => {
    const { events, timers, make } = client()
    make(
      after('ping', 5),
      after('idle', 7),
      after('ping', 9),
      { _tag: 'Cancel', timer: 'idle' },
      { _tag: 'Cancel', timer: 'none' },
    )
    expect(timers.map(({ ms, isOver }) => [ms, isOver])).toEqual([
      [5, true],
      [7, true],
      [9, false],
    ])
    timers[2]!.passed()
    timers[2]!.passed()
    expect(events).toEqual([{ _tag: 'Elapsed', timer: 'ping' }])
    expect(timers[2]!.isOver).toBe(true)
  })

  it('can be set again in answer to itself', () => {
    const { events, timers, make } = client({}, () => [after('ping', 5)])
    make(after('ping', 5))
    timers[0]!.passed()
    expect(timers.map(({ isOver }) => isOver)).toEqual([true, false])
    timers[1]!.passed()
    expect(events).toHaveLength(2)
  })
})

describe('a host', () => {
  it('counts its connections and requests together, and gives each a number that cannot be guessed', async () => {
    const scheduler = new VirtualTimeScheduler()
    const ports = memoryNetwork({ scheduler }).ports('host')
    const edge = interpretHost(ports)
    const opened: ConnectionEvent = {
      _tag: 'Opened',
      link: { write: () => undefined, end: () => undefined },
      local: loopback,
      peer: loopback,
    }
    const connection = of(opened)
    const asked: HttpListenerEvent = {
      _tag: 'Asked',
      request: { method: 'GET', url: '/rdr', headers: {} },
      local: loopback,
      peer: loopback,
      respond: () => undefined,
    }
    const events: Array<HostEvent> = []
    for (const each of [
      of({ _tag: 'Connected', connection } as const).pipe(edge.accepted('NS')),
      of(asked).pipe(edge.requested),
      of({ _tag: 'Connected', connection } as const).pipe(edge.accepted('SB')),
    ])
      events.push(...(await firstValueFrom(each.pipe(toArray()))))
    const names = events.map((event) => ('link' in event ? event.link : 'exchange' in event ? event.exchange : ''))
    expect(names).toEqual(['NS 1', 'NS 1', 'HTTP 2', 'SB 3', 'SB 3'])
    const nonces = events.flatMap((event) => ('nonce' in event ? [event.nonce] : []))
    expect(new Set(nonces).size).toBe(3)
    for (const nonce of nonces) expect(nonce).toMatch(/^[0-9a-f]{32}$/)
    expect(events[0]).toEqual({
      _tag: 'Accepted',
      link: 'NS 1',
      on: 'NS',
      peer: loopback,
      local: loopback,
      at: 0,
      nonce: nonces[0],
    })
  })

  it('says nothing of who was gone before they were there', () => {
    const edge = interpretHost(heldPorts().ports)
    const events: Array<HostEvent> = []
    const connection = of<ConnectionEvent>({ _tag: 'Closed', reason: { _tag: 'Reset' } })
    of({ _tag: 'Connected', connection } as const)
      .pipe(edge.accepted('NS'))
      .subscribe((event) => events.push(event))
    expect(events).toEqual([])
  })

  it('answers a request once', () => {
    const edge = interpretHost(heldPorts().ports)
    const answers: Array<number> = []
    const request = { method: 'GET', url: '/', headers: {} } as const
    of<HttpListenerEvent>({
      _tag: 'Asked',
      request,
      local: loopback,
      peer: loopback,
      respond: ({ status }) => answers.push(status),
    })
      .pipe(edge.requested)
      .subscribe()
    for (const exchange of ['HTTP 1', 'HTTP 1', 'HTTP 2'])
      edge.interpret({ _tag: 'Respond', exchange, response: { status: 200, headers: {} } })
    expect(answers).toEqual([200])
  })
})

describe('who listens in', () => {
  it('is told in nine kinds', () => {
    const records: Array<TapRecord> = []
    const held = heldPorts()
    type Event = ClientEvent
    const machine = scribe<Event, Effect>([dial('a')], (event) =>
      event._tag === 'Opened'
        ? [send('a', png, 'MSNP8'), { _tag: 'Notify', event: { _tag: 'SignedIn' } }]
        : event._tag === 'Closed'
          ? [{ _tag: 'Notify', event: { _tag: 'Unexpected', problem: 'FOO was not expected' } }]
          : [],
    )
    const named = {
      init: [{ _tag: 'On' }, machine.init[1]] as const,
      step: (state: { readonly _tag: string }, event: Event) => [state, machine.step([], event)[1]] as const,
      result: () => undefined,
    }
    const tap = (record: TapRecord) => void records.push(record)
    NEVER.pipe(run(watched(({ _tag }: { readonly _tag: string }, _: Event) => _tag)(named, tap), interpretClient(held.ports, { tap }))).subscribe()
    held.open()
    held.hear('QNG\r\nWHAT ever\r\n')
    held.lose({ _tag: 'Ended' })
    expect(records).toEqual([
      { _tag: 'Opened', link: 'a', on: 'NS' },
      { _tag: 'Handled', event: 'Opened', was: 'On', is: 'On' },
      { _tag: 'CommandSent', link: 'a', command: { _tag: 'Async', verb: 'PNG' } },
      { _tag: 'PacketSent', link: 'a', bytes: 5 },
      { _tag: 'Notified', event: { _tag: 'SignedIn' } },
      { _tag: 'PacketReceived', link: 'a', bytes: 16 },
      { _tag: 'CommandReceived', link: 'a', command: { _tag: 'Async', verb: 'QNG' } },
      { _tag: 'Handled', event: 'Received QNG', was: 'On', is: 'On' },
      { _tag: 'Confused', link: 'a', problem: expect.stringContaining('does not begin with a verb') },
      { _tag: 'Handled', event: 'Received', was: 'On', is: 'On' },
      { _tag: 'Closed', link: 'a', reason: { _tag: 'Ended' } },
      { _tag: 'Handled', event: 'Closed', was: 'On', is: 'On' },
      { _tag: 'Notified', event: { _tag: 'Unexpected', problem: 'FOO was not expected' } },
      { _tag: 'Confused', link: '', problem: 'FOO was not expected' },
    ])
  })

  it('is told no secret', () => {
    const records: Array<TapRecord> = []
    const { make, open, hear } = client({ tap: (record) => void records.push(record) })
    make(dial('a'))
    open()
    make(
      send(
        'a',
        {
          _tag: 'Normal',
          verb: 'USR',
          trid: 4,
          package: 'TWN',
          step: 'S',
          ticket: 't=SECRET&p=',
        } as Encodable<'client'>,
        'MSNP8',
      ),
    )
    make(
      send(
        'a',
        {
          _tag: 'Payload',
          verb: 'QRY',
          trid: 5,
          clientId: 'msmsgs@msnmsgr.com',
          payload: Buffer.from('SECRET'),
        } as Encodable<'client'>,
        'MSNP8',
      ),
    )
    hear('XFR 8 SB 10.0.1.200:1863  CKI SECRET\r\n')
    const profile = 'MIME-Version: 1.0\r\nContent-Type: text/x-msmsgsprofile; charset=UTF-8\r\nMSPAuth: SECRET\r\n\r\n'
    hear(`MSG Hotmail Hotmail ${profile.length}\r\n${profile}USR 4 SECRET\r\n`)
    make({
      _tag: 'Fetch',
      fetch: 'login',
      request: {
        method: 'GET',
        url: 'https://alice:SECRET@login.example.com/login?t=SECRET',
        headers: { Authorization: 'SECRET' },
      },
    })
    expect(records.map(({ _tag }) => _tag)).toEqual(
      expect.arrayContaining(['CommandSent', 'CommandReceived', 'PacketSent', 'PacketReceived', 'Confused']),
    )
    expect(records.filter(({ _tag }) => _tag === 'CommandSent')).toHaveLength(2)
    const text = records.map(
      (record) =>
        JSON.stringify(record) +
        ('command' in record ? Buffer.from((record.command as { payload?: Uint8Array }).payload ?? []).toString() : ''),
    )
    expect(text.join('\n')).not.toContain('SECRET')
    expect(records.at(-1)).toEqual({
      _tag: 'PacketSent',
      link: 'login',
      bytes: 0,
      head: 'GET https://login.example.com/login',
    })
  })
})

/** A client that says VER, PNG and OUT in turn, and ends when the server has closed. */
const visitor = (address: { readonly host: string; readonly port: number }) =>
  scribe<ClientEvent, Effect>(
    [{ _tag: 'Dial', link: 'a', address, on: 'NS' }],
    (event) => {
      if (event._tag === 'Opened') return [send('a', ver)]
      if (event._tag !== 'Received' || event.command._tag === 'Undecodable') return []
      if (event.command.verb === 'VER') return [send('a', png, 'MSNP8')]
      return event.command.verb === 'QNG' ? [send('a', out)] : []
    },
    (event) => event._tag === 'Closed',
  )

const mute = <S, E, F>(machine: Machine<S, E, F>): Machine<S, E, F> => ({
  ...machine,
  step: (state, event) => [machine.step(state, event)[0], []],
})

const worlds: ReadonlyArray<readonly [name: string, ports: () => readonly [server: Ports, client: Ports]]> = [
  [
    'in memory',
    () => {
      const network = memoryNetwork()
      return [network.ports('server'), network.ports('client')]
    },
  ],
  [
    'in memory, every byte on its own',
    () => {
      const network = memoryNetwork({ cut: (bytes) => Array.from(bytes, (byte) => Uint8Array.of(byte)) })
      return [network.ports('server'), network.ports('client')]
    },
  ],
  ['over TCP', () => [nodePorts(), nodePorts()]],
]

describe.each(worlds)('a whole conversation %s', (_name, make) => {
  const hosts: Array<Host> = []
  afterEach(() => hosts.splice(0).forEach(({ stop }) => stop()))

  it('has the same events', async () => {
    const [server, own] = make()
    const listening = host(server, loopback)
    hosts.push(listening)
    const machine = visitor(await listening.address)
    const steps = await firstValueFrom(NEVER.pipe(run(machine, interpretClient(own)), toArray()))
    expect(steps.at(-1)![0]).toEqual([
      { _tag: 'Opened', link: 'a' },
      { _tag: 'Received', link: 'a', command: { _tag: 'Normal', verb: 'VER', trid: 1, dialect: 'MSNP8', others: [] } },
      qng,
      { _tag: 'Closed', link: 'a', reason: { _tag: 'Ended' } },
    ])
    expect(
      listening.events.map((event) =>
        event._tag === 'Received' && 'verb' in event.command ? event.command.verb : event._tag,
      ),
    ).toEqual(['Accepted', 'VER', 'PNG', 'OUT'])
    expect(listening.events[0]).toMatchObject({
      link: 'NS 1',
      local: await listening.address,
      peer: { host: '127.0.0.1' },
    })
  })

  it('ends at the host when the client leaves', async () => {
    const [server, own] = make()
    const listening = host(server, loopback)
    hosts.push(listening)
    const steps: Array<ClientEvent> = []
    const running = NEVER.pipe(run(mute(visitor(await listening.address)), interpretClient(own))).subscribe(
      ([events]) => steps.push(...events),
    )
    await until(() => listening.events.length > 0 && steps.length > 0)
    running.unsubscribe()
    await until(() => listening.events.at(-1)!._tag === 'Closed')
    expect(listening.events.at(-1)).toEqual({ _tag: 'Closed', link: 'NS 1', reason: { _tag: 'Ended' } })
  })

  it('ends at the client when the host stops', async () => {
    const [server, own] = make()
    const listening = host(server, loopback)
    const machine = mute(visitor(await listening.address))
    const done = firstValueFrom(NEVER.pipe(run(machine, interpretClient(own)), toArray()))
    await until(() => listening.events.length > 0)
    listening.stop()
    expect((await done).at(-1)![0].at(-1)).toEqual({ _tag: 'Closed', link: 'a', reason: { _tag: 'Ended' } })
  })
})
