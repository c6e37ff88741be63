/** Replaces the URLs that HTTP answers of login servers lead to. */
import type { HttpResponse } from '../../core/effects.js'

/** The URL that a client is to hear in place of another one; the same one, if it is to stay. */
export type RenameUrl = (url: string) => string

/** The nexus names the login server by a parameter among others; without a scheme, `https` is meant. */
const loginServer = /((?:^|[\s,])DALogin=)([^\s,]+)/i
const hasScheme = /^[a-z][a-z\d+.-]*:\/\//i

const renamedLogin =
  (rename: RenameUrl) =>
  (text: string): string =>
    text.replace(loginServer, (whole, name: string, was: string) => {
      const url = hasScheme.test(was) ? was : `https://${was}`
      const is = rename(url)
      // Who names no scheme has clients that expect none.
      const told = hasScheme.test(was) ? is : is.replace(/^https:\/\//i, '')
      return is === url ? whole : name + told.replaceAll(',', '%2C')
    })

const renamedLocation =
  (rename: RenameUrl) =>
  (text: string): string =>
    /^https?:\/\//i.test(text) ? rename(text) : text

/**
 * Gives other URLs to an HTTP answer: that of the login server, where a nexus names it, and where a redirect leads to. A
 * redirect to another path of the same server stays.
 *
 * **Source** core.md 3.3
 */
export const relocated =
  (rename: RenameUrl) =>
  (response: HttpResponse): HttpResponse => {
    const renamed = (name: string): ((text: string) => string) => {
      if (name === 'passporturls') return renamedLogin(rename)
      return name === 'location' && Math.trunc(response.status / 100) === 3 ? renamedLocation(rename) : (text) => text
    }
    const headers = Object.entries(response.headers).map(([name, value]) => {
      const change = renamed(name.toLowerCase())
      return [name, typeof value === 'string' ? change(value) : value?.map(change)] as const
    })
    return { ...response, headers: Object.fromEntries(headers) }
  }

/** The URLs of an HTTP answer that `relocated` gives others in place of. */
export const urlsIn = (response: HttpResponse): ReadonlyArray<string> => {
  const urls: Array<string> = []
  relocated((url) => {
    urls.push(url)
    return url
  })(response)
  return urls
}
