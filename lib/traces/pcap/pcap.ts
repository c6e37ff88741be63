/** Reads classic pcap files. */
import type { TraceError } from '../format/record.js'
import { type CaptureClock, type FilePart, ticker, u32, u32Little } from './blocks.js'
import { isKnownLink } from './link.js'

/**
 * Takes a packet, which stands in `octets` from `start` to `end`.
 *
 * **Units** `t` in milliseconds since the first packet of the capture; `offset` of its first octet in the file.
 */
export type TakePacket = (
  octets: Uint8Array,
  start: number,
  end: number,
  link: number,
  t: number,
  offset: number,
) => void

/** Far above the largest packet in use (256 KiB), and small enough to wait for. */
export const longestPacket = 0x100000

const headerOctets = 24

interface Kind {
  readonly ticksPerSecond: number
  readonly recordOctets: number
}

// The third is that of patched versions of libpcap about 1999, which put eight octets more in front of each packet.
const kinds: Readonly<Record<number, Kind>> = {
  0xa1b2c3d4: { ticksPerSecond: 1e6, recordOctets: 16 },
  0xa1b23c4d: { ticksPerSecond: 1e9, recordOctets: 16 },
  0xa1b2cd34: { ticksPerSecond: 1e6, recordOctets: 24 },
}

/** Whether a file that begins with these four octets is a classic capture. */
export const beginsPcap = (octets: Uint8Array, start: number): boolean =>
  u32(octets, start) in kinds || u32Little(octets, start) in kinds

/**
 * A classic capture, in both byte orders, with times in micro- or nanoseconds.
 *
 * **Errors** `UnknownLink`, `BadPacket`.
 *
 * **Source** the Internet-Draft "PCAP Capture File Format".
 */
export const pcap = (clock: CaptureClock, take: TakePacket): FilePart => ({
  head: headerOctets,
  isLast: false,
  length: () => headerOctets,
  take: (octets, start, _, offset) => {
    const number = u32(octets, start) in kinds ? u32 : u32Little
    // The highest bits tell of check sums behind the packets, which the lengths in the packets leave out.
    const link = number(octets, start + 20) & 0x03ffffff
    if (!isKnownLink(link)) return { _tag: 'UnknownLink', offset: offset + 20, link }
    return records(clock, take, number, link, kinds[number(octets, start)]!)
  },
})

const records = (clock: CaptureClock, take: TakePacket, number: typeof u32, link: number, kind: Kind): FilePart => {
  const { ticksPerSecond, recordOctets } = kind
  const time = ticker(clock, ticksPerSecond, ticksPerSecond / 1e3)
  const bad = (offset: number, problem: string): TraceError => ({ _tag: 'BadPacket', offset, problem })
  const record: FilePart = {
    head: recordOctets,
    isLast: true,
    length: (octets, start, offset) => {
      const captured = number(octets, start + 8)
      if (captured > longestPacket) return bad(offset, `it claims ${captured} octets`)
      const original = number(octets, start + 12)
      return captured > original
        ? bad(offset, `it claims to hold ${captured} octets of ${original}`)
        : recordOctets + captured
    },
    take: (octets, start, length, offset) => {
      const t = time(number(octets, start), number(octets, start + 4))
      take(octets, start + recordOctets, start + length, link, t, offset + recordOctets)
      return record
    },
  }
  return record
}
