import { jsonLine } from './output.js'

/**
 * Writes JSON as octets, piece by piece: a long recording has a million lines and more, and to make each of them out of
 * strings, or out of an object, takes several times as long.
 */
export interface Pen {
  /** ASCII as it is. */
  readonly put: (text: string) => void
  /** A whole number, 0 or more. */
  readonly count: (number: number) => void
  readonly text: (text: string) => void
  readonly value: (value: unknown) => void
  /** Octets in Base64, as a text. */
  readonly base64: (octets: Uint8Array) => void
  /** What was written since it was taken last. */
  readonly take: () => Uint8Array
}

const [quote, backslash, space, tilde, zero] = [0x22, 0x5c, 0x20, 0x7e, 0x30]

const codes = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0))
const digits64 = codes('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/')
const padding = 0x3d

/** In UTF-8, no character takes more octets. */
const mostOctets = 3
const longestCount = 16

const utf8 = new TextEncoder()

/** An empty sheet, and a pen. */
export const pen = (): Pen => {
  let sheet = new Uint8Array(1024 * 1024)
  let at = 0

  const makeRoom = (octets: number): void => {
    if (at + octets <= sheet.length) return
    const larger = new Uint8Array(2 * sheet.length + octets)
    larger.set(sheet.subarray(0, at))
    sheet = larger
  }

  const put = (text: string): void => {
    makeRoom(text.length)
    for (let i = 0; i < text.length; i++) sheet[at++] = text.charCodeAt(i)
  }

  const count = (number: number): void => {
    if (!Number.isSafeInteger(number) || number < 0) return value(number)
    makeRoom(longestCount)
    let length = 1
    for (let rest = number; rest >= 10; rest = Math.floor(rest / 10)) length++
    let rest = number
    for (let i = at + length - 1; i >= at; i--) {
      const most = Math.floor(rest / 10)
      sheet[i] = zero + rest - 10 * most
      rest = most
    }
    at += length
  }

  const value = (value: unknown): void => {
    if (typeof value === 'string') return text(value)
    if (typeof value === 'boolean') return put(value ? 'true' : 'false')
    const json = jsonLine(value)
    makeRoom(mostOctets * json.length)
    at += utf8.encodeInto(json, sheet.subarray(at)).written
  }

  const text = (text: string): void => {
    makeRoom(text.length + 2)
    const start = at
    sheet[at++] = quote
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i)
      if (code < space || code > tilde || code === quote || code === backslash) {
        at = start
        return escaped(text)
      }
      sheet[at++] = code
    }
    sheet[at++] = quote
  }

  const escaped = (text: string): void => {
    const json = jsonLine(text)
    makeRoom(mostOctets * json.length)
    at += utf8.encodeInto(json, sheet.subarray(at)).written
  }

  const base64 = (octets: Uint8Array): void => {
    makeRoom(Math.ceil(octets.length / 3) * 4 + 2)
    sheet[at++] = quote
    let i = 0
    for (; i + 2 < octets.length; i += 3) {
      const three = (octets[i]! << 16) | (octets[i + 1]! << 8) | octets[i + 2]!
      sheet[at] = digits64[three >> 18]!
      sheet[at + 1] = digits64[(three >> 12) & 63]!
      sheet[at + 2] = digits64[(three >> 6) & 63]!
      sheet[at + 3] = digits64[three & 63]!
      at += 4
    }
    if (i < octets.length) {
      const isOne = i + 1 === octets.length
      const rest = (octets[i]! << 16) | (isOne ? 0 : octets[i + 1]! << 8)
      sheet[at++] = digits64[rest >> 18]!
      sheet[at++] = digits64[(rest >> 12) & 63]!
      sheet[at++] = isOne ? padding : digits64[(rest >> 6) & 63]!
      sheet[at++] = padding
    }
    sheet[at++] = quote
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
