import { expect, it } from 'vitest'

import { readMessage, writeMessage, type Message } from '../../lib/payloads/message.js'
import { utf8Bytes, utf8Of } from '../../lib/wire/text.js'

/** Lines with CR LF between them, as bytes: a payload as the reference prints it. */
export const payload = (...lines: ReadonlyArray<string>): Uint8Array => utf8Bytes(lines.join('\r\n'))

/** Bytes as text, to be compared and shown. */
export const shown = utf8Of

/**
 * A value to be compared with another: bytes as numbers, whatever kind of array they are in, secrets as their text,
 * and without what was wrong with the XML, which is not written again.
 */
export const comparable = (value: unknown): unknown => {
  if (value instanceof Uint8Array) return [...value]
  if (typeof value === 'function') return (value as () => unknown)()
  if (Array.isArray(value)) return value.map(comparable)
  if (typeof value !== 'object' || value === null) return value
  const properties = Object.entries(value).filter(([key]) => key !== 'problem')
  return Object.fromEntries(properties.map(([key, each]) => [key, comparable(each)]))
}

/** How often a law is tried. */
export const runs = { numRuns: Number(process.env['LAW_RUNS'] ?? 1000) }

/** A payload and its message, one read as the other and written as the other, of a length that the reference gives. */
export const describesMessage = (bytes: number, fixture: Uint8Array, message: Message): void => {
  it(`has ${bytes} bytes`, () => {
    expect(fixture.length).toBe(bytes)
  })
  it('is read', () => {
    expect(readMessage(fixture)).toEqual(message)
  })
  it('is written', () => {
    expect(shown(writeMessage(message))).toBe(shown(fixture))
  })
}
