/** The keys of names: two names have the same key only if they are the same. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { isSameName, keyOf } from '../../lib/core/keys.js'
import { runs } from '../support/arbitrary.js'

const hostile = fc.oneof(
  fc.string({ unit: fc.constantFrom(' ', '%', '2', '0', '5', 'a') }),
  fc.string({ unit: 'grapheme' }),
  // Halves of characters, too.
  fc.string({ unit: fc.constantFrom('\ud83d', '\ude00', ' ', '%', '\n', '\0', 'é') }),
  fc.constantFrom('', 'undefined', '__proto__', 'NS 1', '%20', '%2520', '%25'),
)

type Named =
  | { readonly _tag: 'NS'; readonly link: number }
  | { readonly _tag: 'SB'; readonly conversation: string }
  | { readonly _tag: 'Reply'; readonly link: string; readonly trid: number }
  | { readonly _tag: 'Pair'; readonly one: string; readonly other: string }
  | { readonly _tag: 'Triple'; readonly a: string; readonly b: string; readonly c: string }
  | { readonly _tag: 'KeepAlive' }

const named: fc.Arbitrary<Named> = fc.oneof(
  fc.record({ _tag: fc.constant('NS' as const), link: fc.nat(5) }),
  fc.record({ _tag: fc.constant('SB' as const), conversation: hostile }),
  fc.record({ _tag: fc.constant('Reply' as const), link: hostile, trid: fc.integer() }),
  fc.record({ _tag: fc.constant('Pair' as const), one: hostile, other: hostile }),
  fc.record({ _tag: fc.constant('Triple' as const), a: hostile, b: hostile, c: hostile }),
  fc.constant({ _tag: 'KeepAlive' as const }),
)

const isEqual = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

describe('the key of a name', () => {
  it('law: is that of no other name', () => {
    fc.assert(
      fc.property(named, named, (one, other) => {
        expect(keyOf(one) === keyOf(other)).toBe(isEqual(one, other))
        expect(isSameName(one, other)).toBe(isEqual(one, other))
        expect(isSameName(one, { ...one })).toBe(true)
      }),
      runs,
    )
  })

  it('law: is that of no other name, where a space stands elsewhere', () => {
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 2, maxLength: 6 }), fc.nat(), fc.nat(), (words, first, second) => {
        const cut = (at: number): Named => {
          const here = 1 + (at % (words.length - 1))
          return { _tag: 'Pair', one: words.slice(0, here).join(' '), other: words.slice(here).join(' ') }
        }
        const [one, other] = [cut(first), cut(second)]
        expect(keyOf(one) === keyOf(other)).toBe(isEqual(one, other))
      }),
      runs,
    )
  })

  it('law: of a text is the text', () => {
    fc.assert(
      fc.property(hostile, hostile, (one, other) => {
        expect(keyOf(one)).toBe(one)
        expect(isSameName(one, other)).toBe(one === other)
      }),
      runs,
    )
  })

  it.each<readonly [Named, string]>([
    [{ _tag: 'KeepAlive' }, 'KeepAlive'],
    [{ _tag: 'NS', link: 1 }, 'NS 1'],
    [{ _tag: 'SB', conversation: 'talk' }, 'SB talk'],
    [{ _tag: 'SB', conversation: '100% sure\ud800' }, 'SB 100%25%20sure\ud800'],
    [{ _tag: 'Reply', link: 'NS 1', trid: 12 }, 'Reply NS%201 12'],
  ])('%j is written %j', (name, key) => {
    expect(keyOf(name)).toBe(key)
  })
})
