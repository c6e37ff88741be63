import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { describe, expect, it } from 'vitest'

import { sessionKeys, verifyBlob, writeBlob, type Claim } from '../../lib/auth/sso.js'
import { bytesOf, byteText } from '../../lib/wire/text.js'

const bytesIn = (base64: string): Uint8Array => bytesOf(atob(base64))
const base64Of = (bytes: Uint8Array): string => btoa(byteText(bytes))
const written = (claim: Claim, iv: Uint8Array): string =>
  pipe(
    writeBlob(claim)(iv),
    E.getOrElse(() => ''),
  )

const vectors = [
  {
    source: 'core.md 3.4',
    secret: 'Z1OQ3mCLbrkCGvfRX0V8Ly/nSsbmv4La',
    key: '675390de608b6eb9021af7d15f457c2f2fe74ac6e6bf82da',
    nonce: 'E4Fhehbe0q2Je+SUSp7IRnJV+rN4uME75ljIpUjIZ1Si+DgmrfuiIL+AFmkMA6Wv',
    iv: '0001020304050607',
    hashKey: '4f35e2edcf42eb38f460c89a88bf23c48ddcf47a891d0dad',
    encryptionKey: '70c617fb2e462dfef1c2138938cfd3af840f52d1803e37fe',
    hash: '0157dc1a201c504613364bebe2b1199df8bd6900',
    cipher:
      'ab3766450fe37dbf10c3304807a2103f50b31b4fc23b0e82c3e11d5f1fd11f5b6ce6b190' +
      '3168fb2d74eb0455b57c6eaf9d6135d3c427089fdb94afaaf309ed31625e4bb268b53909',
    blob:
      'HAAAAAEAAAADZgAABIAAAAgAAAAUAAAASAAAAAABAgMEBQYHAVfcGiAcUEYTNkvr4rEZnfi9aQCrN2ZFD+N9' +
      'vxDDMEgHohA/ULMbT8I7DoLD4R1fH9EfW2zmsZAxaPstdOsEVbV8bq+dYTXTxCcIn9uUr6rzCe0xYl5Lsmi1' +
      'OQk=',
  },
  {
    source: 'messages.md 4.1',
    secret: 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYX',
    key: '000102030405060708090a0b0c0d0e0f1011121314151617',
    nonce: 'QEFCQ0RFRkdISUpLTE1OT1BRUlNUVVZXWFlaW1xdXl9gYWJjZGVmZ2hpamtsbW5v',
    iv: '0011223344556677',
    hashKey: '06af2ac1f46df3fde6e65fef60a13bd21eabb69f09a542c0',
    encryptionKey: '2dd0114b936beb17cc1d7fa10191010bb4b7b487404c43e3',
    hash: '3794cdd2180a139e02d8b0f12b58ef57052958ad',
    cipher:
      'f062793de6054db456f093536869bda10a9129f7eebcfba8a84ad276dbba1a041e52b272' +
      'aaecb9bf1056909fe4820b88dbd2c941b2c36fbce9f4f8caa2cff72f1e74f74b8aca7c1b',
    blob:
      'HAAAAAEAAAADZgAABIAAAAgAAAAUAAAASAAAAAARIjNEVWZ3N5TN0hgKE54C2LDxK1jvVwUpWK3wYnk95gVNtFbwk1Noab2hCpEp9+68' +
      '+6ioStJ227oaBB5SsnKq7Lm/EFaQn+SCC4jb0slBssNvvOn0+Mqiz/cvHnT3S4rKfBs=',
  },
]

describe.each(vectors)('the vector of $source', (vector) => {
  const { secret, key, nonce, iv, hashKey, encryptionKey, hash, cipher, blob } = vector
  const claim = { secret, nonce }

  it('has these keys', () => {
    expect(bytesToHex(bytesIn(secret))).toBe(key)
    const keys = sessionKeys(bytesIn(secret))
    expect([bytesToHex(keys.hash), bytesToHex(keys.encryption)]).toEqual([hashKey, encryptionKey])
  })
  it('is written', () => {
    expect(writeBlob(claim)(hexToBytes(iv))).toEqual(E.right(blob))
    expect(bytesToHex(bytesIn(blob))).toBe(
      `1c000000010000000366000004800000080000001400000048000000${iv}${hash}${cipher}`,
    )
  })
  it('is verified', () => {
    expect(verifyBlob(claim)(blob)).toEqual(E.right(undefined))
  })
  it('proves nothing of another secret, nor for another nonce', () => {
    const other = base64Of(bytesIn(secret).map((byte) => byte ^ 1))
    const refused = E.left({ _tag: 'NotProven' })
    expect(verifyBlob({ secret: other, nonce })(blob)).toEqual(refused)
    expect(verifyBlob({ secret, nonce: nonce.toLowerCase() })(blob)).toEqual(refused)
  })
})

describe('what is not right', () => {
  const { secret, nonce, iv, blob } = vectors[0]!
  const claim = { secret, nonce }

  it.each<[string, Claim, Uint8Array, object]>([
    ['a secret that is no Base64', { secret: 'é%', nonce }, hexToBytes(iv), { _tag: 'BadSecret' }],
    ['a short secret', { secret: 'AAAA', nonce }, hexToBytes(iv), { _tag: 'BadSecret' }],
    ['a short nonce', { secret, nonce: 'é' }, hexToBytes(iv), { _tag: 'BadNonce', bytes: 2 }],
    ['a long initialisation vector', claim, new Uint8Array(9), { _tag: 'BadIv', bytes: 9 }],
  ])('%s', (_, of, vector, problem) => {
    expect(writeBlob(of)(vector)).toEqual(E.left(problem))
  })

  it.each([
    ['no Base64', '%', { _tag: 'NotBase64' }],
    ['no Latin', '\u4e2d', { _tag: 'NotBase64' }],
    ['nothing', '', { _tag: 'BadLength', bytes: 0 }],
    ['too little', blob.slice(4), { _tag: 'BadLength', bytes: 125 }],
    ['too much', base64Of(new Uint8Array(129)), { _tag: 'BadLength', bytes: 129 }],
    ['nothing but zeros', base64Of(new Uint8Array(128)), { _tag: 'BadHeader', offset: 0 }],
  ])('a blob that is %s', (_, wrong, refusal) => {
    expect(verifyBlob(claim)(wrong)).toEqual(E.left(refusal))
  })

  it('a blob to a secret or a nonce of ours that is none', () => {
    expect(verifyBlob({ secret: '', nonce })(blob)).toEqual(E.left({ _tag: 'BadSecret' }))
    expect(verifyBlob({ secret, nonce: '' })(blob)).toEqual(E.left({ _tag: 'BadNonce', bytes: 0 }))
  })

  it.each([0, 4, 8, 12, 16, 20, 24])('the word at %i', (offset) => {
    const bytes = bytesIn(blob)
    bytes[offset + 3] = 1
    expect(verifyBlob(claim)(base64Of(bytes))).toEqual(E.left({ _tag: 'BadHeader', offset }))
  })
})

describe('a blob', () => {
  const base64 = (length: number) => fc.uint8Array({ minLength: length, maxLength: length }).map(base64Of)
  const claims = fc.record({ secret: base64(24), nonce: base64(48) })
  const ivs = fc.uint8Array({ minLength: 8, maxLength: 8 })
  // Each run does Triple-DES three times, which takes as long as hundreds of other laws' runs.
  const runs = { numRuns: Math.ceil(Number(process.env['LAW_RUNS'] ?? 1000) / 5) }

  it('is believed as it was written, and not with any byte changed', () => {
    const changes = fc.record({ at: fc.nat(127), by: fc.integer({ min: 1, max: 255 }) })
    fc.assert(
      fc.property(claims, ivs, changes, (claim, iv, { at, by }) => {
        const blob = written(claim, iv)
        expect(blob).toHaveLength(172)
        expect(verifyBlob(claim)(blob)).toEqual(E.right(undefined))

        const changed = base64Of(bytesIn(blob).map((byte, where) => (where === at ? byte ^ by : byte)))
        expect(verifyBlob(claim)(changed)._tag).toBe('Left')
      }),
      runs,
    )
  })

  it('is refused, whatever it is, if it was not written', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), base64(128))
    fc.assert(
      fc.property(fc.oneof(claims, fc.record({ secret: text, nonce: text })), text, (claim, blob) => {
        expect(verifyBlob(claim)(blob)._tag).toBe('Left')
      }),
      runs,
    )
  })
})
