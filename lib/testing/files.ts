/** Traces from the bytes of a file, and back. */
import * as E from 'fp-ts/lib/Either.js'

import { headerLine, recordLine } from '../traces/format/jsonl.js'
import { collected, describeTraceError, type Trace } from '../traces/format/trace.js'
import { recordingReader } from '../traces/read/reader.js'
import { utf8Bytes } from '../wire/text.js'

/**
 * The trace in a file, which the test has read: `readTrace(readFileSync('echo.jsonl'))`. It may be a capture, too.
 *
 * **Errors** throws an `Error` that says what is wrong with it, and where.
 */
export const readTrace = (file: Uint8Array | string): Trace => {
  const { read, end } = recordingReader()
  const whole = collected([...read(typeof file === 'string' ? utf8Bytes(file) : file), ...end()])
  if (E.isLeft(whole)) throw new Error(describeTraceError(whole.left))
  const { trace, error } = whole.right
  if (error !== undefined) throw new Error(describeTraceError(error))
  return trace
}

/** A trace as the text of a file. */
export const writeTrace = ({ header, records }: Trace): string =>
  [headerLine(header), ...records.map(recordLine)].join('')
