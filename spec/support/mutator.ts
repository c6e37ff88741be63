import { chance, onEthernet, pcapOf, type End, type Sent } from './pcaps.js'

/** A change to the segments of a capture; the same change for the same seed. */
export type Mutation = (segments: ReadonlyArray<Sent>, seed: number) => ReadonlyArray<Sent>

/** The TCP segments in a classic capture of Ethernet and IPv4, as `tcpdump` writes them on a PC. */
export const segmentsIn = (file: Uint8Array): ReadonlyArray<Sent> => {
  const bytes = Buffer.from(file)
  const all: Array<Sent> = []
  for (let at = 24; at < bytes.length; ) {
    const captured = bytes.readUInt32LE(at + 8)
    const ip = at + 16 + 14
    const tcp = ip + (bytes[ip]! & 15) * 4
    const end = (place: number, port: number): End => ({
      host: bytes.subarray(ip + place, ip + place + 4).join('.'),
      port: bytes.readUInt16BE(tcp + port),
    })
    all.push({
      t: bytes.readUInt32LE(at) * 1e3 + bytes.readUInt32LE(at + 4) / 1e3,
      from: end(12, 0),
      to: end(16, 2),
      sequence: bytes.readUInt32BE(tcp + 4),
      acknowledged: bytes.readUInt32BE(tcp + 8),
      flags: bytes[tcp + 13]!,
      bytes: new Uint8Array(bytes.subarray(tcp + (bytes[tcp + 12]! >> 4) * 4, ip + bytes.readUInt16BE(ip + 2))),
    })
    at += 16 + captured
  }
  return all
}

/** A classic capture of segments. */
export const captureOf = (segments: ReadonlyArray<Sent>): Uint8Array => pcapOf()(segments.map(onEthernet))

/** Which end of which connection says a segment. */
export const streamOf = ({ from, to }: Sent): string => `${from.host}:${from.port} ${to.host}:${to.port}`

// Packets change places, and times do not.
const timed = (segments: ReadonlyArray<Sent>): ReadonlyArray<Sent> => {
  const times = segments.map(({ t }) => t).sort((a, b) => a - b)
  return segments.map((segment, i) => ({ ...segment, t: times[i]! }))
}

/** No packet comes more than so many places later than it went. */
export const shuffled =
  (window: number): Mutation =>
  (segments, seed) => {
    const random = chance(seed)
    const places = segments.map((segment, i) => ({ segment, place: i + random() * window }))
    return timed(places.sort((a, b) => a.place - b.place).map(({ segment }) => segment))
  }

/** Some packets come again, up to so many places later. */
export const duplicated =
  (share: number, window: number): Mutation =>
  (segments, seed) => {
    const random = chance(seed)
    const places = segments.flatMap((segment, i) => {
      const first = { segment, place: i }
      return random() < share ? [first, { segment, place: i + 1 + random() * window }] : [first]
    })
    return timed(places.sort((a, b) => a.place - b.place).map(({ segment }) => segment))
  }

/** The bytes of a segment from one place to another. */
const part = (segment: Sent, start: number, end: number): Sent => ({
  ...segment,
  sequence: (segment.sequence + start) >>> 0,
  bytes: segment.bytes!.subarray(start, end),
})

/** Payloads are cut anywhere into pieces of up to so many bytes. */
export const recut =
  (longest: number): Mutation =>
  (segments, seed) => {
    const random = chance(seed)
    return timed(
      segments.flatMap((segment) => {
        const { bytes = new Uint8Array(0) } = segment
        if (bytes.length === 0) return [segment]
        const pieces: Array<Sent> = []
        for (let at = 0; at < bytes.length; ) {
          const end = Math.min(bytes.length, at + 1 + Math.floor(random() * longest))
          pieces.push(part(segment, at, end))
          at = end
        }
        return pieces
      }),
    )
  }

/** Packets say again some of what the ones before them said, and some of what the next ones will say. */
export const overlapped =
  (longest: number): Mutation =>
  (segments, seed) => {
    const random = chance(seed)
    const before = new Map<string, Sent>()
    const next = new Map<number, Sent>()
    for (let i = segments.length - 1, after = new Map<string, Sent>(); i >= 0; i--) {
      const segment = segments[i]!
      if ((segment.bytes?.length ?? 0) === 0) continue
      const follower = after.get(streamOf(segment))
      if (follower !== undefined) next.set(i, follower)
      after.set(streamOf(segment), segment)
    }
    return segments.map((segment, i) => {
      const { bytes = new Uint8Array(0), sequence } = segment
      if (bytes.length === 0) return segment
      const last = before.get(streamOf(segment))
      before.set(streamOf(segment), segment)
      const follower = next.get(i)
      const isNext = last !== undefined && ((last.sequence + last.bytes!.length) >>> 0) === sequence
      const back = isNext ? Math.min(last.bytes!.length, Math.floor(random() * longest)) : 0
      const isFollowed = follower !== undefined && ((sequence + bytes.length) >>> 0) === follower.sequence
      const on = isFollowed ? Math.min(follower.bytes!.length, Math.floor(random() * longest)) : 0
      const front = back > 0 ? last!.bytes!.subarray(last!.bytes!.length - back) : new Uint8Array(0)
      const behind = on > 0 ? follower!.bytes!.subarray(0, on) : new Uint8Array(0)
      return {
        ...segment,
        sequence: (sequence - back) >>> 0,
        bytes: new Uint8Array(Buffer.concat([front, bytes, behind])),
      }
    })
  }

/** Some packets are not there. */
export const dropped =
  (share: number): Mutation =>
  (segments, seed) => {
    const random = chance(seed)
    return segments.filter(() => random() >= share)
  }

/** One change after the other. */
export const all =
  (...mutations: ReadonlyArray<Mutation>): Mutation =>
  (segments, seed) =>
    mutations.reduce((changed, mutation, i) => mutation(changed, seed * 31 + i), segments)
