import { existsSync } from 'node:fs'

import { build } from 'esbuild'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { executablePath, launching } from './chromium.js'
import { conversation, umlauts } from './conversation.js'
import { root } from './run.js'

/** A bundle for browsers, and the files that went into it. */
const bundle = async (contents: string, alias: Record<string, string> = {}) => {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: `${root}spec/house`, loader: 'ts' },
    bundle: true,
    write: false,
    metafile: true,
    minify: true,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    logLevel: 'silent',
    absWorkingDir: root,
    alias,
  })
  return { code: outputFiles[0]!.text, inputs: Object.keys(metafile.inputs) }
}

const entry = `
import { conversation, umlauts } from './conversation.js'
Object.assign(globalThis, { conversation, umlauts })
`

const nodes = /^lib\/(?:cli\/|edges\/(?:files|http|node|reasons|settings|sockets|tracefile|transports\/(?:stream|web-socket|ws))\.ts)/

const aliases: ReadonlyArray<readonly [how: string, alias: Record<string, string>]> = [
  ['as it stands', {}],
  ['with the ES modules of fp-ts', { 'fp-ts/lib': 'fp-ts/es6' }],
]

describe('a bundle for browsers', () => {
  it('cannot be made of what imports node:*', async () => {
    const near = bundle(`import { readFileSync } from 'node:fs'\nconsole.log(readFileSync)`)
    await expect(near).rejects.toThrow(/node:fs/)
    const far = bundle(`import { chunksOf } from '../../lib/edges/files.js'\nconsole.log(chunksOf)`)
    await expect(far).rejects.toThrow(/node:fs/)
  })

  it.each(aliases)('can be made of the library, %s', async (_how, alias) => {
    const { inputs } = await bundle(entry, alias)
    expect(inputs).toContain('lib/index.ts')
    // Sessions and servers are in it, with ports of whatever kind; those of Node are not.
    expect(inputs).toContain('lib/edges/memory.ts')
    expect(inputs.filter((input) => nodes.test(input))).toEqual([])
  })

  it.each(aliases)('can be made of the tools for tests, %s', async (_how, alias) => {
    const { inputs } = await bundle(`export * from '../../lib/testing/index.js'`, alias)
    expect(inputs).toContain('lib/testing/marbles.ts')
    expect(inputs.filter((input) => nodes.test(input))).toEqual([])
  })

  it.each(aliases)('can be made of the ports of a page, %s', async (_how, alias) => {
    const { inputs } = await bundle(`export * from '../../lib/edges/web.js'`, alias)
    expect(inputs).toContain('lib/edges/web/sockets.ts')
    expect(inputs.filter((input) => nodes.test(input))).toEqual([])
  })

  describe.skipIf(!existsSync(executablePath))('in Chromium', () => {
    let browser: Browser | undefined

    beforeAll(async () => {
      browser = await launching()
    })

    afterAll(async () => {
      await browser?.close()
    })

    it.each(aliases)('reads the same commands as in Node, %s', async (_how, alias) => {
      const { code } = await bundle(entry, alias)
      const page = await browser!.newPage()
      try {
        await page.addScriptTag({ content: code })
        expect(await page.evaluate(`typeof Buffer`)).toBe('undefined')
        for (const size of [1, 7, 4096]) expect(await page.evaluate(`conversation(${size})`)).toBe(conversation(size))
        expect(await page.evaluate(`umlauts()`)).toBe(umlauts())
      } finally {
        await page.close()
      }
    })
  })

  it('is compared with a conversation that says something', () => {
    const verbs = (JSON.parse(conversation(5)) as ReadonlyArray<{ readonly _tag: string; readonly verb?: string }>).map(
      ({ _tag, verb }) => verb ?? _tag,
    )
    expect(verbs).toEqual(['VER', 'USR', 'ILN', 'NLN', 'CHL', '715', 'QNG', 'Undecodable', 'MSG'])
    expect(umlauts()).toBe('Grüß')
  })
})
