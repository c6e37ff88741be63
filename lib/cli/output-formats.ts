import type { Entry } from '../traces/read/transcript.js'
import type { Cast } from './participants.js'
import { chart } from './chart.js'
import { writeJson } from './json.js'
import { terminalWidth } from './output.js'
import { pen } from './json-writer.js'
import { terminal } from './terminal.js'
import { row } from './timeline.js'
import type { View } from './view.js'

const ignore = (): void => undefined

/** Lines for standard output, written some at a time: a write costs more than a line. */
const lines = (): { readonly say: (line: string) => void; readonly flush: () => void } => {
  let held = ''
  const flush = (): void => {
    if (held !== '') terminal().output.write(held)
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
    if (written.length > 0) terminal().output.write(written)
  }
  return { record: ignore, entry, flush }
}

/** A picture of who says what to whom, a row at a time. */
export const chartView = (cast: Cast): View => {
  const { say, flush } = lines()
  return { ...chart(cast, say), flush }
}

/** What is only shown at the end. */
export const silently = ({ record, entry }: Pick<View, 'record' | 'entry'>): View => ({
  record,
  entry,
  flush: ignore,
})

/** Several ways at once. */
export const together = (views: ReadonlyArray<View>): View =>
  views.length === 1
    ? views[0]!
    : {
        record: (found) => views.forEach(({ record }) => record(found)),
        entry: (added) => views.forEach(({ entry }) => entry(added)),
        flush: () => views.forEach(({ flush }) => flush()),
      }

/** The same, with what is known of them by then. */
export const castingView = (cast: Cast): View => {
  const view = chartView(cast)
  return {
    ...view,
    record: (record) => {
      cast.record(record)
      view.record(record)
    },
    entry: (entry) => {
      cast.entry(entry)
      view.entry(entry)
    },
  }
}

/** A line for each command, with its time. */
export const rowView = (): View => {
  const { say, flush } = lines()
  const width = terminalWidth()
  const entry = (entry: Entry): void => say(row(entry, width))
  return { record: ignore, entry, flush }
}
