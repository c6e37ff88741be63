/** The straight form of rows, compiled. The build for bundlers has the interpreted one in its place, which is smaller. */
import { stepsOf, type Row } from './row.js'
import { readers } from './readers.js'
import { retry, type Reader, type Writer } from './straight.js'
import { unput } from './word.js'
import { writers } from './writers.js'

/** The straight reader of a row. */
export const readerOf = (id: string, row: Row): Reader => readers[id]?.(...stepsOf(row)) ?? (() => retry)

/** The straight writer of a row. */
export const writerOf = (id: string, row: Row): Writer => writers[id]?.(...stepsOf(row)) ?? (() => unput)
