import fc from 'fast-check'
import { delay, filter, map, merge, mergeMap, NEVER, Observable, of, Subject } from 'rxjs'
import { Subscription, take, tap, VirtualTimeScheduler } from 'rxjs'
import { afterEach, describe, expect, it, vi } from 'vitest'

import {
  client,
  isEvent,
  memoryNetwork,
  say,
  sayTo,
  schedulerOf,
  server,
  signOut,
  type App,
  type Disturbance,
  type HttpResponse,
  type ListenerEvent,
  type Ports,
  type ConnectionEvent,
  type HttpListenerEvent,
} from '../../../lib/index.js'
import {
  recorded,
  type Finding,
  type Recorded,
  type RecordingOptions,
  type Sink,
  type TraceRecord,
} from '../../../lib/traces.js'
import { recordedLine, traceReader } from '../../../lib/traces/format/jsonl.js'
import { ordering } from '../../../lib/traces/read/validate.js'

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
const here = { host: '127.0.0.1', port: 4000 }
const there = { host: '192.0.2.7', port: 1863 }
const ended = { _tag: 'Ended' } as const

/** Ports that do what a spec says, and write down what is asked of them. */
const toy = (more: Partial<Ports> = {}) => {
  const asked: Array<string> = []
  let now = 1_000_000
  const ports: Ports = {
    dial: () => NEVER,
    listen: () => NEVER,
    fetch: () => NEVER,
    serve: () => NEVER,
    after: () => NEVER,
    now: () => now,
    random: (bytes) => new Uint8Array(bytes).fill(7),
    ...more,
  }
  return { ports, asked, pass: (ms: number) => (now += ms) }
}

/** A recording, and the records in it. */
const taken = (ports: Ports, options: RecordingOptions = {}) => {
  const findings: Array<Recorded> = []
  const all = recorded(ports, (finding) => void findings.push(finding), options)
  const records = (): ReadonlyArray<TraceRecord> =>
    findings.flatMap((finding) => (finding._tag === 'Found' ? [finding.record] : []))
  const header = () => (findings[0]?._tag === 'Begun' ? findings[0].header : undefined)
  return { all, findings, records, header }
}

afterEach(() => {
  vi.restoreAllMocks()
})

describe('recorded ports', () => {
  it('begin with the first thing that there is to record', () => {
    const { ports, pass } = toy()
    const { all, findings, header } = taken(ports, { dialect: 'MSNP8' })
    all.dial(there)
    pass(5)
    expect(findings).toEqual([])
    expect(all.now()).toBe(1_000_005)
    pass(2)
    expect(all.random(2)).toEqual(Uint8Array.of(7, 7))
    expect(header()).toEqual({
      format: 'rx-msnp trace',
      version: 1,
      start: 1_000_005,
      seenBy: 'client',
      dialect: 'MSNP8',
    })
    expect(findings.slice(1)).toEqual([
      { _tag: 'Found', record: { t: 0, _tag: 'Looked', now: 1_000_005 } },
      { _tag: 'Found', record: { t: 2, _tag: 'Drawn', bytes: Uint8Array.of(7, 7) } },
    ])
  })

  it('tell a connection, all that is said on it, and its end by the other side', () => {
    const signals = new Subject<ConnectionEvent>()
    const written: Array<Uint8Array> = []
    const { ports, pass } = toy({ dial: () => signals })
    const { all, records } = taken(ports)
    const heard: Array<ConnectionEvent> = []
    const running = all.dial(there).subscribe((signal) => void heard.push(signal))
    pass(10)
    const link = { write: (bytes: Uint8Array) => void written.push(bytes), end: () => undefined }
    signals.next({ _tag: 'Opened', link, local: here, peer: there })
    const way = heard[0] as Extract<ConnectionEvent, { _tag: 'Opened' }>
    const mine = bytesOf('VER 1 MSNP8\r\n')
    way.link.write(mine)
    expect(written[0]).toBe(mine)
    // Whoever said it may use the room again.
    mine.fill(0)
    pass(1)
    const theirs = bytesOf('VER 1 MSNP8\r\n')
    signals.next({ _tag: 'Bytes', bytes: theirs })
    signals.next({ _tag: 'Closed', reason: { _tag: 'Reset' } })
    way.link.write(bytesOf('OUT\r\n'))
    signals.complete()
    expect(heard.slice(1)).toEqual([
      { _tag: 'Bytes', bytes: theirs },
      { _tag: 'Closed', reason: { _tag: 'Reset' } },
    ])
    expect(running.closed).toBe(true)
    expect(records()).toEqual([
      { t: 0, _tag: 'Dialled', connection: 0, address: there },
      { t: 10, _tag: 'Opened', connection: 0, local: here, peer: there },
      { t: 10, _tag: 'Said', connection: 0, from: 'client', bytes: bytesOf('VER 1 MSNP8\r\n') },
      { t: 11, _tag: 'Said', connection: 0, from: 'server', bytes: theirs },
      { t: 11, _tag: 'Closed', connection: 0, reason: { _tag: 'Reset' }, by: 'server' },
    ])
  })

  it('tell that a connection never was, with nobody to blame', () => {
    const reason = { _tag: 'Refused' } as const
    const { all, records } = taken(toy({ dial: () => of({ _tag: 'Closed', reason } as const) }).ports)
    all.dial(there).subscribe()
    expect(records().slice(1)).toEqual([{ t: 0, _tag: 'Closed', connection: 0, reason }])
  })

  const opening = (order: Array<string>): Observable<ConnectionEvent> =>
    new Observable((subscriber) => {
      const link = { write: () => void order.push('write'), end: () => (order.push('end'), subscriber.complete()) }
      subscriber.next({ _tag: 'Opened', link: link as never, local: here, peer: there })
      return () => void order.push('gone')
    })

  it.each(['end', 'unsubscribe'] as const)('tell that we close it, by %s, before it is done', (how) => {
    const order: Array<string> = []
    const all = recorded(toy({ dial: () => opening(order) }).ports, (finding) => {
      if (finding._tag === 'Found') order.push(finding.record._tag)
    })
    const running = new Subscription()
    running.add(
      all.dial(there).subscribe((signal) => {
        if (signal._tag !== 'Opened') return
        signal.link.write(bytesOf('OUT\r\n'))
        if (how === 'end') signal.link.end()
        signal.link.write(bytesOf('OUT\r\n'))
      }),
    )
    running.unsubscribe()
    expect(order).toEqual(
      how === 'end'
        ? ['Dialled', 'Opened', 'Said', 'write', 'Closed', 'end', 'write', 'gone']
        : ['Dialled', 'Opened', 'Said', 'write', 'Said', 'write', 'Closed', 'gone'],
    )
  })

  it('tell requests, their answers, and that nobody waits for one', () => {
    const answers = new Subject<HttpResponse>()
    const { ports, pass } = toy({ fetch: () => answers })
    const { all, records } = taken(ports)
    const request = { method: 'GET', url: 'https://nexus.example/', headers: { a: 'b' }, body: bytesOf('<x/>') } as const
    const response: HttpResponse = { status: 200, headers: { a: undefined, b: ['c'] }, body: bytesOf('<y/>') }
    const first = all.fetch(request)
    expect(records()).toEqual([])
    const heard: Array<unknown> = []
    const running = first.subscribe((outcome) => void heard.push(outcome))
    all.fetch(request).subscribe().unsubscribe()
    pass(3)
    answers.next(response)
    running.unsubscribe()
    expect(heard).toEqual([response])
    expect(heard[0]).toBe(response)
    expect(records()).toEqual([
      { t: 0, _tag: 'Asked', exchange: 0, request },
      { t: 0, _tag: 'Asked', exchange: 1, request },
      { t: 0, _tag: 'Abandoned', exchange: 1 },
      { t: 3, _tag: 'Answered', exchange: 0, outcome: response },
    ])
  })

  it('tell timers, whether they elapse or are stopped', () => {
    const passing = new Subject<undefined>()
    const { ports, pass } = toy({ after: () => passing.pipe(take(1)) })
    const { all, records } = taken(ports)
    all.after(100).subscribe()
    const other = all.after(50).subscribe()
    pass(50)
    other.unsubscribe()
    pass(51)
    passing.next(undefined)
    expect(records()).toEqual([
      { t: 0, _tag: 'Started', timer: 0, ms: 100 },
      { t: 0, _tag: 'Started', timer: 1, ms: 50 },
      { t: 50, _tag: 'Stopped', timer: 1 },
      { t: 101, _tag: 'Elapsed', timer: 0 },
    ])
  })

  it('tell what a server hears, from where its clients stand', () => {
    const knocks = new Subject<ListenerEvent>()
    const visits = new Subject<HttpListenerEvent>()
    const { ports } = toy({ listen: () => knocks, serve: () => visits })
    const { all, records, header } = taken(ports)
    const wanted = { host: '127.0.0.1', port: 0 }
    const order: Array<string> = []
    all.listen(wanted).subscribe((knock) => {
      if (knock._tag === 'Connected')
        knock.connection.subscribe((signal) => {
          if (signal._tag === 'Bytes' && signal.bytes[0] === 79) return
          if (signal._tag === 'Bytes') opened?.link.write(bytesOf('QNG\r\n'))
          if (signal._tag === 'Opened') opened = signal
        })
    })
    let opened: Extract<ConnectionEvent, { _tag: 'Opened' }> | undefined
    all.serve(wanted).subscribe((visit) => {
      if (visit._tag !== 'Asked') return
      visit.respond({ status: 200, headers: {} })
      visit.respond({ status: 500, headers: {} })
    })
    knocks.next({ _tag: 'Listening', address: there })
    visits.next({ _tag: 'Closed', reason: { _tag: 'Other', problem: 'EADDRINUSE' } })
    const signals = new Subject<ConnectionEvent>()
    knocks.next({ _tag: 'Connected', connection: signals })
    const link = { write: () => undefined, end: () => undefined }
    signals.next({ _tag: 'Opened', link, local: there, peer: here })
    expect(opened).toMatchObject({ local: there, peer: here })
    signals.next({ _tag: 'Bytes', bytes: bytesOf('PNG\r\n') })
    opened!.link.end()
    const request = { method: 'GET', url: '/', headers: {} } as const
    const respond = ({ status }: HttpResponse): void => void order.push(`responded ${status}`)
    visits.next({ _tag: 'Asked', request, local: there, peer: here, respond })
    expect(order).toEqual(['responded 200', 'responded 500'])
    expect(header()).toMatchObject({ seenBy: 'server' })
    const problem = 'EADDRINUSE'
    expect(records()).toEqual([
      { t: 0, _tag: 'Listened', place: 0, wanted, outcome: there },
      { t: 0, _tag: 'Listened', place: 1, wanted, outcome: { _tag: 'Other', problem } },
      { t: 0, _tag: 'Opened', connection: 0, local: here, peer: there, place: 0 },
      { t: 0, _tag: 'Said', connection: 0, from: 'client', bytes: bytesOf('PNG\r\n') },
      { t: 0, _tag: 'Said', connection: 0, from: 'server', bytes: bytesOf('QNG\r\n') },
      { t: 0, _tag: 'Closed', connection: 0, reason: ended, by: 'server' },
      { t: 0, _tag: 'Asked', exchange: 0, request, local: here, peer: there, place: 1 },
      { t: 0, _tag: 'Answered', exchange: 0, outcome: { status: 200, headers: {} } },
    ])
  })

  it('tell what comes before what is done about it', () => {
    const signals = new Subject<ConnectionEvent>()
    const due = new Subject<undefined>()
    const answers = new Subject<HttpResponse>()
    const { all, records } = taken(toy({ dial: () => signals, after: () => due, fetch: () => answers }).ports)
    const look = (): void => void all.now()
    all.dial(there).subscribe(look)
    all.after(5).subscribe(look)
    all.fetch({ method: 'GET', url: '/', headers: {} }).subscribe(look)
    signals.next({ _tag: 'Bytes', bytes: bytesOf('QNG\r\n') })
    due.next(undefined)
    answers.next({ status: 200, headers: {} })
    signals.next({ _tag: 'Closed', reason: ended })
    expect(records().map(({ _tag }) => _tag)).toEqual([
      ...['Dialled', 'Started', 'Asked'],
      ...['Said', 'Looked', 'Elapsed', 'Looked', 'Answered', 'Looked', 'Closed', 'Looked'],
    ])
  })

  it('keep half a command as it was said, whatever becomes of its bytes, and hand it over at the end', () => {
    const { all, records } = taken(toy({ dial: () => opening([]) }).ports)
    const half = bytesOf('CHG 7 ')
    all.dial(there).subscribe((signal) => {
      if (signal._tag !== 'Opened') return
      signal.link.write(half)
      half.fill(0)
      signal.link.write(bytesOf('BSY 0\r\nCHG 8 '))
    })
    all.end()
    expect(records().flatMap((record) => (record._tag === 'Said' ? [record.bytes.length] : []))).toEqual([6, 13])
    expect(records().find(({ _tag }) => _tag === 'Said')).toMatchObject({ bytes: bytesOf('CHG 7 ') })
  })

  it('write down nothing that could not be read again', () => {
    const { all, findings } = taken(toy().ports)
    for (const ms of [Infinity, -Infinity, NaN]) all.after(ms).subscribe()
    for (const port of [NaN, -1, 1.5, Infinity]) all.dial({ host: '', port }).subscribe()
    const { read } = traceReader()
    const found = read(bytesOf(findings.map(recordedLine).join('')))
    expect(found.map(({ _tag }) => _tag)).toEqual(['Begun', ...Array<string>(7).fill('Found')])
  })

  it('never let the time fall, whatever becomes of the clock', () => {
    const { ports, pass } = toy()
    const { all, records } = taken(ports)
    all.now()
    pass(10)
    all.now()
    pass(-500)
    all.now()
    expect(records().map(({ t }) => t)).toEqual([0, 10, 10])
    expect(records().map((record) => (record._tag === 'Looked' ? record.now : 0))).toEqual([
      1_000_000, 1_000_010, 999_510,
    ])
  })

  it('take the times from another clock, if there is one', () => {
    const { ports } = toy({ now: () => 5 })
    let time = 100
    const { all, records, header } = taken(ports, { clock: () => time })
    all.now()
    time = 130
    all.now()
    expect(header()).toMatchObject({ start: 100 })
    expect(records()).toEqual([
      { t: 0, _tag: 'Looked', now: 5 },
      { t: 30, _tag: 'Looked', now: 5 },
    ])
  })

  it('hand everything to whatever subscribe takes, and complete it at the end', () => {
    const sink = new Subject<Recorded>()
    const heard: Array<string> = []
    sink.subscribe({ next: ({ _tag }) => void heard.push(_tag), complete: () => void heard.push('complete') })
    const all = recorded(toy().ports, sink)
    all.now()
    all.end()
    all.end()
    expect(all.now()).toBe(1_000_000)
    expect(heard).toEqual(['Begun', 'Found', 'complete'])
  })

  it('go on without a sink that throws, and tell it once', () => {
    const failures: Array<unknown> = []
    let count = 0
    const sink: Sink = () => {
      count++
      if (count > 2) throw new Error('the disk is full')
    }
    const all = recorded(toy().ports, sink, { failed: (error) => void failures.push(error) })
    for (let i = 0; i < 5; i++) expect(all.now()).toBe(1_000_000)
    all.end()
    expect(failures).toEqual([new Error('the disk is full')])
    expect(count).toBe(3)
    const warn = vi.spyOn(console, 'warn').mockReturnValue()
    recorded(toy().ports, () => {
      throw new Error('no room')
    }).now()
    expect(warn.mock.calls).toEqual([['The recording has ended, and nothing else: no room']])
  })
})

describe('a recorded session', () => {
  interface Evening {
    readonly log: ReadonlyArray<string>
    readonly traces: Readonly<Record<string, ReadonlyArray<Recorded>>>
  }

  const person = (name: string) => ({ passport: `${name}@example.com`, password: `${name}-s3cret`, name })

  /** Bob says back what he hears, a while later. Alice begins, and leaves after two answers; then Bob leaves, too. */
  const appOf = (name: string, ports: Ports): App => {
    const pause = <A>(ms: number) => delay<A>(ms, schedulerOf(ports))
    if (name === 'bob')
      return (events) =>
        merge(
          events.pipe(
            filter(isEvent('TextReceived')),
            pause(250),
            map(({ conversation, text }) => say(conversation, text)),
          ),
          events.pipe(
            filter(isEvent('ContactStatus')),
            filter(({ status }) => status === 'FLN'),
            pause(1_000),
            map(() => signOut),
          ),
        )
    return (events) =>
      merge(
        events.pipe(
          filter(isEvent('ContactStatus')),
          filter(({ status }) => status !== 'FLN'),
          take(1),
          map(() => sayTo('bob@example.com', 'one')),
        ),
        events.pipe(
          filter(isEvent('TextReceived')),
          pause(100),
          mergeMap(({ conversation, text }) => (text.length > 6 ? [signOut] : [say(conversation, `${text} more`)])),
        ),
      )
  }

  /** Ten minutes of a server and two clients in memory, all that happened with its time. */
  const evening = (
    disturb: Disturbance,
    seed: number,
    around: (name: string, ports: Ports) => Ports,
  ): Evening['log'] => {
    const scheduler = new VirtualTimeScheduler()
    scheduler.maxFrames = 600_000
    const network = memoryNetwork({ scheduler, latency: 5, disturb, seed })
    const log: Array<string> = []
    const portsOf = (name: string): Ports => around(name, network.ports(name))
    const running = new Subscription()
    const accounts = ['alice', 'bob'].map((name, at, names) => ({
      ...person(name),
      contacts: [{ passport: `${names[1 - at]}@example.com` }],
    }))
    const tell = (who: string) => (event: unknown) =>
      void log.push(`${scheduler.now()} ${who} ${JSON.stringify(event)}`)
    running.add(
      server(portsOf('server'))({ redirects: 1, accounts }).subscribe((event) => {
        tell('server')(event)
        if (event._tag !== 'Listening') return
        for (const name of ['alice', 'bob']) {
          const { passport, password } = person(name)
          const ports = portsOf(name)
          const wanted = { passport, password, server: event.first, nexus: event.nexus }
          running.add(client(ports)(wanted)(appOf(name, ports)).subscribe(tell(name)))
        }
      }),
    )
    scheduler.flush()
    running.unsubscribe()
    scheduler.maxFrames += 1_000
    scheduler.flush()
    return log
  }

  const recordedEvening = (disturb: Disturbance, seed: number, spoil = Infinity): Evening => {
    const traces: Record<string, Array<Recorded>> = {}
    const log = evening(disturb, seed, (name, ports) => {
      const findings = (traces[name] = [] as Array<Recorded>)
      const sink = (finding: Recorded): void => {
        if (findings.length >= spoil) throw new Error('no room')
        findings.push(finding)
      }
      return recorded(ports, sink, { failed: () => undefined })
    })
    return { log, traces }
  }

  const plain = (_: string, ports: Ports): Ports => ports

  it('is the same as one that is not recorded, at the same times', () => {
    const calm = evening({}, 0, plain)
    expect(calm.filter((line) => line.includes('TextReceived')).length).toBe(4)
    expect(calm.filter((line) => line.includes('"reason":{"_tag":"SignedOut"}')).length).toBe(2)
    expect(recordedEvening({}, 0).log).toEqual(calm)
  })

  it('is the same, whatever the network does to it, and to the recording', () => {
    const chance = fc.constantFrom(0, 0.02, 0.3)
    const disturbance = fc.record({
      cut: chance,
      delay: fc.constantFrom(0, 300),
      disconnect: fc.constantFrom(0, 0, 0.02),
    })
    fc.assert(
      fc.property(disturbance, fc.nat(), fc.constantFrom(Infinity, Infinity, 20), (disturb, seed, spoil) => {
        const { log, traces } = recordedEvening(disturb, seed, spoil)
        expect(log).toEqual(evening(disturb, seed, plain))
        for (const findings of Object.values(traces)) {
          const bytes = bytesOf(findings.map(recordedLine).join(''))
          const { read, end } = traceReader()
          const found: ReadonlyArray<Finding> = [...read(bytes), ...end()]
          expect(found.length).toBe(findings.length)
          expect(found.find(({ _tag }) => _tag === 'Failed')).toBe(undefined)
        }
      }),
      { numRuns: 12 },
    )
  })

  it('is in order, and says at both ends of a connection the same', () => {
    const { traces } = recordedEvening({}, 0)
    const recordsOf = (name: string): ReadonlyArray<TraceRecord> =>
      traces[name]!.flatMap((finding) => (finding._tag === 'Found' ? [finding.record] : []))
    for (const name of ['alice', 'bob', 'server']) {
      const { problem } = ordering()
      expect(recordsOf(name).flatMap((record) => problem(record) ?? [])).toEqual([])
    }
    // Each recording hides the same secret by another text, of the same length: the rest of the words are equal.
    const shapeOf = (bytes: string): ReadonlyArray<string> =>
      bytes.split(/[\s=]/).map((word) => (/^(?:[A-Z]{3}|[a-z]+)$/.test(word) ? word : `${word.length}`))
    const talksIn = (name: string) => {
      const talks = new Map<number, { key: string; client: string; server: string }>()
      for (const record of recordsOf(name)) {
        if (record._tag === 'Opened')
          talks.set(record.connection, { key: `${record.local.port} ${record.peer.port}`, client: '', server: '' })
        if (record._tag === 'Said')
          talks.get(record.connection)![record.from] += new TextDecoder().decode(record.bytes)
      }
      return [...talks.values()]
    }
    const keyed = (names: ReadonlyArray<string>) =>
      Object.fromEntries(
        names.flatMap(talksIn).map(({ key, client, server }) => [key, [shapeOf(client), shapeOf(server)]]),
      )
    const ours = keyed(['alice', 'bob'])
    expect(Object.keys(ours).length).toBe(6)
    expect(keyed(['server'])).toEqual(ours)
    const kinds = new Set(recordsOf('server').map(({ _tag }) => _tag))
    for (const kind of ['Listened', 'Opened', 'Said', 'Closed', 'Asked', 'Answered', 'Drawn', 'Looked'])
      expect(kinds).toContain(kind)
  })

  it('holds no secret, however its bytes are cut', () => {
    const plainLog: Array<string> = []
    const traces: Record<string, Array<Recorded>> = {}
    evening({ cut: 0.5 }, 7, (name, ports) => {
      const findings = (traces[name] = [] as Array<Recorded>)
      const spied: Ports = {
        ...ports,
        dial: (address) =>
          ports.dial(address).pipe(
            tap((signal) => {
              if (signal._tag === 'Bytes') plainLog.push(new TextDecoder().decode(signal.bytes))
            }),
          ),
        fetch: (request) =>
          ports.fetch(request).pipe(
            tap((outcome) => void plainLog.push('body' in outcome ? new TextDecoder().decode(outcome.body) : '')),
          ),
      }
      return recorded(spied, (finding) => void findings.push(finding))
    })
    const heard = plainLog.join('')
    const secrets = [
      'alice-s3cret',
      'bob-s3cret',
      ...[...heard.matchAll(/ CKI (\S+)|>t=([^&<]+)&|BinarySecret>([^<]+)</g)].map((found) => found.slice(1).join('')),
    ]
    // Each has a cookie for one switchboard, and tickets of one text with a secret.
    expect(new Set(secrets).size).toBeGreaterThanOrEqual(8)
    for (const findings of Object.values(traces)) {
      const file = findings.map(recordedLine).join('')
      const said = findings
        .flatMap((finding) => {
          if (finding._tag !== 'Found') return []
          const { record } = finding
          if (record._tag === 'Said') return [record.bytes]
          if (record._tag === 'Asked') return [record.request.body ?? new Uint8Array(0)]
          return record._tag === 'Answered' && 'body' in record.outcome ? [record.outcome.body!] : []
        })
        .map((bytes) => new TextDecoder().decode(bytes))
        .join('')
      for (const secret of secrets)
        for (const form of [secret, encodeURIComponent(secret)]) {
          expect(file).not.toContain(form)
          expect(said).not.toContain(form)
        }
    }
  })
})
