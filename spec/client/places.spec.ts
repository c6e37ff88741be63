import { describe, expect, it } from 'vitest'

import type { Dialect } from '../../lib/commands/dialects.js'
import { openConversation, sayTo, setStatus } from '../../lib/client/intents/intents.js'
import { drive, readyIn, settingsOf, shownIn, signIn, withPayload, type Client } from './driver.js'
import { cookie, reply, transfer } from './talks.js'

const late: ReadonlyArray<Dialect> = ['MSNP16', 'MSNP17', 'MSNP18']
const early: ReadonlyArray<Dialect> = ['MSNP12', 'MSNP13', 'MSNP14', 'MSNP15']
const mine = '11111111-2222-3333-4444-555555555555'
const other = '99999999-8888-7777-6666-555555555555'
const self = (dialect: Dialect): string => (dialect === 'MSNP18' ? '1:alice@example.com' : 'alice@example.com 1')

const personal =
  '<Data><PSM>hi</PSM><CurrentMedia></CurrentMedia>' +
  `<EndpointData id="{${mine}}"><Capabilities>2788999228:48</Capabilities></EndpointData>` +
  `<EndpointData id="{${other.toUpperCase()}}"><Capabilities>32:4</Capabilities></EndpointData>` +
  `<PrivateEndpointData id="{${mine}}"><EpName>Desk</EpName><Idle>false</Idle><ClientType>1</ClientType><State>NLN</State></PrivateEndpointData>` +
  `<PrivateEndpointData id="{${other}}"><EpName>Phone</EpName><Idle>true</Idle><ClientType>3</ClientType><State>AWY</State></PrivateEndpointData></Data>`

const told = (client: Client, dialect: Dialect, payload = personal): void =>
  void client.hears('NS 1', withPayload(`UBX ${self(dialect)}`, payload))

describe.each(late)('the places of our account in %s', (dialect) => {
  it('are said to the server before the first status, by a GUID that was set', () => {
    const client = drive(settingsOf({ dialects: [dialect], endpoint: { guid: `${mine}`, name: 'Desk & <co>' } }))
    signIn(client, dialect)
    expect(client.said('NS 1').find((line) => / SSO S /.test(line))).toContain(`{${mine}}`)
    const ready = readyIn(dialect, { endpoint: { guid: mine, name: 'Desk & <co>' } })
    const said = ready.said('NS 1').filter((line) => /^(?:UUX|CHG)/.test(line))
    expect(said.map((line) => line.split('\r\n')[1])).toEqual([
      '<EndpointData><Capabilities>2788999228:48</Capabilities></EndpointData>',
      '<PrivateEndpointData><EpName>Desk &amp; &lt;co&gt;</EpName><Idle>false</Idle><ClientType>1</ClientType><State>NLN</State></PrivateEndpointData>',
      undefined,
    ])
  })

  it('are told by UBX about ourselves, and no contact changes', () => {
    const client = shownIn(dialect)
    const before = client.view().contacts
    told(client, dialect)
    expect(client.view().account.endpoints.toObject()).toEqual({
      [mine]: {
        guid: mine,
        name: 'Desk',
        idle: false,
        clientType: 1,
        status: 'NLN',
        capabilities: 2788999228,
        extended: 48,
      },
      [other]: { guid: other, name: 'Phone', idle: true, clientType: 3, status: 'AWY', capabilities: 32, extended: 4 },
    })
    expect(
      client
        .told('OwnEndpoints')
        .at(-1)
        ?.endpoints.map(({ name }) => name),
    ).toEqual(['Desk', 'Phone'])
    expect(client.view().contacts).toBe(before)
    expect(client.told('Unexpected', 'ContactPersonal')).toEqual([])
  })

  it('are none, where nothing is said of them', () => {
    const client = shownIn(dialect)
    told(client, dialect, '')
    expect(client.told('OwnEndpoints')).toEqual([])
    told(client, dialect)
    told(client, dialect, '')
    expect(client.view().account.endpoints.size).toBe(0)
  })

  it('do not show us as a contact of ourselves', () => {
    const client = shownIn(dialect)
    const names = dialect === 'MSNP18' ? '1:alice@example.com Alice' : 'alice@example.com 1 Alice'
    client.hears('NS 1', `NLN BSY ${names} 2788999228:48`)
    client.hears('NS 1', dialect === 'MSNP18' ? 'FLN 1:alice@example.com 0:0' : 'FLN alice@example.com 1 0:0')
    expect(client.told('ContactStatus', 'Unexpected')).toEqual([])
    client.wants(setStatus('BSY'))
    expect(client.view().contacts.has('alice@example.com')).toBe(false)
  })

  it('are called first to a conversation, if there are others, and their silence does not matter', () => {
    const client = shownIn(dialect)
    told(client, dialect)
    client.wants(openConversation(['bob@example.com']))
    client.hears('NS 1', transfer(client))
    client.opens('SB C1')
    expect(cookie).not.toBe('')
    expect(client.hears('SB C1', reply(client))).toEqual([
      'SB C1 > CAL 2 alice@example.com',
      'SB C1 > CAL 3 bob@example.com',
    ])
    client.hears('SB C1', '217 2', 'JOI alice@example.com Alice 2788999228:48', 'CAL 3 RINGING 1')
    client.hears('SB C1', `JOI bob@example.com;{${other}} Bob 2788999228:48`, 'JOI bob@example.com Bob 2788999228:48')
    expect(client.told('Joined').map(({ passport }) => passport)).toEqual(['bob@example.com'])
    client.hears('SB C1', `BYE bob@example.com;{${other}}`)
    expect(client.told('Left')).toEqual([])
    client.hears('SB C1', `BYE alice@example.com;{${other}}`, 'BYE alice@example.com', 'BYE bob@example.com')
    expect(client.told('Left').map(({ passport }) => passport)).toEqual(['bob@example.com'])
    expect(client.told('Unexpected')).toEqual([])
  })
})

describe.each(early)('before MSNP16, in %s', (dialect) => {
  it('nothing is said of places, and who is called as we are may be a contact', () => {
    const client = readyIn(dialect)
    expect(client.said('NS 1').filter((line) => line.startsWith('UUX'))).toEqual([])
    expect(client.view().account.endpoints.size).toBe(0)
  })
})

describe.each(late)('another place of ours that calls us in %s', (dialect) => {
  const ring = (tail: string): string => `RNG 11752013 10.0.1.200:1863 CKI 849102291.1 alice@example.com Alice ${tail}`

  it('brings us into the conversation, which is then with whom we find there', () => {
    const client = shownIn(dialect, { answering: 'contacts' })
    expect(client.hears('NS 1', ring('U messenger.hotmail.com 1'))).toEqual(['dial SB C1 10.0.1.200:1863'])
    client.opens('SB C1')
    client.hears('SB C1', 'IRO 1 1 1 bob@example.com Bob 2788999228:48', 'ANS 1 OK')
    expect([...client.view().conversations.get('C1')!.participants.keys()]).toEqual(['bob@example.com'])
    expect(client.view().conversations.get('C1')).not.toHaveProperty('by')
    // A text for Bob goes there, and not to a conversation of its own.
    expect(client.wants(sayTo('bob@example.com', 'hi'))).toEqual([expect.stringMatching(/^SB C1 > MSG /)])
  })
})

describe.each(late)('without a first status, in %s', (dialect) => {
  it('what this place can do is said all the same, and the rest with the first status', () => {
    const client = readyIn(dialect, { status: undefined })
    expect(client.said('NS 1').filter((line) => line.includes('EndpointData'))).toEqual([
      expect.stringContaining('<EndpointData>'),
    ])
    expect(client.wants(setStatus('NLN')).map((line) => line.split(' ')[3])).toEqual(['UUX', 'CHG'])
  })
})
