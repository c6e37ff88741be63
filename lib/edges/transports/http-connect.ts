/** HTTP proxies as a transport: CONNECT for connections and HTTPS, whole requests for HTTP. */
import { request } from 'node:http'

import { bracketed } from '../../commands/words.js'
import type { CloseReason, HttpRequest } from '../../core/effects.js'
import { checkSettings, given, settingShapes } from '../../payloads/setting.js'
import { leaf } from '../../payloads/shape.js'
import type { Ports } from '../../streams/ports.js'
import { codeOf } from '../../wire/errors.js'
import { dialThrough, goingBy, proxyShapes, timeoutShape, type Handshake, type ProxyServer } from './proxied.js'

/** An HTTP proxy. **Shapes** with a `name`, both are told to the proxy with each request, by Basic. */
export interface HttpProxySettings extends ProxyServer {
  readonly name?: string
  readonly password?: string
}

const reasonOf = (status: number): CloseReason => {
  const problem = `the proxy answers with status ${status}`
  if (status === 401 || status === 407) return { _tag: 'Unauthorized' }
  if (status === 504) return { _tag: 'TimedOut' }
  if (status >= 500) return { _tag: 'Unreachable' }
  if (status >= 400) return { _tag: 'Forbidden', problem }
  return { _tag: 'Broken', problem }
}

const shake =
  (own: HttpRequest['headers']): Handshake =>
  (stream, { host, port }, settle) => {
    const path = `${bracketed(host)}:${port}`
    const headers = { Host: path, 'Proxy-Connection': 'Keep-Alive', ...own }
    request({ method: 'CONNECT', path, headers, createConnection: () => stream })
      .on('connect', ({ statusCode = 0 }, _, early: Uint8Array) => {
        const isThere = statusCode >= 200 && statusCode < 300
        settle(isThere ? undefined : reasonOf(statusCode), new Uint8Array(early))
      })
      .on('response', ({ statusCode = 0 }) => settle(reasonOf(statusCode)))
      .on('error', (error) => {
        // That it was closed is told by the connection itself, with the reason.
        if (codeOf(error)?.startsWith('HPE_') === true) settle({ _tag: 'Broken', problem: 'it is no proxy of HTTP' })
      })
      .end()
  }

const text = leaf<string>('a text without a colon or controls', (u) => typeof u === 'string' && /^[^:\p{Cc}]+$/u.test(u))

/**
 * The same ports, with connections that go through an HTTP proxy by `CONNECT`. So do HTTPS requests; those of plain HTTP are
 * given to the proxy whole, as proxies expect it.
 *
 * **Errors** `Closed` gives the reason: `Unauthorized` where the proxy wants a name and a password, or others, `Forbidden` where it
 * says no, `Unreachable` or `TimedOut` where it does not get there, `Broken` where it is no such proxy, else why it cannot be
 * reached. What the proxy answers to a request of plain HTTP is the answer. A setting that can never work is a `TypeError` that
 * names it, thrown at once.
 *
 * **Source** RFC 9110 9.3.6, RFC 9112 3.2.2
 */
export const httpConnect = (settings: HttpProxySettings): ((ports: Ports) => Ports) => {
  checkSettings({ required: proxyShapes, optional: { ...timeoutShape, name: text, password: settingShapes.text } }, settings)
  const { name, password = '', ...proxy } = given(settings)
  const headers =
    name === undefined
      ? {}
      : { 'Proxy-Authorization': `Basic ${Buffer.from(`${name}:${password}`, 'utf8').toString('base64')}` }
  return (ports) => {
    const dial = dialThrough(proxy, shake(headers), ports)
    const own = { dial }
    const whole = { dial: ports.dial, proxy: { host: proxy.host, port: proxy.port, headers } }
    return goingBy(ports, dial, ({ url }) => (/^http:/i.test(url) ? whole : own))
  }
}
