/** Reads fragments of IP packets, each as a segment of its own. */
import { ack, checksumAt, fin, readTcp, rst, syn, type Datagram, type Segment } from './segment.js'

/** What all fragments of a segment have in common, which only the first one tells. */
interface Head {
  readonly sourcePort: number
  readonly targetPort: number
  readonly sequence: number
  readonly acknowledged: number
  readonly flags: number
  readonly octets: number
  readonly checksum: number
}

/** A fragment that came before the first one: a copy of its packet. */
interface Early {
  readonly octets: Uint8Array
  readonly datagram: Datagram
  readonly offset: number
}

const mostAtOnce = 64

const nameOf = ({ source, target, addressOctets, identity }: Datagram, octets: Uint8Array): string =>
  `${identity} ${octets.subarray(source, source + addressOctets).join('.')} ` +
  octets.subarray(target, target + addressOctets).join('.')

const bounded = <A>(entries: Map<string, A>): void => {
  if (entries.size > mostAtOnce) entries.delete(entries.keys().next().value!)
}

/** Reads a fragment that is not the first as a segment of its own, which stands where it does in the stream. */
const readOn = (segment: Segment, octets: Uint8Array, datagram: Datagram, head: Head): void => {
  const { start, end, captured } = datagram
  segment.octets = octets
  segment.source = datagram.source
  segment.target = datagram.target
  segment.addressOctets = datagram.addressOctets
  segment.sourcePort = head.sourcePort
  segment.targetPort = head.targetPort
  segment.acknowledged = head.acknowledged
  // What the flags say holds behind the last octet of the whole.
  segment.flags = datagram.isLastFragment ? head.flags & ~syn : head.flags & ack
  const opening = head.flags & syn ? 1 : 0
  segment.sequence = (head.sequence + opening + datagram.fragmentOffset - head.octets) >>> 0
  segment.end = Math.min(end, captured)
  segment.start = Math.min(start, segment.end)
  segment.cut = end - Math.max(start, segment.end)
  segment.head = -1
  segment.isPart = true
  segment.checksum = head.checksum
}

/**
 * Reads fragments of segments, each as a segment of its own: nothing is put together, and so every octet stays where it
 * stands in the file. `take` is told where the octets of the segment stand there.
 */
export const fragmentReader = (segment: Segment, take: (offset: number) => void) => {
  const heads = new Map<string, Head>()
  const early = new Map<string, ReadonlyArray<Early>>()

  /** **Units** `offset` is where `octets` stand in the file. */
  return (datagram: Datagram, octets: Uint8Array, offset: number): void => {
    const name = nameOf(datagram, octets)
    if (datagram.fragmentOffset > 0) {
      const head = heads.get(name)
      if (head !== undefined) {
        readOn(segment, octets, datagram, head)
        take(offset)
        return
      }
      const others = early.get(name) ?? []
      if (others.length < mostAtOnce) early.set(name, [...others, copied(datagram, octets, offset)])
      bounded(early)
      return
    }
    if (!readTcp(segment, octets, datagram)) return
    const { sourcePort, targetPort, sequence, acknowledged, flags } = segment
    const headOctets = (octets[datagram.start + 12]! >> 4) * 4
    const checksum = offset + segment.head + checksumAt
    const head = { sourcePort, targetPort, sequence, acknowledged, flags, octets: headOctets, checksum }
    // What has the same name from now on is another one's.
    heads.delete(name)
    heads.set(name, head)
    bounded(heads)
    segment.flags = flags & ~(fin | rst)
    segment.isPart = true
    take(offset)
    for (const each of early.get(name) ?? []) {
      readOn(segment, each.octets, each.datagram, head)
      take(each.offset)
    }
    early.delete(name)
  }
}

const copied = (datagram: Datagram, octets: Uint8Array, offset: number): Early => {
  const shift = datagram.source
  const move = (place: number): number => place - shift
  return {
    octets: new Uint8Array(octets.subarray(shift, datagram.captured)),
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
