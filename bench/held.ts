import { commands } from 'rx-msnp'
import { Subject } from 'rxjs'

const collect = (): void => {
  // Twice: what the first round finds may keep more alive.
  globalThis.gc?.()
  globalThis.gc?.()
}

/** Octets of heap that one decoder keeps while nothing comes, after it has read a whole session's start. */
export const heldBytes = (decoders = 5000): number => {
  const opening = Buffer.from('VER 1 MSNP11\r\nUSR 4 OK alice@example.com 1 0\r\nNLN NLN bob@example.com Bob 0\r\n')
  const kept: Array<Subject<Uint8Array>> = []
  collect()
  const before = process.memoryUsage()
  for (let i = 0; i < decoders; i++) {
    const octets = new Subject<Uint8Array>()
    octets.pipe(commands({ from: 'server', on: 'NS' })).subscribe()
    octets.next(Buffer.from(opening))
    kept.push(octets)
  }
  collect()
  const after = process.memoryUsage()
  if (kept.length !== decoders) throw new Error('the decoders must live until here')
  return (after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers) / decoders
}
