import { describe, expect, it } from 'vitest'

import type { Dialect } from '../../lib/commands/dialects.js'
import { keptLists } from '../../lib/client/contacts/kept.js'
import type { HttpResponse } from '../../lib/core/effects.js'
import { spoken } from '../../lib/client/settings.js'
import { exchanges } from '../replay/exchanges.js'
import { question, reading } from './asked.js'
import { settles } from './book.js'
import { shownIn, type Client } from './driver.js'

const bob = 'bob@example.com'
const carol = 'carol@example.com'

const numberOf = (dialect: Dialect): number => Number(dialect.slice(4))
const dialects = spoken.filter((dialect) => numberOf(dialect) >= 13)

const entry = (client: Client, passport: string): string => {
  const contact = client.view().contacts.get(passport)
  return contact === undefined ? 'gone' : `${contact.lists} [${contact.groups}] ${contact.name}`
}

const entries = (client: Client): object =>
  Object.fromEntries([...client.view().contacts.keys()].map((passport) => [passport, entry(client, passport)]))

describe('the address book of Escargot', () => {
  const recorded = exchanges('i-abservice.txt')
  const of = (name: string, at = 0): HttpResponse => {
    const found = recorded.filter(({ action }) => action?.endsWith(`/${name}`) === true)[at]!
    return { status: found.status, headers: {}, body: found.answer }
  }

  it.each(dialects)('is read in %s', (dialect) => {
    const client = reading(dialect)
    // The first one was asked without a session, and refused.
    client.getsLate(of('FindMembership', 1))
    client.getsLate(of(numberOf(dialect) < 18 ? 'ABFindAll' : 'ABFindContactsPaged'))
    settles(client)
    expect(client.told('ServiceFailed')).toEqual([])
    expect(client.at()).toBe('Ready')
    const group = { id: 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee', name: 'Friends' }
    expect([...client.view().groups.values()]).toEqual([group])
    expect(entries(client)).toEqual({ [bob]: `11 [${group.id}] Bob B`, [carol]: '3 [] Carol New' })
    expect(client.view().account).toMatchObject({ name: 'Alice A', privacy: 'AL' })
  })

  it('tells everything to who asks for changes', () => {
    const client = reading('MSNP15', keptLists(shownIn('MSNP15').view())!)
    client.getsLate(of('ABFindAll', 1))
    client.getsLate(of('ABFindAll', 1))
    expect(client.awaited()).toHaveLength(2)
    expect(question(client)).toBe('FindMembership {}')
  })
})
