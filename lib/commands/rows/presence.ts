/** Rows of CHG, NLN, FLN, ILN, UUX, UBX: presence and personal messages. */
import { Capabilities, CapabilityPair, uncleanCapabilities, uncleanPair } from '../capabilities.js'
import { NetworkEndpoint } from '../endpoint.js'
import { MsnObjectWord } from '../msnobject.js'
import { Quoted } from '../quoted.js'
import { command, displayName, forgiven, optional, orZero, trid, unsolicited, zeroIfNone } from '../row.js'
import { literal } from '../word.js'
import { NetworkId, Passport, ShownStatus, Status, WebUrl } from '../words.js'

const ns = ['NS'] as const

const object = ['object', orZero(MsnObjectWord)] as const
const iconUrl = ['iconUrl', optional(WebUrl)] as const
const networked = [['passport', Passport], ['network', NetworkId]] as const
const contact = ['contact', NetworkEndpoint] as const
const named = ['name', displayName('passport', Quoted)] as const
const capable = ['capabilities', forgiven(Capabilities, '0', uncleanCapabilities)] as const
const capable2 = ['capabilities', forgiven(CapabilityPair, '0:0', uncleanPair)] as const

// What ILN and NLN say of a contact, by the dialect that it begins with (core.md 4.5).
const seen2 = [['status', ShownStatus], ['passport', Passport], named] as const
const seen8 = [...seen2, capable] as const
const seen9 = [...seen8, object] as const
const seen14 = [['status', ShownStatus], ...networked, named, capable, object, iconUrl] as const
const seen16 = [['status', ShownStatus], ...networked, named, capable2, object, iconUrl] as const
const seen18 = [
  ['status', ShownStatus], contact, ['name', displayName('contact', Quoted)], capable2, object, iconUrl,
] as const

const personal = '<Data><PSM>hi</PSM><CurrentMedia></CurrentMedia></Data>'

/** Who is online, how, and with what personal message. */
export const presence = {
  ChgForced: command({
    verb: 'CHG', class: 'Async', from: 'server', on: ns, since: 2, source: 'core.md 1.3', unconfirmed: true,
    meaning: 'The server takes me offline.',
    example: 'CHG 0 FLN',
    fields: [unsolicited, ['status', literal('FLN')]],
  }),
  Chg2: command({
    verb: 'CHG', class: 'Normal', from: 'both', on: ns, since: 2, until: 7, source: 'core.md 4.5',
    meaning: 'My status, and the echo of it.',
    example: 'CHG 7 NLN',
    fields: [['status', Status]],
  }),
  Chg8: command({
    verb: 'CHG', class: 'Normal', from: 'both', on: ns, since: 8, until: 8, source: 'core.md 4.5; corrections.md',
    meaning: 'My status and what my client can do, and the echo of it.',
    example: 'CHG 7 NLN 0',
    fields: [['status', Status], capable],
  }),
  Chg9: command({
    verb: 'CHG', class: 'Normal', from: 'both', on: ns, since: 9, until: 15, source: 'core.md 4.5',
    meaning: 'My status, what my client can do, and my picture; and the echo of it.',
    example:
      'CHG 7 NLN 268435508 %3Cmsnobj%20Creator%3D%22alice%40example.com%22%20Size%3D%2212%22%20Type%3D%223%22%20Location%3D%22TFR1.tmp%22%20Friendly%3D%22AAA%3D%22%20SHA1D%3D%22IlljY7PeQLBvmB%2B4XYIxLowO1RE%3D%22%20SHA1C%3D%22GXufJfg%2BB%2F2LumoHVj7nu3jZle0%3D%22%2F%3E',
    fields: [['status', Status], capable, object],
  }),
  Chg16: command({
    verb: 'CHG', class: 'Normal', from: 'both', on: ns, since: 16, source: 'core.md 4.5',
    meaning: 'My status, what my client can do in two numbers, and my picture or 0; and the echo of it.',
    example: 'CHG 7 NLN 2788999228:48 0',
    fields: [['status', Status], capable2, ['object', zeroIfNone(MsnObjectWord)]],
  }),

  Iln2: command({
    verb: 'ILN', class: 'Normal', from: 'server', on: ns, since: 2, until: 7, source: 'core.md 4.5',
    meaning: 'A contact who was online before me. The transaction id is that of CHG or ADD, or 0.',
    example: 'ILN 7 AWY bob@example.com Bob%20B',
    fields: seen2,
    answers: ['CHG', 'ADD', 'ADC'],
  }),
  Iln8: command({
    verb: 'ILN', class: 'Normal', from: 'server', on: ns, since: 8, until: 8, source: 'core.md 4.5',
    meaning: 'A contact who was online before me; with capabilities.',
    example: 'ILN 7 AWY bob@example.com Bob%20B 0',
    fields: seen8,
    answers: ['CHG', 'ADD', 'ADC'],
  }),
  Iln9: command({
    verb: 'ILN', class: 'Normal', from: 'server', on: ns, since: 9, until: 13, source: 'core.md 4.5; msnp11-login-2008',
    meaning: 'A contact who was online before me; with capabilities and picture.',
    example: 'ILN 7 AWY bob@example.com Bob%20B 1073791084',
    fields: seen9,
    answers: ['CHG', 'ADD', 'ADC'],
  }),
  Iln14: command({
    verb: 'ILN', class: 'Normal', from: 'server', on: ns, since: 14, until: 15, source: 'core.md 4.5',
    meaning: 'A contact who was online before me; with network, and an icon for some networks.',
    example: 'ILN 7 AWY bob@example.com 1 Bob%20B 1616756780',
    fields: seen14,
    answers: ['CHG'],
  }),
  Iln16: command({
    verb: 'ILN', class: 'Normal', from: 'server', on: ns, since: 16, until: 17, source: 'core.md 4.5',
    meaning: 'A contact who was online before me; with capabilities in two numbers.',
    example: 'ILN 7 AWY bob@example.com 1 Bob%20B 2788999228:48',
    fields: seen16,
    answers: ['CHG'],
  }),
  Iln18: command({
    verb: 'ILN', class: 'Normal', from: 'server', on: ns, since: 18, also: [16, 17], source: 'core.md 4.5', unconfirmed: true,
    meaning: 'A contact who was online before me. Sources disagree whether MSNP18 says it by ILN or by NLN.',
    example: 'ILN 7 AWY 1:bob@example.com Bob%20B 2788999228:48',
    fields: seen18,
    answers: ['CHG'],
  }),
  Nln2: command({
    verb: 'NLN', class: 'Async', from: 'server', on: ns, since: 2, until: 7, source: 'core.md 4.5',
    meaning: 'A contact comes online, or changes status or name.',
    example: 'NLN AWY bob@example.com Bob%20B',
    fields: seen2,
  }),
  Nln8: command({
    verb: 'NLN', class: 'Async', from: 'server', on: ns, since: 8, until: 8, source: 'core.md 4.5',
    meaning: 'A contact comes online, or changes status, name or capabilities.',
    example: 'NLN AWY bob@example.com Bob%20B 0',
    fields: seen8,
  }),
  Nln9: command({
    verb: 'NLN', class: 'Async', from: 'server', on: ns, since: 9, until: 13, source: 'core.md 4.5; msnp11-2005',
    meaning: 'A contact comes online, or changes status, name, capabilities or picture.',
    example: 'NLN AWY bob@example.com Bob%20B 1073791084',
    fields: seen9,
  }),
  Nln14: command({
    verb: 'NLN', class: 'Async', from: 'server', on: ns, since: 14, until: 15, source: 'core.md 4.5',
    meaning: 'A contact comes online or changes; with network, and an icon for some networks.',
    example: 'NLN AWY bob@example.com 1 Bob%20B 1616756780',
    fields: seen14,
  }),
  Nln16: command({
    verb: 'NLN', class: 'Async', from: 'server', on: ns, since: 16, until: 17, source: 'core.md 4.5',
    meaning: 'A contact, or an endpoint of my own, comes online or changes; with capabilities in two numbers.',
    example: 'NLN AWY bob@example.com 1 Bob%20B 2788999228:48',
    fields: seen16,
  }),
  Nln18: command({
    verb: 'NLN', class: 'Async', from: 'server', on: ns, since: 18, also: [16, 17], source: 'core.md 4.5; login-openings',
    meaning: 'A contact, an endpoint of my own, or a member of a circle comes online or changes. Sources disagree whether this begins with MSNP16 or 18.',
    example: 'NLN AWY 1:bob@example.com Bob%20B 2788999228:48',
    fields: seen18,
  }),
  Fln2: command({
    verb: 'FLN', class: 'Async', from: 'server', on: ns, since: 2, until: 13, source: 'core.md 4.5',
    meaning: 'A contact goes offline, or hides.',
    example: 'FLN bob@example.com',
    fields: [['passport', Passport]],
  }),
  Fln14: command({
    verb: 'FLN', class: 'Async', from: 'server', on: ns, since: 14, until: 15, source: 'core.md 4.5',
    meaning: 'A contact goes offline; with network.',
    example: 'FLN bob@example.com 1 0',
    fields: [...networked, ['capabilities', optional(Capabilities)], iconUrl],
  }),
  Fln16: command({
    verb: 'FLN', class: 'Async', from: 'server', on: ns, since: 16, until: 17, source: 'core.md 4.5',
    meaning: 'A contact goes offline; with capabilities in two numbers.',
    example: 'FLN bob@example.com 1 0:0',
    fields: [...networked, ['capabilities', optional(CapabilityPair)]],
  }),
  Fln18: command({
    verb: 'FLN', class: 'Async', from: 'server', on: ns, since: 18, also: [16, 17], source: 'core.md 4.5',
    meaning: 'A contact goes offline.',
    example: 'FLN 1:bob@example.com 0:0',
    fields: [contact, ['capabilities', optional(CapabilityPair)]],
  }),

  UuxAsk: command({
    verb: 'UUX', class: 'Payload', from: 'client', on: ns, since: 11, source: 'core.md 4.6',
    meaning: 'My personal message, what I listen to, and (later) my endpoints.',
    example: 'UUX 9 55',
    fields: [trid],
    payload: { kind: 'personal', example: personal },
  }),
  Uux: command({
    verb: 'UUX', class: 'Payload', from: 'server', on: ns, since: 11, source: 'core.md 4.6, 1.8',
    meaning: 'It was taken; the payload is empty, and some servers leave its length out.',
    example: 'UUX 9 0',
    fields: [trid],
    payload: { kind: 'personal', example: '', length: 'optional' },
  }),
  Ubx11: command({
    verb: 'UBX', class: 'Payload', from: 'server', on: ns, since: 11, until: 13, also: [14, 15, 16, 17], source: 'core.md 4.6; msnp11-login-2008',
    meaning: 'The personal message of a contact; empty if there is none.',
    example: 'UBX bob@example.com 55',
    fields: [['passport', Passport]],
    payload: { kind: 'personal', example: personal },
  }),
  Ubx14: command({
    verb: 'UBX', class: 'Payload', from: 'server', on: ns, since: 14, until: 17, also: [18, 19, 20, 21], source: 'core.md 4.6',
    meaning: 'The personal message of a contact; with network.',
    example: 'UBX bob@example.com 1 55',
    fields: networked,
    payload: { kind: 'personal', example: personal },
  }),
  Ubx18: command({
    verb: 'UBX', class: 'Payload', from: 'server', on: ns, since: 18, also: [16, 17], source: 'core.md 4.6; login-openings',
    meaning: 'The personal message and the endpoints of a contact, or of my own.',
    example: 'UBX 1:bob@example.com 55',
    fields: [contact],
    payload: { kind: 'personal', example: personal },
  }),
} as const
