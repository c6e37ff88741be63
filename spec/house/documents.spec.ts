import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { msnp, start, type Ended } from '../cli/child.js'
import { built, isWindows, output, root, run, textOf, type Run } from './run.js'

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

/** A command of ours, perhaps with a variable that it reads a password from. */
const isMsnp = (command: string): boolean => /^(?:[A-Z]+=\w+ )?npx msnp(?: |$)/.test(command)

/** One that goes on until it is interrupted. */
const isServer = (command: string): boolean => /^npx msnp (?:serve|record|bridge)(?: |$)/.test(command)

const allowed = [
  'npm ci',
  'npm start',
  'npm test',
  'npm init -y',
  'npm pkg set type=module',
  'npm install rx-msnp',
  'npm install --save-dev tsx',
  'npx tsx',
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

/** The commands that stand in one line, joined by `&&`. */
const partsOf = (command: string): ReadonlyArray<string> => command.split(' && ')

/** The module that a command runs, if it runs one of the blocks. */
const tsxOf = (command: string): string | undefined => /^npx tsx ([\w.]+)\.ts$/.exec(command)?.[1]

/** The words of a command of ours, and the variables before it. No shell is needed: nothing in them is for one but quotes. */
const wordsOf = (command: string): { readonly env: Readonly<Record<string, string>>; readonly args: ReadonlyArray<string> } => {
  const words = [...command.matchAll(/(?:'[^']*'|[^\s'|&;<>$`\\])+/g)].map(([word]) => word.replaceAll("'", ''))
  if (words.join('') !== command.replace(/'([^']*)'|\s/g, '$1')) throw new Error(`this wants a shell: ${command}`)
  const at = words.indexOf('npx')
  return { env: Object.fromEntries(words.slice(0, at).map((word) => word.split('=', 2))), args: words.slice(at + 2) }
}

/** Runs a command of ours to its end, in this process. */
const ours = (command: string): Promise<Ended> => {
  const { env, args } = wordsOf(command)
  return msnp(args, env)
}

/** A program that goes on until it is interrupted: what it says, a line each, and how it ends. */
interface Going {
  readonly child: ChildProcess
  readonly lines: ReadonlyArray<string>
  /** The first line that it says. */
  readonly first: Promise<string>
  readonly ended: Promise<number | null>
}

const going = (args: ReadonlyArray<string>): Going => {
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
  const lines: Array<string> = []
  const reader = createInterface(child.stdout)
  reader.on('line', (line) => lines.push(line.trimEnd()))
  const ended = once(child, 'close').then(([code]) => code as number | null)
  const first = Promise.race([
    once(reader, 'line').then(([line]) => line as string),
    ended.then((code): string => {
      throw new Error(`${args.join(' ')} ended with ${code} before it said anything`)
    }),
  ])
  return { child, lines, first, ended }
}

const interrupted = ({ child, ended }: Going): Promise<number | null> => {
  child.kill('SIGINT')
  return ended
}

const served = ['dist/cli/msnp.js', 'serve', '--port', '0', '--json']

/** The arguments of a command that goes on, at ports that are free. */
const anywhere = (command: string): ReadonlyArray<string> => [
  ...wordsOf(command).args,
  ...(command.startsWith('npx msnp record') ? ['--listen', '0', '--http-port', '0'] : []),
  ...(command.startsWith('npx msnp bridge') ? ['--listen', '0'] : []),
  ...(command.startsWith('npx msnp serve') ? ['--port', '0'] : []),
]

/** A text of the documents, with the ports that a server really has in place of those that are written there. */
type Here = (text: string) => string

const hereOf = (line: string, beside = ''): Here => {
  const { first, http } = JSON.parse(line) as { readonly first: string; readonly http: string }
  const portOf = (address: string): string => /\d+$/.exec(address)![0]
  return (text) =>
    text
      .replaceAll('--server 127.0.0.1:1865', beside)
      // A command knows the login server by its default, which is the next port.
      .replaceAll('--server 127.0.0.1:1863', `--server 127.0.0.1:1863 --nexus ${http}/rdr/pprdr.asp`)
      .replace(/\b1863\b/g, portOf(first))
      .replace(/\b1864\b/g, portOf(http))
}

const sample = blocksIn(
  'sample.md',
  [
    'Some words.',
    '```ts',
    `import { of } from 'rxjs'`,
    `import { commands } from 'rx-msnp'`,
    '',
    `const bytes = new TextEncoder().encode('QNG 50\\r\\nOUT\\r\\n')`,
    `of(bytes).pipe(commands({ from: 'server' })).subscribe(({ _tag }) => console.log(_tag))`,
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
  existsSync(join(root, folder))
    ? readdirSync(join(root, folder))
        .sort()
        .map((name) => join(folder, name))
    : []

const documents = [...filesIn('.').filter((name) => name === 'README.md'), ...filesIn('docs')].filter((name) =>
  name.endsWith('.md'),
)
const blocks = documents.flatMap((document) => blocksIn(document, textOf(document)))

// TypeScript that is quoted out of a file is marked otherwise than programs that are run; Perl is another library's.
const languages: ReadonlyArray<string> = ['ts', 'typescript', 'perl', 'sh', 'text', 'json', 'mermaid']
const of = (language: string, among: ReadonlyArray<Block> = blocks): ReadonlyArray<Block> =>
  among.filter((block) => block.language === language)
const place = ({ document, line }: Block): string => `${document}:${line}`
const placed = (some: ReadonlyArray<Block>) => some.map((block) => [place(block), block] as const)

/** The name of a block's module: the one in its first line, or else its place. */
const moduleOf = ({ document, line, code }: Block): string =>
  /^\/\/ ([\w.]+)\.ts$/m.exec(code.split('\n')[0]!)?.[1] ?? `${document.replace(/\W/g, '_')}_${line}`

/** A test for Vitest, which runs nowhere else. */
const isTest = ({ code }: Block): boolean => code.includes(`from 'vitest'`)

/** A program that goes on until it is interrupted has a test of its own. */
const isGoing = ({ code }: Block): boolean => code.includes("'SIGINT'")

describe('the documents', () => {
  let folder = ''
  let compiled: Run = { code: -1, stdout: '', stderr: '' }
  let serving: Going | undefined
  let recording: Going | undefined
  let here: Here
  /** The programs of the documents that go on until they are interrupted, while everything else is tried. */
  const bots = new Map<Block, Going>()

  /** What the compiler says of a block, with the place in its document; what it says of no block in particular, too. */
  const problemsIn = (block: Block): ReadonlyArray<string> =>
    linesOf(compiled.stdout + compiled.stderr).flatMap((line) => {
      const [, name, row, what] = /([\w.]+)\.ts\((\d+),\d+\): (.*)/.exec(line) ?? []
      if (name === moduleOf(block)) return [`${block.document}:${block.line + Number(row)}: ${what}`]
      return name === undefined && line.startsWith('error') ? [line] : []
    })

  const pathOf = (block: Block): string => join(folder, `${moduleOf(block)}.js`)
  /** What the modules printed, all of them run in one process. */
  let ran: Readonly<Record<string, Run>> = {}
  const runOf = (block: Block): Run => ran[pathOf(block)] ?? { code: -1, stdout: '', stderr: 'it was not run' }
  const runTest = (block: Block): Promise<Run> => {
    const vitest = join(root, 'node_modules/vitest/vitest.mjs')
    const where = ['--root', folder, '--config', join(folder, 'vitest.config.js')]
    return run(process.execPath, [vitest, 'run', ...where, `${moduleOf(block)}.ts`])
  }

  beforeAll(async () => {
    await built()
    serving = going(served)
    const listening = await serving.first
    const { first, nexus } = JSON.parse(listening) as { readonly first: string; readonly nexus: string }
    mkdirSync(join(root, '.check'), { recursive: true })
    // Inside the checkout: its package.json is what makes 'rx-msnp' the package that was built.
    folder = mkdtempSync(join(root, '.check', 'documents-'))
    const before = ['--server', first, '--nexus', nexus, '--out', join(folder, 'evening.jsonl')]
    recording = going(['dist/cli/msnp.js', 'record', '--json', ...before])
    const proxy = JSON.parse(await recording.first) as { readonly address: string; readonly nexus: string }
    here = hereOf(listening, `--server ${proxy.address} --nexus ${proxy.nexus}`)
    const config = {
      extends: '../../tsconfig.json',
      compilerOptions: { noEmit: false, declaration: false, rootDir: '.', paths: {} },
      include: ['*.ts'],
    }
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config))
    // Else it is that of the checkout.
    writeFileSync(join(folder, 'vitest.config.js'), 'export default {}')
    for (const block of [...of('ts'), ...of('ts', sample)])
      writeFileSync(join(folder, `${moduleOf(block)}.ts`), `${here(block.code)}\n`)
    compiled = await run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder])
    const toEnd = [...of('ts').filter((block) => !isGoing(block) && !isTest(block)), of('ts', sample)[0]!]
    ran = JSON.parse(await output(process.execPath, ['spec/house/modules.mjs', ...toEnd.map(pathOf)])) as typeof ran
    for (const block of of('ts').filter(isGoing)) bots.set(block, going([pathOf(block)]))
    await Promise.all([...bots.values()].map(({ first }) => first))
  })

  afterAll(async () => {
    for (const each of [...bots.values(), recording, serving]) each?.child.kill('SIGKILL')
    if (folder !== '') rmSync(folder, { recursive: true, force: true })
  })

  it('have a language on every block of code', () => {
    expect(blocks.filter(({ language }) => !languages.includes(language)).map(place)).toEqual([])
  })

  it('quote what stands in the files', () => {
    const sources = ['lib', 'examples'].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .map((name) => textOf(join(folder, name))),
    )
    const isQuoted = ({ code }: Block): boolean => sources.some((source) => source.includes(code))
    expect(of('typescript').length).toBeGreaterThan(0)
    expect(of('typescript').filter((block) => !isQuoted(block)).map(place)).toEqual([])
  })

  it('give each module a name of its own', () => {
    const names = of('ts').map(moduleOf)
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  })

  it.each(placed(of('ts').filter(isTest)))('%s type-checks and passes', async (_place, block) => {
    expect(problemsIn(block)).toEqual([])
    const { code, stdout, stderr } = await runTest(block)
    expect(code, stderr).toBe(0)
    expect(stdout).toMatch(/Tests\s+1 passed/)
  })

  it.each(placed(of('ts').filter((block) => !isGoing(block) && !isTest(block))))(
    '%s type-checks and prints what it says',
    (_place, block) => {
      expect(problemsIn(block)).toEqual([])
      const { code, stdout, stderr } = runOf(block)
      expect(code, stderr).toBe(0)
      expect(linesOf(stdout)).toEqual(promised(block))
    },
  )

  it.each(placed(of('sh')))('%s works in a shell', async (_place, block) => {
    const manifest = textOf('package.json')
    const { scripts } = JSON.parse(manifest) as { readonly scripts: Readonly<Record<string, string>> }
    for (const command of commandsOf(block).flatMap(partsOf))
      if (isServer(command)) {
        const server = start(anywhere(command))
        expect(await server.line(() => true)).toContain('listening')
        server.kill('SIGINT')
        expect((await server.ended).status).toBe(0)
      } else if (isMsnp(command)) {
        const { status, out, err } = await ours(here(command))
        expect(status, `${command}\n${err}`).toBe(0)
        // Who says something to the bot has it said back.
        for (const [, to, text] of command.matchAll(/--say '([^=]*)=([^']*)'/g))
          expect(
            linesOf(out).some((line) => line.endsWith(`${to}: ${text}`)),
            out,
          ).toBe(true)
      } else {
        expect(isAllowed(command), command).toBe(true)
        const script = scriptOf(command)
        if (script !== undefined) expect(Object.keys(scripts)).toContain(script)
        const module = tsxOf(command)
        if (command.startsWith('npx tsx')) expect(of('ts').map(moduleOf)).toContain(module)
        if (script === 'start') {
          // The build has been made.
          const [, options = ''] = command.split(' -- ')
          const program = partsOf(scripts[script]!).at(-1)!.replace('node dist/cli/msnp.js', 'npx msnp')
          const { status, err } = await ours(`${program} ${options}`.trim())
          expect(status, `${command}\n${err}`).toBe(0)
        }
      }
  })

  it.each(placed(of('ts').filter(isGoing)))(
    '%s type-checks, and prints what it says until it is interrupted',
    async (_place, block) => {
      expect(problemsIn(block)).toEqual([])
      const bot = bots.get(block)!
      // There an interruption is no signal, but the end.
      expect(await interrupted(bot)).toBe(isWindows ? null : 0)
      expect(bot.lines).toEqual(promised(block))
    },
  )

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

    it('what is printed is compared with what is promised', () => {
      expect(problemsIn(good)).toEqual([])
      expect(promised(good)).toEqual(['Async', 'Async'])
      const { stdout, stderr } = runOf(good)
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
      expect((await ours(shown)).status).toBe(0)
      expect((await ours('npx msnp nonsense')).status).not.toBe(0)
      expect(wordsOf("A=b npx msnp connect --say 'c=d e'")).toEqual({ env: { A: 'b' }, args: ['connect', '--say', 'c=d e'] })
      for (const shell of ['npx msnp decode a | head', 'npx msnp demo > out', 'npx msnp $HOME']) expect(() => wordsOf(shell)).toThrow('shell')
      expect(isMsnp(other) || isAllowed(other)).toBe(false)
      expect(['PASSWORD=secret npx msnp connect', 'npx msnp serve', 'PATH=. rm'].map(isMsnp)).toEqual([
        true,
        true,
        false,
      ])
      expect(['npx msnp serve --port 0', 'npx msnp record', 'npx msnp server', 'npx msnp demo'].map(isServer)).toEqual([
        true,
        true,
        false,
        false,
      ])
      expect(['npx tsx echo.test.ts', 'npx tsx', 'npx tsx a.ts b.ts'].map(tsxOf)).toEqual([
        'echo.test',
        undefined,
        undefined,
      ])
      const line = '{"first":"127.0.0.1:40001","http":"http://127.0.0.1:40002"}'
      expect(hereOf(line)('1863 1864 18630')).toBe('40001 40002 18630')
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
