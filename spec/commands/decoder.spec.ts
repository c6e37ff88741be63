import { describe, expect, it } from 'vitest'

import { decode, decodeEnd, decoder, type Decoder, type Reading } from '../../lib/commands/decoder.js'
import { dialectsIn } from '../../lib/commands/dialects.js'
import type { Decoded } from '../../lib/commands/codec.js'
import type { Side } from '../../lib/commands/row.js'
import { bytesOf } from '../../lib/wire/text.js'

/** A conversation: `C ` and `S ` lines, each with its end added. */
const talk = (reading: Reading, ...said: ReadonlyArray<string>): readonly [Decoder, ReadonlyArray<Decoded>] =>
  said.reduce<readonly [Decoder, ReadonlyArray<Decoded>]>(
    ([state, all], text) => {
      const from: Side = text.startsWith('C') ? 'client' : 'server'
      const [next, decoded] = decode(from)(state, bytesOf(text.slice(2)))
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

describe('where several rows fit', () => {
  const placed = 'bob@example.com;{99999999-8888-7777-6666-555555555555}'
  it('none of their dialects is ruled out', () => {
    expect(dialectsOf(talk({ on: 'NS' }, 'S NLN AWY bob@example.com Bob 1073791084\r\n')[0])).toEqual([8, 9, 10, 11, 12, 13])
    expect(dialectsOf(talk({ on: 'NS' }, 'C BLP 9 AL\r\n')[0]).length).toBe(20)
    expect(talk({}, 'S MSG bob@example.com Bob 0\r\n')[0].scope.kinds).toBe(6)
  })
  it('a switchboard of MSNP16 and later is known by the places in it', () => {
    const [state, all] = talk({ on: 'SB' }, `C USR 1 ${placed} 1.2\r\n`, `S JOI ${placed} Bob 0:0\r\n`)
    expect(Math.min(...dialectsOf(state))).toBe(16)
    expect(all[1]).toMatchObject({ endpoint: { passport: 'bob@example.com' }, capabilities: { client: 0, extended: 0 } })
  })
  it('what was forgiven teaches nothing', () => {
    expect(dialectsOf(talk({ on: 'NS' }, 'S QNG 50 and more\r\n')[0]).length).toBe(20)
  })
  it('an offer counts for nothing after the choice', () => {
    const said = ['S VER 1 MSNP8\r\n', 'C VER 1 MSNP18 MSNP9 CVR0\r\n']
    expect(dialectsOf(talk({ on: 'NS' }, ...said)[0])).toEqual([8])
  })
})

describe('payloads', () => {
  const verbs = (wire: string, reading: Reading = { on: 'NS', dialect: 'MSNP8' }) =>
    talk(reading, `S ${wire}`)[1].map((each) => ('verb' in each ? each.verb : each._tag))

  it('are skipped after a leading blank, and in dialects that have no such command', () => {
    expect(verbs(' NOT 3\r\n\r\nxQNG\r\n')).toEqual(['NOT', 'QNG'])
    expect(verbs('UBX bob@example.com 4\r\nQNG\nQNG\r\n')).toEqual(['Undecodable', 'QNG'])
  })
  it('are announced by a number behind a blank, and by a verb of three letters', () => {
    expect(talk({ on: 'NS' }, 'S NOT x5\r\n')[0].server._tag).toBe('Broken')
    expect(verbs('NOTE 5\r\nQNG\r\n')).toEqual(['Undecodable', 'QNG'])
  })
  it('of failures have up to six digits, and are waited for only where the dialect is known to have them', () => {
    expect(verbs('241 9 1234567\r\nQNG 5\r\n', { on: 'NS', dialect: 'MSNP13' })).toEqual(['241', 'QNG'])
    expect(verbs('241 9 5\r\nQNG 5\r\n', { on: 'NS' })).toEqual(['241', 'QNG'])
  })
  it('have a length of any number of zeros in front', () => {
    expect(verbs(`NOT ${'0'.repeat(400)}2\r\nhiQNG\r\n`)).toEqual(['NOT', 'QNG'])
  })
})

describe('the end of a stream', () => {
  it('makes OUT of an OUT without an end of line', () => {
    expect(decodeEnd('client')(talk({ on: 'SB' }, 'C OUT')[0])).toEqual([{ _tag: 'Async', verb: 'OUT', odd: 'OUT' }])
  })
  it('makes nothing of more than that', () => {
    for (const begun of ['C OUTX', 'C OUT OTH'])
      expect(decodeEnd('client')(talk({ on: 'SB' }, begun)[0])).toMatchObject([{ reason: { _tag: 'Truncated' } }])
  })
  it('keeps the bytes of anything else that was begun', () => {
    const [state] = talk({ on: 'SB' }, 'S MSG a@b Bob 10\r\nhell')
    expect(decodeEnd('server')(state)).toEqual([
      { _tag: 'Undecodable', reason: { _tag: 'Truncated' }, frame: { line: 'MSG a@b Bob 10', end: '\r\n', payload: bytesOf('hell') } },
    ])
  })
})

it('commands inside a payload are not executed', () => {
  const [, all] = talk({ on: 'SB', dialect: 'MSNP8' }, 'S MSG a@b Bob 34\r\nBYE carol@example.com\r\nOUT OTH\r\n..ACK 5\r\n')
  expect(all.map((each) => ('verb' in each ? each.verb : '?'))).toEqual(['MSG', 'ACK'])
})
