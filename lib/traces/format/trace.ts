import * as E from 'fp-ts/lib/Either.js'

import type { Finding, TraceError, TraceHeader, TraceNotice, TraceRecord } from './record.js'

/** A recording as a whole: what `replay` plays. */
export interface Trace {
  readonly header: TraceHeader
  readonly records: ReadonlyArray<TraceRecord>
}

/** A trace as far as it could be read, and what was odd about it; `error` is why there is no more of it. */
export interface Collected {
  readonly trace: Trace
  readonly notices: ReadonlyArray<TraceNotice>
  readonly error: TraceError | undefined
}

/**
 * The trace in what a reader found.
 *
 * **Errors** those before which there was no header. A later one leaves the records before it.
 */
export const collected = (findings: Iterable<Finding>): E.Either<TraceError, Collected> => {
  const records: Array<TraceRecord> = []
  const notices: Array<TraceNotice> = []
  let header: TraceHeader | undefined
  let error: TraceError | undefined
  for (const finding of findings)
    switch (finding._tag) {
      case 'Begun':
        header ??= finding.header
        break
      case 'Found':
        records.push(finding.record)
        break
      case 'Noticed':
        notices.push(finding.notice)
        break
      case 'Failed':
        error ??= finding.error
        break
    }
  return header === undefined
    ? E.left(error ?? { _tag: 'Empty' })
    : E.right({ trace: { header, records }, notices, error })
}
