/** Hashes MSN objects: SHA1D of the data, SHA1C of the description. */
import { sha1 } from '@noble/hashes/legacy.js'

import { ownBytes } from '../wire/bytes.js'
import { toBase64, utf8Bytes } from '../wire/text.js'

/**
 * The `SHA1D` of an MSN object: tells whether what was fetched is what was meant.
 *
 * **Shapes** Base64 of SHA-1, 28 characters.
 *
 * **Source** messages.md 2.2
 */
export const sha1dOf = (data: Uint8Array): string => toBase64(sha1(ownBytes(data)))

/** What `SHA1C` covers of an MSN object: attributes as they are read, their XML entities undone. */
export interface Described {
  readonly creator: string
  readonly size: number
  readonly type: number
  readonly location: string
  readonly friendly: string
  readonly sha1d: string
}

/**
 * The `SHA1C` of an MSN object. To be written, not checked: some clients have another.
 *
 * **Shapes** Base64 of SHA-1 of the names and values, one behind the other, 28 characters.
 *
 * **Source** messages.md 2.2
 */
export const sha1cOf = ({ creator, size, type, location, friendly, sha1d }: Described): string =>
  sha1dOf(utf8Bytes(`Creator${creator}Size${size}Type${type}Location${location}Friendly${friendly}SHA1D${sha1d}`))
