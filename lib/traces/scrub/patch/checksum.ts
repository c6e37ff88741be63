import { u16 } from '../../pcap/numbers.js'
import { tcp, type Segment } from '../../pcap/segment.js'

/** The sum of 16-bit words, as Internet check sums add them up: a carry goes round. */
const folded = (sum: number): number => {
  const once = (sum & 0xffff) + Math.floor(sum / 0x10000)
  return once > 0xffff ? folded(once) : once
}

const sumOf = (octets: Uint8Array, start: number, end: number): number => {
  let sum = 0
  for (let at = start; at + 1 < end; at += 2) sum += u16(octets, at)
  return (end - start) % 2 === 0 ? sum : sum + octets[end - 1]! * 0x100
}

/** Whether the check sum of a segment is right; taken to be so, where not all of the segment is there. */
export const isSound = ({ octets, source, target, addressOctets, head, end, cut, isPart }: Segment): boolean => {
  if (cut > 0 || isPart) return true
  const length = end - head
  const addresses = sumOf(octets, source, source + addressOctets) + sumOf(octets, target, target + addressOctets)
  return folded(addresses + tcp + length + sumOf(octets, head, end)) === 0xffff
}

/** How the sum of words changes with one octet, which is the higher of its word or the lower. */
export const sumChange = (before: number, after: number, isHigher: boolean): number =>
  isHigher ? (after - before) * 0x100 : after - before

/** A check sum, after the words that it is of have changed by so much. **Source** RFC 1624 */
export const mended = (checksum: number, change: number): number => {
  const sum = (~checksum & 0xffff) + (((change % 0xffff) + 0xffff) % 0xffff)
  return ~folded(sum) & 0xffff
}
