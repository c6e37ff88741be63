/** Copies a capture file with its patches, and corrects the checksums. */
import type { ByteChange } from './changes.js'
import { mended, type Patches } from './patches.js'

const nothing = new Uint8Array(0)

/** A copy of bytes, behind others. */
const bytesBehind = (held: Uint8Array, chunk: Uint8Array): Uint8Array => {
  const copy = new Uint8Array(held.length + chunk.length)
  copy.set(held)
  copy.set(chunk, held.length)
  return copy
}

/** Copies a file piece by piece, with its patches in place. */
export const patched = ({ bytes, sums }: Patches): ((chunk: Uint8Array) => Uint8Array) => {
  const places = [...sums].sort(([one], [another]) => one - another)
  let offset = 0
  let nextChange = 0
  let nextSum = 0
  // Of a check sum that was cut in two: its first byte, which is held back.
  let held = nothing

  const put = (copy: Uint8Array, { place, bytes: fresh }: ByteChange): void => {
    const from = Math.max(place, offset)
    const to = Math.min(place + fresh.length, offset + copy.length)
    if (to > from) copy.set(fresh.subarray(from - place, to - place), from - offset)
  }

  return (chunk) => {
    const copy = bytesBehind(held, chunk)
    held = nothing
    const end = offset + copy.length
    for (; nextChange < bytes.length; nextChange++) {
      const change = bytes[nextChange]!
      if (change.place < end) put(copy, change)
      if (change.place + change.bytes.length > end) break
    }
    for (; nextSum < places.length && places[nextSum]![0] < end; nextSum++) {
      const [place, change] = places[nextSum]!
      const at = place - offset
      if (at + 1 === copy.length) {
        held = copy.slice(at)
        break
      }
      const sum = mended((copy[at]! << 8) | copy[at + 1]!, change)
      copy[at] = sum >> 8
      copy[at + 1] = sum & 0xff
    }
    const whole = copy.subarray(0, copy.length - held.length)
    offset += whole.length
    return whole
  }
}
