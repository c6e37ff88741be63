import { describeTraceError, describeTraceNotice } from '../traces/format/describe.js'
import type { TraceError, TraceNotice, TraceRecord } from '../traces/format/record.js'
import type { Entry } from '../traces/read/transcript.js'
import { describeFrameError } from '../wire/frame.js'
import { complain, counted, exitCode, harmless, note, type ExitCode } from './output.js'

/** Counts what a recording holds, and remembers what is odd about it. */
export interface Tally {
  readonly record: (record: TraceRecord) => void
  readonly entry: (entry: Entry) => void
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
