/** The codecs of single words: numbers, addresses, names of lists, GUIDs, tickets. */
import { percentDecoded } from '../wire/percent.js'
import { Quoted } from './quoted.js'
import { ownText } from '../wire/text.js'
import { checked, literal, matching, natural, odd, plain, putOf, scanOf, unread, valueOf, visibleBytes, word, type Word } from './word.js'

/**
 * A transaction id: decimal, 0 to 4294967295.
 *
 * **Source** core.md 1.3
 */
export const TrId = natural('TrId', 'a transaction id (0 to 4294967295)', 0xffffffff)
export type TrId = number

/** A count, an index, a number of seconds or minutes. */
export const Count = natural('Count', 'a decimal number', Number.MAX_SAFE_INTEGER)
export type Count = number

/**
 * The serial number of a contact list, one for an account, which rises with every change (MSNP2 to 9).
 *
 * **Source** core.md 4.2
 */
export const Serial = natural('Serial', 'a list serial number', Number.MAX_SAFE_INTEGER)
export type Serial = number

/** Opaque text that is neither escaped nor read. */
export const Text = plain('Text', 'a word')
export type Text = string

/** The text of a word whatever its spelling, made into something else. */
const withText =
  <A>(make: (text: string) => A) =>
  (bytes: string): A | typeof unread => {
    const text = valueOf(Text.read(bytes))
    return text === unread ? unread : make(text)
  }

/** A word less some; `taken` are bytes of which none of those can consist, with which nearly all others can. */
const refusing = (isRefused: (text: string) => boolean, inner: Word<string>, taken: Uint8Array): Word<string> =>
  word<string>(inner.name, {
    expected: inner.expected,
    is: (u): u is string => inner.is(u) && !isRefused(u),
    read: (bytes) => (isRefused(bytes) ? unread : inner.read(bytes)),
    write: inner.write,
    scan: scanOf(taken),
    put: putOf(taken),
  })

/** The version of a client, such as `6.0.0602`; it is no address on the web, which may stand in its place. */
export const ClientVersion: Word<string> = refusing(
  (text) => text.includes('://'),
  plain('ClientVersion', 'the version of a client'),
  visibleBytes(/[^/]/),
)
export type ClientVersion = string

/** An address on the web, or the path of one. */
export const Url = plain('Url', 'a URL')
export type Url = string

/** An address on the web with its scheme, which tells it from the words that stand beside it. */
export const WebUrl = matching('WebUrl', 'an http URL', /^https?:\/\/[\x21-\x7e]+$/i)
export type WebUrl = string

const startsWithDigit = (text: string): boolean => text.charCodeAt(0) <= 57 && text.charCodeAt(0) >= 48

// Nearly every line has an address in it, and hardly one begins with a digit: it is cheaper to look before the pattern does.
const hasNetwork = (text: string): boolean => startsWithDigit(text) && /^\d+:/.test(text)

/**
 * An account's address, such as `bob@example.com`; also `tel:+15551234567`, a telephone in a contact list.
 *
 * Nothing of it is escaped. What a client may type stands here unchecked: to refuse it is the server's business. Only
 * an address with a network before it (`1:`), or an endpoint or a circle behind it (`;{guid}`, `;via=`), is another shape, an
 * `Endpoint`.
 *
 * **Source** core.md 1.2, 4.3
 */
export const Passport: Word<string> = refusing(
  (text) => text.includes(';') || hasNetwork(text),
  plain('Passport', 'the address of an account'),
  visibleBytes(/[^:;]/),
)
export type Passport = string

/** An address as somebody types it to sign in: whether it is one of an account, the server says (911). */
export const TypedPassport: Word<string> = plain('TypedPassport', 'the address of an account')

/** A password, as MSNP2's clear-text package sends it. */
export const Password = plain('Password', 'a password', { secret: 'computed' })
export type Password = string

/** What a login server gave to prove who signs in (core.md 3.3, 3.4). */
export const Ticket = plain('Ticket', 'a ticket', { secret: 'given' })
export type Ticket = string

/** What lets one account into one switchboard (core.md 2.3). */
export const Cookie = plain('Cookie', 'a cookie', { secret: 'given' })
export type Cookie = string

/** The number of a switchboard session; Escargot's has hexadecimal digits, so it is opaque (core.md 6.2). */
export const SessionId = plain('SessionId', 'a session id')
export type SessionId = string

/** An MD5 digest as 32 lower-case hexadecimal digits. */
export const Digest = matching('Digest', 'an MD5 digest, 32 hexadecimal digits', /^[0-9a-fA-F]{32}$/, {
  secret: 'computed',
})
export type Digest = string

/** Bytes in Base64 that prove who signs in. */
export const Proof = matching('Proof', 'Base64', /^[A-Za-z0-9+/]+={0,2}$/, { secret: 'computed' })
export type Proof = string

/** Bytes in Base64. */
export const Base64 = matching('Base64', 'Base64', /^[A-Za-z0-9+/]+={0,2}$/)
export type Base64 = string

/** A dialect's name in `VER`, in capitals whatever its case; or `CVR0`, the name of the sub-protocol (core.md 3.1). */
export const Version: Word<string> = checked<string>('Version', {
  expected: 'the name of a dialect, such as MSNP8',
  is: (u): u is string => Text.is(u) && u === u.toUpperCase(),
  read: withText((name) => name.toUpperCase()),
  write: Text.write,
})
export type Version = string

/** How an account shows itself to its contacts. FLN is said by servers only; HDN only of oneself (core.md 8.1). */
export const Status = literal('NLN', 'BSY', 'IDL', 'BRB', 'AWY', 'PHN', 'LUN', 'HDN', 'FLN')
export type Status = 'NLN' | 'BSY' | 'IDL' | 'BRB' | 'AWY' | 'PHN' | 'LUN' | 'HDN' | 'FLN'

/** A contact's status as a server reports it: a code that nobody knows is read as away (core.md 8.1). */
export const ShownStatus: Word<Status> = word<Status>('ShownStatus', {
  expected: 'a status, such as NLN',
  is: Status.is,
  read: (bytes) => {
    const status = Status.read(bytes)
    return status === unread && /^[A-Z]{3}$/.test(bytes) ? odd('AWY') : status
  },
  write: Status.write,
  scan: Status.scan,
  put: Status.put,
})

/** A contact list: forward, allow, block, reverse, pending (core.md 4.1). */
export const ListName = literal('FL', 'AL', 'BL', 'RL', 'PL')
export type ListName = 'FL' | 'AL' | 'BL' | 'RL' | 'PL'

/** The lists that a contact is on, as a sum: FL 1, AL 2, BL 4, RL 8, PL 16 (core.md 8.2). See `listsOf`. */
export const ListBits = natural('ListBits', 'a sum of list bits', 0xffff)
export type ListBits = number

const bitOf: Readonly<Record<ListName, number>> = { FL: 1, AL: 2, BL: 4, RL: 8, PL: 16 }

/** The lists that a sum of bits stands for; bits that no list has are passed over. */
export const listsOf = (bits: ListBits): ReadonlyArray<ListName> =>
  (Object.keys(bitOf) as Array<ListName>).filter((list) => bits & bitOf[list])

/** The sum of bits for some lists: the inverse of `listsOf`. */
export const listBits = (lists: ReadonlyArray<ListName>): ListBits =>
  lists.reduce((bits, list) => bits | bitOf[list], 0)

/** A group's number, 0 to 29, in MSNP7 to 9 (core.md 4.7). */
export const GroupId = natural('GroupId', 'the number of a group', Number.MAX_SAFE_INTEGER)
export type GroupId = number

const guidDigits = '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}'

const hexDigit = visibleBytes(/[0-9a-fA-F]/)
const [guidLength, guidHexDigits, dash] = [36, 32, 45]
const guidDashes = [8, 13, 18, 23]

/** A GUID without braces: a contact, or a group from MSNP10 on. */
export const Guid = matching('Guid', 'a GUID', new RegExp(`^${guidDigits}$`), {
  scan: (text, bytes, start, end) => {
    if (end - start !== guidLength) return unread
    const table = hexDigit
    let digits = 0
    for (let i = start; i < end; i++) digits += table[bytes[i]!]!
    if (digits !== guidHexDigits || guidDashes.some((at) => bytes[start + at] !== dash)) return unread
    return ownText(text, bytes, start, end)
  },
})
export type Guid = string

const braced = new RegExp(`^\\{?(${guidDigits})\\}?$`)

/** A GUID in braces, which are not part of the value: an endpoint that an account is signed in at (core.md 3.4). */
export const BracedGuid: Word<Guid> = checked<Guid>('BracedGuid', {
  expected: 'a GUID in braces',
  is: Guid.is,
  read: (bytes) => braced.exec(bytes)?.[1] ?? unread,
  write: (guid) => `{${guid}}`,
})

/** The network of an address: 1 Passport, 4 telephone, 9 circle, 32 Yahoo; more in `networks` (core.md 8.3). */
export const NetworkId = natural('NetworkId', 'a network id', 0xffff)
export type NetworkId = number

/** The names of the networks (core.md 8.3; all but 1, 4, 9 and 32 from a single source). */
export const networks: Readonly<Record<NetworkId, string>> = {
  1: 'Passport',
  2: 'Office Communications Server',
  4: 'telephone',
  8: 'mobile',
  9: 'circle',
  10: 'temporary group',
  11: 'contact id',
  13: 'connected service',
  16: 'SMTP',
  32: 'Yahoo',
}

/** Where a server listens. IPv6 addresses stand in brackets on the wire, and without them here. */
export interface Address {
  readonly host: string
  readonly port: number
}

const defaultPort = 1863
const hostAndPort = /^(?:\[([0-9a-fA-F:.]+)\]|([^:[\]]+))(?::(\d{1,5}))?$/

/** A host as it stands before a port: IPv6 addresses in brackets. */
export const bracketed = (host: string): string => (host.includes(':') ? `[${host}]` : host)

/** The same out of the brackets of a URL. */
export const unbracketed = (host: string): string => host.replace(/^\[|\]$/g, '')

/** `10.0.0.5:1863` or `host.example.com:1863`; without a port, 1863 is meant (core.md 2.1). */
export const Address: Word<Address> = checked<Address>('Address', {
  expected: 'an address, host:port',
  is: (u): u is Address => {
    if (typeof u !== 'object' || u === null) return false
    const { host, port } = u as Partial<Address>
    return (
      Text.is(host) &&
      Number.isInteger(port) &&
      port! >= 0 &&
      port! <= 65535 &&
      (host.includes(':') ? /^[0-9a-fA-F:.]+$/ : /^[^[\]]+$/).test(host)
    )
  },
  read: (bytes) => {
    const parts = hostAndPort.exec(bytes)
    const host = parts?.[1] ?? parts?.[2]
    const port = Number(parts?.[3] ?? defaultPort)
    return host === undefined || port > 65535 ? unread : withText((host) => ({ host, port }))(host)
  },
  write: ({ host, port }) => `${host.includes(':') ? bracketed(host) : Text.write(host)}:${port}`,
})

/**
 * The moment of a list's or a setting's last change, to be given back as it came.
 *
 * **Units** `at` in milliseconds since 1970 (UTC).
 */
export interface Stamp {
  readonly text: string
  readonly at?: number
}

const stampText = /^(?:\d+|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d*)?(?:Z|[+-]\d\d:?\d\d)?)$/

/** A stamp out of its text. */
export const stamp = (text: string): Stamp => {
  const at = text.includes('T') ? Date.parse(text) : Number.NaN
  return Number.isNaN(at) ? { text } : { text, at }
}

/**
 * A stamp of MSNP10 to 12: `2005-04-23T18:57:44.8130000-07:00`, or a plain number for accounts that were not moved yet.
 *
 * **Source** core.md 4.2
 */
export const Stamp: Word<Stamp> = word<Stamp>('Stamp', {
  expected: 'a date such as 2005-04-23T18:57:44.8130000-07:00, or a number',
  is: (u): u is Stamp =>
    typeof u === 'object' &&
    u !== null &&
    typeof (u as Partial<Stamp>).text === 'string' &&
    stampText.test((u as Stamp).text),
  read: (bytes) => (stampText.test(bytes) ? stamp(bytes) : unread),
  write: ({ text }) => text,
})

/** A pair such as `fname=Ann`, in what `FND` searches for and finds (core.md 4.10). */
export interface Criterion {
  readonly field: string
  readonly value: string
}

/** One `field=value` of `FND`. */
export const Criterion: Word<Criterion> = checked<Criterion>('Criterion', {
  expected: 'field=value',
  is: (u): u is Criterion => {
    if (typeof u !== 'object' || u === null) return false
    const { field, value } = u as Partial<Criterion>
    return typeof value === 'string' && Text.is(field) && !field.includes('=')
  },
  read: (bytes) => {
    const equals = bytes.indexOf('=')
    if (equals < 1) return unread
    const value = percentDecoded(bytes.slice(equals + 1))
    return withText((field) => ({ field, value }))(bytes.slice(0, equals))
  },
  write: ({ field, value }) => `${Text.write(field)}=${value === '' ? '' : Quoted.write(value)}`,
})

/** Yes or no, written `1` and `0`. */
export const Flag: Word<boolean> = word<boolean>('Flag', {
  expected: '0 or 1',
  is: (u): u is boolean => typeof u === 'boolean',
  read: (bytes) => (bytes === '1' ? true : bytes === '0' ? false : unread),
  write: (yes) => (yes ? '1' : '0'),
  scan: (_, bytes, start, end) => {
    const digit = end - start === 1 ? bytes[start]! - 48 : -1
    return digit === 0 || digit === 1 ? digit === 1 : unread
  },
})
export type Flag = boolean
