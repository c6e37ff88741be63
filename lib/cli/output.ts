/** What `msnp` writes: results, what goes on, notes beside them; exit codes; and texts made fit for a terminal. */
import { once } from 'node:events'

import pc from 'picocolors'

import type { CloseReason, EndReason, MessageOutcome, Outcome } from '../index.js'
import { steering } from '../wire/json.js'
import { type Output, terminal } from './terminal.js'

export { jsonLine } from '../wire/json.js'

/**
 * How a command of `msnp` ends: well, or 1 for output that cannot be written, and as `exitCodes` tells.
 *
 * **Shapes** a number has two names where one kind of command reads files and another kind talks to servers.
 */
export const exitCode = {
  done: 0,
  unwritable: 1,
  usage: 2,
  unreadable: 3,
  unconnected: 3,
  unplayable: 3,
  framingLost: 4,
  diverged: 4,
  refused: 4,
  broken: 5,
  late: 6,
  interrupted: 130,
} as const
export type ExitCode = (typeof exitCode)[keyof typeof exitCode]

/** What the exit codes mean, for the help. */
export const exitCodes = `Exit codes:
  0    done
  1    the output could not be written
  2    wrong usage
  3    a file cannot be read; serve, record, replay --as-server: the port is taken
       connect, demo: no connection, or a connection was lost
       replay: a session in the recording cannot be replayed
  4    decode: the bytes cannot be cut into commands
       connect, demo: refused by the server, or a message found nobody
       replay: a session did something else than was recorded
  5    connect, demo: the server broke the protocol, or sent us around
  6    connect, demo: a deadline passed
       replay --as-server: the client did not say its part
  130  interrupted before it was done`

const write = (stream: Output, line: string): void => {
  stream.write(`${line}\n`)
}

/** A line of the result: one of a few, as what there may be any number of is said by `sayAll` or `sayLive`. */
export const say = (line: string): void => {
  const { output } = terminal()
  noteLeftOut(output)
  write(output, line)
}

/** How much may wait for a reader who is slow, or does not read at all. **Units** bytes. */
export const liveLimit = 2 ** 20

/** How many lines were left out of an output since one was last written. */
const leftOut = new WeakMap<Output, number>()

const noteLeftOut = (stream: Output): void => {
  const missing = leftOut.get(stream) ?? 0
  if (missing === 0) return
  leftOut.delete(stream)
  note(`msnp: ${counted(missing, 'line')} left out`)
}

const writeLive = (stream: Output, line: string): void => {
  if (stream.writableLength > liveLimit) {
    const missing = leftOut.get(stream) ?? 0
    if (missing === 0) note('msnp: the output is not read; lines are left out until it is')
    leftOut.set(stream, missing + 1)
    return
  }
  noteLeftOut(stream)
  write(stream, line)
}

/**
 * A line of what goes on, of which there is no end: where too much waits for a reader already, it is left out, and standard
 * error tells how many were.
 */
export const sayLive = (line: string): void => writeLive(terminal().output, line)

/** The same, beside the result. */
export const noteLive = (line: string): void => writeLive(terminal().errors, line)

/** Waits until a slow reader has caught up with what was said. */
export const caughtUp = async (): Promise<void> => {
  const { output } = terminal()
  if (output.writableNeedDrain) await once(output, 'drain')
}

/** The lines of a result that may be long: a slow reader slows down whoever makes them. */
export const sayAll = async (lines: Iterable<string>): Promise<void> => {
  for (const line of lines) {
    say(line)
    await caughtUp()
  }
}

/** A line beside the result: counts, notices, what went wrong. */
export const note = (line: string): void => write(terminal().errors, line)

/** Says what went wrong; gives the exit code. */
export const complain = (code: ExitCode, what: string): ExitCode => {
  note(`msnp: ${harmless(what)}`)
  return code
}

/** Bytes in Base64, as JSON output holds them. */
export const base64 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')

/** Colours, where standard output takes them. */
export const colours = pc.createColors(pc.isColorSupported && process.stdout.isTTY === true)

/** The width of the terminal; nothing where the output goes to a file or another program, which gets whole lines. */
export const terminalWidth = (): number | undefined => {
  const { isTTY, columns = 80 } = terminal().output
  return isTTY === true ? columns : undefined
}

const codeOf = (character: string): string => character.codePointAt(0)!.toString(16)

/** A text that a peer wrote, with whatever could steer the terminal shown by its number. */
export const harmless = (text: string): string => text.replace(steering, (character) => `\\u{${codeOf(character)}}`)

const noRoom = /^[\p{Mn}\p{Me}\p{Cf}]$/u
const twoColumns =
  /^(?:\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}])$/u

const columnsOf = (character: string): number => (noRoom.test(character) ? 0 : twoColumns.test(character) ? 2 : 1)

// A flag, a family or a letter with its accents takes the room of one character, and is not cut in two.
const clusters = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
const columnsOfCluster = (cluster: string): number =>
  cluster.length === 1 ? columnsOf(cluster) : Math.max(...[...cluster].map(columnsOf))

/** Text cut to a width, with a mark where something is left out; a wide character takes two columns. */
export const cutTo =
  (width: number | undefined) =>
  (text: string): string => {
    // No character takes more than two columns, so most texts need not be measured.
    if (width === undefined || text.length * 2 <= width) return text
    let columns = 0
    let fitting = 0
    for (const { segment, index } of clusters.segment(text)) {
      columns += columnsOfCluster(segment)
      if (columns <= width - 1) fitting = index + segment.length
      if (columns > width) return `${text.slice(0, fitting)}…`
    }
    return text
  }

/** How many columns a text takes, as far as so many. */
const columnsIn = (most: number, text: string): number => {
  let columns = 0
  for (const { segment } of clusters.segment(text)) {
    columns += columnsOfCluster(segment)
    if (columns >= most) return most
  }
  return columns
}

/** What is shown at least of who says something. **Units** columns. */
const leastAside = 12

/**
 * Who says something and what, in so many columns: where there is little room, who says it is cut first, and what is said gets
 * the room. Whatever could steer the terminal is shown by its number.
 */
export const fitted =
  (width: number | undefined) =>
  (aside: string, between: string, text: string): string => {
    const [who, what] = [harmless(aside), `${between}${harmless(text)}`]
    if (width === undefined) return `${who}${what}`
    const least = Math.min(leastAside, Math.floor(width / 4))
    return cutTo(width)(`${cutTo(Math.max(least, width - columnsIn(width, what)))(who)}${what}`)
  }

/** A count with its noun: `1 command`, `2 commands`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

/** A tag in words: `PersonalMessage` is `personal message`. */
export const spaced = (tag: string): string => tag.replace(/(?!^)([A-Z])/g, ' $1').toLowerCase()

const unconnected = (why: CloseReason | undefined): ExitCode => {
  if (why?._tag === 'TimedOut') return exitCode.late
  return why?._tag === 'Broken' ? exitCode.broken : exitCode.unconnected
}

/** The exit code for the end of a session. */
export const exitOf = (reason: EndReason): ExitCode => {
  switch (reason._tag) {
    case 'SignedOut':
      return exitCode.done
    case 'Unreachable':
    case 'Lost':
    case 'NoTicket':
      return unconnected(reason.why)
    case 'Refused':
    case 'Denied':
    case 'NoCommonDialect':
    case 'Dismissed':
      return exitCode.refused
    case 'Broken':
    case 'RedirectLoop':
    case 'TooManyRedirects':
    case 'NoWayIn':
      return exitCode.broken
    case 'NoAnswer':
      return exitCode.late
  }
}

/** The exit code for what became of something that was asked for. */
export const exitOfOutcome = (outcome: Outcome | MessageOutcome): ExitCode => {
  switch (outcome._tag) {
    case 'Done':
    case 'Acknowledged':
    case 'Sent':
      return exitCode.done
    case 'NotDelivered':
    case 'NobodyThere':
    case 'Refused':
    case 'Failed':
    case 'ServiceFailed':
      return exitCode.refused
    case 'Unreadable':
      return exitCode.broken
    case 'TimedOut':
      return exitCode.late
    case 'Closed':
      return exitCode.unconnected
  }
}
