import fc from 'fast-check'

import type { AnyCommand, Row, FieldStep } from '../../lib/commands/row.js'
import { stepsOf, unsolicited } from '../../lib/commands/row.js'
import type { Word } from '../../lib/commands/word.js'
import { allPlans } from '../../lib/commands/verbs.js'

/** How often a law is tried. */
export const runs = { numRuns: Number(process.env['LAW_RUNS'] ?? 1000) }

const token = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  // eslint-disable-next-line no-control-regex
  .map((text) => text.toWellFormed().replace(/[\x00-\x20]/g, '_'))
const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).map((text) => text.toWellFormed())
const anyName = fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }).map((text) => text.toWellFormed())
const passport = fc.oneof(
  fc.emailAddress(),
  fc.constantFrom('tel:+15551234567', 'alice@example.com', 'no.address', '"odd name"@example.com'),
).map((text) => text.replace(/[;{}\s]/g, '_'))
const guid = fc.uuid()
const capabilities = fc.nat({ max: 0xffffffff })
const plainText = fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.toWellFormed())
const natural = fc.oneof(fc.nat({ max: 100 }), fc.nat({ max: Number.MAX_SAFE_INTEGER }))
const bare = <A extends object>(record: fc.Arbitrary<A>): fc.Arbitrary<A> =>
  record.map((value) => Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as A)
const maybe = <A>(arbitrary: fc.Arbitrary<A>): fc.Arbitrary<A | undefined> => fc.option(arbitrary, { nil: undefined })

const endpoint = bare(
  fc.record({ passport, network: maybe(fc.constantFrom(1, 4, 9, 32)), guid: maybe(guid), via: maybe(bare(fc.record({ passport, network: maybe(fc.constant(9)) }))) }),
)
const base64 = fc.uint8Array({ minLength: 1, maxLength: 30 }).map((bytes) => Buffer.from(bytes).toString('base64'))

/** A value for each kind of word, by the name of its codec. A codec that is missing here fails the spec of the rows. */
const byName: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  TrId: fc.nat({ max: 0xffffffff }),
  Count: natural,
  Serial: natural,
  GroupId: natural,
  NetworkId: fc.nat({ max: 0xffff }),
  ListBits: fc.nat({ max: 0xffff }),
  Capabilities: capabilities,
  CapabilityPair: bare(fc.record({ client: capabilities, extended: maybe(capabilities) })),
  Text: token,
  ClientVersion: token.map((text) => text.replaceAll('://', '_')),
  Url: token,
  WebUrl: fc.webUrl(),
  Cookie: token,
  SessionId: token,
  Ticket: token,
  Password: token,
  Passport: passport,
  TypedPassport: fc.oneof(passport, fc.constantFrom('1:bob@example.com', 'bob@example.com;x')),
  Quoted: fc.oneof(name, anyName),
  Version: fc.constantFrom('MSNP2', 'MSNP8', 'MSNP18', 'CVR0', 'MSNC1'),
  Status: fc.constantFrom('NLN', 'BSY', 'IDL', 'BRB', 'AWY', 'PHN', 'LUN', 'HDN', 'FLN'),
  ShownStatus: fc.constantFrom('NLN', 'BSY', 'IDL', 'AWY', 'FLN'),
  ListName: fc.constantFrom('FL', 'AL', 'BL', 'RL', 'PL'),
  Guid: guid,
  BracedGuid: guid,
  Digest: fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => Buffer.from(bytes).toString('hex')),
  Proof: base64,
  Base64: base64,
  Flag: fc.boolean(),
  Address: fc.record({ host: fc.oneof(fc.ipV4(), fc.ipV6(), fc.domain()).filter((host) => /^[0-9a-zA-Z:.-]+$/.test(host)), port: fc.nat({ max: 65535 }) }),
  Stamp: fc.constantFrom('0', '2005-04-23T18:57:44.8130000-07:00', '2000-01-01T00:00:00.0-00:00').map((text) =>
    text === '0' ? { text } : { text, at: Date.parse(text) },
  ),
  Criterion: fc.record({ field: token.map((text) => text.replaceAll('=', '_')), value: fc.oneof(fc.constant(''), name) }),
  Endpoint: endpoint,
  NetworkEndpoint: endpoint.map((each) => ({ ...each, network: each.network ?? 1 })),
  MsnObject: bare(
    fc.record({
      creator: passport, size: fc.nat({ max: 999_999_999_999_999 }), type: fc.nat({ max: 20 }), location: plainText, friendly: base64, sha1d: base64,
      sha1c: maybe(base64),
      more: maybe(fc.uniqueArray(fc.tuple(fc.constantFrom('stamp', 'Url', 'contentid', 'x:y', '1x', '-', '.', '__proto__', 'constructor', 'creator'), plainText), { minLength: 1, maxLength: 2, selector: ([key]) => key })),
    }),
  ),
  Property: fc.oneof(
    fc.record({ _tag: fc.constant('Phone'), key: fc.constantFrom('PHH', 'PHW', 'PHM'), number: fc.record({ text: token }) }),
    fc.record({ _tag: fc.constant('Phone'), key: fc.constantFrom('PHH', 'PHM'), number: fc.record({ text: fc.constant('tel:+1 555'), flag: fc.nat({ max: 9 }) }) }),
    fc.record({ _tag: fc.constant('Phone'), key: fc.constantFrom('PHH', 'PHW', 'PHM') }),
    fc.record({ _tag: fc.constant('Switch'), key: fc.constantFrom('MOB', 'MBE'), on: fc.boolean() }),
    fc.record({ _tag: fc.constant('DisplayName'), key: fc.constant('MFN'), name }),
    bare(fc.record({ _tag: fc.constant('OtherProperty'), key: fc.constantFrom('WWE', 'HSB', 'ZZZ'), value: maybe(name) })),
  ),
}

/** Values of a word; nothing where no generator is known. */
export const valuesOf = (word: Word<unknown>): fc.Arbitrary<unknown> | undefined => {
  if (word.name === word.expected.replaceAll(' or ', '|')) return fc.constantFrom(...word.name.split('|'))
  if (/^[A-Z]=/.test(word.name)) return byName[word.name.slice(2)]
  if (word.name.endsWith(',...')) {
    const each = byName[word.name.slice(0, -4)]
    return each && fc.array(each, { minLength: 1, maxLength: 3 })
  }
  return byName[word.name]
}

const valuesOfStep = ({ kind, word, tail }: FieldStep): fc.Arbitrary<unknown> | undefined => {
  if (kind === 'Tail') return byName[tail!.type]
  const values = valuesOf(word)
  if (values === undefined) return undefined
  if (kind === 'Optional') return maybe(values)
  return kind === 'Rest' ? fc.array(values, { maxLength: 4 }) : values
}

const payload = fc.oneof(fc.uint8Array({ maxLength: 60 }), fc.constant(Buffer.from('NLN NLN eve@example.com Eve\r\n')).map((bytes) => new Uint8Array(bytes)))

// Where a server also says something unasked, with a 0 in place of the transaction id, a reply to 0 cannot be told from it.
const hasUnaskedTwin = (row: Row): boolean =>
  allPlans.some((plan) => plan.row.verb === row.verb && plan.row.from === 'server' && plan.row.fields.includes(unsolicited))

/** The commands of a row, drawn from its fields; nothing where a field has no generator. */
export const commandsOf = (row: Row): fc.Arbitrary<AnyCommand> | undefined => {
  const fields = stepsOf(row).filter(({ kind }) => kind !== 'Fixed')
  const entries = fields.map((step) => [step.name, valuesOfStep(step)] as const)
  if (entries.some(([, values]) => values === undefined)) return undefined
  const record = {
    _tag: fc.constant(row.class),
    verb: fc.constant(row.verb),
    ...(Object.fromEntries(entries) as Record<string, fc.Arbitrary<unknown>>),
    ...(row.class === 'Payload' ? { payload } : {}),
    ...(row.from !== 'client' && 'trid' in Object.fromEntries(entries) && hasUnaskedTwin(row) ? { trid: fc.integer({ min: 1, max: 0xffffffff }) } : {}),
  }
  return bare(fc.record(record)) as unknown as fc.Arbitrary<AnyCommand>
}

/** A row with its plan, any of them. */
export const anyPlan = fc.constantFrom(...allPlans)

/** Bytes cut into chunks at any places, some of them empty. */
export const cuttings = (bytes: Uint8Array): fc.Arbitrary<ReadonlyArray<Uint8Array>> =>
  fc.array(fc.nat({ max: bytes.length }), { maxLength: 12 }).map((places) => {
    const ends = [...places, bytes.length].sort((a, b) => a - b)
    return ends.map((to, i) => bytes.subarray(ends[i - 1] ?? 0, to))
  })
