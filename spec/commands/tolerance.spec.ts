import { describe, expect, it } from 'vitest'

import { codec, type Decoded, type Speech } from '../../lib/commands/codec.js'
import { describeReason } from '../../lib/commands/undecodable.js'
import { bytesOf } from '../../lib/wire/text.js'
import { describeWire } from '../support/describeWire.js'

const server = (dialect: Speech['dialect'], on: Speech['on'] = 'NS'): Speech => ({ from: 'server', on: on!, ...(dialect === undefined ? {} : { dialect }) })

/** What really occurs (core.md 10.1), a fixture a row. */
describe('what real peers send', () => {
  describeWire('a bare LF', {
    speech: server('MSNP8'),
    wire: 'QNG\n',
    command: { _tag: 'Async', verb: 'QNG', odd: 'QNG\n' },
  })
  describeWire('two blanks between words and one behind them: a reply to CVR of 2010', {
    speech: server('MSNP8'),
    wire: 'CVR 2 1.0.0000 1.0.0000 1.0.0000 http://dl.example.com  http://live.example.com/?sku=messenger \r\n',
    command: {
      _tag: 'Normal', verb: 'CVR', trid: 2, recommended: '1.0.0000', alsoRecommended: '1.0.0000', minimum: '1.0.0000',
      downloadUrl: 'http://dl.example.com', infoUrl: 'http://live.example.com/?sku=messenger',
      odd: 'CVR 2 1.0.0000 1.0.0000 1.0.0000 http://dl.example.com  http://live.example.com/?sku=messenger \r\n',
    },
  })
  describeWire('an entry of a list without groups, as Escargot ends it', {
    speech: server('MSNP12'),
    wire: 'LST N=bob@example.com F=Bob C=7d4f5204-322a-47a2-90a8-77e72f9711c2 11 1 \r\n',
    command: {
      _tag: 'Async', verb: 'LST', passport: 'bob@example.com', name: 'Bob',
      contactGuid: '7d4f5204-322a-47a2-90a8-77e72f9711c2', lists: 11, network: 1,
      odd: 'LST N=bob@example.com F=Bob C=7d4f5204-322a-47a2-90a8-77e72f9711c2 11 1 \r\n',
    },
  })
  describeWire('a raw blank inside a name of a list', {
    speech: server('MSNP11'),
    wire: 'LST N=bob@example.com F=Bob the Builder C=7d4f5204-322a-47a2-90a8-77e72f9711c2 11\r\n',
    command: {
      _tag: 'Async', verb: 'LST', passport: 'bob@example.com', name: 'Bob the Builder',
      contactGuid: '7d4f5204-322a-47a2-90a8-77e72f9711c2', lists: 11,
      odd: 'LST N=bob@example.com F=Bob the Builder C=7d4f5204-322a-47a2-90a8-77e72f9711c2 11\r\n',
    },
  })
  describeWire('a name in raw UTF-8 with a blank that is no separator', {
    speech: server('MSNP7'),
    wire: 'NLN NLN bob@example.com B\xc2\xa0b\xe3\x80\x80\xc3\xa9\r\n',
    command: {
      _tag: 'Async', verb: 'NLN', status: 'NLN', passport: 'bob@example.com', name: 'B\u00a0b\u3000é',
      odd: 'NLN NLN bob@example.com B\xc2\xa0b\xe3\x80\x80\xc3\xa9\r\n',
    },
  })
  describeWire('a name in raw UTF-8, as the official servers write it', {
    speech: server('MSNP7'),
    wire: 'NLN NLN bob@example.com Jos\xc3\xa9%20[<&>~]\r\n',
    command: { _tag: 'Async', verb: 'NLN', status: 'NLN', passport: 'bob@example.com', name: 'José [<&>~]' },
  })
  describeWire('a percent sign that is no escape, and bytes that are no UTF-8', {
    speech: server('MSNP7'),
    wire: 'NLN NLN bob@example.com 100%zz%\xff\x01\r\n',
    command: {
      _tag: 'Async', verb: 'NLN', status: 'NLN', passport: 'bob@example.com', name: '100%zz%\ufffd\u0001',
      odd: 'NLN NLN bob@example.com 100%zz%\xff\x01\r\n',
    },
  })
  describeWire('a name that was escaped twice: it is unescaped once', {
    speech: server('MSNP10'),
    wire: 'LSG New%2520Group d35fe492-0a6e-43d3-97ae-64b3a45919dd\r\n',
    command: { _tag: 'Async', verb: 'LSG', name: 'New%20Group', groupGuid: 'd35fe492-0a6e-43d3-97ae-64b3a45919dd' },
  })
  describeWire('a name that looks like a number', {
    speech: server('MSNP8'),
    wire: 'MSG bob@example.com 0 5\r\nhello',
    command: { _tag: 'Payload', verb: 'MSG', sender: 'bob@example.com', name: '0', payload: bytesOf('hello') },
  })
  describeWire('no object, written 0', {
    speech: server('MSNP9'),
    wire: 'NLN IDL bob@example.com Bob 0 0\r\n',
    command: {
      _tag: 'Async', verb: 'NLN', status: 'IDL', passport: 'bob@example.com', name: 'Bob', capabilities: 0,
      odd: 'NLN IDL bob@example.com Bob 0 0\r\n',
    },
  })
  describeWire('no object, written as an empty one', {
    speech: server('MSNP9'),
    wire: 'NLN IDL bob@example.com Bob 0 %3Cmsnobj%2F%3E\r\n',
    command: {
      _tag: 'Async', verb: 'NLN', status: 'IDL', passport: 'bob@example.com', name: 'Bob', capabilities: 0,
      odd: 'NLN IDL bob@example.com Bob 0 %3Cmsnobj%2F%3E\r\n',
    },
  })
  describeWire('an object with escapes in small letters', {
    speech: server('MSNP9'),
    wire: 'NLN NLN a@b Bob 0 %3cmsnobj%20Creator%3d%22a%40b%22%20Size%3d%221%22%20Type%3d%223%22%20Location%3d%220%22%20Friendly%3d%22AAA%3d%22%20SHA1D%3d%22x%3d%22%2f%3e\r\n',
    command: {
      _tag: 'Async', verb: 'NLN', status: 'NLN', passport: 'a@b', name: 'Bob', capabilities: 0,
      object: { creator: 'a@b', size: 1, type: 3, location: '0', friendly: 'AAA=', sha1d: 'x=' },
      odd: 'NLN NLN a@b Bob 0 %3cmsnobj%20Creator%3d%22a%40b%22%20Size%3d%221%22%20Type%3d%223%22%20Location%3d%220%22%20Friendly%3d%22AAA%3d%22%20SHA1D%3d%22x%3d%22%2f%3e\r\n',
    },
  })
  describeWire('a status that nobody knows: away', {
    speech: server('MSNP2'),
    wire: 'NLN XYZ a@b Bob\r\n',
    command: { _tag: 'Async', verb: 'NLN', status: 'AWY', passport: 'a@b', name: 'Bob', odd: 'NLN XYZ a@b Bob\r\n' },
  })
  describeWire('a personal message acknowledged without a length', {
    speech: server('MSNP11'),
    wire: 'UUX 9\r\n',
    command: { _tag: 'Payload', verb: 'UUX', trid: 9, payload: new Uint8Array(0), odd: 'UUX 9\r\n' },
  })
  describeWire('a payload of no bytes', {
    speech: server('MSNP18'),
    wire: 'UBX 1:bob@example.com 0\r\n',
    command: { _tag: 'Payload', verb: 'UBX', contact: { passport: 'bob@example.com', network: 1 }, payload: new Uint8Array(0) },
  })
  describeWire('a length with zeros in front', {
    speech: server('MSNP8'),
    wire: 'NOT 0002\r\nhi',
    command: { _tag: 'Payload', verb: 'NOT', payload: bytesOf('hi'), odd: 'NOT 0002\r\n' },
  })
  describeWire('a network in front of an address in MSNP16', {
    speech: server('MSNP16'),
    wire: 'FLN 1:bob@example.com 0:0\r\n',
    command: { _tag: 'Async', verb: 'FLN', contact: { passport: 'bob@example.com', network: 1 }, capabilities: { client: 0, extended: 0 } },
  })
  describeWire('a member of a circle', {
    speech: server('MSNP18'),
    wire: 'NLN NLN 1:me@example.com;via=9:00000000-0000-0000-0009-0123456789ab@live.com Me 0:0\r\n',
    command: {
      _tag: 'Async', verb: 'NLN', status: 'NLN', name: 'Me', capabilities: { client: 0, extended: 0 },
      contact: { passport: 'me@example.com', network: 1, via: { passport: '00000000-0000-0000-0009-0123456789ab@live.com', network: 9 } },
    },
  })
  describeWire('words that are too many', {
    speech: server('MSNP14'),
    wire: 'FLN bob@example.com 1 0 http://icon.example.com and more\r\n',
    command: {
      _tag: 'Async', verb: 'FLN', passport: 'bob@example.com', network: 1, capabilities: 0, iconUrl: 'http://icon.example.com',
      odd: 'FLN bob@example.com 1 0 http://icon.example.com and more\r\n',
    },
  })
  describeWire('a redirection without a port', {
    speech: server('MSNP8'),
    wire: 'XFR 3 NS gateway.example.com 0 10.0.0.1:1863\r\n',
    command: {
      _tag: 'Normal', verb: 'XFR', trid: 3, to: 'NS', address: { host: 'gateway.example.com', port: 1863 },
      current: { host: '10.0.0.1', port: 1863 }, odd: 'XFR 3 NS gateway.example.com 0 10.0.0.1:1863\r\n',
    },
  })
  describeWire('a session id that is no number', {
    speech: { from: 'server', on: 'SB', dialect: 'MSNP8' },
    wire: 'CAL 2 RINGING 463bcaac35ce4f0897c1c077ac2d096\r\n',
    command: { _tag: 'Normal', verb: 'CAL', trid: 2, outcome: 'RINGING', sessionId: '463bcaac35ce4f0897c1c077ac2d096' },
  })
  describeWire('OUT with a transaction id, from a client', {
    speech: { from: 'client', on: 'NS', dialect: 'MSNP18' },
    wire: 'OUT 7\r\n',
    command: { _tag: 'Async', verb: 'OUT', odd: 'OUT 7\r\n' },
  })
  describeWire('a name of a list with a number in it', {
    speech: server('MSNP11'),
    wire: 'LST N=bob@example.com F=Route 66 C=7d4f5204-322a-47a2-90a8-77e72f9711c2 11\r\n',
    command: {
      _tag: 'Async', verb: 'LST', passport: 'bob@example.com', name: 'Route 66',
      contactGuid: '7d4f5204-322a-47a2-90a8-77e72f9711c2', lists: 11,
      odd: 'LST N=bob@example.com F=Route 66 C=7d4f5204-322a-47a2-90a8-77e72f9711c2 11\r\n',
    },
  })
  describeWire('words too many behind a property', {
    speech: server('MSNP11'),
    wire: 'BPR MOB Y 1\r\n',
    command: { _tag: 'Async', verb: 'BPR', property: { _tag: 'Switch', key: 'MOB', on: true }, odd: 'BPR MOB Y 1\r\n' },
  })
  describeWire('a personal message without a network, in MSNP14', {
    speech: server('MSNP14'),
    wire: 'UBX bob@example.com 0\r\n',
    command: { _tag: 'Payload', verb: 'UBX', passport: 'bob@example.com', payload: new Uint8Array(0) },
  })
  describeWire('two capabilities where one is meant', {
    speech: server('MSNP14'),
    wire: 'FLN bob@example.com 1 0:0\r\n',
    command: { _tag: 'Async', verb: 'FLN', passport: 'bob@example.com', network: 1, odd: 'FLN bob@example.com 1 0:0\r\n' },
  })
  describeWire('an object with numbers that are none, and an entity that is none', {
    speech: server('MSNP9'),
    wire: 'NLN NLN a@b Bob 0 %3Cmsnobj%20Creator%3D%22%26constructor%3B%26%231114112%3B%22%20Size%3D%22Infinity%22%20Type%3D%22-5%22%20SHA1D%3D%22x%22%2F%3E\r\n',
    command: {
      _tag: 'Async', verb: 'NLN', status: 'NLN', passport: 'a@b', name: 'Bob', capabilities: 0,
      object: { creator: '&constructor;&#1114112;', size: 0, type: 0, location: '', friendly: '', sha1d: 'x' },
      odd: 'NLN NLN a@b Bob 0 %3Cmsnobj%20Creator%3D%22%26constructor%3B%26%231114112%3B%22%20Size%3D%22Infinity%22%20Type%3D%22-5%22%20SHA1D%3D%22x%22%2F%3E\r\n',
    },
  })
  describeWire('a search for a name with a blank', {
    speech: { from: 'client', on: 'NS', dialect: 'MSNP7' },
    wire: 'FND 5 city=New%20York state=\r\n',
    command: { _tag: 'Normal', verb: 'FND', trid: 5, criteria: [{ field: 'city', value: 'New York' }, { field: 'state', value: '' }] },
  })
  describeWire('an address with bytes that are no UTF-8', {
    speech: server('MSNP2'),
    wire: 'FLN b\xff@c\r\n',
    command: { _tag: 'Async', verb: 'FLN', passport: 'b\ufffd@c', odd: 'FLN b\xff@c\r\n' },
  })
  describeWire('groups with zeros in front', {
    speech: server('MSNP8'),
    wire: 'LST bob@example.com Bob 11 0,01\r\n',
    command: { _tag: 'Async', verb: 'LST', passport: 'bob@example.com', name: 'Bob', lists: 11, groups: [0, 1], odd: 'LST bob@example.com Bob 11 0,01\r\n' },
  })
  describeWire('a failure whose transaction id is none', {
    speech: server('MSNP8'),
    wire: '911 abc\r\n',
    command: {
      _tag: 'Failure', verb: '911', code: 911, name: 'AuthenticationFailed', meaning: 'authentication failed', info: ['abc'],
    },
  })
  describeWire('a failure without a transaction id', {
    speech: server('MSNP8'),
    wire: '604\r\n',
    command: { _tag: 'Failure', verb: '604', code: 604, name: 'GoingDown', meaning: 'the server is going down', info: [] },
  })
  describeWire('a failure with a payload, from MSNP13 on', {
    speech: server('MSNP13'),
    wire: '241 9 5\r\n<ml/>',
    command: {
      _tag: 'Failure', verb: '241', code: 241, name: 'BadList', meaning: 'a list that is not XML, or with forbidden bits',
      trid: 9, info: [], payload: bytesOf('<ml/>'),
    },
  })
  describeWire('the same words below MSNP13 announce nothing', {
    speech: server('MSNP12'),
    wire: '241 9 5\r\n',
    command: {
      _tag: 'Failure', verb: '241', code: 241, name: 'BadList', meaning: 'a list that is not XML, or with forbidden bits',
      trid: 9, info: ['5'],
    },
  })
})

/** Lines of which something is missing or unclean, and what is read of them all the same (corrections.md). */
describe('what nothing depends on', () => {
  const bob = { passport: 'bob@example.com', name: 'Bob' }
  const me = { trid: 4, outcome: 'OK', passport: 'me@example.com' }
  const guid = '7d4f5204-322a-47a2-90a8-77e72f9711c2'
  const ring = { sessionId: '1', address: { host: '10.0.0.1', port: 1863 }, cookie: '2', passport: 'alice@example.com' }
  const unnamed = { passport: 'alice@example.com', name: 'alice@example.com' }
  const hi = bytesOf('hi')

  const lines: ReadonlyArray<readonly [speech: Speech, line: string, read: Readonly<Record<string, unknown>>]> = [
    // Capabilities that are no clean number: nothing is known of them.
    [server('MSNP8'), 'NLN NLN bob@example.com Bob -2147483604', { ...bob, status: 'NLN' }],
    [server('MSNP9'), 'NLN NLN bob@example.com Bob 4294967296 0', { ...bob, status: 'NLN' }],
    [server('MSNP9'), 'NLN NLN bob@example.com Bob', { ...bob, status: 'NLN' }],
    [server('MSNP14'), 'ILN 7 NLN bob@example.com 1 Bob -2147483604', { ...bob, trid: 7, status: 'NLN', network: 1 }],
    [server('MSNP14'), 'NLN NLN bob@example.com 1 Bob 2788999228:48', { ...bob, status: 'NLN', network: 1, capabilities: 2788999228 }],
    [server('MSNP16'), 'NLN NLN bob@example.com 1 Bob 2788999228:48:0', { ...bob, status: 'NLN', network: 1 }],
    [server('MSNP18'), 'NLN NLN 1:bob@example.com Bob -2147483604:48', { name: 'Bob', status: 'NLN', contact: { passport: 'bob@example.com', network: 1 } }],
    [server('MSNP12', 'SB'), 'JOI bob@example.com Bob -2147483604', bob],
    [server('MSNP16', 'SB'), 'JOI bob@example.com Bob -2147483604:48', { name: 'Bob', endpoint: { passport: 'bob@example.com' } }],
    [server('MSNP16', 'SB'), 'IRO 1 1 1 bob@example.com Bob 2788999228:48:0', { trid: 1, index: 1, total: 1, name: 'Bob', endpoint: { passport: 'bob@example.com' } }],
    // A status without a client id, or with one number too many.
    [{ from: 'client', on: 'NS', dialect: 'MSNP8' }, 'CHG 7 NLN', { trid: 7, status: 'NLN' }],
    [{ from: 'client', on: 'NS', dialect: 'MSNP12' }, 'CHG 7 NLN', { trid: 7, status: 'NLN' }],
    [{ from: 'client', on: 'NS', dialect: 'MSNP18' }, 'CHG 7 NLN', { trid: 7, status: 'NLN' }],
    [{ from: 'client', on: 'NS', dialect: 'MSNP15' }, 'CHG 7 NLN 123:0 ', { trid: 7, status: 'NLN', capabilities: 123 }],
    // Names that are empty: the address stands in for them.
    [server('MSNP8'), 'RNG 1 10.0.0.1:1863 CKI 2 alice@example.com ', { ...ring, ...unnamed }],
    [server('MSNP8'), 'RNG 1 10.0.0.1:1863 CKI 2 alice@example.com  ', { ...ring, ...unnamed }],
    [server('MSNP13'), 'RNG 1 10.0.0.1:1863 CKI 2 alice@example.com  U messenger.hotmail.com', { ...ring, ...unnamed, domain: 'messenger.hotmail.com' }],
    [server('MSNP8', 'SB'), 'MSG alice@example.com  2', { ...unnamed, payload: hi }],
    [server('MSNP16', 'SB'), 'MSG alice@example.com  2', { endpoint: { passport: 'alice@example.com' }, name: 'alice@example.com', payload: hi }],
    [server('MSNP8'), 'USR 4 OK me@example.com  1 0', { ...me, name: 'me@example.com', verified: true, restricted: false }],
    [server('MSNP8', 'SB'), 'USR 4 OK me@example.com ', { ...me, name: 'me@example.com' }],
    [server('MSNP12', 'SB'), 'JOI alice@example.com  1616756780', { ...unnamed, capabilities: 1616756780 }],
    [server('MSNP9'), 'NLN NLN alice@example.com  0', { ...unnamed, status: 'NLN', capabilities: 0 }],
    [server('MSNP18'), 'NLN NLN 1:alice@example.com  0:0', { name: 'alice@example.com', status: 'NLN', contact: { passport: 'alice@example.com', network: 1 }, capabilities: { client: 0, extended: 0 } }],
    [server('MSNP8'), 'LST alice@example.com  11 0', { ...unnamed, lists: 11, groups: [0] }],
    [server('MSNP11'), `LST N=alice@example.com F= C=${guid} 11`, { passport: 'alice@example.com', contactGuid: guid, lists: 11 }],
    [server('MSNP11'), `ADC 1 FL N=alice@example.com F= C=${guid}`, { trid: 1, list: 'FL', ...unnamed, contactGuid: guid }],
    // What stands behind the address, and versions, are not needed to go on.
    [server('MSNP8'), 'USR 4 OK me@example.com Me 1', { ...me, name: 'Me', verified: true }],
    [server('MSNP6'), 'USR 4 OK me@example.com Me', { ...me, name: 'Me' }],
    [server('MSNP12'), 'USR 4 OK me@example.com Me 1', { ...me, name: 'Me', verified: true }],
    [server('MSNP15'), 'USR 4 OK me@example.com Me 1 0', { ...me, name: 'Me', verified: true, restricted: false }],
    [server('MSNP15'), 'USR 4 OK me@example.com', me],
    [server('MSNP9'), 'CVR 2 6.0.0602 1.0.000 http://download.example.com', { trid: 2, recommended: '6.0.0602', alsoRecommended: '1.0.000', downloadUrl: 'http://download.example.com' }],
    [server('MSNP9'), 'CVR 2 1 1 1', { trid: 2, recommended: '1', alsoRecommended: '1', minimum: '1' }],
    [server('MSNP9'), 'CVR 2', { trid: 2 }],
  ]

  it.each(lines.map(([speech, line, read]) => [speech.dialect, line, speech, read] as const))('%s: %j', (_, line, speech, read) => {
    const { decode, encode, bytesAfter } = codec(speech)
    const payload = bytesAfter(line) < 0 ? undefined : hi
    const decoded = decode({ line, end: '\r\n', payload })
    const { _tag, verb, odd, ...fields } = decoded as Extract<Decoded, { readonly verb: string }>
    expect([_tag === ('Undecodable' as string), verb, fields]).toEqual([false, line.slice(0, 3), read])
    expect([undefined, `${line}\r\n`]).toContain(odd)
    expect(encode(decoded as never)).toEqual({ _tag: 'Right', right: bytesOf(`${line}\r\n`, payload) })
  })

  it('tells nothing of the dialect: a line that fits one to the letter is read by that one', () => {
    const line = 'NLN AWY bob@example.com 1 Bob -5'
    expect(codec(server(undefined)).decode({ line, end: '\r\n', payload: undefined })).toMatchObject({ network: 1, name: 'Bob' })
  })
})

describe('what cannot be read', () => {
  const reasonOf = (decoded: Decoded): string => (decoded._tag === 'Undecodable' ? describeReason(decoded.reason) : decoded._tag)
  const read = (speech: Speech, line: string): string => reasonOf(codec(speech).decode({ line, end: '\r\n', payload: undefined }))

  it.each([
    ['', 'an empty line'],
    [' \t', 'an empty line'],
    ['nln NLN a@b Bob', 'does not begin with a verb of three capitals or a code of three digits'],
    ['XYZ 1', 'unknown verb XYZ'],
    ['PNG', 'PNG is not said here, but by a client on NS in MSNP2 to MSNP21'],
    ['JOI a@b Bob', 'JOI is not said here, but by a server on SB in MSNP2 to MSNP20'],
    ['ADC 0 RL N=a@b', 'ADC does not exist in MSNP8, but by either side on NS in MSNP10 to MSNP12'],
    ['NLN', 'NLN: word 1 (status) is missing; it should be a status, such as NLN'],
    ['NLN BSY a@b', 'NLN: word 3 (name) is missing; it should be text, percent-encoded'],
    ['NLN BSY a@b Bob Builder', 'NLN: word 4 (capabilities) should be capabilities, an unsigned 32-bit number'],
    ['FLN b\x12b@c', 'FLN: word 1 (passport) should be the address of an account'],
    ['FLN 1:bob@example.com', 'FLN: word 1 (passport) should be the address of an account'],
    ['VER 4294967296 MSNP8', 'VER: word 1 (trid) should be a transaction id (0 to 4294967295)'],
    ['VER +1 MSNP8', 'VER: word 1 (trid) should be a transaction id (0 to 4294967295)'],
  ])('%j', (line, reason) => {
    expect(read(server('MSNP8'), line)).toBe(reason)
  })

  it('says nothing of what it read: a ticket does not get into a reason', () => {
    expect(read({ from: 'client', on: 'NS', dialect: 'MSNP16' }, 'USR 4 SSO S t=SECRET&p= notBase64!')).not.toContain('SECRET')
  })
})
