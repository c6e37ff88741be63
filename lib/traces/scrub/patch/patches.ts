/** Finds where in a capture file changed bytes stand, and the checksums over them. */
import { u16 } from '../../pcap/blocks.js'
import type { CaptureWatch } from '../../pcap/positions/watch.js'
import { captureReader } from '../../pcap/reader.js'
import { checksumAt, type Segment, tcp } from '../../pcap/segment.js'
import type { ByteChange, Changes, Run, Stream } from './changes.js'

/** The sum of 16-bit words, as Internet check sums add them up: a carry goes round. */
const folded = (sum: number): number => {
  const once = (sum & 0xffff) + Math.floor(sum / 0x10000)
  return once > 0xffff ? folded(once) : once
}

const sumOf = (bytes: Uint8Array, start: number, end: number): number => {
  let sum = 0
  for (let at = start; at + 1 < end; at += 2) sum += u16(bytes, at)
  return (end - start) % 2 === 0 ? sum : sum + bytes[end - 1]! * 0x100
}

/** Whether the check sum of a segment is right; taken to be so, where not all of the segment is there. */
export const isSound = ({ bytes, source, target, addressBytes, head, end, cut, isPart }: Segment): boolean => {
  if (cut > 0 || isPart) return true
  const length = end - head
  const addresses = sumOf(bytes, source, source + addressBytes) + sumOf(bytes, target, target + addressBytes)
  return folded(addresses + tcp + length + sumOf(bytes, head, end)) === 0xffff
}

/** How the sum of words changes with one byte, which is the higher of its word or the lower. */
export const sumChange = (before: number, after: number, isHigher: boolean): number =>
  isHigher ? (after - before) * 0x100 : after - before

/** A check sum, after the words that it is of have changed by so much. **Source** RFC 1624 */
export const mended = (checksum: number, change: number): number => {
  const sum = (~checksum & 0xffff) + (((change % 0xffff) + 0xffff) % 0xffff)
  return ~folded(sum) & 0xffff
}

/** What is to be changed in a file. **Units** places in bytes from its beginning. */
export interface Patches {
  /** Sorted, none over another. */
  readonly bytes: ReadonlyArray<ByteChange>
  /** By the place of a check sum: by how much what it is of changes. */
  readonly sums: ReadonlyMap<number, number>
}

/** Reads a capture again, to find every place where something is to be changed. */
export interface PatchFinder {
  readonly read: (chunk: Uint8Array) => void
  /** Behind the last chunk. */
  readonly end: () => Patches
}

/** The number of the first that ends behind a place, of some that are sorted. */
const firstBehind = <A>(sorted: ReadonlyArray<A>, endOf: (each: A) => number, place: number): number => {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (endOf(sorted[middle]!) > place) high = middle
    else low = middle + 1
  }
  return low
}

const endOfChange = ({ place, bytes }: ByteChange): number => place + bytes.length
const endOfRun = ([, to]: Run): number => to

const [blank, crossing] = [0x20, 0x78]

/** Crosses out what was never told: nobody has looked for secrets there. */
const crossOut = (told: ReadonlyArray<Run>, place: number, bytes: Uint8Array): void => {
  let run = firstBehind(told, endOfRun, place)
  for (let at = 0; at < bytes.length; at++) {
    while (run < told.length && told[run]![1] <= place + at) run++
    const isTold = run < told.length && told[run]![0] <= place + at
    if (!isTold && bytes[at]! > blank) bytes[at] = crossing
  }
}

/** Crosses out what is of no whole message. */
const crossRuns = (crossed: ReadonlyArray<Run>, place: number, bytes: Uint8Array): void => {
  for (const [from, to] of crossed)
    for (let at = Math.max(from - place, 0); at < Math.min(to - place, bytes.length); at++)
      if (bytes[at]! > blank) bytes[at] = crossing
}

const putIn = (changes: ReadonlyArray<ByteChange>, place: number, bytes: Uint8Array): void => {
  for (let i = firstBehind(changes, endOfChange, place); i < changes.length; i++) {
    const change = changes[i]!
    if (change.place >= place + bytes.length) return
    const from = Math.max(change.place, place)
    const to = Math.min(endOfChange(change), place + bytes.length)
    bytes.set(change.bytes.subarray(from - change.place, to - change.place), from - place)
  }
}

const isUntouched = ({ changes, told, crossed }: Stream, place: number, length: number): boolean => {
  if (crossed.some(([from, to]) => from < place + length && to > place)) return false
  const change = changes[firstBehind(changes, endOfChange, place)]
  const run = told?.[firstBehind(told, endOfRun, place)]
  const isTold = told === undefined || (run !== undefined && run[0] <= place && run[1] >= place + length)
  return isTold && (change === undefined || change.place >= place + length)
}

/** Finds the places of changes in the file, in every packet that holds any of their bytes, and the check sums of these packets. */
export const patchFinder = (changes: Changes): PatchFinder => {
  const patches: Array<ByteChange> = []
  const sums = new Map<number, number>()

  const segment: CaptureWatch['segment'] = (flow, end, place, heard, offset) => {
    const stream = changes.get(flow.id)?.[end]
    const { bytes, start, end: stop, head, checksum } = heard
    if (stream === undefined || isUntouched(stream, place, stop - start)) return
    // A copy, and not what a Buffer calls a slice.
    const fresh = new Uint8Array(bytes.subarray(start, stop))
    if (stream.told !== undefined) crossOut(stream.told, place, fresh)
    crossRuns(stream.crossed, place, fresh)
    putIn(stream.changes, place, fresh)

    let sum = 0
    // A fragment but the first begins with an byte that is the higher of its word.
    const base = head < 0 ? start : head
    for (let at = start; at < stop; at++) {
      const [before, after] = [bytes[at]!, fresh[at - start]!]
      if (before === after) continue
      sum += sumChange(before, after, (at - base) % 2 === 0)
      const last = patches.at(-1)
      if (last !== undefined && last.place + last.bytes.length === offset + at && at > start)
        patches[patches.length - 1] = {
          place: last.place,
          bytes: fresh.slice(last.place - offset - start, at + 1 - start),
        }
      else patches.push({ place: offset + at, bytes: fresh.slice(at - start, at + 1 - start) })
    }
    if (sum !== 0 && isSound(heard)) {
      const at = head < 0 ? checksum : offset + head + checksumAt
      sums.set(at, (sums.get(at) ?? 0) + sum)
    }
  }

  const { read, end } = captureReader({ segment })
  return {
    read: (chunk) => void read(chunk),
    end: () => {
      end()
      return { bytes: patches.sort((one, another) => one.place - another.place), sums }
    },
  }
}
