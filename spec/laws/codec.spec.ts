import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'

import { decodeIn, encodeIn, type Encodable, type Unencodable } from '../../lib/commands/codec.js'
import { decode, decoder } from '../../lib/commands/decoder.js'
import { dialectMask, dialectsIn } from '../../lib/commands/dialects.js'
import { failureCodes, failureMeaning } from '../../lib/commands/failures.js'
import type { Plan } from '../../lib/commands/plan.js'
import { kindMask, stepsOf } from '../../lib/commands/row.js'
import type { Scope } from '../../lib/commands/scope.js'
import { allPlans, looseWordsOf, bytesAfter } from '../../lib/commands/verbs.js'
import type { Frame } from '../../lib/wire/frame.js'
import { byteText } from '../../lib/wire/text.js'
import { commandsOf, runs } from '../support/arbitrary.js'

const written = allPlans.filter(({ row }) => row.readOnly !== true && row.lastResort !== true)
const sideOf = ({ row }: Plan) => (row.from === 'server' ? 'server' : 'client')

/** Where a row holds: one dialect of its own, one kind of server. */
const scopes = (plan: Plan): fc.Arbitrary<Scope> =>
  fc.record({
    dialects: fc
      .constantFrom(...dialectsIn(dialectMask(plan.row.since, plan.row.until)))
      .map(({ number }) => dialectMask(number, number)),
    kinds: fc.constantFrom(...plan.row.on).map((kind) => kindMask([kind])),
  })

/** A command of any row, and where it can be said. Rows go by their names, which a counterexample can print. */
const anyCommand = fc
  .constantFrom(...written)
  .chain((plan) => fc.record({ id: fc.constant(plan.id), scope: scopes(plan), command: commandsOf(plan.row)! }))
/** Words may be missing only from the end, unless a word behind the gap cannot be taken for one in it. */
const hasGap = (error: Unencodable): boolean => error._tag === 'BadField' && error.expected.includes('left out, as one before it is')
const unlessGap = (error: Unencodable): void => {
  if (!hasGap(error)) throw new Error(JSON.stringify(error))
  fc.pre(false)
}
const mayBeEmpty = ({ row }: Plan): boolean => stepsOf(row).some(({ kind }) => kind === 'DisplayName')
const planNamed = (id: string): Plan => written.find((plan) => plan.id === id)!

const frameOf = (bytes: Uint8Array): Frame => {
  const end = bytes.indexOf(10)
  const line = byteText(bytes, 0, end - 1)
  return { line, end: '\r\n', payload: bytes.length > end + 1 || /\d$/.test(line) ? bytes.slice(end + 1) : undefined }
}

const framed = (side: 'client' | 'server', scope: Scope, bytes: Uint8Array): Frame => {
  const frame = frameOf(bytes)
  const announced = bytesAfter(side)(scope, frame.line)
  expect(announced < 0 ? 0 : announced).toBe(frame.payload?.length ?? 0)
  return announced < 0 ? { ...frame, payload: undefined } : frame
}

describe('for every row of every dialect', () => {
  it('decoding what was encoded gives the command', () => {
    fc.assert(
      fc.property(
        anyCommand,
        ({ id, scope, command }) => {
          const side = sideOf(planNamed(id))
          const bytes = encodeIn(side)(scope, command as unknown as Encodable)
          if (E.isLeft(bytes)) return unlessGap(bytes.left)
          expect(decodeIn(side)(scope, framed(side, scope, bytes.right))).toEqual(command)
        },
      ),
      { ...runs, numRuns: runs.numRuns * 3 },
    )
  })

  it('a line with odd blanks, or a bare LF, decodes to the same command and encodes to the same bytes', () => {
    const blanks = fc.constantFrom(' ', '  ', '\t', ' \t ')
    fc.assert(
      fc.property(
        anyCommand,
        fc.array(blanks, { minLength: 1, maxLength: 5 }),
        fc.constantFrom('', ' ', '\t'),
        fc.constantFrom('\r\n', '\n'),
        ({ id, scope, command }, between, trailing, end) => {
          const side = sideOf(planNamed(id))
          const bytes = encodeIn(side)(scope, command as unknown as Encodable)
          if (E.isLeft(bytes)) return unlessGap(bytes.left)
          const canonical = framed(side, scope, bytes.right)
          const words = looseWordsOf(canonical.line)
          // Two blanks and nothing else may stand around a display name that is empty.
          const blank = (i: number): string => (mayBeEmpty(planNamed(id)) ? between[i % between.length]!.replace('  ', ' \t') : between[i % between.length]!)
          const line = words.map((word, i) => (i === 0 ? word : blank(i) + word)).join('') + trailing
          const frame: Frame = { ...canonical, line, end: end as Frame['end'] }
          const decoded = decodeIn(side)(scope, frame)
          const isOdd = line !== canonical.line || end !== '\r\n'
          expect(decoded).toEqual(isOdd ? { ...command, odd: line + end } : command)
          const again = encodeIn(side)(scope, decoded as Encodable)
          expect(E.map(byteText)(again)).toEqual(E.right(line + end + byteText(frame.payload ?? new Uint8Array(0))))
        },
      ),
      runs,
    )
  })

  it('reading it where anything may be spoken leaves its dialect and its kind of server possible', () => {
    fc.assert(
      fc.property(anyCommand, ({ id, scope, command }) => {
        // What is offered and chosen counts for itself.
        fc.pre(command.verb !== 'VER')
        const side = sideOf(planNamed(id))
        const bytes = encodeIn(side)(scope, command as unknown as Encodable)
        if (E.isLeft(bytes)) return unlessGap(bytes.left)
        const [{ scope: left }] = decode(side)(decoder(), bytes.right)
        expect([left.dialects & scope.dialects, left.kinds & scope.kinds]).toEqual([scope.dialects, scope.kinds])
      }),
      runs,
    )
  })

  it('a command that is changed after decoding is written anew', () => {
    const decoded = decodeIn('server')(
      { dialects: dialectMask(8, 8), kinds: kindMask(['NS']) },
      { line: 'NLN  NLN bob@example.com B%6fb 0', end: '\n', payload: undefined },
    )
    expect(decoded).toMatchObject({ name: 'Bob', odd: 'NLN  NLN bob@example.com B%6fb 0\n' })
    const renamed = { ...decoded, name: 'Bob B' } as Encodable
    const bytes = encodeIn('server')({ dialects: dialectMask(8, 8), kinds: kindMask(['NS']) }, renamed)
    expect(E.map(byteText)(bytes)).toEqual(E.right('NLN NLN bob@example.com Bob%20B 0\r\n'))
  })
})

describe('numeric failures', () => {
  const failures = fc.record(
    {
      code: fc.oneof(fc.constantFrom(...failureCodes), fc.integer({ min: 100, max: 999 })),
      trid: fc.nat({ max: 0xffffffff }),
      payload: fc.uint8Array({ maxLength: 30 }),
    },
    { requiredKeys: ['code'] },
  )

  it('decode to what was encoded', () => {
    fc.assert(
      fc.property(failures, fc.integer({ min: 2, max: 21 }), ({ code, trid, payload }, number) => {
        const scope = { dialects: 1 << number, kinds: kindMask(['NS']) }
        const carries = number >= 13 && trid !== undefined && payload !== undefined
        const failure = {
          _tag: 'Failure' as const,
          verb: String(code),
          code,
          ...failureMeaning(code),
          ...(trid === undefined ? {} : { trid }),
          info: [],
          ...(carries ? { payload } : {}),
        }
        const bytes = encodeIn('server')(scope, failure)
        if (E.isLeft(bytes)) throw new Error(JSON.stringify(bytes.left))
        expect(decodeIn('server')(scope, framed('server', scope, bytes.right))).toEqual(failure)
      }),
      runs,
    )
  })
})
