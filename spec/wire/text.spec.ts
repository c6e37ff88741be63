import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'

import * as fast from '../../lib/wire/text.js'

const { fromOctetText, octetText, octetsOf, toOctetText } = fast

describe('octet text', () => {
  it('has one character an octet, and windows-1252 has no part in it', () => {
    const all = Uint8Array.from({ length: 256 }, (_, i) => i)
    expect(Array.from(octetText(all), (character) => character.charCodeAt(0))).toEqual([...all])
    expect([...octetsOf(octetText(all))]).toEqual([...all])
    expect(octetText(all, 0x80, 0x82)).toBe('\x80\x81')
  })
  it('is read as UTF-8, and what is none becomes U+FFFD', () => {
    expect(fromOctetText('Jos\xc3\xa9')).toBe('José')
    expect(fromOctetText('\xff\xc3')).toBe('\ufffd\ufffd')
    expect(toOctetText('José \u{1f600}')).toBe('Jos\xc3\xa9 \xf0\x9f\x98\x80')
    expect(toOctetText('\ud800')).toBe('\xef\xbf\xbd')
  })
  it('gives octets with a payload behind them, and no Buffer', () => {
    const octets = octetsOf('NOT 2\r\n', Uint8Array.of(1, 2))
    expect(Object.getPrototypeOf(octets)).toBe(Uint8Array.prototype)
    expect(octetText(octets)).toBe('NOT 2\r\n\x01\x02')
  })
})

describe('without a Buffer, as in a browser', () => {
  afterEach(() => {
    vi.unstubAllGlobals()
    vi.resetModules()
  })

  it('everything is the same', async () => {
    vi.stubGlobal('Buffer', undefined)
    vi.resetModules()
    const plain = await import('../../lib/wire/text.js')
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 9000 }), fc.string({ unit: 'binary' }), (octets, text) => {
        expect(plain.octetText(octets) === octetText(octets)).toBe(true)
        expect(plain.octetsOf(octetText(octets), octets)).toEqual(octetsOf(octetText(octets), octets))
        expect(plain.fromOctetText(octetText(octets)) === fromOctetText(octetText(octets))).toBe(true)
        expect(plain.toOctetText(text)).toBe(toOctetText(text))
      }),
      { numRuns: 200 },
    )
  })
})
