/** Reads and writes trace files: JSON, a record a line. */
import * as E from 'fp-ts/lib/Either.js'

import { append, nothing, bytesHeld } from '../../wire/held.js'
import { jsonLine, parseJson, soundLength } from '../../wire/json.js'
import { describeShould, isRecord } from '../../payloads/misshape.js'
import { ordering, type TraceProgress } from '../read/validate.js'
import { formatVersion, TraceHeader, TraceRecord } from './record.js'
import type { Finding, Recorded, RecordingReader, TraceError } from './record.js'

/** The first line of a trace file, with its end. */
export const headerLine = (header: TraceHeader): string => `${jsonLine(TraceHeader.encode(header))}\n`

/** A record as a line of a trace file, with its end. What could steer a terminal or an editor is escaped. */
export const recordLine = (record: TraceRecord): string => `${jsonLine(TraceRecord.encode(record))}\n`

/** A line of a trace file, out of a recording as it is made. */
export const recordedLine = (finding: Recorded): string =>
  finding._tag === 'Begun' ? headerLine(finding.header) : recordLine(finding.record)

const readUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const byteOrderMark = /^\ufeff/
const lineFeed = 10
const longestLine = 64 * 2 ** 20
/** In a longer line nobody looks for the place where it stops being JSON. */
const searched = 2 ** 20

const textOf = (bytes: Uint8Array): string | undefined => {
  try {
    return readUtf8.decode(bytes)
  } catch {
    return undefined
  }
}

const noJson = (text: string): string =>
  text.length > searched
    ? 'it should be JSON'
    : `it should be JSON, and is none from column ${soundLength(text) + 1} on`

/** A reader of trace files, which also tells how far it has come. */
interface ProgressReader extends RecordingReader {
  readonly progress: () => TraceProgress
}

/** As `traceReader`, for somebody who goes on with the trace. */
export const progressReader = (limit: number = longestLine): ProgressReader => {
  const { problem: disorder, progress } = ordering()
  let held = nothing
  let line = 0
  let hasBegun = false
  let isOver = false

  const failed = (error: TraceError): Finding => {
    isOver = true
    held = nothing
    return { _tag: 'Failed', error }
  }
  const bad = (problem: string): Finding => failed({ _tag: hasBegun ? 'BadRecord' : 'BadHeader', line, problem })

  const header = (value: unknown): Finding => {
    const read = TraceHeader.read(value)
    if (isRecord(value) && value['format'] === 'rx-msnp trace' && Number(value['version']) > formatVersion)
      return failed({ _tag: 'NewerFormat', line, version: Number(value['version']) })
    if (E.isLeft(read)) return bad(describeShould(read.left))
    hasBegun = true
    return { _tag: 'Begun', header: read.right }
  }

  const record = (value: unknown): Finding => {
    if (isRecord(value) && 'format' in value) return bad('it should be a record: another trace begins here')
    const read = TraceRecord.read(value)
    if (E.isLeft(read)) return bad(describeShould(read.left))
    const problem = disorder(read.right)
    return problem === undefined ? { _tag: 'Found', record: read.right } : bad(problem)
  }

  /** What a line is; nothing, if it is blank. */
  const understood = (bytes: Uint8Array, isWhole: boolean): Finding | undefined => {
    line++
    if (bytes.length > limit) return bad(`it should be no longer than ${limit} bytes`)
    const cut: Finding = { _tag: 'Noticed', notice: { _tag: 'CutLine', line } }
    const text = textOf(bytes)
    if (text === undefined) return isWhole || !hasBegun ? bad('it should be UTF-8') : cut
    const bare = line === 1 ? text.replace(byteOrderMark, '') : text
    if (bare.trim() === '') return undefined
    const read = parseJson(bare)
    if (E.isLeft(read)) return isWhole || !hasBegun ? bad(noJson(bare)) : cut
    return hasBegun ? record(read.right) : header(read.right)
  }

  return {
    progress,
    read: (chunk) => {
      const findings: Array<Finding> = []
      let from = 0
      while (!isOver) {
        const end = chunk.indexOf(lineFeed, from)
        if (end < 0) break
        const bytes = held.length === 0 ? chunk.subarray(from, end) : bytesHeld(append(held, chunk, from, end))
        held = nothing
        from = end + 1
        const finding = understood(bytes, true)
        if (finding !== undefined) findings.push(finding)
      }
      if (isOver) return findings
      held = append(held, chunk, from, chunk.length)
      if (held.length <= limit) return findings
      line++
      return [...findings, bad(`it should be no longer than ${limit} bytes`)]
    },
    end: () => {
      if (isOver) return []
      const finding = understood(bytesHeld(held), false)
      isOver = true
      if (finding !== undefined) return [finding]
      return hasBegun ? [] : [failed({ _tag: 'Empty' })]
    },
  }
}

/**
 * Reads a trace file.
 *
 * **Shapes** a byte order mark, lines that end in CR and LF, and blank lines are forgiven; keys that nobody knows are
 * passed over. A last line that is not whole is told by `CutLine`. `limit`: the longest line to wait for.
 *
 * **Units** bytes; 64 MiB unless told.
 *
 * **Errors** `Empty`, `BadHeader`, `NewerFormat`, `BadRecord`, behind all that came before them.
 */
export const traceReader = (limit?: number): RecordingReader => progressReader(limit)
