import { describe, expect, it } from 'vitest'

import { decode, decoder } from '../../../lib/commands/decoder.js'
import { type Side } from '../../../lib/commands/row.js'
import { secretFields } from '../../../lib/commands/facts.js'
import type { TraceRecord } from '../../../lib/traces/format/record.js'
import { scrubbing } from '../../../lib/traces/scrub/scrub.js'
import { byteText, bytesOf } from '../../../lib/wire/text.js'
import { escargot } from '../../replay/recorded.js'

/** What one side says, as one text. */
const textOf = (records: ReadonlyArray<TraceRecord>, from: Side): string =>
  records.map((each) => (each._tag === 'Said' && each.from === from ? byteText(each.bytes) : '')).join('')

/** The same kinds, times and lengths. */
const shapeOf = (records: ReadonlyArray<TraceRecord>): ReadonlyArray<unknown> =>
  records.map((each) => [each._tag, each.t, each._tag === 'Said' ? each.bytes.length : undefined])

// Found by themselves, as somebody would who searches the file.
const patterns = [
  /USR \d+ MD5 S ([0-9a-f]{32})\r\n/g,
  /USR \d+ (?:TWN|SSO) S (t=\S+|[0-9a-f]{20}\S*)/g,
  /CKI (\S+)/g,
  /ANS \d+ \S+ (\S+) \d+\r\n/g,
  /QRY \d+ \S+ 32\r\n([0-9a-f]{32})/g,
  /MSPAuth: (\S+)\r\n/g,
]

describe('the conversations with Escargot', () => {
  it('have no secret in them any more, and say the same otherwise', () => {
    const conversations = escargot()
    const { record, end } = scrubbing()
    const records = conversations.flatMap(({ pieces }, connection) =>
      pieces.map((piece, i): TraceRecord => ({
        t: i,
        _tag: 'Said',
        connection,
        from: piece.from,
        bytes: piece.bytes,
      })),
    )
    const clean = [...records.flatMap(record), ...end()]
    expect(shapeOf(clean)).toEqual(shapeOf(records))

    const secrets = new Set<string>()
    const texts = conversations.map((_, connection) =>
      (['client', 'server'] as const).map((from) =>
        textOf(
          records.filter((each) => each._tag === 'Said' && each.connection === connection),
          from,
        ),
      ),
    )
    for (const text of texts.flat())
      for (const pattern of patterns) for (const [, secret] of text.matchAll(pattern)) secrets.add(secret!)
    expect(secrets.size).toBeGreaterThan(100)
    const all = clean.map((each) => (each._tag === 'Said' ? byteText(each.bytes) : '')).join('')
    expect([...secrets].filter((secret) => secret.length >= 8 && all.includes(secret))).toEqual([])

    // What is no secret decodes as it did.
    const open = (commands: ReadonlyArray<object>) =>
      commands.map((command) =>
        Object.entries(command).filter(
          ([name]) => !secretFields.has(name) && !['payload', 'frame', 'odd'].includes(name),
        ),
      )
    conversations.forEach((_, connection) => {
      for (const from of ['client', 'server'] as const) {
        const read = (of: ReadonlyArray<TraceRecord>) =>
          decode(from)(
            decoder(),
            bytesOf(
              textOf(
                of.filter((each) => each._tag === 'Said' && each.connection === connection),
                from,
              ),
            ),
          )[1]
        expect(open(read(clean))).toEqual(open(read(records)))
      }
    })
  })
})
