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
  const bytes = new Uint8Array(Math.min(longest, Math.max(256, 4 * tail.bytes.length, wanted)))
  // Up to now it has not gone round.
  bytes.set(tail.bytes.subarray(0, tail.end))
  tail.bytes = bytes
}

/** Adds bytes, and forgets as many as there is no room for. */
export const remember = (tail: RecentBytes, said: Uint8Array): void => {
  const bytes = said.length > longest ? said.subarray(said.length - longest) : said
  const { length } = bytes
  if (tail.bytes.length < longest && tail.end + length > tail.bytes.length) widened(tail, tail.end + length)
  const store = tail.bytes
  const room = store.length - tail.end
  if (length <= room) {
    store.set(bytes, tail.end)
    tail.end += length
  } else {
    store.set(bytes.subarray(0, room), tail.end)
    store.set(bytes.subarray(room))
    tail.end = length - room
  }
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
