import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'

import { secret } from '../../../lib/payloads/secret.js'
import { findAll, findContactsPaged } from '../../../lib/payloads/soap/book.js'
import * as changes from '../../../lib/payloads/soap/changes.js'
import { readEnvelope, writeFault } from '../../../lib/payloads/soap/envelope.js'
import { findMembership } from '../../../lib/payloads/soap/membership.js'
import { deleteMessages, getMessage, getMetadata } from '../../../lib/payloads/soap/offlinemail.js'
import { storeOffline } from '../../../lib/payloads/soap/offlinestore.js'
import { requestTickets } from '../../../lib/payloads/soap/tickets.js'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const inBody = (markup: string): Uint8Array => bytes(`<Envelope><Body>${markup}</Body></Envelope>`)

const operations = [
  requestTickets,
  findMembership,
  findAll,
  findContactsPaged,
  ...Object.values(changes),
  storeOffline,
  getMetadata,
  getMessage,
  deleteMessages,
]

const bodies: ReadonlyArray<readonly [name: string, body: Uint8Array, problem: object]> = [
  ['nothing', bytes(''), { _tag: 'NotSoap', reason: 'it is empty' }],
  ['a page', bytes('<html><body><p>404<br></body></html>'), { _tag: 'NotSoap' }],
  ['a document type', bytes('<!DOCTYPE a [<!ENTITY b "c">]><Envelope/>'), { _tag: 'NotSoap' }],
  ['bytes of no text', Uint8Array.from({ length: 1000 }, (_, at) => (at * 7) % 256), { _tag: 'NotSoap' }],
  ['half an answer', inBody('<a>x</a>').subarray(0, 30), { _tag: 'NotSoap', reason: 'it is not well-formed XML' }],
  ['an envelope without a body', bytes('<Envelope/>'), { _tag: 'Incomplete', missing: 'Body' }],
  ['a fault', inBody('<Fault><faultcode>x:Y</faultcode></Fault>'), { _tag: 'Fault', fault: { code: 'Y' } }],
  ['a fault that says nothing', inBody('<Fault/>'), { _tag: 'Fault', fault: { code: 'Unknown' } }],
]

describe.each(operations)('$name', (operation) => {
  it.each(bodies)('is not in %s', (_, body, problem) => {
    expect(operation.readAnswer(body)).toMatchObject(E.left(problem))
    expect(operation.readRequest(body)).toMatchObject(E.left(problem))
  })

  it('is not in the words of another', () => {
    const other = inBody('<Other xmlns="x"/><OtherResponse/>')
    expect(operation.readRequest(other)).toMatchObject({ left: { _tag: 'Incomplete' } })
    // Any answer to a message that is to be kept is a good one.
    if (operation.name !== 'Store2') expect(operation.readAnswer(other)).toMatchObject({ left: { _tag: 'Incomplete' } })
  })
})

const book = (contact: string): Uint8Array =>
  inBody(`<ABFindAllResponse><ABFindAllResult><contacts>${contact}</contacts></ABFindAllResult></ABFindAllResponse>`)
const called = (name: string): string =>
  `<Contact><contactId>AA</contactId><contactInfo><displayName>${name}</displayName></contactInfo></Contact>`

describe('one bad name', () => {
  it.each([
    ['a control character', 'B\x01b', 'B\ufffdb'],
    ['the number of one', 'B&#1;b &#x0;&#xD800;&#1114112;', 'B\ufffdb \ufffd\ufffd\ufffd'],
    ['a lone &', 'Bob & Co &nbsp;', 'Bob & Co &nbsp;'],
    ['a lone & beside an entity', 'a &amp;&lt;&#65; & b', 'a &<A & b'],
    ['entities in capitals', '&AMP;&LT;&GT;&QUOT;&APOS;&#X41;', '&<>"\'A'],
    ['the end of a CDATA section', 'a]]>b', 'a]]>b'],
    ['a CDATA section', '<![CDATA[a]]>b', 'ab'],
    ['a < that begins nothing', 'I <3 you', 'I <3 you'],
    ['a broken heart', 'so </3', 'so </3'],
  ])('does not cost the others: %s', (_, written, name) => {
    const read = findAll.readAnswer(book(called(written) + called('Carol')))
    expect(E.isRight(read) && read.right.contacts.map((contact) => contact.name)).toEqual([name, 'Carol'])
  })

  it('does not have blanks before it all cost everything', () => {
    const body = bytes(`\r\n <?xml version="1.0"?>${new TextDecoder().decode(book(called('Bob')))}`)
    expect(findAll.readAnswer(body)).toMatchObject({ right: { contacts: [{ name: 'Bob' }] } })
  })

  it('does not make two contacts of one', () => {
    expect(findAll.readAnswer(book(called('</displayName><x>')))).toMatchObject({ left: { _tag: 'NotSoap' } })
  })
})

describe('a setting', () => {
  it.each(['constructor', '__proto__', 'toString', '7', '', ' '])('that nobody knows is not set: %j', (value) => {
    const annotations = ['MSN.IM.BLP', 'MSN.IM.GTC']
      .map((name) => `<Annotation><Name>${name}</Name><Value>${value}</Value></Annotation>`)
      .join('')
    const me = `<Contact><contactInfo><annotations>${annotations}</annotations><contactType>Me</contactType></contactInfo></Contact>`
    expect(findAll.readAnswer(book(me))).toEqual(E.right({ groups: [], contacts: [], me: {} }))
  })
})

describe('a fault', () => {
  it.each([
    ['Client', 'soap:Client'],
    ['FailedAuthentication', 'wsse:FailedAuthentication'],
    ['Redirect', 'psf:Redirect'],
    ['AuthenticationFailed', 'q0:AuthenticationFailed'],
    ['SystemUnavailable', 'q0:SystemUnavailable'],
    ['Other', 'Other'],
  ])('has the prefix that clients look for: %s', (code, written) => {
    expect(new TextDecoder().decode(writeFault({ code }))).toContain(`>${written}</faultcode>`)
    expect(readEnvelope(writeFault({ code }))).toMatchObject({ left: { fault: { code } } })
  })

  it.each(['two words', 'a\nb', 'x'.repeat(65), '<![CDATA[<b>]]>'])('has no code but a word: %j', (said) => {
    const fault = `<Fault><faultcode>${said}</faultcode><detail><errorcode>${said}</errorcode></detail></Fault>`
    expect(readEnvelope(inBody(fault))).toEqual(E.left({ _tag: 'Fault', fault: { code: 'Unknown' } }))
  })

  it('of SOAP 1.2 is read as one of 1.1', () => {
    const inner = '<S:Subcode><S:Value>wst:FailedAuthentication</S:Value></S:Subcode>'
    const fault = `<S:Fault><S:Code><S:Value>S:Sender</S:Value>${inner}</S:Code><S:Reason><S:Text xml:lang="en-US">no</S:Text></S:Reason></S:Fault>`
    expect(readEnvelope(bytes(`<S:Envelope><S:Body>${fault}</S:Body></S:Envelope>`))).toEqual(
      E.left({ _tag: 'Fault', fault: { code: 'FailedAuthentication', text: 'no' } }),
    )
  })
})

describe('a long body', () => {
  const times = 2 ** 20

  // Each of these took, or would take, many seconds if every error in it were looked at.
  it.each(['<a>', '&', '<a b="', '</a>', '<a/>', '<![CDATA[', '&#0;'])(
    'of nothing but %s is given up soon',
    (piece) => {
      const body = bytes(piece.repeat(times))
      const begin = performance.now()
      expect(findAll.readAnswer(body)).toMatchObject({ left: { _tag: 'NotSoap' } })
      expect(performance.now() - begin).toBeLessThan(3000)
    },
  )

  it('of ten thousand contacts is read', () => {
    const contacts = Array.from({ length: 10_000 }, (_, at) => ({
      id: `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
      kind: 'Regular',
      passport: `someone${at}@example.com`,
      network: 1,
      name: `Someone & ${at}`,
      messenger: true,
      groups: [],
      deleted: false,
    }))
    const begin = performance.now()
    expect(findAll.readAnswer(findAll.writeAnswer({ groups: [], contacts }))).toEqual(E.right({ groups: [], contacts }))
    expect(performance.now() - begin).toBeLessThan(5000)
  })
})

describe('a secret', () => {
  const password = 'p@s,s w%r=d&<x>'

  it('is nowhere to be seen in what was read', () => {
    const request = requestTickets.writeRequest(
      { passport: 'alice@example.com', password: secret(password) },
      { tickets: [] },
    )
    const read = requestTickets.readRequest(request)
    expect(E.isRight(read) && read.right.head.password.reveal()).toBe(password)
    expect(JSON.stringify(read)).not.toContain('w%r')
  })
})
