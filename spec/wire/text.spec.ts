import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'

import * as fast from '../../lib/wire/text.js'

const { fromByteText, byteText, bytesOf, toByteText } = fast

describe('byte text', () => {
  it('has one character an byte, and windows-1252 has no part in it', () => {
    const all = Uint8Array.from({ length: 256 }, (_, i) => i)
    expect(Array.from(byteText(all), (character) => character.charCodeAt(0))).toEqual([...all])
    expect([...bytesOf(byteText(all))]).toEqual([...all])
    expect(byteText(all, 0x80, 0x82)).toBe('\x80\x81')
  })
  it('is read as UTF-8, and what is none becomes U+FFFD', () => {
    expect(fromByteText('Jos\xc3\xa9')).toBe('José')
    expect(fromByteText('\xff\xc3')).toBe('\ufffd\ufffd')
    expect(toByteText('José \u{1f600}')).toBe('Jos\xc3\xa9 \xf0\x9f\x98\x80')
    expect(toByteText('\ud800')).toBe('\xef\xbf\xbd')
  })
  it('gives bytes with a payload behind them, and no Buffer', () => {
    const bytes = bytesOf('NOT 2\r\n', Uint8Array.of(1, 2))
    expect(Object.getPrototypeOf(bytes)).toBe(Uint8Array.prototype)
    expect(byteText(bytes)).toBe('NOT 2\r\n\x01\x02')
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
      fc.property(fc.uint8Array({ maxLength: 9000 }), fc.string({ unit: 'binary' }), (bytes, text) => {
        expect(plain.byteText(bytes) === byteText(bytes)).toBe(true)
        expect(plain.bytesOf(byteText(bytes), bytes)).toEqual(bytesOf(byteText(bytes), bytes))
        expect(plain.fromByteText(byteText(bytes)) === fromByteText(byteText(bytes))).toBe(true)
        expect(plain.toByteText(text)).toBe(toByteText(text))
      }),
      { numRuns: 200 },
    )
  })
})
