import type { Clock } from './clock.js'
import { partReader, type ChunkReader } from './blocks.js'
import { beginsPcap, pcap, type TakePacket } from './pcap.js'
import { pcapng, sectionHeader } from './pcapng.js'
import { u32 } from './numbers.js'

const magicOctets = 4

const hex = (octets: Uint8Array): string => Array.from(octets, (octet) => octet.toString(16).padStart(2, '0')).join(' ')

/** Whether a file that begins with these octets, four at least, is a capture. */
export const beginsCapture = (octets: Uint8Array): boolean => u32(octets, 0) === sectionHeader || beginsPcap(octets, 0)

/**
 * Reads the packets of a capture, classic or of the next generation, whatever way it was cut into chunks.
 *
 * **Errors** `Empty`, `NoRecording`, `UnknownLink`, `BadPacket`, `BadBlock`, `Cut`; every packet before is taken first.
 */
export const captureFile = (clock: Clock, take: TakePacket): ChunkReader => {
  const next = pcapng(clock, take)
  const { read, end } = partReader({
    head: magicOctets,
    isLast: false,
    // Nothing is taken yet: what comes next begins with the same octets.
    length: () => 0,
    take: (octets, start) => {
      if (u32(octets, start) === sectionHeader) return next.block
      if (beginsPcap(octets, start)) return pcap(clock, take)
      return { _tag: 'NoRecording', found: hex(octets.subarray(start, start + magicOctets)) }
    },
  })
  return { read, end: () => end() ?? next.unread() }
}
