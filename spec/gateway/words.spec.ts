/** What requests and answers of the gateway say: read and written. */
import { describe, expect, it } from 'vitest'

import {
  gatewayHeaderIn,
  isForGateway,
  partsOfId,
  readGatewayHeader,
  readGatewayQuery,
  writeGatewayHeader,
  writeGatewayQuery,
  type GatewayQuery,
} from '../../lib/gateway/words.js'

const path = '/gateway/gateway.dll'

describe('the target of a request', () => {
  it.each<readonly [target: string, query: GatewayQuery | undefined]>([
    [`${path}?Action=open&Server=NS&IP=messenger.hotmail.com`, { _tag: 'Open', server: 'NS', host: 'messenger.hotmail.com' }],
    [`http://gateway.example.com${path}?Action=open&Server=SB&IP=10.0.0.1`, { _tag: 'Open', server: 'SB', host: '10.0.0.1' }],
    [`/${path}?action=OPEN&server=sb&ip=%5B%3A%3A1%5D`, { _tag: 'Open', server: 'SB', host: '[::1]' }],
    [`${path}?Action=open&Server=NS&IP=%E0%A4%A`, { _tag: 'Open', server: 'NS', host: '%E0%A4%A' }],
    [`${path}?Action=open`, { _tag: 'Open', server: 'NS', host: '' }],
    [`${path}?SessionID=954547325.13160`, { _tag: 'Send', id: '954547325.13160' }],
    [`${path}?SessionID=a=b%2e`, { _tag: 'Send', id: 'a=b%2e' }],
    [`${path}?Action=poll&SessionID=1.2`, { _tag: 'Poll', id: '1.2', lifespan: 0 }],
    [`${path}?Action=poll&Lifespan=60&SessionID=1.2`, { _tag: 'Poll', id: '1.2', lifespan: 60_000 }],
    [`${path}?Action=poll&Lifespan=-1&SessionID=1.2`, { _tag: 'Poll', id: '1.2', lifespan: 0 }],
    [`${path}?Action=poll&Lifespan=soon&SessionID=1.2`, { _tag: 'Poll', id: '1.2', lifespan: 0 }],
    [`${path}?Action=poll`, undefined],
    [path, undefined],
  ])('%s', (target, query) => {
    expect(isForGateway(target)).toBe(true)
    expect(readGatewayQuery(target)).toEqual(query)
  })

  it.each(['/', '/gateway/gateway.dll/x', '/rdr/pprdr.asp?u=/gateway/gateway.dll', 'http://a/b?/gateway/gateway.dll', ''])(
    '%s leads elsewhere',
    (target) => expect(isForGateway(target)).toBe(false),
  )

  it('is written as libpurple writes it, and read again', () => {
    const queries: ReadonlyArray<readonly [GatewayQuery, string]> = [
      [{ _tag: 'Open', server: 'NS', host: '127.0.8.1' }, `${path}?Action=open&Server=NS&IP=127.0.8.1`],
      [{ _tag: 'Send', id: '1.2' }, `${path}?SessionID=1.2`],
      [{ _tag: 'Poll', id: '1.2', lifespan: 0 }, `${path}?Action=poll&SessionID=1.2`],
    ]
    for (const [query, target] of queries) {
      expect(writeGatewayQuery(query)).toBe(target)
      expect(readGatewayQuery(target)).toEqual(query)
    }
    // What a gateway calls a session goes back, and turns into nothing else on its way.
    expect(writeGatewayQuery({ _tag: 'Send', id: 'a&Action=open#\r\n' })).toBe(`${path}?SessionID=a%26Action=open%23%0D%0A`)
  })
})

describe('the header of an answer', () => {
  it.each([
    ['SessionID=954547325.13160; GW-IP=10.0.0.9', { id: '954547325.13160', gateway: '10.0.0.9', isOver: false }],
    ['sessionid=1;gw-ip=a.example.com:8080', { id: '1', gateway: 'a.example.com:8080', isOver: false }],
    ['SessionID=1.2; Session=close', { id: '1.2', isOver: true }],
    ['Session=close', { isOver: true }],
    ['SessionID=; GW-IP=; Session=open', { isOver: false }],
    ['nonsense', { isOver: false }],
    ['', { isOver: false }],
  ])('%s', (text, header) => expect(readGatewayHeader(text)).toEqual(header))

  it('is found under any spelling of its name, and read as it is written', () => {
    const header = { id: '1.2', gateway: '10.0.0.9', isOver: true }
    const headers = writeGatewayHeader(header)
    expect(headers['X-MSN-Messenger']).toBe('SessionID=1.2; GW-IP=10.0.0.9; Session=close')
    expect(readGatewayHeader(gatewayHeaderIn(headers))).toEqual(header)
    expect(gatewayHeaderIn({ 'x-msn-MESSENGER': ['SessionID=1', 'Session=close'] })).toBe('SessionID=1;Session=close')
    expect(gatewayHeaderIn({ other: 'SessionID=1', ['x-msn-messenger']: undefined })).toBe('')
  })

  it('names a session by an id in two parts, or in one', () => {
    expect(partsOfId('954547325.13160')).toEqual(['954547325', '13160'])
    expect(partsOfId('18ed1590-ba1f')).toEqual(['18ed1590-ba1f', undefined])
    expect(partsOfId('1.2.3')).toEqual(['1', '2.3'])
  })
})
