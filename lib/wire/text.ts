/** Bytes and the texts that stand for them: UTF-8, byte text, Base64. */

/**
 * Bytes and the two kinds of text that stand for them.
 *
 * *Byte text* is a string with one character (U+0000 to U+00FF) an byte: what lines are cut and compared as, since
 * blanks and digits are found without decoding. *Text* is what a person reads: the same bytes taken as UTF-8.
 * (`TextDecoder('latin1')` is windows-1252 and cannot make byte text.)
 */

import { ownBytes } from './bytes.js'

interface NodeBuffer extends Uint8Array {
  latin1Slice(start: number, end: number): string
  latin1Write(text: string, offset: number, length: number): number
  utf8Slice(start: number, end: number): string
}

interface NodeBufferStatic {
  readonly prototype: NodeBuffer
  from(bytes: ArrayBufferLike, offset: number, length: number): NodeBuffer
  from(text: string, encoding: 'latin1' | 'utf8'): NodeBuffer
  allocUnsafe(bytes: number): NodeBuffer
}

/** Node's Buffer is several times faster at all of this; a browser has none and takes the plain path. */
const NodeBuffer = (globalThis as unknown as { readonly Buffer?: NodeBufferStatic }).Buffer

// By its other name, windows-1252: it takes every byte for a character of its own, 27 of them for others than byte text does.
const windowsDecoder = new TextDecoder('latin1')
const windowsText = windowsDecoder.decode(Uint8Array.from({ length: 256 }, (_, byte) => byte))
const isOther = (_: string, byte: number): boolean => windowsText.charCodeAt(byte) !== byte
const byteOf: ReadonlyMap<string, string> = new Map(
  Array.from(windowsText, (character, byte) => [character, String.fromCharCode(byte)] as const).filter(([character], byte) => isOther(character, byte)),
)
const others = new RegExp(`[${[...byteOf.keys()].join('')}]`, 'g')
/** Shorter than this, a loop is faster. */
const shortest = 64

const plainByteText = (bytes: Uint8Array, start: number, end: number): string => {
  if (end - start >= shortest) return windowsDecoder.decode(bytes.subarray(start, end)).replace(others, (character) => byteOf.get(character)!)
  let text = ''
  for (let i = start; i < end; i++) text += String.fromCharCode(bytes[i]!)
  return text
}

const none = new Uint8Array(0)
const latin1Slice = NodeBuffer?.prototype.latin1Slice as NodeBuffer['latin1Slice']

/** The bytes from `start` to `end` as byte text. */
export const byteText: (bytes: Uint8Array, start?: number, end?: number) => string = NodeBuffer
  ? // Any Uint8Array will do: a Buffer of the same bytes would cost as much again.
    (bytes, start = 0, end = bytes.length) => latin1Slice.call(bytes, start, end)
  : (bytes, start = 0, end = bytes.length) => plainByteText(bytes, start, end)

/** V8 copies a piece of text that is as short as this; a longer one holds on to the whole that it is cut from. */
const longestCopied = 12

/** The bytes from `start` to `end` as byte text that holds on to nothing else; `text` is the byte text of all `bytes`. */
export const ownText: (text: string, bytes: Uint8Array, start: number, end: number) => string = NodeBuffer
  ? (text, bytes, start, end) =>
      end - start > longestCopied ? latin1Slice.call(bytes, start, end) : text.slice(start, end)
  : (text, _, start, end) => {
      let own = text.slice(start, Math.min(start + longestCopied, end))
      for (let at = start + longestCopied; at < end; at += longestCopied)
        own += text.slice(at, Math.min(at + longestCopied, end))
      return own
    }

const latin1Write = NodeBuffer?.prototype.latin1Write as NodeBuffer['latin1Write']

/** Writes the bytes that byte text stands for, from `at` on. */
export const fillBytes: (bytes: Uint8Array, text: string, at: number) => void = NodeBuffer
  ? (bytes, text, at) => void latin1Write.call(bytes, text, at, text.length)
  : (bytes, text, at) => {
      for (let i = 0; i < text.length; i++) bytes[at + i] = text.charCodeAt(i)
    }

/** The bytes that byte text stands for, with a payload behind them. Any other text is for `utf8Bytes`. */
export const bytesOf: (text: string, payload?: Uint8Array) => Uint8Array = NodeBuffer
  ? (text, payload = none) => {
      const bytes = NodeBuffer.allocUnsafe(text.length + payload.length)
      bytes.latin1Write(text, 0, text.length)
      bytes.set(payload, text.length)
      // Nobody outside is to see that a Buffer was at work.
      return ownBytes(bytes)
    }
  : (text, payload = none) => {
      const bytes = new Uint8Array(text.length + payload.length)
      fillBytes(bytes, text, 0)
      bytes.set(payload, text.length)
      return bytes
    }

/** Room for bytes that are handed out in pieces. Node's own pool, from which it comes, cannot be given away by who has a piece. */
export const sheetOf: (length: number) => Uint8Array = NodeBuffer
  ? (length) => ownBytes(NodeBuffer.allocUnsafe(length))
  : (length) => new Uint8Array(length)

/** A piece of a sheet: as it is, or as an array of its own where who has a piece could give away the whole. */
export const pieceOf: (sheet: Uint8Array, start: number, end: number) => Uint8Array = NodeBuffer
  ? (sheet, start, end) => new Uint8Array(sheet.buffer, sheet.byteOffset + start, end - start)
  : (sheet, start, end) => sheet.slice(start, end)

const utf8Decoder = new TextDecoder('utf-8', { ignoreBOM: true })
const utf8Encoder = new TextEncoder()
const utf8Slice = NodeBuffer?.prototype.utf8Slice as NodeBuffer['utf8Slice']

/** Bytes read as UTF-8; what is not UTF-8 becomes U+FFFD, as core.md 10.1 asks. */
export const utf8Of = (bytes: Uint8Array): string => utf8Decoder.decode(bytes)

/** The bytes from `start` to `end` read as UTF-8. */
export const utf8Text: (bytes: Uint8Array, start: number, end: number) => string = NodeBuffer
  ? (bytes, start, end) => utf8Slice.call(bytes, start, end)
  : (bytes, start, end) => utf8Of(bytes.subarray(start, end))

/** Text as UTF-8 bytes; a lone surrogate becomes U+FFFD. */
export const utf8Bytes = (text: string): Uint8Array => utf8Encoder.encode(text)

// eslint-disable-next-line no-control-regex
const beyondAscii = /[^\x00-\x7f]/

/** Whether text is ASCII and nothing else. */
export const isAscii = (text: string): boolean => !beyondAscii.test(text)

const readUtf8: (text: string) => string = NodeBuffer
  ? (text) => {
      const bytes = NodeBuffer.from(text, 'latin1')
      return bytes.utf8Slice(0, bytes.length)
    }
  : (text) => utf8Of(bytesOf(text))

const writeUtf8: (text: string) => string = NodeBuffer
  ? (text) => {
      const bytes = NodeBuffer.from(text, 'utf8')
      return bytes.latin1Slice(0, bytes.length)
    }
  : (text) => byteText(utf8Bytes(text))

/** Byte text read as UTF-8. */
export const fromByteText = (bytes: string): string => (beyondAscii.test(bytes) ? readUtf8(bytes) : bytes)

/** Text as the byte text of its UTF-8. */
export const toByteText = (text: string): string => (beyondAscii.test(text) ? writeUtf8(text) : text)

/** Bytes as Base64. */
export const toBase64 = (bytes: Uint8Array): string => btoa(byteText(bytes))

/** The bytes of some Base64; nothing, if it is none. */
export const fromBase64 = (base64: string): Uint8Array | undefined => {
  try {
    return bytesOf(atob(base64))
  } catch {
    return undefined
  }
}
