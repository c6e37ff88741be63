/** Tells where in a P2P packet its text stands, or the data that it transfers. */
import { byteText } from '../../wire/text.js'

/**
 * What a P2P packet carries, from a place up to another: text of MSNSLP, or data.
 *
 * **Shapes** `isBegun`: text that goes on with that of an earlier packet.
 *
 * **Units** bytes from the beginning of the packet.
 */
export interface PacketContent {
  readonly kind: 'Text' | 'Data'
  readonly from: number
  readonly to: number
  readonly isBegun: boolean
}

const headerBytes = 48
const footerBytes = 4
/** How long the two headers of version 2 can be together, for whoever looks for the text behind them. */
const mostHeaders = 512
const beginnings = /(?:INVITE|ACK|BYE) MSNMSGR:|MSNSLP\/1\.0 \d/

const isZero = (packet: Uint8Array, from: number, bytes: number): boolean =>
  packet.subarray(from, from + bytes).every((byte) => byte === 0)

/** Where the content of version 2 begins, and whether it is of a session; nothing, if it is no packet of version 2. */
const secondVersion = (packet: Uint8Array): readonly [from: number, isSession: boolean] | undefined => {
  const transport = packet[0] ?? 0
  const length = ((packet[2] ?? 0) << 8) | (packet[3] ?? 0)
  const rest = packet.length - transport - length
  if (transport < 8 || transport % 4 !== 0 || (rest !== 0 && rest !== footerBytes)) return undefined
  if (length === 0) return [packet.length - rest, false]
  const data = packet[transport] ?? 0
  return data < 8 || data > length ? undefined : [transport + data, !isZero(packet, transport + 4, 4)]
}

/**
 * The content of a packet of either version.
 *
 * **Shapes** lengths in the header are not looked at: some clients write wrong ones.
 *
 * **Source** messages.md 3.2, 3.10; p2p-corrections.md
 */
export const packetContent = (packet: Uint8Array): PacketContent => {
  const to = Math.max(packet.length - footerBytes, 0)
  const begins = byteText(packet, 0, Math.min(packet.length, mostHeaders)).search(beginnings)
  if (begins >= 0) return { kind: 'Text', from: begins, to, isBegun: false }
  const second = secondVersion(packet)
  const [from, isSession] = second ?? [headerBytes, !isZero(packet, 0, 4)]
  // Text has no session.
  return { kind: isSession ? 'Data' : 'Text', from: Math.min(from, to), to, isBegun: !isSession }
}
