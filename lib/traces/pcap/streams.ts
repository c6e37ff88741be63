/** Reassembles the TCP streams of a capture, and decides when a connection is over. */
import type { TraceError } from '../format/record.js'
import type { ChunkReader, CaptureClock } from './blocks.js'
import { type End, type Flow, flowsOf, other } from './flows.js'
import { fragmentReader } from './fragments.js'
import {
  begin,
  finishAt,
  giveUp,
  type HalfConnection,
  type HalfSink,
  hear,
  isHeardElsewhere,
  isWaiting,
  offsetOf,
  release,
  unknown,
} from './half.js'
import { findIp } from './link.js'
import type { TakePacket } from './pcap.js'
import { captureFile } from './pcapng.js'
import { ack, emptyDatagram, emptySegment, fin, readIp, readTcp, rst, type Segment, syn, tcp } from './segment.js'
import { patience } from './timeouts.js'

/** How a connection ended: in good order, cut off, by another in its place, or because it was silent the longest of too many. */
export type ConnectionEnd = 'Ended' | 'Reset' | 'Replaced' | 'Forgotten'

/**
 * What is told of the connections in a capture, each end's bytes in order.
 *
 * **Units** `t` in milliseconds since the first packet.
 */
export interface StreamSink<S> {
  /**
   * Every payload, before it is put in order, and where nobody waits for it any more: `place` is where it belongs in what
   * that end says, on the scale of `Half`; `offset` is where the first of `segment.bytes` stands in the file.
   */
  readonly segment?: (flow: Flow<S>, end: End, place: number, segment: Segment, offset: number) => void
  readonly said: (flow: Flow<S>, end: End, bytes: Uint8Array, t: number) => void
  /** So many bytes are not in the capture. */
  readonly missing: (flow: Flow<S>, end: End, bytes: number, t: number) => void
  /** An end has said its last. */
  readonly finished?: (flow: Flow<S>, end: End, t: number) => void
  readonly over: (flow: Flow<S>, by: End | undefined, ending: ConnectionEnd, t: number) => void
  /** The capture ends, and the connection does not. */
  readonly left?: (flow: Flow<S>) => void
  /** A packet, whose payload stands at `offset`, says something else than was said there before. */
  readonly contradicted?: (flow: Flow<S>, end: End, offset: number, t: number) => void
  /** Behind every packet: nothing of an earlier time than this is waited for any more. */
  readonly settled?: (t: number) => void
}

/** So many connections that matter are remembered, and as many others. */
const mostFlows = 10_000
/** So many bytes wait, at most, for those in front of them, in so many pieces. */
const mostHeld = 0x100000
const mostPieces = 2048
/** What nobody has heard may be said again for so long. **Units** milliseconds */
const longestWait = 60_000
/** Bytes so far from the others are not of the same stream; where it was silent for so long, they are of a new one. */
const farOff = 2 ** 24
const silence = 10_000

/** Reads a capture, chunk by chunk. */
export interface StreamReader extends ChunkReader {
  /** When it begins, once its first packet is there. **Units** milliseconds since 1970. */
  readonly start: () => number | undefined
}

/**
 * Reads a capture down to what is said on its TCP connections.
 *
 * **Shapes** packets that are late are waited for, and so is, for a moment, what may come in front of the first packet of a
 * connection that was there before the capture. Where bytes are said twice, the first of them count. What nobody says
 * again is missing once the other end has confirmed it all the same, or a minute has passed, or too much has come since.
 *
 * **Errors** those of the file.
 */
export const streamReader = <S>(sink: StreamSink<S>): StreamReader => {
  const clock: CaptureClock = { start: undefined }
  const flows = flowsOf<S>(mostFlows)
  const waits = patience()
  const segment = emptySegment()
  const datagram = emptyDatagram()
  let packets = 0
  let now = 0

  // Whose bytes are being put in order: one listener for all, as there are millions of bytes and many connections.
  let flow: Flow<S>
  let end: End = 0
  const half: HalfSink = {
    said: (bytes, t) => sink.said(flow, end, bytes, t),
    missing: (bytes, t) => sink.missing(flow, end, bytes, t),
    ended: (t) => sink.finished?.(flow, end, t),
  }

  /** Turns to one end of a connection, and back again. */
  const at = (whose: Flow<S>, which: End, work: (half: HalfConnection) => void): void => {
    const [lastFlow, lastEnd] = [flow, end]
    flow = whose
    end = which
    work(whose.halves[which])
    flow = lastFlow
    end = lastEnd
  }

  const over = (whose: Flow<S>, by: End | undefined, ending: ConnectionEnd): void => {
    const { halves } = whose
    whose.isOver = true
    rest(whose)
    sink.over(whose, by, ending, Math.max(halves[0].t, halves[1].t, whose.resetT))
  }

  /** Nothing more of it is waited for, and nothing kept. */
  const rest = ({ halves, waits, deciding, closing }: Flow<S>): void => {
    for (const each of halves) release(each)
    for (const each of [...waits, deciding, closing]) if (each !== undefined) each.isOver = true
  }

  /** Tells what is left of a connection, with all that is missing in it; and its end, if that was captured. */
  const flush = (whose: Flow<S>): void => {
    if (whose.isOver || whose.verdict === 'Dropped') return
    for (const which of [0, 1] as const)
      at(whose, which, (each) => {
        while (isWaiting(each)) giveUp(each, half)
      })
    if (whose.finishedBy !== undefined) over(whose, whose.finishedBy, 'Ended')
    else if (whose.resetBy !== undefined) over(whose, whose.resetBy, 'Reset')
  }

  /** Forgets a connection. */
  const forget = (whose: Flow<S>, ending: ConnectionEnd): void => {
    flush(whose)
    if (!whose.isOver) over(whose, undefined, ending)
    flows.remove(whose)
  }

  const opened = (): Flow<S> => {
    const fresh = flows.add(segment, now)
    fresh.deciding = waits.wait(now, packets, () => undefined)
    const old = flows.surplus()
    if (old !== undefined) forget(old, 'Forgotten')
    return fresh
  }

  const endIfFinished = (whose: Flow<S>): void => {
    const [one, another] = whose.halves
    if (one.hasEnded && another.hasEnded && !whose.isOver) over(whose, whose.finishedBy, 'Ended')
  }

  const wasPatient = (whose: Flow<S>, which: End): void => {
    at(whose, which, (each) => {
      const isAlone = whose.halves[other(which)].next === unknown
      if (each.hasBegun && !isAlone && !isHeardElsewhere(each)) return
      giveUp(each, half)
      watch(whose, which)
      endIfFinished(whose)
    })
  }

  /** Begins to wait for what one end lacks, goes on waiting, or gives it up. */
  const watch = (whose: Flow<S>, which: End): void => {
    const each = whose.halves[which]
    const wait = whose.waits[which]
    if (!isWaiting(each)) {
      if (wait !== undefined) wait.isOver = true
      whose.waits[which] = undefined
    } else if (wait === undefined || each.waitsAt !== each.next) {
      if (wait !== undefined) wait.isOver = true
      each.waitsAt = each.next
      whose.waits[which] = waits.wait(now, packets, () => wasPatient(whose, which))
    } else if (wait.isOver && (isHeardElsewhere(each) || now - wait.since > longestWait)) {
      at(whose, which, () => giveUp(each, half))
      watch(whose, which)
    }
  }

  /** Whether the segment is of another connection than the one before it between the same ends. */
  const isAnother = (whose: Flow<S>, which: End, length: number): boolean => {
    const each = whose.halves[which]
    const { sequence, flags } = segment
    if ((flags & syn) === 0)
      return length > 0 && each.next !== unknown && isFar(each, sequence) && now - whose.t > silence
    if (whose.syn[which] !== unknown) return whose.syn[which] !== sequence
    if (whose.isOver || whose.verdict === 'Dropped') return true
    if (each.next === unknown) return false
    const place = offsetOf(each, sequence + 1)
    if (each.hasBegun) return place !== each.origin
    const first = each.held[0]?.offset ?? each.next
    return place > first || first - place > farOff
  }

  const synchronise = (which: End): void => {
    const each = flow.halves[which]
    const isAnswer = (segment.flags & ack) !== 0
    flow.syn[which] = segment.sequence
    flow.isWhole = true
    flow.client ??= isAnswer ? other(which) : which
    begin(each, offsetOf(each, segment.sequence + 1), half)
    if (!isAnswer) return
    // The answer tells where the other end began, too, if that was not captured.
    at(flow, other(which), (peer) => {
      const offset = offsetOf(peer, segment.acknowledged)
      if (offset <= (peer.held[0]?.offset ?? offset)) begin(peer, offset, half)
      watch(flow, other(which))
    })
  }

  const acknowledge = (peer: HalfConnection): void => {
    const place = offsetOf(peer, segment.acknowledged)
    if (peer.next === unknown) peer.next = place
    if (place > peer.acked && place - peer.next < farOff) peer.acked = place
  }

  const heard = (offset: number): void => {
    const { flags, start, end: stop, cut } = segment
    const length = stop - start + cut
    const opening = flags & syn ? 1 : 0
    let found = flows.find(segment)
    if (found === undefined) {
      if (length === 0 && (flags & syn) === 0) return
      found = opened()
    }
    let from = flows.endOf(found, segment)
    if (isAnother(found, from, length)) {
      forget(found, 'Replaced')
      found = opened()
      from = 0
    }
    flow = found
    end = from
    flow.t = now
    flows.touch(flow)
    if (flow.verdict === 'Dropped') return

    const each = flow.halves[from]
    if (flow.isOver) {
      if (length > 0) sink.segment?.(flow, from, offsetOf(each, segment.sequence + opening), segment, offset)
      return
    }
    if (flags & syn) synchronise(from)
    if (flags & ack) acknowledge(flow.halves[other(from)])
    if (each.next === unknown || !isFar(each, segment.sequence)) {
      const place = offsetOf(each, segment.sequence + opening)
      if (length > 0) {
        sink.segment?.(flow, from, place, segment, offset)
        const contradicts = hear(each, segment, place, now, half)
        if (contradicts) sink.contradicted?.(flow, from, offset + start, now)
      }
      if (flags & fin) {
        flow.finishedBy ??= from
        finishAt(each, place + length, now, half)
      }
      if (flags & rst) reset(from)
    }
    settle(from)
  }

  const reset = (by: End): void => {
    if (flow.resetBy !== undefined) return
    const whose = flow
    flow.resetBy = by
    flow.resetT = now
    flow.closing = waits.wait(now, packets, () => flush(whose))
  }

  /** Looks after what is waited for on the connection of a segment. */
  const settle = (from: End): void => {
    const [one, another] = flow.halves
    const each = flow.halves[from]
    if (one.heldBytes + another.heldBytes > mostHeld || each.held.length > mostPieces) giveUp(each, half)
    if (each.held.length > 0 || each.finish !== unknown || flow.waits[from] !== undefined) watch(flow, from)
    if (flow.waits[other(from)]?.isOver === true) watch(flow, other(from))
    if (each.hasEnded) endIfFinished(flow)
    if (flow.verdict === undefined) return
    if (flow.deciding !== undefined) {
      flow.deciding.isOver = true
      flow.deciding = undefined
      flows.touch(flow)
    }
    if (flow.verdict === 'Dropped') rest(flow)
  }

  const fragment = fragmentReader(segment, heard)

  const take: TakePacket = (bytes, start, stop, link, t, offset) => {
    packets++
    if (t > now) now = t
    const ip = findIp(bytes, start, stop, link)
    if (ip >= 0 && readIp(datagram, bytes, ip, stop) && datagram.protocol === tcp) {
      if (datagram.fragmentOffset > 0 || !datagram.isLastFragment) fragment(datagram, bytes, offset - start)
      else if (readTcp(segment, bytes, datagram)) heard(offset - start)
    }
    waits.pass(now, packets)
    sink.settled?.(waits.horizon())
  }

  let isDone = false
  const done = (error: TraceError | undefined): TraceError | undefined => {
    if (!isDone) {
      isDone = true
      for (const each of flows.all()) {
        flush(each)
        if (!each.isOver) sink.left?.(each)
      }
      sink.settled?.(Infinity)
    }
    return error
  }

  const file = captureFile(clock, take)
  return {
    start: () => clock.start,
    read: (chunk) => {
      const error = file.read(chunk)
      return error === undefined ? undefined : done(error)
    },
    end: () => done(file.end()),
  }
}

const isFar = (half: HalfConnection, sequence: number): boolean => Math.abs(offsetOf(half, sequence) - half.next) > farOff
