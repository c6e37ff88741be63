import { digest } from '../../auth/digest.js'
import { writeRouted, Party } from '../../payloads/routing.js'
import { escape } from '../../payloads/xml.js'
import { secret, type Secret } from '../../payloads/secret.js'
import { isSame } from '../lists/accounts.js'
import { type Circle } from './circle.js'
import { say, type HostAction } from '../action.js'
import { sessionsOf } from '../presence/sessions.js'
import type { Host, Session } from '../state.js'
import { networks } from '../../commands/networks.js'

/** The circles that an account is a member of. */
export const circlesOf = (host: Host, passport: string): ReadonlyArray<Circle> =>
  [...host.circles.values()].filter(({ members }) => members.includes(passport))

/** The sessions that have joined a circle. */
export const joinedIn = (host: Host, { address, members }: Circle): ReadonlyArray<readonly [string, Session]> =>
  members.flatMap((member) =>
    sessionsOf(host, member)
      .filter(({ circles }) => circles?.includes(address))
      .map((session) => [member, session] as const),
  )

const written = (number: number, digits: string): string =>
  `<?xml version="1.0" encoding="utf-8"?><SignedTicket><Number>${number}</Number><Digest>${digits}</Digest></SignedTicket>`

/** What an account shows to sign in to its circles: made of the newest ticket that it has been given (core.md 3.5). */
export const circleTicketOf = (host: Host, passport: string): Secret | undefined => {
  const number = host.owned.get(passport)?.at(-1)
  const ticket = number === undefined ? undefined : host.tickets.get(number)
  return number === undefined || ticket === undefined
    ? undefined
    : secret(written(number, digest('circles')(ticket.text.reveal())))
}

/** Whether a text in Base64 is such a ticket of an account. */
export const isCircleTicket = (host: Host, passport: string, given: string): boolean =>
  (host.owned.get(passport) ?? []).some((number) => {
    const ticket = host.tickets.get(number)
    if (ticket === undefined) return false
    return isSame(given, secret(btoa(written(number, digest('circles')(ticket.text.reveal())))))
  })

const partyOf = (passport: string, epid: string | undefined): string =>
  Party.encode({ network: networks.passport, address: passport, ...(epid === undefined ? {} : { epid }) })

/** A notice from a circle to one of its members, at a place (messages.md 5.3). */
const noticeOf = (
  { address }: Circle,
  to: string,
  { uri, kind, content }: { readonly uri: string; readonly kind: 'Full' | 'Partial'; readonly content: string },
): Uint8Array => {
  const body = new TextEncoder().encode(content)
  return writeRouted({
    routing: [
      ['Routing', '1.0'],
      ['To', to],
      ['From', Party.encode({ network: networks.circle, address })],
    ],
    reliability: [
      ['Reliability', '1.0'],
      ['Stream', '0'],
    ],
    part: {
      headers: [
        ['Notification', '1.0'],
        ['NotifNum', '0'],
        ['Uri', uri],
        ['NotifType', kind],
        ['Content-Type', 'application/circles+xml'],
        ['Content-Length', String(body.length)],
      ],
      body,
    },
  })
}

/** Tells a session that a circle is there, and nothing more. */
export const tellCircle = (circle: Circle, passport: string, { link, place }: Session): HostAction =>
  say(link, {
    _tag: 'Payload',
    verb: 'NFY',
    operation: 'PUT',
    payload: noticeOf(circle, partyOf(passport, place), { uri: '/circle', kind: 'Full', content: '' }),
  })

const user = (passport: string): string => `<user><id>${escape(`1:${passport}`)}</id></user>`

/** Tells a session who has joined a circle. */
export const tellRoster = (host: Host, circle: Circle, passport: string, { link, place }: Session): HostAction => {
  const present = [...new Set(joinedIn(host, circle).map(([member]) => member))]
  const content = `<circle><roster><id>IM</id>${present.map(user).join('')}</roster></circle>`
  return say(link, {
    _tag: 'Payload',
    verb: 'NFY',
    operation: 'PUT',
    payload: noticeOf(circle, partyOf(passport, place), { uri: '/circle', kind: 'Full', content }),
  })
}

/** Tells a session that somebody has left a circle. */
export const tellGone = (circle: Circle, gone: string, passport: string, { link, place }: Session): HostAction =>
  say(link, {
    _tag: 'Payload',
    verb: 'NFY',
    operation: 'DEL',
    payload: noticeOf(circle, partyOf(passport, place), {
      uri: `/circle/roster(IM)/user(1:${gone})`,
      kind: 'Partial',
      content: '',
    }),
  })

/** What a session has joined, with one circle more or less. */
export const withCircle =
  (address: string, isIn: boolean) =>
  (session: Session): Session => {
    const others = (session.circles ?? []).filter((other) => other !== address)
    return { ...session, circles: isIn ? [...others, address] : others }
  }
