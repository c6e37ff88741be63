import { describe, expect, it } from 'vitest'

import { drive, lastWord, ticketOf, usual, wordIn } from './driver.js'

// What official clients said to a private server (official-clients.txt): MSN Messenger 5.0 and 6.2, and a chat of the two.
describe('official clients', () => {
  const open = () =>
    drive({
      ...usual,
      accounts: [
        {
          passport: 'test@hotmail.com',
          password: 'test-pw',
          name: 'test',
          serial: 5,
          contacts: [{ passport: 'museum@hotmail.com' }],
        },
        {
          passport: 'museum@hotmail.com',
          password: 'museum-pw',
          name: 'Museum Visitor',
          contacts: [{ passport: 'test@hotmail.com' }],
        },
      ],
    })

  const signedIn = (driver: ReturnType<typeof open>, link: string, passport: string, ver: string, cvr: string) => {
    driver.connect(link)
    return [
      ...driver.hear(link, ver, cvr, `USR 3 TWN I ${passport}`),
      ...driver.hear(link, `USR 4 TWN S ${ticketOf(driver, passport, `${passport.split('@')[0]}-pw`)}`),
    ].map((line) => line.split('\r\n')[0])
  }

  const windows = '0x0409 winnt 5.1 i386'
  const five = `CVR 2 ${windows} MSNMSGR 5.0.0575 MSMSGS museum@hotmail.com`
  const six = `CVR 2 ${windows} MSNMSGR 6.2.0208 MSMSGS test@hotmail.com`

  it('sign in and talk to each other', () => {
    const driver = open()
    expect(signedIn(driver, 'c1', 'museum@hotmail.com', 'VER 7 MSNP8 CVR0', five)).toEqual([
      'c1 < VER 7 MSNP8',
      'c1 < CVR 2 5.0.0575 5.0.0575 5.0.0575 https://login.example.com https://login.example.com',
      expect.stringMatching(/^c1 < USR 3 TWN S ct=1114282664,rver=/),
      'c1 < USR 4 OK museum@hotmail.com Museum%20Visitor 1 0',
      expect.stringMatching(/^c1 < MSG Hotmail Hotmail \d+$/),
    ])
    expect(driver.hear('c1', 'SYN 5 4')).toEqual([
      'c1 < SYN 5 1 1 1',
      'c1 < GTC A',
      'c1 < BLP AL',
      'c1 < LSG 0 Other%20Contacts 0',
      'c1 < LST test@hotmail.com test 11 0',
    ])
    expect(driver.hear('c1', 'CHG 6 NLN 0').slice(0, 1)).toEqual(['c1 < CHG 6 NLN 0'])

    signedIn(driver, 'c2', 'test@hotmail.com', 'VER 8 MSNP10 MSNP9 CVR0', six)
    expect(
      driver
        .hear('c2', 'SYN 5 0 0')
        .map((line) => line.replace(/C=\S+/, 'C=<guid>'))
        .slice(1),
    ).toEqual([
      'c2 < GTC A',
      'c2 < BLP AL',
      'c2 < PRP MFN test',
      'c2 < LST N=museum@hotmail.com F=Museum%20Visitor C=<guid> 11',
    ])
    expect(driver.hear('c2', 'CHG 6 NLN 805306404').filter((line) => !line.includes('CHL'))).toEqual([
      'c2 < CHG 6 NLN 805306404',
      'c2 < ILN 6 NLN museum@hotmail.com Museum%20Visitor 0',
      'c1 < NLN NLN test@hotmail.com test 805306404',
    ])

    const cookie = lastWord(driver.hear('c1', 'XFR 13 SB'), /XFR/)
    driver.connect('s1', { on: 'SB' })
    expect(driver.hear('s1', `USR 1 museum@hotmail.com ${cookie}`)).toEqual([
      's1 < USR 1 OK museum@hotmail.com Museum%20Visitor',
    ])
    const ring = driver.hear('s1', 'CAL 2 test@hotmail.com')
    driver.connect('s2', { on: 'SB' })
    const answer = `ANS 1 test@hotmail.com ${wordIn(ring, / RNG /, 4)} ${wordIn(ring, / RNG /, 1)}`
    expect(driver.hear('s2', answer)).toEqual([
      's2 < IRO 1 1 1 museum@hotmail.com Museum%20Visitor',
      's2 < ANS 1 OK',
      's1 < JOI test@hotmail.com test',
    ])
    expect(driver.hear('c1', 'CHG 14 AWY 0')).toEqual([
      'c1 < CHG 14 AWY 0',
      'c2 < NLN AWY museum@hotmail.com Museum%20Visitor 0',
    ])
    expect(driver.hear('s2', 'OUT')).toEqual(['s2 closed', 's1 < BYE test@hotmail.com'])
    expect(driver.hear('c2', 'OUT')).toEqual(['c2 closed', 'c1 < FLN test@hotmail.com'])
  })
})
