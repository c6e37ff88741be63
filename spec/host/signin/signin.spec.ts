import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { digest } from '../../../lib/auth/digest.js'
import type { Dialect } from '../../../lib/commands/dialects.js'
import { runs } from '../../support/arbitrary.js'
import { among, blobOf, drive, lastWord, show, signIn, ssoTicketOf, ticketOf, usual, withSessions } from '../driver.js'

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
    ['VER 1 MSNP21 MSNP18 MSNP12 CVR0', ['a < VER 1 MSNP18']],
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
    ['MSNP14', 'USR 3 SSO I alice@example.com', ['a closed']],
    ['MSNP15', 'USR 3 TWN I alice@example.com', ['a closed']],
    ['MSNP18', 'USR 3 SHA A PEFCQ0hUaWNrZXQvPg==', ['a closed']],
    ['MSNP18', 'USR 3 SSO I alice', ['a < 911 3', 'a closed']],
    ['MSNP18', 'USR 3 SSO I 1:alice@example.com', ['a < 911 3', 'a closed']],
    ['MSNP18', 'USR 3 SSO I alice{x}@example.com', ['a < 911 3', 'a closed']],
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
    ['MSNP13', 'alice < USR 4 OK alice@example.com 1 0'],
    ['MSNP14', 'alice < USR 4 OK alice@example.com 1 0'],
    ['MSNP15', 'alice < USR 4 OK alice@example.com 1 0'],
    ['MSNP16', 'alice < USR 4 OK alice@example.com 1 0'],
    ['MSNP17', 'alice < USR 4 OK alice@example.com 1 0'],
    ['MSNP18', 'alice < USR 4 OK alice@example.com 1 0'],
  ])('in %s', (dialect, ok) => {
    const driver = among()
    const number = Number(dialect.slice(4))
    const lines = signIn(driver, 'alice', dialect)
    expect(lines[0]).toBe(ok)
    expect(lines.includes('alice < SBS 0 null')).toBe(number >= 11)
    const notice = lines[number >= 11 ? 2 : 1]!
    expect(notice).toMatch(/^alice < MSG Hotmail Hotmail \d+\r\nMIME-Version: 1.0\r\n/)
    expect(notice.includes('\r\nClientIP: 192.0.2.1\r\n')).toBe(number >= 8)
    expect(notice.includes('\r\nMPOPEnabled: 1\r\n')).toBe(number >= 16)
    expect(notice).toContain('\r\nLoginTime: 1114282664\r\n')
    // From MSNP16 on, people are told of themselves; nothing to begin with (d-sso-msnp16, d-sso-msnp18).
    const own = number < 16 ? [] : [`alice < UBX ${number < 18 ? 'alice@example.com 1' : '1:alice@example.com'} 0`]
    expect(lines.slice(number >= 11 ? 3 : 2)).toEqual(own)
    expect(driver.notices.at(-1)).toMatchObject({ _tag: 'SignedIn', passport: 'alice@example.com', dialect })
    expect(driver.timers.has('EntryOver alice')).toBe(false)
    expect(driver.pass(60_000)).toEqual([])
  })

  it.each<readonly [Dialect, RegExp]>([
    ['MSNP13', /^a < USR 3 TWN S ct=1114282664,/],
    ['MSNP14', /^a < USR 3 TWN S ct=1114282664,/],
    ['MSNP15', /^a < USR 3 SSO S MBI_KEY_OLD [A-Za-z0-9+/]{64}$/],
    ['MSNP18', /^a < USR 3 SSO S MBI_KEY_OLD [A-Za-z0-9+/]{64}$/],
  ])('begins with the policies in %s', (dialect, question) => {
    const [policies, asked, ...rest] = introduced(
      dialect,
      `USR 3 ${Number(dialect.slice(4)) < 15 ? 'TWN' : 'SSO'} I alice@example.com`,
    )
    expect(policies).toMatch(/^a < GCF 0 \d+\r\n<Policies>.*<\/Policies>$/)
    // The checksums are those of the recorded policies: MD5 of what stands in each.
    expect(policies).toContain('<Policy type="P2P" checksum="815D4F1FF8E39A85F1F97C4B16C45177"><ObjStr SndDly="1" />')
    expect(asked).toMatch(question)
    expect(rest).toEqual([])
  })

  it('takes the tickets of either login server in MSNP13 and 14', () => {
    for (const dialect of ['MSNP13', 'MSNP14']) {
      const driver = among()
      driver.connect('a')
      driver.hear('a', `VER 1 ${dialect}`, 'USR 2 TWN I alice@example.com')
      const { ticket } = ssoTicketOf(driver, 'alice@example.com', 'alice-pw')
      expect(driver.hear('a', `USR 3 TWN S ${ticket}`)[0]).toBe('a < USR 3 OK alice@example.com 1 0')
    }
  })

  describe('by single sign-on', () => {
    const guid = '{11111111-2222-3333-4444-AAAAAAAAAAAA}'
    const begun = (dialect: Dialect, name = 'alice') => {
      const driver = among()
      const link = 'a'
      driver.connect(link)
      driver.hear(link, `VER 1 ${dialect}`)
      const nonce = lastWord(driver.hear(link, `USR 2 SSO I ${name}@example.com`), / SSO S /)
      return { driver, nonce, ...ssoTicketOf(driver, 'alice@example.com', 'alice-pw') }
    }
    type Begun = ReturnType<typeof begun>
    const right = ({ secret, nonce }: Begun) => blobOf(secret, nonce)

    it.each<readonly [what: string, Dialect, (at: Begun) => string]>([
      ['a blob', 'MSNP15', (at) => `${at.ticket} ${right(at)}`],
      ['no blob, in MSNP15', 'MSNP15', (at) => at.ticket],
      ['a place', 'MSNP16', (at) => `${at.ticket} ${right(at)} ${guid}`],
      ['a place without braces', 'MSNP18', (at) => `${at.ticket} ${right(at)} ${guid.slice(1, -1)}`],
    ])('lets in with %s', (_, dialect, words) => {
      const at = begun(dialect)
      expect(at.driver.hear('a', `USR 3 SSO S ${words(at)}`)[0]).toBe('a < USR 3 OK alice@example.com 1 0')
      const [session] = at.driver.state().sessions.get('alice@example.com')!
      expect(session?.endpointId).toBe(dialect === 'MSNP15' ? undefined : '11111111-2222-3333-4444-aaaaaaaaaaaa')
    })

    it.each<readonly [what: string, Dialect, (at: Begun) => string]>([
      ['another nonce', 'MSNP15', (at) => `${at.ticket} ${blobOf(at.secret, at.nonce.replace(/^./, '#'))}`],
      ['another secret', 'MSNP18', (at) => `${at.ticket} ${blobOf(btoa('x'.repeat(24)), at.nonce)} ${guid}`],
      ['another header', 'MSNP18', (at) => `${at.ticket} I${right(at).slice(1)} ${guid}`],
      ['a short blob', 'MSNP18', (at) => `${at.ticket} HAAA ${guid}`],
      ['a blob that is none', 'MSNP18', (at) => `${at.ticket} %%% ${guid}`],
      ['a ticket that is none', 'MSNP15', (at) => `t=1.x&p= ${right(at)}`],
      ['a ticket that is none, and no blob', 'MSNP15', () => 't=1.x&p='],
      ['a place that is none', 'MSNP16', (at) => `${at.ticket} ${right(at)} {somewhere}`],
    ])('refuses %s', (_, dialect, words) => {
      const at = begun(dialect)
      expect(at.driver.hear('a', `USR 3 SSO S ${words(at)}`)).toEqual(['a < 911 3', 'a closed'])
    })

    it('wants an endpoint from MSNP16 on', () => {
      const at = begun('MSNP16')
      expect(at.driver.hear('a', `USR 3 SSO S ${at.ticket} ${right(at)}`)).toEqual(['a closed'])
    })

    it("refuses another account's ticket, and one of the other login server", () => {
      const at = begun('MSNP15', 'bob')
      expect(at.driver.hear('a', `USR 3 SSO S ${at.ticket} ${right(at)}`)).toEqual(['a < 911 3', 'a closed'])
      const own = begun('MSNP15')
      const ticket = ticketOf(own.driver, 'alice@example.com', 'alice-pw')
      expect(own.driver.hear('a', `USR 3 SSO S ${ticket}`)).toEqual(['a < 911 3', 'a closed'])
    })

    it('refuses a ticket that is too old', () => {
      const driver = among({ deadlines: { ssoTicket: 60_000 } })
      const { ticket } = ssoTicketOf(driver, 'alice@example.com', 'alice-pw')
      const signingIn = () => {
        driver.connect('a')
        driver.hear('a', 'VER 1 MSNP15', 'USR 2 SSO I alice@example.com')
        return driver.hear('a', `USR 3 SSO S ${ticket}`)[0]
      }
      expect(signingIn()).toMatch(/ OK /)
      driver.end('a')
      driver.pass(59_999)
      expect(signingIn()).toMatch(/ OK /)
      driver.pass(1)
      expect(signingIn()).toBe('a < 911 3')
      expect([driver.state().tickets.size, driver.state().ownedTickets.size]).toEqual([0, 0])
    })
  })

  it('leaves other endpoints alone from MSNP16 on, and replaces the same one', () => {
    const driver = among()
    const [here, there] = ['11111111-2222-3333-4444-555555555555', '22222222-2222-3333-4444-555555555555']
    signIn(driver, 'alice', 'MSNP16', { link: 'first', endpointId: here })
    expect(signIn(driver, 'alice', 'MSNP18', { link: 'second', endpointId: there })[0]).toBe(
      'second < USR 4 OK alice@example.com 1 0',
    )
    expect(signIn(driver, 'alice', 'MSNP18', { link: 'third', endpointId: here }).slice(0, 3)).toEqual([
      'first < OUT OTH',
      'first closed',
      'third < USR 4 OK alice@example.com 1 0',
    ])
    expect(signIn(driver, 'alice', 'MSNP15', { link: 'fourth' }).filter((line) => line.endsWith('OUT OTH'))).toEqual([
      'second < OUT OTH',
      'third < OUT OTH',
    ])
  })

  it.each<readonly [Dialect, string, string]>([
    ['MSNP13', 'SYN 5 0 0', 'alice < 502 5'],
    ['MSNP13', 'GTC 5 A', 'alice < 502 5'],
    ['MSNP18', 'ADC 5 AL N=bob@example.com', 'alice < 502 5'],
    ['MSNP18', 'REM 5 AL bob@example.com', 'alice < 502 5'],
    ['MSNP15', 'SBP 5 11111111-2222-3333-4444-555555555555 MFN x', 'alice < 502 5'],
    ['MSNP15', 'ADG 5 Friends', 'alice < 502 5'],
    ['MSNP18', 'USR 5 SSO I alice@example.com', 'alice < 207 5'],
    ['MSNP13', 'GCF 5 Other.xml', 'alice < 715 5'],
    ['MSNP13', 'BLP 5 BL', 'alice < BLP 5 BL'],
    ['MSNP18', 'BLP 5 BL', 'alice < BLP 5 BL'],
    ['MSNP13', 'PRP 5 MFN Alice%20B', 'alice < PRP 5 MFN Alice%20B'],
    ['MSNP18', 'PRP 5 MFN Alice%20B', 'alice < PRP 5 MFN Alice%20B'],
  ])('leads in %s to %s', (dialect, line, answer) => {
    const driver = withSessions(among(), { alice: dialect })
    expect(driver.hear('alice', line)).toEqual([answer])
  })

  it.each<Dialect>(['MSNP13', 'MSNP18'])('leads in %s to the policies, without any lists asked for', (dialect) => {
    const driver = withSessions(among(), { alice: dialect })
    expect(driver.hear('alice', 'GCF 6 Shields.xml')).toEqual([
      expect.stringMatching(/^alice < GCF 6 Shields.xml \d+\r\n/),
    ])
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

  it.each<Dialect>(['MSNP13', 'MSNP15', 'MSNP18'])('belong to the first password in %s, too', (dialect) => {
    const driver = open()
    expect(signIn(driver, 'erna', dialect)[0]).toBe('erna < USR 4 OK erna@example.com 1 0')
    expect(ssoTicketOf(driver, 'erna@example.com', 'another').ticket).toBe('')
    expect(signIn(driver, 'erna', 'MSNP5', { link: 'again' })).toContainEqual(expect.stringMatching(/^again < .* OK /))
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

  it.each([
    ['a mark of direction', '\u202eevil@example.com'],
    ['a mark without width', 'ev\u200bil@example.com'],
    ['full-width letters', '\uff45\uff56\uff49\uff4c@example.com'],
    ['a letter of another script', '\u0435vil@example.com'],
    ['an escape', 'evil%00@example.com'],
    ['a control', 'ev\x07il@example.com'],
    ['no domain', 'evil@'],
    ['two domains', 'evil@example.com@example.com'],
    ['an empty label', 'evil@example..com'],
    ['markup', '<evil>@example.com'],
    ['a place behind it', 'evil@example.com;{0}'],
    ['a network before it', '1:evil@example.com'],
  ])('have no address with %s', (_, passport) => {
    const driver = open()
    expect(ticketOf(driver, passport, 'x')).toBe('')
    expect(ssoTicketOf(driver, passport, 'x').ticket).toBe('')
    driver.connect('evil')
    driver.hear('evil', 'VER 1 MSNP8 CVR0')
    const said = driver.hear('evil', `USR 4 TWN I ${passport}`)
    expect(said.slice(-1)).toEqual(['evil closed'])
    expect(driver.state().accounts.size).toBe(0)
    const refused = driver.notices.filter((notice) => notice._tag === 'Refused')
    expect(refused.length).toBeGreaterThan(0)
    expect(refused.every(({ reason }) => reason === 'NoAddress')).toBe(true)
  })

  it('have addresses of visible ASCII, whatever is asked for', () => {
    const part = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.constantFrom('a', 'b.c', '%41', '%00', '\u202e', '\uff41', 'x-y', '\u00a0', '\u0130', ';', '1:'),
    )
    fc.assert(
      fc.property(part, fc.constantFrom('@', ''), part, (local, at, domain) => {
        const driver = open()
        ticketOf(driver, `${local}${at}${domain}`.toWellFormed(), 'x')
        for (const passport of driver.state().accounts.keys())
          expect(passport).toMatch(/^[!#-$&-'*-9=?A-Z^-z|~]+@[a-z0-9.-]+$/)
      }),
      runs,
    )
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
    ['MSNP13', 'TWN', first, 'a < XFR 3 NS 10.0.0.2:1863 U D'],
    ['MSNP15', 'SSO', second, 'a < XFR 3 NS 10.0.0.5:1863 U D'],
    ['MSNP18', 'SSO', first, 'a < XFR 3 NS 10.0.0.2:1863 U D'],
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

describe('who goes in the middle of a line', () => {
  it.each(['DS', 'NS', 'SB'] as const)('to %s, before the sign-in, is gone, and not expelled', (on) => {
    for (const line of ['VER 1 MSN', 'CVR 2', 'USR 3 MD5 I alice@exam', 'USR 1 al', 'MSG 3 A', 'XY']) {
      const driver = among()
      driver.connect('a', { on })
      const frame = { line, end: '', payload: undefined } as const
      const command = { _tag: 'Undecodable', frame, reason: { _tag: 'Truncated' } } as const
      driver.feed({ _tag: 'Received', link: 'a', command })
      driver.end('a')
      expect([line, driver.notices.map(({ _tag }) => _tag).filter((tag) => tag === 'Expelled')]).toEqual([line, []])
      expect([line, driver.notices.map(({ _tag }) => _tag).filter((tag) => tag === 'Unexpected')]).toEqual([
        line,
        ['Unexpected'],
      ])
      expect(driver.state().connections.size).toBe(0)
    }
  })
})
