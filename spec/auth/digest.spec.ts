import { describe, expect, it } from 'vitest'

import { digest } from '../../lib/auth/digest.js'

// core.md 3.2
describe('digest', () => {
  it.each([
    ['1013928519.693957190', 'foopass', '320df2f99b75b0b0f9cbd573c86b8908'],
    ['1056561624.17795', 'abcdefg1234567', '483eee01d6a1de1b668cac9a0ac75d91'],
  ])('of %s and %s', (challenge, password, expected) => {
    expect(digest(password)(challenge)).toBe(expected)
  })

  it('takes a password as UTF-8', () => {
    expect(digest('é')('1')).toBe(digest('')('1é'))
    expect(digest('\ud800')('1')).toBe(digest('\ufffd')('1'))
  })
})
