import { describe, expect, it } from 'vitest'

import type { Dialect } from '../../../lib/commands/dialects.js'
import { ownPresenceOf, presenceOf } from '../../../lib/host/presence/aggregate.js'
import { among, show, signIn, wordIn, withSessions, type Driver } from '../driver.js'

const home = '11111111-2222-3333-4444-555555555555'
const work = '99999999-8888-7777-6666-555555555555'

/** Alice at home, at work, or at both; Bob sees her. Nothing of it is shown. */
const open = (dialect: Dialect = 'MSNP18', bob: Dialect = 'MSNP12'): Driver => {
  const driver = withSessions(among(), { bob })
  show(driver, 'bob')
  signIn(driver, 'alice', dialect, { link: 'home', endpointId: home })
  driver.hear('home', 'CHG 1 NLN 1:1 0')
  signIn(driver, 'alice', dialect, { link: 'work', endpointId: work })
  return driver
}

const linesFor = (link: string, lines: ReadonlyArray<string>) =>
  lines.filter((line) => line.startsWith(`${link} `)).map((line) => line.slice(link.length + 3).split('\r\n')[0])

const markup = (element: string) => `UUX 9 ${element.length}\r\n${element}`

describe('another sign-in', () => {
  it.each<readonly [Dialect, string, Dialect, string, boolean]>([
    ['MSNP12', home, 'MSNP12', work, false],
    ['MSNP15', home, 'MSNP15', work, false],
    ['MSNP15', home, 'MSNP16', work, false],
    ['MSNP16', home, 'MSNP15', work, false],
    ['MSNP16', home, 'MSNP16', home, false],
    ['MSNP16', home, 'MSNP16', work, true],
    ['MSNP16', home, 'MSNP18', work, true],
    ['MSNP18', home, 'MSNP17', work, true],
  ])('in %s at %s and then in %s at %s: both stay, %s', (first, there, second, here, both) => {
    const driver = among()
    signIn(driver, 'alice', first, { link: 'first', endpointId: there })
    const said = signIn(driver, 'alice', second, { link: 'second', endpointId: here })
    const isOut = said.includes('first < OUT OTH') && said.includes('first closed')
    expect([isOut, driver.state().sessions.get('alice@example.com')?.length]).toEqual([!both, both ? 2 : 1])
  })

  it('ends the session of the endpoint that was quiet longest, where there would be too many', () => {
    const driver = among({ limits: { endpoints: 2 } })
    for (const [at, link] of ['one', 'two', 'three'].entries()) {
      const said = signIn(driver, 'alice', 'MSNP18', { link, endpointId: home.replace(/^1/, String(at)) })
      expect(said.includes('one < OUT OTH')).toBe(link === 'three')
      driver.hear(link, 'CHG 1 NLN 1:1 0')
      driver.hear('one', 'CHG 1 NLN 1:1 0')
      if (link === 'two') driver.hear('two', 'CHG 2 BSY 1:1 0')
    }
    expect(
      driver
        .state()
        .sessions.get('alice@example.com')
        ?.map(({ link }) => link),
    ).toEqual(['two', 'three'])
  })

  it('is reported in the notices, endpoint by endpoint', () => {
    const driver = open()
    driver.hear('work', 'OUT')
    expect(driver.notices.filter(({ _tag }) => _tag === 'SignedOut')).toEqual([
      { _tag: 'SignedOut', link: 'work', passport: 'alice@example.com', reason: 'Left' },
    ])
    driver.end('home')
    expect(driver.state().sessions.has('alice@example.com')).toBe(false)
  })
})

describe('the aggregate of the endpoints', () => {
  it.each<readonly [string, string, string]>([
    ['NLN', 'BSY', 'NLN'],
    ['AWY', 'BSY', 'BSY'],
    ['HDN', 'AWY', 'AWY'],
    ['IDL', 'PHN', 'PHN'],
    ['IDL', 'BRB', 'IDL'],
    ['LUN', 'AWY', 'LUN'],
  ])('of %s and %s is %s, whichever comes first', (one, other, sum) => {
    for (const [first, second] of [
      [one, other],
      [other, one],
    ]) {
      const driver = open()
      driver.hear('home', `CHG 2 ${first} 1:1 0`)
      driver.hear('work', `CHG 2 ${second} 2:2 0`)
      expect(presenceOf(driver.state(), 'alice@example.com')?.status).toBe(sum)
    }
  })

  it('is offline for others where all are hidden, and not for oneself', () => {
    const driver = open()
    driver.hear('work', 'CHG 2 HDN 2:2 0')
    expect(linesFor('bob', driver.hear('home', 'CHG 3 HDN 1:1 0'))).toEqual(['FLN alice@example.com'])
    expect(presenceOf(driver.state(), 'alice@example.com')).toBeUndefined()
    expect(ownPresenceOf(driver.state(), 'alice@example.com')?.status).toBe('HDN')
  })

  it('is sent when an endpoint makes a difference, and only then', () => {
    const driver = open()
    expect(linesFor('bob', driver.hear('work', 'CHG 2 BSY 2:2 0'))).toEqual([])
    expect(linesFor('bob', driver.hear('home', 'CHG 3 AWY 1:1 0'))).toEqual(['NLN BSY alice@example.com Alice%20A 2'])
    expect(linesFor('bob', driver.hear('work', 'OUT'))).toEqual(['NLN AWY alice@example.com Alice%20A 1'])
    expect(linesFor('bob', driver.hear('home', 'OUT'))).toEqual(['FLN alice@example.com'])
  })

  it('has the personal message of the endpoint that speaks for it, or of one that has one', () => {
    const driver = open()
    driver.hear('work', 'CHG 2 NLN 2:2 0')
    driver.hear('home', markup('<Data><PSM>from home</PSM></Data>'))
    const said = () => presenceOf(driver.state(), 'alice@example.com')?.personal?.psm
    expect(said()).toBe('from home')
    driver.hear('work', 'CHG 3 NLN 2:2 0')
    expect(said()).toBe('from home')
    driver.hear('work', markup('<Data><PSM>from work</PSM></Data>'))
    expect(said()).toBe('from work')
    driver.hear('home', 'CHG 4 NLN 1:1 0')
    expect(said()).toBe('from home')
  })
})

describe('one endpoint is sent another', () => {
  it('when it shows something, comes and goes', () => {
    const driver = open()
    const came = driver.hear('work', 'CHG 2 BSY 2:2 0')
    expect(linesFor('work', came).filter((line) => !/MSG|CHL/.test(line!))).toEqual([
      'CHG 2 BSY 2:2 0',
      'NLN NLN 1:bob@example.com Bob%20B 32:0',
      'NLN NLN 1:alice@example.com Alice%20A 1:1',
      expect.stringMatching(/^UBX 1:alice@example.com \d+$/),
    ])
    expect(linesFor('home', came)).toEqual([expect.stringMatching(/^UBX 1:alice@example.com \d+$/)])
    const ubx = came.find((line) => line.startsWith('home < UBX'))!
    for (const [place, status, capabilities] of [
      [home, 'NLN', '1:1'],
      [work, 'BSY', '2:2'],
    ]) {
      expect(ubx).toContain(`<EndpointData id="{${place}}"><Capabilities>${capabilities}</Capabilities></EndpointData>`)
      expect(ubx).toContain(`<PrivateEndpointData id="{${place}}"><State>${status}</State></PrivateEndpointData>`)
    }
    const left = driver.hear('work', 'OUT').find((line) => line.startsWith('home < UBX'))!
    expect(left).toContain(home)
    expect(left).not.toContain(work)
  })

  it('how it is called, which nobody else is', () => {
    const driver = open('MSNP18', 'MSNP18')
    driver.hear('work', 'CHG 2 BSY 2:2 0')
    const element =
      '<PrivateEndpointData><EpName>DESK</EpName><Idle>true</Idle><ClientType>1</ClientType><State>BSY</State></PrivateEndpointData>'
    const said = driver.hear('work', markup(element))
    expect(said.map((line) => line.split('\r\n')[0]!.replace(/\d+$/, 'n'))).toEqual([
      'work < UUX 9 n',
      'home < UBX 1:alice@example.com n',
      'work < UBX 1:alice@example.com n',
    ])
    expect(said[1]).toContain(
      `<PrivateEndpointData id="{${work}}"><EpName>DESK</EpName><Idle>true</Idle><ClientType>1</ClientType><State>BSY</State></PrivateEndpointData>`,
    )
    expect(driver.hear('work', 'CHG 3 AWY 2:2 0').find((line) => line.startsWith('bob'))).toBeUndefined()
  })

  it('what it can do, which everybody is who knows of endpoints', () => {
    const element = '<EndpointData><Capabilities>77:8</Capabilities></EndpointData>'
    const modern = open('MSNP18', 'MSNP18')
    modern.hear('work', 'CHG 2 BSY 2:2 0')
    const told = modern.hear('work', markup(element)).find((line) => line.startsWith('bob < UBX'))
    expect(told).toContain(`<EndpointData id="{${work}}"><Capabilities>77:8</Capabilities></EndpointData>`)
    expect(told).not.toContain('Private')
    const older = open('MSNP18', 'MSNP12')
    older.hear('work', 'CHG 2 BSY 2:2 0')
    expect(linesFor('bob', older.hear('work', markup(element)))).toEqual([])
  })

  it('and says the same of both to a newcomer', () => {
    const driver = open('MSNP16', 'MSNP18')
    driver.hear('work', 'CHG 2 BSY 2:2 0')
    driver.hear('bob', 'OUT')
    signIn(driver, 'bob', 'MSNP18')
    const told = show(driver, 'bob').find((line) => line.startsWith('bob < UBX 1:alice'))
    expect([home, work].every((place) => told?.includes(`<EndpointData id="{${place}}">`))).toBe(true)
  })
})

describe('a call', () => {
  it('rings at every endpoint, and each may come', () => {
    const driver = open()
    driver.hear('work', 'CHG 2 HDN 2:2 0')
    driver.connect('bob-sb', { on: 'SB' })
    driver.hear('bob-sb', `USR 1 bob@example.com ${wordIn(driver.hear('bob', 'XFR 8 SB'), / XFR /, 5)}`)
    const ring = driver.hear('bob-sb', 'CAL 2 alice@example.com')
    expect(linesFor('home', ring)).toEqual([expect.stringMatching(/^RNG .* U messenger.hotmail.com 1$/)])
    expect(linesFor('work', ring)).toEqual([expect.stringMatching(/^RNG .* U messenger.hotmail.com 1$/)])
    const answer = (link: string, place: string) => {
      driver.connect(`${link}-sb`, { on: 'SB' })
      const cookie = wordIn(ring, new RegExp(`^${link} < RNG`), 4)
      return driver.hear(`${link}-sb`, `ANS 1 alice@example.com;{${place}} ${cookie} ${wordIn(ring, / RNG /, 1)}`)
    }
    expect(answer('home', home)).toEqual([
      'home-sb < IRO 1 1 1 bob@example.com Bob%20B 32:0',
      'home-sb < ANS 1 OK',
      'home-sb < JOI alice@example.com Alice%20A 1:1',
      'bob-sb < JOI alice@example.com Alice%20A 1',
    ])
    expect(answer('work', work)).toEqual([
      'work-sb < IRO 1 1 2 bob@example.com Bob%20B 32:0',
      `work-sb < IRO 1 2 2 alice@example.com;{${home}} Alice%20A 1:1`,
      'work-sb < ANS 1 OK',
      'work-sb < JOI alice@example.com Alice%20A 2:2',
      `home-sb < JOI alice@example.com;{${work}} Alice%20A 2:2`,
    ])
    expect(driver.hear('work-sb', 'MSG 3 N 2\r\nhi')).toEqual([
      'bob-sb < MSG alice@example.com Alice%20A 2\r\nhi',
      'home-sb < MSG alice@example.com Alice%20A 2\r\nhi',
    ])
    expect(driver.hear('bob-sb', 'CAL 5 alice@example.com')).toEqual(['bob-sb < 215 5'])
    expect(driver.hear('home-sb', 'OUT')).toEqual(['home-sb closed', `work-sb < BYE alice@example.com;{${home}}`])
    expect(driver.hear('work-sb', 'OUT')).toEqual(['work-sb closed', 'bob-sb < BYE alice@example.com'])
  })

  it('is for one endpoint, whose cookie is good at no other', () => {
    const driver = open()
    driver.hear('work', 'CHG 2 NLN 2:2 0')
    driver.connect('bob-sb', { on: 'SB' })
    driver.hear('bob-sb', `USR 1 bob@example.com ${wordIn(driver.hear('bob', 'XFR 8 SB'), / XFR /, 5)}`)
    const ring = driver.hear('bob-sb', 'CAL 2 alice@example.com')
    driver.connect('x', { on: 'SB' })
    const cookie = wordIn(ring, /^home < RNG/, 4)
    const id = wordIn(ring, / RNG /, 1)
    expect(driver.hear('x', `ANS 1 alice@example.com;{${work}} ${cookie} ${id}`)).toEqual(['x < 911 1', 'x closed'])
  })

  it('to oneself rings at the other endpoints, while nobody else is there', () => {
    const driver = open()
    driver.hear('work', 'CHG 2 NLN 2:2 0')
    driver.connect('home-sb', { on: 'SB' })
    const cookie = wordIn(driver.hear('home', 'XFR 8 SB'), / XFR /, 5)
    expect(driver.hear('home-sb', `USR 1 alice@example.com;{${home}} ${cookie}`)).toEqual([
      `home-sb < USR 1 OK alice@example.com;{${home}} Alice%20A`,
    ])
    const said = driver.hear('home-sb', 'CAL 2 alice@example.com')
    const id = wordIn(said, / RINGING /, 3)
    expect(said.map((line) => line.replace(/CKI \S+/, 'CKI c'))).toEqual([
      `home-sb < CAL 2 RINGING ${id}`,
      'home-sb < JOI alice@example.com Alice%20A 1:1',
      `work < RNG ${id} 10.0.1.200:1863 CKI c alice@example.com Alice%20A U messenger.hotmail.com 1`,
    ])
    const ring = driver.hear('home-sb', 'CAL 3 bob@example.com')
    driver.connect('bob-sb', { on: 'SB' })
    driver.hear('bob-sb', `ANS 1 bob@example.com ${wordIn(ring, / RNG /, 4)} ${id}`)
    expect(driver.hear('home-sb', 'CAL 4 alice@example.com')).toEqual(['home-sb < 215 4'])
  })
})

it('the lists that change at one endpoint are announced at the others', () => {
  const driver = open()
  driver.hear('work', 'CHG 2 NLN 2:2 0')
  const list = '<ml><d n="example.com"><c n="alice" l="1" t="1"/></d></ml>'
  signIn(driver, 'carol', 'MSNP18')
  const said = driver.hear('carol', `ADL 5 ${list.length}\r\n${list}`)
  for (const place of ['home', 'work']) expect(linesFor(place, said)).toContainEqual(expect.stringMatching(/^ADL 0 /))
})
