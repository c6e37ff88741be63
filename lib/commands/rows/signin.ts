/** Rows of INF, USR, CHL, QRY: signing in, and challenges. */
import { command, displayName, forgiven, optional, rest, trid, unsolicited } from '../row.js'
import { Quoted } from '../quoted.js'
import { literal } from '../word.js'
import { BracedGuid, Digest, Flag, Passport, Password, Proof, Text, Ticket, TypedPassport } from '../words.js'

const ds = ['DS', 'NS'] as const
const ns = ['NS'] as const

// What stands behind the address in the last reply of a sign-in; nothing of it is needed to go on (corrections.md).
const welcome = [['outcome', literal('OK')], ['passport', Passport]] as const
const named = ['name', displayName('passport', Quoted)] as const
const verified = ['verified', forgiven(Flag, '1')] as const
const restricted = ['restricted', forgiven(Flag, '0')] as const

/** Security packages, signing in, challenges. */
export const signin = {
  InfAsk: command({
    verb: 'INF', class: 'Normal', from: 'client', on: ds, since: 2, until: 7, source: 'core.md 3.2',
    meaning: 'Which ways of signing in are there?',
    example: 'INF 2',
    fields: [],
  }),
  Inf: command({
    verb: 'INF', class: 'Normal', from: 'server', on: ds, since: 2, until: 7, source: 'core.md 3.2',
    meaning: 'The security packages that the server accepts.',
    example: 'INF 2 MD5',
    fields: [['packages', rest(Text)]],
  }),
  UsrCtpStart: command({
    verb: 'USR', class: 'Normal', from: 'client', on: ds, since: 2, until: 2, source: 'core.md 3.2',
    meaning: 'Starts signing in with a clear-text password; test servers of MSNP2 only.',
    example: 'USR 3 CTP I alice@example.com',
    fields: [['package', literal('CTP')], ['step', literal('I')], ['passport', TypedPassport]],
  }),
  UsrCtpAsk: command({
    verb: 'USR', class: 'Normal', from: 'server', on: ds, since: 2, until: 2, source: 'core.md 3.2',
    meaning: 'Asks for the clear-text password.',
    example: 'USR 3 CTP S',
    fields: [['package', literal('CTP')], ['step', literal('S')]],
  }),
  UsrCtpAnswer: command({
    verb: 'USR', class: 'Normal', from: 'client', on: ds, since: 2, until: 2, source: 'core.md 3.2',
    meaning: 'The password, in the clear.',
    example: 'USR 4 CTP S secret',
    fields: [['package', literal('CTP')], ['step', literal('S')], ['password', Password]],
  }),
  UsrMd5Start: command({
    verb: 'USR', class: 'Normal', from: 'client', on: ds, since: 2, until: 7, source: 'core.md 3.2',
    meaning: 'Starts signing in by MD5 digest.',
    example: 'USR 3 MD5 I alice@example.com',
    fields: [['package', literal('MD5')], ['step', literal('I')], ['passport', TypedPassport]],
  }),
  UsrMd5Challenge: command({
    verb: 'USR', class: 'Normal', from: 'server', on: ds, since: 2, until: 7, source: 'core.md 3.2',
    meaning: 'The text to be digested together with the password.',
    example: 'USR 3 MD5 S 1013928519.693957190',
    fields: [['package', literal('MD5')], ['step', literal('S')], ['challenge', Text]],
  }),
  UsrMd5Answer: command({
    verb: 'USR', class: 'Normal', from: 'client', on: ds, since: 2, until: 7, source: 'core.md 3.2',
    meaning: 'The digest of challenge and password.',
    example: 'USR 4 MD5 S 320df2f99b75b0b0f9cbd573c86b8908',
    fields: [['package', literal('MD5')], ['step', literal('S')], ['digest', Digest]],
  }),
  UsrTwnStart: command({
    verb: 'USR', class: 'Normal', from: 'client', on: ds, since: 8, until: 14, source: 'core.md 3.3',
    meaning: 'Starts signing in by Passport ticket.',
    example: 'USR 3 TWN I alice@example.com',
    fields: [['package', literal('TWN')], ['step', literal('I')], ['passport', TypedPassport]],
  }),
  UsrTwnChallenge: command({
    verb: 'USR', class: 'Normal', from: 'server', on: ns, since: 8, until: 14, source: 'core.md 3.3',
    meaning: 'What the login server wants to see, to be handed on unchanged.',
    example: 'USR 3 TWN S lc=1033,id=507,tw=40,ru=http%3A%2F%2Fmessenger%2Emsn%2Ecom,ct=1062764229,kpp=1,kv=5,ver=2.1.0173.1,tpf=43f8a4c8ed940c04e3740be46c4d1619',
    fields: [['package', literal('TWN')], ['step', literal('S')], ['challenge', Text]],
  }),
  UsrTwnAnswer: command({
    verb: 'USR', class: 'Normal', from: 'client', on: ns, since: 8, until: 14, source: 'core.md 3.3',
    meaning: 'The ticket of the login server.',
    example: 'USR 4 TWN S t=53*1hAu8ADuD3TEwdXoOMi08sD*2!cMrntTwVMTjoB3p6stWTqz&p=5eKBBC!yBH6ex5mftp!a9DrSb0B3hU8aqAWp',
    fields: [['package', literal('TWN')], ['step', literal('S')], ['ticket', Ticket]],
  }),
  UsrSsoStart: command({
    verb: 'USR', class: 'Normal', from: 'client', on: ds, since: 15, source: 'core.md 3.4',
    meaning: 'Starts single sign-on.',
    example: 'USR 10 SSO I alice@example.com',
    fields: [['package', literal('SSO')], ['step', literal('I')], ['passport', TypedPassport]],
  }),
  UsrSsoChallenge: command({
    verb: 'USR', class: 'Normal', from: 'server', on: ns, since: 15, source: 'core.md 3.4',
    meaning: 'The policy to ask a ticket for, and the nonce to prove it with: 64 characters, used as text.',
    example: 'USR 10 SSO S MBI_KEY_OLD E4Fhehbe0q2Je+SUSp7IRnJV+rN4uME75ljIpUjIZ1Si+DgmrfuiIL+AFmkMA6Wv',
    fields: [['package', literal('SSO')], ['step', literal('S')], ['policy', Text], ['nonce', Text]],
  }),
  UsrSsoAnswer15: command({
    verb: 'USR', class: 'Normal', from: 'client', on: ns, since: 15, until: 15, source: 'core.md 3.4; escargot.md 3',
    meaning: 'The ticket, and the proof that the secret belonging to it is known.',
    example:
      'USR 11 SSO S t=EwDYAW+jAAAU&p= HAAAAAEAAAADZgAABIAAAAgAAAAUAAAASAAAAAABAgMEBQYHAVfcGiAcUEYTNkvr4rEZnfi9aQCrN2ZFD+N9vxDDMEgHohA/ULMbT8I7DoLD4R1fH9EfW2zmsZAxaPstdOsEVbV8bq+dYTXTxCcIn9uUr6rzCe0xYl5Lsmi1OQk=',
    fields: [['package', literal('SSO')], ['step', literal('S')], ['ticket', Ticket], ['proof', optional(Proof)]],
  }),
  UsrSsoAnswer16: command({
    verb: 'USR', class: 'Normal', from: 'client', on: ns, since: 16, source: 'core.md 3.4',
    meaning: 'The ticket, the proof, and the endpoint that is signed in at.',
    example:
      'USR 11 SSO S t=EwDYAW+jAAAU&p= HAAAAAEAAAADZgAABIAAAAgAAAAUAAAASAAAAAABAgMEBQYHAVfcGiAcUEYTNkvr4rEZnfi9aQCrN2ZFD+N9vxDDMEgHohA/ULMbT8I7DoLD4R1fH9EfW2zmsZAxaPstdOsEVbV8bq+dYTXTxCcIn9uUr6rzCe0xYl5Lsmi1OQk= {11111111-2222-3333-4444-555555555555}',
    fields: [
      ['package', literal('SSO')], ['step', literal('S')], ['ticket', Ticket], ['proof', Proof],
      ['machineGuid', BracedGuid],
    ],
  }),
  UsrCircle: command({
    verb: 'USR', class: 'Normal', from: 'client', on: ns, since: 18, source: 'core.md 3.5',
    meaning: 'Signs in to the circles: the ticket of the address book, in Base64.',
    example: 'USR 20 SHA A PEFCQ0hUaWNrZXQvPg==',
    fields: [['package', literal('SHA')], ['step', literal('A')], ['proof', Proof]],
  }),
  UsrOk2: command({
    verb: 'USR', class: 'Normal', from: 'server', on: ds, since: 2, until: 5, source: 'core.md 3.2',
    meaning: 'Signed in.',
    example: 'USR 4 OK alice@example.com Alice%20A',
    fields: [...welcome, named],
  }),
  UsrOk6: command({
    verb: 'USR', class: 'Normal', from: 'server', on: ns, since: 6, until: 7, source: 'core.md 3.2',
    meaning: 'Signed in; says whether the address was verified.',
    example: 'USR 4 OK alice@example.com Alice%20A 1',
    fields: [...welcome, named, verified],
  }),
  UsrOk8: command({
    verb: 'USR', class: 'Normal', from: 'server', on: ns, since: 8, until: 9, source: 'core.md 3.3',
    meaning: "Signed in; says whether the address was verified, and whether it is a child's account.",
    example: 'USR 4 OK alice@example.com Alice%20A 1 0',
    fields: [...welcome, named, verified, restricted],
  }),
  UsrOk10: command({
    verb: 'USR', class: 'Normal', from: 'server', on: ns, since: 10, source: 'core.md 3.3, 3.5',
    meaning: 'Signed in, or signed in to the circles (MSNP18); the display name comes by other ways.',
    example: 'USR 4 OK alice@example.com 1 0',
    fields: [...welcome, verified, restricted],
  }),
  UsrOkNamed10: command({
    verb: 'USR', class: 'Normal', from: 'server', on: ns, since: 10, source: 'core.md 3.3; corrections.md', lastResort: true,
    meaning: 'Signed in, with the display name of older dialects.',
    example: 'USR 4 OK alice@example.com Alice%20A 1 0',
    fields: [...welcome, named, verified, restricted],
  }),
  Sbs: command({
    verb: 'SBS', class: 'Async', from: 'server', on: ns, since: 11, source: 'core.md 4.10',
    meaning: 'The balance of a mobile account; nothing that a client needs.',
    example: 'SBS 0 null',
    fields: [unsolicited, ['value', Text]],
  }),
  Chl: command({
    verb: 'CHL', class: 'Async', from: 'server', on: ns, since: 6, source: 'core.md 5.1',
    meaning: 'Prove that you are a licensed client.',
    example: 'CHL 0 15570131571988941333',
    fields: [unsolicited, ['challenge', Text]],
  }),
  ChlAsk: command({
    verb: 'CHL', class: 'Normal', from: 'client', on: ns, since: 6, source: 'core.md 5.1', unconfirmed: true,
    meaning: 'Asks to be challenged.',
    example: 'CHL 10',
    fields: [],
  }),
  QryAnswer: command({
    verb: 'QRY', class: 'Payload', from: 'client', on: ns, since: 6, source: 'core.md 5.1',
    meaning: 'The answer to a challenge: 32 hexadecimal digits.',
    example: 'QRY 10 PROD0090YUAUV{2B 32',
    fields: [trid, ['clientId', Text]],
    payload: { kind: 'digest', example: 'd8d8cb2c2043a603d8286a3343143ee1', secret: 'computed' },
    answers: ['CHL'],
  }),
  Qry: command({
    verb: 'QRY', class: 'Normal', from: 'server', on: ns, since: 6, source: 'core.md 5.1',
    meaning: 'The answer was right.',
    example: 'QRY 10',
    fields: [],
  }),
} as const
