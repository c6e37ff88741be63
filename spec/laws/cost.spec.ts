/** The cost of a line is linear in its length, whatever row it is of and however hostile it is. */
import { describe, expect, it } from 'vitest'

import { encodeIn, type Encodable } from '../../lib/commands/codec.js'
import { decodeEach, decoder } from '../../lib/commands/decoder.js'
import { dialectsIn } from '../../lib/commands/dialects.js'
import type { Plan } from '../../lib/commands/plan.js'
import type { Side } from '../../lib/commands/row.js'
import { allPlans } from '../../lib/commands/verbs.js'
import { bytesOf } from '../../lib/wire/text.js'
import { scopeAt } from '../support/mutated.js'

/** What a line is filled with. */
const fills: ReadonlyArray<string> = [
  ...['b ', ' ', '  b', '0', '%', ':0', 'F=a ', '%20a%3D%22b%22'],
]

const short = 512
const times = 24

const fill = (start: string, what: string, length: number, end: string): string =>
  start + what.repeat(Math.ceil((length - start.length - end.length) / what.length)) + end

/** Verbs of which some lines end in the length of a payload: without one, nobody could tell where the next line begins. */
const announcing = new Set(allPlans.filter(({ row }) => row.class === 'Payload').map(({ row }) => row.verb))

/** A line of a row up to its last word; and one with an object of which only the beginning is there. */
const beginnings = ({ row }: Plan): ReadonlyArray<readonly [start: string, end: string]> => {
  const words = row.example.split(' ')
  const end = announcing.has(row.verb) ? ' 0' : ''
  const most = row.class === 'Payload' ? words.length - 1 : words.length
  const counts = [Math.max(1, most - 1)]
  const all = counts.map((count) => [`${words.slice(0, count).join(' ')} `, end] as const)
  const object = row.example.indexOf('%3Cmsnobj')
  return object < 0 ? all : [...all, [`${row.example.slice(0, object)}%3Cmsnobj%20`, '']]
}

const sidesOf = ({ row }: Plan): ReadonlyArray<Side> => (row.from === 'both' ? ['client', 'server'] : [row.from])

/** What the processor does to read some bytes, and to write again what is read of them; other processes count for nothing. */
const cost = (plan: Plan, from: Side, bytes: Uint8Array, lines: number): number => {
  const { number, name } = dialectsIn(plan.dialects).at(-1)!
  const on = plan.row.on[0]!
  const encode = encodeIn(from)
  const scope = scopeAt({ on, number })
  let read = 0
  const before = process.cpuUsage()
  // It gives nothing: `false` would say that nobody wants the lines behind the first.
  decodeEach(from)((command): void => {
    read++
    if (command._tag !== 'Undecodable') encode(scope, command as Encodable)
  })(decoder({ on, dialect: name, limits: { line: 1e6 } }), bytes)
  const { user, system } = process.cpuUsage(before)
  if (read !== lines) throw new Error(`${plan.id}: read ${read} lines of ${lines}`)
  return user + system
}

/** A cost that rises by the square of the length would be `times`. */
const most = 10
const tries = 8
/** Microseconds; what costs less is compared with this, for the clock has steps. */
const least = 20

/** How much more one long line costs than as many bytes in short ones: of each the best of some turns, which the two take. */
const ratioOf = (plan: Plan, from: Side, [start, end]: readonly [string, string], what: string): number => {
  const many = bytesOf(`${fill(start, what, short, end)}\r\n`.repeat(times))
  const one = bytesOf(`${fill(start, what, short * times, end)}\r\n`)
  let [ofOne, ofMany, ratio] = [Infinity, Infinity, Infinity]
  for (let turn = 0; turn < tries && ratio > most; turn++) {
    ofOne = Math.min(ofOne, cost(plan, from, one, 1))
    ofMany = Math.min(ofMany, cost(plan, from, many, times))
    ratio = ofOne / Math.max(ofMany, least)
  }
  return ratio
}

describe('a long line costs no more than as many bytes in short ones', () => {
  const verbs = [...new Set(allPlans.map(({ row }) => row.verb))]
  it.each(verbs)('%s', (verb) => {
    const slow = allPlans
      .filter(({ row }) => row.verb === verb)
      .flatMap((plan) =>
        sidesOf(plan).flatMap((from) =>
          beginnings(plan).flatMap((beginning) =>
            fills
              .map((what) => [plan.id, from, beginning[0], what, ratioOf(plan, from, beginning, what)] as const)
              .filter(([, , , , ratio]) => ratio > most),
          ),
        ),
      )
    expect(slow).toEqual([])
  })
})
