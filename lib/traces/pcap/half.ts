/** Reassembles one end of a TCP connection: duplicates, gaps, and the end. */
import { differs, noRecentBytes, forget, remember, type RecentBytes } from './retransmission.js'
import type { Segment } from './segment.js'

/**
 * Bytes of a stream that wait for those in front of them.
 *
 * **Units** `offset` on the stream's scale; `cut` bytes behind them were not captured.
 */
interface Piece {
  readonly offset: number
  readonly bytes: Uint8Array
  readonly cut: number
  readonly t: number
}

/**
 * What one end of a connection says, being put in order.
 *
 * **Units** offsets count bytes, and agree with TCP's sequence numbers modulo 2^32, but do not begin anew. `next` is the
 * offset of the next byte; `origin` that of the first one that was told; `acked` is how far the other end has heard, and
 * `finish` where the stream ends, if that is known.
 */
export interface HalfConnection {
  hasBegun: boolean
  hasEnded: boolean
  origin: number
  next: number
  acked: number
  finish: number
  finishT: number
  /** Sorted, none over another. */
  held: Array<Piece>
  heldBytes: number
  /** Where it was when the waiting began. */
  waitsAt: number
  /** When the last bytes were told. */
  t: number
  readonly tail: RecentBytes
}

/** The payload of a segment, from `start` to `end` of the bytes; `cut` more were not captured. */
export type Payload = Pick<Segment, 'bytes' | 'start' | 'end' | 'cut'>

/** What comes of the bytes of one end. */
export interface HalfSink {
  readonly said: (bytes: Uint8Array, t: number) => void
  readonly missing: (bytes: number, t: number) => void
  readonly ended: (t: number) => void
}

/** The offset of something that is not known. */
export const unknown = -1

export const newHalfConnection = (): HalfConnection => ({
  hasBegun: false,
  hasEnded: false,
  origin: unknown,
  next: unknown,
  acked: unknown,
  finish: unknown,
  finishT: 0,
  held: [],
  heldBytes: 0,
  waitsAt: unknown,
  t: 0,
  tail: noRecentBytes(),
})

// So that nothing in front of the first byte seen has an offset below 0.
const firstRound = 2 ** 32

/** The offset of a sequence number, which is less than 2^31 bytes away from what has been seen. */
export const offsetOf = (half: HalfConnection, sequence: number): number =>
  half.next === unknown ? firstRound + sequence : half.next + ((sequence - half.next) | 0)

/** Begins the stream at an offset, if it has not begun. */
export const begin = (half: HalfConnection, offset: number, sink: HalfSink): void => {
  if (half.hasBegun) return
  half.hasBegun = true
  half.origin = offset
  half.next = offset
  drain(half, sink)
}

/** Forgets what is held and kept: nobody listens any more. */
export const release = (half: HalfConnection): void => {
  half.held = []
  half.heldBytes = 0
  half.tail.bytes = new Uint8Array(0)
  half.tail.end = half.tail.length = 0
}

/** Begins a stream whose beginning was not captured: with the first of what was seen of it. */
const beginMidway = (half: HalfConnection, sink: HalfSink): void => {
  const offset = half.held[0]?.offset ?? half.finish
  if (offset !== unknown) begin(half, offset, sink)
}

/** Whether bytes wait for others, or the end of the stream does. */
export const isWaiting = (half: HalfConnection): boolean => half.held.length > 0 || (half.finish !== unknown && !half.hasEnded)

/** Whether the other end has heard what is missing, so that nobody will say it again. */
export const isHeardElsewhere = (half: HalfConnection): boolean => half.acked >= (half.held[0]?.offset ?? half.finish)

/** Goes on behind what is missing, or begins without it. */
export const giveUp = (half: HalfConnection, sink: HalfSink): void => {
  if (!half.hasBegun) return beginMidway(half, sink)
  const piece = half.held[0]
  skipTo(half, piece?.offset ?? half.finish, Math.max(half.t, piece?.t ?? half.finishT), sink)
  drain(half, sink)
}

const skipTo = (half: HalfConnection, offset: number, t: number, sink: HalfSink): void => {
  if (offset <= half.next) return
  const bytes = offset - half.next
  half.next = offset
  half.t = t
  forget(half.tail)
  sink.missing(bytes, t)
}

const emit = (half: HalfConnection, bytes: Uint8Array, start: number, end: number, t: number, sink: HalfSink): void => {
  const said = new Uint8Array(bytes.buffer, bytes.byteOffset + start, end - start)
  half.next += end - start
  half.t = t
  remember(half.tail, said)
  sink.said(said, t)
}

/** Tells what waits for nothing any more. */
const drain = (half: HalfConnection, sink: HalfSink): void => {
  const { held } = half
  let taken = 0
  for (; taken < held.length; taken++) {
    const { offset, bytes, cut, t } = held[taken]!
    if (offset > half.next) break
    const since = Math.max(half.t, t)
    half.heldBytes -= bytes.length
    if (bytes.length > 0) emit(half, bytes, 0, bytes.length, since, sink)
    if (cut > 0) skipTo(half, Math.min(half.next + cut, held[taken + 1]?.offset ?? Infinity), since, sink)
  }
  if (taken > 0) held.splice(0, taken)
  endIfDone(half, sink)
}

const endIfDone = (half: HalfConnection, sink: HalfSink): void => {
  if (half.hasEnded || !half.hasBegun || half.finish === unknown || half.next < half.finish) return
  half.hasEnded = true
  half.t = Math.max(half.t, half.finishT)
  sink.ended(half.t)
}

/** The stream ends at an offset. */
export const finishAt = (half: HalfConnection, offset: number, t: number, sink: HalfSink): void => {
  if (half.finish !== unknown) return
  half.finish = offset
  half.finishT = t
  if (half.next === unknown) half.next = offset
  endIfDone(half, sink)
}

/**
 * Takes the payload of a segment, which stands at an offset of the stream; gives whether it contradicts what was heard
 * before, which stands.
 *
 * **Units** `offset` on the stream's scale, `t` in milliseconds.
 */
export const hear = (half: HalfConnection, segment: Payload, offset: number, t: number, sink: HalfSink): boolean => {
  const { bytes, start, end, cut } = segment
  if (!half.hasBegun) {
    // Who only asks whether the other is still there may say an byte for it, which stands in front of what comes next.
    if (end - start === 1 && bytes[start] === 0) return false
    if (half.next === unknown) half.next = offset
    return hold(half, segment, offset, start, t)
  }
  const { next } = half
  let from = start
  let contradicts = false
  if (offset < next) {
    // Who only wants to hear whether the other is still there says the last byte again, or any byte in its place.
    const isProbe = offset === next - 1 && end - start === 1
    contradicts = !isProbe && differs(half.tail, next - offset, bytes, start, end)
    from = start + next - offset
    if (from >= end) {
      if (from < end + cut && half.held.length === 0) skipTo(half, offset + end - start + cut, t, sink)
      return contradicts
    }
  }
  const begins = Math.max(offset, next)
  if (begins > next || half.held.length > 0) {
    contradicts = hold(half, segment, begins, from, t) || contradicts
    drain(half, sink)
    return contradicts
  }
  if (end > from) emit(half, bytes, from, end, t, sink)
  if (cut > 0) skipTo(half, half.next + cut, t, sink)
  if (half.finish !== unknown) endIfDone(half, sink)
  return contradicts
}

const sameAt = (piece: Piece, offset: number, bytes: Uint8Array, at: number, length: number): boolean => {
  const shift = offset - piece.offset
  for (let i = 0; i < length; i++) if (piece.bytes[shift + i] !== bytes[at + i]) return false
  return true
}

/** Keeps a copy of what is not held yet; whether any of it is held already and reads otherwise. */
const hold = (half: HalfConnection, segment: Payload, offset: number, start: number, t: number): boolean => {
  const { bytes, end, cut } = segment
  const { held } = half
  const stop = offset + end - start
  let index = held.length
  while (index > 0 && held[index - 1]!.offset > offset) index--
  if (start === end) {
    // A packet of which nothing was captured but that it carried something.
    held.splice(index, 0, { offset, bytes: nothing, cut, t })
    return false
  }
  if (index > 0 && endOf(held[index - 1]!) > offset) index--

  let contradicts = false
  let from = offset
  while (from < stop) {
    const piece = held[index]
    const until = piece === undefined ? stop : Math.min(stop, piece.offset)
    if (until > from) {
      // A copy, and not what a Buffer calls a slice: what came with it is not to be held as well.
      const copy = new Uint8Array(bytes.subarray(start + from - offset, start + until - offset))
      held.splice(index, 0, { offset: from, bytes: copy, cut: until === stop ? cut : 0, t })
      half.heldBytes += copy.length
      index++
    }
    if (piece === undefined || piece.offset >= stop) break
    const overlaps = Math.max(from, piece.offset)
    const length = Math.min(stop, endOf(piece)) - overlaps
    contradicts ||= stop - offset > 1 && !sameAt(piece, overlaps, bytes, start + overlaps - offset, length)
    from = Math.max(until, endOf(piece))
    index++
  }
  return contradicts
}

const nothing = new Uint8Array(0)

const endOf = ({ offset, bytes }: Piece): number => offset + bytes.length
