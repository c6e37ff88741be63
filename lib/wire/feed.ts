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

/** How many bytes of payload follow a line; or `noPayload`, or `badLength`. */
export type PayloadRule = (line: string) => number

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
 * Takes a frame. Where its line stands in one piece, it stands in `bytes` from `at` on, and `text` is the byte text of
 * all `bytes`. Where it gives `false`, nobody wants the rest of the chunk: it is passed over.
 */
export type Emit = (frame: Frame, text?: string, bytes?: Uint8Array, at?: number) => unknown

/**
 * Reads a chunk and hands over each frame that it completes, before it looks at the next line: so what a frame says
 * (a dialect, for one) can already hold for the line behind it.
 *
 * **Errors** none are thrown; where framing is lost the result is `Broken`, and stays so.
 *
 * **Source** core.md 1.7
 */
export const walk =
  (limits: Limits, bytesAfter: PayloadRule, emit: Emit) =>
  (pending: PartialFrame, chunk: Uint8Array): PartialFrame => {
    if (pending._tag === 'Broken') return pending

    // Offset of the chunk in the stream, so that the offset of a line need not be counted along.
    const origin = pending.at + bytesBegun(pending)
    let position = 0

    if (pending._tag === 'InPayload') {
      const missing = pending.bytes - pending.held.length
      if (chunk.length < missing) return { ...pending, held: append(pending.held, chunk, 0, chunk.length) }
      const { line, end } = pending
      const goesOn = emit({ line, end, payload: bytesHeld(append(pending.held, chunk, 0, missing)) })
      position = missing
      if (goesOn === false) return { _tag: 'InLine', at: origin + position, held: nothing }
    }

    let held = pending._tag === 'InLine' ? pending.held : nothing
    let goesOn: unknown
    let at = origin + position - held.length
    // One conversion a chunk, then slices of it: several times faster than a conversion a line.
    const base = position
    const text = byteText(chunk, base)
    // Of one kind, whether chunks are Buffers or not: code that has seen one kind of array alone is faster.
    const bytes = new Uint8Array(chunk.buffer, chunk.byteOffset + base, chunk.length - base)

    for (;;) {
      const first = position - base
      const lineFeed = text.indexOf('\n', first)
      if (lineFeed < 0) break
      const isWhole = held.length === 0
      let line: string
      let canonical: boolean
      if (isWhole) {
        canonical = lineFeed > first && text.charCodeAt(lineFeed - 1) === carriageReturn
        line = text.slice(first, canonical ? lineFeed - 1 : lineFeed)
      } else {
        line = byteText(bytesHeld(append(held, chunk, position, base + lineFeed)))
        canonical = line.charCodeAt(line.length - 1) === carriageReturn
        if (canonical) line = line.slice(0, -1)
        held = nothing
      }
      const end = canonical ? '\r\n' : '\n'
      position = base + lineFeed + 1
      if (line.length > limits.line) return broken({ _tag: 'LineTooLong', at, limit: limits.line })

      const announced = bytesAfter(line)
      let payload: Uint8Array | undefined
      if (announced === badLength) return broken({ _tag: 'BadLength', at, verb: verbOf(line) })
      if (announced !== noPayload) {
        if (announced > limits.payload)
          return broken({ _tag: 'PayloadTooLong', at, verb: verbOf(line), bytes: announced, limit: limits.payload })
        if (chunk.length - position < announced) {
          // What is kept until the payload has come keeps no chunk alive.
          const own = isWhole ? byteText(bytes, first, first + line.length) : line
          return { _tag: 'InPayload', at, line: own, end, bytes: announced, held: append(nothing, chunk, position, chunk.length) }
        }
        // What subarray does, without the detour that a Buffer's own takes.
        payload = new Uint8Array(chunk.buffer, chunk.byteOffset + position, announced)
        position += announced
      }
      goesOn = isWhole ? emit({ line, end, payload }, text, bytes, first) : emit({ line, end, payload })
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

/**
 * The frames that a chunk completes, and what is left over.
 *
 * **Errors** a `Broken` rest says why no more can be read; the frames before the fault are still in the result.
 */
export const feed =
  (limits: Limits, bytesAfter: PayloadRule) =>
  (pending: PartialFrame, chunk: Uint8Array): readonly [PartialFrame, ReadonlyArray<Frame>] => {
    const frames: Array<Frame> = []
    return [walk(limits, bytesAfter, (frame) => frames.push(frame))(pending, chunk), frames]
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
