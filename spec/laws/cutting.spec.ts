import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import * as O from 'fp-ts/lib/Option.js'
import { describe, expect, it } from 'vitest'

import { encodeIn, type Decoded, type Encodable } from '../../lib/commands/codec.js'
import { decode, decodeEnd, decoder, faultOf, type Reading } from '../../lib/commands/decoder.js'
import { anywhere } from '../../lib/commands/scope.js'
import { allPlans } from '../../lib/commands/verbs.js'
import { write } from '../../lib/wire/frame.js'
import { byteText, bytesOf } from '../../lib/wire/text.js'
import { commandsOf, cuttings, runs } from '../support/arbitrary.js'
import { readAll } from '../support/readAll.js'

// Bytes of commands, whole and broken: lines of rows, pieces of them, and plain noise.
const noise = fc.oneof(
  fc.constantFrom('\r\n', '\n', '\r', ' ', '\t', '\0', 'MSG ', '5', '-1', '+5', '0053', '99999999999', ' 2147483648\r\n'),
  fc.constantFrom('NLN NLN bob@example.com %zz%4\r\n', 'nln NLN x y\r\n', 'VER 1 MSNP8 CVR0\r\n', 'VER 1 MSNP18\r\n', '911 4\r\n'),
  fc.constantFrom('UBX bob@example.com 5\r\nhello', 'MSG a b 10\r\nshort\r\n', 'QRY 1 x abc\r\n', '241 9 5\r\n<ml/>', '\xff\xfe \xc3\r\n'),
  fc.uint8Array({ maxLength: 12 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
)
const proper = fc
  .constantFrom(...allPlans)
  .chain((plan) => commandsOf(plan.row)!.map((command) => ({ side: plan.row.from === 'client' ? 'client' : 'server', command }) as const))
  .map(({ side, command }) => {
    const bytes = encodeIn(side)(anywhere, command as unknown as Encodable)
    return E.isRight(bytes) ? Buffer.from(bytes.right).toString('latin1') : ''
  })
const bytes = fc.array(fc.oneof(proper, noise), { maxLength: 12 }).map((parts) => bytesOf(parts.join('')))
const readings: fc.Arbitrary<Reading> = fc.constantFrom(
  {},
  { on: 'NS' as const },
  { on: 'SB' as const, dialect: 'MSNP18' as const },
  { dialect: 'MSNP8' as const },
  { limits: { line: 40, payload: 20 } },
)
const sides = fc.constantFrom('client' as const, 'server' as const)

describe('however bytes are cut', () => {
  it('the same commands come out, and the same fault', () => {
    fc.assert(
      fc.property(
        bytes.chain((all) => fc.tuple(fc.constant(all), cuttings(all), sides, readings)),
        ([all, chunks, from, reading]) => {
          expect(readAll(from, reading, chunks)).toEqual(readAll(from, reading, [all]))
        },
      ),
      runs,
    )
  })

  it('the same commands come out byte by byte', () => {
    fc.assert(
      fc.property(bytes, sides, readings, (all, from, reading) => {
        const single = Array.from(all, (_, i) => all.subarray(i, i + 1))
        expect(readAll(from, reading, single)).toEqual(readAll(from, reading, [all]))
      }),
      runs,
    )
  })
})

describe('whatever the bytes are', () => {
  it('there are values, and no byte before a fault is lost', () => {
    fc.assert(
      fc.property(fc.oneof(bytes, fc.uint8Array({ maxLength: 200 })), sides, readings, (all, from, reading) => {
        let state = decoder(reading)
        const written: Array<Uint8Array> = []
        const keep = (decoded: Decoded): void => {
          if (decoded._tag === 'Undecodable') written.push(write(decoded.frame))
          else written.push(E.getOrElse((): Uint8Array => bytesOf('not encodable'))(encodeIn(from)(state.scope, decoded)))
        }
        for (let i = 0; i < all.length; i++) {
          const [next, decoded] = decode(from)(state, all.subarray(i, i + 1))
          state = next
          decoded.forEach(keep)
        }
        decodeEnd(from)(state).forEach(keep)
        const fault = O.toUndefined(faultOf(from)(state))
        expect(byteText(Buffer.concat(written))).toBe(byteText(all, 0, fault === undefined ? all.length : fault.at))
      }),
      runs,
    )
  })
})
