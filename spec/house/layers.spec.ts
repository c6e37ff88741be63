/** The table of .dependency-cruiser.cjs holds, and each of its rules is enforced. */
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { cruise, type ICruiseResult } from 'dependency-cruiser'
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Every violation in the lib of a folder, as `rule: from -> to`. */
const violations = async (folder: string): Promise<ReadonlyArray<string>> => {
  const options = await extractOptions(join(root, '.dependency-cruiser.cjs'))
  const { output } = await cruise(['lib'], { ...options, baseDir: folder })
  const { summary } = output as ICruiseResult
  expect(summary.totalCruised).toBeGreaterThan(0)
  return summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)
}

/** A file with imports that it must not have, or what is put to one of ours, and the rule that says so. */
const bad: ReadonlyArray<readonly [rule: string, file: string, source: string]> = [
  ['wire', 'lib/wire/bad1.ts', `import { of } from 'rxjs'\nexport const bad = of(1)`],
  ['wire', 'lib/wire/bad2.ts', `import type { Decoded } from '../commands/codec.js'\nexport type Bad = Decoded`],
  ['wire', 'lib/wire/bad3.ts', `export { commands as bad } from '../streams/commands.js'`],
  ['commands', 'lib/commands/bad1.ts', `import type { Mime } from '../payloads/mime.js'\nexport type Bad = Mime`],
  ['commands', 'lib/commands/bad2.ts', `import type { Observable } from 'rxjs'\nexport type Bad = Observable<1>`],
  ['payloads', 'lib/payloads/bad1.ts', `import { sha1 } from '@noble/hashes/legacy.js'\nexport const bad = sha1`],
  ['payloads', 'lib/payloads/bad2.ts', `export const bad = () => import('node:zlib')`],
  ['auth', 'lib/auth/bad1.ts', `import { write } from '../wire/frame.js'\nexport const bad = write`],
  ['auth', 'lib/auth/bad2.ts', `import { createHash } from 'node:crypto'\nexport const bad = createHash`],
  ['core', 'lib/core/bad1.ts', `import { badLogin } from '../client/badlogin.js'\nexport const bad = badLogin`],
  ['core', 'lib/core/bad2.ts', `import type { Observable } from 'rxjs'\nexport type Bad = Observable<1>`],
  ['gateway', 'lib/gateway/bad1.ts', `import type { Mime } from '../payloads/mime.js'\nexport type Bad = Mime`],
  ['gateway', 'lib/gateway/bad2.ts', `import { Subject } from 'rxjs'\nexport const bad = Subject`],
  ['client', 'lib/client/bad1.ts', `import { scan } from 'rxjs'\nexport const bad = scan`],
  ['client', 'lib/client/bad2.ts', `import type { Frame } from '../wire/frame.js'\nexport type Bad = Frame`],
  ['client', 'lib/client/bad3.ts', `import { setTimeout } from 'node:timers'\nexport const bad = setTimeout`],
  ['host', 'lib/host/bad1.ts', `import { Subject } from 'rxjs'\nexport const bad = Subject`],
  ['host', 'lib/host/bad2.ts', `import { badLogin } from '../client/badlogin.js'\nexport const bad = badLogin`],
  ['streams', 'lib/streams/bad1.ts', `import { readFileSync } from 'node:fs'\nexport const bad = readFileSync`],
  ['streams', 'lib/streams/bad2.ts', `import { chunksOf } from '../edges/files.js'\nexport const bad = chunksOf`],
  ['traces', 'lib/traces/bad1.ts', `import type { Host } from '../host/state.js'\nexport type Bad = Host`],
  ['traces', 'lib/traces/bad2.ts', `import type { Replay } from '../edges/replay.js'\nexport type Bad = Replay`],
  ['layer', 'lib/helpers/bad.ts', `import { write } from '../wire/frame.js'\nexport const bad = write`],
  ['cli', 'lib/edges/bad1.ts', `import { Command } from 'commander'\nexport const bad = Command`],
  ['cli', 'lib/edges/bad2.ts', `import { say } from '../cli/output.js'\nexport const bad = say`],
  ['roots', 'lib/edges/bad3.ts', `import { commands } from '../index.js'\nexport const bad = commands`],
  ['index', 'lib/index.ts', `export { bad } from './edges/badfile.js'`],
  ['circular', 'lib/cli/badone.ts', `import type { Two } from './badtwo.js'\nexport type One = { readonly two?: Two }`],
  ['outside', 'lib/cli/bad1.ts', `import { bad } from '../../spec/bad.js'\nexport default bad`],
  ['development', 'lib/cli/bad2.ts', `import { build } from 'esbuild'\nexport const bad = build`],
  ['development', 'lib/cli/bad3.ts', `import type { Arbitrary } from 'fast-check'\nexport type Bad = Arbitrary<1>`],
  ['unresolvable', 'lib/cli/bad4.ts', `import { bad } from './nowhere.js'\nexport const worse = bad`],
]

/** What the bad files import, and could import with impunity from somewhere else. */
const props: ReadonlyArray<readonly [file: string, source: string]> = [
  ['lib/client/badlogin.ts', 'export const badLogin = 1'],
  // A module that nothing of ours needs: a way of ours from the index to another one still shows.
  ['lib/edges/badfile.ts', `import { start } from 'node:repl'\nexport const bad = start`],
  ['lib/cli/badtwo.ts', `import type { One } from './badone.js'\nexport type Two = { readonly one?: One }`],
  ['spec/bad.ts', 'export const bad = 1'],
]

describe('the layers', () => {
  // Once for all of it, as a run takes seconds: a copy of our lib, with the bad files beside.
  const folder = mkdtempSync(join(tmpdir(), 'rx-msnp-layers-'))
  let found: ReadonlyArray<string> = []

  beforeAll(async () => {
    for (const name of ['lib', 'package.json', 'tsconfig.json'])
      cpSync(join(root, name), join(folder, name), { recursive: true })
    // A link: what is imported then resolves to a node_modules that is not the folder's own.
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
    for (const [file, source] of [...props, ...bad.map(([, file, source]) => [file, source] as const)]) {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      appendFileSync(join(folder, file), `${source}\n`)
    }
    found = await violations(folder)
  })

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('import only what the table of .dependency-cruiser.cjs lets them', () => {
    const isBad = / lib\/\w+\/bad\w*\.ts -> | lib\/index\.ts -> (?:lib\/edges\/badfile\.ts|repl)$/
    expect(found.filter((violation) => !isBad.test(violation))).toEqual([])
  })

  it.each(bad)('when a file breaks a rule, %s is enforced in %s', (rule, file) => {
    expect(found.filter((violation) => violation.startsWith(`${rule}: ${file} -> `))).not.toEqual([])
  })
})
