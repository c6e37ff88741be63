/** What works on one system alone: scripts, paths and line ends that another reads differently. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { root, textOf } from './run.js'

const folders = ['lib', 'spec', 'bench', 'examples', 'docs', 'scripts']
const sources = folders
  .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)))
  .filter((path) => /\.(?:ts|mjs|js|cjs)$/.test(path) && !path.startsWith(join('docs', 'api')))
const { scripts } = JSON.parse(textOf('package.json')) as { readonly scripts: Readonly<Record<string, string>> }

/** What of a script only a shell of POSIX understands; nothing, if it is for every shell. */
const shellOf = (script: string): string | undefined => {
  // What is in double quotes is quoted everywhere.
  const bare = script.replace(/"[^"]*"/g, '""')
  return [/(?:^|&& *)\w+=\S* /, /'/, /;/, /\$/, /`/, /(?:^|&& *)(?:rm|cp|mv|mkdir|cat|touch|export|sh|bash|\.\/)\b/].flatMap(
    (pattern) => pattern.exec(bare)?.[0] ?? [],
  )[0]
}

/** What in a source makes a path that Windows does not have. */
const problemsIn = (text: string): ReadonlyArray<string> =>
  [
    // A file's address begins with a slash before the drive, and has spaces as %20: fileURLToPath knows.
    /import\.meta\.url\)?\s*\)?\.pathname/,
    /new URL\(import\.meta\.url\)/,
    // What npm puts there is a script for another shell.
    /(?:spawn|spawnSync|execFile|execFileSync|run|output)\(\s*(?:'npm'|'npx'|join\([^)]*\.bin\/)/,
  ].flatMap((pattern) => pattern.exec(text)?.[0] ?? [])

describe('on every system', () => {
  it('scripts run in every shell', () => {
    expect(Object.entries(scripts).flatMap(([name, script]) => (shellOf(script) === undefined ? [] : [name]))).toEqual([])
  })

  it('sources name files so that they are found', () => {
    expect(sources.length).toBeGreaterThan(400)
    const own = join('spec', 'house', 'portable.spec.ts')
    const wrong = sources
      .filter((path) => path !== own)
      .flatMap((path) => problemsIn(textOf(path)).map((problem) => `${path}: ${problem}`))
    // The one place that knows how npm is started, and does so where that is a program.
    expect(wrong).toEqual([`${join('spec', 'house', 'run.ts')}: output('npm'`])
  })

  it('texts are checked out with line feeds, and recordings as they are', () => {
    const attributes = textOf('.gitattributes')
    expect(attributes).toMatch(/^\* text=auto eol=lf$/m)
    expect(attributes).toMatch(/^\*\.pcap binary$/m)
  })

  it('what would not is found', () => {
    expect(['A=1 node x', 'npm run a && B=2 node x', "node -e 'x'", 'rm -rf dist', 'a; b', 'echo $A'].filter((script) => shellOf(script) === undefined)).toEqual([])
    expect(['vitest run', 'node -e "fs.rmSync(\'a\', { b: true })" && tsc', 'node a > b'].map(shellOf)).toEqual([undefined, undefined, undefined])
    expect(problemsIn("new URL('a', import.meta.url).pathname")).toHaveLength(1)
    expect(problemsIn("await output('npm', ['ci'])")).toHaveLength(1)
    expect(problemsIn("fileURLToPath(new URL('a', import.meta.url))")).toEqual([])
  })
})
