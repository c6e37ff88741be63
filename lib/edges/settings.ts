/** The settings of the ports of Node: limits, times, certificates. */
import type { Agent } from 'node:http'
import { isIP } from 'node:net'
import { unbracketed } from '../commands/words.js'
import { checkSettings, given, settingShapes } from '../payloads/setting.js'
import { leaf, list, type AnyShape } from '../payloads/shape.js'
import { isBytes } from '../wire/bytes.js'

/** A certificate or a key: PEM text, or its bytes. */
export type Pem = string | Buffer

/**
 * How Node is to connect and to serve.
 *
 * **Shapes** `tls`: MSNP goes over TLS, both where we dial and, given `key` and `cert`, where we listen. `ca`: who is
 * trusted in place of the system's authorities. With `key` and `cert`, HTTP is served as HTTPS. `webSocket`: where we listen
 * for MSNP, WebSockets are taken, too (true); from programs, and from pages of the `origins` (none), such as
 * `https://chat.example.com`.
 * `agent` makes the connections of HTTP requests, in place of all that these ports and transports would do; a function gives one
 * for `http:` or `https:`.
 *
 * **Units** milliseconds; bytes. `connectTimeout` is how long to wait for a connection (15 s), `fetchTimeout` for a whole
 * answer or request (30 s), `keepAlive` how long an HTTP connection is kept for a further request (120 s: libpurple's next
 * request on a connection that was closed is lost, corrections.md), `grace` for a peer to take what was written before the connection is cut (2 s). `unread` is
 * how much may wait to be written before the connection ends with `Unread` (4 MiB), `body` the longest body of a request
 * that is served (1 MiB), `answer` the longest body of an answer (16 MiB: a contact list of MSNP13 and later comes in one
 * piece). `frame` is the longest message of a WebSocket that is taken (1 MiB). `visitors` is how many connections there may be at once to the HTTP side (1,000).
 */
export interface NodeOptions {
  readonly tls?: boolean
  readonly ca?: Pem | ReadonlyArray<Pem>
  readonly key?: Pem
  readonly cert?: Pem
  readonly agent?: Agent | ((protocol: string) => Agent)
  readonly connectTimeout?: number
  readonly fetchTimeout?: number
  readonly keepAlive?: number
  readonly grace?: number
  readonly unread?: number
  readonly body?: number
  readonly answer?: number
  readonly webSocket?: boolean
  readonly origins?: ReadonlyArray<string>
  readonly frame?: number
  readonly visitors?: number
}

const defaults = {
  tls: false,
  connectTimeout: 15_000,
  fetchTimeout: 30_000,
  keepAlive: 120_000,
  grace: 2_000,
  unread: 4 * 2 ** 20,
  body: 2 ** 20,
  answer: 16 * 2 ** 20,
  webSocket: true,
  origins: [] as ReadonlyArray<string>,
  frame: 2 ** 20,
  visitors: 1_000,
}

/** The options, with what holds where nothing is said. */
export type Settings = NodeOptions & typeof defaults

const { yesOrNo, wait, time, most } = settingShapes
const isPem = (u: unknown): boolean => (typeof u === 'string' && u !== '') || isBytes(u)
const pem = leaf<Pem>('PEM text, or its bytes', isPem)

/** Who may vouch for a certificate. */
export const pemList = leaf<Pem | ReadonlyArray<Pem>>('PEM text, its bytes, or a list of them', (u) => (Array.isArray(u) ? u.every(isPem) : isPem(u)))

/** Where a page comes from: its scheme, host and port, as a browser names them. */
export const origin = leaf<string>(
  'an origin such as https://chat.example.com',
  (u) => typeof u === 'string' && /^[a-z][a-z\d+.-]*:\/\/[^\s/?#@]+$/i.test(u),
)

const shapes: { readonly [K in keyof NodeOptions]-?: AnyShape } = {
  tls: yesOrNo,
  ca: pemList,
  key: pem,
  cert: pem,
  agent: leaf(
    'an agent of node:http, or a function that gives one',
    (u) => typeof u === 'function' || (typeof u === 'object' && u !== null && 'addRequest' in u),
  ),
  connectTimeout: wait,
  fetchTimeout: wait,
  keepAlive: time,
  grace: time,
  unread: most,
  body: most,
  answer: most,
  webSocket: yesOrNo,
  origins: list('a list of origins', origin),
  frame: most,
  visitors: most,
}

/**
 * Fills in what the user has left out.
 *
 * **Errors** throws a `TypeError` that names the option, for one that can never work.
 */
export const settingsOf = (options: NodeOptions): Settings => {
  checkSettings({ optional: shapes }, options)
  return { ...defaults, ...given(options) }
}

/** Whose certificate is expected, and who may vouch for it. An IP address is no name that a server could be asked for. */
export const trust = ({ ca }: Pick<NodeOptions, 'ca'>, host: string): { readonly servername?: string; readonly ca?: Array<Pem> } => {
  const bare = unbracketed(host)
  return {
    ...(isIP(bare) === 0 ? { servername: bare } : {}),
    ...(ca === undefined ? {} : { ca: [ca].flat() as Array<Pem> }),
  }
}

/** A certificate to show, if there is one. */
export const identity = ({ key, cert }: Settings): { readonly key: Pem; readonly cert: Pem } | undefined =>
  key === undefined || cert === undefined ? undefined : { key, cert }
