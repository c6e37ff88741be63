/** What bundlers and compilers make of the built package: ES modules all the way down, of which they leave out what nobody uses. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { build } from 'esbuild'
import { beforeAll, describe, expect, it } from 'vitest'

import { typesOfBot } from '../../bench/types.js'
import { built, output, root } from './run.js'

/** A bundle of a program that has the package by its name, and how many bytes of each file are in it. */
const bundle = async (contents: string) => {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: `${root}spec/house`, loader: 'js' },
    bundle: true,
    write: false,
    metafile: true,
    minify: true,
    platform: 'browser',
    format: 'esm',
    target: 'es2022',
    logLevel: 'silent',
    absWorkingDir: root,
    tsconfigRaw: {},
  })
  const [whole] = Object.values(metafile.outputs)
  const files = Object.entries(whole!.inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : []))
  return { code: outputFiles[0]!.text, files }
}

const using = (name: string) => bundle(`import { ${name} } from 'rx-msnp'\nconsole.log(${name})`)

/** What a program prints, in a bundle and without one. */
const printed = async (program: string): Promise<readonly [bundled: string, plain: string]> => {
  const folder = mkdtempSync(join(tmpdir(), 'rx-msnp-bundle-'))
  try {
    const path = join(folder, 'bundle.mjs')
    writeFileSync(path, (await bundle(program)).code)
    return [
      await output(process.execPath, [path], folder),
      await output(process.execPath, ['--input-type=module', '--eval', program], root),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

describe('the package in a bundle', () => {
  beforeAll(built, 300_000)

  it('has ES modules alone, each once', async () => {
    const entries = ['', '/wire', '/auth', '/payloads', '/traces', '/machines', '/testing', '/web'].map((entry) => `rx-msnp${entry}`)
    const { files } = await bundle(entries.map((entry, at) => `import * as all${at} from '${entry}'\nconsole.log(all${at})`).join('\n'))
    expect(files).toContain('dist/module/testing/marbles.js')
    expect(files.filter((path) => /^dist\/(?!module\/)/.test(path))).toEqual([])
    expect(files.filter((path) => /node_modules\/(?:fp-ts|io-ts)\/lib\//.test(path))).toEqual([])
  })

  it('is as small as what is used of it: to say something needs no rows', async () => {
    const { code, files } = await using('say')
    expect(files.filter((path) => /commands|node_modules/.test(path))).toEqual([])
    expect(code.length).toBeLessThan(10_000)
  })

  it('has no machine, no server and no Node in the ports of a page', async () => {
    const { code, files } = await bundle(`import { webPorts } from 'rx-msnp/web'\nconsole.log(webPorts)`)
    expect(files.filter((path) => /^dist\/module\/(?:client|host|traces|edges\/(?:node|http|sockets|memory))|node_modules\/ws\//.test(path))).toEqual([])
    expect(code.length).toBeLessThan(50_000)
  })

  it('has no session and no SOAP in it where somebody only decodes', async () => {
    const { code, files } = await using('commands')
    // Nor what rows say for people: the reference has it.
    expect(code).not.toContain('A contact comes online')
    expect(files.filter((path) => /^dist\/module\/(?:client|host|payloads|traces|edges|auth)|immutable|crypto-es/.test(path))).toEqual([])
  })

  it('does the same as in Node', async () => {
    const [bundled, plain] = await printed(`
      import { of } from 'rxjs'
      import { commands, dialects, reference, rows } from 'rx-msnp'
      import { event, virtualServer } from 'rx-msnp/testing'
      const bytes = new TextEncoder().encode('VER 1 MSNP8 CVR0\\r\\nNLN AWY bob@example.com Bob%20B 0\\r\\n715 3\\r\\nNLN\\r\\n')
      of(bytes).pipe(commands({ from: 'server', on: 'NS' })).subscribe((command) => console.log(JSON.stringify(command)))
      console.log(JSON.stringify([dialects, reference, event('TextReceived')]))
      for (const [id, { verb, meaning, example, source, payload }] of Object.entries(rows))
        console.log(JSON.stringify([id, verb, meaning, example, source, payload?.kind, payload?.example]))
      const { signIn, pass } = virtualServer()
      const alice = signIn('alice')
      pass()
      console.log(alice.heard('Ready').length)
    `)
    expect(plain).toContain('"verb":"NLN"')
    expect(plain.endsWith('\n1\n')).toBe(true)
    expect(bundled).toBe(plain)
  })
})

it('the bot of the README asks little of the compiler: no row is expanded for it', async () => {
  await built()
  expect(typesOfBot().types).toBeLessThan(10_000)
})

it('every module but those of the command line is there for bundlers, with its source map', async () => {
  await built()
  const modules = (folder: string): ReadonlyArray<string> =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((path) => path.replaceAll('\\', '/'))
      .filter((path) => path.endsWith('.js') && !/^(?:cli|module)\//.test(path))
      .sort()
  // Bundlers read rows by one loop, in place of the functions that are written out of them.
  const writtenOut = /^commands\/(?:compiled|readers|writers)\.js$/
  expect(modules('dist/module')).toEqual(modules('dist').filter((path) => !writtenOut.test(path)))
  const { sources } = JSON.parse(readFileSync(join(root, 'dist/module/index.js.map'), 'utf8')) as { readonly sources: ReadonlyArray<string> }
  expect(sources).toEqual(['../../lib/index.ts'])
})
