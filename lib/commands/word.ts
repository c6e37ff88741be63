/** How codecs of single words are made: io-ts codecs that also report whether a word was written canonically. */
import * as t from 'io-ts'

import { fromByteText, toByteText } from '../wire/text.js'

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
 * A codec for one word of a line: an io-ts codec, and the bare functions that a walk over a row calls.
 *
 * **Shapes** the words are byte text, as the framer cuts them. Nobody reads an empty word. `write` never gives a blank,
 * a tab, a CR or an LF. What `read` gives, `is` takes and `write` writes: `spec/laws/writing` holds every word to it. A `secret` word is to be shown to nobody: `given`, by a server, as tickets and cookies are, or
 * `computed` from what only its owner knows, as passwords and digests are. `expected` finishes the sentence "this word
 * should be ...".
 */
export interface Word<A> extends t.Type<A, string> {
  /** The value of a word, and whether the word was odd. */
  readonly read: (word: string) => Read<A>
  /** The canonical word of a value. */
  readonly write: (value: A) => string
  readonly expected: string
  readonly secret: Secrecy
}

interface Functions<A> {
  readonly expected: string
  readonly is: (u: unknown) => u is A
  readonly read: (word: string) => Read<A>
  readonly write: (value: A) => string
  readonly secret?: Secrecy
}

/** A word codec out of its bare functions. */
export const word = <A>(name: string, { expected, is, read, write, secret = false }: Functions<A>): Word<A> => {
  const validate: t.Validate<unknown, A> = (input, context) => {
    const value = typeof input === 'string' ? valueOf(read(input)) : unread
    return value === unread ? t.failure(input, context, `should be ${expected}`) : t.success(value)
  }
  return Object.assign(new t.Type<A, string>(name, is, validate, write), { read, write, expected, secret })
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

const visible = /^[\x21-\x7e]+$/

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
    ...options,
  })

/** A word that must match a pattern, and stands for itself. */
export const matching = (
  name: string,
  expected: string,
  pattern: RegExp,
  options: { readonly secret?: Secrecy } = {},
) =>
  word<string>(name, {
    expected,
    is: (u): u is string => typeof u === 'string' && pattern.test(u),
    read: (bytes) => (pattern.test(bytes) ? bytes : unread),
    write: (value) => value,
    ...options,
  })

/** One of a few words, exactly as written here. */
export const literal = <const L extends string>(...allowed: ReadonlyArray<L>): Word<L> => {
  const among = new Set<unknown>(allowed)
  return word<L>(allowed.join('|'), {
    expected: allowed.join(' or '),
    is: (u): u is L => among.has(u),
    read: (bytes) => (among.has(bytes) ? (bytes as L) : unread),
    write: (value) => value,
  })
}

const zero = 48

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
  })

/** A word written behind a mark, as in `N=bob@example.com`. */
export const marked = <A>(mark: string, inner: Word<A>): Word<A> => {
  const opening = `${mark}=`
  return word<A>(opening + inner.name, {
    expected: `${opening} and ${inner.expected}`,
    is: inner.is,
    read: (bytes) => (bytes.startsWith(opening) ? inner.read(bytes.slice(opening.length)) : unread),
    write: (value) => opening + inner.write(value),
    secret: inner.secret,
  })
}

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
  })
