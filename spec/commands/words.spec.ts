import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'

import { Capability, CapabilityPair, capabilityNames, clientGeneration, extendedCapabilityNames } from '../../lib/commands/capabilities.js'
import { Endpoint } from '../../lib/commands/endpoint.js'
import { readMsnObject, writeMsnObject } from '../../lib/commands/msnobject.js'
import { readProperty } from '../../lib/commands/property.js'
import { Quoted } from '../../lib/commands/quoted.js'
import { isOdd, unread, valueOf } from '../../lib/commands/word.js'
import { Address, listBits, listsOf, Stamp, TrId } from '../../lib/commands/words.js'

describe('words are io-ts codecs', () => {
  it('decode and encode', () => {
    expect(Quoted.decode('Bob%20B')).toEqual(E.right('Bob B'))
    expect(Quoted.encode('Bob B')).toBe('Bob%20B')
    expect(E.isLeft(TrId.decode('-1'))).toBe(true)
    expect(E.isLeft(TrId.decode(7))).toBe(true)
    expect(TrId.is(7)).toBe(true)
  })
})

describe('quoted text', () => {
  it.each([
    ['Bob', 'Bob', false],
    ['Bob%20B', 'Bob B', false],
    ['100%25', '100%', false],
    ['%0D%0A', '\r\n', false],
    ['a+b', 'a+b', false],
    ['Jos\xc3\xa9%20B', 'José B', false],
    ['%C3%A9%2B%22x', 'é+"x', true],
    ['B%6fb', 'Bob', true],
    ['%3cb%3e', '<b>', true],
    ['100%', '100%', true],
    ['%zz', '%zz', true],
    ['%E2%80', '\ufffd', true],
    ['\xff', '\ufffd', true],
    ['\xef\xbf\xbd', '\ufffd', false],
    ['a\x00b', 'a\0b', true],
    ['a\xc2\xa0b', 'a\u00a0b', true],
    ['a%C2%A0b', 'a\u00a0b', false],
  ])('%j is %j', (bytes, text, odd) => {
    const read = Quoted.read(bytes)
    expect(valueOf(read)).toBe(text)
    expect(isOdd(read)).toBe(odd)
  })
})

describe('addresses of servers', () => {
  it.each([
    ['10.0.0.5:1863', { host: '10.0.0.5', port: 1863 }],
    ['sb.example.com:443', { host: 'sb.example.com', port: 443 }],
    ['sb.example.com', { host: 'sb.example.com', port: 1863 }],
    ['[::1]:1864', { host: '::1', port: 1864 }],
  ])('%s', (bytes, address) => {
    expect(valueOf(Address.read(bytes))).toEqual(address)
  })
  it.each(['10.0.0.5:70000', ':1863', '10.0.0.5:x', 'a:b:c'])('%s is none', (bytes) => {
    expect(Address.read(bytes)).toBe(unread)
  })
})

describe('endpoints', () => {
  const guid = '11111111-2222-3333-4444-555555555555'
  it.each([
    ['bob@example.com', { passport: 'bob@example.com' }],
    [`bob@example.com;{${guid}}`, { passport: 'bob@example.com', guid }],
    ['1:bob@example.com', { passport: 'bob@example.com', network: 1 }],
    ['tel:+15551234567', { passport: 'tel:+15551234567' }],
    ['4:tel:+15551234567', { passport: 'tel:+15551234567', network: 4 }],
    ['1:me@example.com;via=9:0@live.com', { passport: 'me@example.com', network: 1, via: { passport: '0@live.com', network: 9 } }],
  ])('%s', (bytes, endpoint) => {
    expect(Endpoint.read(bytes)).toEqual(endpoint)
    expect(Endpoint.write(endpoint)).toBe(bytes)
  })
  it.each(['bob@example.com;', 'bob@example.com;{x}', 'bob@example.com;via=', ''])('%j is none', (bytes) => {
    expect(Endpoint.read(bytes)).toBe(unread)
  })
})

describe('capabilities', () => {
  it('are unsigned: a bit 31 does not turn them around', () => {
    expect(CapabilityPair.read('2788999228:48')).toEqual({ client: 2788999228, extended: 48 })
    expect(clientGeneration(2788999228)).toBe(10)
    expect(capabilityNames(Capability.InkGif | Capability.MultiPacket)).toEqual(['InkGif', 'MultiPacket'])
    expect(extendedCapabilityNames(48)).toEqual(['RtcVideo', 'PeerToPeer2'])
    expect(extendedCapabilityNames(0x80000000)).toEqual(['MultiPartyChat'])
  })
})

describe('lists', () => {
  it('are bits, and names', () => {
    expect(listsOf(11)).toEqual(['FL', 'AL', 'RL'])
    expect(listBits(['FL', 'AL', 'RL'])).toBe(11)
    expect(listsOf(64)).toEqual([])
  })
})

describe('stamps', () => {
  it('keep their text, and tell the moment', () => {
    expect(Stamp.read('2005-04-23T18:57:44.8130000-07:00')).toEqual({ text: '2005-04-23T18:57:44.8130000-07:00', at: 1114307864813 })
    expect(Stamp.read('0')).toEqual({ text: '0' })
    expect(Stamp.read('yesterday')).toBe(unread)
  })
})

describe('properties', () => {
  it.each([
    [['PHH', '555%201234'], { _tag: 'Phone', key: 'PHH', number: { text: '555 1234' } }],
    [['PHH', 'tel:86%2010555', '0'], { _tag: 'Phone', key: 'PHH', number: { text: 'tel:86 10555', flag: 0 } }],
    [['PHM'], { _tag: 'Phone', key: 'PHM' }],
    [['MOB', 'Y'], { _tag: 'Switch', key: 'MOB', on: true }],
    [['MOB', '1'], { _tag: 'OtherProperty', key: 'MOB', value: '1' }],
    [['MFN', 'Alice%20A'], { _tag: 'DisplayName', key: 'MFN', name: 'Alice A' }],
    [['HSB', '1'], { _tag: 'OtherProperty', key: 'HSB', value: '1' }],
  ])('%j', (words, property) => {
    expect(readProperty(words)).toEqual(property)
  })
  it('have a key of three capitals', () => {
    expect(readProperty(['bob@example.com', 'MOB', 'Y'])).toBe(unread)
    expect(readProperty([])).toBe(unread)
  })
})

describe('MSN objects', () => {
  const object = { creator: 'alice@example.com', size: 12, type: 3, location: 'TFR1.tmp', friendly: 'AAA=', sha1d: 'IlljY7PeQLBvmB+4XYIxLowO1RE=' }
  it('are read with their attributes in any order, and keep those that are not known', () => {
    const xml = `<msnobj stamp='a&amp;b' SHA1D="${object.sha1d}" Creator="alice@example.com" Friendly="AAA=" Type="3" Location="TFR1.tmp" Size="12"/>`
    expect(readMsnObject(xml)).toEqual({ ...object, more: [['stamp', 'a&b']] })
  })
  it('are written in the order of clients 6.0 to 8.5', () => {
    expect(writeMsnObject({ ...object, sha1c: 'GXufJfg+B/2LumoHVj7nu3jZle0=', creator: 'a"&<b' })).toBe(
      '<msnobj Creator="a&quot;&amp;&lt;b" Size="12" Type="3" Location="TFR1.tmp" Friendly="AAA=" SHA1D="IlljY7PeQLBvmB+4XYIxLowO1RE=" SHA1C="GXufJfg+B/2LumoHVj7nu3jZle0="/>',
    )
  })
  it.each(['', '0', '<msnobj/>', '<msnobj', '<msnobj Creator="a"/>', '<other Creator="a" SHA1D="b"/>', '<msnobj a b="c"/>'])('%j is none', (xml) => {
    expect(readMsnObject(xml)).toBeUndefined()
  })
})
