/** What reads must write: a law over all words, all rows and all dialects. */
import * as E from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { describeUnencodable, encodeIn, type Decoded, type Encodable } from '../../lib/commands/codec.js'
import { decodeFramed, decoder } from '../../lib/commands/decoder.js'
import { dialectsIn } from '../../lib/commands/dialects.js'
import { stepsOf } from '../../lib/commands/row.js'
import { allPlans } from '../../lib/commands/verbs.js'
import { isOdd, unread, valueOf, type Word } from '../../lib/commands/word.js'
import { write, type Frame } from '../../lib/wire/frame.js'
import { bytesOf, byteText } from '../../lib/wire/text.js'
import { runs, valuesOf } from '../support/arbitrary.js'
import { scopeAt, spoiltLine, spoilers, spoilt, type Place } from '../support/mutated.js'

const words: ReadonlyMap<string, Word<unknown>> = new Map(
  allPlans.flatMap(({ row }) =>
    stepsOf(row)
      .filter(({ kind }) => kind !== 'Tail' && kind !== 'Fixed')
      .map(({ word }) => [word.name, word as Word<unknown>] as const),
  ),
)

/** The commands of some bytes, each with the frame that it came in. */
const readAt = (place: Place, bytes: string): ReadonlyArray<readonly [Decoded, Frame]> => {
  const found: Array<readonly [Decoded, Frame]> = []
  const { name } = dialectsIn(1 << place.number)[0]!
  decodeFramed(place.from)((command, frame) => found.push([command, frame]))(
    decoder({ on: place.on, dialect: name }),
    bytesOf(bytes),
  )
  return found
}

const told = (bytes: E.Either<Parameters<typeof describeUnencodable>[0], Uint8Array>): string =>
  E.isRight(bytes) ? byteText(bytes.right) : describeUnencodable(bytes.left)

describe('what reads, writes', () => {
  it.each([...words.keys()].sort())('every word of %s', (name) => {
    const word = words.get(name)!
    const values = valuesOf(word)!
    const bytes = fc
      .oneof(fc.constantFrom(...spoilers), values.map(word.write))
      .chain(spoilt)
      .map((text) => text.replace(/[ \t\n]/g, ''))
      .filter((text) => text !== '')
    fc.assert(
      fc.property(bytes, (text) => {
        const read = word.read(text)
        const value = valueOf(read)
        if (value === unread) return
        expect(word.is(value)).toBe(true)
        const again = word.write(value)
        expect(again).not.toMatch(/[ \t\r\n]/)
        expect(word.read(again)).toEqual(value)
        expect(isOdd(read)).toBe(again !== text)
      }),
      { ...runs, numRuns: runs.numRuns / 4 },
    )
  })

  it('every line of every row: to the same bytes as it came, and anew to the same command', () => {
    fc.assert(
      fc.property(spoiltLine, ({ place, bytes }) => {
        const encode = encodeIn(place.from)
        for (const [command, frame] of readAt(place, bytes)) {
          if (command._tag === 'Undecodable') continue
          expect(told(encode(scopeAt(place), command as Encodable))).toBe(byteText(write(frame)))
          const { odd: _, ...anew } = command
          const written = told(encode(scopeAt(place), anew as Encodable))
          const [[again] = [], ...more] = readAt(place, written)
          // What was missing, and nothing depends on, is written as nothing.
          expect([again, more]).toMatchObject([anew, []])
          expect(told(encode(scopeAt(place), again as Encodable))).toBe(written)
        }
      }),
      { ...runs, numRuns: runs.numRuns * 5 },
    )
  })
})
