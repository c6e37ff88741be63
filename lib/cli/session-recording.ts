/** Writes down a session of the command line in a trace file. */
import { rmSync } from 'node:fs'

import * as E from 'fp-ts/lib/Either.js'

import { fileSink, type FileSink } from '../edges/record/tracefile.js'
import type { Dialect, Ports } from '../index.js'
import { recorded } from '../traces.js'
import { messageOf } from '../wire/errors.js'
import { complain, exitCode, type ExitCode } from './output.js'
import { bound } from './terminal.js'

/** A session that is being written down, if it is to be. */
export interface SessionRecording {
  /** The ports that are recorded. */
  readonly ports: Ports
  /** Sees to it that all is on the disk. Gives the exit code, if something could not be written. */
  readonly end: () => ExitCode
}

const opened = (path: string): E.Either<string, FileSink> => E.tryCatch(() => fileSink(path), messageOf)

/** Ports of which a trace is made in a file, where there is one. The session goes on, whatever becomes of the file. */
export const recording = (
  path: string | undefined,
  ports: Ports,
  dialect: Dialect | undefined,
): E.Either<string, SessionRecording> => {
  if (path === undefined) return E.right({ ports, end: () => exitCode.done })
  return E.map((sink: FileSink): SessionRecording => {
    let code: ExitCode = exitCode.done
    const failed = bound((error: unknown): void => {
      code = complain(exitCode.unwritable, `the recording has ended, the session goes on: ${messageOf(error)}`)
    })
    const all = recorded(ports, sink, { failed, ...(dialect === undefined ? {} : { dialect }) })
    return {
      ports: all,
      end: () => {
        all.end()
        return code
      },
    }
  })(opened(path))
}

/** A file for each of several people: `evening.alice.jsonl` for `evening` and for `evening.jsonl`. */
export const fileFor = (path: string, who: string): string => `${path.replace(/\.jsonl$/i, '')}.${who}.jsonl`

/** Takes away a file that was only just begun. */
export const discarded = (path: string): void => rmSync(path, { force: true })
