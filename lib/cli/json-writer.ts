/** Writes the lines of `msnp decode --json`, as bytes and piece by piece. */
import type { Decoded } from '../commands/codec.js'
import { describeReason } from '../commands/undecodable.js'
import type { GapEntry, CommandEntry } from '../traces/read/transcript.js'
import { write } from '../wire/frame.js'
import { jsonLine } from './output.js'

/**
 * Writes JSON as bytes, piece by piece: a long recording has a million lines and more, and to make each of them out of
 * strings, or out of an object, takes several times as long.
 */
export interface JsonWriter {
  /** ASCII as it is. */
  readonly put: (text: string) => void
  /** A whole number, 0 or more. */
  readonly count: (number: number) => void
  readonly text: (text: string) => void
  readonly value: (value: unknown) => void
  /** Bytes in Base64, as a text. */
  readonly base64: (bytes: Uint8Array) => void
  /** What was written since it was taken last. */
  readonly take: () => Uint8Array
}

const [quote, backslash, space, tilde, zero] = [0x22, 0x5c, 0x20, 0x7e, 0x30]

const codes = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0))
const digits64 = codes('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/')
const padding = 0x3d

/** In UTF-8, no character takes more bytes. */
const mostBytes = 3
const longestCount = 16

const utf8 = new TextEncoder()

/** An empty sheet, and a pen. In loops, the sheet and the place on it are constants and variables of their own: the function's cost a load each time. */
export const jsonWriter = (): JsonWriter => {
  let sheet = new Uint8Array(1024 * 1024)
  let at = 0

  const makeRoom = (bytes: number): void => {
    if (at + bytes <= sheet.length) return
    const larger = new Uint8Array(2 * sheet.length + bytes)
    larger.set(sheet.subarray(0, at))
    sheet = larger
  }

  const put = (text: string): void => {
    makeRoom(text.length)
    const [bytes, start] = [sheet, at]
    for (let i = 0; i < text.length; i++) bytes[start + i] = text.charCodeAt(i)
    at = start + text.length
  }

  const count = (number: number): void => {
    if (!Number.isSafeInteger(number) || number < 0) return value(number)
    makeRoom(longestCount)
    let length = 1
    for (let rest = number; rest >= 10; rest = Math.floor(rest / 10)) length++
    const [bytes, start] = [sheet, at]
    let rest = number
    for (let i = start + length - 1; i >= start; i--) {
      const most = Math.floor(rest / 10)
      bytes[i] = zero + rest - 10 * most
      rest = most
    }
    at = start + length
  }

  const value = (value: unknown): void => {
    if (typeof value === 'string') return text(value)
    if (typeof value === 'boolean') return put(value ? 'true' : 'false')
    const json = jsonLine(value)
    makeRoom(mostBytes * json.length)
    at += utf8.encodeInto(json, sheet.subarray(at)).written
  }

  const text = (text: string): void => {
    makeRoom(text.length + 2)
    const bytes = sheet
    let place = at
    bytes[place++] = quote
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i)
      if (code < space || code > tilde || code === quote || code === backslash) return escaped(text)
      bytes[place++] = code
    }
    bytes[place++] = quote
    at = place
  }

  const escaped = (text: string): void => {
    const json = jsonLine(text)
    makeRoom(mostBytes * json.length)
    at += utf8.encodeInto(json, sheet.subarray(at)).written
  }

  const base64 = (bytes: Uint8Array): void => {
    makeRoom(Math.ceil(bytes.length / 3) * 4 + 2)
    const [text, digits] = [sheet, digits64]
    let place = at
    text[place++] = quote
    let i = 0
    for (; i + 2 < bytes.length; i += 3) {
      const three = (bytes[i]! << 16) | (bytes[i + 1]! << 8) | bytes[i + 2]!
      text[place] = digits[three >> 18]!
      text[place + 1] = digits[(three >> 12) & 63]!
      text[place + 2] = digits[(three >> 6) & 63]!
      text[place + 3] = digits[three & 63]!
      place += 4
    }
    if (i < bytes.length) {
      const isOne = i + 1 === bytes.length
      const rest = (bytes[i]! << 16) | (isOne ? 0 : bytes[i + 1]! << 8)
      text[place++] = digits[rest >> 18]!
      text[place++] = digits[(rest >> 12) & 63]!
      text[place++] = isOne ? padding : digits[(rest >> 6) & 63]!
      text[place++] = padding
    }
    text[place++] = quote
    at = place
  }

  return {
    put,
    count,
    text,
    value: (given) => (typeof given === 'number' ? count(given) : value(given)),
    base64,
    take: () => {
      const written = sheet.slice(0, at)
      at = 0
      return written
    },
  }
}

/** The class of a decoded command, a failure's included. */
const classOf = (decoded: Exclude<Decoded, { readonly _tag: 'Undecodable' }>): string => {
  if (decoded._tag !== 'Failure') return decoded._tag
  if (decoded.payload !== undefined) return 'Payload'
  return decoded.trid === undefined ? 'Async' : 'Normal'
}

const isField = (name: string): boolean =>
  name !== '_tag' && name !== 'verb' && name !== 'trid' && name !== 'payload' && name !== 'odd'

/** Milliseconds as seconds, to the microsecond. */
const writeSeconds = ({ put, count }: JsonWriter, t: number): void => {
  const all = Math.round(t * 1e3)
  const whole = Math.floor(all / 1e6)
  count(whole)
  let part = all - whole * 1e6
  if (part === 0) return
  put('.')
  for (let place = 1e5; part > 0; place /= 10) {
    const digit = Math.floor(part / place)
    count(digit)
    part -= digit * place
  }
}

const writeFields = ({ put, value }: JsonWriter, decoded: Readonly<Record<string, unknown>>): void => {
  let isFirst = true
  for (const name in decoded) {
    const field = decoded[name]
    if (field === undefined || !isField(name)) continue
    put(isFirst ? '"' : ',"')
    put(name)
    put('":')
    value(field)
    isFirst = false
  }
}

/** Writes a line of `msnp decode --json`. */
export const writeJson =
  (pen: JsonWriter) =>
  (entry: CommandEntry | GapEntry): void => {
    const { put, count, text, base64 } = pen
    put('{"t":')
    writeSeconds(pen, entry.t)
    put(',"connection":')
    count(entry.connection)
    put(entry.from === 'client' ? ',"from":"client"' : ',"from":"server"')
    if (entry._tag === 'Gap') {
      put(',"gap":')
      if (entry.bytes === undefined) put('null')
      else count(entry.bytes)
      return put('}\n')
    }
    const { dialect, decoded } = entry
    put(',"dialect":"')
    put(dialect)
    if (decoded._tag === 'Undecodable') {
      put('","undecodable":')
      text(describeReason(decoded.reason))
      put(',"bytes":')
      base64(write(decoded.frame))
      return put('}\n')
    }
    put('","verb":"')
    put(decoded.verb)
    put('","class":"')
    put(classOf(decoded))
    put('"')
    if ('trid' in decoded && decoded.trid !== undefined) {
      put(',"trid":')
      count(decoded.trid)
    }
    put(',"fields":{')
    writeFields(pen, decoded as unknown as Readonly<Record<string, unknown>>)
    put('}')
    if ('payload' in decoded && decoded.payload !== undefined) {
      put(',"payload":')
      base64(decoded.payload)
    }
    put('}\n')
  }
