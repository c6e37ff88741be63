import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'

import { codec, type Decoded, type Encodable, type Speech } from '../../lib/commands/codec.js'
import { octetText, octetsOf } from '../../lib/wire/text.js'
import { readAll } from './readAll.js'

/** Octets, as octet text, and the command that they are. */
export interface Fixture {
  readonly speech: Speech
  readonly wire: string
  readonly command: Decoded
}

const read = ({ from, ...reading }: Speech, chunks: ReadonlyArray<Uint8Array>): ReadonlyArray<Decoded> =>
  readAll(from, reading, chunks)[0]

/** Four checks of one fixture: it is read whole, octet by octet, with other octets behind it, and written again. */
export const describeWire = (what: string, { speech, wire, command }: Fixture): void => {
  describe(what, () => {
    const octets = octetsOf(wire)

    it('is read whole', () => {
      expect(read(speech, [octets])).toEqual([command])
    })
    it('is read octet by octet', () => {
      expect(read(speech, Array.from(octets, (_, i) => octets.subarray(i, i + 1)))).toEqual([command])
    })
    it('is read with others before and behind it', () => {
      const out = speech.from === 'client' ? 'OUT\r\n' : '500 7\r\n'
      const [first, second, third, ...more] = read(speech, [octetsOf(out + wire + out)])
      expect(second).toEqual(command)
      expect(third).toEqual(first)
      expect(more).toEqual([])
    })
    it('is written the same', () => {
      if (command._tag === 'Undecodable') return expect(octetText(octetsOf(command.frame.line + command.frame.end))).toBe(wire)
      const written = codec(speech).encode(command as Encodable)
      expect(E.map(octetText)(written)).toEqual(E.right(wire))
    })
  })
}
