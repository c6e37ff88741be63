import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'

import { secret } from '../../../lib/payloads/secret.js'
import { requestTickets } from '../../../lib/payloads/soap/tickets.js'
import { among, drive, signIn, sites, ssoTicketOf, ticketOf, usual, type Driver } from '../driver.js'

const text = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes)
const bytes = (body: string): Uint8Array => new TextEncoder().encode(body)

const asking = (passport: string, password: string, addresses: ReadonlyArray<string> = sites): Uint8Array =>
  requestTickets.writeRequest(
    { passport, password: secret(password) },
    { tickets: addresses.map((address) => ({ address })) },
  )

const asked = (driver: Driver, path: string, passport: string, password: string, addresses?: ReadonlyArray<string>) => {
  const { response } = driver.post(path, asking(passport, password, addresses))
  return { response, answer: requestTickets.readAnswer(response.body) }
}

describe.each(['/RST.srf', '/RST2.srf'])('%s', (path) => {
  it('gives a ticket for every site, and a secret with one', () => {
    const driver = among()
    const { response, answer } = asked(driver, path, 'Alice@example.com', 'alice-pw')
    expect([response.status, response.headers['Content-Type']]).toEqual([200, 'text/xml; charset=utf-8'])
    if (E.isLeft(answer)) throw new Error(answer.left._tag)
    const { tickets } = answer.right
    expect(tickets.map(({ address }) => address)).toEqual(sites)
    expect(tickets.map(({ created, expires }) => [created, expires])).toEqual(
      sites.map(() => ['2005-04-23T18:57:44Z', '2005-04-24T18:57:44Z']),
    )
    const texts = new Set(tickets.map(({ ticket }) => ticket.reveal()))
    expect([...texts]).toEqual([expect.stringMatching(/^t=\d+\.[0-9a-f]{32}&p=$/)])
    const secrets = tickets.map((ticket) => ticket.secret?.reveal())
    expect(secrets).toEqual([expect.stringMatching(/^[A-Za-z0-9+/]{32}$/), undefined, undefined, undefined])
    expect(driver.notices.at(-1)).toMatchObject({ _tag: 'TicketGranted', passport: 'alice@example.com' })
  })

  it('gives other texts and secrets each time', () => {
    const driver = among()
    const given = [1, 2].map(() => ssoTicketOf(driver, 'alice@example.com', 'alice-pw', path))
    expect(new Set(given.flatMap(({ ticket, secret }) => [ticket, secret])).size).toBe(4)
  })

  it.each<readonly [string, string]>([
    ['alice@example.com', 'wrong'],
    ['alice@example.com', ''],
    ['nobody@example.com', 'alice-pw'],
  ])('refuses %s %s', (passport, password) => {
    const driver = among()
    const { response, answer } = asked(driver, path, passport, password)
    // As Escargot has it, with a status that tells nothing (escargot.md 4).
    expect(response.status).toBe(200)
    expect(answer).toMatchObject({ left: { _tag: 'Fault', fault: { code: 'FailedAuthentication' } } })
    expect(driver.notices.at(-1)).toMatchObject({ _tag: 'Refused', at: 'HTTP', passport })
    expect(driver.state().tickets.size).toBe(0)
  })

  it.each<readonly [what: string, body: string]>([
    ['nothing', ''],
    ['no XML', 'hello'],
    ['broken XML', '<Envelope><Body>'],
    ['no request', '<Envelope><Body><x/></Body></Envelope>'],
    ['nobody', text(asking('', 'x'))],
    ['no name', text(asking('alice@example.com', 'x')).replace(/<wsse:Username>.*<\/wsse:Username>/, '')],
    ['too much', `<Envelope>${' '.repeat(262_144)}</Envelope>`],
    ['a fault', '<Envelope><Body><Fault/></Body></Envelope>'],
  ])('says that %s is no request', (_, body) => {
    const { response } = among().post(path, bytes(body))
    expect(response.status).toBe(200)
    expect(requestTickets.readAnswer(response.body)).toMatchObject({
      left: { _tag: 'Fault', fault: { code: 'Client', text: 'Invalid Request' } },
    })
  })

  it('is not to be got', () => {
    expect(among().ask(path)).toMatchObject({ status: 405, headers: { Allow: 'POST' } })
  })

  it('says that it is crowded only to who knows the password', () => {
    const driver = among({ limits: { tickets: 1 } })
    ssoTicketOf(driver, 'alice@example.com', 'alice-pw', path)
    expect(asked(driver, path, 'bob@example.com', 'wrong').response.status).toBe(200)
    expect(asked(driver, path, 'bob@example.com', 'bob-pw').response.status).toBe(503)
  })
})

describe('the tickets', () => {
  it('of one account are no more than may be, with those of the other login server', () => {
    const driver = among({ limits: { ticketsPerAccount: 3 } })
    ticketOf(driver, 'alice@example.com', 'alice-pw')
    for (let times = 0; times < 5; times++) ssoTicketOf(driver, 'alice@example.com', 'alice-pw')
    expect(driver.state().tickets.size).toBe(3)
    expect([...driver.timers.keys()].filter((timer) => timer.startsWith('TicketOver'))).toHaveLength(3)
    driver.pass(86_400_000)
    expect([driver.state().tickets.size, driver.state().ownedTickets.size]).toEqual([0, 0])
  })

  it('may be good for ever', () => {
    const driver = among({ deadlines: { ssoTicket: 0 } })
    const { answer } = asked(driver, '/RST.srf', 'alice@example.com', 'alice-pw')
    expect(answer).toMatchObject({ right: { tickets: [{ expires: '9999-12-31T23:59:59Z' }, {}, {}, {}] } })
    expect([...driver.timers.keys()]).toEqual([])
  })

  it('make an account, where accounts are made on the fly', () => {
    const driver = drive({ ...usual, autoCreate: true })
    expect(ssoTicketOf(driver, 'erna@example.com', 'x').ticket).not.toBe('')
    expect(driver.notices.map(({ _tag }) => _tag)).toEqual(['AccountMade', 'TicketGranted'])
    expect(ssoTicketOf(driver, 'erna', 'x').ticket).toBe('')
  })

  it('are shown in no notice', () => {
    const driver = among()
    signIn(driver, 'alice', 'MSNP18')
    const { ticket, secret } = ssoTicketOf(driver, 'alice@example.com', 'alice-pw')
    const told = JSON.stringify(driver.notices)
    expect([ticket, secret, 'alice-pw'].filter((hidden) => told.includes(hidden))).toEqual([])
  })
})
