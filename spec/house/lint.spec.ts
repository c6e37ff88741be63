/** What the rules of eslint.config.js let pass in which file, and what not. */
import { fileURLToPath } from 'node:url'

import { ESLint } from 'eslint'
import { describe, expect, it } from 'vitest'

const cwd = fileURLToPath(new URL('../../', import.meta.url))

const typed = ['@typescript-eslint/no-floating-promises', '@typescript-eslint/no-misused-promises']

/** The rules as they are: the compiler is asked about the types of the whole checkout, anew for each text. */
const withTypes = new ESLint({ cwd })

/** All of them but those that ask for types. One that asked too would throw here. */
const withoutTypes = new ESLint({
  cwd,
  overrideConfig: {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: false } },
    rules: Object.fromEntries(typed.map((rule) => [rule, 'off'] as const)),
  },
})

/** The rules that a text breaks if it stands in a file; for types, the file must be there. */
const broken = async (eslint: ESLint, file: string, source: string): Promise<ReadonlyArray<string | null>> => {
  const results = await eslint.lintText(`${source}\n`, { filePath: file })
  return [...new Set(results.flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId)))]
}

const wire = 'lib/wire/frame.ts'
const stream = 'lib/streams/frames.ts'
const index = 'lib/index.ts'
const cli = 'lib/cli/msnp.ts'
const spec = 'spec/house/lint.spec.ts'

const byTag = (rest: string) =>
  `export const f = (x: { _tag: 'A' } | { _tag: 'B' }): number => {
    switch (x._tag) {
      case 'A':
        return 1
      ${rest}:
        return 2
    }
  }`

const bad: ReadonlyArray<readonly [rule: string, file: string, source: string]> = [
  ['no-restricted-imports', wire, `import * as E from 'fp-ts/Either'\nexport const bad = E.right`],
  ['no-restricted-imports', wire, `import * as E from 'fp-ts/lib/Either'\nexport const bad = E.right`],
  ['no-restricted-imports', wire, `import { pipe } from 'fp-ts/function'\nexport const bad = pipe`],
  ['no-restricted-imports', wire, `import { either } from 'fp-ts'\nexport const bad = either`],
  ['no-restricted-imports', wire, `export { right } from 'fp-ts/es6/Either.js'`],
  ['no-restricted-imports', wire, `import * as t from 'io-ts/lib/index.js'\nexport const bad = t.string`],
  ['no-restricted-imports', stream, `import { map } from 'rxjs/operators'\nexport const bad = map`],
  ['no-restricted-imports', stream, `import { TestScheduler } from 'rxjs/testing'\nexport const bad = TestScheduler`],
  ['no-restricted-imports', spec, `import { map } from 'rxjs/operators'\nexport const bad = map`],
  ['no-restricted-syntax', wire, `export default 1`],
  ['no-restricted-syntax', spec, `const bad = 1\nexport { bad as default }`],
  ['no-restricted-syntax', index, `export * from './wire/frame.js'`],
  ['no-restricted-syntax', wire, `export enum Bad { One }`],
  ['no-restricted-syntax', stream, byTag('default')],
  ['no-restricted-syntax', stream, `export const bad = () => new Date()`],
  ['@typescript-eslint/no-namespace', wire, `export namespace Bad {\n  export const one = 1\n}`],
  ['@typescript-eslint/no-explicit-any', wire, `export const bad = (x: any): number => x`],
  ['@typescript-eslint/no-explicit-any', spec, `export const bad = <T>(x: T) => x as any`],
  ['@typescript-eslint/consistent-type-imports', stream, `import { Subject } from 'rxjs'\nexport type B = Subject<1>`],
  ['@typescript-eslint/no-floating-promises', cli, `export const bad = (): void => {\n  Promise.resolve(1)\n}`],
  ['no-restricted-globals', wire, `export const bad = Buffer.from('')`],
  ['no-restricted-globals', wire, `export const bad = (x: Uint8Array): boolean => x instanceof Buffer`],
  ['no-restricted-globals', 'lib/commands/codec.ts', `export const bad = () => process.env`],
  ['no-restricted-globals', 'lib/payloads/message.ts', `export const bad = () => console.log('')`],
  ['no-restricted-globals', stream, `export const bad = () => setTimeout(() => undefined, 1)`],
  ['no-restricted-globals', 'lib/traces/scrub/scrub.ts', `export const bad = () => fetch('')`],
  ['no-restricted-properties', stream, `export const bad = Date.now`],
  ['no-restricted-properties', stream, `export const bad = () => Math.random()`],
]

const sound: ReadonlyArray<readonly [what: string, file: string, source: string]> = [
  ['the whole path of an fp-ts module', wire, `import * as E from 'fp-ts/lib/Either.js'\nexport const good = E.right`],
  ['rxjs/testing in what is for tests', 'lib/testing/marbles.ts', `import { TestScheduler } from 'rxjs/testing'\nexport const good = TestScheduler`],
  ['rxjs/testing in a spec', spec, `import { TestScheduler } from 'rxjs/testing'\nexport const good = TestScheduler`],
  ['a switch that names every case', stream, byTag(`case 'B'`)],
  ['a default case in the command line', cli, byTag('default')],
  ['Buffer in the command line', cli, `export const good = () => Buffer.from('')`],
  ['a default export of a configuration', 'vitest.config.ts', `export default {}`],
]

describe('the lint rules', () => {
  it.each(bad)('%s is broken in %s (case %#)', async (rule, file, source) => {
    expect(await broken(typed.includes(rule) ? withTypes : withoutTypes, file, source)).toContain(rule)
  })

  it.each(sound)('%s is fine', async (_what, file, source) => {
    expect(await broken(withoutTypes, file, source)).toEqual([])
  })
})
