/** Requests of pages, passed on to sites that know no CORS. */
import type { IncomingMessage, ServerResponse, OutgoingHttpHeaders } from 'node:http'

import type { Subscription } from 'rxjs'

import { describeClose, isAnswered, type CloseReason, type HttpResponse } from '../../core/effects.js'
import type { Ports } from '../../streams/ports.js'
import { subscribing } from '../../streams/subscribing.js'
import { bodyOf, flat, headersOf, inUsualCapitals } from '../http.js'
import type { BridgeRefusal } from './events.js'
import type { PeerShare } from './peers.js'
import { siteOf } from './settings.js'
import { statusHeader } from './words.js'

/** What forwarding needs. **Units** `body`: bytes of the longest body of a request. */
export interface ForwardingSettings {
  readonly fetch: Ports['fetch']
  readonly sites: ReadonlyArray<string>
  readonly body: number
  readonly running: Subscription
  readonly failed: (error: unknown) => void
}

/** A request of a page that may come. */
export interface Forwarded {
  readonly message: IncomingMessage
  readonly response: ServerResponse
  readonly to: string
  readonly admission: PeerShare
  readonly refuse: (refusal: BridgeRefusal) => void
  readonly answered: (status: number) => void
}

/** What a page's browser says of itself and of the way, and is none of the server's business. */
const ofPage = /^(?:connection|content-length|cookie|expect|forwarded|host|keep-alive|origin|referer|te|trailer|transfer-encoding|upgrade|via|accept-encoding|proxy-.*|sec-.*|access-control-.*|x-forwarded-.*)$/

/** What of an answer is said to the bridge alone; a cookie would be the bridge's own. */
const ofAnswer = /^(?:connection|content-length|keep-alive|transfer-encoding|trailer|upgrade|set-cookie|access-control-.*|proxy-.*|strict-transport-security|alt-svc|vary)$/

const without = <A>(headers: Readonly<Record<string, A>>, names: RegExp): Readonly<Record<string, A>> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !names.test(name.toLowerCase())))

/** Passes a request on, and its answer back: that is always a 200, with the status of the site in a header. */
export const forwarding = ({ fetch, sites, body: most, running, failed }: ForwardingSettings) => {
  const named = new Set(sites.map(siteOf))
  return ({ message, response, to, admission, refuse, answered }: Forwarded): void => {
    const { method } = message
    if (method !== 'GET' && method !== 'POST') return refuse([405, 'it is neither GET nor POST'])
    if (!named.has(siteOf(to))) return refuse([403, 'the site is not named'])
    message.on('error', () => undefined)
    response.on('error', () => undefined)
    const tooMuch: BridgeRefusal = [429, 'its peer has as many bytes as it may have']

    const done = (outcome: HttpResponse | CloseReason): void => {
      if (response.destroyed) return
      if (!isAnswered(outcome)) return refuse([502, describeClose(outcome)])
      if (!admission.pass(outcome.body?.length ?? 0)) return refuse(tooMuch)
      const headers = inUsualCapitals(without(outcome.headers, ofAnswer)) as OutgoingHttpHeaders
      try {
        response.writeHead(200, { ...headers, [statusHeader]: outcome.status, 'Content-Length': outcome.body?.length ?? 0 }).end(outcome.body)
        answered(outcome.status)
      } catch {
        refuse([502, 'its answer cannot be passed on'])
      }
    }
    bodyOf(most, message, (body) => {
      if (body === undefined) return refuse([413, `its body is longer than ${most} bytes`])
      if (!admission.pass(body.length)) return refuse(tooMuch)
      const headers = without(flat(headersOf(message)), ofPage)
      const outcome = fetch({ method, url: to, headers, ...(body.length === 0 ? {} : { body }) })
      const asking = subscribing(outcome, running, { next: done, error: failed })
      response.once('close', () => asking.unsubscribe())
    })
  }
}
