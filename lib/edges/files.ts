import { createReadStream, readFileSync, statSync } from 'node:fs'

import * as E from 'fp-ts/lib/Either.js'

/**
 * The octets of a file, as often as they are wanted. `-` is standard input: like a pipe or a device it can be read only
 * once, and is kept.
 */
export const chunksOf = (path: string): (() => AsyncIterable<Uint8Array>) => {
  if (path === '-') return kept(process.stdin)
  const status = statSync(path, { throwIfNoEntry: false })
  return status === undefined || status.isFile() ? () => createReadStream(path) : kept(createReadStream(path))
}

const kept = (source: AsyncIterable<Uint8Array>): (() => AsyncIterable<Uint8Array>) => {
  let chunks: Promise<ReadonlyArray<Uint8Array>> | undefined
  return async function* () {
    chunks ??= collect(source)
    yield* await chunks
  }
}

const collect = async (source: AsyncIterable<Uint8Array>): Promise<ReadonlyArray<Uint8Array>> => {
  const chunks: Array<Uint8Array> = []
  for await (const chunk of source) chunks.push(chunk)
  return chunks
}

const explanations: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'reading it is not allowed',
}

/** Why a file cannot be read, in plain words; nothing if the error is of another kind. */
export const whyUnreadable = (error: unknown): string | undefined => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined
  return code === undefined ? undefined : (explanations[code] ?? code)
}

/** A small file as a whole, or why it cannot be read. */
export const wholeFile = (path: string): E.Either<string, Buffer> =>
  E.tryCatch(
    () => readFileSync(path),
    (error) => `cannot read ${path}: ${whyUnreadable(error) ?? 'an error without a code'}`,
  )
