import { describe, expect, it } from 'vitest'

import { digest } from '../../lib/auth/digest.js'
import type { Dialect } from '../../lib/commands/dialects.js'
import { among, drive, lastWord, show, signIn, ticketOf, usual, withSessions } from './driver.js'

const introduced = (dialect: Dialect, line: string) => {
  const driver = among()
  driver.connect('a')
  driver.hear('a', `VER 1 ${dialect} CVR0`)
  return driver.hear('a', line)
}

describe('VER', () => {
  it.each([
    ['VER 1 MSNP12 MSNP11 CVR0', ['a < VER 1 MSNP12']],
    // The client's order counts, and no case.
    ['VER 0 MSNP8 MSNP12', ['a < VER 0 MSNP8']],
    ['VER 1 msnp9 CVR0', ['a < VER 1 MSNP9']],
    ['VER 1 MSNP21 MSNP18 MSNP12 CVR0', ['a < VER 1 MSNP12']],
    ['VER 1 MSNP21 CVR0', ['a < VER 1 0', 'a closed']],
    ['VER 1', ['a < VER 1 0', 'a closed']],
    ['VER abc MSNP8', ['a closed']],
    ['CVR 2 0x0409 winnt 5.1 i386 MSNMSGR 6.0.0602 MSMSGS alice@example.com', ['a closed']],
    ['PNG', ['a closed']],
    ['OUT', ['a closed']],
    ['', []],
  ])('%s', (line, answer) => {
    const driver = among()
    driver.connect('a')
    expect(driver.hear('a', line)).toEqual(answer)
  })

  it('chooses only what is served', () => {
    const driver = among({ dialects: ['MSNP8', 'MSNP2'] })
    driver.connect('a')
    expect(driver.hear('a', 'VER 1 MSNP12 MSNP8 MSNP2')).toEqual(['a < VER 1 MSNP8'])
  })

  it('is not said twice', () => {
    expect(introduced('MSNP8', 'VER 2 MSNP8')).toEqual(['a < 715 2', 'a closed'])
    const driver = withSessions(among(), { alice: 'MSNP8' })
    expect(driver.hear('alice', 'VER 5 MSNP8')).toEqual(['alice < 715 5', 'alice closed'])
  })

  it('offers the client-version protocol alone, to who only asks for versions', () => {
    const driver = among()
    driver.connect('a')
    expect(driver.hear('a', 'VER 1 CVR0')).toEqual(['a < VER 1 CVR0'])
    expect(driver.hear('a', 'CVQ 2 0x0409 winnt 5.1 i386 MSMSGS 4.6.0083 MSMSGS')).toEqual([
      'a < CVQ 2 4.6.0083 4.6.0083 4.6.0083 https://login.example.com https://login.example.com',
      'a closed',
    ])
  })
})

describe('before the sign-in', () => {
  it.each<readonly [Dialect, string, ReadonlyArray<string>]>([
    ['MSNP7', 'INF 2', ['a < INF 2 MD5']],
    ['MSNP8', 'INF 2', ['a closed']],
    [
      'MSNP8',
      'CVR 2 0x0409 winnt 5.1 i386 MSNMSGR 6.0.0602 MSMSGS alice@example.com',
      ['a < CVR 2 6.0.0602 6.0.0602 6.0.0602 https://login.example.com https://login.example.com'],
    ],
    ['MSNP8', 'CVR 2 0x0409', ['a < 710 2']],
    ['MSNP8', 'USR 3 MD5 I alice@example.com', ['a closed']],
    ['MSNP7', 'USR 3 TWN I alice@example.com', ['a closed']],
    ['MSNP12', 'USR 3 SSO I alice@example.com', ['a closed']],
    ['MSNP2', 'USR 3 CTP I alice@example.com', ['a closed']],
    ['MSNP8', 'USR 3 XYZ I alice@example.com', ['a < 911 3', 'a closed']],
    ['MSNP7', 'USR 3 MD5 I alice', ['a < 911 3', 'a closed']],
    ['MSNP7', 'USR 3 MD5 S 320df2f99b75b0b0f9cbd573c86b8908', ['a closed']],
    ['MSNP8', 'SYN 3 0', ['a closed']],
    ['MSNP8', 'XYZ 3', ['a closed']],
    ['MSNP8', 'OUT 7', ['a closed']],
  ])('%s: %s', (dialect, line, answer) => {
    expect(introduced(dialect, line)).toEqual(answer)
  })

  it('lasts a minute', () => {
    const driver = among()
    driver.connect('a')
    driver.hear('a', 'VER 1 MSNP8')
    expect(driver.pass(59_999)).toEqual([])
    expect(driver.pass(1)).toEqual(['a closed'])
    expect(driver.notices.slice(-2)).toEqual([
      { _tag: 'Expelled', link: 'a', on: 'NS', reason: 'TooSlow' },
      { _tag: 'Disconnected', link: 'a', on: 'NS' },
    ])
  })
})

describe('signing in', () => {
  it.each<readonly [Dialect, string]>([
    ['MSNP2', 'alice < USR 4 OK alice@example.com Alice%20A'],
    ['MSNP5', 'alice < USR 4 OK alice@example.com Alice%20A'],
    ['MSNP6', 'alice < USR 4 OK alice@example.com Alice%20A 1'],
    ['MSNP7', 'alice < USR 4 OK alice@example.com Alice%20A 1'],
    ['MSNP8', 'alice < USR 4 OK alice@example.com Alice%20A 1 0'],
    ['MSNP9', 'alice < USR 4 OK alice@example.com Alice%20A 1 0'],
    ['MSNP10', 'alice < USR 4 OK alice@example.com 1 0'],
    ['MSNP12', 'alice < USR 4 OK alice@example.com 1 0'],
  ])('in %s', (dialect, ok) => {
    const driver = among()
    const lines = signIn(driver, 'alice', dialect)
    expect(lines[0]).toBe(ok)
    expect(lines.includes('alice < SBS 0 null')).toBe(Number(dialect.slice(4)) >= 11)
    expect(lines.at(-1)).toMatch(/^alice < MSG Hotmail Hotmail \d+\r\nMIME-Version: 1.0\r\n/)
    expect(lines.at(-1)!.includes('\r\nClientIP: 192.0.2.1\r\n')).toBe(Number(dialect.slice(4)) >= 8)
    expect(lines.at(-1)).toContain('\r\nLoginTime: 1114282664\r\n')
    expect(driver.notices.at(-1)).toMatchObject({ _tag: 'SignedIn', passport: 'alice@example.com', dialect })
    expect(driver.timers.has('EntryOver alice')).toBe(false)
    expect(driver.pass(60_000)).toEqual([])
  })

  it('takes an address in any case', () => {
    const driver = among()
    driver.connect('a')
    driver.hear('a', 'VER 1 MSNP7')
    const challenge = lastWord(driver.hear('a', 'USR 2 MD5 I ALICE@Example.COM'), / MD5 S /)
    const [ok] = driver.hear('a', `USR 3 MD5 S ${digest('alice-pw')(challenge).toUpperCase()}`)
    expect(ok).toBe('a < USR 3 OK alice@example.com Alice%20A 1')
  })

  it('never puts the same challenge twice', () => {
    const driver = among()
    const challenges = ['a', 'b', 'c'].map((link) => {
      driver.connect(link)
      driver.hear(link, 'VER 1 MSNP7')
      return lastWord(driver.hear(link, 'USR 2 MD5 I alice@example.com'), / MD5 S /)
    })
    expect(new Set(challenges).size).toBe(3)
  })

  it.each<readonly [what: string, dialect: Dialect, name: string, password: string, reason: string]>([
    ['a wrong password', 'MSNP7', 'alice', 'wrong', 'WrongSecret'],
    ['an unknown account', 'MSNP7', 'nobody', 'alice-pw', 'UnknownAccount'],
    ['a wrong ticket', 'MSNP8', 'alice', 'wrong', 'WrongSecret'],
    ['an unknown account, by ticket', 'MSNP8', 'nobody', 'alice-pw', 'UnknownAccount'],
  ])('fails at the second step with %s', (_, dialect, name, password, reason) => {
    const driver = among()
    driver.connect(name)
    driver.hear(name, `VER 1 ${dialect}`)
    const first = driver.hear(
      name,
      dialect === 'MSNP7' ? `USR 2 MD5 I ${name}@example.com` : `USR 2 TWN I ${name}@example.com`,
    )
    expect(first[0]).toMatch(/ < USR 2 (?:MD5|TWN) S /)
    const second =
      dialect === 'MSNP7' ? `MD5 S ${digest(password)(lastWord(first, / MD5 S /))}` : 'TWN S t=0.00000000&p='
    expect(driver.hear(name, `USR 3 ${second}`)).toEqual([`${name} < 911 3`, `${name} closed`])
    expect(driver.notices).toContainEqual({ _tag: 'Refused', at: 'NS', passport: `${name}@example.com`, reason })
  })

  it('takes a ticket of the account alone, and for half a minute', () => {
    const driver = among()
    const begin = (link: string) => {
      driver.connect(link)
      driver.hear(link, 'VER 1 MSNP8', 'USR 2 TWN I alice@example.com')
    }
    begin('a')
    expect(driver.hear('a', `USR 3 TWN S ${ticketOf(driver, 'bob@example.com', 'bob-pw')}`)).toContain('a < 911 3')
    begin('b')
    const ticket = ticketOf(driver, 'alice@example.com', 'alice-pw')
    driver.pass(29_999)
    expect(driver.hear('b', `USR 3 TWN S ${ticket}`)[0]).toMatch(/ OK /)
    driver.pass(1)
    begin('c')
    expect(driver.hear('c', `USR 3 TWN S ${ticket}`)).toEqual(['c < 911 3', 'c closed'])
    expect(driver.state().tickets.size).toBe(0)
  })

  it('is told when it is done already', () => {
    const driver = withSessions(among(), { alice: 'MSNP7', bob: 'MSNP8' })
    expect(driver.hear('alice', 'USR 5 MD5 I alice@example.com')).toEqual(['alice < 207 5'])
    expect(driver.hear('bob', 'USR 5 TWN I bob@example.com')).toEqual(['bob < 207 5'])
  })

  it('ends the session that the account has elsewhere', () => {
    const driver = withSessions(among(), { alice: 'MSNP8', bob: 'MSNP12' })
    show(driver, 'alice')
    show(driver, 'bob')
    const lines = signIn(driver, 'alice', 'MSNP11', { link: 'again' })
    expect(lines.slice(0, 4)).toEqual([
      'alice < OUT OTH',
      'alice closed',
      'bob < FLN alice@example.com',
      'again < USR 4 OK alice@example.com 1 0',
    ])
    expect(driver.notices).toContainEqual({
      _tag: 'SignedOut',
      link: 'alice',
      passport: 'alice@example.com',
      reason: 'Elsewhere',
    })
  })
})

describe('accounts made on the fly', () => {
  const open = () => drive({ ...usual, autoCreate: true })

  it('belong to the first password', () => {
    const driver = open()
    expect(signIn(driver, 'erna', 'MSNP8')[0]).toBe('erna < USR 4 OK erna@example.com erna@example.com 1 0')
    expect(driver.notices).toContainEqual({ _tag: 'AccountMade', passport: 'erna@example.com' })
    expect(ticketOf(driver, 'erna@example.com', 'another')).toBe('')
    expect(signIn(driver, 'erna', 'MSNP5')[0]).toMatch(/ OK /)
  })

  it('belong to the first digest, and keep its challenge', () => {
    const driver = open()
    expect(signIn(driver, 'erna', 'MSNP5')[0]).toMatch(/ OK /)
    expect(signIn(driver, 'erna', 'MSNP7', { link: 'again' })).toContainEqual(
      expect.stringMatching(/^again < USR 4 OK/),
    )
    expect(signIn(driver, 'erna', 'MSNP7', { link: 'wrong', password: 'x' })).toEqual(['wrong < 911 4', 'wrong closed'])
  })

  it('learn the password from a digest that it fits', () => {
    const driver = open()
    signIn(driver, 'erna', 'MSNP5')
    expect(ticketOf(driver, 'erna@example.com', 'x')).toBe('')
    expect(ticketOf(driver, 'erna@example.com', 'erna-pw')).not.toBe('')
    expect(driver.state().accounts.get('erna@example.com')?.credential._tag).toBe('Password')
  })

  it('are not more than may be', () => {
    const driver = drive({ ...usual, autoCreate: true, limits: { accounts: 1 } })
    signIn(driver, 'erna', 'MSNP5')
    expect(signIn(driver, 'ernb', 'MSNP5')).toEqual(['ernb < 911 4', 'ernb closed'])
    expect(ticketOf(driver, 'ernb@example.com', 'x')).toBe('')
  })

  it('are no addresses that cannot be said', () => {
    const driver = open()
    expect(ticketOf(driver, 'erna\r\nFLN bob@example.com', 'x')).toBe('')
    expect(ticketOf(driver, 'erna', 'x')).toBe('')
    expect(driver.state().accounts.size).toBe(0)
  })

  it('are on the reverse list of who had them already', () => {
    const driver = drive({
      ...usual,
      autoCreate: true,
      accounts: [{ passport: 'alice@example.com', password: 'alice-pw', contacts: [{ passport: 'erna@example.com' }] }],
    })
    signIn(driver, 'erna', 'MSNP8')
    expect(driver.hear('erna', 'SYN 5 0')).toContain('erna < LST alice@example.com alice@example.com 8')
  })
})

describe('a dispatch server', () => {
  const first = { host: '10.0.0.1', port: 1863 }
  const second = { host: '10.0.0.2', port: 1863 }
  const chain = { ...usual.addresses, dispatch: [first, second] }

  it.each<readonly [Dialect, string, typeof first, string]>([
    ['MSNP2', 'MD5', first, 'a < XFR 3 NS 10.0.0.2:1863'],
    ['MSNP2', 'MD5', second, 'a < XFR 3 NS 10.0.0.5:1863'],
    ['MSNP3', 'MD5', second, 'a < XFR 3 NS 10.0.0.5:1863 0'],
    ['MSNP7', 'MD5', second, 'a < XFR 3 NS 10.0.0.5:1863 0 10.0.0.2:1863'],
    ['MSNP8', 'TWN', first, 'a < XFR 3 NS 10.0.0.2:1863 0 10.0.0.1:1863'],
    ['MSNP12', 'TWN', { host: '172.16.0.1', port: 1863 }, 'a < XFR 3 NS 10.0.0.5:1863 0 172.16.0.1:1863'],
  ])('redirects in %s', (dialect, method, local, answer) => {
    const driver = among({ addresses: chain })
    driver.connect('a', { on: 'DS', local })
    driver.hear('a', `VER 1 ${dialect}`)
    expect(driver.hear('a', `USR 3 ${method} I alice@example.com`)).toEqual([answer, 'a closed'])
    expect(driver.notices.at(-2)).toMatchObject({ _tag: 'Redirected', passport: 'alice@example.com' })
  })

  it('redirects nobody to itself', () => {
    const driver = among({ addresses: { ...usual.addresses, dispatch: [first], notification: first } })
    driver.connect('a', { on: 'DS', local: first })
    driver.hear('a', 'VER 1 MSNP8')
    expect(driver.hear('a', 'USR 3 TWN I alice@example.com')).toEqual(['a < 601 3', 'a closed'])
  })

  it('answers what may be asked before, and closes at all else', () => {
    const driver = among({ addresses: chain })
    driver.connect('a', { on: 'DS', local: first })
    expect(driver.hear('a', 'VER 1 MSNP7', 'INF 2')).toEqual(['a < VER 1 MSNP7', 'a < INF 2 MD5'])
    expect(driver.hear('a', 'USR 3 TWN I alice@example.com')).toEqual(['a closed'])
    driver.connect('b', { on: 'DS', local: first })
    expect(driver.hear('b', 'VER 1 MSNP7', 'SYN 2 0')).toEqual(['b < VER 1 MSNP7', 'b closed'])
    driver.connect('c', { on: 'DS', local: first })
    expect(driver.hear('c', 'VER 1 MSNP7', 'USR 2 MD5 S 320df2f99b75b0b0f9cbd573c86b8908')).toEqual([
      'c < VER 1 MSNP7',
      'c closed',
    ])
  })
})
