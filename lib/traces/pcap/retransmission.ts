/** Keeps the last bytes of a stream, and compares retransmitted ones with them. */

/** The last bytes of a stream, to hold against what is said again. */
export interface RecentBytes {
  bytes: Uint8Array
  /** Where in `bytes` the last one ends, and how many there are; they go round. */
  end: number
  length: number
}

const longest = 4096

export const noRecentBytes = (): RecentBytes => ({ bytes: new Uint8Array(0), end: 0, length: 0 })

/** Forgets everything. */
export const forget = (tail: RecentBytes): void => {
  tail.length = 0
}

const widened = (tail: RecentBytes, wanted: number): void => {
  const bytes = new Uint8Array(Math.min(longest, Math.max(256, 2 * tail.bytes.length, wanted)))
  // Up to now it has not gone round.
  bytes.set(tail.bytes.subarray(0, tail.end))
  tail.bytes = bytes
}

/** Adds bytes, and forgets as many as there is no room for. */
export const remember = (tail: RecentBytes, bytes: Uint8Array, start: number, end: number): void => {
  const from = Math.max(start, end - longest)
  const length = end - from
  if (tail.bytes.length < longest && tail.end + length > tail.bytes.length) widened(tail, tail.end + length)
  const store = tail.bytes
  let position = tail.end
  for (let at = from; at < end; at++) {
    if (position === store.length) position = 0
    store[position++] = bytes[at]!
  }
  tail.end = position
  tail.length = Math.min(store.length, tail.length + length)
}

/** Whether bytes that begin so many before the end of the stream are others than those that were said there. */
export const differs = (tail: RecentBytes, before: number, bytes: Uint8Array, start: number, end: number): boolean => {
  const store = tail.bytes
  const skipped = Math.max(0, before - tail.length)
  let position = tail.end - before + skipped
  if (position < 0) position += store.length
  const last = Math.min(end, start + before)
  for (let at = start + skipped; at < last; at++) {
    if (position === store.length) position = 0
    if (store[position++] !== bytes[at]) return true
  }
  return false
}
