import fc from 'fast-check'
import { expect, it } from 'vitest'

import { excluding, including, lookup, rosterOf } from '../../../lib/host/lists/roster.js'
import { runs } from '../../support/arbitrary.js'

const passport = fc.nat({ max: 30 }).map((n) => `user${n}@example.com`)
const person = fc.record({ passport, number: fc.nat() })
const change = fc.oneof(
  person.map((one) => ({ _tag: 'In', one }) as const),
  passport.map((passport) => ({ _tag: 'Out', passport }) as const),
)

it('a roster is a map by address, in the order of the addresses', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(person, { selector: ({ passport }) => passport }),
      fc.array(change),
      (first, changes) => {
        const map = new Map(first.map((one) => [one.passport, one]))
        let roster = rosterOf(first)
        for (const each of changes) {
          const before = [...roster]
          const was = roster
          if (each._tag === 'In') {
            map.set(each.one.passport, each.one)
            roster = including(roster, each.one)
          } else {
            map.delete(each.passport)
            roster = excluding(roster, each.passport)
          }
          expect(was).toEqual(before)
        }
        expect(roster.map(({ passport }) => passport)).toEqual([...map.keys()].sort())
        for (let n = 0; n <= 30; n++)
          expect(lookup(roster, `user${n}@example.com`)).toBe(map.get(`user${n}@example.com`))
      },
    ),
    runs,
  )
})
