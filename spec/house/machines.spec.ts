/** The page of machines is what is drawn. */
import { execFileSync } from 'node:child_process'

import { describe, expect, it } from 'vitest'

import { root, textOf } from './run.js'

describe('docs/machines.md', () => {
  it('is what npm run diagrams draws', () => {
    const drawn = execFileSync(process.execPath, ['docs/draw.mjs', '--print'], { cwd: root, encoding: 'utf8' })
    expect(textOf('docs/machines.md')).toBe(drawn)
  })
})
