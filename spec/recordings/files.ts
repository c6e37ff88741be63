/** Where the recordings are: a trace of each side of the evening, in each dialect. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import { spokenDialects, type Dialect } from '../../lib/commands/dialects.js'
import { readTrace } from '../../lib/testing/files.js'
import type { Trace } from '../../lib/traces/format/trace.js'
import { alice, bob } from './evening.js'

/** The dialects that it is recorded in. */
export const dialects = spokenDialects.map(({ name }) => name)
/** Whose sides of an evening are recorded. */
export const participants = ['alice', 'bob'] as const
export type Participant = (typeof participants)[number]

/** What they do. */
export const apps = { alice, bob }

/** The path of a file of the recordings. */
export const pathOf = (name: string): string => fileURLToPath(new URL(`traces/${name}`, import.meta.url))
/** The file of a recorded evening. */
export const fileOf = (dialect: Dialect, who: Participant): string => pathOf(`${dialect.toLowerCase()}.${who}.jsonl`)
/** An evening as it was recorded. */
export const traceOf = (dialect: Dialect, who: Participant): Trace => readTrace(readFileSync(fileOf(dialect, who)))
