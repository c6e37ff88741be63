import { once } from 'node:events'

import pc from 'picocolors'

/** How a command of `msnp` ends: well, or 1 for output that cannot be written, and as the README says. */
export const exitCode = { done: 0, unwritable: 1, usage: 2, unreadable: 3, framingLost: 4 } as const
export type ExitCode = (typeof exitCode)[keyof typeof exitCode]

const tell = (stream: NodeJS.WriteStream, line: string): void => {
  stream.write(`${line}\n`)
}

/** A line of the result. */
export const say = (line: string): void => tell(process.stdout, line)

/** Waits until a slow reader has caught up with what was said. */
export const caughtUp = async (): Promise<void> => {
  if (process.stdout.writableNeedDrain) await once(process.stdout, 'drain')
}

/** A line beside the result: counts, notices, what went wrong. */
export const note = (line: string): void => tell(process.stderr, line)

/** Says what went wrong; gives the exit code. */
export const complain = (code: ExitCode, what: string): ExitCode => {
  note(`msnp: ${what}`)
  return code
}

/** Octets in Base64, as JSON output holds them. */
export const base64 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')

/** Colours, where standard output takes them. */
export const colours = pc.createColors(pc.isColorSupported && process.stdout.isTTY === true)

/** The width of the terminal; nothing where the output goes to a file or another program, which gets whole lines. */
export const terminalWidth = (): number | undefined =>
  process.stdout.isTTY ? (process.stdout.columns ?? 80) : undefined

/** Text cut to a width, with a mark where something is left out. */
export const cutTo =
  (width: number | undefined) =>
  (text: string): string =>
    width === undefined || text.length <= width ? text : `${text.slice(0, Math.max(width - 1, 0))}…`

/** A count with its noun: `1 command`, `2 commands`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`
