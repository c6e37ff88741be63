/** A persistent map: a change gives a new map, which shares nearly all of the old one; entries are in the order in which they came. */

/** What entries are found by. */
export type Key = string | number

/**
 * A map that never changes. Whatever changes an entry gives a map beside it, or the map itself where nothing is different.
 *
 * **Shapes** entries stand in the order in which their keys came first. A key that is `undefined` is none.
 */
export interface PersistentMap<K extends Key, V> extends Iterable<[K, V]> {
  /** How many entries there are. */
  readonly size: number
  // Methods: a map of some keys may stand for one of more.
  /** The value of a key, if it is there. */
  get(key: K): V | undefined
  /** Whether a key is there. */
  has(key: K): boolean
  /** With an entry, in place of the one of the same key or behind all others. */
  set(key: K, value: V): PersistentMap<K, V>
  /** Without the entry of a key. */
  remove(key: K): PersistentMap<K, V>
  /** With other entries behind these, and in place of those of the same keys. */
  merge(entries: Iterable<readonly [K, V]>): PersistentMap<K, V>
  /** The keys, in order. */
  keys(): IterableIterator<K>
  /** The values, in the order of their keys. */
  values(): IterableIterator<V>
  /** Keys with their values, in order. */
  entries(): IterableIterator<[K, V]>
  /** Whether there are no entries. */
  isEmpty(): boolean
  /** The entries for which something holds. */
  filter(holds: (value: V, key: K) => boolean): PersistentMap<K, V>
  /** The same keys with other values. */
  map<W>(change: (value: V, key: K) => W): PersistentMap<K, W>
  /** The first value for which something holds, if there is one. */
  find(holds: (value: V, key: K) => boolean): V | undefined
  /** Whether something holds for an entry. */
  some(holds: (value: V, key: K) => boolean): boolean
  /** Whether something holds for all entries. */
  every(holds: (value: V, key: K) => boolean): boolean
  /** The entries as the properties of an object, as JSON has them. */
  toObject(): Readonly<Record<string, V>>
  /** The same as `toObject`, for `JSON.stringify`. */
  toJSON(): Readonly<Record<string, V>>
}

/** Keys and values by turns, 16 of each; or 16 of what is one level below. Where an entry was removed, there is no key. */
type Node = ReadonlyArray<unknown>

/**
 * **Shapes** `root` holds the entries by their number, `next` is the number of the next one. `index` holds numbers by the hash of
 * their key, at each level by four more bits of it; few entries have none.
 */
interface Made<K extends Key, V> extends PersistentMap<K, V> {
  readonly root: Node
  readonly next: number
  readonly index: Node | undefined
}

// Four bits a level: a leaf is copied at each change.
const [bits, wide] = [4, 16]
const mask = wide - 1

/** Up to so many entries, to look at all of them is as quick as an index. */
const few = 8

/** So many numbers stand together in an index; at its last level, any number. */
const crowd = 12
const lastLevel = 7

const none: Node = []

const hashOf = (key: Key): number => {
  if (typeof key === 'number') return key | 0
  let hash = 0x811c9dc5
  for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193)
  return hash ^ (hash >>> 15)
}

/** How many levels stand above the leaf of the last entry. */
const levelsFor = (next: number): number => {
  let levels = 0
  for (let rest = (next - 1) >>> bits; rest > 0; rest >>>= bits) levels++
  return levels
}

/** The leaf that an entry stands in. */
const leafOf = (root: Node, levels: number, number: number): Node => {
  let node = root
  for (let level = levels; level > 0; level--) node = node[(number >>> (bits * level)) & mask] as Node
  return node
}

// An array that grows by `push` is given room for more.
const withItem = (node: Node, at: number, item: unknown): Node => {
  if (at >= node.length) return node.concat([item])
  const copy = node.slice()
  copy[at] = item
  return copy
}

const withEntry = (node: Node, level: number, number: number, key: unknown, value: unknown): Node => {
  if (level > 0) {
    const at = (number >>> (bits * level)) & mask
    return withItem(node, at, withEntry((node[at] as Node | undefined) ?? none, level - 1, number, key, value))
  }
  const at = (number & mask) * 2
  if (at >= node.length) return node.concat([key, value])
  const copy = node.slice()
  copy[at] = key
  copy[at + 1] = value
  return copy
}

/** With another value under the key that is there already: nobody holds on to another text that says the same. */
const withValue = (node: Node, level: number, number: number, value: unknown): Node => {
  const copy = node.slice()
  const at = (number >>> (bits * level)) & mask
  if (level > 0) copy[at] = withValue(node[at] as Node, level - 1, number, value)
  else copy[at * 2 + 1] = value
  return copy
}

const isCrowd = (node: Node): node is ReadonlyArray<number> => typeof node[0] === 'number'

const slotOf = (hash: number, level: number): number => (hash >>> (bits * level)) & mask

const indexed = (node: Node | undefined, level: number, hash: number, number: number, hashOfNumber: (number: number) => number): Node => {
  if (node === undefined) return [number]
  if (!isCrowd(node)) {
    const at = slotOf(hash, level)
    return withItem(node, at, indexed(node[at] as Node | undefined, level + 1, hash, number, hashOfNumber))
  }
  if (node.length < crowd || level === lastLevel) return node.concat([number])
  let split: Node = Array<undefined>(wide).fill(undefined)
  for (const each of node) split = indexed(split, level, hashOfNumber(each), each, hashOfNumber)
  return indexed(split, level, hash, number, hashOfNumber)
}

const unindexed = (node: Node, level: number, hash: number, number: number): Node | undefined => {
  if (isCrowd(node)) return node.length === 1 ? undefined : node.filter((each) => each !== number)
  const at = slotOf(hash, level)
  return withItem(node, at, unindexed(node[at] as Node, level + 1, hash, number))
}

/** The number of the entry of a key, or -1. */
const numberOf = <K extends Key, V>({ root, next, index }: Made<K, V>, key: K): number => {
  if (index === undefined) {
    for (let at = 0; at < root.length; at += 2) if (root[at] === key) return at / 2
    return -1
  }
  const hash = hashOf(key)
  let node: Node | undefined = index
  for (let level = 0; node !== undefined && !isCrowd(node); level++) node = node[slotOf(hash, level)] as Node | undefined
  if (node === undefined) return -1
  const levels = levelsFor(next)
  for (const number of node as ReadonlyArray<number>)
    if (leafOf(root, levels, number)[(number & mask) * 2] === key) return number
  return -1
}

const indexOf = (root: Node, next: number): Node | undefined => {
  if (next <= few) return undefined
  const levels = levelsFor(next)
  const hashOfNumber = (number: number): number => hashOf(leafOf(root, levels, number)[(number & mask) * 2] as Key)
  let index: Node | undefined
  for (let number = 0; number < next; number++) index = indexed(index, 0, hashOfNumber(number), number, hashOfNumber)
  return index
}

const appended = <K extends Key, V>({ root, next, index, size }: Made<K, V>, key: K, value: V): PersistentMap<K, V> => {
  const [before, levels] = [levelsFor(next), levelsFor(next + 1)]
  const grown = withEntry(levels > before && next > 0 ? [root] : root, levels, next, key, value)
  if (index === undefined) return made(grown, size + 1, next + 1, indexOf(grown, next + 1))
  const hashOfNumber = (number: number): number => hashOf(leafOf(grown, levels, number)[(number & mask) * 2] as Key)
  return made(grown, size + 1, next + 1, indexed(index, 0, hashOf(key), next, hashOfNumber))
}

/** Each entry, in their order, until one is enough. */
const isEnough = <K extends Key, V>(of: Made<K, V>, enough: (value: V, key: K) => boolean): boolean => {
  const levels = levelsFor(of.next)
  for (let number = 0; number < of.next; number += wide) {
    const leaf = leafOf(of.root, levels, number)
    for (let at = 0; at < leaf.length; at += 2)
      if (leaf[at] !== undefined && enough(leaf[at + 1] as V, leaf[at] as K)) return true
  }
  return false
}

const entriesOf = <K extends Key, V>(of: Made<K, V>): Array<[K, V]> => {
  const all: Array<[K, V]> = []
  isEnough(of, (value, key) => {
    all.push([key, value])
    return false
  })
  return all
}

const changedIn = (node: Node, level: number, change: (value: unknown, key: unknown) => unknown): Node => {
  if (level > 0) {
    const changed = node.map((each) => changedIn(each as Node, level - 1, change))
    return changed.every((each, at) => each === node[at]) ? node : changed
  }
  let copy: Array<unknown> | undefined
  for (let at = 0; at < node.length; at += 2) {
    if (node[at] === undefined) continue
    const value = change(node[at + 1], node[at])
    if (!Object.is(value, node[at + 1])) (copy ??= node.slice())[at + 1] = value
  }
  return copy ?? node
}

const withEntries = <K extends Key, V>(map: PersistentMap<K, V>, entries: Iterable<readonly [K, V]>): PersistentMap<K, V> => {
  let all = map
  for (const [key, value] of entries) all = all.set(key, value)
  return all
}

// One for all maps: a map with methods of its own would be heavier than its entries.
const methods = {
  get<K extends Key, V>(this: Made<K, V>, key: K): V | undefined {
    const number = numberOf(this, key)
    return number < 0 ? undefined : (leafOf(this.root, levelsFor(this.next), number)[(number & mask) * 2 + 1] as V)
  },
  has<K extends Key, V>(this: Made<K, V>, key: K): boolean {
    return numberOf(this, key) >= 0
  },
  set<K extends Key, V>(this: Made<K, V>, key: K, value: V): PersistentMap<K, V> {
    const number = numberOf(this, key)
    if (number < 0) return appended(this, key, value)
    const levels = levelsFor(this.next)
    return Object.is(leafOf(this.root, levels, number)[(number & mask) * 2 + 1], value)
      ? this
      : made(withValue(this.root, levels, number, value), this.size, this.next, this.index)
  },
  remove<K extends Key, V>(this: Made<K, V>, key: K): PersistentMap<K, V> {
    const number = numberOf(this, key)
    if (number < 0) return this
    // What was removed takes its place as long as it is the smaller part.
    if (this.index === undefined || this.size * 2 <= this.next) return persistentMap(entriesOf(this).filter(([each]) => each !== key))
    const root = withEntry(this.root, levelsFor(this.next), number, undefined, undefined)
    return made(root, this.size - 1, this.next, unindexed(this.index, 0, hashOf(key), number) ?? none)
  },
  merge<K extends Key, V>(this: Made<K, V>, entries: Iterable<readonly [K, V]>): PersistentMap<K, V> {
    return withEntries<K, V>(this, entries)
  },
  keys<K extends Key, V>(this: Made<K, V>): IterableIterator<K> {
    return entriesOf(this).map(([key]) => key).values()
  },
  values<K extends Key, V>(this: Made<K, V>): IterableIterator<V> {
    return entriesOf(this).map(([, value]) => value).values()
  },
  entries<K extends Key, V>(this: Made<K, V>): IterableIterator<[K, V]> {
    return entriesOf(this).values()
  },
  [Symbol.iterator]<K extends Key, V>(this: Made<K, V>): IterableIterator<[K, V]> {
    return entriesOf(this).values()
  },
  isEmpty<K extends Key, V>(this: Made<K, V>): boolean {
    return this.size === 0
  },
  filter<K extends Key, V>(this: Made<K, V>, holds: (value: V, key: K) => boolean): PersistentMap<K, V> {
    const all = entriesOf(this)
    const those = all.filter(([key, value]) => holds(value, key))
    return those.length === all.length ? this : persistentMap(those)
  },
  map<K extends Key, V, W>(this: Made<K, V>, change: (value: V, key: K) => W): PersistentMap<K, W> {
    const root = changedIn(this.root, levelsFor(this.next), change as (value: unknown, key: unknown) => unknown)
    return root === this.root ? (this as unknown as PersistentMap<K, W>) : made(root, this.size, this.next, this.index)
  },
  find<K extends Key, V>(this: Made<K, V>, holds: (value: V, key: K) => boolean): V | undefined {
    let found: V | undefined
    isEnough(this, (value, key) => holds(value, key) && ((found = value), true))
    return found
  },
  some<K extends Key, V>(this: Made<K, V>, holds: (value: V, key: K) => boolean): boolean {
    return isEnough(this, holds)
  },
  every<K extends Key, V>(this: Made<K, V>, holds: (value: V, key: K) => boolean): boolean {
    return !isEnough(this, (value, key) => !holds(value, key))
  },
  toObject<K extends Key, V>(this: Made<K, V>): Readonly<Record<string, V>> {
    return Object.fromEntries(entriesOf(this))
  },
  toJSON<K extends Key, V>(this: Made<K, V>): Readonly<Record<string, V>> {
    return this.toObject()
  },
}

const made = <K extends Key, V>(root: Node, size: number, next: number, index: Node | undefined): PersistentMap<K, V> => {
  // Field by field: to assign a literal takes ten times as long.
  const map = Object.create(methods) as { -readonly [F in keyof Made<K, V>]: Made<K, V>[F] }
  map.size = size
  map.root = root
  map.next = next
  map.index = index
  return map
}

const empty = made<never, never>(none, 0, 0, undefined)

/** Whether a value is such a map. */
export const isPersistentMap = (u: unknown): u is PersistentMap<Key, unknown> =>
  typeof u === 'object' && u !== null && Object.getPrototypeOf(u) === methods

/** A map of entries; of two of one key, the last one counts. */
export const persistentMap = <K extends Key, V>(entries: Iterable<readonly [K, V]> = []): PersistentMap<K, V> =>
  (empty as unknown as PersistentMap<K, V>).merge(entries)
