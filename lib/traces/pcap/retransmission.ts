/** Keeps the last bytes of a stream, and compares retransmitted ones with them. */

/** The last octets of a stream, to hold against what is said again. */
export interface RecentOctets {
  octets: Uint8Array
  /** Where in `octets` the last one ends, and how many there are; they go round. */
  end: number
  length: number
}

const longest = 4096

export const noRecentOctets = (): RecentOctets => ({ octets: new Uint8Array(0), end: 0, length: 0 })

/** Forgets everything. */
export const forget = (tail: RecentOctets): void => {
  tail.length = 0
}

const widened = (tail: RecentOctets, wanted: number): void => {
  const octets = new Uint8Array(Math.min(longest, Math.max(256, 2 * tail.octets.length, wanted)))
  // Up to now it has not gone round.
  octets.set(tail.octets.subarray(0, tail.end))
  tail.octets = octets
}

/** Adds octets, and forgets as many as there is no room for. */
export const remember = (tail: RecentOctets, octets: Uint8Array, start: number, end: number): void => {
  const from = Math.max(start, end - longest)
  const length = end - from
  if (tail.octets.length < longest && tail.end + length > tail.octets.length) widened(tail, tail.end + length)
  const store = tail.octets
  let position = tail.end
  for (let at = from; at < end; at++) {
    if (position === store.length) position = 0
    store[position++] = octets[at]!
  }
  tail.end = position
  tail.length = Math.min(store.length, tail.length + length)
}

/** Whether octets that begin so many before the end of the stream are others than those that were said there. */
export const differs = (tail: RecentOctets, before: number, octets: Uint8Array, start: number, end: number): boolean => {
  const store = tail.octets
  const skipped = Math.max(0, before - tail.length)
  let position = tail.end - before + skipped
  if (position < 0) position += store.length
  const last = Math.min(end, start + before)
  for (let at = start + skipped; at < last; at++) {
    if (position === store.length) position = 0
    if (store[position++] !== octets[at]) return true
  }
  return false
}
