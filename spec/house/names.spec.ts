/** The documents name only what is there: exports and what they are made of, states, events, verbs, scripts. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import ts from 'typescript'
import { beforeAll, describe, expect, it } from 'vitest'

import { decode, decoder, bytesOf, sessionSettings } from '../../lib/index.js'
import * as surface from '../../lib/index.js'
import * as lifecycles from '../../lib/machines.js'
import { host, keepingAlive, session, signin } from '../../lib/machines.js'
import { intents } from '../../lib/client/intents/table.js'
import { built, root } from './run.js'

const entries = [
  'index.d.ts', 'wire.d.ts', 'auth.d.ts', 'payloads.d.ts', 'traces.d.ts', 'machines.d.ts', 'edges/node.d.ts', 'edges/web.d.ts', 'testing/index.d.ts',
].map((entry) => join(root, 'dist', entry))

/** The names in the declarations of all that the package exports: of values, types, fields, tags. */
const publicNames = (): ReadonlySet<string> => {
  const { NodeNext: module } = ts.ModuleKind
  const program = ts.createProgram(entries, { module, target: ts.ScriptTarget.ES2022, types: [] })
  const checker = program.getTypeChecker()
  const names = new Set<string>()
  const collect = (node: ts.Node): void => {
    if (ts.isIdentifier(node) || ts.isStringLiteral(node)) names.add(node.text)
    ts.forEachChild(node, collect)
  }
  for (const entry of entries)
    for (const exported of checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(entry)!)!)) {
      names.add(exported.name)
      const isAlias = (exported.flags & ts.SymbolFlags.Alias) !== 0
      const symbol = isAlias ? checker.getAliasedSymbol(exported) : exported
      symbol.declarations?.forEach(collect)
    }
  return names
}

/** The intents and their fields: their type is made of a table, so that no declaration has their names. */
const intentWords = (): ReadonlyArray<string> =>
  Object.entries(intents).flatMap(([tag, { fields, optional }]) => [tag, ...Object.keys(fields), ...Object.keys(optional)])

/** The states and events of the machines, as they are drawn. */
const chartNames = (): ReadonlyArray<string> =>
  [...Object.values(lifecycles.hostCharts), lifecycles.switchboard.chart].flatMap((chart) => [
    ...Object.keys(chart),
    ...Object.values(chart).flatMap((moves) => Object.keys(moves)),
  ])

const documents = ['README.md', ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`)].filter((name) =>
  name.endsWith('.md'),
)

const fenced = /^([ \t]*)(`{3,}|~{3,})[\s\S]*?^[ \t]*\2[ \t]*$/gm

/** A document's prose, and its blocks of code, which are run or compared elsewhere. */
const partsOf = (markdown: string): { readonly prose: string; readonly code: string } => ({
  prose: markdown.replaceAll(fenced, ''),
  code: [...markdown.matchAll(fenced)].map(([block]) => block).join('\n'),
})

/** The names that a document sets as code: the whole of it, or what stands before a bracket or a dot. */
const namedIn = (prose: string): ReadonlyArray<string> =>
  [...prose.matchAll(/`([^`\n]+)`/g)].flatMap(([, span = '']) => /^([A-Za-z_]\w*)(?:$|[(.])/.exec(span)?.[1] ?? [])

/** Of the language and the platform, of RxJS and its testing, of test runners. */
const elsewhere = new Set(
  'undefined Infinity filter concatAll undecodable gap subscribe Subject hot cold expectObservable expectSubscriptions time animate assert expect TypeError RangeError AbortSignal ignoreElements shareReplay repeat retry switchMap scan msnp ws wss'.split(
    ' ',
  ),
)

/** The left column of a table about another program is in that program's words. */
const ownColumns = (document: string, prose: string): string =>
  document === 'docs/net-msmgr.md' ? prose.replaceAll(/^\|[^|]*\|/gm, '|') : prose

describe('the documents', () => {
  let known: ReadonlySet<string> = new Set()
  beforeAll(async () => {
    await built()
    known = new Set([...publicNames(), ...chartNames(), ...intentWords(), ...elsewhere])
  })
  const examples = new Set(readdirSync(join(root, 'examples')).map((name) => name.replace(/\.ts$/, '')))

  it.each(documents)('%s names only what there is', (document) => {
    const { prose, code } = partsOf(readFileSync(join(root, document), 'utf8').replaceAll('\r\n', '\n'))
    const shown = new Set(code.match(/\w+/g))
    const isKnown = (name: string): boolean => known.has(name) || shown.has(name) || examples.has(name)
    expect([...new Set(namedIn(ownColumns(document, prose)))].filter((name) => !isKnown(name))).toEqual([])
  })

  it('is told what there is not', () => {
    expect(namedIn('It begins by `opened`, `rung(from)` or `sessionSettings`; `--json` is no name.')).toEqual([
      'opened',
      'rung',
      'sessionSettings',
    ])
    expect([known.has('opened'), known.has('rung'), known.has('sessionSettings')]).toEqual([false, false, true])
  })

  it.each(['README.md', 'docs/sessions.md', 'docs/server.md', 'docs/net-msmgr.md', 'docs/machines.md', 'docs/testing.md', 'docs/sources.md'])(
    '%s says the dialects of sessions and commands as they are',
    (document) => {
      const sessions = `${surface.spoken.at(-1)!} to ${surface.spoken[0]!}`
      const reference = `${surface.dialects[0]!.name} to ${surface.dialects.at(-1)!.name}`
      const prose = partsOf(readFileSync(join(root, document), 'utf8')).prose.replaceAll(/\s+/g, ' ')
      const ranges = [...prose.matchAll(/MSNP2 to (?:MSNP)?\d+/g)].map(([range]) => range)
      expect(ranges.filter((range) => range !== sessions && range !== reference)).toEqual([])
    },
  )
})

describe('what docs/pipelines.md calls a machine', () => {
  const server = { host: 'server.example.com', port: 1863 }
  const settings = sessionSettings({ passport: 'alice@example.com', password: '', server })
  const dialect = surface.dialectNamed('MSNP8')
  const owner = { settings, dialect, endpoint: undefined, elsewhere: false }
  const ring = bytesOf('RNG 11 127.0.0.1:1864 CKI 17 bob@example.com Bob\r\n')
  const [, [invitation]] = decode('server')(decoder({ on: 'NS', dialect: 'MSNP8' }), ring)

  const machines = {
    session: () => session(settings),
    signin: () => signin(settings, { address: server, links: 0, trid: 1 }),
    ticketing: () => lifecycles.ticketing(settings)('ticket', { _tag: 'Passport', challenge: 'ct=1' }),
    syncing: () => lifecycles.syncing(dialect, undefined, 0),
    keepingAlive: () => keepingAlive('NS', 50_000),
    openingSwitchboard: () => lifecycles.openingSwitchboard(owner)('tea', ['bob@example.com']),
    answeringSwitchboard: () => lifecycles.answeringSwitchboard(owner)('tea', invitation as never),
    host: () => host({ addresses: { dispatch: [], notification: server, switchboards: [server] } } as never),
  }

  it.each(Object.entries(machines))('%s has a beginning from which it steps on', (_name, made) => {
    const { init, step, result } = made() as lifecycles.Machine<unknown, unknown, unknown>
    const [state] = init
    expect(result(state)).toBeUndefined()
    expect(step(state, { _tag: 'Elapsed', timer: 'of nobody' })).toHaveLength(2)
  })

  it('is all that it names there', () => {
    const [, list = ''] =
      /^((?:`\w+`,? (?:and )?)+)\s*make machines/m.exec(
        readFileSync(join(root, 'docs/pipelines.md'), 'utf8')
          .replaceAll(/\s*\n/g, ' ')
          .replace(/^.*(?=`session`, )/, ''),
      ) ?? []
    expect([...list.matchAll(/`(\w+)`/g)].map(([, name]) => name)).toEqual(
      Object.keys(machines).filter((name) => name !== 'keepingAlive'),
    )
  })
})
