/** The command `decode` in this process, and files for it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { afterAll } from 'vitest'

import { decodeFile, type DecodeOptions } from '../../lib/cli/decode.js'
import { within } from '../../lib/cli/terminal.js'
import type { TraceRecord } from '../../lib/traces/format/record.js'
import { headerLine, recordLine } from '../../lib/traces/format/jsonl.js'
import { surroundingsOf, type Heard } from './surroundings.js'

const folder = mkdtempSync(join(tmpdir(), 'msnp-'))
afterAll(() => {
  rmSync(folder, { recursive: true })
})

/** A recording of two friends, whose names and words are invented. */
export const twoFriends = fileURLToPath(new URL('../../examples/recordings/two-friends.pcap', import.meta.url))

/** The path of a file for one spec. */
export const pathOf = (name: string): string => join(folder, name)

/** A file for one spec. */
export const fileOf = (name: string, content: string | Uint8Array): string => {
  writeFileSync(pathOf(name), content)
  return pathOf(name)
}

/** A trace file of some records. */
export const traceOf = (name: string, records: ReadonlyArray<TraceRecord>): string => {
  const header = { format: 'rx-msnp trace', version: 1, start: 0, seenBy: 'network' } as const
  return fileOf(name, headerLine(header) + records.map(recordLine).join(''))
}

/** What `msnp decode` says, in this process; on a terminal that is so wide, if a width is given. */
export const decoded = async (file: string, options: DecodeOptions = {}, columns?: number) => {
  const said = { out: '', err: '' }
  const heard: Heard = (stream, text) => void (said[stream] += text)
  const surroundings = { ...surroundingsOf(heard, columns), exit: () => undefined }
  const status = await within(surroundings, () => decodeFile(file, options))
  return { status, err: said.err, lines: said.out.split('\n').slice(0, -1) }
}
