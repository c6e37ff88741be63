/** Timers that live no longer than the machine that started them. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import type { Machine } from '../../lib/core/machine.js'
import { beside } from '../../lib/core/parts.js'
import { keyOf, type TaggedName } from '../../lib/core/keys.js'
import { scoped } from '../../lib/core/scoped.js'
import { runs } from '../support/arbitrary.js'
import { counter, driven, events, reread, tree } from './toys.js'

type Deed = { readonly _tag: 'After'; readonly timer: TaggedName } | { readonly _tag: 'Cancel'; readonly timer: TaggedName }

/** An event says what it makes the machine do, and whether it is the last one. */
type Order =
  | { readonly _tag: 'Do'; readonly deeds: ReadonlyArray<Deed>; readonly isLast: boolean }
  | { readonly _tag: 'Elapsed'; readonly timer: TaggedName; readonly deeds: ReadonlyArray<Deed>; readonly isLast: boolean }

const obedient = (begins: ReadonlyArray<Deed>, isOver: boolean): Machine<{ readonly isOver: boolean }, Order, Deed, 'over'> => ({
  init: [{ isOver }, begins],
  step: (was, { deeds, isLast }) => [isLast ? { isOver: true } : was, deeds],
  result: ({ isOver }) => (isOver ? 'over' : undefined),
})

const timer = fc.constantFrom<TaggedName>(
  't1',
  'T 2',
  { _tag: 'Reply', trid: 1 } as TaggedName,
  { _tag: 'Reply', trid: 2 } as TaggedName,
  { _tag: 'Talk', id: 'a b' } as TaggedName,
  { _tag: 'Talk', id: 'a%20b' } as TaggedName,
)
// As data that was read again: never the same object.
const fresh = timer.map((name) => reread(name))
const deeds = fc.array(
  fc.record({ _tag: fc.constantFrom('After' as const, 'Cancel' as const), timer: fresh }),
  { maxLength: 3 },
)
const isLast = fc.nat(6).map((n) => n === 0)
const order: fc.Arbitrary<Order> = fc.oneof(
  fc.record({ _tag: fc.constant('Do' as const), deeds, isLast }),
  fc.record({ _tag: fc.constant('Elapsed' as const), timer: fresh, deeds, isLast }),
)

/** The timers that run after what was done. */
const doing = (running: ReadonlySet<string>, done: ReadonlyArray<Deed>): ReadonlySet<string> => {
  const now = new Set(running)
  for (const { _tag, timer } of done)
    if (_tag === 'After') now.add(keyOf(timer))
    else now.delete(keyOf(timer))
  return now
}

describe('scoped', () => {
  it('law: while the machine goes on, its state has the timers that run; at its end every one has elapsed or is cancelled, once', () => {
    fc.assert(
      fc.property(deeds, isLast, fc.array(order, { maxLength: 12 }), (begins, isOver, orders) => {
        const inner = obedient(begins, isOver)
        const machine = scoped(inner)
        let [state, done] = machine.init
        let running = doing(new Set(), done)
        let own: ReadonlyArray<Deed> = begins
        const check = (): void => {
          // What it does itself stands first, unchanged.
          expect(done.slice(0, own.length)).toEqual(own)
          const ends = done.slice(own.length)
          expect(new Set(state.timers.map(keyOf))).toEqual(running)
          expect(ends.every(({ _tag }) => _tag === 'Cancel')).toBe(true)
          expect(new Set(ends.map(({ timer }) => keyOf(timer))).size).toBe(ends.length)
          if (machine.result(state) === undefined) expect(ends).toEqual([])
          else expect([...running]).toEqual([])
        }
        check()
        for (const order of orders) {
          if (machine.result(state) !== undefined) break
          if (order._tag === 'Elapsed') running = new Set([...running].filter((key) => key !== keyOf(order.timer)))
          ;[state, done] = machine.step(reread(state), order)
          running = doing(running, done)
          own = order.deeds
          check()
        }
      }),
      runs,
    )
  })

  it('law: changes nothing else', () => {
    fc.assert(
      fc.property(tree, events, (toy, all) => {
        const [alone, run] = [driven(toy, all), driven(scoped(toy), all)]
        expect([run.given, run.result]).toEqual([alone.given, alone.result])
        run.effects.forEach((effects, at) => {
          const own = alone.effects[at]!
          expect(effects.slice(0, own.length)).toEqual(own)
          if (at < alone.given || alone.result === undefined) expect(effects).toHaveLength(own.length)
        })
      }),
      runs,
    )
  })

  it('keeps the state that an event does not change', () => {
    const { init, step } = scoped(counter('x', { ends: 1, hears: [], timer: 't1' }))
    expect(step(init[0], { _tag: 'a' })[0]).toBe(init[0])
    expect(step(init[0], { _tag: 'Elapsed', timer: 't2' })[0]).toBe(init[0])
    expect(step(init[0], { _tag: 'Elapsed', timer: 't1' })[0]).toEqual({ ...init[0], timers: [] })
  })

  it.each([
    ['hears', { hears: new Set(['a']) }],
    ['ignores', { ignores: new Set(['b', 'Elapsed']) }],
  ])('hears of its timers, whatever the machine %s itself', (_, says) => {
    const machine = scoped({ ...counter('x', { ends: 1, timer: 't1' }), ...says })
    const { init, step } = beside({ machine }, ({ _tag }) => _tag)
    const [elapsed] = step(init[0], { _tag: 'Elapsed', timer: 't1' })
    expect(step(elapsed, { _tag: 'a' })[1].filter(({ _tag }) => _tag === 'Cancel')).toEqual([])
    expect(step(init[0], { _tag: 'a' })[1].at(-1)).toEqual({ _tag: 'Cancel', timer: 't1' })
  })
})
