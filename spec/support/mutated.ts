/** Lines that nobody thought of: what rows write, with something put in, taken out or changed. */
import fc from 'fast-check'

import { encodeIn, type Encodable } from '../../lib/commands/codec.js'
import { dialectMask, dialectsIn } from '../../lib/commands/dialects.js'
import type { Plan } from '../../lib/commands/plan.js'
import { kindMask, type ServerKind, type Side } from '../../lib/commands/row.js'
import type { Scope } from '../../lib/commands/scope.js'
import { allPlans } from '../../lib/commands/verbs.js'
import { byteText } from '../../lib/wire/text.js'
import { commandsOf } from './arbitrary.js'

/** What a word can be spoilt by: controls, separators, marks of other shapes, bytes that are no UTF-8. */
export const spoilers: ReadonlyArray<string> = [
  ...['\x00', '\x01', '\x12', '\x7f', '\r', ' ', '  ', '\t', '\xff', '\xc2\x80', '\xed\xa0\x80', '\xe2\x80\xae'],
  ...['%', '%0', '%zz', '%00', '%0D%0A', '%E2', '%20', '%C2%A0', '%26%23xD800%3B', '%22', '%3C', '%2F'],
  ...['{', '}', ';', ';{', '};', ':', '::', '=', ',', '@', '1:', '9:', ';via=', ';via=9:x', 'F=', 'C=', 'N=', '-', '+'],
  ...['0', '00', '4294967296', '99999999999999999999', '1e3', '0x1', '-2147483604', '2788999228:48:0', '%3Cmsnobj'],
  ...['constructor', '__proto__', 'toString', 'http://a', '[::1]:5', 'OK', 'U', 'D', 'FL', 'MFN', 'MOB'],
]

const spoil = (text: string, [at, length, what]: readonly [number, number, string]): string => {
  const place = Math.floor(at * (text.length + 1))
  return text.slice(0, place) + what + text.slice(place + length)
}

/** A text with a few changes. */
export const spoilt = (text: string): fc.Arbitrary<string> =>
  fc
    .array(
      fc.tuple(
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        fc.constantFrom(0, 0, 0, 1, 1, 2, 5),
        fc.oneof(
          { weight: 4, arbitrary: fc.constantFrom(...spoilers) },
          { weight: 1, arbitrary: fc.string({ unit: fc.nat({ max: 255 }).map((byte) => String.fromCharCode(byte)), maxLength: 3 }) },
        ),
      ),
      { minLength: 0, maxLength: 3 },
    )
    .map((changes) => changes.reduce(spoil, text))

/** Who says it, where, in which dialect. */
export interface Place {
  readonly from: Side
  readonly on: ServerKind
  readonly number: number
}

/** The scope of a place. */
export const scopeAt = ({ on, number }: Omit<Place, 'from'>): Scope => ({ dialects: 1 << number, kinds: kindMask([on]) })

const placesOf = ({ row }: Plan): fc.Arbitrary<Place> =>
  fc.record({
    from: row.from === 'both' ? fc.constantFrom<Side>('client', 'server') : fc.constant(row.from),
    on: fc.constantFrom(...row.on),
    number: fc.constantFrom(...dialectsIn(dialectMask(row.since, row.until)).map(({ number }) => number as number)),
  })

const exampleOf = ({ row }: Plan): string => `${row.example}\r\n${row.payload?.example ?? ''}`

const writtenAt = (plan: Plan, place: Place): fc.Arbitrary<string> =>
  plan.row.readOnly === true
    ? fc.constant(exampleOf(plan))
    : commandsOf(plan.row)!.map((command) => {
        const bytes = encodeIn(place.from)(scopeAt(place), command as unknown as Encodable)
        return bytes._tag === 'Right' ? byteText(bytes.right) : exampleOf(plan)
      })

/** Bytes of a line of a row, spoilt or not, and of its payload. */
export const linesOf = (plan: Plan, place: Place): fc.Arbitrary<string> =>
  fc.oneof(writtenAt(plan, place), fc.constant(exampleOf(plan))).chain((text) => {
    const end = text.indexOf('\r\n')
    return spoilt(text.slice(0, end)).map((line) => line.replaceAll('\n', '') + text.slice(end))
  })

/** Bytes of one line of any row, and of its payload; and the place that it belongs to. */
export const spoiltLine: fc.Arbitrary<{ readonly id: string; readonly place: Place; readonly bytes: string }> = fc
  .constantFrom(...allPlans)
  .chain((plan) =>
    placesOf(plan).chain((place) =>
      fc.record({ id: fc.constant(plan.id), place: fc.constant(place), bytes: linesOf(plan, place) }),
    ),
  )
