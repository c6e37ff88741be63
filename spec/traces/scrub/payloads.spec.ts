/** Holds that scrubbing takes out who people are and what they say wherever it stands, and that what is left still fits together. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { readMsnObject } from '../../../lib/commands/msnobject.js'
import type { Side } from '../../../lib/commands/row.js'
import type { TraceRecord } from '../../../lib/traces/format/record.js'
import { scrubbing, type ScrubOptions } from '../../../lib/traces/scrub/scrub.js'
import { byteText, bytesOf, toByteText, utf8Bytes } from '../../../lib/wire/text.js'
import { runs } from '../../support/arbitrary.js'

const address = { host: '127.0.0.1', port: 1863 }
const opened: TraceRecord = { t: 0, _tag: 'Opened', connection: 0, local: address, peer: address }
const all: ScrubOptions = { addresses: true, names: true, texts: true }

const scrubbed = (records: ReadonlyArray<TraceRecord>, options: ScrubOptions): ReadonlyArray<TraceRecord> => {
  const { record, end } = scrubbing(options)
  return [...records.flatMap(record), ...end()]
}

/** What becomes of what one side says; in byte text. */
const said = (text: string, options: ScrubOptions, from: Side = 'client'): string =>
  scrubbed([opened, { t: 0, _tag: 'Said', connection: 0, from, bytes: bytesOf(text) }], options)
    .map((record) => (record._tag === 'Said' ? byteText(record.bytes) : ''))
    .join('')

/** What becomes of the body of an answer. */
const body = (text: string, options: ScrubOptions): string => {
  const outcome = { status: 200, headers: {}, body: utf8Bytes(text) }
  const records: ReadonlyArray<TraceRecord> = [
    { t: 0, _tag: 'Asked', exchange: 0, request: { method: 'POST', url: 'http://x/', headers: {} } },
    { t: 0, _tag: 'Answered', exchange: 0, outcome },
  ]
  const [, answered] = scrubbed(records, options)
  return answered?._tag === 'Answered' && 'body' in answered.outcome ? byteText(answered.outcome.body!) : ''
}

describe('names', () => {
  const elements = ['DisplayName', 'displayName', 'quickName', 'quickname', 'PSM', 'EpName', 'firstName', 'LASTNAME', 'ab:NickName', 'CommonName']

  it('are taken out of XML, however it is spelled', () => {
    const character = fc.constantFrom(...'ABCDEFGhijklmnop012345')
    const word = fc.array(character, { minLength: 8, maxLength: 14 }).map((each) => each.join(''))
    const ways: ReadonlyArray<(name: string) => string> = [
      (name) => name,
      (name) => Array.from(name, (each) => `&#${each.charCodeAt(0)};`).join(''),
      (name) => Array.from(name, (each) => `&#x${each.charCodeAt(0).toString(16)};`).join(''),
      (name) => `<![CDATA[${name}]]>`,
      (name) => `${name.slice(0, 4)}<!-- c -->${name.slice(4)}`,
      (name) => `${name} &lt;3`,
    ]
    fc.assert(
      fc.property(word, fc.constantFrom(...ways), fc.constantFrom(...elements), fc.constantFrom('', " a='b>c'", '\n'), (name, way, element, more) => {
        const spelled = way(name)
        const text = body(`<a><${element}${more}>${spelled}</${element}><open>${'open'}</open></a>`, { names: true })
        expect(text).not.toContain(spelled)
        expect(text).not.toContain(name.slice(4))
        // What stands for the name is a word of its own, in which a few characters may come by chance; six do not.
        expect(text).not.toContain(Array.from(name.slice(0, 6), (each) => `&#${each.charCodeAt(0)};`).join(''))
        expect(text.length).toBe(`<a><${element}${more}>${spelled}</${element}><open>open</open></a>`.length)
        expect(text).toContain('<open>open</open>')
      }),
      { numRuns: Math.ceil(runs.numRuns / 4) },
    )
  })

  it('are the same for the same, and leave the names of properties', () => {
    const text = body(
      '<a><DisplayName>Alice Adams</DisplayName><quickName>Alice Adams</quickName><Annotation><Name>MSN.IM.MBEA</Name><Value>1</Value></Annotation>' +
        '<Annotation><Name>AB.NickName</Name><Value>Ally</Value></Annotation></a>',
      { names: true },
    )
    const [, first, second] = /<DisplayName>([^<]*)<.*<quickName>([^<]*)</.exec(text)!
    expect(first).not.toBe('Alice Adams')
    expect(second).toBe(first)
    expect(text).toContain('<Name>MSN.IM.MBEA</Name><Value>1</Value>')
    expect(text).toContain('<Name>AB.NickName</Name>')
    expect(text).not.toContain('Ally')
  })

  it('are taken out of attributes, mails and objects', () => {
    const mail = 'From: Bob Builder <bob@example.com>\r\nTo: "Al" <al@example.com>\r\nSubject: hi\r\n\r\nhello'
    const text = body(`<a><From friendlyName='Bobby'/><c>${mail}</c></a>`, { names: true })
    expect(text).not.toMatch(/Bobby|Bob Builder|"Al"/)
    expect(text).toContain('<bob@example.com>')
    const object = '%3Cmsnobj%20Creator%3D%22a%40example.com%22%20Size%3D%2212%22%20Type%3D%223%22%20Location%3D%220%22%20Friendly%3D%22QgBvAGIA%22%20SHA1D%3D%22AAAA%22%2F%3E'
    const line = said(`NLN NLN a@example.com Alice 5 ${object}\r\n`, { names: true }, 'server')
    expect(line).not.toMatch(/QgBvAGIA|Alice/)
    expect(line).toContain('SHA1D%3D%22AAAA%22')
  })

  it('are taken out of lists', () => {
    const list = `<ml><d n='example.com'><c n="bob" t="1" l="3" f='Bob B'/></d></ml>`
    const text = said(`ADL 0 ${list.length}\r\n${list}`, all, 'server')
    expect(text).not.toMatch(/example\.com|bob|Bob/)
    expect(text).toMatch(/<ml><d n='\w+\.com'><c n="\w+" t="1" l="3" f='\w+ \w'\/>/)
  })
})

const word32 = (value: number): string => byteText(new Uint8Array(new Uint32Array([value]).buffer))
const byLetter = (from: string, to: string, payload: string): string =>
  `MIME-Version: 1.0\r\nContent-Type: application/x-msnmsgrp2p\r\nP2P-Dest: ${to}\r\nP2P-Src: ${from}\r\n\r\n${payload}`
/** A packet of version 1: **Source** messages.md 3.2. */
const packet = (session: number, offset: number, content: string, footer = '\0\0\0\x01'): string =>
  word32(session) + word32(7) + word32(offset) + word32(0) + word32(5000) + word32(0) + word32(content.length) + word32(0).repeat(5) + content + footer
/** One of version 2: **Source** messages.md 3.10. */
const packet2 = (session: string, content: string): string => {
  const length = 8 + content.length
  return `\x08\0${String.fromCharCode(length >> 8, length & 255)}\0\0\0\x01\x08\x01\0\0${session}${content}\0\0\0\0`
}

const object = '<msnobj Creator="alice@example.com" Size="12" Type="3" Location="a.tmp" Friendly="QQBsAGkA" SHA1D="Q2WecNBJSoUpEtMnYitE4QqqRYw="/>'
const fileOffer = `${word32(574)}${word32(2)}${word32(12)}${word32(0)}${word32(1)}${Array.from('secret-plan.txt', (each) => `${each}\0`).join('')}`.padEnd(574, '\0')
const invitation = (context: string): string => {
  const inner = `EUF-GUID: {A4268EEC-FEC5-49E5-95C3-F126696BDBF6}\r\nSessionID: 249433456\r\nAppID: 1\r\nContext: ${btoa(context)}\r\n\r\n\0`
  return (
    'INVITE MSNMSGR:alice@example.com MSNSLP/1.0\r\nTo: <msnmsgr:alice@example.com>\r\nFrom: <msnmsgr:bob@example.com>\r\n' +
    'Via: MSNSLP/1.0/TLP ;branch={5F101E01-836A-49DF-1D95-3E79722C8F86}\r\nCSeq: 0\r\nCall-ID: {B6955D6A-3D6E-39E8-5264-305D72E87403}\r\n' +
    `Max-Forwards: 0\r\nContent-Type: application/x-msnmsgr-sessionreqbody\r\nContent-Length: ${inner.length}\r\n\r\n${inner}`
  )
}
const message = (payload: string, name = 'Bob'): string => `MSG bob@example.com ${name} ${payload.length}\r\n${payload}`
const from = (payload: string): string => byLetter('bob@example.com', 'alice@example.com', payload)

describe('P2P', () => {
  const versions: ReadonlyArray<readonly [string, (session: number, content: string) => string]> = [
    ['1', (session, content) => packet(session, 0, content)],
    ['2', (session, content) => packet2(word32(session), content)],
  ]

  it.each(versions)('of version %s names people as the line does, by their addresses alone', (_, write) => {
    const text = said(message(from(write(0, invitation(object)))), { addresses: true }, 'server')
    const [, bob] = /^MSG (\S+@\S+) Bob /.exec(text)!
    const [, to] = /^P2P-Dest: (.*)\r$/m.exec(text)!
    expect(bob).not.toBe('bob@example.com')
    expect(text).toContain(`From: <msnmsgr:${bob}>\r\n`)
    expect(text).toContain(`To: <msnmsgr:${to}>\r\n`)
    expect(text).toContain(`INVITE MSNMSGR:${to} MSNSLP/1.0`)
    const [, context] = /Context: (\S+)\r/.exec(text)!
    expect(atob(context!)).toContain(`Creator="${to}"`)
    expect(text.length).toBe(message(from(write(0, invitation(object)))).length)
  })

  it.each(versions)('of version %s stays P2P without names and texts', (_, write) => {
    const before = message(from(write(0, invitation(object))))
    const text = said(before, { names: true, texts: true }, 'server')
    expect(text).not.toContain('QQBsAGkA')
    const open = (all: string): string => all.replace(/^MSG (\S+) \S+/, '').replace(/Context: \S+/, '')
    expect(open(text)).toBe(open(before))
    const [, context] = /Context: (\S+)\r/.exec(text)!
    expect(readMsnObject(atob(context!))).toBeDefined()
    expect(atob(context!)).not.toContain('QQBsAGkA')
  })

  it.each(versions)('of version %s holds neither data nor the name of a file', (_, write) => {
    const data = 'hello world, this is a picture'
    const told = said(message(from(write(249433456, data))), { texts: true }, 'server')
    const before = message(from(write(249433456, data)))
    expect(told).toBe(before.replace(data, 'x'.repeat(data.length)))
    const prepares = message(from(write(249433456, '\0\0\0\0')))
    expect(said(prepares, all, 'server').slice(-12)).toBe(prepares.slice(-12))
    const offer = said(message(from(write(0, invitation(fileOffer)))), { texts: true }, 'server')
    const [, context] = /Context: (\S+)\r/.exec(offer)!
    expect(atob(context!)).toHaveLength(574)
    expect(atob(context!).slice(0, 20)).toBe(fileOffer.slice(0, 20))
    expect(atob(context!).replaceAll('\0', '')).not.toContain('secret')
  })

  it('that goes on with the text of another packet shows nothing of a context', () => {
    const rest = btoa(`${object}${object}`).slice(3)
    const text = said(message(from(packet(0, 1202, `${rest}\r\n\r\n\0`))), all, 'server')
    expect(text).not.toContain(rest.slice(20, 40))
    expect(text).toContain('\r\n\r\n\0\0\0\0\x01')
  })

  it('of an SDG is found behind its blocks', () => {
    const inner = packet2(word32(5), 'a picture of a cat')
    const payload =
      'Routing: 1.0\r\nTo: 1:alice@example.com;epid={0}\r\nFrom: 1:bob@example.com\r\n\r\nReliability: 1.0\r\n\r\n' +
      `Messaging: 2.0\r\nMessage-Type: Data\r\nContent-Length: ${inner.length}\r\n\r\n${inner}`
    const text = said(`SDG 0 ${payload.length}\r\n${payload}`, all, 'server')
    expect(text).not.toMatch(/a picture|alice|bob/)
    expect(text).toMatch(/\r\nFrom: 1:\w+@\w+\.com\r\n/)
    expect(text.length).toBe(`SDG 0 ${payload.length}\r\n${payload}`.length)
  })
})

describe('texts', () => {
  it.each([
    'Content-Type: text/plain; charset=UTF-8',
    'content-type : TEXT/PLAIN',
    'Content-Type:\r\n text/plain',
    'Content-Type: text/x-something-new',
    'X-Other: 1',
    'Message-ID: {1}\r\nChunk: 1',
  ])('of a message with %j are taken out', (head) => {
    const payload = `MIME-Version: 1.0\r\n${head}\r\n\r\nhello wonderful world`
    const text = said(`MSG 1 N ${payload.length}\r\n${payload}`, { texts: true })
    expect(text).not.toMatch(/hello|wonderful/)
    expect(text).toContain(head)
  })

  it('of mails are taken out, their heads stay', () => {
    const mail = 'MIME-Version: 1.0\r\nX-OIM-Run-Id: {A}\r\n\r\naGVsbG8gd29ybGQ=\r\n'
    const text = body(`<a><GetMessageResult>${mail}</GetMessageResult></a>`, { texts: true })
    expect(text).toContain('X-OIM-Run-Id: {A}\r\n\r\n')
    expect(text).not.toContain('aGVsbG8')
  })

  it('keep their bytes and lines, whatever they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.string({ unit: 'binary', maxLength: 20 }), (one, other) => {
        const payload = toByteText(`Content-Type: text/plain\r\n\r\n${one}<DisplayName>${other}`.toWellFormed())
        const before = `MSG 1 N ${payload.length}\r\n${payload}`
        expect(said(before, all)).toHaveLength(before.length)
      }),
      runs,
    )
  })
})
