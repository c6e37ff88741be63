/** Intents drawn from their table: one that is added there is tried everywhere. */
import * as E from 'fp-ts/lib/Either.js'
import fc from 'fast-check'

import { encodeIn, type Encodable } from '../../lib/commands/codec.js'
import { rows } from '../../lib/commands/rows.js'
import { scopeOf } from '../../lib/commands/scope.js'
import type { Intent } from '../../lib/client/intents/intents.js'
import { intentShapes } from '../../lib/client/intents/table.js'
import type { AnyShape, Shapes } from '../../lib/payloads/shape.js'
import { commandsOf } from './arbitrary.js'

type Pool = fc.Arbitrary<unknown>

/** Generators that take the place of the usual ones, by the names of shapes. */
export type Pools = Readonly<Record<string, Pool>>

const maybe = (arbitrary: Pool): Pool => fc.option(arbitrary, { nil: undefined, freq: 3 })

const bare = (record: fc.Arbitrary<object>): Pool =>
  record.map((value) => Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)))

const texts = fc.oneof(
  fc.constantFrom('', 'Hello', 'Zeile\nund noch eine', 'a\r\nOUT', '☃ 100%', '\u0000', '\ud800'),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
)
const addresses = fc.constantFrom('bob@example.com', 'Carol@Example.com', 'alice@example.com', 'nobody')
const natural = fc.nat({ max: 70_000 })
const guids = fc.constantFrom('7d4f5204-322a-47a2-90a8-77e72f9711c2', 'D35FE492-0A6E-43D3-97AE-64B3A45919DD')

const xml = '<msnobj Creator="bob@example.com" Size="1" Type="2" Location="0" Friendly="AAA=" SHA1D="x"/>'

const anywhere = scopeOf({ on: 'NS' })

const questions = (['UrlAsk', 'SndAsk', 'SdcAsk', 'FndAsk', 'ImsAsk', 'GcfAsk', 'PagAsk', 'LstAsk', 'LsgAsk'] as const).map(
  (id) =>
    commandsOf(rows[id])!.map((command) => {
      const { trid: _, ...question } = command as { readonly trid?: number }
      return question
    }).filter((question) => E.isRight(encodeIn('client')(anywhere, { ...question, trid: 1 } as unknown as Encodable))),
)

const usual: Pools = {
  'a text': texts,
  'a name': texts,
  'an address such as bob@example.com': addresses,
  'the address of who is typing': addresses,
  'the address of who is recording': addresses,
  'the id of a conversation': fc.constantFrom('C1', 'C2', 'tea time'),
  'the id or the name of a group': fc.constantFrom('Friends', '0', '1', 'd35fe492-0a6e-43d3-97ae-64b3a45919dd', 'Nobody'),
  'the id of an offline message': fc.constantFrom('one', 'two', ''),
  'the id of a circle': fc.constantFrom('00000000-0000-0000-0009-000000000001@live.com', 'x@live.com'),
  'the number of a network, such as 32': fc.constantFrom(1, 2, 4, 32),
  'the number of a kind of note, such as 1': fc.constantFrom(1, 2, 3, 4, 5, 8),
  'the XML text of an MSN object': fc.constant(xml),
  'a GUID without braces': guids,
  'true or false': fc.boolean(),
  'a whole number': fc.integer({ min: -70_000, max: 70_000 }),
  'a whole number from 0 on': natural,
  'a whole number from 0 to 255': fc.nat({ max: 255 }),
  'a name and a value, such as ["X-Name", "value"]': fc.tuple(fc.constantFrom('X-One', 'X-Two'), texts),
  'bytes (in JSON a text, or { "base64": "AAEC" })': fc.uint8Array({ maxLength: 12 }),
  'a format such as {0} - {1}': fc.constant('{0} - {1}'),
  'Music, Games or Office': fc.constantFrom('Music', 'Games'),
  'a status': fc.constantFrom('NLN', 'AWY'),
  'capabilities, such as 2788999228:48': fc.constant({ client: 2788999228, extended: 48 }),
  'whatever it was when it was read': fc.constant(undefined),
  'an MSN object with creator, size, type, location, friendly and sha1d': fc.constant({
    creator: 'alice@example.com',
    size: 12,
    type: 3,
    location: 'TFR1.dat',
    friendly: 'AAA=',
    sha1d: 'trC8SlFx2sWQxZMIBAWSEnXc8oQ=',
  }),
  'a property such as { "_tag": "Switch", "key": "MOB", "on": true }': fc.constantFrom(
    { _tag: 'Phone', key: 'PHH' },
    { _tag: 'Phone', key: 'PHM', number: { text: '+49 (30) 1' } },
    { _tag: 'Switch', key: 'MOB', on: true },
    { _tag: 'DisplayName', key: 'MFN', name: 'Bob B' },
  ),
  'a command without its trid, such as { "_tag": "Normal", "verb": "URL", "service": "INBOX", "arguments": [] }':
    fc.oneof(...questions),
}

const recordOf = (required: Shapes, optional: Shapes, pools: Pools): Pool =>
  bare(
    fc.record(
      Object.fromEntries([
        ...Object.entries(required).map(([name, shape]) => [name, valuesOf(shape, pools)] as const),
        ...Object.entries(optional).map(([name, shape]) => [name, maybe(valuesOf(shape, pools))] as const),
      ]),
    ),
  )

const leafOf = (name: string): Pool => {
  const [, tag] = /^a (\w+) with all of its fields$/.exec(name) ?? []
  if (tag !== undefined) return fc.constant(tag === 'Profile' ? { _tag: tag, headers: [] } : { _tag: tag })
  if (name.startsWith('one of ')) return fc.constantFrom(...name.slice('one of '.length).split(', '))
  throw new Error(`no generator for ${name}`)
}

/** Values of a shape. A leaf that is new here is an error. */
export const valuesOf = (shape: AnyShape, pools: Pools = {}): Pool => {
  const { name, form } = shape
  const pool = pools[name] ?? usual[name]
  if (pool !== undefined) return pool
  switch (form._tag) {
    case 'Leaf':
      return leafOf(name)
    case 'OneOf':
      return fc.constantFrom(...form.allowed)
    case 'List':
      return fc.array(valuesOf(form.item, pools), { maxLength: 3 })
    case 'Object':
      return recordOf(form.required, form.optional, pools)
    case 'Union':
      return fc.oneof(...[...form.kinds.values()].map((kind) => valuesOf(kind, pools)))
  }
}

/** Any intent, each kind as likely as any other. */
export const intentsWith = (pools: Pools = {}, but: ReadonlyArray<Intent['_tag']> = []): fc.Arbitrary<Intent> =>
  fc.oneof(
    ...[...intentShapes]
      .filter(([tag]) => !but.includes(tag as Intent['_tag']))
      .map(([, shape]) => valuesOf(shape, pools) as fc.Arbitrary<Intent>),
  )
