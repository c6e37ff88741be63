import { createReadStream } from 'node:fs'

/** The octets of a file, as often as they are wanted. `-` is standard input, which can be read once and is kept. */
export const chunksOf = (path: string): (() => AsyncIterable<Uint8Array>) =>
  path === '-' ? kept(process.stdin) : () => createReadStream(path)

const kept = (source: AsyncIterable<Uint8Array>): (() => AsyncIterable<Uint8Array>) => {
  const chunks: Array<Uint8Array> = []
  let isRead = false
  return async function* () {
    if (isRead) return yield* chunks
    for await (const chunk of source) {
      chunks.push(chunk)
      yield chunk
    }
    isRead = true
  }
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
