/** Replaces secrets by others of the same length, the same one by the same. */
import { sha256 } from '@noble/hashes/sha2.js'

import { utf8Bytes } from '../../wire/text.js'

/** What stands in place of the secrets of one recording: the same for the same one, another for another. */
export interface Aliases {
  /** **Shapes** byte text in and out, of the same length; letters and digits change, what parts them stays. */
  readonly of: (secret: string) => string
  /** As many bytes that have nothing to do with those that were there. */
  readonly bytes: (length: number) => Uint8Array
}

// They grow from a number that counts, never from the secret itself: there is no way back, not even by trying.
const stream = (count: number): ((length: number) => Uint8Array) => {
  const blocks: Array<Uint8Array> = []
  return (length) => {
    while (blocks.length * 32 < length) blocks.push(sha256(utf8Bytes(`rx-msnp ${count} ${blocks.length}`)))
    const bytes = new Uint8Array(blocks.length * 32)
    blocks.forEach((block, i) => bytes.set(block, i * 32))
    return bytes.subarray(0, length)
  }
}

const isHexadecimal = /^(?:[\da-f]+|[\dA-F]+)$/

const replaced = (character: string, letters: number, random: number): string => {
  if (character >= '0' && character <= '9') return String.fromCharCode(48 + (random % 10))
  if (character >= 'a' && character <= 'z') return String.fromCharCode(97 + (random % letters))
  if (character >= 'A' && character <= 'Z') return String.fromCharCode(65 + (random % letters))
  return character > '\x7f' ? 'x' : character
}

const shaped = (secret: string, bytes: Uint8Array): string => {
  const letters = isHexadecimal.test(secret) ? 6 : 26
  return Array.from(secret, (character, i) => replaced(character, letters, bytes[i]!)).join('')
}

/** The names of values in a ticket, `t=` and `&p=`, which stay; in XML the `&` is escaped. */
const names = /((?:^|&(?:amp;)?)[A-Za-z]+=)/
const hasSubstance = /[^\x21-\x2f\x3a-\x40\x5b-\x60\x7b-\x7e]/

const attempts = 16

/** For a recording in which nothing has been replaced yet. */
export const aliases = (): Aliases => {
  const known = new Map<string, string>()
  const taken = new Set<string>()
  let count = 0

  const make = (secret: string): string => {
    if (!hasSubstance.test(secret)) return 'x'.repeat(secret.length)
    // Where there is little room, two secrets may have to share a replacement.
    let alias = ''
    for (let i = 0; i < attempts && (alias === '' || alias === secret || taken.has(alias)); i++)
      alias = shaped(secret, stream(count++)(secret.length))
    return alias
  }
  const ofValue = (secret: string): string => {
    if (secret === '') return ''
    const before = known.get(secret)
    if (before !== undefined) return before
    const alias = make(secret)
    known.set(secret, alias)
    taken.add(alias)
    return alias
  }
  return {
    of: (secret) =>
      secret
        .split(names)
        .map((each, i) => (i % 2 === 0 ? ofValue(each) : each))
        .join(''),
    bytes: (length) => stream(count++)(length),
  }
}
