/** The settings of a session. */
import { Capabilities } from '../commands/capabilities.js'
import { dialectNamed, spokenDialects, type Dialect } from '../commands/dialects.js'
import type { MsnObject } from '../commands/msnobject.js'
import { bracketed, Guid, Passport, Status, type Address } from '../commands/words.js'
import type { Product } from '../auth/challenge.js'
import { secret, type Secret } from '../payloads/secret.js'
import { addressShape, checkSettings, each, given, settingShapes, someOf } from '../payloads/setting.js'
import { isRecord } from '../payloads/misshape.js'
import { leaf, object, oneOf, type AnyShape } from '../payloads/shape.js'
import { MsnObjectShape } from '../payloads/shapes.js'
import { backoff, type Backoff, type ReconnectPolicy } from './connection/retry.js'
import { servicesAt, type Services } from './profile.js'
import type { KeptLists } from './state.js'

/**
 * How long to wait, and for what.
 *
 * **Units** milliseconds.
 */
export interface Deadlines {
  /** For a connection to open. */
  readonly dial: number
  /** For the reply to a command, and for each part of a contact list. */
  readonly reply: number
  /** For an HTTP server. */
  readonly fetch: number
  /** For a connection, of an intent that waits for one, where the session connects again (`reconnect`). */
  readonly waiting: number
  /** For somebody who was invited to come. */
  readonly join: number
  /** Between two signs of life of the notification server, until it says how often it wants to be asked. */
  readonly ping: number
  /** Until a switchboard on which nobody else is left is closed. */
  readonly alone: number
}

/** How many there may be of what a server tells us of: more would be an attack, or a mistake. */
export interface SessionLimits {
  readonly contacts: number
  readonly groups: number
  readonly conversations: number
  /** In one conversation. */
  readonly participants: number
}

/** How a client names itself in `CVR` (core.md 3.1). */
export interface ClientName {
  readonly locale: string
  readonly system: string
  readonly systemVersion: string
  readonly processor: string
  readonly client: string
  /** Without one, a version that goes with the dialect. */
  readonly clientVersion: string | undefined
  readonly clientCode: string
}

/** Whose invitations are accepted without asking: everybody's, those of contacts, or nobody's. */
export type Answering = 'everybody' | 'contacts' | 'nobody'

/** All that a session wants to know beforehand. */
export interface SessionSettings {
  readonly passport: string
  readonly password: Secret
  /** The dispatch server, or a notification server. */
  readonly server: Address
  /** The dialects to offer, the most wanted first. */
  readonly dialects: ReadonlyArray<Dialect>
  /** Where the HTTP services are (MSNP8 and later). */
  readonly services: Services
  /** The endpoint that is signed in at (MSNP16 and later). */
  readonly endpoint: EndpointSettings
  /** The status after the sign-in; without one the session stays unseen until `SetStatus`. */
  readonly status: Status | undefined
  /** What this client can do (MSNP8 and later); without it, what clients of the dialect's time can. */
  readonly capabilities: Capabilities | undefined
  /** The second number of the capabilities (MSNP16 and later). */
  readonly extended: Capabilities | undefined
  readonly object: MsnObject | undefined
  readonly client: ClientName
  /** The client and its key in answers to challenges; usually the one that goes with the dialect. */
  readonly product: Product | undefined
  /** How often one sign-in may be sent on to another server; `Infinity` lifts the limit. */
  readonly redirects: number
  readonly answering: Answering
  /** What becomes of offline messages at the server once they were told: deleted, or kept until `DeleteOffline`. */
  readonly offline: 'delete' | 'keep'
  readonly lists: KeptLists | undefined
  /** When to sign in again after the connection has ended; without it, that is the end of the session. */
  readonly reconnect: ReconnectPolicy | undefined
  readonly deadlines: Deadlines
  /** How many intents may wait, and how many messages for one conversation. */
  readonly waiting: number
  /** How much a server may tell us to keep. */
  readonly limits: SessionLimits
}

/**
 * One of the endpoints that an account is signed in at (MSNP16 and later).
 *
 * **Shapes** `guid` names it to servers: one for each machine and program, the same one every time; without it, a new one
 * is drawn for each session. `name` is shown to the account's other endpoints.
 *
 * **Source** core.md 3.4, messages.md 2.4
 */
export interface EndpointSettings {
  readonly guid: Guid | undefined
  readonly name: string
}

/**
 * What has to be said of a session; the rest has defaults.
 *
 * **Shapes** `nexus` stands for all services: those that are not given are looked for at its origin, and without it at the
 * server's host by https.
 */
export type SessionOptions = Pick<SessionSettings, 'passport' | 'server'> & { readonly password: string | Secret } & Partial<
    Omit<SessionSettings, 'passport' | 'server' | 'password' | 'deadlines' | 'client' | 'limits' | 'services' | 'endpoint' | 'reconnect'>
  > & {
    readonly nexus?: string
    readonly services?: Partial<Services>
    readonly endpoint?: Partial<EndpointSettings>
    readonly deadlines?: Partial<Deadlines>
    readonly client?: Partial<ClientName>
    readonly limits?: Partial<SessionLimits>
    readonly reconnect?: Partial<Backoff> | Exclude<ReconnectPolicy, Backoff>
  }

/**
 * The usual deadlines.
 *
 * **Source** core.md 9: libpurple gives up on a command after a minute, aMSN closes an idle switchboard after one.
 */
export const deadlines: Deadlines = {
  dial: 20_000,
  reply: 60_000,
  fetch: 30_000,
  join: 30_000,
  waiting: 300_000,
  ping: 50_000,
  alone: 60_000,
}

const limits: SessionLimits = { contacts: 10_000, groups: 1_000, conversations: 500, participants: 1_000 }

const clientName: ClientName = {
  locale: '0x0409',
  system: 'winnt',
  systemVersion: '5.1',
  processor: 'i386',
  client: 'MSNMSGR',
  clientVersion: undefined,
  clientCode: 'MSMSGS',
}

/** The dialects that a session can speak, newest first. */
export const spoken: ReadonlyArray<Dialect> = spokenDialects.map(({ name }) => name).toReversed()

const { wait, most: count, url, text, time, likelihood } = settingShapes

const backoffShape = object('an object with min, max, factor, jitter and tries', {}, {
  min: time,
  max: wait,
  factor: leaf<number>('a number from 1 on', (u) => typeof u === 'number' && u >= 1),
  jitter: likelihood,
  tries: count,
})

const capabilities = leaf<Capabilities>(Capabilities.expected, Capabilities.is)

const shapes: {
  readonly required: { readonly [K in 'passport' | 'server' | 'password']: AnyShape }
  readonly optional: { readonly [K in Exclude<keyof SessionOptions, 'passport' | 'server' | 'password'>]-?: AnyShape }
} = {
  required: {
    passport: leaf('the address of an account, such as bob@example.com', Passport.is),
    server: addressShape,
    password: leaf(
      'a text, or a secret as secret(text) makes it',
      (u) => typeof u === 'string' || (isRecord(u) && typeof u['reveal'] === 'function'),
    ),
  },
  optional: {
    nexus: url,
    services: object('an object with URLs', {}, each(Object.keys(servicesAt('')), url)),
    endpoint: object('an object with guid and name', {}, { guid: leaf('a GUID without braces', Guid.is), name: text }),
    dialects: someOf(spoken),
    status: leaf('one of NLN, BSY, IDL, BRB, AWY, PHN, LUN, HDN', (u) => Status.is(u) && u !== 'FLN'),
    capabilities,
    extended: capabilities,
    object: MsnObjectShape,
    product: object('an object with id and key', { id: text, key: text }),
    redirects: count,
    answering: oneOf('everybody', 'contacts', 'nobody'),
    offline: oneOf('delete', 'keep'),
    lists: object('lists as keptLists gives them', {
      contacts: leaf('a list', Array.isArray),
      groups: leaf('a list', Array.isArray),
      version: leaf('the version of lists', isRecord),
    }),
    waiting: count,
    reconnect: leaf(
      'an object with min, max, factor, jitter and tries, or a function',
      (u) => typeof u === 'function' || backoffShape.is(u),
    ),
    client: object('an object with texts', {}, each(Object.keys(clientName), text)),
    deadlines: object('an object with milliseconds', {}, each(Object.keys(deadlines), wait)),
    limits: object('an object with numbers', {}, each(Object.keys(limits), count)),
  },
}

const reconnectOf = (wanted: SessionOptions['reconnect']): ReconnectPolicy | undefined =>
  wanted === undefined || typeof wanted === 'function' ? wanted : { ...backoff, ...given(wanted) }

const servicesFor = ({ host }: Address, nexus: string | undefined): Services =>
  nexus === undefined
    ? servicesAt(`https://${bracketed(host)}`)
    : { ...servicesAt(/^https?:\/\/[^/?#]*/i.exec(nexus)?.[0] ?? ''), nexus }

/**
 * The settings of a session, what was not said filled in; `undefined` says nothing, but as a status that the session stays
 * unseen. The address of the account is compared in lower case.
 *
 * **Errors** throws a `TypeError` that names the setting, for one that can never work.
 */
export const sessionSettings = (whole: SessionOptions): SessionSettings => {
  checkSettings(shapes, whole)
  const { password, deadlines: ms, client, limits: most, nexus, services, endpoint, status, reconnect, ...others } = whole
  const wanted = given(others)
  return {
    status: 'status' in whole ? status : 'NLN',
    capabilities: undefined,
    extended: undefined,
    object: undefined,
    product: undefined,
    redirects: 10,
    answering: 'everybody',
    offline: 'delete',
    lists: undefined,
    waiting: 1000,
    ...wanted,
    reconnect: reconnectOf(reconnect),
    services: { ...servicesFor(wanted.server, nexus), ...given(services) },
    endpoint: { guid: endpoint?.guid?.toLowerCase(), name: endpoint?.name ?? 'rx-msnp' },
    dialects: (wanted.dialects ?? spoken).map((name) => dialectNamed(name).name),
    passport: wanted.passport.toLowerCase(),
    password: typeof password === 'string' ? secret(password) : password,
    client: { ...clientName, ...given(client) },
    deadlines: { ...deadlines, ...given(ms) },
    limits: { ...limits, ...given(most) },
  }
}
