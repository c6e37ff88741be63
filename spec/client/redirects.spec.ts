/** Answers of HTTP services that send us on to another place. */
import * as E from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { isUnheard } from '../../lib/auth/passport.js'
import type { HttpResponse } from '../../lib/core/effects.js'
import { hopLimit, redirectOf } from '../../lib/client/services/redirects.js'
import { runs } from '../support/arbitrary.js'
import { bookAnswer, settles } from './book.js'
import { drive, settingsOf, signIn } from './driver.js'

const to = (location: string, status = 302): HttpResponse => ({ status, headers: { Location: location } })
const here = 'https://a.example.com/x/y?z=1'

describe('a redirect', () => {
  it.each([
    ['https://b.example.com/q', 'https://b.example.com/q'],
    ['/q#part', 'https://a.example.com/q'],
    ['q', 'https://a.example.com/x/q'],
    ['//b.example.com:8443/q', 'https://b.example.com:8443/q'],
    ['http://localhost/q', 'http://localhost/q'],
  ])('leads to %s', (location, url) => {
    expect(redirectOf(to(location), [here])).toEqual(E.right(url))
  })

  it.each([
    'http://a.example.com/q',
    'ftp://a.example.com/q',
    'javascript:alert(1)',
    'https://',
    'https://me:pw@b.example.com/',
    here,
    '/x/y?z=1#again',
  ])('does not lead to %s', (location) => {
    expect(E.isLeft(redirectOf(to(location), [here]))).toBe(true)
    expect(E.isLeft(redirectOf({ status: 302, headers: {} }, [here]))).toBe(true)
  })

  it('never leads from where nobody hears to where somebody does, nor to where it has been, nor on and on', () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl(), fc.string(), fc.webUrl().map((url) => url.replace('https', 'http'))), (location) => {
        const next = redirectOf(to(location), [here])
        if (E.isRight(next)) {
          expect(isUnheard(next.right)).toBe(true)
          expect(E.isLeft(redirectOf(to(here), [here, next.right]))).toBe(true)
        }
      }),
      { numRuns: runs.numRuns },
    )
    const places = Array.from({ length: hopLimit + 1 }, (_, n) => `https://a.example.com/${n}`)
    expect(E.isLeft(redirectOf(to('https://b.example.com/'), places))).toBe(true)
  })
})

describe('the address book', () => {
  const begun = () => {
    const client = drive(settingsOf({ dialects: ['MSNP15'] }))
    signIn(client, 'MSNP15')
    return client
  }

  it.each([301, 302, 307, 308])('is asked the same elsewhere: %i', (status) => {
    const client = begun()
    const first = client.awaited()[0]!
    client.getsLate(to('https://other.example.com/abservice', status))
    const second = client.awaited().at(-1)!
    expect(second).toEqual({ ...first, url: 'https://other.example.com/abservice' })
    while (client.awaited().length > 0) client.getsLate(bookAnswer(client.awaited()[0]!)!)
    settles(client)
    expect(client.at()).toBe('Ready')
    expect(client.told('ServiceFailed')).toEqual([])
  })

  it('gives its answer elsewhere: 303, where no ticket goes', () => {
    const client = begun()
    client.getsLate(to('https://other.example.com/answer', 303))
    expect(client.awaited().at(-1)).toEqual({ method: 'GET', url: 'https://other.example.com/answer', headers: {} })
  })

  it.each([
    ['http://other.example.com/', 'where no secret may go'],
    ['', 'in a loop'],
  ])('is not asked at %j', (location, why) => {
    const client = begun()
    const { url } = client.awaited()[0]!
    client.getsLate(to(location === '' ? url : location))
    client.getsLate(to(location === '' ? client.awaited()[0]!.url : location))
    settles(client)
    expect(client.at()).toBe('Ready')
    const problems = client.told('ServiceFailed').map(({ problem }) => problem)
    expect(problems).toHaveLength(2)
    expect(problems[0]).toMatchObject({ _tag: 'Unanswered', why: { problem: expect.stringContaining(why) } })
  })
})

describe('the nexus', () => {
  it('may send on to another place, but not to one that somebody hears', () => {
    const client = drive(settingsOf({ dialects: ['MSNP8'], nexus: 'https://nexus.example.com/rdr/pprdr.asp' }))
    client.opens('NS 1')
    client.hears('NS 1', 'VER 1 MSNP8 CVR0', 'CVR 2 1 1 1 http://x/ http://y/', 'USR 3 TWN S ct=1')
    client.gets(to('/moved/pprdr.asp', 301))
    expect(client.awaited()[0]!.url).toBe('https://nexus.example.com/moved/pprdr.asp')
    client.gets(to('http://nexus.example.com/'))
    expect(client.at()).toBe('Ended')
  })
})
