import fc from 'fast-check'
import * as O from 'fp-ts/lib/Option.js'
import { describe, expect, it } from 'vitest'

import { readFields } from '../../lib/payloads/fields.js'
import { contentType, header, readMime, typed, writeMime } from '../../lib/payloads/mime.js'
import { payload, shown } from './fixture.js'

const parts = (text: string) => {
  const { headers, body } = readMime(payload(text))
  return [headers, shown(body)]
}

// messages.md 1.2, row by row.
describe('readMime', () => {
  it('reads headers and body', () => {
    expect(parts('MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nhello\r\n\r\nthere')).toEqual([
      [['MIME-Version', '1.0'], ['Content-Type', 'text/plain']],
      'hello\r\n\r\nthere',
    ])
  })
  it.each([
    ['LF', 'A: 1\n\nhello'],
    ['CR', 'A: 1\r\rhello'],
    ['LF, then CR LF', 'A: 1\n\r\nhello'],
    ['CR LF, then LF', 'A: 1\r\n\nhello'],
  ])('takes a block ended by %s', (_, text) => {
    expect(parts(text)).toEqual([[['A', '1']], 'hello'])
  })
  it('takes no CR LF for two ends of line', () => {
    expect(parts('A: 1\r\nB: 2\r\n\r\nhello')).toEqual([[['A', '1'], ['B', '2']], 'hello'])
  })
  it('takes all for headers where there is no empty line', () => {
    expect(parts('A: 1\r\nhello')).toEqual([[['A', '1']], ''])
  })
  it.each([
    ['two ends of line', '\r\n\r\nhello'],
    ['one', '\r\nhello'],
  ])('takes a beginning of %s for no headers', (_, text) => {
    expect(parts(text)).toEqual([[], 'hello'])
  })
  it('leaves an end of line in front of the body to the body', () => {
    expect(parts('A: 1\r\n\r\n\r\n')).toEqual([[['A', '1']], '\r\n'])
  })
  it('reads nothing as nothing', () => {
    expect(parts('')).toEqual([[], ''])
  })
  it('keeps a body of any bytes, without a copy', () => {
    const bytes = Uint8Array.of(0x41, 0x3a, 0x31, 13, 10, 13, 10, 0, 255, 0x80, 13)
    const { body } = readMime(bytes)
    expect([...body]).toEqual([0, 255, 0x80, 13])
    expect(body.buffer).toBe(bytes.buffer)
  })
})

describe('writeMime', () => {
  it('ends the block with an empty line', () => {
    expect(shown(writeMime({ headers: [['A', '1']], body: payload('x') }))).toBe('A: 1\r\n\r\nx')
  })
  it('writes two ends of line for no headers: readers look for both', () => {
    expect(shown(writeMime({ headers: [], body: payload('x') }))).toBe('\r\n\r\nx')
  })
  it('begins with the customary headers', () => {
    expect(shown(writeMime(typed('image/gif', [['A', '1']])(payload('x'))))).toBe(
      'MIME-Version: 1.0\r\nContent-Type: image/gif\r\nA: 1\r\n\r\nx',
    )
  })
})

describe('what was read before', () => {
  const piece = fc.constantFrom('\r', '\n', '\r\n', '\r\n\r\n', ' ', 'A: 1', 'B: 2', 'A: 1\r\nB: 2', 'hello')
  const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''))
  const bytes = (read: string): Uint8Array => new TextEncoder().encode(read)

  it('changes nothing in what is read: neither the place where a block ends, nor its headers', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 6 }), (texts) => {
        for (const each of texts) {
          // Where a block ends, looked for in the plainest way.
          const eol = String.raw`(?:\r\n|\r(?!\n)|\n)`
          const end = new RegExp(`^${eol}{1,2}|${eol}${eol}`).exec(each)
          const at = end === null ? each.length : end.index + end[0].length
          const { headers, body } = readMime(bytes(each))
          expect([headers, shown(body)]).toEqual([readFields(each.slice(0, end?.index ?? each.length)), each.slice(at)])
        }
      }),
      { numRuns: 1000, examples: [[['A: 1\r\n\r\nhello', 'A: 1\r\n\r\n', 'A: 1\r\n', 'A: 1\r\n\r\n\r\nA: 1']]] },
    )
  })
})

describe('what was written before', () => {
  const word = fc.constantFrom('A', 'B', '1', 'two words', 'ä', 'a:b', 'x\r\ny', '')
  const fields = fc.array(fc.tuple(word, word), { maxLength: 3 })
  const plainly = (some: ReadonlyArray<readonly [string, string]>): string =>
    some.map((each) => shown(writeMime({ headers: [each], body: new Uint8Array(0) })).slice(0, -2)).join('')

  it('changes nothing in what is written', () => {
    fc.assert(
      fc.property(fc.array(fields.filter(({ length }) => length > 0), { minLength: 1, maxLength: 5 }), (all) => {
        for (const headers of all) {
          const written = shown(writeMime({ headers, body: new Uint8Array(0) }))
          expect(written).toBe(`${plainly(headers)}\r\n`)
        }
      }),
    )
  })

  it('is not written again where its owner has changed it', () => {
    const changing: Array<[string, string]> = [['A', '1']]
    const written = (): string => shown(writeMime({ headers: changing, body: payload('x') }))
    expect(written()).toBe('A: 1\r\n\r\nx')
    changing[0]![1] = '2'
    expect(written()).toBe('A: 2\r\n\r\nx')
    changing.push(['B', '3'])
    expect(written()).toBe('A: 2\r\nB: 3\r\n\r\nx')
  })
})

describe('headers', () => {
  const mime = readMime(payload('content-TYPE: Text/Plain ;charset=UTF-8; foo=bar', 'X: 1', 'x: 2', '', ''))

  it('are found in any case, the last of several', () => {
    expect(header('X')(mime)).toEqual(O.some('2'))
    expect(header('Y')(mime)).toEqual(O.none)
  })
  it('say what type', () => {
    expect(contentType(mime)).toEqual({ type: 'text/plain', parameters: [['charset', 'UTF-8'], ['foo', 'bar']] })
  })
  it('mean text where they say nothing', () => {
    expect(contentType(readMime(payload('', '', 'hello')))).toEqual({ type: 'text/plain', parameters: [] })
  })
})
