import { describe, expect, it } from 'vitest'

import { setName, signOut, type Dialect, type Ports, type ServerSettings, type SessionOptions } from '../../lib/index.js'
import { friends, bytesShown, passwordOf, shown, world, type Somebody, type World } from './world.js'

const dialects = ['MSNP13', 'MSNP14', 'MSNP15', 'MSNP16', 'MSNP17', 'MSNP18'] as const satisfies ReadonlyArray<Dialect>

const hour = 3_600_000

const there = (settings: Partial<ServerSettings> = {}): Promise<World> =>
  world({ ...settings, accounts: friends('alice', 'bob') })

/** Somebody who is ready, or has failed. */
const arrived = async (
  place: World,
  dialect: Dialect,
  wanted: Partial<SessionOptions> = {},
  ports?: Ports,
): Promise<Somebody> => {
  const one = place.signIn('alice', dialect, wanted, ports)
  await place.pass()
  return one
}

const endOf = (one: Somebody) => {
  const { connection } = one.now()
  return connection._tag === 'Ended' ? connection.reason : connection._tag
}

describe('a sign-in to the server of this library', () => {
  it.each(dialects)('gets in by the tickets that it gives, in %s', async (dialect) => {
    const place = await there()
    const alice = await arrived(place, dialect)
    expect(endOf(alice)).toBe('Ready')
    expect(alice.of('SignedIn')).toMatchObject([{ passport: 'alice@example.com', dialect }])
    // The first server that it asks sends it on.
    expect(alice.of('Redirected')).toHaveLength(1)
    expect(alice.of('Unexpected')).toEqual([])
    place.stop()
  })

  it.each(dialects)('is denied with a wrong password, in %s', async (dialect) => {
    const place = await there()
    const alice = await arrived(place, dialect, { password: 'wrong' })
    expect(endOf(alice)).toEqual({ _tag: 'Denied', text: 'Authentication Failure' })
    place.stop()
  })

  it.each(dialects)('gets in with a password of all kinds of letters, in %s', async (dialect) => {
    const password = ' &lt;p>&amp;"ä☃\'%20 '
    const place = await world({ accounts: [{ passport: 'alice@example.com', password }] })
    expect(endOf(await arrived(place, dialect, { password }))).toBe('Ready')
    place.stop()
  })

  it.each(dialects)('finds no service of tickets at another path, in %s', async (dialect) => {
    const place = await there()
    const nowhere = `${new URL(place.nexus).origin}/nothing`
    const alice = await arrived(place, dialect, { services: { tickets: nowhere, tickets2: nowhere } })
    expect(endOf(alice)).toMatchObject({ _tag: 'NoTicket' })
    place.stop()
  })

  it.each(dialects)('has new tickets before the old ones are too old, and goes on, in %s', async (dialect) => {
    const place = await there({ deadlines: { ssoTicket: 2 * hour } })
    const alice = await arrived(place, dialect)
    await place.pass(1.7 * hour)
    expect(alice.of('TicketsRenewed')).toEqual([])
    await place.pass(0.15 * hour)
    expect(alice.of('TicketsRenewed')).toHaveLength(1)
    await place.pass(2 * hour)
    expect(alice.of('TicketsRenewed')).toHaveLength(2)
    expect(alice.of('TicketsFailed')).toEqual([])
    expect(endOf(alice)).toBe('Ready')
    alice.send(setName('Älice'))
    await place.pass()
    expect(alice.of('IntentOutcome').map(({ outcome }) => outcome)).toEqual([{ _tag: 'Done' }])
    place.stop()
  })

  it.each(dialects)('tells no secret to anybody who looks on, in %s', async (dialect) => {
    const place = await there()
    const alice = await arrived(place, dialect)
    alice.send(signOut)
    await place.pass()
    const all = [alice.events, alice.states, alice.records, place.records, place.notices]
    for (const text of [shown(...all), bytesShown(all)]) {
      expect(text).not.toContain(passwordOf('alice'))
      expect(text).not.toMatch(/\bt=[^ ]+&p=|HAAAAAEAAAADZgAA/)
    }
    place.stop()
  })
})
