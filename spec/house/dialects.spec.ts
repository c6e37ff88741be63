import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'

import { describe, expect, it } from 'vitest'

import { spokenDialects } from '../../lib/commands/dialects.js'
import { root, textOf } from './run.js'

describe('docs/dialects.md', () => {
  const page = textOf('docs/dialects.md')
  const specs = page.slice(page.indexOf('## Specs'))

  it('is what npm run dialects draws from the rows', () => {
    const drawn = execFileSync(process.execPath, ['docs/dialects.mjs', '--print'], { cwd: root, encoding: 'utf8' })
    expect(page.startsWith(`${drawn}\n## Specs`)).toBe(true)
  })

  it('names files that there are, and none without a figure', () => {
    const rows = specs.split('\n').filter((line) => line.startsWith('| spec/'))
    const files = rows.map((line) => line.split(' | ')[0]!.slice(2))
    expect(files.filter((file) => !existsSync(root + file))).toEqual([])
    expect(rows.filter((line) => !/\| \d/.test(line))).toEqual([])
  })

  it('has specs behind each dialect that is spoken', () => {
    const [head = '', , ...rows] = specs.split('\n').filter((line) => line.startsWith('|'))
    const columns = head.split('|').map((name) => name.trim())
    const behind = spokenDialects.map(({ number }) => {
      const at = columns.indexOf(String(number))
      return rows.reduce((sum, line) => sum + Number(line.split('|')[at]!.trim()), 0)
    })
    expect(Math.min(...behind)).toBeGreaterThan(10)
  })
})
