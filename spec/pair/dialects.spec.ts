import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it, vi } from 'vitest'

import {
  addContact,
  keptLists,
  say,
  sayTo,
  setName,
  setPersonalMessage,
  setStatus,
  signOut,
  type Dialect,
  type HostAccount,
  type Intent,
} from '../../lib/index.js'
import { noPersonal } from '../../lib/payloads.js'
import { spokenDialects } from '../../lib/commands/dialects.js'
import { heldFor, rosterOf } from './roster.js'
import { account, addressOf, world, type Somebody, type World } from './world.js'

vi.mock('../../lib/host/host.js', async (load) => (await import('./watch.js')).watching(await load()))

const alice = addressOf('alice')
const bob = addressOf('bob')
const carol = addressOf('carol')
const dialects = spokenDialects.map(({ name }) => name)
const numberOf = (dialect: Dialect): number => Number(dialect.slice(4))

/** The dialects in which something begins that two people can see of each other: lists, groups, GUIDs, messages, endpoints ... */
const begins = [2, 7, 8, 10, 11, 13, 15, 16, 18]
const kinds = begins.map((since, at) =>
  dialects.filter((dialect) => numberOf(dialect) >= since && numberOf(dialect) < (begins[at + 1] ?? Infinity)),
)

/** Each dialect with itself, and each kind with each other kind, both ways, every time by another pair of its members. */
const pairs = [
  ...dialects.map((dialect) => ({ one: dialect, other: dialect })),
  ...kinds.flatMap((some, i) =>
    kinds.flatMap((others, j) => (i === j ? [] : [{ one: some[j % some.length]!, other: others[i % others.length]! }])),
  ),
]

const accounts = (): ReadonlyArray<HostAccount> => [
  account('alice', { contacts: [{ passport: bob, groups: ['Friends'] }], groups: ['Friends'] }),
  account('bob', { contacts: [{ passport: alice }] }),
  account('carol'),
]

const two = async (one: Dialect, other: Dialect) => {
  const there = await world({ accounts: accounts() })
  const a = there.signIn('alice', one)
  const b = there.signIn('bob', other)
  await there.pass()
  return { there, a, b }
}

/** Wants something, and sees it done. */
const doing =
  (there: World) =>
  async (who: Somebody, intent: Intent): Promise<void> => {
    const before = who.events.length
    expect(who.send(intent)).toEqual(E.right(intent))
    await there.pass()
    const outcomes = who.events
      .slice(before)
      .filter((event) => event._tag === 'IntentOutcome' || event._tag === 'MessageOutcome')
    expect(outcomes).toMatchObject([
      { intent, outcome: { _tag: outcomes[0]?._tag === 'MessageOutcome' ? 'Acknowledged' : 'Done' } },
    ])
  }

const seen = (who: Somebody, passport: string) => who.now().contacts.get(passport)
const texts = (who: Somebody) => who.of('TextReceived').map(({ passport, text }) => [passport, text])
const agree = (there: World, ...everybody: ReadonlyArray<Somebody>): void => {
  for (const one of everybody)
    expect(rosterOf(one.now())).toEqual(heldFor(there.host(), one.passport, one.now().dialect!))
}

it('every dialect meets itself, and others from both sides', () => {
  const mixed = pairs.filter(({ one, other }) => one !== other)
  expect(mixed.length).toBe(9 * 8)
  expect(new Set(mixed.map(({ one }) => one))).toEqual(new Set(dialects))
  expect(new Set(mixed.map(({ other }) => other))).toEqual(new Set(dialects))
})

describe.each(pairs)('$one and $other', ({ one, other }) => {
  const [mine, theirs] = [numberOf(one), numberOf(other)]

  it('sign in by way of a dispatch server, and see each other', async () => {
    const { there, a, b } = await two(one, other)
    for (const who of [a, b]) {
      expect(who.of('Redirected')).toEqual([{ _tag: 'Redirected', address: there.addresses.notification }])
      expect(who.of('Ready')).toMatchObject([{ contacts: 1, changed: true }])
      expect(who.now()).toMatchObject({
        connection: { _tag: 'Ready', server: there.addresses.notification },
        account: { status: 'NLN', name: `${who.name.toUpperCase()} Ünlike` },
      })
      expect(who.of('Unexpected')).toEqual([])
    }
    expect([a.now().dialect, b.now().dialect]).toEqual([one, other])
    expect([seen(a, bob)?.status, seen(b, alice)?.status]).toEqual(['NLN', 'NLN'])
    agree(there, a, b)
    there.stop()
  })

  it('chat both ways', async () => {
    const { there, a, b } = await two(one, other)
    const does = doing(there)
    await does(a, sayTo(bob, 'Grüße, 世界\nzweite Zeile'))
    expect(texts(b)).toEqual([[alice, 'Grüße, 世界\nzweite Zeile']])
    const [theirTalk] = [...b.now().conversations.values()]
    const [myTalk] = [...a.now().conversations.values()]
    expect([...myTalk!.participants.keys()]).toEqual([bob])
    expect([...theirTalk!.participants.keys()]).toEqual([alice])
    await does(b, say(theirTalk!.id, 'und zurück'))
    expect(texts(a)).toEqual([[bob, 'und zurück']])
    // A second one goes the same way, without another switchboard.
    await does(a, sayTo(bob, '%41 100%'))
    expect(texts(b).at(-1)).toEqual([alice, '%41 100%'])
    expect(there.notices.filter(({ _tag }) => _tag === 'ConversationOpened')).toHaveLength(1)
    await does(a, { _tag: 'Leave', conversation: myTalk!.id })
    expect(b.of('Left')).toMatchObject([{ passport: alice }])
    await there.pass(70_000)
    expect(b.of('ConversationEnded')).toMatchObject([{ reason: { _tag: 'Left' } }])
    expect([a.now().conversations.size, b.now().conversations.size]).toEqual([0, 0])
    expect([there.host().conversations.size, there.host().cookies.size, there.host().switchboards.size]).toEqual([0, 0, 0])
    expect([...a.of('Unexpected'), ...b.of('Unexpected')]).toEqual([])
    there.stop()
  })

  it('show name, status and message', async () => {
    const { there, a, b } = await two(one, other)
    const does = doing(there)
    await does(a, setName('Älice 100%'))
    expect(a.now().account.name).toBe('Älice 100%')
    expect(seen(b, alice)?.name).toBe('Älice 100%')
    for (const status of ['BSY', 'IDL', 'BRB', 'AWY', 'PHN', 'LUN', 'NLN'] as const) {
      await does(a, setStatus(status))
      expect([a.now().account.status, seen(b, alice)?.status]).toEqual([status, status])
    }
    await does(a, setStatus('HDN'))
    expect([a.now().account.status, seen(b, alice)?.status]).toEqual(['HDN', 'FLN'])
    await does(a, setStatus('NLN'))
    expect(seen(b, alice)?.status).toBe('NLN')
    if (mine >= 11) {
      await does(a, setPersonalMessage('höre <zu> & "gut"'))
      expect(a.now().account.personal.psm).toBe('höre <zu> & "gut"')
      expect(seen(b, alice)?.personal?.psm).toBe(theirs >= 11 ? 'höre <zu> & "gut"' : undefined)
      await does(a, { _tag: 'SetPersonal', personal: noPersonal })
      expect(seen(b, alice)?.personal?.psm ?? '').toBe('')
    } else expect(a.send(setPersonalMessage('x'))).toEqual(E.left({ _tag: 'NotInDialect', dialect: one }))
    expect([...a.of('Unexpected'), ...b.of('Unexpected')]).toEqual([])
    agree(there, a, b)
    there.stop()
  })

  it('block and allow', async () => {
    const { there, a, b } = await two(one, other)
    const does = doing(there)
    await does(a, { _tag: 'Block', passport: bob })
    expect(seen(b, alice)?.status).toBe('FLN')
    expect(seen(a, bob)).toMatchObject({ lists: 1 + 4 + 8, status: 'NLN' })
    agree(there, a, b)
    expect(b.send(sayTo(alice, 'are you there?'))._tag).toBe('Right')
    await there.pass()
    expect(b.of('MessageOutcome')).toMatchObject([{ outcome: { _tag: 'NobodyThere', failure: { code: 217 } } }])
    expect(texts(a)).toEqual([])
    await does(a, { _tag: 'Allow', passport: bob })
    expect(seen(b, alice)?.status).toBe('NLN')
    agree(there, a, b)
    expect([...a.of('Unexpected'), ...b.of('Unexpected')]).toEqual([])
    there.stop()
  })

  it('add and remove contacts and groups', async () => {
    const { there, a, b } = await two(one, other)
    const does = doing(there)
    await does(a, addContact(carol))
    expect(seen(a, carol)).toMatchObject({ lists: 3 })
    agree(there, a, b)
    await does(b, { _tag: 'RemoveContact', passport: alice })
    expect(a.of('RemovedMe')).toMatchObject([{ passport: bob }])
    agree(there, a, b)
    await does(b, addContact(alice))
    expect(a.of('AddedMe')).toMatchObject([{ passport: bob }])
    expect(seen(b, alice)?.status).toBe('NLN')
    agree(there, a, b)
    if (mine >= 7) {
      await does(a, { _tag: 'AddGroup', name: 'Büro & Co' })
      await does(a, { _tag: 'AddContact', passport: carol, group: 'Büro & Co' })
      expect(rosterOf(a.now())).toMatchObject({ contacts: { [carol]: { groups: ['Büro & Co'] } } })
      agree(there, a)
      await does(a, { _tag: 'RenameGroup', group: 'Büro & Co', name: 'Work' })
      agree(there, a)
      await does(a, { _tag: 'RemoveContact', passport: carol, group: 'Work' })
      await does(a, { _tag: 'RemoveGroup', group: 'Work' })
      expect(rosterOf(a.now()).groups).toEqual(['Friends'])
    } else expect(a.send({ _tag: 'AddGroup', name: 'x' })).toEqual(E.left({ _tag: 'NotInDialect', dialect: one }))
    agree(there, a, b)
    await does(a, { _tag: 'RenameContact', passport: carol, name: 'Kärol' })
    expect(seen(a, carol)?.name).toBe('Kärol')
    agree(there, a)
    await does(a, { _tag: 'RemoveContact', passport: carol })
    expect(seen(a, carol)).toMatchObject({ lists: 2 })
    await does(a, { _tag: 'RemoveFromList', list: 'AL', passport: carol })
    expect(seen(a, carol)).toBe(undefined)
    agree(there, a, b)
    expect([...a.of('Unexpected'), ...b.of('Unexpected')]).toEqual([])
    there.stop()
  })

  it('sign out, and find everything as it was', async () => {
    const { there, a, b } = await two(one, other)
    const does = doing(there)
    await does(b, { _tag: 'Block', passport: carol })
    await does(a, addContact(carol))
    await does(a, { _tag: 'SetPrivacy', privacy: 'BL' })
    await does(a, { _tag: 'SetPrompt', prompt: 'N' })
    const before = rosterOf(a.now())
    await does(a, signOut)
    expect(a.events.at(-1)).toEqual({ _tag: 'Closed', reason: { _tag: 'SignedOut' } })
    expect([a.isOver, seen(b, alice)?.status]).toEqual([true, 'FLN'])
    await does(b, signOut)
    const { connections, sessions, cookies, conversations, switchboards: boards } = there.host()
    expect([connections, sessions, cookies, conversations, boards].map(({ size }) => size)).toEqual([0, 0, 0, 0, 0])
    expect([...there.timers().values()].filter(({ _tag }) => _tag !== 'TicketOver')).toEqual([])

    const again = there.signIn('alice', one)
    await there.pass()
    expect(rosterOf(again.now())).toEqual({
      ...before,
      contacts: { ...before.contacts, [bob]: { ...before.contacts[bob], status: 'FLN' } },
    })
    const kept = keptLists(again.now())
    await does(again, signOut)
    const third = there.signIn('alice', one, { lists: kept })
    await there.pass()
    expect(third.of('Ready')).toMatchObject([{ changed: false, contacts: 2 }])
    expect(third.now().contacts.toObject()).toEqual(again.now().contacts.toObject())
    expect(third.now().groups.toObject()).toEqual(again.now().groups.toObject())
    agree(there, third)

    // What has changed meanwhile is noticed; and lists kept in one dialect are of use in another.
    await does(third, { _tag: 'RemoveContact', passport: carol })
    await does(third, signOut)
    const fourth = there.signIn('alice', other, { lists: kept })
    await there.pass()
    expect(fourth.of('Ready')).toMatchObject([{ changed: true }])
    agree(there, fourth)
    there.stop()
  })
})
