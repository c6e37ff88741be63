import { describe, expect, it } from 'vitest'

import { decodeText } from '../../lib/payloads/charset.js'

const euro = Uint8Array.of(0xe2, 0x82, 0xac)
const old = Uint8Array.of(0x80, 0x20, 0xe9)

describe('decodeText', () => {
  it.each([
    ['UTF-8, said to be so', 'UTF-8', euro, '€'],
    ['UTF-8, not said to be so', undefined, euro, '€'],
    ['UTF-8, under a charset that nobody knows', 'x-nonsense', euro, '€'],
    ['windows-1252, not said to be so', undefined, old, '€ é'],
    ['windows-1252, said to be UTF-8', 'utf-8', old, '€ é'],
    ['another charset', 'iso-8859-15', Uint8Array.of(0xa4), '€'],
    ['two bytes a character', 'shift_jis', Uint8Array.of(0x82, 0xa0), 'あ'],
    ['a mark of order, which is kept', undefined, Uint8Array.of(0xef, 0xbb, 0xbf, 0x41), '\ufeffA'],
    ['nothing', undefined, new Uint8Array(0), ''],
  ])('reads %s', (_, charset, bytes, text) => {
    expect(decodeText(charset)(bytes)).toBe(text)
  })
})
