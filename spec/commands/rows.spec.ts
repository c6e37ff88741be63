import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'

import { codec, encodeIn, type Encodable } from '../../lib/commands/codec.js'
import { dialectMask, dialectsIn } from '../../lib/commands/dialects.js'
import type { Plan } from '../../lib/commands/plan.js'
import { kindMask, stepsOf } from '../../lib/commands/row.js'
import { allPlans } from '../../lib/commands/verbs.js'
import { bytesOf, byteText, utf8Bytes } from '../../lib/wire/text.js'
import { commandsOf } from '../support/arbitrary.js'

const exampleOf = ({ row }: Plan): Uint8Array =>
  bytesOf(`${row.example}\r\n`, row.payload === undefined ? undefined : utf8Bytes(row.payload.example))

const sides = ({ row }: Plan) => (row.from === 'both' ? (['client', 'server'] as const) : [row.from])

describe.each(allPlans.map((plan) => [plan.id, plan] as const))('%s', (_, plan) => {
  const { row } = plan

  it('has a generator, and gives its fields once', () => {
    expect(commandsOf(row)).toBeDefined()
    const names = stepsOf(row).map(({ name }) => name).filter((name) => name !== '')
    expect(new Set(names).size).toBe(names.length)
    expect(names).not.toEqual(expect.arrayContaining(['_tag', 'verb', 'payload', 'odd']))
  })

  it('has an example that is canonical in each of its dialects', () => {
    for (const from of sides(plan))
      for (const on of row.on)
        for (const { name, number } of dialectsIn(dialectMask(row.since, row.until))) {
          const { decode, encode, bytesAfter } = codec({ from, on, dialect: name })
          const bytes = exampleOf(plan)
          const announced = bytesAfter(row.example)
          expect(announced).toBe(row.class === 'Payload' ? utf8Bytes(row.payload!.example).length : -1)
          const payload = announced < 0 ? undefined : utf8Bytes(row.payload!.example)
          const decoded = decode({ line: row.example, end: '\r\n', payload })
          expect(decoded).toMatchObject({ _tag: row.class, verb: row.verb })
          expect('odd' in decoded).toBe(row.readOnly === true || row.lastResort === true)
          expect(E.map(byteText)(encode(decoded as Encodable))).toEqual(E.right(byteText(bytes)))
          // This row, and no earlier one of the verb, is what the example is read by.
          const scope = { dialects: dialectMask(number, number), kinds: kindMask([on]) }
          if (row.readOnly !== true) expect(plan.write(decoded as never)).toBe(row.example)
          expect(E.isRight(encodeIn(from)(scope, decoded as Encodable))).toBe(true)
        }
  })
})

it('every row says where in the sources it stands', () => {
  const source = /^(?:core|messages|escargot)\.md \d|^msnp11|^login/
  expect(allPlans.filter(({ row }) => !source.test(row.source)).map(({ id }) => id)).toEqual([])
})

it('no two rows are the same', () => {
  const all = allPlans.map(({ row }) => JSON.stringify([row.verb, row.from, row.on, row.since, row.until, row.example]))
  expect(new Set(all).size).toBe(all.length)
})
