import { writeMsnObject, type MsnObject } from '../../commands/msnobject.js'
import type { Status } from '../../commands/words.js'
import { noPersonal, type EndpointData, type Personal } from '../../payloads/personal.js'
import type { Host, Session } from '../state.js'
import { sessionsOf } from './sessions.js'

/**
 * What is to be seen of an account that is signed in: the sum of its places.
 *
 * **Shapes** `places` are those that have one, each in the order of its last change.
 */
export interface Sight {
  readonly status: Status
  readonly passport: string
  readonly name: string
  readonly capabilities: number
  readonly extended: number | undefined
  readonly object: MsnObject | undefined
  readonly personal: Personal | undefined
  readonly places: ReadonlyArray<Session>
}

// From who answers at once to who will not for a while.
const availability: ReadonlyArray<Status> = ['NLN', 'BSY', 'PHN', 'IDL', 'BRB', 'LUN', 'AWY', 'HDN', 'FLN']

const rankOf = ({ status }: Session): number => availability.indexOf(status ?? 'FLN')

/** Whether a session is one that others may see: it has said a status, and is not hidden. */
export const isShown = ({ status }: Session): boolean => status !== undefined && status !== 'HDN'

const hasStatus = ({ status }: Session): boolean => status !== undefined

/** The place that speaks for its account: the most available one, and of those the one that has changed last. */
const foremost = (sessions: ReadonlyArray<Session>): Session | undefined =>
  sessions.reduce<Session | undefined>(
    (best, session) => (best === undefined || rankOf(session) <= rankOf(best) ? session : best),
    undefined,
  )

const sumOf =
  (isCounted: (session: Session) => boolean) =>
  (host: Host, passport: string): Sight | undefined => {
    const account = host.accounts.get(passport)
    const all = sessionsOf(host, passport)
    // Almost always there is one, and nothing to be summed up.
    const sessions = all.length === 1 && isCounted(all[0]!) ? all : all.filter(isCounted)
    const first = foremost(sessions)
    if (first?.status === undefined || account === undefined) return undefined
    return {
      status: first.status,
      passport,
      name: account.name,
      capabilities: first.capabilities,
      extended: first.extended,
      object: first.object,
      personal: first.personal ?? sessions.findLast(({ personal }) => personal !== undefined)?.personal,
      places: sessions.filter(({ place }) => place !== undefined),
    }
  }

/** What others see of an account, if it lets them; nothing, where it is offline, or hidden at all its places. */
export const sightOf = sumOf(isShown)

/** What an account sees of itself: the places too at which it is hidden. */
export const ownSightOf = sumOf(hasStatus)

const isSameObject = (one: MsnObject | undefined, other: MsnObject | undefined): boolean =>
  one === other || (one !== undefined && other !== undefined && writeMsnObject(one) === writeMsnObject(other))

/** Whether two sights make the same NLN. */
export const isSameStatus = (one: Sight, other: Sight): boolean =>
  one.status === other.status &&
  one.name === other.name &&
  one.capabilities === other.capabilities &&
  one.extended === other.extended &&
  isSameObject(one.object, other.object)

const isSamePlace = (one: Session, other: Session): boolean =>
  one === other ||
  (one.place === other.place && one.capabilities === other.capabilities && one.extended === other.extended)

const isSameOwnPlace = (one: Session, other: Session): boolean =>
  one === other || (isSamePlace(one, other) && one.status === other.status && one.own === other.own)

const areSame =
  (isSame: (one: Session, other: Session) => boolean) =>
  (some: ReadonlyArray<Session>, others: ReadonlyArray<Session>): boolean =>
    some.length === others.length &&
    some.every((one) => others.some((other) => one.place === other.place && isSame(one, other)))

const areSamePlaces = areSame(isSamePlace)

/** Whether two sights make the same UBX, for who knows of places, or does not. */
export const isSamePersonal = (one: Sight, other: Sight, withPlaces: boolean): boolean =>
  one.personal === other.personal && (!withPlaces || areSamePlaces(one.places, other.places))

/** Whether two sights of oneself make the same UBX. */
export const isSameOwn = (one: Sight, other: Sight): boolean =>
  one.personal === other.personal && areSame(isSameOwnPlace)(one.places, other.places)

const endpointOf = ({ place, capabilities, extended }: Session): EndpointData => ({
  ...(place === undefined ? {} : { id: place }),
  capabilities: { client: capabilities, extended: extended ?? 0 },
})

/** What is shown beside the name, with the places for who knows of them. */
export const personalFor = ({ personal = noPersonal, places }: Sight): Personal => ({
  ...personal,
  endpoints: places.map(endpointOf),
  privateEndpoints: [],
})

/** The same for oneself, with what nobody else is told of the places. */
export const ownPersonal = (sight: Sight): Personal => ({
  ...personalFor(sight),
  privateEndpoints: sight.places.map(({ place, own, status }) => ({
    ...own,
    ...(place === undefined ? {} : { id: place }),
    ...(status === undefined ? {} : { status }),
  })),
})
