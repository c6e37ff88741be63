import { describe, expect, it } from 'vitest'

import type { Dialect } from '../../../lib/commands/dialects.js'
import { among, converse, lastWord, endpointIdOf, show, signIn, withSessions, wordIn, type Driver } from '../driver.js'

const open = (alice: Dialect, bob: Dialect, settings = {}) => {
  const driver = withSessions(among(settings), { alice, bob, carol: 'MSNP12' })
  for (const name of ['alice', 'bob', 'carol']) show(driver, name)
  return driver
}

const talking = (alice: Dialect = 'MSNP9', bob: Dialect = 'MSNP9', settings = {}) => {
  const driver = open(alice, bob, settings)
  converse(driver, 'alice', 'bob')
  return driver
}

const cookieFor = (driver: Driver, name: string) => lastWord(driver.hear(name, 'XFR 8 SB'), / XFR /)

describe('XFR', () => {
  it('gives a switchboard and a cookie', () => {
    for (const dialect of ['MSNP2', 'MSNP12'] as const)
      expect(open(dialect, 'MSNP8').hear('alice', 'XFR 8 SB')[0]).toMatch(
        /^alice < XFR 8 SB 10\.0\.1\.200:1863 CKI \d+\.\d+\.\d+$/,
      )
  })

  it.each<readonly [Dialect, string]>([
    ['MSNP13', ' U messenger.msn.com'],
    ['MSNP14', ' U messenger.msn.com 1'],
    ['MSNP18', ' U messenger.msn.com 1'],
  ])('says more in %s:%s', (dialect, more) => {
    const [line = ''] = open(dialect, 'MSNP8').hear('alice', 'XFR 8 SB')
    expect(line.replace(/CKI \S+/, 'CKI c')).toBe(`alice < XFR 8 SB 10.0.1.200:1863 CKI c${more}`)
  })

  it('is for who hides, from MSNP13 on, and for nobody who has not said a status', () => {
    const driver = open('MSNP13', 'MSNP8')
    show(driver, 'alice', 'HDN')
    expect(driver.hear('alice', 'XFR 8 SB')[0]).toMatch(/ CKI /)
    signIn(driver, 'alice', 'MSNP18')
    expect(driver.hear('alice', 'XFR 8 SB')).toEqual(['alice < 913 8'])
  })

  it('gives nothing else, nor to who is not there', () => {
    const driver = open('MSNP8', 'MSNP8')
    expect(driver.hear('alice', 'XFR 8 NS')).toEqual(['alice < 201 8'])
    show(driver, 'alice', 'HDN')
    expect(driver.hear('alice', 'XFR 8 SB')).toEqual(['alice < 913 8'])
    signIn(driver, 'alice', 'MSNP8')
    expect(driver.hear('alice', 'XFR 8 SB')).toEqual(['alice < 913 8'])
  })

  it('gives no more than may be, until one is left or its cookie is stale', () => {
    const driver = open('MSNP8', 'MSNP8', { limits: { switchboards: 2 }, deadlines: { ping: 0, answer: 0 } })
    const first = cookieFor(driver, 'alice')
    cookieFor(driver, 'alice')
    expect(driver.hear('alice', 'XFR 8 SB')).toEqual(['alice < 714 8'])
    driver.connect('sb', { on: 'SB' })
    driver.hear('sb', `USR 1 alice@example.com ${first}`)
    expect(driver.hear('alice', 'XFR 8 SB')).toEqual(['alice < 714 8'])
    driver.pass(120_000)
    expect(cookieFor(driver, 'alice')).not.toBe('')
    expect(driver.hear('alice', 'XFR 8 SB')).toEqual(['alice < 714 8'])
    driver.end('sb')
    expect(cookieFor(driver, 'alice')).not.toBe('')
  })
})

describe('a conversation', () => {
  it.each<readonly [Dialect, Dialect, string, string]>([
    ['MSNP2', 'MSNP2', 'IRO 1 1 1 alice@example.com Alice%20A', 'JOI bob@example.com Bob%20B'],
    ['MSNP9', 'MSNP7', 'IRO 1 1 1 alice@example.com Alice%20A', 'JOI bob@example.com Bob%20B'],
    ['MSNP8', 'MSNP12', 'IRO 1 1 1 alice@example.com Alice%20A 32', 'JOI bob@example.com Bob%20B'],
    ['MSNP12', 'MSNP8', 'IRO 1 1 1 alice@example.com Alice%20A', 'JOI bob@example.com Bob%20B 32'],
    ['MSNP12', 'MSNP12', 'IRO 1 1 1 alice@example.com Alice%20A 32', 'JOI bob@example.com Bob%20B 32'],
  ])('between %s and %s', (alice, bob, iro, joi) => {
    const driver = open(alice, bob)
    const lines = converse(driver, 'alice', 'bob')
    const id = wordIn(lines, / RINGING /, 3)
    expect(id).toMatch(/^\d+$/)
    expect(lines.map((line) => line.replace(/CKI \S+/, 'CKI <cookie>'))).toEqual([
      'alice-sb < USR 1 OK alice@example.com Alice%20A',
      `alice-sb < CAL 2 RINGING ${id}`,
      `bob < RNG ${id} 10.0.1.200:1863 CKI <cookie> alice@example.com Alice%20A`,
      `bob-sb < ${iro}`,
      'bob-sb < ANS 1 OK',
      `alice-sb < ${joi}`,
    ])
    expect(driver.hear('alice-sb', 'MSG 3 A 5\r\nhello')).toEqual([
      'bob-sb < MSG alice@example.com Alice%20A 5\r\nhello',
      'alice-sb < ACK 3',
    ])
    expect(driver.hear('bob-sb', 'OUT')).toEqual(['bob-sb closed', 'alice-sb < BYE bob@example.com'])
    expect(driver.end('alice-sb')).toEqual([])
    expect(driver.state().conversations.size).toBe(0)
    expect(driver.notices.filter(({ _tag }) => /^(?:Conversation|Invited|Message)/.test(_tag))).toEqual([
      { _tag: 'ConversationOpened', conversation: id, passport: 'alice@example.com' },
      { _tag: 'Invited', conversation: id, passport: 'bob@example.com', by: 'alice@example.com' },
      { _tag: 'ConversationJoined', conversation: id, passport: 'bob@example.com' },
      { _tag: 'MessageRelayed', conversation: id, from: 'alice@example.com', to: 1, bytes: 5 },
      { _tag: 'ConversationLeft', conversation: id, passport: 'bob@example.com' },
      { _tag: 'ConversationLeft', conversation: id, passport: 'alice@example.com' },
      { _tag: 'ConversationClosed', conversation: id },
    ])
  })

  it('names everybody to a newcomer, and the newcomer to everybody', () => {
    const driver = open('MSNP9', 'MSNP9')
    const lines = converse(driver, 'alice', 'bob', 'carol').slice(-5)
    expect(lines).toEqual([
      'carol-sb < IRO 1 1 2 alice@example.com Alice%20A 32',
      'carol-sb < IRO 1 2 2 bob@example.com Bob%20B 32',
      'carol-sb < ANS 1 OK',
      'alice-sb < JOI carol@example.com Carol',
      'bob-sb < JOI carol@example.com Carol',
    ])
    expect(driver.hear('carol-sb', 'MSG 3 U 2\r\nhi')).toEqual([
      'alice-sb < MSG carol@example.com Carol 2\r\nhi',
      'bob-sb < MSG carol@example.com Carol 2\r\nhi',
    ])
  })

  it('goes on when one is left, who may invite again', () => {
    const driver = talking()
    driver.hear('bob-sb', 'OUT x')
    const ring = driver.hear('alice-sb', 'CAL 4 bob@example.com')
    driver.connect('bob-sb', { on: 'SB' })
    const answer = `ANS 1 bob@example.com ${wordIn(ring, / RNG /, 4)} ${wordIn(ring, / RNG /, 1)}`
    expect(driver.hear('bob-sb', answer).at(-1)).toBe('alice-sb < JOI bob@example.com Bob%20B')
  })

  it('begins anew for who comes when all have left', () => {
    const driver = open('MSNP9', 'MSNP9')
    converse(driver, 'alice')
    const ring = driver.hear('alice-sb', 'CAL 4 bob@example.com')
    driver.hear('alice-sb', 'OUT')
    driver.connect('bob-sb', { on: 'SB' })
    const answer = `ANS 1 bob@example.com ${wordIn(ring, / RNG /, 4)} ${wordIn(ring, / RNG /, 1)}`
    expect(driver.hear('bob-sb', answer)).toEqual(['bob-sb < ANS 1 OK'])
    expect(driver.state().conversations.size).toBe(1)
  })

  it('does not need the sessions of its participants', () => {
    const driver = talking()
    driver.hear('alice', 'OUT')
    expect(driver.hear('alice-sb', 'MSG 3 N 2\r\nhi')).toEqual(['bob-sb < MSG alice@example.com Alice%20A 2\r\nhi'])
  })

  it('takes out who says nothing, where the settings say so', () => {
    const driver = talking('MSNP9', 'MSNP9', { deadlines: { idle: 60_000, ping: 0, answer: 0 } })
    driver.pass(59_999)
    driver.hear('alice-sb', 'MSG 3 N 2\r\nhi')
    expect(driver.pass(1)).toEqual(['bob-sb closed', 'alice-sb < BYE bob@example.com 1'])
    expect(driver.pass(59_998)).toEqual([])
    expect(driver.pass(1)).toEqual(['alice-sb closed'])
  })
})

const [atAlices, atBobs] = [`alice@example.com;{${endpointIdOf('alice')}}`, `bob@example.com;{${endpointIdOf('bob')}}`]

describe('a conversation with endpoints', () => {
  // What Escargot says to the same, for every dialect of who reads it (e-chat-msnp16, e-chat-msnp18, e-chat-mixed-18-2).
  it.each<readonly [Dialect, Dialect, string, ReadonlyArray<string>, ReadonlyArray<string>, ReadonlyArray<string>]>([
    [
      'MSNP13',
      'MSNP13',
      ' U messenger.hotmail.com',
      ['IRO 1 1 1 alice@example.com Alice%20A 32', 'ANS 1 OK'],
      ['JOI bob@example.com Bob%20B 32'],
      ['BYE bob@example.com'],
    ],
    [
      'MSNP15',
      'MSNP14',
      ' U messenger.hotmail.com 1',
      ['IRO 1 1 1 alice@example.com Alice%20A 32', 'ANS 1 OK'],
      ['JOI bob@example.com Bob%20B 32'],
      ['BYE bob@example.com'],
    ],
    [
      'MSNP16',
      'MSNP18',
      ' U messenger.hotmail.com 1',
      [
        `IRO 1 1 2 ${atAlices} Alice%20A 32:0`,
        'IRO 1 2 2 alice@example.com Alice%20A 32:0',
        'ANS 1 OK',
        'JOI bob@example.com Bob%20B 32:0',
      ],
      [`JOI ${atBobs} Bob%20B 32:0`, 'JOI bob@example.com Bob%20B 32:0'],
      [`BYE ${atBobs}`, 'BYE bob@example.com'],
    ],
    [
      'MSNP18',
      'MSNP2',
      '',
      ['IRO 1 1 1 alice@example.com Alice%20A', 'ANS 1 OK'],
      ['JOI bob@example.com Bob%20B 0:0'],
      ['BYE bob@example.com'],
    ],
    [
      'MSNP12',
      'MSNP17',
      ' U messenger.hotmail.com 1',
      ['IRO 1 1 1 alice@example.com Alice%20A 32:0', 'ANS 1 OK', 'JOI bob@example.com Bob%20B 32:0'],
      ['JOI bob@example.com Bob%20B 32'],
      ['BYE bob@example.com'],
    ],
  ])('between %s and %s', (alice, bob, tail, answer, joined, left) => {
    const driver = open(alice, bob)
    const lines = converse(driver, 'alice', 'bob').map((line) => line.replace(/CKI \S+/, 'CKI c'))
    const id = wordIn(lines, / RINGING /, 3)
    const me = Number(alice.slice(4)) < 16 ? 'alice@example.com' : atAlices
    expect(lines).toEqual([
      `alice-sb < USR 1 OK ${me} Alice%20A`,
      `alice-sb < CAL 2 RINGING ${id}`,
      `bob < RNG ${id} 10.0.1.200:1863 CKI c alice@example.com Alice%20A${tail}`,
      ...answer.map((line) => `bob-sb < ${line}`),
      ...joined.map((line) => `alice-sb < ${line}`),
    ])
    expect(driver.hear('bob-sb', 'MSG 3 A 2\r\nhi')).toEqual([
      'alice-sb < MSG bob@example.com Bob%20B 2\r\nhi',
      'bob-sb < ACK 3',
    ])
    expect(driver.hear('bob-sb', 'OUT')).toEqual(['bob-sb closed', ...left.map((line) => `alice-sb < ${line}`)])
  })

  it('counts everybody once for each endpoint and once without, by whom it is read', () => {
    const driver = open('MSNP18', 'MSNP16')
    expect(converse(driver, 'alice', 'bob', 'carol').slice(-5)).toEqual([
      'carol-sb < IRO 1 1 2 alice@example.com Alice%20A 32',
      'carol-sb < IRO 1 2 2 bob@example.com Bob%20B 32',
      'carol-sb < ANS 1 OK',
      'alice-sb < JOI carol@example.com Carol 32:0',
      'bob-sb < JOI carol@example.com Carol 32:0',
    ])
  })

  it('is not for who calls themselves before MSNP16', () => {
    const driver = open('MSNP15', 'MSNP9')
    converse(driver, 'alice')
    expect(driver.hear('alice-sb', 'CAL 3 alice@example.com')).toEqual(['alice-sb < 215 3'])
  })

  it('says of who is taken out that nothing was said, in both ways', () => {
    const driver = talking('MSNP18', 'MSNP18', { deadlines: { idle: 60_000, ping: 0, answer: 0 } })
    driver.pass(59_999)
    driver.hear('alice-sb', 'MSG 3 N 2\r\nhi')
    expect(driver.pass(1)).toEqual(['bob-sb closed', `alice-sb < BYE ${atBobs} 1`, 'alice-sb < BYE bob@example.com 1'])
  })
})

describe('a message', () => {
  const p2p = 'MIME-Version: 1.0\r\nContent-Type: application/x-msnmsgrp2p\r\n\r\n12345'
  const msg = (ack: string, payload: string) => `MSG 3 ${ack} ${payload.length}\r\n${payload}`

  it.each<readonly [string, Dialect, ReadonlyArray<string>, ReadonlyArray<string>]>([
    ['U', 'MSNP8', [], []],
    ['N', 'MSNP8', [], ['alice-sb < NAK 3']],
    ['A', 'MSNP8', ['alice-sb < ACK 3'], ['alice-sb < NAK 3']],
    ['D', 'MSNP9', ['alice-sb < ACK 3'], ['alice-sb < NAK 3']],
  ])('with the letter %s in %s', (letter, dialect, answer, refusal) => {
    expect(talking(dialect).hear('alice-sb', msg(letter, 'hello')).slice(1)).toEqual(answer)
    const alone = open(dialect, 'MSNP8')
    converse(alone, 'alice')
    expect(alone.hear('alice-sb', msg(letter, 'hello'))).toEqual(refusal)
  })

  it('that is empty is taken by nobody', () => {
    expect(talking().hear('alice-sb', 'MSG 3 A 0\r\n')).toEqual(['alice-sb < NAK 3'])
  })

  it.each<readonly [what: string, Dialect, string]>([
    ['D before MSNP9', 'MSNP8', msg('D', 'hello')],
    ['S', 'MSNP12', msg('S', 'hello')],
    ['a letter that is none', 'MSNP9', msg('X', 'hello')],
    ['a small letter', 'MSNP9', msg('a', 'hello')],
    ['1665 bytes', 'MSNP9', msg('A', 'x'.repeat(1665))],
    ['peer-to-peer content without D', 'MSNP9', msg('A', p2p)],
  ])('closes with %s, and reaches nobody', (_, dialect, line) => {
    expect(talking(dialect).hear('alice-sb', line)).toEqual(['alice-sb closed', 'bob-sb < BYE alice@example.com'])
  })

  it('goes through with 1664 bytes, and peer-to-peer content with D', () => {
    expect(talking().hear('alice-sb', msg('A', 'x'.repeat(1664)))).toHaveLength(2)
    expect(talking().hear('alice-sb', msg('D', p2p))).toEqual([
      `bob-sb < MSG alice@example.com Alice%20A ${p2p.length}\r\n${p2p}`,
      'alice-sb < ACK 3',
    ])
  })

  it('is handed on byte by byte', () => {
    const driver = talking()
    const payload = Uint8Array.from({ length: 256 }, (_, byte) => byte)
    driver.feed({
      _tag: 'Received',
      link: 'alice-sb',
      command: { _tag: 'Payload', verb: 'MSG', trid: 3, ack: 'N', payload },
    })
    const sent = driver.effects.findLast(({ _tag }) => _tag === 'Send')
    expect(sent).toMatchObject({ link: 'bob-sb', command: { payload } })
  })
})

describe('CAL', () => {
  it('fails where nobody can be called', () => {
    const driver = open('MSNP9', 'MSNP9', { limits: { participants: 2, calls: 100 } })
    converse(driver, 'alice')
    const failing = (passport: string) => driver.hear('alice-sb', `CAL 5 ${passport}`)
    expect(failing('bob')).toEqual(['alice-sb < 208 5'])
    expect(failing('alice@example.com')).toEqual(['alice-sb < 215 5'])
    expect(failing('nobody@example.com')).toEqual(['alice-sb < 217 5'])
    show(driver, 'bob', 'HDN')
    expect(failing('bob@example.com')).toEqual(['alice-sb < 217 5'])
    show(driver, 'bob')
    driver.hear('bob', 'IMS 9 OFF')
    expect(failing('bob@example.com')).toEqual(['alice-sb < 217 5'])
    driver.hear('bob', 'IMS 9 ON', 'REM 8 AL alice@example.com', 'ADD 9 BL alice@example.com x')
    expect(failing('bob@example.com')).toEqual(['alice-sb < 217 5'])
    driver.hear('bob', 'REM 9 BL alice@example.com')
    driver.hear('bob', 'BLP 9 BL')
    expect(failing('bob@example.com')).toEqual(['alice-sb < 217 5'])
    driver.hear('bob', 'BLP 9 AL')
    expect(failing('BOB@example.com')[0]).toMatch(/RINGING/)
    driver.hear('bob', 'OUT')
    expect(failing('bob@example.com')).toEqual(['alice-sb < 217 5'])
  })

  it('fails for who is there already, and where it is full', () => {
    const driver = talking('MSNP9', 'MSNP9', { limits: { participants: 2 } })
    expect(driver.hear('alice-sb', 'CAL 5 bob@example.com')).toEqual(['alice-sb < 215 5'])
    expect(driver.hear('alice-sb', 'CAL 5 carol@example.com')).toEqual(['alice-sb < 712 5'])
  })

  it('fails when it is said too often, for some seconds', () => {
    const driver = open('MSNP9', 'MSNP9')
    converse(driver, 'alice')
    for (let i = 0; i < 5; i++) expect(driver.hear('alice-sb', 'CAL 5 bob@example.com')[0]).toMatch(/RINGING/)
    expect(driver.hear('alice-sb', 'CAL 5 bob@example.com')).toEqual(['alice-sb < 713 5'])
    driver.pass(10_000)
    expect(driver.hear('alice-sb', 'CAL 5 bob@example.com')[0]).toMatch(/RINGING/)
  })
})

describe('a cookie', () => {
  const entering = (driver: Driver, line: string, link = 'x') => [
    ...driver.connect(link, { on: 'SB' }),
    ...driver.hear(link, line),
  ]

  it('is good for once', () => {
    const driver = open('MSNP9', 'MSNP9')
    const cookie = cookieFor(driver, 'alice')
    expect(entering(driver, `USR 1 ALICE@example.com ${cookie}`, 'a')[0]).toMatch(/ OK /)
    expect(entering(driver, `USR 1 alice@example.com ${cookie}`)).toEqual(['x < 911 1', 'x closed'])
  })

  it('is good for one account', () => {
    const driver = open('MSNP9', 'MSNP9')
    const cookie = cookieFor(driver, 'alice')
    expect(entering(driver, `USR 1 bob@example.com ${cookie}`)).toEqual(['x < 911 1', 'x closed'])
    expect(driver.notices).toContainEqual({
      _tag: 'Refused',
      at: 'SB',
      passport: 'bob@example.com',
      reason: 'WrongSecret',
    })
    expect(entering(driver, `USR 1 alice@example.com ${cookie}`)).toEqual(['x < 911 1', 'x closed'])
    expect(entering(driver, 'USR 0 alice@example.com 1.2.3')).toEqual(['x < 911 0', 'x closed'])
  })

  it('is good for two minutes', () => {
    const driver = open('MSNP9', 'MSNP9', { deadlines: { answer: 0, ping: 0 } })
    const cookie = cookieFor(driver, 'alice')
    driver.pass(120_000)
    expect(entering(driver, `USR 1 alice@example.com ${cookie}`)).toEqual(['x < 911 1', 'x closed'])
    expect(driver.state().cookies.size).toBe(0)
  })

  it('of an invitation is good for one session, and for nothing else', () => {
    const ringing = () => {
      const driver = open('MSNP9', 'MSNP9')
      converse(driver, 'alice')
      const ring = driver.hear('alice-sb', 'CAL 4 bob@example.com')
      return { driver, cookie: wordIn(ring, / RNG /, 4), id: wordIn(ring, / RNG /, 1) }
    }
    const { driver, cookie, id } = ringing()
    expect(entering(driver, `USR 1 bob@example.com ${cookie}`)).toEqual(['x < 911 1', 'x closed'])
    expect(entering(driver, `ANS 1 bob@example.com 1.2.3 ${id}`)).toEqual(['x < 911 1', 'x closed'])
    expect(entering(driver, `ANS 1 bob@example.com ${cookieFor(driver, 'bob')} ${id}`)).toContain('x < 911 1')
    expect(entering(driver, `ANS 1 bob@example.com ${cookie} 1`)).toEqual(['x closed'])
    expect(entering(driver, `ANS 1 bob@example.com ${cookie} ${id}`)).toEqual(['x < 911 1', 'x closed'])
    const other = ringing()
    expect(entering(other.driver, `ANS 1 carol@example.com ${other.cookie} ${other.id}`)).toContain('x < 911 1')
  })

  it('of a second invitation lets nobody in twice, nor where it has become full', () => {
    const driver = open('MSNP9', 'MSNP9', { limits: { participants: 2 } })
    converse(driver, 'alice')
    const rings = [1, 2].map(() => driver.hear('alice-sb', 'CAL 4 bob@example.com'))
    const carol = driver.hear('alice-sb', 'CAL 4 carol@example.com')
    const [first, second] = rings.map(
      (ring) => `ANS 1 bob@example.com ${wordIn(ring, / RNG /, 4)} ${wordIn(ring, / RNG /, 1)}`,
    )
    expect(entering(driver, first!, 'b')).toContain('b < ANS 1 OK')
    expect(entering(driver, second!)).toEqual(['x < 215 1', 'x closed'])
    const third = `ANS 1 carol@example.com ${wordIn(carol, / RNG /, 4)} ${wordIn(carol, / RNG /, 1)}`
    expect(entering(driver, third)).toEqual(['x < 712 1', 'x closed'])
  })
})

describe('cookies that nobody has used', () => {
  const settings = { limits: { cookiesPerAccount: 2, calls: 100 }, deadlines: { ping: 0, answer: 0 } }

  it('are no more than may be, whoever they are for, until one is used or stale', () => {
    const driver = open('MSNP9', 'MSNP9', settings)
    converse(driver, 'alice')
    const rings = [1, 2].map(() => driver.hear('alice-sb', 'CAL 4 bob@example.com'))
    expect(driver.hear('alice-sb', 'CAL 5 carol@example.com')).toEqual(['alice-sb < 800 5'])
    expect(driver.hear('alice', 'XFR 8 SB')).toEqual(['alice < 800 8'])
    expect(driver.hear('bob', 'XFR 8 SB')[0]).toMatch(/ CKI /)
    driver.connect('bob-sb', { on: 'SB' })
    driver.hear('bob-sb', `ANS 1 bob@example.com ${wordIn(rings[0]!, / RNG /, 4)} ${wordIn(rings[0]!, / RNG /, 1)}`)
    expect(driver.hear('alice', 'XFR 8 SB')[0]).toMatch(/ CKI /)
    expect(driver.hear('alice', 'XFR 8 SB')).toEqual(['alice < 800 8'])
    driver.pass(120_000)
    expect(driver.state().cookieCounts.size).toBe(0)
    expect(driver.hear('alice', 'XFR 8 SB')[0]).toMatch(/ CKI /)
  })

  it('and are stale leave who was invited as many switchboards as before', () => {
    const driver = open('MSNP9', 'MSNP9', { limits: { switchboards: 2 }, deadlines: { ping: 0, answer: 0 } })
    converse(driver, 'bob')
    converse(driver, 'alice')
    expect(driver.hear('alice-sb', 'CAL 4 bob@example.com').at(-1)).toMatch(/ RNG /)
    driver.pass(120_000)
    expect(driver.state().cookies.size).toBe(0)
    expect(driver.state().switchboards.get('bob@example.com')).toBe(1)
    expect(driver.hear('bob', 'XFR 8 SB')[0]).toMatch(/ CKI /)
    expect(driver.hear('bob', 'XFR 9 SB')).toEqual(['bob < 714 9'])
  })

  it('are no more when sessions are begun, and left, and begun', () => {
    const driver = open('MSNP9', 'MSNP9')
    for (let round = 0; round < 200; round++) {
      converse(driver, 'alice')
      for (let call = 0; call < 5; call++) driver.hear('alice-sb', 'CAL 2 bob@example.com')
      driver.hear('alice-sb', 'OUT')
    }
    expect(driver.state().cookies.size).toBe(100)
    expect(driver.hear('alice', 'XFR 8 SB')).toEqual(['alice < 800 8'])
  })
})

it('no two sessions have the same number, which is a decimal one', () => {
  const driver = open('MSNP9', 'MSNP9')
  for (let i = 0; i < 500; i++) {
    converse(driver, 'alice')
    driver.hear('alice-sb', 'OUT')
  }
  const numbers = driver.notices.flatMap((notice) =>
    notice._tag === 'ConversationOpened' ? [notice.conversation] : [],
  )
  expect(numbers.every((number) => /^[1-9]\d{0,9}$/.test(number) && Number(number) < 2 ** 32)).toBe(true)
  expect([numbers.length, new Set(numbers).size]).toEqual([500, 500])
})

describe('on a switchboard', () => {
  it('nothing is said before the entry, which must come in a minute', () => {
    const driver = among()
    driver.connect('x', { on: 'SB' })
    expect(driver.hear('x', 'CAL 1 bob@example.com', 'VER 1 MSNP8', 'PNG', 'XYZ')).toEqual([])
    expect(driver.pass(60_000)).toEqual(['x closed'])
    driver.connect('y', { on: 'SB' })
    expect(driver.hear('y', 'MSG 1 X 1\r\nx')).toEqual(['y closed'])
    driver.connect('z', { on: 'SB' })
    expect(driver.hear('z', 'OUT')).toEqual(['z closed'])
  })

  it('PNG means nothing, and nobody enters twice', () => {
    const driver = talking()
    expect(driver.hear('alice-sb', 'PNG', 'USR 1 alice@example.com 1.2.3', 'ANS 1 alice@example.com 1 2')).toEqual([])
  })
})
