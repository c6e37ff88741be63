/** A session that connects again: when it does, what it keeps, what it says again, and what becomes of intents meanwhile. */
import { describe, expect, it } from 'vitest'

import { addContact, describeEnd, keptLists, sayTo, setName, setPersonalMessage, setStatus, signOut, type Dialect, type Intent } from '../../lib/index.js'
import { spoken } from '../../lib/client/settings.js'
import { dialectNamed } from '../../lib/commands/dialects.js'
import { drive, listFor, readyIn, settingsOf, shownIn, signIn, tridOf, type Client } from './driver.js'
import { settles } from './book.js'

const reconnect = { jitter: 0 }
const bob = 'bob@example.com'

/** The contact list comes, on a connection after the first. */
const lists = (client: Client, dialect: Dialect, link: string): void => {
  const { number } = dialectNamed(dialect)
  const list = listFor(number, tridOf(client, link))
  // Who has the list of that number already is told no more.
  if (number < 13) client.hears(link, ...(number < 8 ? list.slice(0, 1) : list))
  else settles(client, link)
}

const tags = (client: Client, from: number): ReadonlyArray<string> => client.events.slice(from).map(({ _tag }) => _tag)

describe('a session that connects again', () => {
  it.each(spoken)('signs in anew when its connection is lost, with what it has shown, in %s', (dialect) => {
    const client = shownIn(dialect, { reconnect, status: 'BSY' })
    const before = client.events.length
    client.loses('NS 1', { _tag: 'Reset' })
    const reason = { _tag: 'Lost', why: { _tag: 'Reset' } } as const
    expect(client.told('Disconnected')).toEqual([{ _tag: 'Disconnected', reason, retryAt: 1000 }])
    expect(client.view().connection).toEqual({ _tag: 'Disconnected', reason, retryAt: 1000 })
    expect(client.view().account.status).toBe('FLN')
    expect(client.view().contacts.get(bob)?.name).toBe('Bob B')
    expect(client.waits(999)).toEqual([])
    expect(client.waits(1)).toEqual(['dial NS 2 messenger.example.com:1863'])
    expect(client.view().connection._tag).toBe('SigningIn')
    signIn(client, dialect, 'NS 2')
    lists(client, dialect, 'NS 2')
    expect(client.said('NS 2').at(-1)).toMatch(/^CHG \d+ BSY/)
    expect(client.view().connection._tag).toBe('Ready')
    const told = tags(client, before).filter((tag) => ['Disconnected', 'Reconnecting', 'Connecting', 'SignedIn', 'Ready', 'Closed'].includes(tag))
    expect(told).toEqual(['Disconnected', 'Reconnecting', 'Connecting', 'SignedIn', 'Ready'])
    expect(client.told('Unexpected')).toEqual([])
  })

  it('tells that contacts are offline, and asks for the list that it has', () => {
    const client = shownIn('MSNP12', { reconnect })
    client.hears('NS 1', 'NLN NLN bob@example.com Bob%20B 0 0')
    expect(client.view().contacts.get(bob)?.status).toBe('NLN')
    client.loses('NS 1')
    expect(client.told('ContactStatus').at(-1)).toMatchObject({ passport: bob, status: 'FLN' })
    expect(client.view().contacts.get(bob)?.status).toBe('FLN')
    expect(keptLists(client.view())?.version._tag).toBe('Stamps')
    client.waits(1000)
    signIn(client, 'MSNP12', 'NS 2')
    expect(client.said('NS 2').at(-1)).toBe('SYN 5 2008-08-08T21:11:20.753-07:00 2008-08-12T00:20:30.307-07:00')
    client.hears('NS 2', 'SYN 5 2008-08-08T21:11:20.753-07:00 2008-08-12T00:20:30.307-07:00')
    expect(client.told('Ready').at(-1)).toMatchObject({ contacts: 2 })
  })

  it('shows the name, the personal message and the last status that the server took', () => {
    const client = shownIn('MSNP11', { reconnect })
    client.wants(setStatus('AWY'), setPersonalMessage('at lunch'))
    client.hears('NS 1', ...client.said('NS 1').slice(-2).map((line) => (line.startsWith('UUX') ? line.split(' ').slice(0, 2).join(' ') + ' 0' : line)))
    client.loses('NS 1')
    client.waits(1000)
    signIn(client, 'MSNP11', 'NS 2')
    lists(client, 'MSNP11', 'NS 2')
    const said = client.said('NS 2').join('\n')
    expect(said).toContain('<PSM>at lunch</PSM>')
    expect(said).toMatch(/CHG \d+ AWY/)
  })

  it.each<readonly [string, ReadonlyArray<string>, string]>([
    ['another endpoint', ['OUT OTH'], 'the account signed in at another place'],
    ['terms of use', ['OUT TOU'], 'the terms of use are to be accepted first'],
  ])('ends for good where it must not come back: %s', (_, lines, why) => {
    const client = shownIn('MSNP12', { reconnect })
    client.hears('NS 1', ...lines)
    expect(describeEnd(client.end()!)).toBe(why)
    expect(client.told('Closed')).toHaveLength(1)
    expect(client.told('Disconnected')).toEqual([])
    expect(client.waits(600_000)).toEqual([])
  })

  it('ends for good with a password that is wrong', () => {
    const client = drive(settingsOf({ dialects: ['MSNP7'], reconnect }))
    client.opens('NS 1')
    client.hears('NS 1', 'VER 1 MSNP7', 'INF 2 MD5', 'USR 3 MD5 S 1013928519.693957190', '911 4')
    expect(client.end()).toMatchObject({ _tag: 'Refused', failure: { code: 911 } })
  })

  it('waits for as long as the server says', () => {
    const client = shownIn('MSNP12', { reconnect })
    client.hears('NS 1', 'OUT RCT 5')
    expect(client.told('Disconnected')).toMatchObject([{ retryAt: 301_000 }])
    client.feed({ _tag: 'Network', isThere: true })
    expect(client.waits(300_999)).toEqual([])
    expect(client.waits(1)).toEqual(['dial NS 2 messenger.example.com:1863'])
  })

  it('waits longer each time, and tries so often and not more', () => {
    const client = drive(settingsOf({ dialects: ['MSNP12'], reconnect: { ...reconnect, tries: 3 } }))
    const dials: Array<string> = []
    for (const [at, ms] of [1000, 2000, 4000].entries()) {
      client.loses(`NS ${at + 1}`, { _tag: 'Refused' })
      expect(client.waits(ms - 1)).toEqual([])
      dials.push(...client.waits(1))
    }
    expect(dials).toEqual([2, 3, 4].map((n) => `dial NS ${n} messenger.example.com:1863`))
    expect(client.told('Reconnecting').map(({ attempt }) => attempt)).toEqual([1, 2, 3])
    client.loses('NS 4', { _tag: 'Refused' })
    expect(client.end()).toMatchObject({ _tag: 'Unreachable', why: { _tag: 'Refused' } })
    expect(client.told('Closed')).toHaveLength(1)
  })

  it('counts anew once a connection has stood for as long as the longest wait', () => {
    const client = shownIn('MSNP12', { reconnect: { ...reconnect, max: 5000 } })
    const again = (link: number) => {
      client.waits(5000)
      signIn(client, 'MSNP12', `NS ${link}`)
      lists(client, 'MSNP12', `NS ${link}`)
    }
    const waited = () => client.told('Disconnected').at(-1)!.retryAt - at
    let at = 0
    client.loses('NS 1')
    expect(waited()).toBe(1000)
    again(2)
    at = 5000
    client.loses('NS 2')
    expect(waited()).toBe(2000)
    again(3)
    client.waits(5000)
    at = 15_000
    client.loses('NS 3')
    expect(waited()).toBe(1000)
  })

  it('draws its jitter and looks at the clock through the ports', () => {
    const client = drive(settingsOf({ dialects: ['MSNP12'], reconnect: { jitter: 1 } }), true)
    client.loses('NS 1')
    expect(client.view().connection).toMatchObject({ _tag: 'Disconnected', retryAt: undefined })
    client.draws(Uint8Array.of(0x80, 0, 0, 0))
    client.feed({ _tag: 'Looked', now: 1_000_000 })
    expect(client.told('Disconnected')).toMatchObject([{ retryAt: 1_000_500 }])
  })

  it('asks a function of the user', () => {
    const client = drive(settingsOf({ dialects: ['MSNP12'], reconnect: ({ attempt }) => (attempt > 1 ? undefined : 7) }))
    client.loses('NS 1')
    expect(client.waits(7)).toEqual(['dial NS 2 messenger.example.com:1863'])
    client.loses('NS 2')
    expect(client.end()?._tag).toBe('Unreachable')
  })

  it('does not look at what comes late from a connection, a request or a timer of an earlier attempt', () => {
    const client = drive(settingsOf({ dialects: ['MSNP12'], reconnect }))
    const toTickets = (link: string): void => {
      client.opens(link)
      client.hears(link, 'VER 1 MSNP12', 'CVR 2 6.0.0602 6.0.0602 1.0.0000 http://a.example.com http://b.example.com', 'USR 3 TWN S ct=1')
      expect(client.at()).toBe('Ticketing')
    }
    toTickets('NS 1')
    client.loses('NS 1')
    client.waits(1000)
    toTickets('NS 2')
    // The nexus answers the first attempt.
    client.getsLate({ _tag: 'Reset' })
    client.hears('NS 1', 'OUT OTH')
    expect(client.at()).toBe('Ticketing')
    signIn(client, 'MSNP12', 'NS 2')
    expect(client.at()).toBe('Synchronising')
  })
})

describe('without a network', () => {
  it('no attempt is made, and the next one begins when it is there', () => {
    const client = shownIn('MSNP12', { reconnect })
    client.feed({ _tag: 'Network', isThere: false })
    client.loses('NS 1')
    expect(client.waits(3_600_000)).toEqual([])
    expect(client.feed({ _tag: 'Network', isThere: true })).toEqual(['dial NS 2 messenger.example.com:1863'])
  })

  it('a wait is over when the network is there again', () => {
    const client = shownIn('MSNP12', { reconnect: { min: 60_000, jitter: 0 } })
    client.loses('NS 1')
    expect(client.feed({ _tag: 'Network', isThere: false })).toEqual([])
    expect(client.feed({ _tag: 'Network', isThere: true })).toEqual(['dial NS 2 messenger.example.com:1863'])
    expect(client.timers.has('Retry')).toBe(false)
  })

  it('a connection that stands is asked for a sign of life when a computer wakes', () => {
    const client = shownIn('MSNP12', { reconnect })
    expect(client.feed({ _tag: 'Network', isThere: true })).toEqual(['NS 1 > PNG'])
  })
})

describe('intents of a session that connects again', () => {
  const offline = (wanted = {}): Client => {
    const client = shownIn('MSNP12', { reconnect, ...wanted })
    client.loses('NS 1')
    return client
  }
  const back = (client: Client): void => {
    client.waits(1000)
    signIn(client, 'MSNP12', 'NS 2')
    lists(client, 'MSNP12', 'NS 2')
  }

  it('wait for the next connection', () => {
    const client = offline()
    const name = setName('Al')
    client.wants(name)
    expect(client.outcomeOf(name)).toBeUndefined()
    back(client)
    const line = client.said('NS 2').find((said) => said.startsWith('PRP'))!
    client.hears('NS 2', `${line}`)
    expect(client.outcomeOf(name)).toBe('Done')
    expect([...client.timers.keys()].filter((timer) => timer.startsWith('Waiting'))).toEqual([])
  })

  it('wait for so long and no longer', () => {
    const client = offline({ deadlines: { waiting: 10_000 }, reconnect: { min: 60_000, jitter: 0 } })
    const [early, late] = [setName('early'), sayTo(bob, 'late')]
    client.wants(early)
    client.waits(4000)
    client.wants(late)
    client.waits(5999)
    expect(client.outcomeOf(early)).toBeUndefined()
    client.waits(1)
    expect([client.outcomeOf(early), client.outcomeOf(late)]).toEqual(['TimedOut', undefined])
    client.waits(4000)
    expect(client.outcomeOf(late)).toBe('TimedOut')
  })

  it('wait for their time even if connections come and go', () => {
    const client = drive(settingsOf({ dialects: ['MSNP12'], reconnect: { factor: 1, jitter: 0 }, deadlines: { waiting: 5000 } }))
    const name = setName('Al')
    client.wants(name)
    for (let link = 1; client.outcomeOf(name) === undefined && link < 20; link++) {
      signIn(client, 'MSNP12', `NS ${link}`)
      client.loses(`NS ${link}`)
      client.waits(1000)
    }
    expect(client.outcomeOf(name)).toBe('TimedOut')
  })

  it('are refused where too many wait already', () => {
    const client = offline({ waiting: 1 })
    const [one, other] = [setName('one'), setName('other')]
    client.wants(one, other)
    expect([client.outcomeOf(one), client.outcomeOf(other)]).toEqual([undefined, 'Refused'])
  })

  it('that are under way have an outcome, unless it does no harm to ask again', () => {
    const client = shownIn('MSNP12', { reconnect })
    const [name, contact] = [setName('Al'), addContact('dave@example.com')]
    client.wants(name, contact)
    client.loses('NS 1')
    expect([client.outcomeOf(name), client.outcomeOf(contact)]).toEqual([undefined, 'Closed'])
    back(client)
    client.hears('NS 2', client.said('NS 2').find((said) => said.startsWith('PRP'))!)
    expect(client.outcomeOf(name)).toBe('Done')
  })

  it('of a conversation have an outcome when it ends, and it ends for its reason', () => {
    const client = shownIn('MSNP12', { reconnect })
    const text = sayTo(bob, 'hello')
    client.wants(text)
    client.loses('NS 1')
    expect(client.outcomeOf(text)).toBe('Closed')
    expect(client.told('ConversationEnded')).toEqual([{ _tag: 'ConversationEnded', conversation: 'C1', reason: { _tag: 'Lost' } }])
    expect(client.view().conversations.size).toBe(0)
    const next = sayTo(bob, 'again')
    back(client)
    client.wants(next)
    expect([...client.view().conversations.keys()]).toEqual(['C2'])
  })

  it.each<readonly [string, (client: Client) => void]>([
    ['while it waits', () => undefined],
    ['while it signs in', (client) => void client.waits(1000)],
    ['while the list comes', (client) => (client.waits(1000), signIn(client, 'MSNP12', 'NS 2'))],
  ])('all have one when the user leaves: %s', (_, until) => {
    const client = offline()
    const waiting: ReadonlyArray<Intent> = [setName('Al'), setStatus('BSY'), sayTo(bob, 'hello'), { _tag: 'Ping' }]
    client.wants(...waiting)
    until(client)
    client.wants(signOut)
    expect(client.end()).toEqual({ _tag: 'SignedOut' })
    expect(client.outcomeOf(signOut)).toBe('Done')
    expect(waiting.map(client.outcomeOf)).toEqual(['Closed', 'Closed', 'Closed', 'Closed'])
    expect(client.told('Closed')).toHaveLength(1)
    expect(client.waits(600_000)).toEqual([])
  })
})

describe('a session without the setting', () => {
  it('ends with its connection', () => {
    const client = readyIn('MSNP12')
    client.loses('NS 1')
    expect(client.end()?._tag).toBe('Lost')
    expect(client.told('Disconnected', 'Reconnecting')).toEqual([])
  })
})
