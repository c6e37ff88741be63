import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'

import { codec, type Decoded, type Encodable, type Speech } from '../../lib/commands/codec.js'
import { byteText, bytesOf } from '../../lib/wire/text.js'
import { readAll } from './readAll.js'

/** Bytes, as byte text, and the command that they are. */
export interface Fixture {
  readonly speech: Speech
  readonly wire: string
  readonly command: Decoded
}

const read = ({ from, ...reading }: Speech, chunks: ReadonlyArray<Uint8Array>): ReadonlyArray<Decoded> =>
  readAll(from, reading, chunks)[0]

/** Four checks of one fixture: it is read whole, byte by byte, with other bytes behind it, and written again. */
export const describeWire = (what: string, { speech, wire, command }: Fixture): void => {
  describe(what, () => {
    const bytes = bytesOf(wire)

    it('is read whole', () => {
      expect(read(speech, [bytes])).toEqual([command])
    })
    it('is read byte by byte', () => {
      expect(read(speech, Array.from(bytes, (_, i) => bytes.subarray(i, i + 1)))).toEqual([command])
    })
    it('is read with others before and behind it', () => {
      const out = speech.from === 'client' ? 'OUT\r\n' : '500 7\r\n'
      const [first, second, third, ...more] = read(speech, [bytesOf(out + wire + out)])
      expect(second).toEqual(command)
      expect(third).toEqual(first)
      expect(more).toEqual([])
    })
    it('is written the same', () => {
      if (command._tag === 'Undecodable') return expect(byteText(bytesOf(command.frame.line + command.frame.end))).toBe(wire)
      const written = codec(speech).encode(command as Encodable)
      expect(E.map(byteText)(written)).toEqual(E.right(wire))
    })
  })
}
