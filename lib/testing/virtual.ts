/** A server and a network in memory, on one virtual clock, and the accounts that sign in to it. */
import * as E from 'fp-ts/lib/Either.js'
import { merge, Subject, VirtualTimeScheduler } from 'rxjs'

import { type App, intentsOf } from '../app.js'
import { nexusPath } from '../auth/passport.js'
import { client } from '../client.js'
import { isEvent, type SessionEvent } from '../client/events.js'
import type { Intent } from '../client/intents/intents.js'
import type { SessionOptions } from '../client/settings.js'
import type { SessionState } from '../client/state.js'
import type { Decoded } from '../commands/codec.js'
import type { Tap } from '../edges/debug-log.js'
import type { ListenSettings } from '../edges/listen-addresses.js'
import { memoryNetwork, type MemoryNetwork, type MemoryOptions } from '../edges/memory.js'
import { recorded } from '../edges/record/recording-ports.js'
import type { HostAccount } from '../host/settings.js'
import { given } from '../payloads/setting.js'
import { server, type ServerEvent, type ServerSettings } from '../server.js'
import type { Ports } from '../streams/ports.js'
import type { Recorded } from '../traces/format/record.js'
import { collected, type Trace } from '../traces/format/trace.js'
import { appOf, type Bot } from './bot.js'

/**
 * The server and the network of a test. Without accounts, whoever signs in gets one.
 *
 * **Shapes** `scheduler` is a clock that somebody else drives, such as that of `marbles`.
 *
 * **Units** `start` in milliseconds since 1970, at which the clock begins; 0 unless told. `latency` is 20 unless told.
 */
export type VirtualSettings = Omit<ServerSettings, Exclude<keyof ListenSettings, 'redirects'>> &
  Omit<MemoryOptions, 'scheduler'> & { readonly start?: number; readonly scheduler?: VirtualTimeScheduler }

/** How somebody signs in: any setting of a session, and what stands between them and the network. */
export type SigningIn = Partial<SessionOptions> & {
  /** Ports that lead to the network by way of others. */
  readonly through?: (ports: Ports) => Ports
}

/** Somebody who is signed in, and all that was seen of them. */
export interface Somebody {
  readonly passport: string
  /** What happened, until now. */
  readonly events: ReadonlyArray<SessionEvent>
  /** Each state, until now; the present one is the last. */
  readonly states: ReadonlyArray<SessionState>
  /** How things stand now. */
  readonly now: () => SessionState
  /** The commands that were said, until now, without their secrets. */
  readonly said: ReadonlyArray<Decoded>
  /** The events of some kinds, until now. */
  readonly heard: <Tag extends SessionEvent['_tag']>(
    ...tags: ReadonlyArray<Tag>
  ) => ReadonlyArray<Extract<SessionEvent, { readonly _tag: Tag }>>
  /** Their session until now, recorded, for a file or for `toReplay`; nothing is recorded any more after that. */
  readonly trace: () => Trace
  /** Sends an intent, besides those of their app. */
  readonly send: (intent: Intent) => void
  /** Says `OUT`, and closes every connection, as who unsubscribes does. */
  readonly leave: () => void
}

/** A server and its clients in memory, in virtual time: nothing happens until time passes. */
export interface VirtualServer {
  readonly network: MemoryNetwork
  readonly scheduler: VirtualTimeScheduler
  readonly notices: ReadonlyArray<ServerEvent>
  /** Signs in as `NAME@example.com`. Without a bot, nothing is wanted but what `want` is given. */
  readonly signIn: (name: string, bot?: Bot, more?: SigningIn) => Somebody
  /**
   * Lets so many milliseconds pass, ten seconds unless told: long enough for whatever is under way.
   *
   * **Errors** throws what an app threw or emitted as an error.
   */
  readonly pass: (ms?: number) => void
  /** Shuts the server down. */
  readonly stop: () => void
}

const usualPassword = 'secret'

const addressOf = (name: string): string => (name.includes('@') ? name : `${name.toLowerCase()}@example.com`)

/** Accounts of which everybody has everybody else as a contact: `friends('alice', 'bob')`. Their password is `secret`. */
export const friends = (...names: ReadonlyArray<string>): ReadonlyArray<HostAccount> =>
  names.map((name) => ({
    passport: addressOf(name),
    password: usualPassword,
    name,
    contacts: names.filter((other) => other !== name).map((other) => ({ passport: addressOf(other) })),
  }))

const first = { host: '127.0.0.1', port: 1863 }
const httpPort = 1864
const nexus = `http://${first.host}:${httpPort}${nexusPath}`
const aWhile = 10_000

/** Starts a server in memory, in virtual time; `signIn` and `pass` are what a test does with it. */
export const virtualServer = ({ start = 0, scheduler: driven, ...settings }: VirtualSettings = {}): VirtualServer => {
  const scheduler = driven ?? new VirtualTimeScheduler()
  if (driven === undefined) scheduler.frame = start
  const { accounts } = settings
  const passwords = new Map(accounts?.map(({ passport, password }) => [passport.toLowerCase(), password]))
  const network = memoryNetwork({ latency: 20, ...given(settings), scheduler })
  const notices: Array<ServerEvent> = []
  const problems: Array<unknown> = []
  const running = server(network.ports('server'))({
    autoCreate: accounts === undefined,
    ...given(settings),
    ...first,
    httpPort,
  }).subscribe((notice) => notices.push(notice))

  const signIn: VirtualServer['signIn'] = (name, bot, { through, ...more }: SigningIn = {}) => {
    const passport = more.passport ?? addressOf(name)
    const events: Array<SessionEvent> = []
    const states: Array<SessionState> = []
    const said: Array<Decoded> = []
    const findings: Array<Recorded> = []
    const intents = new Subject<Intent>()
    const near = network.ports(name)
    const ports = recorded(through?.(near) ?? near, (finding) => findings.push(finding))
    const app: App = (happening, standing) => {
      standing.subscribe((state) => states.push(state))
      return bot === undefined ? intents : merge(intentsOf(appOf(bot, ports), happening, standing), intents)
    }
    const tap: Tap = (record) => void (record._tag === 'CommandSent' && said.push(record.command))
    const session = client(ports, { tap })({
      password: passwords.get(passport.toLowerCase()) ?? usualPassword,
      server: first,
      nexus,
      ...more,
      passport,
    })(app).subscribe({
      next: (event) => events.push(event),
      error: (problem: unknown) => problems.push(problem),
    })
    return {
      passport,
      events,
      states,
      said,
      now: () => states.at(-1)!,
      heard: (...tags) => events.filter(isEvent(...tags)),
      trace: () => {
        ports.end()
        const whole = collected(findings)
        // There is a header: a session dials at once.
        if (E.isLeft(whole)) throw new Error('nothing was recorded')
        return whole.right.trace
      },
      send: (intent) => intents.next(intent),
      leave: () => session.unsubscribe(),
    }
  }

  const pass = (ms = aWhile): void => {
    const until = scheduler.frame + ms
    scheduler.maxFrames = until
    scheduler.flush()
    scheduler.frame = until
    if (problems.length > 0) throw problems.shift()
  }

  return { network, scheduler, notices, signIn, pass, stop: () => running.unsubscribe() }
}
