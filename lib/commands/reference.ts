/** The reference of all commands, drawn from the rows. */
import { rows } from './described.js'
import { dialectsIn } from './dialects.js'
import { stepsOf, type Row, type FieldStep } from './row.js'
import type { RowId } from './rows.js'
import { allPlans } from './verbs.js'

/** A row as people read it. */
export interface ReferenceEntry {
  readonly id: RowId
  readonly verb: string
  readonly class: Row['class']
  readonly from: Row['from']
  readonly on: Row['on']
  readonly dialects: string
  readonly shape: string
  readonly fields: ReadonlyArray<string>
  readonly payload?: string
  readonly meaning: string
  readonly example: string
  readonly source: string
  readonly unconfirmed: boolean
}

const isLiteral = ({ name, expected }: FieldStep['word']): boolean => name === expected.replaceAll(' or ', '|')

// A word that can be only one thing shows it; any other shows the name of its field.
const shapeOfStep = ({ kind, name, word, zero }: FieldStep): string => {
  const what = isLiteral(word) && word.name.length <= 12 ? word.name : `<${name}>`
  switch (kind) {
    case 'Fixed':
      return word.expected
    case 'One':
    case 'Forgiven':
    case 'DisplayName':
      return what
    case 'Optional':
      return zero === 'written' ? `${what}|0` : `[${what}]`
    case 'Rest':
      return `[${what} ...]`
    case 'Tail':
      return `<${name}>`
  }
}

/** The names of a row's fields; a field that can be one thing only says so: `step: I`. */
const fieldsOf = (row: Row): ReadonlyArray<string> =>
  stepsOf(row)
    .filter(({ kind }) => kind !== 'Fixed')
    .map(({ kind, name, word }) => {
      const only = kind !== 'Tail' && isLiteral(word) ? `: ${word.name}` : ''
      return `${name}${kind === 'Optional' ? '?' : ''}${only}`
    })

const shapeOf = (row: Row): string =>
  [row.verb, ...stepsOf(row).map(shapeOfStep), ...(row.class === 'Payload' ? ['<length>'] : [])].join(' ')

const spanOf = (mask: number): string => {
  const names = dialectsIn(mask).map(({ number }) => number)
  const [first, last] = [names[0], names.at(-1)]
  return first === last ? `MSNP${first}` : `MSNP${first} to ${last}`
}

/** The whole reference, in the order of the rows, drawn from them. */
export const reference: ReadonlyArray<ReferenceEntry> = allPlans.map(({ id, row, dialects }) => ({
  id: id as RowId,
  verb: row.verb,
  class: row.class,
  from: row.from,
  on: row.on,
  dialects: spanOf(dialects),
  shape: shapeOf(row),
  fields: fieldsOf(row),
  ...(row.payload === undefined ? {} : { payload: row.payload.kind }),
  meaning: rows[id as RowId].meaning,
  example: rows[id as RowId].example,
  source: rows[id as RowId].source,
  unconfirmed: row.unconfirmed === true,
}))

/** The reference of the rows that hold in one of these dialects, for one verb or all. */
export const referenceFor = (among: number, verb?: string): ReadonlyArray<ReferenceEntry> =>
  reference.filter(
    (entry, i) => (allPlans[i]!.dialects & among) !== 0 && (verb === undefined || entry.verb === verb.toUpperCase()),
  )
