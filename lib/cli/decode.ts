import { writeFileSync } from 'node:fs'
import { basename } from 'node:path'

import type { Reading } from '../commands/decoder.js'
import type { Dialect } from '../commands/dialects.js'
import type { ServerKind, Side } from '../commands/row.js'
import { lengthOf, whyUnreadable } from '../edges/files.js'
import { describeTraceError, describeTraceNotice } from '../traces/describe.js'
import type { Finding, TraceError, TraceRecord } from '../traces/record.js'
import { transcript, type Entry } from '../traces/transcript.js'
import { describeFrameError } from '../wire/frame.js'
import { cast } from './cast.js'
import { foresight } from './foresight.js'
import { caughtUp, complain, counted, exitCode, note, say, type ExitCode } from './output.js'
import { progress, type Progress } from './progress.js'
import { sequence, type Sequence } from './sequence.js'
import { findingsIn } from './source.js'
import type { View } from './view.js'
import { castingView, chartView, jsonView, rowView, silently, together } from './views.js'

/** What `msnp decode` is told. */
export interface DecodeOptions {
  readonly json?: boolean
  readonly timeline?: boolean
  readonly svg?: string
  readonly from?: Side
  readonly on?: ServerKind
  readonly dialect?: Dialect
}

/** What is counted, and what was odd: not all of that is kept, for there may be much of it. */
interface Tally {
  connections: number
  commands: number
  undecodable: number
  gaps: number
  lost: number
  readonly troubles: Array<string>
  untold: number
}

const mostTroubles = 20

const trouble = (tally: Tally, problem: string): void => {
  if (tally.troubles.length < mostTroubles) tally.troubles.push(problem)
  else tally.untold++
}

const count = (tally: Tally, entry: Entry): void => {
  if (entry._tag === 'Gap') tally.gaps++
  else if (entry._tag === 'Lost') {
    tally.lost++
    trouble(tally, `connection ${entry.connection}, ${entry.from}: ${describeFrameError(entry.error)}`)
  } else if (entry.decoded._tag === 'Undecodable') tally.undecodable++
  else tally.commands++
}

/** `msnp decode FILE`: the commands in a recording, or in the octets of one side of a connection. */
export const decodeFile = async (file: string, options: DecodeOptions): Promise<ExitCode> => {
  const bar = progress(file)
  // Whoever interrupts a capture that comes as it is made wants to see its end, too; a second time they mean us.
  if (file === '-') process.once('SIGINT', () => undefined)
  try {
    return await decodeFrom(file, options, bar)
  } catch (error) {
    const why = whyUnreadable(error)
    if (why === undefined) throw error
    bar.end()
    return complain(exitCode.unreadable, `cannot read ${file}: ${why}`)
  }
}

const decodeFrom = async (file: string, options: DecodeOptions, bar: Progress): Promise<ExitCode> => {
  const { json, timeline, svg, from, ...reading } = options
  const diagram = svg === undefined ? undefined : sequence(file === '-' ? 'standard input' : basename(file), cast())
  const views = [
    ...(json === true ? [jsonView()] : []),
    ...(timeline === true ? [await chartOf(file, reading, from)] : []),
    ...(diagram === undefined ? [] : [silently(diagram)]),
  ]
  const view = views.length === 0 ? rowView() : together(views)
  const tally: Tally = { connections: 0, commands: 0, undecodable: 0, gaps: 0, lost: 0, troubles: [], untold: 0 }
  const error = await readThrough(file, reading, from, view, tally, bar)
  bar.end()
  const code = conclude(file, tally, error)
  return svg === undefined || diagram === undefined ? code : (draw(svg, diagram) ?? code)
}

/** Writes a diagram; gives why that cannot be done. */
const draw = (out: string, { svg, untold }: Sequence): ExitCode | undefined => {
  if (untold() > 0) note(`msnp: ${out}: ${counted(untold(), 'row')} left out, as the diagram would be too long`)
  try {
    if (out === '-') say(svg().trimEnd())
    else writeFileSync(out, svg())
    return undefined
  } catch (error) {
    const why = whyUnreadable(error)
    if (why === undefined) throw error
    return complain(exitCode.unwritable, `cannot write ${out}: ${why}`)
  }
}

/** The lifelines have names: where a file can be read twice, they are known from the beginning. */
const chartOf = async (file: string, reading: Reading, from: Side | undefined): Promise<View> => {
  const known = cast()
  if (lengthOf(file) === undefined) return castingView(known)
  const { read } = transcript(reading)
  for await (const findings of findingsIn(file, undefined, from))
    for (const finding of findings)
      if (finding._tag === 'Found') {
        known.record(finding.record)
        read(finding.record).forEach(known.entry)
      }
  return chartView(known)
}

/** Shows everything as it is read; gives what is wrong with the file. */
const readThrough = async (
  file: string,
  reading: Reading,
  from: Side | undefined,
  view: View,
  tally: Tally,
  bar: Progress,
): Promise<TraceError | undefined> => {
  const { read, end, doubts, teach } = transcript(reading)
  // What is told late is looked for ahead, where a file can be read twice.
  const ahead = lengthOf(file) === undefined ? undefined : foresight(findingsIn(file, undefined, from), reading)
  const asked = new Set<number>()
  let error: TraceError | undefined

  const show = (entries: ReadonlyArray<Entry>): void => {
    for (const entry of entries) {
      count(tally, entry)
      view.entry(entry)
    }
  }
  const take = (record: TraceRecord): void => {
    if (record._tag === 'Opened') tally.connections++
    if (record._tag !== 'Closed') view.record(record)
    show(read(record))
    // What was begun is told before the end.
    if (record._tag === 'Closed') view.record(record)
  }
  const needsForesight = (record: TraceRecord): record is Extract<TraceRecord, { _tag: 'Said' }> =>
    ahead !== undefined && record._tag === 'Said' && !asked.has(record.connection) && doubts(record)

  const understand = (finding: Exclude<Finding, { _tag: 'Found' }>): void => {
    if (finding._tag === 'Begun') view.begin(finding.header)
    else if (finding._tag === 'Noticed') trouble(tally, describeTraceNotice(finding.notice))
    else error ??= finding.error
  }

  for await (const findings of findingsIn(file, bar.read, from)) {
    const before = tally.commands
    for (const finding of findings)
      if (finding._tag !== 'Found') understand(finding)
      else {
        const { record } = finding
        if (needsForesight(record)) {
          asked.add(record.connection)
          const scope = await ahead!(record.connection)
          if (scope !== undefined) teach(record.connection, scope)
        }
        take(record)
      }
    view.flush()
    bar.found(tally.commands - before)
    await caughtUp()
  }
  show(end())
  view.end()
  return error
}

const conclude = (file: string, tally: Tally, error: TraceError | undefined): ExitCode => {
  const { connections, commands, undecodable, gaps, lost, troubles, untold } = tally
  if (error === undefined || commands + undecodable > 0) {
    const holes = gaps === 0 ? '' : `, ${counted(gaps, 'gap')}`
    note(`${counted(commands, 'command')} on ${counted(connections, 'connection')}, ${undecodable} undecodable${holes}`)
  }
  for (const problem of troubles) note(`msnp: ${file}: ${problem}`)
  if (untold > 0) note(`msnp: ${file}: and ${untold} more of the kind`)
  if (error !== undefined) return complain(exitCode.unreadable, `${file}: ${describeTraceError(error)}`)
  return lost > 0 ? exitCode.framingLost : exitCode.done
}
