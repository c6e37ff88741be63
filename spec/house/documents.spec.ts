import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { built, root, run, type Run } from './run.js'

/** A fenced block of code, and the line of its document that it begins in. No language: there is none, or no end. */
interface Block {
  readonly document: string
  readonly line: number
  readonly language: string
  readonly code: string
}

const opening = /^\s*(`{3,}|~{3,})\s*([^`\s]*)/

const blocksIn = (document: string, markdown: string): ReadonlyArray<Block> => {
  const blocks: Array<Block> = []
  const lines = markdown.split(/\r?\n/)
  for (let i = 0; i < lines.length; i++) {
    const [, fence, language = ''] = opening.exec(lines[i]!) ?? []
    if (fence === undefined) continue
    const start = i + 1
    const closes = (line: string): boolean => line.startsWith(fence) && line.replaceAll(fence[0]!, '') === ''
    while (++i < lines.length && !closes(lines[i]!.trim()));
    const isClosed = i < lines.length
    blocks.push({ document, line: start, language: isClosed ? language : '', code: lines.slice(start, i).join('\n') })
  }
  return blocks
}

/** What a block says that it prints, line by line. */
const promised = ({ code }: Block): ReadonlyArray<string> =>
  [...code.matchAll(/\/\/ prints: ?(.*)$/gm)].map(([, text = '']) => text.trimEnd())

const linesOf = (text: string): ReadonlyArray<string> => {
  const lines = text.split('\n').map((line) => line.trimEnd())
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines
}

/** The commands of a block for the shell; one that goes on in the next line is one. */
const commandsOf = ({ code }: Block): ReadonlyArray<string> =>
  code
    .replace(/\\\n\s*/g, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))

const isMsnp = (command: string): boolean => /^npx msnp(?: |$)/.test(command)

const allowed = [
  'npm ci',
  'npm start',
  'npm test',
  'npm install rx-msnp',
  'npm run bench',
  'npm run laws',
  'npm run reference',
  'npm run example',
]

const isAllowed = (command: string): boolean =>
  allowed.some((prefix) => command.startsWith(prefix) && /^(?:$|[ :])/.test(command.slice(prefix.length)))

/** The npm script that a command runs, if it runs one. */
const scriptOf = (command: string): string | undefined => {
  const [, named, short] = /^npm (?:run ([\w:]+)|(start|test))/.exec(command) ?? []
  return named ?? short
}

const inShell = (command: string): Promise<Run> =>
  run('bash', ['-o', 'pipefail', '-c', command.replaceAll('npx msnp', 'node dist/cli/msnp.js')])

const sample = blocksIn(
  'sample.md',
  [
    'Some words.',
    '```ts',
    `import { of } from 'rxjs'`,
    `import { commands } from 'rx-msnp'`,
    '',
    `const octets = new TextEncoder().encode('QNG 50\\r\\nOUT\\r\\n')`,
    `of(octets).pipe(commands({ from: 'server' })).subscribe(({ _tag }) => console.log(_tag))`,
    '// prints: Async',
    '// prints: Async',
    '```',
    '1. In a list:',
    '   ~~~~ts title="wrong"',
    `   export const wrong: number = 'one'`,
    '   ~~~~',
    '````text',
    '```ts',
    '````',
    '```sh',
    '# A comment, and a command in two lines.',
    'npx msnp commands \\',
    '  NLN',
    'npm run nonsense',
    '```',
    '```',
    'nothing is known of this',
    '```',
    '```json',
    'never closed',
  ].join('\n'),
)

const filesIn = (folder: string): ReadonlyArray<string> =>
  existsSync(join(root, folder)) ? readdirSync(join(root, folder)).sort().map((name) => join(folder, name)) : []

const documents = [...filesIn('.').filter((name) => name === 'README.md'), ...filesIn('docs')].filter((name) =>
  name.endsWith('.md'),
)
const blocks = documents.flatMap((document) => blocksIn(document, readFileSync(join(root, document), 'utf8')))

const languages: ReadonlyArray<string> = ['ts', 'sh', 'text', 'json']
const of = (language: string, among: ReadonlyArray<Block> = blocks): ReadonlyArray<Block> =>
  among.filter((block) => block.language === language)
const place = ({ document, line }: Block): string => `${document}:${line}`
const placed = (some: ReadonlyArray<Block>) => some.map((block) => [place(block), block] as const)

const moduleOf = ({ document, line }: Block): string => `${document.replace(/\W/g, '_')}_${line}`

describe('the documents', () => {
  let folder = ''
  let compiled: Run = { code: -1, stdout: '', stderr: '' }

  /** What the compiler says of a block, with the place in its document; what it says of no block in particular, too. */
  const problemsIn = (block: Block): ReadonlyArray<string> =>
    linesOf(compiled.stdout + compiled.stderr).flatMap((line) => {
      const [, name, row, what] = /(\w+)\.ts\((\d+),\d+\): (.*)/.exec(line) ?? []
      if (name === moduleOf(block)) return [`${block.document}:${block.line + Number(row)}: ${what}`]
      return name === undefined && line.startsWith('error') ? [line] : []
    })

  const runModule = (block: Block): Promise<Run> => run(process.execPath, [join(folder, `${moduleOf(block)}.js`)])

  beforeAll(async () => {
    await built()
    mkdirSync(join(root, '.check'), { recursive: true })
    // Inside the checkout: its package.json is what makes 'rx-msnp' the package that was built.
    folder = mkdtempSync(join(root, '.check', 'documents-'))
    const config = {
      extends: '../../tsconfig.json',
      compilerOptions: { noEmit: false, declaration: false, rootDir: '.', paths: {} },
      include: ['*.ts'],
    }
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config))
    for (const block of [...of('ts'), ...of('ts', sample)])
      writeFileSync(join(folder, `${moduleOf(block)}.ts`), `${block.code}\n`)
    compiled = await run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder])
  })

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('have a language on every block of code', () => {
    expect(blocks.filter(({ language }) => !languages.includes(language)).map(place)).toEqual([])
  })

  it.each(placed(of('ts')))('%s type-checks and prints what it says', async (_place, block) => {
    expect(problemsIn(block)).toEqual([])
    const { code, stdout, stderr } = await runModule(block)
    expect(code, stderr).toBe(0)
    expect(linesOf(stdout)).toEqual(promised(block))
  })

  it.each(placed(of('sh')))('%s works in a shell', async (_place, block) => {
    const manifest = readFileSync(join(root, 'package.json'), 'utf8')
    const { scripts } = JSON.parse(manifest) as { readonly scripts: Readonly<Record<string, string>> }
    for (const command of commandsOf(block))
      if (isMsnp(command)) {
        const { code, stderr } = await inShell(command)
        expect(code, `${command}\n${stderr}`).toBe(0)
      } else {
        expect(isAllowed(command), command).toBe(true)
        const script = scriptOf(command)
        if (script !== undefined) expect(Object.keys(scripts)).toContain(script)
      }
  })

  describe('when there is something wrong with them', () => {
    const [good, wrong] = of('ts', sample) as readonly [Block, Block]

    it('every block is found', () => {
      expect(sample.map(({ line, language }) => [line, language])).toEqual([
        [2, 'ts'],
        [12, 'ts'],
        [15, 'text'],
        [18, 'sh'],
        [24, ''],
        [27, ''],
      ])
    })

    it('what is printed is compared with what is promised', async () => {
      expect(problemsIn(good)).toEqual([])
      expect(promised(good)).toEqual(['Async', 'Async'])
      const { stdout, stderr } = await runModule(good)
      expect(linesOf(stdout), stderr).toEqual(promised(good))
    })

    it('a wrong type is told, with its place', () => {
      expect(compiled.code).not.toBe(0)
      const told = `sample.md:13: error TS2322: Type 'string' is not assignable to type 'number'.`
      expect(problemsIn(wrong)).toEqual([told])
    })

    it('commands are run, allowed or refused', async () => {
      const [shown, other] = of('sh', sample).flatMap(commandsOf) as [string, string]
      expect(shown).toBe('npx msnp commands NLN')
      expect(isMsnp(shown)).toBe(true)
      expect((await inShell(shown)).code).toBe(0)
      expect((await inShell('npx msnp nonsense')).code).not.toBe(0)
      expect(isMsnp(other) || isAllowed(other)).toBe(false)
      expect(['npm ci', 'npm run example:echo', 'npm test -- spec/house', 'npm run laws'].every(isAllowed)).toBe(true)
      expect(['npm cite', 'npm publish', 'rm -rf .', 'npm run examples'].some(isAllowed)).toBe(false)
      expect(['npm start', 'npm test -- -u', 'npm run example:echo', 'npm ci'].map(scriptOf)).toEqual([
        'start',
        'test',
        'example:echo',
        undefined,
      ])
    })
  })
})
