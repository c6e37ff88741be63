/** Files of the command line: recordings read, with a progress line, and files written. */
import * as fs from 'node:fs'

import type { Side } from '../commands/row.js'
import { lengthOf } from '../edges/files.js'
import { explained } from '../edges/record/tracefile.js'
import { type Finding, formatVersion, type RecordingReader } from '../traces/format/record.js'
import { recordingReader } from '../traces/read/reader.js'
import { caughtUp, counted } from './output.js'
import { contentOf, terminal } from './terminal.js'

const nowhere = { host: '', port: 0 }

/** What the bytes of one side of a connection are as a recording: it has no times. */
const byteReader = (from: Side): RecordingReader => {
  let hasBegun = false
  const begin = (): ReadonlyArray<Finding> => {
    if (hasBegun) return []
    hasBegun = true
    return [
      { _tag: 'Begun', header: { format: 'rx-msnp trace', version: formatVersion, start: 0, seenBy: 'network' } },
      { _tag: 'Found', record: { t: 0, _tag: 'Opened', connection: 0, local: nowhere, peer: nowhere } },
    ]
  }
  return {
    read: (bytes) => [...begin(), { _tag: 'Found', record: { t: 0, _tag: 'Said', connection: 0, from, bytes } }],
    end: () => [],
  }
}

/**
 * What there is in a recording: a trace, a pcap or a pcapng file; or, if `from` says whose they are, in the bytes of one
 * side of a connection. `-` is standard input. It comes in batches, one for each piece that is read.
 *
 * **Errors** the file system's, if the file cannot be opened or read. What is wrong with its content is `Failed`.
 */
export const findingsIn = async function* (
  file: string,
  heard: (bytes: number) => void = () => undefined,
  from?: Side,
): AsyncGenerator<ReadonlyArray<Finding>> {
  const { read, end } = from === undefined ? recordingReader() : byteReader(from)
  for await (const chunk of contentOf(file)) {
    heard(chunk.length)
    const findings = read(chunk)
    yield findings
    if (findings.at(-1)?._tag === 'Failed') return
  }
  yield end()
}

/** Tells how far a long work has come. */
export interface ProgressLine {
  readonly read: (bytes: number) => void
  /** So many commands in all. */
  readonly found: (commands: number) => void
  /** Leaves no trace of itself. */
  readonly end: () => void
}

const silent: ProgressLine = { read: () => undefined, found: () => undefined, end: () => undefined }

/** Nobody wants to know of what is done so soon. **Units** milliseconds. */
const patience = 500
const between = 250

const eraseLine = '\r\u001b[K'

/** Bytes in the unit that people count them in. */
export const inUnits = (bytes: number): string =>
  bytes < 1e6
    ? `${(bytes / 1e3).toFixed(0)} kB`
    : bytes < 1e9
      ? `${(bytes / 1e6).toFixed(1)} MB`
      : `${(bytes / 1e9).toFixed(2)} GB`

/** A line on standard error, renewed some times a second; nothing where nobody looks, or where results go by. */
export const progress = (file: string): ProgressLine => {
  const { errors, output } = terminal()
  if (errors.isTTY !== true || output.isTTY === true) return silent
  const all = lengthOf(file)
  let bytes = 0
  let commands = 0
  let shownAt = Date.now() + patience - between
  let isShown = false
  return {
    read: (more) => {
      bytes += more
      const now = Date.now()
      if (now - shownAt < between) return
      shownAt = now
      isShown = true
      const share = all === undefined || all === 0 ? '' : `${Math.floor((100 * bytes) / all)} %, `
      errors.write(`${eraseLine}${file}: ${share}${inUnits(bytes)}, ${counted(commands, 'command')}`)
    },
    found: (sum) => void (commands = sum),
    end: () => {
      if (isShown) errors.write(eraseLine)
    },
  }
}

/** A file that is being written; it stands under its name only once it is whole. */
export interface OutFile {
  readonly write: (bytes: Uint8Array) => Promise<void>
  /** All is written. */
  readonly keep: () => void
  /** Nothing of it is to be left. */
  readonly drop: () => void
}

const standardOutput: OutFile = {
  write: async (bytes) => {
    terminal().output.write(bytes)
    await caughtUp()
  },
  keep: () => undefined,
  drop: () => undefined,
}

const writeAll = (file: number, bytes: Uint8Array): void => {
  for (let written = 0; written < bytes.length;) written += fs.writeSync(file, bytes, written)
}

/** Whether something stands there already that would be lost. */
export const isTaken = (path: string): boolean => path !== '-' && fs.existsSync(path)

/**
 * A file to write to, its owner's alone; `-` is standard output. What stood there is replaced at the end, at once.
 *
 * **Errors** throws in plain words, and so does what it gives.
 */
export const outFile = (path: string): OutFile => {
  if (path === '-') return standardOutput
  const isPlain = fs.statSync(path, { throwIfNoEntry: false })?.isFile() ?? true
  const beside = isPlain ? `${path}.${process.pid}.part` : path
  const file = explained(path, () => fs.openSync(beside, isPlain ? 'wx' : 'w', 0o600))
  return {
    write: async (bytes) => explained(path, () => writeAll(file, bytes)),
    keep: () =>
      explained(path, () => {
        fs.closeSync(file)
        if (isPlain) fs.renameSync(beside, path)
      }),
    drop: () => {
      fs.closeSync(file)
      if (isPlain) fs.rmSync(beside, { force: true })
    },
  }
}
