import fc from 'fast-check'
import { expect, it } from 'vitest'

import { isPersistentMap, persistentMap, type Key, type PersistentMap } from '../../lib/core/persistentMap.js'
import { runs } from '../support/arbitrary.js'
import { heap } from '../support/heap.js'

interface Change {
  readonly key: Key
  readonly value: number | undefined
}

/** Changes of few entries, which stay without an index, and of many, which have several levels; a half of them removes. */
const changes = fc.oneof(
  ...[4, 40, 1000].map((among) =>
    fc.array(
      fc.record({
        key: fc.oneof(fc.nat(among), fc.nat(among).map((n) => `${n}@example.com`)),
        value: fc.option(fc.nat(9), { nil: undefined }),
      }),
      { maxLength: 300 },
    ),
  ),
)

const changed = (map: PersistentMap<Key, number>, { key, value }: Change): PersistentMap<Key, number> =>
  value === undefined ? map.remove(key) : map.set(key, value)

const change = (map: Map<Key, number>, { key, value }: Change): void => void (value === undefined ? map.delete(key) : map.set(key, value))

it('law: it says what a Map says after the same changes, in the same order', () => {
  fc.assert(
    fc.property(changes, (all) => {
      let own = persistentMap<Key, number>()
      const model = new Map<Key, number>()
      for (const each of all) {
        own = changed(own, each)
        change(model, each)
        expect(own.size).toBe(model.size)
        expect([own.has(each.key), own.get(each.key)]).toEqual([model.has(each.key), model.get(each.key)])
      }
      expect([...own]).toEqual([...model])
      expect([[...own.keys()], [...own.values()], [...own.entries()]]).toEqual([[...model.keys()], [...model.values()], [...model.entries()]])
      for (const [key, value] of model) expect(own.get(key)).toBe(value)
      expect([...persistentMap(model)]).toEqual([...model])
      expect([...own.map((value, key) => `${key} ${value}`)]).toEqual(Array.from(model, ([key, value]) => [key, `${key} ${value}`]))
      expect([...own.filter((value) => value > 4)]).toEqual([...model].filter(([, value]) => value > 4))
      expect(own.find((value) => value > 4)).toBe([...model.values()].find((value) => value > 4))
      expect(own.some((value) => value > 4)).toBe([...model.values()].some((value) => value > 4))
      expect(own.every((value) => value > 4)).toBe([...model.values()].every((value) => value > 4))
      expect(own.toObject()).toEqual(Object.fromEntries(model))
    }),
    runs,
  )
})

it('law: what was before a change is as it was', () => {
  fc.assert(
    fc.property(changes, (all) => {
      let own = persistentMap<Key, number>()
      const before: Array<readonly [PersistentMap<Key, number>, string]> = []
      for (const each of all) {
        before.push([own, JSON.stringify([...own])])
        own = changed(own, each)
      }
      for (const [map, shown] of before) expect(JSON.stringify([...map])).toBe(shown)
    }),
    { numRuns: runs.numRuns / 5 },
  )
})

it('law: a change that changes nothing gives the map itself', () => {
  fc.assert(
    fc.property(changes, (all) => {
      const own = all.reduce(changed, persistentMap<Key, number>())
      for (const [key, value] of own) expect(own.set(key, value)).toBe(own)
      expect(own.remove('nobody')).toBe(own)
      expect(own.filter(() => true)).toBe(own)
      expect(own.map((value) => value)).toBe(own)
      expect(own.merge(own)).toBe(own)
    }),
    runs,
  )
})

it('keeps keys apart whose hashes are the same, and names of what objects have', () => {
  // At the last level of the index, any number of keys stands together.
  const alike = Array.from({ length: 40 }, (_, n) => n * 2 ** 32)
  const own = persistentMap(alike.map((key) => [key, key] as const))
  for (const key of alike) expect(own.get(key)).toBe(key)
  expect(alike.reduce((map: PersistentMap<number, number>, key) => map.remove(key), own).isEmpty()).toBe(true)
  const names = persistentMap<string, number>([['__proto__', 1], ['constructor', 2]])
  expect([names.get('__proto__'), names.get('toString')]).toEqual([1, undefined])
  expect(Object.keys(names.toObject())).toEqual(['__proto__', 'constructor'])
  expect(JSON.stringify(persistentMap([['a', 1]]))).toBe('{"a":1}')
  expect([isPersistentMap(names), isPersistentMap(new Map()), isPersistentMap(undefined)]).toEqual([true, false, false])
})

it('keeps the key that came first, as others that say the same may be cut from something long', () => {
  const kept: Array<PersistentMap<string, number>> = []
  const before = heap()
  for (let n = 0; n < 50; n++) {
    const key = `${n}@long-name.example.com`
    const answer = `${key} ${String(n).repeat(100_000)}`
    kept.push(persistentMap([[key, 0]]).set(answer.slice(0, key.length), 1))
  }
  expect((heap() - before) / kept.length).toBeLessThan(20_000)
  expect(kept[7]!.get('7@long-name.example.com')).toBe(1)
})

it('takes less than 64 bytes for each of a hundred entries', () => {
  const keys = Array.from({ length: 100 }, (_, n) => `friend${n}@example.com`)
  const value = {}
  const make = (): PersistentMap<string, object> => persistentMap(keys.map((key) => [key, value] as const))
  make()
  const kept: Array<unknown> = []
  const before = heap()
  for (let n = 0; n < 200; n++) kept.push(make())
  expect((heap() - before) / kept.length / keys.length).toBeLessThan(64)
})
