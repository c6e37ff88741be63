import { frames } from 'rx-msnp'
import { from } from 'rxjs'

import type { Work } from './measure.js'

/** Reads one payload of so many octets in pieces of 64; its pace is that of the whole. */
export const readingInPieces = (octets: number): Work => {
  const wire = Buffer.concat([Buffer.from(`NOT ${octets}\r\n`), Buffer.alloc(octets, 120)])
  const pieces = Array.from({ length: Math.ceil(wire.length / 64) }, (_, i) => wire.subarray(i * 64, (i + 1) * 64))
  return () => {
    let read = 0
    from(pieces)
      .pipe(frames({ octetsAfter: (line) => Number(line.slice(4)), limits: { payload: octets } }))
      .subscribe(() => read++)
    return read
  }
}
