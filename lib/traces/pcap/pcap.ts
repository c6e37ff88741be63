/** Reads classic pcap files. */
import type { TraceError } from '../format/record.js'
import { type CaptureClock, type FilePart, ticker, u32, u32Little } from './blocks.js'
import { isKnownLink } from './link.js'

/**
 * Takes a packet, which stands in `bytes` from `start` to `end`.
 *
 * **Units** `t` in milliseconds since the first packet of the capture; `offset` of its first byte in the file.
 */
export type TakePacket = (
  bytes: Uint8Array,
  start: number,
  end: number,
  link: number,
  t: number,
  offset: number,
) => void

/** Far above the largest packet in use (256 KiB), and small enough to wait for. */
export const longestPacket = 0x100000

const headerBytes = 24

interface Kind {
  readonly ticksPerSecond: number
  readonly recordBytes: number
}

// The third is that of patched versions of libpcap about 1999, which put eight bytes more in front of each packet.
const kinds: Readonly<Record<number, Kind>> = {
  0xa1b2c3d4: { ticksPerSecond: 1e6, recordBytes: 16 },
  0xa1b23c4d: { ticksPerSecond: 1e9, recordBytes: 16 },
  0xa1b2cd34: { ticksPerSecond: 1e6, recordBytes: 24 },
}

/** Whether a file that begins with these four bytes is a classic capture. */
export const beginsPcap = (bytes: Uint8Array, start: number): boolean =>
  u32(bytes, start) in kinds || u32Little(bytes, start) in kinds

/**
 * A classic capture, in both byte orders, with times in micro- or nanoseconds.
 *
 * **Errors** `UnknownLink`, `BadPacket`.
 *
 * **Source** the Internet-Draft "PCAP Capture File Format".
 */
export const pcap = (clock: CaptureClock, take: TakePacket): FilePart => ({
  head: headerBytes,
  isLast: false,
  length: () => headerBytes,
  take: (bytes, start, _, offset) => {
    const number = u32(bytes, start) in kinds ? u32 : u32Little
    // The highest bits tell of check sums behind the packets, which the lengths in the packets leave out.
    const link = number(bytes, start + 20) & 0x03ffffff
    if (!isKnownLink(link)) return { _tag: 'UnknownLink', offset: offset + 20, link }
    return records(clock, take, number, link, kinds[number(bytes, start)]!)
  },
})

const records = (clock: CaptureClock, take: TakePacket, number: typeof u32, link: number, kind: Kind): FilePart => {
  const { ticksPerSecond, recordBytes } = kind
  const time = ticker(clock, ticksPerSecond, ticksPerSecond / 1e3)
  const bad = (offset: number, problem: string): TraceError => ({ _tag: 'BadPacket', offset, problem })
  const record: FilePart = {
    head: recordBytes,
    isLast: true,
    length: (bytes, start, offset) => {
      const captured = number(bytes, start + 8)
      if (captured > longestPacket) return bad(offset, `it claims ${captured} bytes`)
      const original = number(bytes, start + 12)
      return captured > original
        ? bad(offset, `it claims to hold ${captured} bytes of ${original}`)
        : recordBytes + captured
    },
    take: (bytes, start, length, offset) => {
      const t = time(number(bytes, start), number(bytes, start + 4))
      take(bytes, start + recordBytes, start + length, link, t, offset + recordBytes)
      return record
    },
  }
  return record
}
