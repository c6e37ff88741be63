/** Reads fragments of IP packets, each as a segment of its own. */
import { ack, checksumAt, fin, readTcp, rst, syn, type Datagram, type Segment } from './segment.js'

/** What all fragments of a segment have in common, which only the first one tells. */
interface Head {
  readonly sourcePort: number
  readonly targetPort: number
  readonly sequence: number
  readonly acknowledged: number
  readonly flags: number
  readonly bytes: number
  readonly checksum: number
}

/** A fragment that came before the first one: a copy of its packet. */
interface Early {
  readonly bytes: Uint8Array
  readonly datagram: Datagram
  readonly offset: number
}

const mostAtOnce = 64

const nameOf = ({ source, target, addressBytes, identity }: Datagram, bytes: Uint8Array): string =>
  `${identity} ${bytes.subarray(source, source + addressBytes).join('.')} ` +
  bytes.subarray(target, target + addressBytes).join('.')

const bounded = <A>(entries: Map<string, A>): void => {
  if (entries.size > mostAtOnce) entries.delete(entries.keys().next().value!)
}

/** Reads a fragment that is not the first as a segment of its own, which stands where it does in the stream. */
const readOn = (segment: Segment, bytes: Uint8Array, datagram: Datagram, head: Head): void => {
  const { start, end, captured } = datagram
  segment.bytes = bytes
  segment.source = datagram.source
  segment.target = datagram.target
  segment.addressBytes = datagram.addressBytes
  segment.sourcePort = head.sourcePort
  segment.targetPort = head.targetPort
  segment.acknowledged = head.acknowledged
  // What the flags say holds behind the last byte of the whole.
  segment.flags = datagram.isLastFragment ? head.flags & ~syn : head.flags & ack
  const opening = head.flags & syn ? 1 : 0
  segment.sequence = (head.sequence + opening + datagram.fragmentOffset - head.bytes) >>> 0
  segment.end = Math.min(end, captured)
  segment.start = Math.min(start, segment.end)
  segment.cut = end - Math.max(start, segment.end)
  segment.head = -1
  segment.isPart = true
  segment.checksum = head.checksum
}

/**
 * Reads fragments of segments, each as a segment of its own: nothing is put together, and so every byte stays where it
 * stands in the file. `take` is told where the bytes of the segment stand there.
 */
export const fragmentReader = (segment: Segment, take: (offset: number) => void) => {
  const heads = new Map<string, Head>()
  const early = new Map<string, ReadonlyArray<Early>>()

  /** **Units** `offset` is where `bytes` stand in the file. */
  return (datagram: Datagram, bytes: Uint8Array, offset: number): void => {
    const name = nameOf(datagram, bytes)
    if (datagram.fragmentOffset > 0) {
      const head = heads.get(name)
      if (head !== undefined) {
        readOn(segment, bytes, datagram, head)
        take(offset)
        return
      }
      const others = early.get(name) ?? []
      if (others.length < mostAtOnce) early.set(name, [...others, copied(datagram, bytes, offset)])
      bounded(early)
      return
    }
    if (!readTcp(segment, bytes, datagram)) return
    const { sourcePort, targetPort, sequence, acknowledged, flags } = segment
    const headBytes = (bytes[datagram.start + 12]! >> 4) * 4
    const checksum = offset + segment.head + checksumAt
    const head = { sourcePort, targetPort, sequence, acknowledged, flags, bytes: headBytes, checksum }
    // What has the same name from now on is another one's.
    heads.delete(name)
    heads.set(name, head)
    bounded(heads)
    segment.flags = flags & ~(fin | rst)
    segment.isPart = true
    take(offset)
    for (const each of early.get(name) ?? []) {
      readOn(segment, each.bytes, each.datagram, head)
      take(each.offset)
    }
    early.delete(name)
  }
}

const copied = (datagram: Datagram, bytes: Uint8Array, offset: number): Early => {
  const shift = datagram.source
  const move = (place: number): number => place - shift
  return {
    bytes: new Uint8Array(bytes.subarray(shift, datagram.captured)),
    datagram: {
      ...datagram,
      start: move(datagram.start),
      end: move(datagram.end),
      captured: move(datagram.captured),
      source: 0,
      target: move(datagram.target),
    },
    offset: offset + shift,
  }
}
