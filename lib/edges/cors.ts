/** Which pages may ask an HTTP server, and what their browsers are told of it: CORS, by the origins that are named. */
import type { IncomingHttpHeaders } from 'node:http'

/** Who may come, by the headers of a request. */
export interface Cors {
  /** What an answer to a page says, so that the page may read it; nothing, if no page asks that may come. */
  readonly answered: (asked: IncomingHttpHeaders) => Readonly<Record<string, string>> | undefined
  /** What a browser is told that asks beforehand. */
  readonly asking: (asked: IncomingHttpHeaders) => Readonly<Record<string, string>> | undefined
  readonly isNamed: (origin: string | undefined) => boolean
}

const names = /^[\w\-, ]{1,1000}$/

/** CORS for the pages of some origins. */
export const corsFor = (origins: ReadonlyArray<string>): Cors => {
  const named = new Set(origins.map((origin) => origin.toLowerCase()))
  const isNamed: Cors['isNamed'] = (origin) => origin !== undefined && named.has(origin.toLowerCase())
  const allowed = ({ origin }: IncomingHttpHeaders): Readonly<Record<string, string>> | undefined =>
    isNamed(origin) ? { 'Access-Control-Allow-Origin': origin!, Vary: 'Origin' } : undefined
  return {
    isNamed,
    answered: (asked) => {
      const headers = allowed(asked)
      return headers && { ...headers, 'Access-Control-Expose-Headers': '*' }
    },
    asking: (asked) => {
      const headers = allowed(asked)
      const wanted = String(asked['access-control-request-headers'] ?? '')
      return (
        headers && {
          ...headers,
          'Access-Control-Allow-Methods': 'GET, POST',
          'Access-Control-Max-Age': '600',
          ...(names.test(wanted) ? { 'Access-Control-Allow-Headers': wanted } : {}),
        }
      )
    },
  }
}
