import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'

import { EncodedWord } from '../../lib/payloads/encodedword.js'

describe('EncodedWord', () => {
  it.each([
    ['=?utf-8?B?Qm9i?=', 'Bob'],
    ['=?UTF-8?b?w6k=?=', 'é'],
    ['=?utf-8?B? Qm9 i ?=', 'Bob'],
    ['=?iso-8859-1?Q?caf=E9_cr=E8me?=', 'café crème'],
    ['Re: =?utf-8?B?Qm9i?= =?utf-8?B?Ynk=?= !', 'Re: Bobby !'],
    ['=?x-nonsense?B?w6k=?=', 'é'],
    ['=?utf-8?B?*?=', '=?utf-8?B?*?='],
    ['plain', 'plain'],
    [' ', ' '],
  ])('reads %s', (text, value) => {
    expect(EncodedWord.decode(text)).toEqual(E.right(value))
  })
  it.each([
    ['Bob', '=?utf-8?B?Qm9i?='],
    ['é', '=?utf-8?B?w6k=?='],
    [' ', ' '],
    ['', ''],
  ])('writes %o', (value, text) => {
    expect(EncodedWord.encode(value)).toBe(text)
  })
})
