/** Says which texts can be the address of an account that a server makes, or that signs in. */
import { canonical } from '../lists/accounts.js'

/** As long as official servers let an address be. **Units** characters. **Source** core.md 9 */
const longest = 129

/**
 * A local part and a domain, in ASCII: nothing that steers a terminal, looks like another letter or is an escape. Braces,
 * semicolons and a number with a colon stand around an address in later dialects, and cannot be told from parts of it.
 */
const shape = /^[a-z0-9!#$&'*+/=?^_`|~.-]+@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/

/**
 * Whether text can be the address of an account that is yet to be made.
 *
 * **Source** core.md 9
 */
export const isAddress = (passport: string): boolean => passport.length <= longest && shape.test(canonical(passport))
