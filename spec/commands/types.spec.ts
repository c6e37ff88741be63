/** The plain types of the commands are those that the rows compute: `spec/types/rows.spec-d.ts` compares the types. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import { expect, it } from 'vitest'

import { commandTypes } from '../../scripts/types.mjs'

const path = fileURLToPath(new URL('../../lib/commands/types.ts', import.meta.url))

it('types.ts is what `npm run command-types` writes from the rows', { timeout: 120_000 }, () => {
  expect(readFileSync(path, 'utf8').replaceAll('\r\n', '\n')).toBe(commandTypes())
})
