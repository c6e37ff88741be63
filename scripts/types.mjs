/** npm run command-types: writes lib/commands/types.ts, the plain types of the commands, from the rows. */
import { writeFileSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

import ts from 'typescript'

const root = fileURLToPath(new URL('../', import.meta.url))
const commands = join(root, 'lib/commands/')
const written = join(commands, 'types.ts')

/** A file that only the compiler sees: it works out the command of each row. */
const question = join(commands, 'question.ts')
const questionText = `
import type { CommandOf } from './row.js'
import type { rows } from './rows.js'
type Flat<A> = { readonly [K in keyof A]: A[K] }
export type Rows = typeof rows
export type Asked = { readonly [Id in keyof Rows]: Flat<CommandOf<Rows[Id]>> }
`

const programOf = () => {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile)
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root)
  const host = ts.createCompilerHost(options)
  const { fileExists, getSourceFile } = host
  host.fileExists = (path) => path === question || fileExists(path)
  host.getSourceFile = (path, ...more) =>
    path === question ? ts.createSourceFile(path, questionText, ...more) : getSourceFile(path, ...more)
  return ts.createProgram([question], options, host)
}

const width = 120

/** Words in lines, each behind an indent. */
const filled = (words, indent) => {
  const lines = []
  for (const word of words) {
    const last = lines.at(-1)
    if (last === undefined || last.length + 1 + word.length > width) lines.push(`${indent}${word}`)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines
}

const comment = (text, indent) => {
  const whole = `${indent}/** ${text} */`
  if (whole.length <= width) return [whole]
  return [`${indent}/**`, ...filled(text.split(' '), `${indent} * `), `${indent} */`]
}

/** A member whose type is a union, in as many lines as it takes. */
const union = (name, members, indent) => {
  const whole = `${indent}readonly ${name}: ${members.join(' | ')}`
  if (whole.length <= width) return [whole]
  return [`${indent}readonly ${name}:`, ...filled(members.map((member) => `| ${member}`), `${indent}  `)]
}

/** What the rows say, and the imports that the types of their fields need. */
const read = () => {
  const program = programOf()
  const checker = program.getTypeChecker()
  const file = program.getSourceFile(question)
  const declared = (name) =>
    checker.getTypeAtLocation(file.statements.find((each) => ts.isTypeAliasDeclaration(each) && each.name.text === name))

  const imports = new Map()
  /** Notes the names that a printed type uses, and where they are declared. */
  const note = (type) => {
    const symbol = type.aliasSymbol ?? (type.symbol?.flags & ts.SymbolFlags.Interface ? type.symbol : undefined)
    const source = symbol?.declarations?.[0]?.getSourceFile()
    if (source !== undefined && relative(commands, source.fileName).match(/^\w/)) {
      imports.set(symbol.name, `./${relative(commands, source.fileName).replace(/\.ts$/, '.js')}`)
    } else if (type.isUnionOrIntersection()) type.types.forEach(note)
    else if (type.flags & ts.TypeFlags.Object) checker.getTypeArguments(type).forEach(note)
  }
  const { NoTruncation, UseAliasDefinedOutsideCurrentScope, UseSingleQuotesForStringLiteralType } = ts.TypeFormatFlags
  const flags = NoTruncation | UseAliasDefinedOutsideCurrentScope | UseSingleQuotesForStringLiteralType
  const print = (type) => {
    note(type)
    const printed = checker.typeToString(type, file, flags)
    return printed.replace('<ArrayBufferLike>', '').replace(/^readonly (\w+)\[\]$/, 'ReadonlyArray<$1>')
  }

  const rows = declared('Rows')
  const asked = declared('Asked')
  const typeOf = (type, name) => {
    const symbol = checker.getPropertyOfType(type, name)
    return symbol && checker.getTypeOfSymbol(symbol)
  }
  const valueOf = (type, name) => typeOf(type, name)?.value
  const elements = (type, name) => {
    const tuple = typeOf(type, name)
    return tuple === undefined ? [] : checker.getTypeArguments(tuple)
  }

  // In the order of their declaration, which the compiler does not keep.
  const spread = program.getSourceFile(join(commands, 'rows.ts')).text
  const groups = [...spread.matchAll(/\.\.\.(\w+)/g)].map(([, name]) => name)
  const placeOf = ({ declarations: [declaration] }) => [
    groups.indexOf(basename(declaration.getSourceFile().fileName, '.ts')),
    declaration.pos,
  ]
  const byPlace = (a, b) => {
    const [[group, at], [otherGroup, otherAt]] = [placeOf(a), placeOf(b)]
    return group - otherGroup || at - otherAt
  }

  const facts = rows
    .getProperties()
    .sort(byPlace)
    .map(({ name: id }) => {
      const row = typeOf(rows, id)
      const [since, until = 21] = [valueOf(row, 'since'), valueOf(row, 'until')]
      const also = elements(row, 'also').map(({ value }) => value)
      const span = Array.from({ length: until - since + 1 }, (_, i) => since + i)
      const names = elements(row, 'fields').map((field) => checker.getTypeArguments(field)[0]?.value)
      const order = ['_tag', 'verb', 'trid', ...names, 'payload', 'odd']
      const from = valueOf(row, 'from')
      return {
        id,
        sides: from === 'both' ? ['client', 'server'] : [from],
        on: elements(row, 'on').map(({ value }) => value),
        dialects: [...new Set([...span, ...also])].sort((a, b) => a - b),
        meaning: `${valueOf(row, 'meaning')} **Source** ${valueOf(row, 'source')}`,
        fields: typeOf(asked, id)
          .getProperties()
          .sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name))
          .map((field) => {
            const type = checker.getTypeOfSymbol(field)
            // Undefined is not among the values of a word that may be missing: then there is no field.
            return field.flags & ts.SymbolFlags.Optional
              ? `readonly ${field.name}?: ${print(checker.getNonNullableType(type))}`
              : `readonly ${field.name}: ${print(type)}`
          }),
      }
    })
  return { facts, imports }
}

/** The text of lib/commands/types.ts, as the rows say it. */
export const commandTypes = () => {
  const { facts, imports } = read()
  const importing = [...new Set(imports.values())].sort().map((from) => {
    const names = [...imports].flatMap(([name, where]) => (where === from ? [name] : []))
    return `import type { ${names.sort().join(', ')} } from '${from}'`
  })
  const says = (side, kind) =>
    facts.filter(({ sides, on }) => sides.includes(side) && on.includes(kind)).map(({ id }) => `'${id}'`)
  return [
    '/** The command of each row, plainly typed. Written by `npm run command-types` from the rows: change those. */',
    ...importing,
    '',
    '/**',
    ' * The commands by the names of their rows.',
    ' *',
    ' * **Shapes** `trid` is the transaction id, `payload` the bytes behind the line; `odd` is the line as it came, where writing',
    ' * the command would give another one.',
    ' */',
    'export interface Commands {',
    ...facts.flatMap(({ id, meaning, fields }) => [
      ...comment(meaning, '  '),
      `  readonly ${id}: {`,
      ...fields.map((field) => `    ${field}`),
      '  }',
    ]),
    '}',
    '',
    '/** The rows that each side says on each kind of server. */',
    'export interface Sayable {',
    ...['client', 'server'].flatMap((side) => [
      `  readonly ${side}: {`,
      ...['DS', 'NS', 'SB'].flatMap((kind) => union(kind, says(side, kind), '    ')),
      '  }',
    ]),
    '}',
    '',
    '/** The dialects that each row is read in. */',
    'export interface ReadIn {',
    ...facts.flatMap(({ id, dialects }) => union(id, dialects, '  ')),
    '}',
    '',
  ].join('\n')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(written, commandTypes())
