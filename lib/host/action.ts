/** What the server's transitions are made of: commands, notices, timers, changes of accounts, and random digits. */
import { identity } from 'fp-ts/lib/function.js'

import { digest } from '../auth/digest.js'
import type { Encodable } from '../commands/codec.js'
import type { Dialect, DialectFacts } from '../commands/dialects.js'
import { failure } from '../commands/failure.js'
import { fitted } from '../commands/fit.js'
import { emit, modify, nothing, seeing, when, type Action } from '../core/action.js'
import type { HostEffect, HttpResponse, Name } from '../core/effects.js'
import { secret } from '../payloads/secret.js'
import { touched, type StoredAccount } from './lists/accounts.js'
import type { HostNotice } from './notices.js'
import type { Host, HostConnection } from './state.js'
import type { HostTimer } from './timers.js'

/** An effect of the server. */
export type ServerEffect = HostEffect<HostNotice, HostTimer>

/** A command of the server. */
export type ServerCommand = Encodable<'server'>

/** A state transition of the server. */
export type HostAction = Action<Host, ServerEffect>

const dialectOn = (host: Host, link: Name): Dialect | undefined => {
  const phase = host.connections.get(link)?.phase
  return phase !== undefined && 'dialect' in phase ? phase.dialect.name : undefined
}

/** Commands of a dispatch server, in the shape that they have in a dialect. */
export const dispatchCommand = fitted('server', 'DS')

/** The same of a notification server. */
export const notificationCommand = fitted('server', 'NS')

/** The same of a switchboard. */
export const switchboardCommand = fitted('server', 'SB')

/** What is made once for each dialect: what goes to many is the same value for all who speak it, and is written once for them. */
export const inEachDialect = <A>(make: (dialect: DialectFacts) => A): ((dialect: DialectFacts) => A) => {
  const made = new Map<DialectFacts, A>()
  return (dialect) => {
    const known = made.get(dialect)
    if (known !== undefined) return known
    const first = make(dialect)
    made.set(dialect, first)
    return first
  }
}

/** Sends a command on a connection, in its dialect. */
export const send = (link: Name, command: ServerCommand): HostAction =>
  seeing((host) => emit({ _tag: 'Send', link, dialect: dialectOn(host, link), command }))

/** The same where the dialect of the connection is known. */
export const sendIn = ({ name }: DialectFacts, link: Name, command: ServerCommand): HostAction =>
  emit({ _tag: 'Send', link, dialect: name, command })

/** Says that something failed. */
export const fail = (link: Name, code: number, trid: number | undefined): HostAction => send(link, failure(code, trid))

/** Reports a notice. */
export const report = (event: HostNotice): HostAction => emit({ _tag: 'Notify', event })

/** Answers an HTTP request. */
export const respond = (exchange: Name, response: HttpResponse): HostAction => emit({ _tag: 'Respond', exchange, response })

/** A timer; for ever is no timer. */
export const after = (timer: HostTimer, ms: number): HostAction => when(ms > 0, () => emit({ _tag: 'After', timer, ms }))

/** No timer any more. */
export const cancel = (timer: HostTimer): HostAction => emit({ _tag: 'Cancel', timer })

/** Changes a connection, if it is there. */
export const modifyConnection = (link: Name, change: (connection: HostConnection) => HostConnection): HostAction =>
  modify((host) => {
    const connection = host.connections.get(link)
    return connection === undefined ? host : { ...host, connections: host.connections.set(link, change(connection)) }
  })

const changingAccount =
  (touching: (now: number, before: StoredAccount) => (account: StoredAccount) => StoredAccount) =>
  (passport: string, change: (account: StoredAccount) => StoredAccount): HostAction =>
    modify((host) => {
      const account = host.accounts.get(passport)
      if (account === undefined) return host
      // The clock stands still between connections: a change of the first moment is to be told from none.
      const next = touching(Math.max(host.now, host.since + 1), account)(change(account))
      return { ...host, accounts: host.accounts.set(passport, next) }
    })

/** Changes the credential of an account, if there is one: neither lists nor settings change. */
export const modifyCredential = changingAccount(() => identity)

/** Changes the lists of an account, if there is one. */
export const modifyLists = changingAccount(touched('listsAt'))

/** Changes the settings of an account, if there is one. */
export const modifySettings = changingAccount(touched('settingsAt'))

/** An action that depends on an account, as it is when its turn comes. */
export const seeingAccount = (passport: string, action: (account: StoredAccount, host: Host) => HostAction): HostAction =>
  seeing((host) => {
    const account = host.accounts.get(passport)
    return account === undefined ? nothing : action(account, host)
  })

/**
 * Makes 32 hexadecimal digits that nobody outside can guess, never the same twice.
 *
 * **Shapes** each is a digest of the chain, with what it is for and a counter; the chain itself goes to nobody.
 */
export const withDigits =
  (purpose: string, action: (digits: string) => HostAction): HostAction =>
  (host) =>
    action(digest(host.chain.reveal())(`${purpose} ${host.generated}`))({ ...host, generated: host.generated + 1 })

/**
 * Makes random bytes that nobody outside can guess, as Base64.
 *
 * **Units** `count` in bytes.
 */
export const withBase64 = (purpose: string, count: number, action: (text: string) => HostAction, soFar = ''): HostAction =>
  soFar.length < 2 * count
    ? withDigits(purpose, (digits) => withBase64(purpose, count, action, soFar + digits))
    : action(base64Of(soFar.slice(0, 2 * count)))

const base64Of = (digits: string): string =>
  btoa(digits.replace(/../g, (byte) => String.fromCharCode(Number.parseInt(byte, 16))))

// Some way before the last moment that a date can hold.
const latest = 8e15

/** Takes a nonce into the chain, and the moment of the event as the present one. */
export const takeNonce = (nonce: string, at: number): HostAction =>
  modify((host) => {
    const now = Math.min(Math.max(host.now, at), latest)
    return {
      ...host,
      chain: secret(digest(nonce)(host.chain.reveal())),
      now,
      since: host.since === 0 ? now : host.since,
    }
  })

/** A decimal number below 2 to the power of 32, out of eight of 32 hexadecimal digits; there are four. */
export const numberOf = (digits: string, which: 0 | 1 | 2 | 3): number =>
  Number.parseInt(digits.slice(8 * which, 8 * which + 8), 16)
