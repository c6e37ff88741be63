/** The endpoints that an account is signed in at, and what each of them shows. */

import { persistentMap, type PersistentMap } from '../../core/persistentMap.js'
import { dialectNamed, type DialectFacts } from '../../commands/dialects.js'
import type { Status } from '../../commands/words.js'
import { writeEndpointData, writePrivateEndpointData, type Personal } from '../../payloads/personal.js'
import type { Unnumbered } from '../requests/request.js'
import type { Change } from '../events.js'
import { capabilitiesIn } from '../generation.js'
import type { SessionSettings } from '../settings.js'
import type { OwnEndpoint, AccountView } from '../state.js'

/** Whether a command about somebody's presence is about this account at its other endpoints, and about no contact. */
export const isAboutSelf = ({ account, dialect }: AccountView, passport: string): boolean =>
  passport === account.passport && dialect !== undefined && dialectNamed(dialect).has.endpoints

/** The endpoints in what an account shows itself: what everybody is told of each, and what it alone is. */
const endpointsIn = ({ endpoints, privateEndpoints }: Personal): PersistentMap<string, OwnEndpoint> => {
  const guids = new Set(
    [...endpoints, ...privateEndpoints].flatMap(({ id }) => (id === undefined ? [] : [id.toLowerCase()])),
  )
  return persistentMap(
    Array.from(guids, (guid): [string, OwnEndpoint] => {
      const known = endpoints.find(({ id }) => id?.toLowerCase() === guid)
      const own = privateEndpoints.find(({ id }) => id?.toLowerCase() === guid)
      return [
        guid,
        {
          guid,
          name: own?.name,
          idle: own?.idle,
          clientType: own?.clientType,
          status: own?.status,
          capabilities: known?.capabilities?.client,
          extended: known?.capabilities?.extended,
        },
      ]
    }),
  )
}

/** The server tells of all endpoints that the account is signed in at; of none, where nothing was said of any yet. */
export const withEndpoints = (state: AccountView, personal: Personal): Change => {
  const endpoints = endpointsIn(personal)
  if (endpoints.isEmpty() && state.account.endpoints.isEmpty()) return [state, []]
  return [{ ...state, account: { ...state.account, endpoints } }, [{ _tag: 'OwnEndpoints', endpoints: [...endpoints.values()] }]]
}

// A computer (messages.md 2.4).
const clientType = 1

const saying = (payload: Uint8Array): Unnumbered => ({ _tag: 'Payload', verb: 'UUX', payload })

/** Says what this endpoint can do; nothing before MSNP16. **Source** messages.md 2.4 */
export const introducing = (dialect: DialectFacts, settings: SessionSettings): ReadonlyArray<Unnumbered> =>
  dialect.has.endpoints ? [saying(writeEndpointData({ capabilities: capabilitiesIn(dialect, settings) }))] : []

/** Says what the account's other endpoints are to know of this one, with each of its statuses. **Source** messages.md 2.4 */
export const tellingOthers = (
  dialect: DialectFacts,
  { endpoint: { name } }: SessionSettings,
  status: Status,
): ReadonlyArray<Unnumbered> =>
  dialect.has.endpoints ? [saying(writePrivateEndpointData({ name, idle: status === 'IDL', clientType, status }))] : []
