import { expect, it } from 'vitest'

import type { Dialect } from '../../../lib/commands/dialects.js'
import { converse, drive, show, signIn, usual, type Driver } from '../driver.js'

const dialects: ReadonlyArray<Dialect> = ['MSNP2', 'MSNP8', 'MSNP10', 'MSNP12', 'MSNP15', 'MSNP18']
const readers = 30
const reader = (n: number): string => `reader${n}`

const account = (name: string, ...contacts: ReadonlyArray<string>) => ({
  passport: `${name}@example.com`,
  password: `${name}-pw`,
  contacts: contacts.map((passport) => ({ passport: `${passport}@example.com` })),
})

/** Alice, and thirty who watch her in six dialects. */
const watched = (): Driver => {
  const names = Array.from({ length: readers }, (_, n) => reader(n))
  const driver = drive({ ...usual, accounts: [account('alice', ...names), ...names.map((name) => account(name, 'alice'))] })
  signIn(driver, 'alice', 'MSNP18')
  show(driver, 'alice')
  for (const [n, name] of names.entries()) {
    signIn(driver, name, dialects[n % dialects.length]!)
    show(driver, name)
  }
  return driver
}

/** How many commands are sent to others, and how many of these are values of their own. */
const counted = (driver: Driver, act: () => unknown) => {
  const before = driver.effects.length
  act()
  const commands = driver.effects
    .slice(before)
    .flatMap((effect) => (effect._tag === 'Send' && effect.link.startsWith('reader') ? [effect.command] : []))
  return [commands.length, new Set(commands).size]
}

it('what many see is the same command for all who speak a dialect', () => {
  const driver = watched()
  const personal = '<Data><PSM>at lunch</PSM></Data>'
  // Four of the six dialects have capabilities, or what is shown beside the name.
  expect(counted(driver, () => driver.hear('alice', `UUX 9 ${personal.length}\r\n${personal}`))).toEqual([15, 3])
  expect(counted(driver, () => show(driver, 'alice', 'BSY'))).toEqual([45, 9])
  expect(counted(driver, () => driver.hear('alice', 'OUT'))).toEqual([30, 6])
})

it('a message on a switchboard is the same command for all who speak a dialect', () => {
  const driver = watched()
  converse(driver, 'alice', ...[1, 3, 7, 9].map(reader))
  expect(counted(driver, () => driver.hear('alice-sb', 'MSG 3 N 5\r\nhello'))).toEqual([4, 2])
})
