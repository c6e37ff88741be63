import { existsSync, mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { publint } from 'publint'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { built, isWindows, npm, output, root, run } from './run.js'

interface Manifest {
  readonly version: string
  readonly bin: Readonly<Record<string, string>>
  readonly exports: unknown
  readonly peerDependencies: Readonly<Record<string, string>>
}

const manifestIn = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest

/** Every file that an exports map names, under whatever conditions. */
const targets = (exports: unknown): ReadonlyArray<string> =>
  typeof exports === 'string' ? [exports] : Object.values(exports ?? {}).flatMap(targets)

const patience = 300_000

describe('the packed package', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rx-msnp-package-'))
  const user = join(folder, 'user')
  const installed = join(user, 'node_modules', 'rx-msnp')
  const { version, peerDependencies } = manifestIn(root)
  const tarball = join(folder, `rx-msnp-${version}.tgz`)
  let files: ReadonlyArray<string> = []

  beforeAll(async () => {
    await built()
    // Without the build that belongs to packing: other specs are reading it.
    const packed = await npm(['pack', '--ignore-scripts', '--json', '--pack-destination', folder])
    const [report] = JSON.parse(packed) as ReadonlyArray<{ readonly files: ReadonlyArray<{ readonly path: string }> }>
    files = report?.files.map(({ path }) => path) ?? []

    mkdirSync(user)
    writeFileSync(join(user, 'package.json'), JSON.stringify({ name: 'user', private: true }))
    const peers = Object.keys(peerDependencies).map(
      (name) => `${name}@${manifestIn(join(root, 'node_modules', name)).version}`,
    )
    await npm(['install', '--prefer-offline', '--no-audit', '--no-fund', tarball, ...peers], user)
  }, patience)

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('holds what is built, its sources and its papers', () => {
    const known = /^(?:dist\/|lib\/|docs\/[\w-]+\.md$|(?:package\.json|README\.md|CHANGELOG\.md|LICENSE)$)/
    expect(files.filter((file) => !known.test(file))).toEqual([])
    expect(files).toContain('dist/index.js')
    expect(files).toContain('dist/index.d.ts')
    expect(files).toContain('docs/machines.md')
    expect(files.filter((file) => /\.spec(?:-d)?\./.test(file))).toEqual([])
  })

  it('holds every file that its exports and its bin name', () => {
    const { exports, bin } = manifestIn(installed)
    const named = [...targets(exports), ...Object.values(bin)]
    expect(named).not.toEqual([])
    expect(named.filter((file) => !existsSync(join(installed, file)))).toEqual([])
  })

  it.each([
    ['rx-msnp', 'commands'],
    ['rx-msnp/node', 'nodePorts'],
    ['rx-msnp/web', 'webPorts'],
    ['rx-msnp/testing', 'marbles'],
    ['rx-msnp/wire', 'feed'],
    ['rx-msnp/auth', 'digest'],
    ['rx-msnp/payloads', 'readMessage'],
    ['rx-msnp/traces', 'replay'],
    ['rx-msnp/machines', 'session'],
  ])('gives the same names to import and to require of %s, in plain Node', async (entry, known) => {
    const names = (loaded: string): string => `
      const notOurs = ['default', 'module.exports', '__esModule']
      console.log(JSON.stringify(Object.keys(${loaded}).filter((name) => !notOurs.includes(name)).sort()))
    `
    writeFileSync(join(user, 'import.mjs'), names(`await import('${entry}')`))
    writeFileSync(join(user, 'require.cjs'), names(`require('${entry}')`))
    const imported = JSON.parse(await output(process.execPath, ['import.mjs'], user)) as ReadonlyArray<string>
    const required = JSON.parse(await output(process.execPath, ['require.cjs'], user)) as ReadonlyArray<string>
    expect(imported).toContain(known)
    expect(required).toEqual(imported)
  })

  it('runs a test of marbles in plain Node', async () => {
    const test = `
      import assert from 'node:assert/strict'
      import { EMPTY } from 'rxjs'
      import { event, marbles, virtualServer } from 'rx-msnp/testing'
      marbles(assert.deepEqual)(({ hot, expectIntents }) => {
        expectIntents(() => EMPTY, hot('--a--|', { a: event('Joined') })).toBe('-----|')
      })
      const { signIn, pass } = virtualServer()
      const alice = signIn('alice')
      pass()
      console.log(alice.heard('Ready').length)
    `
    writeFileSync(join(user, 'marbles.mjs'), test)
    expect(await output(process.execPath, ['marbles.mjs'], user)).toBe('1\n')
  })

  it('shares its peers with whoever uses it', () => {
    const own = Object.keys(peerDependencies).filter((name) => existsSync(join(installed, 'node_modules', name)))
    expect(own).toEqual([])
  })

  // Of the libraries, only this one: to check those that it stands on takes ten times as long.
  it('type-checks for a user who checks the types of libraries too', { timeout: patience }, () => {
    const entries = ['wire', 'auth', 'payloads', 'traces', 'machines', 'testing', 'web']
    writeFileSync(
      join(user, 'use.ts'),
      `import { of } from 'rxjs'\nimport { commands } from 'rx-msnp'\nimport { event } from 'rx-msnp/testing'\n` +
        entries.map((entry) => `export type * as ${entry} from 'rx-msnp/${entry}'\n`).join('') +
        `event('Joined').passport satisfies string\n` +
        `of(new Uint8Array()).pipe(commands({ from: 'server' })).subscribe(({ _tag }) => _tag satisfies string)\n`,
    )
    const { NodeNext: module } = ts.ModuleKind
    const options = { strict: true, noEmit: true, module, target: ts.ScriptTarget.ES2022, skipLibCheck: false, types: [] }
    const program = ts.createProgram([join(user, 'use.ts')], options)
    const files = program.getSourceFiles().filter(({ fileName }) => /\/user\/(?:use\.ts$|node_modules\/rx-msnp\/)/.test(fileName))
    expect(files.length).toBeGreaterThan(100)
    const found = [program.getOptionsDiagnostics(), program.getGlobalDiagnostics(), ...files.map((file) => program.getSemanticDiagnostics(file)), ...files.map((file) => program.getSyntacticDiagnostics(file))]
    const host = { getCanonicalFileName: (name: string) => name, getCurrentDirectory: () => user, getNewLine: () => '\n' }
    expect(ts.formatDiagnostics(found.flat(), host)).toBe('')
  })

  it('has no fault that publint knows of', async () => {
    const bytes = readFileSync(tarball)
    const packed = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
    const { messages } = await publint({ pack: { tarball: packed }, strict: true })
    expect(messages).toEqual([])
  })

  it('has no wrong types that attw knows of', { timeout: patience }, async () => {
    const attw = join(root, 'node_modules/@arethetypeswrong/cli/dist/index.js')
    const options = ['--profile', 'esm-only', '--format', 'ascii', '--no-emoji']
    const { code, stdout } = await run(process.execPath, [attw, tarball, ...options])
    expect(code, stdout).toBe(0)
  })

  it('brings the msnp command', async () => {
    const [program, ...before] = isWindows
      ? [process.execPath, join(installed, manifestIn(installed).bin['msnp']!)]
      : [join(user, 'node_modules/.bin/msnp')]
    expect(await output(program!, [...before, '--help'], user)).toContain('Usage: msnp')
    expect(await output(program!, [...before, '--version'], user)).toBe(`${version}\n`)
    expect(await output(program!, [...before, 'commands', 'NLN'], user)).toContain('NLN')
  })
})
