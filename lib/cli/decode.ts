/** `msnp decode`: the commands in a recording, read once, or with a look ahead, and counted. */
import { writeFileSync } from 'node:fs'
import { basename } from 'node:path'

import * as E from 'fp-ts/lib/Either.js'

import type { Reading } from '../commands/decoder.js'
import type { Dialect } from '../commands/dialects.js'
import type { ServerKind, Side } from '../commands/row.js'
import { isSettled, type Scope } from '../commands/scope.js'
import { lengthOf, whyUnreadable } from '../edges/files.js'
import { explained } from '../edges/record/tracefile.js'
import type { Finding, TraceError, TraceNotice, TraceRecord } from '../traces/format/record.js'
import { describeTraceError, describeTraceNotice } from '../traces/format/trace.js'
import { type TranscriptEntry, transcript, type Transcript } from '../traces/read/transcript.js'
import { describeFrameError } from '../wire/frame.js'
import { findingsIn, progress } from './files.js'
import { learningView, chartView, jsonView, rowView, silently, together, type View } from './output-formats.js'
import { caughtUp, complain, counted, exitCode, type ExitCode, harmless, note, say } from './output.js'
import { participants } from './participants.js'
import { sequence, type SequenceDiagram } from './sequence.js'
import { terminal } from './terminal.js'

/**
 * Reads ahead in a recording for what is told late, and only as far as it must: which dialect is spoken on a connection
 * that was there before the recording began. Each connection is looked for once.
 */
export const lookahead = (
  findings: AsyncIterable<ReadonlyArray<Finding>>,
  reading: Reading,
): ((record: TraceRecord, teach: Transcript['teach']) => Promise<void>) => {
  const batches = findings[Symbol.asyncIterator]()
  const { read, scope } = transcript(reading)
  const midway = new Set<number>()
  const asked = new Set<number>()

  const take = (finding: Finding): void => {
    if (finding._tag !== 'Found') return
    const { record } = finding
    if (record._tag === 'Opened' && record.midway === true) midway.add(record.connection)
    // What is closed may still be told of by another connection of the same client.
    if (record._tag !== 'Closed' || !midway.has(record.connection)) read(record)
  }

  const scopeOf = async (connection: number): Promise<Scope | undefined> => {
    for (;;) {
      const known = scope(connection)
      if (known !== undefined && isSettled(known)) return known
      const batch = await batches.next()
      if (batch.done === true) return known
      batch.value.forEach(take)
    }
  }

  return async (record, teach) => {
    if (record._tag !== 'Said' || asked.has(record.connection)) return
    asked.add(record.connection)
    const known = await scopeOf(record.connection)
    if (known !== undefined) teach(record.connection, known)
  }
}

/** Counts what a recording holds, and remembers what is odd about it. */
export interface Tally {
  readonly record: (record: TraceRecord) => void
  readonly entry: (entry: TranscriptEntry) => void
  readonly notice: (notice: TraceNotice) => void
  readonly commands: () => number
  /** Says it all on standard error; gives the exit code. */
  readonly conclude: (error: TraceError | undefined) => ExitCode
}

/** So much trouble is told one by one: there may be no end of it. */
const mostTroubles = 20

/** Nothing is counted yet. */
export const tally = (file: string): Tally => {
  let connections = 0
  let commands = 0
  let undecodable = 0
  let gaps = 0
  let lost = 0
  let untold = 0
  const troubles: Array<string> = []

  const trouble = (problem: string): void => {
    if (troubles.length < mostTroubles) troubles.push(problem)
    else untold++
  }

  return {
    record: ({ _tag }) => {
      if (_tag === 'Opened') connections++
    },
    entry: (entry) => {
      if (entry._tag === 'Gap') gaps++
      else if (entry._tag === 'Lost') {
        lost++
        trouble(`connection ${entry.connection}, ${entry.from}: ${describeFrameError(entry.error)}`)
      } else if (entry.decoded._tag === 'Undecodable') undecodable++
      else commands++
    },
    notice: (notice) => trouble(describeTraceNotice(notice)),
    commands: () => commands,
    conclude: (error) => {
      const all = [counted(commands, 'command') + ' on ' + counted(connections, 'connection')]
      const odd = [`${undecodable} undecodable`, ...(gaps === 0 ? [] : [counted(gaps, 'gap')])]
      if (error === undefined || commands + undecodable > 0) note([...all, ...odd].join(', '))
      const said = harmless(file)
      for (const problem of troubles) note(`msnp: ${said}: ${harmless(problem)}`)
      if (untold > 0) note(`msnp: ${said}: ${untold} more like these`)
      if (error !== undefined) return complain(exitCode.unreadable, `${file}: ${describeTraceError(error)}`)
      return lost > 0 ? exitCode.framingLost : exitCode.done
    },
  }
}

/** What `msnp decode` is told. */
export interface DecodeOptions {
  readonly json?: boolean
  readonly timeline?: boolean
  readonly state?: boolean
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
  readonly findings: (heard?: (bytes: number) => void) => AsyncIterable<ReadonlyArray<Finding>>
}

/** `msnp decode FILE`: the commands in a recording, or in the bytes of one side of a connection. */
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
  const { json, timeline, state, svg, from, ...reading } = options
  if (svg === '-' && (json === true || timeline === true || state === true))
    return complain(exitCode.usage, '--svg - has standard output for itself: leave out --json, --timeline and --state')
  const findings = (heard?: (bytes: number) => void) => findingsIn(file, heard, from)
  const recording = { file, reading, isLasting: lengthOf(file) !== undefined, findings }

  const diagram = svg === undefined ? undefined : sequence(file === '-' ? 'standard input' : basename(file), participants())
  const shown = json === true ? jsonView() : timeline === true ? await chartOf(recording) : undefined
  const told = state === true ? await stateOf(json === true, shown) : shown
  const views = [
    ...(told === undefined ? [] : [told]),
    ...(diagram === undefined ? [] : [silently(diagram)]),
  ]
  const counting = tally(file)
  const error = await readThrough(recording, views.length === 0 ? rowView() : together(views), counting)
  const code = counting.conclude(error)
  const unwritten = svg === undefined || diagram === undefined ? undefined : draw(svg, diagram)
  await caughtUp()
  return unwritten ?? code
}

/** The machines of a client, which this view needs, are loaded for it alone. */
const stateOf = async (isJson: boolean, beside: View | undefined): Promise<View> => {
  const { stateView } = await import('./state-view.js')
  return stateView(isJson, beside)
}

/** Shows everything as it is read; gives what is wrong with the file. */
const readThrough = async (
  { file, reading, isLasting, findings }: Recording,
  view: View,
  counting: Tally,
): Promise<TraceError | undefined> => {
  const { read, end, doubts, teach } = transcript(reading)
  const ahead = isLasting ? lookahead(findings(), reading) : undefined
  const bar = progress(file)
  let error: TraceError | undefined

  const show = (entries: ReadonlyArray<TranscriptEntry>): void => {
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
  const known = participants()
  if (!isLasting) return learningView(known)
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
const draw = (out: string, { svg, untold }: SequenceDiagram): ExitCode | undefined => {
  if (untold() > 0) note(`msnp: ${out}: ${counted(untold(), 'row')} left out, as the diagram would be too long`)
  const written = E.tryCatch(() => {
    if (out === '-') say(svg().trimEnd())
    else explained(out, () => writeFileSync(out, svg()))
  }, E.toError)
  return E.isLeft(written) ? complain(exitCode.unwritable, written.left.message) : undefined
}
