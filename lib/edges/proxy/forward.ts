/** Passes one HTTP request of a client on to the server that it is meant for, and records it. */
import { map, Observable } from 'rxjs'

import { bareUrl } from '../../auth/passport.js'
import { isAnswered, type CloseReason, type HttpRequest, type HttpResponse } from '../../core/effects.js'
import { subscribing } from '../../streams/subscribing.js'
import { relocated, urlsIn, type RenameUrl } from '../../traces/scrub/relocate.js'
import type { Ports, HttpListenerEvent } from '../../streams/ports.js'
import type { Recorder } from '../record/recorder.js'

/** What forwarding needs: a way to servers, somebody who writes everything down, and other URLs. */
export interface ForwardSettings {
  readonly fetch: Ports['fetch']
  readonly recorder: Recorder
  /** What the client hears in place of the URLs that an answer names. */
  readonly renaming: (urls: ReadonlyArray<string>) => Observable<RenameUrl>
}

/** What became of a request. **Shapes** `url` is without its query. */
export type ForwardEvent =
  | { readonly _tag: 'Answered'; readonly exchange: number; readonly url: string; readonly status: number }
  | { readonly _tag: 'Unanswered'; readonly exchange: number; readonly url: string; readonly reason: CloseReason }

/** What is said to the next computer alone, and what whoever sends a message on says anew. */
const ofOneWay: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

const sentOn = <A>(headers: Readonly<Record<string, A>>): Readonly<Record<string, A>> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !ofOneWay.has(name.toLowerCase())))

/** The request as it goes on to a server, of which `origin` is scheme, host and port. */
const requestTo = (origin: string, { method, url, headers, body }: HttpRequest): HttpRequest => ({
  method,
  url: origin + url,
  headers: sentOn(headers),
  ...(body === undefined || body.length === 0 ? {} : { body }),
})

const status = (code: number): HttpResponse => ({ status: code, headers: {} })

/**
 * One request, sent on to the server that it is meant for. The answer is recorded as it was, and passed on with other
 * URLs; where there is none, the client is told 502.
 */
export const forward =
  ({ fetch, recorder, renaming }: ForwardSettings) =>
  (incoming: Extract<HttpListenerEvent, { readonly _tag: 'Asked' }>, origin: string): Observable<ForwardEvent> =>
    new Observable((subscriber) => {
      // Anything else could turn into another server's URL.
      if (!incoming.request.url.startsWith('/')) {
        incoming.respond(status(400))
        return subscriber.complete()
      }
      const request = requestTo(origin, incoming.request)
      const exchange = recorder.exchange()
      const url = bareUrl(request.url)

      const fail = (error: unknown): void => subscriber.error(error)
      const answer = (outcome: HttpResponse | CloseReason): void => {
        recorder.record({ _tag: 'Answered', exchange, outcome })
        if (!isAnswered(outcome)) {
          subscriber.next({ _tag: 'Unanswered', exchange, url, reason: outcome })
          incoming.respond(status(502))
          return subscriber.complete()
        }
        subscriber.next({ _tag: 'Answered', exchange, url, status: outcome.status })
        const response = renaming(urlsIn(outcome)).pipe(
          map((rename) => relocated(rename)(outcome)),
          map(({ headers, ...rest }) => ({ ...rest, headers: sentOn(headers) })),
        )
        subscribing(response, subscriber, { next: incoming.respond, error: fail, complete: () => subscriber.complete() })
      }

      recorder.record({ _tag: 'Asked', exchange, request })
      subscribing(fetch(request), subscriber, { next: answer, error: fail })
    })
