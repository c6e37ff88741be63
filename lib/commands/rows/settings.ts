/** Rows of GTC, BLP, PRP, BPR, REA: settings of an account, and the notices of them to its contacts. */
import { isProperty, readProperty, writeProperty, type Property } from '../property.js'
import { Quoted } from '../quoted.js'
import { command, displayName, tail } from '../row.js'
import { literal } from '../word.js'
import { Guid, Passport, Serial } from '../words.js'

const ns = ['NS'] as const

const property = [
  'property',
  tail<Property>({
    type: 'Property',
    most: 3,
    expected: 'a property, such as PHH and a telephone number',
    is: isProperty,
    read: readProperty,
    write: writeProperty,
  }),
] as const

const prompt = ['setting', literal('A', 'N')] as const
const privacy = ['setting', literal('AL', 'BL')] as const

/** What an account sets, and what its contacts are told of it. */
export const settings = {
  GtcAsk: command({
    verb: 'GTC', class: 'Normal', from: 'client', on: ns, since: 2, until: 9, source: 'core.md 4.1, 4.4',
    meaning: 'Whether to be asked when somebody adds me: ask (A), never (N).',
    example: 'GTC 9 A',
    fields: [prompt],
  }),
  Gtc2: command({
    verb: 'GTC', class: 'Normal', from: 'server', on: ns, since: 2, until: 9, source: 'core.md 4.3, 4.4',
    meaning: 'The setting, and the serial number that its change gave the lists.',
    example: 'GTC 9 17 A',
    fields: [['serial', Serial], prompt],
    answers: ['SYN'],
  }),
  Gtc10: command({
    verb: 'GTC', class: 'Normal', from: 'both', on: ns, since: 10, until: 12, source: 'core.md 4.4',
    meaning: 'Whether to be asked when somebody adds me, and the answer that it was set.',
    example: 'GTC 9 A',
    fields: [prompt],
  }),
  GtcListed: command({
    verb: 'GTC', class: 'Async', from: 'server', on: ns, since: 8, until: 12, source: 'core.md 4.3',
    meaning: 'The setting, among what follows SYN.',
    example: 'GTC A',
    fields: [prompt],
  }),
  BlpAsk: command({
    verb: 'BLP', class: 'Normal', from: 'client', on: ns, since: 2, until: 9, source: 'core.md 4.1, 4.4',
    meaning: 'How to treat accounts on neither list: allow (AL), block (BL).',
    example: 'BLP 9 AL',
    fields: [privacy],
  }),
  Blp2: command({
    verb: 'BLP', class: 'Normal', from: 'server', on: ns, since: 2, until: 9, source: 'core.md 4.3, 4.4',
    meaning: 'The setting, and the serial number that its change gave the lists.',
    example: 'BLP 9 17 AL',
    fields: [['serial', Serial], privacy],
    answers: ['SYN'],
  }),
  Blp10: command({
    verb: 'BLP', class: 'Normal', from: 'both', on: ns, since: 10, source: 'core.md 4.4',
    meaning: 'How to treat accounts on neither list, and the answer that it was set.',
    example: 'BLP 9 AL',
    fields: [privacy],
  }),
  BlpListed: command({
    verb: 'BLP', class: 'Async', from: 'server', on: ns, since: 8, until: 12, source: 'core.md 4.3',
    meaning: 'The setting, among what follows SYN.',
    example: 'BLP AL',
    fields: [privacy],
  }),
  PrpAsk: command({
    verb: 'PRP', class: 'Normal', from: 'client', on: ns, since: 5, until: 9, source: 'core.md 4.4',
    meaning: 'Sets a property of mine, or clears it.',
    example: 'PRP 34 PHH 555%201234',
    fields: [property],
  }),
  Prp5: command({
    verb: 'PRP', class: 'Normal', from: 'server', on: ns, since: 5, until: 9, source: 'core.md 4.3, 4.4',
    meaning: 'A property of mine, and the serial number that its change gave the lists.',
    example: 'PRP 34 20 PHH 555%201234',
    fields: [['serial', Serial], property],
    answers: ['SYN'],
  }),
  Prp10: command({
    verb: 'PRP', class: 'Normal', from: 'both', on: ns, since: 10, source: 'core.md 4.4',
    meaning: 'Sets a property of mine or clears it, and the answer that it was done.',
    example: 'PRP 34 MFN Alice%20A',
    fields: [property],
  }),
  PrpListed5: command({
    verb: 'PRP', class: 'Async', from: 'server', on: ns, since: 5, until: 7, source: 'core.md 4.3; escargot.md 6',
    meaning: 'A property of mine among what follows SYN, as Escargot says it: without transaction id.',
    example: 'PRP 4 MOB Y',
    fields: [['serial', Serial], property],
  }),
  PrpListed8: command({
    verb: 'PRP', class: 'Async', from: 'server', on: ns, since: 8, until: 12, source: 'core.md 4.3',
    meaning: 'A property of mine, among what follows SYN.',
    example: 'PRP MFN Alice%20A',
    fields: [property],
  }),
  BprListed8: command({
    verb: 'BPR', class: 'Async', from: 'server', on: ns, since: 8, until: 12, source: 'core.md 4.3; msnp11-login-2008',
    meaning: 'A property of the contact in the LST before it.',
    example: 'BPR PHH 555%201234',
    fields: [property],
  }),
  Bpr5: command({
    verb: 'BPR', class: 'Async', from: 'server', on: ns, since: 5, until: 9, source: 'core.md 4.3, 4.4',
    meaning: "A property of a contact, and the serial number of that contact's lists.",
    example: 'BPR 12 bob@example.com MOB Y',
    fields: [['serial', Serial], ['passport', Passport], property],
  }),
  Bpr10: command({
    verb: 'BPR', class: 'Async', from: 'server', on: ns, since: 10, until: 12, source: 'core.md 4.4',
    meaning: 'A property of a contact.',
    example: 'BPR bob@example.com HSB 1',
    fields: [['passport', Passport], property],
  }),
  ReaAsk: command({
    verb: 'REA', class: 'Normal', from: 'client', on: ns, since: 2, until: 9, source: 'core.md 4.4',
    meaning: 'Renames me, or a contact in my list.',
    example: 'REA 26 alice@example.com Alice%20A',
    fields: [['passport', Passport], ['name', Quoted]],
  }),
  Rea: command({
    verb: 'REA', class: 'Normal', from: 'server', on: ns, since: 2, until: 9, source: 'core.md 4.4',
    meaning: 'The new name.',
    example: 'REA 26 258 alice@example.com Alice%20A',
    fields: [['serial', Serial], ['passport', Passport], ['name', displayName('passport', Quoted)]],
  }),
  Sbp: command({
    verb: 'SBP', class: 'Normal', from: 'both', on: ns, since: 10, until: 12, source: 'core.md 4.4, 4.8',
    meaning: 'Sets a property of a contact in my list, and says that it was done.',
    example: 'SBP 22 7d4f5204-322a-47a2-90a8-77e72f9711c2 MFN Bobby',
    fields: [['contactGuid', Guid], property],
  }),
  ImsAsk: command({
    verb: 'IMS', class: 'Normal', from: 'client', on: ns, since: 3, source: 'core.md 4.10',
    meaning: 'Takes messages from others, or not.',
    example: 'IMS 9 ON',
    fields: [['setting', literal('ON', 'OFF')]],
  }),
  Ims: command({
    verb: 'IMS', class: 'Normal', from: 'server', on: ns, since: 3, source: 'core.md 4.10',
    meaning: 'It was set.',
    example: 'IMS 9 0 ON',
    fields: [['serial', Serial], ['setting', literal('ON', 'OFF')]],
  }),
} as const
