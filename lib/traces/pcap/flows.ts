/** The TCP connections in a capture, found by the addresses of their packets, and their ends as text. */
import type { Address } from '../../commands/words.js'
import { u16 } from './blocks.js'
import { type HalfConnection, newHalfConnection } from './half.js'
import type { Segment } from './segment.js'
import type { Wait } from './timeouts.js'

/** One of the two ends of a connection, in the order in which they were first seen. */
export type End = 0 | 1

/** The other end. */
export const other = (end: End): End => (end === 0 ? 1 : 0)

/**
 * A TCP connection in a capture.
 *
 * **Shapes** `addresses` are those of both ends, one behind the other; `halves[end]` is what an end says. `state` and
 * `verdict` are for whoever listens to the connection: it hears no more of one that it drops, and one that it keeps is
 * forgotten only for its like.
 *
 * **Units** `id` counts the connections from 0, in the order of their first packets.
 */
export interface Flow<S> {
  readonly id: number
  readonly key: number
  readonly addresses: Uint8Array
  readonly ports: readonly [number, number]
  readonly halves: readonly [HalfConnection, HalfConnection]
  state: S | undefined
  verdict: 'Kept' | 'Dropped' | undefined
  /** The sequence number of the SYN of each end, or -1. */
  readonly syn: [number, number]
  /** Whether the beginning was captured. */
  isWhole: boolean
  client: End | undefined
  finishedBy: End | undefined
  resetBy: End | undefined
  resetT: number
  isOver: boolean
  isKept: boolean
  /** When its first and its latest packet came. */
  readonly since: number
  t: number
  /** What is waited for: of either end, what is missing; that it is told what kind of connection it is; and that it ends. */
  readonly waits: [Wait | undefined, Wait | undefined]
  deciding: Wait | undefined
  closing: Wait | undefined
  /** Others with the same key. */
  sibling: Flow<S> | undefined
  older: Flow<S> | undefined
  newer: Flow<S> | undefined
}

/** The connections that are remembered, and who was silent the longest. */
export interface Flows<S> {
  /** The connection of a segment, and the end that sent it; nothing if there is none. */
  readonly find: (segment: Segment) => Flow<S> | undefined
  /** Which end of a connection sent a segment. */
  readonly endOf: (flow: Flow<S>, segment: Segment) => End
  readonly add: (segment: Segment, now: number) => Flow<S>
  readonly remove: (flow: Flow<S>) => void
  /** It was heard of. */
  readonly touch: (flow: Flow<S>) => void
  /** All of them, the oldest first. */
  readonly all: () => ReadonlyArray<Flow<S>>
  /** Who was silent the longest of those that are too many. */
  readonly surplus: () => Flow<S> | undefined
}

/** The least number that no key has and that is kept without a box. */
const keyMask = 0x3fffffff

const mixed = (hash: number): number => {
  const once = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return once ^ (once >>> 13)
}

const hashOf = (bytes: Uint8Array, at: number, length: number, port: number): number => {
  let hash = port
  for (let i = at; i < at + length; i += 4)
    hash = Math.imul(hash, 31) + ((bytes[i]! << 24) | (bytes[i + 1]! << 16) | (bytes[i + 2]! << 8) | bytes[i + 3]!)
  return mixed(hash)
}

// The same in both directions.
const keyOf = ({ bytes, source, target, addressBytes, sourcePort, targetPort }: Segment): number =>
  (hashOf(bytes, source, addressBytes, sourcePort) + hashOf(bytes, target, addressBytes, targetPort)) & keyMask

const isSame = (some: Uint8Array, at: number, others: Uint8Array, place: number, length: number): boolean => {
  for (let i = 0; i < length; i++) if (some[at + i] !== others[place + i]) return false
  return true
}

const isFrom = <S>(flow: Flow<S>, segment: Segment, end: End): boolean => {
  const { bytes, source, target, addressBytes } = segment
  const { addresses, ports } = flow
  return (
    ports[end] === segment.sourcePort &&
    ports[other(end)] === segment.targetPort &&
    addresses.length === 2 * addressBytes &&
    isSame(bytes, source, addresses, end === 0 ? 0 : addressBytes, addressBytes) &&
    isSame(bytes, target, addresses, end === 0 ? addressBytes : 0, addressBytes)
  )
}

/** A ring by age; its own end stands between the oldest and the newest. */
interface Ages<S> {
  oldest: Flow<S> | undefined
  newest: Flow<S> | undefined
  count: number
}

const takeOut = <S>(ages: Ages<S>, flow: Flow<S>): void => {
  if (flow.older === undefined) ages.oldest = flow.newer
  else flow.older.newer = flow.newer
  if (flow.newer === undefined) ages.newest = flow.older
  else flow.newer.older = flow.older
  flow.older = flow.newer = undefined
  ages.count--
}

const putLast = <S>(ages: Ages<S>, flow: Flow<S>): void => {
  flow.older = ages.newest
  if (ages.newest === undefined) ages.oldest = flow
  else ages.newest.newer = flow
  ages.newest = flow
  ages.count++
}

const siblingsOf = <S>(flow: Flow<S>): ReadonlyArray<Flow<S>> => {
  const all: Array<Flow<S>> = []
  for (let each: Flow<S> | undefined = flow; each !== undefined; each = each.sibling) all.push(each)
  return all
}

/** No connections yet; of those that are kept and of the others, so many each are remembered. */
export const flowsOf = <S>(most: number): Flows<S> => {
  const byKey = new Map<number, Flow<S>>()
  const kept: Ages<S> = { oldest: undefined, newest: undefined, count: 0 }
  const others: Ages<S> = { oldest: undefined, newest: undefined, count: 0 }
  const agesOf = (flow: Flow<S>): Ages<S> => (flow.isKept ? kept : others)
  let count = 0

  return {
    find: (segment) => {
      let flow = byKey.get(keyOf(segment))
      while (flow !== undefined && !isFrom(flow, segment, 0) && !isFrom(flow, segment, 1)) flow = flow.sibling
      return flow
    },
    endOf: (flow, segment) => {
      const [one, another] = flow.ports
      // Ports tell, and cost less than addresses, unless they are the same.
      return (one === another ? isFrom(flow, segment, 0) : one === segment.sourcePort) ? 0 : 1
    },
    add: (segment, now) => {
      const { bytes, source, target, addressBytes, sourcePort, targetPort } = segment
      const key = keyOf(segment)
      const addresses = new Uint8Array(2 * addressBytes)
      addresses.set(bytes.subarray(source, source + addressBytes))
      addresses.set(bytes.subarray(target, target + addressBytes), addressBytes)
      const flow: Flow<S> = {
        id: count++,
        key,
        addresses,
        ports: [sourcePort, targetPort],
        halves: [newHalfConnection(), newHalfConnection()],
        state: undefined,
        verdict: undefined,
        syn: [-1, -1],
        isWhole: false,
        client: undefined,
        finishedBy: undefined,
        resetBy: undefined,
        resetT: 0,
        isOver: false,
        isKept: false,
        since: now,
        t: now,
        waits: [undefined, undefined],
        deciding: undefined,
        closing: undefined,
        sibling: byKey.get(key),
        older: undefined,
        newer: undefined,
      }
      byKey.set(key, flow)
      putLast(others, flow)
      return flow
    },
    remove: (flow) => {
      takeOut(agesOf(flow), flow)
      let before = byKey.get(flow.key)
      if (before === flow) {
        if (flow.sibling === undefined) byKey.delete(flow.key)
        else byKey.set(flow.key, flow.sibling)
        return
      }
      while (before !== undefined && before.sibling !== flow) before = before.sibling
      if (before !== undefined) before.sibling = flow.sibling
    },
    touch: (flow) => {
      const isKept = flow.verdict === 'Kept'
      if (flow.newer === undefined && isKept === flow.isKept) return
      takeOut(agesOf(flow), flow)
      flow.isKept = isKept
      putLast(agesOf(flow), flow)
    },
    all: () => [...byKey.values()].flatMap(siblingsOf).sort((a, b) => a.id - b.id),
    surplus: () => (others.count > most ? others.oldest : kept.count > most ? kept.oldest : undefined),
  }
}

/** The longest run of groups that are 0, two of them at least; where it begins, and how long it is. */
const longestRun = (groups: ReadonlyArray<number>): readonly [start: number, length: number] => {
  let best: readonly [number, number] = [-1, 1]
  for (let i = 0; i < groups.length; i++) {
    let length = 0
    while (groups[i + length] === 0) length++
    if (length > best[1]) best = [i, length]
  }
  return best
}

const ipv6Text = (bytes: Uint8Array): string => {
  const groups = Array.from({ length: 8 }, (_, i) => u16(bytes, 2 * i))
  const texts = groups.map((group) => group.toString(16))
  const [start, length] = longestRun(groups)
  return start < 0 ? texts.join(':') : `${texts.slice(0, start).join(':')}::${texts.slice(start + length).join(':')}`
}

/** An IP address as text. **Source** RFC 5952 */
export const hostText = (bytes: Uint8Array): string => (bytes.length === 4 ? bytes.join('.') : ipv6Text(bytes))

/** The address of one end of a connection. */
export const addressOf = <S>({ addresses, ports }: Flow<S>, end: End): Address => {
  const length = addresses.length / 2
  return { host: hostText(addresses.subarray(end * length, (end + 1) * length)), port: ports[end] }
}
