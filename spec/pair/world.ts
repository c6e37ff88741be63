import { inspect } from 'node:util'

import type * as E from 'fp-ts/lib/Either.js'
import { VirtualTimeScheduler } from 'rxjs'
import {
  connect,
  memoryNetwork,
  server,
  type Address,
  type Dialect,
  type Handle,
  type HostAccount,
  type Intent,
  type MemoryNetwork,
  type MemoryOptions,
  type Ports,
  type Refusal,
  type ServerEvent,
  type ServerSettings,
  type SessionEvent,
  type SessionState,
  type TapRecord,
  type SessionOptions,
} from '../../lib/index.js'
import type { HostTimer } from '../../lib/host/timers.js'
import type { Host } from '../../lib/host/state.js'
import { watchedOf } from './watch.js'

/** The first moment of every world: 2005-04-23T18:57:44Z. */
export const start = 1_114_282_664_000

/** Long enough for everything that is under way to be done, and too short for the next sign of life. */
export const aWhile = 10_000

export const addressOf = (name: string): string => `${name}@example.com`

/** A password that occurs nowhere by chance, and is not of ASCII alone. */
export const passwordOf = (name: string): string => `${name}-pässwörd-5ecret!`

export const account = (name: string, more: Partial<HostAccount> = {}): HostAccount => ({
  passport: addressOf(name),
  password: passwordOf(name),
  name: `${name.toUpperCase()} Ünlike`,
  ...more,
})

/** Accounts of which everybody has everybody else on the forward and the allow list. */
export const friends = (...names: ReadonlyArray<string>): ReadonlyArray<HostAccount> =>
  names.map((name) =>
    account(name, {
      contacts: names.filter((other) => other !== name).map((other) => ({ passport: addressOf(other) })),
    }),
  )

/** One session, and all that was heard of it. */
export interface Somebody {
  readonly name: string
  readonly passport: string
  readonly handle: Handle
  readonly events: Array<SessionEvent>
  readonly states: Array<SessionState>
  readonly records: Array<TapRecord>
  /** Whether the last event was heard. */
  isOver: boolean
  /** What the session ended with, if that was no event. */
  error?: unknown
  readonly now: () => SessionState
  readonly send: (intent: Intent) => E.Either<Refusal, Intent>
  readonly of: <Tag extends SessionEvent['_tag']>(tag: Tag) => ReadonlyArray<Extract<SessionEvent, { _tag: Tag }>>
}

/** Begins a session over some ports, and writes everything down. */
export const begin = (ports: Ports, name: string, wanted: Omit<SessionOptions, 'passport' | 'password'> & Partial<SessionOptions>) => {
  const records: Array<TapRecord> = []
  const passport = wanted.passport ?? addressOf(name)
  const handle = connect(ports, { tap: (record) => void records.push(record) })({
    password: passwordOf(name),
    ...wanted,
    passport,
  })
  const events: Array<SessionEvent> = []
  const states: Array<SessionState> = []
  const somebody: Somebody = {
    name,
    passport,
    handle,
    events,
    states,
    records,
    isOver: false,
    now: handle.now,
    send: handle.send,
    of: (tag) => events.filter((event): event is Extract<SessionEvent, { _tag: typeof tag }> => event._tag === tag),
  }
  handle.events.subscribe({
    next: (event) => void events.push(event),
    error: (error: unknown) => (somebody.error = error),
    complete: () => (somebody.isOver = true),
  })
  handle.state.subscribe({ next: (state) => void states.push(state), error: () => undefined })
  return somebody
}

/** A server and its clients in virtual time. */
export interface World {
  readonly network: MemoryNetwork
  readonly scheduler: VirtualTimeScheduler
  readonly notices: Array<ServerEvent>
  /** What the server's tap was told. */
  readonly records: Array<TapRecord>
  readonly first: Address
  readonly nexus: string
  readonly addresses: Extract<ServerEvent, { _tag: 'Listening' }>['addresses']
  /** The server's state; only where `host` is watched. */
  readonly host: () => Host
  readonly timers: () => ReadonlyMap<string, HostTimer>
  readonly signIn: (name: string, dialect?: Dialect, wanted?: Partial<SessionOptions>, ports?: Ports) => Somebody
  readonly everybody: ReadonlyArray<Somebody>
  /** Lets virtual time pass. */
  readonly pass: (ms?: number) => Promise<void>
  readonly stop: () => void
}

/** Lets virtual time pass, and every turn that is due. */
export const passing =
  (scheduler: VirtualTimeScheduler) =>
  async (ms = aWhile): Promise<void> => {
    // A session begins in a turn of its own.
    await Promise.resolve()
    const until = scheduler.frame + ms
    scheduler.maxFrames = until
    scheduler.flush()
    scheduler.frame = until
    await Promise.resolve()
  }

/** A clock that stands still until a spec lets it go on. */
export const clock = (): VirtualTimeScheduler => {
  const scheduler = new VirtualTimeScheduler()
  scheduler.frame = start
  // It sorts all that is planned for each one more: with a flood under way that is most of the time of a spec.
  const { actions } = scheduler
  actions.sort = (compare) => {
    const last = actions.pop()
    if (last === undefined) return actions
    let [from, to] = [0, actions.length]
    while (from < to) {
      const middle = (from + to) >> 1
      if (compare!(actions[middle]!, last) > 0) to = middle
      else from = middle + 1
    }
    actions.splice(from, 0, last)
    return actions
  }
  return scheduler
}

/** Starts a server in memory. */
export const world = async (
  settings: ServerSettings & { readonly accounts: ReadonlyArray<HostAccount> },
  options: Omit<MemoryOptions, 'scheduler'> = {},
): Promise<World> => {
  const scheduler = clock()
  const network = memoryNetwork({ latency: 5, ...options, scheduler })
  const notices: Array<ServerEvent> = []
  const records: Array<TapRecord> = []
  const everybody: Array<Somebody> = []
  const pass = passing(scheduler)
  const running = server(network.ports('server'), { tap: (record) => void records.push(record) })({
    redirects: 1,
    ...settings,
  }).subscribe((notice) => void notices.push(notice))
  await pass(0)
  const open = notices.find((notice) => notice._tag === 'Listening')
  if (open === undefined) throw new Error('the server does not listen')
  const { first, nexus, addresses } = open
  const watched = () => {
    const it = watchedOf(settings.accounts)
    if (it === undefined) throw new Error('nobody watches the host')
    return it
  }
  return {
    network,
    scheduler,
    notices,
    records,
    first,
    nexus,
    addresses,
    host: () => watched().state,
    timers: () => watched().timers,
    signIn: (name, dialect, wanted = {}, ports = network.ports(`${name} ${everybody.length}`)) => {
      const one = begin(ports, name, {
        server: first,
        nexus,
        ...(dialect === undefined ? {} : { dialects: [dialect] }),
        ...wanted,
      })
      everybody.push(one)
      return one
    },
    everybody,
    pass,
    stop: () => running.unsubscribe(),
  }
}

const asJson = (thing: unknown): string => {
  try {
    return JSON.stringify(thing) ?? ''
  } catch (error) {
    // What goes round in a circle has no JSON; the message tells only of its kind.
    return String(error)
  }
}

/** Everything as text, however deep it is hidden: as JSON, and as an inspector shows it. */
export const shown = (...things: ReadonlyArray<unknown>): string =>
  things
    .flatMap((thing) => [
      asJson(thing),
      inspect(thing, { depth: Infinity, showHidden: true, getters: true, maxArrayLength: null, maxStringLength: null }),
      String(thing),
    ])
    .join('\n')

/** Bytes show as numbers; their text is what may hold a secret. */
export const bytesShown = (thing: unknown): string => {
  const seen = new Set<unknown>()
  const texts: Array<string> = []
  const visit = (value: unknown): void => {
    if (value instanceof Uint8Array) texts.push(new TextDecoder().decode(value))
    else if (typeof value === 'object' && value !== null && !seen.has(value)) {
      seen.add(value)
      for (const each of Array.isArray(value) ? value : Object.values(value)) visit(each)
    }
  }
  visit(thing)
  return texts.join('\n')
}
