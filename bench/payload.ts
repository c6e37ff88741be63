/** Payloads that come in small pieces. */
import { frames } from 'rx-msnp'
import { from } from 'rxjs'

import type { Work } from './measure.js'

/** Reads one payload of so many bytes in pieces of 64; its pace is that of the whole. */
export const readingInPieces = (bytes: number): Work => {
  const wire = Buffer.concat([Buffer.from(`NOT ${bytes}\r\n`), Buffer.alloc(bytes, 120)])
  const pieces = Array.from({ length: Math.ceil(wire.length / 64) }, (_, i) => wire.subarray(i * 64, (i + 1) * 64))
  return () => {
    let read = 0
    from(pieces)
      .pipe(frames({ bytesAfter: (line) => Number(line.slice(4)), limits: { payload: bytes } }))
      .subscribe(() => read++)
    return read
  }
}
