import { describe, expect, it } from 'vitest'

import { decode, decodeEnd, decoder, type Decoder, type Reading } from '../../lib/commands/decoder.js'
import { dialectsIn } from '../../lib/commands/dialects.js'
import type { Decoded } from '../../lib/commands/codec.js'
import type { Side } from '../../lib/commands/row.js'
import { octetsOf } from '../../lib/wire/text.js'

/** A conversation: `C ` and `S ` lines, each with its end added. */
const talk = (reading: Reading, ...said: ReadonlyArray<string>): readonly [Decoder, ReadonlyArray<Decoded>] =>
  said.reduce<readonly [Decoder, ReadonlyArray<Decoded>]>(
    ([state, all], text) => {
      const from: Side = text.startsWith('C') ? 'client' : 'server'
      const [next, decoded] = decode(from)(state, octetsOf(text.slice(2)))
      return [next, [...all, ...decoded]]
    },
    [decoder(reading), []],
  )

const dialectsOf = ({ scope }: Decoder): ReadonlyArray<number> => dialectsIn(scope.dialects).map(({ number }) => number)

describe('the dialect', () => {
  it('is what the server chooses, for both sides', () => {
    const [state, all] = talk(
      { on: 'NS' },
      'C VER 1 MSNP12 MSNP8 CVR0\r\n',
      'S VER 1 msnp8\r\n',
      'S LST bob@example.com Bob 11 0\r\n',
      'C CHG 7 NLN 0\r\n',
    )
    expect(dialectsOf(state)).toEqual([8])
    expect(all.map(({ _tag }) => _tag)).toEqual(['Normal', 'Normal', 'Async', 'Normal'])
  })
  it('is learned in the middle of a chunk', () => {
    const [state, all] = talk({ on: 'NS' }, 'S VER 1 MSNP18\r\n241 9 5\r\n<ml/>NLN NLN 1:a@b Bob 0:0\r\n')
    expect(dialectsOf(state)).toEqual([18])
    expect(all.map((each) => ('verb' in each ? each.verb : '?'))).toEqual(['VER', '241', 'NLN'])
  })
  it('is one of those that the client offers, until the server chooses', () => {
    expect(dialectsOf(talk({ on: 'NS' }, 'C VER 1 MSNP9 MSNP8 CVR0\r\n')[0])).toEqual([8, 9])
    expect(dialectsOf(talk({ on: 'NS' }, 'C VER 1 MSNP9 CVR0\r\n', 'S VER 1 MSNP8\r\n')[0])).toEqual([8])
  })
  it('stays open where the server finds none, or has only CVR0 to offer', () => {
    for (const answer of ['S VER 1 0\r\n', 'S VER 1 CVR0\r\n'])
      expect(dialectsOf(talk({ on: 'NS' }, answer)[0]).length).toBe(20)
  })
  it('is narrowed by what goes by, where a recording begins in the middle', () => {
    const [state] = talk({}, 'S QNG 45\r\n', 'S UBX bob@example.com 0\r\n', 'S XFR 8 SB 10.0.1.200:1863 CKI 1.2\r\n')
    expect(dialectsOf(state)).toEqual([11, 12])
  })
  it('is believed when it is told, whatever VER says', () => {
    expect(dialectsOf(talk({ dialect: 'MSNP8' }, 'S VER 1 MSNP18\r\n')[0])).toEqual([8])
  })
})

describe('the kind of server', () => {
  it('is found out by what is said', () => {
    const [state, all] = talk({}, 'C USR 178 alice@example.com 246503.1115372323.20879\r\n', 'S USR 178 OK alice@example.com Alice\r\n')
    expect(state.scope.kinds).toBe(4)
    expect(all[1]).toMatchObject({ outcome: 'OK', passport: 'alice@example.com', name: 'Alice' })
  })
})

describe('the end of a stream', () => {
  it('makes OUT of an OUT without an end of line', () => {
    expect(decodeEnd('client')(talk({ on: 'SB' }, 'C OUT')[0])).toEqual([{ _tag: 'Async', verb: 'OUT', odd: 'OUT' }])
  })
  it('keeps the octets of anything else that was begun', () => {
    const [state] = talk({ on: 'SB' }, 'S MSG a@b Bob 10\r\nhell')
    expect(decodeEnd('server')(state)).toEqual([
      { _tag: 'Undecodable', reason: { _tag: 'Truncated' }, frame: { line: 'MSG a@b Bob 10', end: '\r\n', payload: octetsOf('hell') } },
    ])
  })
})

it('commands inside a payload are not executed', () => {
  const [, all] = talk({ on: 'SB', dialect: 'MSNP8' }, 'S MSG a@b Bob 34\r\nBYE carol@example.com\r\nOUT OTH\r\n..ACK 5\r\n')
  expect(all.map((each) => ('verb' in each ? each.verb : '?'))).toEqual(['MSG', 'ACK'])
})
