/** The fast form of a word is its slow form: a law over all words. What it cannot tell it leaves, and it holds on to nothing. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { stepsOf } from '../../lib/commands/row.js'
import { allPlans } from '../../lib/commands/verbs.js'
import { isOdd, unread, type Word } from '../../lib/commands/word.js'
import type { Stamp } from '../../lib/commands/words.js'
import { byteText, bytesOf } from '../../lib/wire/text.js'
import { runs, valuesOf } from '../support/arbitrary.js'
import { spoilers, spoilt } from '../support/mutated.js'

const words: ReadonlyMap<string, Word<unknown>> = new Map(
  allPlans.flatMap(({ row }) =>
    stepsOf(row)
      .filter(({ kind }) => kind !== 'Tail')
      .map(({ word }) => [word.name, word as Word<unknown>] as const),
  ),
)
const names = [...words.keys()].sort()
const law = { ...runs, numRuns: runs.numRuns / 2 }

/** What `read` would say to a scan: the value of a canonical word. */
const canonicalValue = (word: Word<unknown>, text: string): unknown => {
  const value = text === '' || /[ \t\r\n]/.test(text) ? unread : word.read(text)
  return typeof value === 'object' && value !== null && '_odd' in value ? unread : value
}

const scanned = (word: Word<unknown>, before: string, text: string, behind: string): unknown => {
  const all = before + text + behind
  return word.scan(all, bytesOf(all), before.length, before.length + text.length)
}

/** A word, canonical or spoilt, between other bytes; behind it, often what a cut word goes on with. */
const places = (word: Word<unknown>) =>
  fc
    .oneof(fc.constantFrom(...spoilers), valuesOf(word)!.map(word.write))
    .chain((written) => fc.record({ written: spoilt(written), cut: fc.option(fc.nat({ max: written.length })), behind: fc.constantFrom('', '\r\n', ' ', '0', '20') }))
    .chain(({ written, cut, behind }) =>
      fc.record({
        before: fc.constantFrom('', 'NLN ', '%2', '\xc3'),
        text: fc.constant(written.slice(0, cut ?? written.length)),
        behind: fc.constant((cut === null ? '' : written.slice(cut)) + behind),
      }),
    )

describe('what a scan takes, read takes for the same', () => {
  it.each(names)('%s', (name) => {
    const word = words.get(name)!
    fc.assert(
      fc.property(places(word), ({ before, text, behind }) => {
        const value = scanned(word, before, text, behind)
        if (value !== unread) expect(value).toStrictEqual(canonicalValue(word, text))
      }),
      law,
    )
  })

  it.each(names)('%s: nothing, where there is no word', (name) => {
    const { scan, write } = words.get(name)!
    fc.assert(
      fc.property(valuesOf(words.get(name)!)!.map(write), (written) => {
        for (const all of [written, `${written} ${written}`])
          for (const [start, end] of [[0, 0], [1, 0], [written.length + 1, written.length], [all.length, all.length], [all.length + 1, all.length]] as const)
            expect(scan(all, bytesOf(all), start, end)).toBe(unread)
      }),
      { ...runs, numRuns: 20 },
    )
  })
})

/** Words in common spellings, which a scan is there for. */
const common: ReadonlyArray<readonly [name: string, ...words: ReadonlyArray<string>]> = [
  ['Passport', 'bob@example.com', 'b', 'a.long.address.of.somebody@example.com'],
  ['Quoted', 'Bob', 'Friend%20number%201', 'Jos\xc3\xa9%20B', '100%25', '\xe4\xbd\xa0'],
  ['F=Quoted', 'F=Bob%20B'],
  ['C=Guid', 'C=7d4f5204-322a-47a2-90a8-0123456789ab'],
  ['Capabilities', '0', '1073791084', '4294967295'],
  ['CapabilityPair', '2788999228:48', '2788999228'],
  ['NetworkEndpoint', '1:bob@example.com', '1:bob@example.com;{7d4f5204-322a-47a2-90a8-0123456789ab}'],
  ['Guid,...', '7d4f5204-322a-47a2-90a8-0123456789ab,7d4f5204-322a-47a2-90a8-0123456789ac'],
  ['ShownStatus', 'NLN', 'FLN'],
  ['TrId', '7', '4294967295'],
  ['Flag', '0', '1'],
  ['MsnObject', '%3Cmsnobj%20Creator%3D%22b%40example.com%22%20Size%3D%221%22%20Type%3D%223%22%20Location%3D%22T%22%20Friendly%3D%22AAA%3D%22%20SHA1D%3D%22x%3D%22%20SHA1C%3D%22y%22%2F%3E'],
]

it.each(common)('%s is taken as it is commonly written', (name, ...texts) => {
  const word = words.get(name)!
  for (const text of texts) {
    const value = scanned(word, 'NLN ', text, ' 0\r\n')
    expect(value).not.toBe(unread)
    expect(value).toStrictEqual(word.read(text))
    expect(word.put(value, new Uint8Array(1000), 0)).toBe(text.length)
  }
})

/** Values, those that a word has and others: what is no value is not put. */
const anything = (word: Word<unknown>) =>
  fc.oneof(
    { weight: 3, arbitrary: valuesOf(word)! },
    { weight: 1, arbitrary: fc.constantFrom<unknown>(undefined, null, '', 0, -1, -0, 1.5, NaN, 2 ** 32, 2 ** 53, 1e21, '0', true, [], {}, ' ', 'a b', '%', '\u{1f600}', '\ud800', 'a\u00a0', '\ufffd', 7n) },
    { weight: 1, arbitrary: valuesOf(word)!.chain((value) => (typeof value === 'string' ? spoilt(value) : typeof value === 'object' && value !== null ? spoiltRecord(value) : fc.constant(value))) },
  )

const spoiltRecord = (value: object): fc.Arbitrary<unknown> =>
  fc
    .tuple(fc.constantFrom(...Object.keys(value), 'more'), fc.constantFrom<unknown>(undefined, null, '', 0, -1, 1.5, 2 ** 53, 'x', ' ', '"', '&', [], {}, [['a', 'b']], [[null, 'x']]))
    .map(([key, other]) => (Array.isArray(value) ? [...(value as ReadonlyArray<unknown>), other] : { ...value, [key]: other }))

describe('what is put is what is written', () => {
  it.each(names)('%s', (name) => {
    const word = words.get(name)!
    fc.assert(
      fc.property(anything(word), (value) => {
        const room = new Uint8Array(4000).fill(1)
        const end = word.put(value, room, 3)
        if (end < 0) return
        expect(word.is(value)).toBe(true)
        expect(byteText(room, 3, end)).toBe(word.write(value))
        expect([...room.subarray(0, 3), ...room.subarray(end, end + 20)]).toEqual(Array.from({ length: 23 }, () => 1))
        // Without the room, the place is the same.
        expect(word.put(value, new Uint8Array(4), 3)).toBe(end)
      }),
      law,
    )
  })
})

describe('what is taken for a value reads back as it', () => {
  it.each(names)('%s', (name) => {
    const word = words.get(name)!
    fc.assert(
      fc.property(anything(word), (value) => {
        if (!word.is(value) || !JSON.stringify(value).isWellFormed() || /\\ud[89a-f]/.test(JSON.stringify(value))) return
        const read = word.read(word.write(value))
        expect(isOdd(read)).toBe(false)
        // A key that no word of the kind has is left out, and when a stamp is, its text says.
        if (name === 'Stamp') expect(value).toMatchObject({ text: (read as Stamp).text })
        else if (typeof value === 'object') expect(value).toMatchObject(read as object)
        else expect(read === value).toBe(true)
      }),
      law,
    )
  })
})

it('null is no value, nor is it part of one', () => {
  for (const [name, word] of words) {
    expect([name, word.is(null)]).toEqual([name, false])
    for (const value of fc.sample(valuesOf(word)!, { numRuns: 20, seed: 1 })) {
      if (typeof value !== 'object' || value === null) continue
      // When a stamp is, its text says.
      const keys = [...Object.keys(value), ...(name === 'MsnObject' ? ['sha1c', 'more'] : [])].filter((key) => key !== 'at')
      const spoilt = (key: string): unknown => (Array.isArray(value) ? value.with(Number(key), null) : { ...value, [key]: null })
      for (const key of keys) expect([name, key, word.is(spoilt(key))]).toEqual([name, key, false])
    }
  }
})

describe('a value holds on to nothing of the text that it is cut from', () => {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const filler = ' '.repeat(64 * 1024)
  const heap = (): number => {
    collect()
    return process.memoryUsage().heapUsed
  }

  it.each(names.filter((name) => !/^[A-Z0-9]+$/.test(name)))('%s', (name) => {
    const word = words.get(name)!
    const written = fc.sample(valuesOf(word)!.map(word.write), { numRuns: 100, seed: 1 })
    const kept: Array<unknown> = []
    const before = heap()
    for (const text of written) kept.push(scanned(word, filler, text, ''))
    // A tenth of all that there was.
    expect(heap() - before).toBeLessThan(10 * filler.length)
    expect(kept.length).toBe(written.length)
  })
})
