/** The presence of an account as the aggregate of its endpoints. */
import { writeMsnObject, type MsnObject } from '../../commands/msnobject.js'
import type { Status } from '../../commands/words.js'
import { noPersonal, type EndpointData, type Personal } from '../../payloads/personal.js'
import type { Host, HostSession } from '../state.js'
import { sessionsOf } from './sessions.js'

/**
 * What is to be seen of an account that is signed in: the aggregate of its endpoints.
 *
 * **Shapes** `endpoints` are the sessions that have an id, in the order of their last change.
 */
export interface AggregatePresence {
  readonly status: Status
  readonly passport: string
  readonly name: string
  readonly capabilities: number
  readonly extended: number | undefined
  readonly object: MsnObject | undefined
  readonly personal: Personal | undefined
  readonly endpoints: ReadonlyArray<HostSession>
}

// From who answers at once to who will not for a while.
const availability: ReadonlyArray<Status> = ['NLN', 'BSY', 'PHN', 'IDL', 'BRB', 'LUN', 'AWY', 'HDN', 'FLN']

const rankOf = ({ status }: HostSession): number => availability.indexOf(status ?? 'FLN')

/** Whether a session is one that others may see: it has said a status, and is not hidden. */
export const isShown = ({ status }: HostSession): boolean => status !== undefined && status !== 'HDN'

const hasStatus = ({ status }: HostSession): boolean => status !== undefined

/** The endpoint that speaks for its account: the most available one, and of those the one that has changed last. */
const foremost = (sessions: ReadonlyArray<HostSession>): HostSession | undefined =>
  sessions.reduce<HostSession | undefined>(
    (best, session) => (best === undefined || rankOf(session) <= rankOf(best) ? session : best),
    undefined,
  )

const sumOf =
  (isCounted: (session: HostSession) => boolean) =>
  (host: Host, passport: string): AggregatePresence | undefined => {
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
      endpoints: sessions.filter(({ endpointId }) => endpointId !== undefined),
    }
  }

/** What others see of an account, if it lets them; nothing, where it is offline, or hidden at all its endpoints. */
export const presenceOf = sumOf(isShown)

/** What an account sees of itself: the endpoints too at which it is hidden. */
export const ownPresenceOf = sumOf(hasStatus)

const isSameObject = (one: MsnObject | undefined, other: MsnObject | undefined): boolean =>
  one === other || (one !== undefined && other !== undefined && writeMsnObject(one) === writeMsnObject(other))

/** Whether two presences make the same NLN. */
export const isSameStatus = (one: AggregatePresence, other: AggregatePresence): boolean =>
  one.status === other.status &&
  one.name === other.name &&
  one.capabilities === other.capabilities &&
  one.extended === other.extended &&
  isSameObject(one.object, other.object)

const isSameEndpoint = (one: HostSession, other: HostSession): boolean =>
  one === other ||
  (one.endpointId === other.endpointId && one.capabilities === other.capabilities && one.extended === other.extended)

const isSameOwnEndpoint = (one: HostSession, other: HostSession): boolean =>
  one === other || (isSameEndpoint(one, other) && one.status === other.status && one.own === other.own)

const areSame =
  (isSame: (one: HostSession, other: HostSession) => boolean) =>
  (some: ReadonlyArray<HostSession>, others: ReadonlyArray<HostSession>): boolean =>
    some.length === others.length &&
    some.every((one) => others.some((other) => one.endpointId === other.endpointId && isSame(one, other)))

const areSameEndpoints = areSame(isSameEndpoint)

/** Whether two presences make the same UBX, for who knows of endpoints, or does not. */
export const isSamePersonal = (one: AggregatePresence, other: AggregatePresence, withPlaces: boolean): boolean =>
  one.personal === other.personal && (!withPlaces || areSameEndpoints(one.endpoints, other.endpoints))

/** Whether two presences of oneself make the same UBX. */
export const isSameOwn = (one: AggregatePresence, other: AggregatePresence): boolean =>
  one.personal === other.personal && areSame(isSameOwnEndpoint)(one.endpoints, other.endpoints)

const endpointOf = ({ endpointId, capabilities, extended }: HostSession): EndpointData => ({
  ...(endpointId === undefined ? {} : { id: endpointId }),
  capabilities: { client: capabilities, extended: extended ?? 0 },
})

/** What is shown beside the name, with the endpoints for who knows of them. */
export const personalFor = ({ personal = noPersonal, endpoints }: AggregatePresence): Personal => ({
  ...personal,
  endpoints: endpoints.map(endpointOf),
  privateEndpoints: [],
})

/** The same for oneself, with what nobody else sees of the endpoints. */
export const ownPersonal = (presence: AggregatePresence): Personal => ({
  ...personalFor(presence),
  privateEndpoints: presence.endpoints.map(({ endpointId, own, status }) => ({
    ...own,
    ...(endpointId === undefined ? {} : { id: endpointId }),
    ...(status === undefined ? {} : { status }),
  })),
})
