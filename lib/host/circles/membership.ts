/** How an account takes part in circles: it signs in to them, lists them, joins, leaves, and writes to everybody in one. */
import * as E from 'fp-ts/lib/Either.js'

import { networks } from '../../commands/networks.js'
import { each, inOrder, nothing, seeing } from '../../core/action.js'
import { valueOf } from '../../payloads/fields.js'
import type { Member } from '../../payloads/list.js'
import { Party, readRouted, type Routed } from '../../payloads/routing.js'
import { fail, send, type HostAction } from '../action.js'
import type { ClientCommand, SignedInContext } from '../connection.js'
import { expel } from '../disconnect.js'
import { canonical } from '../lists/accounts.js'
import { ownPresenceOf } from '../presence/aggregate.js'
import { nlnVia } from '../presence/commands.js'
import { showing, viaOf } from '../presence/presence.js'
import { modifySession, sessionAt } from '../presence/sessions.js'
import type { Host, StoredCircle } from '../state.js'
import { circlesOf, isCircleTicket, joinedIn, withCircle } from './members.js'
import { sendCircle, sendRoster } from './notices.js'

/**
 * Signs in to the circles, with the ticket of the address book.
 *
 * **Errors** 911 for a wrong ticket; the connection stays.
 *
 * **Source** core.md 3.5; messages.md 5.3
 */
export const signInToCircles = ({ host, link, phase }: SignedInContext, trid: number, ticket: string): HostAction => {
  const { passport } = phase
  if (!isCircleTicket(host, passport, ticket)) return fail(link, 911, trid)
  return inOrder(
    modifySession(link, (session) => ({ ...session, circles: session.circles ?? [] })),
    send(link, { _tag: 'Normal', verb: 'USR', trid, outcome: 'OK', passport, verified: false, restricted: false }),
    each(circlesOf(host, passport), (circle) => {
      const session = sessionAt(host, link)
      return session === undefined ? nothing : sendCircle(circle, passport, session)
    }),
  )
}

/** Whether all in a list are circles, which come in a payload of their own (messages.md 5.3). */
export const areCircles = (members: ReadonlyArray<Member>): boolean =>
  members.length > 0 && members.every(({ network }) => network === networks.circle)

const circleAt = (host: Host, passport: string, address: string): StoredCircle | undefined => {
  const circle = host.circles.get(canonical(address))
  return circle?.members.includes(passport) === true ? circle : undefined
}

/**
 * Takes circles into a list, as clients do at the sign-in: their rosters are sent before the answer.
 *
 * **Errors** 933 before the sign-in to the circles, 208 for one that the account is not a member of.
 *
 * **Source** messages.md 5.3
 */
export const listCircles = ({ host, link, phase }: SignedInContext, trid: number, members: ReadonlyArray<Member>): HostAction => {
  const session = sessionAt(host, link)
  if (session?.circles === undefined) return fail(link, 933, trid)
  const circles = members.flatMap(({ address }) => circleAt(host, phase.passport, address) ?? [])
  if (circles.length < members.length) return fail(link, 208, trid)
  return inOrder(
    each(circles, (circle) => sendRoster(host, circle, phase.passport, session)),
    send(link, { _tag: 'Normal', verb: 'ADL', trid, outcome: 'OK' }),
  )
}

const partyIn = (name: 'to' | 'from', { routing }: Routed): Party | undefined => {
  const text = valueOf(name, routing)
  const party = text === undefined ? undefined : Party.decode(text)
  return party !== undefined && E.isRight(party) ? party.right : undefined
}

/** The circle that something is for, if it comes from who may say it. */
const circleAddressed = ({ host, link, phase }: SignedInContext, routed: Routed): StoredCircle | undefined => {
  const [to, from] = [partyIn('to', routed), partyIn('from', routed)]
  const session = sessionAt(host, link)
  if (to?.network !== networks.circle || session?.circles === undefined || from === undefined) return undefined
  const isMine = canonical(from.address) === phase.passport
  const isHere = from.epid === undefined || from.epid.toLowerCase() === session.endpointId
  return isMine && isHere ? circleAt(host, phase.passport, to.address) : undefined
}

const sendRosters = (circle: StoredCircle): HostAction =>
  seeing((host) => each(joinedIn(host, circle), ([member, session]) => sendRoster(host, circle, member, session)))

/**
 * Joins a circle, from this endpoint: everybody there is notified, and the newcomer is sent who is there.
 *
 * **Errors** 201 for what is no circle of this account's, or not from this endpoint.
 *
 * **Source** messages.md 5.3
 */
export const joinCircle = (at: SignedInContext, { trid, payload }: ClientCommand<'NS', 'PUT'>): HostAction => {
  const { host, link, phase } = at
  if (payload.length > host.settings.limits.note) return expel(link, 'TooLong')
  const circle = circleAddressed(at, readRouted(payload))
  if (circle === undefined) return fail(link, 201, trid)
  return inOrder(
    showing(
      phase.passport,
      inOrder(
        modifySession(link, withCircle(circle.address, true)),
        send(link, { _tag: 'Payload', verb: 'PUT', trid, outcome: 'OK', payload: new Uint8Array(0) }),
        sendRosters(circle),
      ),
    ),
    seeing((now) =>
      each(new Set(joinedIn(now, circle).map(([member]) => member)), (member) => {
        const presence = member === phase.passport ? undefined : ownPresenceOf(now, member)
        return presence === undefined || presence.status === 'HDN' ? nothing : send(link, nlnVia(viaOf(member, circle), presence))
      }),
    ),
  )
}

/** Leaves a circle, at this endpoint. 201 as above. */
export const leaveCircle = (at: SignedInContext, { trid, payload }: ClientCommand<'NS', 'DEL'>): HostAction => {
  const { host, link, phase } = at
  if (payload.length > host.settings.limits.note) return expel(link, 'TooLong')
  const circle = circleAddressed(at, readRouted(payload))
  if (circle === undefined) return fail(link, 201, trid)
  return showing(
    phase.passport,
    inOrder(
      modifySession(link, withCircle(circle.address, false)),
      send(link, { _tag: 'Payload', verb: 'DEL', trid, outcome: 'OK', payload: new Uint8Array(0) }),
    ),
  )
}

/**
 * Hands a message on to everybody else who has joined a circle, byte by byte; success is silent.
 *
 * **Errors** 201 for what is no circle that this endpoint has joined.
 *
 * **Source** messages.md 5.3
 */
export const relayToCircle = (at: SignedInContext, { trid, payload }: ClientCommand<'NS', 'SDG'>): HostAction => {
  const { host, link } = at
  if (payload.length > host.settings.limits.note) return expel(link, 'TooLong')
  const circle = circleAddressed(at, readRouted(payload))
  const joined = circle === undefined ? [] : joinedIn(host, circle)
  if (!joined.some(([, session]) => session.link === link)) return fail(link, 201, trid)
  const others = joined.filter(([, session]) => session.link !== link)
  return each(others, ([, session]) => send(session.link, { _tag: 'Payload', verb: 'SDG', trid: 0, payload }))
}
