import { describe, expect, it } from 'vitest'

import { switchboardLink, switchboardTimer } from '../../lib/client/names.js'
import { spoken } from '../../lib/client/settings.js'
import { openConversation, say, sayTo, signOut, type AckType, type Intent } from '../../lib/client/intents/intents.js'
import { readMessage } from '../../lib/payloads/message.js'
import { utf8Bytes } from '../../lib/wire/text.js'
import { drive, listFor, settingsOf, shownIn, signIn, text, tridOf, withPayload, type Client } from './driver.js'
import { calledByBob, cookie, emptyIn, reply, ring, transfer, withBob } from './talks.js'

const bob = 'bob@example.com'
const carol = 'carol@example.com'
const invite = (passport: string, conversation = 'C1'): Intent => ({ _tag: 'Invite', conversation, passport })
const leave: Intent = { _tag: 'Leave', conversation: 'C1' }
const accept: Intent = { _tag: 'Accept', conversation: 'C1' }
const decline: Intent = { _tag: 'Decline', conversation: 'C1' }

const heads = (lines: ReadonlyArray<string>): ReadonlyArray<string> => lines.map((line) => line.split('\r\n')[0]!)

const timersOfConversations = (client: Client): ReadonlyArray<string> =>
  [...client.timers.keys()].filter((timer) => /^(?:Entry|Alone|Answer) /.test(timer))

const numberOf = (dialect: string): number => Number(dialect.slice(4))

/** Who enters, as the dialect has it: from MSNP16 on, at a place (core.md 6.3). */
const entrant = (client: Client, dialect: string): string => {
  const { contacts } = client.state().parts
  const place = contacts._tag === 'Ready' ? contacts.on.endpoint : undefined
  return numberOf(dialect) < 16 ? 'alice@example.com' : `alice@example.com;{${place}}`
}

/** What a client of the dialect can do, in JOI and IRO. */
const able = (dialect: string): string =>
  numberOf(dialect) < 12 ? '' : numberOf(dialect) < 16 ? ' 1616756780' : ' 1616756780:48'

describe('a conversation of our own', () => {
  it.each(spoken)('goes through XFR, USR, CAL and JOI in %s', (dialect) => {
    const client = shownIn(dialect)
    const intent = openConversation(['Bob@Example.com'])
    const trid = tridOf(client, 'NS 1') + 1
    expect(client.wants(intent)).toEqual([`NS 1 > XFR ${trid} SB`])
    expect(client.view().conversations.get('C1')).toMatchObject({ phase: 'Opening', invited: [bob] })
    expect(client.hears('NS 1', transfer(client))).toEqual(['dial SB C1 10.0.1.200:1863'])
    expect(client.opens('SB C1')).toEqual([`SB C1 > USR 1 ${entrant(client, dialect)} ${cookie}`])
    expect(client.outcomeOf(intent)).toBeUndefined()
    expect(client.hears('SB C1', reply(client))).toEqual(['SB C1 > CAL 2 bob@example.com'])
    expect(client.outcomeOf(intent)).toBe('Done')
    expect(client.view().conversations.get('C1')).toMatchObject({ phase: 'Open', invited: [bob] })
    expect(client.hears('SB C1', reply(client))).toEqual([])
    expect(client.hears('SB C1', `JOI BOB@example.com Bob%20B${able(dialect)}`)).toEqual([])
    expect(client.told('ConversationStarted')).toEqual([{ _tag: 'ConversationStarted', conversation: 'C1' }])
    expect(client.told('Joined')).toEqual([{ _tag: 'Joined', conversation: 'C1', passport: bob, name: 'Bob B' }])
    expect(client.view().conversations.get('C1')).toMatchObject({ phase: 'Open', invited: [] })
    expect(client.view().conversations.get('C1')?.participants.get(bob)).toEqual({
      passport: bob,
      name: 'Bob B',
      ...(numberOf(dialect) < 12 ? {} : { capabilities: 1616756780 }),
    })
  })

  it('takes the next free name, or the one that was chosen', () => {
    const client = shownIn('MSNP8')
    client.wants(openConversation([bob]), openConversation([bob], 'tea time'), openConversation([]))
    expect([...client.view().conversations.keys()]).toEqual(['C1', 'tea time', 'C3'])
    expect(client.hears('NS 1', `XFR 8 SB 10.0.1.200:1863 CKI ${cookie}`)).toEqual(['dial SB tea%20time 10.0.1.200:1863'])
    client.opens('SB tea%20time')
    client.hears('SB tea%20time', reply(client, 'SB tea%20time'))
    client.elapses('Answer tea%20time 2')
    expect(client.told('ConversationStarted')).toEqual([{ _tag: 'ConversationStarted', conversation: 'tea time' }])
  })

  it('refuses a name that is taken', () => {
    const client = withBob()
    const intent = openConversation([bob], 'C1')
    expect(client.wants(intent)).toEqual([])
    expect(client.outcomeOf(intent)).toBe('Refused')
  })

  it.each(['C1', 'C2', 'C3'])('is never named as one that is there, not even %s', (id) => {
    const client = shownIn('MSNP8')
    const chosen = openConversation([bob], id)
    client.wants(chosen, openConversation([]))
    client.hears('NS 1', ring('carol'))
    client.wants(openConversation([]))
    expect(client.view().conversations.size).toBe(4)
    expect(client.outcomeOf(chosen)).toBeUndefined()
  })

  it('says nothing before the reply that allows it', () => {
    const client = shownIn('MSNP8')
    const said = [say('C1', 'one'), say('C1', 'two'), say('C1', 'three')] as const
    client.wants(openConversation([bob], 'C1'), ...said.slice(0, 1))
    client.hears('NS 1', transfer(client))
    client.wants(...said.slice(1, 2))
    client.opens('SB C1')
    client.wants(...said.slice(2))
    expect(heads(client.said('SB C1'))).toEqual([`USR 1 alice@example.com ${cookie}`])
    client.hears('SB C1', reply(client))
    expect(client.said('SB C1').at(-1)).toBe('CAL 2 bob@example.com')
    expect(client.hears('SB C1', reply(client))).toEqual([])
    const lines = client.hears('SB C1', 'JOI bob@example.com Bob%20B')
    expect(lines.map((line) => line.replace(/A \d+\r\n.*\r\n/s, 'A '))).toEqual([
      'SB C1 > MSG 3 A one',
      'SB C1 > MSG 4 A two',
      'SB C1 > MSG 5 A three',
    ])
    client.hears('SB C1', 'ACK 4', 'ACK 3', 'NAK 5')
    expect(said.map(client.outcomeOf)).toEqual(['Acknowledged', 'Acknowledged', 'NotDelivered'])
  })

  it('waits with a message for who was called before it', () => {
    const client = withBob()
    const call = invite(carol)
    expect(client.wants(call, say('C1', 'both of you'))).toEqual(['SB C1 > CAL 3 carol@example.com'])
    expect(heads(client.hears('SB C1', 'JOI carol@example.com Carol'))).toEqual([expect.stringContaining('MSG 4 A')])
    expect(client.outcomeOf(call)).toBe('Done')
  })

  it.each([208, 215, 216, 217, 280, 281, 282, 301, 600, 713, 800])('%i ends a call, not the conversation', (code) => {
    const client = withBob()
    const call = invite(carol)
    const message = say('C1', 'bob alone, then')
    client.wants(call, message)
    expect(heads(client.hears('SB C1', `${code} 3`))).toEqual([expect.stringContaining('MSG 4 A')])
    expect(client.outcomeOf(call)).toBe('Failed')
    expect(client.view().conversations.get('C1')?.invited).toEqual([])
  })

  it('tells that nobody is there, and why', () => {
    const client = emptyIn('MSNP8')
    const message = sayTo(carol, 'are you there?')
    client.wants(message)
    client.hears('NS 1', transfer(client))
    client.opens('SB C2')
    client.hears('SB C2', reply(client, 'SB C2'), '217 2')
    expect(client.told('MessageOutcome')).toMatchObject([
      { conversation: 'C2', outcome: { _tag: 'NobodyThere', failure: { code: 217 } } },
    ])
    const nobody = say('C1', 'anybody?')
    client.wants(nobody)
    expect(client.outcomeOf(nobody)).toBe('NobodyThere')
  })

  it('tells why the last one did not come, and nothing of those before', () => {
    const client = withBob()
    const again = say('C1', 'bob?')
    client.wants(invite(carol))
    client.hears('SB C1', '217 3', 'BYE bob@example.com')
    client.wants(again)
    client.elapses('Answer C1 4')
    expect(client.told('MessageOutcome').map(({ outcome }) => outcome)).toEqual([{ _tag: 'NobodyThere' }])
  })

  it('gives up on who does not come', () => {
    const client = withBob()
    const call = invite(carol)
    client.wants(call)
    client.hears('SB C1', reply(client))
    client.waits(29_999)
    expect(client.outcomeOf(call)).toBeUndefined()
    client.waits(1)
    expect(client.outcomeOf(call)).toBe('TimedOut')
  })

  it('calls nobody who is there', () => {
    const client = withBob()
    const call = invite('BOB@example.com')
    expect(client.wants(call)).toEqual([])
    expect(client.outcomeOf(call)).toBe('Refused')
  })

  it.each(['JOI alice@example.com Alice', 'JOI ALICE@example.com Alice'])(
    'passes over %s, which is ourselves',
    (line) => {
      const client = withBob()
      client.hears('SB C1', line)
      expect(client.view().conversations.get('C1')?.participants.size).toBe(1)
      expect(client.told('Joined')).toHaveLength(1)
    },
  )
})

describe('who leaves', () => {
  it.each([
    ['BYE bob@example.com', false],
    ['BYE BOB@example.com', false],
    ['BYE bob@example.com 1', true],
  ])('%s', (line, idle) => {
    const client = withBob()
    client.hears('SB C1', line)
    expect(client.told('Left')).toEqual([{ _tag: 'Left', conversation: 'C1', passport: bob, idle }])
    expect(client.view().conversations.get('C1')?.participants.size).toBe(0)
  })

  it('was not there', () => {
    const client = withBob()
    client.hears('SB C1', 'BYE carol@example.com')
    expect(client.told('Left')).toEqual([])
    expect(client.told('Unexpected')).toHaveLength(1)
  })

  it('is called again for the next message', () => {
    const client = withBob()
    client.hears('SB C1', 'BYE bob@example.com')
    const again = say('C1', 'wait!')
    expect(client.wants(again)).toEqual(['SB C1 > CAL 3 bob@example.com'])
    expect(heads(client.hears('SB C1', 'CAL 3 RINGING 11752013', 'JOI bob@example.com Bob%20B'))).toEqual([
      expect.stringContaining('MSG 4 A'),
    ])
    client.hears('SB C1', 'ACK 4')
    expect(client.outcomeOf(again)).toBe('Acknowledged')
  })

  it('is called again once only', () => {
    const client = withBob()
    client.hears('SB C1', 'BYE bob@example.com')
    const again = say('C1', 'wait!')
    client.wants(again)
    expect(client.hears('SB C1', '217 3')).toEqual([])
    expect(client.told('MessageOutcome')).toMatchObject([{ outcome: { _tag: 'NobodyThere', failure: { code: 217 } } }])
  })

  it('leaves us alone, and after a while we go too', () => {
    const client = withBob()
    client.hears('SB C1', 'BYE bob@example.com')
    client.waits(59_999)
    expect(client.links()).toContain('SB C1')
    expect(client.waits(1)).toEqual(expect.arrayContaining(['SB C1 > OUT', 'close SB C1']))
    expect(client.told('ConversationEnded')).toEqual([
      { _tag: 'ConversationEnded', conversation: 'C1', reason: { _tag: 'Left' } },
    ])
    expect(client.view().conversations.size).toBe(0)
  })

  it('leaves us not alone if somebody else is there, or is called', () => {
    const client = withBob('MSNP8', { deadlines: { alone: 10_000, ping: 1e6 } })
    client.hears('SB C1', 'JOI carol@example.com Carol', 'BYE bob@example.com')
    client.waits(600_000)
    expect(client.links()).toContain('SB C1')
    client.hears('SB C1', 'BYE carol@example.com')
    client.wants(invite(bob))
    client.waits(29_999)
    expect(client.links()).toContain('SB C1')
    client.hears('SB C1', 'JOI bob@example.com Bob')
    client.waits(60_000)
    expect(client.links()).toContain('SB C1')
  })
})

describe('a message', () => {
  const acks: ReadonlyArray<readonly [AckType, string, string]> = [
    ['A', 'ACK 3', 'Acknowledged'],
    ['A', 'NAK 3', 'NotDelivered'],
    ['A', '282 3', 'Failed'],
    ['A', '', 'TimedOut'],
    ['D', 'ACK 3', 'Acknowledged'],
    ['D', 'NAK 3', 'NotDelivered'],
    ['D', '282 3', 'Failed'],
    ['D', '', 'TimedOut'],
    ['N', 'NAK 3', 'NotDelivered'],
    ['N', 'ACK 3', 'Acknowledged'],
    ['N', '', 'Sent'],
    ['U', '', 'Sent'],
  ]
  it.each(acks)('of type %s, answered by %j, is %s', (ack, line, outcome) => {
    const client = withBob('MSNP9', { deadlines: { ping: 1e6 } })
    const message = say('C1', 'hello', ack)
    expect(heads(client.wants(message))).toEqual([expect.stringMatching(`^SB C1 > MSG 3 ${ack} \\d+$`)])
    expect(client.outcomeOf(message)).toBe(ack === 'U' ? 'Sent' : undefined)
    if (line !== '') client.hears('SB C1', line)
    else client.waits(60_000)
    expect(client.outcomeOf(message)).toBe(outcome)
    expect(timersOfConversations(client)).toEqual([])
  })

  const peerToPeer = readMessage(
    new TextEncoder().encode('MIME-Version: 1.0\r\nContent-Type: application/x-msnmsgrp2p\r\nP2P-Dest: bob@example.com\r\n\r\nx'),
  )
  it.each([undefined, 'A', 'N', 'U', 'D'] as const)('goes out with D where it is peer-to-peer, and %s is wanted', (ack) => {
    const client = withBob('MSNP9')
    const message = say('C1', peerToPeer, ack)
    expect(heads(client.wants(message))).toEqual([expect.stringMatching(/^SB C1 > MSG 3 D \d+$/)])
    client.hears('SB C1', 'ACK 3')
    expect(client.outcomeOf(message)).toBe('Acknowledged')
  })

  it('is refused where it is peer-to-peer, which there is none of below MSNP9', () => {
    const client = withBob('MSNP8')
    const message = say('C1', peerToPeer)
    expect(client.wants(message)).toEqual([])
    expect(client.told('MessageOutcome')).toMatchObject([
      { outcome: { _tag: 'Refused', refusal: { _tag: 'NotInDialect', dialect: 'MSNP8' } } },
    ])
  })

  it('that cannot be written costs its intent, and not the conversation', () => {
    const client = withBob('MSNP9')
    const message = say('C1', 'hello')
    client.wants(message)
    client.feed({
      _tag: 'Unsayable',
      link: switchboardLink('C1'),
      on: 'SB',
      trid: 3,
      problem: { _tag: 'NoSuchCommand', verb: 'MSG', known: '' },
    })
    expect(client.outcomeOf(message)).toBe('Refused')
    const again = say('C1', 'again')
    expect(heads(client.wants(again))).toEqual([expect.stringMatching(/^SB C1 > MSG 4 A \d+$/)])
  })

  const partings: ReadonlyArray<readonly [string, (client: Client) => unknown, string]> = [
    ['leave', (client) => client.wants(leave), 'Sent'],
    ['sign out', (client) => client.wants(signOut), 'Sent'],
    ['lose the notification server', (client) => client.loses('NS 1'), 'Sent'],
    ['lose the switchboard', (client) => client.loses('SB C1', { _tag: 'Reset' }), 'Closed'],
  ]
  it.each(partings)('that is only answered if it fails has gone out, or not, when we %s', (_, part, outcome) => {
    const client = withBob('MSNP9')
    const long = 'x'.repeat(2000)
    const [certain, quiet, parts] = [say('C1', 'hello', 'A'), say('C1', 'hello', 'N'), say('C1', long, 'N')]
    client.wants(certain, quiet, parts)
    part(client)
    expect([certain, quiet, parts].map(client.outcomeOf)).toEqual(['Closed', outcome, outcome])
    expect(client.told('MessageOutcome')).toHaveLength(3)
  })

  it.each(['ACK 9', 'NAK 9', '282 9', '282'])('%s answers none, and is told', (line) => {
    const client = withBob()
    const message = say('C1', 'hello')
    client.wants(message)
    client.hears('SB C1', line)
    expect(client.outcomeOf(message)).toBeUndefined()
    expect(client.told('Unexpected')).toHaveLength(1)
  })

  it('is typing without an answer, unless one is wanted', () => {
    const client = withBob()
    const typing = { _tag: 'Typing', user: 'alice@example.com', headers: [] } as const
    expect(heads(client.wants(say('C1', typing)))).toEqual([expect.stringContaining('MSG 3 U')])
  })

  const long = (bytes: number): string => 'ä'.repeat(bytes / 2)
  it.each([
    [100, 1],
    [1500, 1],
    [2000, 2],
    [9000, 6],
  ])('of %i bytes goes out in %i', (bytes, count) => {
    const client = withBob()
    const message = say('C1', long(bytes))
    const lines = client.wants(message).map((line) => line.slice('SB C1 > '.length))
    expect(lines).toHaveLength(count)
    const bodies = lines.map((line) => line.slice(line.indexOf('\r\n') + 2))
    lines.forEach((line, part) => {
      expect(line).toContain(`MSG ${3 + part} A ${utf8Bytes(bodies[part]!).length}\r\n`)
      expect(utf8Bytes(bodies[part]!).length).toBeLessThanOrEqual(1664)
    })
    expect(bodies.map((body) => body.slice(body.indexOf('\r\n\r\n') + 4)).join('')).toBe(long(bytes))
    for (let part = 0; part < count; part++) {
      expect(client.outcomeOf(message)).toBeUndefined()
      client.hears('SB C1', `ACK ${3 + part}`)
    }
    expect(client.outcomeOf(message)).toBe('Acknowledged')
  })

  it.each([0, 1, 2])('in three parts fails with part %i', (part) => {
    const client = withBob()
    const message = say('C1', long(4000))
    expect(client.wants(message)).toHaveLength(3)
    for (let before = 0; before < part; before++) client.hears('SB C1', `ACK ${3 + before}`)
    client.hears('SB C1', `NAK ${3 + part}`)
    for (let after = part + 1; after < 3; after++) client.hears('SB C1', `ACK ${3 + after}`)
    expect(client.outcomeOf(message)).toBe('NotDelivered')
  })

  it.each([
    [['ACK 5', 'NAK 3'], 'NotDelivered'],
    [['ACK 5', 'ACK 4', '282 3'], 'Failed'],
    [['ACK 5', 'ACK 3', 'ACK 4'], 'Acknowledged'],
    [['NAK 5', 'ACK 3', 'ACK 4'], 'NotDelivered'],
    [['NAK 4', 'NAK 5', 'NAK 3'], 'NotDelivered'],
    [['ACK 5', 'ACK 4'], undefined],
    [['ACK 5', 'ACK 4', 'ACK 4'], undefined],
  ])('in three parts has one outcome, in whatever order %j come', (lines, outcome) => {
    const client = withBob()
    const message = say('C1', long(4000))
    expect(client.wants(message)).toHaveLength(3)
    client.hears('SB C1', ...lines)
    expect(client.outcomeOf(message)).toBe(outcome)
    client.wants(leave)
    expect(client.outcomeOf(message)).toBe(outcome ?? 'Closed')
  })

  it('that is wanted twice has two outcomes, even if the first fails', () => {
    const client = withBob()
    const message = say('C1', long(4000))
    client.wants(message, message)
    client.hears('SB C1', 'NAK 3', 'ACK 6', 'ACK 7', 'ACK 8')
    expect(client.outcomeOf(message)).toBe('NotDelivered, Acknowledged')
  })

  it('that is too long for any is refused', () => {
    const client = withBob()
    const message = say('C1', { _tag: 'Other', mime: { headers: [], body: new Uint8Array(1665) } })
    expect(client.wants(message)).toEqual([])
    expect(client.told('MessageOutcome')).toMatchObject([
      { outcome: { _tag: 'Refused', refusal: { _tag: 'TooLong', limit: 1664 } } },
    ])
  })

  const from = 'MSG bob@example.com Bob%20B'
  it.each([
    [text('hello ☃'), { _tag: 'TextReceived', text: 'hello ☃' }],
    [
      'MIME-Version: 1.0\r\nContent-Type: text/x-msmsgscontrol\r\nTypingUser: bob@example.com\r\n\r\n\r\n',
      { _tag: 'TypingReceived' },
    ],
    ['MIME-Version: 1.0\r\nContent-Type: text/x-msnmsgr-datacast\r\n\r\nID: 1\r\n', { _tag: 'NudgeReceived' }],
    ['MIME-Version: 1.0\r\nContent-Type: application/x-msnmsgrp2p\r\n\r\n12345', { _tag: 'MessageReceived' }],
    // What says no type is a text (messages.md 1.1).
    ['no headers at all', { _tag: 'TextReceived' }],
    ['', { _tag: 'TextReceived', text: '' }],
  ])('%j is heard', (payload, event) => {
    const client = withBob()
    client.hears('SB C1', withPayload(from, payload))
    expect(client.events.at(-1)).toMatchObject({ conversation: 'C1', passport: bob, name: 'Bob B', ...event })
  })

  it('in chunks is heard as one', () => {
    const client = withBob()
    const id = 'Message-ID: {11111111-2222-3333-4444-555555555555}\r\n'
    const first = `MIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\n${id}Chunks: 3\r\n\r\none `
    client.hears('SB C1', withPayload(from, first), withPayload(from, `${id}Chunk: 1\r\n\r\ntwo `))
    client.hears('SB C1', withPayload('MSG carol@example.com Carol', text('meanwhile')))
    client.hears('SB C1', withPayload(from, `${id}Chunk: 2\r\n\r\nthree`))
    expect(client.told('TextReceived').map(({ text }) => text)).toEqual(['meanwhile', 'one two three'])
  })
})

describe('SayTo', () => {
  it('opens a conversation, and goes on in it', () => {
    const client = shownIn('MSNP8')
    const [first, second] = [sayTo('Bob@example.com', 'one'), sayTo(bob, 'two')]
    expect(client.wants(first, second)).toEqual(['NS 1 > XFR 7 SB'])
    client.hears('NS 1', transfer(client))
    client.opens('SB C1')
    client.hears('SB C1', reply(client))
    client.hears('SB C1', reply(client))
    expect(heads(client.hears('SB C1', 'JOI bob@example.com Bob'))).toEqual([
      expect.stringContaining('MSG 3 A'),
      expect.stringContaining('MSG 4 A'),
    ])
    client.hears('SB C1', 'ACK 3', 'ACK 4')
    expect(heads(client.wants(sayTo(bob, 'three')))).toEqual([expect.stringContaining('SB C1 > MSG 5 A')])
    expect(client.told('MessageOutcome')).toMatchObject([{ conversation: 'C1' }, { conversation: 'C1' }])
  })

  it('answers where Bob has called us', () => {
    const client = calledByBob()
    expect(heads(client.wants(sayTo(bob, 'yes?')))).toEqual([expect.stringContaining('SB C1 > MSG 2 A')])
  })

  it('opens another one where somebody else listens', () => {
    const client = withBob()
    client.hears('SB C1', 'JOI carol@example.com Carol')
    expect(client.wants(sayTo(bob, 'for you alone'))).toEqual(['NS 1 > XFR 8 SB'])
  })

  it('calls Bob back where he has left', () => {
    const client = withBob()
    client.hears('SB C1', 'BYE bob@example.com')
    expect(client.wants(sayTo(bob, 'wait!'))).toEqual(['SB C1 > CAL 3 bob@example.com'])
  })
})

describe('an invitation', () => {
  it.each(spoken)('is accepted by ANS, and tells who is there, in %s', (dialect) => {
    const client = shownIn(dialect)
    expect(client.hears('NS 1', ring())).toEqual(['dial SB C1 10.0.1.200:1863'])
    expect(client.opens('SB C1')).toEqual([`SB C1 > ANS 1 ${entrant(client, dialect)} 849102291.520491113 11752013`])
    const capabilities = able(dialect)
    client.hears(
      'SB C1',
      `IRO 1 1 2 bob@example.com Bob%20B${capabilities}`,
      `IRO 1 2 2 carol@example.com Carol${capabilities}`,
      'ANS 1 OK',
    )
    expect(client.told('Ringing', 'Joined', 'ConversationStarted').map(({ _tag }) => _tag)).toEqual([
      'Ringing',
      'Joined',
      'Joined',
      'ConversationStarted',
    ])
    expect([...client.view().conversations.get('C1')!.participants.keys()]).toEqual([bob, carol])
    expect(client.view().conversations.get('C1')).toMatchObject({ by: bob, phase: 'Open' })
  })

  it('to an empty switchboard is accepted too, and left after a while', () => {
    const client = shownIn('MSNP8', { deadlines: { ping: 1e6 } })
    client.hears('NS 1', ring())
    client.opens('SB C1')
    client.hears('SB C1', 'ANS 1 OK')
    expect(client.waits(60_000)).toEqual(['SB C1 > OUT', 'close SB C1'])
  })

  it.each([
    ['everybody', 'bob', true],
    ['everybody', 'mallory', true],
    ['contacts', 'bob', true],
    ['contacts', 'BOB', true],
    ['contacts', 'mallory', false],
    // Carol has us on her list; that makes her no contact of ours.
    ['contacts', 'carol', false],
    ['nobody', 'bob', false],
  ] as const)('is accepted from %s: %s, %s', (answering, who, isAccepted) => {
    const client = shownIn('MSNP8', { answering })
    expect(client.hears('NS 1', ring(who))).toEqual(isAccepted ? ['dial SB C1 10.0.1.200:1863'] : [])
    expect(client.told('Ringing')).toHaveLength(1)
    expect(client.view().conversations.get('C1')?.phase).toBe(isAccepted ? 'Opening' : 'Ringing')
  })

  it('waits for us to accept', () => {
    const client = shownIn('MSNP8', { answering: 'nobody' })
    client.hears('NS 1', ring())
    expect(client.wants(accept)).toEqual(['dial SB C1 10.0.1.200:1863'])
    client.opens('SB C1')
    expect(client.outcomeOf(accept)).toBeUndefined()
    client.hears('SB C1', 'IRO 1 1 1 bob@example.com Bob', 'ANS 1 OK')
    expect(client.outcomeOf(accept)).toBe('Done')
    const second: Intent = { ...accept }
    client.wants(second)
    expect(client.outcomeOf(second)).toBe('Refused')
  })

  it('is declined without a word', () => {
    const client = shownIn('MSNP8', { answering: 'nobody' })
    client.hears('NS 1', ring())
    expect(client.wants(decline)).toEqual([])
    expect(client.outcomeOf(decline)).toBe('Done')
    expect(client.told('ConversationEnded')).toMatchObject([{ reason: { _tag: 'Declined' } }])
    expect(client.timers.has('Entry C1')).toBe(false)
  })

  it('lapses', () => {
    const client = shownIn('MSNP8', { answering: 'nobody', deadlines: { ping: 1e6 } })
    client.hears('NS 1', ring())
    client.waits(60_000)
    expect(client.told('ConversationEnded')).toMatchObject([{ reason: { _tag: 'NoAnswer' } }])
  })

  it('comes to a conversation of its own each time', () => {
    const client = shownIn('MSNP8')
    client.hears('NS 1', ring(), ring('carol', '10.0.1.201:1863'))
    expect(client.links()).toEqual(['NS 1', 'SB C1', 'SB C2'])
  })

  it('is passed over where one person rings too often', () => {
    const client = shownIn('MSNP8', { answering: 'nobody' })
    for (let one = 0; one < 21; one++) client.hears('NS 1', ring())
    expect(client.view().conversations.size).toBe(20)
    expect(client.told('Unexpected')).toHaveLength(1)
  })

  it('is passed over where too many ring, and leaves room for conversations of our own', () => {
    const client = shownIn('MSNP8', { answering: 'nobody', limits: { conversations: 10 } })
    for (let one = 0; one < 9; one++)
      client.hears(
        'NS 1',
        ring()
          .replace('alice@example.com', `caller${one}@example.com`)
          .replace('bob@example.com', `caller${one}@example.com`),
      )
    expect(client.view().conversations.size).toBe(8)
    expect(client.told('Unexpected')).toHaveLength(1)
    const wishes = [openConversation([]), openConversation([]), openConversation([])] as const
    client.wants(wishes[0])
    client.wants(wishes[1])
    client.wants(wishes[2])
    expect(client.view().conversations.size).toBe(10)
    expect(client.outcomeOf(wishes[2])).toBe('Refused')
  })
})

type Stage = readonly [name: string, reach: () => Client]

const opening = openConversation([bob], 'C1')
const stages: ReadonlyArray<Stage> = [
  [
    'Ringing',
    () => {
      const client = shownIn('MSNP8', { answering: 'nobody' })
      client.hears('NS 1', ring())
      return client
    },
  ],
  [
    'Awaiting',
    () => {
      const client = shownIn('MSNP8')
      client.wants(opening)
      return client
    },
  ],
  [
    'Dialling',
    () => {
      const client = shownIn('MSNP8')
      client.wants(opening)
      client.hears('NS 1', transfer(client))
      return client
    },
  ],
  [
    'Entering',
    () => {
      const client = shownIn('MSNP8')
      client.wants(opening)
      client.hears('NS 1', transfer(client))
      client.opens('SB C1')
      return client
    },
  ],
  ['Open', () => withBob()],
]
const connected = stages.slice(2)

/** What waits in a conversation: a message, and somebody who is called. */
const waiting = (client: Client): ReadonlyArray<Intent> => {
  const intents = [invite(carol), say('C1', 'hello'), say('C1', 'again', 'N')]
  client.wants(...intents)
  return intents
}

describe('a conversation in every state', () => {
  it.each(stages)('%s is reached', (name, reach) => {
    const { parts } = reach().state()
    expect(parts.contacts).toMatchObject({ _tag: 'Ready' })
    expect(parts.conversations.living.get('C1')?.state._tag).toBe(name)
  })

  it.each(connected)('%s ends when its connection does, and everything with it', (_, reach) => {
    const client = reach()
    const intents = waiting(client)
    expect(client.loses('SB C1', { _tag: 'Reset' })).toEqual([])
    expect(client.told('ConversationEnded')).toMatchObject([{ conversation: 'C1', reason: { _tag: 'Lost' } }])
    expect(intents.map(client.outcomeOf)).toEqual(['Closed', 'Closed', 'Closed'])
    expect(timersOfConversations(client)).toEqual([])
    expect(client.at()).toBe('Ready')
  })

  it.each(stages)('%s is left by us', (name, reach) => {
    const client = reach()
    const intents = waiting(client)
    const out = name === 'Entering' || name === 'Open' ? ['SB C1 > OUT'] : []
    expect(client.wants(leave)).toEqual([...out, ...(out.length > 0 || name === 'Dialling' ? ['close SB C1'] : [])])
    expect(client.outcomeOf(leave)).toBe('Done')
    expect(intents.map(client.outcomeOf)).toEqual(['Closed', 'Closed', 'Closed'])
    expect(client.view().conversations.size).toBe(0)
    expect(client.links()).toEqual(['NS 1'])
    expect(timersOfConversations(client)).toEqual([])
  })

  it.each(stages)('%s ends with the session', (_, reach) => {
    const client = reach()
    const intents = waiting(client)
    client.loses('NS 1')
    expect(client.told('ConversationEnded')).toMatchObject([{ reason: { _tag: 'SessionEnded' } }])
    expect(intents.map(client.outcomeOf)).toEqual(['Closed', 'Closed', 'Closed'])
    expect(client.links()).toEqual([])
  })

  it.each(stages)('%s is left by signing out', (_, reach) => {
    const client = reach()
    const intents = waiting(client)
    const out: Intent = { ...signOut }
    client.wants(out)
    expect(client.outcomeOf(out)).toBe('Done')
    expect(intents.map(client.outcomeOf)).toEqual(['Closed', 'Closed', 'Closed'])
    expect(client.links()).toEqual([])
    expect(client.end()).toEqual({ _tag: 'SignedOut' })
  })

  it.each(stages.slice(0, 4))('%s ends when its time is over', (name, reach) => {
    const client = reach()
    const intents = waiting(client)
    const [timer] = [...client.timers.keys()].filter((timer) => timer !== 'KeepAlive')
    client.elapses(timer!)
    expect(client.told('ConversationEnded')).toMatchObject([{ reason: { _tag: 'NoAnswer' } }])
    expect(intents.map(client.outcomeOf)).toEqual(['TimedOut', 'TimedOut', 'TimedOut'])
    if (name !== 'Ringing') expect(client.outcomeOf(opening)).toBe('TimedOut')
    expect(client.links()).toEqual(['NS 1'])
  })

  it.each(['911 1', '500', '280 1', '600 9'])('Entering ends with %s', (line) => {
    const client = stages[3]![1]()
    const intents = waiting(client)
    expect(client.hears('SB C1', line)).toEqual(['SB C1 > OUT', 'close SB C1'])
    expect(client.told('ConversationEnded')).toMatchObject([{ reason: { _tag: 'Failed' } }])
    expect([opening, ...intents].map(client.outcomeOf)).toEqual(['Failed', 'Failed', 'Failed', 'Failed'])
  })

  it.each([913, 800, 280, 281, 601])('Awaiting ends with %i from the notification server', (code) => {
    const client = stages[1]![1]()
    const intents = waiting(client)
    expect(client.hears('NS 1', `${code} 7`)).toEqual([])
    expect(client.told('ConversationEnded')).toMatchObject([{ reason: { _tag: 'Failed', failure: { code } } }])
    expect([opening, ...intents].map(client.outcomeOf)).toEqual(['Failed', 'Failed', 'Failed', 'Failed'])
    expect(client.timers.has('Reply 7')).toBe(false)
  })

  it.each(connected.slice(1))('%s passes over what is not expected', (_, reach) => {
    const client = reach()
    const lines = ['XYZ 1', 'CAL 99 RINGING 1', 'NLN NLN bob@example.com Bob', 'ACK 77', '']
    expect(client.hears('SB C1', ...lines)).toEqual([])
    expect(client.told('Unexpected').map(({ conversation }) => conversation)).toEqual(lines.map(() => 'C1'))
  })

  it.each(['USR 2 OK alice@example.com Alice', 'USR 0 OK alice@example.com Alice', 'ANS 7 OK'])(
    'Entering takes %s for no reply',
    (line) => {
      const client = stages[3]![1]()
      expect(client.hears('SB C1', line)).toEqual([])
      expect(client.told('Unexpected')).toHaveLength(1)
    },
  )

  it('hears nothing more of a conversation that is over', () => {
    const client = withBob()
    client.wants(leave)
    const before = client.events.length
    client.hears('SB C1', 'JOI carol@example.com Carol', withPayload('MSG bob@example.com Bob', text('late')))
    client.loses('SB C1')
    client.feed({ _tag: 'Elapsed', timer: switchboardTimer('C1', 'Alone') })
    expect(client.events.length).toBe(before)
  })

  it('is not ended by what becomes of an older one of its name', () => {
    const client = stages[1]![1]()
    client.wants(leave)
    const again = openConversation([bob], 'C1')
    client.wants(again)
    client.hears('NS 1', '913 7')
    expect(client.view().conversations.size).toBe(1)
    client.hears('NS 1', transfer(client))
    client.opens('SB C1')
    client.hears('SB C1', reply(client))
    expect(client.outcomeOf(again)).toBe('Done')
  })

  it('does not use a switchboard that came for an older one of its name', () => {
    const client = stages[1]![1]()
    client.wants(leave)
    const again = openConversation([bob], 'C1')
    client.wants(again)
    client.hears('NS 1', 'XFR 7 SB 10.0.1.200:1863 CKI 111111.1', 'XFR 8 SB 10.0.1.201:1863 CKI 222222.2')
    expect(client.links().filter((link) => link.startsWith('SB'))).toEqual(['SB C1'])
    client.opens('SB C1')
    expect(client.said('SB C1').at(-1)).toMatch(/^USR 1 alice@example.com /)
  })
})

describe('a conversation while the session is not ready', () => {
  it('is opened once it is', () => {
    const client = drive(settingsOf({ dialects: ['MSNP8'] }))
    const intents = [openConversation([bob], 'C1'), say('C1', 'hello'), sayTo(carol, 'you too')]
    expect(client.wants(...intents)).toEqual([])
    signIn(client, 'MSNP8')
    expect(client.view().conversations.size).toBe(0)
    expect(client.hears('NS 1', ...listFor(8, 5)).slice(-2)).toEqual(['NS 1 > XFR 7 SB', 'NS 1 > XFR 8 SB'])
    expect(intents.map(client.outcomeOf)).toEqual([undefined, undefined, undefined])
  })
})
