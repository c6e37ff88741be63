import type { End } from '../flows.js'

/** So many octets of what one end of a connection says, from a place on, on the scale of `Half`. */
export interface Span {
  readonly flow: number
  readonly end: End
  readonly place: number
  readonly length: number
}

/**
 * Where a record stands in the capture.
 *
 * **Shapes** of `Said` one span; of `Asked` and `Answered` first that of the head, which is `head` as octet text, then
 * those of the parts of the body. `isOwn`: the connection carries nothing but MSNP, so that all of it is told.
 */
export interface Whereabouts {
  readonly spans: ReadonlyArray<Span>
  readonly head?: string
  readonly isOwn: boolean
}
