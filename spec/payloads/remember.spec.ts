import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { askedTwice, remembering } from '../../lib/payloads/remember.js'

const counted = <K extends ReadonlyArray<number>>(leadsOn: (answer: number) => boolean = () => true) => {
  const asked: Array<K> = []
  const question = askedTwice((...about: K) => {
    asked.push(about)
    return about.reduce((sum, each) => sum + each, 0)
  }, leadsOn)
  return { asked, ...question }
}

describe('a question that is asked twice', () => {
  it('is answered once, if it is about the same, and anew after that', () => {
    const { asked, before, now } = counted<[number, number]>()
    expect([before(1, 2), now(1, 2)]).toEqual([3, 3])
    expect(asked.length).toBe(1)
    expect([now(1, 2), now(1, 2)]).toEqual([3, 3])
    expect(asked.length).toBe(3)
  })

  it('is answered anew if it is about anything else, or the first answer did not lead on', () => {
    const { asked, before, now } = counted<[number, number]>((sum) => sum < 5)
    expect([before(1, 2), now(2, 1), before(2, 4), now(2, 4)]).toEqual([3, 3, 6, 6])
    expect(asked.length).toBe(4)
  })

  it('has the answers of the function itself, in whatever order it is asked', () => {
    const asking = fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 }))
    fc.assert(
      fc.property(fc.array(asking), (askings) => {
        const { before, now } = counted<[number, number]>((sum) => sum % 2 === 0)
        for (const [isBefore, one, other] of askings) expect((isBefore ? before : now)(one, other)).toBe(one + other)
      }),
    )
  })
})

describe('a function that remembers', () => {
  it('has the answers of the function itself, in whatever order it is asked', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3 })), (keys) => {
        const read = remembering((key: number) => key * 2)
        for (const key of keys) expect(read(key)).toBe(key * 2)
      }),
    )
  })
})
