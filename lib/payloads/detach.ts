/** Copies text that is kept for long, so that it does not hold on to the chunk that it was cut from. */

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/**
 * A text to be kept for long: a copy. A piece of a text holds on to the whole that it was cut from, and what comes from a
 * server is cut from chunks of up to 64 KiB.
 */
export const detached = (text: string): string => decoder.decode(encoder.encode(text))

/** A text that replaces another: the one that is there already, if they are the same, and else a copy. */
export const detachedUnless = (before: string, text: string): string => (before === text ? before : detached(text))
