/** What an editor shows of a command, an event or an intent: its fields, and not the row or the types that it comes of. */
import { fileURLToPath } from 'node:url'

import ts from 'typescript'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const path = `${root}spec/types/hovered.ts`

/** A program in which what is looked at has names of its own. */
const text = `
import { filter, type Observable } from 'rxjs'
import { commands, isEvent, ofVerb, type Decoded, type Encodable, type Intent, type SessionEvent } from '../../lib/index.js'

export const see = (bytes: Observable<Uint8Array>, events: Observable<SessionEvent>, intent: Intent): void => {
  const server = bytes.pipe(commands({ from: 'server' }))
  const ns8 = bytes.pipe(commands({ from: 'server', on: 'NS', dialect: 'MSNP8' }))
  server.pipe(ofVerb('NLN')).subscribe((nln) => nln)
  ns8.pipe(ofVerb('NLN')).subscribe((nln8) => nln8)
  server.pipe(ofVerb('MSG')).subscribe((msg) => msg)
  server.subscribe((decoded) => decoded)
  events.pipe(filter(isEvent('TextReceived'))).subscribe((received) => received)
  if (intent._tag === 'AddContact') ((adding) => adding)(intent)
}
export type EachEvent = SessionEvent
export type EachIntent = Intent
export type EachCommand = Exclude<Decoded | Encodable, { readonly _tag: 'Undecodable' | 'Failure' }>
`

const service = () => {
  const { config } = ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile) as { readonly config: { readonly compilerOptions: object } }
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root)
  const { fileExists, readFile, directoryExists, getDirectories } = ts.sys
  return ts.createLanguageService({
    getCompilationSettings: () => options,
    getScriptFileNames: () => [path],
    getScriptVersion: () => '1',
    getScriptSnapshot: (name) => {
      const content = name === path ? text : readFile(name)
      return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content)
    },
    getCurrentDirectory: () => root,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (name) => name === path || fileExists(name),
    readFile,
    directoryExists,
    getDirectories,
  })
}

describe('what an editor shows', { timeout: 120_000 }, () => {
  const language = service()
  const program = language.getProgram()!
  const checker = program.getTypeChecker()
  const file = program.getSourceFile(path)!

  const hover = (name: string): string =>
    ts.displayPartsToString(language.getQuickInfoAtPosition(path, text.indexOf(`(${name})`) + 1)?.displayParts).replaceAll(/\s+/g, ' ')

  const printed = (type: ts.Type): string => checker.typeToString(type, file, ts.TypeFormatFlags.NoTruncation)

  /** The members of a union that has a name, each as it is shown. */
  const members = (name: string): ReadonlyArray<string> => {
    const alias = file.statements.find((each) => ts.isTypeAliasDeclaration(each) && each.name.text === name)!
    const type = checker.getTypeAtLocation(alias)
    return type.isUnion() ? type.types.map(printed) : []
  }

  const nln8 =
    '{ readonly _tag: "Async"; readonly verb: "NLN"; readonly status: Status; readonly passport: string; ' +
    'readonly name: string; readonly capabilities?: number; readonly odd?: string; }'

  it('of a command in one dialect is its fields, in the order of the line', () => {
    expect(hover('nln8')).toBe(`(parameter) nln8: ${nln8}`)
  })

  it('of a command in several dialects is the fields of each', () => {
    expect(hover('nln')).toContain(nln8)
    expect(hover('msg')).toMatch(/^\(parameter\) msg: \{ readonly _tag: "Payload"; readonly verb: "MSG"; readonly sender: string; /)
    expect(hover('msg')).toContain('readonly payload: Uint8Array; ')
  })

  it('of what is not narrowed yet is a name', () => {
    expect(hover('decoded')).toBe('(parameter) decoded: Decoded<"server", ServerKind, DialectNumber>')
  })

  it('of an event or an intent is its fields', () => {
    expect(hover('received')).toBe(
      '(parameter) received: { readonly _tag: "TextReceived"; readonly text: string; readonly message: Message; ' +
        'readonly conversation: string; readonly passport: string; readonly name: string; }',
    )
    expect(hover('adding')).toBe(
      '(parameter) adding: { readonly _tag: "AddContact"; readonly passport: string; readonly name?: string; readonly group?: string; }',
    )
  })

  it.each([
    ['EachCommand', 200],
    ['EachEvent', 40],
    ['EachIntent', 35],
  ])('of all of %s is an object, and no sum of types or name of one', (name, least) => {
    const all = members(name)
    expect(all.length).toBeGreaterThanOrEqual(least)
    expect(all.filter((each) => !each.startsWith('{ readonly _tag: ') || each.includes(' & '))).toEqual([])
  })
})
