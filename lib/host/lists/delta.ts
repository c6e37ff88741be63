import { stamp } from '../../commands/words.js'
import type { SoapFault } from '../../payloads/soap/envelope.js'
import type { Account } from './accounts.js'
import { changesSince, type Noted } from './changes.js'
import type { Host } from '../state.js'

/** What a client is to be told: everything, or what has changed since a moment. */
export type Delta =
  { readonly _tag: 'All' } | { readonly _tag: 'Since'; readonly moment: number; readonly changes: ReadonlyArray<Noted> }

/** When anything of an address book changed last; never before the server was there. */
export const lastChange = ({ since }: Host, { listsAt, settingsAt }: Account): number =>
  Math.max(since, listsAt, settingsAt)

/** What has changed since the time that an earlier answer named; nothing, where all must be read again. */
export const deltaSince = (host: Host, account: Account, since: string | undefined): Delta | undefined => {
  if (since === undefined) return { _tag: 'All' }
  const moment = stamp(since).at ?? Number.NaN
  const isKnown = moment >= host.since && moment <= lastChange(host, account)
  const changes = isKnown ? changesSince(account.journal, moment) : undefined
  return changes === undefined ? undefined : { _tag: 'Since', moment, changes }
}

/** All must be read again; said with a status that tells nothing, as Escargot does (escargot.md 4). */
export const fullSync: readonly [fault: SoapFault, status: number] = [
  { code: 'Client', error: 'FullSyncRequired', text: 'Full sync required' },
  200,
]
