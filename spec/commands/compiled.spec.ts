/** The committed readers and writers of rows are those that the rows give. */
import { readFileSync } from 'node:fs'

import { expect, it } from 'vitest'

import { stepsOf, type Row } from '../../lib/commands/row.js'
import { rows } from '../../lib/commands/rows.js'
import { compiledReaders, compiledWriters } from '../../scripts/rows.mjs'

const all = Object.entries<Row>(rows).map(([id, row]) => ({ id, row, steps: stepsOf(row) }))

it.each([
  ['readers.ts', compiledReaders],
  ['writers.ts', compiledWriters],
] as const)('%s is what `npm run compiled-rows` writes from the rows', (name, textOf) => {
  const text = readFileSync(new URL(`../../lib/commands/${name}`, import.meta.url), 'utf8')
  expect(text.replaceAll('\r\n', '\n')).toBe(textOf(all))
})
