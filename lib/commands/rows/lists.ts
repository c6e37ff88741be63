/** Rows of SYN, LST, ADC, ADL and their like: contact lists and groups, their download and their changes. */
import { Quoted } from '../quoted.js'
import { command, displayName, fixed, mark, optional, orNone, trid, unsolicited } from '../row.js'
import { commaList, literal, marked } from '../word.js'
import { Count, GroupId, Guid, ListBits, ListName, NetworkId, Passport, Serial, Stamp } from '../words.js'

const ns = ['NS'] as const

const N = ['passport', marked('N', Passport)] as const
const F = marked('F', Quoted)
const named = ['name', displayName('passport', Quoted)] as const
const maybeNamed = ['name', orNone('F=', F)] as const
const C = ['contactGuid', marked('C', Guid)] as const
const listed = [N, maybeNamed, ['contactGuid', optional(C[1])], ['lists', ListBits]] as const

const stamps = [['contactsChanged', Stamp], ['settingsChanged', Stamp]] as const
const counts = [['contacts', Count], ['groups', Count]] as const

const ownList = literal('FL', 'AL', 'BL')

/** Contact lists and groups: their download, and changes to them. */
export const lists = {
  SynAsk2: command({
    verb: 'SYN', class: 'Normal', from: 'client', on: ns, since: 2, until: 9, source: 'core.md 4.2, 4.3',
    meaning: 'Asks for lists and settings, unless this serial number is still theirs; 0 asks for all.',
    example: 'SYN 6 0',
    fields: [['serial', Serial]],
  }),
  SynAsk10: command({
    verb: 'SYN', class: 'Normal', from: 'client', on: ns, since: 10, until: 12, source: 'core.md 4.2, 4.3',
    meaning: 'Asks for lists and settings, unless they are as old as these stamps; 0 0 asks for all.',
    example: 'SYN 8 2005-04-23T18:57:44.8130000-07:00 2005-04-23T18:57:54.2070000-07:00',
    fields: stamps,
  }),
  Syn2: command({
    verb: 'SYN', class: 'Normal', from: 'server', on: ns, since: 2, until: 9, source: 'core.md 4.3',
    meaning: 'The serial number of the lists. From MSNP8 on: nothing has changed, and nothing follows.',
    example: 'SYN 6 15',
    fields: [['serial', Serial]],
  }),
  Syn8: command({
    verb: 'SYN', class: 'Normal', from: 'server', on: ns, since: 8, until: 9, source: 'core.md 4.3',
    meaning: 'The serial number of the lists; so many LST and LSG follow.',
    example: 'SYN 6 255 1 2',
    fields: [['serial', Serial], ...counts],
  }),
  Syn10: command({
    verb: 'SYN', class: 'Normal', from: 'server', on: ns, since: 10, until: 12, source: 'core.md 4.3',
    meaning: 'The stamps of lists and settings; so many LST and LSG follow.',
    example: 'SYN 8 2008-08-08T21:11:20.753-07:00 2008-08-12T00:20:30.307-07:00 5 1',
    fields: [...stamps, ...counts],
  }),
  SynCurrent10: command({
    verb: 'SYN', class: 'Normal', from: 'server', on: ns, since: 10, until: 12, source: 'core.md 4.3',
    meaning: 'Nothing has changed, and nothing follows.',
    example: 'SYN 8 2008-08-08T21:11:20.753-07:00 2008-08-12T00:20:30.307-07:00',
    fields: stamps,
  }),
  LstAsk: command({
    verb: 'LST', class: 'Normal', from: 'client', on: ns, since: 2, until: 7, source: 'core.md 4.3',
    meaning: 'Asks for one list; switched off by the official servers in 2003.',
    example: 'LST 12 RL',
    fields: [['list', ListName]],
  }),
  LsgAsk: command({
    verb: 'LSG', class: 'Normal', from: 'client', on: ns, since: 7, until: 7, source: 'core.md 4.3', unconfirmed: true,
    meaning: 'Asks for the groups.',
    example: 'LSG 12',
    fields: [],
  }),
  Lst2: command({
    verb: 'LST', class: 'Normal', from: 'server', on: ns, since: 2, until: 7, source: 'core.md 4.3',
    meaning: 'An entry of a list: which of how many; groups on the forward list, from MSNP7 on.',
    example: 'LST 6 FL 255 1 1 bob@example.com Bob%20B 0',
    fields: [
      ['list', ListName], ['serial', Serial], ['index', Count], ['total', Count], ['passport', Passport], named,
      ['groups', optional(commaList(GroupId))],
    ],
    answers: ['SYN'],
  }),
  LstEmpty2: command({
    verb: 'LST', class: 'Normal', from: 'server', on: ns, since: 2, until: 7, source: 'core.md 4.3',
    meaning: 'A list without entries.',
    example: 'LST 6 BL 255 0 0',
    fields: [['list', ListName], ['serial', Serial], mark('0'), mark('0')],
    answers: ['SYN'],
  }),
  Lst8: command({
    verb: 'LST', class: 'Async', from: 'server', on: ns, since: 8, until: 9, source: 'core.md 4.3',
    meaning: 'Somebody, and the lists that he or she is on; groups if on the forward list.',
    example: 'LST bob@example.com Bob%20B 11 0,1',
    fields: [['passport', Passport], named, ['lists', ListBits], ['groups', optional(commaList(GroupId))]],
  }),
  Lst10: command({
    verb: 'LST', class: 'Async', from: 'server', on: ns, since: 10, until: 11, source: 'core.md 4.3; msnp11-login-2008',
    meaning: 'Somebody, and the lists that he or she is on. Only entries of the forward list have a GUID and groups.',
    example: 'LST N=bob@example.com F=Bob%20B C=7d4f5204-322a-47a2-90a8-77e72f9711c2 11 d35fe492-0a6e-43d3-97ae-64b3a45919dd',
    fields: [...listed, ['groups', optional(commaList(Guid))]],
  }),
  Lst12: command({
    verb: 'LST', class: 'Async', from: 'server', on: ns, since: 12, until: 12, source: 'core.md 4.3',
    meaning: 'Somebody, the lists that he or she is on, and the network of the address.',
    example: 'LST N=bob@example.com F=Bob%20B C=7d4f5204-322a-47a2-90a8-77e72f9711c2 11 1 d35fe492-0a6e-43d3-97ae-64b3a45919dd',
    fields: [...listed, ['network', NetworkId], ['groups', optional(commaList(Guid))]],
  }),
  Lsg7: command({
    verb: 'LSG', class: 'Normal', from: 'server', on: ns, since: 7, until: 7, source: 'core.md 4.3',
    meaning: 'A group: which of how many, its number and name.',
    example: 'LSG 6 1 1 2 0 Other%20Contacts 0',
    fields: [['serial', Serial], ['index', Count], ['total', Count], ['groupId', GroupId], ['name', Quoted], fixed('0')],
    answers: ['SYN'],
  }),
  Lsg8: command({
    verb: 'LSG', class: 'Async', from: 'server', on: ns, since: 8, until: 9, source: 'core.md 4.3',
    meaning: 'A group, its number and name.',
    example: 'LSG 0 Other%20Contacts 0',
    fields: [['groupId', GroupId], ['name', Quoted], fixed('0')],
  }),
  Lsg10: command({
    verb: 'LSG', class: 'Async', from: 'server', on: ns, since: 10, until: 12, source: 'core.md 4.3',
    meaning: 'A group, its name and GUID.',
    example: 'LSG Friends d35fe492-0a6e-43d3-97ae-64b3a45919dd',
    fields: [['name', Quoted], ['groupGuid', Guid]],
  }),

  AddAsk: command({
    verb: 'ADD', class: 'Normal', from: 'client', on: ns, since: 2, until: 9, source: 'core.md 4.7',
    meaning: 'Puts somebody on a list, or (MSNP7 and later) into one more group.',
    example: 'ADD 11 FL bob@example.com Bob%20B 0',
    fields: [['list', ownList], ['passport', Passport], ['name', Quoted], ['groupId', optional(GroupId)]],
  }),
  AddUnasked: command({
    verb: 'ADD', class: 'Async', from: 'server', on: ns, since: 2, until: 9, source: 'core.md 4.7',
    meaning: 'Somebody added me.',
    example: 'ADD 0 RL 258 carol@example.com Carol%20C',
    fields: [unsolicited, ['list', literal('RL')], ['serial', Serial], ['passport', Passport], named],
  }),
  Add: command({
    verb: 'ADD', class: 'Normal', from: 'server', on: ns, since: 2, until: 9, source: 'core.md 4.7',
    meaning: 'Somebody was put on a list.',
    example: 'ADD 11 FL 256 bob@example.com Bob%20B 0',
    fields: [
      ['list', ListName], ['serial', Serial], ['passport', Passport], named, ['groupId', optional(GroupId)],
    ],
  }),
  RemAsk2: command({
    verb: 'REM', class: 'Normal', from: 'client', on: ns, since: 2, until: 9, source: 'core.md 4.7',
    meaning: 'Takes somebody off a list, or out of a group.',
    example: 'REM 21 FL bob@example.com',
    fields: [['list', ownList], ['passport', Passport], ['groupId', optional(GroupId)]],
  }),
  RemUnasked2: command({
    verb: 'REM', class: 'Async', from: 'server', on: ns, since: 2, until: 9, source: 'core.md 4.7',
    meaning: 'Somebody removed me.',
    example: 'REM 0 RL 259 carol@example.com',
    fields: [unsolicited, ['list', literal('RL')], ['serial', Serial], ['passport', Passport]],
  }),
  Rem2: command({
    verb: 'REM', class: 'Normal', from: 'server', on: ns, since: 2, until: 9, source: 'core.md 4.7',
    meaning: 'Somebody was taken off a list, or out of a group.',
    example: 'REM 21 FL 257 bob@example.com',
    fields: [['list', ListName], ['serial', Serial], ['passport', Passport], ['groupId', optional(GroupId)]],
  }),
  AdcAsk: command({
    verb: 'ADC', class: 'Normal', from: 'client', on: ns, since: 10, until: 12, source: 'core.md 4.8',
    meaning: 'Adds a contact.',
    example: 'ADC 16 FL N=bob@example.com F=Bob%20B',
    fields: [['list', literal('FL')], N, maybeNamed],
  }),
  AdcUnasked: command({
    verb: 'ADC', class: 'Async', from: 'server', on: ns, since: 10, until: 12, source: 'core.md 4.8',
    meaning: 'Somebody added me.',
    example: 'ADC 0 RL N=carol@example.com F=Carol%20C',
    fields: [unsolicited, ['list', literal('RL')], N, maybeNamed],
  }),
  Adc: command({
    verb: 'ADC', class: 'Normal', from: 'server', on: ns, since: 10, until: 12, source: 'core.md 4.8',
    meaning: 'A contact was added, and has this GUID from now on.',
    example: 'ADC 16 FL N=bob@example.com F=Bob%20B C=7d4f5204-322a-47a2-90a8-77e72f9711c2',
    fields: [['list', literal('FL')], N, ['name', displayName('passport', F, 'F=')], C],
  }),
  AdcOther: command({
    verb: 'ADC', class: 'Normal', from: 'both', on: ns, since: 10, until: 12, source: 'core.md 4.8',
    meaning: 'Puts somebody on another list, and says that it was done; RL accepts somebody who waits on PL.',
    example: 'ADC 17 AL N=bob@example.com',
    fields: [['list', literal('AL', 'BL', 'RL')], N],
  }),
  AdcGroup: command({
    verb: 'ADC', class: 'Normal', from: 'both', on: ns, since: 10, until: 12, source: 'core.md 4.8',
    meaning: 'Puts a contact into a group, and says that it was done.',
    example: 'ADC 18 FL C=7d4f5204-322a-47a2-90a8-77e72f9711c2 d35fe492-0a6e-43d3-97ae-64b3a45919dd',
    fields: [['list', literal('FL')], C, ['groupGuid', Guid]],
  }),
  RemFl10: command({
    verb: 'REM', class: 'Normal', from: 'both', on: ns, since: 10, until: 12, source: 'core.md 4.8',
    meaning: 'Removes a contact, or takes it out of a group, and says that it was done.',
    example: 'REM 18 FL 7d4f5204-322a-47a2-90a8-77e72f9711c2',
    fields: [['list', literal('FL')], ['contactGuid', Guid], ['groupGuid', optional(Guid)]],
  }),
  RemOther10: command({
    verb: 'REM', class: 'Normal', from: 'both', on: ns, since: 10, until: 12, source: 'core.md 4.8',
    meaning: 'Takes somebody off another list, and says that it was done.',
    example: 'REM 19 AL bob@example.com',
    fields: [['list', literal('AL', 'BL', 'PL')], ['passport', Passport]],
  }),
  RemUnasked10: command({
    verb: 'REM', class: 'Async', from: 'server', on: ns, since: 10, until: 12, source: 'core.md 4.8',
    meaning: 'Somebody removed me.',
    example: 'REM 0 RL carol@example.com',
    fields: [unsolicited, ['list', literal('RL')], ['passport', Passport]],
  }),

  AdgAsk7: command({
    verb: 'ADG', class: 'Normal', from: 'client', on: ns, since: 7, until: 9, source: 'core.md 4.7',
    meaning: 'Makes a group.',
    example: 'ADG 8 Work%20mates 0',
    fields: [['name', Quoted], fixed('0')],
  }),
  Adg7: command({
    verb: 'ADG', class: 'Normal', from: 'server', on: ns, since: 7, until: 9, source: 'core.md 4.7',
    meaning: 'A group was made, and has this number.',
    example: 'ADG 8 256 Work%20mates 1 0',
    fields: [['serial', Serial], ['name', Quoted], ['groupId', GroupId], fixed('0')],
  }),
  RmgAsk7: command({
    verb: 'RMG', class: 'Normal', from: 'client', on: ns, since: 7, until: 9, source: 'core.md 4.7',
    meaning: 'Removes a group.',
    example: 'RMG 9 1',
    fields: [['groupId', GroupId]],
  }),
  Rmg7: command({
    verb: 'RMG', class: 'Normal', from: 'server', on: ns, since: 7, until: 9, source: 'core.md 4.7',
    meaning: 'A group was removed.',
    example: 'RMG 9 256 1',
    fields: [['serial', Serial], ['groupId', GroupId]],
  }),
  RegAsk7: command({
    verb: 'REG', class: 'Normal', from: 'client', on: ns, since: 7, until: 9, source: 'core.md 4.7',
    meaning: 'Renames a group.',
    example: 'REG 19 1 Renamed 0',
    fields: [['groupId', GroupId], ['name', Quoted], fixed('0')],
  }),
  Reg7: command({
    verb: 'REG', class: 'Normal', from: 'server', on: ns, since: 7, until: 9, source: 'core.md 4.7',
    meaning: 'A group was renamed.',
    example: 'REG 19 257 1 Renamed 0',
    fields: [['serial', Serial], ['groupId', GroupId], ['name', Quoted], fixed('0')],
  }),
  AdgAsk10: command({
    verb: 'ADG', class: 'Normal', from: 'client', on: ns, since: 10, until: 12, source: 'core.md 4.8',
    meaning: 'Makes a group.',
    example: 'ADG 4 Friends',
    fields: [['name', Quoted]],
  }),
  Adg10: command({
    verb: 'ADG', class: 'Normal', from: 'server', on: ns, since: 10, until: 12, source: 'core.md 4.8',
    meaning: 'A group was made, and has this GUID. Escargot writes a 0 behind it.',
    example: 'ADG 4 Friends d35fe492-0a6e-43d3-97ae-64b3a45919dd',
    fields: [['name', Quoted], ['groupGuid', Guid]],
  }),
  RmgAsk10: command({
    verb: 'RMG', class: 'Normal', from: 'client', on: ns, since: 10, until: 12, source: 'core.md 4.8',
    meaning: 'Removes a group; client 7.0 names a group that it made a moment ago by its name.',
    example: 'RMG 9 d35fe492-0a6e-43d3-97ae-64b3a45919dd',
    fields: [['group', Quoted]],
  }),
  Rmg10: command({
    verb: 'RMG', class: 'Normal', from: 'server', on: ns, since: 10, until: 12, source: 'core.md 4.8',
    meaning: 'A group was removed.',
    example: 'RMG 9 d35fe492-0a6e-43d3-97ae-64b3a45919dd',
    fields: [['groupGuid', Guid]],
  }),
  RmgEscargot10: command({
    verb: 'RMG', class: 'Normal', from: 'server', on: ns, since: 10, until: 12, source: 'core.md 4.8; escargot.md 6', readOnly: true,
    meaning: 'A group was removed, as Escargot says it.',
    example: 'RMG 9 1 d35fe492-0a6e-43d3-97ae-64b3a45919dd',
    fields: [mark('1'), ['groupGuid', Guid]],
  }),
  Reg10: command({
    verb: 'REG', class: 'Normal', from: 'both', on: ns, since: 10, until: 12, source: 'core.md 4.8',
    meaning: 'Renames a group, and says that it was done.',
    example: 'REG 9 d35fe492-0a6e-43d3-97ae-64b3a45919dd Mates',
    fields: [['groupGuid', Guid], ['name', Quoted]],
  }),
  RegEscargot10: command({
    verb: 'REG', class: 'Normal', from: 'server', on: ns, since: 10, until: 12, source: 'core.md 4.8; escargot.md 6', readOnly: true,
    meaning: 'A group was renamed, as Escargot says it.',
    example: 'REG 9 1 Mates d35fe492-0a6e-43d3-97ae-64b3a45919dd 0',
    fields: [mark('1'), ['name', Quoted], ['groupGuid', Guid], fixed('0')],
  }),

  AdlAsk: command({
    verb: 'ADL', class: 'Payload', from: 'client', on: ns, since: 13, source: 'core.md 4.9',
    meaning: 'Tells the server the contact list, or puts somebody on lists.',
    example: 'ADL 6 62',
    fields: [trid],
    payload: { kind: 'list', example: '<ml l="1"><d n="example.com"><c n="bob" l="3" t="1"/></d></ml>' },
  }),
  AdlOk: command({
    verb: 'ADL', class: 'Normal', from: 'server', on: ns, since: 13, source: 'core.md 4.9',
    meaning: 'It was done.',
    example: 'ADL 6 OK',
    fields: [['outcome', literal('OK')]],
  }),
  Adl: command({
    verb: 'ADL', class: 'Payload', from: 'server', on: ns, since: 13, source: 'core.md 4.9',
    meaning: 'Somebody added me.',
    example: 'ADL 0 72',
    fields: [unsolicited],
    payload: { kind: 'list', example: '<ml><d n="example.com"><c n="carol" t="1" l="8" f="Carol%20C"/></d></ml>' },
  }),
  RmlAsk: command({
    verb: 'RML', class: 'Payload', from: 'client', on: ns, since: 13, source: 'core.md 4.9',
    meaning: 'Takes somebody off lists.',
    example: 'RML 7 56',
    fields: [trid],
    payload: { kind: 'list', example: '<ml><d n="example.com"><c n="bob" t="1" l="2"/></d></ml>' },
  }),
  RmlOk: command({
    verb: 'RML', class: 'Normal', from: 'server', on: ns, since: 13, source: 'core.md 4.9',
    meaning: 'It was done.',
    example: 'RML 7 OK',
    fields: [['outcome', literal('OK')]],
  }),
  Rml: command({
    verb: 'RML', class: 'Payload', from: 'server', on: ns, since: 13, source: 'core.md 4.9',
    meaning: 'Somebody removed me.',
    example: 'RML 0 58',
    fields: [unsolicited],
    payload: { kind: 'list', example: '<ml><d n="example.com"><c n="carol" t="1" l="8"/></d></ml>' },
  }),
  Fqy: command({
    verb: 'FQY', class: 'Payload', from: 'both', on: ns, since: 14, source: 'core.md 4.9',
    meaning: 'Asks on which networks an address exists, and the answer; there can be several.',
    example: 'FQY 8 52',
    fields: [trid],
    payload: { kind: 'list', example: '<ml><d n="example.com"><c n="dora" t="32"/></d></ml>' },
  }),
} as const
