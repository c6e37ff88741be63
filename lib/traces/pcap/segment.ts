/** Reads IP and TCP headers into one segment that is filled anew for each packet. */
import { u16, u32 } from './blocks.js'

/**
 * What a packet carries of a TCP connection. There is one of it, filled anew for each packet: millions go by.
 *
 * **Units** `source` and `target` are where the addresses stand in `bytes`, each of so many `addressBytes`; the payload
 * stands from `start` to `end`, and `cut` bytes behind it were not captured.
 */
export interface Segment {
  bytes: Uint8Array
  source: number
  target: number
  addressBytes: number
  sourcePort: number
  targetPort: number
  sequence: number
  acknowledged: number
  flags: number
  start: number
  end: number
  cut: number
  /** Where the head of TCP begins in `bytes`; -1 in a fragment that is not the first. */
  head: number
  /** Whether it is a fragment; and of one that is not the first, where the check sum stands in the file. */
  isPart: boolean
  checksum: number
}

/** Where the parts of an IP packet are; there is one of it, as of `Segment`. */
export interface Datagram {
  protocol: number
  /** Where its payload begins, where it ends by what its head says, and where in the capture. */
  start: number
  end: number
  captured: number
  source: number
  target: number
  addressBytes: number
  /** What tells its fragments from others. */
  identity: number
  fragmentOffset: number
  isLastFragment: boolean
}

export const emptySegment = (): Segment => ({
  bytes: new Uint8Array(0),
  source: 0,
  target: 0,
  addressBytes: 4,
  sourcePort: 0,
  targetPort: 0,
  sequence: 0,
  acknowledged: 0,
  flags: 0,
  start: 0,
  end: 0,
  cut: 0,
  head: -1,
  isPart: false,
  checksum: -1,
})

export const emptyDatagram = (): Datagram => ({
  protocol: 0,
  start: 0,
  end: 0,
  captured: 0,
  source: 0,
  target: 0,
  addressBytes: 4,
  identity: 0,
  fragmentOffset: 0,
  isLastFragment: true,
})

export const tcp = 6

/** Where the check sum stands in the head of TCP. */
export const checksumAt = 16

/** Flags of a segment. */
export const [fin, syn, rst, ack] = [1, 2, 4, 16] as const

/** Reads an IP packet that begins at `at`; whether it is one. */
export const readIp = (datagram: Datagram, bytes: Uint8Array, at: number, captured: number): boolean => {
  if (captured - at < 20) return false
  const version = bytes[at]! >> 4
  if (version === 4) return readIpv4(datagram, bytes, at, captured)
  return version === 6 && captured - at >= 40 && readIpv6(datagram, bytes, at, captured)
}

const readIpv4 = (datagram: Datagram, bytes: Uint8Array, at: number, captured: number): boolean => {
  const head = (bytes[at]! & 0x0f) * 4
  const total = u16(bytes, at + 2)
  const fragment = u16(bytes, at + 6)
  datagram.protocol = bytes[at + 9]!
  datagram.start = at + head
  // Where the network card cuts what is sent into packets, the capture is made before, and has no length.
  datagram.end = total === 0 ? captured : at + total
  datagram.captured = captured
  datagram.source = at + 12
  datagram.target = at + 16
  datagram.addressBytes = 4
  datagram.identity = u16(bytes, at + 4)
  datagram.fragmentOffset = (fragment & 0x1fff) * 8
  datagram.isLastFragment = (fragment & 0x2000) === 0
  return head >= 20 && datagram.start <= datagram.end && datagram.start <= captured
}

const [hopByHop, routing, fragmentation, authentication, destination, mobility] = [0, 43, 44, 51, 60, 135]

/** How long an extension of IPv6's head is; nothing where it is none, but what the packet carries. */
const extensionBytes = (kind: number, units: number): number => {
  switch (kind) {
    case hopByHop:
    case routing:
    case destination:
    case mobility:
      return (units + 1) * 8
    case fragmentation:
      return 8
    case authentication:
      return (units + 2) * 4
    default:
      return 0
  }
}

const readIpv6 = (datagram: Datagram, bytes: Uint8Array, at: number, captured: number): boolean => {
  const length = u16(bytes, at + 4)
  let protocol = bytes[at + 6]!
  let place = at + 40
  datagram.end = length === 0 ? captured : place + length
  datagram.captured = captured
  datagram.source = at + 8
  datagram.target = at + 24
  datagram.addressBytes = 16
  datagram.fragmentOffset = 0
  datagram.isLastFragment = true
  while (place + 8 <= captured) {
    const extension = extensionBytes(protocol, bytes[place + 1]!)
    if (extension === 0) break
    if (protocol === fragmentation) {
      const fragment = u16(bytes, place + 2)
      datagram.fragmentOffset = fragment & 0xfff8
      datagram.isLastFragment = (fragment & 1) === 0
      datagram.identity = u32(bytes, place + 4)
    }
    protocol = bytes[place]!
    place += extension
    // What a fragment but the first begins with is no head of anything.
    if (datagram.fragmentOffset > 0) break
  }
  datagram.protocol = protocol
  datagram.start = place
  return place <= datagram.end && place <= captured
}

const shortestHead = 20

/** Reads the TCP segment that a packet holds, or the first fragment of one; whether it is one. */
export const readTcp = (segment: Segment, bytes: Uint8Array, datagram: Datagram): boolean => {
  const { start, end, captured } = datagram
  if (captured - start < shortestHead || end - start < shortestHead) return false
  const payload = start + (bytes[start + 12]! >> 4) * 4
  if (payload < start + shortestHead || payload > end) return false
  segment.bytes = bytes
  segment.source = datagram.source
  segment.target = datagram.target
  segment.addressBytes = datagram.addressBytes
  segment.sourcePort = u16(bytes, start)
  segment.targetPort = u16(bytes, start + 2)
  segment.sequence = u32(bytes, start + 4)
  segment.acknowledged = u32(bytes, start + 8)
  segment.flags = bytes[start + 13]!
  segment.head = start
  segment.isPart = false
  // A packet may be padded to the least that its link carries, or cut by the capture.
  segment.end = Math.min(end, captured)
  segment.start = Math.min(payload, segment.end)
  segment.cut = end - Math.max(payload, segment.end)
  return true
}
