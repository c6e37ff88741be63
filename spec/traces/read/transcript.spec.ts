import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'

import { encodeIn, type Encodable } from '../../../lib/commands/codec.js'
import type { Side } from '../../../lib/commands/row.js'
import { anywhere } from '../../../lib/commands/scope.js'
import { chosen } from '../../../lib/commands/scope.js'
import type { TraceRecord } from '../../../lib/traces/format/record.js'
import { transcribe, transcript, type TranscriptEntry } from '../../../lib/traces/read/transcript.js'
import { write } from '../../../lib/wire/frame.js'
import { bytesOf, byteText } from '../../../lib/wire/text.js'
import { runs } from '../../support/arbitrary.js'

const server = { host: '198.51.100.1', port: 1863 }

const opened = (connection: number, host = '10.0.0.1', midway = false): TraceRecord => ({
  t: 0,
  _tag: 'Opened',
  connection,
  local: { host, port: 1024 + connection },
  peer: server,
  ...(midway ? { midway: true } : {}),
})
const said = (from: Side, text: string, connection = 0, t = 0): TraceRecord => ({
  t,
  _tag: 'Said',
  connection,
  from,
  bytes: bytesOf(text),
})
const missing = (from: Side, bytes?: number, connection = 0): TraceRecord => ({
  t: 0,
  _tag: 'Missing',
  connection,
  from,
  ...(bytes === undefined ? {} : { bytes }),
})
const closed = (connection: number): TraceRecord => ({ t: 9, _tag: 'Closed', connection, reason: { _tag: 'Ended' } })

/** The bytes that an entry stands for; of a gap, how many they are. */
const bytesIn = (entry: TranscriptEntry): string => {
  if (entry._tag === 'Gap') return `<${entry.bytes ?? '?'}>`
  if (entry._tag === 'Lost') return `<${entry.error._tag}>`
  if (entry.decoded._tag === 'Undecodable') return byteText(write(entry.decoded.frame))
  const bytes = encodeIn(entry.from)(anywhere, entry.decoded as Encodable)
  return E.isRight(bytes) ? byteText(bytes.right) : '?'
}

/** What there is to tell, in a few words: commands by their verbs, all else by its bytes. */
const told = (entries: ReadonlyArray<TranscriptEntry>): ReadonlyArray<string> =>
  entries.map((entry) =>
    entry._tag !== 'Line' || entry.decoded._tag !== 'Undecodable'
      ? entry._tag === 'Line'
        ? (entry.decoded as { readonly verb: string }).verb
        : bytesIn(entry)
      : `${entry.decoded.reason._tag}: ${bytesIn(entry)}`,
  )

const readOnce = (records: ReadonlyArray<TraceRecord>): ReadonlyArray<TranscriptEntry> => {
  const { read, end } = transcript()
  return [...records.flatMap(read), ...end()]
}

const message = (text: string, announced = text.length): string => `MSG bob@example.com Bob ${announced}\r\n${text}`

describe('a transcript', () => {
  it('gives commands with their time, connection, side, server and dialect', () => {
    const entries = readOnce([
      opened(0),
      said('client', 'VER 1 MSNP9 MSNP8 CVR0\r\n', 0, 10),
      said('server', 'VER 1 MSNP8\r\n', 0, 20),
      said('client', 'CHG 2 NLN 0\r\n', 0, 30.5),
    ])
    expect(entries.map((entry) => entry._tag === 'Line' && [entry.t, entry.from, entry.on, entry.dialect])).toEqual([
      [10, 'client', undefined, 'MSNP9'],
      [20, 'server', undefined, 'MSNP8'],
      [30.5, 'client', 'NS', 'MSNP8'],
    ])
  })

  it('gives what was begun when a connection closed, and forgets the connection', () => {
    const { read, scope, end } = transcript()
    const records = [opened(0), said('server', 'QNG\r\nFLN bob'), said('client', 'PNG\r\nOUT'), closed(0)]
    expect(told(records.flatMap(read))).toEqual(['QNG', 'PNG', 'OUT', 'Truncated: FLN bob'])
    expect(scope(0)).toBeUndefined()
    expect(end()).toEqual([])
  })

  it('gives what was begun when the recording ended', () => {
    expect(told(readOnce([opened(0), said('server', message('hell', 10))]))).toEqual([
      'Truncated: MSG bob@example.com Bob 10\r\nhell',
    ])
  })

  it('says once where framing was lost, and reads the other side on', () => {
    const records = [opened(0), said('server', 'MSG a b x\r\n'), said('server', 'QNG\r\n'), said('client', 'PNG\r\n')]
    expect(told(readOnce(records))).toEqual(['<BadLength>', 'PNG'])
  })
})

describe('the dialect of a switchboard', () => {
  const switchboard = 'USR 1 alice@example.com 1.2.3\r\n'
  const signIn = (connection: number, host: string, dialect: string, passport: string) => [
    opened(connection, host),
    said('client', `VER 1 ${dialect} CVR0\r\n`, connection),
    said('server', `VER 1 ${dialect}\r\n`, connection),
    said('client', `USR 3 ${dialect === 'MSNP7' ? 'MD5' : 'TWN'} I ${passport}\r\n`, connection),
    said('client', 'CHG 4 NLN 0\r\n', connection),
  ]
  const dialectsOn = (connection: number, entries: ReadonlyArray<TranscriptEntry>) => [
    ...new Set(entries.flatMap((entry) => (entry._tag === 'Line' && entry.connection === connection ? [entry.dialect] : []))),
  ]

  it('is that of the same computer', () => {
    const entries = readOnce([...signIn(0, 'a', 'MSNP11', 'alice@example.com'), opened(1, 'a'), said('client', switchboard, 1)])
    expect(dialectsOn(1, entries)).toEqual(['MSNP11'])
  })
  it('is that of the same person, where a computer has several', () => {
    const records = [
      ...signIn(0, 'a', 'MSNP11', 'alice@example.com'),
      ...signIn(1, 'a', 'MSNP7', 'bob@example.com'),
      opened(2, 'a'),
      said('client', switchboard, 2),
      said('server', 'USR 1 OK alice@example.com Alice\r\n', 2),
    ]
    expect(dialectsOn(2, readOnce(records)).at(-1)).toBe('MSNP11')
  })
  it('is found where it is told later, if the recording began in the middle', () => {
    const records = [
      opened(0, 'a', true),
      said('client', 'PNG\r\n'),
      ...signIn(1, 'a', 'MSNP11', 'alice@example.com'),
    ]
    expect(dialectsOn(0, readOnce(records))).toEqual(['MSNP2'])
    expect(dialectsOn(0, transcribe(records))).toEqual(['MSNP11'])
  })
  it('is doubted only where it may be told later, until it is taught', () => {
    const { read, doubts, teach } = transcript()
    const [midway, whole] = [said('client', 'PNG\r\n', 0), said('client', switchboard, 1)]
    read(opened(0, 'a', true))
    read(opened(1, 'b'))
    expect([midway, whole, opened(2)].map(doubts)).toEqual([true, false, false])
    teach(0, chosen('MSNP8', anywhere))
    expect(doubts(midway)).toBe(false)
    expect(read(midway)).toMatchObject([{ dialect: 'MSNP8' }])
  })
})

describe('behind a gap', () => {
  const around = (...records: ReadonlyArray<TraceRecord>): ReadonlyArray<string> =>
    told(readOnce([opened(0), said('server', 'VER 1 MSNP8\r\n'), ...records])).slice(1)

  it('what was begun is given up, and the next line that is a command is read', () => {
    expect(
      around(said('server', 'NLN BSY bob@exam'), missing('server', 7), said('server', 'om Bob 0\r\nFLN bob@example.com\r\n')),
    ).toEqual(['Truncated: NLN BSY bob@exam', '<7>', 'Headless: om Bob 0\r\n', 'FLN'])
  })
  it('a command is read at once where one begins', () => {
    expect(around(missing('server', 7), said('server', 'FLN bob@example.com\r\n'))).toEqual(['<7>', 'FLN'])
    expect(around(missing('server'), said('server', '911 3\r\n'))).toEqual(['<?>', '911'])
  })
  it('the rest of a payload is passed over to its last byte, where it is known', () => {
    const payload = 'a\r\nFLN eve@example.com\r\nNLN NLN eve@example.com Eve 0\r\n'
    expect(
      around(
        said('server', message('12345', 5 + 20 + payload.length)),
        missing('server', 20),
        ...Array.from(payload, (byte) => said('server', byte)),
        said('server', 'QNG\r\n'),
      ),
    ).toEqual([`Truncated: MSG bob@example.com Bob ${25 + payload.length}\r\n12345`, '<20>', `Headless: ${payload}`, 'QNG'])
  })
  it('nothing is passed over where the payload ends with the gap', () => {
    expect(around(said('server', message('12345', 25)), missing('server', 20), said('server', 'QNG\r\n'))).toEqual([
      'Truncated: MSG bob@example.com Bob 25\r\n12345',
      '<20>',
      'QNG',
    ])
  })
  it('two gaps in one payload add up', () => {
    expect(
      around(
        said('server', message('1', 10)),
        missing('server', 3),
        said('server', '234'),
        missing('server', 2),
        said('server', '5QNG\r\n'),
      ),
    ).toEqual(['Truncated: MSG bob@example.com Bob 10\r\n1', '<3>', 'Headless: 234', '<2>', 'Headless: 5', 'QNG'])
  })
  it('a payload of which nobody knows how much is missing is not read as commands', () => {
    const rest = 'Content-Type: text/plain\r\n\r\nOUT of order. QNG\r\nsee you'
    expect(around(said('server', message('MIME', 999)), missing('server'), said('server', rest + message('hi')))).toEqual([
      'Truncated: MSG bob@example.com Bob 999\r\nMIME',
      '<?>',
      `Headless: ${rest}`,
      'MSG',
    ])
  })
  it('a line that is like a command, but not followed by one, is none', () => {
    const quoted = 'he said MSG bob@example.com Bob 3\r\nin his letter\r\n'
    expect(around(missing('server'), said('server', `${quoted}QNG\r\n`))).toEqual(['<?>', `Headless: ${quoted}`, 'QNG'])
  })
  it('reading goes on where framing was lost before it', () => {
    expect(around(said('server', 'MSG a b x\r\n'), missing('server'), said('server', 'QNG\r\n'))).toEqual([
      '<BadLength>',
      '<?>',
      'QNG',
    ])
  })
  it('the other side does not notice', () => {
    expect(around(said('client', 'CHG 4 N'), missing('server', 3), said('client', 'LN 0\r\n'))).toEqual(['<3>', 'CHG'])
  })
  it('OUT needs no end of line', () => {
    expect(around(missing('client', 3), said('client', 'OUT'), closed(0))).toEqual(['<3>', 'OUT'])
  })
  it('a recording that begins in the middle begins like that', () => {
    expect(told(readOnce([opened(0, 'a', true), said('server', 'b 0\r\nQNG\r\n')]))).toEqual(['Headless: b 0\r\n', 'QNG'])
  })
})

describe('whatever is missing', () => {
  const pieces = fc.array(
    fc.oneof(
      fc.constantFrom('QNG 45\r\n', 'FLN bob@example.com\r\n', message('hi there'), message('FLN a@b\r\nx'), '911 3\r\n', 'OUT', 'MSG'),
      fc.string({ unit: 'binary-ascii', maxLength: 20 }),
    ),
    { maxLength: 12 },
  )

  it('every other byte is in an entry, in order, however it was cut', () => {
    fc.assert(
      fc.property(pieces, fc.infiniteStream(fc.nat({ max: 30 })), fc.boolean(), (texts, sizes, midway) => {
        const text = texts.join('')
        const records: Array<TraceRecord> = [opened(0, 'a', midway)]
        let expected = ''
        for (let at = 0; at < text.length; ) {
          const size = sizes.next().value as number
          const piece = text.slice(at, at + size)
          at += size
          if (size % 5 === 4) {
            records.push(missing('server', piece.length))
            expected += `<${piece.length}>`
          } else {
            records.push(said('server', piece))
            expected += piece
          }
        }
        const entries = readOnce(records)
        const at = entries.findIndex(({ _tag }) => _tag === 'Lost')
        if (at < 0) expect(entries.map(bytesIn).join('')).toBe(expected)
        else expect(expected.startsWith(entries.slice(0, at).map(bytesIn).join(''))).toBe(true)
      }),
      runs,
    )
  })
})
