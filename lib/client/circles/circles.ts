/** The circles of an account: members and messages. */
import * as E from 'fp-ts/lib/Either.js'

import { persistentMap } from '../../core/persistentMap.js'
import type { Status } from '../../commands/words.js'
import { valueOf } from '../../payloads/fields.js'
import { Party, readRouted, type Routed } from '../../payloads/routing.js'
import type { AddressBook } from '../../payloads/soap/book.js'
import { childrenNamed, readXml, rootIn, type XmlElement } from '../../payloads/xml.js'
import { each, emit, inOrder, nothing } from '../../core/action.js'
import type { Said } from '../../core/effects.js'
import type { Change, SessionEvent } from '../events.js'
import type { Variant } from '../../core/machine.js'
import type { Circle, CircleMember, AccountView } from '../state.js'
import { circleNetwork, messageInCircle } from './datagram.js'

const unchanged = (state: AccountView): Change => [state, []]

/** Where all circles are at home (messages.md 5.3). */
const domain = '@live.com'

/**
 * How many circles are kept, and how many people in each: more than there ever were. A server that tells of more is not
 * listened to.
 */
const most = { circles: 1000, members: 1000 }

const withCircle = (state: AccountView, circle: Circle, events: ReadonlyArray<SessionEvent>): Change => [
  { ...state, circles: state.circles.set(circle.address, circle) },
  events,
]

const changed = (state: AccountView, circle: Circle): Change => withCircle(state, circle, [{ _tag: 'Circle', circle }])

/** The circles that an address book tells of: all that there are, or those that are new. */
export const circlesRead = (
  state: AccountView,
  { circles }: Pick<AddressBook, 'circles'>,
  isFull: boolean,
): Change => {
  if (circles === undefined) return unchanged(state)
  const told = new Set(circles.map(({ id }) => id + domain))
  const kept = isFull ? state.circles.filter((_, address) => told.has(address)) : state.circles
  const start = kept.size === state.circles.size ? state : { ...state, circles: kept }
  return each(circles, ({ id, name }) => (now: AccountView): Change => {
    const before = now.circles.get(id + domain)
    if (before === undefined && now.circles.size >= most.circles) return unchanged(now)
    if (before !== undefined && before.name === name) return unchanged(now)
    return changed(now, { address: before?.address ?? id + domain, name, members: before?.members ?? persistentMap() })
  })(start)
}

const partyIn = ({ routing }: Routed, name: 'to' | 'from'): Party | undefined => {
  const party = Party.decode(valueOf(name, routing) ?? '')
  return E.isRight(party) ? party.right : undefined
}

/** The circle that something is about, which stands at one of its ends; and the address at the other. */
const endsOf = (
  { circles }: AccountView,
  routed: Routed,
): { readonly circle: Circle | undefined; readonly other: string | undefined } => {
  const ends = [partyIn(routed, 'from'), partyIn(routed, 'to')]
  const at = ends.findIndex((party) => party?.network === circleNetwork)
  return {
    circle: circles.get(ends[at]?.address.toLowerCase() ?? ''),
    other: at < 0 ? undefined : ends[1 - at]?.address.toLowerCase(),
  }
}

const passportIn = (id: string): string | undefined => {
  const party = Party.decode(id)
  return E.isRight(party) && party.right.address.includes('@') ? party.right.address.toLowerCase() : undefined
}

const texts = (name: string, element: XmlElement): ReadonlyArray<string> =>
  childrenNamed(name)(element).map(({ text }) => text.trim())

/** Who is in the roster of those who talk. */
const peopleIn = (root: XmlElement): ReadonlyArray<string> =>
  childrenNamed('roster')(root)
    .filter((roster) => texts('id', roster).every((id) => id.toUpperCase() === 'IM'))
    .flatMap(childrenNamed('user'))
    .flatMap((user) => texts('id', user).flatMap((id) => passportIn(id) ?? []))

const newcomer = (passport: string): CircleMember => ({ passport, name: passport, status: 'FLN' })

/** The roster as it is now, or those who have come to it. This account itself is not one of the others. */
const rosterTold = (state: AccountView, circle: Circle, { part }: Routed): Change => {
  if (part.body.length === 0) return unchanged(state)
  const root = rootIn(readXml({ names: ['circle', 'roster', 'id', 'user'] })(new TextDecoder().decode(part.body)))
  const participants = new Set(peopleIn(root).filter((passport) => passport !== state.account.passport))
  const isFull = valueOf('notiftype', part.headers)?.toLowerCase() !== 'partial'
  let members = isFull ? circle.members.filter((_, passport) => participants.has(passport)) : circle.members
  for (const passport of participants)
    if (!members.has(passport) && members.size < most.members) {
      const member = newcomer(passport)
      members = members.set(member.passport, member)
    }
  return members === circle.members ? unchanged(state) : changed(state, { ...circle, members })
}

const statusOf = (circle: Circle, { passport, name, status }: CircleMember): SessionEvent => ({
  _tag: 'CircleStatus',
  circle: circle.address,
  passport,
  name,
  status,
})

/** Somebody has left. */
const memberGone = (state: AccountView, circle: Circle, { part }: Routed): Change => {
  const id = /\/user\(([^()]*)\)/i.exec(valueOf('uri', part.headers) ?? '')?.[1]
  const passport = id === undefined ? undefined : passportIn(id)
  const member = circle.members.get(passport ?? '')
  if (member === undefined) return unchanged(state)
  return inOrder<AccountView, SessionEvent>(
    member.status === 'FLN' ? nothing : emit(statusOf(circle, { ...member, status: 'FLN' })),
    (now) => changed(now, { ...circle, members: circle.members.remove(member.passport) }),
  )(state)
}

/** A circle tells who is in it. **Source** messages.md 5.3 */
export const circleTold = (state: AccountView, { operation, payload }: Said<'NS', 'NFY'>): Change => {
  const routed = readRouted(payload)
  const { circle } = endsOf(state, routed)
  if (circle === undefined) return unchanged(state)
  return operation === 'PUT' ? rosterTold(state, circle, routed) : memberGone(state, circle, routed)
}

/**
 * Somebody in a circle comes, changes, or goes: what `NLN`, `ILN` and `FLN` tell of somebody `via` a circle.
 *
 * **Shapes** `contact` is the endpoint in the command; `name` is missing in `FLN`.
 *
 * **Source** messages.md 5.3
 */
export const circleSeen = (
  state: AccountView,
  contact: { readonly passport: string; readonly via?: { readonly passport: string } },
  status: Status,
  name?: string,
): Change => {
  const circle = state.circles.get(contact.via?.passport.toLowerCase() ?? '')
  const passport = contact.passport.toLowerCase()
  if (circle === undefined || passport === state.account.passport) return unchanged(state)
  const known = circle.members.get(passport)
  if (known === undefined && (status === 'FLN' || circle.members.size >= most.members)) return unchanged(state)
  const before = known ?? newcomer(passport)
  const member = { passport: before.passport, name: name ?? before.name, status }
  const members = circle.members.set(member.passport, member)
  return withCircle(state, { address: circle.address, name: circle.name, members }, [statusOf(circle, member)])
}

/** Nobody in any circle is seen any more. */
export const circlesUnseen = (state: AccountView): Change => {
  const online = [...state.circles.values()].flatMap((circle) =>
    [...circle.members.values()].flatMap((member) => (member.status === 'FLN' ? [] : [statusOf(circle, { ...member, status: 'FLN' })])),
  )
  if (online.length === 0) return unchanged(state)
  const circles = state.circles.map((circle) => ({ ...circle, members: circle.members.map((one) => ({ ...one, status: 'FLN' as const })) }))
  return [{ ...state, circles }, online]
}

type Presence = Said<'NS', 'ILN' | 'NLN' | 'FLN'>

/** A change by presence, but for presence that comes by way of a circle: that is the circle's, and no contact's. */
export const orInCircle =
  <C extends Presence>(change: (state: AccountView, command: C) => Change) =>
  (state: AccountView, command: C): Change => {
    const contact = 'contact' in command ? command.contact : undefined
    if (contact?.via === undefined) return change(state, command)
    return 'status' in command
      ? circleSeen(state, contact, command.status, command.name)
      : circleSeen(state, contact, 'FLN')
  }

/** Somebody says something in a circle. **Source** messages.md 5.3 */
export const circleSaid = (
  state: AccountView,
  { payload }: Said<'NS', 'SDG'>,
): Variant<SessionEvent, 'CircleMessage'> | undefined => {
  const routed = readRouted(payload)
  const { circle, other } = endsOf(state, routed)
  if (circle === undefined || other === undefined) return undefined
  const message = messageInCircle(routed.part, other)
  return { _tag: 'CircleMessage', circle: circle.address, passport: other, message }
}
