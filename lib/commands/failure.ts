/** A server's numeric failure as a command. */
import { isBytes } from '../wire/bytes.js'
import { wholeLine, type Frame } from '../wire/frame.js'
import { fromByteText } from '../wire/text.js'
import { failureMeaning } from './failures.js'
import type { Oddity } from './row.js'
import { Text, TrId } from './words.js'
import { unread, valueOf } from './word.js'

/**
 * A server's numeric failure: an ordinary command, whose verb is its code.
 *
 * **Shapes** `911 4`, `911` when the server speaks by itself, `241 9 74` with a payload from MSNP13 on. `info` holds the
 * words behind the transaction id.
 *
 * **Source** core.md 1.3, 1.6, 7
 */
export interface Failure extends Oddity {
  readonly _tag: 'Failure'
  readonly verb: string
  readonly code: number
  readonly name: string
  readonly meaning: string
  readonly trid?: number
  readonly info: ReadonlyArray<string>
  readonly payload?: Uint8Array
}

/** A failure to send: a code, and the transaction id of what failed. */
export const failure = (code: number, trid?: number): Failure => ({
  _tag: 'Failure',
  verb: String(code).padStart(3, '0'),
  code,
  ...failureMeaning(code),
  ...(trid === undefined ? {} : { trid }),
  info: [],
})

// eslint-disable-next-line no-control-regex
const controls = /[\x00-\x20]/g

/** The text of a word, in which what no word can hold stands as U+FFFD. */
const legible = (bytes: string): string => fromByteText(bytes).replace(controls, '\ufffd')

/** Reads the words of a failure. Whatever stands in them, it is one. */
export const readFailure = (words: ReadonlyArray<string>, frame: Frame): Failure => {
  const line = wholeLine(frame)
  const [verb = '', second] = words
  const trid = second === undefined ? unread : valueOf(TrId.read(second))
  const info = words.slice(trid === unread ? 1 : 2, frame.payload === undefined ? undefined : -1)
  const read: Failure = {
    ...failure(Number(verb), trid === unread ? undefined : trid),
    info: info.map(legible),
    ...(frame.payload === undefined ? {} : { payload: frame.payload }),
  }
  return isFailure(read) && writeFailure(read) + '\r\n' === line ? read : { ...read, odd: line }
}

/** The line of a failure, without its end. */
export const writeFailure = ({ code, trid, info, payload }: Failure): string =>
  [
    String(code).padStart(3, '0'),
    ...(trid === undefined ? [] : [String(trid)]),
    ...info.map(Text.write),
    ...(payload === undefined ? [] : [String(payload.length)]),
  ].join(' ')

/** Whether a value is a failure that can be written. */
export const isFailure = (u: unknown): u is Failure => {
  if (typeof u !== 'object' || u === null) return false
  const { _tag, code, trid, info, payload } = u as Partial<Failure>
  return (
    _tag === 'Failure' &&
    Number.isInteger(code) &&
    code! >= 0 &&
    code! <= 999 &&
    (trid === undefined || TrId.is(trid)) &&
    Array.isArray(info) &&
    info.every(Text.is) &&
    // Without a transaction id the first of them might be read as one.
    (trid !== undefined || info[0] === undefined || TrId.read(Text.write(info[0])) === unread) &&
    (payload === undefined || isBytes(payload))
  )
}
