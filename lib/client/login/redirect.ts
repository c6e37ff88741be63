import type { Address } from '../../commands/words.js'
import { notificationLink, timers } from '../names.js'
import type { EndReason } from '../outcomes.js'
import type { SessionSettings } from '../settings.js'
import { ask, closing, ends, wayOf, type SigninStep, type Way } from './state.js'

/** The name of an address, to know it again. */
export const placeOf = ({ host, port }: Address): string => `${host.toLowerCase()}:${port}`

/** Why it is no use to go to an address, after some others: a circle, or one too many. */
export const astray = (
  { redirects }: SessionSettings,
  visited: ReadonlyArray<string>,
  address: Address | undefined,
): EndReason | undefined => {
  if (address !== undefined && visited.includes(placeOf(address))) return { _tag: 'Circle', address }
  return visited.length > redirects ? { _tag: 'TooManyRedirects', limit: redirects } : undefined
}

/** Connects to the address that it is at. */
export const dial = (way: Omit<Way, 'link'>): SigninStep => {
  const { address, settings } = way
  const links = way.links + 1
  const link = notificationLink(links)
  return [
    { _tag: 'Dialling', ...way, link, links },
    [
      { _tag: 'Notify', event: { _tag: 'Connecting', address } },
      { _tag: 'Dial', link, address, on: 'NS' },
      { _tag: 'After', timer: timers.signIn, ms: settings.deadlines.dial },
    ],
  ]
}

/** Offers the dialects. */
export const negotiate = (was: Way): SigninStep =>
  ask(wayOf(was), undefined, (trid) => ({
    _tag: 'Normal',
    verb: 'VER',
    trid,
    offers: [...was.settings.dialects, 'CVR0'],
  }))((way) => ({ ...way, _tag: 'Negotiating' }))

/** Goes on at another address. */
export const redirect = (was: Way, address: Address): SigninStep => {
  const visited = [...was.visited, placeOf(was.address)]
  const reason = astray(was.settings, visited, address)
  if (reason !== undefined) return ends(was, reason)
  const [state, effects] = dial({ ...wayOf(was), address, visited })
  return closing(was, [state, [{ _tag: 'Notify', event: { _tag: 'Redirected', address } }, ...effects]])
}

/** Everything once more, on the same connection. */
export const restart = (was: Way): SigninStep => {
  const visited = [...was.visited, placeOf(was.address)]
  const reason = astray(was.settings, visited, undefined)
  return reason === undefined ? negotiate({ ...was, visited }) : ends(was, reason)
}
