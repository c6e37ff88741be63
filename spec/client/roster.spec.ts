/** Whatever order a switchboard tells in who is there, and what is said. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import type { Dialect } from '../../lib/commands/dialects.js'
import { say } from '../../lib/client/intents/intents.js'
import { ring } from './talks.js'
import { shownIn, text, withPayload, type Client } from './driver.js'

const dialects = fc.constantFrom<Array<Dialect>>('MSNP2', 'MSNP8', 'MSNP11', 'MSNP15')

const guests = ['bob', 'carol', 'dave']

const entering = (dialect: Dialect): Client => {
  const client = shownIn(dialect, { deadlines: { ping: 1e7 } })
  client.hears('NS 1', ring())
  client.opens('SB C1')
  return client
}

const peopleIn = (client: Client): ReadonlyArray<string> => {
  const board = client.end() !== undefined ? undefined : client.view().conversations.get('C1')
  return [...(board?.participants.keys() ?? [])].toSorted()
}

/** What happens to one guest, in its order; the line of the roster may come anywhere. */
const lives = fc.record({
  isListed: fc.boolean(),
  then: fc.array(fc.constantFrom('BYE', 'JOI'), { maxLength: 3 }).map((all) =>
    // Nobody comes twice, or goes twice, without the other in between.
    all.filter((each, at) => each !== all[at - 1]),
  ),
  texts: fc.nat({ max: 2 }),
})

type Life = { readonly isListed: boolean; readonly then: ReadonlyArray<string>; readonly texts: number }

/** Merges some lines into others, each of both in its order. */
const merged = (seed: ReadonlyArray<number>, lists: ReadonlyArray<ReadonlyArray<string>>): ReadonlyArray<string> => {
  const left = lists.map((list) => [...list])
  const lines: Array<string> = []
  for (let at = 0; left.some((list) => list.length > 0); at++) {
    const full = left.filter((list) => list.length > 0)
    lines.push(full[seed[at % seed.length]! % full.length]!.shift()!)
  }
  return lines
}

const isThere = ({ isListed, then }: Life): boolean => (then.length === 0 ? isListed : then.at(-1) === 'JOI')

describe('a conversation that somebody else began', () => {
  it.each([
    ['IRO 1 1 1 bob@example.com Bob', 'JOI carol@example.com Carol', 'ANS 1 OK'],
    ['JOI carol@example.com Carol', 'ANS 1 OK', 'IRO 1 1 1 bob@example.com Bob'],
  ])('has all who were told of, if it is told %s', (...lines) => {
    const client = entering('MSNP8')
    client.hears('SB C1', ...lines)
    expect(peopleIn(client)).toEqual(['bob@example.com', 'carol@example.com'])
    expect(client.told('Joined')).toHaveLength(2)
    expect(client.told('Unexpected')).toEqual([])
  })

  it('has nobody who has left before ANS OK', () => {
    const client = entering('MSNP8')
    client.hears(
      'SB C1',
      'IRO 1 1 2 bob@example.com Bob',
      'BYE bob@example.com',
      'IRO 1 2 2 carol@example.com C',
      'ANS 1 OK',
    )
    expect(peopleIn(client)).toEqual(['carol@example.com'])
    expect(client.told('Left').map(({ passport }) => passport)).toEqual(['bob@example.com'])
  })

  it('is left when nobody stays, and not when the roster comes late', () => {
    const client = entering('MSNP8')
    client.hears('SB C1', 'ANS 1 OK', 'IRO 1 1 1 bob@example.com Bob')
    client.waits(600_000)
    expect(peopleIn(client)).toEqual(['bob@example.com'])
    client.hears('SB C1', 'BYE bob@example.com')
    client.waits(60_000)
    expect(client.told('ConversationEnded')).toHaveLength(1)
  })

  it('does not lose what waits to be said to somebody whom a late roster names', () => {
    const client = entering('MSNP8')
    const hello = say('C1', 'hello')
    client.wants(hello)
    client.hears('SB C1', 'ANS 1 OK')
    client.hears('SB C1', 'IRO 1 1 1 bob@example.com Bob')
    expect(client.said('SB C1').filter((line) => line.startsWith('MSG'))).toHaveLength(1)
  })

  it('has the same participants and all texts, in any order of IRO, JOI, BYE, MSG and ANS OK', () => {
    fc.assert(
      fc.property(
        dialects,
        fc.tuple(lives, lives, lives),
        fc.array(fc.nat({ max: 20 }), { minLength: 1, maxLength: 20 }),
        (dialect, all, seed) => {
          const client = entering(dialect)
          const listed = guests.filter((_, at) => all[at]!.isListed)
          const nameOf = (who: string): string => `${who}@example.com`
          const lines = merged(seed, [
            ...all.flatMap((life, at) => [
              life.then.map((verb) => `${verb} ${nameOf(guests[at]!)}${verb === 'JOI' ? ' Somebody' : ''}`),
              Array.from({ length: life.texts }, (_, number) =>
                withPayload(`MSG ${nameOf(guests[at]!)} Somebody`, text(`${guests[at]} ${number}`)),
              ),
            ]),
            listed.map((who, at) => `IRO 1 ${at + 1} ${listed.length} ${nameOf(who)} Somebody`),
            ['ANS 1 OK'],
          ])
          // Somebody who was never listed cannot be gone before he came.
          fc.pre(all.every((life) => life.isListed || life.then[0] !== 'BYE'))
          fc.pre(all.every((life) => !life.isListed || life.then[0] !== 'JOI'))
          client.hears('SB C1', ...lines)
          expect(peopleIn(client)).toEqual(guests.filter((_, at) => isThere(all[at]!)).map(nameOf))
          expect(
            client
              .told('TextReceived')
              .map(({ text }) => text)
              .toSorted(),
          ).toEqual(
            all.flatMap((life, at) => Array.from({ length: life.texts }, (_, number) => `${guests[at]} ${number}`)),
          )
        },
      ),
      { numRuns: 200 },
    )
  })
})

describe('a message in pieces', () => {
  const id = 'Message-ID: {3A1E5B60-9A3C-4D11-8F24-0F6E6A0B7C11}\r\n'
  const first = `MIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\n${id}Chunks: 3\r\n\r\none `
  const piece = (index: number): string =>
    withPayload(
      'MSG bob@example.com Bob',
      index === 0 ? first : `${id}Chunk: ${index}\r\n\r\n${['', 'two ', 'three'][index]}`,
    )
  const withBob = (): Client => {
    const client = entering('MSNP8')
    client.hears('SB C1', 'IRO 1 1 1 bob@example.com Bob', 'ANS 1 OK')
    return client
  }
  const came = (client: Client): ReadonlyArray<string> =>
    client
      .told('TextReceived', 'MessageReceived', 'Left', 'ConversationEnded')
      .map((event) =>
        event._tag === 'TextReceived' ? event.text : event._tag === 'MessageReceived' ? event.message._tag : event._tag,
      )

  it.each([[[0, 1, 2]], [[2, 1, 0]], [[0, 1, 1, 2]], [[1, 0, 0, 1, 2, 2]]])(
    'is heard once, in the order %j',
    (order) => {
      const client = withBob()
      client.hears('SB C1', ...order.map(piece))
      client.loses('SB C1')
      expect(came(client)).toEqual(['one two three', 'ConversationEnded'])
    },
  )

  it('is heard though it begins before the roster is there', () => {
    const client = entering('MSNP8')
    client.hears('SB C1', piece(0), piece(1), 'IRO 1 1 1 bob@example.com Bob', 'ANS 1 OK', piece(2))
    expect(came(client)).toEqual(['one two three'])
  })

  it('is told as it came when its sender leaves, or the conversation ends, before it is whole', () => {
    const client = withBob()
    client.hears('SB C1', piece(2), piece(0), 'BYE bob@example.com')
    expect(came(client)).toEqual(['LaterChunk', 'FirstChunk', 'Left'])
    const other = withBob()
    other.hears('SB C1', piece(1))
    other.loses('SB C1')
    expect(came(other)).toEqual(['LaterChunk', 'ConversationEnded'])
  })

  it('is told piece by piece where it has too many', () => {
    const client = withBob()
    client.hears(
      'SB C1',
      ...[first.replace('Chunks: 3', 'Chunks: 5000')].map((one) => withPayload('MSG bob@example.com Bob', one)),
      piece(1),
    )
    expect(came(client)).toEqual(['FirstChunk', 'LaterChunk'])
  })
})

describe('a long text', () => {
  const long = Array.from({ length: 600 }, (_, at) => `word${at}`).join(' ')
  const to = (participants: ReadonlyArray<readonly [string, number | undefined]>): Client => {
    const client = shownIn('MSNP15', { deadlines: { ping: 1e7 } })
    client.hears('NS 1', ring())
    client.opens('SB C1')
    client.hears(
      'SB C1',
      ...participants.map(
        ([who, can], at) =>
          `IRO 1 ${at + 1} ${participants.length} ${who}@example.com Somebody${can === undefined ? '' : ` ${can}`}`,
      ),
      'ANS 1 OK',
    )
    return client
  }
  const bodies = (client: Client): ReadonlyArray<string> =>
    client
      .said('SB C1')
      .filter((line) => line.startsWith('MSG'))
      .map((line) => line.slice(line.indexOf('\r\n') + 2))

  it('goes out as pieces of one message where all say that they join them, and is heard as one', () => {
    const client = to([['bob', 0x70000020]])
    const message = say('C1', long)
    client.wants(message)
    const payloads = bodies(client)
    expect(payloads.length).toBeGreaterThan(2)
    expect(payloads[0]).toContain(`Chunks: ${payloads.length}`)
    const other = to([['bob', 0x70000020]])
    other.hears('SB C1', ...payloads.map((payload) => withPayload('MSG bob@example.com Bob', payload)))
    expect(other.told('TextReceived').map(({ text }) => text)).toEqual([long])
    client.hears('SB C1', ...payloads.map((_, at) => `ACK ${at + 2}`))
    expect(client.outcomeOf(message)).toBe('Acknowledged')
  })

  type People = ReadonlyArray<readonly [string, number | undefined]>
  const unable: ReadonlyArray<People> = [
    [['bob', undefined]],
    [
      ['bob', 0x70000020],
      ['carol', 0x1],
    ],
    [['bob', 0]],
  ]

  it.each(unable.map((participants) => ({ participants })))(
    'goes out as several messages where somebody does not: $people',
    ({ participants }) => {
      const client = to(participants)
      client.wants(say('C1', long))
      const payloads = bodies(client)
      expect(payloads.join('')).not.toContain('Message-ID')
      const texts = payloads.map((payload) => payload.slice(payload.indexOf('\r\n\r\n') + 4))
      expect(texts.join('')).toBe(long)
      for (const part of texts.slice(0, -1)) expect(part.at(-1)).toBe(' ')
    },
  )

  it('has another number each time', () => {
    const client = to([['bob', 0x70000020]])
    client.wants(say('C1', long), say('C1', long))
    const ids = new Set(bodies(client).map((payload) => /Message-ID: (\S+)/.exec(payload)?.[1]))
    expect(ids.size).toBe(2)
  })
})
