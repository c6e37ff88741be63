import type { TraceRecord } from '../traces/format/record.js'
import type { Entry } from '../traces/read/transcript.js'

/** A way of showing a recording, as it is read. */
export interface View {
  readonly record: (record: TraceRecord) => void
  /** What the record adds that was shown last. */
  readonly entry: (entry: Entry) => void
  /** What was shown so far is to be seen. */
  readonly flush: () => void
}
