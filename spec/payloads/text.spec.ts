import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { describe, expect, it } from 'vitest'

import { readMessage, writeMessage } from '../../lib/payloads/message.js'
import { readMime } from '../../lib/payloads/mime.js'
import {
  Bgr,
  cssColour,
  cutText,
  TextFormat,
  plainFormat,
  readText,
  textMessage,
  writeText,
} from '../../lib/payloads/text.js'
import { describesMessage, payload, shown } from './fixture.js'

describe('the example of messages.md 1.3', () => {
  describesMessage(
    131,
    payload(
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=UTF-8',
      'X-MMS-IM-Format: FN=Segoe%20UI; EF=B; CO=ff; CS=0; PF=22',
      '',
      'Hi €',
      'bye',
    ),
    {
      _tag: 'Text',
      text: 'Hi €\nbye',
      format: {
        font: 'Segoe UI',
        effects: ['Bold'],
        colour: { red: 255, green: 0, blue: 0 },
        charset: 0,
        fontKind: { family: 2, pitch: 2 },
        rightToLeft: false,
      },
      headers: [],
    },
  )
})

describe('the text of a federated message, messages.md 5.1', () => {
  describesMessage(
    117,
    payload(
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=UTF-8',
      'X-MMS-IM-Format: FN=Arial; EF=; CO=0; CS=0; PF=0',
      '',
      'hello',
    ),
    textMessage('hello', { ...plainFormat, font: 'Arial' }),
  )
})

// messages.md 1.3 and test vector 1.
describe('colours', () => {
  it.each([
    ['0', '#000000'],
    ['ff', '#ff0000'],
    ['80', '#800000'],
    ['ff0000', '#0000ff'],
    ['8000', '#008000'],
    ['ff00ff', '#ff00ff'],
  ])('%s is %s, and back', (wire, css) => {
    const colour = Bgr.decode(wire)
    expect(pipe(colour, E.map(cssColour))).toEqual(E.right(css))
    expect(pipe(colour, E.map(Bgr.encode))).toEqual(E.right(wire))
  })
  it.each([
    ['C81ABB', { red: 0xbb, green: 0x1a, blue: 0xc8 }],
    ['0000ff', { red: 255, green: 0, blue: 0 }],
  ])('reads %s', (wire, colour) => {
    expect(Bgr.decode(wire)).toEqual(E.right(colour))
  })
  it.each(['', 'red', '-1', '123456789'])('does not read %o', (wire) => {
    expect(Bgr.decode(wire)).toEqual(E.left(wire))
  })
})

describe('Format', () => {
  it.each([
    ['any order, no blanks', 'PF=31;CO=80;FN=MS%20Sans;EF=ub;RL=1', 'FN=MS%20Sans; EF=BU; CO=80; CS=0; PF=31; RL=1'],
    ['nothing', '', 'EF=; CO=0; CS=0; PF=0'],
    ['fields that nobody knows', 'FN=Arial; ZZ=1; CS=b1', 'FN=Arial; EF=; CO=0; CS=b1; PF=0'],
    ['values that cannot be', 'FN=Arial; EF=XYZ; CO=red; CS=?; PF=-', 'FN=Arial; EF=; CO=0; CS=0; PF=0'],
    ['all effects', 'EF=SUIB', 'EF=BIUS; CO=0; CS=0; PF=0'],
    ['a font beyond ASCII', 'FN=%E5%BE%AE%E8%BD%AF', 'FN=%E5%BE%AE%E8%BD%AF; EF=; CO=0; CS=0; PF=0'],
    ['a font that is not escaped', 'FN=MS Sans; EF=', 'FN=MS%20Sans; EF=; CO=0; CS=0; PF=0'],
    ['a percent sign that escapes nothing', 'FN=100%', 'FN=100%25; EF=; CO=0; CS=0; PF=0'],
  ])('reads %s', (_, text, written) => {
    expect(pipe(TextFormat.decode(text), E.map(TextFormat.encode))).toEqual(E.right(written))
  })
  it('reads family and pitch', () => {
    expect(TextFormat.decode('PF=31')).toMatchObject({ right: { fontKind: { family: 3, pitch: 1 } } })
    expect(TextFormat.decode('PF=2')).toMatchObject({ right: { fontKind: { family: 0, pitch: 2 } } })
  })
  it('lets no font begin a header or a parameter', () => {
    expect(TextFormat.encode({ ...plainFormat, font: 'a;\r\nb' })).toBe('FN=a%3B%0D%0Ab; EF=; CO=0; CS=0; PF=0')
  })
})

describe('readText', () => {
  it.each([
    ['a charset of old', 'Content-Type: text/plain; charset=windows-1252', Uint8Array.of(0x80), '€'],
    ['no charset and UTF-8', 'Content-Type: text/plain', payload('é'), 'é'],
    ['no charset and no UTF-8', 'Content-Type: text/plain', Uint8Array.of(0xe9), 'é'],
    ['no type at all', 'X: 1', payload('é'), 'é'],
    ['all line ends', 'Content-Type: text/plain', payload('a\r\nb\rc\nd\r\n'), 'a\nb\nc\nd\n'],
    ['nothing', 'Content-Type: text/plain', payload(''), ''],
  ])('reads %s', (_, head, body, text) => {
    const whole = Uint8Array.of(...payload(head, '', ''), ...body)
    expect(readText(readMime(whole)).text).toBe(text)
  })
  it('keeps P4-Context as it stands, and the headers that it does not know', () => {
    const fixture = payload(
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=UTF-8',
      'P4-Context: Bob %20 é',
      'User-Agent: pidgin/2',
      'Dest-Agent: mobile',
      '',
      'x',
    )
    const message = readMessage(fixture)
    expect(message).toEqual({
      _tag: 'Text',
      text: 'x',
      p4Context: 'Bob %20 é',
      headers: [
        ['User-Agent', 'pidgin/2'],
        ['Dest-Agent', 'mobile'],
      ],
    })
    expect(shown(writeMessage(message))).toBe(shown(fixture))
  })
})

describe('writeText', () => {
  it('writes the format of a client that nobody chose one for', () => {
    expect(shown(writeMessage(textMessage('x')))).toContain(
      'X-MMS-IM-Format: FN=MS%20Shell%20Dlg; EF=; CO=0; CS=0; PF=0\r\n',
    )
  })
  it('ends lines with CR LF, whatever they ended with', () => {
    expect(shown(writeMessage(textMessage('a\nb\r\nc\rd')))).toMatch(/\r\n\r\na\r\nb\r\nc\r\nd$/)
  })
  it('lets no name begin a header', () => {
    const written = shown(writeMessage({ _tag: 'Text', text: '', p4Context: 'Bob\r\nX: y', headers: [] }))
    expect(written).toBe('MIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\nP4-Context: Bob X: y\r\n\r\n')
  })
})

describe('cutText', () => {
  const written = (text: string): number => writeText(textMessage(text)).body.length
  const clusters = (text: string): ReadonlyArray<string> =>
    Array.from(new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text), ({ segment }) => segment)

  it('cuts behind blanks', () => {
    expect(cutText(12)('one two three four')).toEqual(['one two ', 'three four'])
    expect(cutText(12)('see http://example.com/a/b now')).toEqual(['see http://', 'example.com/', 'a/b now'])
  })
  it('cuts no cluster, unless it is too long by itself', () => {
    const family = '👨‍👩‍👧'
    expect(cutText(20)(family.repeat(3))).toEqual([family, family, family])
    expect(cutText(8)('e\u0301'.repeat(5))).toEqual(['e\u0301e\u0301', 'e\u0301e\u0301', 'e\u0301'])
    expect(cutText(10)(family).join('')).toBe(family)
    expect(cutText(4)('a \u0301b')).toEqual(['a \u0301', 'b'])
  })
  it('gives parts that are the text when they are joined, within the limit, at the coarsest boundary that fits', () => {
    const unit = fc.constantFrom(
      'a',
      'bc',
      ' ',
      '  ',
      '\n',
      '\r\n',
      '\r',
      '\u0301',
      '👨‍👩‍👧',
      '🇩🇪',
      '文',
      '字',
      '.',
      'ffffffffffff',
      '\u200d',
      'क्ष',
      '한국',
      '\u0600',
    )
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 60 }), fc.integer({ min: 4, max: 40 }), (units, bytes) => {
        const text = units.join('')
        const parts = cutText(bytes)(text)
        expect(parts.join('')).toBe(text)
        const ends = new Set(parts.map((_, at) => parts.slice(0, at + 1).join('').length))
        for (const part of parts) expect(written(part)).toBeLessThanOrEqual(bytes)
        let at = 0
        const bounds = new Set([0])
        for (const cluster of clusters(text)) {
          bounds.add(at + cluster.length)
          for (let inside = at + 1; inside < at + cluster.length; inside++)
            if (ends.has(inside)) expect(written(cluster)).toBeGreaterThan(bytes)
          at += cluster.length
        }
        at = 0
        for (const { segment, isWordLike } of new Intl.Segmenter('en', { granularity: 'word' }).segment(text)) {
          for (let inside = at + 1; inside < at + segment.length; inside++)
            // Some words begin or end within a cluster: that goes first.
            if (isWordLike === true && bounds.has(at) && bounds.has(at + segment.length) && ends.has(inside))
              expect(written(segment)).toBeGreaterThan(bytes)
          at += segment.length
        }
      }),
      { numRuns: 500 },
    )
  })
})
