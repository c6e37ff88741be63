/** TCP by Node: connections, listeners, and why they end. */
import * as net from 'node:net'
import * as tls from 'node:tls'

import { Observable, type Subscriber, type Unsubscribable } from 'rxjs'

import type { Address } from '../commands/words.js'
import type { CloseReason } from '../core/effects.js'
import type { ListenerEvent, ConnectionEvent } from '../streams/ports.js'
import { codeOf } from '../wire/errors.js'
import { closeReasonOf } from './closed.js'
import type { KeptConnections } from './kept.js'
import { identity, type Settings, trust } from './settings.js'
import { isUpgrade, upgrades, type Upgrades, type Upgrading } from './transports/web-socket-listener.js'

const plainReasons: ReadonlyMap<string, Exclude<CloseReason, { readonly problem: string }>['_tag']> = new Map([
  ['ECONNREFUSED', 'Refused'],
  ['ENOTFOUND', 'Unknown'],
  ['EAI_AGAIN', 'Unknown'],
  ['EHOSTUNREACH', 'Unreachable'],
  ['ENETUNREACH', 'Unreachable'],
  ['ETIMEDOUT', 'TimedOut'],
  ['ECONNRESET', 'Reset'],
  ['EPIPE', 'Reset'],
])

const certificateProblems: ReadonlyMap<string, string> = new Map([
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'it vouches for itself'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'an authority that is not trusted vouches for it'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'nobody who is trusted vouches for it'],
  ['UNABLE_TO_GET_ISSUER_CERT', 'nobody who is trusted vouches for it'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'nobody who is trusted vouches for it'],
  ['CERT_UNTRUSTED', 'nobody who is trusted vouches for it'],
  ['CERT_SIGNATURE_FAILURE', 'its signature is wrong'],
  ['CERT_HAS_EXPIRED', 'it has expired'],
  ['CERT_NOT_YET_VALID', 'it is not valid yet'],
  ['CERT_REVOKED', 'it was revoked'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'it was made for another host'],
  ['HOSTNAME_MISMATCH', 'it was made for another host'],
])

/** What an error of Node's network means. Only its code is kept: its message may quote what is to stay hidden. */
export const reasonOf = (error: unknown): CloseReason => {
  const told = closeReasonOf(error)
  if (told !== undefined) return told
  const code = codeOf(error) ?? ''
  const plain = plainReasons.get(code)
  if (plain !== undefined) return { _tag: plain }
  const problem = certificateProblems.get(code)
  if (problem !== undefined) return { _tag: 'Insecure', problem }
  if (/^(?:EPROTO$|ERR_SSL_|ERR_TLS_)/.test(code)) return { _tag: 'Insecure', problem: `there is none: ${code}` }
  return { _tag: 'Other', problem: code === '' ? 'an error without a code' : code }
}

const connect = (settings: Settings, { host, port }: Address): net.Socket =>
  settings.tls ? tls.connect({ host, port, ...trust(settings, host) }) : net.connect({ host, port })

const isPort = (port: number): boolean => Number.isInteger(port) && port >= 0 && port < 2 ** 16

/** Connects over TCP, or TLS. As long as a connection stands, HTTP connections are kept beside it. */
export const dial =
  (settings: Settings, { hold, release }: KeptConnections) =>
  (address: Address): Observable<ConnectionEvent> =>
    new Observable((subscriber) => {
      // Node would throw, and keep the socket for good.
      if (!isPort(address.port)) return close(subscriber, { _tag: 'Other', problem: 'ERR_SOCKET_BAD_PORT' })
      hold()
      subscriber.add(release)
      try {
        const socket = connect(settings, address)
        new Hearing(settings, socket, address, subscriber).begin(settings.tls ? 'secureConnect' : 'connect')
      } catch (error) {
        close(subscriber, reasonOf(error))
      }
    })

const close = (subscriber: Subscriber<ConnectionEvent>, reason: CloseReason): void => {
  subscriber.next({ _tag: 'Closed', reason })
  subscriber.complete()
}

const ignore = (): void => undefined

const hearing: unique symbol = Symbol('hearing')

/** A socket, and who hears it. */
interface Heard extends net.Socket {
  [hearing]?: Hearing
}

// The listeners of all sockets: functions of its own for each would take more than all else of it.
function onOpen(this: Heard): void {
  this[hearing]?.open()
}
function onFirst(this: Heard, bytes: Uint8Array): void {
  this[hearing]?.begun(bytes)
}
function onData(this: Heard, bytes: Uint8Array): void {
  this[hearing]?.take(bytes)
}
function onEnd(this: Heard): void {
  this[hearing]?.end({ _tag: 'Ended' })
}
function onError(this: Heard, error: Error): void {
  this[hearing]?.fail(error)
}
// Node closes behind an error; by then all that came before it has been read.
function onClose(this: Heard): void {
  this[hearing]?.end()
}

const ended: CloseReason = { _tag: 'Ended' }

/** What is heard of a socket, until nobody listens any more. */
class Hearing implements Unsubscribable {
  private isThere = false
  private reason = ended
  private timer: NodeJS.Timeout | undefined
  private web: Upgrading | undefined

  constructor(
    private readonly settings: Settings,
    private readonly socket: Heard,
    private readonly address: Address,
    private readonly subscriber: Subscriber<ConnectionEvent>,
    private readonly upgraded?: Upgrades,
  ) {
    socket[hearing] = this
  }

  /** Begins to hear; the socket is not there yet if it waits for an `opening`. */
  begin(opening?: 'connect' | 'secureConnect'): void {
    const { settings, socket, subscriber, upgraded } = this
    subscriber.add(this)
    socket.off('error', ignore).on('error', onError).on('end', onEnd).on('close', onClose)
    if (opening === undefined) this.open()
    else {
      this.timer = setTimeout(() => this.end({ _tag: 'TimedOut' }), settings.connectTimeout)
      socket.once(opening, onOpen)
    }
    if (!subscriber.closed) socket.on('data', upgraded === undefined ? onData : onFirst)
  }

  /** The first bytes show whether it is a WebSocket, which others hear from then on. */
  begun(bytes: Uint8Array): void {
    const { socket, upgraded } = this
    socket.off('data', onFirst)
    if (upgraded === undefined || !isUpgrade(bytes)) {
      socket.on('data', onData)
      return this.take(bytes)
    }
    this.leave()
    this.web = upgraded.take(socket, bytes, { bytes: (more) => this.take(more), closed: (why) => this.end(why) })
  }

  take(bytes: Uint8Array): void {
    this.subscriber.next({ _tag: 'Bytes', bytes })
  }

  open(): void {
    const { socket, subscriber } = this
    clearTimeout(this.timer)
    this.timer = undefined
    this.isThere = true
    socket.setNoDelay(true)
    // A switchboard has no PNG: whoever vanished without a word is found out by the system.
    socket.setKeepAlive(true, 60_000)
    const link = { write: (bytes: Uint8Array) => this.write(bytes), end: () => subscriber.complete() }
    subscriber.next({ _tag: 'Opened', link, ...endsOf(socket, this.address) })
  }

  fail(error: Error): void {
    this.reason = reasonOf(error)
  }

  end(reason = this.reason): void {
    close(this.subscriber, reason)
  }

  unsubscribe(): void {
    const { settings, socket, web } = this
    clearTimeout(this.timer)
    this.leave()
    if (web !== undefined) web.leave((left) => part(settings, left))
    else if (this.isThere) part(settings, socket)
    else socket.destroy()
  }

  /** Does not listen to it any more; whatever goes wrong with it now is nobody's business, and must not end the process. */
  private leave(): void {
    const { socket } = this
    socket.off('error', onError).off('end', onEnd).off('close', onClose).off('data', onFirst).off('data', onData)
    socket.off('connect', onOpen).off('secureConnect', onOpen).on('error', ignore)
  }

  private write(bytes: Uint8Array): void {
    const { settings, socket, subscriber, web } = this
    if (web !== undefined) return web.write(bytes)
    if (subscriber.closed || !socket.writable) return
    // What waits already counts, not what is written now: one thing to say may be longer than the limit.
    if (socket.writableLength <= settings.unread) return void socket.write(bytes)
    // Told when Node has closed it: not in the turn of whoever writes, who may be about to close it, too.
    this.reason = { _tag: 'Unread' }
    socket.destroy()
  }
}

/** Lets go of a socket: what was written goes out, what still comes is not heard, and it does not take for ever. */
const part = ({ grace }: Settings, socket: net.Socket): void => {
  if (socket.destroyed) return
  socket.end()
  // With input left unread the system would reset the connection, and what was written might be lost with it.
  socket.resume()
  const timer = setTimeout(() => socket.destroy(), grace).unref()
  socket.once('close', () => clearTimeout(timer))
}

// How a system that speaks IPv6 shows an IPv4 address.
const plainHost = (host: string): string => host.replace(/^::ffff:(?=\d+\.)/i, '')

/** Both ends of a socket; where it is gone already, what was asked for. */
export const endsOf = (socket: net.Socket, asked: Address): { readonly local: Address; readonly peer: Address } => ({
  local: { host: plainHost(socket.localAddress ?? asked.host), port: socket.localPort ?? asked.port },
  peer: { host: plainHost(socket.remoteAddress ?? asked.host), port: socket.remotePort ?? asked.port },
})

type Place =
  { readonly _tag: 'Listening'; readonly address: Address } | { readonly _tag: 'Closed'; readonly reason: CloseReason }

const boundTo = (server: net.Server): Address | undefined => {
  const bound = server.address()
  return typeof bound === 'object' && bound !== null ? { host: bound.address, port: bound.port } : undefined
}

/** Starts a server, and tells where it listens, or why it cannot. */
export const begin = <A>(server: net.Server, address: Address, subscriber: Pick<Subscriber<A | Place>, 'closed' | 'next' | 'complete'>): void => {
  const fail = (error: unknown): void => {
    subscriber.next({ _tag: 'Closed', reason: reasonOf(error) })
    subscriber.complete()
  }
  server.once('error', fail).once('listening', () => {
    // A connection that cannot be accepted is no reason to stop.
    server.off('error', fail).on('error', ignore)
    // The name of a host takes time to find: meanwhile nobody may want to listen there any more.
    if (subscriber.closed) server.close()
    else subscriber.next({ _tag: 'Listening', address: boundTo(server) ?? address })
  })
  try {
    server.listen({ host: address.host, port: address.port })
  } catch (error) {
    fail(error)
  }
}

/** Listens for TCP connections, or TLS; and for WebSockets among them. */
export const listen =
  (settings: Settings) =>
  (address: Address): Observable<ListenerEvent> =>
    new Observable((subscriber) => {
      const sockets = new Set<net.Socket>()
      const raw = new Set<net.Socket>()
      const shown = settings.tls ? identity(settings) : undefined
      const upgraded = settings.webSocket ? upgrades(settings) : undefined
      const server =
        shown === undefined
          ? net.createServer()
          : tls.createServer({ ...shown, handshakeTimeout: settings.connectTimeout })

      const forget = function (this: net.Socket): void {
        raw.delete(this)
        sockets.delete(this)
      }
      if (shown !== undefined) server.on('connection', (socket) => raw.add(socket.on('close', forget)))
      server.on(shown === undefined ? 'connection' : 'secureConnection', (socket: net.Socket) => {
        sockets.add(socket.on('error', ignore).on('close', forget))
        const connection = new Observable<ConnectionEvent>((to) => {
          if (socket.destroyed) close(to, { _tag: 'Reset' })
          else new Hearing(settings, socket, address, to, upgraded).begin()
        })
        subscriber.next({ _tag: 'Connected', connection })
      })
      // Node only tells of who does not greet in time, and keeps the connection.
      server.on('tlsClientError', (_error: unknown, socket: net.Socket) => socket.destroy())
      begin<ListenerEvent>(server, address, subscriber)

      return () => {
        server.close()
        const isWeb = upgraded?.end()
        sockets.forEach((socket) => isWeb?.(socket) || part(settings, socket))
        // Who has not even greeted in TLS is among these alone.
        const timer = setTimeout(() => raw.forEach((socket) => socket.destroy()), settings.grace).unref()
        server.once('close', () => clearTimeout(timer))
      }
    })
