/** Cuts a stream of bytes into frames, however it arrives in chunks. */
import { none, some, type Option } from 'fp-ts/lib/Option.js'

import type { Frame, FrameError } from './frame.js'
import { append, nothing, bytesHeld, type Held } from './held.js'
import { byteText } from './text.js'

/**
 * The longest line and payload that are waited for.
 *
 * **Units** bytes, the end of the line not counted.
 *
 * **Source** core.md 9: a line limit of 8 KiB and 64 KiB for a payload are its recommendations.
 */
export interface Limits {
  readonly line: number
  readonly payload: number
}

/** The limits that hold unless the user says otherwise. */
export const defaultLimits: Limits = { line: 8192, payload: 65536 }

const limit = (name: keyof Limits, given: Partial<Limits>): number => {
  // What is `undefined` is not given: to lift a limit takes `Infinity`.
  const value = given[name] ?? defaultLimits[name]
  if (value === Infinity || (Number.isInteger(value) && value >= 0)) return value
  throw new TypeError(`limits.${name} should be a whole number from 0 on, or Infinity, not ${String(value)}`)
}

/**
 * The limits with those filled in that are not given.
 *
 * **Errors** throws a `TypeError` that names the limit, for one that is no number of bytes.
 */
export const limitsOf = (given: Partial<Limits> = {}): Limits => ({
  line: limit('line', given),
  payload: limit('payload', given),
})

/** What a payload rule says of a line that announces no payload. */
export const noPayload = -1

/** What a payload rule says of a line that must announce a payload and does not, in decimal digits. */
export const badLength = -2

/** As a payload rule, of a line that stands in a text from `start` to `end`. */
export type LineRule = (text: string, start: number, end: number) => number

/**
 * How many bytes of payload follow a line; or `noPayload`, or `badLength`. A rule that also says it of a `piece` of a text is
 * asked for that: it saves the cutting of a line, and looking through what was cut.
 */
export interface PayloadRule {
  (line: string): number
  readonly piece?: LineRule
}

/**
 * What is left over between two chunks.
 *
 * **Units** `at` is the offset of the line begun, in bytes from the start of the stream.
 */
export type PartialFrame =
  | { readonly _tag: 'InLine'; readonly at: number; readonly held: Held }
  | {
      readonly _tag: 'InPayload'
      readonly at: number
      readonly line: string
      readonly end: '\r\n' | '\n'
      readonly bytes: number
      readonly held: Held
    }
  | { readonly _tag: 'Broken'; readonly at: number; readonly error: FrameError }

/** Before the first byte. */
export const start: PartialFrame = { _tag: 'InLine', at: 0, held: nothing }

const carriageReturn = 13

/**
 * Takes a frame, in parts, since an object for each costs a tenth of a command. Its line stands in `text` from `start` to
 * `stop`; where it came in one piece, `text` is the byte text of `bytes`. Where it gives `false`, nobody wants the rest of the
 * chunk: it is passed over.
 */
export type Emit = (
  text: string,
  start: number,
  stop: number,
  end: '\r\n' | '\n',
  payload: Uint8Array | undefined,
  bytes?: Uint8Array,
) => unknown

/**
 * Reads a chunk and hands over each frame that it completes, before it looks at the next line: so what a frame says
 * (a dialect, for one) can already hold for the line behind it.
 *
 * **Errors** none are thrown; where framing is lost the result is `Broken`, and stays so.
 *
 * **Source** core.md 1.7
 */
export const walk =
  (limits: Limits, bytesAfter: LineRule, emit: Emit) =>
  (pending: PartialFrame, chunk: Uint8Array): PartialFrame => {
    if (pending._tag === 'Broken') return pending

    // Offset of the chunk in the stream, so that the offset of a line need not be counted along.
    const origin = pending.at + bytesBegun(pending)
    let position = 0

    if (pending._tag === 'InPayload') {
      const missing = pending.bytes - pending.held.length
      if (chunk.length < missing) return { ...pending, held: append(pending.held, chunk) }
      const { line, end } = pending
      const goesOn = emit(line, 0, line.length, end, bytesHeld(append(pending.held, chunk, 0, missing)))
      position = missing
      if (goesOn === false) return { _tag: 'InLine', at: origin + position, held: nothing }
    }

    let held = pending._tag === 'InLine' ? pending.held : nothing
    let at = origin + position - held.length
    // One conversion a chunk, then pieces of it: several times faster than a conversion a line.
    const base = position
    const whole = byteText(chunk, base)
    // Of one kind, whether chunks are Buffers or not: code that has seen one kind of array alone is faster.
    const bytes = new Uint8Array(chunk.buffer, chunk.byteOffset + base, chunk.length - base)

    for (;;) {
      const first = position - base
      const lineFeed = whole.indexOf('\n', first)
      if (lineFeed < 0) break
      const isWhole = held.length === 0
      const text = isWhole ? whole : byteText(bytesHeld(append(held, chunk, position, base + lineFeed)))
      const start = isWhole ? first : 0
      const last = isWhole ? lineFeed : text.length
      held = nothing
      const isCanonical = last > start && text.charCodeAt(last - 1) === carriageReturn
      const stop = isCanonical ? last - 1 : last
      const end = isCanonical ? '\r\n' : '\n'
      position = base + lineFeed + 1
      if (stop - start > limits.line) return broken({ _tag: 'LineTooLong', at, limit: limits.line })

      const announced = bytesAfter(text, start, stop)
      let payload: Uint8Array | undefined
      if (announced !== noPayload) {
        if (announced === badLength) return broken({ _tag: 'BadLength', at, verb: verbOf(text.slice(start, stop)) })
        if (announced > limits.payload)
          return broken({ _tag: 'PayloadTooLong', at, verb: verbOf(text.slice(start, stop)), bytes: announced, limit: limits.payload })
        if (chunk.length - position < announced) {
          // What is kept until the payload has come keeps no chunk alive.
          const line = isWhole ? byteText(bytes, start, stop) : text.slice(start, stop)
          return { _tag: 'InPayload', at, line, end, bytes: announced, held: append(nothing, chunk, position, chunk.length) }
        }
        // What subarray does, without the detour that a Buffer's own takes.
        payload = new Uint8Array(chunk.buffer, chunk.byteOffset + position, announced)
        position += announced
      }
      const goesOn = isWhole ? emit(text, start, stop, end, payload, bytes) : emit(text, start, stop, end, payload)
      at = origin + position
      if (goesOn === false) return { _tag: 'InLine', at, held: nothing }
    }

    if (position < chunk.length) held = append(held, chunk, position, chunk.length)
    return lineStillFits(limits, held)
      ? { _tag: 'InLine', at, held }
      : broken({ _tag: 'LineTooLong', at, limit: limits.line })
  }

const bytesBegun = (pending: Exclude<PartialFrame, { readonly _tag: 'Broken' }>): number =>
  pending.held.length + (pending._tag === 'InPayload' ? pending.line.length + pending.end.length : 0)

const broken = (error: FrameError): PartialFrame => ({ _tag: 'Broken', at: error.at, error })

/** As `walk`, for whoever takes frames in one piece. */
export const walkFrames = (limits: Limits, bytesAfter: PayloadRule, emit: (frame: Frame) => unknown): ReturnType<typeof walk> =>
  walk(limits, bytesAfter.piece ?? ((text, start, stop) => bytesAfter(text.slice(start, stop))), (text, start, stop, end, payload) =>
    emit({ line: text.slice(start, stop), end, payload }),
  )

/**
 * The frames that a chunk completes, and what is left over.
 *
 * **Errors** a `Broken` rest says why no more can be read; the frames before the fault are still in the result.
 */
export const feed =
  (limits: Limits, bytesAfter: PayloadRule) =>
  (pending: PartialFrame, chunk: Uint8Array): readonly [PartialFrame, ReadonlyArray<Frame>] => {
    const frames: Array<Frame> = []
    return [walkFrames(limits, bytesAfter, (frame) => frames.push(frame))(pending, chunk), frames]
  }

/** The frame that the stream stopped in the middle of, if it did: its line without an end, or its payload too short. */
export const flush = (pending: PartialFrame): Option<Frame> => {
  switch (pending._tag) {
    case 'Broken':
      return none
    case 'InLine':
      return pending.held.length === 0
        ? none
        : some({ line: byteText(bytesHeld(pending.held)), end: '', payload: undefined })
    case 'InPayload':
      return some({ line: pending.line, end: pending.end, payload: bytesHeld(pending.held) })
  }
}

// A CR at the very end may belong to the line's end, which is not counted.
const lineStillFits = ({ line }: Limits, held: Held): boolean =>
  held.length <= line || (held.length === line + 1 && held.store.bytes[held.length - 1] === carriageReturn)

const verbOf = (line: string): string => line.trimStart().slice(0, 3)
