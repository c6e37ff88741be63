import { identity } from 'fp-ts/lib/function.js'

import { digest } from '../auth/digest.js'
import type { Encodable } from '../commands/codec.js'
import type { Dialect } from '../commands/dialects.js'
import { failure } from '../commands/failure.js'
import type { HostEffect, HttpResponse, Name } from '../core/effects.js'
import type { Step } from '../core/machine.js'
import { secret } from '../payloads/secret.js'
import { touched, type Account } from './lists/accounts.js'
import type { HostNotice } from './notices.js'
import type { Connection, Host } from './state.js'

/** What the server wants done. */
export type HostAction = HostEffect<HostNotice>

/** What the server says. */
export type ServerCommand = Encodable<'server'>

/** Something that the server does: what becomes of it, and what of the world. */
export type Deed = (host: Host) => Step<Host, HostAction>

/** Nothing at all. */
export const nothing: Deed = (host) => [host, []]

/** One deed after the other, each upon what the one before it has made. */
export const inOrder =
  (...deeds: ReadonlyArray<Deed>): Deed =>
  (host) => {
    const effects: Array<HostAction> = []
    let now = host
    for (const deed of deeds) {
      const [next, more] = deed(now)
      now = next
      for (const effect of more) effects.push(effect)
    }
    return [now, effects]
  }

/** The same for each of some, in their order. */
export const each = <A>(some: Iterable<A>, deed: (one: A) => Deed): Deed => inOrder(...Array.from(some, deed))

/** A deed that depends on how things stand when its turn comes. */
export const seeing =
  (deed: (host: Host) => Deed): Deed =>
  (host) =>
    deed(host)(host)

/** A deed, if something holds. */
export const when = (holds: boolean, deed: Deed): Deed => (holds ? deed : nothing)

/** A change that nobody outside is told of. */
export const changing =
  (change: (host: Host) => Host): Deed =>
  (host) => [change(host), []]

/** Effects alone. */
export const doing =
  (...effects: ReadonlyArray<HostAction>): Deed =>
  (host) => [host, effects]

const dialectOn = (host: Host, link: Name): Dialect | undefined => {
  const phase = host.connections.get(link)?.phase
  return phase !== undefined && 'dialect' in phase ? phase.dialect.name : undefined
}

/** Says a command on a connection, in its dialect. */
export const say =
  (link: Name, command: ServerCommand): Deed =>
  (host) => [host, [{ _tag: 'Send', link, dialect: dialectOn(host, link), command }]]

/** Says that something failed. */
export const fail = (link: Name, code: number, trid: number | undefined): Deed => say(link, failure(code, trid))

/** Tells the server's keeper. */
export const tell = (event: HostNotice): Deed => doing({ _tag: 'Notify', event })

/** Answers an HTTP request. */
export const respond = (exchange: Name, response: HttpResponse): Deed => doing({ _tag: 'Respond', exchange, response })

/** A timer; for ever is no timer. */
export const after = (timer: Name, ms: number): Deed => when(ms > 0, doing({ _tag: 'After', timer, ms }))

/** No timer any more. */
export const cancel = (timer: Name): Deed => doing({ _tag: 'Cancel', timer })

/** Changes a connection, if it is there. */
export const changingConnection = (link: Name, change: (connection: Connection) => Connection): Deed =>
  changing((host) => {
    const connection = host.connections.get(link)
    return connection === undefined ? host : { ...host, connections: host.connections.set(link, change(connection)) }
  })

const changingAccount =
  (touching: (now: number, before: Account) => (account: Account) => Account) =>
  (passport: string, change: (account: Account) => Account): Deed =>
    changing((host) => {
      const account = host.accounts.get(passport)
      if (account === undefined) return host
      // The clock stands still between connections: a change of the first moment is to be told from none.
      const next = touching(Math.max(host.now, host.since + 1), account)(change(account))
      return { ...host, accounts: host.accounts.set(passport, next) }
    })

/** Changes what nobody is told of an account, if there is one. */
export const changingAccountUntouched = changingAccount(() => identity)

/** Changes the lists of an account, if there is one. */
export const changingLists = changingAccount(touched('listsAt'))

/** Changes the settings of an account, if there is one. */
export const changingSettings = changingAccount(touched('settingsAt'))

/** A deed that depends on an account, as it is when its turn comes. */
export const seeingAccount = (passport: string, deed: (account: Account, host: Host) => Deed): Deed =>
  seeing((host) => {
    const account = host.accounts.get(passport)
    return account === undefined ? nothing : deed(account, host)
  })

/**
 * Draws 32 hexadecimal digits that nobody outside can guess, never the same again.
 *
 * **Shapes** each is a digest of the chain, with what it is for and a counter; the chain itself is told to nobody.
 */
export const drawing =
  (purpose: string, deed: (digits: string) => Deed): Deed =>
  (host) => {
    const digits = digest(host.chain.reveal())(`${purpose} ${host.drawn}`)
    return deed(digits)({ ...host, drawn: host.drawn + 1 })
  }

/**
 * Draws octets that nobody outside can guess, as Base64.
 *
 * **Units** `count` in octets.
 */
export const drawingBase64 = (purpose: string, count: number, deed: (text: string) => Deed, drawn = ''): Deed =>
  drawn.length < 2 * count
    ? drawing(purpose, (digits) => drawingBase64(purpose, count, deed, drawn + digits))
    : deed(base64Of(drawn.slice(0, 2 * count)))

const base64Of = (digits: string): string =>
  btoa(digits.replace(/../g, (octet) => String.fromCharCode(Number.parseInt(octet, 16))))

// Some way before the last moment that a date can tell.
const latest = 8e15

/** Takes something that nobody can guess into the chain, and looks at the clock. */
export const noticing = (nonce: string, at: number): Deed =>
  changing((host) => {
    const now = Math.min(Math.max(host.now, at), latest)
    return {
      ...host,
      chain: secret(digest(nonce)(host.chain.reveal())),
      now,
      since: host.since === 0 ? now : host.since,
    }
  })

/** A decimal number below 2 to the power of 32, out of eight hexadecimal digits of those drawn; there are four. */
export const numberOf = (digits: string, which: 0 | 1 | 2 | 3): number =>
  Number.parseInt(digits.slice(8 * which, 8 * which + 8), 16)
