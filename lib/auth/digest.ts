/** Digests of texts. */
import { md5 } from '@noble/hashes/legacy.js'
import { bytesToHex } from '@noble/hashes/utils.js'

import { utf8Bytes } from '../wire/text.js'

/** The MD5 of a text in UTF-8. **Units** 16 bytes. */
export const md5Of = (text: string): Uint8Array => md5(utf8Bytes(text))

/**
 * The answer to `USR 6 MD5 S <challenge>`: knows the password, and does not tell it.
 *
 * **Shapes** 32 lower-case hexadecimal digits: MD5 of challenge and password, one behind the other.
 *
 * **Source** core.md 3.2
 */
export const digest =
  (password: string) =>
  (challenge: string): string =>
    bytesToHex(md5Of(challenge + password))
