import { describe, expect, it } from 'vitest'

import { sha1cOf, sha1dOf } from '../../lib/auth/object.js'
import { utf8Bytes } from '../../lib/wire/text.js'

// messages.md 2.2
describe('the hashes of an MSN object', () => {
  it('SHA1D', () => {
    expect(sha1dOf(utf8Bytes('hello world\n'))).toBe('IlljY7PeQLBvmB+4XYIxLowO1RE=')
  })

  const object = {
    creator: 'alice@example.com',
    size: 12,
    type: 3,
    location: 'TFR1.tmp',
    friendly: 'AAA=',
    sha1d: 'IlljY7PeQLBvmB+4XYIxLowO1RE=',
  }

  it.each([
    ['of a picture', object, 'GXufJfg+B/2LumoHVj7nu3jZle0='],
    ['of an emoticon', { ...object, type: 2, location: 'TFR2.tmp' }, 'qGz/YlhNh/GlGY7wFTmT+770yOw='],
    [
      'of an object published elsewhere',
      {
        creator: 'buddy1@hotmail.com',
        size: 24539,
        type: 3,
        location: 'TFR2C.tmp',
        friendly: 'AAA=',
        sha1d: 'trC8SlFx2sWQxZMIBAWSEnXc8oQ=',
      },
      'U32o6bosZzluJq82eAtMpx5dIEI=',
    ],
  ])('SHA1C %s', (_, described, expected) => {
    expect(sha1cOf(described)).toBe(expected)
  })
})
