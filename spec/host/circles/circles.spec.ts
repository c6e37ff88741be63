import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'

import { servicePaths } from '../../../lib/auth/services.js'
import type { Dialect } from '../../../lib/commands/dialects.js'
import { secret } from '../../../lib/payloads/secret.js'
import { findContactsPaged } from '../../../lib/payloads/soap/book.js'
import { among, endpointIdOf, show, signIn, ssoTicketOf, withSessions, type Driver } from '../driver.js'

const circle = '00000000-0000-0000-0009-000000000001@live.com'
const other = '00000000-0000-0000-0009-000000000002@live.com'

const circles = [
  { name: 'Friends', members: ['alice@example.com', 'BOB@example.com'] },
  { name: 'Others', members: ['carol@example.com'] },
]

const open = (dialects: Readonly<Record<string, Dialect>> = { alice: 'MSNP18', bob: 'MSNP18' }): Driver => {
  const driver = withSessions(among({ circles }), dialects)
  for (const name of Object.keys(dialects)) show(driver, name)
  return driver
}

/** What the address book tells of circles. */
const bookOf = (driver: Driver, name: string) => {
  const ticket = secret(ssoTicketOf(driver, `${name}@example.com`, `${name}-pw`).ticket)
  const body = findContactsPaged.writeRequest({ ticket, scenario: 'Initial' }, {})
  const headers = { SOAPAction: findContactsPaged.action ?? '' }
  const answer = findContactsPaged.readAnswer(driver.post(servicePaths.addressBook, body, headers).response.body)
  return E.isRight(answer) ? answer.right : undefined
}

const enter = (driver: Driver, name: string, link = name) =>
  driver.hear(link, `USR 11 SHA A ${btoa(bookOf(driver, name)?.circleTicket?.reveal() ?? '')}`)

const listing = (address = circle) => {
  const [name, domain] = address.split('@')
  const list = `<ml l="1"><d n="${domain}"><c n="${name}" l="3" t="9"/></d></ml>`
  return `ADL 12 ${list.length}\r\n${list}`
}

const from = (name: string, place = endpointIdOf(name)) => `From: 1:${name}@example.com;epid={${place.toUpperCase()}}`

const publication = (verb: 'PUT' | 'DEL', name: string, { to = circle, sender = from(name) } = {}) => {
  const roster = `<circle><roster><id>IM</id><user><id>1:${name}@example.com</id></user></roster></circle>`
  const text =
    `Routing: 1.0\r\nTo: 9:${to}\r\n${sender}\r\n\r\nReliability: 1.0\r\n\r\n` +
    `Publication: 1.0\r\nUri: /circle\r\nContent-Type: application/circles+xml\r\nContent-Length: ${roster.length}\r\n\r\n${roster}`
  return `${verb} 13 ${text.length}\r\n${text}`
}

const datagram = (name: string, to = circle) => {
  const text =
    `Routing: 1.0\r\nTo: 9:${to};path=IM\r\n${from(name)}\r\n\r\nReliability: 1.0\r\nStream: 0\r\nSegment: 0\r\n\r\n` +
    'Messaging: 1.0\r\nContent-Length: 5\r\nContent-Type: Text/plain; charset=UTF-8\r\nMessage-Type: Text\r\n\r\nhello'
  return { text, line: `SDG 14 ${text.length}\r\n${text}` }
}

const first = (lines: ReadonlyArray<string>) => lines.map((line) => line.split('\r\n')[0]!.replace(/ \d+$/, ' n'))

const join = (driver: Driver, name: string): ReadonlyArray<string> => {
  enter(driver, name)
  driver.hear(name, listing())
  return driver.hear(name, publication('PUT', name))
}

/** Alice and Bob are in the circle. */
const gathered = (): Driver => {
  const driver = open()
  join(driver, 'alice')
  join(driver, 'bob')
  return driver
}

const users = (line: string | undefined) => [...(line ?? '').matchAll(/<id>1:(\w+)@/g)].map(([, name]) => name)

describe('the address book', () => {
  it('tells of the circles of an account, and gives a ticket for them', () => {
    const driver = open({ alice: 'MSNP18', carol: 'MSNP18' })
    expect(bookOf(driver, 'alice')?.circles).toEqual([{ id: circle.split('@')[0], name: 'Friends' }])
    expect(bookOf(driver, 'carol')?.circles).toEqual([{ id: other.split('@')[0], name: 'Others' }])
    expect(bookOf(driver, 'carol')?.circleTicket?.reveal()).toContain('<SignedTicket>')
  })
})

describe('the sign-in to the circles', () => {
  it('is by that ticket, and tells of each', () => {
    const said = enter(open(), 'alice')
    expect(first(said)).toEqual(['alice < USR 11 OK alice@example.com 0 n', 'alice < NFY PUT n'])
    expect(said[1]).toContain(`From: 9:${circle}\r\n`)
    expect(said[1]).toContain('NotifType: Full\r\nContent-Type: application/circles+xml\r\nContent-Length: 0\r\n')
  })

  it('fails with any other one, and the connection stays', () => {
    const driver = open()
    const theirs = btoa(bookOf(driver, 'bob')?.circleTicket?.reveal() ?? '')
    for (const ticket of [theirs, 'AAAA'])
      expect(driver.hear('alice', `USR 11 SHA A ${ticket}`)).toEqual(['alice < 911 11'])
    expect(first(enter(driver, 'alice'))).toHaveLength(2)
  })

  it('must come before the circle is put on the list, which must be one of the account', () => {
    const driver = open()
    expect(driver.hear('alice', listing())).toEqual(['alice < 933 12'])
    enter(driver, 'alice')
    expect(driver.hear('alice', listing(other))).toEqual(['alice < 208 12'])
    const said = driver.hear('alice', listing())
    expect(first(said)).toEqual(['alice < NFY PUT n', 'alice < ADL 12 OK'])
    expect(users(said[0])).toEqual([])
  })
})

describe('a circle', () => {
  it('is joined by publishing: those who are there are told', () => {
    const driver = open()
    expect(first(join(driver, 'alice'))).toEqual(['alice < PUT 13 OK n', 'alice < NFY PUT n'])
    const said = join(driver, 'bob')
    expect(first(said)).toEqual([
      'bob < PUT 13 OK n',
      'alice < NFY PUT n',
      'bob < NFY PUT n',
      `alice < NLN NLN 1:bob@example.com;via=9:${circle} Bob%20B 32:n`.replace('32:n', '32:0'),
      `bob < NLN NLN 1:alice@example.com;via=9:${circle} Alice%20A 32:0`,
    ])
    expect([users(said[1]), users(said[2])]).toEqual([
      ['alice', 'bob'],
      ['alice', 'bob'],
    ])
  })

  it.each<readonly [string, (name: string) => string]>([
    ['without its address', () => publication('PUT', 'alice', { to: 'x@live.com' })],
    ['of others', () => publication('PUT', 'alice', { to: other })],
    ['as somebody else', () => publication('PUT', 'alice', { sender: from('bob') })],
    ['from another place', () => publication('PUT', 'alice', { sender: from('alice', endpointIdOf('bob')) })],
    ['with nothing', () => 'PUT 13 0\r\n'],
  ])('is not joined %s', (_, line) => {
    const driver = open()
    enter(driver, 'alice')
    expect(driver.hear('alice', line('alice'))).toEqual(['alice < 201 13'])
  })

  it('is not joined before the sign-in to the circles', () => {
    expect(open().hear('alice', publication('PUT', 'alice'))).toEqual(['alice < 201 13'])
  })

  it('hands messages on to all who have joined it, byte by byte', () => {
    const driver = gathered()
    const { text, line } = datagram('alice')
    expect(driver.hear('alice', line)).toEqual([`bob < SDG 0 ${text.length}\r\n${text}`])
    expect(driver.hear('alice', datagram('alice', other).line)).toEqual(['alice < 201 14'])
    const alone = open()
    enter(alone, 'alice')
    expect(alone.hear('alice', line)).toEqual(['alice < 201 14'])
  })

  it('relays them to the other endpoints of the sender, too', () => {
    const driver = gathered()
    const place = '11111111-2222-3333-4444-555555555555'
    signIn(driver, 'alice', 'MSNP18', { link: 'home', endpointId: place })
    driver.hear('home', 'CHG 1 NLN 1:1 0')
    enter(driver, 'alice', 'home')
    const said = driver.hear('home', publication('PUT', 'alice', { sender: from('alice', place) }))
    expect(users(said.find((line) => line.startsWith('bob < NFY')))).toEqual(['alice', 'bob'])
    const { text, line } = datagram('alice')
    expect(driver.hear('alice', line)).toEqual(
      ['home', 'bob'].map((link) => `${link} < SDG 0 ${text.length}\r\n${text}`),
    )
    expect(driver.hear('home', 'OUT').some((each) => each.startsWith('bob < NFY DEL'))).toBe(false)
  })

  it('sends the presence of its members', () => {
    const driver = gathered()
    const via = `1:alice@example.com;via=9:${circle}`
    expect(driver.hear('alice', 'CHG 9 BSY 32:0 0')).toContain(`bob < NLN BSY ${via} Alice%20A 32:0`)
    expect(driver.hear('alice', 'CHG 9 HDN 32:0 0')).toContain(`bob < FLN ${via} 0:0`)
    expect(driver.hear('alice', 'CHG 9 NLN 32:0 0')).toContain(`bob < NLN NLN ${via} Alice%20A 32:0`)
  })

  it.each<readonly [string, (driver: Driver) => ReadonlyArray<string>]>([
    ['taking that back', (driver) => driver.hear('alice', publication('DEL', 'alice'))],
    ['going', (driver) => driver.hear('alice', 'OUT')],
    ['being cut off', (driver) => driver.end('alice')],
  ])('is left by %s', (_, leave) => {
    const driver = gathered()
    const told = leave(driver).filter((line) => line.startsWith('bob < NFY DEL'))
    expect(told).toHaveLength(1)
    expect(told[0]).toContain('Uri: /circle/roster(IM)/user(1:alice@example.com)\r\n')
    expect(driver.hear('bob', datagram('bob').line)).toEqual([])
  })

  it('is sent to nobody whose dialect has none', () => {
    const driver = open({ alice: 'MSNP18', bob: 'MSNP16' })
    const said = join(driver, 'alice')
    expect(said.filter((line) => line.startsWith('bob'))).toEqual([])
  })
})
