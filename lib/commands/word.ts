import * as t from 'io-ts'

import { fromOctetText, toOctetText } from '../wire/text.js'

/** What `read` gives for a word that it cannot read. */
export const unread: unique symbol = Symbol('unread')

/**
 * A codec for one word of a line: an io-ts codec, and the bare functions that a walk over a row calls.
 *
 * **Shapes** the words are octet text, as the framer cuts them. `write` never gives a blank, a tab, a CR or an LF.
 * `canonical` tells whether `write` would give the very word that was read. A `secret` word is a password, a ticket, a
 * digest or a cookie, to be shown to nobody. `expected` finishes the sentence "this word should be ...".
 */
export interface Word<A> extends t.Type<A, string> {
  readonly read: (word: string) => A | typeof unread
  readonly write: (value: A) => string
  readonly canonical: (word: string, value: A) => boolean
  readonly expected: string
  readonly secret: boolean
}

interface Spelling<A> {
  readonly expected: string
  readonly is: (u: unknown) => u is A
  readonly read: (word: string) => A | typeof unread
  readonly write: (value: A) => string
  /** Defaults to writing the value again and comparing. */
  readonly canonical?: (word: string, value: A) => boolean
  readonly secret?: boolean
}

/** A word codec out of its bare functions. */
export const word = <A>(name: string, spelling: Spelling<A>): Word<A> => {
  const { expected, is, read, write, secret = false } = spelling
  const canonical = spelling.canonical ?? ((octets, value) => write(value) === octets)
  const validate: t.Validate<unknown, A> = (input, context) => {
    const value = typeof input === 'string' ? read(input) : unread
    return value === unread ? t.failure(input, context, `should be ${expected}`) : t.success(value)
  }
  return Object.assign(new t.Type<A, string>(name, is, validate, write), { read, write, canonical, expected, secret })
}

const always = (): boolean => true

// eslint-disable-next-line no-control-regex
const structural = /[\x00-\x20]/

/** Whether text can stand on a line as it is. */
export const isPlain = (u: unknown): u is string => typeof u === 'string' && u !== '' && !structural.test(u)

/** A word that stands for itself: nothing in it is escaped, what is beyond ASCII is UTF-8. */
export const plain = (name: string, expected: string, options: { readonly secret?: boolean } = {}): Word<string> =>
  word(name, { expected, is: isPlain, read: fromOctetText, write: toOctetText, ...options })

/** A plain word that must match a pattern; its canonical form is itself. */
export const matching = (name: string, expected: string, pattern: RegExp, options: { readonly secret?: boolean } = {}) =>
  word<string>(name, {
    expected,
    is: (u): u is string => typeof u === 'string' && pattern.test(u),
    read: (octets) => (pattern.test(octets) ? octets : unread),
    write: (value) => value,
    canonical: always,
    ...options,
  })

/** One of a few words, exactly as written here. */
export const literal = <const L extends string>(...allowed: ReadonlyArray<L>): Word<L> => {
  const among = new Set<unknown>(allowed)
  return word<L>(allowed.join('|'), {
    expected: allowed.join(' or '),
    is: (u): u is L => among.has(u),
    read: (octets) => (among.has(octets) ? (octets as L) : unread),
    write: (value) => value,
    canonical: always,
  })
}

const zero = 48

/** A decimal number without sign, up to `most`. Leading zeros are read and not written (core.md 1.8). */
export const natural = (name: string, expected: string, most: number): Word<number> =>
  word<number>(name, {
    expected,
    is: (u): u is number => typeof u === 'number' && Number.isInteger(u) && u >= 0 && u <= most,
    read: (octets) => {
      if (octets.length === 0) return unread
      let value = 0
      for (let i = 0; i < octets.length; i++) {
        const digit = octets.charCodeAt(i) - zero
        if (digit < 0 || digit > 9) return unread
        value = value * 10 + digit
      }
      return value <= most ? value : unread
    },
    write: String,
    canonical: (octets) => octets.length === 1 || octets.charCodeAt(0) !== zero,
  })

/** A word written behind a mark, as in `N=bob@example.com`. */
export const marked = <A>(mark: string, inner: Word<A>): Word<A> =>
  word<A>(`${mark}=${inner.name}`, {
    expected: `${mark}= and ${inner.expected}`,
    is: inner.is,
    read: (octets) =>
      octets.startsWith(mark) && octets[mark.length] === '=' ? inner.read(octets.slice(mark.length + 1)) : unread,
    write: (value) => `${mark}=${inner.write(value)}`,
    canonical: (octets, value) => inner.canonical(octets.slice(mark.length + 1), value),
    secret: inner.secret,
  })

/** Several of a kind in one word, joined by commas. */
export const commaList = <A>(inner: Word<A>): Word<ReadonlyArray<A>> =>
  word<ReadonlyArray<A>>(`${inner.name},...`, {
    expected: `${inner.expected}, or several joined by commas`,
    is: (u): u is ReadonlyArray<A> => Array.isArray(u) && u.length > 0 && u.every(inner.is),
    read: (octets) => {
      const values: Array<A> = []
      for (const part of octets.split(',')) {
        const value = inner.read(part)
        if (value === unread) return unread
        values.push(value)
      }
      return values
    },
    write: (values) => values.map(inner.write).join(','),
  })
