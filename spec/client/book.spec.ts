import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'

import type { Dialect } from '../../lib/commands/dialects.js'
import { keptLists } from '../../lib/client/contacts/kept.js'
import type { Parts } from '../../lib/client/addressbook/state.js'
import { adopt } from '../../lib/client/addressbook/merge.js'
import type { CloseReason, HttpResponse } from '../../lib/core/effects.js'
import type { Intent } from '../../lib/client/intents/intents.js'
import { describeOutcome } from '../../lib/client/outcomes.js'
import { spoken } from '../../lib/client/settings.js'
import type { KeptLists } from '../../lib/client/state.js'
import { listLimit, readList } from '../../lib/payloads/list.js'
import { writeNotification } from '../../lib/payloads/notification.js'
import { findAll, findContactsPaged, type AddressBook, type AddressBookContact } from '../../lib/payloads/soap/book.js'
import { addMember, deleteMember } from '../../lib/payloads/soap/changes.js'
import { writeFault, type SoapFault } from '../../lib/payloads/soap/envelope.js'
import { findMembership, type Membership, type Memberships, type Since } from '../../lib/payloads/soap/membership.js'
import { utf8Bytes } from '../../lib/wire/text.js'
import { question, reading } from './asked.js'
import { addressBook, changedAt, memberships, settles } from './book.js'
import { guidOf, shownIn, tridOf, withPayload, type Client } from './driver.js'

const bob = 'bob@example.com'
const carol = 'carol@example.com'
const dave = 'dave@example.com'
const daves = '99999999-8888-7777-6666-555555555555'
const { friends } = guidOf

const numberOf = (dialect: Dialect): number => Number(dialect.slice(4))
const dialects = spoken.filter((dialect) => numberOf(dialect) >= 13)

const fromBytes = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
const ok = (body: Uint8Array): HttpResponse => ({ status: 200, headers: {}, body })
const fault = (what: SoapFault, status = 500): HttpResponse => ({ status, headers: {}, body: writeFault(what) })
const errors = (error: string): HttpResponse => fault({ code: 'Client', error })

const bookOf = (dialect: Dialect) => (numberOf(dialect) < 18 ? findAll : findContactsPaged)

/** Both services answer. */
const answered = (client: Client, dialect: Dialect, members: Memberships, book: AddressBook): ReadonlyArray<string> => {
  client.getsLate(ok(findMembership.writeAnswer(members)))
  return client.getsLate(ok(bookOf(dialect).writeAnswer(book)))
}

const entry = (client: Client, passport: string): string => {
  const contact = client.view().contacts.get(passport)
  return contact === undefined ? 'gone' : `${contact.lists} [${contact.groups}] ${contact.name}`
}

const entries = (client: Client): object =>
  Object.fromEntries([...client.view().contacts.keys()].map((passport) => [passport, entry(client, passport)]))

const member = (role: Membership['role'], address: string, more: Partial<Membership> = {}): Membership => ({
  role,
  kind: 'Passport',
  address,
  network: 1,
  deleted: false,
  ...more,
})

const someone = (passport: string, more: Partial<AddressBookContact> = {}): AddressBookContact => ({
  id: daves,
  kind: 'Regular',
  passport,
  network: 1,
  messenger: true,
  groups: [],
  deleted: false,
  ...more,
})

const book = (contacts: ReadonlyArray<AddressBookContact>, more: Partial<AddressBook> = {}): AddressBook => ({
  groups: [],
  contacts,
  ...more,
})

const list = (client: Client): string =>
  client
    .said('NS 1')
    .filter((line) => line.startsWith('ADL'))
    .map((line) => line.slice(line.indexOf('\r\n') + 2))
    .join('\n')

describe('the contact list of an address book', () => {
  it.each(dialects)(
    'is read from both services, told to the server, and there with its last answer, in %s',
    (dialect) => {
      const client = reading(dialect)
      expect(client.at()).toBe('Synchronising')
      const asked = client.awaited().map(({ url, headers }) => [url.replace(/^.*\//, ''), headers['SOAPAction']])
      expect(asked).toEqual([
        ['SharingService.asmx', `"${findMembership.action}"`],
        ['abservice.asmx', `"${bookOf(dialect).action}"`],
      ])
      expect(question(client)).toBe('FindMembership {}')

      const told = answered(client, dialect, memberships, addressBook)
      const trid = tridOf(client, 'NS 1')
      expect(told).toEqual([
        `NS 1 > BLP ${trid - 1} AL`,
        `NS 1 > ${withPayload(`ADL ${trid}`, '<ml l="1"><d n="example.com"><c n="bob" l="3" t="1"/></d></ml>')}`,
      ])
      expect(client.hears('NS 1', `BLP ${trid - 1} AL`)).toEqual([])
      expect([client.at(), client.told('Ready')]).toEqual(['Synchronising', []])
      const [name, ...shown] = client.hears('NS 1', `ADL ${trid} OK`)
      expect(name).toBe(`NS 1 > PRP ${trid + 1} MFN Alice%20A`)
      expect(shown.at(-1)).toMatch(/^NS 1 > CHG \d+ NLN /)

      expect(client.at()).toBe('Ready')
      expect(client.told('Ready')).toEqual([{ _tag: 'Ready', contacts: 2, groups: 1, changed: true }])
      expect(entries(client)).toEqual({ [bob]: `11 [${friends}] Bob B`, [carol]: '8 [] Carol' })
      expect(client.view().contacts.get(bob)).toMatchObject({ guid: guidOf.bob, network: 1 })
      expect(client.view().groups.toObject()).toEqual({ [friends]: { id: friends, name: 'Friends' } })
      expect(client.view().account).toMatchObject({ name: 'Alice A', privacy: 'AL', prompt: 'A' })
      expect(client.view().version).toEqual({ _tag: 'Changes', membership: changedAt, addressBook: changedAt })
      expect(client.events.map(({ _tag }) => _tag).slice(-8, -1)).toEqual([
        'SignedIn',
        'Prompt',
        'Privacy',
        'OwnName',
        'Group',
        'Contact',
        'Contact',
      ])
      expect([...client.told('Unexpected'), ...client.told('ServiceFailed'), ...client.told('ServerFailed')]).toEqual(
        [],
      )
    },
  )

  type Case = readonly [
    what: string,
    members: ReadonlyArray<Membership>,
    book: AddressBook,
    entries: object,
    told: string,
  ]

  it.each<Case>([
    ['nobody', [], book([]), {}, '<ml l="1"></ml>'],
    [
      'who is on both lists as the services have it, and tells the server that he is blocked',
      [member('Allow', bob), member('Block', bob)],
      book([someone(bob)]),
      { [bob]: `7 [] ${bob}` },
      '<ml l="1"><d n="example.com"><c n="bob" l="5" t="1"/></d></ml>',
    ],
    [
      'who waits for an answer as pending alone, and tells the server nothing of it',
      [member('Pending', dave, { name: 'Dave' }), member('Reverse', dave)],
      book([]),
      { [dave]: '16 [] Dave' },
      '<ml l="1"></ml>',
    ],
    [
      'a nickname before what somebody calls himself',
      [],
      book([someone(bob, { name: 'Bob', nickname: 'Bobby' })]),
      { [bob]: '1 [] Bobby' },
      '<ml l="1"><d n="example.com"><c n="bob" l="1" t="1"/></d></ml>',
    ],
    [
      'addresses that are no contacts not at all',
      [],
      book([someone(bob, { messenger: false }), someone(dave, { deleted: true })]),
      {},
      '<ml l="1"></ml>',
    ],
    [
      'other networks, telephones, and each domain once',
      [
        member('Allow', 'bob@yahoo.example.com', { kind: 'Email', network: 32 }),
        member('Allow', '+15550100', { kind: 'Phone', network: 4 }),
        member('Block', 'x@example.com'),
        member('Allow', '00000000-0000-0000-0009-0123456789ab', { kind: 'Circle', network: 9 }),
      ],
      book([
        someone('bob@yahoo.example.com', { network: 32 }),
        someone('tel:+15550100', { network: 4, name: 'Phone' }),
        someone('y@example.com'),
        someone('00000000-0000-0000-0009-0123456789ab@live.com', { kind: 'Circle' }),
      ]),
      {
        'bob@yahoo.example.com': '3 [] bob@yahoo.example.com',
        'tel:+15550100': '3 [] Phone',
        'x@example.com': '4 [] x@example.com',
        'y@example.com': '1 [] y@example.com',
      },
      '<ml l="1"><d n="yahoo.example.com"><c n="bob" l="3" t="32"/></d><t><c n="tel:+15550100" l="3" t="4"/></t>' +
        '<d n="example.com"><c n="x" l="4" t="1"/><c n="y" l="1" t="1"/></d></ml>',
    ],
  ])('shows %s', (_, members, contacts, expected, told) => {
    const client = reading('MSNP15')
    answered(client, 'MSNP15', { members }, contacts)
    expect(entries(client)).toEqual(expected)
    const payload = list(client)
    const parts = (text: string): ReadonlyArray<string> => text.split(/(?=<c )|(?=<\/?[dmt])/).sort()
    expect(parts(payload)).toEqual(parts(told))
  })

  it('is told in pieces, each of which is answered', () => {
    const many = Array.from({ length: 500 }, (_, i) =>
      someone(`somebody-${i}@example${i % 3}.com`, { id: daves.replace(/\d{3}$/, String(i).padStart(3, '0')) }),
    )
    const client = reading('MSNP13')
    const told = answered(client, 'MSNP13', { members: [] }, book(many)).filter((line) => line.includes('ADL'))
    expect(told.length).toBeGreaterThan(2)
    const payloads = told.map((line) => utf8Bytes(line.slice(line.indexOf('\r\n') + 2)))
    expect(Math.max(...payloads.map(({ length }) => length))).toBeLessThanOrEqual(listLimit)
    const lists = payloads.map(readList)
    expect(lists.map(({ level }) => level)).toEqual(lists.map(() => 1))
    expect(lists.flatMap(({ members }) => members)).toHaveLength(500)
    const last = tridOf(client, 'NS 1')
    client.hears('NS 1', `BLP ${last - told.length} AL`)
    for (let trid = last - told.length + 1; trid < last; trid++) client.hears('NS 1', `ADL ${trid} OK`)
    expect(client.at()).toBe('Synchronising')
    client.hears('NS 1', `ADL ${last} OK`)
    expect(client.at()).toBe('Ready')
  })

  it('is put together in a time that grows as it does', () => {
    const groups = Array.from({ length: 20 }, (_, i) => ({
      id: friends.slice(0, -2) + (10 + i),
      name: `Group ${i}`,
      favourite: false,
      deleted: false,
    }))
    const partsOf = (size: number): Parts => {
      const names = Array.from({ length: size }, (_, i) => `somebody-${i}@example.com`)
      const contacts = names.map((name, i) =>
        someone(name, { id: daves.slice(0, -4) + (1000 + i), groups: [groups[i % 20]!.id], name: `Somebody ${i}` }),
      )
      const members = names.flatMap((name) => [member('Allow', name), member('Reverse', name)])
      return {
        members: { isFull: true, came: E.right({ members }) },
        book: { isFull: true, came: E.right(book(contacts, { groups })) },
      }
    }
    const view = reading('MSNP15').view()
    const costOf = (size: number): number => {
      const parts = partsOf(size)
      const times = Array.from({ length: 7 }, () => {
        const before = performance.now()
        expect(adopt(view, parts, false).view.contacts.size).toBe(size)
        return performance.now() - before
      })
      return Math.min(...times)
    }
    // Sixteen times as many take some twenty times as long; with a square in it, 256 times.
    expect(costOf(8000) / costOf(500)).toBeLessThan(80)
  })
})

describe('a service that fails at the sign-in', () => {
  const nobody: HttpResponse = { status: 503, headers: {} }
  const ways: ReadonlyArray<readonly [what: string, outcome: HttpResponse | CloseReason, problem: object]> = [
    ['a status', nobody, { _tag: 'Status', status: 503 }],
    ['a fault', errors('ABDoesNotExist'), { _tag: 'Fault', fault: { error: 'ABDoesNotExist' } }],
    ['what is no SOAP', ok(utf8Bytes('hello')), { _tag: 'NotSoap' }],
    ['an empty answer', { status: 200, headers: {} }, { _tag: 'NotSoap' }],
    ['no connection', { _tag: 'Refused' }, { _tag: 'Unanswered', why: { _tag: 'Refused' } }],
  ]

  it.each(ways)('by %s costs nothing else', (_, outcome, problem) => {
    const client = reading('MSNP15')
    client.getsLate(outcome)
    client.getsLate(ok(findAll.writeAnswer(addressBook)))
    expect(client.told('ServiceFailed')).toMatchObject([{ service: 'sharing', problem }])
    settles(client)
    expect(client.at()).toBe('Ready')
    expect(client.told('Ready')).toMatchObject([{ contacts: 1, groups: 1 }])
    expect(entries(client)).toEqual({ [bob]: `1 [${friends}] Bob B` })
    expect(client.view().version).toBeUndefined()
  })

  it('leaves the list that was kept as it is, and tells the server of it', () => {
    const kept = keptLists(shownIn('MSNP15').view())!
    const client = reading('MSNP15', kept)
    client.getsLate(nobody)
    client.getsLate(nobody)
    expect(list(client)).toBe('<ml l="1"><d n="example.com"><c n="bob" l="3" t="1"/></d></ml>')
    settles(client)
    expect(client.told('Ready')).toEqual([{ _tag: 'Ready', contacts: 2, groups: 1, changed: false }])
    expect(keptLists(client.view())).toEqual(kept)
  })

  it('by silence costs a deadline', () => {
    const client = reading('MSNP15')
    client.waits(client.settings.deadlines.fetch)
    expect(client.told('ServiceFailed').map(({ problem }) => problem._tag)).toEqual(['TimedOut', 'TimedOut'])
    settles(client)
    expect(client.at()).toBe('Ready')
    // The answers have come since: too late.
    expect(client.awaited()).toEqual([])
    expect(client.view().contacts.size).toBe(0)
  })

  it('is made good by Synchronise, after which the server is told the list', () => {
    const client = reading('MSNP15')
    client.getsLate(nobody)
    client.getsLate(nobody)
    settles(client)
    const intent: Intent = { _tag: 'Synchronise' }
    client.wants(intent)
    const told = answered(client, 'MSNP15', memberships, addressBook)
    expect(told.map((line) => line.slice(7, 10))).toEqual(['BLP', 'ADL'])
    settles(client)
    expect(client.outcomeOf(intent)).toBe('Done')
    expect(client.view().contacts.size).toBe(2)
  })

  it('fails a Synchronise, which leaves everything as it is', () => {
    const client = shownIn('MSNP16')
    const intent: Intent = { _tag: 'Synchronise' }
    client.wants(intent)
    client.getsLate(nobody)
    expect(client.outcomeOf(intent)).toBeUndefined()
    client.getsLate(nobody)
    expect(client.outcomeOf(intent)).toBe('ServiceFailed')
    expect(client.view().contacts.size).toBe(2)
    expect(client.told('Ready')).toHaveLength(1)
    const [told] = client.told('IntentOutcome')
    expect(describeOutcome(told!.outcome)).toBe('the service of memberships answers with status 503')
  })
})

describe('a server that does not want the list', () => {
  it.each([
    ['210 %', 'a failure'],
    ['241 % 4\r\noops', 'a failure with a payload'],
    ['', 'silence'],
  ])('by %j (%s) costs nothing of it', (line) => {
    const client = reading('MSNP15')
    answered(client, 'MSNP15', memberships, addressBook)
    const trid = tridOf(client, 'NS 1')
    client.hears('NS 1', `BLP ${trid - 1} AL`)
    if (line === '') client.elapses(`Reply ${trid}`)
    else client.hears('NS 1', line.replace('%', String(trid)))
    expect(client.at()).toBe('Ready')
    expect(client.told('ServerFailed')).toHaveLength(line === '' ? 0 : 1)
    expect(client.view().contacts.size).toBe(2)
  })
})

describe('what has changed since', () => {
  const kept = (): KeptLists => keptLists(shownIn('MSNP15').view())!
  const since = JSON.stringify({ since: changedAt } satisfies Since)
  const later = '2008-08-13T00:20:30.307-07:00'
  const nothing: Memberships = { members: [] }

  it.each(dialects)('is asked for by who has a list, in %s', (dialect) => {
    const client = reading(dialect, kept())
    expect(question(client)).toBe(`FindMembership ${since}`)
    client.getsLate(ok(findMembership.writeAnswer(nothing)))
    expect(question(client)).toBe(`${bookOf(dialect).name} ${since}`)
    client.getsLate(ok(bookOf(dialect).writeAnswer(book([], { lastChange: later }))))
    expect(list(client)).toBe('<ml l="1"><d n="example.com"><c n="bob" l="3" t="1"/></d></ml>')
    settles(client)
    expect(client.told('Ready')).toEqual([{ _tag: 'Ready', contacts: 2, groups: 1, changed: false }])
    expect(client.told('Contact', 'Group')).toEqual([])
    expect(client.view().version).toEqual({ _tag: 'Changes', membership: changedAt, addressBook: later })
  })

  it('is put into the list that there is: who is new, who is different, and who has gone', () => {
    const client = reading('MSNP15', kept())
    answered(
      client,
      'MSNP15',
      {
        members: [member('Reverse', carol, { deleted: true }), member('Allow', dave, { name: 'Dave' })],
        lastChange: later,
      },
      book([someone(bob, { id: guidOf.bob, name: 'Bob', groups: [daves] })], {
        groups: [
          { id: friends, name: 'Friends', favourite: false, deleted: true },
          { id: daves, name: 'New', favourite: false, deleted: false },
        ],
      }),
    )
    expect(entries(client)).toEqual({ [bob]: `11 [${daves}] Bob`, [dave]: '2 [] Dave' })
    expect(client.told('GroupRemoved', 'ContactRemoved', 'Group', 'Contact').map(({ _tag }) => _tag)).toEqual([
      'GroupRemoved',
      'ContactRemoved',
      'Group',
      'Contact',
      'Contact',
    ])
  })

  it('may be that somebody is no contact any more, of whom there is only the id left', () => {
    const client = reading('MSNP15', kept())
    const { passport: _, ...gone } = someone(bob, { id: guidOf.bob, deleted: true })
    answered(client, 'MSNP15', nothing, book([gone]))
    expect(entry(client, bob)).toBe('10 [] Bob B')
    expect(client.view().contacts.get(bob)?.guid).toBeUndefined()
  })

  it('may be unknown to a service, which is asked for everything then', () => {
    const client = reading('MSNP15', kept())
    client.getsLate(errors('FullSyncRequired'))
    client.getsLate(fault({ code: 'Client', error: 'FullSyncRequired' }, 200))
    expect(question(client)).toBe('FindMembership {}')
    client.getsLate(ok(findMembership.writeAnswer({ members: [member('Block', bob)] })))
    expect(question(client)).toBe('ABFindAll {}')
    client.getsLate(ok(findAll.writeAnswer(book([]))))
    expect(entries(client)).toEqual({ [bob]: '4 [] Bob B' })
    settles(client)
    expect(client.told('Ready')).toMatchObject([{ changed: true }])
    expect(client.told('ServiceFailed')).toEqual([])
  })

  const bell = withPayload(
    'NOT',
    fromBytes(writeNotification({ siteId: 45705, change: { service: 'ABCHInternal', hasNewItem: true } })),
  )

  it('is asked for two seconds after the server has said so', () => {
    const client = shownIn('MSNP18')
    expect(client.hears('NS 1', bell)).toEqual([])
    expect(client.told('Notification')).toHaveLength(1)
    client.hears('NS 1', bell)
    expect(client.waits(1999)).toEqual([])
    expect(client.waits(1)).toHaveLength(2)
    expect(question(client)).toBe(`FindMembership ${since}`)
    const before = client.events.length
    answered(client, 'MSNP18', memberships, {
      ...addressBook,
      contacts: [{ ...addressBook.contacts[0]!, nickname: 'Bobby' }],
    })
    expect(client.events.slice(before).map(({ _tag }) => _tag)).toEqual(['Contact'])
    expect(entry(client, bob)).toBe(`11 [${friends}] Bobby`)
  })

  it('is not asked for while something is being changed', () => {
    const client = shownIn('MSNP15')
    client.hears('NS 1', bell)
    client.wants({ _tag: 'Block', passport: bob })
    expect(client.waits(2000)).toEqual([])
    client.getsLate(ok(deleteMember.writeAnswer({})))
    client.getsLate(ok(addMember.writeAnswer({})))
    const trid = tridOf(client, 'NS 1')
    client.hears('NS 1', `RML ${trid} OK`, `ADL ${trid + 1} OK`)
    expect(client.waits(2000)).toHaveLength(2)
    expect(question(client)).toMatch(/^FindMembership/)
  })

  it.each(['MSNP10', 'MSNP12'] as const)('is no matter of a notification in %s', (dialect) => {
    const client = shownIn(dialect)
    client.hears('NS 1', bell)
    expect(client.waits(5000)).toEqual([])
  })
})

describe('Synchronise', () => {
  it('waits for a list that is on its way', () => {
    const client = shownIn('MSNP17')
    const intents: ReadonlyArray<Intent> = [{ _tag: 'Synchronise' }, { _tag: 'Synchronise' }]
    client.wants(intents[0]!)
    client.getsLate(ok(findMembership.writeAnswer(memberships)))
    expect(client.wants(intents[1]!)).toEqual([])
    client.getsLate(ok(findAll.writeAnswer(addressBook)))
    expect(intents.map(client.outcomeOf)).toEqual(['Done', 'Done'])
    expect(client.told('Ready')).toHaveLength(2)
  })

  it('comes to nothing where the session ends before', () => {
    const client = shownIn('MSNP17')
    const intents: ReadonlyArray<Intent> = [{ _tag: 'Synchronise' }, { _tag: 'AddGroup', name: 'Work' }]
    client.wants(...intents)
    client.loses('NS 1')
    expect(intents.map(client.outcomeOf)).toEqual(['Closed', 'Closed'])
  })
})
