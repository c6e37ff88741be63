/** The straight form of a row: a reader over the bytes of a line and a writer into bytes, for what is canonical. */
import { byteText } from '../wire/text.js'
import type { AnyCommand, FieldStep } from './row.js'
import { unread } from './word.js'

/** What a straight reader says of a line that the walk is to read. */
export const retry: unique symbol = Symbol('retry')

/**
 * Reads a canonical line: the command, `undefined` if it does not fit the row, or `retry` where the walk is to decide.
 *
 * **Shapes** the words stand in `bytes` from `from`, behind the verb and its blank, to `end`; `text` is the byte text of all
 * `bytes`. The line ended in CR LF. Of a command that it gives nothing is odd, and nothing holds on to `text` or `bytes`.
 */
export type Reader = (
  text: string,
  bytes: Uint8Array,
  from: number,
  end: number,
  payload: Uint8Array | undefined,
) => AnyCommand | undefined | typeof retry

/**
 * Puts the line of a command into `bytes` at `at`, without its end: the place behind it, or `unput` where the walk is to
 * decide. The command is of the class and the verb of the row.
 */
export type Writer = (command: AnyCommand, bytes: Uint8Array, at: number) => number

/** Makes a reader or a writer of the fields of a row. */
export type Maker<A> = (...fields: ReadonlyArray<FieldStep>) => A

const [blank, zero] = [32, 48]

/** Where the word ends that begins at `from`, in a line that ends at `end`. */
export const endOf = (text: string, from: number, end: number): number => {
  const place = text.indexOf(' ', from)
  return place < 0 || place > end ? end : place
}

/** What to say of a word that its scan does not take: whether the walk would take it. */
export const refused = ({ word, none }: FieldStep, bytes: Uint8Array, from: number, end: number): typeof retry | undefined => {
  // There is no word, not even an empty one.
  if (from > end) return undefined
  const text = byteText(bytes, from, end)
  return word.read(text) !== unread || text === none ? retry : undefined
}

/** Whether a word is `0`. */
export const isZero = (bytes: Uint8Array, from: number, end: number): boolean => end - from === 1 && bytes[from] === zero

/** Where the words end that stand before the length of a payload; nothing, if it is no canonical number. */
export const beforeLength = (bytes: Uint8Array, from: number, end: number): number | undefined => {
  let at = end - 1
  while (at >= from && bytes[at]! >= zero && bytes[at]! <= zero + 9) at--
  const digits = end - 1 - at
  const isCanonical = bytes[at] === blank && (digits === 1 || (digits > 1 && bytes[at + 1] !== zero))
  return isCanonical ? at : undefined
}

/** Puts a blank, and gives the place behind it. */
export const gap = (bytes: Uint8Array, at: number): number => {
  bytes[at] = blank
  return at + 1
}

/** How many fields a command has, those that are `undefined` among them. */
export const countOf = (command: AnyCommand): number => {
  let count = 0
  for (const name in command) if (name !== '') count++
  return count
}
