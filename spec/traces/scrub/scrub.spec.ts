import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'

import { encodeIn, type Encodable } from '../../../lib/commands/codec.js'
import { dialectMask } from '../../../lib/commands/dialects.js'
import { kindMask, type Side } from '../../../lib/commands/row.js'
import { secretFields } from '../../../lib/commands/facts.js'
import { allPlans } from '../../../lib/commands/verbs.js'
import type { TraceRecord } from '../../../lib/traces/format/record.js'
import { scrubbing } from '../../../lib/traces/scrub/scrub.js'
import { byteText, bytesOf } from '../../../lib/wire/text.js'
import { commandsOf, cuttings, runs } from '../../support/arbitrary.js'

type Said = Extract<TraceRecord, { readonly _tag: 'Said' }>

const address = { host: '127.0.0.1', port: 1863 }
const opened: TraceRecord = { t: 0, _tag: 'Opened', connection: 0, local: address, peer: address }
const says = (from: Side, bytes: Uint8Array | string, t = 0, connection = 0): Said => ({
  t,
  _tag: 'Said',
  connection,
  from,
  bytes: typeof bytes === 'string' ? bytesOf(bytes) : bytes,
})

const scrubbed = (records: ReadonlyArray<TraceRecord>): ReadonlyArray<TraceRecord> => {
  const { record, end } = scrubbing()
  return [...records.flatMap(record), ...end()]
}

/** What one side says, as one text. */
const textOf = (records: ReadonlyArray<TraceRecord>, from: Side): string =>
  records.map((each) => (each._tag === 'Said' && each.from === from ? byteText(each.bytes) : '')).join('')

/** The same kinds, times and lengths. */
const shapeOf = (records: ReadonlyArray<TraceRecord>): ReadonlyArray<unknown> =>
  records.map((each) => [each._tag, each.t, each._tag === 'Said' ? each.bytes.length : undefined])

const line = (from: Side, text: string): string => textOf(scrubbed([opened, says(from, `${text}\r\n`)]), from).trimEnd()

describe('a secret', () => {
  it('is replaced by another of its shape and length', () => {
    expect(line('client', 'USR 5 MD5 S 0123456789abcdef0123456789abcdef')).toMatch(
      /^USR 5 MD5 S (?!0123456789abc)[\da-f]{32}$/,
    )
    expect(line('server', 'XFR 8 SB 1.2.3.4:1863 CKI 17262740.1050826919.32308')).toMatch(
      /^XFR 8 SB 1\.2\.3\.4:1863 CKI (?!17262740)\d{8}\.\d{10}\.\d{5}$/,
    )
    expect(line('client', 'USR 4 TWN S t=Abc9&p=Xyz')).toMatch(
      /^USR 4 TWN S t=(?!Abc9)[A-Z][a-z]{2}\d&p=[A-Z][a-z]{2}$/,
    )
  })

  it('is the same wherever it is the same, and no other', () => {
    const records = scrubbed([
      opened,
      says(
        'server',
        'RNG 1 1.2.3.4:1863 CKI 111.222333 bob@example.com Bob\r\nRNG 2 1.2.3.4:1863 CKI 111.222334 bob@example.com Bob\r\n',
      ),
      says('client', 'ANS 1 alice@example.com 111.222333 1\r\n', 0, 1),
    ])
    const [first, second] = [...textOf(records, 'server').matchAll(/CKI (\S+)/g)].map(([, cookie]) => cookie)
    expect(first).not.toBe(second)
    expect(textOf(records, 'client')).toBe(`ANS 1 alice@example.com ${first} 1\r\n`)
  })

  it('stands in payloads: answers to challenges, profiles, tickets in XML', () => {
    expect(line('client', 'QRY 9 msmsgs@msnmsgr.com 32\r\n0123456789abcdef0123456789abcdef')).toMatch(
      /32\r\n(?!0123)[\da-f]{32}$/,
    )
    const profile =
      'MIME-Version: 1.0\r\nContent-Type: text/x-msmsgsprofile; charset=UTF-8\r\nMSPAuth: 8eRaVLu*QF!bOp\r\nkv: 6\r\n\r\n'
    const told = line('server', `MSG Hotmail Hotmail ${profile.length}\r\n${profile}`)
    expect(told).not.toContain('8eRaVLu')
    expect(told).toContain('\r\nkv: 6')
  })

  it('stands in requests and answers', () => {
    const [asked, answered] = scrubbed([
      {
        t: 0,
        _tag: 'Asked',
        exchange: 0,
        request: {
          method: 'GET',
          url: 'https://login/?lc=1033&t=VeryS3cret',
          headers: { Authorization: 'Passport1.4 OrgVerb=GET,sign-in=alice%40example.com,pwd=op%21en,ct=1,rver=1' },
          body: bytesOf('<wsse:Username>alice</wsse:Username><wsse:Password>op!en</wsse:Password>'),
        },
      },
      {
        t: 1,
        _tag: 'Answered',
        exchange: 0,
        outcome: {
          status: 200,
          headers: {
            'Authentication-Info': "Passport1.4 da-status=success,from-PP='t=Abc&p=Def',ru=http://x",
            'set-cookie': ['MSPAuth=Abcdef12; path=/'],
          },
          body: bytesOf(
            '<BinarySecurityToken Id="Compact1">t=Abc&amp;p=Def</BinarySecurityToken><Expires>2026</Expires>',
          ),
        },
      },
    ])
    const text = JSON.stringify([asked, answered], (_, value: unknown) =>
      value instanceof Uint8Array ? byteText(value) : value,
    )
    for (const secret of ['VeryS3cret', 'op%21en', 'op!en', 't=Abc', 'p=Def', 'Abcdef12'])
      expect(text).not.toContain(secret)
    for (const kept of [
      'lc=1033',
      'sign-in=alice%40example.com',
      'ct=1,rver=1',
      '<wsse:Username>alice<',
      'ru=http://x',
      '; path=/',
      '<Expires>2026<',
    ])
      expect(text).toContain(kept)
    // The ticket of the header is that of the body.
    const [, ofHeader] = /from-PP='t=(\w+)&/.exec(text)!
    expect(text).toContain(`t=${ofHeader}&amp;`)
  })

  it('leaves references to characters where they stand, so that XML stays XML', () => {
    const body = bytesOf(
      '<Password>a1&lt;b2&amp;&#x20;c3</Password><CircleTicket>&lt;Tick et="zz"/&gt;</CircleTicket>',
    )
    const [asked] = scrubbed([
      {
        t: 0,
        _tag: 'Asked',
        exchange: 0,
        request: { method: 'POST', url: 'https://login/RST.srf', headers: {}, body },
      },
    ])
    const text = asked?._tag === 'Asked' ? byteText(asked.request.body!) : ''
    expect(text).toMatch(
      /^<Password>x{21}<\/Password><CircleTicket>&lt;(?!Tick)\w+ \w+="\w+"\/&gt;<\/CircleTicket>$/,
    )
    expect(text).not.toContain('"zz"')
  })

  it('hides in what cannot be read, too', () => {
    expect(line('client', 'USR 3 XYZ Q s3cretW0rd s3cretW0rd')).not.toContain('s3cretW0rd')
    expect(line('client', 'ANS s3cretW0rd')).not.toContain('s3cretW0rd')
    expect(line('client', 's3cretW0rd 1 2')).toBe(
      's3cretW0rd 1 2'.replace('s3cretW0rd', line('client', 's3cretW0rd 1 2').slice(0, 10)),
    )
    expect(line('client', 'PNG')).toBe('PNG')
  })

  it('is what a server draws by lot, and not what a client does', () => {
    const drawn: TraceRecord = { t: 0, _tag: 'Drawn', bytes: new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]) }
    const listened: TraceRecord = { t: 0, _tag: 'Listened', place: 0, wanted: address, outcome: address }
    expect(scrubbed([drawn])).toEqual([drawn])
    const replaced = scrubbed([listened, drawn])[1] as Extract<TraceRecord, { _tag: 'Drawn' }>
    expect(replaced.bytes).toHaveLength(8)
    expect(replaced.bytes).not.toEqual(drawn.bytes)
  })
})

describe('a record', () => {
  const half = says('client', 'ANS 1 alice@example.com 111.2')

  it('waits for the rest of a secret, and what is behind it waits as well', () => {
    const { record } = scrubbing()
    record(opened)
    expect(record(half)).toEqual([])
    const looked: TraceRecord = { t: 5, _tag: 'Looked', now: 1 }
    expect(record(looked)).toEqual([])
    const free = record(says('client', '22 1\r\nPNG\r\n', 6))
    expect(shapeOf(free)).toEqual([
      ['Said', 0, half.bytes.length],
      ['Looked', 5, undefined],
      ['Said', 6, 11],
    ])
    expect(textOf(free, 'client')).toMatch(/^ANS 1 alice@example\.com (?!111\.222)\d{3}\.\d{3} 1\r\nPNG\r\n$/)
  })

  it.each([
    ['two seconds', [says('server', 'QNG 1\r\n', 2001)]],
    ['a thousand records', Array.from({ length: 1001 }, (): TraceRecord => ({ t: 0, _tag: 'Looked', now: 0 }))],
    [
      'the end of the connection',
      [{ t: 0, _tag: 'Closed', connection: 0, reason: { _tag: 'Ended' } } satisfies TraceRecord],
    ],
    ['a gap', [{ t: 0, _tag: 'Missing', connection: 0, from: 'client', bytes: 9 } satisfies TraceRecord]],
  ])('waits no longer than %s, and is crossed out then', (_, behind) => {
    const { record, end } = scrubbing()
    record(opened)
    expect(record(half)).toEqual([])
    const free = behind.flatMap(record)
    expect(textOf(free, 'client')).toBe('ANS 1 xxxxxxxxxxxxxxxxx xxxxx')
    expect(end()).toEqual([])
  })

  it('that was crossed out keeps the place of what follows', () => {
    const { record, end } = scrubbing()
    record(opened)
    record(half)
    const free = [record(says('client', '22 1\r\nPNG\r\n', 3000)), end()].flat()
    expect(textOf(free, 'client')).toMatch(/^ANS 1 \S+ \S+\d{2} 1\r\nPNG\r\n$|^ANS 1 x{17} x{5}\d\d 1\r\nPNG\r\n$/)
    const late = scrubbing()
    late.record(opened)
    const all = [half, says('server', 'QNG 1\r\n', 3000), says('client', '22 1\r\nPNG\r\n', 3001)].flatMap(late.record)
    expect(textOf(all, 'client')).toMatch(/^ANS 1 x{17} x{5}\d\d 1\r\nPNG\r\n$/)
  })

  it('of what cannot be cut into commands is crossed out at once', () => {
    const records = scrubbed([
      opened,
      says('client', 'MSG 1 N none\r\nUSR 2 MD5 S 0123456789abcdef\r\n'),
      says('client', 's3cretW0rd\r\n'),
    ])
    expect(textOf(records, 'client')).not.toMatch(/0123456789abcdef|s3cretW0rd/)
    expect(shapeOf(records)).toEqual(shapeOf([opened, says('client', 'x'.repeat(44)), says('client', 'x'.repeat(12))]))
  })
})

const secretPlans = allPlans.filter(
  ({ row }) =>
    row.readOnly !== true && row.fields.some((field) => Array.isArray(field) && secretFields.has(String(field[0]))),
)

/** Commands that hold secrets, which cannot be there by chance, and the bytes of them all. */
const secretTalk = fc
  .array(
    fc.constantFrom(...secretPlans).chain((plan) =>
      commandsOf(plan.row)!.chain((command) =>
        fc.stringMatching(/^[a-z0-9]{32}$/).map((secret) => {
          const filled = Object.fromEntries(
            Object.entries(command).map(([name, value]) => {
              if (!secretFields.has(name) || value === undefined) return [name, value]
              return [name, name === 'digest' ? secret.replace(/[^0-9a-f]/g, 'a') : secret]
            }),
          )
          const scope = { dialects: dialectMask(plan.row.since, plan.row.until), kinds: kindMask(plan.row.on) }
          const from: Side = plan.row.from === 'server' ? 'server' : 'client'
          const bytes = encodeIn(from)(scope, filled as unknown as Encodable)
          const secrets = Object.entries(filled).flatMap(([name, value]) =>
            secretFields.has(name) ? [String(value)] : [],
          )
          return { from, bytes: E.isRight(bytes) ? bytes.right : new Uint8Array(0), secrets }
        }),
      ),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((said) => ({
    said,
    secrets: said.flatMap(({ secrets }) => secrets),
    of: (from: Side) =>
      new Uint8Array(Buffer.concat(said.flatMap((each) => (each.from === from ? [each.bytes] : [])))),
  }))

describe('however it is cut', () => {
  it('no secret of any row comes through, and every byte keeps its place', () => {
    expect(secretPlans.length).toBeGreaterThan(8)
    fc.assert(
      fc.property(
        secretTalk.chain((talk) =>
          fc.record({
            talk: fc.constant(talk),
            client: cuttings(talk.of('client')),
            server: cuttings(talk.of('server')),
          }),
        ),
        ({ talk, client, server }) => {
          const records: ReadonlyArray<TraceRecord> = [
            opened,
            ...client.map((bytes) => says('client', bytes)),
            ...server.map((bytes) => says('server', bytes)),
          ]
          const clean = scrubbed(records)
          expect(shapeOf(clean)).toEqual(shapeOf(records))
          for (const from of ['client', 'server'] as const) {
            const text = textOf(clean, from)
            for (const secret of talk.secrets) expect(text).not.toContain(secret)
            expect(text).toBe(
              textOf(scrubbed([opened, says('client', talk.of('client')), says('server', talk.of('server'))]), from),
            )
          }
        },
      ),
      { numRuns: Math.ceil(runs.numRuns / 20) },
    )
  })

  it('any bytes keep their number and their order', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            connection: fc.nat({ max: 2 }),
            from: fc.constantFrom<Side>('client', 'server'),
            bytes: fc.oneof(
              fc.uint8Array({ maxLength: 40 }),
              fc.constantFrom('USR 1 ', 'MSG 1 N 20\r\nabc', '\r\n', 'QRY 2 x 32\r\n').map((text) => bytesOf(text)),
            ),
            gap: fc.nat({ max: 900 }),
          }),
          { maxLength: 30 },
        ),
        (said) => {
          let t = 0
          const records = said.map(({ gap, ...each }): TraceRecord => ({ t: (t += gap), _tag: 'Said', ...each }))
          expect(shapeOf(scrubbed(records))).toEqual(shapeOf(records))
        },
      ),
      runs,
    )
  })
})
