/**
 * npm run build: compiles lib into dist, and writes dist/module beside it, the same modules as bundlers want them. Node loads
 * only the CommonJS modules of fp-ts and io-ts, of which a bundler can leave nothing out; and it cannot know that a call at
 * the top of a module does nothing but make a value.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import ts from 'typescript'

const root = fileURLToPath(new URL('../', import.meta.url))
const dist = join(root, 'dist')

/** The ES modules in place of the CommonJS ones. */
const elsewhere = (specifier) =>
  specifier === 'io-ts' ? 'io-ts/es6/index.js' : specifier.replace(/^fp-ts\/lib\//, 'fp-ts/es6/')

/** Whether working out an expression calls something; what stands in a function is not worked out yet. */
const calls = (node) =>
  ts.isFunctionLike(node)
    ? false
    : ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isSpreadElement(node) || ts.isSpreadAssignment(node) || ts.forEachChild(node, calls) === true

/** What is put where in the text of a module. */
const changesOf = (file) =>
  file.statements.flatMap((statement) => {
    if ((ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)) && statement.moduleSpecifier !== undefined) {
      const { text, end } = statement.moduleSpecifier
      const start = statement.moduleSpecifier.getStart(file)
      return elsewhere(text) === text ? [] : [[start, end, `'${elsewhere(text)}'`]]
    }
    if (!ts.isVariableStatement(statement)) return []
    return statement.declarationList.declarations.flatMap(({ name, initializer }) => {
      if (initializer === undefined || !ts.isIdentifier(name) || !calls(initializer)) return []
      const [start, end] = [initializer.getStart(file), initializer.end]
      // A bundler leaves the whole of it out if nobody wants the value; alone, the mark would stand for one call of several.
      return [[start, start, '/* @__PURE__ */ (() => ('], [end, end, '))()']]
    })
  })

const bundled = (path, text) => {
  const changes = changesOf(ts.createSourceFile(path, text, ts.ScriptTarget.Latest))
  return changes.reduceRight((rest, [start, end, put]) => rest.slice(0, start) + put + rest.slice(end), text)
}

/** A source map whose sources are one folder further away. */
const mapped = (text) => {
  const map = JSON.parse(text)
  return JSON.stringify({ ...map, sources: map.sources.map((source) => `../${source}`) })
}

rmSync(dist, { recursive: true, force: true })
const tsc = join(root, 'node_modules/typescript/bin/tsc')
const { status } = spawnSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.build.json'), ...process.argv.slice(2)], { stdio: 'inherit' })
process.exitCode = status ?? 1

// The command line is no part of a bundle.
for (const path of readdirSync(dist, { recursive: true }).filter((each) => /\.js(?:\.map)?$/.test(each) && !/^cli[/\\]/.test(each))) {
  const [from, to] = [join(dist, path), join(dist, 'module', path)]
  const text = readFileSync(from, 'utf8')
  mkdirSync(dirname(to), { recursive: true })
  writeFileSync(to, path.endsWith('.map') ? mapped(text) : bundled(path, text))
}
