import { concatMap, filter, map, merge, mergeMap, type Observable, take, tap, type VirtualTimeScheduler } from 'rxjs'

import { recorded } from '../../lib/edges/record/recording-ports.js'
import {
  type App,
  client,
  type Dialect,
  isEvent,
  memoryNetwork,
  type MemoryOptions,
  openConversation,
  type Ports,
  say,
  server,
  type SessionEvent,
  type SessionState,
  setStatus,
  signOut,
  type SessionOptions,
} from '../../lib/index.js'
import type { TraceHeader, TraceRecord } from '../../lib/traces/format/record.js'
import type { Trace } from '../../lib/traces/format/trace.js'
import { byteText } from '../../lib/wire/text.js'
import { account, addressOf, clock, friends, passwordOf } from '../pair/world.js'

/** An event or a state, and when. */
export type Seen<A> = readonly [t: number, what: A]

/** What somebody saw of a session from inside, and what went out of it. */
export interface Seens {
  readonly events: ReadonlyArray<Seen<SessionEvent>>
  readonly states: ReadonlyArray<Seen<SessionState>>
  /** What was said on each connection, as byte text. */
  readonly said: ReadonlyArray<string>
}

/** What is in no recording: tickets, cookies, digests, answers to challenges. */
const secret =
  /^((?:USR \d+ (?:TWN|MD5|SSO) S|USR \d+ SHA A|USR \d+ \S+@\S+|ANS \d+ \S+) )(?!I )(\S+(?: HAAA\S+)?)|^(QRY \d+ \S+ 32\r\n)(.{32})/gm

/** What was said, without secrets, by which a session and its recording differ. */
export const open = (said: ReadonlyArray<string>): ReadonlyArray<string> =>
  said.map((text) =>
    text.replace(secret, (_, line: string | undefined, __, query: string | undefined) => `${line ?? query}...`),
  )

/** Collects a trace from a sink. */
export const taking = () => {
  const records: Array<TraceRecord> = []
  let header: TraceHeader | undefined
  return {
    sink: (finding: { readonly _tag: string; readonly header?: unknown; readonly record?: unknown }): void => {
      if (finding._tag === 'Begun') header = finding.header as TraceHeader
      if (finding._tag === 'Found') records.push(finding.record as TraceRecord)
    },
    trace: (): Trace => {
      if (header === undefined) throw new Error('nothing was recorded')
      return { header, records }
    },
  }
}

/** Ports with a note of all that is said through them. */
const overheard = (ports: Ports, said: Array<string>): Ports => ({
  ...ports,
  dial: (address, on) => {
    const place = said.push('') - 1
    return ports.dial(address, on).pipe(
      map((signal) => {
        if (signal._tag !== 'Opened') return signal
        const { link } = signal
        const write = (bytes: Uint8Array): void => {
          said[place] += byteText(bytes)
          link.write(bytes)
        }
        return { ...signal, link: { ...link, write } }
      }),
    )
  },
})

/** Begins a session, and looks at it from all sides. */
export const attending = (ports: Ports, now: () => number, wanted: SessionOptions, app: (ports: Ports) => App) => {
  const events: Array<Seen<SessionEvent>> = []
  const states: Array<Seen<SessionState>> = []
  const said: Array<string> = []
  const watched: App = (happening, state) =>
    merge(
      app(ports)(happening, state),
      state.pipe(
        tap((each) => void states.push([now(), each])),
        filter((): boolean => false),
        map((): never => undefined as never),
      ),
    )
  const session = client(overheard(ports, said))(wanted)(watched).subscribe((event) => void events.push([now(), event]))
  return { seen: { events, states, said } satisfies Seens, session }
}

const later = (ports: Ports, ms: number) => (): Observable<unknown> => ports.after(ms)

/** Alice opens a conversation, says three texts, one for each answer, goes away, stays for a while, and signs out. */
export const alice =
  (texts: ReadonlyArray<string> = ['Hello Bob', 'How are you?', 'Grüße, 乾杯']) =>
  (ports: Ports): App =>
  (events) =>
    merge(
      events.pipe(
        filter(isEvent('Ready')),
        take(1),
        mergeMap(later(ports, 500)),
        map(() => openConversation([addressOf('bob')], 'tea')),
      ),
      events.pipe(
        filter(isEvent('Joined')),
        map(() => say('tea', texts[0]!)),
      ),
      events.pipe(
        filter(isEvent('TextReceived')),
        concatMap((_, at) => (texts[at + 1] === undefined ? [setStatus('AWY')] : [say('tea', texts[at + 1]!)])),
      ),
      events.pipe(
        filter(isEvent('OwnStatus')),
        filter(({ status }) => status === 'AWY'),
        mergeMap(later(ports, 130_000)),
        map(() => signOut),
      ),
    )

/** Bob says back whatever he hears, but for what was said back to him: two of his kind would never come to an end. */
export const bob = (): App => (events) =>
  events.pipe(
    filter(isEvent('TextReceived')),
    filter(({ text }) => !text.startsWith('You said: ')),
    map(({ conversation, text }) => say(conversation, `You said: ${text}`)),
  )

/** Lets virtual time pass. */
export const pass = (scheduler: VirtualTimeScheduler, ms: number): void => {
  const until = scheduler.frame + ms
  scheduler.maxFrames = until
  scheduler.flush()
  scheduler.frame = until
}

/** A session that was recorded, and what was seen of it then. */
export interface Take {
  readonly trace: Trace
  readonly seen: Seens
  readonly wanted: SessionOptions
}

/** What stands between a session and the network: above what is recorded, or below it. */
export interface Way {
  readonly above?: (ports: Ports) => Ports
  readonly below?: (ports: Ports) => Ports
}

const straight = (ports: Ports): Ports => ports

/** Records an evening of Alice and Bob in memory and virtual time. */
export const evening = (
  dialects: readonly [Dialect, Dialect],
  options: Omit<MemoryOptions, 'scheduler'> = {},
  apps: readonly [(ports: Ports) => App, (ports: Ports) => App] = [alice(), bob],
  ms = 300_000,
  { above = straight, below = straight }: Way = {},
): readonly [Take, Take] => {
  const scheduler = clock()
  const network = memoryNetwork({ latency: 5, ...options, scheduler })
  const port = { host: '127.0.0.1', port: 1863 }
  server(network.ports('server'))({
    port: port.port,
    httpPort: 1864,
    redirects: 1,
    accounts: [...friends('alice', 'bob'), account('carol')],
  }).subscribe()
  pass(scheduler, 1)
  const [first, second] = (['alice', 'bob'] as const).map((name, at) => {
    const tape = taking()
    const ports = above(recorded(below(network.ports(name)), tape.sink))
    const wanted: SessionOptions = {
      passport: addressOf(name),
      password: passwordOf(name),
      server: port,
      nexus: 'http://127.0.0.1:1864/rdr/pprdr.asp',
      dialects: [dialects[at]!],
    }
    const { seen, session } = attending(ports, () => scheduler.now(), wanted, apps[at]!)
    return { tape, seen, wanted, session }
  }) as [never, never] as unknown as readonly [
    { tape: ReturnType<typeof taking>; seen: Seens; wanted: SessionOptions },
    { tape: ReturnType<typeof taking>; seen: Seens; wanted: SessionOptions },
  ]
  pass(scheduler, ms)
  const done = ({ tape, seen, wanted }: typeof first): Take => ({ trace: tape.trace(), seen, wanted })
  return [done(first), done(second)]
}
