import type { TraceHeader, TraceRecord } from '../traces/record.js'
import type { Entry } from '../traces/transcript.js'
import { writeJson } from './json.js'
import { terminalWidth } from './output.js'
import { pen } from './pen.js'
import { describe } from './rendering.js'
import { row } from './timeline.js'

/** A way of showing a recording, as it is read. */
export interface View {
  readonly begin: (header: TraceHeader) => void
  readonly record: (record: TraceRecord) => void
  /** What the record adds that was shown last. */
  readonly entry: (entry: Entry) => void
  /** What was shown so far is to be seen. */
  readonly flush: () => void
  readonly end: () => void
}

const ignore = (): void => undefined

/** Lines for standard output, written some at a time: a write costs more than a line. */
const lines = (): { readonly say: (line: string) => void; readonly flush: () => void } => {
  let held = ''
  const flush = (): void => {
    if (held !== '') process.stdout.write(held)
    held = ''
  }
  return { say: (line) => void (held += `${line}\n`), flush }
}

/** One JSON object a line. */
export const jsonView = (): View => {
  const sheet = pen()
  const write = writeJson(sheet)
  const entry = (entry: Entry): void => {
    if (entry._tag !== 'Lost') write(entry)
  }
  const flush = (): void => {
    const written = sheet.take()
    if (written.length > 0) process.stdout.write(written)
  }
  return { begin: ignore, record: ignore, entry, flush, end: flush }
}

/** A line for each command, with its time. */
export const rowView = (): View => {
  const { say, flush } = lines()
  const width = terminalWidth()
  const entry = (entry: Entry): void => say(row(entry, describe(entry), width))
  return { begin: ignore, record: ignore, entry, flush, end: flush }
}
