/** Reads a capture file part by part: its numbers, its times, its blocks. */
import { append, type Held, nothing, bytesHeld } from '../../wire/held.js'
import type { TraceError } from '../format/record.js'

export const u16 = (bytes: Uint8Array, at: number): number => (bytes[at]! << 8) | bytes[at + 1]!

/** Four bytes as a number, the greatest first. */
export const u32 = (bytes: Uint8Array, at: number): number =>
  ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!) >>> 0

/** Two bytes as a number, the lesser first. */
export const u16Little = (bytes: Uint8Array, at: number): number => bytes[at]! | (bytes[at + 1]! << 8)

/** Four bytes as a number, the least first. */
export const u32Little = (bytes: Uint8Array, at: number): number =>
  (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0

/** How numbers are read out of bytes. */
export type ReadNumber = typeof u32

export interface CaptureClock {
  start: number | undefined
}

const rounded = (ms: number, digits: number): number => Math.round(ms * digits) / digits

/**
 * Reads the times of one interface, each given as two numbers: `major` times `unit`, plus `minor`, in ticks.
 *
 * Times are taken relative to the interface's first packet: nanoseconds since 1970 are more than a number holds.
 *
 * **Units** gives milliseconds since the start of the capture, exact to the nanosecond.
 */
export const ticker = (clock: CaptureClock, unit: number, ticksPerMs: number, offsetMs = 0) => {
  let firstMajor = 0
  let firstMinor = 0
  let base: number | undefined

  return (major: number, minor: number): number => {
    if (base === undefined) {
      const since1970 = rounded((major * unit + minor) / ticksPerMs + offsetMs, 1e3)
      clock.start ??= since1970
      base = since1970 - clock.start
      firstMajor = major
      firstMinor = minor
    }
    return rounded(base + ((major - firstMajor) * unit + (minor - firstMinor)) / ticksPerMs, 1e6)
  }
}

/**
 * What comes next in a file: a header, a packet, a block.
 *
 * **Units** everything in bytes; `offset` from the start of the file.
 */
export interface FilePart {
  /** So many bytes in front of it are passed over. */
  readonly skip?: number
  /** So many bytes tell how long it is. */
  readonly head: number
  /** Where it begins, if that is in front of what is passed over. */
  readonly began?: number
  /** Whether the file may end in front of it. */
  readonly isLast: boolean
  /** How many bytes it has, which are kept until the last of them is there. */
  readonly length: (bytes: Uint8Array, start: number, offset: number) => number | TraceError
  /** Takes it, and tells what comes behind it. */
  readonly take: (bytes: Uint8Array, start: number, length: number, offset: number) => FilePart | TraceError
}

/** Reads bytes as they come; gives why they cannot be read on, once that is so. */
export interface ChunkReader {
  readonly read: (chunk: Uint8Array) => TraceError | undefined
  /** Behind the last chunk. */
  readonly end: () => TraceError | undefined
}

const isError = (result: number | FilePart | TraceError): result is TraceError =>
  typeof result === 'object' && '_tag' in result

/** Reads a file part by part. What stands whole in a chunk is not copied, and of the rest no byte more than once. */
export const filePartReader = (first: FilePart): ChunkReader => {
  let part = first
  let skip = first.skip ?? 0
  let held: Held = nothing
  // Of the part that is held; 0 as long as it is not known.
  let length = 0
  let offset = 0
  let failure: TraceError | undefined

  const next = (result: FilePart | TraceError, taken: number): boolean => {
    offset += taken
    length = 0
    if (result === part) return true
    if (isError(result)) {
      failure = result
      return false
    }
    part = result
    skip = result.skip ?? 0
    return true
  }

  const measured = (bytes: Uint8Array, start: number): boolean => {
    const result = part.length(bytes, start, offset)
    if (isError(result)) failure = result
    else length = result
    return failure === undefined
  }

  /** Fills up what is held; whether the part is whole. */
  const filled = (chunk: Uint8Array, position: number, wanted: number): number => {
    const taken = Math.min(Math.max(wanted - held.length, 0), chunk.length - position)
    held = append(held, chunk, position, position + taken)
    return position + taken
  }

  const read = (chunk: Uint8Array): TraceError | undefined => {
    let position = 0
    while (failure === undefined) {
      if (skip > 0) {
        const passed = Math.min(skip, chunk.length - position)
        skip -= passed
        offset += passed
        position += passed
        if (skip > 0) return undefined
      }
      if (held.length === 0) {
        const left = chunk.length - position
        if (left < part.head || (length === 0 && !measured(chunk, position)) || left < length) {
          if (failure === undefined && left > 0) held = append(nothing, chunk, position, chunk.length)
          return failure
        }
        const taken = length
        next(part.take(chunk, position, taken, offset), taken)
        position += taken
        continue
      }
      position = filled(chunk, position, Math.max(part.head, length))
      if (held.length < part.head) return undefined
      if (length === 0 && !measured(bytesHeld(held), 0)) return failure
      position = filled(chunk, position, length)
      if (held.length < length) return undefined
      const [bytes, taken] = [bytesHeld(held), length]
      held = taken < bytes.length ? append(nothing, bytes, taken, bytes.length) : nothing
      next(part.take(bytes, 0, taken, offset), taken)
    }
    return failure
  }

  const end = (): TraceError | undefined => {
    if (failure !== undefined || (held.length === 0 && skip === 0 && part.isLast)) return failure
    if (offset + held.length === 0) return { _tag: 'Empty' }
    return { _tag: 'Cut', offset: part.began ?? offset, missing: skip + Math.max(part.head, length) - held.length }
  }

  return { read, end }
}
