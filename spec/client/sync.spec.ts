import { describe, expect, it } from 'vitest'

import { dialectNamed, type Dialect } from '../../lib/commands/dialects.js'
import { listBits, stamp, type ListName } from '../../lib/commands/words.js'
import { setName, type Intent } from '../../lib/client/intents/intents.js'
import { keptLists } from '../../lib/client/contacts/kept.js'
import { spoken as all } from '../../lib/client/settings.js'
import type { KeptContact, KeptLists, ListVersion } from '../../lib/client/state.js'
import {
  drive,
  guidOf,
  listFor,
  readyIn,
  settingsOf,
  shownIn,
  signIn,
  tridOf,
  withPayload,
  type Client,
} from './driver.js'

const numberOf = (dialect: Dialect): number => dialectNamed(dialect).number

// Later dialects have the address book: see book.spec.ts.
const spoken = all.filter((dialect) => numberOf(dialect) < 13)
const bits = (...lists: ReadonlyArray<ListName>): number => listBits(lists)
const bob = 'bob@example.com'
const carol = 'carol@example.com'

const stamps = '2008-08-08T21:11:20.753-07:00 2008-08-12T00:20:30.307-07:00'

const serial = (number: number): ListVersion => ({ _tag: 'Serial', serial: number })
const stamped: ListVersion = {
  _tag: 'Stamps',
  contactsChanged: stamp(stamps.split(' ')[0]!),
  settingsChanged: stamp(stamps.split(' ')[1]!),
}

/** A client that has asked for its contact list, with `SYN 5`. */
const asking = (dialect: Dialect, wanted: Parameters<typeof settingsOf>[0] = {}): Client => {
  const client = drive(settingsOf({ dialects: [dialect], ...wanted }))
  signIn(client, dialect)
  return client
}

const plain = (passport: string): KeptContact => ({ passport, name: passport, lists: 0, groups: [], properties: [] })

const kept = {
  contacts: [{ ...plain(bob), name: 'Bob', lists: 11 }],
  groups: [{ id: '1', name: 'Kept' }],
  account: { name: 'Alice kept', privacy: 'BL' as const, prompt: 'N' as const, properties: [] },
}

describe('the contact list', () => {
  it.each(spoken)('is there after its last line in %s', (dialect) => {
    const number = numberOf(dialect)
    const client = asking(dialect)
    const lines = listFor(number, 5)
    client.hears('NS 1', ...lines.slice(0, -1))
    expect(client.at()).toBe('Synchronising')
    expect(client.hears('NS 1', lines.at(-1)!)).toEqual([expect.stringMatching(/^NS 1 > CHG 6 NLN/)])
    expect(client.at()).toBe('Ready')
    expect(client.timers.has('Sync')).toBe(false)

    const { contacts, groups, account, version } = client.view()
    const group = number < 7 ? [] : number < 10 ? ['1'] : [guidOf.friends]
    expect(contacts.get(bob)).toMatchObject({
      name: 'Bob B',
      lists: bits('FL', 'AL', 'RL'),
      groups: group,
      status: 'FLN',
    })
    expect(contacts.get(carol)).toMatchObject({ name: 'Carol', lists: bits('RL'), groups: [] })
    expect(contacts.get(bob)?.guid).toBe(number < 10 ? undefined : guidOf.bob)
    expect(contacts.get(bob)?.network).toBe(number < 12 ? undefined : 1)
    expect(contacts.get(carol)?.guid).toBeUndefined()
    expect(groups.map(({ name }) => name).toObject()).toEqual(
      number < 7 ? {} : number < 10 ? { 0: 'Other Contacts', 1: 'Friends' } : { [guidOf.friends]: 'Friends' },
    )
    expect(account).toMatchObject({ name: 'Alice A', privacy: 'AL', prompt: 'A' })
    expect(version).toEqual(number < 10 ? serial(255) : stamped)
    expect(client.told('Ready')).toEqual([{ _tag: 'Ready', contacts: 2, groups: groups.size, changed: true }])
    expect(client.told('Contact')).toHaveLength(2)
    expect(client.told('Unexpected')).toEqual([])
  })

  it.each(spoken.filter((dialect) => numberOf(dialect) < 8))('may have empty lists in %s', (dialect) => {
    const client = asking(dialect)
    client.hears('NS 1', 'SYN 5 7', 'LST 5 FL 7 0 0', 'LST 5 AL 7 0 0', 'LST 5 BL 7 0 0')
    expect(client.at()).toBe('Synchronising')
    client.hears('NS 1', 'LST 5 RL 7 0 0')
    expect(client.at()).toBe('Ready')
    expect(client.view().contacts.size).toBe(0)
  })

  it.each(spoken.filter((dialect) => numberOf(dialect) >= 8))('may be empty altogether in %s', (dialect) => {
    const client = asking(dialect)
    client.hears('NS 1', numberOf(dialect) < 10 ? 'SYN 5 7 0 0' : `SYN 5 ${stamps} 0 0`)
    expect(client.at()).toBe('Ready')
    // The settings come all the same.
    client.hears('NS 1', 'GTC N', 'BLP BL')
    expect(client.view().account).toMatchObject({ prompt: 'N', privacy: 'BL' })
    expect(client.told('Unexpected')).toEqual([])
  })

  it('may come in any order of the lists, up to MSNP7', () => {
    const client = asking('MSNP5')
    client.hears('NS 1', 'SYN 5 7', 'LST 5 RL 7 0 0', 'LST 5 BL 7 1 1 eve@example.com Eve', 'LST 5 AL 7 0 0')
    client.hears('NS 1', 'LST 5 FL 7 1 2 bob@example.com Bob', 'LST 5 FL 7 2 2 BOB2@example.com Bob2')
    expect(
      client
        .view()
        .contacts.map(({ lists }) => lists)
        .toObject(),
    ).toEqual({
      'eve@example.com': 4,
      [bob]: 1,
      'bob2@example.com': 1,
    })
  })

  it.each([
    ['MSNP7', ['SYN 5 7', 'LSG 5 7 1 1 0 ~ 0', 'LST 5 FL 7 0 0', 'LST 5 AL 7 0 0', 'LST 5 BL 7 0 0', 'LST 5 RL 7 0 0']],
    ['MSNP8', ['SYN 5 7 1 1', 'LSG 0 ~ 0', 'LST bob@example.com Bob 3 0']],
    ['MSNP8', ['SYN 5 7 1 0', 'LSG 0 ~ 0', 'LST bob@example.com Bob 3 0']],
    ['MSNP9', ['SYN 5 7 0 1', 'LSG 0 ~ 0']],
  ] as const)('may have the quasi group ~ in %s: %j', (dialect, lines) => {
    const client = asking(dialect)
    client.hears('NS 1', ...lines)
    expect(client.at()).toBe('Ready')
    expect(client.told('Unexpected')).toEqual([])
    expect(client.told('Ready')).toHaveLength(1)
  })

  it('has details behind the contact that they belong to, also behind the last one', () => {
    const client = asking('MSNP8')
    client.hears('NS 1', 'SYN 5 7 2 1', 'LSG 0 Other%20Contacts 0', 'LST bob@example.com Bob 11 0')
    client.hears('NS 1', 'BPR PHH 555%201234', 'BPR MOB Y', 'LST carol@example.com Carol 11 0', 'BPR PHW 555%209')
    const { contacts } = client.view()
    expect([...contacts.get(bob)!.properties!.keys()]).toEqual(['PHH', 'MOB'])
    expect([...contacts.get(carol)!.properties!.keys()]).toEqual(['PHW'])
    expect(contacts.get(bob)!.properties!.get('PHH')).toEqual({
      _tag: 'Phone',
      key: 'PHH',
      number: { text: '555 1234' },
    })
    expect(client.told('Unexpected')).toEqual([])
  })

  it('has details with the address of the contact, up to MSNP7', () => {
    const client = asking('MSNP5')
    client.hears('NS 1', 'SYN 5 7', 'LST 5 FL 7 1 1 bob@example.com Bob', 'BPR 7 bob@example.com PHH 555')
    client.hears('NS 1', 'LST 5 AL 7 0 0', 'LST 5 BL 7 0 0', 'LST 5 RL 7 0 0')
    expect([...client.view().contacts.get(bob)!.properties!.keys()]).toEqual(['PHH'])
  })

  it('of a mobile contact, and of one without a name', () => {
    const client = asking('MSNP11')
    client.hears('NS 1', `SYN 5 ${stamps} 3 0`, `LST N=tel:+15551234567 F=Phone C=${guidOf.bob} 11`)
    client.hears('NS 1', 'LST N=carol@example.com 10', `LST N=Bob@example.com F=Bob C=${guidOf.carol} 11 `)
    expect(
      client
        .view()
        .contacts.map(({ name, lists }) => `${name} ${lists}`)
        .toObject(),
    ).toEqual({
      'tel:+15551234567': 'Phone 11',
      [carol]: `${carol} 10`,
      [bob]: 'Bob 11',
    })
  })

  it('may be interrupted by anything else', () => {
    const client = asking('MSNP8')
    client.hears('NS 1', 'SYN 5 7 1 1', 'QNG 50', withPayload('MSG Hotmail Hotmail', 'MIME-Version: 1.0\r\n\r\n'))
    client.hears('NS 1', 'LSG 0 Other%20Contacts 0', 'CHL 0 15570131571988941333', 'ADD 0 RL 8 carol@example.com Carol')
    client.hears('NS 1', 'LST bob@example.com Bob 11 0')
    expect(client.at()).toBe('Ready')
    expect(client.told('Unexpected')).toEqual([])
    expect(client.told('AddedMe')).toHaveLength(1)
  })

  it.each(spoken)('that is shorter than announced is taken as it came, which is told, in %s', (dialect) => {
    const client = asking(dialect, { deadlines: { ping: 1e7 } })
    const waiting = setName('Alicia')
    client.wants(waiting)
    const lines = listFor(numberOf(dialect), 5)
    client.hears('NS 1', ...lines.slice(0, -1))
    client.waits(59_999)
    expect(client.at()).toBe('Synchronising')
    client.waits(60_001)
    expect(client.at()).toBe('Ready')
    expect(client.view().contacts.get(bob)).toMatchObject({ name: 'Bob B', lists: 11 })
    expect(client.told('ListIncomplete')).toEqual([
      numberOf(dialect) < 8
        ? { _tag: 'ListIncomplete', contacts: undefined, groups: undefined, lists: ['RL'] }
        : { _tag: 'ListIncomplete', contacts: 1, groups: 0, lists: [] },
    ])
    expect(client.told('Ready')).toMatchObject([{ contacts: 1, changed: true }])
    // The next session asks for all of it.
    expect(client.view().version).toBeUndefined()
    expect(client.said('NS 1').some((line) => line.includes('Alicia'))).toBe(true)
    // What comes late counts, too.
    client.hears('NS 1', lines.at(-1)!)
    expect(client.view().contacts.get('carol@example.com')?.lists).toBe(8)
    expect(client.view().version).toBeDefined()
  })

  it('takes its time, as long as some of it comes', () => {
    const client = asking('MSNP8', { deadlines: { ping: 1e7 } })
    client.hears('NS 1', 'SYN 5 7 3 0')
    for (const name of ['bob', 'carol', 'dave']) {
      client.waits(59_000)
      client.hears('NS 1', `LST ${name}@example.com Somebody 3 0`)
    }
    expect(client.at()).toBe('Ready')
    expect(client.told('ListIncomplete')).toEqual([])
  })

  it.each(spoken)('whose announcement cannot be read is not waited for, and counts as it comes, in %s', (dialect) => {
    const client = asking(dialect, { deadlines: { ping: 1e7 } })
    const [, ...lines] = listFor(numberOf(dialect), 5)
    client.hears('NS 1', 'SYN 5 x y z')
    expect(client.at()).toBe('Ready')
    expect(client.told('ListIncomplete')).toHaveLength(1)
    client.hears('NS 1', ...lines)
    expect(
      client
        .view()
        .contacts.map(({ lists }) => lists)
        .toObject(),
    ).toEqual({
      [bob]: 11,
      'carol@example.com': 8,
    })
  })

  it('keeps who was known where the list is refused or not whole', () => {
    const version = serial(41)
    for (const lines of [['502 5'], ['SYN 5 42 2 0', 'LST carol@example.com Carol 8']]) {
      const client = asking('MSNP8', { lists: { version, ...kept }, deadlines: { ping: 1e7 } })
      client.hears('NS 1', ...lines)
      client.waits(200_000)
      expect(client.view().contacts.has(bob)).toBe(true)
      expect(client.view().groups.size).toBe(1)
      expect(client.view().version).toEqual(version)
    }
  })

  it('that is asked for again, and does not come, costs nothing but the question', () => {
    const client = shownIn('MSNP8', { deadlines: { ping: 1e7 } })
    const again: Intent = { _tag: 'Synchronise' }
    client.wants(again)
    client.waits(60_000)
    expect(client.outcomeOf(again)).toBe('TimedOut')
    expect(client.at()).toBe('Ready')
  })

  it.each(spoken)('that does not come at all ends the session in time in %s', (dialect) => {
    const client = asking(dialect, { deadlines: { ping: 1e7 } })
    expect(client.waits(59_999)).toEqual([])
    client.waits(1)
    expect(client.end()).toEqual({ _tag: 'NoAnswer', to: 'SYN' })
  })

  it.each([500, 502, 540, 603])('is done without where the server answers %i', (code) => {
    const client = asking('MSNP8')
    const waiting: Intent = { _tag: 'SetName', name: 'Alice' }
    client.wants(waiting)
    const lines = client.hears('NS 1', `${code} 5`)
    expect(lines).toEqual([expect.stringContaining('CHG 6'), expect.stringContaining('REA 7')])
    expect(client.at()).toBe('Ready')
    expect(client.told('ServerFailed')).toMatchObject([{ failure: { code } }])
    expect(client.told('ListIncomplete')).toHaveLength(1)
    expect(client.told('Ready')).toHaveLength(1)
    expect(client.timers.has('Sync')).toBe(false)
  })

  it('is not that of another SYN', () => {
    const client = asking('MSNP8')
    client.hears('NS 1', 'SYN 4 7 0 0')
    expect(client.at()).toBe('Synchronising')
    expect(client.told('Unexpected')).toHaveLength(1)
  })
})

describe('a contact list that was kept', () => {
  it.each(spoken)('is asked for by its version in %s', (dialect) => {
    const isOld = numberOf(dialect) < 10
    const version = isOld ? serial(41) : stamped
    const client = asking(dialect, { lists: { version, ...kept } })
    expect(client.said('NS 1').at(-1)).toBe(isOld ? 'SYN 5 41' : `SYN 5 ${stamps}`)
    expect(client.view().contacts.get(bob)).toMatchObject({ name: 'Bob', status: 'FLN' })
  })

  it.each(spoken)('stays where the answer is short in %s', (dialect) => {
    const isOld = numberOf(dialect) < 10
    const client = asking(dialect, { lists: { version: isOld ? serial(41) : stamped, ...kept } })
    client.hears('NS 1', isOld ? 'SYN 5 41' : `SYN 5 ${stamps}`)
    expect(client.at()).toBe('Ready')
    expect(
      client
        .view()
        .contacts.map(({ name }) => name)
        .toObject(),
    ).toEqual({ [bob]: 'Bob' })
    expect(
      client
        .view()
        .groups.map(({ name }) => name)
        .toObject(),
    ).toEqual({ 1: 'Kept' })
    expect(client.told('Ready')).toEqual([{ _tag: 'Ready', contacts: 1, groups: 1, changed: false }])
    // What else would have come with the list was kept too; the name comes before it up to MSNP9.
    const name = isOld ? 'Alice A' : 'Alice kept'
    expect(client.view().account).toMatchObject({ name, privacy: 'BL', prompt: 'N' })
  })

  it.each(spoken)('may be taken out of a session, and given to the next one, in %s', (dialect) => {
    const first = readyIn(dialect)
    const lists = JSON.parse(JSON.stringify(keptLists(first.view()))) as KeptLists
    const client = asking(dialect, { lists })
    const { contacts, groups } = first.view()
    expect(client.view().contacts.toObject()).toEqual(contacts.toObject())
    const version = client.said('NS 1').at(-1)!
    expect(version).toBe(numberOf(dialect) < 10 ? 'SYN 5 255' : `SYN 5 ${stamps}`)
    client.hears('NS 1', version)
    expect(client.at()).toBe('Ready')
    expect(client.view().contacts.toObject()).toEqual(contacts.toObject())
    expect(client.view().groups.toObject()).toEqual(groups.toObject())
    expect(client.view().account).toMatchObject({ name: 'Alice A', privacy: 'AL', prompt: 'A' })
  })

  it.each(spoken)('is replaced where the answer is long in %s', (dialect) => {
    const isOld = numberOf(dialect) < 10
    const lost = { ...plain('dave@example.com'), lists: 3 }
    const client = asking(dialect, {
      lists: {
        version: isOld ? serial(41) : { ...stamped, settingsChanged: stamp('0') },
        ...kept,
        contacts: [...kept.contacts, lost],
      },
    })
    client.hears('NS 1', ...listFor(numberOf(dialect), 5))
    expect([...client.view().contacts.keys()]).toEqual([bob, carol])
    expect(client.told('ContactRemoved')).toEqual([{ _tag: 'ContactRemoved', passport: 'dave@example.com' }])
    expect(client.view().groups.has('1')).toBe(numberOf(dialect) >= 7 && isOld)
  })

  it.each([
    ['MSNP10', serial(41), 'SYN 5 0 0'],
    ['MSNP9', stamped, 'SYN 5 0'],
    ['MSNP2', stamped, 'SYN 5 0'],
  ] as const)('in the terms of another dialect is asked for anew in %s', (dialect, version, said) => {
    const client = asking(dialect, { lists: { version, ...kept } })
    expect(client.said('NS 1').at(-1)).toBe(said)
  })

  it('is the server`s own where none was kept, and it has the number that was asked for', () => {
    // `SYN 5 0` says that 0 is what we have; the same number back says that nothing follows (core.md 4.3).
    const client = asking('MSNP5', { deadlines: { ping: 1e7 } })
    client.hears('NS 1', 'SYN 5 0')
    expect(client.at()).toBe('Ready')
  })
})

describe('Synchronise', () => {
  const again: Intent = { _tag: 'Synchronise' }

  it.each(spoken)('asks again with the version that we have in %s', (dialect) => {
    const number = numberOf(dialect)
    const client = readyIn(dialect)
    const intent = { ...again }
    expect(client.wants(intent)).toEqual([`NS 1 > SYN 7 ${number < 10 ? 255 : stamps}`])
    expect(client.at()).toBe('Ready')
    client.hears('NS 1', `SYN 7 ${number < 10 ? 255 : stamps}`)
    expect(client.outcomeOf(intent)).toBe('Done')
    expect(client.view().contacts.size).toBe(2)
  })

  it.each(spoken)('takes in what is new, and keeps what was seen, in %s', (dialect) => {
    const number = numberOf(dialect)
    const client = readyIn(dialect)
    client.hears('NS 1', `NLN BSY bob@example.com Bob%20B${number < 8 ? '' : ' 32'}`)
    const intent = { ...again }
    client.wants(intent)
    const lines = listFor(number, 7).map((line) => line.replaceAll(' 255', ' 256').replaceAll('08-12', '08-13'))
    client.hears('NS 1', ...lines)
    expect(client.outcomeOf(intent)).toBe('Done')
    expect(client.view().contacts.get(bob)?.status).toBe('BSY')
    expect(client.told('Unexpected')).toEqual([])
  })

  it('may fail, and the session goes on', () => {
    const client = readyIn('MSNP8')
    const intent = { ...again }
    client.wants(intent)
    client.hears('NS 1', '502 7')
    expect(client.outcomeOf(intent)).toBe('Failed')
    expect(client.at()).toBe('Ready')
  })

  it('wanted twice is done twice', () => {
    const client = readyIn('MSNP8')
    const [one, two] = [{ ...again }, { ...again }]
    client.wants(one, two)
    for (const line of client.said('NS 1').filter((said) => said.startsWith('SYN'))) {
      const trid = line.split(' ')[1]!
      if (trid !== '5') client.hears('NS 1', `SYN ${trid} 255`)
    }
    // What is said only when the first is done is answered now.
    if (client.said('NS 1').at(-1) === `SYN ${tridOf(client, 'NS 1')} 255`)
      client.hears('NS 1', `SYN ${tridOf(client, 'NS 1')} 255`)
    expect([one, two].map(client.outcomeOf)).toEqual(['Done', 'Done'])
  })

  it('wanted twice takes in a whole list, however it is asked for', () => {
    const client = readyIn('MSNP8', { deadlines: { ping: 1e7 } })
    const [one, two] = [{ ...again }, { ...again }]
    client.wants(one, two)
    const asked = (): ReadonlyArray<string> => client.said('NS 1').filter((said) => said.startsWith('SYN'))
    for (let at = 1; at < asked().length; at++) client.hears('NS 1', ...listFor(8, Number(asked()[at]!.split(' ')[1])))
    client.waits(120_000)
    expect([one, two].map(client.outcomeOf)).toEqual(['Done', 'Done'])
    expect(client.at()).toBe('Ready')
  })

  it('waits until the first list is there', () => {
    const client = asking('MSNP8')
    const intent = { ...again }
    expect(client.wants(intent)).toEqual([])
    expect(client.hears('NS 1', ...listFor(8, 5)).at(-1)).toBe('NS 1 > SYN 7 255')
  })
})
