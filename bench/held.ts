/** What a decoder keeps while nothing comes. */
import { commands } from 'rx-msnp'
import { map, Subject, type OperatorFunction } from 'rxjs'

const collect = (): void => {
  // Twice: what the first round finds may keep more alive.
  globalThis.gc?.()
  globalThis.gc?.()
}

const opening = 'VER 1 MSNP11\r\nUSR 4 OK alice@example.com 1 0\r\nNLN NLN bob@example.com Bob 0\r\n'

/** Bytes of heap for each of some idle subscriptions, after the start of a session has gone through. */
const kept = (operator: () => OperatorFunction<Uint8Array, unknown>, subscriptions: number): number => {
  const sources: Array<Subject<Uint8Array>> = []
  collect()
  const before = process.memoryUsage()
  for (let i = 0; i < subscriptions; i++) {
    const bytes = new Subject<Uint8Array>()
    bytes.pipe(operator()).subscribe()
    bytes.next(Buffer.from(opening))
    sources.push(bytes)
  }
  collect()
  const after = process.memoryUsage()
  if (sources.length !== subscriptions) throw new Error('the subscriptions must live until here')
  return (after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers) / subscriptions
}

/** Bytes of heap that a decoder keeps while nothing comes, over what an operator that does nothing keeps. */
export const heldBytes = (subscriptions = 5000): number => {
  const decoding = () => commands({ from: 'server', on: 'NS' })
  const nothing = () => map((bytes: Uint8Array) => bytes)
  for (const operator of [decoding, nothing]) kept(operator, 500)
  return kept(decoding, subscriptions) - kept(nothing, subscriptions)
}
