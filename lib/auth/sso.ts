/** Makes and checks the blob of single sign-on, which proves that the secret of a ticket is known. */
import { hmac } from '@noble/hashes/hmac.js'
import { sha1 } from '@noble/hashes/legacy.js'
import { concatBytes, hexToBytes } from '@noble/hashes/utils.js'
import { TripleDESAlgo, WordArray } from 'crypto-es'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'

import { ownBytes } from '../wire/bytes.js'
import { fromBase64, toBase64, utf8Bytes } from '../wire/text.js'

/** The keys that a blob is made with. */
export interface SessionKeys {
  readonly hash: Uint8Array
  readonly encryption: Uint8Array
}

const derive =
  (key: Uint8Array) =>
  (purpose: string): Uint8Array => {
    const sign = (...parts: ReadonlyArray<Uint8Array>): Uint8Array => hmac(sha1, key, concatBytes(...parts))
    const magic = utf8Bytes(`WS-SecureConversation${purpose}`)
    const first = sign(magic)
    return concatBytes(sign(first, magic), sign(sign(first), magic).subarray(0, 4))
  }

/**
 * The keys that come of a secret, as bytes.
 *
 * **Units** each key has 24 bytes.
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
 * **Shapes** `secret` is Base64 of 24 bytes, as it stands in `BinarySecret`. `nonce` is the 64 characters of `USR`,
 * used as text.
 */
export interface Claim {
  readonly secret: string
  readonly nonce: string
}

/**
 * What is wrong with what we put in; the values are not told.
 *
 * **Units** bytes.
 *
 * **Errors** `BadSecret`: no Base64 of 24 bytes. `BadNonce`: not 64 bytes. `BadIv`: not 8 bytes.
 */
export type BlobProblem =
  | { readonly _tag: 'BadSecret' }
  | { readonly _tag: 'BadNonce'; readonly bytes: number }
  | { readonly _tag: 'BadIv'; readonly bytes: number }

/**
 * Why a blob of the peer proves nothing.
 *
 * **Units** bytes.
 *
 * **Errors** `NotBase64`. `BadLength`: not 128 bytes. `BadHeader`: not the word that must stand at `offset`.
 * `NotProven`: made with another secret or for another nonce, or damaged.
 */
export type BlobRefusal =
  | { readonly _tag: 'NotBase64' }
  | { readonly _tag: 'BadLength'; readonly bytes: number }
  | { readonly _tag: 'BadHeader'; readonly offset: number }
  | { readonly _tag: 'NotProven' }

const secretSize = 24
const nonceSize = 64
const ivSize = 8
const blobSize = 128

// Header size, cipher mode (CBC), cipher (Triple-DES), hash (SHA-1); sizes of initialisation vector, hash, cipher text.
const headerWords = [28, 1, 0x6603, 0x8004, ivSize, 20, 72]

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

const header = new Uint8Array(4 * headerWords.length)
headerWords.forEach((word, at) => viewOf(header).setUint32(4 * at, word, true))

// Of numbers, as the library asks `instanceof Uint8Array` of bytes: those of another realm would be taken for words.
const wordArrayOf = (bytes: Uint8Array): WordArray => {
  const view = viewOf(bytes)
  return new WordArray(
    Array.from({ length: bytes.length / 4 }, (_, at) => view.getInt32(4 * at)),
    bytes.length,
  )
}

// CBC, and padding that fills 64 bytes up with eight of value 8, are what the library does unasked.
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
  <P>(size: number, problem: (bytes: number) => P) =>
  (bytes: Uint8Array): E.Either<P, Uint8Array> =>
    bytes.length === size ? E.right(bytes) : E.left(problem(bytes.length))

const readClaim = ({ secret, nonce }: Claim): E.Either<BlobProblem, (iv: Uint8Array) => Uint8Array> => {
  const badSecret = (): BlobProblem => ({ _tag: 'BadSecret' })
  return pipe(
    E.fromNullable(undefined)(fromBase64(secret)),
    E.mapLeft(badSecret),
    E.chain(sized(secretSize, badSecret)),
    E.chain((key) =>
      pipe(
        utf8Bytes(nonce),
        sized(nonceSize, (bytes): BlobProblem => ({ _tag: 'BadNonce', bytes })),
        E.map((text) => blobOf(sessionKeys(key), text)),
      ),
    ),
  )
}

const readBlob = (blob: string): E.Either<BlobRefusal, Uint8Array> =>
  pipe(
    E.fromNullable(undefined)(fromBase64(blob)),
    E.mapLeft((): BlobRefusal => ({ _tag: 'NotBase64' })),
    E.chain(sized(blobSize, (bytes): BlobRefusal => ({ _tag: 'BadLength', bytes }))),
    E.chain((bytes) => {
      const wrong = headerWords.findIndex((word, at) => viewOf(bytes).getUint32(4 * at, true) !== word)
      return wrong < 0 ? E.right(bytes) : E.left({ _tag: 'BadHeader', offset: 4 * wrong })
    }),
  )

// Of two blobs, of one length therefore. How long it takes tells nothing of where they differ.
const same = (some: Uint8Array, others: Uint8Array): boolean =>
  some.reduce((difference, byte, at) => difference | (byte ^ others[at]!), 0) === 0

/**
 * The last word of `USR 4 SSO S <ticket> <blob>`.
 *
 * **Shapes** Base64, 172 characters. The initialisation vector is to be new and random for each.
 *
 * **Units** the initialisation vector has 8 bytes.
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
          sized(ivSize, (bytes): BlobProblem => ({ _tag: 'BadIv', bytes })),
          E.map((bytes) => toBase64(make(bytes))),
        ),
      ),
    )

/**
 * Checks a blob: it must be, to the byte, what `writeBlob` makes with its initialisation vector.
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
            (bytes) => same(bytes, make(bytes.subarray(header.length, header.length + ivSize))),
            (): BlobRefusal => ({ _tag: 'NotProven' }),
          ),
        ),
      ),
      E.map(() => undefined),
    )
