/** The cost of a line is linear in its length, whatever row it is of and however hostile it is. */
import { describe, expect, it } from 'vitest'

import { encodeIn, type Encodable } from '../../lib/commands/codec.js'
import { decodeEach, decoder } from '../../lib/commands/decoder.js'
import { dialectsIn } from '../../lib/commands/dialects.js'
import type { Plan } from '../../lib/commands/plan.js'
import type { Side } from '../../lib/commands/row.js'
import { allPlans } from '../../lib/commands/verbs.js'
import { octetsOf } from '../../lib/wire/text.js'
import { scopeAt } from '../support/mutated.js'

/** What a line is filled with. */
const fills: ReadonlyArray<string> = [
  ...['b ', ' ', '  b', '0', '%', ':0', 'F=a ', '%20a%3D%22b%22'],
]

const short = 1024
const times = 24

const fill = (start: string, what: string, length: number, end: string): string =>
  start + what.repeat(Math.ceil((length - start.length - end.length) / what.length)) + end

/** A line of a row up to its last word; and one with an object of which only the beginning is there. */
const beginnings = ({ row }: Plan): ReadonlyArray<readonly [start: string, end: string]> => {
  const words = row.example.split(' ')
  const end = row.class === 'Payload' ? ' 0' : ''
  const most = row.class === 'Payload' ? words.length - 1 : words.length
  const counts = [Math.max(1, most - 1)]
  const all = counts.map((count) => [`${words.slice(0, count).join(' ')} `, end] as const)
  const object = row.example.indexOf('%3Cmsnobj')
  return object < 0 ? all : [...all, [`${row.example.slice(0, object)}%3Cmsnobj%20`, '']]
}

const sidesOf = ({ row }: Plan): ReadonlyArray<Side> => (row.from === 'both' ? ['client', 'server'] : [row.from])

/** Milliseconds that it takes to read some octets, and to write again what is read of them. */
const cost = (plan: Plan, from: Side, octets: Uint8Array): number => {
  const { number, name } = dialectsIn(plan.dialects).at(-1)!
  const on = plan.row.on[0]!
  const encode = encodeIn(from)
  const scope = scopeAt({ on, number })
  const began = performance.now()
  decodeEach(from)((command) => command._tag !== 'Undecodable' && encode(scope, command as Encodable))(
    decoder({ on, dialect: name, limits: { line: 1e6 } }),
    octets,
  )
  return performance.now() - began
}

/** How much more one long line costs than as many octets in short ones; the best of some tries, for others run beside us. */
const ratioOf = (plan: Plan, from: Side, [start, end]: readonly [string, string], what: string): number => {
  const many = octetsOf(`${fill(start, what, short, end)}\r\n`.repeat(times))
  const one = octetsOf(`${fill(start, what, short * times, end)}\r\n`)
  let ratio = Number.POSITIVE_INFINITY
  for (let tries = 0; tries < 6 && ratio > most; tries++)
    ratio = Math.min(ratio, cost(plan, from, one) / Math.max(cost(plan, from, many), 0.02))
  return ratio
}

/** A cost that rises by the square of the length would be `times`. */
const most = 5

describe('a long line costs no more than as many octets in short ones', () => {
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
