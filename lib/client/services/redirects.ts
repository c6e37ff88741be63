/** Where an HTTP answer sends us on to, and whether we go there. */
import * as E from 'fp-ts/lib/Either.js'

import { isUnheard } from '../../auth/passport.js'
import type { HttpRequest, HttpResponse } from '../../core/effects.js'

/** How often an answer may send us on to another place; more would be no use to anybody. */
export const hopLimit = 5

/** Whether an answer sends us on: to ask the same elsewhere, or by 303 to fetch the answer from there. */
export const isRedirect = ({ status }: HttpResponse): boolean => [301, 302, 303, 307, 308].includes(status)

const locationIn = ({ headers }: HttpResponse): string | undefined => {
  const value = Object.entries(headers).find(([name]) => name.toLowerCase() === 'location')?.[1]
  return typeof value === 'string' ? value : value?.[0]
}

const resolved = (location: string, from: string): URL | undefined => {
  try {
    return new URL(location, from)
  } catch {
    return undefined
  }
}

/** A ticket or a password that nobody could hear is not to be heard at another place. */
const isFit = (from: string, { protocol, href, username, password }: URL): boolean =>
  (protocol === 'https:' || protocol === 'http:') &&
  username === '' &&
  password === '' &&
  (isUnheard(href) || !isUnheard(from))

/**
 * The place that an answer sends us on to.
 *
 * **Shapes** `visited` are the places that were asked before, the last one last.
 *
 * **Errors** why it is not gone to, in words that quote nothing of it.
 */
export const redirectOf = (response: HttpResponse, visited: ReadonlyArray<string>): E.Either<string, string> => {
  const from = visited.at(-1) ?? ''
  const location = locationIn(response)
  const to = location === undefined ? undefined : resolved(location, from)
  if (to === undefined) return E.left('it sends on to nowhere')
  to.hash = ''
  if (!isFit(from, to)) return E.left('it sends on to where no secret may go')
  if (visited.some((place) => resolved(place, place)?.href === to.href)) return E.left('it sends on in a loop')
  return visited.length > hopLimit ? E.left(`it sends on more than ${hopLimit} times`) : E.right(to.href)
}

/** A request at the place that its answer sends on to: the same, but for 303, by which the answer itself is to be fetched. */
export const asksAt =
  (url: string, { status }: HttpResponse) =>
  (request: HttpRequest): HttpRequest =>
    status === 303 ? { method: 'GET', url, headers: {} } : { ...request, url }
