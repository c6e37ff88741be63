/**
 * Steps are put together in core alone, numbers of dialects are compared in the table of dialects and in rows alone, and what is kept or
 * hot is no spread with new keys.
 */
import { join } from 'node:path'

import ts from 'typescript'
import { beforeAll, describe, expect, it } from 'vitest'

import { root } from './run.js'

/** Where something stands: its file, its line, and its text. */
interface Found {
  readonly file: string
  readonly at: string
}

const show = (node: ts.Node, file: string): Found => {
  const source = node.getSourceFile()
  const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1
  return { file, at: `${file}:${line}: ${node.getText().split('\n')[0]!}` }
}

const constituents = (type: ts.Type): ReadonlyArray<ts.Type> => (type.isUnion() ? type.types : [type])

/** Whether a value is a step: a pair whose members are called `state` and `effects`, as `Step` calls them. */
const isStep = (type: ts.Type): boolean =>
  constituents(type).some((each) => {
    const { target } = each as Partial<ts.TupleTypeReference>
    const labels = target?.labeledElementDeclarations?.map((label) => (label === undefined ? '' : label.name.getText()))
    return labels?.join() === 'state,effects'
  })

/** Steps that are taken apart: by a pattern of two, or by an index. */
const stepsApart = (checker: ts.TypeChecker, file: ts.SourceFile, name: string): ReadonlyArray<Found> => {
  const found: Array<Found> = []
  const visit = (node: ts.Node): void => {
    if (ts.isArrayBindingPattern(node)) {
      const { parent } = node
      const whole = ts.isVariableDeclaration(parent) && parent.initializer !== undefined ? parent.initializer : parent
      if (isStep(checker.getTypeAtLocation(whole))) found.push(show(parent, name))
    }
    if (ts.isElementAccessExpression(node) && isStep(checker.getTypeAtLocation(node.expression))) found.push(show(node, name))
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

const comparisons: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.LessThanToken,
  ts.SyntaxKind.LessThanEqualsToken,
  ts.SyntaxKind.GreaterThanToken,
  ts.SyntaxKind.GreaterThanEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
])

/** Whether a value is the number of a dialect, or its name: several of 2 to 21, or of MSNP2 to MSNP21, and nothing else. */
const isDialect = (type: ts.Type): boolean => {
  const all = constituents(type)
  const isOne = (each: ts.Type): boolean =>
    (each.isNumberLiteral() && each.value >= 2 && each.value <= 21) || (each.isStringLiteral() && /^MSNP\d+$/.test(each.value))
  return all.filter(isOne).length > 8
}

const isOneDialect = (node: ts.Node): boolean =>
  ts.isNumericLiteral(node) || (ts.isStringLiteral(node) && /^MSNP\d+$/.test(node.text))

/** Comparisons of a dialect with a number or a name that is written there. */
const dialectsCompared = (checker: ts.TypeChecker, file: ts.SourceFile, name: string): ReadonlyArray<Found> => {
  const found: Array<Found> = []
  const visit = (node: ts.Node): void => {
    if (ts.isBinaryExpression(node) && comparisons.has(node.operatorToken.kind))
      for (const [one, other] of [[node.left, node.right], [node.right, node.left]] as const)
        if (isOneDialect(one) && (isDialect(checker.getTypeAtLocation(other)) || /\bdialect(?:\.number|\.name)?$/i.test(other.getText()))) found.push(show(node, name))
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

const isInFunction = (node: ts.Node): boolean => ts.findAncestor(node.parent, ts.isFunctionLike) !== undefined

/**
 * Objects that are made, again and again, of another one and of keys that it does not have: on Node 20 each of them has a hidden
 * class of its own, of some 350 bytes. A literal of all keys has one for all.
 */
const spreadsWithNewKeys = (checker: ts.TypeChecker, file: ts.SourceFile, name: string): ReadonlyArray<Found> => {
  const found: Array<Found> = []
  const hasNewKeys = ({ properties: [first, ...rest] }: ts.ObjectLiteralExpression): boolean => {
    if (first === undefined || !ts.isSpreadAssignment(first)) return false
    const spread = constituents(checker.getTypeAtLocation(first.expression))
    return rest.some(
      (property) =>
        (ts.isPropertyAssignment(property) || ts.isShorthandPropertyAssignment(property)) &&
        ts.isIdentifier(property.name) &&
        !spread.every((type) => type.getProperty((property.name as ts.Identifier).text) !== undefined),
    )
  }
  const visit = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node) && isInFunction(node) && hasNewKeys(node)) found.push(show(node, name))
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path)) as { readonly config: unknown }
const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, root)
const nameOf = (path: string): string => path.slice(root.length).replaceAll('\\', '/')

/** How many steps may still be taken apart in a file: these numbers only get smaller. */
const apart: Readonly<Record<string, number>> = {
  // Combinators, and what is asked of a step whether it has changed anything.
  'lib/client/connection/reconnecting.ts': 2,
  'lib/client/connection/transactions.ts': 3,
  'lib/client/contacts/contactList.ts': 1,
  'lib/client/services/renewal.ts': 1,
  'lib/client/switchboard/invitations.ts': 1,
  // What runs machines: their steps come to an end here.
  'lib/streams/run.ts': 4,
  'lib/streams/lifecycle.ts': 3,
  'lib/client.ts': 5,
  'lib/server.ts': 1,
  'lib/edges/debug-log.ts': 1,
  'lib/testing/states.ts': 1,
  // What runs them over a recording.
  'lib/traces/replay/settings.ts': 2,
  'lib/traces/watch/session.ts': 4,
  'lib/traces/watch/switchboard.ts': 7,
  'lib/traces/watch/watch.ts': 4,
  'lib/cli/state-view.ts': 2,
}

/** How many spreads with new keys may still stand in a file: these numbers only get smaller. */
const spread: Readonly<Record<string, number>> = {
  'lib/client/connection/transactions.ts': 1,
  'lib/client/contacts/contactList.ts': 1,
  'lib/client/contacts/requests.ts': 3,
  'lib/client/contacts/sync.ts': 1,
  'lib/client/intents/table.ts': 2,
  'lib/client/login/dial.ts': 1,
  'lib/client/login/login.ts': 4,
  'lib/client/login/proof.ts': 8,
  'lib/client/login/redirect.ts': 2,
  'lib/client/login/seal.ts': 4,
  'lib/client/requests/request.ts': 2,
  'lib/client/requests/requests.ts': 1,
  'lib/client/services/operations.ts': 1,
  'lib/client/session/session.ts': 1,
  'lib/client/switchboard/join.ts': 2,
  'lib/client/switchboard/switchboard.ts': 2,
  'lib/commands/codec.ts': 3,
  'lib/commands/msnobject.ts': 1,
  'lib/commands/row.ts': 7,
  'lib/core/scoped.ts': 1,
  'lib/host/http.ts': 1,
  'lib/host/lists/edit.ts': 2,
  'lib/host/lists/groups.ts': 2,
  'lib/host/lists/remove.ts': 1,
  'lib/host/lists/sync.ts': 6,
  'lib/host/presence/aggregate.ts': 1,
  'lib/host/presence/commands.ts': 3,
  'lib/host/presence/presence.ts': 1,
  'lib/host/presence/status.ts': 1,
  'lib/host/signin/signin.ts': 2,
  'lib/host/signin/tickets.ts': 1,
  'lib/host/soap/addressBook.ts': 1,
  'lib/host/switchboard/cookies.ts': 1,
  'lib/host/switchboard/participants.ts': 2,
}

/** What stands in files that have more of it than they may, and the files that may have some and have none. */
const beyond = (found: ReadonlyArray<Found>, allowed: Readonly<Record<string, number>>): ReadonlyArray<string> => {
  const counts = new Map<string, number>()
  for (const { file } of found) counts.set(file, (counts.get(file) ?? 0) + 1)
  return [
    ...found.flatMap(({ file, at }) => (counts.get(file)! > (allowed[file] ?? 0) ? [at] : [])),
    ...Object.keys(allowed).filter((file) => !counts.has(file)),
  ]
}

const madeUp = 'lib/made-up.ts'
const madeUpText = `
import type { Machine, Step } from './core/machine.js'
import type { DialectNumber } from './commands/dialects.js'
declare const machine: Machine<1, 2, 3>
declare const number: DialectNumber
const [state] = machine.init
const both = ([, effects]: Step<1, 3>) => effects
export const last = machine.step(1, 2)[1]
export const pair = [1, [2]] as const
const [one, [two]] = pair
const [three] = pair
export const more = (a: { readonly b?: 1 }) => [{ ...a, b: 1 }, { ...a, c: 2 }]
export const asked = [number >= 13, number === 2, 8 > number, one > 13, three === 2, both, two, state]
`

describe('in lib', () => {
  let steps: ReadonlyArray<Found> = []
  let dialects: ReadonlyArray<Found> = []
  let spreads: ReadonlyArray<Found> = []

  beforeAll(() => {
    const host = ts.createCompilerHost(options)
    const made = join(root, madeUp)
    const program = ts.createProgram([...fileNames.filter((name) => nameOf(name).startsWith('lib/')), made], { ...options, noEmit: true }, {
      ...host,
      fileExists: (name) => name === made || host.fileExists(name),
      getSourceFile: (name, target) =>
        name === made ? ts.createSourceFile(name, madeUpText, target) : host.getSourceFile(name, target),
    })
    const checker = program.getTypeChecker()
    const ours = program.getSourceFiles().flatMap((file) => (nameOf(file.fileName).startsWith('lib/') ? [[file, nameOf(file.fileName)] as const] : []))
    steps = ours.filter(([, name]) => !name.startsWith('lib/core/')).flatMap(([file, name]) => stepsApart(checker, file, name))
    dialects = ours
      .filter(([, name]) => name !== 'lib/commands/dialects.ts' && !name.startsWith('lib/commands/rows/'))
      .flatMap(([file, name]) => dialectsCompared(checker, file, name))
    spreads = ours
      .filter(([, name]) => /^lib\/(?:wire|commands|core|client|host|streams|made-up)/.test(name))
      .flatMap(([file, name]) => spreadsWithNewKeys(checker, file, name))
  }, 120_000)

  it('no more steps are taken apart outside core than there were', () => {
    expect(beyond(steps.filter(({ file }) => file !== madeUp), apart)).toEqual([])
  })

  it('no more spreads have new keys than there were', () => {
    expect(beyond(spreads.filter(({ file }) => file !== madeUp), spread)).toEqual([])
  })

  it('no dialect is compared but in the table of dialects and in rows', () => {
    expect(dialects.filter(({ file }) => file !== madeUp).map(({ at }) => at)).toEqual([])
  })

  it('what does any of it is found', () => {
    const found = (all: ReadonlyArray<Found>) => all.flatMap(({ file, at }) => (file === madeUp ? [at.replace(/^.*?:\d+: /, '')] : []))
    expect(found(steps)).toEqual(['[state] = machine.init', '[, effects]: Step<1, 3>', 'machine.step(1, 2)[1]'])
    expect(found(spreads)).toEqual(['{ ...a, c: 2 }'])
    expect(found(dialects)).toEqual(['number >= 13', 'number === 2', '8 > number'])
  })
})
