// wire
export { defaultLimits, feed, flush, start, walk, noPayload, badLength } from './wire/feed.js'
export type { Limits, PayloadRule, Pending } from './wire/feed.js'
export { describeFrameError, write } from './wire/frame.js'
export type { Frame, FrameError } from './wire/frame.js'

// commands
export { codec, describeUnencodable } from './commands/codec.js'
export type { Codec, Decoded, Encodable, Speech, Unencodable } from './commands/codec.js'
export type { Command, CommandIn, RowId, Verb } from './commands/rows.js'

// streams
export { commands } from './streams/commands.js'
export { frames } from './streams/frames.js'
export { Fault } from './streams/fault.js'
