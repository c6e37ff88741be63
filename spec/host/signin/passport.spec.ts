import { describe, expect, it } from 'vitest'

import { readLogin, readNexus, writeAuthorization } from '../../../lib/auth/passport.js'
import { among, drive, ticketOf, usual, type Driver } from '../driver.js'

describe('the nexus', () => {
  it.each(['/rdr/pprdr.asp', '/nexus-mock', '/rdr/pprdr.asp?x=1', 'https://nexus.example.com/rdr/pprdr.asp', '//rdr///pprdr.asp'])(
    'at %s',
    (url) => {
      const { status, headers } = among().ask(url)
      expect(status).toBe(200)
      // Official clients find the header by its exact name alone.
      expect(headers['PassportURLs']).toMatch(/^DARealm=Passport\.Net,DALogin=login\.example\.com\/login,DAReg=[^,]+,/)
      expect(readNexus(headers)).toMatchObject({ right: 'https://login.example.com/login' })
    },
  )
})

describe('the login server', () => {
  const asking = (passport: string, password: string) => {
    const driver = among()
    const response = driver.ask('/login', writeAuthorization({ passport, password, challenge: 'ct=1,rver=5' }))
    return { driver, response, answer: readLogin(response) }
  }

  it('gives a ticket for an address, in any case, and its password', () => {
    const { driver, response, answer } = asking('Alice@example.com', 'alice-pw')
    expect(response.headers['Content-Type']).toBe('text/html')
    expect(answer).toMatchObject({
      right: { _tag: 'Granted', ticket: expect.stringMatching(/^t=\d+\.[0-9a-f]{32}&p=$/) },
    })
    // Net::MSN reads the ticket up to the comma behind it.
    expect(response.headers['Authentication-Info']).toMatch(/,from-PP='t=[^']+',ru=/)
    expect(driver.notices.at(-1)).toMatchObject({ _tag: 'TicketGranted', passport: 'alice@example.com' })
  })

  it.each<readonly [string, string]>([
    ['alice@example.com', 'wrong'],
    ['alice@example.com', ''],
    ['nobody@example.com', 'alice-pw'],
  ])('denies %s %s', (passport, password) => {
    const { driver, response, answer } = asking(passport, password)
    expect(response.status).toBe(401)
    // The old module of twisted reads `cbtxt` whatever there is.
    expect(answer).toMatchObject({ right: { _tag: 'Denied', final: false, text: expect.stringMatching(/./) } })
    expect(driver.notices.at(-1)).toMatchObject({ _tag: 'Refused', at: 'HTTP', passport })
  })

  it('denies who does not say who it is', () => {
    expect(among().ask('/login').status).toBe(401)
    expect(among().ask('/login', { Authorization: 'Basic x' }).status).toBe(401)
    expect(among().ask('/login', { authorization: 'Passport1.4 pwd=x' }).status).toBe(401)
  })

  it('gives no more tickets than may be out', () => {
    const driver = among({ limits: { tickets: 1 } })
    expect(ticketOf(driver, 'alice@example.com', 'alice-pw')).not.toBe('')
    expect(ticketOf(driver, 'alice@example.com', 'alice-pw')).toBe('')
    expect(driver.responses.at(-1)?.status).toBe(503)
    driver.pass(30_000)
    expect(ticketOf(driver, 'alice@example.com', 'alice-pw')).not.toBe('')
  })

  it('says that it is crowded only to who knows the password', () => {
    const driver = among({ limits: { tickets: 1 } })
    ticketOf(driver, 'alice@example.com', 'alice-pw')
    const status = (name: string, password: string) => {
      ticketOf(driver, `${name}@example.com`, password)
      return driver.responses.at(-1)?.status
    }
    expect(status('bob', 'wrong')).toBe(401)
    expect(status('nobody', 'x')).toBe(401)
    expect(status('bob', 'bob-pw')).toBe(503)
    const made = drive({ ...usual, autoCreate: true, limits: { tickets: 0 } })
    expect(ticketOf(made, 'erna@example.com', 'x')).toBe('')
    expect([made.responses.at(-1)?.status, made.state().accounts.size]).toEqual([503, 0])
  })

  describe('with more tickets of one account than may be', () => {
    const signingIn = (driver: Driver, ticket: string): string => {
      driver.connect('a')
      driver.hear('a', 'VER 1 MSNP8', 'USR 2 TWN I alice@example.com')
      return driver.hear('a', `USR 3 TWN S ${ticket}`)[0]!
    }
    const ofAlice = (driver: Driver, count: number) =>
      Array.from({ length: count }, () => ticketOf(driver, 'alice@example.com', 'alice-pw'))

    it('drops the oldest, and its timer', () => {
      const driver = among()
      const tickets = ofAlice(driver, 11)
      const { tickets: kept, ownedTickets: owned } = driver.state()
      expect([kept.size, owned.get('alice@example.com')?.length]).toEqual([10, 10])
      expect([...driver.timers.keys()].filter((timer) => timer.startsWith('TicketOver'))).toHaveLength(10)
      expect(signingIn(driver, tickets[0]!)).toBe('a < 911 3')
      expect(signingIn(driver, tickets[1]!)).toMatch(/ OK /)
      expect(signingIn(driver, tickets[10]!)).toMatch(/ OK /)
      driver.end('a')
      driver.pass(30_000)
      expect([driver.state().tickets.size, driver.state().ownedTickets.size]).toEqual([0, 0])
    })

    it('leaves room for others', () => {
      const driver = among({ limits: { tickets: 3, ticketsPerAccount: 2 }, deadlines: { ticket: 0 } })
      expect(ofAlice(driver, 100)).not.toContain('')
      expect(ticketOf(driver, 'bob@example.com', 'bob-pw')).not.toBe('')
      expect(ticketOf(driver, 'carol@example.com', 'carol-pw')).toBe('')
      // Who loses one for it may have one more, however crowded it is.
      expect(ofAlice(driver, 5)).not.toContain('')
    })
  })

  it('has no other pages', () => {
    expect(among().ask('/').status).toBe(404)
    expect(among().ask('/constructor').status).toBe(404)
    expect(among().ask('/login', {}, 'POST')).toMatchObject({ status: 405, headers: { Allow: 'GET' } })
  })
})

describe('connections', () => {
  it('are no more than may be', () => {
    const driver = among({ limits: { connections: 1 } })
    expect(driver.connect('a')).toEqual([])
    expect(driver.connect('b')).toEqual(['b closed'])
    expect(driver.notices.at(-1)).toEqual({ _tag: 'Expelled', link: 'b', on: 'NS', reason: 'Crowded' })
    expect(driver.hear('b', 'VER 1 MSNP8')).toEqual([])
    driver.end('a')
    expect(driver.connect('b')).toEqual([])
  })
})
