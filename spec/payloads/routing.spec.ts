import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'

import { messageOf } from '../../lib/payloads/message.js'
import { Party, readRouted, writeRouted } from '../../lib/payloads/routing.js'
import { payload, shown } from './fixture.js'

// messages.md 5.3
const circle = '9:00000000-0000-0000-0009-0123456789ab@live.com'
const alice = '1:alice@example.com;epid={3C6A1B52-0F5D-4E1A-9C77-2B1D5A6E0F11}'

const roster = '<circle><roster><id>IM</id><user><id>1:alice@example.com</id></user></roster></circle>'
const put = payload(
  'Routing: 1.0',
  `To: ${circle}`,
  `From: ${alice}`,
  '',
  'Reliability: 1.0',
  '',
  'Publication: 1.0',
  'Uri: /circle',
  'Content-Type: application/circles+xml',
  'Content-Length: 86',
  '',
  roster,
)
const sdg = payload(
  'Routing: 1.0',
  `To: ${circle};path=IM`,
  `From: ${alice}`,
  '',
  'Reliability: 1.0',
  'Stream: 0',
  'Segment: 0',
  '',
  'Messaging: 1.0',
  'Content-Length: 5',
  'Content-Type: Text/plain; charset=UTF-8',
  'Content-Transfer-Encoding: 7bit',
  'Message-Type: Text',
  'MIME-Version: 1.0',
  'X-MMS-IM-Format: FN=Arial; EF=; CO=0; CS=0; PF=0',
  '',
  'hello',
)

describe('PUT', () => {
  it('is read and written', () => {
    const { routing, reliability, part } = readRouted(put)
    expect(routing).toEqual([['Routing', '1.0'], ['To', circle], ['From', alice]])
    expect(reliability).toEqual([['Reliability', '1.0']])
    expect(part.headers).toEqual([
      ['Publication', '1.0'],
      ['Uri', '/circle'],
      ['Content-Type', 'application/circles+xml'],
      ['Content-Length', '86'],
    ])
    expect(shown(part.body)).toBe(roster)
    expect(shown(writeRouted({ routing, reliability, part }))).toBe(shown(put))
  })
})

describe('SDG', () => {
  it('carries a message', () => {
    const routed = readRouted(sdg)
    expect(routed.reliability).toEqual([['Reliability', '1.0'], ['Stream', '0'], ['Segment', '0']])
    expect(messageOf(routed.part)).toMatchObject({ _tag: 'Text', text: 'hello', format: { font: 'Arial' } })
    expect(shown(writeRouted(routed))).toBe(shown(sdg))
  })
  it('has the content that is there, whatever its length is said to be', () => {
    for (const said of ['3', '500', 'x'])
      expect(shown(readRouted(payload(shown(sdg).replace('Length: 5', `Length: ${said}`))).part.body)).toBe('hello')
  })
  it('is written with the length in bytes', () => {
    const routed = readRouted(sdg)
    const part = { ...routed.part, body: payload('hé€') }
    expect(shown(writeRouted({ ...routed, part }))).toContain('Content-Length: 6\r\n')
  })
})

describe('the blocks', () => {
  const part = { headers: [['Notification', '1.0']] as const, body: payload('x') }

  it('may be missing', () => {
    const text = 'Notification: 1.0\r\nContent-Length: 1\r\n\r\nx'
    expect(readRouted(payload(text))).toMatchObject({ routing: [], reliability: [] })
    expect(shown(writeRouted({ routing: [], reliability: [], part }))).toBe(text)
  })
  it('are told by their first lines alone', () => {
    const text = 'Messaging: 1.0\r\nReliability: 1.0\r\nRouting: 1.0\r\n\r\n'
    expect(readRouted(payload(text)).part.headers.length).toBe(3)
  })
  it('need no content, and no length then', () => {
    const del = payload('Routing: 1.0', 'To: x', '', 'Reliability: 1.0', '', 'Publication: 1.0', 'Uri: /circle', '', '')
    expect(shown(readRouted(del).part.body)).toBe('')
    expect(shown(writeRouted(readRouted(del)))).toBe(shown(del))
  })
  it('are empty in nothing', () => {
    const { part: rest, ...before } = readRouted(payload(''))
    expect(before).toEqual({ routing: [], reliability: [] })
    expect([rest.headers, shown(rest.body)]).toEqual([[], ''])
  })
})

describe('Party', () => {
  it.each([
    [circle, { network: 9, address: '00000000-0000-0000-0009-0123456789ab@live.com' }],
    [`${circle};path=IM`, { network: 9, address: '00000000-0000-0000-0009-0123456789ab@live.com', path: 'IM' }],
    [alice, { network: 1, address: 'alice@example.com', epid: '3C6A1B52-0F5D-4E1A-9C77-2B1D5A6E0F11' }],
    ['tel:+15550100', { address: 'tel:+15550100' }],
    [`1:bob@example.com;via=${circle}`, { network: 1, address: 'bob@example.com', via: circle }],
  ])('reads and writes %s', (text, party) => {
    expect(Party.decode(text)).toEqual(E.right(party))
    expect(Party.encode(party)).toBe(text)
  })
  it.each(['', ';path=IM', '1:'])('is nobody in %o', (text) => {
    expect(E.isLeft(Party.decode(text))).toBe(true)
  })
})
