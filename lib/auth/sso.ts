/** Makes and checks the blob of single sign-on, which proves that the secret of a ticket is known. */
import { hmac } from '@noble/hashes/hmac.js'
import { sha1 } from '@noble/hashes/legacy.js'
import { concatBytes, hexToBytes } from '@noble/hashes/utils.js'
import { TripleDESAlgo, WordArray } from 'crypto-es'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'

import { ownBytes } from '../wire/bytes.js'
import { fromBase64, toBase64, utf8Octets } from '../wire/text.js'

/** The keys that a blob is made with. */
export interface SessionKeys {
  readonly hash: Uint8Array
  readonly encryption: Uint8Array
}

const derive =
  (key: Uint8Array) =>
  (purpose: string): Uint8Array => {
    const sign = (...parts: ReadonlyArray<Uint8Array>): Uint8Array => hmac(sha1, key, concatBytes(...parts))
    const magic = utf8Octets(`WS-SecureConversation${purpose}`)
    const first = sign(magic)
    return concatBytes(sign(first, magic), sign(sign(first), magic).subarray(0, 4))
  }

/**
 * The keys that come of a secret, as octets.
 *
 * **Units** each key has 24 octets.
 *
 * **Source** core.md 3.4
 */
export const sessionKeys = (secret: Uint8Array): SessionKeys => ({
  hash: derive(ownBytes(secret))('SESSION KEY HASH'),
  encryption: derive(ownBytes(secret))('SESSION KEY ENCRYPTION'),
})

/**
 * What a blob proves: that the secret that came with the ticket is known to who got the nonce.
 *
 * **Shapes** `secret` is Base64 of 24 octets, as it stands in `BinarySecret`. `nonce` is the 64 characters of `USR`,
 * used as text.
 */
export interface Claim {
  readonly secret: string
  readonly nonce: string
}

/**
 * What is wrong with what we put in; the values are not told.
 *
 * **Units** octets.
 *
 * **Errors** `BadSecret`: no Base64 of 24 octets. `BadNonce`: not 64 octets. `BadIv`: not 8 octets.
 */
export type BlobProblem =
  | { readonly _tag: 'BadSecret' }
  | { readonly _tag: 'BadNonce'; readonly octets: number }
  | { readonly _tag: 'BadIv'; readonly octets: number }

/**
 * Why a blob of the peer proves nothing.
 *
 * **Units** octets.
 *
 * **Errors** `NotBase64`. `BadLength`: not 128 octets. `BadHeader`: not the word that must stand at `offset`.
 * `NotProven`: made with another secret or for another nonce, or damaged.
 */
export type BlobRefusal =
  | { readonly _tag: 'NotBase64' }
  | { readonly _tag: 'BadLength'; readonly octets: number }
  | { readonly _tag: 'BadHeader'; readonly offset: number }
  | { readonly _tag: 'NotProven' }

const secretSize = 24
const nonceSize = 64
const ivSize = 8
const blobSize = 128

// Header size, cipher mode (CBC), cipher (Triple-DES), hash (SHA-1); sizes of initialisation vector, hash, cipher text.
const headerWords = [28, 1, 0x6603, 0x8004, ivSize, 20, 72]

const viewOf = (octets: Uint8Array): DataView => new DataView(octets.buffer, octets.byteOffset, octets.byteLength)

const header = new Uint8Array(4 * headerWords.length)
headerWords.forEach((word, at) => viewOf(header).setUint32(4 * at, word, true))

// Of numbers, as the library asks `instanceof Uint8Array` of bytes: those of another realm would be taken for words.
const wordArrayOf = (octets: Uint8Array): WordArray => {
  const view = viewOf(octets)
  return new WordArray(
    Array.from({ length: octets.length / 4 }, (_, at) => view.getInt32(4 * at)),
    octets.length,
  )
}

// CBC, and padding that fills 64 octets up with eight of value 8, are what the library does unasked.
const encrypt =
  (key: Uint8Array, iv: Uint8Array) =>
  (text: Uint8Array): Uint8Array => {
    const encryptor = TripleDESAlgo.createEncryptor(wordArrayOf(key), { iv: wordArrayOf(iv) })
    return hexToBytes(encryptor.finalize(wordArrayOf(text)).toString())
  }

const blobOf =
  ({ hash, encryption }: SessionKeys, nonce: Uint8Array) =>
  (iv: Uint8Array): Uint8Array =>
    concatBytes(header, iv, hmac(sha1, hash, nonce), encrypt(encryption, iv)(nonce))

const sized =
  <P>(size: number, problem: (octets: number) => P) =>
  (octets: Uint8Array): E.Either<P, Uint8Array> =>
    octets.length === size ? E.right(octets) : E.left(problem(octets.length))

const readClaim = ({ secret, nonce }: Claim): E.Either<BlobProblem, (iv: Uint8Array) => Uint8Array> => {
  const badSecret = (): BlobProblem => ({ _tag: 'BadSecret' })
  return pipe(
    E.fromNullable(undefined)(fromBase64(secret)),
    E.mapLeft(badSecret),
    E.chain(sized(secretSize, badSecret)),
    E.chain((key) =>
      pipe(
        utf8Octets(nonce),
        sized(nonceSize, (octets): BlobProblem => ({ _tag: 'BadNonce', octets })),
        E.map((text) => blobOf(sessionKeys(key), text)),
      ),
    ),
  )
}

const readBlob = (blob: string): E.Either<BlobRefusal, Uint8Array> =>
  pipe(
    E.fromNullable(undefined)(fromBase64(blob)),
    E.mapLeft((): BlobRefusal => ({ _tag: 'NotBase64' })),
    E.chain(sized(blobSize, (octets): BlobRefusal => ({ _tag: 'BadLength', octets }))),
    E.chain((octets) => {
      const wrong = headerWords.findIndex((word, at) => viewOf(octets).getUint32(4 * at, true) !== word)
      return wrong < 0 ? E.right(octets) : E.left({ _tag: 'BadHeader', offset: 4 * wrong })
    }),
  )

// Of two blobs, of one length therefore. How long it takes tells nothing of where they differ.
const same = (some: Uint8Array, others: Uint8Array): boolean =>
  some.reduce((difference, octet, at) => difference | (octet ^ others[at]!), 0) === 0

/**
 * The last word of `USR 4 SSO S <ticket> <blob>`.
 *
 * **Shapes** Base64, 172 characters. The initialisation vector is to be new and random for each.
 *
 * **Units** the initialisation vector has 8 octets.
 *
 * **Source** core.md 3.4, messages.md 4.1
 */
export const writeBlob =
  (claim: Claim) =>
  (iv: Uint8Array): E.Either<BlobProblem, string> =>
    pipe(
      readClaim(claim),
      E.chain((make) =>
        pipe(
          iv,
          sized(ivSize, (octets): BlobProblem => ({ _tag: 'BadIv', octets })),
          E.map((octets) => toBase64(make(octets))),
        ),
      ),
    )

/**
 * Checks a blob: it must be, to the octet, what `writeBlob` makes with its initialisation vector.
 *
 * **Source** core.md 3.4
 */
export const verifyBlob =
  (claim: Claim) =>
  (blob: string): E.Either<BlobProblem | BlobRefusal, void> =>
    pipe(
      readClaim(claim),
      E.chainW((make) =>
        pipe(
          readBlob(blob),
          E.filterOrElse(
            (octets) => same(octets, make(octets.subarray(header.length, header.length + ivSize))),
            (): BlobRefusal => ({ _tag: 'NotProven' }),
          ),
        ),
      ),
      E.map(() => undefined),
    )
