/** Finds where commands begin again, behind a gap or in the middle of a connection. */
import { decodeIn } from '../../commands/codec.js'
import type { Side } from '../../commands/row.js'
import type { Scope } from '../../commands/scope.js'
import { entryFor, isCode, bytesAfter } from '../../commands/verbs.js'
import { noPayload, type Limits } from '../../wire/feed.js'
import { append, nothing, bytesHeld, type Held } from '../../wire/held.js'
import { byteText } from '../../wire/text.js'

/**
 * What one side says behind a gap, in which the next command is looked for.
 *
 * **Units** `line` is where in `held` the line begins that is not whole yet; `rest` counts the bytes of a payload that
 * are left behind the gap, where that is known.
 */
export interface Search {
  readonly held: Held
  readonly line: number
  readonly rest: number | undefined
}

/** Behind a gap. */
export const searching = (rest?: number): Search => ({ held: nothing, line: 0, rest })

/** Bytes that are given up, and those of the next command; or the search as it goes on, if there is none so far. */
export type Sought =
  | { readonly _tag: 'Found'; readonly skipped: Uint8Array; readonly next: Uint8Array }
  | { readonly _tag: 'Sought'; readonly skipped: Uint8Array; readonly search: Search }

const lineFeed = 10
const noBytes = new Uint8Array(0)

/** A verb in the middle of a line: behind the text of a message there is no end of line. */
const verbWithin = /[A-Z]{3}(?= )/g
const verbBytes = 4

/** Whether text could be the beginning of a command, as far as it goes. */
const mayBegin = (from: Side, text: string): boolean =>
  text.length < verbBytes || /^\s/.test(text) || isVerb(from, text.slice(0, verbBytes))

const isVerb = (from: Side, start: string): boolean =>
  entryFor(from, start.trimEnd()) !== undefined || (from === 'server' && isCode(start))

/** Whether a command begins at `start`: its line fits a row, and behind its payload, if that is there, comes another. */
const isCommand = (from: Side, scope: Scope, limits: Limits, text: string, start: number, end: number): boolean => {
  if (end - start > limits.line + 1 || !isVerb(from, text.slice(start, Math.min(end, start + verbBytes)))) return false
  const line = text.slice(start, end).replace(/\r$/, '')
  const announced = bytesAfter(from)(scope, line)
  if (announced < noPayload || announced > limits.payload) return false
  const payload = announced === noPayload ? undefined : noBytes
  let fits = false
  const decoded = decodeIn(from)(scope, { line, end: '\r\n', payload }, () => (fits = true))
  if (!fits && (decoded._tag !== 'Failure' || decoded.trid === undefined)) return false
  const behind = end + 1 + Math.max(announced, 0)
  return mayBegin(from, text.slice(behind, behind + verbBytes))
}

/** The place of the first command in text that begins anywhere; -1 where there is none so far. */
const commandIn = (from: Side, scope: Scope, limits: Limits, text: string): number => {
  let start = 0
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
    if (isCommand(from, scope, limits, text, start, end)) return start
    verbWithin.lastIndex = start + 1
    for (let verb = verbWithin.exec(text); verb !== null && verb.index < end; verb = verbWithin.exec(text))
      if (isCommand(from, scope, limits, text, verb.index, end)) return verb.index
    start = end + 1
  }
  return -1
}

/**
 * Looks for the next command in what a side says.
 *
 * A command begins behind the payload that the gap cut, if its end is known; else where a line fits a row to the letter. A
 * line of a payload that does so, too, cannot be told from a command.
 */
export const seek =
  (from: Side, limits: Limits) =>
  (scope: Scope, { held: before, line, rest }: Search, chunk: Uint8Array): Sought => {
    const held = append(before, chunk)
    const bytes = bytesHeld(held)
    const found = (place: number): Sought => ({
      _tag: 'Found',
      skipped: bytes.subarray(0, place),
      next: bytes.subarray(place),
    })
    if (rest !== undefined)
      return held.length < rest ? { _tag: 'Sought', skipped: noBytes, search: { held, line, rest } } : found(rest)

    const lastLine = chunk.lastIndexOf(lineFeed)
    if (lastLine >= 0) {
      const place = commandIn(from, scope, limits, byteText(bytes, line))
      if (place >= 0) return found(line + place)
    }
    const next = lastLine < 0 ? line : before.length + lastLine + 1
    const most = limits.line + limits.payload
    if (held.length <= most) return { _tag: 'Sought', skipped: noBytes, search: { held, line: next, rest } }
    // What is held is bounded: so much of no command is given up in pieces.
    const kept = next > 0 ? next : held.length
    const left = bytes.subarray(kept)
    return {
      _tag: 'Sought',
      skipped: bytes.subarray(0, kept),
      search: { held: append(nothing, left), line: 0, rest },
    }
  }
