import type { TraceRecord } from '../record.js'
import type { End } from './flows.js'
import type { Segment } from './segment.js'

/** So many octets of what one end of a connection says, from a place on, on the scale of `Half`. */
export interface Span {
  readonly flow: number
  readonly end: End
  readonly place: number
  readonly length: number
}

/**
 * Where a record that was read stands in the capture.
 *
 * **Shapes** of `Said` and `Missing` one span, nothing where a connection of its own holds it all; of `Asked` and
 * `Answered` first that of the head, which is `head` as octet text, then those of the parts of the body.
 */
export interface Whereabouts {
  readonly spans: ReadonlyArray<Span>
  readonly head?: string
  /** Whether the connection carries nothing but MSNP, so that all of it is told. */
  readonly isOwn: boolean
}

/** Who wants to know where in a capture everything stands, so as to change it there. */
export interface CaptureWatch {
  /**
   * The payload of a packet, of every connection that may be one of MSNP: in the order of the file, the octets that are
   * said again among them, and those that come too late to be told. `offset` is where the first of `segment.octets` stands
   * in the file.
   */
  readonly segment?: (flow: number, end: End, place: number, segment: Segment, offset: number) => void
  /** A record that will be told: this very object. */
  readonly drafted?: (record: TraceRecord, whereabouts: Whereabouts) => void
}
