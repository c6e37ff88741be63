/** npm run compiled-rows: writes lib/commands/readers.ts and writers.ts, the straight form of each row, from the rows. */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const commands = new URL('../lib/commands/', import.meta.url)

const keyOf = (name) => (/^[A-Za-z_]\w*$/.test(name) ? name : `'${name}'`)

/** Every value for each field; those that may be missing both with and without them. */
const made = (fields, marks) => {
  const optional = fields.filter(({ isOptional }) => isOptional)
  const literal = (missing) => {
    const there = fields.filter((field) => !missing.includes(field))
    return `{ ${[...marks, ...there.map(({ name, value }) => (name === value ? name : `${keyOf(name)}: ${value}`))].join(', ')} }`
  }
  // One hidden class for each set of fields: a literal is the cheapest way to it.
  const chosen = ([first, ...rest], missing) =>
    first === undefined
      ? literal(missing)
      : `${first.value} === undefined ? ${chosen(rest, [...missing, first])} : ${chosen(rest, missing)}`
  if (optional.length <= 3) return [`return ${chosen(optional, [])}`]
  const first = fields.findIndex(({ isOptional }) => isOptional)
  const start = fields.slice(0, first).map(({ name, value }) => `${keyOf(name)}: ${value}`)
  return [
    `const command: Record<string, unknown> = { ${[...marks, ...start].join(', ')} }`,
    ...fields.slice(first).map(({ name, value, isOptional }) => `${isOptional ? `if (${value} !== undefined) ` : ''}command.${name} = ${value}`),
    'return command as AnyCommand',
  ]
}

const scanned = (i) => `scan${i}(text, bytes, p, e)`

/** The statements that read one field, behind which `p` is where the next word begins. */
const reading = ({ kind, zero }, i) => {
  const next = 'e = endOf(text, p, n)'
  switch (kind) {
    case 'One':
    case 'DisplayName':
    case 'Forgiven':
      return [`${next}; const v${i} = ${scanned(i)}; if (v${i} === unread) return refused(f${i}, bytes, p, e); p = e + 1`]
    case 'Fixed':
      return [`${next}; if (${scanned(i)} === unread) return undefined; p = e + 1`]
    case 'Rest':
      return [
        `const v${i} = []`,
        `while (p <= n) { ${next}; const v = ${scanned(i)}; if (v === unread) return refused(f${i}, bytes, p, e); v${i}.push(v); p = e + 1 }`,
      ]
    case 'Optional': {
      const none = `v${i} = undefined`
      if (zero === 'written')
        return [`if (p > n) return retry`, `${next}; let v${i} = ${scanned(i)}; if (v${i} === unread) { if (!isZero(bytes, p, e)) return retry; ${none} } p = e + 1`]
      const without =
        zero === 'read'
          ? `if (v${i} === unread) { if (e === n || !isZero(bytes, p, e)) return retry; ${none} } p = e + 1`
          : `if (v${i} !== unread) p = e + 1; else { if (refused(f${i}, bytes, p, e) === retry) return retry; ${none} }`
      return [`let v${i}; if (p <= n) { ${next}; v${i} = ${scanned(i)}; ${without} }`]
    }
  }
}

const readerOf = ({ row, steps }) => {
  const hasPayload = row.class === 'Payload'
  const tail = steps.findIndex(({ kind }) => kind === 'Tail')
  const fields = tail < 0 ? steps : steps.slice(0, tail)
  const values = fields.flatMap(({ kind, name }, i) => (kind === 'Fixed' ? [] : [{ name, value: `v${i}`, isOptional: kind === 'Optional' }]))
  const marks = [`_tag: '${row.class}'`, `verb: '${row.verb}'`]
  return [
    ...(hasPayload
      ? [
          `if (payload === undefined) return ${row.payload.length === 'optional' ? 'retry' : 'undefined'}`,
          'const n = beforeLength(bytes, from, end); if (n === undefined) return retry',
        ]
      : ['if (payload !== undefined && payload.length > 0) return undefined', 'const n = end']),
    fields.length > 0 ? 'let p = from, e = 0' : 'const p = from',
    ...fields.flatMap(reading),
    ...(tail < 0
      ? [
          'if (p <= n) return undefined',
          ...made([...values, ...(hasPayload ? [{ name: 'payload', value: 'payload', isOptional: false }] : [])], marks),
        ]
      : ['return retry']),
  ]
}

/** The statements that put one field, behind which `at` is the place behind it. `canBeLeft`: a field before it may be left out. */
const putting = ({ kind, name, word, zero, none }, i, looks, canBeLeft) => {
  const value = `c.${name}`
  const put = `at = put${i}(${value}, bytes, gap(bytes, at)); if (at < 0) return unput`
  switch (kind) {
    case 'One':
    case 'DisplayName':
      return [put]
    case 'Fixed':
      return [`at = putText(' ${word.expected}', bytes, at)`]
    case 'Forgiven':
      return [`if (${value} === undefined) at = putText(' ${none}', bytes, at); else { ${put}; count++ }`]
    case 'Optional': {
      const there = `${looks && canBeLeft ? 'if (left) return unput; ' : ''}${put}; count++`
      if (zero !== 'written' && !looks) return [`if (${value} !== undefined) { ${there} }`]
      return zero === 'written'
        ? [`if (${value} === undefined) at = putText(' 0', bytes, at); else { ${there} }`]
        : [`if (${value} === undefined) left = true; else { ${there} }`]
    }
    case 'Rest':
      return [
        `if (!Array.isArray(${value})) return unput`,
        `for (const v of ${value}) { at = put${i}(v, bytes, gap(bytes, at)); if (at < 0) return unput }`,
      ]
  }
}

const writerOf = ({ row, steps }) => {
  const hasPayload = row.class === 'Payload'
  const always = steps.filter(({ kind }) => kind !== 'Fixed' && kind !== 'Optional' && kind !== 'Forgiven').length
  const optional = steps.flatMap(({ kind, zero }, i) => (kind === 'Optional' ? [{ i, zero }] : []))
  // What stands behind a word that is left out may be taken for it: that is for the walk.
  const firstLeft = optional.length > 1 ? (optional.slice(0, -1).find(({ zero }) => zero !== 'written')?.i ?? -1) : -1
  const mayBeMissing = steps.some(({ kind }) => kind === 'Optional' || kind === 'Forgiven')
  return [
    `at = putText('${row.verb}', bytes, at)`,
    `${mayBeMissing ? 'let' : 'const'} count = ${2 + always + (hasPayload ? 1 : 0)}`,
    ...(firstLeft >= 0 ? ['let left = false'] : []),
    ...steps.flatMap((step, i) => putting(step, i, firstLeft >= 0, i > firstLeft)),
    ...(hasPayload
      ? ['if (!isBytes(c.payload)) return unput', 'at = putNumber(c.payload.length, bytes, gap(bytes, at))']
      : []),
    'return countOf(c) === count ? at : unput',
  ]
}

/** Parameters: those that nothing uses are marked, and left out at the end where nothing asks for their number. */
const parameters = (names, body) =>
  names.map((name) => (body.some((line) => new RegExp(`\\b${name}\\b`).test(line)) ? name : `_${name}`)).join(', ')

/** The maker of one row: it takes the functions of its words out of the fields, and gives a reader or a writer. */
const maker = ({ id, steps }, what, names, body) => {
  const uses = (i) => body.some((line) => line.includes(`${what}${i}(`))
  const words = steps.flatMap((_, i) => (uses(i) ? [`${what}${i} = f${i}.word.${what}`] : []))
  const all = [...words, ...body]
  const last = steps.findLastIndex((_, i) => all.some((line) => line.includes(`f${i}`)))
  return [
    `  ${id}: (${parameters(steps.slice(0, last + 1).map((_, i) => `f${i}`), all)}) => {`,
    ...(words.length > 0 ? [`    const ${words.join(', ')}`] : []),
    `    return (${parameters(names, body)}) => {`,
    ...body.map((line) => `      ${line}`),
    '    }',
    '  },',
  ]
}

const marks = (what) =>
  `/** ${what} Written by \`npm run compiled-rows\` from the rows: change those. */`

/** The text of lib/commands/readers.ts, out of the rows by name, each with its fields. */
export const compiledReaders = (rows) =>
  [
    marks('The straight reader of each row.'),
    "import type { AnyCommand } from './row.js'",
    "import { beforeLength, endOf, isZero, refused, retry, type Maker, type Reader } from './straight.js'",
    "import { unread } from './word.js'",
    '',
    '/** What makes the reader of a row out of its fields; a row that is missing here is for the walk. */',
    'export const readers: Readonly<Record<string, Maker<Reader>>> = {',
    ...rows
      .filter(({ row, steps }) => row.readOnly !== true && row.lastResort !== true && steps[0]?.kind !== 'Tail')
      .flatMap((each) => maker(each, 'scan', ['text', 'bytes', 'from', 'end', 'payload'], readerOf(each))),
    '}',
    '',
  ].join('\n')

/** The text of lib/commands/writers.ts, out of the same. */
export const compiledWriters = (rows) =>
  [
    marks('The straight writer of each row.'),
    "import { isBytes } from '../wire/bytes.js'",
    "import { countOf, gap, type Maker, type Writer } from './straight.js'",
    "import { putNumber, putText, unput } from './word.js'",
    '',
    '/** What makes the writer of a row out of its fields; a row that is missing here is for the walk. */',
    'export const writers: Readonly<Record<string, Maker<Writer>>> = {',
    ...rows
      .filter(({ row, steps }) => row.readOnly !== true && !steps.some(({ kind }) => kind === 'Tail'))
      .flatMap((each) => maker(each, 'put', ['c', 'bytes', 'at'], writerOf(each))),
    '}',
    '',
  ].join('\n')

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { register } = await import('tsx/esm/api')
  register({ tsconfig: fileURLToPath(new URL('../tsconfig.json', import.meta.url)) })
  const { rows } = await import('../lib/commands/rows.ts')
  const { stepsOf } = await import('../lib/commands/row.ts')
  const all = Object.entries(rows).map(([id, row]) => ({ id, row, steps: stepsOf(row) }))
  writeFileSync(new URL('readers.ts', commands), compiledReaders(all))
  writeFileSync(new URL('writers.ts', commands), compiledWriters(all))
}
