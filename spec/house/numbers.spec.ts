/** What a dialect can do has a name: numbers of dialects are compared in lib/commands/dialects.ts alone, and said in rows. */
import { readdirSync } from 'node:fs'

import { expect, it } from 'vitest'

import { root, textOf } from './run.js'

const free = [/^lib\/commands\/dialects\.ts$/, /^lib\/commands\/rows\//]

const operator = String.raw`(?:[<>]=?|[!=]==?)`
const dialect = String.raw`\b(?:dialect|number|since|until)\b`
const bound = String.raw`(?:\b(?:[2-9]|1\d|2[01])\b|\b(?:since|until|sinceOf|\w+(?:Since|Until)|firstFormula)\b)`
const comparison = new RegExp(
  String.raw`${dialect}\)?\s*${operator}\s*${bound}|${bound}\s*${operator}\s*(?:\w+\.)*${dialect}`,
  'g',
)

const comparisonsIn = (text: string): number => [...text.matchAll(comparison)].length

/** Where numbers are compared, and how often. */
const compared = (): ReadonlyArray<readonly [path: string, count: number]> =>
  readdirSync(`${root}lib`, { recursive: true, encoding: 'utf8' })
    .map((path) => `lib/${path.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.ts') && !free.some((pattern) => pattern.test(path)))
    .sort()
    .map((path) => [path, comparisonsIn(textOf(path))] as const)
    .filter(([, count]) => count > 0)

/** How many comparisons are left. It only becomes less. */
const left = 0

it.each([
  'dialect.number < 10',
  'number >= 18 ? a : b',
  'to.dialect.number >= placesSince',
  'dialect < 11',
  'number === 7',
  '12 >= number',
  'since <= dialect && dialect <= until',
  'number\n    < 10',
  'hiddenSince > session.dialect.number',
  'number < sinceOf(intent)',
  'since > 2 ? a : b',
])('%s compares', (text) => {
  expect(comparisonsIn(text)).toBeGreaterThan(0)
})

it.each(["typeof u === 'number'", 'number > 0', 'at < length', 'dialect === undefined', 'number < limit'])('%s does not', (text) => {
  expect(comparisonsIn(text)).toBe(0)
})

it('no more numbers of dialects are compared than are left', () => {
  const all = compared()
  const count = all.reduce((sum, [, each]) => sum + each, 0)
  expect(count, all.map(([path, each]) => `${path}: ${each}`).join('\n')).toBeLessThanOrEqual(left)
})
