import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'

import { secret } from '../../../lib/payloads/secret.js'
import { writeFault } from '../../../lib/payloads/soap/envelope.js'
import { servicePaths } from '../../../lib/auth/services.js'
import type { Dialect } from '../../../lib/commands/dialects.js'
import { findAll, findContactsPaged } from '../../../lib/payloads/soap/book.js'
import {
  addContact,
  addGroup,
  addMember,
  addToGroup,
  deleteContact,
  deleteGroup,
  deleteMember,
  removeFromGroup,
  updateContact,
  updateGroup,
  type GroupChange,
} from '../../../lib/payloads/soap/changes.js'
import { findMembership, type Role } from '../../../lib/payloads/soap/membership.js'
import { deleteMessages, getMessage } from '../../../lib/payloads/soap/offlinemail.js'
import { requestTickets } from '../../../lib/payloads/soap/tickets.js'
import { asking, askingWith, refusal, right, ticketAt } from './asking.js'
import { among, show, signIn, ssoTicketOf, ticketOf, withSessions, type Driver } from '../driver.js'

const all = {}
const daves = '99999999-8888-7777-6666-555555555555'

const rolesInOrder: ReadonlyArray<Role> = ['Allow', 'Block', 'Reverse', 'Pending']

const member = (name: string) => ({ kind: 'Passport', address: `${name}@example.com`, network: 1 }) as const

/** A server on which somebody is signed in, and how to ask it as that one. */
const open = (dialect: Dialect = 'MSNP15', name = 'alice') => {
  const driver = withSessions(among(), { [name]: dialect })
  return { driver, ask: asking(driver, name) }
}

type Ask = ReturnType<typeof open>['ask']

const rolesOf = (ask: Ask): ReadonlyArray<string> =>
  right(ask(findMembership, all)).members.map(({ role, address }) => `${role} ${address.split('@')[0]}`)

const namesOf = (ask: Ask): ReadonlyArray<string | undefined> =>
  right(ask(findAll, all)).contacts.map(({ passport }) => passport?.split('@')[0])

const guidOf = (ask: Ask, name: string): string =>
  right(ask(findAll, all)).contacts.find(({ passport }) => passport === `${name}@example.com`)!.id

describe('who asks', () => {
  const [path, action] = [servicePaths.sharing, findMembership.action!]
  const request = (ticket: string) => (driver: Driver) => askingWith(driver, ticket)(findMembership, all).status

  it.each<Dialect>(['MSNP13', 'MSNP14', 'MSNP15', 'MSNP16', 'MSNP17', 'MSNP18'])(
    'is somebody who is signed in: %s',
    (dialect) => {
      const { driver } = open(dialect)
      expect(request(ticketAt(driver, 'alice'))(driver)).toBe(200)
      // A ticket that was asked for later is as good.
      expect(request(ssoTicketOf(driver, 'alice@example.com', 'alice-pw').ticket)(driver)).toBe(200)
    },
  )

  it('has a ticket, of an account that is signed in', () => {
    const { driver } = open()
    expect(request('t=1.x&p=')(driver)).toBe(403)
    expect(request(ssoTicketOf(driver, 'bob@example.com', 'bob-pw').ticket)(driver)).toBe(403)
    const ticket = ticketAt(driver, 'alice')
    driver.end('alice')
    expect(request(ticket)(driver)).toBe(403)
    expect(new TextDecoder().decode(driver.responses.at(-1)?.body)).toBe('403: Forbidden')
  })

  it('has a ticket that is not too old', () => {
    const { driver } = open()
    const ticket = ticketAt(driver, 'alice')
    driver.pass(86_399_999)
    signIn(driver, 'alice', 'MSNP12', { link: 'again' })
    expect(request(ticket)(driver)).toBe(200)
    driver.pass(1)
    signIn(driver, 'alice', 'MSNP12', { link: 'again' })
    expect(request(ticket)(driver)).toBe(403)
  })

  it('asks for what there is, by whatever spelling of the action', () => {
    const { driver } = open()
    const body = findMembership.writeRequest(
      { ticket: { reveal: () => ticketAt(driver, 'alice') }, scenario: 'Initial' },
      all,
    )
    const status = (headers: Record<string, string>) => driver.post(path, body, headers).response.status
    expect([
      status({ soapaction: action }),
      status({ SOAPAction: ` "${action}" ` }),
      status({ 'content-type': `application/soap+xml; charset=utf-8; action="${action}"` }),
      status({ SOAPAction: `${action}s` }),
      status({}),
      // Each service has its own.
      driver.post(servicePaths.addressBook, body, { SOAPAction: action }).response.status,
    ]).toEqual([200, 200, 200, 500, 500, 500])
    expect(driver.ask(path)).toMatchObject({ status: 405, headers: { Allow: 'POST' } })
  })

  it.each<readonly [what: string, body: string]>([
    ['nothing', ''],
    ['no XML', 'hello'],
    ['no envelope', '<x/>'],
    ['an empty envelope', '<Envelope><Header/><Body/></Envelope>'],
    ['another operation', '<Envelope><Body><ABFindAll/></Body></Envelope>'],
    ['no ticket', '<Envelope><Header/><Body><FindMembership/></Body></Envelope>'],
    ['a fault', '<Envelope><Body><Fault/></Body></Envelope>'],
    ['a document type', '<!DOCTYPE x [<!ENTITY a "b">]><Envelope><Body><FindMembership/></Body></Envelope>'],
    ['a deep one', '<a>'.repeat(10_000)],
    ['too much', `<Envelope><Body>${'x'.repeat(262_144)}</Body></Envelope>`],
  ])('says what can be read: %s', (_, body) => {
    const { response } = open().driver.post(path, new TextEncoder().encode(body), { SOAPAction: action })
    expect(response.status).toBe(500)
    expect(findMembership.readAnswer(response.body)).toMatchObject({
      left: { _tag: 'Fault', fault: { code: 'Client' } },
    })
  })
})

describe('reading', () => {
  const participants = [
    {
      passport: 'alice@example.com',
      password: 'alice-pw',
      name: 'Alice A',
      privacy: 'BL',
      prompt: 'N',
      groups: ['Friends', 'Empty'],
      contacts: [
        { passport: 'bob@example.com', groups: ['Friends'], name: 'Bobby' },
        { passport: 'carol@example.com', lists: ['BL'] },
        { passport: 'tel:+15550100', lists: ['FL', 'AL'] },
      ],
    },
    { passport: 'bob@example.com', password: 'bob-pw', name: 'Bob & B', contacts: [{ passport: 'alice@example.com' }] },
    { passport: 'carol@example.com', password: 'carol-pw' },
  ] as const

  const ask = (dialect: Dialect = 'MSNP15') => {
    const driver = among({ accounts: participants })
    signIn(driver, 'alice', dialect)
    return asking(driver, 'alice')
  }

  it('gives the members of every role', () => {
    const { members, lastChange } = right(ask()(findMembership, all))
    const bob = { kind: 'Passport', address: 'bob@example.com', network: 1, name: 'Bobby', deleted: false }
    expect(members.map(({ id, ...rest }) => [rolesInOrder[Number(id) % 4], rest])).toEqual([
      ['Allow', { role: 'Allow', ...bob }],
      [
        'Allow',
        { role: 'Allow', kind: 'Phone', address: 'tel:+15550100', network: 4, name: 'tel:+15550100', deleted: false },
      ],
      ['Block', { role: 'Block', ...bob, address: 'carol@example.com', name: 'carol@example.com' }],
      ['Reverse', { role: 'Reverse', ...bob }],
    ])
    expect(lastChange).toBe('2005-04-23T18:57:44.0000000-00:00')
  })

  it('gives who waits in that role alone', () => {
    const { driver, ask } = open()
    signIn(driver, 'carol', 'MSNP8')
    driver.hear('carol', 'ADD 5 FL alice@example.com x')
    expect(rolesOf(ask)).toEqual(['Allow bob', 'Reverse bob', 'Pending carol'])
  })

  it.each([findAll, findContactsPaged])('gives contacts, groups, and settings: $name', (operation) => {
    const { contacts, groups, me, lastChange } = right(ask('MSNP18')(operation, all))
    expect(groups.map(({ name, deleted }) => [name, deleted])).toEqual([
      ['Friends', false],
      ['Empty', false],
    ])
    expect(contacts).toMatchObject([
      {
        kind: 'Regular',
        passport: 'bob@example.com',
        network: 1,
        name: 'Bob & B',
        nickname: 'Bobby',
        messenger: true,
        groups: [groups[0]!.id],
        deleted: false,
      },
      { network: 4, groups: [] },
    ])
    expect(me).toMatchObject({ passport: 'alice@example.com', name: 'Alice A', privacy: 'BL', prompt: 'N' })
    expect(lastChange).toBe('2005-04-23T18:57:44.0000000-00:00')
  })

  it('gives the GUIDs that older dialects have', () => {
    const driver = among({ accounts: participants })
    signIn(driver, 'alice', 'MSNP15')
    const { contacts, groups } = right(asking(driver, 'alice')(findAll, all))
    signIn(driver, 'alice', 'MSNP12', { link: 'again' })
    const lines = driver.hear('again', 'SYN 5 0 0').join('\n')
    expect(lines).toContain(`C=${contacts[0]!.id} 11 1 ${groups[0]!.id}`)
  })

  it('gives what older dialects have changed', () => {
    const driver = withSessions(among(), { alice: 'MSNP9' })
    driver.hear('alice', 'ADG 5 Friends 0', 'ADD 6 FL carol@example.com x 1', 'ADD 7 BL carol@example.com x')
    driver.hear('alice', 'REM 8 AL bob@example.com', 'REA 9 carol@example.com Caz')
    signIn(driver, 'alice', 'MSNP15')
    const ask = asking(driver, 'alice')
    const { contacts, groups } = right(ask(findAll, all))
    expect(contacts).toMatchObject([
      { passport: 'bob@example.com', groups: [] },
      { passport: 'carol@example.com', nickname: 'Caz', groups: [groups[0]!.id] },
    ])
    expect(rolesOf(ask)).toEqual(['Block carol', 'Reverse bob'])
  })

  it('gives a thousand contacts', () => {
    const contacts = Array.from({ length: 1000 }, (_, at) => ({ passport: `friend${at}@example.com` }))
    const driver = among({ accounts: [{ passport: 'alice@example.com', password: 'alice-pw', contacts }] })
    signIn(driver, 'alice', 'MSNP18')
    expect(right(asking(driver, 'alice')(findAll, all)).contacts).toHaveLength(1000)
  })
})

describe('what has changed', () => {
  const stamps = (ask: Ask) => ({
    roles: right(ask(findMembership, all)).lastChange!,
    book: right(ask(findAll, all)).lastChange!,
  })
  const since = (ask: Ask, { roles, book }: ReturnType<typeof stamps>) => ({
    members: right(ask(findMembership, { since: roles })).members.map(
      ({ role, address, deleted }) => `${deleted ? '-' : '+'} ${role} ${address.split('@')[0]}`,
    ),
    contacts: right(ask(findAll, { since: book })).contacts.map(
      ({ passport, deleted }) => `${deleted ? '-' : '+'} ${passport?.split('@')[0]}`,
    ),
    groups: right(ask(findAll, { since: book })).groups.map(({ name, deleted }) => `${deleted ? '-' : '+'} ${name}`),
  })

  it('is nothing at first', () => {
    const { ask } = open()
    expect(since(ask, stamps(ask))).toEqual({ members: [], contacts: [], groups: [] })
  })

  it('is told, and nothing else', () => {
    const { ask } = open()
    const before = stamps(ask)
    const { id } = right(ask(addContact, { passport: 'carol@example.com', network: 1 }))
    right(ask(addMember, { role: 'Block', member: member('carol') }))
    const group = right(ask(addGroup, { name: 'Friends' })).id
    right(ask(addToGroup, { group, contact: id }))
    expect(since(ask, before)).toEqual({
      members: ['- Allow carol', '+ Block carol', '- Reverse carol', '- Pending carol'],
      contacts: ['+ carol'],
      groups: ['+ Friends'],
    })
    const between = stamps(ask)
    right(ask(deleteContact, { id }))
    right(ask(deleteGroup, { id: group }))
    expect(since(ask, between)).toMatchObject({ contacts: ['- carol'], groups: ['- '] })
    expect(right(ask(findAll, { since: between.book })).contacts).toMatchObject([{ id, deleted: true }])
    right(ask(addContact, { passport: 'carol@example.com', network: 1 }))
    right(ask(deleteMember, { role: 'Block', member: member('carol') }))
    expect(since(ask, stamps(ask))).toEqual({ members: [], contacts: [], groups: [] })
  })

  it('is the same, whoever changed it and by what dialect', () => {
    const { driver, ask } = open()
    const before = stamps(ask)
    signIn(driver, 'carol', 'MSNP8')
    driver.hear('carol', 'ADD 5 FL alice@example.com x', 'REM 6 FL alice@example.com')
    driver.hear('alice', 'PRP 5 MFN Alice%20B')
    expect(since(ask, before).members).toEqual(['- Allow carol', '- Block carol', '- Reverse carol', '- Pending carol'])
    expect(right(ask(findAll, { since: before.book })).me?.name).toBe('Alice B')
  })

  it('is not missed in the very moment in which settings have changed', () => {
    const { driver, ask } = open()
    for (const name of ['One', 'Two', 'Three']) driver.hear('alice', `PRP 5 MFN ${name}`)
    const before = stamps(ask)
    right(ask(addGroup, { name: 'Friends' }))
    expect(since(ask, before).groups).toEqual(['+ Friends'])
  })

  it('tells who was removed and added again by both GUIDs', () => {
    const { driver, ask } = open()
    const carol = () => right(ask(addContact, { passport: 'carol@example.com', network: 1 })).id
    const first = carol()
    const before = stamps(ask)
    right(ask(deleteContact, { id: first }))
    const second = carol()
    expect(first).not.toBe(second)
    expect(right(ask(findAll, { since: before.book })).contacts).toMatchObject([
      { id: first, deleted: true },
      { id: second, deleted: false },
    ])
    expect(
      driver
        .state()
        .accounts.get('alice@example.com')
        ?.contacts.map(({ passport }) => passport),
    ).toEqual(['bob@example.com', 'carol@example.com'])
  })

  it.each(['0001-01-01T00:00:00.0000000-08:00', '2004-04-23T18:57:44Z', '2030-04-23T18:57:44Z', 'yesterday', '5'])(
    'is everything, where it is not known: since %s',
    (since) => {
      const { ask } = open()
      for (const operation of [findAll, findContactsPaged])
        expect(refusal(ask(operation, { since }))).toEqual([200, 'FullSyncRequired'])
      expect(refusal(ask(findMembership, { since }))).toEqual([200, 'FullSyncRequired'])
    },
  )

  it('is everything, after more changes than are noted', () => {
    const { ask } = open()
    const before = stamps(ask)
    const change = (times: number) => {
      for (let time = 0; time < times; time++) {
        right(ask(addMember, { role: 'Allow', member: member('carol') }))
        right(ask(deleteMember, { role: 'Allow', member: member('carol') }))
      }
    }
    change(100)
    expect(since(ask, before).members).toHaveLength(4)
    change(1)
    expect(refusal(ask(findMembership, { since: before.roles }))).toEqual([200, 'FullSyncRequired'])
  })
})

describe('changing contacts', () => {
  it('adds one, who is notified', () => {
    const { driver, ask } = open()
    signIn(driver, 'carol', 'MSNP12')
    const answered = ask(addContact, { passport: 'Carol@example.com', network: 1, nickname: 'C & C' })
    expect(right(answered).id).toMatch(/^[0-9a-f-]{36}$/)
    expect(answered.lines).toEqual(['carol < ADC 0 RL N=alice@example.com F=Alice%20A'])
    expect(right(ask(findAll, all)).contacts.at(-1)).toMatchObject({ id: right(answered).id, nickname: 'C & C' })
    expect(rolesOf(ask)).toEqual(['Allow bob', 'Reverse bob'])
    // Again, nothing happens.
    const again = ask(addContact, { passport: 'carol@example.com', network: 1 })
    expect([right(again).id, again.lines]).toEqual([right(answered).id, []])
  })

  it.each<readonly [string, Parameters<typeof addContact.writeRequest>[1], string]>([
    ['what is no address', { passport: 'carol', network: 1 }, 'BadEmailArgument'],
    ['nobody', { passport: 'nobody@example.com', network: 1 }, 'InvalidPassportUser'],
    ['a long name', { passport: 'carol@example.com', network: 1, nickname: 'x'.repeat(388) }, 'BadArgumentLength'],
  ])('refuses %s', (_, request, error) => {
    const { driver, ask } = open()
    const before = driver.state().accounts
    expect(refusal(ask(addContact, request))).toEqual([500, error])
    expect(driver.state().accounts).toBe(before)
  })

  it('refuses one too many', () => {
    const driver = among({ limits: { forward: 1 } })
    signIn(driver, 'alice', 'MSNP15')
    const ask = asking(driver, 'alice')
    expect(refusal(ask(addContact, { passport: 'carol@example.com', network: 1 }))).toEqual([
      500,
      'RequestLimitReached',
    ])
    expect(right(ask(addContact, { passport: 'bob@example.com', network: 1 })).id).toBe(guidOf(ask, 'bob'))
  })

  it('removes one, who is notified', () => {
    const { driver, ask } = open('MSNP18')
    signIn(driver, 'bob', 'MSNP8')
    const id = guidOf(ask, 'bob')
    const { lines } = ask(deleteContact, { id })
    expect(lines).toEqual([expect.stringMatching(/^bob < REM 0 RL \d+ alice@example.com$/)])
    expect(namesOf(ask)).toEqual([])
    expect(rolesOf(ask)).toEqual(['Allow bob', 'Reverse bob'])
    // Who is gone already is not missed; who never was is.
    right(ask(deleteContact, { id }))
    expect(refusal(ask(deleteContact, { id: daves }))).toEqual([500, 'ContactDoesNotExist'])
  })

  it('renames one, for whoever reads the list', () => {
    const { driver, ask } = open()
    right(ask(updateContact, { id: guidOf(ask, 'bob'), nickname: 'Bobby' }))
    expect(right(ask(findAll, all)).contacts).toMatchObject([{ name: 'Bob B', nickname: 'Bobby' }])
    signIn(driver, 'alice', 'MSNP8', { link: 'again' })
    expect(driver.hear('again', 'SYN 5 0')).toContain('again < LST bob@example.com Bobby 11 0')
    const later = asking(driver, 'again')
    right(later(updateContact, { id: guidOf(later, 'bob'), nickname: '' }))
    expect(right(later(findAll, all)).contacts).toMatchObject([{ name: 'Bob B' }])
    expect(right(later(findAll, all)).contacts[0]).not.toHaveProperty('nickname')
  })

  it('renames nobody, and none too long', () => {
    const { ask } = open()
    const id = '00000000-0000-0000-0000-000000000001'
    expect(refusal(ask(updateContact, { id, nickname: 'x' }))).toEqual([500, 'ContactDoesNotExist'])
    const long = { id: guidOf(ask, 'bob'), nickname: 'x'.repeat(388) }
    expect(refusal(ask(updateContact, long))).toEqual([500, 'BadArgumentLength'])
  })

  it('takes one off the forward list who is no messenger user any more', () => {
    const { ask } = open()
    right(ask(updateContact, { id: guidOf(ask, 'bob'), messenger: false }))
    expect(namesOf(ask)).toEqual([])
  })

  it('sets what is one’s own, and everybody sees it', () => {
    const { driver, ask } = open()
    signIn(driver, 'bob', 'MSNP8')
    show(driver, 'alice')
    show(driver, 'bob')
    const { lines } = ask(updateContact, { id: 'me', name: 'Alice B', privacy: 'BL', prompt: 'N' })
    expect(lines).toEqual(['bob < NLN NLN alice@example.com Alice%20B 32'])
    expect(right(ask(findAll, all)).me).toMatchObject({ name: 'Alice B', privacy: 'BL', prompt: 'N' })
    right(ask(deleteMember, { role: 'Allow', member: member('bob') }))
    expect(refusal(ask(updateContact, { id: 'me', name: 'x'.repeat(388) }))).toEqual([500, 'BadArgumentLength'])
  })
})

describe('changing roles', () => {
  it('is seen at once, and by nobody twice', () => {
    const { driver, ask } = open()
    signIn(driver, 'bob', 'MSNP8')
    show(driver, 'alice')
    show(driver, 'bob')
    expect(ask(addMember, { role: 'Block', member: member('bob') }).lines).toEqual(['bob < FLN alice@example.com'])
    // Both at a time are possible; who is on both is blocked.
    expect(rolesOf(ask)).toEqual(['Allow bob', 'Block bob', 'Reverse bob'])
    expect(ask(addMember, { role: 'Block', member: member('bob') }).lines).toEqual([])
    expect(ask(deleteMember, { role: 'Allow', member: member('bob') }).lines).toEqual([])
    expect(ask(deleteMember, { role: 'Block', member: member('bob') }).lines).toEqual([
      'bob < NLN NLN alice@example.com Alice%20A 32',
    ])
    expect(ask(deleteMember, { role: 'Block', member: member('bob') }).status).toBe(200)
  })

  it.each<readonly [what: string, (ask: Ask) => unknown]>([
    ['taken off the pending list', (ask) => right(ask(deleteMember, { role: 'Pending', member: member('carol') }))],
    ['put on the reverse list', (ask) => right(ask(addMember, { role: 'Reverse', member: member('carol') }))],
  ])('decides on who waits: %s', (_, decide) => {
    const { driver, ask } = open()
    signIn(driver, 'carol', 'MSNP8')
    driver.hear('carol', 'ADD 5 FL alice@example.com x')
    right(ask(addMember, { role: 'Pending', member: member('carol') }))
    right(ask(deleteMember, { role: 'Reverse', member: member('carol') }))
    expect(rolesOf(ask)).toContain('Pending carol')
    decide(ask)
    expect(rolesOf(ask)).toEqual(['Allow bob', 'Reverse bob', 'Reverse carol'])
  })

  it('takes the id of a membership for the address', () => {
    const { ask } = open()
    const { id } = right(ask(findMembership, all)).members[0]!
    right(ask(deleteMember, { role: 'Allow', member: { ...member('x'), id: id! } }))
    expect(rolesOf(ask)).toEqual(['Reverse bob'])
  })

  it('refuses nobody, and one too many', () => {
    const driver = among({ limits: { allow: 1 } })
    signIn(driver, 'alice', 'MSNP15')
    const ask = asking(driver, 'alice')
    for (const role of ['Allow', 'Block', 'Reverse', 'Pending'] satisfies ReadonlyArray<Role>) {
      expect(refusal(ask(addMember, { role, member: member('nobody') }))).toEqual([500, 'UserDoesNotExist'])
      expect(refusal(ask(deleteMember, { role, member: member('nobody') }))).toEqual([500, 'MemberDoesNotExist'])
    }
    expect(refusal(ask(addMember, { role: 'Allow', member: member('carol') }))).toEqual([500, 'RequestLimitReached'])
  })
})

describe('changing groups', () => {
  const nowhere = '00000000-0000-0000-0000-000000000001'

  it('makes, renames, fills, empties and removes them', () => {
    const { driver, ask } = open()
    const { id } = right(ask(addGroup, { name: 'Friends & foes' }))
    const bob = guidOf(ask, 'bob')
    right(ask(updateGroup, { id, name: 'Friends' }))
    right(ask(updateGroup, { id, name: 'Friends' }))
    right(ask(addToGroup, { group: id, contact: bob }))
    right(ask(addToGroup, { group: id, contact: bob }))
    const { groups, contacts } = right(ask(findAll, all))
    expect([groups, contacts]).toMatchObject([[{ id, name: 'Friends' }], [{ groups: [id] }]])
    signIn(driver, 'alice', 'MSNP9', { link: 'again' })
    const lines = driver.hear('again', 'SYN 5 0')
    expect(lines).toContain('again < LSG 1 Friends 0')
    expect(lines).toContain('again < LST bob@example.com Bob%20B 11 1')
    signIn(driver, 'alice', 'MSNP15')
    const later = asking(driver, 'alice')
    right(later(removeFromGroup, { group: id, contact: bob }))
    right(later(removeFromGroup, { group: id, contact: bob }))
    expect(right(later(findAll, all)).contacts).toMatchObject([{ groups: [] }])
    right(later(addToGroup, { group: id, contact: bob }))
    right(later(deleteGroup, { id }))
    expect(right(later(findAll, all))).toMatchObject({ groups: [], contacts: [{ groups: [] }] })
  })

  it('refuses what cannot be', () => {
    const driver = among({ limits: { groups: 2 } })
    signIn(driver, 'alice', 'MSNP15')
    const ask = asking(driver, 'alice')
    const { id } = right(ask(addGroup, { name: 'Friends' }))
    const bob = guidOf(ask, 'bob')
    expect(refusal(ask(addGroup, { name: 'Friends' }))).toEqual([500, 'GroupAlreadyExists'])
    expect(refusal(ask(addGroup, { name: 'x'.repeat(62) }))).toEqual([500, 'BadArgumentLength'])
    right(ask(addGroup, { name: 'Others' }))
    expect(refusal(ask(addGroup, { name: 'More' }))).toEqual([500, 'RequestLimitReached'])
    expect(refusal(ask(updateGroup, { id, name: 'Others' }))).toEqual([500, 'GroupAlreadyExists'])
    expect(refusal(ask(updateGroup, { id: nowhere, name: 'x' }))).toEqual([500, 'GroupDoesNotExist'])
    expect(refusal(ask(deleteGroup, { id: nowhere }))).toEqual([500, 'GroupDoesNotExist'])
    const refusals = [
      (asked: GroupChange) => refusal(ask(addToGroup, asked)),
      (asked: GroupChange) => refusal(ask(removeFromGroup, asked)),
    ]
    for (const refused of refusals) {
      expect(refused({ group: nowhere, contact: bob })).toEqual([500, 'GroupDoesNotExist'])
      expect(refused({ group: id, contact: nowhere })).toEqual([500, 'ContactDoesNotExist'])
    }
  })
})

// corrections.md: libpurple makes the group, and adds somebody to it who is no contact yet.
it('puts somebody into a group by the address who is no contact yet', () => {
  const driver = among()
  signIn(driver, 'alice', 'MSNP18')
  const ask = asking(driver, 'alice')
  const { id: group } = right(ask(addGroup, { name: 'Colleagues' }))
  const passport = 'carol@example.com'
  const before = right(ask(findAll, {})).contacts.filter((contact) => contact.passport === passport)
  expect(before.filter(({ messenger }) => messenger)).toEqual([])
  const { id } = right(ask(addToGroup, { group, passport }))
  expect(id).toBe(guidOf(ask, 'carol'))
  expect(right(ask(findAll, {})).contacts.find((contact) => contact.passport === passport)).toMatchObject({ id, groups: [group] })
  expect(right(ask(addToGroup, { group, passport }))).toEqual({ id })
  expect(refusal(ask(addToGroup, { group: '00000000-0000-0000-0000-00000000dead', passport }))).toEqual([500, 'GroupDoesNotExist'])
  expect(refusal(ask(addToGroup, { group, passport: 'nobody@example.com' }))).toEqual([500, 'InvalidPassportUser'])
})

it('notifies other endpoints of what one of them has changed', () => {
  const driver = among()
  const [here, there] = ['11111111-2222-3333-4444-555555555555', '22222222-2222-3333-4444-555555555555']
  signIn(driver, 'alice', 'MSNP16', { link: 'here', endpointId: here })
  signIn(driver, 'alice', 'MSNP18', { link: 'there', endpointId: there })
  const told = /^there < NOT \d+\r\n/
  const ask = asking(driver, 'here')
  expect(ask(addGroup, { name: 'Friends' }).lines).toEqual([expect.stringMatching(told)])
  expect(ask(addMember, { role: 'Allow', member: member('carol') }).lines).toEqual([expect.stringMatching(told)])
  expect(ask(addMember, { role: 'Allow', member: member('carol') }).lines).toEqual([])
  // With a ticket that nobody signed in with, it cannot be told which place asks.
  const { ticket } = ssoTicketOf(driver, 'alice@example.com', 'alice-pw')
  expect(askingWith(driver, ticket)(addGroup, { name: 'Others' }).lines).toHaveLength(2)
})

it('shows no ticket in a notice', () => {
  const { driver, ask } = open('MSNP18')
  right(ask(addGroup, { name: 'Friends' }))
  expect(JSON.stringify(driver.notices)).not.toContain(ticketAt(driver, 'alice'))
  expect(ticketOf(driver, 'alice@example.com', 'alice-pw')).not.toBe('')
})

describe('what other clients want', () => {
  const bodyOf = (driver: Driver): string => new TextDecoder().decode(driver.responses.at(-1)?.body)

  it('a member with times, a number for its id, and whose lists they are', () => {
    const { driver, ask } = open()
    right(ask(findMembership, all))
    const body = bodyOf(driver)
    expect(body).toMatch(/<MembershipId>\d+<\/MembershipId>/)
    for (const name of ['LastChanged', 'JoinedDate', 'ExpirationDate', 'CID', 'MembershipIsComplete', 'OwnerNamespace'])
      expect(body).toContain(`<${name}>`)
    expect(body).toContain('<ServiceHeader xmlns="http://www.msn.com/webservices/AddressBook"><Version>')
    expect(body.match(/<Member /g)?.length).toBe(body.match(/<LastChanged>/g)?.length)
  })

  it('a contact may be put into a group by its address, and its id comes back', () => {
    const { ask } = open()
    const { id: group } = right(ask(addGroup, { name: 'New' }))
    expect(right(ask(addToGroup, { group, passport: 'bob@example.com' }))).toEqual({ id: guidOf(ask, 'bob') })
    expect(right(ask(addToGroup, { group, contact: guidOf(ask, 'bob') }))).toEqual({ id: guidOf(ask, 'bob') })
    expect(right(ask(findAll, all)).contacts.find(({ passport }) => passport === 'bob@example.com')?.groups).toContain(group)
    expect(refusal(ask(addToGroup, { group, passport: 'nobody@example.com' }))).toEqual([500, 'InvalidPassportUser'])
  })

  it('RML of the forward list, and ABContactDelete after it', () => {
    const { driver, ask } = open()
    const id = guidOf(ask, 'bob')
    const payload = '<ml><d n="example.com"><c n="bob" l="1" t="1"/></d></ml>'
    driver.hear('alice', `RML 9 ${payload.length}\r\n${payload}`)
    expect(namesOf(ask)).toEqual([])
    right(ask(deleteContact, { id }))
    expect(namesOf(ask)).toEqual([])
  })

  it.each([servicePaths.tickets, servicePaths.tickets2])('tickets by the kind and the number that they were asked for by: %s', (path) => {
    const wish = fc.record({
      address: fc.constantFrom('messengerclear.live.com', 'messenger.msn.com', 'contacts.msn.com'),
      policy: fc.constantFrom(undefined, 'MBI', 'MBI_SSL', 'MBI_KEY_OLD', '?id=507', '?ct=1&rver=2&kv=9', '?'),
      number: fc.integer({ min: 0, max: 9999 }),
    })
    const driver = among()
    fc.assert(
      fc.property(fc.array(wish, { minLength: 1, maxLength: 5 }), (wishes) => {
        const tickets = wishes.map(({ policy, ...rest }) => ({ ...rest, ...(policy === undefined ? {} : { policy }) }))
        const asked = requestTickets.writeRequest({ passport: 'alice@example.com', password: secret('alice-pw') }, { tickets })
        const body = new TextDecoder().decode(driver.post(path, asked).response.body)
        const kinds = wishes.map(({ policy }) => policy?.startsWith('?') === true)
        expect([...body.matchAll(/BinarySecurityToken Id="([^"]*)"/g)].map(([, id]) => id)).toEqual(
          wishes.map(({ number }, at) => `${kinds[at] ? 'PPToken' : 'Compact'}${number}`),
        )
        expect([...body.matchAll(/urn:passport:(\w+)/g)].map(([, kind]) => kind)).toEqual(
          kinds.map((legacy) => (legacy ? 'legacy' : 'compact')),
        )
      }),
      { numRuns: 30 },
    )
  })

  it('the question of the store of offline messages with its namespace', () => {
    const space = 'xmlns="http://messenger.msn.com/ws/2004/09/oim/"'
    const body = new TextDecoder().decode(
      writeFault({ code: 'AuthenticationFailed', challenge: '123', policy: 'MBI_SSL' }),
    )
    expect(body).toContain(`<LockKeyChallenge ${space}>123</LockKeyChallenge>`)
    expect(body).toContain(`<RequiredAuthPolicy ${space}>MBI_SSL</RequiredAuthPolicy>`)
  })

  it('mails with their ends of lines as they are', () => {
    const mail = 'From: <a@b.c>\r\nX: 1 &amp; 2\r\n\r\nhello\r\n'
    const body = getMessage.writeAnswer({ mail })
    expect(new TextDecoder().decode(body)).toContain('X: 1 &amp;amp; 2\r\n\r\nhello\r\n</GetMessageResult>')
    expect(getMessage.readAnswer(body)).toEqual(E.right({ mail }))
  })
})

describe('a long request', () => {
  const long = (ticket: string) =>
    deleteMessages.writeRequest({ ticket: secret(ticket) }, { ids: Array.from({ length: 1500 }, (_, n) => `id-${n}`) })
  const headers = { SOAPAction: deleteMessages.action! }

  it('is read for who is signed in, and for nobody else', () => {
    const { driver } = open()
    const said = (ticket: string): string =>
      new TextDecoder().decode(driver.post(servicePaths.offlineMail, long(ticket), headers).response.body)
    expect(long('t=1&p=').length).toBeGreaterThan(32_768)
    expect(said(ticketAt(driver, 'alice'))).toContain('There is no such message')
    expect(said('t=1.x&p=')).toContain('it is too long')
  })

  it('for tickets is not read', () => {
    const body = new TextEncoder().encode(`<Envelope ${'a="b" '.repeat(10_000)}/>`)
    const { response } = among().post(servicePaths.tickets, body)
    expect(new TextDecoder().decode(response.body)).toContain('Invalid Request')
  })
})
