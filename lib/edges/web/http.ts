/** HTTP by the `fetch` of a browser, straight to a server that lets the page, or through a bridge. */
import { Observable } from 'rxjs'

import type { CloseReason, HttpRequest, HttpResponse } from '../../core/effects.js'
import { joinedBytes } from '../../wire/held.js'
import { statusHeader } from '../bridge/words.js'

/** How requests go out. **Shapes** `through` is the URL at a bridge. **Units** milliseconds, bytes. */
export interface FetchSettings {
  readonly through: ((url: string) => string) | undefined
  readonly fetchTimeout: number
  readonly answer: number
}

/** The body of an answer; nothing as soon as it is longer than the limit. */
const bodyOf = async ({ body }: Response, limit: number): Promise<Uint8Array | undefined> => {
  const chunks: Array<Uint8Array> = []
  if (body === null) return joinedBytes(chunks)
  const reader = (body as ReadableStream<Uint8Array>).getReader()
  for (let bytes = 0; ; ) {
    const { done, value } = await reader.read()
    if (done) return joinedBytes(chunks)
    bytes += value.length
    if (bytes > limit) {
      await reader.cancel()
      return undefined
    }
    chunks.push(value)
  }
}

/** Why a bridge did not pass a request on. */
const refusal = (status: number): CloseReason =>
  status === 403 || status === 429 ? { _tag: 'Forbidden', problem: `the bridge answers with status ${status}` } : { _tag: 'Unreachable' }

/**
 * Asks an HTTP server once. A browser follows redirects by itself; through a bridge, they are the answer. It tells nobody why
 * there is none: that is `Unreachable`, whatever it is.
 */
export const fetchBy =
  ({ through, fetchTimeout, answer }: FetchSettings) =>
  ({ method, url, headers, body }: HttpRequest): Observable<HttpResponse | CloseReason> =>
    new Observable((subscriber) => {
      const stop = new AbortController()
      const done = (outcome: HttpResponse | CloseReason): void => {
        subscriber.next(outcome)
        subscriber.complete()
      }
      const ask = async (): Promise<HttpResponse | CloseReason> => {
        const how = { method, headers, cache: 'no-store', credentials: 'omit', signal: stop.signal } as const
        const response = await fetch(through?.(url) ?? url, body === undefined ? how : { ...how, body })
        const status = through === undefined ? response.status : Number(response.headers.get(statusHeader) ?? 0)
        if (status === 0) return refusal(response.status)
        const bytes = await bodyOf(response, answer)
        if (bytes === undefined) return { _tag: 'Other', problem: `it answers more than ${answer} bytes` }
        return { status, headers: Object.fromEntries(response.headers), body: bytes }
      }
      const timer = setTimeout(() => done({ _tag: 'TimedOut' }), fetchTimeout)
      ask().then(done, () => done({ _tag: 'Unreachable' }))
      return () => {
        clearTimeout(timer)
        stop.abort()
      }
    })
