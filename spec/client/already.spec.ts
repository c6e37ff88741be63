/** What is so already, or not so any more: a session takes it for done, as servers mean it, and says no more than it knows. */
import { describe, expect, it } from 'vitest'

import type { Dialect } from '../../lib/commands/dialects.js'
import type { HttpResponse } from '../../lib/core/effects.js'
import { openConversation, say, sayTo, type Intent } from '../../lib/client/intents/intents.js'
import { describeOutcome } from '../../lib/client/outcomes.js'
import { describeUnserved, type ServiceProblem } from '../../lib/client/services/service.js'
import { spoken } from '../../lib/client/settings.js'
import { writeFault } from '../../lib/payloads/soap/envelope.js'
import { actionOf } from './book.js'
import { guidOf, shownIn, text, tridOf, withPayload, type Client } from './driver.js'
import { emptyIn, reply, transfer, withBob } from './talks.js'

const alice = 'alice@example.com'
const bob = 'bob@example.com'
const carol = 'carol@example.com'
const nobody = 'nobody@example.com'
const ns = 'NS 1'

const numberOf = (dialect: Dialect): number => Number(dialect.slice(4))
const among = (from: number, to: number) => spoken.filter((name) => numberOf(name) >= from && numberOf(name) <= to)

const listsOf = (client: Client, passport: string): number | undefined => client.view().contacts.get(passport)?.lists

/** Refuses what was said last. */
const refuses = (client: Client, code: number) => client.hears(ns, `${code} ${tridOf(client, ns)}`)

// escargot.md 8, corrections.md: REM of the last group drops the forward list itself; a later REM FL is 216, 208 or 205.
describe('a contact that is gone already', () => {
  const codes = [205, 208, 216]
  const cases = among(2, 12).flatMap((dialect) => codes.map((code) => [dialect, code] as const))

  it.each(cases)('in %s, after %i, is off the forward list, and that is what was wanted', (dialect, code) => {
    const client = shownIn(dialect)
    const intent: Intent = { _tag: 'RemoveContact', passport: bob }
    expect(client.wants(intent)).toEqual([expect.stringContaining(' REM ')])
    refuses(client, code)
    expect(client.outcomeOf(intent)).toBe('Done')
    expect(listsOf(client, bob)! & 1).toBe(0)
    expect(client.told('ServerFailed')).toEqual([])
  })

  it.each(cases)('in %s, after %i, is blocked all the same', (dialect, code) => {
    const client = shownIn(dialect)
    const intent: Intent = { _tag: 'Block', passport: bob }
    client.wants(intent)
    refuses(client, code)
    expect(client.said(ns).at(-1)).toMatch(/^AD[DC] \d+ BL /)
    refuses(client, 215)
    expect(client.outcomeOf(intent)).toBe('Done')
    expect(listsOf(client, bob)! & 6).toBe(4)
  })

  it.each([201, 209, 224, 603])('is not gone because of %i', (code) => {
    const client = shownIn('MSNP8')
    const intent: Intent = { _tag: 'RemoveContact', passport: bob }
    client.wants(intent)
    refuses(client, code)
    expect(client.outcomeOf(intent)).toBe('Failed')
    expect(listsOf(client, bob)! & 1).toBe(1)
  })
})

describe('what the server says is so already', () => {
  it.each(among(2, 12))('in %s counts as done: on a list, in a mode, without a group', (dialect) => {
    const client = shownIn(dialect)
    const done = (intent: Intent, ...failures: ReadonlyArray<number>): void => {
      client.wants(intent)
      failures.forEach((code) => refuses(client, code))
      expect([intent._tag, client.outcomeOf(intent)]).toEqual([intent._tag, 'Done'])
    }
    done({ _tag: 'AddContact', passport: nobody }, 215, 215)
    expect(listsOf(client, nobody)).toBe(3)
    done({ _tag: 'AddToList', list: 'BL', passport: 'mallory@example.com' }, 215)
    expect(listsOf(client, 'mallory@example.com')).toBe(4)
    done({ _tag: 'SetPrivacy', privacy: 'BL' }, 218)
    done({ _tag: 'SetPrompt', prompt: 'N' }, 218)
    expect(client.view().account).toMatchObject({ privacy: 'BL', prompt: 'N' })
    if (numberOf(dialect) < 7) return
    const group = [...client.view().groups.keys()].find((id) => id !== '0')
    if (group === undefined) throw new Error('there is no group')
    done({ _tag: 'RemoveGroup', group }, 224)
    expect(client.view().groups.has(group)).toBe(false)
  })

  it.each(among(10, 12))('in %s nobody is accepted who does not wait for it: Escargot closes', (dialect) => {
    const client = shownIn(dialect)
    const accepts: Intent = { _tag: 'AddToList', list: 'RL', passport: bob }
    expect(client.wants(accepts)).toEqual([])
    expect(client.outcomeOf(accepts)).toBe('Refused')
    client.hears(ns, 'ADC 0 RL N=dave@example.com F=Dave')
    const dave: Intent = { _tag: 'AddToList', list: 'RL', passport: 'dave@example.com' }
    expect(client.wants(dave)).toEqual([expect.stringMatching(/ADC \d+ RL N=dave@example\.com$/)])
  })
})

// corrections.md: FindMembership of Escargot leaves the allow and the block list of a pending contact out.
describe('a contact of whom no list is told', () => {
  const fault = (error: string): HttpResponse => ({
    status: 500,
    headers: {},
    body: writeFault({ code: 'Client', error, text: error }),
  })
  const cases = among(13, 18).flatMap((dialect) => [
    [dialect, 'Allow', 'Block', 2] as const,
    [dialect, 'Block', 'Allow', 4] as const,
  ])

  it.each(cases)('in %s: `%s` deletes %s in any case, and reads nothing again for it', (dialect, tag, other, bits) => {
    const client = shownIn(dialect)
    const intent: Intent = { _tag: tag, passport: nobody }
    client.wants(intent)
    const role = (): string =>
      `${actionOf(client.awaited()[0]!)} ${/<MemberRole>(\w+)</.exec(new TextDecoder().decode(client.awaited()[0]!.body))?.[1]}`
    expect(role()).toMatch(new RegExp(`DeleteMember ${other}$`))
    client.getsLate(fault('MemberDoesNotExist'))
    expect(role()).toMatch(new RegExp(`AddMember ${tag}$`))
    client.getsLate(fault('MemberAlreadyExists'))
    client.hears(ns, `ADL ${tridOf(client, ns)} OK`)
    expect(client.outcomeOf(intent)).toBe('Done')
    expect(listsOf(client, nobody)).toBe(bits)
  })

  it('is not moved where the other list cannot be told', () => {
    const client = shownIn('MSNP15')
    const intent: Intent = { _tag: 'Allow', passport: nobody }
    client.wants(intent)
    client.getsLate(fault('InternalError'))
    expect(client.outcomeOf(intent)).toBe('ServiceFailed')
    expect(client.awaited()).toEqual([])
  })
})

// corrections.md: gtfo goes to all endpoints, the sender's too, without a GUID.
describe('signing out elsewhere', () => {
  const elsewhere: Intent = { _tag: 'SignOutElsewhere' }
  const comesBack = withPayload(`UBN ${alice} 4`, 'gtfo')
  const dialects = among(16, 18)

  it.each(dialects)('in %s does not sign this place out by its own words', (dialect) => {
    const client = shownIn(dialect)
    client.wants(elsewhere)
    client.hears(ns, comesBack, `UUN ${tridOf(client, ns)} OK`)
    expect([client.at(), client.outcomeOf(elsewhere)]).toEqual(['Ready', 'Done'])
    // The next one is somebody else's.
    client.hears(ns, comesBack)
    expect(client.end()).toEqual({ _tag: 'Dismissed', because: 'Elsewhere' })
  })

  it('nor where they come back after the answer, or twice for two', () => {
    const client = shownIn('MSNP16')
    client.wants({ ...elsewhere }, { ...elsewhere })
    client.hears(ns, `UUN ${tridOf(client, ns) - 1} OK`, comesBack, `UUN ${tridOf(client, ns)} OK`, comesBack)
    expect(client.at()).toBe('Ready')
  })

  it('expects nothing back from a server that refused', () => {
    const client = shownIn('MSNP18')
    client.wants(elsewhere)
    client.hears(ns, `217 ${tridOf(client, ns)}`, comesBack)
    expect(client.end()).toEqual({ _tag: 'Dismissed', because: 'Elsewhere' })
  })

  it('heeds another place that names itself, whatever is out', () => {
    const client = shownIn('MSNP18')
    client.wants(elsewhere)
    client.hears(ns, withPayload(`UBN ${alice};{0e7ab1d1-44c2-4d31-9d7f-6f0a8a8d1c11} 4`, 'gtfo'))
    expect(client.end()).toEqual({ _tag: 'Dismissed', because: 'Elsewhere' })
  })
})

describe('a text to somebody who is offline', () => {
  const tells = (client: Client, intent: Intent): string => {
    client.wants(intent)
    if (client.said(ns).at(-1)!.startsWith('XFR')) client.hears(ns, transfer(client))
    return client.outcomeOf(intent) ?? 'nothing'
  }

  it.each(['MSNP8', 'MSNP12', 'MSNP15', 'MSNP18'] as const)('opens one switchboard in %s, however many come', (dialect) => {
    const client = shownIn(dialect)
    const first = sayTo(nobody, 'are you there?')
    tells(client, first)
    client.opens('SB C1')
    client.hears('SB C1', reply(client))
    client.hears('SB C1', `217 ${tridOf(client, 'SB C1')}`)
    expect(client.outcomeOf(first)).toBe('NobodyThere')
    for (let i = 0; i < 30; i++) {
      const intent = sayTo(nobody, `number ${i}`)
      expect(client.wants(intent)).toEqual([`SB C1 > CAL ${tridOf(client, 'SB C1')} ${nobody}`])
      client.hears('SB C1', `217 ${tridOf(client, 'SB C1')}`)
      expect(client.outcomeOf(intent)).toBe('NobodyThere')
    }
    expect(client.done.filter((line) => line.startsWith('dial SB'))).toHaveLength(1)
    // And it does not stay for good.
    client.waits(client.settings.deadlines.alone)
    expect(client.links()).toEqual([ns])
  })

  it('calls once for all that wait for the same call', () => {
    const client = shownIn('MSNP8')
    const intents = ['one', 'two', 'three'].map((what) => sayTo(nobody, what))
    client.wants(...intents)
    client.hears(ns, transfer(client))
    client.opens('SB C1')
    client.hears('SB C1', reply(client), '217 2')
    expect(intents.map(client.outcomeOf)).toEqual(['NobodyThere', 'NobodyThere', 'NobodyThere'])
    expect(client.said('SB C1').filter((line) => line.startsWith('CAL'))).toHaveLength(1)
    expect(client.told('MessageOutcome').map(({ outcome }) => describeOutcome(outcome))).toEqual(
      Array.from({ length: 3 }, () => expect.stringContaining('217')),
    )
  })

  it('is said as soon as they come', () => {
    const client = shownIn('MSNP8')
    tells(client, sayTo(nobody, 'one'))
    client.opens('SB C1')
    client.hears('SB C1', reply(client), '217 2')
    const second = sayTo(nobody, 'two')
    client.wants(second)
    const said = client.hears('SB C1', `JOI ${nobody} Nobody`)
    expect(said).toEqual([expect.stringContaining(text('two').slice(-3))])
    client.hears('SB C1', `ACK ${tridOf(client, 'SB C1')}`)
    expect(client.outcomeOf(second)).toBe('Acknowledged')
  })
})

// corrections.md: Escargot rings at one's own place in MSNP18, and nobody ever joins.
describe('a text to oneself', () => {
  it.each(spoken)('finds nobody at once in %s, and opens nothing', (dialect) => {
    const client = shownIn(dialect)
    const intent = sayTo('Alice@Example.com', 'hello, me')
    expect(client.wants(intent)).toEqual([])
    expect(client.outcomeOf(intent)).toBe('NobodyThere')
  })

  it('is no invitation either', () => {
    const client = withBob('MSNP18')
    const invites: Intent = { _tag: 'Invite', conversation: 'C1', passport: alice }
    expect(client.wants(invites)).toEqual([])
    expect(client.outcomeOf(invites)).toBe('Refused')
    const alone = shownIn('MSNP8')
    const opens = openConversation([alice, bob], 'C1')
    alone.wants(opens)
    alone.hears(ns, transfer(alone))
    alone.opens('SB C1')
    expect(alone.hears('SB C1', reply(alone))).toEqual([`SB C1 > CAL 2 ${bob}`])
  })

  it('leaves a conversation with nobody in it as it is', () => {
    const client = emptyIn('MSNP8')
    const intent = say('C1', 'anybody?')
    expect(client.wants(intent)).toEqual([])
    expect(client.outcomeOf(intent)).toBe('NobodyThere')
  })
})

describe('a status that is said again', () => {
  const lines: Readonly<Record<string, readonly [on: string, off: string]>> = {
    MSNP2: ['NLN NLN bob@example.com Bob', 'FLN bob@example.com'],
    MSNP12: ['NLN NLN bob@example.com Bob 1342177312 %3Cmsnobj%2F%3E', 'FLN bob@example.com'],
    MSNP15: ['NLN NLN bob@example.com 1 Bob 1342177312 %3Cmsnobj%2F%3E', 'FLN bob@example.com 1 0'],
    MSNP18: ['NLN NLN 1:bob@example.com Bob 2788999228:48 %3Cmsnobj%2F%3E', 'FLN 1:bob@example.com 0:0'],
  }

  it.each(Object.entries(lines))('is told once in %s', (dialect, [on, off]) => {
    const client = shownIn(dialect as Dialect)
    const told = (...heard: ReadonlyArray<string>): number => {
      const before = client.told('ContactStatus').length
      client.hears(ns, ...heard)
      return client.told('ContactStatus').length - before
    }
    expect([told(off, on), told(on, on), told(off, off), told(on)]).toEqual([expect.any(Number), 0, 1, 1])
    expect([told(on.replace('NLN NLN', 'NLN BSY')), told(on.replace(' Bob', ' Robert'))]).toEqual([1, 1])
    expect(client.view().contacts.get(bob)).toMatchObject({ status: 'NLN', name: 'Robert' })
  })

  it('is told where only the capabilities or the picture are others', () => {
    const client = shownIn('MSNP12')
    const object = (sha: string) =>
      `NLN NLN bob@example.com Bob 5 ${encodeURIComponent(`<msnobj Creator="bob@example.com" Size="1" Type="3" Location="a" Friendly="AAA=" SHA1D="${sha}"/>`)}`
    client.hears(ns, object('aaaa'), object('aaaa'), object('bbbb'), 'NLN NLN bob@example.com Bob 6')
    expect(client.told('ContactStatus').filter(({ passport }) => passport === bob).length).toBeGreaterThanOrEqual(3)
    expect(client.view().contacts.get(bob)?.capabilities).toBe(6)
  })
})

describe('what a service did not do', () => {
  it.each<readonly [ServiceProblem, string]>([
    [{ _tag: 'Fault', fault: { code: 'Client', error: 'GroupAlreadyExists' } }, 'the address book refuses: GroupAlreadyExists'],
    [{ _tag: 'Fault', fault: { code: 'Server' } }, 'the address book refuses: Server'],
    [{ _tag: 'Status', status: 503 }, 'the address book answers with status 503'],
    [{ _tag: 'TimedOut' }, 'the address book did not answer in time'],
    [{ _tag: 'NoTicket' }, 'the address book takes no ticket that there is'],
    [{ _tag: 'NotSoap', reason: 'it is empty' }, 'the address book cannot be understood: it is empty'],
    [{ _tag: 'Unanswered', why: { _tag: 'Refused' } }, 'the address book does not answer: nobody listens there'],
  ])('is told for what it is: %j', (problem, line) => {
    expect(describeUnserved({ service: 'addressBook', problem })).toBe(line)
  })
})

describe('the groups of a contact', () => {
  it('are as they were where a server says that it is in one already', () => {
    const client = shownIn('MSNP12')
    const intent: Intent = { _tag: 'AddContact', passport: carol, group: guidOf.friends }
    client.wants(intent)
    while (client.outcomeOf(intent) === undefined) refuses(client, 215)
    expect(client.view().contacts.get(carol)?.groups).toContain(guidOf.friends)
  })
})
