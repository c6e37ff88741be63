/** A recording as a whole, as far as it can be read; and its errors in words. */
import * as E from 'fp-ts/lib/Either.js'

import {
  type Finding,
  formatVersion,
  type TraceError,
  type TraceHeader,
  type TraceNotice,
  type TraceRecord,
} from './record.js'

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

/** What is odd in a recording, and where, in one line. */
export const describeTraceNotice = (notice: TraceNotice): string => {
  switch (notice._tag) {
    case 'CutLine':
      return `line ${notice.line} is not whole, and passed over: whoever wrote it was stopped`
    case 'Contradiction':
      return (
        `the packet at offset ${notice.offset} says something else than those before it ` +
        `at the same place of connection ${notice.connection}: what came first counts`
      )
  }
}

/** Why a recording cannot be read, or not to its end, and where, in one line. It quotes nothing of a trace. */
export const describeTraceError = (error: TraceError): string => {
  switch (error._tag) {
    case 'Empty':
      return 'it is empty: nothing was recorded'
    case 'NoRecording':
      return `no recording: it begins with ${error.found}, not as a trace, a pcap or a pcapng file does`
    case 'NewerFormat':
      return (
        `line ${error.line}: version should be ${formatVersion} or less, and is ${error.version}: ` +
        'a newer rx-msnp reads it'
      )
    case 'BadHeader':
      return `line ${error.line}: no header of a trace: ${error.problem}`
    case 'BadRecord':
      return `line ${error.line}: ${error.problem}`
    case 'UnknownLink':
      return (
        `link type ${error.link} at offset ${error.offset} cannot be read: ` +
        'Ethernet, raw IP, Linux cooked and loopback can'
      )
    case 'BadPacket':
      return `the packet at offset ${error.offset} is damaged: ${error.problem}`
    case 'BadBlock':
      return `the block at offset ${error.offset} is damaged: ${error.problem}`
    case 'Cut':
      return (
        `the file ends in the middle of what begins at offset ${error.offset}: ` +
        `${error.missing === 1 ? '1 byte is' : `${error.missing} bytes are`} missing`
      )
  }
}
