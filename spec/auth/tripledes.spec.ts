/** Triple-DES is what OpenSSL has of that name. */
import { createCipheriv } from 'node:crypto'

import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { encrypted } from '../../lib/auth/tripledes.js'

const bytes = (least: number, most = least) => fc.uint8Array({ minLength: least, maxLength: most })

describe('Triple-DES', () => {
  it('encrypts any text as OpenSSL does, whatever the keys and the vector are', () => {
    fc.assert(
      fc.property(bytes(24), bytes(8), bytes(0, 80), (key, iv, text) => {
        const cipher = createCipheriv('des-ede3-cbc', key, iv)
        const theirs = Buffer.concat([cipher.update(text), cipher.final()])
        expect(encrypted(key, iv)(text)).toEqual(new Uint8Array(theirs))
      }),
    )
  })

  it('leaves what it is given as it is, and reads bytes that stand anywhere', () => {
    const all = Uint8Array.from({ length: 100 }, (_, n) => 37 * n)
    const [key, iv, text] = [all.subarray(3, 27), all.subarray(29, 37), all.subarray(41, 99)]
    const before = new Uint8Array(all)
    const copies = [key, iv, text].map((part) => new Uint8Array(part)) as [Uint8Array, Uint8Array, Uint8Array]
    expect(encrypted(key, iv)(text)).toEqual(encrypted(copies[0], copies[1])(copies[2]))
    expect(all).toEqual(before)
  })
})
