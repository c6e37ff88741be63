/** `rx-msnp/wire`: bytes to frames and back, step by step, for who reads a connection without RxJS. */
export { badLength, defaultLimits, feed, flush, noPayload, start } from './wire/feed.js'
export type { LineRule, PayloadRule, PartialFrame } from './wire/feed.js'
export { wholeLine, write } from './wire/frame.js'
export type { Held } from './wire/held.js'
export { percentDecoded, percentEncoding } from './wire/percent.js'
