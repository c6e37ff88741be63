import * as E from 'fp-ts/lib/Either.js'

import { describeUnencodable, encodeIn } from '../../lib/commands/codec.js'
import { decode, decoder, type Decoder } from '../../lib/commands/decoder.js'
import { dialectNamed, type Dialect } from '../../lib/commands/dialects.js'
import type { ServerKind } from '../../lib/commands/row.js'
import { scopeOf } from '../../lib/commands/scope.js'
import { kindOf, type CloseReason, type HttpRequest, type HttpResponse } from '../../lib/core/effects.js'
import { keyOf, type TaggedName } from '../../lib/core/keys.js'
import type { SessionEvent, SessionEffect } from '../../lib/client/events.js'
import type { Intent } from '../../lib/client/intents/intents.js'
import type { SessionInput } from '../../lib/client/session/signals.js'
import type { EndReason } from '../../lib/client/outcomes.js'
import { session, type Session } from '../../lib/client/session/session.js'
import { loginOf, phaseOf, viewOf } from '../../lib/client/session/view.js'
import { contactList } from '../../lib/client/contacts/contactList.js'
import { signingIn as loginMoves } from '../../lib/client/login/login.js'
import { sessionSettings, type SessionSettings, type SessionOptions } from '../../lib/client/settings.js'
import type { SessionState } from '../../lib/client/state.js'
import { notificationLink, switchboardLink } from '../../lib/client/names.js'
import { ticketSites } from '../../lib/client/login/tickets.js'
import { secret } from '../../lib/payloads/secret.js'
import { requestTickets } from '../../lib/payloads/soap/tickets.js'
import { fromByteText, bytesOf, byteText, toByteText, utf8Bytes } from '../../lib/wire/text.js'
import { guidOf, settles } from './book.js'

export { guidOf }

/** The password of every spec, to be found again wherever it should not be. */
export const password = 'S3cret%pass word'

/** The ticket that the login server of every spec gives. */
export const ticket = 't=71ck3t&p='

/** The secret that comes with the ticket for SSO: Base64 of 24 bytes. */
export const binarySecret = 'Z1OQ3mCLbrkCGvfRX0V8Ly/nSsbmv4La'

/** The nonce of SSO in every spec. */
export const nonce = 'E4Fhehbe0q2Je+SUSp7IRnJV+rN4uME75ljIpUjIZ1Si+DgmrfuiIL+AFmkMA6Wv'

/** The settings of most specs, and what else is to be set. */
export const settingsOf = (wanted: Partial<SessionOptions> = {}): SessionSettings =>
  sessionSettings({
    passport: 'alice@example.com',
    password,
    server: { host: 'messenger.example.com', port: 1863 },
    ...wanted,
  })

/** The tag of a session's event, which holds what follows from it. */
type Told<Tag extends SessionEvent['_tag']> = Extract<SessionEvent, { readonly _tag: Tag }>

/**
 * A client in virtual time, which hears lines and says lines.
 *
 * **Shapes** what it does is one text each: `NS 1 > VER 1 MSNP8 CVR0` for a command, its payload behind CR LF,
 * `dial NS 1 host:1863`, `close NS 1`, `fetch GET https://...`. Timers and what the user is told stand apart, in `timers`
 * (with the moment that each is due) and `events`.
 *
 * **Errors** it throws where a machine does what none may, whatever the spec: a transition that the chart does not have, a
 * transaction id that does not rise on its connection, a command that cannot be written, anything after the end, a
 * secret in what the user is told, a second outcome of one intent.
 */
export interface Client {
  readonly settings: SessionSettings
  readonly state: () => Session
  readonly view: () => SessionState
  /** The tag of the state; while signing in that of the sign-in behind it. */
  readonly at: () => string
  readonly events: ReadonlyArray<SessionEvent>
  readonly timers: ReadonlyMap<string, number>
  readonly fetches: ReadonlyArray<HttpRequest>
  /** The requests that have no answer yet, the oldest first. */
  readonly awaited: () => ReadonlyArray<HttpRequest>
  /** What is drawn, and has not come yet. */
  readonly drawing: ReadonlyArray<Extract<SessionEffect, { _tag: 'Random' }>>
  /** All that it has done so far. */
  readonly done: ReadonlyArray<string>
  /** What it has said so far on a connection. */
  readonly said: (link: string) => ReadonlyArray<string>
  /** The connections that were dialled, and not closed since. */
  readonly links: () => ReadonlyArray<string>
  /** The events of some kinds, in their order. */
  readonly told: <Tag extends SessionEvent['_tag']>(...tags: ReadonlyArray<Tag>) => ReadonlyArray<Told<Tag>>
  /** What became of an intent: the tag of its outcome, or nothing yet. */
  readonly outcomeOf: (intent: Intent) => string | undefined
  /** Why it has ended, if it has. */
  readonly end: () => EndReason | undefined

  /** Gives the machine any event. */
  readonly feed: (event: SessionInput) => ReadonlyArray<string>
  readonly opens: (link: string) => ReadonlyArray<string>
  /** Lines without their ends; one with a payload has CR LF between the two. */
  readonly hears: (link: string, ...lines: ReadonlyArray<string>) => ReadonlyArray<string>
  readonly loses: (link: string, reason?: CloseReason) => ReadonlyArray<string>
  /** What comes of the newest request that has no answer yet. */
  readonly gets: (outcome: HttpResponse | CloseReason) => ReadonlyArray<string>
  /** What comes of the oldest one. */
  readonly getsLate: (outcome: HttpResponse | CloseReason) => ReadonlyArray<string>
  /** The bytes that were wished for first; those that count up, unless others are given. */
  readonly draws: (bytes?: Uint8Array) => ReadonlyArray<string>
  readonly wants: (...intents: ReadonlyArray<Intent>) => ReadonlyArray<string>
  /** Lets time pass, and every timer that is due. */
  readonly waits: (ms: number) => ReadonlyArray<string>
  /** The time of one timer, which has to run, passes now. */
  readonly elapses: (timer: string) => ReadonlyArray<string>
}

const at = ({ host, port }: { readonly host: string; readonly port: number }): string => `${host}:${port}`

/** A line with a payload, its length written. */
export const withPayload = (line: string, payload: string): string =>
  `${line} ${utf8Bytes(payload).length}\r\n${payload}`

/** A text as a payload of `MSG`. */
export const text = (what: string): string =>
  `MIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\n\r\n${what}`

const short = (_: string, value: unknown): unknown => (value instanceof Uint8Array ? `${value.length} bytes` : value)

const signinTag = (state: Session): string => loginOf(state)?._tag ?? phaseOf(state)

const cookiesIn = (line: string): ReadonlyArray<string> => {
  const cookie = / CKI (\S{6,})/.exec(line)?.[1]
  return cookie === undefined ? [] : [cookie]
}

/** Bytes that nobody could take for random. */
export const counting = (length: number): Uint8Array => Uint8Array.from({ length }, (_, at) => at)

/** The link of a text such as `NS 1` or `SB C1`. */
export const linkNamed = (key: string): TaggedName =>
  key.startsWith('SB ') ? switchboardLink(key.slice(3)) : notificationLink(Number(key.slice(3)))

/** Starts a session; what is drawn comes at once, unless `isSlow`. */
export const drive = (settings: SessionSettings = settingsOf(), isSlow = false): Client => {
  const machine = session(settings)
  const [begun, first] = machine.init
  let state = begun
  let now = 0
  let looks = 0
  const events: Array<SessionEvent> = []
  const done: Array<string> = []
  const trace: Array<string> = []
  const fetches: Array<HttpRequest> = []
  const unanswered: Array<readonly [fetch: TaggedName, request: HttpRequest]> = []
  const drawing: Array<Extract<SessionEffect, { _tag: 'Random' }>> = []
  const timers = new Map<string, number>()
  const kinds = new Map<string, ServerKind>()
  const dialects = new Map<string, Dialect>()
  const readers = new Map<string, Decoder>()
  const trids = new Map<string, number>()
  const open = new Set<string>()
  const asked = new Map<Intent, number>()
  const outcomes = new Map<Intent, Array<string>>()
  const secrets = new Set([password, encodeURIComponent(password), ticket, binarySecret])

  const wrong = (what: string): never => {
    throw new Error(`${what}, in ${signinTag(state)} after\n${trace.slice(-40).join('\n')}`)
  }

  const names = new Map<string, TaggedName>()
  const keep = (name: TaggedName): string => {
    names.set(keyOf(name), name)
    return keyOf(name)
  }
  /** The name of a key; another value each time, as a replay may bring it. */
  const nameOf = (key: string): TaggedName => structuredClone(names.get(key) ?? linkNamed(key))

  const scopeFor = (link: string) => {
    const on = kinds.get(link) ?? wrong(`${link} was never dialled`)
    const dialect = dialects.get(link)
    return scopeOf({ on, ...(dialect && { dialect }) })
  }

  const write = (link: string, { dialect, command }: Extract<SessionEffect, { _tag: 'Send' }>): string => {
    if (dialect !== undefined) dialects.set(link, dialect)
    const bytes = encodeIn('client')(scopeFor(link), command)
    if (E.isLeft(bytes)) return wrong(describeUnencodable(bytes.left))
    if ('trid' in command) {
      const last = trids.get(link) ?? 0
      if (command.trid <= last) wrong(`${command.verb} ${command.trid} comes after ${last}`)
      trids.set(link, command.trid)
    }
    return fromByteText(byteText(bytes.right)).replace(/\r\n$/, '')
  }

  const tell = (event: SessionEvent): void => {
    const shown = JSON.stringify(event)
    for (const hidden of secrets) if (shown.includes(hidden)) wrong(`${event._tag} tells a secret`)
    events.push(event)
    if (event._tag !== 'IntentOutcome' && event._tag !== 'MessageOutcome') return
    const before = outcomes.get(event.intent) ?? []
    outcomes.set(event.intent, [...before, event.outcome._tag])
    if (before.length >= (asked.get(event.intent) ?? 0)) wrong(`${event.intent._tag} has an outcome too many`)
  }

  const doing = (effect: SessionEffect): ReadonlyArray<string> => {
    switch (effect._tag) {
      case 'Dial': {
        const link = keep(effect.link)
        kinds.set(link, effect.on)
        dialects.delete(link)
        readers.delete(link)
        trids.delete(link)
        open.add(link)
        return [`dial ${link} ${at(effect.address)}`]
      }
      case 'Send':
        return [`${keyOf(effect.link)} > ${write(keyOf(effect.link), effect)}`]
      case 'Close':
        open.delete(keyOf(effect.link))
        return [`close ${keyOf(effect.link)}`]
      case 'After':
        timers.set(keep(effect.timer), now + effect.ms)
        return []
      case 'Cancel':
        timers.delete(keyOf(effect.timer))
        return []
      case 'Fetch':
        fetches.push(effect.request)
        unanswered.push([effect.fetch, effect.request])
        return [`fetch ${effect.request.method} ${effect.request.url}`]
      case 'Random':
        drawing.push(effect)
        return [`draw ${effect.bytes}`]
      case 'Look':
        looks++
        return []
      case 'Notify':
        tell(effect.event)
        return []
    }
  }

  const doAll = (effects: ReadonlyArray<SessionEffect>): ReadonlyArray<string> =>
    effects.flatMap((effect) => {
      const lines = doing(effect)
      done.push(...lines)
      trace.push(...lines.map((line) => `  ${line.slice(0, 100)}`))
      return lines
    })

  const { chart: contactsChart } = contactList(settings)
  const followed = (was: Session, event: SessionInput): void => {
    const kind = event._tag === 'Submitted' ? 'Submitted' : kindOf(event)
    const [before, after] = [loginOf(was)?._tag, loginOf(state)?._tag]
    // Within one login: a redirection begins another one.
    const isOne = before !== undefined && after !== undefined && before !== after && kind !== 'XFR' && after !== 'Dialling'
    if (isOne && loginMoves.chart[before]?.[kind]?.to.includes(after) !== true)
      wrong(`${kind} leads from ${before} to ${after}`)
    const [from, to] = [was.parts.contacts._tag, state.parts.contacts._tag]
    // What leads on is often what another part says, in the same step; from one state through another, perhaps.
    const next = (tag: string): ReadonlyArray<string> => Object.values(contactsChart[tag]!).flatMap((move) => move?.to ?? [])
    if (from !== to && ![...next(from), ...next(from).flatMap(next)].includes(to)) wrong(`${kind} leads from ${from} to ${to}`)
  }

  const feed = (event: SessionInput): ReadonlyArray<string> => {
    if (event._tag === 'Submitted') asked.set(event.intent, (asked.get(event.intent) ?? 0) + 1)
    if (event._tag === 'Closed') open.delete(keyOf(event.link))
    trace.push(JSON.stringify(event, short).slice(0, 200))
    const was = state
    const [next, effects] = machine.step(was, event)
    state = next
    if (phaseOf(was) === 'Ended' && effects.length > 0) wrong(`${effects[0]!._tag} comes after the end`)
    followed(was, event)
    const lines = doAll(effects)
    return isSlow ? lines : [...lines, ...come()]
  }

  /** What was asked for and comes at once. */
  const come = (): ReadonlyArray<string> => {
    if (drawing.length > 0) return draw()
    if (looks === 0) return []
    looks--
    return feed({ _tag: 'Looked', now })
  }

  const draw = (bytes?: Uint8Array): ReadonlyArray<string> => {
    const { draw, bytes: length } = drawing.shift() ?? wrong('nothing is drawn')
    return feed({ _tag: 'RandomBytes', draw, bytes: bytes ?? counting(length) })
  }

  const hear = (link: string, line: string): ReadonlyArray<string> => {
    cookiesIn(line).forEach((cookie) => secrets.add(cookie))
    const on = kinds.get(link) ?? wrong(`${link} was never dialled`)
    const dialect = dialects.get(link)
    const before = readers.get(link) ?? decoder({ on })
    const reader = dialect === undefined || before.isFixed ? before : { ...before, told: true, scope: scopeFor(link) }
    const bytes = bytesOf(toByteText(line.includes('\r\n') ? line : `${line}\r\n`))
    const [next, commands] = decode('server')(reader, bytes)
    readers.set(link, next)
    return commands.flatMap((command) => feed({ _tag: 'Received', link: nameOf(link), command }))
  }

  const elapse = (timer: string): ReadonlyArray<string> => {
    timers.delete(timer)
    return feed({ _tag: 'Elapsed', timer: nameOf(timer) })
  }

  const get = (fetch: TaggedName | undefined, outcome: HttpResponse | CloseReason): ReadonlyArray<string> =>
    feed({ _tag: 'Fetched', fetch: fetch ?? wrong('nothing was asked for'), outcome })

  doAll(first)
  return {
    settings,
    state: () => state,
    view: () => viewOf(state),
    at: () => signinTag(state),
    events,
    timers,
    fetches,
    awaited: () => unanswered.map(([, request]) => request),
    drawing,
    done,
    said: (link) => done.filter((line) => line.startsWith(`${link} > `)).map((line) => line.slice(link.length + 3)),
    links: () => [...open],
    told: (...tags) =>
      events.filter((event): event is Told<(typeof tags)[number]> => tags.some((tag) => tag === event._tag)),
    outcomeOf: (intent) => outcomes.get(intent)?.join(', '),
    end: () => state.ended as EndReason | undefined,
    feed,
    opens: (link) => feed({ _tag: 'Opened', link: nameOf(link) }),
    hears: (link, ...lines) => lines.flatMap((line) => hear(link, line)),
    loses: (link, reason = { _tag: 'Ended' }) => feed({ _tag: 'Closed', link: nameOf(link), reason }),
    gets: (outcome) => get(unanswered.pop()?.[0], outcome),
    getsLate: (outcome) => get(unanswered.shift()?.[0], outcome),
    draws: draw,
    wants: (...intents) => intents.flatMap((intent) => feed({ _tag: 'Submitted', intent })),
    waits: (ms) => {
      const until = now + ms
      const lines: Array<string> = []
      for (;;) {
        const [timer, due] = [...timers].filter(([, at]) => at <= until).sort(([, a], [, b]) => a - b)[0] ?? []
        if (timer === undefined || due === undefined) break
        now = due
        lines.push(...elapse(timer))
      }
      now = until
      return lines
    },
    elapses: (timer) =>
      timers.has(timer) ? elapse(timer) : wrong(`no timer ${timer} runs, but ${[...timers.keys()]}`),
  }
}

/** What the nexus answers. */
export const nexusAnswer: HttpResponse = {
  status: 200,
  headers: { PassportURLs: 'DALogin=login.example.com/login2.srf' },
}

/** What the login server answers to the right password. */
export const granted: HttpResponse = {
  status: 200,
  headers: { 'Authentication-Info': `Passport1.4 da-status=success,from-PP='${ticket}'` },
}

const life = { created: '2005-04-23T18:00:00Z', expires: '2005-04-24T18:00:00Z' }

const issuedAs = (
  sites: ReadonlyArray<string>,
  how: { readonly text?: string; readonly secret?: string | undefined },
) => ({
  status: 200,
  headers: {},
  body: requestTickets.writeAnswer({
    tickets: sites.map((address) => ({
      address,
      ticket: secret(how.text ?? ticket),
      ...(address === ticketSites.clear && how.secret !== undefined ? { secret: secret(how.secret) } : {}),
      ...life,
    })),
  }),
})

/** Tickets as the service that issues them gives them, all of one text, for a day; the one of SSO with its secret. */
export const issuedFor = (...sites: ReadonlyArray<string>): HttpResponse => issuedAs(sites, { secret: binarySecret })

/** A ticket with another text, or another secret. */
export const issuedWith = (site: string, how: { readonly text?: string; readonly secret?: string }): HttpResponse =>
  issuedAs([site], how)

/** All tickets that are asked for. */
export const allIssued = issuedFor(...Object.values(ticketSites))

/** The last transaction id that was said on a connection. */
export const tridOf = (client: Client, link: string): number =>
  Number(
    client
      .said(link)
      .filter((line) => /^\w{3} \d+/.test(line))
      .at(-1)
      ?.split(' ')[1] ?? 0,
  )

const words: Readonly<Record<number, string>> = { 2: '', 6: ' 1', 8: ' 1 0' }

/** `USR OK` as a dialect has it; its last words mean nothing here. */
export const accepted = (number: number, trid: number): string =>
  number < 10
    ? `USR ${trid} OK alice@example.com Alice%20A${words[number < 6 ? 2 : number < 8 ? 6 : 8]}`
    : `USR ${trid} OK alice@example.com 1 0`

/** What a server that means well says, or an HTTP service answers, to somebody who is signing in. */
export const welcomes = (client: Client, dialect: Dialect, link = 'NS 1'): ReadonlyArray<string> => {
  const { number } = dialectNamed(dialect)
  const trid = tridOf(client, link)
  switch (client.at()) {
    case 'Dialling':
      return client.opens(link)
    case 'Negotiating':
      return client.hears(link, `VER ${trid} ${dialect}`)
    case 'Naming':
      return client.hears(link, `CVR ${trid} 6.0.0602 6.0.0602 1.0.0000 http://a.example.com http://b.example.com`)
    case 'Asking':
      return client.hears(link, `INF ${trid} MD5`)
    case 'Introducing':
      return client.hears(
        link,
        number < 8
          ? `USR ${trid} MD5 S 1013928519.693957190`
          : number < 15
            ? `USR ${trid} TWN S ct=1,rver=1,wp=FS_40SEC_0_COMPACT,lc=1,id=1`
            : `USR ${trid} SSO S MBI_KEY_OLD ${nonce}`,
      )
    case 'Ticketing': {
      const isAtNexus = client.awaited().at(-1)?.url === client.settings.services.nexus
      return client.gets(number >= 13 ? allIssued : isAtNexus ? nexusAnswer : granted)
    }
    case 'Sealing':
      return client.draws()
    case 'Proving':
      return client.hears(link, accepted(number, trid))
    default:
      return []
  }
}

const signingIn = ['Dialling', 'Negotiating', 'Naming', 'Asking', 'Introducing', 'Ticketing', 'Sealing', 'Proving']

/** Signs in, as far as the request for the contact list, on an open or a dialled connection. */
export const signIn = (client: Client, dialect: Dialect, link = 'NS 1'): ReadonlyArray<string> => {
  const lines = welcomes(client, dialect, link)
  return signingIn.includes(client.at()) ? signIn(client, dialect, link) : lines
}

/** The contact list of most specs: Bob on all lists in the group Friends, and Carol, who only has us on hers. */
export const listFor = (number: number, trid: number): ReadonlyArray<string> => {
  if (number < 8)
    return [
      `SYN ${trid} 255`,
      `GTC ${trid} 255 A`,
      `BLP ${trid} 255 AL`,
      ...(number < 7 ? [] : [`LSG ${trid} 255 1 2 0 Other%20Contacts 0`, `LSG ${trid} 255 2 2 1 Friends 0`]),
      `LST ${trid} FL 255 1 1 bob@example.com Bob%20B${number < 7 ? '' : ' 1'}`,
      `LST ${trid} AL 255 1 1 bob@example.com Bob%20B`,
      `LST ${trid} BL 255 0 0`,
      `LST ${trid} RL 255 1 2 bob@example.com Bob%20B`,
      `LST ${trid} RL 255 2 2 carol@example.com Carol`,
    ]
  if (number < 10)
    return [
      `SYN ${trid} 255 2 2`,
      'GTC A',
      'BLP AL',
      'LSG 0 Other%20Contacts 0',
      'LSG 1 Friends 0',
      'LST bob@example.com Bob%20B 11 1',
      'LST carol@example.com Carol 8',
    ]
  const network = number < 12 ? '' : ' 1'
  return [
    `SYN ${trid} 2008-08-08T21:11:20.753-07:00 2008-08-12T00:20:30.307-07:00 2 1`,
    'GTC A',
    'BLP AL',
    'PRP MFN Alice%20A',
    `LSG Friends ${guidOf.friends}`,
    `LST N=bob@example.com F=Bob%20B C=${guidOf.bob} 11${network} ${guidOf.friends}`,
    `LST N=carol@example.com F=Carol 8${network}`,
  ]
}

/** A client that is ready: signed in in a dialect, with the contact list, and shown. */
export const readyIn = (dialect: Dialect, wanted: Partial<SessionOptions> = {}): Client => {
  const client = drive(settingsOf({ dialects: [dialect], ...wanted }))
  signIn(client, dialect)
  const { number } = dialectNamed(dialect)
  if (number < 13) client.hears('NS 1', ...listFor(number, tridOf(client, 'NS 1')))
  else settles(client)
  return client
}

/** A client that is ready, and has the reply to its first status. */
export const shownIn = (dialect: Dialect, wanted: Partial<SessionOptions> = {}): Client => {
  const client = readyIn(dialect, wanted)
  client.hears('NS 1', client.said('NS 1').at(-1)!)
  return client
}
