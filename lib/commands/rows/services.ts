/** Rows of what the notification server does besides: notices, pages, policies, notes, messages to other networks, circles. */
import { Endpoint } from '../endpoint.js'
import { Quoted } from '../quoted.js'
import { command, displayName, fixed, optional, rest, trid, unsolicited } from '../row.js'
import { literal } from '../word.js'
import { Count, Criterion, NetworkId, Passport, Text, Url } from '../words.js'

const ns = ['NS'] as const

const hello = 'MIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\n\r\nhello'
const note = '<SNM opcode="PING"/>'
const page = '<TEXT xml:space="preserve" enc="utf-8">call me</TEXT>'
const shields =
  '<?xml version="1.0" encoding="utf-8" ?><config><shield><cli maj="7" min="0" minbld="0" maxbld="9999" deny=" " /></shield><block></block></config>'
const publication =
  'Routing: 1.0\r\nTo: 1:alice@example.com\r\nFrom: 1:alice@example.com\r\n\r\nReliability: 1.0\r\n\r\nPublication: 1.0\r\nUri: /user\r\nContent-Type: application/user+xml\r\nContent-Length: 6\r\n\r\n<user>'
const datagram =
  'Routing: 1.0\r\nTo: 1:bob@example.com\r\nFrom: 1:alice@example.com\r\n\r\nReliability: 1.0\r\n\r\nMessaging: 2.0\r\nMessage-Type: Text\r\nContent-Length: 5\r\n\r\nhello'

/** Notices, pages, policies, messages by way of the notification server, and other services of it. */
export const services = {
  MsgNotice: command({
    verb: 'MSG', class: 'Payload', from: 'server', on: ns, since: 2, source: 'core.md 3.8',
    meaning: 'A notice of the server itself: profile, mail, maintenance. Sender and name are both Hotmail.',
    example: 'MSG Hotmail Hotmail 95',
    fields: [['sender', Text], ['name', displayName('sender', Quoted)]],
    payload: {
      kind: 'mime',
      example: 'MIME-Version: 1.0\r\nContent-Type: text/x-msmsgsprofile; charset=UTF-8\r\nLoginTime: 1050223062\r\n\r\n',
    },
  }),
  Not: command({
    verb: 'NOT', class: 'Payload', from: 'server', on: ns, since: 3, source: 'core.md 4.10',
    meaning: 'An alert of some service; from MSNP13 on also: the address book has changed.',
    example: 'NOT 108',
    fields: [],
    payload: {
      kind: 'xml',
      example: '<NOTIFICATION ver="2" id="1342902633" siteid="199999999" siteurl="http://alerts.example.com"></NOTIFICATION>',
    },
  }),
  NotClient: command({
    verb: 'NOT', class: 'Payload', from: 'client', on: ns, since: 5, source: 'core.md 1.5', unconfirmed: true,
    meaning: 'Listed as a payload command by one server; no client is known to send it.',
    example: 'NOT 3 1',
    fields: [trid],
    payload: { kind: 'xml', example: 'x' },
  }),
  Ipg: command({
    verb: 'IPG', class: 'Payload', from: 'server', on: ns, since: 5, source: 'core.md 4.10',
    meaning: 'A page from a mobile telephone.',
    example: 'IPG 92',
    fields: [],
    payload: {
      kind: 'xml',
      example: '<NOTIFICATION id="0" siteid="111100400" siteurl="http://mobile.example.com/"></NOTIFICATION>',
    },
  }),
  PagAsk: command({
    verb: 'PAG', class: 'Payload', from: 'client', on: ns, since: 5, until: 8, source: 'core.md 4.10',
    meaning: "Sends a page to a contact's mobile telephone.",
    example: 'PAG 14 bob@example.com 53',
    fields: [trid, ['passport', Passport]],
    payload: { kind: 'xml', example: page },
  }),
  Pag: command({
    verb: 'PAG', class: 'Payload', from: 'server', on: ns, since: 5, until: 8, source: 'core.md 1.5', unconfirmed: true,
    meaning: 'A page that comes in; named by two clients and never seen.',
    example: 'PAG 14 bob@example.com 0',
    fields: [trid, ['passport', Passport]],
    payload: { kind: 'xml', example: '' },
  }),
  PgdAsk: command({
    verb: 'PGD', class: 'Payload', from: 'client', on: ns, since: 9, source: 'core.md 4.10',
    meaning: 'Sends a page to a mobile telephone (type 1) or a watch (type 2).',
    example: 'PGD 14 bob@example.com 1 53',
    fields: [trid, ['to', Text], ['type', Count]],
    payload: { kind: 'xml', example: page },
  }),
  Pgd: command({
    verb: 'PGD', class: 'Normal', from: 'server', on: ns, since: 9, source: 'core.md 11', unconfirmed: true,
    meaning: 'What becomes of a page; its words are not known.',
    example: 'PGD 14 OK',
    fields: [['more', rest(Text)]],
  }),
  GcfAsk: command({
    verb: 'GCF', class: 'Normal', from: 'client', on: ns, since: 11, source: 'core.md 4.10',
    meaning: 'Asks for a policy file; clients stopped at MSNP13.',
    example: 'GCF 6 Shields.xml',
    fields: [['file', Text]],
  }),
  GcfPush: command({
    verb: 'GCF', class: 'Payload', from: 'server', on: ns, since: 13, source: 'core.md 3.3, 4.10',
    meaning: 'The policies, sent unasked while signing in.',
    example: 'GCF 0 21',
    fields: [unsolicited],
    payload: { kind: 'xml', example: '<Policies></Policies>' },
  }),
  Gcf: command({
    verb: 'GCF', class: 'Payload', from: 'server', on: ns, since: 11, source: 'core.md 4.10; escargot.md 6',
    meaning: 'The policy file that was asked for.',
    example: 'GCF 6 Shields.xml 145',
    fields: [trid, ['file', Text]],
    payload: { kind: 'xml', example: shields },
  }),
  UrlAsk: command({
    verb: 'URL', class: 'Normal', from: 'client', on: ns, since: 2, source: 'core.md 4.10',
    meaning: 'Asks for the page of a service: INBOX, COMPOSE, PROFILE and others.',
    example: 'URL 15 INBOX',
    fields: [['service', Text], ['arguments', rest(Text)]],
  }),
  Url2: command({
    verb: 'URL', class: 'Normal', from: 'server', on: ns, since: 2, until: 2, source: 'core.md 4.10',
    meaning: 'The page, and where to sign in to it.',
    example: 'URL 15 /cgi-bin/HoTMaiL https://loginnet.passport.example/ppsecure/md5auth.srf?lc=1033',
    fields: [['path', Url], ['postUrl', Url], ['siteId', optional(Count)]],
  }),
  Url3: command({
    verb: 'URL', class: 'Normal', from: 'server', on: ns, since: 3, source: 'core.md 4.10',
    meaning: 'The page, where to sign in to it, and the number of the site.',
    example: 'URL 15 /cgi-bin/HoTMaiL https://loginnet.passport.example/ppsecure/md5auth.srf?lc=1033 2',
    fields: [['path', Url], ['postUrl', Url], ['siteId', Count]],
  }),
  SndAsk: command({
    verb: 'SND', class: 'Normal', from: 'client', on: ns, since: 2, source: 'core.md 4.10',
    meaning: 'Has an invitation to the service sent by e-mail.',
    example: 'SND 3 dave@example.net 0x0409 MSMSGS MSMSGS',
    fields: [['passport', Passport], ['locale', optional(Text)], ['client', optional(Text)], ['clientCode', optional(Text)]],
  }),
  Snd: command({
    verb: 'SND', class: 'Normal', from: 'server', on: ns, since: 2, source: 'core.md 4.10',
    meaning: 'It was sent.',
    example: 'SND 3 OK',
    fields: [['outcome', literal('OK')]],
  }),
  SdcAsk: command({
    verb: 'SDC', class: 'Payload', from: 'client', on: ns, since: 5, source: 'core.md 4.10',
    meaning: 'Has an invitation sent by e-mail, with a text of one’s own.',
    example: 'SDC 4 dave@example.net 0x0409 MSMSGS MSMSGS X X Alice%20A 21',
    fields: [
      trid, ['passport', Passport], ['locale', Text], ['client', Text], ['clientCode', Text], fixed('X'), fixed('X'),
      ['name', Quoted],
    ],
    payload: { kind: 'text', example: 'Come and chat with me' },
  }),
  Sdc: command({
    verb: 'SDC', class: 'Normal', from: 'server', on: ns, since: 5, source: 'core.md 4.10',
    meaning: 'It was sent.',
    example: 'SDC 4 OK',
    fields: [['outcome', literal('OK')]],
  }),
  FndAsk: command({
    verb: 'FND', class: 'Normal', from: 'client', on: ns, since: 2, until: 7, source: 'core.md 4.10',
    meaning: 'Searches the member directory.',
    example: 'FND 5 fname=Ann lname=Lee city=* state=* country=US',
    fields: [['criteria', rest(Criterion)]],
  }),
  Fnd: command({
    verb: 'FND', class: 'Normal', from: 'server', on: ns, since: 2, until: 7, source: 'core.md 4.10',
    meaning: 'Somebody who was found: which of how many; 0 of 0 if nobody was.',
    example: 'FND 5 1 2 fname=Ann lname=Lee city=Reno state=NV country=US',
    fields: [['index', Count], ['total', Count], ['criteria', rest(Criterion)]],
  }),
  UunAsk: command({
    verb: 'UUN', class: 'Payload', from: 'client', on: ns, since: 13, source: 'core.md 4.10',
    meaning: 'Sends a note to a contact, or to an endpoint of mine, by way of the notification server.',
    example: 'UUN 12 bob@example.com 1 20',
    fields: [trid, ['to', Endpoint], ['type', Count]],
    payload: { kind: 'opaque', example: note },
  }),
  Uun: command({
    verb: 'UUN', class: 'Normal', from: 'server', on: ns, since: 13, source: 'core.md 4.10',
    meaning: 'It was handed on.',
    example: 'UUN 12 OK',
    fields: [['outcome', literal('OK')]],
  }),
  Ubn: command({
    verb: 'UBN', class: 'Payload', from: 'server', on: ns, since: 13, source: 'core.md 4.10',
    meaning: 'A note from somebody.',
    example: 'UBN bob@example.com 1 20',
    fields: [['sender', Endpoint], ['type', Count]],
    payload: { kind: 'opaque', example: note },
  }),
  Uum: command({
    verb: 'UUM', class: 'Payload', from: 'client', on: ns, since: 14, source: 'core.md 4.10; messages.md 5.1',
    meaning: 'A message to somebody on another network, or offline: text (1), typing (2), nudge (3).',
    example: 'UUM 13 dora@yahoo.example.com 32 1 67',
    fields: [trid, ['passport', Passport], ['network', NetworkId], ['type', Count]],
    payload: { kind: 'mime', example: hello },
  }),
  Ubm: command({
    verb: 'UBM', class: 'Payload', from: 'server', on: ns, since: 14, source: 'core.md 4.10; login-openings',
    meaning: 'A message from somebody on another network.',
    example: 'UBM dora@yahoo.example.com 32 alice@example.com 1 1 67',
    fields: [['passport', Passport], ['network', NetworkId], ['to', Passport], ['toNetwork', NetworkId], ['type', Count]],
    payload: { kind: 'mime', example: hello },
  }),
  UbmShort: command({
    verb: 'UBM', class: 'Payload', from: 'server', on: ns, since: 14, until: 15, source: 'messages.md 5.1', unconfirmed: true,
    meaning: 'A message from somebody on another network, without saying to whom.',
    example: 'UBM dora@yahoo.example.com 32 1 67',
    fields: [['passport', Passport], ['network', NetworkId], ['type', Count]],
    payload: { kind: 'mime', example: hello },
  }),
  Rfs: command({
    verb: 'RFS', class: 'Async', from: 'server', on: ns, since: 13, source: 'core.md 4.10', unconfirmed: true,
    meaning: 'Load the contact list again.',
    example: 'RFS',
    fields: [['more', rest(Text)]],
  }),
  Lkp: command({
    verb: 'LKP', class: 'Normal', from: 'client', on: ns, since: 12, until: 12, source: 'core.md 4.10', unconfirmed: true,
    meaning: 'Not known; one source lists it.',
    example: 'LKP 9 x',
    fields: [['more', rest(Text)]],
  }),
  Vas: command({
    verb: 'VAS', class: 'Payload', from: 'client', on: ns, since: 18, source: 'core.md 4.10', unconfirmed: true,
    meaning: 'Reports abuse by somebody.',
    example: 'VAS 30 bob@example.com 0 0 1',
    fields: [trid, ['passport', Passport], ['first', Text], ['second', Text]],
    payload: { kind: 'xml', example: 'x' },
  }),
  PutAsk: command({
    verb: 'PUT', class: 'Payload', from: 'client', on: ns, since: 18, source: 'core.md 3.6; messages.md 5.3',
    meaning: 'Publishes something: that I am in a circle, or (MSNP21) my presence.',
    example: 'PUT 5 181',
    fields: [trid],
    payload: { kind: 'publication', example: publication },
  }),
  Put: command({
    verb: 'PUT', class: 'Payload', from: 'server', on: ns, since: 18, source: 'core.md 1.5',
    meaning: 'It was published; the payload is usually empty.',
    example: 'PUT 5 OK 0',
    fields: [trid, ['outcome', literal('OK')]],
    payload: { kind: 'publication', example: '', length: 'optional' },
  }),
  DelAsk: command({
    verb: 'DEL', class: 'Payload', from: 'client', on: ns, since: 18, source: 'core.md 1.5',
    meaning: 'Takes back what was published.',
    example: 'DEL 6 181',
    fields: [trid],
    payload: { kind: 'publication', example: publication },
  }),
  Del: command({
    verb: 'DEL', class: 'Payload', from: 'server', on: ns, since: 18, source: 'core.md 1.5, 11', unconfirmed: true,
    meaning: 'It was taken back.',
    example: 'DEL 6 OK 0',
    fields: [trid, ['outcome', literal('OK')]],
    payload: { kind: 'publication', example: '', length: 'optional' },
  }),
  Nfy: command({
    verb: 'NFY', class: 'Payload', from: 'server', on: ns, since: 18, source: 'core.md 1.5; messages.md 5.3',
    meaning: 'Something was published, or taken back.',
    example: 'NFY PUT 181',
    fields: [['operation', literal('PUT', 'DEL')]],
    payload: { kind: 'publication', example: publication },
  }),
  Sdg: command({
    verb: 'SDG', class: 'Payload', from: 'both', on: ns, since: 18, source: 'core.md 1.5; messages.md 5.3',
    meaning: 'A message to or from a circle or (MSNP21) anybody, by way of the notification server.',
    example: 'SDG 7 148',
    fields: [trid],
    payload: { kind: 'datagram', example: datagram },
  }),
} as const
