/** Reads pcapng files; and any capture file, by its first bytes. */
import type { TraceError } from '../format/record.js'
import {
  type ChunkReader,
  type CaptureClock,
  type FilePart,
  filePartReader,
  type ReadNumber,
  ticker,
  u16,
  u16Little,
  u32,
  u32Little,
} from './blocks.js'
import { isKnownLink } from './link.js'
import { beginsPcap, longestPacket, pcap, type TakePacket } from './pcap.js'

/** What captures of the next generation begin with, as do their sections; it reads the same in both byte orders. */
export const sectionHeader = 0x0a0d0d0a

const byteOrder = 0x1a2b3c4d
const interfaceDescription = 1
const obsoletePacket = 2
const simplePacket = 3
const enhancedPacket = 6

/** Type, length and, at the end, the length again. */
const frameBytes = 12
const mostInterfaces = 0x10000
const longestBlock = longestPacket + 0x10000

interface Interface {
  readonly link: number
  readonly isKnown: boolean
  readonly snap: number
  readonly time: (high: number, low: number) => number
}

/** How the numbers of a section are read, and what it was captured at. */
interface Section {
  readonly u16: ReadNumber
  readonly u32: ReadNumber
  readonly interfaces: ReadonlyArray<Interface>
}

interface Options {
  readonly resolution: number
  readonly offset: number
}

const [endOfOptions, tsresol, tsoffset] = [0, 9, 14]

/** The options of an interface that tell how its times are meant. */
const optionsOf = ({ u16, u32 }: Section, bytes: Uint8Array, start: number, end: number): Options | undefined => {
  let resolution = 6
  let offset = 0
  let at = start
  while (at + 4 <= end) {
    const code = u16(bytes, at)
    const length = u16(bytes, at + 2)
    if (code === endOfOptions) break
    if (at + 4 + length > end) return undefined
    if (code === tsresol && length === 1) resolution = bytes[at + 4]!
    if (code === tsoffset && length === 8) {
      const isBig = u32 !== u32Little
      const high = u32(bytes, at + (isBig ? 4 : 8)) | 0
      offset = high * 2 ** 32 + u32(bytes, at + (isBig ? 8 : 4))
    }
    at += 4 + ((length + 3) & ~3)
  }
  return { resolution, offset }
}

const ticksPerMs = (resolution: number): number =>
  (resolution & 0x80 ? 2 ** (resolution & 0x7f) : 10 ** (resolution & 0x7f)) / 1e3

/**
 * A capture of the next generation: sections of either byte order, several interfaces with links and clocks of their own.
 * The packets of a link that cannot be read are passed over, as long as there is another link; so are all other blocks.
 *
 * **Errors** `BadBlock`; `UnknownLink` at the end, where no link could be read.
 *
 * **Source** the Internet-Draft "PCAP Next Generation (pcapng) Capture File Format".
 */
export const pcapng = (clock: CaptureClock, take: TakePacket) => {
  let section: Section = { u16, u32, interfaces: [] }
  let unknown: TraceError | undefined
  let anyIsKnown = false
  // A simple packet has no time: it is taken to come at that of the packet before it.
  let last = 0

  const bad = (offset: number, problem: string): TraceError => ({ _tag: 'BadBlock', offset, problem })

  const description = (bytes: Uint8Array, start: number, length: number, offset: number): TraceError | undefined => {
    if (length < frameBytes + 8) return bad(offset, `a description of an interface in ${length} bytes`)
    if (section.interfaces.length >= mostInterfaces) return bad(offset, `more than ${mostInterfaces} interfaces`)
    const options = optionsOf(section, bytes, start + 16, start + length - 4)
    if (options === undefined) return bad(offset, 'an option that is longer than its block')
    const link = section.u16(bytes, start + 8)
    const isKnown = isKnownLink(link)
    if (isKnown) anyIsKnown = true
    else unknown ??= { _tag: 'UnknownLink', offset: offset + 8, link }
    const time = ticker(clock, 2 ** 32, ticksPerMs(options.resolution), options.offset * 1e3)
    const described = { link, isKnown, snap: section.u32(bytes, start + 12), time }
    // Only this section is to see it.
    ;(section.interfaces as Array<Interface>).push(described)
    return undefined
  }

  const packet = (
    bytes: Uint8Array,
    start: number,
    length: number,
    offset: number,
    interfaceAt: number,
  ): TraceError | undefined => {
    const from = section.interfaces[interfaceAt]
    if (from === undefined) return bad(offset, `a packet of interface ${interfaceAt}, which is not described`)
    const captured = section.u32(bytes, start + 20)
    if (captured > length - 32) return bad(offset, `a packet of ${captured} bytes in a block of ${length}`)
    last = from.time(section.u32(bytes, start + 12), section.u32(bytes, start + 16))
    if (from.isKnown) take(bytes, start + 28, start + 28 + captured, from.link, last, offset + 28)
    return undefined
  }

  const simple = (bytes: Uint8Array, start: number, length: number, offset: number): TraceError | undefined => {
    const from = section.interfaces[0]
    if (from === undefined) return bad(offset, 'a packet of interface 0, which is not described')
    const original = section.u32(bytes, start + 8)
    const captured = Math.min(original, from.snap === 0 ? original : from.snap)
    if (captured > length - 16) return bad(offset, `a packet of ${captured} bytes in a block of ${length}`)
    clock.start ??= 0
    if (from.isKnown) take(bytes, start + 12, start + 12 + captured, from.link, last, offset + 12)
    return undefined
  }

  const contents = (bytes: Uint8Array, start: number, length: number, offset: number): TraceError | undefined => {
    switch (section.u32(bytes, start)) {
      case interfaceDescription:
        return description(bytes, start, length, offset)
      case enhancedPacket:
        if (length < 32) return bad(offset, `a packet in a block of ${length} bytes`)
        return packet(bytes, start, length, offset, section.u32(bytes, start + 8))
      case obsoletePacket:
        if (length < 32) return bad(offset, `a packet in a block of ${length} bytes`)
        return packet(bytes, start, length, offset, section.u16(bytes, start + 8))
      case simplePacket:
        if (length < 16) return bad(offset, `a packet in a block of ${length} bytes`)
        return simple(bytes, start, length, offset)
      default:
        return undefined
    }
  }

  const isRead = (type: number): boolean =>
    type === interfaceDescription || type === enhancedPacket || type === obsoletePacket || type === simplePacket

  const closing = (begin: number, total: number, skip: number): FilePart => ({
    skip,
    began: begin,
    head: 4,
    isLast: false,
    length: () => 4,
    take: (bytes, start) =>
      section.u32(bytes, start) === total ? block : bad(begin, 'its length is another one at its end'),
  })

  const lengthOf = (bytes: Uint8Array, start: number, offset: number): number | TraceError => {
    const total = section.u32(bytes, start + 4)
    if (total < frameBytes || total % 4 !== 0) return bad(offset, `a block of ${total} bytes`)
    if (!isRead(section.u32(bytes, start))) return frameBytes
    return total > longestBlock ? bad(offset, `a block of ${total} bytes`) : total
  }

  const newSection = (bytes: Uint8Array, start: number, offset: number): TraceError | undefined => {
    const isBig = u32(bytes, start + 8) === byteOrder
    if (!isBig && u32Little(bytes, start + 8) !== byteOrder) return bad(offset, 'a section of no byte order')
    section = isBig ? { u16, u32, interfaces: [] } : { u16: u16Little, u32: u32Little, interfaces: [] }
    const total = section.u32(bytes, start + 4)
    return total < 28 || total % 4 !== 0 ? bad(offset, `a section header of ${total} bytes`) : undefined
  }

  const block: FilePart = {
    head: frameBytes,
    isLast: true,
    length: (bytes, start, offset) =>
      u32(bytes, start) === sectionHeader
        ? (newSection(bytes, start, offset) ?? frameBytes)
        : lengthOf(bytes, start, offset),
    take: (bytes, start, length, offset) => {
      const total = section.u32(bytes, start + 4)
      // Blocks that say nothing here may be long, and are not kept; the shortest has its second length in its head.
      if (length < total) return closing(offset, total, total - frameBytes - 4)
      if (section.u32(bytes, start + length - 4) !== total) return bad(offset, 'its length is another one at its end')
      return contents(bytes, start, length, offset) ?? block
    },
  }

  return { block, unread: (): TraceError | undefined => (anyIsKnown ? undefined : unknown) }
}

const magicBytes = 4

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ')

/** Whether a file that begins with these bytes, four at least, is a capture. */
export const beginsCapture = (bytes: Uint8Array): boolean => u32(bytes, 0) === sectionHeader || beginsPcap(bytes, 0)

/**
 * Reads the packets of a capture, classic or of the next generation, whatever way it was cut into chunks.
 *
 * **Errors** `Empty`, `NoRecording`, `UnknownLink`, `BadPacket`, `BadBlock`, `Cut`; every packet before is taken first.
 */
export const captureFile = (clock: CaptureClock, take: TakePacket): ChunkReader => {
  const next = pcapng(clock, take)
  const { read, end } = filePartReader({
    head: magicBytes,
    isLast: false,
    // Nothing is taken yet: what comes next begins with the same bytes.
    length: () => 0,
    take: (bytes, start) => {
      if (u32(bytes, start) === sectionHeader) return next.block
      if (beginsPcap(bytes, start)) return pcap(clock, take)
      return { _tag: 'NoRecording', found: hex(bytes.subarray(start, start + magicBytes)) }
    },
  })
  return { read, end: () => end() ?? next.unread() }
}
