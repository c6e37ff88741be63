import type { Progress } from './validate.js'
import type { Recorded, TraceHeader, TraceRecord } from '../format/record.js'

/** Where a trace ended: its header, and how far its time and its numbers had gone. */
export interface Ending {
  readonly header: TraceHeader
  readonly progress: Progress
}

const numbers = ['connection', 'exchange', 'timer', 'place'] as const

/**
 * A recording that goes on behind a trace that was there before: its times count from the start of that trace, and its
 * numbers from those that were used. It has no header of its own.
 *
 * **Errors** throws where the two were not recorded at ports of the same kind.
 */
export const continuing = ({ header, progress }: Ending): ((finding: Recorded) => TraceRecord | undefined) => {
  let shift = 0
  return (finding) => {
    if (finding._tag === 'Begun') {
      const { seenBy, start } = finding.header
      if (seenBy !== header.seenBy)
        throw new Error(`the trace was recorded at the ports of a ${header.seenBy}, and these are those of a ${seenBy}`)
      shift = start - header.start
      return undefined
    }
    const { record } = finding
    const counted = numbers.flatMap((key) =>
      key in record ? [[key, (record as Partial<Progress>)[key]! + progress[key]] as const] : [],
    )
    return { ...record, ...Object.fromEntries(counted), t: Math.max(progress.t, record.t + shift) }
  }
}
