/** Accounts that are made at their first sign-in, and which addresses they may have. */
import { accountOf, canonical, withAccount } from '../lists/accounts.js'
import type { RefusedBecause } from '../notices.js'
import type { Host } from '../state.js'
import type { Credential } from './credentials.js'

/** As long as official servers let an address be. **Units** characters. **Source** core.md 9 */
const longest = 129

/**
 * A local part and a domain, in ASCII: nothing that steers a terminal, looks like another letter or is an escape. Braces,
 * semicolons and a number with a colon stand around an address in later dialects, and cannot be distinguished from parts of it.
 */
const shape = /^[a-z0-9!#$&'*+/=?^_`|~.-]+@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/

/**
 * Whether text can be the address of an account that is yet to be made.
 *
 * **Source** core.md 9
 */
export const isAddress = (passport: string): boolean => passport.length <= longest && shape.test(canonical(passport))

/** Makes an account on the fly, if that is what the settings want, and there is room. */
export const makeAccount =
  (passport: string, credential: Credential) =>
  (host: Host): Host | RefusedBecause => {
    const { settings, accounts } = host
    if (!settings.autoCreate) return 'UnknownAccount'
    if (!isAddress(passport)) return 'NoAddress'
    if (accounts.size >= settings.limits.accounts) return 'TooManyAccounts'
    return { ...host, accounts: withAccount(accounts, accountOf(passport, credential)) }
  }
