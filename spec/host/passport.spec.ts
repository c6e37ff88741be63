import { describe, expect, it } from 'vitest'

import { readLogin, readNexus, writeAuthorization } from '../../lib/auth/passport.js'
import { among, ticketOf } from './driver.js'

describe('the nexus', () => {
  it.each(['/rdr/pprdr.asp', '/nexus-mock', '/rdr/pprdr.asp?x=1', 'https://nexus.example.com/rdr/pprdr.asp'])(
    'at %s',
    (url) => {
      const { status, headers } = among().ask(url)
      expect(status).toBe(200)
      // Official clients find the header by its exact name alone.
      expect(headers['PassportURLs']).toBe('DALogin=https://login.example.com/login')
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
    expect(driver.notices.at(-1)).toMatchObject({ _tag: 'TicketGranted', passport: 'alice@example.com' })
  })

  it.each<readonly [string, string]>([
    ['alice@example.com', 'wrong'],
    ['alice@example.com', ''],
    ['nobody@example.com', 'alice-pw'],
  ])('denies %s %s', (passport, password) => {
    const { driver, response, answer } = asking(passport, password)
    expect(response.status).toBe(401)
    expect(answer).toMatchObject({ right: { _tag: 'Denied', final: false } })
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
