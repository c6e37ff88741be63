/** HTTP by Node: one request to a server, and a server; header names are written as real clients read them. */
import * as http from 'node:http'
import * as https from 'node:https'

import { Observable } from 'rxjs'

import type { Address } from '../commands/words.js'
import type { CloseReason, HttpRequest, HttpResponse } from '../core/effects.js'
import type { HttpListenerEvent, HttpRoute } from '../streams/ports.js'
import { corsFor } from './cors.js'
import type { KeptConnections } from './kept.js'
import { identity, type Settings, trust } from './settings.js'
import { begin, endsOf, reasonOf } from './sockets.js'

// Headers whose usual spelling is not a capital at the beginning of each word.
const usualNames: ReadonlyMap<string, string> = new Map(
  ['DNT', 'ETag', 'P3P', 'PassportURLs', 'PPServer', 'SOAPAction', 'TE', 'WWW-Authenticate', 'X-MSN-Messenger'].map(
    (name) => [name.toLowerCase(), name] as const,
  ),
)

/**
 * The name of a header in its usual capitals.
 *
 * **Shapes** `content-length` is `Content-Length`, `passporturls` is `PassportURLs`; a name with a capital in it stays
 * as it is.
 *
 * **Source** corrections.md: msn-pecan and libpurple look for `Content-Length`, papyon waits for the end of the connection
 * without it.
 */
export const headerName = (name: string): string =>
  /[A-Z]/.test(name) ? name : (usualNames.get(name) ?? name.replace(/(?<![a-z\d])[a-z]/g, (first) => first.toUpperCase()))

/** Headers with their names in usual capitals; those without a value are left out. */
export const inUsualCapitals = <A>(headers: Readonly<Record<string, A | undefined>>): Readonly<Record<string, A>> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[headerName(name), value]])),
  )

/** Hands over the whole body of a request or an answer; nothing as soon as it is longer than the limit. */
export const bodyOf = (limit: number, message: http.IncomingMessage, done: (body: Uint8Array | undefined) => void): void => {
  const chunks: Array<Uint8Array> = []
  let bytes = 0
  const onData = (chunk: Uint8Array): void => {
    chunks.push(chunk)
    bytes += chunk.length
    if (bytes <= limit) return
    message.off('data', onData).off('end', onEnd)
    done(undefined)
  }
  const onEnd = (): void => done(new Uint8Array(Buffer.concat(chunks)))
  message.on('data', onData).on('end', onEnd)
}

const proto = '__proto__'

/** The headers of a message, with the one that Node's object cannot hold. */
export const headersOf = ({ headers, rawHeaders }: http.IncomingMessage): http.IncomingHttpHeaders => {
  const values = rawHeaders.filter((_, i) => i % 2 === 1 && rawHeaders[i - 1]?.toLowerCase() === proto)
  // No literal: there, the name would set a prototype.
  return values.length === 0 ? headers : Object.fromEntries([...Object.entries(headers), [proto, values.join(', ')]])
}

/** Whether a request without an answer went out as its connection, which had been kept, was closed. Only `GET` may be said twice. */
const isLost = ({ method, reusedSocket }: http.ClientRequest, error: unknown): boolean =>
  reusedSocket && method === 'GET' && reasonOf(error)._tag === 'Reset'

/** A request that a proxy takes whole: where it goes, and what it is for. */
const wholeTo = ({ protocol, host, href }: URL, { proxy }: HttpRoute = {}) =>
  proxy === undefined || protocol !== 'http:'
    ? {}
    : { hostname: proxy.host, port: proxy.port, path: href, headers: { Host: host, ...proxy.headers } }

/** Whether a proxy says that it waits for a further request: some close the connection without a word. */
const keepsOpen = ({ headers }: http.IncomingMessage): boolean =>
  /keep-alive/i.test(`${headers.connection ?? ''} ${String(headers['proxy-connection'] ?? '')}`)

/** The agent that the user has chosen, if any. */
const ownAgent = ({ agent }: Settings, { protocol }: URL): http.Agent | undefined =>
  typeof agent === 'function' ? agent(protocol) : agent

/** Asks an HTTP server once; where it sends us on, that is its answer. */
export const fetch =
  (settings: Settings, { agentFor }: KeptConnections) =>
  ({ method, url, headers, body }: HttpRequest, route?: HttpRoute): Observable<HttpResponse | CloseReason> =>
    new Observable((subscriber) => {
      const done = (outcome: HttpResponse | CloseReason): void => {
        subscriber.next(outcome)
        subscriber.complete()
      }
      const fail = (error: unknown): void => done(reasonOf(error))
      let isAnswered = false
      const answered = (message: http.IncomingMessage): void => {
        isAnswered = true
        message.on('error', fail)
        bodyOf(settings.answer, message, (body) => {
          if (body === undefined) done({ _tag: 'Other', problem: `it answers more than ${settings.answer} bytes` })
          else done({ status: message.statusCode ?? 0, headers: headersOf(message), body })
        })
      }

      const timer = setTimeout(() => done({ _tag: 'TimedOut' }), settings.fetchTimeout)
      subscriber.add(() => clearTimeout(timer))
      const isOthers = settings.agent !== undefined || route?.dial !== undefined
      const ask = (at: URL, agent: http.Agent | false): void => {
        const { request } = at.protocol === 'https:' ? https : http
        const { headers: more = {}, ...to } = settings.agent === undefined ? wholeTo(at, route) : {}
        const options = { method, headers: { ...inUsualCapitals(headers), ...more }, agent, ...trust(settings, at.hostname), ...to }
        const asked = request(at, options, answered)
        if (route?.proxy !== undefined) asked.prependOnceListener('response', (message) => (asked.shouldKeepAlive &&= keepsOpen(message)))
        asked.on('error', (error) => (subscriber.closed || isAnswered || !isLost(asked, error) ? fail(error) : ask(at, isOthers ? agent : false))).end(body)
        subscriber.add(() => asked.destroy())
      }
      try {
        const at = new URL(url)
        ask(at, ownAgent(settings, at) ?? agentFor(at.protocol, route))
      } catch (error) {
        fail(error)
      }
    })

const ignore = (): void => undefined

/** Serves HTTP, or HTTPS with a certificate; pages of the origins that are named may ask. */
export const serve =
  (settings: Settings) =>
  (address: Address): Observable<HttpListenerEvent> =>
    new Observable((subscriber) => {
      const pages = corsFor(settings.origins)
      const asked = (message: http.IncomingMessage, response: http.ServerResponse): void => {
        message.on('error', ignore)
        response.on('error', ignore)
        const { method } = message
        const asking = method === 'OPTIONS' ? pages.asking(message.headers) : undefined
        if (asking !== undefined) return void response.writeHead(204, asking).end()
        Object.entries(pages.answered(message.headers) ?? {}).forEach(([name, value]) => response.setHeader(name, value))
        if (method !== 'GET' && method !== 'POST') return refuse(405, message, response)
        bodyOf(settings.body, message, (body) => {
          if (body === undefined) return refuse(413, message, response)
          const request = { method, url: message.url ?? '/', headers: flat(headersOf(message)), body } as const
          const ends = endsOf(message.socket, address)
          subscriber.next({ _tag: 'Asked', request, ...ends, respond: respond(message, response) })
        })
      }
      const { fetchTimeout } = settings
      const times = {
        keepAliveTimeout: settings.keepAlive,
        requestTimeout: fetchTimeout,
        headersTimeout: fetchTimeout,
        connectionsCheckingInterval: Math.min(fetchTimeout, 5_000),
      }
      const shown = identity(settings)
      const server =
        shown === undefined ? http.createServer(times, asked) : https.createServer({ ...shown, ...times }, asked)
      // Node's own times begin with the first byte: who says nothing is closed by this one.
      server.setTimeout(fetchTimeout)
      server.maxConnections = settings.visitors
      begin<HttpListenerEvent>(server, address, subscriber)

      return () => {
        server.close()
        // Who waits for an answer that is on its way still gets it.
        const timer = setTimeout(() => server.closeAllConnections(), settings.grace).unref()
        server.once('close', () => clearTimeout(timer))
      }
    })

/** Answers that nothing is done; what else is said is not read. */
const refuse = (status: number, message: http.IncomingMessage, response: http.ServerResponse): void => {
  response.writeHead(status, { Connection: 'close' }).end(() => message.destroy())
}

export const flat = (headers: http.IncomingHttpHeaders): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, [value].flat().join(', ')]],
    ),
  )

const respond =
  (message: http.IncomingMessage, response: http.ServerResponse) =>
  ({ status, headers, body }: HttpResponse): void => {
    if (response.headersSent || response.destroyed) return
    try {
      const all = { 'Content-Length': body?.length ?? 0, ...inUsualCapitals(headers) } as http.OutgoingHttpHeaders
      response.writeHead(status, all).end(body)
    } catch {
      // A header that cannot be written, which is our mistake: whoever asks is told no more than that.
      refuse(500, message, response)
    }
  }
