/** The two names of a contact: its own, and the one that the user gave. */
import { describe, expect, it } from 'vitest'

import { dialectNamed, type Dialect } from '../../lib/commands/dialects.js'
import { addContact, type Intent } from '../../lib/client/intents/intents.js'
import { keptLists } from '../../lib/client/contacts/kept.js'
import { spoken } from '../../lib/client/settings.js'
import { updateContact } from '../../lib/payloads/soap/changes.js'
import { guidOf, shownIn, tridOf, type Client } from './driver.js'

const bob = 'bob@example.com'
const rename: Intent = { _tag: 'RenameContact', passport: bob, name: 'Bobby' }

/** Renames Bob, and answers as a server does. */
const renamed = (dialect: Dialect): Client => {
  const client = shownIn(dialect, { deadlines: { ping: 1e7 } })
  const { number } = dialectNamed(dialect)
  client.wants(rename)
  const trid = tridOf(client, 'NS 1')
  if (number < 10) client.hears('NS 1', `REA ${trid} 256 ${bob} Bobby`)
  else if (number < 13) client.hears('NS 1', `SBP ${trid} ${guidOf.bob} MFN Bobby`)
  else client.getsLate({ status: 200, headers: {}, body: updateContact.writeAnswer(undefined as never) })
  expect(client.outcomeOf(rename)).toBe('Done')
  return client
}

const comes = (dialect: Dialect, verb: 'NLN' | 'ILN', name: string): string => {
  const { number } = dialectNamed(dialect)
  const who = number >= 18 ? `1:${bob}` : number >= 14 ? `${bob} 1` : bob
  const can = number < 8 ? '' : number < 16 ? ' 32' : ' 32:0'
  return `${verb}${verb === 'ILN' ? ' 6' : ''} NLN ${who} ${name}${can}`
}

describe.each(spoken)('a contact in %s', (dialect) => {
  it('keeps the name that the user gave, whatever it calls itself', () => {
    const client = renamed(dialect)
    const before = client.events.length
    client.hears('NS 1', comes(dialect, 'NLN', 'Robert'))
    expect(client.view().contacts.get(bob)).toMatchObject({ name: 'Bobby', displayName: 'Robert', nickname: 'Bobby' })
    expect(client.events.slice(before)).toMatchObject([{ _tag: 'ContactStatus', name: 'Bobby' }])
    client.hears('NS 1', comes(dialect, 'NLN', 'Rob'))
    expect(client.view().contacts.get(bob)).toMatchObject({ name: 'Bobby', displayName: 'Rob' })
    expect(keptLists(client.view())?.contacts[0]).toMatchObject({
      name: 'Bobby',
      nickname: 'Bobby',
      displayName: 'Rob',
    })
  })

  it('is called as it calls itself, where the user gave it no name', () => {
    const client = shownIn(dialect)
    client.hears('NS 1', comes(dialect, 'NLN', 'Robert'))
    expect(client.view().contacts.get(bob)).toMatchObject({
      name: 'Robert',
      displayName: 'Robert',
      nickname: undefined,
    })
  })
})

describe('a contact that is added by a name', () => {
  it('keeps it', () => {
    const client = shownIn('MSNP8')
    client.wants(addContact('dave@example.com', 'Davy'))
    client.hears('NS 1', `ADD ${tridOf(client, 'NS 1')} AL 256 dave@example.com Davy`)
    client.hears('NS 1', `ADD ${tridOf(client, 'NS 1')} FL 257 dave@example.com David 0`)
    client.hears('NS 1', 'NLN NLN dave@example.com Dave 32')
    expect(client.view().contacts.get('dave@example.com')).toMatchObject({ name: 'Davy', displayName: 'Dave' })
  })
})
