import { describe, expect, it } from 'vitest'

import type { Dialect } from '../../../lib/commands/dialects.js'
import { among, show, withSessions } from '../driver.js'

const open = (alice: Dialect, bob: Dialect = 'MSNP8', settings = {}) => {
  const driver = withSessions(among(settings), { alice, bob })
  show(driver, 'alice')
  show(driver, 'bob')
  return driver
}

const long = 'x'.repeat(388)

describe('settings', () => {
  it.each<readonly [Dialect, string, ReadonlyArray<string>]>([
    ['MSNP2', 'GTC 9 N', ['alice < GTC 9 2 N']],
    ['MSNP9', 'GTC 9 N', ['alice < GTC 9 2 N']],
    ['MSNP10', 'GTC 9 N', ['alice < GTC 9 N']],
    ['MSNP9', 'GTC 9 A', ['alice < 218 9']],
    ['MSNP12', 'GTC 9 A', ['alice < GTC 9 A']],
    ['MSNP9', 'GTC 9 X', ['alice < 201 9']],
    ['MSNP2', 'BLP 9 BL', ['alice < BLP 9 2 BL']],
    ['MSNP12', 'BLP 9 BL', ['alice < BLP 9 BL']],
    ['MSNP9', 'BLP 9 AL', ['alice < 218 9']],
    ['MSNP12', 'BLP 9 AL', ['alice < BLP 9 AL']],
    ['MSNP3', 'IMS 9 OFF', ['alice < IMS 9 0 OFF']],
    ['MSNP5', 'PRP 9 PHH 555%201', ['alice < PRP 9 2 PHH 555%201', 'bob < BPR 1 alice@example.com PHH 555%201']],
    ['MSNP12', 'PRP 9 PHH 555%201', ['alice < PRP 9 PHH 555%201', 'bob < BPR 1 alice@example.com PHH 555%201']],
    ['MSNP12', 'PRP 9 PHM tel:1 1', ['alice < PRP 9 PHM tel:1 1', 'bob < BPR 1 alice@example.com PHM tel:1 1']],
    ['MSNP5', 'PRP 9 PHH', ['alice < PRP 9 2 PHH', 'bob < BPR 1 alice@example.com PHH']],
    ['MSNP5', 'PRP 9 MFN Me', ['alice < 715 9']],
    ['MSNP4', 'PRP 9 PHH 1', ['alice < 715 9']],
    ['MSNP12', 'PRP 9 ZZZ 1', ['alice < 715 9']],
    ['MSNP12', 'PRP 9 phh 1', ['alice < 715 9']],
    ['MSNP12', 'PRP 9 PHHX 1', ['alice closed', 'bob < FLN alice@example.com']],
    ['MSNP12', `PRP 9 PHH ${'1'.repeat(96)}`, ['alice closed', 'bob < FLN alice@example.com']],
    ['MSNP12', 'PRP 9', ['alice < 201 9']],
    ['MSNP12', 'PRP 9 MFN', ['alice < 209 9']],
    ['MSNP12', `PRP 9 MFN ${long}`, ['alice < 209 9']],
    ['MSNP12', 'PRP 9 MFN Me', ['alice < PRP 9 MFN Me', 'bob < NLN NLN alice@example.com Me 32']],
    // Characters that would begin another line are escaped again.
    ['MSNP12', 'PRP 9 MFN %0D%0AX', ['alice < PRP 9 MFN %0D%0AX', 'bob < NLN NLN alice@example.com %0D%0AX 32']],
    [
      'MSNP9',
      'REA 9 alice@example.com Me',
      ['alice < REA 9 2 alice@example.com Me', 'bob < NLN NLN alice@example.com Me 32'],
    ],
    ['MSNP9', 'REA 9 bob@example.com Bobby', ['alice < REA 9 2 bob@example.com Bobby']],
    ['MSNP9', 'REA 9 carol@example.com Caro', ['alice < 216 9']],
    ['MSNP9', 'REA 9 nobody x', ['alice < 201 9']],
    ['MSNP9', `REA 9 alice@example.com ${long}`, ['alice < 209 9']],
    ['MSNP9', `REA 9 bob@example.com ${long}`, ['alice < 209 9']],
    ['MSNP12', 'SBP 9 d35fe492-0a6e-43d3-97ae-64b3a45919dd MFN x', ['alice < 208 9']],
  ])('%s: %s', (dialect, line, answer) => {
    expect(open(dialect).hear('alice', line)).toEqual(answer)
  })

  it('tell contacts in their own dialect, and none that do not know the key', () => {
    expect(open('MSNP12', 'MSNP10').hear('alice', 'PRP 9 HSB 1')).toEqual(['alice < PRP 9 HSB 1'])
    expect(open('MSNP12', 'MSNP12').hear('alice', 'PRP 9 HSB 1')).toEqual([
      'alice < PRP 9 HSB 1',
      'bob < BPR alice@example.com HSB 1',
    ])
    expect(open('MSNP12', 'MSNP4').hear('alice', 'PRP 9 PHH 1')).toEqual(['alice < PRP 9 PHH 1'])
  })

  it('tell nobody who is blocked', () => {
    const driver = open('MSNP12')
    driver.hear('alice', 'REM 8 AL bob@example.com', 'ADC 8 BL N=bob@example.com')
    expect(driver.hear('alice', 'PRP 9 PHH 1')).toEqual(['alice < PRP 9 PHH 1'])
    expect(driver.hear('alice', 'PRP 9 MFN Me')).toEqual(['alice < PRP 9 MFN Me'])
  })

  it('are there at the next sign-in', () => {
    const driver = open('MSNP12')
    driver.hear('alice', 'PRP 9 PHH 1', 'PRP 9 PHW 2', 'PRP 9 PHH', 'BLP 9 BL', 'PRP 9 MFN Me')
    withSessions(driver, { alice: 'MSNP12' })
    expect(driver.hear('alice', 'SYN 5 0 0').slice(1, 5)).toEqual([
      ...['alice < GTC A', 'alice < BLP BL', 'alice < PRP MFN Me', 'alice < PRP PHW 2'],
    ])
  })

  it('let an account call its contacts as it likes', () => {
    const driver = open('MSNP12')
    const bob = /C=(\S+)/.exec(driver.hear('alice', 'SYN 5 0 0').join())![1]!
    expect(driver.hear('alice', `SBP 9 ${bob} MFN Bobby`)).toEqual([`alice < SBP 9 ${bob} MFN Bobby`])
    expect(driver.hear('alice', 'SYN 5 0 0').join()).toContain('F=Bobby')
    expect(driver.hear('alice', `SBP 9 ${bob} PHH 1`)).toEqual([`alice < SBP 9 ${bob} PHH 1`])
    expect(driver.hear('alice', `SBP 9 ${bob} MFN ${long}`)).toEqual(['alice < 209 9'])
    expect(driver.hear('alice', `SBP 9 ${bob} MFN`)).toEqual([`alice < SBP 9 ${bob} MFN`])
    expect(driver.hear('alice', 'SYN 5 0 0').join()).toContain('F=Bob%20B')
  })

  it('let nobody change the name too often', () => {
    const driver = open('MSNP9')
    for (let i = 1; i <= 5; i++) expect(driver.hear('alice', `REA 9 alice@example.com n${i}`)[0]).toMatch(/REA/)
    expect(driver.hear('alice', 'REA 9 alice@example.com n6')).toEqual(['alice < 800 9'])
    driver.pass(10_000)
    expect(driver.hear('alice', 'REA 9 alice@example.com n7')[0]).toMatch(/REA/)
  })
})

describe('services', () => {
  it.each<readonly [Dialect, string, ReadonlyArray<string>]>([
    ['MSNP2', 'URL 9 INBOX', ['alice < URL 9 /inbox https://login.example.com/login']],
    ['MSNP3', 'URL 9 INBOX', ['alice < URL 9 /inbox https://login.example.com/login 2']],
    ['MSNP7', 'SND 9 dave@example.net 0x0409 MSMSGS MSMSGS', ['alice < SND 9 OK']],
    ['MSNP7', 'SND 9 dave', ['alice < 201 9']],
    ['MSNP7', 'SDC 9 dave@example.net 0x0409 MSMSGS MSMSGS X X Alice 5\r\nhello', ['alice < SDC 9 OK']],
    ['MSNP7', 'SDC 9 dave 0x0409 MSMSGS MSMSGS X X Alice 5\r\nhello', ['alice < 503 9']],
    ['MSNP7', 'SDC 9 dave 5\r\nhello', ['alice < 503 9']],
    ['MSNP7', 'FND 9 fname=Ann lname=Lee city=* state=* country=US', ['alice < FND 9 0 0']],
    ['MSNP7', 'PAG 9 bob@example.com 1\r\nx', ['alice < 509 9']],
    ['MSNP9', 'PGD 9 bob 1 1\r\nx', ['alice < 201 9']],
    ['MSNP11', 'GCF 9 Shields.xml', ['alice < 715 9']],
    ['MSNP12', 'SYN 9', ['alice < 201 9']],
    ['MSNP8', 'ADL 9 3\r\n<x>', ['alice < 502 9']],
    ['MSNP8', 'XYZ 9', []],
    ['MSNP8', 'USR', []],
    ['MSNP8', '', []],
  ])('%s: %s', (dialect, line, answer) => {
    expect(open(dialect).hear('alice', line)).toEqual(answer)
  })

  it('have policies, for who has asked for the lists', () => {
    const driver = open('MSNP11')
    driver.hear('alice', 'SYN 5 0 0')
    expect(driver.hear('alice', 'GCF 9 Shields.xml')[0]).toMatch(/^alice < GCF 9 Shields.xml 145\r\n<\?xml/)
    expect(driver.hear('alice', 'GCF 9 Other.xml')).toEqual(['alice < 715 9'])
  })

  it('lose patience with who is not to be understood', () => {
    const driver = open('MSNP8', 'MSNP8', { limits: { unread: 3 } })
    expect(driver.hear('alice', 'XYZ 1', 'CAL 2 bob@example.com', '', 'PNG')).toEqual(['alice < QNG'])
    expect(driver.hear('alice', 'ACK')).toEqual(['alice closed', 'bob < FLN alice@example.com'])
    expect(driver.notices).toContainEqual({
      _tag: 'Unexpected',
      link: 'alice',
      on: 'NS',
      problem: 'unknown verb XYZ',
    })
    expect(driver.notices).toContainEqual({ _tag: 'Expelled', link: 'alice', on: 'NS', reason: 'TooMuchUnread' })
  })
})
