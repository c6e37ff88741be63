import * as fs from 'node:fs'

import { explained } from '../edges/record/tracefile.js'
import { caughtUp } from './output.js'
import { terminal } from './terminal.js'

/** A file that is being written; it stands under its name only once it is whole. */
export interface OutFile {
  readonly write: (octets: Uint8Array) => Promise<void>
  /** All is written. */
  readonly keep: () => void
  /** Nothing of it is to be left. */
  readonly drop: () => void
}

const standardOutput: OutFile = {
  write: async (octets) => {
    terminal().output.write(octets)
    await caughtUp()
  },
  keep: () => undefined,
  drop: () => undefined,
}

const writeAll = (file: number, octets: Uint8Array): void => {
  for (let written = 0; written < octets.length;) written += fs.writeSync(file, octets, written)
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
    write: async (octets) => explained(path, () => writeAll(file, octets)),
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
