import type { Requested } from '../../core/effects.js'
import { detached } from '../../payloads/detach.js'
import { secret, type Secret } from '../../payloads/secret.js'
import { canonical, hasPassword, type Credential } from '../lists/accounts.js'
import { changing, changingAccountUntouched, inOrder, seeing, tell, type Deed } from '../action.js'
import type { RefusedBecause } from '../notices.js'
import { making } from './signin.js'
import { isRoomForTicket } from './tickets.js'

/** What a login server answers, by what it finds. */
export interface Answers {
  /** The password is not the account's, or there is no such account. */
  readonly denied: Deed
  /** Too many tickets are out. */
  readonly crowded: Deed
  /** The password is the account's, which is named by its own address. */
  readonly granted: (passport: string) => Deed
}

/** Makes the account if need be; from now on it is known by its password, even if it was by a digest. */
const knowing = (passport: string, credential: Credential): Deed =>
  changingAccountUntouched(passport, (account) =>
    account.credential._tag === 'Password' ? account : { ...account, credential },
  )

/** Answers who comes with an address and a password; the account may have to be made first. */
export const admitting = (
  { peer }: Requested,
  given: { readonly passport: string; readonly password: Secret },
  { denied, crowded, granted }: Answers,
): Deed =>
  seeing((host) => {
    const passport = canonical(given.passport)
    const password = given.password.reveal()
    const credential: Credential = { _tag: 'Password', password: secret(detached(password)) }
    const account = host.accounts.get(passport)
    const deny = (reason: RefusedBecause): Deed =>
      inOrder(tell({ _tag: 'Refused', at: 'HTTP', passport, reason }), denied)
    const grant = (owner: string): Deed =>
      inOrder(knowing(owner, credential), granted(owner), tell({ _tag: 'TicketGranted', passport: owner, peer }))
    // Nobody learns that the server is crowded who could not have had a ticket anyway.
    if (account !== undefined) {
      if (!hasPassword(account, password)) return deny('WrongSecret')
      return isRoomForTicket(host, account.passport) ? grant(account.passport) : crowded
    }
    const made = making(passport, credential)(host)
    if (typeof made === 'string') return deny(made)
    if (!isRoomForTicket(host, passport)) return crowded
    return inOrder(
      changing((now) => ({ ...now, accounts: made.accounts })),
      tell({ _tag: 'AccountMade', passport }),
      grant(detached(passport)),
    )
  })
