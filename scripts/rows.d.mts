/** The text of lib/commands/readers.ts and writers.ts, as the rows say it. */
import type { FieldStep, Row } from '../lib/commands/row.js'

interface NamedRow {
  readonly id: string
  readonly row: Row
  readonly steps: ReadonlyArray<FieldStep>
}

export declare const compiledReaders: (rows: ReadonlyArray<NamedRow>) => string
export declare const compiledWriters: (rows: ReadonlyArray<NamedRow>) => string
