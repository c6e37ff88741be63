import { Writable } from 'node:stream'

import { describe, expect, it } from 'vitest'

import { plain } from '../../lib/cli/event-json.js'
import { readJson } from '../../lib/cli/options.js'
import { cutTo, exitOf, exitOfOutcome, harmless, jsonLine, liveLimit, sayLive } from '../../lib/cli/output.js'
import { terminal, type Terminal, within } from '../../lib/cli/terminal.js'
import type { EndReason } from '../../lib/index.js'
import { readMessage } from '../../lib/payloads.js'

describe('cutTo', () => {
  it.each([
    [undefined, 'as long as it likes', 'as long as it likes'],
    [5, 'abcde', 'abcde'],
    [5, 'abcdef', 'abcd…'],
    [4, '乾杯', '乾杯'],
    [3, '乾杯', '乾…'],
    [4, 'a👋👋', 'a👋…'],
    [3, 'é́é́é́', 'é́é́é́'],
    [0, 'abc', '…'],
    [4, 'a🇩🇪🇫🇷', 'a🇩🇪…'],
    [3, 'a🇩🇪b', 'a…'],
    [4, '👨‍👩‍👧‍👦👨‍👩‍👧‍👦', '👨‍👩‍👧‍👦👨‍👩‍👧‍👦'],
    [3, '👨‍👩‍👧‍👦👨‍👩‍👧‍👦', '👨‍👩‍👧‍👦…'],
    [3, '👍🏽👍🏽', '👍🏽…'],
  ])('to %s makes of %s %s', (width, text, cut) => {
    expect(cutTo(width)(text)).toBe(cut)
  })
})

describe('what a peer wrote', () => {
  const nasty = 'a\u001b[2Jb\u009bc\u202ed\u2066e\u007f\nf'

  it('is shown without anything that steers a terminal', () => {
    expect(harmless(nasty)).toBe('a\\u{1b}[2Jb\\u{9b}c\\u{202e}d\\u{2066}e\\u{7f}\\u{a}f')
  })
  it('is the same as JSON, though nothing there does either', () => {
    const line = jsonLine({ text: nasty })
    // eslint-disable-next-line no-control-regex
    expect(line).not.toMatch(/[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]/)
    expect(JSON.parse(line)).toEqual({ text: nasty })
  })
})

describe('plain', () => {
  it('hides secrets, and what nobody knows of a profile', () => {
    const profile = readMessage(
      Buffer.from('Content-Type: text/x-msmsgsprofile\r\nMSPAuth: 5ecret\r\nNovel: 5ecret\r\nsid: 507\r\n\r\n'),
    )
    expect(plain({ profile })).toEqual({ profile: { _tag: 'Profile', mspAuth: '•••', siteId: 507 } })
    expect(plain({ ticket: '5ecret', digest: '5ecret', at: [{ cookie: '5ecret' }] })).toEqual({
      ticket: '•••',
      digest: '•••',
      at: [{ cookie: '•••' }],
    })
  })
  it('writes bytes in Base64, and addresses as text', () => {
    expect(plain([new Uint8Array([1, 2, 3]), { host: '::1', port: 1863 }])).toEqual(['AQID', '[::1]:1863'])
  })
})

describe('an exit code', () => {
  const address = { host: 'h', port: 1 }
  const failure = { _tag: 'Failure', verb: '911', code: 911, name: 'n', meaning: 'm', info: [] } as const

  it.each<readonly [number, EndReason]>([
    [0, { _tag: 'SignedOut' }],
    [3, { _tag: 'Unreachable', address, why: { _tag: 'Refused' } }],
    [6, { _tag: 'Unreachable', address, why: { _tag: 'TimedOut' } }],
    [3, { _tag: 'Lost', why: { _tag: 'Reset' } }],
    [3, { _tag: 'NoTicket', problem: 'p', why: { _tag: 'Insecure', problem: 'p' } }],
    [6, { _tag: 'NoTicket', problem: 'p', why: { _tag: 'TimedOut' } }],
    [3, { _tag: 'NoTicket', problem: 'p' }],
    [4, { _tag: 'Refused', failure }],
    [4, { _tag: 'Denied' }],
    [4, { _tag: 'NoCommonDialect', offered: [] }],
    [4, { _tag: 'Dismissed', because: 'Elsewhere' }],
    [5, { _tag: 'Broken', problem: 'p' }],
    [5, { _tag: 'RedirectLoop', address }],
    [5, { _tag: 'TooManyRedirects', limit: 1 }],
    [5, { _tag: 'NoWayIn', offered: [] }],
    [6, { _tag: 'NoAnswer', to: 'VER' }],
  ])('is %d for the end %j', (code, reason) => {
    expect(exitOf(reason)).toBe(code)
  })
  it('tells what became of a message', () => {
    expect(
      (['Acknowledged', 'Sent', 'NotDelivered', 'NobodyThere', 'TimedOut', 'Closed'] as const).map((_tag) =>
        exitOfOutcome({ _tag }),
      ),
    ).toEqual([0, 0, 4, 4, 6, 3])
    expect(exitOfOutcome({ _tag: 'Refused', refusal: { _tag: 'TooLong', limit: 1 } })).toBe(4)
    expect(exitOfOutcome({ _tag: 'Failed', failure })).toBe(4)
  })
})

describe('JSON that is none', () => {
  it.each([
    ['', 'it ends too early at line 1, column 1'],
    ['{"a": "hid', 'it ends too early at line 1, column 11'],
    ['[1,\n2', 'it ends too early at line 2, column 2'],
    ['[1,]', 'it cannot be read on at line 1, column 4'],
    ['{"a": hid}', 'it cannot be read on at line 1, column 7'],
    ['{"a": 1}\n}', 'it cannot be read on at line 2, column 1'],
    ['["a\nb"]', 'it cannot be read on at line 1, column 4'],
  ])('%j is told by its place alone', (text, what) => {
    expect(readJson(text)).toMatchObject({ _tag: 'Left', left: `no JSON: ${what}` })
  })
})

describe('a line of what goes on', () => {
  const paper = () => {
    const read: Array<() => void> = []
    const errors: Array<string> = []
    const output = new Writable({ write: (_chunk, _encoding, done) => void read.push(done) })
    const noted = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        errors.push(chunk.toString())
        done()
      },
    })
    return { read, errors, output, surroundings: { ...terminal(), output, errors: noted } as Terminal }
  }

  it('is left out, and counted, where nobody reads', () => {
    const { read, errors, output, surroundings } = paper()
    const line = 'x'.repeat(999)
    within(surroundings, () => {
      for (let i = 0; i < 10_000; i++) sayLive(line)
    })
    expect(output.writableLength).toBeLessThan(liveLimit + 2 * line.length)
    expect(errors).toEqual(['msnp: the output is not read; lines are left out until it is\n'])
    const kept = Math.ceil(liveLimit / 1000)
    while (output.writableLength > 0) read.shift()?.()
    within(surroundings, () => sayLive(line))
    expect(errors.at(-1)).toBe(`msnp: ${10_000 - kept - (1_000 * kept > liveLimit ? 0 : 1)} lines left out\n`)
  })
})
