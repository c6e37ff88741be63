/** Whatever a server leaves out of a sign-in, refuses, or says in words that cannot be read: it has an end, or goes on. */
import { describe, expect, it } from 'vitest'

import { dialectNamed, type Dialect } from '../../lib/commands/dialects.js'
import type { HttpResponse } from '../../lib/core/effects.js'
import { addContact, openConversation, say, setName, setStatus, type Intent } from '../../lib/client/intents/intents.js'
import { describeEnd } from '../../lib/client/outcomes.js'
import { spoken } from '../../lib/client/settings.js'
import { bookAnswer, replyOf } from './book.js'
import {
  accepted,
  allIssued,
  drive,
  granted,
  linkNamed,
  listFor,
  nexusAnswer,
  nonce,
  settingsOf,
  shownIn,
  tridOf,
  type Client,
} from './driver.js'
import { calledByBob, cookie, emptyIn, withBob } from './talks.js'

/** What is made of one line of the server. */
type Meddling = (line: string) => ReadonlyArray<string>

const tridIn = (line: string): string => line.split(' ')[1] ?? '0'

const meddlings: ReadonlyArray<readonly [string, Meddling]> = [
  ['missing', () => []],
  ['502', (line) => [`502 ${tridIn(line)}`]],
  ['603', (line) => [`603 ${tridIn(line)}`]],
  ['a failure without a number', () => ['910']],
  ['cut short', (line) => [line.split(' ').slice(0, 2).join(' ')]],
  ['the verb alone', (line) => [line.slice(0, 3)]],
  ['garbled', (line) => [`${line.split(' ').slice(0, 2).join(' ')} ? ? ?`]],
]

/** Where a line may be cut off: behind each of its words, in the middle of each, and before its end. */
const halvesOf = (line: string): ReadonlyArray<string> =>
  line.split(' ').flatMap((word, at, words) => {
    const before = words.slice(0, at).join(' ')
    const start = at === 0 ? '' : `${before} `
    const halves = [start + word.slice(0, Math.ceil(word.length / 2)), start + word]
    return halves.filter((half) => half !== '')
  })

/** Half a line does nothing but be told of. */
const changesNothing = (client: Client, link: string, half: string): void => {
  const [was, count] = [client.at(), client.told('Unexpected').length]
  const frame = { line: half, end: '', payload: undefined } as const
  const command = { _tag: 'Undecodable', frame, reason: { _tag: 'Truncated' } } as const
  expect([half, client.feed({ _tag: 'Received', link: linkNamed(link), command })]).toEqual([half, []])
  expect([half, client.at(), client.told('Unexpected').length]).toEqual([half, was, count + 1])
}

const linesFor = (dialect: Dialect, said: string): ReadonlyArray<string> => {
  const { number } = dialectNamed(dialect)
  const [verb, word, , step] = said.split(' ')
  const trid = Number(word)
  switch (verb) {
    case 'VER':
      return [`VER ${trid} ${dialect}`]
    case 'CVR':
      return [`CVR ${trid} 6.0.0602 6.0.0602 1.0.0000 http://a.example.com http://b.example.com`]
    case 'INF':
      return [`INF ${trid} MD5`]
    case 'USR':
      if (step !== 'I') return [accepted(number, trid)]
      if (number < 8) return [`USR ${trid} MD5 S 1013928519.693957190`]
      return [number < 15 ? `USR ${trid} TWN S ct=1,rver=1,id=1` : `USR ${trid} SSO S MBI_KEY_OLD ${nonce}`]
    case 'SYN':
      return listFor(number, trid)
    case 'CHG':
      return [said]
    default: {
      const reply = replyOf(said)
      return reply === undefined ? [] : [reply]
    }
  }
}

/** A server that means well, but for one of its lines or answers; how many it has said when there is nothing more to say. */
const plays = (client: Client, dialect: Dialect, at: number, meddle: Meddling): number => {
  let count = 0
  let handled = 0
  const settled = () => client.end() !== undefined
  const answers = (good: HttpResponse): void => {
    if (count++ !== at) return void client.getsLate(good)
    const [line] = meddle('XXX 1 ')
    client.getsLate(
      line === undefined ? { _tag: 'TimedOut' } : { status: line.startsWith('5') ? 503 : 200, headers: {} },
    )
  }
  for (let turn = 0; turn < 100 && !settled(); turn++) {
    const request = client.awaited()[0]
    const said = client.said('NS 1')[handled]
    if (client.at() === 'Dialling') client.opens('NS 1')
    else if (request !== undefined)
      answers(
        bookAnswer(request) ??
          (dialectNamed(dialect).number >= 13
            ? allIssued
            : request.url === client.settings.services.nexus
              ? nexusAnswer
              : granted),
      )
    else if (said === undefined) return count
    else {
      handled++
      for (const line of linesFor(dialect, said))
        for (const one of count++ === at ? meddle(line) : [line]) if (!settled()) client.hears('NS 1', one)
    }
  }
  return count
}

describe.each(spoken)('a sign-in in %s', (dialect) => {
  const begun = (): Client => drive(settingsOf({ dialects: [dialect], deadlines: { ping: 1e7 } }))
  const steps = plays(begun(), dialect, -1, () => [])

  it('is ready, where nothing is wrong', () => {
    const client = begun()
    expect(steps).toBeGreaterThan(5)
    plays(client, dialect, -1, () => [])
    expect(client.at()).toBe('Ready')
    expect(client.told('ListIncomplete', 'Unexpected')).toEqual([])
  })

  it('is lost where the connection ends in the middle of a line, wherever that is', () => {
    let cuts = 0
    for (let at = 0; at < steps; at++)
      for (let part = 0, parts = 1; part < parts; part++) {
        const client = begun()
        plays(client, dialect, at, (line) => {
          // An answer over HTTP is no line.
          if (line.startsWith('XXX')) return []
          const halves = halvesOf(line)
          parts = halves.length
          cuts++
          changesNothing(client, 'NS 1', halves[part]!)
          client.loses('NS 1', { _tag: 'Ended' })
          expect([halves[part], client.end()]).toEqual([halves[part], { _tag: 'Lost', why: { _tag: 'Ended' } }])
          return []
        })
      }
    expect(cuts).toBeGreaterThan(20)
  })

  it.each(meddlings)(
    'ends with a reason or is ready in time, and leaves no intent open, with any line %s',
    (_, meddle) => {
      for (let at = 0; at < steps; at++) {
        const client = begun()
        const intent = setName('Alicia')
        client.wants(intent)
        plays(client, dialect, at, meddle)
        // Three deadlines: for the reply, for a part of the list, and for the intent.
        client.waits(200_000)
        const isOver = client.end() !== undefined
        expect([at, isOver || client.told('Ready').length > 0]).toEqual([at, true])
        if (!isOver) expect(client.at()).toBe('Ready')
        expect([at, client.outcomeOf(intent)]).not.toEqual([at, undefined])
      }
    },
  )
})

describe('a reply that cannot be read', () => {
  const signedAs = (dialect: Dialect, ...lines: ReadonlyArray<string>): Client => {
    const client = drive(settingsOf({ dialects: [dialect], deadlines: { ping: 1e7 } }))
    client.opens('NS 1')
    for (const line of lines) client.hears('NS 1', line)
    return client
  }

  it('of no use is passed over', () => {
    const client = signedAs('MSNP8', 'VER 1 MSNP8', 'CVR 2 ?')
    expect(client.said('NS 1').at(-1)).toBe('USR 3 TWN I alice@example.com')
  })

  it('that lets us in, whatever follows OK, lets us in', () => {
    const client = signedAs('MSNP7', 'VER 1 MSNP7', 'INF 2 MD5', 'USR 3 MD5 S 1.2', 'USR 4 OK')
    expect(client.at()).toBe('Synchronising')
    expect(client.told('SignedIn')).toMatchObject([{ passport: 'alice@example.com' }])
  })

  it.each<[string, Dialect, ReadonlyArray<string>, RegExp]>([
    ['VER 1', 'MSNP8', ['VER 1'], /VER: word 2/],
    ['VER x', 'MSNP8', ['VER x'], /VER: word 1/],
    ['a challenge of no kind', 'MSNP7', ['VER 1 MSNP7', 'INF 2 MD5', 'USR 3 MD5 Z 1'], /USR: word/],
    ['USR 3', 'MSNP7', ['VER 1 MSNP7', 'INF 2 MD5', 'USR 3 MD5'], /USR: word/],
    [
      'XFR with a port of no use',
      'MSNP8',
      ['VER 1 MSNP8', 'CVR 2 1 1 1 u u', 'XFR 3 NS 127.0.0.1:99999 0'],
      /XFR: word 3/,
    ],
  ])('and is needed ends the session at once, and the end names the word: %s', (_, dialect, lines, word) => {
    const client = signedAs(dialect, ...lines)
    const end = client.end()
    expect(end?._tag).toBe('Broken')
    expect(end && describeEnd(end)).toMatch(word)
  })

  it('is not that of another request', () => {
    const client = signedAs('MSNP8', 'VER 1 MSNP8', 'CVR 9 ?', 'GCF 0 x', 'XYZ 2')
    expect(client.at()).toBe('Naming')
    expect(client.told('Unexpected').length).toBeGreaterThan(0)
  })

  it.each<[string, Intent, string]>([
    ['a status', setStatus('BSY'), 'CHG'],
    ['a name', setName('Alicia'), 'REA'],
    ['a contact', addContact('dave@example.com'), 'ADD'],
  ])('is the outcome of %s at once', (_, intent, verb) => {
    const client = shownIn('MSNP8')
    client.wants(intent)
    client.hears('NS 1', `${verb} ${tridOf(client, 'NS 1')} ? ?`)
    expect(client.outcomeOf(intent)).toBe('Unreadable')
    expect([...client.timers.keys()].filter((timer) => timer.startsWith('trid'))).toEqual([])
  })

  it('is the end of a conversation that waited for its switchboard', () => {
    const client = shownIn('MSNP8')
    const intent = openConversation(['bob@example.com'], 'C1')
    client.wants(intent)
    client.hears('NS 1', `XFR ${tridOf(client, 'NS 1')} SB 127.0.0.1:99999 CKI ${cookie}`)
    expect(client.outcomeOf(intent)).toBe('Unreadable')
    expect(client.told('ConversationEnded')).toMatchObject([{ reason: { _tag: 'Unreadable' } }])
  })

  it('that lets us into a switchboard lets us in', () => {
    const client = calledByBob('MSNP8')
    expect(client.view().conversations.get('C1')?.phase).toBe('Open')
    const other = shownIn('MSNP8')
    other.wants(openConversation([], 'C1'))
    other.hears('NS 1', `XFR ${tridOf(other, 'NS 1')} SB 127.0.0.1:1863 CKI ${cookie}`)
    other.opens('SB C1')
    other.hears('SB C1', 'USR 1 OK')
    expect(other.view().conversations.get('C1')?.phase).toBe('Open')
    expect(emptyIn('MSNP8').told('Unexpected')).toEqual([])
  })

  it('to a sign of life is one', () => {
    const client = shownIn('MSNP8')
    const ping: Intent = { _tag: 'Ping' }
    client.wants(ping)
    client.hears('NS 1', 'QNG soon')
    expect(client.outcomeOf(ping)).toBe('Done')
  })
})

describe('half of a reply', () => {
  it.each<[string, Intent, string]>([
    ['a status', setStatus('BSY'), 'CHG TRID BSY'],
    ['a name', setName('Alicia'), 'REA TRID 5 alice@example.com Alicia'],
    ['a contact', addContact('dave@example.com'), 'ADD TRID FL 5 dave@example.com Dave'],
    ['a sign of life', { _tag: 'Ping' }, 'QNG 50'],
    ['a switchboard', openConversation(['bob@example.com'], 'C1'), 'XFR TRID SB 127.0.0.1:1863 CKI 1.2'],
  ])('to %s is none', (_, intent, reply) => {
    const client = shownIn('MSNP8')
    client.wants(intent)
    const whole = reply.replace('TRID', `${tridOf(client, 'NS 1')}`)
    for (const half of halvesOf(whole)) changesNothing(client, 'NS 1', half)
    client.loses('NS 1')
    expect(client.outcomeOf(intent)).toBe('Closed')
  })

  it('on a switchboard is none, whichever number it may be half of', () => {
    const client = withBob()
    const intents = Array.from({ length: 12 }, (_, at) => say('C1', `text ${at}`))
    client.wants(...intents)
    const last = tridOf(client, 'SB C1')
    for (const half of halvesOf(`ACK ${last}`)) changesNothing(client, 'SB C1', half)
    for (const half of halvesOf(`NAK ${last}`)) changesNothing(client, 'SB C1', half)
    client.loses('SB C1')
    expect(intents.map(client.outcomeOf)).not.toContain('Acknowledged')
    expect(intents.map(client.outcomeOf)).not.toContain('NotDelivered')
  })
})
