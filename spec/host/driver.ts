import * as E from 'fp-ts/lib/Either.js'

import { codec, describeUnencodable } from '../../lib/commands/codec.js'
import { decode, decoder } from '../../lib/commands/decoder.js'
import type { Dialect } from '../../lib/commands/dialects.js'
import type { ServerKind } from '../../lib/commands/row.js'
import { host, hostCharts } from '../../lib/host/host.js'
import { keyOf } from '../../lib/core/keys.js'
import type { HostTimer } from '../../lib/host/timers.js'
import type { HostNotice } from '../../lib/host/notices.js'
import type { HostAccount, HostSettings } from '../../lib/host/settings.js'
import type { Host } from '../../lib/host/state.js'
import type { ServerEffect } from '../../lib/host/action.js'
import {
  kindOf,
  type CloseReason,
  type HostEvent,
  type HttpRequest,
  type HttpResponse,
} from '../../lib/core/effects.js'
import { digest } from '../../lib/auth/digest.js'
import { writeBlob } from '../../lib/auth/sso.js'
import { secret } from '../../lib/payloads/secret.js'
import { requestTickets } from '../../lib/payloads/soap/tickets.js'
import { fromByteText, bytesOf, byteText, toByteText } from '../../lib/wire/text.js'

const addresses = {
  dispatch: [],
  notification: { host: '10.0.0.5', port: 1863 },
  switchboard: { host: '10.0.1.200', port: 1863 },
  http: 'https://login.example.com',
}

/** Settings as most specs want them. */
export const usual: HostSettings = { addresses }

/** The first moment of every spec: 2005-04-23T18:57:44Z. */
export const start = 1_114_282_664_000

/** A connection as a spec opens it. */
export interface Opening {
  readonly on?: ServerKind
  readonly local?: { readonly host: string; readonly port: number }
  readonly peer?: { readonly host: string; readonly port: number }
}

/**
 * A server in virtual time, which hears lines and says lines.
 *
 * **Shapes** what it says is `alice < QNG 50` for a command on the connection `alice`, its payload behind CR LF, and
 * `alice closed`. Its notices are in `notices`, what it answered over HTTP in `responses`, and its timers in `timers`,
 * by their keys, with the moment that each is due.
 */
export interface Driver {
  readonly state: () => Host
  readonly notices: Array<HostNotice>
  readonly effects: Array<ServerEffect>
  readonly responses: Array<HttpResponse>
  readonly timers: Map<string, number>
  /** Gives the machine an event. */
  readonly feed: (event: HostEvent<HostTimer>) => ReadonlyArray<string>
  readonly connect: (link: string, opening?: Opening) => ReadonlyArray<string>
  /** Lines without their ends; one with a payload has CR LF between the two. */
  readonly hear: (link: string, ...lines: ReadonlyArray<string>) => ReadonlyArray<string>
  readonly end: (link: string, reason?: CloseReason) => ReadonlyArray<string>
  readonly ask: (url: string, headers?: Readonly<Record<string, string>>, method?: 'GET' | 'POST') => HttpResponse
  /** Posts a body; `lines` are what is said on connections because of it. */
  readonly post: (url: string, body: Uint8Array, headers?: Readonly<Record<string, string>>) => Posted
  /** Lets time pass, and every timer that is due. */
  readonly pass: (ms: number) => ReadonlyArray<string>
}

/** What came of a request. */
export interface Posted {
  readonly response: HttpResponse
  readonly lines: ReadonlyArray<string>
}

/** Starts a server. */
export const drive = (settings: HostSettings = usual): Driver => {
  const machine = host(settings)
  let [state] = machine.init
  let now = start
  let nonces = 0
  const kinds = new Map<string, ServerKind>()
  const dialects = new Map<string, Dialect>()
  const notices: Array<HostNotice> = []
  const responses: Array<HttpResponse> = []
  const timers = new Map<string, number>()
  const named = new Map<string, HostTimer>()
  const all: Array<ServerEffect> = []

  const shown = (effect: ServerEffect): ReadonlyArray<string> => {
    switch (effect._tag) {
      case 'Send': {
        const { link, dialect, command } = effect
        if (dialect !== undefined) dialects.set(link, dialect)
        const on = kinds.get(link)
        const speech = { from: 'server', ...(on && { on }), ...(dialect && { dialect }) } as const
        const bytes = codec(speech).encode(command)
        if (E.isLeft(bytes)) throw new Error(describeUnencodable(bytes.left))
        return [`${link} < ${fromByteText(byteText(bytes.right)).replace(/\r\n$/, '')}`]
      }
      case 'Close':
        return [`${effect.link} closed`]
      case 'After':
        timers.set(keyOf(effect.timer), now + effect.ms)
        named.set(keyOf(effect.timer), effect.timer)
        return []
      case 'Cancel':
        timers.delete(keyOf(effect.timer))
        return []
      case 'Respond':
        responses.push(effect.response)
        return []
      case 'Notify':
        notices.push(effect.event)
        return []
    }
  }

  const phaseOf = (link: string): string => state.connections.get(link)?.phase._tag ?? 'Gone'

  // Where an event leads must be where the table says that it leads: the diagrams are drawn from it.
  const followed = (link: string, kind: string, step: () => void): void => {
    const on = state.connections.get(link)?.on
    const from = phaseOf(link)
    step()
    const to = phaseOf(link)
    const move = on === undefined ? undefined : hostCharts[on][from]?.[kind]
    if (move !== undefined && !move.to.includes(to)) throw new Error(`${kind} leads from ${from} to ${to}`)
  }

  const feed = (event: HostEvent<HostTimer>): ReadonlyArray<string> => {
    let effects: ReadonlyArray<ServerEffect> = []
    const step = (): void => {
      ;[state, effects] = machine.step(state, event)
    }
    if (event._tag === 'Received') followed(event.link, kindOf(event), step)
    else if (event._tag === 'Elapsed') followed('link' in event.timer ? event.timer.link : '', event.timer._tag, step)
    else step()
    all.push(...effects)
    return effects.flatMap(shown)
  }
  const nonce = (): string => digest('nonce')(String(nonces++))
  const here = { host: '10.0.0.5', port: 1863 }
  const there = { host: '192.0.2.1', port: 4736 }

  const request = (request: HttpRequest): ReadonlyArray<string> => {
    const exchange = `exchange ${nonces}`
    return feed({ _tag: 'Requested', exchange, request, peer: there, local: here, at: now, nonce: nonce() })
  }

  return {
    state: () => state,
    notices,
    effects: all,
    responses,
    timers,
    feed,
    connect: (link, { on = 'NS', local = here, peer = there } = {}) => {
      if (state.connections.has(link)) feed({ _tag: 'Closed', link, reason: { _tag: 'Reset' } })
      kinds.set(link, on)
      dialects.delete(link)
      return feed({ _tag: 'Accepted', link, on, peer, local, at: now, nonce: nonce() })
    },
    hear: (link, ...lines) =>
      lines.flatMap((line) => {
        const on = kinds.get(link)
        const dialect = dialects.get(link)
        const bytes = bytesOf(toByteText(line.includes('\r\n') ? line : `${line}\r\n`))
        const [, commands] = decode('client')(decoder({ ...(on && { on }), ...(dialect && { dialect }) }), bytes)
        return commands.flatMap((command) => feed({ _tag: 'Received', link, command }))
      }),
    end: (link, reason = { _tag: 'Ended' }) => feed({ _tag: 'Closed', link, reason }),
    ask: (url, headers = {}, method = 'GET') => {
      request({ method, url, headers })
      return responses.at(-1)!
    },
    post: (url, body, headers = {}) => {
      const lines = request({ method: 'POST', url, headers, body })
      return { response: responses.at(-1)!, lines }
    },
    pass: (ms) => {
      const until = now + ms
      const said: Array<string> = []
      for (;;) {
        const due = [...timers].filter(([, at]) => at <= until).sort(([, one], [, other]) => one - other)[0]
        if (due === undefined) break
        now = due[1]
        timers.delete(due[0])
        said.push(...feed({ _tag: 'Elapsed', timer: named.get(due[0])! }))
      }
      now = until
      return said
    },
  }
}

/** The last word of the first line that matches. */
export const lastWord = (lines: ReadonlyArray<string>, pattern: RegExp): string =>
  lines
    .find((line) => pattern.test(line))
    ?.split('\r\n')[0]
    ?.split(' ')
    .at(-1) ?? ''

/** A word of the first line that matches; 0 is the verb. */
export const wordIn = (lines: ReadonlyArray<string>, pattern: RegExp, at: number): string =>
  lines
    .find((line) => pattern.test(line))
    ?.split(' < ')[1]
    ?.split(' ')[at] ?? ''

/** How somebody signs in: on which connection, with which password, at which endpoint from MSNP16 on. */
export interface SigningIn {
  readonly link?: string
  readonly password?: string
  readonly endpointId?: string
}

/** The id of the endpoint that somebody signs in at, if no other is given. */
export const endpointIdOf = (name: string): string =>
  `${digest(name)('').slice(0, 8)}-1111-4222-8333-${digest('')(name).slice(0, 12)}`

/** Signs somebody in, in whatever dialect, on a new connection; gives what the server says from USR OK on. */
export const signIn = (
  driver: Driver,
  name: string,
  dialect: Dialect,
  { link = name, password = `${name}-pw`, endpointId = endpointIdOf(name) }: SigningIn = {},
): ReadonlyArray<string> => {
  const number = Number(dialect.slice(4))
  const passport = `${name}@example.com`
  driver.connect(link)
  driver.hear(link, `VER 1 ${dialect} CVR0`)
  if (number < 8) {
    const challenge = lastWord(driver.hear(link, 'INF 2', `USR 3 MD5 I ${passport}`), / MD5 S /)
    return driver.hear(link, `USR 4 MD5 S ${digest(password)(challenge)}`)
  }
  driver.hear(link, `CVR 2 0x0409 winnt 5.1 i386 MSNMSGR 6.0.0602 MSMSGS ${passport}`)
  if (number >= 15) {
    const nonce = lastWord(driver.hear(link, `USR 3 SSO I ${passport}`), / SSO S /)
    const { ticket, secret } = ssoTicketOf(driver, passport, password)
    const blob = blobOf(secret, nonce)
    return driver.hear(link, `USR 4 SSO S ${ticket} ${blob}${number < 16 ? '' : ` {${endpointId.toUpperCase()}}`}`)
  }
  const challenge = lastWord(driver.hear(link, `USR 3 TWN I ${passport}`), / TWN S /)
  const ticket = ticketOf(driver, passport, password, challenge)
  return driver.hear(link, `USR 4 TWN S ${ticket}`)
}

/** Fetches a ticket; the empty text, if there is none. */
export const ticketOf = (driver: Driver, passport: string, password: string, challenge = 'ct=1'): string => {
  const all = { 'sign-in': passport, pwd: password }
  const given = Object.entries(all).map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
  const response = driver.ask('/login', { Authorization: `Passport1.4 OrgVerb=GET,${given.join(',')},${challenge}` })
  return /from-PP='([^']*)'/.exec(String(response.headers['Authentication-Info']))?.[1] ?? ''
}

/** What proves that the secret of a ticket is known. */
export const blobOf = (secret: string, nonce: string): string => {
  const blob = writeBlob({ secret, nonce })(new Uint8Array([0, 1, 2, 3, 4, 5, 6, 7]))
  return E.isRight(blob) ? blob.right : 'HAAAAA=='
}

/** The sites that tickets are asked for; the first one's comes with a secret. */
export const sites = ['messengerclear.live.com', 'contacts.msn.com', 'messenger.msn.com', 'messengersecure.live.com']

/** Fetches the tickets of single sign-on, which have all one text; empty texts, if there are none. */
export const ssoTicketOf = (
  driver: Driver,
  passport: string,
  password: string,
  path = '/RST.srf',
): { readonly ticket: string; readonly secret: string } => {
  const tickets = sites.map((address) => ({ address }))
  const body = requestTickets.writeRequest({ passport, password: secret(password) }, { tickets })
  const answer = requestTickets.readAnswer(driver.post(path, body).response.body)
  const given = E.isRight(answer) ? answer.right.tickets[0] : undefined
  return { ticket: given?.ticket.reveal() ?? '', secret: given?.secret?.reveal() ?? '' }
}

const passports = { alice: 'alice@example.com', bob: 'bob@example.com', carol: 'carol@example.com' }

/** Three accounts: Alice and Bob have each other in their lists, and Carol has nobody. */
export const participants: ReadonlyArray<HostAccount> = [
  { passport: passports.alice, password: 'alice-pw', name: 'Alice A', contacts: [{ passport: passports.bob }] },
  { passport: passports.bob, password: 'bob-pw', name: 'Bob B', contacts: [{ passport: passports.alice }] },
  { passport: passports.carol, password: 'carol-pw', name: 'Carol' },
]

/** A server with these three, and what else is to be set. */
export const among = (settings: Partial<HostSettings> = {}): Driver =>
  drive({ ...usual, accounts: participants, ...settings })

/** Who is signed in, each in a dialect; nothing of it is shown. */
export const withSessions = (driver: Driver, dialects: Readonly<Record<string, Dialect>>): Driver => {
  for (const [name, dialect] of Object.entries(dialects)) signIn(driver, name, dialect)
  return driver
}

/** Says a first status, in the dialect of the connection. */
export const show = (driver: Driver, name: string, status = 'NLN'): ReadonlyArray<string> => {
  const dialect = driver.state().sessions.get(`${name}@example.com`)?.[0]?.dialect.number ?? 2
  return driver.hear(name, `CHG 7 ${status}${dialect < 8 ? '' : dialect < 16 ? ' 32' : ' 32:0 0'}`)
}

/** How somebody names themselves on a switchboard: from MSNP16 on, with the endpoint. */
const entryOf = (driver: Driver, name: string): string => {
  const endpointId = driver.state().sessions.get(`${name}@example.com`)?.[0]?.endpointId
  return `${name}@example.com${endpointId === undefined ? '' : `;{${endpointId}}`}`
}

/** Opens a switchboard for somebody, on a connection of that name, and invites others, who all answer. */
export const converse = (driver: Driver, name: string, ...others: ReadonlyArray<string>): ReadonlyArray<string> => {
  const cookie = wordIn(driver.hear(name, 'XFR 8 SB'), / XFR /, 5)
  const lines = [...driver.connect(`${name}-sb`, { on: 'SB' })]
  lines.push(...driver.hear(`${name}-sb`, `USR 1 ${entryOf(driver, name)} ${cookie}`))
  for (const other of others) {
    const ring = driver.hear(`${name}-sb`, `CAL 2 ${other}@example.com`)
    lines.push(...ring, ...driver.connect(`${other}-sb`, { on: 'SB' }))
    const answer = `ANS 1 ${entryOf(driver, other)} ${wordIn(ring, / RNG /, 4)} ${wordIn(ring, / RNG /, 1)}`
    lines.push(...driver.hear(`${other}-sb`, answer))
  }
  return lines
}
