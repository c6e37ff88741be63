/** `msnp scrub`: writes a recording anew without its secrets, as the same kind of file. */
import { closeSync, openSync, readSync } from 'node:fs'

import { lengthOf, whyUnreadable } from '../edges/files.js'
import { headerLine, recordLine, traceReader } from '../traces/format/jsonl.js'
import type { Finding, TraceError, TraceRecord } from '../traces/format/record.js'
import { describeTraceError, describeTraceNotice } from '../traces/format/trace.js'
import { beginsCapture } from '../traces/pcap/pcapng.js'
import { scrubReader } from '../traces/scrub/patch/capture.js'
import { patched } from '../traces/scrub/patch/patched.js'
import { patchFinder } from '../traces/scrub/patch/patches.js'
import { scrubbing, type ScrubOptions } from '../traces/scrub/scrub.js'
import { hasCause, messageOf } from '../wire/errors.js'
import { utf8Bytes } from '../wire/text.js'
import { isTaken, outFile, type OutFile } from './files.js'
import { complain, counted, exitCode, type ExitCode, harmless, note } from './output.js'
import { contentOf } from './terminal.js'

/** What `msnp scrub` is told. */
export interface ScrubFileOptions extends ScrubOptions {
  readonly out: string
  readonly force?: boolean
}

/** How it went: what was wrong with the file, whether there is anything to keep, and what to say about it. */
interface Outcome {
  readonly error: TraceError | undefined
  readonly isEmpty: boolean
  readonly summary: string
}

const noticed = (file: string, finding: Finding): void => {
  if (finding._tag === 'Noticed') note(`msnp: ${harmless(file)}: ${describeTraceNotice(finding.notice)}`)
}

const errorIn = (findings: ReadonlyArray<Finding>): TraceError | undefined => {
  const last = findings.at(-1)
  return last?._tag === 'Failed' ? last.error : undefined
}

const magic = 4
const fromPipe = 'a pipe gives it once only, and a capture is read three times: put it into a file first'

/** A trace, record by record. */
const scrubTrace = async (file: string, options: ScrubOptions, out: OutFile): Promise<Outcome> => {
  const reader = traceReader()
  const { record, end } = scrubbing(options)
  let records = 0
  let isEmpty = true

  const linesOf = (clean: ReadonlyArray<TraceRecord>): string => {
    records += clean.length
    return clean.map(recordLine).join('')
  }
  const take = async (findings: ReadonlyArray<Finding>): Promise<TraceError | undefined> => {
    const lines = findings.map((finding) => {
      noticed(file, finding)
      if (finding._tag === 'Found') return linesOf(record(finding.record))
      if (finding._tag !== 'Begun') return ''
      isEmpty = false
      return headerLine(finding.header)
    })
    await out.write(utf8Bytes(lines.join('')))
    return errorIn(findings)
  }

  let error: TraceError | undefined
  for await (const chunk of contentOf(file)) {
    if (isEmpty && chunk.length >= magic && beginsCapture(chunk))
      return { error: undefined, isEmpty, summary: fromPipe }
    error = await take(reader.read(chunk))
    if (error !== undefined) break
  }
  error ??= await take(reader.end())
  await out.write(utf8Bytes(linesOf(end())))
  return { error, isEmpty, summary: counted(records, 'record') }
}

/** How much of a capture can be read. **Units** bytes. */
const readable = (error: TraceError | undefined): number => {
  if (error === undefined) return Infinity
  return error._tag === 'Cut' || error._tag === 'BadPacket' || error._tag === 'BadBlock' ? error.offset : 0
}

/** A capture, in place: once to find the secrets, once for where they stand, and once to write it. */
const scrubCapture = async (file: string, options: ScrubOptions, out: OutFile): Promise<Outcome> => {
  const reader = scrubReader(scrubbing(options))
  let error: TraceError | undefined
  const take = (findings: ReadonlyArray<Finding>): void => {
    findings.forEach((finding) => noticed(file, finding))
    error ??= errorIn(findings)
  }
  for await (const chunk of contentOf(file)) {
    take(reader.read(chunk))
    if (error !== undefined) break
  }
  take(reader.end())
  const { changes, records, strangers } = reader.conclusion()

  const finder = patchFinder(changes)
  for await (const chunk of contentOf(file)) finder.read(chunk)
  const copy = patched(finder.end())
  let left = readable(error)
  for await (const chunk of contentOf(file)) {
    const bytes = copy(chunk)
    await out.write(bytes.subarray(0, Math.min(left, bytes.length)))
    left -= bytes.length
    if (left <= 0) break
  }
  const others = strangers === 0 ? '' : `, ${counted(strangers, 'other connection')} left as they were`
  return { error, isEmpty: readable(error) === 0, summary: `${counted(records, 'record')} changed${others}` }
}

const isCapture = (file: string): boolean => {
  if (lengthOf(file) === undefined) return false
  const handle = openSync(file, 'r')
  try {
    const first = new Uint8Array(magic)
    return readSync(handle, first) === first.length && beginsCapture(first)
  } finally {
    closeSync(handle)
  }
}

/** `msnp scrub FILE --out OUT`: the same recording without its secrets, byte for byte as long. */
export const scrubFile = async (file: string, options: ScrubFileOptions): Promise<ExitCode> => {
  const { out: path, force = false } = options
  if (isTaken(path) && !force) return complain(exitCode.usage, `${path} exists already: --force replaces it`)
  let out: OutFile | undefined
  try {
    const scrub = isCapture(file) ? scrubCapture : scrubTrace
    out = outFile(path)
    const { error, isEmpty, summary } = await scrub(file, options, out)
    if (isEmpty) out.drop()
    if (summary === fromPipe) return complain(exitCode.unreadable, `cannot scrub ${file}: ${fromPipe}`)
    if (!isEmpty) {
      out.keep()
      note(`${summary} in ${harmless(path)}`)
    }
    return error === undefined ? exitCode.done : complain(exitCode.unreadable, `${file}: ${describeTraceError(error)}`)
  } catch (error) {
    out?.drop()
    const why = whyUnreadable(error)
    if (why !== undefined) return complain(exitCode.unreadable, `cannot read ${file}: ${why}`)
    if (hasCause(error)) return complain(exitCode.unwritable, messageOf(error))
    throw error
  }
}
