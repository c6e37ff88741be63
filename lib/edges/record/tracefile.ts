/** Writes a recording to a trace file, line by line, or appends it to one that exists. */
import * as fs from 'node:fs'

import { progressReader, recordedLine, recordLine } from '../../traces/format/jsonl.js'
import type { Recorded, TraceError, TraceHeader } from '../../traces/format/record.js'
import { describeTraceError } from '../../traces/format/trace.js'
import { continuing, type TraceEnd } from '../../traces/read/validate.js'
import { codeOf } from '../../wire/errors.js'
import { byteText, utf8Bytes } from '../../wire/text.js'

/** How a trace file is written. `append`: goes on with one that exists; without it, such a file is left alone. */
export interface FileSinkOptions {
  readonly append?: boolean
}

/** A trace file that is being written. */
export interface FileSink {
  /** Writes a line. */
  readonly next: (finding: Recorded) => void
  /** Sees to it that all is on the disk, and closes the file. */
  readonly complete: () => void
}

const explanations: ReadonlyMap<string, string> = new Map([
  ['EEXIST', 'it exists already'],
  ['ENOENT', 'there is no such folder'],
  ['ENOTDIR', 'a part of its path is no folder'],
  ['EISDIR', 'it is a folder'],
  ['EACCES', 'writing it is not allowed'],
  ['EPERM', 'writing it is not allowed'],
  ['EROFS', 'the disk can only be read'],
  ['ENOSPC', 'the disk is full'],
  ['EDQUOT', 'there is no more room for this user'],
  ['EFBIG', 'it would be too long'],
  ['EMFILE', 'too many files are open'],
])

/** Does something with a file that is written; what goes wrong is said in plain words. */
export const explained = <A>(path: string, what: () => A): A => {
  try {
    return what()
  } catch (error) {
    const code = codeOf(error)
    if (code === undefined) throw error
    throw new Error(`cannot write ${path}: ${explanations.get(code) ?? code}`, { cause: error })
  }
}

const writeAll = (file: number, text: string): void => {
  const bytes = utf8Bytes(text)
  for (let written = 0; written < bytes.length;) written += fs.writeSync(file, bytes, written)
}

const lineFeed = 10
const beginning = '{"format":"rx-msnp trace"'

/** What a file holds, read to its end. **Units** `whole`: bytes up to the end of the last line that has one. */
interface Held {
  readonly ending: TraceEnd | undefined
  readonly error: TraceError | undefined
  readonly isCut: boolean
  readonly whole: number
  readonly length: number
  readonly first: string
}

const heldIn = (file: number): Held => {
  const reader = progressReader()
  const chunk = new Uint8Array(2 ** 16)
  let [length, whole, first, isCut] = [0, 0, '', false]
  let header: TraceHeader | undefined
  let error: TraceError | undefined
  const look = (findings: ReturnType<typeof reader.read>): void => {
    for (const finding of findings) {
      if (finding._tag === 'Begun') header = finding.header
      if (finding._tag === 'Failed') error = finding.error
      if (finding._tag === 'Noticed') isCut = true
    }
  }
  while (error === undefined) {
    const bytes = chunk.subarray(0, fs.readSync(file, chunk, 0, chunk.length, length))
    if (bytes.length === 0) break
    if (length === 0) first = byteText(bytes.subarray(0, beginning.length))
    look(reader.read(bytes))
    const end = bytes.lastIndexOf(lineFeed)
    if (end >= 0) whole = length + end + 1
    length += bytes.length
  }
  look(reader.end())
  const ending = header === undefined ? undefined : { header, progress: reader.progress() }
  return { ending, error, isCut, whole, length, first }
}

/** Gets a file ready for more lines. Gives how its trace ended, if there is any in it. */
const resumed = (file: number, path: string): TraceEnd | undefined => {
  // What is no file has nothing to go on with: a pipe, a terminal.
  if (!fs.fstatSync(file).isFile()) return undefined
  const { ending, error, isCut, whole, length, first } = heldIn(file)
  const hasNoHeader = error?._tag === 'Empty' || (whole === 0 && beginning.startsWith(first))
  if (ending === undefined && hasNoHeader) {
    fs.ftruncateSync(file)
    return undefined
  }
  if (ending === undefined || error !== undefined)
    throw new Error(`cannot go on with ${path}: ${describeTraceError(error ?? { _tag: 'Empty' })}`)
  if (isCut) fs.ftruncateSync(file, whole)
  else if (whole < length) writeAll(file, '\n')
  return ending
}

/**
 * A trace file for `recorded` to write: a line for each record, whole, at the moment of what it records. Whenever the
 * process is stopped, at most the last line is cut. The file is its owner's alone, for it holds what people said.
 *
 * **Errors** throws at once, in plain words: where the file exists already, unless it is to go on with it; where what
 * is in it is no trace; where there is no such folder. If it cannot be written later, `failed` is told: see
 * `RecordingOptions`.
 */
export const fileSink = (path: string, { append = false }: FileSinkOptions = {}): FileSink => {
  const file = explained(path, () => fs.openSync(path, append ? 'a+' : 'ax', 0o600))
  const close = (): void => explained(path, () => fs.closeSync(file))
  const textOf = explained(path, () => {
    try {
      const ending = append ? resumed(file, path) : undefined
      if (ending === undefined) return recordedLine
      const goOn = continuing(ending)
      return (finding: Recorded): string => {
        const record = goOn(finding)
        return record === undefined ? '' : recordLine(record)
      }
    } catch (error) {
      close()
      throw error
    }
  })
  return {
    next: (finding) => explained(path, () => writeAll(file, textOf(finding))),
    complete: () => {
      explained(path, () => fs.fsyncSync(file))
      close()
    },
  }
}
