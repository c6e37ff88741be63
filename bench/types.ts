/** What the compiler has to work out for a program of a user's: the README's bot, against the built package. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../', import.meta.url))
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc')

/** A program of the README, by its name. */
const program = (name: string): string => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8').replaceAll('\r\n', '\n')
  const [, text] = readme.split(`\`\`\`ts\n// ${name}\n`)
  if (text === undefined) throw new Error(`the README shows no program that begins with // ${name}`)
  return text.slice(0, text.indexOf('```'))
}

const options = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  module: 'nodenext',
  target: 'es2022',
  types: ['node'],
  typeRoots: [join(root, 'node_modules/@types')],
}

/** The types and the instantiations that the compiler counts for the bot of fifteen lines, in a folder of its own. */
export const typesOfBot = (): { readonly types: number; readonly instantiations: number } => {
  const folder = mkdtempSync(join(tmpdir(), 'rx-msnp-types-'))
  try {
    const modules = join(folder, 'node_modules')
    mkdirSync(modules)
    symlinkSync(root, join(modules, 'rx-msnp'), 'junction')
    for (const name of ['rxjs', 'fp-ts', 'io-ts']) symlinkSync(join(root, 'node_modules', name), join(modules, name), 'junction')
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
    for (const name of ['echo.ts', 'bot.ts']) writeFileSync(join(folder, name), program(name))
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, files: ['bot.ts'] }))
    const { stdout, status } = spawnSync(process.execPath, [tsc, '-p', folder, '--extendedDiagnostics'], { encoding: 'utf8' })
    const counted = new Map(stdout.split('\n').map((line) => [line.split(':')[0], Number(line.split(':')[1]?.trim())]))
    const [types, instantiations] = [counted.get('Types'), counted.get('Instantiations')]
    if (status !== 0 || types === undefined || instantiations === undefined) throw new Error(`the bot does not compile:\n${stdout}`)
    return { types, instantiations }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
