/** No text that a reader gives holds on to the document that it was read from. */
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'

import { readList } from '../../lib/payloads/list.js'
import { readMessage } from '../../lib/payloads/message.js'
import { readNotification } from '../../lib/payloads/notification.js'
import { readOfflineText } from '../../lib/payloads/offline.js'
import { readPersonal } from '../../lib/payloads/personal.js'
import { Party, readRouted } from '../../lib/payloads/routing.js'
import { secret } from '../../lib/payloads/secret.js'
import { soap } from '../../lib/payloads/soap/operations.js'
import { readXml } from '../../lib/payloads/xml.js'
import { utf8Bytes, utf8Of } from '../../lib/wire/text.js'
import { heap } from '../support/heap.js'

const [documents, size] = [32, 60_000]

/** A reader, and a document that nobody has read yet: `id` stands in each of its texts, `more` where nobody looks. */
type Reading = readonly [name: string, read: (id: string, more: string) => unknown]

/** What stands before a text, so that it is no short one. */
const long = 'a text that is long enough'

const message =
  (type: string, headers: (text: string, more: string) => ReadonlyArray<string>, body: (text: string, more: string) => string = () => '') =>
  (id: string, more: string): unknown => {
    const text = `${long} ${id}`
    return readMessage(utf8Bytes([`Content-Type: ${type}`, `X-More: ${more}`, ...headers(text, more), '', body(text, more)].join('\r\n')))
  }

const messages: ReadonlyArray<Reading> = [
  ['a text', message('text/plain; charset=UTF-8', (text) => [`P4-Context: ${text}`, `X-Some: ${text}`])],
  ['the font of a text', message('text/plain', (text, more) => [`X-MMS-IM-Format: FN=${encodeURIComponent(text)}; XX=${more}`])],
  ['typing', message('text/x-msmsgscontrol', (text) => [`TypingUser: ${text}`])],
  ['a wink', message('text/x-msnmsgr-datacast', () => [], (text, more) => `ID: 2\r\nData: <msnobj/>${text}\r\nMore: ${more}`)],
  ['emoticons', message('text/x-mms-emoticon', () => [], (text, more) => `${text}\t<msnobj ${text}/>\t${more}\t<msnobj ${more}/>\t`)],
  ['a profile', message('text/x-msmsgsprofile; charset=UTF-8', (text) => [`preferredEmail: ${text}`, `MSPAuth: ${text}`])],
  ['mail', message('text/x-msmsgsemailnotification', () => [], (text, more) => `From: ${text}\r\nid: ${text}\r\nX: ${more}`)],
  [
    'waiting mail',
    message(
      'text/x-msmsgsinitialmdatanotification',
      () => [],
      (text, more) => `Mail-Data: <MD><M><I>${text}</I><E>${text}</E><N>=?utf-8?Q?${text}?=</N></M><X>${more}</X></MD>\r\n`,
    ),
  ],
  ['an invitation', message('text/x-msmsgsinvite', () => [], (text, more) => `Application-Name: ${text}\r\nX: ${more}`)],
  ['a piece', message('text/plain', (text) => [`Message-ID: ${text}`, 'Chunks: 2'])],
  ['what nobody knows', message('x/y', (text) => [`X-Some: ${text}`])],
]

const documentsOfXml: ReadonlyArray<Reading> = [
  ['an attribute', (id, more) => readXml({ length: Infinity })(`<a b="${long} ${id}" c="${more}" d=x/>`)],
  ['an element', (id, more) => readXml({ length: Infinity })(`<a><b-that-is-long>${long} ${id}</b-that-is-long><!--${more}--></a>`)],
  [
    'what somebody shows',
    (id, more) =>
      readPersonal(
        utf8Bytes(
          `<Data><PSM>${long} ${id}</PSM><CurrentMedia>\\0Music\\01\\0{0}\\0${long} ${id}\\0</CurrentMedia><!--${more}--><EndpointData id="{aaaaaaaa-aaaa-4aaa-8aaa-00000000${id}}"><Capabilities>1:2</Capabilities></EndpointData></Data>`,
        ),
      ),
  ],
  ['a list', (id, more) => readList(utf8Bytes(`<ml><!--${more}--><d n="example.com"><c n="long.name.${id}" f="${long}${id}"/></d></ml>`))],
  [
    'a notice',
    (id, more) =>
      readNotification(
        utf8Bytes(`<NOTIFICATION id="1" siteurl="${long}${id}"><!--${more}--><MSG><BODY>&lt;NotificationData&gt;&lt;CID&gt;${long}${id}&lt;/CID&gt;&lt;/NotificationData&gt;</BODY></MSG></NOTIFICATION>`),
      ),
  ],
]

const others: ReadonlyArray<Reading> = [
  [
    'what is routed',
    (id, more) =>
      readRouted(utf8Bytes(`Routing: 1.0\r\nTo: 9:long.name.${id}@live.com\r\nX: ${more}\r\n\r\nReliability: 1.0\r\nX: ${more}\r\n\r\nPublication: 1.0\r\nUri: /long/name/${id}\r\n\r\n`)),
  ],
  ['a party', (id, more) => Party.decode(`9:long.name.${id}@live.com;path=${long}${id};x=${more}`)],
  ['a kept message', (id, more) => readOfflineText(`From: ${more} <long.name.${id}@example.com>\r\nX-OIM-Run-Id: {AAAAAAAA-AAAA-4AAA-8AAA-00000000${id}}\r\nDate: ${long} ${id}\r\nX: ${more}\r\n\r\n${id}`)],
]

/** An answer with something behind the envelope that nobody reads. */
const withMore = (body: Uint8Array, more: string): Uint8Array =>
  utf8Bytes(utf8Of(body).replace(/<\/[^<>]*>\s*$/, (end) => `<!--${more}-->${end}`))

const answers: Readonly<Partial<Record<keyof typeof soap, (text: string) => unknown>>> = {
  requestTickets: (text) => ({ tickets: [{ address: text, ticket: secret(text), secret: secret(text), created: text, expires: text }] }),
  findMembership: (text) => ({
    members: [{ role: 'Allow', kind: 'Passport', address: text, network: 1, id: text, name: text, deleted: false }],
    lastChange: text,
  }),
  findAll: (text) => ({
    groups: [{ id: text, name: text, favourite: false, deleted: false }],
    contacts: [{ id: text, kind: text, passport: text, network: 1, name: text, nickname: text, messenger: true, groups: [text], deleted: false, cid: text }],
    me: { id: text, passport: text, name: text },
    lastChange: text,
  }),
  findContactsPaged: (text) => ({ groups: [], contacts: [], circles: [{ id: text, name: text }], circleTicket: secret(text), lastChange: text }),
  addContact: (text) => ({ id: text }),
  addGroup: (text) => ({ id: text }),
  addToGroup: (text) => ({ id: text }),
  getMetadata: (text) => ({ _tag: 'MailData', counts: {}, quota: {}, messages: [{ id: text, sender: text, folder: text }] }),
  getMessage: (text) => ({ mail: text }),
}

const answered: ReadonlyArray<Reading> = Object.entries(answers).map(([name, answer]): Reading => {
  const { writeAnswer, readAnswer } = soap[name as keyof typeof soap] as typeof soap.getMessage
  return [
    name,
    (id, more) => {
      const read = readAnswer(withMore(writeAnswer(answer(`${long} ${id}`.replaceAll(' ', '-')) as { readonly mail: string }), more))
      if (E.isLeft(read)) throw new Error(`${name} is not read: ${read.left._tag}`)
      return read.right
    },
  ]
})

/** All texts in a value that are not as long as what nobody looks at. */
const textsIn = (value: unknown): ReadonlyArray<string> => {
  if (typeof value === 'string') return value.length < size ? [value] : []
  if (typeof value === 'function') return textsIn((value as () => unknown)())
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return []
  return Object.values(value).flatMap(textsIn)
}

/** Bytes that the texts of one value hold. */
const heldBy = (read: Reading[1]): number => {
  const kept: Array<ReadonlyArray<string>> = []
  const before = heap()
  for (let n = 0; n < documents; n++) {
    const id = String(n).padStart(4, '0')
    const texts = textsIn(read(id, id.repeat(size / 4)))
    if (!texts.some((text) => text.includes(id))) throw new Error(`nothing of it is read: ${texts.join()}`)
    kept.push(texts)
  }
  return (heap() - before) / kept.length
}

describe.each([
  ['messages', messages],
  ['XML', documentsOfXml],
  ['other payloads', others],
  ['answers of services', answered],
])('texts out of %s', (_, readings) => {
  it.each(readings)('do not hold it: %s', (_, read) => {
    // What the first ones leave behind is compiled code.
    heldBy(read)
    expect(heldBy(read)).toBeLessThan(size / 2)
  })
})
