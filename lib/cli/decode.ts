import { writeFileSync } from 'node:fs'
import { basename } from 'node:path'

import * as E from 'fp-ts/lib/Either.js'

import type { Reading } from '../commands/decoder.js'
import type { Dialect } from '../commands/dialects.js'
import type { ServerKind, Side } from '../commands/row.js'
import { lengthOf, whyUnreadable } from '../edges/files.js'
import { explained } from '../edges/record/tracefile.js'
import type { Finding, TraceError, TraceRecord } from '../traces/format/record.js'
import { transcript, type Entry } from '../traces/read/transcript.js'
import { cast } from './participants.js'
import { foresight } from './lookahead.js'
import { caughtUp, complain, counted, exitCode, note, say, type ExitCode } from './output.js'
import { progress } from './progress.js'
import { sequence, type Sequence } from './sequence.js'
import { findingsIn } from './source.js'
import { tally, type Tally } from './tally.js'
import { terminal } from './terminal.js'
import type { View } from './view.js'
import { castingView, chartView, jsonView, rowView, silently, together } from './output-formats.js'

/** What `msnp decode` is told. */
export interface DecodeOptions {
  readonly json?: boolean
  readonly timeline?: boolean
  readonly svg?: string
  readonly from?: Side
  readonly on?: ServerKind
  readonly dialect?: Dialect
}

/** A file, and how it is to be read. */
interface Recording {
  readonly file: string
  readonly reading: Reading
  /** Whether it can be read more than once. */
  readonly isLasting: boolean
  readonly findings: (heard?: (octets: number) => void) => AsyncIterable<ReadonlyArray<Finding>>
}

/** `msnp decode FILE`: the commands in a recording, or in the octets of one side of a connection. */
export const decodeFile = async (file: string, options: DecodeOptions): Promise<ExitCode> => {
  // Whoever interrupts a capture that comes as it is made wants to see its end, too; a second time they mean us.
  if (file === '-') terminal().signals.once('SIGINT', () => undefined)
  try {
    return await decodeFrom(file, options)
  } catch (error) {
    const why = whyUnreadable(error)
    if (why === undefined) throw error
    return complain(exitCode.unreadable, `cannot read ${file}: ${why}`)
  }
}

const decodeFrom = async (file: string, options: DecodeOptions): Promise<ExitCode> => {
  const { json, timeline, svg, from, ...reading } = options
  if (svg === '-' && (json === true || timeline === true))
    return complain(exitCode.usage, '--svg - has standard output for itself: leave out --json and --timeline')
  const findings = (heard?: (octets: number) => void) => findingsIn(file, heard, from)
  const recording = { file, reading, isLasting: lengthOf(file) !== undefined, findings }

  const diagram = svg === undefined ? undefined : sequence(file === '-' ? 'standard input' : basename(file), cast())
  const views = [
    ...(json === true ? [jsonView()] : []),
    ...(timeline === true ? [await chartOf(recording)] : []),
    ...(diagram === undefined ? [] : [silently(diagram)]),
  ]
  const counting = tally(file)
  const error = await readThrough(recording, views.length === 0 ? rowView() : together(views), counting)
  const code = counting.conclude(error)
  const unwritten = svg === undefined || diagram === undefined ? undefined : draw(svg, diagram)
  await caughtUp()
  return unwritten ?? code
}

/** Shows everything as it is read; gives what is wrong with the file. */
const readThrough = async (
  { file, reading, isLasting, findings }: Recording,
  view: View,
  counting: Tally,
): Promise<TraceError | undefined> => {
  const { read, end, doubts, teach } = transcript(reading)
  const ahead = isLasting ? foresight(findings(), reading) : undefined
  const bar = progress(file)
  let error: TraceError | undefined

  const show = (entries: ReadonlyArray<Entry>): void => {
    for (const entry of entries) {
      counting.entry(entry)
      view.entry(entry)
    }
  }
  const take = (record: TraceRecord): void => {
    counting.record(record)
    if (record._tag !== 'Closed') view.record(record)
    show(read(record))
    // What was begun is told before the end.
    if (record._tag === 'Closed') view.record(record)
  }
  const understand = (finding: Exclude<Finding, { _tag: 'Found' }>): void => {
    if (finding._tag === 'Noticed') counting.notice(finding.notice)
    else if (finding._tag === 'Failed') error ??= finding.error
  }

  try {
    for await (const batch of findings(bar.read)) {
      for (const finding of batch)
        if (finding._tag !== 'Found') understand(finding)
        else {
          const { record } = finding
          if (ahead !== undefined && doubts(record)) await ahead(record, teach)
          take(record)
        }
      view.flush()
      bar.found(counting.commands())
      await caughtUp()
    }
    show(end())
  } finally {
    view.flush()
    bar.end()
  }
  return error
}

/** The lifelines have names: where a file can be read twice, they are known from the beginning. */
const chartOf = async ({ reading, isLasting, findings }: Recording): Promise<View> => {
  const known = cast()
  if (!isLasting) return castingView(known)
  const { read } = transcript(reading)
  for await (const batch of findings())
    for (const finding of batch)
      if (finding._tag === 'Found') {
        known.record(finding.record)
        read(finding.record).forEach(known.entry)
      }
  return chartView(known)
}

/** Writes a diagram; gives why that cannot be done. */
const draw = (out: string, { svg, untold }: Sequence): ExitCode | undefined => {
  if (untold() > 0) note(`msnp: ${out}: ${counted(untold(), 'row')} left out, as the diagram would be too long`)
  const written = E.tryCatch(() => {
    if (out === '-') say(svg().trimEnd())
    else explained(out, () => writeFileSync(out, svg()))
  }, E.toError)
  return E.isLeft(written) ? complain(exitCode.unwritable, written.left.message) : undefined
}
