import * as O from 'fp-ts/lib/Option.js'
import { describe, expect, it } from 'vitest'

import { badLength, defaultLimits, feed, flush, noPayload, start, type Limits, type PartialFrame } from '../../lib/wire/feed.js'
import { describeFrameError, write, type Frame } from '../../lib/wire/frame.js'
import { byteText, bytesOf } from '../../lib/wire/text.js'

// A stand-in for the rows: PAY announces bytes, BAD announces them badly.
const rule = (line: string): number =>
  line.startsWith('PAY ') ? Number(line.slice(4)) : line.startsWith('BAD') ? badLength : noPayload

const run = (chunks: ReadonlyArray<string>, limits: Partial<Limits> = {}): readonly [PartialFrame, ReadonlyArray<Frame>] =>
  chunks.reduce<readonly [PartialFrame, ReadonlyArray<Frame>]>(
    ([pending, frames], chunk) => {
      const [next, more] = feed({ ...defaultLimits, ...limits }, rule)(pending, bytesOf(chunk))
      return [next, [...frames, ...more]]
    },
    [start, []],
  )

const line = (text: string, end: Frame['end'] = '\r\n'): Frame => ({ line: text, end, payload: undefined })
const withPayload = (text: string, payload: string): Frame => ({ ...line(text), payload: bytesOf(payload) })

describe('frames', () => {
  const all = 'VER 1 MSNP8\r\nPAY 5\r\nA\r\nB\nPAY 0\r\nQNG\n\r\nOUT\r\n'
  const expected = [
    line('VER 1 MSNP8'),
    withPayload('PAY 5', 'A\r\nB\n'),
    withPayload('PAY 0', ''),
    line('QNG', '\n'),
    line(''),
    line('OUT'),
  ]

  it('come out of one chunk', () => {
    expect(run([all])[1]).toEqual(expected)
  })
  it('come out the same of every cutting in two', () => {
    for (let at = 0; at <= all.length; at++) expect(run([all.slice(0, at), all.slice(at)])[1]).toEqual(expected)
  })
  it('come out the same byte by byte', () => {
    expect(run([...all])[1]).toEqual(expected)
  })
  it('are written as they came', () => {
    expect(expected.map(write).map((bytes) => byteText(bytes)).join('')).toBe(all)
  })
  it('keep a carriage return that ends no line', () => {
    expect(run(['A\rB\r\r\n'])[1]).toEqual([line('A\rB\r')])
  })
  it('do not read a payload as lines', () => {
    expect(run(['PAY 12\r\nNLN NLN x\r\n\r\nOUT\r\n'])[1]).toEqual([withPayload('PAY 12', 'NLN NLN x\r\n\r'), line('', '\n'), line('OUT')])
  })
  it('leave a pending value usable twice', () => {
    const [pending] = run(['PAY 4\r\nab'])
    const go = feed(defaultLimits, rule)
    const [, first] = go(pending, bytesOf('XY'))
    const [, second] = go(pending, bytesOf('12'))
    expect([first, second]).toEqual([[withPayload('PAY 4', 'abXY')], [withPayload('PAY 4', 'ab12')]])
  })
})

describe('limits', () => {
  it('hold for a line, its end not counted', () => {
    expect(run(['12345\r\n'], { line: 5 })[1]).toEqual([line('12345')])
    expect(run(['12345', '\r', '\n'], { line: 5 })[1]).toEqual([line('12345')])
    const [broken, frames] = run(['OUT\r\n123456\r\n'], { line: 5 })
    expect(frames).toEqual([line('OUT')])
    expect(broken).toEqual({ _tag: 'Broken', at: 5, error: { _tag: 'LineTooLong', at: 5, limit: 5 } })
  })
  it('break a line that never ends, at the limit', () => {
    const [broken] = run(['OUT\r\n', ...Array.from({ length: 20 }, () => 'x')], { line: 5 })
    expect(broken).toEqual({ _tag: 'Broken', at: 5, error: { _tag: 'LineTooLong', at: 5, limit: 5 } })
  })
  it('hold for a payload, before it is waited for', () => {
    expect(run(['PAY 7\r\n'], { payload: 6 })[0]).toEqual({
      _tag: 'Broken',
      at: 0,
      error: { _tag: 'PayloadTooLong', at: 0, verb: 'PAY', bytes: 7, limit: 6 },
    })
  })
  it('keep little: what is held does not grow past the limit and one chunk', () => {
    const [pending] = run(Array.from({ length: 100_000 }, () => 'x'), { line: 1000 })
    expect(pending._tag).toBe('Broken')
  })
})

describe('a fault', () => {
  it('lets out what was complete before it, and nothing after', () => {
    const [broken, frames] = run(['OUT\r\nBAD x\r\nOUT\r\n', 'OUT\r\n'])
    expect(frames).toEqual([line('OUT')])
    expect(broken).toEqual({ _tag: 'Broken', at: 5, error: { _tag: 'BadLength', at: 5, verb: 'BAD' } })
  })
  it('says what, where and what to do', () => {
    expect(describeFrameError({ _tag: 'LineTooLong', at: 5, limit: 8 })).toContain('within 8 bytes of offset 5')
    expect(describeFrameError({ _tag: 'BadLength', at: 9, verb: 'MSG' })).toContain('MSG at offset 9')
    expect(describeFrameError({ _tag: 'PayloadTooLong', at: 1, verb: 'MSG', bytes: 9, limit: 8 })).toContain('limits.payload')
  })
})

describe('the end of a stream', () => {
  it('gives what was begun', () => {
    expect(flush(run(['OUT'])[0])).toEqual(O.some(line('OUT', '')))
    expect(flush(run(['PAY 9\r\nabc'])[0])).toEqual(O.some(withPayload('PAY 9', 'abc')))
    expect(flush(run(['OUT\r\n'])[0])).toEqual(O.none)
    expect(flush(run(['BAD\r\n'])[0])).toEqual(O.none)
  })
})
