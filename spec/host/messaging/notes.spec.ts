import { describe, expect, it } from 'vitest'

import type { Dialect } from '../../../lib/commands/dialects.js'
import { among, endpointIdOf, show, signIn, withSessions } from '../driver.js'

const open = (alice: Dialect, bob: Dialect) => {
  const driver = withSessions(among(), { alice, bob })
  show(driver, 'alice')
  show(driver, 'bob')
  return driver
}

const home = '11111111-2222-3333-4444-555555555555'

/** Alice at two places, and Bob. */
const twice = () => {
  const driver = open('MSNP18', 'MSNP18')
  signIn(driver, 'alice', 'MSNP18', { link: 'home', endpointId: home })
  driver.hear('home', 'CHG 1 NLN 1:1 0')
  return driver
}

const allowed = '<ml><d n="example.com"><c n="alice" l="2" t="1"/></d></ml>'

describe('a note', () => {
  it.each<readonly [Dialect, Dialect]>([
    ['MSNP13', 'MSNP13'],
    ['MSNP15', 'MSNP18'],
    ['MSNP18', 'MSNP13'],
  ])('goes from %s to %s', (alice, bob) => {
    expect(open(alice, bob).hear('alice', 'UUN 5 bob@example.com 1 3\r\nabc')).toEqual([
      'alice < UUN 5 OK',
      'bob < UBN alice@example.com 1 3\r\nabc',
    ])
  })

  it('goes to every endpoint, or to one; then it says from which', () => {
    const driver = twice()
    expect(driver.hear('bob', 'UUN 5 alice@example.com 3 2\r\nhi')).toEqual([
      'bob < UUN 5 OK',
      'alice < UBN bob@example.com 3 2\r\nhi',
      'home < UBN bob@example.com 3 2\r\nhi',
    ])
    expect(driver.hear('bob', `UUN 6 ALICE@example.com;{${home.toUpperCase()}} 3 2\r\nhi`)).toEqual([
      'bob < UUN 6 OK',
      `home < UBN bob@example.com;{${endpointIdOf('bob')}} 3 2\r\nhi`,
    ])
    expect(driver.hear('bob', `UUN 7 alice@example.com;{${endpointIdOf('bob')}} 3 2\r\nhi`)).toEqual(['bob < 217 7'])
  })

  it('of type 4 or 8 signs out an endpoint of oneself, and nobody else', () => {
    const driver = twice()
    expect(driver.hear('alice', `UUN 5 alice@example.com;{${home}} 4 14\r\ngoawyplzthxbye`)).toEqual([
      'alice < UUN 5 OK',
      `home < UBN alice@example.com;{${endpointIdOf('alice')}} 4 14\r\ngoawyplzthxbye`,
    ])
    expect(driver.hear('home', 'UUN 6 alice@example.com 4 4\r\ngtfo')).toEqual([
      'home < UUN 6 OK',
      'alice < UBN alice@example.com 4 4\r\ngtfo',
    ])
    for (const type of [4, 8])
      expect(driver.hear('bob', `UUN 7 alice@example.com ${type} 4\r\ngtfo`)).toEqual(['bob < 201 7'])
  })

  it('to oneself is taken even where there is no other endpoint', () => {
    expect(open('MSNP18', 'MSNP18').hear('alice', 'UUN 6 alice@example.com 4 4\r\ngtfo')).toEqual(['alice < UUN 6 OK'])
  })

  it.each<readonly [string, (driver: ReturnType<typeof open>) => unknown]>([
    ['offline', (driver) => driver.hear('bob', 'OUT')],
    ['hidden', (driver) => driver.hear('bob', 'CHG 9 HDN 32:0 0')],
    ['alone', (driver) => driver.hear('bob', 'BLP 9 BL', `RML 8 ${allowed.length}\r\n${allowed}`)],
  ])('does not reach who is %s', (_, hide) => {
    const driver = open('MSNP18', 'MSNP18')
    hide(driver)
    expect(driver.hear('alice', 'UUN 5 bob@example.com 1 3\r\nabc')).toEqual(['alice < 217 5'])
  })

  it('reaches nobody who knows of no notes, and nobody unknown', () => {
    expect(open('MSNP18', 'MSNP12').hear('alice', 'UUN 5 bob@example.com 1 3\r\nabc')).toEqual(['alice < 217 5'])
    expect(open('MSNP18', 'MSNP18').hear('alice', 'UUN 5 who@example.com 1 3\r\nabc')).toEqual(['alice < 217 5'])
  })

  it('that is too long closes', () => {
    const driver = open('MSNP18', 'MSNP18')
    expect(driver.hear('alice', `UUN 5 bob@example.com 1 4001\r\n${'x'.repeat(4001)}`)).toContain('alice closed')
  })
})

describe('a message by way of the notification server', () => {
  const text = 'MIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\n\r\nhi'
  const uum = (type: number, network = 1) => `UUM 5 bob@example.com ${network} ${type} ${text.length}\r\n${text}`

  it.each<readonly [Dialect, Dialect, number]>([
    ['MSNP14', 'MSNP14', 1],
    ['MSNP15', 'MSNP18', 2],
    ['MSNP18', 'MSNP16', 3],
  ])('goes from %s to %s, type %i', (alice, bob, type) => {
    expect(open(alice, bob).hear('alice', uum(type))).toEqual([
      `bob < UBM alice@example.com 1 bob@example.com 1 ${type} ${text.length}\r\n${text}`,
    ])
  })

  it('fails for other networks, for who does not know of it, and for who is not there before MSNP18', () => {
    expect(open('MSNP14', 'MSNP14').hear('alice', uum(1, 32))).toEqual(['alice < 509 5'])
    expect(open('MSNP14', 'MSNP13').hear('alice', uum(1))).toEqual(['alice < 217 5'])
    const driver = open('MSNP17', 'MSNP17')
    driver.hear('bob', 'OUT')
    expect(driver.hear('alice', uum(1))).toEqual(['alice < 217 5'])
    expect(driver.hear('alice', uum(2))).toEqual([])
    expect(driver.state().offlineMessages.size).toBe(0)
  })
})
