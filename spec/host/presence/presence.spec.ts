import { describe, expect, it } from 'vitest'

import type { Dialect } from '../../../lib/commands/dialects.js'
import { among, endpointIdOf, show, signIn, withSessions } from '../driver.js'

const object =
  '%3Cmsnobj%20Creator%3D%22alice%40example.com%22%20Size%3D%2212%22%20Type%3D%223%22%20Location%3D%22TFR1.tmp%22%20Friendly%3D%22AAA%3D%22%20SHA1D%3D%22IlljY7PeQLBvmB%2B4XYIxLowO1RE%3D%22%20SHA1C%3D%22GXufJfg%2BB%2F2LumoHVj7nu3jZle0%3D%22%2F%3E'

const payload = (text: string) => `${text.length}\r\n${text}`

const here = `{${endpointIdOf('alice')}}`

const empty = '<PSM></PSM><CurrentMedia></CurrentMedia>'

const endpoint = (capabilities: string) =>
  `<EndpointData id="${here}"><Capabilities>${capabilities}</Capabilities></EndpointData>`

/** What a place is told of itself. */
const own = (capabilities: string, status: string) =>
  payload(
    `<Data>${empty}${endpoint(capabilities)}<PrivateEndpointData id="${here}"><State>${status}</State></PrivateEndpointData></Data>`,
  )

const signedIn = (alice: Dialect, bob: Dialect) => withSessions(among(), { alice, bob })

const open = (alice: Dialect, bob: Dialect) => {
  const driver = signedIn(alice, bob)
  show(driver, 'alice')
  show(driver, 'bob')
  return driver
}

/** Without what follows every first status: the challenge, and from MSNP11 on, how much mail there is. */
const withoutChallenge = (lines: ReadonlyArray<string>) =>
  lines.filter((line) => !line.includes('CHL') && !line.includes(' MSG Hotmail '))

describe('the first status', () => {
  it.each<readonly [Dialect, string, ReadonlyArray<string>]>([
    ['MSNP2', 'CHG 7 NLN', ['alice < CHG 7 NLN', 'alice < ILN 7 BSY bob@example.com Bob%20B']],
    ['MSNP7', 'CHG 7 NLN', ['alice < CHG 7 NLN', 'alice < ILN 7 BSY bob@example.com Bob%20B']],
    ['MSNP8', 'CHG 7 NLN 0', ['alice < CHG 7 NLN 0', 'alice < ILN 7 BSY bob@example.com Bob%20B 32']],
    ['MSNP9', 'CHG 7 HDN 9', ['alice < CHG 7 HDN 9', 'alice < ILN 7 BSY bob@example.com Bob%20B 32']],
    [
      'MSNP12',
      `CHG 7 NLN 9 ${object}`,
      [`alice < CHG 7 NLN 9 ${object}`, 'alice < ILN 7 BSY bob@example.com Bob%20B 32'],
    ],
    ['MSNP13', 'CHG 7 NLN 0', ['alice < CHG 7 NLN 0', 'alice < ILN 7 BSY bob@example.com Bob%20B 32']],
    ['MSNP14', 'CHG 7 NLN 0', ['alice < CHG 7 NLN 0', 'alice < ILN 7 BSY bob@example.com 1 Bob%20B 32']],
    ['MSNP15', 'CHG 7 NLN 0', ['alice < CHG 7 NLN 0', 'alice < ILN 7 BSY bob@example.com 1 Bob%20B 32']],
    [
      'MSNP16',
      'CHG 7 NLN 9:1 0',
      [
        'alice < CHG 7 NLN 9:1 0',
        'alice < ILN 7 BSY bob@example.com 1 Bob%20B 32:0',
        'alice < NLN NLN alice@example.com 1 Alice%20A 9:1',
        `alice < UBX alice@example.com 1 ${own('9:1', 'NLN')}`,
      ],
    ],
    [
      'MSNP18',
      'CHG 7 HDN 9:1 0',
      [
        'alice < CHG 7 HDN 9:1 0',
        'alice < NLN BSY 1:bob@example.com Bob%20B 32:0',
        'alice < NLN HDN 1:alice@example.com Alice%20A 9:1',
        `alice < UBX 1:alice@example.com ${own('9:1', 'HDN')}`,
      ],
    ],
    ['MSNP8', 'CHG 7 NLN', ['alice < CHG 7 NLN 0', 'alice < ILN 7 BSY bob@example.com Bob%20B 32']],
    ['MSNP8', 'CHG 7 XYZ 0', ['alice < 201 7']],
    ['MSNP2', 'CHG 7 FLN', ['alice < 201 7']],
  ])('in %s: %s', (dialect, line, answer) => {
    const driver = signedIn(dialect, 'MSNP12')
    show(driver, 'bob', 'BSY')
    expect(withoutChallenge(driver.hear('alice', line)).filter((each) => each.startsWith('alice'))).toEqual(answer)
  })

  it('is asked for by a challenge from MSNP6 on, and reported once', () => {
    expect(show(signedIn('MSNP5', 'MSNP8'), 'alice')).toEqual(['alice < CHG 7 NLN'])
    const driver = open('MSNP6', 'MSNP8')
    expect(show(driver, 'alice', 'AWY')).toEqual(['alice < CHG 7 AWY', 'bob < NLN AWY alice@example.com Alice%20A 0'])
    expect(driver.notices).toContainEqual({ _tag: 'StatusChanged', passport: 'alice@example.com', status: 'AWY' })
  })
})

describe('contacts', () => {
  it.each<readonly [Dialect, string]>([
    ['MSNP2', 'bob < NLN BSY alice@example.com Alice%20A'],
    ['MSNP7', 'bob < NLN BSY alice@example.com Alice%20A'],
    ['MSNP8', 'bob < NLN BSY alice@example.com Alice%20A 9'],
    ['MSNP9', `bob < NLN BSY alice@example.com Alice%20A 9 ${object}`],
    ['MSNP12', `bob < NLN BSY alice@example.com Alice%20A 9 ${object}`],
    ['MSNP13', `bob < NLN BSY alice@example.com Alice%20A 9 ${object}`],
    ['MSNP14', `bob < NLN BSY alice@example.com 1 Alice%20A 9 ${object}`],
    ['MSNP15', `bob < NLN BSY alice@example.com 1 Alice%20A 9 ${object}`],
    ['MSNP16', `bob < NLN BSY alice@example.com 1 Alice%20A 9:0 ${object}`],
    ['MSNP17', `bob < NLN BSY alice@example.com 1 Alice%20A 9:0 ${object}`],
    ['MSNP18', `bob < NLN BSY 1:alice@example.com Alice%20A 9:0 ${object}`],
  ])('are told in %s', (dialect, line) => {
    expect(open('MSNP9', dialect).hear('alice', `CHG 8 BSY 9 ${object}`)).toEqual([
      `alice < CHG 8 BSY 9 ${object}`,
      line,
    ])
  })

  it.each<readonly [Dialect, ReadonlyArray<string>]>([
    ['MSNP2', ['bob < NLN BSY alice@example.com Alice%20A']],
    ['MSNP12', ['bob < NLN BSY alice@example.com Alice%20A 9']],
    ['MSNP15', ['bob < NLN BSY alice@example.com 1 Alice%20A 9']],
    [
      'MSNP16',
      [
        'bob < NLN BSY alice@example.com 1 Alice%20A 9:48',
        `bob < UBX alice@example.com 1 ${payload(`<Data>${empty}${endpoint('9:48')}</Data>`)}`,
      ],
    ],
    [
      'MSNP18',
      [
        'bob < NLN BSY 1:alice@example.com Alice%20A 9:48',
        `bob < UBX 1:alice@example.com ${payload(`<Data>${empty}${endpoint('9:48')}</Data>`)}`,
      ],
    ],
  ])('are told in %s of one who has a place', (dialect, lines) => {
    const said = open('MSNP18', dialect).hear('alice', 'CHG 8 BSY 9:48 0')
    expect(said.filter((line) => line.startsWith('bob'))).toEqual(lines)
  })

  it.each<readonly [Dialect, string]>([
    ['MSNP2', 'bob < FLN alice@example.com'],
    ['MSNP13', 'bob < FLN alice@example.com'],
    ['MSNP14', 'bob < FLN alice@example.com 1 0'],
    ['MSNP15', 'bob < FLN alice@example.com 1 0'],
    ['MSNP16', 'bob < FLN alice@example.com 1 0:0'],
    ['MSNP17', 'bob < FLN alice@example.com 1 0:0'],
    ['MSNP18', 'bob < FLN 1:alice@example.com 0:0'],
  ])('are told in %s that one goes', (dialect, line) => {
    expect(open('MSNP9', dialect).hear('alice', 'OUT')).toEqual(['alice closed', line])
  })

  it('are told once of what is the same', () => {
    const driver = open('MSNP8', 'MSNP8')
    expect(show(driver, 'alice')).toEqual(['alice < CHG 7 NLN 32'])
    const pictured = open('MSNP12', 'MSNP12')
    expect(pictured.hear('alice', `CHG 8 NLN 32 ${object}`)).toHaveLength(2)
    expect(pictured.hear('alice', `CHG 8 NLN 32 ${object}`)).toHaveLength(1)
    expect(pictured.hear('alice', 'CHG 8 NLN 32 0')).toHaveLength(2)
  })

  it('are sent nothing before they have set a status themselves', () => {
    const driver = signedIn('MSNP8', 'MSNP8')
    expect(withoutChallenge(show(driver, 'alice'))).toEqual(['alice < CHG 7 NLN 32'])
  })

  it('take one who hides for one who goes', () => {
    const driver = open('MSNP8', 'MSNP8')
    expect(show(driver, 'alice', 'HDN')).toEqual(['alice < CHG 7 HDN 32', 'bob < FLN alice@example.com'])
    expect(show(driver, 'alice', 'HDN')).toEqual(['alice < CHG 7 HDN 32'])
    expect(driver.hear('alice', 'OUT')).toEqual(['alice closed'])
    signIn(driver, 'alice', 'MSNP8')
    expect(withoutChallenge(show(driver, 'alice')).at(-1)).toBe('bob < NLN NLN alice@example.com Alice%20A 32')
    expect(driver.end('alice', { _tag: 'Reset' })).toEqual(['bob < FLN alice@example.com'])
    expect(driver.notices.slice(-2)).toEqual([
      { _tag: 'SignedOut', link: 'alice', passport: 'alice@example.com', reason: 'Lost' },
      { _tag: 'Disconnected', link: 'alice', on: 'NS', reason: { _tag: 'Reset' } },
    ])
  })

  it('see it at once when they are blocked, and when they are not any more', () => {
    const driver = open('MSNP8', 'MSNP8')
    expect(driver.hear('alice', 'REM 8 AL bob@example.com')).toEqual(['alice < REM 8 AL 2 bob@example.com'])
    expect(driver.hear('alice', 'ADD 9 BL bob@example.com x').slice(1)).toEqual(['bob < FLN alice@example.com'])
    expect(show(driver, 'alice', 'AWY')).toEqual(['alice < CHG 7 AWY 32'])
    expect(driver.hear('alice', 'REM 9 BL bob@example.com').slice(1)).toEqual([
      'bob < NLN AWY alice@example.com Alice%20A 32',
    ])
    expect(driver.hear('alice', 'BLP 9 BL').slice(1)).toEqual(['bob < FLN alice@example.com'])
    expect(driver.hear('alice', 'ADD 9 AL bob@example.com x').slice(1)).toEqual([
      'bob < NLN AWY alice@example.com Alice%20A 32',
    ])
  })

  it('who are strangers are sent nothing', () => {
    const driver = withSessions(open('MSNP8', 'MSNP8'), { carol: 'MSNP8' })
    show(driver, 'carol')
    expect(show(driver, 'alice', 'AWY').join()).not.toContain('carol')
  })
})

describe('personal messages', () => {
  const data = '<Data><PSM>hello &amp; co</PSM><CurrentMedia></CurrentMedia></Data>'
  const uux = `UUX 9 ${data.length}\r\n${data}`

  it('go to contacts of MSNP11 and later', () => {
    expect(open('MSNP11', 'MSNP12').hear('alice', uux)).toEqual([
      'alice < UUX 9 0',
      `bob < UBX alice@example.com ${data.length}\r\n${data}`,
    ])
    expect(open('MSNP11', 'MSNP10').hear('alice', uux)).toEqual(['alice < UUX 9 0'])
  })

  it('follow every word of a status', () => {
    const driver = signedIn('MSNP11', 'MSNP12')
    driver.hear('alice', uux)
    show(driver, 'alice')
    const ubx = `bob < UBX alice@example.com ${data.length}\r\n${data}`
    const first = show(driver, 'bob')
    expect(first.slice(1, 3)).toEqual(['bob < ILN 7 NLN alice@example.com Alice%20A 32', ubx])
    expect(show(driver, 'alice', 'AWY').slice(1)).toEqual(['bob < NLN AWY alice@example.com Alice%20A 32', ubx])
  })

  it('go to nobody who is blocked, or hidden from', () => {
    const driver = open('MSNP11', 'MSNP12')
    show(driver, 'alice', 'HDN')
    expect(driver.hear('alice', uux)).toEqual(['alice < UUX 9 0'])
  })

  it('that are no XML, or too long, close the connection', () => {
    expect(open('MSNP11', 'MSNP12').hear('alice', 'UUX 9 5\r\n<Data')[0]).toBe('alice closed')
    const long = `<Data><PSM>${'x'.repeat(4000)}</PSM></Data>`
    expect(open('MSNP11', 'MSNP12').hear('alice', `UUX 9 ${long.length}\r\n${long}`)[0]).toBe('alice closed')
  })
})
