/** The heap, after what is under way has come to rest. */

/** Lets everything that is under way come to rest, and the collector do its work. */
export const collect = async (): Promise<void> => {
  // Twice: what the first round finds may keep more alive.
  for (let round = 0; round < 2; round++) {
    await new Promise((done) => setTimeout(done, 50))
    globalThis.gc?.()
  }
}

/** Bytes on the heap, and beside it in buffers. */
export const heap = (): number => {
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}
