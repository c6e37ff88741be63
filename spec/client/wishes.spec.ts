import { describe, expect, it } from 'vitest'

import type { Dialect } from '../../lib/commands/dialects.js'
import type { HttpResponse } from '../../lib/core/effects.js'
import type { Intent } from '../../lib/client/intents/intents.js'
import { spoken } from '../../lib/client/settings.js'
import { ticketSites } from '../../lib/client/login/tickets.js'
import { addContact, addGroup } from '../../lib/payloads/soap/changes.js'
import { writeFault } from '../../lib/payloads/soap/envelope.js'
import { utf8Bytes } from '../../lib/wire/text.js'
import { actionOf, bookAnswer } from './book.js'
import { guidOf, issuedWith, shownIn, ticket, tridOf, withPayload, type Client } from './driver.js'

const bob = 'bob@example.com'
const carol = 'carol@example.com'
const dave = 'dave@example.com'
const daves = '99999999-8888-7777-6666-555555555555'
const { friends, bob: bobs } = guidOf

const numberOf = (dialect: Dialect): number => Number(dialect.slice(4))
const dialects = spoken.filter((dialect) => numberOf(dialect) >= 13)

const ok = (body: Uint8Array): HttpResponse => ({ status: 200, headers: {}, body })
const fails = (error: string): HttpResponse => ({
  status: 500,
  headers: {},
  body: writeFault({ code: 'Client', error }),
})

const operationOf = (client: Client): string | undefined => {
  const request = client.awaited()[0]
  return request && actionOf(request)?.replace(/^.*\//, '')
}

const entry = (client: Client, passport: string): string => {
  const contact = client.view().contacts.get(passport)
  return contact === undefined ? 'gone' : `${contact.lists} [${contact.groups}] ${contact.name}`
}

/** Answers that say nothing but that it was done. */
const done = (name: string): HttpResponse => {
  const space = 'xmlns="http://www.msn.com/webservices/AddressBook"'
  return ok(
    utf8Bytes(
      `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><${name}Response ${space}/></soap:Body></soap:Envelope>`,
    ),
  )
}

const made: Readonly<Record<string, HttpResponse>> = {
  ABContactAdd: ok(addContact.writeAnswer({ id: daves })),
  ABGroupAdd: ok(addGroup.writeAnswer({ id: daves })),
}

/** What one step asks, with what matters of it; and who it is told to. */
const stepOf = (client: Client, line: string): string => {
  if (line.startsWith('NS 1 > ')) return line.slice(7).replace(/^(\w+) \d+( \d+\r\n)?/, '$1 ')
  const request = client.awaited().at(-1)!
  const body = new TextDecoder().decode(request.body)
  const texts = [...body.slice(body.indexOf('<soap:Body>')).matchAll(/<(\w+)[^>]*>([^<]+)<\/\1>/g)]
  const matters = texts.filter(
    ([, name]) => !['abId', 'Id', 'Type', 'State', 'groupType', 'fMessenger'].includes(name!),
  )
  return `${operationOf(client)} ${matters.map(([, name, text]) => `${name}=${text}`).join(' ')}`.trim()
}

/** Answers whatever is asked, step by step, until there is no more; says what was asked. */
const carriesOut = (client: Client, intent: Intent, answers: Readonly<Record<string, HttpResponse>> = made) => {
  const steps: Array<string> = []
  for (let lines = client.wants(intent); lines.length > 0;) {
    expect(lines).toHaveLength(1)
    expect(client.outcomeOf(intent)).toBeUndefined()
    steps.push(stepOf(client, lines[0]!))
    const name = operationOf(client)
    const trid = tridOf(client, 'NS 1')
    lines =
      name !== undefined
        ? client.getsLate(answers[name] ?? done(name))
        : client.hears(
            'NS 1',
            /> (ADL|RML)/.test(lines[0]!) ? `${lines[0]!.slice(7, 10)} ${trid} OK` : lines[0]!.slice(7),
          )
  }
  return steps
}

const members = (who: string): string => `PassportName=${who}`
const ml = (name: string, lists: number): string =>
  `<ml><d n="example.com"><c n="${name}" l="${lists}" t="1"/></d></ml>`

type Wish = readonly [what: string, intent: Intent, who: string, now: string, steps: ReadonlyArray<string>]

const wishes: ReadonlyArray<Wish> = [
  [
    'adds a contact',
    { _tag: 'AddContact', passport: 'Dave@example.com' },
    dave,
    '3 [] dave@example.com',
    [
      `ABContactAdd contactType=LivePending passportName=${dave} isMessengerUser=true EnableAllowListManagement=true`,
      `AddMember MemberRole=Allow ${members(dave)}`,
      `ADL ${ml('dave', 3)}`,
    ],
  ],
  [
    'adds a contact by a name, to a group',
    { _tag: 'AddContact', passport: dave, name: 'Dave D', group: 'Friends' },
    dave,
    `3 [${friends}] Dave D`,
    [
      `ABContactAdd Name=AB.NickName Value=Dave D contactType=LivePending passportName=${dave} isMessengerUser=true EnableAllowListManagement=true`,
      `AddMember MemberRole=Allow ${members(dave)}`,
      `ABGroupContactAdd guid=${friends} contactId=${daves}`,
      `ADL ${ml('dave', 3)}`,
    ],
  ],
  [
    'removes a contact',
    { _tag: 'RemoveContact', passport: bob },
    bob,
    '10 [] Bob B',
    [`ABContactDelete contactId=${bobs}`, `RML ${ml('bob', 1)}`],
  ],
  [
    'takes a contact out of a group',
    { _tag: 'RemoveContact', passport: bob, group: friends },
    bob,
    '11 [] Bob B',
    [`ABGroupContactDelete guid=${friends} contactId=${bobs}`],
  ],
  [
    'blocks',
    { _tag: 'Block', passport: bob },
    bob,
    `13 [${friends}] Bob B`,
    [
      `DeleteMember MemberRole=Allow ${members(bob)}`,
      `AddMember MemberRole=Block ${members(bob)}`,
      `RML ${ml('bob', 2)}`,
      `ADL ${ml('bob', 4)}`,
    ],
  ],
  [
    'blocks a stranger',
    { _tag: 'Block', passport: dave },
    dave,
    '4 [] dave@example.com',
    // Nobody knows that he is on neither list: Escargot does not tell of pending contacts.
    [`DeleteMember MemberRole=Allow ${members(dave)}`, `AddMember MemberRole=Block ${members(dave)}`, `ADL ${ml('dave', 4)}`],
  ],
  [
    'allows',
    { _tag: 'Allow', passport: carol },
    carol,
    '10 [] Carol',
    [
      `DeleteMember MemberRole=Block ${members(carol)}`,
      `AddMember MemberRole=Allow ${members(carol)}`,
      `ADL ${ml('carol', 2)}`,
    ],
  ],
  [
    'puts on one list',
    { _tag: 'AddToList', list: 'BL', passport: dave },
    dave,
    '4 [] dave@example.com',
    [`AddMember MemberRole=Block ${members(dave)}`, `ADL ${ml('dave', 4)}`],
  ],
  [
    'takes off one list',
    { _tag: 'RemoveFromList', list: 'AL', passport: bob },
    bob,
    `9 [${friends}] Bob B`,
    [`DeleteMember MemberRole=Allow ${members(bob)}`, `RML ${ml('bob', 2)}`],
  ],
  [
    'renames a contact',
    { _tag: 'RenameContact', passport: bob, name: 'Bobby & Co' },
    bob,
    `11 [${friends}] Bobby & Co`,
    [`ABContactUpdate contactId=${bobs} Name=AB.NickName Value=Bobby &amp; Co propertiesChanged=Annotation`],
  ],
  [
    'renames a contact by its property',
    {
      _tag: 'SetContactProperty',
      passport: bob,
      property: { _tag: 'DisplayName', key: 'MFN', name: 'Bobby' },
    },
    bob,
    `11 [${friends}] Bobby`,
    [`ABContactUpdate contactId=${bobs} Name=AB.NickName Value=Bobby propertiesChanged=Annotation`],
  ],
  ['removes a group', { _tag: 'RemoveGroup', group: 'Friends' }, bob, '11 [] Bob B', [`ABGroupDelete guid=${friends}`]],
]

describe('what we do to our lists from MSNP13 on', () => {
  it.each(dialects.flatMap((dialect) => wishes.map((wish) => [dialect, wish[0], wish] as const)))(
    'in %s %s',
    (dialect, _, [, intent, who, now, steps]) => {
      const client = shownIn(dialect)
      const before = client.fetches.length
      expect(carriesOut(client, { ...intent })).toEqual(steps)
      expect(client.outcomeOf(client.told('IntentOutcome')[0]!.intent)).toBe('Done')
      expect(client.told('IntentOutcome')).toHaveLength(1)
      expect(entry(client, who)).toBe(now)
      expect(client.told('Unexpected')).toEqual([])
      for (const { method, headers } of client.fetches.slice(before))
        expect([method, headers['Content-Type']]).toEqual(['POST', 'text/xml; charset=utf-8'])
    },
  )

  it('gives a contact its GUID and, with the next reading, its name', () => {
    const client = shownIn('MSNP15')
    carriesOut(client, { _tag: 'AddContact', passport: dave })
    expect(client.view().contacts.get(dave)?.guid).toBe(daves)
    expect(client.waits(2000)).toHaveLength(2)
  })

  it('lets who waits for an answer have it', () => {
    const client = shownIn('MSNP15')
    client.hears('NS 1', withPayload('ADL 0', '<ml><d n="example.com"><c n="dave" t="1" l="8" f="Dave"/></d></ml>'))
    expect(entry(client, dave)).toBe('16 [] Dave')
    expect(carriesOut(client, { _tag: 'AddToList', list: 'RL', passport: dave })).toEqual([
      `DeleteMember MemberRole=Pending ${members(dave)}`,
      `AddMember MemberRole=Reverse ${members(dave)}`,
    ])
    expect(entry(client, dave)).toBe('8 [] Dave')
  })

  it('takes somebody out of the waiting room', () => {
    const client = shownIn('MSNP15')
    client.hears('NS 1', withPayload('ADL 0', '<ml><d n="example.com"><c n="dave" t="1" l="8" f="Dave"/></d></ml>'))
    const steps = carriesOut(client, { _tag: 'RemoveFromList', list: 'PL', passport: dave })
    expect(steps).toEqual([`DeleteMember MemberRole=Pending ${members(dave)}`])
    expect(entry(client, dave)).toBe('8 [] Dave')
  })

  it('makes and renames groups', () => {
    const client = shownIn('MSNP15')
    expect(carriesOut(client, { _tag: 'AddGroup', name: 'Work' })[0]).toMatch(/^ABGroupAdd .*name=Work/)
    expect(client.told('Group').at(-1)).toEqual({ _tag: 'Group', group: { id: daves, name: 'Work' } })
    expect(carriesOut(client, { _tag: 'RenameGroup', group: 'Work', name: 'Office' })).toEqual([
      `ABGroupUpdate groupId=${daves} name=Office propertiesChanged=GroupName`,
    ])
    expect(client.view().groups.get(daves)?.name).toBe('Office')
  })

  it.each(dialects)('sets who may call, and whether to ask, in %s', (dialect) => {
    const client = shownIn(dialect)
    expect(carriesOut(client, { _tag: 'SetPrivacy', privacy: 'BL' })).toEqual([
      'BLP  BL',
      'ABContactUpdate Name=MSN.IM.BLP Value=2 contactType=Me propertiesChanged=Annotation',
    ])
    expect(carriesOut(client, { _tag: 'SetPrompt', prompt: 'N' })).toEqual([
      'ABContactUpdate Name=MSN.IM.GTC Value=2 contactType=Me propertiesChanged=Annotation',
    ])
    expect(client.view().account).toMatchObject({ privacy: 'BL', prompt: 'N' })
    expect(client.told('Privacy').at(-1)).toEqual({ _tag: 'Privacy', privacy: 'BL' })
    expect(client.told('Prompt').at(-1)).toEqual({ _tag: 'Prompt', prompt: 'N' })
  })

  it.each(dialects)('sets the name by the notification server, in %s', (dialect) => {
    const client = shownIn(dialect)
    expect(carriesOut(client, { _tag: 'SetName', name: 'Alicia' })).toEqual(['PRP  MFN Alicia'])
    expect(client.view().account.name).toBe('Alicia')
  })
})

describe('what is refused at once', () => {
  it.each<readonly [intent: Intent, refusal: string]>([
    [{ _tag: 'AddContact', passport: bob }, 'Already'],
    [{ _tag: 'AddContact', passport: 'nobody' }, 'BadField'],
    [{ _tag: 'AddContact', passport: 'nobody@' }, 'BadField'],
    [{ _tag: 'Block', passport: '@example.com' }, 'BadField'],
    [{ _tag: 'AddContact', passport: dave, group: 'Nobody' }, 'NoSuchGroup'],
    [{ _tag: 'RemoveContact', passport: carol }, 'NoSuchContact'],
    [{ _tag: 'RemoveContact', passport: bob, group: 'Nobody' }, 'NoSuchGroup'],
    [{ _tag: 'Allow', passport: bob }, 'Already'],
    [{ _tag: 'RemoveFromList', list: 'BL', passport: bob }, 'NoSuchContact'],
    [{ _tag: 'RemoveFromList', list: 'RL', passport: bob }, 'NotInDialect'],
    [{ _tag: 'AddToList', list: 'PL', passport: dave }, 'NotInDialect'],
    [{ _tag: 'AddToList', list: 'RL', passport: dave }, 'NoSuchContact'],
    [{ _tag: 'RenameContact', passport: carol, name: 'C' }, 'NoSuchContact'],
    [
      { _tag: 'SetContactProperty', passport: bob, property: { _tag: 'Phone', key: 'PHH', number: { text: '5' } } },
      'NotInDialect',
    ],
    [{ _tag: 'RemoveGroup', group: 'Nobody' }, 'NoSuchGroup'],
    [{ _tag: 'SetPrompt', prompt: 'X' as 'A' }, 'BadIntent'],
    [{ _tag: 'AddGroup' } as unknown as Intent, 'BadIntent'],
    [{ _tag: 'RenameGroup', group: friends, name: 5 } as unknown as Intent, 'BadIntent'],
    [{ _tag: 'AddContact', passport: dave, name: {} } as unknown as Intent, 'BadIntent'],
    [{ _tag: 'AddContact' } as unknown as Intent, 'BadIntent'],
    [{ _tag: 'RenameContact', passport: bob } as unknown as Intent, 'BadIntent'],
  ])('%j: %s', (intent, refusal) => {
    const client = shownIn('MSNP15')
    expect(client.wants(intent)).toEqual([])
    expect(client.told('IntentOutcome')).toMatchObject([{ outcome: { _tag: 'Refused', refusal: { _tag: refusal } } }])
  })
})

describe('what fails on the way', () => {
  const add: Intent = { _tag: 'AddContact', passport: dave }

  it('stops at the service that fails, and says why', () => {
    const client = shownIn('MSNP15')
    const intent = { ...add }
    client.wants(intent)
    expect(client.getsLate(fails('InvalidPassportUser'))).toEqual([])
    expect(client.told('IntentOutcome')).toMatchObject([
      {
        outcome: {
          _tag: 'ServiceFailed',
          service: 'addressBook',
          problem: { fault: { error: 'InvalidPassportUser' } },
        },
      },
    ])
    expect(entry(client, dave)).toBe('gone')
    expect(client.told('ServiceFailed')).toEqual([])
    expect(client.at()).toBe('Ready')
  })

  it('stops where there is no answer in time', () => {
    const client = shownIn('MSNP15')
    const intent = { ...add }
    client.wants(intent)
    client.waits(client.settings.deadlines.fetch)
    expect(client.told('IntentOutcome')).toMatchObject([
      { outcome: { _tag: 'ServiceFailed', problem: { _tag: 'TimedOut' } } },
    ])
  })

  it.each([
    ['ADL', '208 %', 'Failed'],
    ['ADL', '241 % 4\r\noops', 'Failed'],
    // The server has read the address book, too.
    ['ADL', '215 %', 'Done'],
  ])('%s answered by %j gives %s', (_, line, outcome) => {
    const client = shownIn('MSNP15')
    const intent: Intent = { _tag: 'Allow', passport: carol }
    client.wants(intent)
    client.getsLate(fails('MemberDoesNotExist'))
    client.getsLate(done('AddMember'))
    client.hears('NS 1', line.replace('%', String(tridOf(client, 'NS 1'))))
    expect(client.outcomeOf(intent)).toBe(outcome)
    expect(entry(client, carol)).toBe('10 [] Carol')
  })

  it.each<readonly [Intent, Readonly<Record<string, HttpResponse>>, string, string]>([
    [add, { ...made, AddMember: fails('MemberAlreadyExists') }, dave, '3 [] dave@example.com'],
    [add, { ABContactAdd: fails('ContactAlreadyExists') }, dave, '3 [] dave@example.com'],
    [{ _tag: 'Block', passport: bob }, { DeleteMember: fails('MemberDoesNotExist') }, bob, `13 [${friends}] Bob B`],
    [{ _tag: 'RemoveContact', passport: bob }, { ABContactDelete: fails('ContactDoesNotExist') }, bob, '10 [] Bob B'],
  ])('%j is done where %j says that it is so already, and the book is read again', (intent, answers, who, now) => {
    const client = shownIn('MSNP15')
    const wanted = { ...intent }
    carriesOut(client, wanted, answers)
    expect(client.outcomeOf(wanted)).toBe('Done')
    expect(entry(client, who)).toBe(now)
    expect(client.waits(2000)).toHaveLength(2)
  })
})

describe('what others do to our lists from MSNP13 on', () => {
  const told = (verb: string, ...names: ReadonlyArray<string>): string =>
    withPayload(`${verb} 0`, `<ml><d n="example.com">${names.join('')}</d></ml>`)

  it.each(
    dialects.flatMap((dialect) =>
      (<ReadonlyArray<readonly [verb: string, name: string, who: string, now: string, events: string]>>[
        ['ADL', '<c n="dave" t="1" l="8" f="Dave%20D"/>', dave, '16 [] Dave D', 'AddedMe Contact'],
        ['ADL', '<c n="DAVE" t="1" l="8"/>', dave, '16 [] dave@example.com', 'AddedMe Contact'],
        ['RML', '<c n="carol" t="1" l="8"/>', carol, 'gone', 'RemovedMe ContactRemoved'],
        ['RML', '<c n="bob" t="1" l="8"/>', bob, `3 [${friends}] Bob B`, 'RemovedMe Contact'],
        ['ADL', '<c n="bob" t="1" l="8" f="Bob%20C"/>', bob, `11 [${friends}] Bob C`, 'AddedMe Contact'],
        ['ADL', '<c n="dave" t="1" l="2"/>', dave, 'gone', ''],
        ['ADL', '<c n="dave" t="1"/>', dave, 'gone', ''],
      ]).map((one) => [dialect, ...one] as const),
    ),
  )('in %s %s 0 %s leaves %s as %s', (dialect, verb, name, who, now, events) => {
    const client = shownIn(dialect)
    const before = client.events.length
    expect(client.hears('NS 1', told(verb, name))).toEqual([])
    expect(entry(client, who)).toBe(now)
    expect(client.events.slice(before).map(({ _tag }) => _tag)).toEqual(events === '' ? [] : events.split(' '))
  })

  it('may be told of several at once, and of broken XML', () => {
    const client = shownIn('MSNP15')
    client.hears('NS 1', told('ADL', '<c n="dave" l="8" t="1"/>', '<c n="eve" l="8" t="1"/>'))
    expect(client.told('AddedMe').map(({ passport }) => passport)).toEqual([dave, 'eve@example.com'])
    client.hears('NS 1', withPayload('ADL 0', 'oops'), withPayload('RML 0', '<ml><d'))
    expect(client.view().contacts.size).toBe(4)
  })
})

describe('calls that would overtake each other', () => {
  it('are made one after the other, where they change something', () => {
    const client = shownIn('MSNP15')
    const intents: ReadonlyArray<Intent> = [
      { _tag: 'SetPrompt', prompt: 'N' },
      { _tag: 'SetPrompt', prompt: 'A' },
      { _tag: 'AddGroup', name: 'Work' },
    ]
    expect(client.wants(...intents)).toHaveLength(1)
    expect(client.getsLate(done('ABContactUpdate'))).toHaveLength(1)
    expect(client.view().account.prompt).toBe('N')
    expect(client.getsLate({ _tag: 'Reset' })).toHaveLength(1)
    client.getsLate(made['ABGroupAdd']!)
    expect(intents.map(client.outcomeOf)).toEqual(['Done', 'ServiceFailed', 'Done'])
    expect(client.awaited()).toEqual([])
  })

  it('wait for a reading that is under way, and a reading for them', () => {
    const client = shownIn('MSNP15')
    const [read, change, again]: ReadonlyArray<Intent> = [
      { _tag: 'Synchronise' },
      { _tag: 'AddGroup', name: 'Work' },
      { _tag: 'Synchronise' },
    ]
    expect(client.wants(read!, change!)).toHaveLength(2)
    client.getsLate(bookAnswer(client.awaited()[0]!)!)
    expect(client.getsLate(bookAnswer(client.awaited()[0]!)!)).toHaveLength(1)
    expect(operationOf(client)).toBe('ABGroupAdd')
    expect(client.wants(again!)).toEqual([])
    expect(client.getsLate(made['ABGroupAdd']!)).toHaveLength(2)
    expect([read, change, again].map((intent) => client.outcomeOf(intent!))).toEqual(['Done', 'Done', undefined])
  })

  it('are given up together, where the session ends', () => {
    const client = shownIn('MSNP15')
    const intents: ReadonlyArray<Intent> = [
      { _tag: 'AddGroup', name: 'Work' },
      { _tag: 'AddGroup', name: 'Play' },
    ]
    client.wants(...intents)
    client.loses('NS 1')
    expect(intents.map(client.outcomeOf)).toEqual(['Closed', 'Closed'])
  })
})

describe('tickets for the services', () => {
  const refusals: ReadonlyArray<readonly [string, HttpResponse]> = [
    ['403', { status: 403, headers: {} }],
    ['401', { status: 401, headers: {} }],
    ['a fault', { status: 200, headers: {}, body: writeFault({ code: 'FailedAuthentication' }) }],
  ]
  const newer = 't=n3w3r&p='
  const group: Intent = { _tag: 'AddGroup', name: 'Work' }
  const ticketIn = (client: Client): string | undefined =>
    /<TicketToken>(.*)<\/TicketToken>/
      .exec(new TextDecoder().decode(client.awaited()[0]?.body))?.[1]
      ?.replaceAll('&amp;', '&')

  it.each(refusals)('are asked for anew when a service refuses one by %s', (_, refusal) => {
    const client = shownIn('MSNP15')
    const intent = { ...group }
    client.wants(intent)
    expect(ticketIn(client)).toBe(ticket)
    expect(client.getsLate(refusal)).toEqual([expect.stringMatching(/^fetch POST .*RST\.srf$/)])
    expect(client.getsLate(issuedWith(ticketSites.contacts, { text: newer }))).toHaveLength(1)
    expect(ticketIn(client)).toBe(newer)
    client.getsLate(made['ABGroupAdd']!)
    expect(client.outcomeOf(intent)).toBe('Done')
  })

  it('are asked for once, whoever waits for them, and then given up', () => {
    const client = shownIn('MSNP15')
    const intents = [{ ...group }, { ...group }]
    client.wants(...intents)
    client.getsLate({ status: 403, headers: {} })
    expect(client.awaited().map(({ url }) => url)).toEqual([expect.stringMatching(/RST/)])
    client.getsLate(issuedWith(ticketSites.contacts, { text: newer }))
    expect(ticketIn(client)).toBe(newer)
    client.getsLate({ status: 403, headers: {} })
    expect(ticketIn(client)).toBe(newer)
    client.getsLate(made['ABGroupAdd']!)
    expect(intents.map(client.outcomeOf)).toEqual(['ServiceFailed', 'Done'])
    expect(client.told('IntentOutcome')[0]).toMatchObject({ outcome: { problem: { _tag: 'NoTicket' } } })
  })

  it('of the sign-in are tried before that, where there are newer ones: some servers know no others', () => {
    const client = shownIn('MSNP15')
    client.elapses('Tickets')
    client.getsLate(issuedWith(ticketSites.contacts, { text: newer }))
    const intent = { ...group }
    client.wants(intent)
    expect(ticketIn(client)).toBe(newer)
    client.getsLate({ status: 403, headers: {} })
    expect(ticketIn(client)).toBe(ticket)
    client.getsLate(made['ABGroupAdd']!)
    expect(client.outcomeOf(intent)).toBe('Done')
  })

  it.each<readonly [string, HttpResponse]>([
    ['are refused', { status: 200, headers: {}, body: writeFault({ code: 'FailedAuthentication' }) }],
    ['do not come', { status: 500, headers: {} }],
  ])('that %s make the call come to nothing, and nothing else', (_, answer) => {
    const client = shownIn('MSNP15')
    const intent = { ...group }
    client.wants(intent)
    client.getsLate({ status: 403, headers: {} })
    client.getsLate(answer)
    expect(client.told('IntentOutcome')).toMatchObject([
      { outcome: { _tag: 'ServiceFailed', problem: { _tag: 'NoTicket' } } },
    ])
    expect(client.at()).toBe('Ready')
    expect(client.wants({ ...group })).toHaveLength(1)
  })

  it('are needed no more once the session moves on', () => {
    const client = shownIn('MSNP15')
    const intent = { ...group }
    client.wants(intent)
    client.hears('NS 1', 'XFR 0 NS 10.0.0.5:1863')
    expect(client.outcomeOf(intent)).toBe('Closed')
    expect([...client.timers.keys()].filter((timer) => timer.startsWith('Call'))).toEqual([])
    expect(client.getsLate(made['ABGroupAdd']!)).toEqual([])
    expect(client.view().groups.size).toBe(1)
  })
})
