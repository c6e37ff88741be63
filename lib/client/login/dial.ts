/** The first steps of a login: the connection, and the offer of dialects. */
import { notificationLink, timers } from '../names.js'
import { ask, wayOf, type SigninStep, type Way } from './state.js'

/** Connects to a server. */
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
