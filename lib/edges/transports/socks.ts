/** SOCKS 4a and 5 as transports; the handshakes are those of the library socks. */
import { SocksClient, type SocksProxy } from 'socks'

import type { CloseReason } from '../../core/effects.js'
import { checkSettings, given } from '../../payloads/setting.js'
import { leaf } from '../../payloads/shape.js'
import type { Ports } from '../../streams/ports.js'
import { messageOf } from '../../wire/errors.js'
import { dialThrough, goingBy, longest, proxyShapes, timeoutShape, type Handshake, type ProxyServer } from './proxied.js'

/** A proxy of SOCKS 4a. **Shapes** `name` is what it may want to know of the user. */
export interface Socks4aSettings extends ProxyServer {
  readonly name?: string
}

/** A proxy of SOCKS 5. **Shapes** with a `name`, it may ask for that and for the password. */
export interface Socks5Settings extends ProxyServer {
  readonly name?: string
  readonly password?: string
}

const problems: ReadonlyArray<readonly [what: RegExp, reason: CloseReason]> = [
  [/authentication failed|no accepted authentication|unknown authentication|\(RejectedIdent\)|\(Rejected\)/i, { _tag: 'Unauthorized' }],
  [/- NotAllowed/, { _tag: 'Forbidden', problem: 'the proxy does not allow it' }],
  [/- (?:Network|Host)Unreachable/, { _tag: 'Unreachable' }],
  // All that SOCKS 4 says, whatever stands in the way.
  [/- ConnectionRefused|\(Failed\)/, { _tag: 'Refused' }],
  [/- TTLExpired/, { _tag: 'Unreachable' }],
  [/- (?:Failure|CommandNotSupported|AddressNotSupported)/, { _tag: 'Other', problem: 'the proxy cannot connect there' }],
]

/** What an error of the library means. It holds the password, too, and goes no further. */
const reasonOf = (error: unknown): CloseReason => {
  const message = messageOf(error)
  return problems.find(([what]) => what.test(message))?.[1] ?? { _tag: 'Broken', problem: 'it is no proxy of SOCKS' }
}

const never = 2 ** 31 - 1

const shake =
  (proxy: SocksProxy): Handshake =>
  (stream, destination, settle) => {
    SocksClient.createConnection({
      proxy,
      command: 'connect',
      destination,
      existing_socket: stream,
      // Ours waits by the ports.
      timeout: never,
    }).then(
      () => settle(undefined),
      (error: unknown) => {
        // That it was closed is told by the connection itself, with the reason.
        if (messageOf(error) !== 'Socket closed') settle(reasonOf(error))
      },
    )
  }

const through =
  (settings: ProxyServer, proxy: SocksProxy): ((ports: Ports) => Ports) =>
  (ports) =>
    goingBy(ports, dialThrough(settings, shake(proxy), ports))

const bytesIn = (text: string): number => new TextEncoder().encode(text).length
const word = leaf<string>(
  `a text of 1 to ${longest} bytes`,
  (u) => typeof u === 'string' && u !== '' && bytesIn(u) <= longest && !u.includes('\0'),
)

/**
 * The same ports, with connections and HTTP requests that go through a proxy of SOCKS 4a, which finds hosts by their names.
 *
 * **Errors** `Closed` gives the reason: `Refused` where the proxy says no, which is all that it can say, `Unauthorized` where it
 * wants to know the user, `Broken` where it is no such proxy, `TimedOut` where it is silent, else why it cannot be reached. A
 * setting that can never work is a `TypeError` that names it, thrown at once.
 */
export const socks4a = (settings: Socks4aSettings): ((ports: Ports) => Ports) => {
  checkSettings({ required: proxyShapes, optional: { ...timeoutShape, name: word } }, settings)
  const { name, ...proxy } = given(settings)
  return through(proxy, { ...proxy, type: 4, ...(name === undefined ? {} : { userId: name }) })
}

/**
 * The same ports, with connections and HTTP requests that go through a proxy of SOCKS 5, which finds hosts by their names.
 *
 * **Errors** `Closed` gives the reason: `Unauthorized` where the proxy wants a name and a password, or others, `Forbidden`,
 * `Refused` or `Unreachable` as the proxy says, `Broken` where it is no such proxy, `TimedOut` where it is silent, else why it
 * cannot be reached. A setting that can never work is a `TypeError` that names it, thrown at once.
 *
 * **Source** RFC 1928, RFC 1929
 */
export const socks5 = (settings: Socks5Settings): ((ports: Ports) => Ports) => {
  checkSettings({ required: proxyShapes, optional: { ...timeoutShape, name: word, password: word } }, settings)
  const { name, password, ...proxy } = given(settings)
  return through(proxy, { ...proxy, type: 5, ...(name === undefined ? {} : { userId: name, password: password ?? '' }) })
}
