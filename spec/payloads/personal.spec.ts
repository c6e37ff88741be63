import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'

import {
  Media,
  mediaText,
  noPersonal,
  readPersonal,
  writePersonal,
  writeEndpointData,
  writePrivateEndpointData,
  type Personal,
} from '../../lib/payloads/personal.js'
import { payload, shown } from './fixture.js'

const guid = '11111111-2222-3333-4444-555555555555'
const desk =
  '<PrivateEndpointData><EpName>DESK</EpName><Idle>false</Idle><ClientType>1</ClientType><State>NLN</State>' +
  '</PrivateEndpointData>'
const capabilities = { client: 2788999228, extended: 48 }

const song: Media = {
  application: '',
  kind: 'Music',
  shown: true,
  format: '{0} - {1}',
  arguments: ['Song', 'Band', 'Record', ''],
}
const songText = String.raw`\0Music\01\0{0} - {1}\0Song\0Band\0Record\0\0`

describe('Media', () => {
  it('is read and written', () => {
    expect(Media.decode(songText)).toEqual(E.right(song))
    expect(Media.encode(song)).toBe(songText)
  })
  it.each([
    ['off, as in 2008', String.raw`WMP\0Music\00\0{0}\0\0\0\0\0`, ['WMP', 'Music', false, '{0}', ['', '', '', '']]],
    ['without arguments', String.raw`\0Office\01\0Typing\0`, ['', 'Office', true, 'Typing', []]],
    ['without an end', String.raw`\0Games\01\0{0}\0Chess`, ['', 'Games', true, '{0}', ['Chess']]],
  ])('is read %s', (_, text, [application, kind, shown, format, rest]) => {
    expect(Media.decode(text)).toEqual(E.right({ application, kind, shown, format, arguments: rest }))
  })
  it.each(['', 'hello', String.raw`\0Music\01`])('is none in %o', (text) => {
    expect(Media.decode(text)).toEqual(E.left(text))
  })
  it('cannot be broken by a separator inside', () => {
    const odd = { ...song, arguments: [String.raw`a\0b`, String.raw`c\\00`] }
    expect(Media.decode(Media.encode(odd))).toEqual(E.right({ ...song, arguments: ['a/0b', String.raw`c\/00`] }))
  })
  it('is shown as its format says', () => {
    expect(mediaText(song)).toBe('Song - Band')
    expect(mediaText({ ...song, format: '{2}: {0} {9}{x}' })).toBe('Record: Song {x}')
    expect(mediaText({ ...song, shown: false })).toBe('')
  })
})

describe('readPersonal', () => {
  it('takes no bytes for nothing to show', () => {
    expect(readPersonal(payload(''))).toEqual({ endpoints: [], privateEndpoints: [] })
  })
  it('reads the example of messages.md 2.4', () => {
    const fixture = payload('<Data><PSM>Gone fishing</PSM><CurrentMedia></CurrentMedia></Data>')
    expect(fixture.length).toBe(65)
    expect(readPersonal(fixture)).toEqual({ psm: 'Gone fishing', endpoints: [], privateEndpoints: [] })
    expect(shown(writePersonal(11)({ ...noPersonal, psm: 'Gone fishing' }))).toBe(shown(fixture))
  })
  it('reads all that MSNP18 has', () => {
    const fixture = payload(
      '<Data><PSM>hi</PSM><CurrentMedia></CurrentMedia><MachineGuid>&#x7B;11111111-2222-3333-4444-555555555555&#x7D;' +
        '</MachineGuid><DDP></DDP><SignatureSound>&lt;msnobj/&gt;</SignatureSound><Scene></Scene>' +
        '<ColorScheme>-1</ColorScheme><Unknown>x</Unknown>' +
        '<EndpointData id="{11111111-2222-3333-4444-555555555555}"><Capabilities>2788999228:48</Capabilities>' +
        '</EndpointData>' +
        '<EndpointData id="{11111111-2222-3333-4444-555555555556}"/>' +
        '<PrivateEndpointData id="{11111111-2222-3333-4444-555555555555}"><EpName>PC1</EpName><Idle>true</Idle>' +
        '<ClientType>1</ClientType><State>NLN</State></PrivateEndpointData></Data>',
    )
    expect(readPersonal(fixture)).toEqual({
      psm: 'hi',
      machineGuid: guid,
      dynamicPicture: '',
      signatureSound: '<msnobj/>',
      scene: '',
      colorScheme: -1,
      endpoints: [{ id: guid, capabilities }, { id: '11111111-2222-3333-4444-555555555556' }],
      privateEndpoints: [{ id: guid, name: 'PC1', idle: true, clientType: 1, status: 'NLN' }],
    })
  })
  it('reads a place that is a document of its own', () => {
    expect(
      readPersonal(payload('<EndpointData><Capabilities>2788999228:48</Capabilities></EndpointData>')),
    ).toEqual({ endpoints: [{ capabilities }], privateEndpoints: [] })
    expect(
      readPersonal(payload(desk)),
    ).toEqual({ endpoints: [], privateEndpoints: [{ name: 'DESK', idle: false, clientType: 1, status: 'NLN' }] })
  })

  // messages.md 2.4: how Escargot escapes `a<b & "c" =>` and the separator, by the dialect of the reader.
  it.each([
    ['11 and 12', String.raw`a&lt;b &amp; &quot;c&quot; =&gt;`, String.raw`\0Music\01\0{0}\0x\0`, false],
    ['13 to 15', 'a<b &#x26; "c" =>', String.raw`\0Music\01\0{0}\0x\0`, true],
    ['16 and 18', 'a&#x3C;b &#x26; "c" &#x3D;&#x3E;', '&#x5C;0Music&#x5C;01&#x5C;0{0}&#x5C;0x&#x5C;0', false],
  ])('reads what Escargot sends to MSNP%s', (_, psm, media, broken) => {
    const personal = readPersonal(payload(`<Data><PSM>${psm}</PSM><CurrentMedia>${media}</CurrentMedia></Data>`))
    expect(personal.psm).toBe('a<b & "c" =>')
    expect(personal.media).toEqual({ application: '', kind: 'Music', shown: true, format: '{0}', arguments: ['x'] })
    expect(personal.problem !== undefined).toBe(broken)
  })
  it.each([
    ['no XML', payload('hello'), {}],
    ['half of it', payload('<Data><PSM>he</PSM'), { psm: 'he' }],
    ['bytes that are not UTF-8', Uint8Array.of(...payload('<PSM><PSM>a'), 0xff, 0x62), { psm: 'a\ufffdb' }],
  ])('reads %s as far as it goes', (_, bytes, data) => {
    expect(readPersonal(bytes)).toEqual({
      ...noPersonal,
      ...data,
      problem: { _tag: 'NotWellFormed', reason: expect.any(String) },
    })
  })
})

describe('writePersonal', () => {
  const everything: Personal = {
    psm: 'a<b & "c" =>',
    media: song,
    machineGuid: guid,
    dynamicPicture: '<msnobj/>',
    signatureSound: '',
    scene: '',
    colorScheme: -1,
    endpoints: [{ id: guid, capabilities }],
    privateEndpoints: [{ id: guid, name: 'PC1', idle: false, clientType: 1, status: 'NLN' }],
  }
  const first = `<PSM>a&lt;b &amp; &quot;c&quot; =&gt;</PSM><CurrentMedia>${songText}</CurrentMedia>`
  const machine = `<MachineGuid>{${guid}}</MachineGuid>`
  const endpoints =
    `<EndpointData id="{${guid}}"><Capabilities>2788999228:48</Capabilities></EndpointData>` +
    `<PrivateEndpointData id="{${guid}}"><EpName>PC1</EpName><Idle>false</Idle><ClientType>1</ClientType>` +
    '<State>NLN</State></PrivateEndpointData>'

  it.each([
    [11, first],
    [12, first],
    [13, first + machine],
    [15, first + machine],
    [16, `${first}${machine}<SignatureSound></SignatureSound>${endpoints}`],
    [
      18,
      `${first}${machine}<DDP>&lt;msnobj/&gt;</DDP><SignatureSound></SignatureSound><Scene></Scene>` +
        `<ColorScheme>-1</ColorScheme>${endpoints}`,
    ],
  ])('writes for MSNP%i what it knows', (dialect, content) => {
    expect(shown(writePersonal(dialect)(everything))).toBe(`<Data>${content}</Data>`)
  })
  it('writes nothing to show', () => {
    expect(shown(writePersonal(18)(noPersonal))).toBe('<Data><PSM></PSM><CurrentMedia></CurrentMedia></Data>')
  })
  it('writes places as documents of their own', () => {
    expect(shown(writeEndpointData({ capabilities: { client: 2751496224, extended: 48 } }))).toBe(
      '<EndpointData><Capabilities>2751496224:48</Capabilities></EndpointData>',
    )
    expect(shown(writePrivateEndpointData({ name: 'DESK', idle: false, clientType: 1, status: 'NLN' }))).toBe(
      desk,
    )
  })
})

describe('what cannot be read in it', () => {
  it('costs nothing else', () => {
    const markup =
      '<Data><PSM>hi</PSM><CurrentMedia>Song - Band</CurrentMedia><ColorScheme>blue</ColorScheme><Scene>s</Scene></Data>'
    expect(readPersonal(new TextEncoder().encode(markup))).toEqual({
      psm: 'hi',
      scene: 's',
      endpoints: [],
      privateEndpoints: [],
    })
  })
})
