/** A buffer for bytes that are not complete yet, which appends at constant cost. */

/**
 * Bytes held back until the rest of them has come.
 *
 * Appending looks like making a new value, and is: but as long as nobody else has appended to the same store, the room
 * behind the bytes is used in place. So a payload that comes in small pieces costs a constant for each byte, and a
 * `Held` that is fed twice gives two values that do not know of each other.
 */
export interface Held {
  readonly length: number
  readonly store: { readonly bytes: Uint8Array; used: number }
}

/** No bytes. */
export const nothing: Held = { length: 0, store: { bytes: new Uint8Array(0), used: 0 } }

/** `held` with the bytes of `chunk` from `start` to `end` behind it, or all of them. */
export const append = (held: Held, chunk: Uint8Array, start = 0, end = chunk.length): Held => {
  const length = held.length + end - start
  const fits = held.store.used === held.length && length <= held.store.bytes.length
  const store = fits ? held.store : roomy(held, length)
  store.bytes.set(chunk.subarray(start, end), held.length)
  store.used = length
  return { length, store }
}

/** The bytes as one piece, not copied. */
export const bytesHeld = (held: Held): Uint8Array => held.store.bytes.subarray(0, held.length)

// Twice the room each time keeps the copying linear; 64 bytes hold most lines.
const roomy = (held: Held, length: number): Held['store'] => {
  const bytes = new Uint8Array(Math.max(64, length, 2 * held.length))
  bytes.set(bytesHeld(held))
  return { bytes, used: held.length }
}

/** Pieces as one: the very piece, where there is only one. */
export const joinedBytes = (pieces: ReadonlyArray<Uint8Array>): Uint8Array =>
  pieces.length === 1
    ? pieces[0]!
    : bytesHeld(pieces.reduce((held, piece) => append(held, piece), nothing))
