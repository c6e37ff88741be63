// npm test: everything that is checked. The specs need the build; the other steps run beside them.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../', import.meta.url))
const failed = []

/** Runs a program of a package with Node, and gives whether it ended well. What it prints comes in one piece, unless it is live. */
const step = (name, program, args, live = false) =>
  new Promise((done) => {
    const begin = performance.now()
    const child = spawn(process.execPath, [program, ...args], { cwd: root, stdio: ['ignore', ...(live ? ['inherit', 'inherit'] : ['pipe', 'pipe'])] })
    const said = []
    child.stdout?.on('data', (piece) => said.push(piece))
    child.stderr?.on('data', (piece) => said.push(piece))
    child.on('close', (code) => {
      const seconds = Math.round((performance.now() - begin) / 1000)
      process.stdout.write(Buffer.concat(said))
      console.log(`${code === 0 ? '✓' : '✗'} ${name}, ${seconds} s`)
      if (code !== 0) failed.push(name)
      done(code === 0)
    })
  })

const inPackage = (path) => join(root, 'node_modules', path)
const tsc = inPackage('typescript/bin/tsc')

// The types are checked once, with those of the specs.
const build = () => step('build', join(root, 'scripts/build.mjs'), ['--noCheck'])
const types = () => step('types', tsc, ['-p', 'tsconfig.json'])
const lint = () => step('lint', inPackage('eslint/bin/eslint.js'), ['.'])
const layers = () => step('layers', inPackage('dependency-cruiser/bin/dependency-cruise.mjs'), ['--config', '.dependency-cruiser.cjs', 'lib'])
const docs = () => step('docs', inPackage('typedoc/bin/typedoc'), [])
const specs = () => step('specs', inPackage('vitest/vitest.mjs'), ['run', ...process.argv.slice(2)], true)

await Promise.all([
  build().then((isBuilt) => isBuilt && specs()),
  types().then(lint).then(layers).then(docs),
])
console.log(failed.length === 0 ? '✓ everything is well' : `✗ ${failed.join(', ')}`)
process.exitCode = failed.length === 0 ? 0 : 1
