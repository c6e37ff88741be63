import { existsSync, readFileSync } from 'node:fs'

import { describe, expect, it } from 'vitest'

const page = readFileSync(new URL('../../docs/net-msmgr.md', import.meta.url), 'utf8')

const rows = page
  .split('\n')
  .filter((line) => /^\| (?!theirs|---)/.test(line))
  .map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()))

describe('what Net::Msmgr offers', () => {
  it.each(rows.map(([theirs = '', ours = '', spec = '']) => ({ theirs, ours, spec })))('$theirs', ({ ours, spec }) => {
    const named = [...spec.matchAll(/`([^`]+)`/g)].map((match) => match[1]!)
    // What has no spec yet says that it is to come.
    if (named.length === 0) expect(ours).toContain('to come')
    for (const file of named) expect(existsSync(new URL(`../../${file}`, import.meta.url)), file).toBe(true)
  })
})
