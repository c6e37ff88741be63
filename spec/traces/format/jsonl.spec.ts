import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'

import { Bytes } from '../../../lib/traces/format/record.js'
import { headerLine, recordedLine, recordLine, traceReader } from '../../../lib/traces/format/jsonl.js'
import { type Finding, recordKinds, type TraceHeader, TraceRecord } from '../../../lib/traces/format/record.js'
import { describeTraceError, describeTraceNotice } from '../../../lib/traces/format/trace.js'
import { steering } from '../../../lib/wire/json.js'
import { cuttings, runs } from '../../support/arbitrary.js'
import { anyBytes, anyTrace, type AnyTrace } from '../../support/traces.js'

const some = { numRuns: Math.ceil(runs.numRuns / 4) }

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

const findingsIn = (chunks: Iterable<Uint8Array>, limit?: number): ReadonlyArray<Finding> => {
  const { read, end } = traceReader(limit)
  return [...Array.from(chunks, read).flat(), ...end()]
}

/** The findings in a text, with errors and notices in words. */
const told = (text: string, limit?: number): ReadonlyArray<string> =>
  findingsIn([bytesOf(text)], limit).map((finding) => {
    switch (finding._tag) {
      case 'Begun':
        return 'Begun'
      case 'Found':
        return finding.record._tag
      case 'Noticed':
        return describeTraceNotice(finding.notice)
      case 'Failed':
        return describeTraceError(finding.error)
    }
  })

const header: TraceHeader = { format: 'rx-msnp trace', version: 1, start: 1_114_282_664_000, seenBy: 'client' }
const head = headerLine(header)
const dialled = '{"t":0,"_tag":"Dialled","connection":0,"address":"127.0.0.1:1863"}\n'
const opened = '{"t":1,"_tag":"Opened","connection":0,"local":"127.0.0.1:4000","peer":"127.0.0.1:1863"}\n'

const findingsOf = ({ header, records }: AnyTrace): ReadonlyArray<Finding> => [
  { _tag: 'Begun', header },
  ...records.map((record): Finding => ({ _tag: 'Found', record })),
]
const fileOf = ({ header, records }: AnyTrace): string => headerLine(header) + records.map(recordLine).join('')

describe('a line', () => {
  it('holds a record, readable, in one order of keys', () => {
    const record = {
      bytes: bytesOf('NLN BSY bob@example.com Bob 0\r\n'),
      from: 'server',
      connection: 0,
      _tag: 'Said',
      t: 12.5,
    } as const
    expect(recordLine(record)).toBe(
      '{"t":12.5,"_tag":"Said","connection":0,"from":"server","octets":"NLN BSY bob@example.com Bob 0\\r\\n"}\n',
    )
    expect(recordedLine({ _tag: 'Found', record })).toBe(recordLine(record))
    expect(recordedLine({ _tag: 'Begun', header })).toBe(head)
    expect(head).toBe('{"format":"rx-msnp trace","version":1,"start":1114282664000,"seenBy":"client"}\n')
  })

  it.each([
    ['abc', '"abc"'],
    ['Grüße 乾杯 👩‍🚀', '"Grüße 乾杯 👩‍🚀"'],
    ['a\tb\r\n', '"a\\tb\\r\\n"'],
    ['\u2028\u2029\u0085\u009b\u202e\ufeff', '"\\u2028\\u2029\\u0085\\u009b\\u202e\\ufeff"'],
    ['a\x00', '{"base64":"YQA="}'],
    ['\x1b[2J', '{"base64":"G1sySg=="}'],
    ['\x7f', '{"base64":"fw=="}'],
    ['', '""'],
  ])('shows the bytes of %j as %s', (text, written) => {
    const line = recordLine({ t: 0, _tag: 'Drawn', bytes: bytesOf(text) })
    expect(line).toBe(`{"t":0,"_tag":"Drawn","octets":${written}}\n`)
  })

  it('is read again as what it was written from', () => {
    fc.assert(
      fc.property(anyTrace, ({ records }) => {
        for (const record of records) {
          const line = recordLine(record)
          expect(line.indexOf('\n')).toBe(line.length - 1)
          expect(line.slice(0, -1)).not.toMatch(steering)
          expect(TraceRecord.is(record)).toBe(true)
          expect(TraceRecord.decode(JSON.parse(line))).toEqual(E.right(record))
        }
      }),
      some,
    )
  })

  it('holds any bytes', () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        expect(Bytes.decode(JSON.parse(JSON.stringify(Bytes.encode(bytes))))).toEqual(E.right(bytes))
      }),
      runs,
    )
  })
})

describe('a trace file', () => {
  it('gives the same findings, however it is cut', () => {
    fc.assert(
      fc.property(
        anyTrace.chain((trace) => fc.tuple(fc.constant(trace), cuttings(bytesOf(fileOf(trace))))),
        ([trace, chunks]) => {
          expect(findingsIn(chunks)).toEqual(findingsOf(trace))
        },
      ),
      some,
    )
  })

  it('is read byte by byte', () => {
    const bytes = bytesOf(
      `${head}${dialled}${opened}{"t":2,"_tag":"Said","connection":0,"from":"client","octets":"乾杯"}\n`,
    )
    expect(findingsIn(Array.from(bytes, (byte) => Uint8Array.of(byte)))).toEqual(findingsIn([bytes]))
    expect(findingsIn([bytes]).at(-1)).toEqual({
      _tag: 'Found',
      record: { t: 2, _tag: 'Said', connection: 0, from: 'client', bytes: bytesOf('乾杯') },
    })
  })

  it('forgives what editors do: another end of lines, a byte order mark, blank lines, no last line end', () => {
    const edited = `\ufeff\r\n${head}\n  ${dialled}\n\n${opened}`.replaceAll('\n', '\r\n').trimEnd()
    expect(told(edited)).toEqual(['Begun', 'Dialled', 'Opened'])
    expect(told(`\ufeff${head}${dialled}`)).toEqual(['Begun', 'Dialled'])
  })

  it('loses a cut last line, and nothing else', () => {
    const whole = head + dialled + opened
    const from = head.length + dialled.length
    for (let end = from + 1; end < whole.length - 1; end++)
      expect(told(whole.slice(0, end))).toEqual([
        'Begun',
        'Dialled',
        'line 3 is not whole, and passed over: whoever wrote it was stopped',
      ])
    expect(told(whole.slice(0, from))).toEqual(['Begun', 'Dialled'])
    // A character cut in two, and what a disk that lost its power leaves.
    const half = bytesOf(`${head}{"t":1,"_tag":"Drawn","octets":"ü`).subarray(0, -1)
    expect(findingsIn([half]).at(-1)).toMatchObject({ _tag: 'Noticed', notice: { _tag: 'CutLine', line: 2 } })
    expect(told(`${head}\0\0\0\0`).at(-1)).toContain('line 2 is not whole')
  })

  it('passes over keys that nobody knows', () => {
    const [begun, found] = findingsIn([
      bytesOf('{"format":"rx-msnp trace","version":1,"start":0,"seenBy":"client","by":"me"}\n'),
      bytesOf('{"t":0,"_tag":"Looked","now":5,"why":{"a":1}}\n'),
    ])
    expect(begun).toEqual({
      _tag: 'Begun',
      header: { format: 'rx-msnp trace', version: 1, start: 0, seenBy: 'client' },
    })
    expect(found).toEqual({ _tag: 'Found', record: { t: 0, _tag: 'Looked', now: 5 } })
  })

  it.each([
    ['', 'it is empty: nothing was recorded'],
    ['\r\n \n', 'it is empty: nothing was recorded'],
    ['{"format":"rx-ms', 'line 1: no header of a trace: it should be JSON, and is none from column 17 on'],
    ['hello\n', 'line 1: no header of a trace: it should be JSON, and is none from column 1 on'],
    ['\n[]\n', 'line 2: no header of a trace: it should be an object'],
    ['{}\n', 'line 1: no header of a trace: format should be "rx-msnp trace"'],
    [head.replace('1,', '0,'), 'line 1: no header of a trace: version should be a whole number, 1 or more'],
    [head.replace('client', 'me'), 'line 1: no header of a trace: seenBy should be one of client, server, network'],
    [head.replace('}', ',"dialect":"MSNP1"}'), 'line 1: no header of a trace: dialect should be MSNP2 to MSNP21'],
    [head.replace('1114282664000', '1e999'), 'line 1: no header of a trace: start should be a number of milliseconds'],
    [
      '{"format":"rx-msnp trace","version":2,"begin":"later"}\n',
      'line 1: version should be 1 or less, and is 2: a newer rx-msnp reads it',
    ],
  ])('cannot be read, if it begins with %j', (text, problem) => {
    expect(told(text)).toEqual([problem])
  })

  const kinds = Object.keys(recordKinds).join(', ')
  it.each([
    ['{"t":1', 'it should be JSON, and is none from column 7 on'],
    ['[1]', 'it should be an object'],
    ['{"t":1}', `_tag should be one of ${kinds}`],
    ['{"t":1,"_tag":"toString"}', `_tag should be one of ${kinds}`],
    ['{"_tag":"Elapsed","timer":0}', 't should be a number of milliseconds, 0 or more'],
    ['{"t":"1","_tag":"Elapsed","timer":0}', 't should be a number of milliseconds, 0 or more'],
    ['{"t":1,"_tag":"Elapsed","timer":0.5}', 'timer should be a whole number, 0 or more'],
    ['{"t":1,"_tag":"Said","connection":-1}', 'connection should be a whole number, 0 or more'],
    ['{"t":1,"_tag":"Said","connection":0,"from":"me"}', 'from should be client or server'],
    [
      '{"t":1,"_tag":"Said","connection":0,"from":"client","octets":7}',
      'octets should be a text, or {"base64": "..."}',
    ],
    ['{"t":1,"_tag":"Drawn","octets":{"base64":"*"}}', 'octets should be Base64'],
    ['{"t":1,"_tag":"Drawn","octets":"\\ud800"}', 'octets should be a text without half a surrogate pair'],
    ['{"t":1,"_tag":"Dialled","connection":1,"address":"host"}', 'address should be an address, host:port'],
    [
      '{"t":1,"_tag":"Opened","connection":0,"local":"h:1","peer":"p:2","midway":false}',
      'midway should be true, or not be there',
    ],
    [
      '{"t":1,"_tag":"Closed","connection":0,"reason":{"_tag":"Bored"}}',
      'reason._tag should be one of Ended, Refused, Unknown, Unreachable, TimedOut, Reset, Unread, Unauthorized, Insecure, Broken, Unsayable, Forbidden, Other',
    ],
    ['{"t":1,"_tag":"Closed","connection":0,"reason":{"_tag":"Other"}}', 'reason.problem should be a text'],
    ['{"t":1,"_tag":"Asked","exchange":0,"request":{"method":"PUT"}}', 'request.method should be GET or POST'],
    [
      '{"t":1,"_tag":"Answered","exchange":0,"outcome":{"status":"ok"}}',
      'outcome.status should be a whole number, 0 or more',
    ],
    [
      '{"t":1,"_tag":"Answered","exchange":0,"outcome":{"status":200,"headers":{"a":1}}}',
      'outcome.headers should be texts, or lists of them, by their names',
    ],
    [head.trimEnd(), 'it should be a record: another trace begins here'],
    // What is in order by itself, and stands at the wrong place.
    [dialled.replace('"t":0', '"t":1').trimEnd(), 'connection should be 1 or more, as it begins here'],
    [opened.replace('"t":1', '"t":0').trimEnd(), 't should be 1 or more: it never falls'],
    [opened.trimEnd(), 'connection should be another one: 0 is open already'],
    [
      '{"t":1,"_tag":"Said","connection":3,"from":"client","octets":""}',
      'connection should be one that is there: 3 never began',
    ],
    [
      '{"t":1,"_tag":"Closed","connection":3,"reason":{"_tag":"Reset"}}',
      'connection should be one that is there: 3 never began',
    ],
    [
      '{"t":1,"_tag":"Answered","exchange":0,"outcome":{"_tag":"Reset"}}',
      'exchange should be one that is there: 0 never began',
    ],
    ['{"t":1,"_tag":"Stopped","timer":7}', 'timer should be one that is there: 7 never began'],
  ])('is read up to %j', (line, problem) => {
    expect(told(`${head}${dialled}${opened}${line}\n${dialled}`)).toEqual([
      'Begun',
      'Dialled',
      'Opened',
      `line 4: ${problem}`,
    ])
  })

  it('tells of what was over, or not open yet', () => {
    const said = '{"t":2,"_tag":"Said","connection":0,"from":"client","octets":""}\n'
    const closed = '{"t":2,"_tag":"Closed","connection":0,"reason":{"_tag":"Ended"}}\n'
    const over = 'connection should be one that is there: 0 is over'
    expect(told(head + dialled + said).at(-1)).toBe('line 3: connection should be one that is there: 0 is not open yet')
    expect(told(head + dialled + opened + closed + said).at(-1)).toBe(`line 5: ${over}`)
    expect(told(head + dialled + closed + closed).at(-1)).toBe(`line 4: ${over}`)
    const started = '{"t":2,"_tag":"Started","timer":4,"ms":5}\n'
    const elapsed = '{"t":2,"_tag":"Elapsed","timer":4}\n'
    expect(told(head + started + elapsed + elapsed).at(-1)).toBe('line 4: timer should be one that is there: 4 is over')
    expect(told(head + started + elapsed + started).at(-1)).toBe('line 4: timer should be 5 or more, as it begins here')
  })

  it('quotes nothing of a line that is wrong', () => {
    const secret = 'p4ssw0rd'
    const wrong = [
      `{"t":"${secret}","_tag":"Said","${secret}":1}`,
      `{"t":1,"_tag":"${secret}"}`,
      `{"t":1,"_tag":"Drawn","octets":{"base64":"${secret}*"}}`,
      `{"t":1,"_tag":"Asked","exchange":0,"request":{"method":"${secret}","url":1,"headers":{"${secret}":1}}}`,
      `{"t":1,"_tag":"Asked","exchange":0,"request":{"method":"GET","url":"","headers":{"${secret}":1}}}`,
      `{"t":1,"_tag":"Closed","connection":0,"reason":{"_tag":"${secret}"}}`,
      `{"t":1,"_tag":${secret}}`,
    ]
    for (const line of wrong) {
      const [, problem] = told(`${head}${line}\n`)
      expect(problem).toMatch(/^line 2: .* should be /)
      expect(problem).not.toContain(secret)
    }
  })

  it('is read up to a line that is too long, which is not waited for', () => {
    const { read, end } = traceReader(200)
    expect(read(bytesOf(head + dialled)).length).toBe(2)
    const findings = Array.from({ length: 100 }, () => read(bytesOf('xxxxxxxxxx'))).flat()
    expect(findings).toEqual([
      { _tag: 'Failed', error: { _tag: 'BadRecord', line: 3, problem: 'it should be no longer than 200 bytes' } },
    ])
    expect(end()).toEqual([])
    const line = `{"t":0,"_tag":"Drawn","octets":"${'x'.repeat(200)}"}\n`
    expect(told(head + line + dialled, 200)).toEqual(['Begun', 'line 2: it should be no longer than 200 bytes'])
    expect(told(head + line + dialled, 300)).toEqual(['Begun', 'Drawn', 'Dialled'])
  })

  it('takes time in proportion to its length', () => {
    const line = `{"t":0,"_tag":"Drawn","octets":"${'x'.repeat(2 ** 20)}"}\n`
    const bytes = bytesOf(head + line + line)
    const pieces = Array.from({ length: Math.ceil(bytes.length / 64) }, (_, i) => bytes.subarray(64 * i, 64 * i + 64))
    const begin = performance.now()
    expect(findingsIn(pieces).map(({ _tag }) => _tag)).toEqual(['Begun', 'Found', 'Found'])
    // A second for each line, if every piece were joined to those before it.
    expect(performance.now() - begin).toBeLessThan(1000)
  })
})

describe('a damaged trace file', () => {
  interface Wound {
    readonly _tag: 'Change' | 'Insert' | 'Remove' | 'Cut' | 'Swap' | 'Double'
    readonly at: number
    readonly bytes: Uint8Array
  }
  const wounds: fc.Arbitrary<Wound> = fc.record({
    _tag: fc.constantFrom('Change', 'Insert', 'Remove', 'Cut', 'Swap', 'Double'),
    at: fc.nat(),
    bytes: fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 5 }),
      fc.constantFrom('\n', '0', '9', '"', '}').map(bytesOf),
    ),
  })

  /** The damaged bytes, and how many at the beginning are as they were. */
  const damaged = (file: Uint8Array, { _tag, at, bytes }: Wound): readonly [Uint8Array, number] => {
    const place = at % file.length
    const spliced = (removed: number, inserted: Uint8Array): readonly [Uint8Array, number] => [
      Uint8Array.from([...file.subarray(0, place), ...inserted, ...file.subarray(place + removed)]),
      place,
    ]
    const lines = new TextDecoder().decode(file).split(/(?<=\n)/)
    const which = at % lines.length
    const before = bytesOf(lines.slice(0, which).join('')).length
    const relined = (all: ReadonlyArray<string>): readonly [Uint8Array, number] => [bytesOf(all.join('')), before]
    switch (_tag) {
      case 'Change':
        return spliced(bytes.length, bytes)
      case 'Insert':
        return spliced(0, bytes)
      case 'Remove':
        return spliced(bytes.length, new Uint8Array())
      case 'Cut':
        return [file.subarray(0, place), place]
      case 'Swap':
        return relined([...lines.slice(0, which), ...lines.slice(which + 1), lines[which]!])
      case 'Double':
        return relined([...lines.slice(0, which + 1), ...lines.slice(which)])
    }
  }

  it('gives all that stands before the damage, and ends in values', () => {
    fc.assert(
      fc.property(anyTrace, wounds, ({ header, records }, wound) => {
        const file = bytesOf(fileOf({ header, records }))
        const [bytes, sound] = damaged(file, wound)
        const findings = findingsIn([bytes])
        const whole = file.subarray(0, sound).filter((byte) => byte === 10).length
        expect(findings.slice(0, whole)).toEqual(findingsOf({ header, records }).slice(0, whole))
        const last = findings.findIndex(({ _tag }) => _tag === 'Failed' || _tag === 'Noticed')
        if (last >= 0) expect(last).toBe(findings.length - 1)
        for (const finding of findings) {
          if (finding._tag === 'Failed') expect(describeTraceError(finding.error)).not.toContain('undefined')
          if (finding._tag === 'Found') expect(TraceRecord.is(finding.record)).toBe(true)
        }
      }),
      some,
    )
  })

  it('is never believed in silence: a swapped, doubled or cut line is told, or makes no difference', () => {
    const file = head + dialled + opened
    expect(told(head + opened + dialled).at(-1)).toBe('line 3: t should be 1 or more: it never falls')
    expect(told(file + opened).at(-1)).toBe('line 4: connection should be another one: 0 is open already')
  })
})
