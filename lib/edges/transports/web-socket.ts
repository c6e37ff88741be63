/** WebSocket as a transport: connections whose bytes go in the messages of a WebSocket. */
import * as tls from 'node:tls'
import type { Duplex } from 'node:stream'

import { Observable } from 'rxjs'
import { WebSocket } from 'ws'

import { unbracketed } from '../../commands/words.js'
import type { CloseReason } from '../../core/effects.js'
import { list } from '../../payloads/shape.js'
import { checkSettings, given, settingShapes } from '../../payloads/setting.js'
import type { ConnectionEvent, Ports } from '../../streams/ports.js'
import { codeOf } from '../../wire/errors.js'
import type { OpenedConnection } from '../links.js'
import { pemList, trust, type Pem } from '../settings.js'
import { reasonOf } from '../sockets.js'
import type { Messages } from './messages.js'
import { streamOf } from './stream.js'
import { subProtocol } from './sub-protocols.js'
import { urlFor, usualUrl, webSocketUrl } from './web-socket-url.js'
import { hearWebSocket, wsOptions } from './ws.js'

/**
 * Where the WebSocket of a server is, and how it is spoken.
 *
 * **Shapes** `url` with `{host}` and `{port}` where those of the server belong: `ws://{host}:{port}/` unless given, which is where
 * `serve` speaks WebSocket; one without them is that of every server. `wss` goes over TLS, beside which the ports should not
 * do so, too; `ca` is who is trusted in place of the system's authorities. `protocols` are the sub-protocols that are offered: none.
 *
 * **Units** milliseconds; bytes. `connectTimeout` is how long it may take to open (15 s), `grace` how long the other side may
 * take to close (2 s). `unread` is how much may wait to be written before the connection ends with `Unread` (4 MiB), `frame`
 * the longest message that is taken (1 MiB); those that are sent have 64 KiB at most.
 */
export interface WebSocketSettings {
  readonly url?: string
  readonly protocols?: ReadonlyArray<string>
  readonly ca?: Pem | ReadonlyArray<Pem>
  readonly connectTimeout?: number
  readonly grace?: number
  readonly unread?: number
  readonly frame?: number
}

const shapes = {
  url: webSocketUrl,
  protocols: list('a list of sub-protocols', subProtocol),
  ca: pemList,
  connectTimeout: settingShapes.wait,
  grace: settingShapes.time,
  unread: settingShapes.most,
  frame: settingShapes.most,
}

const ignore = (): void => undefined

/** What an answer means that opens no WebSocket. */
const refusal = (status = 0): CloseReason => {
  const problem = `it answers with status ${status}`
  if (status === 401 || status === 407) return { _tag: 'Unauthorized' }
  if (status >= 500) return { _tag: 'Unreachable' }
  if (status === 403) return { _tag: 'Forbidden', problem }
  return { _tag: 'Broken', problem: `it is no WebSocket: ${problem}` }
}

/** What went wrong before it was open: an error of the network or of TLS, or an answer that is none. */
const failure = (error: Error): CloseReason =>
  codeOf(error) === undefined ? { _tag: 'Broken', problem: `it is no WebSocket: ${error.message}` } : reasonOf(error)

/**
 * The same ports, with connections that go over WebSockets. These go by `dial` of the ports, and so through whatever
 * proxy that goes through.
 *
 * **Errors** `Closed` gives the reason: that of the ports, as long as they give one; `Unauthorized`, `Forbidden` or `Unreachable`
 * for an answer with such a status; `Broken` for an answer or a message that WebSockets do not have, a text, or a message
 * that is too long; `Ended` or `Reset`, as the other side closes or is gone. A setting that can never work is a `TypeError`
 * that names it, thrown at once.
 *
 * **Source** RFC 6455.
 */
export const webSocket = (settings: WebSocketSettings = {}): ((ports: Ports) => Ports) => {
  checkSettings({ optional: shapes }, settings)
  const { url = usualUrl, protocols = [], connectTimeout = 15_000, grace = 2_000, unread = 4 * 2 ** 20, frame = 2 ** 20, ...rest } = given(settings)
  return (ports) => ({
    ...ports,
    dial: (address, on) =>
      new Observable<ConnectionEvent>((subscriber) => {
        let below: CloseReason | undefined
        let opening: OpenedConnection | undefined
        let talk: Messages | undefined
        const closed = (reason: CloseReason): void => {
          subscriber.next({ _tag: 'Closed', reason })
          subscriber.complete()
        }
        const target = urlFor(url, address)
        if (!URL.canParse(target)) return closed({ _tag: 'Other', problem: 'ERR_INVALID_URL' })
        const { protocol, hostname, port } = new URL(target)
        const isSecure = protocol === 'wss:'
        const host = unbracketed(hostname)

        const connect = (): Duplex => {
          const signals = ports.dial({ host, port: Number(port) || (isSecure ? 443 : 80) }, on)
          const stream = streamOf(signals, {
            opened: (event) => (opening = event),
            // An orderly end, too, is none of a WebSocket that was not closed before.
            closed: (reason) => (below = reason._tag === 'Ended' ? undefined : reason),
          })
          return isSecure ? tls.connect({ socket: stream, ...trust(rest, host) }) : stream
        }
        const socket = new WebSocket(target, [...protocols], {
          ...wsOptions({ frame, grace }),
          createConnection: connect as never,
        })
        const timer = setTimeout(() => closed({ _tag: 'TimedOut' }), connectTimeout)
        const failed = (error: Error): void => closed(below ?? failure(error))
        const opened = (): void => {
          clearTimeout(timer)
          socket.off('error', failed)
          const to = { bytes: (bytes: Uint8Array) => subscriber.next({ _tag: 'Bytes', bytes }), closed: (reason: CloseReason) => closed(below ?? reason) }
          talk = hearWebSocket(socket, { unread, frame }, to)
          const { local, peer } = opening!
          subscriber.next({ _tag: 'Opened', link: { write: talk.write, end: () => subscriber.complete() }, local, peer })
        }
        subscriber.add(() => {
          clearTimeout(timer)
          socket.off('open', opened).on('error', ignore)
          if (talk === undefined) socket.terminate()
          else talk.leave()
        })
        socket
          .on('error', failed)
          .on('open', opened)
          .on('unexpected-response', (_request, { statusCode }) => closed(refusal(statusCode)))
      }),
  })
}
