/** Checks an address and a password for the login servers, which issue a ticket if they are right. */
import { inOrder, modify, seeing } from '../../core/action.js'
import type { Requested } from '../../core/effects.js'
import { detached } from '../../payloads/detach.js'
import { secret, type Secret } from '../../payloads/secret.js'
import { modifyCredential, report, type HostAction } from '../action.js'
import { canonical } from '../lists/accounts.js'
import type { RefusedBecause } from '../notices.js'
import { hasPassword, type Credential } from './credentials.js'
import { makeAccount } from './newAccounts.js'
import { isRoomForTicket } from './tickets.js'

/** What a login server answers, by what it finds. */
export interface PasswordAnswers {
  /** The password is not the account's, or there is no such account. */
  readonly denied: HostAction
  /** Too many tickets are out. */
  readonly crowded: HostAction
  /** The password is the account's, which is named by its own address. */
  readonly granted: (passport: string) => HostAction
}

/** Makes the account if need be; from now on it is known by its password, even if it was by a digest. */
const rememberPassword = (passport: string, credential: Credential): HostAction =>
  modifyCredential(passport, (account) =>
    account.credential._tag === 'Password' ? account : { ...account, credential },
  )

/** Answers who comes with an address and a password; the account may have to be made first. */
export const checkPassword = (
  { peer }: Requested,
  given: { readonly passport: string; readonly password: Secret },
  { denied, crowded, granted }: PasswordAnswers,
): HostAction =>
  seeing((host) => {
    const passport = canonical(given.passport)
    const password = given.password.reveal()
    const credential: Credential = { _tag: 'Password', password: secret(detached(password)) }
    const account = host.accounts.get(passport)
    const deny = (reason: RefusedBecause): HostAction =>
      inOrder(report({ _tag: 'Refused', at: 'HTTP', passport, reason }), denied)
    const grant = (owner: string): HostAction =>
      inOrder(rememberPassword(owner, credential), granted(owner), report({ _tag: 'TicketGranted', passport: owner, peer }))
    // Nobody learns that the server is crowded who could not have had a ticket anyway.
    if (account !== undefined) {
      if (!hasPassword(account, password)) return deny('WrongSecret')
      return isRoomForTicket(host, account.passport) ? grant(account.passport) : crowded
    }
    const made = makeAccount(passport, credential)(host)
    if (typeof made === 'string') return deny(made)
    if (!isRoomForTicket(host, passport)) return crowded
    return inOrder(
      modify((now) => ({ ...now, accounts: made.accounts })),
      report({ _tag: 'AccountMade', passport }),
      grant(detached(passport)),
    )
  })
