import { describe, expect, it } from 'vitest'

import type { Dialect } from '../../../lib/commands/dialects.js'
import type { HostAccount } from '../../../lib/host/settings.js'
import { drive, signIn, usual } from '../driver.js'

const phone = (text: string) => ({ _tag: 'Phone', key: 'PHH', number: { text } }) as const

const accounts: ReadonlyArray<HostAccount> = [
  {
    passport: 'alice@example.com',
    password: 'alice-pw',
    name: 'Alice A',
    serial: 255,
    properties: [phone('555 1234')],
    groups: ['Friends'],
    contacts: [
      { passport: 'bob@example.com', groups: ['Friends'] },
      { passport: 'carol@example.com', lists: ['BL'] },
      { passport: 'dora@example.com', lists: ['FL'], name: 'Dörchen' },
    ],
  },
  {
    passport: 'bob@example.com',
    password: 'bob-pw',
    name: 'Bob B',
    properties: [phone('555 1')],
    contacts: [{ passport: 'alice@example.com' }],
  },
  { passport: 'carol@example.com', password: 'carol-pw', name: 'Carol', contacts: [{ passport: 'alice@example.com' }] },
  { passport: 'dora@example.com', password: 'dora-pw', privacy: 'BL', properties: [phone('1')] },
]

const synchronised = (dialect: Dialect, line: string) => {
  const driver = drive({ ...usual, accounts })
  signIn(driver, 'alice', dialect)
  return driver.hear('alice', line).map((each) => each.replace(/^alice < /, ''))
}

const bobGuid = /C=([0-9a-f-]{36})/
const anyGuid = /[0-9a-f]{8}-[0-9a-f-]{27}/g

describe('SYN', () => {
  const lists2 = [
    'LST 6 FL 255 1 2 bob@example.com Bob%20B',
    'LST 6 FL 255 2 2 dora@example.com Dörchen',
    'LST 6 AL 255 1 1 bob@example.com Bob%20B',
    'LST 6 BL 255 1 1 carol@example.com Carol',
    'LST 6 RL 255 1 2 bob@example.com Bob%20B',
    'LST 6 RL 255 2 2 carol@example.com Carol',
  ]

  it('is answered list by list up to MSNP4', () => {
    expect(synchronised('MSNP2', 'SYN 6 0')).toEqual(['SYN 6 255', 'GTC 6 255 A', 'BLP 6 255 AL', ...lists2])
    expect(synchronised('MSNP4', 'SYN 6 3')).toEqual(['SYN 6 255', 'GTC 6 255 A', 'BLP 6 255 AL', ...lists2])
  })

  it('is answered with telephones from MSNP5 on, and with groups in MSNP7', () => {
    const [bob, ...others] = lists2
    expect(synchronised('MSNP5', 'SYN 6 0')).toEqual([
      ...['SYN 6 255', 'GTC 6 255 A', 'BLP 6 255 AL', 'PRP 6 255 PHH 555%201234', bob],
      ...['BPR 255 bob@example.com PHH 555%201', ...others],
    ])
    expect(synchronised('MSNP7', 'SYN 6 0')).toEqual([
      ...['SYN 6 255', 'GTC 6 255 A', 'BLP 6 255 AL', 'PRP 6 255 PHH 555%201234'],
      ...['LSG 6 255 1 2 0 Other%20Contacts 0', 'LSG 6 255 2 2 1 Friends 0'],
      ...[`${bob} 1`, 'BPR 255 bob@example.com PHH 555%201', `${others[0]} 0`, ...others.slice(1)],
    ])
  })

  it('is answered person by person in MSNP8 and 9', () => {
    for (const dialect of ['MSNP8', 'MSNP9'] as const)
      expect(synchronised(dialect, 'SYN 5 0')).toEqual([
        ...['SYN 5 255 3 2', 'GTC A', 'BLP AL', 'PRP PHH 555%201234', 'LSG 0 Other%20Contacts 0', 'LSG 1 Friends 0'],
        ...['LST bob@example.com Bob%20B 11 1', 'BPR PHH 555%201', 'LST carol@example.com Carol 12'],
        ...['LST dora@example.com Dörchen 1 0'],
      ])
  })

  it('is answered with GUIDs and stamps from MSNP10 on', () => {
    const lines = synchronised('MSNP10', 'SYN 8 0 0')
    expect(lines.map((line) => line.replace(anyGuid, '<guid>'))).toEqual([
      'SYN 8 2005-04-23T18:57:44.0000000-00:00 2005-04-23T18:57:44.0000000-00:00 3 1',
      ...['GTC A', 'BLP AL', 'PRP MFN Alice%20A', 'PRP PHH 555%201234', 'LSG Friends <guid>'],
      ...['LST N=bob@example.com F=Bob%20B C=<guid> 11 <guid>', 'BPR PHH 555%201', 'LST N=carol@example.com 12'],
      'LST N=dora@example.com F=Dörchen C=<guid> 1',
    ])
    const again = synchronised('MSNP12', 'SYN 8 0 0')
    expect(bobGuid.exec(again.join())?.[1]).toBe(bobGuid.exec(lines.join())?.[1])
    expect(again.map((line) => line.replace(anyGuid, '<guid>')).slice(6)).toEqual([
      ...['LST N=bob@example.com F=Bob%20B C=<guid> 11 1 <guid>', 'BPR PHH 555%201', 'LST N=carol@example.com 12 1'],
      'LST N=dora@example.com F=Dörchen C=<guid> 1 1',
    ])
  })

  it('is answered shortly, where the client has the last lists', () => {
    for (const dialect of ['MSNP2', 'MSNP7', 'MSNP8', 'MSNP9'] as const)
      expect(synchronised(dialect, 'SYN 6 255')).toEqual(['SYN 6 255'])
    const stamp = '2005-04-23T18:57:44.0000000-00:00'
    expect(synchronised('MSNP12', `SYN 6 ${stamp} ${stamp}`)).toEqual([`SYN 6 ${stamp} ${stamp}`])
    expect(synchronised('MSNP12', `SYN 6 ${stamp} 0`).length).toBeGreaterThan(1)
  })

  it('knows a change by the stamp, even of the same moment', () => {
    const driver = drive({ ...usual, accounts })
    signIn(driver, 'alice', 'MSNP10')
    const stamps = () => driver.hear('alice', 'SYN 6 0 0')[0]!.split(' ').slice(4, 6)
    const [lists, settings] = stamps()
    driver.hear('alice', 'GTC 7 N')
    expect(stamps()[0]).toBe(lists)
    expect(stamps()[1]).not.toBe(settings)
    driver.hear('alice', 'ADC 8 AL N=dora@example.com')
    expect(stamps()[0]).not.toBe(lists)
  })

  it('is answered with empty lists, too', () => {
    const driver = drive({ ...usual, accounts: [{ passport: 'alice@example.com', password: 'alice-pw' }] })
    signIn(driver, 'alice', 'MSNP2')
    expect(driver.hear('alice', 'SYN 6 0').slice(3)).toEqual(
      ['FL', 'AL', 'BL', 'RL'].map((list) => `alice < LST 6 ${list} 1 0 0`),
    )
  })
})

describe('LST and LSG', () => {
  it('are answered, as they were until 2003', () => {
    expect(synchronised('MSNP7', 'LST 9 AL')).toEqual(['LST 9 AL 255 1 1 bob@example.com Bob%20B'])
    expect(synchronised('MSNP7', 'LST 9 PL')).toEqual(['201 9'])
    expect(synchronised('MSNP7', 'LSG 9')).toEqual(['LSG 9 255 1 2 0 Other%20Contacts 0', 'LSG 9 255 2 2 1 Friends 0'])
    expect(synchronised('MSNP8', 'LST 9 AL')).toEqual(['502 9'])
  })
})
