import * as O from 'fp-ts/lib/Option.js'

/** What one side of a TCP connection sent, as one packet carries it. Addresses are `host:port`. */
export interface Segment {
  readonly source: string
  readonly target: string
  readonly bytes: Uint8Array
}

const ipv4 = 0x0800
const tcp = 6
const ethernetOctets = 14

/** The TCP segment in an Ethernet packet over IPv4; nothing where the packet is another, cut, a fragment or empty. */
export const segmentOf = (packet: Uint8Array): O.Option<Segment> => {
  const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength)
  if (packet.length < ethernetOctets + 20 || view.getUint16(12) !== ipv4) return O.none

  const ip = ethernetOctets
  const ipOctets = (packet[ip]! & 0x0f) * 4
  const isFragment = (view.getUint16(ip + 6) & 0x3fff) !== 0
  // The packet may be padded to the least that Ethernet carries, or cut by the capture.
  const end = Math.min(ip + view.getUint16(ip + 2), packet.length)
  const head = ip + ipOctets
  if (packet[ip]! >> 4 !== 4 || ipOctets < 20 || isFragment || packet[ip + 9] !== tcp || end < head + 20) return O.none

  const start = head + (packet[head + 12]! >> 4) * 4
  if (start < head + 20 || start >= end) return O.none
  const host = (at: number): string => packet.subarray(at, at + 4).join('.')
  return O.some({
    source: `${host(ip + 12)}:${view.getUint16(head)}`,
    target: `${host(ip + 16)}:${view.getUint16(head + 2)}`,
    bytes: packet.subarray(start, end),
  })
}
