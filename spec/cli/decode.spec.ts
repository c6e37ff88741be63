import { readFileSync } from 'node:fs'

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import type { TraceRecord } from '../../lib/traces/format/record.js'
import { bytesOf } from '../../lib/wire/text.js'
import { runs } from '../support/arbitrary.js'
import { decoded, fileOf, pathOf, traceOf, twoFriends } from './inside.js'

const opened: TraceRecord = { t: 0, _tag: 'Opened', connection: 0, local: { host: '10.0.0.1', port: 1024 }, peer: { host: '10.0.0.2', port: 1863 } }
const said = (t: number, text: string): TraceRecord => ({ t, _tag: 'Said', connection: 0, from: 'server', bytes: bytesOf(text) })

const json = (lines: ReadonlyArray<string>): ReadonlyArray<Readonly<Record<string, unknown>>> =>
  lines.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>)

describe('msnp decode', () => {
  it('reads a trace as it reads a capture', async () => {
    const { status, lines, err } = await decoded(traceOf('a.jsonl', [opened, said(1500, 'VER 1 MSNP8\r\n')]))
    expect(status).toBe(0)
    expect(lines).toEqual(['    1.500  0 ← VER   1 dialect=MSNP8 others=none'])
    expect(err).toBe('1 command on 1 connection, 0 undecodable\n')
  })

  it('tells of gaps, with what they have left over', async () => {
    const missing: TraceRecord = { t: 20, _tag: 'Missing', connection: 0, from: 'server', bytes: 7 }
    const file = traceOf('gap.jsonl', [opened, said(10, 'FLN bob@exam'), missing, said(30, 'om\r\nQNG\r\n'), { t: 40, _tag: 'Missing', connection: 0, from: 'server' }])
    const { lines, err } = await decoded(file, { json: true })
    expect(json(lines)).toEqual([
      { t: 0.02, connection: 0, from: 'server', dialect: 'MSNP2', undecodable: 'the stream ends in the middle of it', bytes: expect.any(String) as string },
      { t: 0.02, connection: 0, from: 'server', gap: 7 },
      { t: 0.03, connection: 0, from: 'server', dialect: 'MSNP2', undecodable: 'its beginning is missing', bytes: Buffer.from('om\r\n').toString('base64') },
      { t: 0.03, connection: 0, from: 'server', dialect: 'MSNP2', verb: 'QNG', class: 'Async', fields: {} },
      { t: 0.04, connection: 0, from: 'server', gap: null },
    ])
    expect(err).toBe('1 command on 1 connection, 2 undecodable, 2 gaps\n')
    expect((await decoded(file)).lines[1]).toBe('    0.020  0 ← ···     7 bytes missing in the recording')
  })

  it('writes the JSON of whatever was said as JSON.stringify does, with what could steer a terminal escaped', async () => {
    const name = '\\"\u001b[31m\u202e\ufeffé✈ \u{1f44b}'
    const line = `NLN NLN bob@example.com ${encodeURIComponent(name)} 0\r\n`
    const { lines } = await decoded(traceOf('odd.jsonl', [opened, said(0.001, 'VER 1 MSNP8\r\n'), said(123_456.789, line)]), { json: true })
    expect(json(lines)[1]).toMatchObject({ t: 123.456789, fields: { status: 'NLN', passport: 'bob@example.com', name, capabilities: 0 } })
    expect(json(lines)[0]!['t']).toBe(0.000001)
    // eslint-disable-next-line no-control-regex
    expect(lines.join('')).not.toMatch(/[\x00-\x1f\x7f\u202e\ufeff]/)
  })

  it('gives the end of a payload as Base64, however long it is', async () => {
    const texts = ['', 'a', 'ab', 'abc', 'abcd'].map((text) => `MSG bob@example.com Bob ${text.length}\r\n${text}`)
    const { lines } = await decoded(traceOf('payloads.jsonl', [opened, said(0, texts.join(''))]), { json: true })
    expect(json(lines).map(({ payload }) => payload)).toEqual(['', 'YQ==', 'YWI=', 'YWJj', 'YWJjZA=='])
  })

  it('says of a cut line that it is passed over', async () => {
    const whole = readFileSync(traceOf('cut.jsonl', [opened, said(0, 'QNG\r\n'), said(0, 'QNG\r\n')]))
    const file = fileOf('cut2.jsonl', whole.subarray(0, -5))
    expect(await decoded(file)).toMatchObject({ status: 0, err: `1 command on 1 connection, 0 undecodable\nmsnp: ${file}: line 4 is not whole, and passed over: whoever wrote it was stopped\n` })
  })

  it('ends with an exit code, whatever the file holds', async () => {
    const whole = readFileSync(twoFriends)
    const file = pathOf('mutant.pcap')
    const mutation = fc.record({ at: fc.nat({ max: whole.length - 1 }), bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }), drop: fc.nat({ max: 400 }) })
    await fc.assert(
      fc.asyncProperty(
        fc.array(mutation, { minLength: 1, maxLength: 6 }),
        fc.constantFrom({ json: true }, {}, { timeline: true } as const, { state: true } as const, { svg: pathOf('mutant.svg') }),
        async (mutations, options) => {
          let mutant: Uint8Array = whole
          for (const { at, bytes, drop } of mutations)
            mutant = Buffer.concat([mutant.subarray(0, at), bytes, mutant.subarray(at + (drop < 300 ? bytes.length : drop))])
          fileOf('mutant.pcap', mutant)
          const { status, err } = await decoded(file, options)
          expect([0, 3, 4]).toContain(status)
          if (status !== 0) expect(err).toContain(`msnp: ${file}: `)
        },
      ),
      { numRuns: Math.ceil(runs.numRuns / 10) },
    )
  })
})
