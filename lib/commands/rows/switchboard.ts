/** Rows of RNG, CAL, JOI, MSG and their like: switchboard sessions. */
import { Capabilities, CapabilityPair, uncleanPair } from '../capabilities.js'
import { Endpoint } from '../endpoint.js'
import { Quoted } from '../quoted.js'
import { command, displayName, fixed, forgiven, optional, trid } from '../row.js'
import { literal } from '../word.js'
import { Address, Cookie, Count, Passport, SessionId, Text } from '../words.js'

const ns = ['NS'] as const
const sb = ['SB'] as const

const person = [['passport', Passport], ['name', displayName('passport', Quoted)]] as const
const called = ['name', displayName('endpoint', Quoted)] as const

const call = [
  ['sessionId', SessionId], ['address', Address], fixed('CKI'), ['cookie', Cookie], ...person,
] as const

const which = [['index', Count], ['total', Count]] as const
const placed = [['endpoint', Endpoint], called, ['capabilities', forgiven(CapabilityPair, '0:0', uncleanPair)]] as const

const hello = 'MIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\n\r\nhello'

/** Invitations to a switchboard, and what is said on it. */
export const switchboard = {
  Rng2: command({
    verb: 'RNG', class: 'Async', from: 'server', on: ns, since: 2, until: 12, source: 'core.md 6.2',
    meaning: 'Somebody invites me to a switchboard.',
    example: 'RNG 11752013 10.0.1.200:1863 CKI 849102291.520491113 alice@example.com Alice%20A',
    fields: call,
  }),
  Rng13: command({
    verb: 'RNG', class: 'Async', from: 'server', on: ns, since: 13, until: 13, source: 'core.md 6.2',
    meaning: 'Somebody invites me to a switchboard.',
    example: 'RNG 11752013 10.0.1.200:1863 CKI 849102291.520491113 alice@example.com Alice%20A U messenger.hotmail.com',
    fields: [...call, fixed('U'), ['domain', optional(Text)]],
  }),
  Rng14: command({
    verb: 'RNG', class: 'Async', from: 'server', on: ns, since: 14, until: 20, source: 'core.md 6.2',
    meaning: 'Somebody invites me to a switchboard. Sources disagree on the flag; servers write 1, clients pass over it.',
    example: 'RNG 11752013 10.0.1.200:1863 CKI 849102291.520491113 alice@example.com Alice%20A U messenger.hotmail.com 1',
    fields: [...call, fixed('U'), ['domain', optional(Text)], ['flag', optional(literal('0', '1'))]],
  }),
  Usr2: command({
    verb: 'USR', class: 'Normal', from: 'client', on: sb, since: 2, until: 15, source: 'core.md 6.1',
    meaning: 'Enters the switchboard that was asked for.',
    example: 'USR 1 alice@example.com 246503.1115372323.20879',
    fields: [['passport', Passport], ['cookie', Cookie]],
  }),
  Usr16: command({
    verb: 'USR', class: 'Normal', from: 'client', on: sb, since: 16, until: 20, source: 'core.md 6.3',
    meaning: 'Enters the switchboard that was asked for, from one endpoint.',
    example: 'USR 1 alice@example.com;{11111111-2222-3333-4444-555555555555} 1532036373.83227130.13148234',
    fields: [['endpoint', Endpoint], ['cookie', Cookie]],
  }),
  UsrEntered2: command({
    verb: 'USR', class: 'Normal', from: 'server', on: sb, since: 2, until: 15, source: 'core.md 6.1',
    meaning: 'Entered.',
    example: 'USR 1 OK alice@example.com Alice%20A',
    fields: [['outcome', literal('OK')], ...person],
  }),
  UsrEntered16: command({
    verb: 'USR', class: 'Normal', from: 'server', on: sb, since: 16, until: 20, source: 'core.md 6.3',
    meaning: 'Entered, from one endpoint.',
    example: 'USR 1 OK alice@example.com;{11111111-2222-3333-4444-555555555555} Alice%20A',
    fields: [['outcome', literal('OK')], ['endpoint', Endpoint], called],
  }),
  CalAsk: command({
    verb: 'CAL', class: 'Normal', from: 'client', on: sb, since: 2, until: 20, source: 'core.md 6.1',
    meaning: 'Invites somebody.',
    example: 'CAL 2 bob@example.com',
    fields: [['passport', Passport]],
  }),
  Cal: command({
    verb: 'CAL', class: 'Normal', from: 'server', on: sb, since: 2, until: 20, source: 'core.md 6.1',
    meaning: 'The invitation is on its way.',
    example: 'CAL 2 RINGING 11752013',
    fields: [['outcome', literal('RINGING')], ['sessionId', SessionId]],
  }),
  Ans2: command({
    verb: 'ANS', class: 'Normal', from: 'client', on: sb, since: 2, until: 15, source: 'core.md 6.2',
    meaning: 'Accepts an invitation.',
    example: 'ANS 1 bob@example.com 849102291.520491113 11752013',
    fields: [['passport', Passport], ['cookie', Cookie], ['sessionId', SessionId]],
  }),
  Ans16: command({
    verb: 'ANS', class: 'Normal', from: 'client', on: sb, since: 16, until: 20, source: 'core.md 6.3',
    meaning: 'Accepts an invitation, at one endpoint.',
    example: 'ANS 1 bob@example.com;{99999999-8888-7777-6666-555555555555} 849102291.520491113 11752013',
    fields: [['endpoint', Endpoint], ['cookie', Cookie], ['sessionId', SessionId]],
  }),
  AnsOk: command({
    verb: 'ANS', class: 'Normal', from: 'server', on: sb, since: 2, until: 20, source: 'core.md 6.2',
    meaning: 'Entered; everybody who is there has been named.',
    example: 'ANS 1 OK',
    fields: [['outcome', literal('OK')]],
  }),
  Iro2: command({
    verb: 'IRO', class: 'Normal', from: 'server', on: sb, since: 2, until: 11, source: 'core.md 6.2',
    meaning: 'Somebody who is there already: which of how many.',
    example: 'IRO 1 1 2 alice@example.com Alice%20A',
    fields: [...which, ...person],
    answers: ['ANS'],
  }),
  Iro12: command({
    verb: 'IRO', class: 'Normal', from: 'server', on: sb, since: 12, until: 15, source: 'core.md 6.2',
    meaning: 'Somebody who is there already; sources disagree whether capabilities begin with MSNP12 or 13.',
    example: 'IRO 1 1 2 alice@example.com Alice%20A 1616756780',
    fields: [...which, ...person, ['capabilities', optional(Capabilities)]],
    answers: ['ANS'],
  }),
  Iro16: command({
    verb: 'IRO', class: 'Normal', from: 'server', on: sb, since: 16, until: 20, source: 'core.md 6.3',
    meaning: 'Somebody who is there already, once for each endpoint and once without.',
    example: 'IRO 1 1 2 alice@example.com;{11111111-2222-3333-4444-555555555555} Alice%20A 2788999228:48',
    fields: [...which, ...placed],
    answers: ['ANS'],
  }),
  Joi2: command({
    verb: 'JOI', class: 'Async', from: 'server', on: sb, since: 2, until: 11, source: 'core.md 6.1',
    meaning: 'Somebody has come.',
    example: 'JOI bob@example.com Bob%20B',
    fields: person,
  }),
  Joi12: command({
    verb: 'JOI', class: 'Async', from: 'server', on: sb, since: 12, until: 15, source: 'core.md 6.1, 6.2',
    meaning: 'Somebody has come; with capabilities.',
    example: 'JOI bob@example.com Bob%20B 1616756780',
    fields: [...person, ['capabilities', optional(Capabilities)]],
  }),
  Joi16: command({
    verb: 'JOI', class: 'Async', from: 'server', on: sb, since: 16, until: 20, source: 'core.md 6.3',
    meaning: 'Somebody has come, once for each endpoint and once without.',
    example: 'JOI bob@example.com;{99999999-8888-7777-6666-555555555555} Bob%20B 2788999228:48',
    fields: placed,
  }),
  MsgSend: command({
    verb: 'MSG', class: 'Payload', from: 'client', on: sb, since: 2, until: 20, source: 'core.md 6.4',
    meaning: 'A message to everybody; answered never (U), if it failed (N), always (A; D from MSNP9 on; S in two sources).',
    example: 'MSG 5 A 67',
    fields: [trid, ['ack', literal('U', 'N', 'A', 'D', 'S')]],
    payload: { kind: 'mime', example: hello },
  }),
  Msg2: command({
    verb: 'MSG', class: 'Payload', from: 'server', on: sb, since: 2, until: 15, source: 'core.md 6.4',
    meaning: 'A message from somebody.',
    example: 'MSG alice@example.com Alice%20A 67',
    fields: person,
    payload: { kind: 'mime', example: hello },
  }),
  Msg16: command({
    verb: 'MSG', class: 'Payload', from: 'server', on: sb, since: 16, until: 20, source: 'core.md 6.3, 6.4',
    meaning: 'A message from somebody; the endpoint is usually left out.',
    example: 'MSG alice@example.com Alice%20A 67',
    fields: [['endpoint', Endpoint], called],
    payload: { kind: 'mime', example: hello },
  }),
  Ack: command({
    verb: 'ACK', class: 'Normal', from: 'server', on: sb, since: 2, until: 20, source: 'core.md 6.4',
    meaning: 'The message was taken for everybody present.',
    example: 'ACK 5',
    fields: [],
    answers: ['MSG'],
  }),
  Nak: command({
    verb: 'NAK', class: 'Normal', from: 'server', on: sb, since: 2, until: 20, source: 'core.md 6.4',
    meaning: 'The message could not be delivered.',
    example: 'NAK 5',
    fields: [],
    answers: ['MSG'],
  }),
  Bye2: command({
    verb: 'BYE', class: 'Async', from: 'server', on: sb, since: 2, until: 15, source: 'core.md 6.6',
    meaning: 'Somebody has gone, or (1) was taken out because nothing was said.',
    example: 'BYE bob@example.com 1',
    fields: [['passport', Passport], ['idle', optional(literal('1'))]],
  }),
  Bye16: command({
    verb: 'BYE', class: 'Async', from: 'server', on: sb, since: 16, until: 20, source: 'core.md 6.3, 6.6',
    meaning: 'Somebody has gone, once for each endpoint and once without.',
    example: 'BYE bob@example.com;{99999999-8888-7777-6666-555555555555}',
    fields: [['endpoint', Endpoint], ['idle', optional(literal('1'))]],
  }),
} as const
