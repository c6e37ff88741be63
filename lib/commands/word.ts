/** How codecs of single words are made: io-ts codecs that also report whether a word was written canonically. */
import * as t from 'io-ts'

import { byteText, fromByteText, ownText, toByteText } from '../wire/text.js'

/** What `read` gives for a word that it cannot read. */
export const unread: unique symbol = Symbol('unread')

/** A value whose word was not the one that writing it gives. */
export interface Odd<A> {
  readonly _odd: true
  readonly value: A
}

/** What reading a word gives: a value, a value by an odd word, or nothing. */
export type Read<A> = A | Odd<A> | typeof unread

/** Marks a value as read from an odd word. */
export const odd = <A>(value: A): Odd<A> => ({ _odd: true, value })

/** Whether a value was read from an odd word. */
export const isOdd = <A>(read: Read<A>): read is Odd<A> =>
  typeof read === 'object' && read !== null && (read as Partial<Odd<A>>)._odd === true

/** The value alone. */
export const valueOf = <A>(read: Read<A>): A | typeof unread => (isOdd(read) ? read.value : read)

/** Marks a value as odd unless this holds. */
export const canonicalIf = <A>(canonical: boolean, value: A): Read<A> => (canonical ? value : odd(value))

/** Whether a word is a secret, and whose. */
export type Secrecy = false | 'given' | 'computed'

/**
 * The value of the canonical word that stands in `bytes` from `start` to `end`, or `unread`; `text` is the byte text of
 * all `bytes`, so that a short word can be cut from it.
 */
export type Scan<A> = (text: string, bytes: Uint8Array, start: number, end: number) => A | typeof unread

/** Puts the canonical word of what may be a value into `bytes` at `at`, and gives the place behind it, or `unput`. */
export type Put = (value: unknown, bytes: Uint8Array, at: number) => number

/** What `put` gives for what it does not put. */
export const unput = -1

/**
 * A codec for one word of a line: an io-ts codec, and the bare functions that a walk over a row calls.
 *
 * **Shapes** the words are byte text, as the framer cuts them. Nobody reads an empty word. `write` never gives a blank,
 * a tab, a CR or an LF. What `read` gives, `is` takes and `write` writes: `spec/laws/writing` holds every word to it. A `secret` word is to be shown to nobody: `given`, by a server, as tickets and cookies are, or
 * `computed` from what only its owner knows, as passwords and digests are. `expected` finishes the sentence "this word
 * should be ...".
 *
 * `scan` and `put` are `read` and `write` for what is common, over bytes and fast. A scan takes canonical words alone and
 * may give up on any of them: `unread` says nothing of the word but that `read` decides. What it gives is what `read` gives, is
 * never odd, and holds on to nothing: its texts are `ownText`. It trusts neither end to be in order, nor what stands behind
 * `end`. In the same way `put` may give up on any value, and leaves it to `is` and `write`; what it put then is void. Room
 * is not its business: bytes behind the end of an array are not written, and who asked looks at the place that it gives.
 * `spec/laws/scans` holds every word to it.
 */
export interface Word<A> extends t.Type<A, string> {
  /** The value of a word, and whether the word was odd. */
  readonly read: (word: string) => Read<A>
  /** The canonical word of a value. */
  readonly write: (value: A) => string
  readonly scan: Scan<A>
  readonly put: Put
  readonly expected: string
  readonly secret: Secrecy
}

interface Functions<A> {
  readonly expected: string
  readonly is: (u: unknown) => u is A
  readonly read: (word: string) => Read<A>
  readonly write: (value: A) => string
  /** Left out, `read` does it. */
  readonly scan?: Scan<A>
  /** Left out, `is` and `write` do it. */
  readonly put?: Put
  readonly secret?: Secrecy
}

/** Puts byte text as it is. */
export const putText = (text: string, bytes: Uint8Array, at: number): number => {
  const { length } = text
  for (let i = 0; i < length; i++) bytes[at + i] = text.charCodeAt(i)
  return at + length
}

const scanning =
  <A>(read: Functions<A>['read']): Scan<A> =>
  (_, bytes, start, end) => {
    if (start >= end) return unread
    const value = read(byteText(bytes, start, end))
    return isOdd(value) ? unread : value
  }

const putting =
  <A>({ is, write }: Functions<A>): Put =>
  (value, bytes, at) =>
    is(value) ? putText(write(value), bytes, at) : unput

/** A word codec out of its bare functions. */
export const word = <A>(name: string, functions: Functions<A>): Word<A> => {
  const { expected, is, read, write, scan = scanning(read), put = putting(functions), secret = false } = functions
  const validate: t.Validate<unknown, A> = (input, context) => {
    const value = typeof input === 'string' ? valueOf(read(input)) : unread
    return value === unread ? t.failure(input, context, `should be ${expected}`) : t.success(value)
  }
  return Object.assign(new t.Type<A, string>(name, is, validate, write), { read, write, scan, put, expected, secret })
}

/** As `word`, for a codec whose odd words are best told by writing the value again. */
export const checked = <A>(
  name: string,
  spelling: Omit<Functions<A>, 'read'> & { readonly read: (word: string) => A | typeof unread },
): Word<A> =>
  word<A>(name, {
    ...spelling,
    read: (bytes) => {
      const value = spelling.read(bytes)
      return value === unread ? unread : canonicalIf(spelling.write(value) === bytes, value)
    },
  })

// eslint-disable-next-line no-control-regex
const structural = /[\x00-\x20]/

/** Whether text can stand on a line as it is. */
export const isPlain = (u: unknown): u is string => typeof u === 'string' && u !== '' && !structural.test(u)

/** A byte of ASCII by its character. */
const code = (character: string): number => character.charCodeAt(0)

/** Bytes as a table: 1 for each that a pattern takes, of those that are visible in ASCII. */
export const visibleBytes = (pattern = /./): Uint8Array =>
  Uint8Array.from({ length: 256 }, (_, byte) => (byte > 0x20 && byte < 0x7f && pattern.test(String.fromCharCode(byte)) ? 1 : 0))

/** Scans words of the bytes in a table, which stand for themselves. */
export const scanOf =
  (taken: Uint8Array): Scan<string> =>
  (text, bytes, start, end) => {
    // A constant of the module would be loaded anew for every byte.
    const table = taken
    for (let i = start; i < end; i++) if (table[bytes[i]!] === 0) return unread
    return start < end ? ownText(text, bytes, start, end) : unread
  }

/** Puts texts of the bytes in a table. */
export const putOf =
  (taken: Uint8Array): Put =>
  (value, bytes, at) => {
    if (typeof value !== 'string') return unput
    const table = taken
    const { length } = value
    for (let i = 0; i < length; i++) {
      const byte = value.charCodeAt(i)
      // Beyond the table there is `undefined`.
      if (table[byte] !== 1) return unput
      bytes[at + i] = byte
    }
    return length > 0 ? at + length : unput
  }

const visible = /^[\x21-\x7e]+$/
const anyVisible = visibleBytes()

/** A word that stands for itself: nothing in it is escaped, what is beyond ASCII is UTF-8. Controls are no part of one. */
export const plain = (name: string, expected: string, options: { readonly secret?: Secrecy } = {}): Word<string> =>
  word<string>(name, {
    expected,
    is: isPlain,
    read: (bytes) => {
      if (visible.test(bytes)) return bytes
      const text = fromByteText(bytes)
      return isPlain(text) ? canonicalIf(toByteText(text) === bytes, text) : unread
    },
    write: toByteText,
    scan: scanOf(anyVisible),
    put: putOf(anyVisible),
    ...options,
  })

/** A word that must match a pattern, and stands for itself. */
export const matching = (
  name: string,
  expected: string,
  pattern: RegExp,
  options: Pick<Functions<string>, 'secret' | 'scan'> = {},
) =>
  word<string>(name, {
    expected,
    is: (u): u is string => typeof u === 'string' && pattern.test(u),
    read: (bytes) => (pattern.test(bytes) ? bytes : unread),
    write: (value) => value,
    ...options,
  })

/** Whether the bytes from `start` on are those of a text. */
const isAt = (text: string, bytes: Uint8Array, start: number): boolean => {
  let i = 0
  while (i < text.length && text.charCodeAt(i) === bytes[start + i]) i++
  return i === text.length
}

/** One of a few words, exactly as written here. */
export const literal = <const L extends string>(...allowed: ReadonlyArray<L>): Word<L> => {
  const among = new Set<unknown>(allowed)
  return word<L>(allowed.join('|'), {
    expected: allowed.join(' or '),
    is: (u): u is L => among.has(u),
    read: (bytes) => (among.has(bytes) ? (bytes as L) : unread),
    write: (value) => value,
    scan: (_, bytes, start, end) => {
      for (let i = 0; i < allowed.length; i++) {
        const each = allowed[i]!
        if (each.length === end - start && isAt(each, bytes, start)) return each
      }
      return unread
    },
  })
}

const zero = 48
/** So many digits are a safe integer. */
const safeDigits = 15

/** A decimal number without sign, up to `most`. Leading zeros are read and not written (core.md 1.8). */
export const natural = (name: string, expected: string, most: number): Word<number> =>
  word<number>(name, {
    expected,
    is: (u): u is number => typeof u === 'number' && Number.isInteger(u) && u >= 0 && u <= most,
    read: (bytes) => {
      if (bytes.length === 0) return unread
      let value = 0
      for (let i = 0; i < bytes.length; i++) {
        const digit = bytes.charCodeAt(i) - zero
        if (digit < 0 || digit > 9) return unread
        value = value * 10 + digit
      }
      if (value > most) return unread
      return bytes.length > 1 && bytes.charCodeAt(0) === zero ? odd(value) : value
    },
    write: String,
    scan: (_, bytes, start, end) => {
      const length = end - start
      if (length <= 0 || length > safeDigits || (length > 1 && bytes[start] === zero)) return unread
      let value = 0
      for (let i = start; i < end; i++) {
        const digit = bytes[i]! - zero
        if (digit < 0 || digit > 9) return unread
        value = value * 10 + digit
      }
      return value > most ? unread : value
    },
    put: (value, bytes, at) =>
      typeof value === 'number' && value >= 0 && value <= most && Number.isInteger(value) ? putNumber(value, bytes, at) : unput,
  })

const small = 0x7fffffff

/** Puts a natural number in decimal digits. */
export const putNumber = (value: number, bytes: Uint8Array, at: number): number => {
  if (value > small) return putText(String(value), bytes, at)
  let end = at + 1
  for (let power = 10; power <= value; power *= 10) end++
  let left = value | 0
  for (let i = end - 1; i >= at; i--) {
    const tenth = (left / 10) | 0
    bytes[i] = zero + left - tenth * 10
    left = tenth
  }
  return end
}

/** A word written behind a mark, as in `N=bob@example.com`. */
export const marked = <A>(mark: string, inner: Word<A>): Word<A> => {
  const opening = `${mark}=`
  return word<A>(opening + inner.name, {
    expected: `${opening} and ${inner.expected}`,
    is: inner.is,
    read: (bytes) => (bytes.startsWith(opening) ? inner.read(bytes.slice(opening.length)) : unread),
    write: (value) => opening + inner.write(value),
    scan: (text, bytes, start, end) =>
      isAt(opening, bytes, start) ? inner.scan(text, bytes, start + opening.length, end) : unread,
    put: (value, bytes, at) => inner.put(value, bytes, putText(opening, bytes, at)),
    secret: inner.secret,
  })
}

const comma = code(',')

/** Several of a kind in one word, joined by commas. */
export const commaList = <A>(inner: Word<A>): Word<ReadonlyArray<A>> =>
  word<ReadonlyArray<A>>(`${inner.name},...`, {
    expected: `${inner.expected}, or several joined by commas`,
    is: (u): u is ReadonlyArray<A> => Array.isArray(u) && u.length > 0 && u.every(inner.is),
    read: (bytes) => {
      if (!bytes.includes(',')) {
        const only = inner.read(bytes)
        return only === unread ? unread : canonicalIf(!isOdd(only), [valueOf(only) as A])
      }
      const reads = bytes.split(',').map(inner.read)
      const values = reads.map(valueOf)
      return values.includes(unread) ? unread : canonicalIf(!reads.some(isOdd), values as ReadonlyArray<A>)
    },
    write: (values) => values.map(inner.write).join(','),
    scan: (text, bytes, start, end) => {
      const values: Array<A> = []
      for (let from = start; ; ) {
        let to = from
        while (to < end && bytes[to] !== comma) to++
        const value = inner.scan(text, bytes, from, to)
        if (value === unread) return unread
        values.push(value)
        if (to >= end) return values
        from = to + 1
      }
    },
  })
