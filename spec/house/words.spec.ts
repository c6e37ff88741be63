/** Words: an exported type's name stands for one thing, and public names are the field's. */
import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'

import ts from 'typescript'
import { beforeAll, describe, expect, it } from 'vitest'

import { root, textOf } from './run.js'

/** Files of lib, by their paths. */
type Sources = ReadonlyMap<string, string>

const lib: Sources = new Map(
  readdirSync(join(root, 'lib'), { recursive: true, encoding: 'utf8' })
    .map((name) => `lib/${name.replaceAll('\\', '/')}`)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => [name, textOf(name)]),
)

/** What a public name does not say, and what it says instead. */
const leftOut: ReadonlyArray<readonly [words: string, instead: string]> = [
  ['octet octets', 'bytes'],
  ['place places', 'endpoint, address or offset'],
  ['book books roll rolls', 'contact list or address book'],
  ['board boards talk talks', 'conversation or switchboard'],
  ['people', 'participants'],
  ['wish wishes want wants wanted errand errands', 'intent or request'],
  ['tell tells told', 'emit, report or event'],
  ['letter letters', 'offline message'],
  ['beyond', 'federated network'],
  ['deed deeds', 'action'],
  ['knock knocks gate gates', 'listener or connection'],
  ['drawn', 'random bytes'],
  ['puppet puppets understudy understudies cast casts stage stages distant', 'fake peer or replayed app'],
]

const instead = new Map(leftOut.flatMap(([words, other]) => words.split(' ').map((word) => [word, other] as const)))

/** The address book is a service of that name. */
const wordsOf = (name: string): ReadonlyArray<string> =>
  (name.replaceAll(/address_?book/gi, '').match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g) ?? []).map((word) => word.toLowerCase())

const wordsLeftOut = (name: string): ReadonlyArray<string> =>
  wordsOf(name).flatMap((word) => (instead.has(word) ? [`${name}: ${instead.get(word)!}`] : []))

/** The names of exported types that are declared in more than one file, with these files. */
const declaredTwice = (sources: Sources): ReadonlyArray<string> => {
  const files = new Map<string, Array<string>>()
  for (const [name, text] of sources)
    for (const statement of ts.createSourceFile(name, text, ts.ScriptTarget.ES2022).statements) {
      if (!ts.isTypeAliasDeclaration(statement) && !ts.isInterfaceDeclaration(statement)) continue
      if (statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) !== true) continue
      files.set(statement.name.text, [...(files.get(statement.name.text) ?? []), name])
    }
  return [...files].flatMap(([name, where]) => (where.length > 1 ? [`${name}: ${where.join(', ')}`] : []))
}

const options: ts.CompilerOptions = { noLib: true, types: [], module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2022 }

/** The program of some files alone: of packages nothing is read. */
const programOf = (sources: Sources, entries: ReadonlyArray<string>): ts.Program => {
  const resolved = (name: string, from: string) => {
    const resolvedFileName = join(dirname(from), name).replaceAll('\\', '/').replace(/\.js$/, '.ts')
    return { resolvedModule: sources.has(resolvedFileName) ? { resolvedFileName, extension: ts.Extension.Ts } : undefined }
  }
  return ts.createProgram(entries, options, {
    getSourceFile: (name, target) => {
      const text = sources.get(name)
      return text === undefined ? undefined : ts.createSourceFile(name, text, target)
    },
    getDefaultLibFileName: () => 'lib.d.ts',
    writeFile: () => undefined,
    getCurrentDirectory: () => '',
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
    fileExists: (name) => sources.has(name),
    readFile: (name) => sources.get(name),
    resolveModuleNameLiterals: (literals, from) => literals.map(({ text }) => resolved(text, from)),
  })
}

/** All that entries export, and the fields and tags of exported types. */
const publicNames = (sources: Sources, entries: ReadonlyArray<string>): ReadonlySet<string> => {
  const program = programOf(sources, entries)
  const checker = program.getTypeChecker()
  const names = new Set<string>()
  const collect = (node: ts.Node): void => {
    if (ts.isPropertySignature(node) && ts.isIdentifier(node.name)) names.add(node.name.text)
    if (ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal)) names.add(node.literal.text)
    ts.forEachChild(node, collect)
  }
  for (const entry of entries)
    for (const exported of checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(entry)!)!)) {
      names.add(exported.name)
      const isAlias = (exported.flags & ts.SymbolFlags.Alias) !== 0
      const symbol = isAlias ? checker.getAliasedSymbol(exported) : exported
      for (const each of symbol.declarations ?? [])
        if (ts.isTypeAliasDeclaration(each) || ts.isInterfaceDeclaration(each)) collect(each)
    }
  return names
}

const entries = ['index', 'machines', 'payloads', 'traces', 'wire', 'auth', 'testing/index', 'edges/node', 'edges/web'].map((name) => `lib/${name}.ts`)

/** The tags and fields of intents, whose types are made of a table. */
const tableNames = (sources: Sources): ReadonlyArray<string> => {
  const file = ts.createSourceFile('table.ts', sources.get('lib/client/intents/table.ts') ?? '', ts.ScriptTarget.ES2022)
  const names: Array<string> = []
  const collect = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name)) names.push(node.name.text)
    ts.forEachChild(node, collect)
  }
  collect(file)
  return names
}

describe('the name of an exported type', () => {
  it('stands for one thing', () => {
    expect(declaredTwice(lib)).toEqual([])
  })

  it('is reported where it stands for two, and not where it is exported again', () => {
    const sources = new Map([
      ['a.ts', 'export type Twice = 1\nexport interface Once { readonly a: 1 }\ntype Own = 1'],
      ['b.ts', `export interface Twice { readonly b: 1 }\nexport type { Once } from './a.js'\ntype Own = 2`],
    ])
    expect(declaredTwice(sources)).toEqual(['Twice: a.ts, b.ts'])
  })
})

describe('public names', () => {
  let names: ReadonlySet<string> = new Set()
  beforeAll(() => {
    names = publicNames(lib, entries)
  })

  it('are found: exports, fields and tags', () => {
    for (const name of ['client', 'SessionEvent', 'passport', 'TextReceived', 'marbles', 'nodePorts']) expect(names).toContain(name)
    expect(tableNames(lib)).toEqual(expect.arrayContaining(['SetStatus', 'passport', 'conversation']))
  })

  it('have no word that another one stands for', () => {
    expect([...names, ...tableNames(lib)].flatMap(wordsLeftOut)).toEqual([])
  })

  it('are reported where they have one', () => {
    const sources = new Map([
      ['a.ts', `export { thePlaceOf, type Told } from './b.js'`],
      ['b.ts', `export interface Told { readonly _tag: 'Gate' | 'Opened'; readonly bookSize: 1; readonly addressBook: 1 }\nexport const thePlaceOf = 1`],
    ])
    const wrong = [...publicNames(sources, ['a.ts'])].flatMap(wordsLeftOut)
    expect(wrong.map((each) => each.split(':')[0]).sort()).toEqual(['Gate', 'Told', 'bookSize', 'thePlaceOf'])
  })
})
