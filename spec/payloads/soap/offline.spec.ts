import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'

import { readOfflineText, writeOfflineText } from '../../../lib/payloads/offline.js'
import { secret } from '../../../lib/payloads/secret.js'
import { readEnvelope, writeFault } from '../../../lib/payloads/soap/envelope.js'
import { deleteMessages, getMessage, getMetadata } from '../../../lib/payloads/soap/offlinemail.js'
import { storeOffline, type StoreHead } from '../../../lib/payloads/soap/offlinestore.js'
import { runs } from '../../support/arbitrary.js'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const run = '3c6a1b52-0f5d-4e1a-9c77-2b1d5a6e0f11'
const head = { ticket: secret('t=abc*d&p=') }

describe('a kept message', () => {
  const mail = { text: 'Hällo <Bob> & "you"\r\n👋', run, sequence: 3, from: 'alice@example.com', name: 'Älice' }

  it('is read as it was written', () => {
    expect(readOfflineText(writeOfflineText(mail))).toEqual(mail)
  })

  it('is read whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(readOfflineText(writeOfflineText({ text })).text).toBe(text)
      }),
      { numRuns: runs.numRuns / 5 },
    )
  })

  it('has the four headers to the letter, and no line of more than 77 characters', () => {
    const lines = writeOfflineText({ text: 'x'.repeat(500), run, sequence: 1 }).split('\r\n')
    expect(lines.slice(0, 6)).toEqual([
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=UTF-8',
      'Content-Transfer-Encoding: base64',
      'X-OIM-Message-Type: OfflineMessage',
      'X-OIM-Run-Id: {3C6A1B52-0F5D-4E1A-9C77-2B1D5A6E0F11}',
      'X-OIM-Sequence-Num: 1',
    ])
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(77)
  })

  it('is read with what mail servers have put before it, folded lines and another charset', () => {
    const way =
      'Received: from x by y;\r\n\tSun, 22 Nov 2026 08:20:41 -0800\r\nFrom: =?iso-8859-1?Q?B=F6b?= <Bob@Example.com>\r\n'
    const rest =
      'Date: 22 Nov 2026 08:20:41 -0800\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: base64\r\n\r\nR3L832U=\r\n'
    expect(readOfflineText(way + rest)).toEqual({
      text: 'Grüße',
      from: 'bob@example.com',
      name: 'Böb',
      date: '22 Nov 2026 08:20:41 -0800',
    })
  })
})

const plain = 'Content-Type: text/plain; charset=utf-8\r\n'
const base64 = `${plain}Content-Transfer-Encoding: base64\r\n\r\n`
const long = 'A long text. '.repeat(20)
const longPacked = btoa(long).replace(/.{76}/g, '$&\r\n')

describe('a mail', () => {
  it.each([
    ['in quoted-printable', `${plain}Content-Transfer-Encoding: Quoted-Printable\r\n\r\nGr=C3=BC=c3=9fe =\r\nyou=3D \t\r\n!`, 'Grüße you=\r\n!'],
    ['in quoted-printable of another charset', 'Content-Type: text/plain; charset=iso-8859-1\r\ncontent-transfer-encoding: quoted-printable\r\n\r\nGr=FC=DFe', 'Grüße'],
    ['in Base64 of one line, with lines behind it', `${base64}aGVsbG8=\r\n\r\n--\r\nFree mail for all\r\n`, 'hello'],
    ['in Base64 of one line, with a word behind it', `${base64}aGVsbG8h\r\nHotmail\r\n`, 'hello!'],
    ['in Base64 of many lines, with lines behind it', `${base64}${longPacked}\r\n____________\r\nFree\r\n`, long],
    ['in Base64 after an empty line', `${base64}\r\naGVsbG8=`, 'hello'],
    ['as it is', `${plain}\r\nhello\r\nyou`, 'hello\r\nyou'],
    ['as it is, without any type', 'From: <bob@example.com>\r\n\r\nhé', 'hé'],
    ['as it is, by the name of the charset that it was in', 'Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: 8bit\r\n\r\nGrüße', 'Grüße'],
  ])('is read %s', (_, mail, text) => {
    const read = readOfflineText(mail)
    expect([read.text, read.problem]).toEqual([text, undefined])
    // Ends of lines are others once they have been through XML.
    expect(readOfflineText(mail.replaceAll('\r\n', '\n')).text).toBe(text.replaceAll('\r\n', '\n'))
  })

  it.each([
    ['nothing at all', ''],
    ['no body', plain],
    ['an empty body', `${plain}\r\n`],
    ['an empty body in Base64', base64],
    ['what is no Base64', `${base64}häh?`],
    ['Base64 of a wrong length', `${base64}aGVsbG8hx`],
    ['a charset that nobody knows', `Content-Type: text/plain; charset=x-none\r\nContent-Transfer-Encoding: base64\r\n\r\naGVsbG8=`],
    ['bytes that are not of their charset', `${base64}/////w==`],
    ['packed in a way that nobody knows', `${plain}Content-Transfer-Encoding: x-uuencode\r\n\r\nbegin`],
    ['no plain text', 'Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nhello\r\n--x--'],
  ])('is not read as something else: %s', (_, mail) => {
    const { text, problem } = readOfflineText(mail)
    expect([text, typeof problem]).toEqual(['', 'string'])
  })
})

describe('the service that keeps messages', () => {
  const store: StoreHead = {
    from: 'alice@example.com',
    name: 'Älice',
    to: 'bob@example.com',
    ticket: secret('t=x&p=y'),
    appId: 'PROD0120PW!CCV9@',
    lockKey: '',
    sequence: 2,
    dialect: 'MSNP15',
  }

  it('reads what a client wrote', () => {
    const content = writeOfflineText({ text: 'hi', run, sequence: 2 })
    const read = storeOffline.readRequest(storeOffline.writeRequest(store, { content }))
    expect(E.isRight(read) && read.right).toMatchObject({
      request: { content },
      head: { ...store, ticket: expect.anything() },
    })
    expect(E.isRight(read) && read.right.head.ticket.reveal()).toBe('t=x&p=y')
  })

  it('cuts a name that is too long, between characters', () => {
    const text = new TextDecoder().decode(
      storeOffline.writeRequest({ ...store, name: '👋'.repeat(40) }, { content: '' }),
    )
    const name = /friendlyName="([^"]*)"/.exec(text)![1]!
    expect(name.length).toBeLessThanOrEqual(48)
    expect(name).toMatch(/^=\?utf-8\?B\?[\w+/]+=*\?=$/)
  })

  it('says what it wants to be answered', () => {
    const fault = { code: 'AuthenticationFailed', text: 'no', challenge: '1850937852' }
    expect(storeOffline.readAnswer(writeFault(fault))).toEqual(E.left({ _tag: 'Fault', fault }))
  })

  it('takes any answer that is no fault', () => {
    expect(storeOffline.readAnswer(bytes('<Envelope><Body/></Envelope>'))).toEqual(E.right({}))
    expect(storeOffline.readAnswer(storeOffline.writeAnswer({}))).toEqual(E.right({}))
  })
})

describe('the service that gives them out', () => {
  const data = {
    _tag: 'MailData' as const,
    counts: { inbox: 0 },
    quota: {},
    messages: [{ type: 11, sender: 'bob@example.com', id: 'ABC', name: 'Böb' }],
  }

  it('tells which there are, as elements', () => {
    expect(getMetadata.readAnswer(getMetadata.writeAnswer(data))).toEqual(E.right(data))
  })

  it('tells which there are, as text, as Escargot does', () => {
    const escaped = '&lt;MD&gt;&lt;M&gt;&lt;I&gt;ABC&lt;/I&gt;&lt;E&gt;bob@example.com&lt;/E&gt;&lt;/M&gt;&lt;/MD&gt;'
    const body = `<Envelope><Body><GetMetadataResponse>${escaped}</GetMetadataResponse></Body></Envelope>`
    expect(getMetadata.readAnswer(bytes(body))).toMatchObject({ right: { messages: [{ id: 'ABC' }] } })
  })

  it('is asked with some child, which Escargot needs', () => {
    expect(new TextDecoder().decode(getMetadata.writeRequest(head, {}))).toMatch(/<GetMetadata xmlns="[^"]*"><x\/>/)
  })

  it('takes the ticket in two parts', () => {
    const read = getMessage.readRequest(getMessage.writeRequest(head, { id: 'A' }))
    expect(E.isRight(read) && read.right.head.ticket.reveal()).toBe('t=abc*d&p=')
    expect(E.isRight(read) && read.right.request).toEqual({ id: 'A' })
    const text = new TextDecoder().decode(getMessage.writeRequest(head, { id: 'A' }))
    expect(text).toContain('<t>abc*d</t><p></p>')
  })

  it('gives a mail as it is kept, and deletes', () => {
    const mail = writeOfflineText({ text: 'hi\r\nthere', run, sequence: 1 })
    expect(getMessage.readAnswer(getMessage.writeAnswer({ mail }))).toEqual(E.right({ mail }))
    const read = deleteMessages.readRequest(deleteMessages.writeRequest(head, { ids: ['a', 'b'] }))
    expect(E.isRight(read) && read.right.request).toEqual({ ids: ['a', 'b'] })
  })
})

describe('what is no envelope', () => {
  it.each([
    ['nothing', '', 'it is empty'],
    ['a page', '<!DOCTYPE html><html><body>404</body></html>', 'it has a document type'],
    ['text', '403: Forbidden', 'it is not well-formed XML'],
    ['another document', '<x/>', 'it has no envelope'],
    ['half an envelope', '<Envelope><Body>', 'it is not well-formed XML'],
    ['a deep one', `<Envelope>${'<a>'.repeat(100)}${'</a>'.repeat(100)}</Envelope>`, 'it is nested too deeply'],
  ])('%s', (_, body, reason) => {
    expect(readEnvelope(bytes(body))).toEqual(E.left({ _tag: 'NotSoap', reason }))
  })

  it('is a hundred megabytes', () => {
    expect(readEnvelope(new Uint8Array(100 * 2 ** 20))).toEqual(E.left({ _tag: 'NotSoap', reason: 'it is too long' }))
  })

  it('is no body at all', () => {
    expect(readEnvelope(undefined)).toMatchObject({ left: { _tag: 'NotSoap' } })
    expect(readEnvelope(bytes('<Envelope/>'))).toEqual(E.left({ _tag: 'Incomplete', missing: 'Body' }))
  })
})
