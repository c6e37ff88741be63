import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'

import { textMessage, type Dialect, type Intent } from '../../lib/index.js'
import { addressOf, aWhile, friends, world, type Somebody, type World } from './world.js'

const alice = addressOf('alice')
const bob = addressOf('bob')

const wants = async (there: World, who: Somebody, intent: Intent): Promise<void> => {
  expect(who.send(intent)).toEqual(E.right(intent))
  await there.pass()
}

const outcomes = (who: Somebody) => who.of('IntentOutcome').map(({ intent, outcome }) => [intent._tag, outcome._tag])

const nothingWrong = (...everybody: ReadonlyArray<Somebody>): void => {
  for (const who of everybody)
    expect([...who.of('Unexpected'), ...who.of('ServerFailed'), ...who.of('ServiceFailed')]).toEqual([])
}

describe.each<Dialect>(['MSNP16', 'MSNP17', 'MSNP18'])('several places, in %s', (dialect) => {
  it('are signed out by one of them', async () => {
    const there = await world({ accounts: friends('alice', 'bob') })
    const first = there.signIn('alice', dialect)
    await there.pass()
    const second = there.signIn('alice', dialect)
    const third = there.signIn('alice', dialect)
    await there.pass()
    expect([first, second, third].map(({ isOver }) => isOver)).toEqual([false, false, false])
    await wants(there, third, { _tag: 'SignOutElsewhere' })
    expect(outcomes(third)).toEqual([['SignOutElsewhere', 'Done']])
    for (const gone of [first, second])
      expect(gone.events.at(-1)).toEqual({ _tag: 'Closed', reason: { _tag: 'Dismissed', because: 'Elsewhere' } })
    expect(third.isOver).toBe(false)
    nothingWrong(first, second, third)
    there.stop()
  })

  it('are signed out one by one', async () => {
    const there = await world({ accounts: friends('alice', 'bob') })
    const guid = '3c6a1b52-0f5d-4e1a-9c77-2b1d5a6e0f11'
    const first = there.signIn('alice', dialect, { endpoint: { guid } })
    const second = there.signIn('alice', dialect)
    const other = there.signIn('alice', dialect)
    await there.pass()
    await wants(there, other, { _tag: 'SignOutEndpoint', guid: guid.toUpperCase() })
    await wants(there, other, { _tag: 'SignOutEndpoint', guid })
    expect(outcomes(other)).toEqual([
      ['SignOutEndpoint', 'Done'],
      ['SignOutEndpoint', 'Failed'],
    ])
    expect([first, second, other].map(({ isOver }) => isOver)).toEqual([true, false, false])
    there.stop()
  })
})

const senders: ReadonlyArray<Dialect> = ['MSNP13', 'MSNP15', 'MSNP16', 'MSNP18']
const readers: ReadonlyArray<Dialect> = ['MSNP13', 'MSNP14', 'MSNP15', 'MSNP16', 'MSNP17', 'MSNP18']

describe.each(senders)('a message to who is offline, from %s', (from) => {
  it.each(readers)('is received at the next sign-in in %s, and no more after it', async (to) => {
    const there = await world({ accounts: friends('alice', 'bob') })
    const a = there.signIn('alice', from)
    await there.pass()
    const texts = ['Grüße, 世界', 'zwei\nZeilen', 'drei']
    for (const text of texts) await wants(there, a, { _tag: 'SendOffline', passport: bob, text })
    expect(outcomes(a)).toEqual(texts.map(() => ['SendOffline', 'Done']))
    const b = there.signIn('bob', to)
    await there.pass()
    expect(
      b.of('OfflineReceived').map(({ passport, name, text }) => [passport, name, text.replace(/\r\n/g, '\n')]),
    ).toEqual(texts.map((text) => [alice, 'ALICE Ünlike', text]))
    expect(b.of('OfflineReceived').every(({ id, sentAt }) => id !== '' && sentAt !== undefined)).toBe(true)
    b.send({ _tag: 'SignOut' })
    await there.pass()
    const again = there.signIn('bob', to)
    await there.pass()
    expect(again.of('OfflineReceived')).toEqual([])
    nothingWrong(a, b, again)
    there.stop()
  })
})

describe.each(readers)('messages that are kept, in %s', (dialect) => {
  it('come again until they are deleted, more than 25 of them, too', async () => {
    const there = await world({ accounts: friends('alice', 'bob') })
    const a = there.signIn('alice', 'MSNP15')
    await there.pass()
    const texts = Array.from({ length: 30 }, (_, at) => `Nummer ${at + 1}`)
    for (const text of texts) a.send({ _tag: 'SendOffline', passport: bob, text })
    await there.pass()
    const read = async () => {
      const b = there.signIn('bob', dialect, { offline: 'keep' })
      await there.pass()
      const said = b.of('OfflineReceived')
      nothingWrong(b)
      return { b, ids: said.map(({ id }) => id), said: said.map(({ text }) => text) }
    }
    const first = await read()
    expect([...first.said].sort()).toEqual([...texts].sort())
    first.b.send({ _tag: 'SignOut' })
    await there.pass()
    const second = await read()
    expect(second.said).toEqual(first.said)
    await wants(there, second.b, { _tag: 'DeleteOffline', ids: second.ids })
    expect(outcomes(second.b)).toEqual([['DeleteOffline', 'Done']])
    second.b.send({ _tag: 'SignOut' })
    await there.pass()
    expect((await read()).said).toEqual([])
    there.stop()
  })

  it('come at once to who is hidden', async () => {
    const there = await world({ accounts: friends('alice', 'bob') })
    const a = there.signIn('alice', 'MSNP15')
    const b = there.signIn('bob', dialect, { status: 'HDN' })
    await there.pass()
    await wants(there, a, { _tag: 'SendOffline', passport: bob, text: 'live' })
    expect(b.of('OfflineReceived')).toMatchObject([{ passport: alice, text: 'live' }])
    nothingWrong(a, b)
    there.stop()
  })
})

it('a message that may not wait is no success', async () => {
  const there = await world({ accounts: friends('alice', 'bob') })
  const a = there.signIn('alice', 'MSNP15')
  await there.pass()
  await wants(there, a, { _tag: 'SendOffline', passport: 'nobody@example.com', text: 'hello' })
  expect(a.of('IntentOutcome')).toMatchObject([
    {
      outcome: {
        _tag: 'ServiceFailed',
        service: 'offlineStore',
        problem: { _tag: 'Fault', fault: { code: 'SystemUnavailable' } },
      },
    },
  ])
  there.stop()
})

describe.each<Dialect>(['MSNP14', 'MSNP15', 'MSNP16', 'MSNP18'])('networks, in %s', (dialect) => {
  it('are found', async () => {
    const there = await world({ accounts: friends('alice', 'bob') })
    const a = there.signIn('alice', dialect)
    await there.pass()
    await wants(there, a, { _tag: 'FindNetworks', passport: 'Bob@example.com' })
    expect(a.of('Networks')).toEqual([{ _tag: 'Networks', passport: bob, networks: [1] }])
    await wants(there, a, { _tag: 'FindNetworks', passport: 'nobody@example.com' })
    expect(a.of('IntentOutcome').map(({ outcome }) => outcome)).toMatchObject([
      { _tag: 'Done' },
      { _tag: 'Failed', failure: { code: 208 } },
    ])
    nothingWrong(a)
    there.stop()
  })

  it('are spoken to by way of the notification server', async () => {
    const there = await world({ accounts: friends('alice', 'bob') })
    const a = there.signIn('alice', dialect)
    const b = there.signIn('bob', dialect)
    await there.pass()
    const said = [textMessage('Grüße'), { _tag: 'Typing', user: alice }, { _tag: 'Nudge' }] as const
    for (const message of said) await wants(there, a, { _tag: 'SayToNetwork', passport: bob, network: 1, message })
    expect(b.of('NetworkMessageReceived')).toMatchObject(
      said.map((message) => ({ passport: alice, network: 1, message })),
    )
    await wants(there, a, { _tag: 'SayToNetwork', passport: bob, network: 32, message: said[0] })
    expect(outcomes(a)).toEqual([1, 2, 3, 4].map(() => ['SayToNetwork', 'Done']))
    expect(a.of('ServerFailed')).toMatchObject([{ failure: { code: 509 } }])
    nothingWrong(b)
    there.stop()
  })

  it('notes are handed on', async () => {
    const there = await world({ accounts: friends('alice', 'bob') })
    const a = there.signIn('alice', dialect)
    const b = there.signIn('bob', dialect)
    await there.pass()
    const payload = new TextEncoder().encode('<x/>')
    await wants(there, a, { _tag: 'SendNote', passport: bob, type: 1, payload })
    expect(b.of('NoteReceived')).toEqual([{ _tag: 'NoteReceived', passport: alice, guid: undefined, type: 1, payload }])
    await wants(there, a, { _tag: 'SendNote', passport: bob, type: 4, payload: new TextEncoder().encode('gtfo') })
    expect(outcomes(a)).toEqual([
      ['SendNote', 'Done'],
      ['SendNote', 'Failed'],
    ])
    expect(b.isOver).toBe(false)
    there.stop()
  })
})

it('a circle of three, in MSNP18', async () => {
  const accounts = friends('alice', 'bob', 'carol')
  const members = ['alice', 'bob', 'carol'].map(addressOf)
  const there = await world({ accounts, circles: [{ name: 'Wandern & mehr', members }] })
  const a = there.signIn('alice', 'MSNP18')
  const b = there.signIn('bob', 'MSNP18')
  await there.pass()
  const address = [...a.now().circles.keys()][0]!
  expect(a.now().circles.get(address)).toMatchObject({ address, name: 'Wandern & mehr' })
  const seen = (who: Somebody) =>
    [...(who.now().circles.get(address)?.members.values() ?? [])].map(({ passport, status }) => [passport, status])
  expect([seen(a), seen(b)]).toEqual([[[bob, 'NLN']], [[alice, 'NLN']]])
  await wants(there, b, { _tag: 'SetStatus', status: 'AWY' })
  expect(seen(a)).toEqual([[bob, 'AWY']])
  const said = [textMessage('Grüße, 世界'), { _tag: 'Nudge' }, { _tag: 'Typing', user: alice }] as const
  for (const message of said) await wants(there, a, { _tag: 'SayToCircle', circle: address, message })
  expect(b.of('CircleMessage')).toMatchObject(said.map((message) => ({ circle: address, passport: alice, message })))
  const long = 'ä'.repeat(5000)
  await wants(there, a, { _tag: 'SayToCircle', circle: address.toUpperCase(), message: textMessage(long) })
  const heard = b
    .of('CircleMessage')
    .slice(said.length)
    .map(({ message }) => (message._tag === 'Text' ? message.text : ''))
  expect(heard.join('')).toBe(long)
  const c = there.signIn('carol', 'MSNP18')
  await there.pass()
  expect(new Map(seen(a) as Array<[string, string]>)).toEqual(
    new Map([
      [bob, 'AWY'],
      [addressOf('carol'), 'NLN'],
    ]),
  )
  b.send({ _tag: 'SignOut' })
  await there.pass(aWhile)
  expect(seen(a).filter(([, status]) => status !== 'FLN')).toEqual([[addressOf('carol'), 'NLN']])
  expect(a.of('CircleStatus').at(-1)).toMatchObject({ passport: bob, status: 'FLN' })
  expect(a.send({ _tag: 'SayToCircle', circle: 'nowhere@live.com', message: said[0] })).toEqual(
    E.left({ _tag: 'NoSuchCircle' }),
  )
  nothingWrong(a, b, c)
  there.stop()
})
