import fc from 'fast-check'
import { NEVER, Subscription } from 'rxjs'
import { expect, it } from 'vitest'

import { subscribing } from '../../lib/streams/subscribing.js'

const kinds = ['function', 'object', 'subscription'] as const

/** What is done with a subscription: the teardown of a number is added, or removed, or all of them are run. */
type Act = readonly ['add' | 'remove' | 'unsubscribe', number]

const act: fc.Arbitrary<Act> = fc.tuple(fc.constantFrom('add', 'add', 'add', 'remove', 'unsubscribe'), fc.nat(4))

/** The teardowns that are run, in their order; the one of the number 4 unsubscribes again, and adds another. */
const runBy = (subscription: Subscription, each: ReadonlyArray<(typeof kinds)[number]>, acts: ReadonlyArray<Act>) => {
  const run: Array<string> = []
  const teardowns = Array.from({ length: 5 }, (_, n) => {
    const teardown = (): void => {
      run.push(`${n} ${subscription.closed}`)
      if (n < 4) return
      subscription.unsubscribe()
      subscription.add(() => run.push('late'))
    }
    const kind = each[n % each.length]
    return kind === 'function' ? teardown : kind === 'object' ? { unsubscribe: teardown } : new Subscription(teardown)
  })
  for (const [what, n] of acts) {
    if (what === 'unsubscribe') subscription.unsubscribe()
    else subscription[what](teardowns[n]!)
    run.push(what)
  }
  return run
}

it('what operators subscribe to lets go of whatever is added to it, as any subscription does', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...kinds), { minLength: 1, maxLength: 5 }), fc.array(act, { maxLength: 8 }), (each, acts) => {
      const own = subscribing(NEVER, new Subscription(), { next: () => undefined, error: () => undefined })
      expect(runBy(own, each, acts)).toEqual(runBy(new Subscription(), each, acts))
    }),
    { numRuns: 2000 },
  )
})
