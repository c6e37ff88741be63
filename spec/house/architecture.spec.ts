/** Each file and folder of lib begins with a sentence, and the page of architecture is what is drawn from them. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { root, run, textOf } from './run.js'

const draw = (folder: string) => run(process.execPath, ['docs/architecture.mjs', '--print'], folder)

describe('docs/architecture.md', () => {
  it('is what npm run architecture draws', async () => {
    const { code, stdout, stderr } = await draw(root)
    expect(stderr).toBe('')
    expect(code).toBe(0)
    expect(textOf('docs/architecture.md')).toBe(stdout)
  })
})

describe('a file or folder without a sentence', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rx-msnp-architecture-'))
  const bad: ReadonlyArray<readonly [path: string, source: string]> = [
    ['lib/wire/bad1.ts', 'export const bad = 1\n'],
    ['lib/wire/bad2.ts', '/** Of a declaration. */\nexport const bad = 1\n'],
    ['lib/wire/bad3.ts', `import { of } from 'rxjs'\n/** Behind an import. */\nexport const bad = of(1)\n`],
    ['lib/wire/bad4.ts', '/** No sentence */\n\nexport const bad = 1\n'],
    ['lib/bad/good.ts', '/** In a folder without a README.md. */\n\nexport const bad = 1\n'],
    ['lib/wire/good1.ts', '/** A sentence. */\n\nexport const good = 1\n'],
    ['lib/wire/good2.ts', `#!/usr/bin/env node\n/**\n * A sentence,\n * in two lines.\n */\nimport { of } from 'rxjs'\n`],
  ]
  let stderr = ''

  beforeAll(async () => {
    for (const name of ['lib', 'docs', 'package.json', '.dependency-cruiser.cjs'])
      cpSync(join(root, name), join(folder, name), { recursive: true })
    for (const [file, source] of bad) {
      mkdirSync(join(folder, file, '..'), { recursive: true })
      writeFileSync(join(folder, file), source)
    }
    ;({ stderr } = await draw(folder))
  })

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('is named, and no other', () => {
    const named = stderr.trim().replace('no sentence at the head of ', '').split(', ')
    expect(named.sort()).toEqual(['lib/bad/', ...[1, 2, 3, 4].map((n) => `lib/wire/bad${n}.ts`)])
  })
})
