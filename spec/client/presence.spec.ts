import { describe, expect, it } from 'vitest'

import type { Dialect } from '../../lib/commands/dialects.js'
import type { MsnObject } from '../../lib/commands/msnobject.js'
import { setPersonalMessage, setStatus, type Intent } from '../../lib/client/intents/intents.js'
import { spoken } from '../../lib/client/settings.js'
import { readyIn, shownIn, tridOf, withPayload } from './driver.js'

const bob = 'bob@example.com'
const numberOf = (dialect: Dialect): number => Number(dialect.slice(4))
const object: MsnObject = {
  creator: 'alice@example.com',
  size: 10,
  type: 3,
  location: 'TFR2.tmp',
  friendly: 'AAA=',
  sha1d: 'abcd',
}
const written =
  '%3Cmsnobj%20Creator%3D%22bob%40example.com%22%20Size%3D%2210%22%20Type%3D%223%22%20Location%3D%22a.tmp%22%20Friendly%3D%22AAA%3D%22%20SHA1D%3D%22abcd%22%2F%3E'

/** What ILN and NLN say behind the status, as the dialect has it (core.md 4.5). */
const words = (dialect: Dialect, passport: string, name: string, more = ''): string => {
  const number = numberOf(dialect)
  if (number < 8) return `${passport} ${name}`
  if (number < 9) return `${passport} ${name} 1073791084`
  if (number < 14) return `${passport} ${name} 1073791084${more}`
  if (number < 16) return `${passport} 1 ${name} 1073791084${more}`
  return number < 18 ? `${passport} 1 ${name} 1073791084:48${more}` : `1:${passport} ${name} 1073791084:48${more}`
}

const gone = (dialect: Dialect): string => {
  const number = numberOf(dialect)
  if (number < 14) return 'FLN bob@example.com'
  if (number < 16) return 'FLN bob@example.com 1 0'
  return number < 18 ? 'FLN bob@example.com 1 0:0' : 'FLN 1:bob@example.com 0:0'
}

const capabilities = (dialect: Dialect, first: number): string =>
  numberOf(dialect) < 8 ? '' : ` ${first}${numberOf(dialect) < 16 ? '' : ':0'}`

describe('a contact', () => {
  it.each(spoken)('is online from ILN, changes with NLN, and goes with FLN, in %s', (dialect) => {
    const client = readyIn(dialect)
    client.hears('NS 1', client.said('NS 1').at(-1)!, `ILN 6 AWY ${words(dialect, bob, 'Bob%20is%20here')}`)
    expect(client.view().contacts.get(bob)).toMatchObject({ status: 'AWY', name: 'Bob is here' })
    expect(client.view().contacts.get(bob)?.capabilities).toBe(numberOf(dialect) < 8 ? undefined : 1073791084)
    expect(client.view().contacts.get(bob)?.extended).toBe(numberOf(dialect) < 16 ? undefined : 48)
    client.hears('NS 1', `NLN BSY ${words(dialect, 'BOB@example.com', 'Bob', ` ${written}`)}`)
    expect(client.view().contacts.get(bob)).toMatchObject({ status: 'BSY', name: 'Bob' })
    expect(client.view().contacts.get(bob)?.object?.creator).toBe(numberOf(dialect) < 9 ? undefined : bob)
    client.hears('NS 1', gone(dialect))
    expect(client.view().contacts.get(bob)).toMatchObject({ status: 'FLN', lists: 11, object: undefined })
    expect(client.view().contacts.get(bob)?.capabilities).toBeUndefined()
    expect(client.told('ContactStatus')).toEqual(
      [
        ['AWY', 'Bob is here'],
        ['BSY', 'Bob'],
        ['FLN', 'Bob'],
      ].map(([status, name]) => ({ _tag: 'ContactStatus', passport: bob, name, status })),
    )
    expect(client.told('Unexpected')).toEqual([])
  })

  it.each(['0', '%3Cmsnobj%2F%3E', ''])('has no picture: %j', (none) => {
    const client = shownIn('MSNP9')
    client.hears('NS 1', `NLN NLN bob@example.com Bob 1073791084 ${written}`)
    client.hears('NS 1', `NLN NLN bob@example.com Bob 1073791084 ${none}`.trimEnd())
    expect(client.view().contacts.get(bob)?.object).toBeUndefined()
  })

  it.each(['ILN 0', 'ILN 6', 'ILN 99'])('is told of by %s, whatever was asked', (head) => {
    const client = shownIn('MSNP8')
    client.hears('NS 1', `${head} NLN bob@example.com Bob 32`)
    expect(client.view().contacts.get(bob)?.status).toBe('NLN')
  })

  it.each([
    'NLN NLN mallory@example.com Mallory 32',
    'FLN mallory@example.com',
    'ILN 6 NLN mallory@example.com Mallory 32',
  ])('of no list of ours is none: %s', (line) => {
    const client = shownIn('MSNP8')
    client.hears('NS 1', line)
    expect(client.view().contacts.size).toBe(2)
    expect(client.told('ContactStatus', 'Unexpected')).toEqual([])
  })

  it('shows a status that nobody knows as away', () => {
    const client = shownIn('MSNP8')
    client.hears('NS 1', 'NLN XYZ bob@example.com Bob 32')
    expect(client.view().contacts.get(bob)?.status).toBe('AWY')
  })

  it.each([
    ['<Data><PSM>hi &amp; co</PSM><CurrentMedia></CurrentMedia></Data>', 'hi & co'],
    ['<Data><PSM>a &#x26; b <c></PSM><CurrentMedia></CurrentMedia></Data>', undefined],
    ['', ''],
    ['no XML', undefined],
  ])('shows a text beside its name, well-formed or not: %j', (payload, psm) => {
    const client = shownIn('MSNP11')
    client.hears('NS 1', withPayload('UBX bob@example.com', payload))
    expect(client.told('ContactPersonal')).toHaveLength(1)
    expect(client.view().contacts.get(bob)?.personal).toBeDefined()
    if (psm !== undefined) expect(client.view().contacts.get(bob)?.personal?.psm ?? '').toBe(psm)
    client.hears('NS 1', 'FLN bob@example.com')
    expect(client.view().contacts.get(bob)?.personal).toBeUndefined()
  })
})

describe('we ourselves', () => {
  it.each(spoken)('are shown after the contact list, and when we want, in %s', (dialect) => {
    const number = numberOf(dialect)
    const client = readyIn(dialect, { capabilities: 32, object })
    const first = client.said('NS 1').at(-1)!
    const trid = tridOf(client, 'NS 1')
    const can = capabilities(dialect, 32)
    expect(first).toMatch(new RegExp(`^CHG ${trid} NLN${can}${number < 9 ? '$' : ' %3[Cc]msnobj'}`))
    client.hears('NS 1', first)
    expect(client.view().account.status).toBe('NLN')
    const intent = setStatus('BSY')
    const lines = client.wants(intent)
    const next = tridOf(client, 'NS 1')
    expect(lines.at(-1)).toBe(`NS 1 > CHG ${next} BSY${can}${number < 16 ? '' : ' 0'}`)
    // From MSNP16 on, our other places are told before.
    expect(lines.slice(0, -1).map((line) => /<State>BSY</.test(line))).toEqual(number < 16 ? [] : [true])
    expect(client.view().account.status).toBe('NLN')
    client.hears('NS 1', `CHG ${next} BSY${can}`)
    expect(client.view().account.status).toBe('BSY')
    expect(client.told('OwnStatus').map(({ status }) => status)).toEqual(['NLN', 'BSY'])
    expect(client.outcomeOf(intent)).toBe('Done')
  })

  it('are not shown where no status is set', () => {
    const client = readyIn('MSNP8', { status: undefined })
    expect(client.said('NS 1').at(-1)).toBe('SYN 5 0')
    expect(client.at()).toBe('Ready')
  })

  it('are told if the first status is refused', () => {
    const client = readyIn('MSNP8')
    client.hears('NS 1', '800 6')
    expect(client.told('ServerFailed')).toMatchObject([{ failure: { code: 800 } }])
    expect(client.at()).toBe('Ready')
  })

  it('may be shown another status by the server', () => {
    const client = shownIn('MSNP8')
    client.hears('NS 1', 'CHG 0 FLN 0')
    expect(['FLN', 'NLN']).toContain(client.view().account.status)
    expect(client.at()).toBe('Ready')
  })

  it.each(spoken)('show a text from MSNP11 on: %s', (dialect) => {
    const client = shownIn(dialect)
    const intent: Intent = setPersonalMessage('hi & co')
    const lines = client.wants(intent)
    if (numberOf(dialect) < 11) {
      expect(lines).toEqual([])
      expect(client.told('IntentOutcome').at(-1)?.outcome).toEqual({
        _tag: 'Refused',
        refusal: { _tag: 'NotInDialect', dialect },
      })
      return
    }
    const trid = tridOf(client, 'NS 1')
    expect(lines).toEqual([expect.stringMatching(/^NS 1 > UUX \d+ \d+\r\n<Data><PSM>hi &amp; co<\/PSM>/)])
    client.hears('NS 1', `UUX ${trid} 0`)
    expect(client.view().account.personal.psm).toBe('hi & co')
    expect(client.outcomeOf(intent)).toBe('Done')
  })
})
