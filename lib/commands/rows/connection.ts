/** Rows of VER, CVR, XFR, PNG, OUT: what opens, moves, keeps and ends a connection. */
import { command, fixed, mark, optional, rest, unsolicited } from '../row.js'
import { literal } from '../word.js'
import { Address, Base64, ClientVersion, Cookie, Count, Passport, Text, Url, Version } from '../words.js'

const ds = ['DS', 'NS'] as const
const ns = ['NS'] as const

const client = [
  ['locale', Text],
  ['system', Text],
  ['systemVersion', Text],
  ['processor', Text],
  ['client', Text],
  ['clientVersion', Text],
] as const

// Some servers leave a version or an address out; nothing in it is needed to go on (corrections.md).
const versions = [
  ['recommended', optional(ClientVersion)],
  ['alsoRecommended', optional(ClientVersion)],
  ['minimum', optional(ClientVersion)],
  ['downloadUrl', optional(Url)],
  ['infoUrl', optional(Url)],
] as const

/** Versions, redirection, keep-alive and the end of a connection. */
export const connection = {
  VerOffer: command({
    verb: 'VER', class: 'Normal', from: 'client', on: ds, since: 2, source: 'core.md 3.1',
    meaning: 'The dialects that the client speaks, the one it likes best first; CVR0 closes the list.',
    example: 'VER 1 MSNP12 MSNP11 MSNP10 CVR0',
    fields: [['offers', rest(Version)]],
  }),
  VerNone: command({
    verb: 'VER', class: 'Normal', from: 'server', on: ds, since: 2, source: 'core.md 3.1',
    meaning: 'No offered dialect is spoken here; the server closes.',
    example: 'VER 1 0',
    fields: [['none', literal('0')]],
  }),
  VerChoice: command({
    verb: 'VER', class: 'Normal', from: 'server', on: ds, since: 2, source: 'core.md 3.1',
    meaning: 'The dialect in force. Until August 2008 the official servers repeated the rest of the offer behind it.',
    example: 'VER 1 MSNP12',
    fields: [['dialect', Version], ['others', rest(Version)]],
  }),
  Cvr2: command({
    verb: 'CVR', class: 'Normal', from: 'client', on: ds, since: 2, until: 3, source: 'core.md 3.1, 11', unconfirmed: true,
    meaning: 'The client says what it is and where it runs.',
    example: 'CVR 2 0x0409 win 4.10 i386 MSMSGS 1.0.0863',
    fields: client,
  }),
  Cvr4: command({
    verb: 'CVR', class: 'Normal', from: 'client', on: ds, since: 4, until: 7, source: 'core.md 3.1',
    meaning: 'The client says what it is and where it runs; with its code.',
    example: 'CVR 2 0x0409 winnt 5.1 i386 MSMSGS 4.6.0083 MSMSGS',
    fields: [...client, ['clientCode', Text]],
  }),
  Cvr8: command({
    verb: 'CVR', class: 'Normal', from: 'client', on: ds, since: 8, until: 20, source: 'core.md 3.1',
    meaning: 'The client says what it is and who is going to sign in; must come before USR.',
    example: 'CVR 2 0x0409 winnt 5.1 i386 MSNMSGR 6.0.0602 MSMSGS alice@example.com',
    fields: [...client, ['clientCode', Text], ['passport', Passport]],
  }),
  Cvr21: command({
    verb: 'CVR', class: 'Normal', from: 'client', on: ds, since: 21, source: 'core.md 3.1, 2.2',
    meaning: 'As before, with the token of the last redirection, or 0.',
    example: 'CVR 2 0x0409 winnt 6.1.1 i386 MSNMSGR 15.4.3508.1109 MSNMSGR alice@example.com 0',
    fields: [...client, ['clientCode', Text], ['passport', Passport], ['token', optional(Text)]],
  }),
  CvrReply: command({
    verb: 'CVR', class: 'Normal', from: 'server', on: ds, since: 2, source: 'core.md 3.1; corrections.md',
    meaning: 'The versions of the client that the server recommends and insists on, and where to get them.',
    example: 'CVR 2 6.1.0211 6.1.0211 6.1.0155 http://download.example.com/setup.exe http://messenger.example.com',
    fields: versions,
  }),
  Cvq: command({
    verb: 'CVQ', class: 'Normal', from: 'client', on: ds, since: 2, source: 'core.md 3.1',
    meaning: 'As CVR, by a client that offered CVR0 alone: it wants to know of new versions and not to sign in.',
    example: 'CVQ 2 0x0409 winnt 5.1 i386 MSMSGS 4.6.0083 MSMSGS',
    fields: [...client, ['clientCode', optional(Text)], ['passport', optional(Passport)]],
  }),
  CvqReply: command({
    verb: 'CVQ', class: 'Normal', from: 'server', on: ds, since: 2, source: 'core.md 3.1',
    meaning: 'As the reply to CVR; the server closes.',
    example: 'CVQ 2 6.1.0211 6.1.0211 6.1.0155 http://download.example.com/setup.exe http://messenger.example.com',
    fields: versions,
  }),
  XfrRestart: command({
    verb: 'XFR', class: 'Async', from: 'server', on: ns, since: 11, also: [2, 3, 4, 5, 6, 7, 8, 9, 10], source: 'core.md 2.2', unconfirmed: true,
    meaning: 'Sign in again from VER on, on this very connection.',
    example: 'XFR 0 NS 0',
    fields: [unsolicited, ['to', literal('NS')], ['restart', literal('0')]],
  }),
  XfrUnasked: command({
    verb: 'XFR', class: 'Async', from: 'server', on: ns, since: 2, source: 'core.md 2.2',
    meaning: 'Move to another notification server, in the middle of a session.',
    example: 'XFR 0 NS 10.0.0.6:1863 0 10.0.0.5:1863',
    fields: [unsolicited, ['to', literal('NS')], ['address', Address], ['more', rest(Text)]],
  }),
  XfrNs2: command({
    verb: 'XFR', class: 'Normal', from: 'server', on: ds, since: 2, until: 2, source: 'core.md 2.2',
    meaning: 'Sign in at another notification server.',
    example: 'XFR 3 NS 10.0.0.5:1863',
    fields: [['to', literal('NS')], ['address', Address]],
  }),
  XfrNs3: command({
    verb: 'XFR', class: 'Normal', from: 'server', on: ds, since: 3, until: 6, source: 'core.md 2.2',
    meaning: 'Sign in at another notification server.',
    example: 'XFR 3 NS 10.0.0.5:1863 0',
    fields: [['to', literal('NS')], ['address', Address], fixed('0')],
  }),
  XfrNs7: command({
    verb: 'XFR', class: 'Normal', from: 'server', on: ds, since: 7, until: 12, source: 'core.md 2.2',
    meaning: 'Sign in at another notification server; behind it, the server that says so.',
    example: 'XFR 3 NS 10.0.0.5:1863 0 10.0.0.1:1863',
    fields: [['to', literal('NS')], ['address', Address], fixed('0'), ['current', optional(Address)]],
  }),
  XfrNs13: command({
    verb: 'XFR', class: 'Normal', from: 'server', on: ds, since: 13, until: 20, source: 'core.md 2.2',
    meaning: 'Sign in at another notification server.',
    example: 'XFR 3 NS 10.0.0.5:1863 U D',
    fields: [['to', literal('NS')], ['address', Address], fixed('U'), fixed('D')],
  }),
  XfrNs21: command({
    verb: 'XFR', class: 'Normal', from: 'server', on: ds, since: 21, source: 'core.md 2.2',
    meaning: 'Sign in at another notification server, through the HTTP gateway if it says G; the token goes into CVR there.',
    example: 'XFR 3 NS 10.0.0.5:1863 U D VmVyc2lvbjogMQ0KWGZyQ291bnQ6IDENCg==',
    fields: [['to', literal('NS')], ['address', Address], ['way', optional(literal('U', 'G'))], fixed('D'), ['token', optional(Base64)]],
  }),
  XfrSbAsk: command({
    verb: 'XFR', class: 'Normal', from: 'client', on: ns, since: 2, until: 20, source: 'core.md 2.3',
    meaning: 'Asks for a switchboard.',
    example: 'XFR 8 SB',
    fields: [['to', literal('SB')]],
  }),
  XfrSb2: command({
    verb: 'XFR', class: 'Normal', from: 'server', on: ns, since: 2, until: 12, source: 'core.md 2.3',
    meaning: 'A switchboard, and the cookie that lets in.',
    example: 'XFR 8 SB 10.0.1.200:1863 CKI 246503.1115372323.20879',
    fields: [['to', literal('SB')], ['address', Address], fixed('CKI'), ['cookie', Cookie]],
  }),
  XfrSb13: command({
    verb: 'XFR', class: 'Normal', from: 'server', on: ns, since: 13, until: 13, source: 'core.md 2.3',
    meaning: 'A switchboard, and the cookie that lets in.',
    example: 'XFR 8 SB 10.0.1.200:1863 CKI 1532036373.83227130.13148234 U messenger.msn.com',
    fields: [['to', literal('SB')], ['address', Address], fixed('CKI'), ['cookie', Cookie], fixed('U'), ['domain', optional(Text)]],
  }),
  XfrSb14: command({
    verb: 'XFR', class: 'Normal', from: 'server', on: ns, since: 14, until: 20, source: 'core.md 2.3',
    meaning: 'A switchboard, and the cookie that lets in. Sources disagree on the flag; servers write 1, clients pass over it.',
    example: 'XFR 8 SB 10.0.1.200:1863 CKI 1532036373.83227130.13148234 U messenger.msn.com 1',
    fields: [
      ['to', literal('SB')], ['address', Address], fixed('CKI'), ['cookie', Cookie], fixed('U'), ['domain', optional(Text)],
      ['flag', optional(literal('0', '1'))],
    ],
  }),
  Png: command({
    verb: 'PNG', class: 'Async', from: 'client', on: ns, since: 2, source: 'core.md 5.5',
    meaning: 'Is the connection alive?',
    example: 'PNG',
    fields: [],
    role: 'keepAlive',
  }),
  Qng2: command({
    verb: 'QNG', class: 'Async', from: 'server', on: ns, since: 2, until: 8, source: 'core.md 5.5',
    meaning: 'It is.',
    example: 'QNG',
    fields: [],
    role: 'keepAlive',
    answers: ['PNG'],
  }),
  Qng9: command({
    verb: 'QNG', class: 'Async', from: 'server', on: ns, since: 9, source: 'core.md 5.5, 10.1',
    meaning: 'It is; the next PNG is due in so many seconds.',
    example: 'QNG 50',
    fields: [['seconds', optional(Count)]],
    role: 'keepAlive',
    answers: ['PNG'],
  }),
  OutClient: command({
    verb: 'OUT', class: 'Async', from: 'client', on: ['DS', 'NS', 'SB'], since: 2, source: 'core.md 2.4, 6.6',
    meaning: 'The client leaves; the server closes without an answer.',
    example: 'OUT',
    fields: [],
    role: 'leave',
  }),
  OutMaintenance: command({
    verb: 'OUT', class: 'Async', from: 'server', on: ns, since: 11, source: 'core.md 2.4',
    meaning: 'The server closes for maintenance; sign in again after so many minutes.',
    example: 'OUT RCT 5',
    fields: [mark('RCT'), ['minutes', Count]],
  }),
  OutServer: command({
    verb: 'OUT', class: 'Async', from: 'server', on: ds, since: 2, source: 'core.md 2.4',
    meaning: 'The server closes: the account signed in elsewhere (OTH), the server goes down (SSD), moves the lists (MIG), or terms of use wait (TOU).',
    example: 'OUT OTH',
    fields: [['reason', optional(literal('OTH', 'SSD', 'MIG', 'TOU'))]],
  }),
} as const
