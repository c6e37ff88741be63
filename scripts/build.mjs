/**
 * npm run build: compiles lib into dist, and writes dist/module beside it, the same modules as bundlers want them. Node loads
 * only the CommonJS modules of fp-ts and io-ts, of which a bundler can leave nothing out; and it cannot know that a call at
 * the top of a module does nothing but make a value, nor that what rows say for people is wanted by the reference alone.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

import ts from 'typescript'

const root = fileURLToPath(new URL('../', import.meta.url))
const dist = join(root, 'dist')

/** The ES modules in place of the CommonJS ones; and rows read by one loop in place of the functions of each, which are large. */
const elsewhere = (specifier) =>
  ({ 'io-ts': 'io-ts/es6/index.js', './compiled.js': './interpreted.js' })[specifier] ?? specifier.replace(/^fp-ts\/lib\//, 'fp-ts/es6/')

/** Whether working out an expression calls something; what stands in a function is not worked out yet. */
const calls = (node) =>
  ts.isFunctionLike(node)
    ? false
    : ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isSpreadElement(node) || ts.isSpreadAssignment(node) || ts.forEachChild(node, calls) === true

/** The tables whose entries have texts for people, and what these texts are called. */
const tables = [
  { path: /^commands\/rows\//, texts: ['meaning', 'example', 'source'] },
  { path: /^commands\/dialects\.js$/, texts: ['means', 'source'] },
]

/** Every text for people in a table, with the comma behind it. */
const textsIn = (file, names) => {
  const found = []
  const visit = (node) => {
    if (ts.isObjectLiteralExpression(node))
      node.properties.forEach((property, i) => {
        const isText = ts.isPropertyAssignment(property) && names.includes(property.name.text) && ts.isStringLiteralLike(property.initializer)
        if (isText) found.push([property.pos, node.properties[i + 1]?.pos ?? node.properties.end, ''])
      })
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

/** What is put where in the text of a module, so that a bundler can do its best with it. */
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
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest)
  const names = tables.flatMap((table) => (table.path.test(path) ? table.texts : []))
  const changes = [...changesOf(file), ...textsIn(file, names)].sort(([a, b], [c, d]) => a - c || b - d)
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

/** The module that gives the rows their texts back. */
const described = async () => {
  const { rows } = await import(pathToFileURL(join(dist, 'commands/rows.js')).href)
  const texts = Object.entries(rows).map(([id, { meaning, example, source, payload }]) => [
    id,
    { meaning, example, source, ...(payload && { payload: { example: payload.example } }) },
  ])
  return `import { rows as bare } from './rows.js'
const texts = ${JSON.stringify(Object.fromEntries(texts))}
export const rows = /* @__PURE__ */ (() => Object.fromEntries(Object.entries(bare).map(([id, row]) => {
  const { payload, ...more } = texts[id]
  return [id, { ...row, ...more, ...(payload && { payload: { ...row.payload, ...payload } }) }]
})))()
`
}

// The command line is no part of a bundle, nor are compiled rows.
const left = /^cli\/|^commands\/(?:compiled|readers|writers)\./

const paths = readdirSync(dist, { recursive: true }).map((path) => path.replaceAll('\\', '/'))
for (const path of paths.filter((each) => /\.js(?:\.map)?$/.test(each) && !left.test(each))) {
  const [from, to] = [join(dist, path), join(dist, 'module', path)]
  const text = readFileSync(from, 'utf8')
  mkdirSync(dirname(to), { recursive: true })
  writeFileSync(to, path.endsWith('.map') ? mapped(text) : bundled(path, text))
}
writeFileSync(join(dist, 'module/commands/described.js'), await described())
