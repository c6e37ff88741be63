/** Commands in the shape that they have in a dialect, out of more fields than any one shape has. */
import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'

import { codec, encodeIn, type Encodable, type Unencodable } from '../../lib/commands/codec.js'
import { dialectMask, dialectNamed, dialects, dialectsIn, type Dialect, type DialectFacts } from '../../lib/commands/dialects.js'
import { fitted, forms } from '../../lib/commands/fit.js'
import { kindMask, type AnyCommand, type Row, type Side } from '../../lib/commands/row.js'
import { allPlans } from '../../lib/commands/verbs.js'
import { byteText } from '../../lib/wire/text.js'
import { commandsOf } from '../support/arbitrary.js'

type Fit = (dialect: DialectFacts, tag: string, verb: string, offer: object) => AnyCommand

const fit: Readonly<Record<Side, Fit>> = {
  client: fitted('client') as unknown as Fit,
  server: fitted('server') as unknown as Fit,
}

const written = allPlans.filter(({ row }) => row.readOnly !== true && row.lastResort !== true)
const sidesOf = ({ from }: Row): ReadonlyArray<Side> => (from === 'both' ? ['client', 'server'] : [from])
const fieldsOf = ({ _tag, verb, ...fields }: AnyCommand): Readonly<Record<string, unknown>> => fields

/** Fields that no row has, by names that an object has by itself too. */
const strangers = { stranger: 1, toString: 'x', constructor: {}, hasOwnProperty: undefined, ['__proto__']: 1 }

describe('for every row and each of its dialects', () => {
  it.each(written.map((plan) => [plan.id, plan.row] as const))('%s: what is offered in full is fitted, and encodes as it is', (_, row) => {
    const commands = commandsOf(row)!
    fc.assert(
      fc.property(
        commands,
        fc.constantFrom(...dialectsIn(dialectMask(row.since, row.until))),
        fc.constantFrom(...sidesOf(row)),
        (command, dialect, side) => {
          const made = fit[side](dialect, row.class, row.verb, { ...fieldsOf(command), ...strangers })
          expect(made).toEqual(command)
          const scope = { dialects: dialectMask(dialect.number, dialect.number), kinds: kindMask(row.on) }
          expect(encodeIn(side)(scope, made as Encodable)).toEqual(encodeIn(side)(scope, command as Encodable))
        },
      ),
      { numRuns: 15 },
    )
  })

  it.each(written.map((plan) => [plan.id, plan.row] as const))('%s: of several forms, the first that fits is taken', (_, row) => {
    fc.assert(
      fc.property(commandsOf(row)!, fc.constantFrom(...dialectsIn(dialectMask(row.since, row.until))), (command, dialect) => {
        const side = sidesOf(row)[0]!
        const offer = Object.entries(fieldsOf(command)).map(([name, value]) =>
          [name, name === 'payload' ? value : forms(undefined, Symbol('unfit'), value)] as const,
        )
        expect(fit[side](dialect, row.class, row.verb, Object.fromEntries(offer))).toEqual(command)
      }),
      { numRuns: 5 },
    )
  })
})

const textIn = (dialect: Dialect, command: object): E.Either<Unencodable, string> =>
  E.map(byteText)(codec({ from: 'server', on: 'NS', dialect }).encode(command as Encodable<'server', 'NS'>))

describe('one offer in every dialect', () => {
  const offer = {
    status: 'AWY',
    passport: 'bob@example.com',
    network: 1,
    contact: { passport: 'bob@example.com', network: 1 },
    name: 'Bob B',
    capabilities: forms({ client: 5, extended: 6 }, 5),
    trid: 7,
  } as const

  it.each([
    ['MSNP2', 'NLN AWY bob@example.com Bob%20B\r\n'],
    ['MSNP7', 'NLN AWY bob@example.com Bob%20B\r\n'],
    ['MSNP8', 'NLN AWY bob@example.com Bob%20B 5\r\n'],
    ['MSNP13', 'NLN AWY bob@example.com Bob%20B 5\r\n'],
    ['MSNP14', 'NLN AWY bob@example.com 1 Bob%20B 5\r\n'],
    ['MSNP16', 'NLN AWY bob@example.com 1 Bob%20B 5:6\r\n'],
    ['MSNP18', 'NLN AWY 1:bob@example.com Bob%20B 5:6\r\n'],
  ] as const)('%s: %j', (name, line) => {
    const dialect = dialectNamed(name)
    expect(textIn(name, fitted('server')(dialect, 'Async', 'NLN', offer))).toEqual(E.right(line))
    expect(textIn(name, fitted('server')(dialect, 'Normal', 'ILN', offer))).toEqual(
      E.right(line.replace('NLN', 'ILN 7')),
    )
  })

  it('takes nothing that another shape would take', () => {
    const made = fitted('server')(dialectNamed('MSNP18'), 'Async', 'FLN', offer)
    expect(made).toEqual({ _tag: 'Async', verb: 'FLN', contact: offer.contact, capabilities: { client: 5, extended: 6 } })
  })
})

describe('what cannot be said', () => {
  it.each(dialects.map(({ name }) => name))('lacks a field in %s, as the encoder says', (name) => {
    const made = fit.server(dialectNamed(name), 'Async', 'NLN', { status: 'NLN', contact: undefined, passport: undefined })
    expect(textIn(name, made)).toMatchObject(E.left({ _tag: 'BadField', verb: 'NLN', field: dialectNamed(name).has.networkAddresses ? 'contact' : 'passport' }))
  })

  it('is no field of a word that the row cannot write', () => {
    const made = fit.server(dialectNamed('MSNP8'), 'Async', 'NLN', { status: 'Away', passport: 'b@example.com', name: 'B' })
    expect(made).toEqual({ _tag: 'Async', verb: 'NLN', passport: 'b@example.com', name: 'B' })
    expect(textIn('MSNP8', made)).toMatchObject(E.left({ _tag: 'BadField', field: 'status' }))
  })

  it('has no row in the dialect', () => {
    const made = fit.server(dialectNamed('MSNP8'), 'Payload', 'UBX', { passport: 'b@example.com', payload: new Uint8Array(0) })
    expect(textIn('MSNP8', made)).toMatchObject(E.left({ _tag: 'NoSuchCommand', verb: 'UBX' }))
  })

  it('is no bytes', () => {
    const made = fit.server(dialectNamed('MSNP11'), 'Payload', 'UBX', { passport: 'b@example.com', payload: 'text' })
    expect(textIn('MSNP11', made)).toMatchObject(E.left({ _tag: 'BadField', field: 'payload' }))
  })
})

it('a row that is only read, or read at last, makes nothing', () => {
  const offer = { trid: 4, outcome: 'OK', passport: 'alice@example.com', name: 'Alice', verified: true, restricted: false }
  expect(fit.server(dialectNamed('MSNP10'), 'Normal', 'USR', offer)).not.toHaveProperty('name')
  expect(fit.server(dialectNamed('MSNP9'), 'Normal', 'USR', offer)).toHaveProperty('name', 'Alice')
})
