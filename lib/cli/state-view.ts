/** `msnp decode --state`: what the clients in a recording know, where it changes: text or JSON, alone or beside other views. */
import type { TraceRecord } from '../traces/format/record.js'
import type { TranscriptEntry } from '../traces/read/transcript.js'
import { hearing, heardBy, type Heard } from '../traces/watch/heard.js'
import { changesBetween, describeChange, type ShownChange } from '../traces/watch/shown.js'
import { watching } from '../traces/watch/watch.js'
import { colours, cutTo, harmless, jsonLine, terminalWidth } from './output.js'
import type { View } from './output-formats.js'
import { secondsText } from './record-text.js'
import { terminal } from './terminal.js'

type Written = (t: number, change: ShownChange) => string

const mark = '▸'

/** A change as a line of text, in so many columns. */
export const stateText = (width: number | undefined): Written => {
  const cut = cutTo(width === undefined ? undefined : width - 13)
  return (t, change) => `${colours.dim(secondsText(t))}  ${mark} ${colours.cyan(cut(harmless(describeChange(change))))}`
}

/** A change as a line of JSON: its kind and what is known stand in `state`, the rest as with commands. **Units** `t` in seconds, to the microsecond. */
export const stateJson: Written = (t, { _tag, connection, ...known }) =>
  jsonLine({ t: Math.round(t * 1e3) / 1e6, connection, state: { kind: _tag, ...known } })

/** Shows the changes of what is known, each behind what another view shows of the command that led to it. */
export const stateView = (isJson: boolean, beside?: View): View => {
  const written = isJson ? stateJson : stateText(terminalWidth())
  const hear = hearing()
  let now = watching.init[0]
  const flush = (): void => beside?.flush()
  const take = (heard: Heard | undefined): void => {
    if (heard === undefined) return
    const before = now
    now = watching.step(before, heard)[0]
    const changes = changesBetween(before, now)
    if (changes.length === 0) return
    flush()
    terminal().output.write(changes.map((change) => `${written(heard.t, change)}\n`).join(''))
  }
  return {
    record: (record: TraceRecord) => {
      beside?.record(record)
      take(hear(record))
    },
    entry: (entry: TranscriptEntry) => {
      beside?.entry(entry)
      if (entry._tag === 'Line') take(heardBy(entry))
    },
    flush,
  }
}
