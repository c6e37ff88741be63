/** Holds that no spelling of a secret that the server accepts stands in a recording, whichever way it is recorded. */
import fc from 'fast-check'
import { of } from 'rxjs'
import { describe, expect, it } from 'vitest'

import { isSame } from '../../../lib/host/signin/credentials.js'
import type { HttpRequest, HttpResponse } from '../../../lib/core/effects.js'
import type { Ports } from '../../../lib/index.js'
import { recorded } from '../../../lib/traces.js'
import { secret } from '../../../lib/payloads/secret.js'
import { withoutSecrets } from '../../../lib/edges/debug-log.js'
import { findAll } from '../../../lib/payloads/soap/book.js'
import { getMetadata } from '../../../lib/payloads/soap/offlinemail.js'
import { storeOffline } from '../../../lib/payloads/soap/offlinestore.js'
import { requestTickets } from '../../../lib/payloads/soap/tickets.js'
import type { Recorded, TraceRecord } from '../../../lib/traces/format/record.js'
import { scrubbing } from '../../../lib/traces/scrub/scrub.js'
import { byteText, bytesOf, utf8Bytes } from '../../../lib/wire/text.js'
import { ticketAt } from '../../host/soap/asking.js'
import { among, drive, signIn, usual, type Driver } from '../../host/driver.js'
import { runs } from '../../support/arbitrary.js'
import { latin1, onEthernet, pcapOf, talk } from '../../support/pcaps.js'
import { scrubbedCapture } from '../../support/scrubbed.js'

const few = { numRuns: Math.ceil(runs.numRuns / 8) }
const passport = 'erna@example.com'
const open = () => drive({ ...usual, autoCreate: true })

/** All that stands in some records: texts, and bytes as byte text. */
const plain = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) => (each instanceof Uint8Array ? byteText(each) : each))

const answer: HttpResponse = { status: 200, headers: {} }

/** What is recorded of a request in a trace that is scrubbed, at a client's own ports, and in a capture. */
const recordingsOf = (request: HttpRequest, isChunked: boolean): ReadonlyArray<readonly [string, string]> => {
  const asked: TraceRecord = { t: 0, _tag: 'Asked', exchange: 0, request }
  const { record, end } = scrubbing()
  const found: Array<Recorded> = []
  const none = { dial: () => of(), listen: () => of(), serve: () => of(), after: () => of(), now: () => 0 }
  const ports = { ...none, random: () => new Uint8Array(0), fetch: () => of(answer) } as Ports
  const tapped = recorded(ports, (finding) => void found.push(finding))
  tapped.fetch(request).subscribe()
  tapped.end()

  const { method, url, headers, body = new Uint8Array(0) } = request
  const framing = isChunked ? 'Transfer-Encoding: chunked' : `Content-Length: ${body.length}`
  const half = body.length >> 1
  const pieces = isChunked
    ? [body.subarray(0, half), body.subarray(half)].filter(({ length }) => length > 0)
    : [body]
  const said = pieces.map((piece) =>
    isChunked ? `${piece.length.toString(16)}\r\n${byteText(piece)}\r\n` : byteText(piece),
  )
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  const text = `${method} ${url} HTTP/1.1\r\nHost: x\r\n${framing}\r\n${lines.join('')}\r\n${said.join('')}${isChunked ? '0\r\n\r\n' : ''}`
  const packets = talk({ client: { host: '10.0.0.1', port: 5000 }, server: { host: '10.0.0.2', port: 80 }, longest: 200 }, [
    { from: 'client', bytes: latin1(text) },
    { from: 'server', bytes: latin1('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n') },
  ])
  const file = pcapOf()(packets.map(onEthernet))
  const clean = scrubbedCapture(file)
  expect(clean).toHaveLength(file.length)
  return [
    ['a trace', plain([...record(asked), ...end()])],
    ['own ports', plain(found)],
    ['a capture', packetsOf(clean)],
  ]
}

/** The payloads of packets with 54 bytes of headers each, behind 24 and 16 bytes of the file's. */
const packetsOf = (file: Uint8Array): string => {
  let text = ''
  const view = new DataView(file.buffer, file.byteOffset, file.length)
  for (let at = 24; at < file.length;) {
    const length = view.getUint32(at + 8, true)
    text += byteText(file.subarray(at + 16 + 54, at + 16 + length))
    at += 16 + length
  }
  return text
}

/** A secret, and a way to spell it; `runs` are pieces of the spelling that must be seen nowhere. */
interface Spelled {
  readonly secret: string
  readonly spelling: string
  readonly runs: ReadonlyArray<string>
}

const unseen = (recordings: ReadonlyArray<readonly [string, string]>, { secret: word, spelling, runs: pieces }: Spelled): void => {
  for (const [where, text] of recordings)
    for (const piece of new Set([word, spelling, ...pieces]))
      expect(text.includes(piece), `${JSON.stringify(piece)} stands in ${where}: ${text}`).toBe(false)
}

/** Pieces of five characters, in which a secret would be known again. */
const grams = (text: string): ReadonlyArray<string> =>
  Array.from({ length: Math.max(text.length - 4, 1) }, (_, at) => text.slice(at, at + 5))

const core = fc.stringMatching(/^[A-Z][a-z]{2}[0-9]{2}[A-Z][a-z]{3}[0-9]{2}[A-Z]$/)

const mixedCase = (text: string): fc.Arbitrary<string> =>
  fc
    .array(fc.boolean(), { minLength: text.length, maxLength: text.length })
    .map((upper) => Array.from(text, (each, i) => (upper[i] ? each.toUpperCase() : each.toLowerCase())).join(''))

const percent = (character: string): string =>
  Array.from(utf8Bytes(character), (byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')

/** As a parameter of the header: each character by itself, or percent-encoded. */
const inParameter: fc.Arbitrary<Spelled> = fc
  .tuple(core, fc.constantFrom('', ' x', "'q'", 'é', '=', '&'), fc.infiniteStream(fc.boolean()))
  .map(([head, tail, escaped]) => {
    const word = head + tail
    const spelling = Array.from(word, (each) =>
      escaped.next().value === true || /[^\x20-\x7e]/.test(each) ? percent(each) : each,
    ).join('')
    return { secret: word, spelling, runs: [...grams(word), ...grams(spelling)] }
  })

const referenced = (character: string, how: number): string => {
  const code = character.codePointAt(0)!
  return [`&#${code};`, `&#x${code.toString(16)};`, `&#X${code.toString(16).toUpperCase()};`, `&#0${code};`][how]!
}

const marks: Readonly<Record<string, string>> = { '<': '&lt;', '&': '&amp;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }
const escaped = (character: string): string => marks[character] ?? character

/** As the text of an element: plain, referenced, in CDATA, with comments, instructions and elements between. */
const inElement = (of: fc.Arbitrary<string> = core): fc.Arbitrary<Spelled> =>
  fc
    .tuple(
      fc.tuple(of, fc.constantFrom('', '<', '&', '"', 'é')).map(([head, tail]) => head + tail),
      fc.array(fc.nat({ max: 9 }), { minLength: 40, maxLength: 40 }),
      fc.nat({ max: 3 }),
    )
    .map(([word, ways, calm]) => {
      const pieces: Array<string> = []
      let spelling = ''
      const put = (piece: string): void => {
        spelling += piece
        pieces.push(piece)
      }
      const all = Array.from(word)
      for (let at = 0, i = 0; at < all.length; i++) {
        const way = ways[i % ways.length]! % (calm === 0 ? 1 : 10)
        const run = all.slice(at, at + (calm === 0 ? all.length : 4))
        const text = run.join('')
        if (way >= 1 && way <= 4) run.forEach((each) => put(referenced(each, way - 1)))
        else if (way === 5) put(`<![CDATA[${text}]]>`)
        else if (way === 6) put(`<!-- c -->${run.map(escaped).join('')}`)
        else if (way === 7) put(`${run.map(escaped).join('')}<b>no</b>`)
        else if (way === 8) put(`<?p i?>${run.map(escaped).join('')}`)
        else put(run.map(escaped).join(''))
        at += run.length
      }
      const references = pieces.filter((piece) => piece.startsWith('&#'))
      return { secret: word, spelling, runs: [...grams(word), ...references] }
    })

const prefix = fc.constantFrom('', 'wsse:', 'a:', 'S-1.x:', '_:')
const attributesOf = fc.constantFrom('', " Type='x'", ' a="1>2"', '\n\tId = "p"', " b='\"'")
const blank = fc.constantFrom('', ' ', '\r\n')

describe('a password that the server accepts', () => {
  it('stands in no recording, however it is spelled in a header', () => {
    fc.assert(
      fc.property(
        inParameter,
        mixedCase('pwd'),
        mixedCase('authorization'),
        fc.constantFrom(',', ', ', ' ', '\t', ',\r\n ', ',a=b ,'),
        fc.constantFrom('', ',pwd=Again0ther', ',ct=1,rver=1', ',x=y z'),
        fc.boolean(),
        (spelled, pwd, name, gap, behind, isFirst) => {
          const user = `sign-in=${encodeURIComponent(passport)}`
          const word = `${pwd}=${spelled.spelling}`
          // Who asks ends at a comma, as the password does.
          const all = isFirst ? `${word},${user}` : `${user},OrgURL=u${gap}${word}`
          const value = `Passport1.4 ${all}${behind}`
          const driver = open()
          const told = value.replaceAll(/[\r\n]/g, ' ')
          expect(driver.ask('/login', { [name]: told }).status).toBe(200)
          const credential = driver.state().accounts.get(passport)?.credential
          expect(credential?._tag === 'Password' && isSame(spelled.secret, credential.password)).toBe(true)
          const request = { method: 'GET', url: '/login', headers: { [name]: value } } as const
          unseen(recordingsOf(request, false), spelled)
        },
      ),
      few,
    )
  })

  it('stands in no recording, however it is spelled in XML', () => {
    fc.assert(
      fc.property(
        inElement(),
        fc.record({
          name: mixedCase('password'),
          prefix,
          attributes: attributesOf,
          blank,
          path: fc.constantFrom('/RST.srf', '/RST2.srf'),
          before: fc.constantFrom('', '\ufeff', '\r\n ', '<!-- <a> -->', '<?pi <Password> ?>'),
          decoy: fc.constantFrom('', '<Password2>x</Password2>', '<b a="&lt;Password>"/>', '<![CDATA[<Password>]]>'),
          isChunked: fc.boolean(),
        }),
        (spelled, { name, prefix: space, attributes, blank: gap, path, before, decoy, isChunked }) => {
          const plainBody = byteText(
            requestTickets.writeRequest({ passport, password: secret('PA55') }, { tickets: [{ address: 'a' }] }),
          ).replace(/^<\?xml[^>]*>/, '')
          const tag = `${space}${name}`
          const text = plainBody.replace(
            '<wsse:Password>PA55</wsse:Password>',
            () => `${decoy}<${tag}${attributes}>${spelled.spelling}</${tag}${gap}>`,
          )
          const body = utf8Bytes(before + text)
          const driver = open()
          expect(byteText(driver.post(path, body).response.body!)).toContain('BinarySecurityToken')
          const credential = driver.state().accounts.get(passport)?.credential
          expect(credential?._tag === 'Password' && isSame(spelled.secret, credential.password)).toBe(true)
          unseen(recordingsOf({ method: 'POST', url: path, headers: {}, body }, isChunked), spelled)
        },
      ),
      few,
    )
  })
})

const signedIn = (): readonly [Driver, string] => {
  const driver = among()
  signIn(driver, 'alice', 'MSNP15')
  return [driver, ticketAt(driver, 'alice')]
}

/** The ticket between others, spelled as it is: what a request has in its place. */
const [host, ticket] = signedIn()
const [, digits = ''] = /^t=([^&]*)/.exec(ticket) ?? []

describe('a ticket that the server accepts', () => {
  const spelled = inElement(fc.constant(ticket)).filter((each) => each.secret === ticket)

  it('stands in no recording, however it is spelled in an element', () => {
    fc.assert(
      fc.property(spelled, mixedCase('tickettoken'), prefix, (each, name, space) => {
        const plainBody = byteText(findAll.writeRequest({ ticket: secret('T1CKET'), scenario: 'Initial' }, {}))
        const tag = `${space}${name}`
        const body = utf8Bytes(
          plainBody.replace('<TicketToken>T1CKET</TicketToken>', () => `<${tag}>${each.spelling}</${tag}>`),
        )
        const headers = { SOAPAction: findAll.action! }
        expect(host.post('/abservice/abservice.asmx', body, headers).response.status).toBe(200)
        unseen(recordingsOf({ method: 'POST', url: '/abservice/abservice.asmx', headers, body }, false), {
          ...each,
          secret: digits,
        })
      }),
      few,
    )
  })

  it('stands in no recording, however it is spelled in the two halves of a cookie', () => {
    const half = inElement(fc.constant(digits)).filter((each) => each.secret === digits)
    fc.assert(
      fc.property(half, mixedCase('passportcookie'), mixedCase('t'), (each, name, t) => {
        const plainBody = byteText(getMetadata.writeRequest({ ticket: secret('t=T1CKET&p=') }, {}))
        const body = utf8Bytes(
          plainBody
            .replace('<t>T1CKET</t>', () => `<${t}>${each.spelling}</${t}>`)
            .replaceAll('PassportCookie', name),
        )
        const headers = { SOAPAction: getMetadata.action! }
        expect(host.post('/rsi/rsi.asmx', body, headers).response.status).toBe(200)
        unseen(recordingsOf({ method: 'POST', url: '/rsi/rsi.asmx', headers, body }, true), each)
      }),
      few,
    )
  })

  it('stands in no recording, however it is spelled in an attribute', () => {
    fc.assert(
      fc.property(
        mixedCase('passport'),
        fc.constantFrom('"', "'"),
        fc.nat({ max: 4 }),
        blank,
        (name, quote, how, gap) => {
          const spelling = Array.from(ticket, (each, i) =>
            i % 5 < how ? referenced(each, how - 1) : escaped(each),
          ).join('')
          const head = { from: 'alice@example.com', to: 'bob@example.com', ticket: secret('T1CKET') }
          const plainBody = byteText(
            storeOffline.writeRequest(
              { ...head, appId: 'PROD0119GSJUC$18', lockKey: 'L0ckKey0ckKey', sequence: 1, dialect: 'MSNP15' },
              { content: 'hello' },
            ),
          )
          const body = utf8Bytes(
            plainBody.replace('passport="T1CKET"', () => `${name}${gap}=${gap}${quote}${spelling}${quote}`),
          )
          const headers = { SOAPAction: storeOffline.action! }
          // The ticket is good; what is missing is the answer to a challenge.
          expect(byteText(host.post('/OimWS/oim.asmx', body, headers).response.body!)).toContain('LockKeyChallenge')
          const found = { secret: digits, spelling, runs: ['L0ckKey', ...grams(digits)] }
          unseen(recordingsOf({ method: 'POST', url: '/OimWS/oim.asmx', headers, body }, false), found)
        },
      ),
      few,
    )
  })
})

const secretWord = '5ecretW0rd'
const asked = (request: Partial<HttpRequest>): string =>
  recordingsOf({ method: 'POST', url: '/RST.srf', headers: {}, ...request }, false)
    .map(([, text]) => text)
    .join('\n')

describe('where nobody can tell', () => {
  it.each<readonly [string, Partial<HttpRequest>]>([
    ['another scheme', { headers: { Authorization: `Basic ${btoa(`me:${secretWord}`)}` } }],
    ['a scheme in lower case', { headers: { Authorization: `passport1.4 pwd=${secretWord}` } }],
    ['a parameter that nobody knows', { headers: { Authorization: `Passport1.4 secret=${secretWord},ct=1` } }],
    ['a word that is no parameter', { headers: { Authorization: `Passport1.4 ${secretWord}` } }],
    ['a quote that does not end', { headers: { 'Authentication-Info': `Passport1.4 from-PP='t=a, ${secretWord}` } }],
    ['a header for tokens', { headers: { 'X-Some-Token': secretWord, 'x-password': secretWord } }],
    ['cookies', { headers: { Cookie: `MSPAuth=a,${secretWord}; b; ${secretWord}; c="${secretWord}"` } }],
    ['the query of a URL', { url: `/RST.srf?a=b&PWD=${secretWord}` }],
    ['an escaped name in it', { url: `/RST.srf?p%77d=${secretWord}` }],
    ['a URL in a URL', { url: `/RST.srf?ru=https%3A%2F%2Fx%2F%3Fa%3Db%26pwd%3D${secretWord}` }],
    ['a URL in a header', { headers: { Referer: `https://x/?password=${secretWord}` } }],
    ['who asks, in a URL', { headers: { Referer: `https://me:${secretWord}@x/` } }],
    ['an unclosed element', { body: bytesOf(`<Envelope><Password>${secretWord}</Envelope>`) }],
    ['a body that is cut', { body: bytesOf(`<Envelope><Password>a<![CDATA[${secretWord}`) }],
    ['a tag that is cut', { body: bytesOf(`<Envelope><Ticket passport="${secretWord}`) }],
    ['a quote that does not end', { body: bytesOf(`<Password a="b>${secretWord}</Password>`) }],
    ['a blank before the name', { body: bytesOf(`<a>< Password>${secretWord}</ Password></a>`) }],
    ['an attribute of the element', { body: bytesOf(`<a><Password Value='${secretWord}'/></a>`) }],
    ['an attribute without quotes', { body: bytesOf(`<a><Ticket passport=${secretWord} /></a>`) }],
    ['a comment', { body: bytesOf(`<a><!-- <Password>${secretWord}</Password> --></a>`) }],
    ['an entity that is declared', { body: bytesOf(`<!DOCTYPE a [<!ENTITY password "${secretWord}">]><a/>`) }],
    ['an end inside of CDATA', { body: bytesOf(`<Password><![CDATA[</Password>${secretWord}]]></Password>`) }],
    ['an element in its own', { body: bytesOf(`<Password><Password>a</Password>${secretWord}</Password>`) }],
    ['wide characters', { body: bytesOf(Array.from(`\ufeff<Password>${secretWord}`, (each) => `${each === '\ufeff' ? '\xff\xfe' : `${each}\0`}`).join('')) }],
    ['another encoding', { body: bytesOf(`<?xml version="1.0" encoding='utf-7'?><a>+ADw-Password+AD4-${secretWord}</a>`) }],
    ['a packed body', { headers: { 'Content-Encoding': 'gzip' }, body: bytesOf(`<a>\x1f\x8b${secretWord}`) }],
    ['a form', { body: bytesOf(`user=me&passwd=${secretWord}`) }],
    ['a field of a page', { body: bytesOf(`<html><input name=PPFT value='${secretWord}'></html>`) }],
  ])('%s: nothing is seen', (_, request) => {
    const text = asked(request)
    expect(text).not.toContain(secretWord)
    expect(text).not.toContain(btoa(`me:${secretWord}`))
    if (request.body !== undefined) expect(text.replaceAll('\\u0000', '').split('\0').join('')).not.toMatch(/5ecret/)
  })

  it('what is no secret stays', () => {
    const body = '<Envelope><a:Username>me</a:Username><b c="d &amp; e">x &lt; y</b><!-- z --><![CDATA[w]]></Envelope>'
    const headers = {
      'Content-Type': 'text/xml; charset=utf-8',
      Authorization: 'Passport1.4 OrgVerb=GET,OrgURL=http%3A%2F%2Fx,sign-in=me%40x.com,ct=1,rver=5,wp=A,lc=1,tpf=abc',
      'WWW-Authenticate': 'Passport1.4 da-status=failed,srealm=Passport.NET,ts=-3,prompt,cburl=http://x,cbtxt=no',
      PassportURLs: 'DARealm=Passport.Net,DALogin=login.example.com/login2.srf',
      SOAPAction: '"http://x/y?z=1"',
    }
    const [[, text] = []] = recordingsOf({ method: 'POST', url: '/RST.srf?id=1', headers, body: bytesOf(body) }, false)
    expect(JSON.parse(text!)[0].request).toEqual({ method: 'POST', url: '/RST.srf?id=1', headers, body })
  })
})

describe('a capture', () => {
  const ends = { client: { host: '10.0.0.1', port: 5000 }, server: { host: '10.0.0.2', port: 80 } }
  const fileOf = (client: string, server = '', hole?: string): Uint8Array => {
    const packets = talk({ ...ends, longest: 100 }, [
      { from: 'client', bytes: latin1(client) },
      { from: 'server', bytes: latin1(server) },
    ])
    const kept = packets.filter(({ bytes = new Uint8Array(0) }) => hole === undefined || !byteText(bytes).includes(hole))
    return pcapOf()(kept.map(onEthernet))
  }
  const body = `<Envelope><Password>${secretWord}</Password></Envelope>${' '.repeat(200)}`
  const request = (length: number): string =>
    `POST /RST.srf HTTP/1.1\r\nHost: x\r\nCookie: a=${secretWord}\r\nContent-Length: ${length}\r\n\r\n${body}`

  it.each([
    ['that ends within a body', request(9999), '', undefined],
    ['that ends within a head', `GET /login HTTP/1.1\r\nAuthorization: Passport1.4 pwd=${secretWord}\r\nX: ${'y'.repeat(300)}`, '', undefined],
    ['that lacks a part of a body', request(body.length).replace('<Envelope>', `<Envelope>${'<a/>'.repeat(100)}`).replace(/Length: \d+/, `Length: ${body.length + 400}`), '', '<a/><a/><a/><a/><a/><a/><a/><a/><a/><a/><a/><a/><a/><a/><a/><a/><a/><a/>'],
    ['that lacks a part of a head', `POST /RST.srf HTTP/1.1\r\nX: ${'y'.repeat(300)}\r\nCookie: a=${secretWord}\r\nContent-Length: ${body.length}\r\n\r\n${body}`, '', 'yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy'],
    ['with a chunk that is none', `POST /RST.srf HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n${body}`, '', undefined],
    ['with an answer that is cut', request(body.length), `HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n<a><BinarySecurityToken>${secretWord}</BinarySecurityToken>`, undefined],
    ['with another request on the connection', `${request(body.length)}POST /other HTTP/1.1\r\nCookie: b=${secretWord}\r\nContent-Length: 10\r\n\r\n${secretWord}`, '', undefined],
  ])('%s shows no secret', (_, client, server, hole) => {
    const file = fileOf(client, server, hole)
    const clean = scrubbedCapture(file)
    expect(packetsOf(file)).toContain(secretWord)
    expect(packetsOf(clean)).not.toContain(secretWord)
    expect(clean).toHaveLength(file.length)
  })

  it('of what has nothing to do with MSNP stays as it was', () => {
    const file = fileOf(`GET /news HTTP/1.1\r\nCookie: a=${secretWord}\r\n\r\nPOST /x HTTP/1.1\r\nContent-Length: 999\r\n\r\n${secretWord}`)
    expect(scrubbedCapture(file)).toEqual(file)
  })
})

describe('a tap', () => {
  const payloadOf = (text: string) =>
    (withoutSecrets({ _tag: 'Payload', verb: 'MSG', trid: 1, acknowledgement: 'N', payload: bytesOf(text) } as never) as unknown as { readonly payload: Uint8Array }).payload

  it.each([
    ['a profile', 'Content-Type: text/x-msmsgsprofile\r\nMSPAuth: 5ecretW0rd\r\n\r\n'],
    ['a profile of another type', 'Content-Type: text/other\r\nMSPAuth: 5ecretW0rd\r\n\r\n'],
    ['a line that goes on', 'Content-Type: text/x\r\nmspauth :\r\n 5ecretW0rd\r\n\r\n'],
    ['an element', "Content-Type: text/x\r\n\r\n<Password a='b'>5ecretW0rd"],
    ['an invitation', 'Content-Type: text/x-msmsgsinvite\r\n\r\nAuthCookie: 5ecretW0rd\r\n'],
  ])('is shown nothing of the payload of %s', (_, text) => {
    expect(payloadOf(text)).toHaveLength(0)
  })

  it('is shown what holds no secret', () => {
    expect(byteText(payloadOf('Content-Type: text/plain\r\n\r\nhello'))).toContain('hello')
  })
})
