/** Answers the challenge of a server (CHL, QRY), and knows the products whose keys are public. */
import { md5 } from '@noble/hashes/legacy.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import type * as O from 'fp-ts/lib/Option.js'
import * as RA from 'fp-ts/lib/ReadonlyArray.js'
import { pipe } from 'fp-ts/lib/function.js'

import { features, isWithin, type DialectSpan } from '../commands/dialects.js'
import { utf8Bytes } from '../wire/text.js'
import { digest } from './digest.js'

/** A client as it names itself in `QRY`, and the key that goes with the name. */
export interface Product {
  readonly id: string
  readonly key: string
}

/** A product with the dialects that it usually spoke, by number; without `until`, all later ones. */
export interface KnownProduct extends Product, DialectSpan {
  readonly since: number
}

/**
 * The products whose keys are known. The client chooses, so a server takes any of them.
 *
 * **Source** core.md 5.2
 */
export const products: ReadonlyArray<KnownProduct> = [
  { id: 'msmsgs@msnmsgr.com', key: 'Q1P7W2E4J9R8U3S5', since: 6, until: 10 },
  { id: 'PROD0038W!61ZTF9', key: 'VT6PX?UQTM4WM%YR', since: 8, until: 10 },
  { id: 'PROD0058#7IL2{QD', key: 'QHDCY@7R1TB6W?5B', since: 8, until: 10 },
  { id: 'PROD0061VRRZH@4F', key: 'JXQ6J@TUOGYV@N0M', since: 9, until: 10 },
  { id: 'PROD00504RLUG%WL', key: 'I2EBK%PYNLZL5_J4', since: 9, until: 10 },
  { id: 'PROD0076ENE8*@AW', key: 'CEQJ8}OE0!WTSWII', since: 9, until: 10 },
  { id: 'PROD0090YUAUV{2B', key: 'YMM8C_H7KCQ2S_KL', since: 11, until: 12 },
  { id: 'PROD0101{0RM?UBW', key: 'CFHUR$52U_{VIX5T', since: 11, until: 12 },
  { id: 'PROD01065C%ZFN6F', key: 'O4BG@C7BWLYQX?5G', since: 13, until: 13 },
  { id: 'PROD0112J1LW7%NB', key: 'RH96F{PHI8PPX_TJ', since: 13, until: 14 },
  { id: 'PROD0113H11T8$X_', key: 'RG@XY*28Q5QHS%Q5', since: 15, until: 15 },
  { id: 'PROD0114ES4Z%Q5W', key: 'PK}_A_0N_K%O?A9S', since: 15, until: 15 },
  { id: 'PROD0118R6%2WYOS', key: 'YIXPX@5I2P0UT*LK', since: 15, until: 15 },
  { id: 'PROD0119GSJUC$18', key: 'ILTXC!4IXB5FB*PX', since: 15, until: 15 },
  { id: 'PROD0120PW!CCV9@', key: 'C1BX{V4W}Q3*10SM', since: 15 },
]

/** The product of an id, if its key is known. */
export const productNamed = (id: string): O.Option<KnownProduct> =>
  pipe(
    products,
    RA.findFirst((product) => product.id === id),
  )

/** The newest product that spoke a dialect; none before MSNP6, where no server asks. */
export const productIn = (dialect: number): O.Option<KnownProduct> =>
  pipe(
    products,
    RA.findLast((product) => isWithin(product, { number: dialect })),
  )

/** How text is filled up that is a multiple of eight bytes long already: with eight zeros, or not at all. */
type Padding = 'Always' | 'Missing'

const wordsOf = (bytes: Uint8Array): ReadonlyArray<bigint> => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Array.from({ length: bytes.length / 4 }, (_, at) => BigInt(view.getUint32(4 * at, true)))
}

const bytesOfWords = (words: ReadonlyArray<bigint>): Uint8Array => {
  const view = new DataView(new ArrayBuffer(4 * words.length))
  words.forEach((word, at) => view.setUint32(4 * at, Number(word), true))
  return new Uint8Array(view.buffer)
}

const padded = (padding: Padding, bytes: Uint8Array): Uint8Array => {
  const beyond = bytes.length % 8
  if (beyond === 0 && padding === 'Missing') return bytes
  const filled = new Uint8Array(bytes.length - beyond + 8).fill('0'.charCodeAt(0))
  filled.set(bytes)
  return filled
}

const modulus = 0x7fffffffn
const factor = 0x0e79a9c1n

// Products reach 2^62 and `low` has no bound: numbers would round.
const mixed =
  (padding: Padding) =>
  ({ id, key }: Product) =>
  (challenge: string): string => {
    const hash = wordsOf(md5(utf8Bytes(challenge + key)))
    const [m0 = 0n, m1 = 0n, m2 = 0n, m3 = 0n] = hash.map((word) => word & modulus)
    const text = wordsOf(padded(padding, utf8Bytes(challenge + id)))

    let high = 0n
    let low = 0n
    for (let at = 0; at < text.length; at += 2) {
      const scaled = (factor * text[at]!) % modulus
      const even = (m0 * (scaled + high) + m1) % modulus
      high = (m2 * ((text[at + 1]! + even) % modulus) + m3) % modulus
      low += high + even
    }
    const masks = [(high + m1) % modulus, (low + m3) % modulus]
    return bytesToHex(bytesOfWords(hash.map((word, at) => word ^ masks[at % 2]!)))
  }

type Method = (product: Product) => (challenge: string) => string

// The first is what nearly all clients do.
const methods = (dialect: number): readonly [Method, ...ReadonlyArray<Method>] =>
  isWithin(features.mixedChallenges, { number: dialect }) ? [mixed('Always'), mixed('Missing')] : [({ key }) => digest(key)]

/**
 * The answer to `CHL 0 <challenge>`, as it goes into `QRY`.
 *
 * **Shapes** 32 lower-case hexadecimal digits: MD5 of challenge and key up to MSNP10, and from MSNP11 on the same MD5
 * mixed with the challenge and the client's id.
 *
 * **Source** core.md 5.3, 5.4
 */
export const answer = (dialect: number): ((product: Product) => (challenge: string) => string) => methods(dialect)[0]

/**
 * The answers that a lenient server takes: that of `answer`, and from MSNP11 on the one of clients that add no padding
 * where the text is a multiple of eight bytes long. To a challenge of 20 digits both are the same.
 *
 * **Source** core.md 5.4
 */
export const answers =
  (dialect: number) =>
  (product: Product) =>
  (challenge: string): ReadonlyArray<string> => [
    ...new Set(methods(dialect).map((method) => method(product)(challenge))),
  ]
