/** Files by Node: their bytes, and why one cannot be read. */
import { createReadStream, readFileSync, statSync } from 'node:fs'

import * as E from 'fp-ts/lib/Either.js'
import { codeOf } from '../wire/errors.js'

/** What is read of a file at once: with all that is made of it, no more than a processor keeps near. **Units** bytes. */
const chunkBytes = 64 * 1024

/** The bytes of a file, as they are read. */
export const chunksOf = (path: string): AsyncIterable<Uint8Array> =>
  createReadStream(path, { highWaterMark: chunkBytes })

/** How long a file is, if it can be read more than once: a pipe or a device cannot. **Units** bytes. */
export const lengthOf = (path: string): number | undefined => {
  const status = path === '-' ? undefined : statSync(path, { throwIfNoEntry: false })
  return status?.isFile() === true ? status.size : undefined
}

const explanations: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'there is no such file'],
  ['EISDIR', 'it is a folder'],
  ['EACCES', 'reading it is not allowed'],
])

/** Why a file cannot be read, in plain words; nothing if the error is of another kind. */
export const whyUnreadable = (error: unknown): string | undefined => {
  const code = codeOf(error)
  return code === undefined ? undefined : (explanations.get(code) ?? code)
}

/** A small file as a whole, or why it cannot be read. */
export const wholeFile = (path: string): E.Either<string, Buffer> =>
  E.tryCatch(
    () => readFileSync(path),
    (error) => `cannot read ${path}: ${whyUnreadable(error) ?? 'an error without a code'}`,
  )
